import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/problem/sparse.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/problem/sparse-ts.md","filePath":"site/generated/source/src/problem/sparse-ts.md"}');
const _sfc_main = { name: "source/src/problem/sparse-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcproblemsparsets" tabindex="-1"><code>src/problem/sparse.ts</code> <a class="header-anchor" href="#srcproblemsparsets" aria-label="Permalink to &quot;\`src/problem/sparse.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Sparse matrices from what users have: compressed rows or columns, triplets, dense arrays, diagonals, triangles. */</span></span>
<span class="line"><span>import type { Pattern } from &quot;../matrix/pattern.js&quot;;</span></span>
<span class="line"><span>import { patternOfEntries, rowsOfEntries } from &quot;../matrix/pattern.js&quot;;</span></span>
<span class="line"><span>import { OptNetError, describe, formatShape } from &quot;./errors.js&quot;;</span></span>
<span class="line"><span>import type { ArrayInput, CscInput, CsrInput, IndexInput, SparseInput } from &quot;./problem.js&quot;;</span></span>
<span class="line"><span>import { describeNumbers, kindOf, lengthOf, readNumbers, readObject, readSafely } from &quot;./read.js&quot;;</span></span>
<span class="line"><span>import type { Entries, SparseMatrix } from &quot;./sparse-matrix.js&quot;;</span></span>
<span class="line"><span>import { patternInside, readEntries, sparseMatrix } from &quot;./sparse-matrix.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Makes sparse matrices for Q, A and G. What it is given is copied.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * const A = sparse.fromTriplets([2, 3], [0, 1, 1], [0, 1, 2], [1, 1, -1]);</span></span>
<span class="line"><span> * const Q = sparse.symmetric(sparse.fromTriplets([3, 3], [0, 1, 2, 0], [0, 1, 2, 1], [2, 2, 2, 1]));</span></span>
<span class="line"><span> * solve({ Q, p: [1, 1, 1], A, b: [1, 0] });</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export const sparse = { csr, csc, fromTriplets, fromDense, diagonal, symmetric };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * From compressed rows, as SciPy&#39;s \`csr_matrix\`.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError naming the entry: positions out of range, columns that do not ascend within their row (sort them:</span></span>
<span class="line"><span> *   \`A.sort_indices()\`), two entries in one place (\`A.sum_duplicates()\`, or {@link fromTriplets}, which adds them up),</span></span>
<span class="line"><span> *   indptr that does not ascend or has another length than rows + 1, data of another length than indices.</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * sparse.csr({ shape: [2, 3], indptr: [0, 2, 3], indices: [0, 2, 1], data: [1, 5, 2] });</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>function csr(input: CsrInput): SparseMatrix {</span></span>
<span class="line"><span>  return readCsr(&quot;&quot;, input);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * From compressed columns, as SciPy&#39;s \`csc_matrix\`. The matrix that comes back has its entries by rows, in the order of</span></span>
<span class="line"><span> * its own \`indices\`, and so has everything that follows: \`withData\`, gradients.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError as {@link csr}, with rows and columns exchanged.</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * sparse.csc({ shape: [2, 3], indptr: [0, 1, 2, 3], indices: [0, 1, 0], data: [1, 2, 5] }).data;</span><span> // [1, 5, 2]</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>function csc(input: CscInput): SparseMatrix {</span></span>
<span class="line"><span>  const { shape, indptr, indices, data } = readForm(&quot;&quot;, input);</span></span>
<span class="line"><span>  const [rows, columns] = readShape(&quot;&quot;, shape);</span></span>
<span class="line"><span>  const byColumns = readCompressed(&quot;&quot;, [columns, rows], indptr, indices, [&quot;column&quot;, &quot;row&quot;]);</span></span>
<span class="line"><span>  const entries = readEntries(&quot;data&quot;, data, byColumns);</span></span>
<span class="line"><span>  const { pattern, places } = patternOfEntries(rows, columns, byColumns.index, rowsOfEntries(byColumns));</span></span>
<span class="line"><span>  return sparseMatrix(pattern, placed(entries, places, pattern));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * From triplets, in any order. Values in the same place add up.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param shape numbers of rows and columns.</span></span>
<span class="line"><span> * @param rows, columns where each value is.</span></span>
<span class="line"><span> * @param values one for each place, or \`[B, places]\`: nested, or \`{ data, shape }\`.</span></span>
<span class="line"><span> * @throws OptNetError naming the triplet that lies outside, or lengths that differ.</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * sparse.fromTriplets([2, 2], [1, 0, 1], [0, 0, 0], [1, 5, 2]).toDense().data;</span><span> // [5, 0, 3, 0]</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>function fromTriplets(</span></span>
<span class="line"><span>  shape: readonly number[],</span></span>
<span class="line"><span>  rows: IndexInput,</span></span>
<span class="line"><span>  columns: IndexInput,</span></span>
<span class="line"><span>  values: ArrayInput,</span></span>
<span class="line"><span>): SparseMatrix {</span></span>
<span class="line"><span>  return readTriplets(&quot;&quot;, { shape, rows, columns, values });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * From a dense matrix: its entries that are not 0, in any matrix of a batch.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param matrix \`[rows, columns]\` or \`[B, rows, columns]\`: nested, or \`{ data, shape }\`.</span></span>
<span class="line"><span> * @throws OptNetError for other shapes.</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * sparse.fromDense([[1, 0], [0, 2]]).indices;</span><span> // [0, 1]</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>function fromDense(matrix: ArrayInput): SparseMatrix {</span></span>
<span class="line"><span>  const numbers = readNumbers(&quot;matrix&quot;, matrix);</span></span>
<span class="line"><span>  const { data, shape } = numbers;</span></span>
<span class="line"><span>  if (shape === undefined || shape.length &lt; 2) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;matrix&quot;,</span></span>
<span class="line"><span>      expected: &quot;[rows, columns] or [B, rows, columns]&quot;,</span></span>
<span class="line"><span>      got: describeNumbers(numbers),</span></span>
<span class="line"><span>      hint: &quot;A flat array needs its shape: { data, shape: [rows, columns] }.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const [rows, columns] = shape.slice(-2);</span></span>
<span class="line"><span>  const batch = shape.length === 3 ? shape[0] : undefined;</span></span>
<span class="line"><span>  const size = rows * columns;</span></span>
<span class="line"><span>  const kept: number[] = [];</span></span>
<span class="line"><span>  for (let at = 0; at &lt; size; at++) {</span></span>
<span class="line"><span>    let present = false;</span></span>
<span class="line"><span>    for (let k = at; k &lt; data.length &amp;&amp; !present; k += size) present = data[k] !== 0;</span></span>
<span class="line"><span>    if (present) kept.push(at);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const rowOf = Int32Array.from(kept, (at) =&gt; Math.floor(at / columns));</span></span>
<span class="line"><span>  const columnOf = Int32Array.from(kept, (at) =&gt; at % columns);</span></span>
<span class="line"><span>  const { pattern } = patternOfEntries(rows, columns, rowOf, columnOf);</span></span>
<span class="line"><span>  const entries = new Float64Array((batch ?? 1) * kept.length);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; (batch ?? 1); i++) {</span></span>
<span class="line"><span>    kept.forEach((at, k) =&gt; (entries[i * kept.length + k] = data[i * size + at]));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return sparseMatrix(pattern, { data: entries, batch });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * A diagonal matrix. All of the diagonal is stored, zeros too.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param values \`[n]\`, or \`[B, n]\`: nested, or \`{ data, shape }\`.</span></span>
<span class="line"><span> * @throws OptNetError for other shapes.</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * sparse.diagonal([1, 2]).toDense().data;</span><span> // [1, 0, 0, 2]</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>function diagonal(values: ArrayInput): SparseMatrix {</span></span>
<span class="line"><span>  const numbers = readNumbers(&quot;values&quot;, values);</span></span>
<span class="line"><span>  const { data, shape = [data.length] } = numbers;</span></span>
<span class="line"><span>  if (shape.length !== 1 &amp;&amp; shape.length !== 2) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;values&quot;,</span></span>
<span class="line"><span>      expected: &quot;[n] or [B, n]&quot;,</span></span>
<span class="line"><span>      got: describeNumbers(numbers),</span></span>
<span class="line"><span>      hint: &quot;They are the numbers on the diagonal.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const n = shape.at(-1)!;</span></span>
<span class="line"><span>  const all = Int32Array.from({ length: n }, (_, i) =&gt; i);</span></span>
<span class="line"><span>  const { pattern } = patternOfEntries(n, n, all, all);</span></span>
<span class="line"><span>  return sparseMatrix(pattern, { data, batch: shape.length === 2 ? shape[0] : undefined });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * A symmetric matrix from its upper or its lower triangle, with the diagonal: fills in the other half.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError where the matrix is not square, or has entries on both sides of the diagonal.</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * sparse.symmetric(sparse.fromDense([[2, 1], [0, 3]])).toDense().data;</span><span> // [2, 1, 1, 3]</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>function symmetric(triangle: SparseInput): SparseMatrix {</span></span>
<span class="line"><span>  const matrix = readSparse(&quot;triangle&quot;, triangle);</span></span>
<span class="line"><span>  const half = patternInside(matrix)!;</span></span>
<span class="line"><span>  const rowOf = rowsOfEntries(half);</span></span>
<span class="line"><span>  requireTriangle(half, rowOf);</span></span>
<span class="line"><span>  const count = half.index.length;</span></span>
<span class="line"><span>  const off = Array.from(rowOf.keys()).filter((k) =&gt; rowOf[k] !== half.index[k]);</span></span>
<span class="line"><span>  const rows = Int32Array.from([...rowOf, ...off.map((k) =&gt; half.index[k])]);</span></span>
<span class="line"><span>  const columns = Int32Array.from([...half.index, ...off.map((k) =&gt; rowOf[k])]);</span></span>
<span class="line"><span>  const { pattern, places } = patternOfEntries(half.rows, half.columns, rows, columns);</span></span>
<span class="line"><span>  const source = Int32Array.from([...rowOf.keys(), ...off]);</span></span>
<span class="line"><span>  const elements = matrix.batch ?? 1;</span></span>
<span class="line"><span>  const data = new Float64Array(elements * places.length);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; elements; i++) {</span></span>
<span class="line"><span>    places.forEach((place, k) =&gt; (data[i * places.length + place] = matrix.data[i * count + source[k]]));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return sparseMatrix(pattern, { data, batch: matrix.batch });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function requireTriangle({ rows, columns, index }: Pattern, rowOf: Int32Array): void {</span></span>
<span class="line"><span>  const fail = (expected: string, got: string): never =&gt; {</span></span>
<span class="line"><span>    const hint = &quot;A matrix with both halves needs no sparse.symmetric: pass it as Q.&quot;;</span></span>
<span class="line"><span>    throw new OptNetError({ field: &quot;triangle&quot;, expected, got, hint });</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  if (rows !== columns) fail(&quot;a square matrix&quot;, \`shape \${formatShape([rows, columns])}\`);</span></span>
<span class="line"><span>  const above = index.findIndex((column, k) =&gt; column &gt; rowOf[k]);</span></span>
<span class="line"><span>  const below = index.findIndex((column, k) =&gt; column &lt; rowOf[k]);</span></span>
<span class="line"><span>  if (above &lt; 0 || below &lt; 0) return;</span></span>
<span class="line"><span>  const name = (k: number): string =&gt; \`[\${rowOf[k]},\${index[k]}]\`;</span></span>
<span class="line"><span>  fail(&quot;entries on one side of the diagonal&quot;, \`entries at \${name(above)} and at \${name(below)}\`);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whether a value looks like a sparse matrix, rather than like an array. */</span></span>
<span class="line"><span>export function isSparseInput(value: unknown): value is SparseInput {</span></span>
<span class="line"><span>  if (typeof value !== &quot;object&quot; || value === null || Array.isArray(value) || kindOf(value) !== undefined) {</span></span>
<span class="line"><span>    return false;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    return patternInside(value) !== undefined || &quot;indptr&quot; in value || &quot;rows&quot; in value;</span></span>
<span class="line"><span>  } catch {</span></span>
<span class="line"><span>    // A proxy that throws: whoever reads it says so.</span></span>
<span class="line"><span>    return false;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * A sparse matrix by what a user passes as one.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param field what errors call it.</span></span>
<span class="line"><span> * @throws OptNetError as {@link csr} and {@link fromTriplets}.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function readSparse(field: string, input: SparseInput): SparseMatrix {</span></span>
<span class="line"><span>  return readSafely(field, () =&gt; (&quot;rows&quot; in input ? readTriplets(field, input) : readCsr(field, input)));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function readCsr(field: string, input: CsrInput): SparseMatrix {</span></span>
<span class="line"><span>  if (patternInside(input) !== undefined) return input as SparseMatrix;</span></span>
<span class="line"><span>  const { shape, indptr, indices, data, batch } = readForm(field, input);</span></span>
<span class="line"><span>  const [rows, columns] = readShape(field, shape);</span></span>
<span class="line"><span>  const pattern = readCompressed(field, [rows, columns], indptr, indices, [&quot;row&quot;, &quot;column&quot;]);</span></span>
<span class="line"><span>  const elements = typeof batch === &quot;number&quot; ? batch : undefined;</span></span>
<span class="line"><span>  return sparseMatrix(pattern, readEntries(named(field, &quot;data&quot;), data, pattern, elements));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function readForm(field: string, input: unknown) {</span></span>
<span class="line"><span>  return readObject(input, {</span></span>
<span class="line"><span>    field: field === &quot;&quot; ? &quot;matrix&quot; : field,</span></span>
<span class="line"><span>    names: [&quot;shape&quot;, &quot;indptr&quot;, &quot;indices&quot;, &quot;data&quot;, &quot;batch&quot;],</span></span>
<span class="line"><span>    expected: &quot;{ shape, indptr, indices, data }&quot;,</span></span>
<span class="line"><span>    hint: &quot;For example sparse.fromTriplets([rows, columns], rowOf, columnOf, values).&quot;,</span></span>
<span class="line"><span>    unknown: &quot;A sparse matrix is { shape, indptr, indices, data }, as in SciPy.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function readTriplets(field: string, input: unknown): SparseMatrix {</span></span>
<span class="line"><span>  const given = readObject(input, {</span></span>
<span class="line"><span>    field: field === &quot;&quot; ? &quot;triplets&quot; : field,</span></span>
<span class="line"><span>    names: [&quot;shape&quot;, &quot;rows&quot;, &quot;columns&quot;, &quot;values&quot;],</span></span>
<span class="line"><span>    expected: &quot;{ shape, rows, columns, values }&quot;,</span></span>
<span class="line"><span>    hint: &quot;For example { shape: [2, 2], rows: [0, 1], columns: [0, 1], values: [1, 1] }.&quot;,</span></span>
<span class="line"><span>    unknown: &quot;Triplets are { shape, rows, columns, values }.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  const [rows, columns] = readShape(field, given.shape);</span></span>
<span class="line"><span>  const rowOf = readIndices(named(field, &quot;rows&quot;), given.rows);</span></span>
<span class="line"><span>  const columnOf = readIndices(named(field, &quot;columns&quot;), given.columns);</span></span>
<span class="line"><span>  if (rowOf.length !== columnOf.length) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: named(field, &quot;columns&quot;),</span></span>
<span class="line"><span>      expected: \`\${rowOf.length} numbers, as many as rows\`,</span></span>
<span class="line"><span>      got: \`\${columnOf.length} numbers\`,</span></span>
<span class="line"><span>      hint: &quot;Every value has a row and a column.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  requireWithin(named(field, &quot;rows&quot;), rowOf, rows, &quot;row&quot;);</span></span>
<span class="line"><span>  requireWithin(named(field, &quot;columns&quot;), columnOf, columns, &quot;column&quot;);</span></span>
<span class="line"><span>  const entries = readEntries(named(field, &quot;values&quot;), given.values, { index: rowOf });</span></span>
<span class="line"><span>  const { pattern, places } = patternOfEntries(rows, columns, rowOf, columnOf);</span></span>
<span class="line"><span>  return sparseMatrix(pattern, placed(entries, places, pattern));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The entries at their places, where equal ones add up. */</span></span>
<span class="line"><span>function placed({ data, batch }: Entries, places: Int32Array, { index }: Pattern): Entries {</span></span>
<span class="line"><span>  const elements = batch ?? 1;</span></span>
<span class="line"><span>  const out = new Float64Array(elements * index.length);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; elements; i++) {</span></span>
<span class="line"><span>    for (let k = 0; k &lt; places.length; k++) {</span></span>
<span class="line"><span>      out[i * index.length + places[k]] += data[i * places.length + k];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { data: out, batch };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function named(field: string, property: string): string {</span></span>
<span class="line"><span>  return field === &quot;&quot; ? property : \`\${field}.\${property}\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Rows, columns and entries are counted in 32 bits. */</span></span>
<span class="line"><span>const MOST = 2 ** 31 - 2;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function readShape(field: string, shape: unknown): [number, number] {</span></span>
<span class="line"><span>  const given: readonly unknown[] | undefined = Array.isArray(shape) ? (shape as unknown[]) : undefined;</span></span>
<span class="line"><span>  const isCount = (size: unknown): boolean =&gt; Number.isSafeInteger(size) &amp;&amp; (size as number) &gt;= 0;</span></span>
<span class="line"><span>  if (given?.length === 2 &amp;&amp; given.every((size) =&gt; isCount(size) &amp;&amp; (size as number) &lt;= MOST)) {</span></span>
<span class="line"><span>    return [given[0] as number, given[1] as number];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: named(field, &quot;shape&quot;),</span></span>
<span class="line"><span>    expected: &quot;[rows, columns], two whole numbers that are not negative&quot;,</span></span>
<span class="line"><span>    got: given === undefined ? describe(shape) : formatShape(given.map(describe)),</span></span>
<span class="line"><span>    hint: &quot;A batch has one pattern: only data has a batch axis.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function readIndices(field: string, input: unknown): Int32Array {</span></span>
<span class="line"><span>  const kind = kindOf(input);</span></span>
<span class="line"><span>  const usable =</span></span>
<span class="line"><span>    Array.isArray(input) || (kind !== undefined &amp;&amp; !kind.startsWith(&quot;Big&quot;) &amp;&amp; kind !== &quot;DataView&quot;);</span></span>
<span class="line"><span>  if (!usable) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field,</span></span>
<span class="line"><span>      expected: &quot;an array of whole numbers&quot;,</span></span>
<span class="line"><span>      got: describe(input),</span></span>
<span class="line"><span>      hint: kind === undefined ? &quot;Int32Array is best.&quot; : \`Convert it: Int32Array.from(\${field}, Number).\`,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const given = input as readonly unknown[];</span></span>
<span class="line"><span>  const length = Array.isArray(input) ? input.length : lengthOf(input as ArrayBufferView);</span></span>
<span class="line"><span>  const indices = new Int32Array(length);</span></span>
<span class="line"><span>  for (let k = 0; k &lt; length; k++) {</span></span>
<span class="line"><span>    const value = given[k];</span></span>
<span class="line"><span>    if (Number.isSafeInteger(value) &amp;&amp; Math.abs(value as number) &lt;= MOST) indices[k] = value as number;</span></span>
<span class="line"><span>    else {</span></span>
<span class="line"><span>      throw new OptNetError({</span></span>
<span class="line"><span>        field,</span></span>
<span class="line"><span>        expected: &quot;whole numbers&quot;,</span></span>
<span class="line"><span>        got: \`\${describe(value)} at \${field}[\${k}]\`,</span></span>
<span class="line"><span>        hint: &quot;Rows and columns are counted from 0.&quot;,</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return indices;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function requireWithin(field: string, indices: Int32Array, size: number, what: string): void {</span></span>
<span class="line"><span>  const entry = indices.findIndex((index) =&gt; index &lt; 0 || index &gt;= size);</span></span>
<span class="line"><span>  if (entry &lt; 0) return;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: size === 0 ? \`no entries, for a matrix without \${what}s\` : \`\${what}s from 0 to \${size - 1}\`,</span></span>
<span class="line"><span>    got: \`\${indices[entry]} at \${field}[\${entry}]\`,</span></span>
<span class="line"><span>    hint: \`Rows and columns are counted from 0, and shape says how many there are.\`,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Checks compressed rows; for compressed columns rows and columns are exchanged, and so are their names. */</span></span>
<span class="line"><span>function readCompressed(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  [major, minor]: readonly [number, number],</span></span>
<span class="line"><span>  indptr: unknown,</span></span>
<span class="line"><span>  indices: unknown,</span></span>
<span class="line"><span>  [row, column]: readonly [string, string],</span></span>
<span class="line"><span>): Pattern {</span></span>
<span class="line"><span>  const [startField, indexField] = [named(field, &quot;indptr&quot;), named(field, &quot;indices&quot;)];</span></span>
<span class="line"><span>  const start = readIndices(startField, indptr);</span></span>
<span class="line"><span>  const index = readIndices(indexField, indices);</span></span>
<span class="line"><span>  const fail = (at: string, expected: string, got: string, hint: string): never =&gt; {</span></span>
<span class="line"><span>    throw new OptNetError({ field: at, expected, got, hint });</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  if (start.length !== major + 1) {</span></span>
<span class="line"><span>    const hint = \`It has the first entry of every \${row}, and at the end the number of entries.\`;</span></span>
<span class="line"><span>    fail(startField, \`\${major + 1} numbers for \${major} \${row}s\`, \`\${start.length} numbers\`, hint);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const ends = \`indptr begins with 0, ascends, and ends with the number of entries, \${index.length}.\`;</span></span>
<span class="line"><span>  if (start[0] !== 0) fail(startField, &quot;0 at the beginning&quot;, \`\${start[0]} at \${startField}[0]\`, ends);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; major; i++) {</span></span>
<span class="line"><span>    if (start[i + 1] &gt;= start[i]) continue;</span></span>
<span class="line"><span>    const got = \`\${start[i]} at \${startField}[\${i}] and \${start[i + 1]} at \${startField}[\${i + 1}]\`;</span></span>
<span class="line"><span>    fail(startField, &quot;numbers that do not descend&quot;, got, ends);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (start[major] !== index.length) {</span></span>
<span class="line"><span>    fail(startField, \`\${index.length}, the length of indices, at the end\`, \`\${start[major]}\`, ends);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  requireWithin(indexField, index, minor, column);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; major; i++) {</span></span>
<span class="line"><span>    for (let k = start[i] + 1; k &lt; start[i + 1]; k++) {</span></span>
<span class="line"><span>      if (index[k] &gt; index[k - 1]) continue;</span></span>
<span class="line"><span>      const twice = index[k] === index[k - 1];</span></span>
<span class="line"><span>      fail(</span></span>
<span class="line"><span>        indexField,</span></span>
<span class="line"><span>        \`\${column}s that ascend within a \${row}, each once\`,</span></span>
<span class="line"><span>        twice</span></span>
<span class="line"><span>          ? \`\${column} \${index[k]} twice in \${row} \${i}, at \${indexField}[\${k - 1}] and [\${k}]\`</span></span>
<span class="line"><span>          : \`\${column} \${index[k]} after \${index[k - 1]} in \${row} \${i}, at \${indexField}[\${k}]\`,</span></span>
<span class="line"><span>        twice</span></span>
<span class="line"><span>          ? &quot;sparse.fromTriplets adds such entries up; so does A.sum_duplicates() of SciPy.&quot;</span></span>
<span class="line"><span>          : &quot;sparse.fromTriplets takes any order; in SciPy, A.sort_indices() sorts.&quot;,</span></span>
<span class="line"><span>      );</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { rows: major, columns: minor, start, index };</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/problem/sparse-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const sparseTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  sparseTs as default
};
