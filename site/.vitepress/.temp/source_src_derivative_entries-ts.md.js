import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/derivative/entries.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/derivative/entries-ts.md","filePath":"site/generated/source/src/derivative/entries-ts.md"}');
const _sfc_main = { name: "source/src/derivative/entries-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcderivativeentriests" tabindex="-1"><code>src/derivative/entries.ts</code> <a class="header-anchor" href="#srcderivativeentriests" aria-label="Permalink to &quot;\`src/derivative/entries.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Gradients and directions of sparse inputs, between the entries as a user gave them and as a problem holds them. */</span></span>
<span class="line"><span>import type { Pattern } from &quot;../matrix/pattern.js&quot;;</span></span>
<span class="line"><span>import { rowOfEntry, rowsOfEntries, samePattern } from &quot;../matrix/pattern.js&quot;;</span></span>
<span class="line"><span>import { OptNetError, formatShape } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import { written } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import type { DenseArray, Operand, SparseInput } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { describeNumbers, readNumbers } from &quot;../problem/read.js&quot;;</span></span>
<span class="line"><span>import type { SparseMatrix } from &quot;../problem/sparse-matrix.js&quot;;</span></span>
<span class="line"><span>import { patternInside, sparseMatrix } from &quot;../problem/sparse-matrix.js&quot;;</span></span>
<span class="line"><span>import { isSparseInput, readSparse } from &quot;../problem/sparse.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What is known of an input wherever its numbers are. */</span></span>
<span class="line"><span>export type OperandOutline = Pick&lt;Operand, &quot;shape&quot; | &quot;pattern&quot; | &quot;given&quot;&gt;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The pattern that a sparse input was given by; undefined for dense ones. */</span></span>
<span class="line"><span>export function givenPattern({ pattern, given }: OperandOutline): Pattern | undefined {</span></span>
<span class="line"><span>  return given?.pattern ?? pattern;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How many matrices a sparse input holds; undefined where it is one, which the batch shares. */</span></span>
<span class="line"><span>function batchOf({ shape }: OperandOutline): number | undefined {</span></span>
<span class="line"><span>  return shape.length === 2 ? shape[0] : undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A gradient as users see it: shaped like the input, or sparse by its pattern. */</span></span>
<span class="line"><span>export function gradientLike(</span></span>
<span class="line"><span>  operand: OperandOutline,</span></span>
<span class="line"><span>  data: Float64Array,</span></span>
<span class="line"><span>): DenseArray&lt;Float64Array&gt; | SparseMatrix {</span></span>
<span class="line"><span>  return entriesLike(operand, asGiven(operand, data));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The same of numbers in the order in which the input was given. */</span></span>
<span class="line"><span>export function entriesLike(</span></span>
<span class="line"><span>  operand: OperandOutline,</span></span>
<span class="line"><span>  data: Float64Array,</span></span>
<span class="line"><span>): DenseArray&lt;Float64Array&gt; | SparseMatrix {</span></span>
<span class="line"><span>  const pattern = givenPattern(operand);</span></span>
<span class="line"><span>  if (pattern === undefined) return written({ data, shape: operand.shape });</span></span>
<span class="line"><span>  return sparseMatrix(pattern, { data, batch: batchOf(operand) });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Rows of numbers for the entries that an operand holds: those of the entries that were given. */</span></span>
<span class="line"><span>export function asGiven({ given, shape }: OperandOutline, data: Float64Array): Float64Array {</span></span>
<span class="line"><span>  if (given === undefined) return data;</span></span>
<span class="line"><span>  const { places } = given;</span></span>
<span class="line"><span>  const size = shape.at(-1)!;</span></span>
<span class="line"><span>  const rows = size === 0 ? 0 : data.length / size;</span></span>
<span class="line"><span>  const out = new Float64Array(rows * places.length);</span></span>
<span class="line"><span>  for (let row = 0; row &lt; rows; row++) {</span></span>
<span class="line"><span>    for (let k = 0; k &lt; places.length; k++) out[row * places.length + k] = data[row * size + places[k]];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return out;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The shape of one element of an input, as in a Jacobian: for a sparse one its entries. */</span></span>
<span class="line"><span>export function entriesShape(operand: OperandOutline &amp; Pick&lt;Operand, &quot;stride&quot; | &quot;ofOne&quot;&gt;): number[] {</span></span>
<span class="line"><span>  const { shape, stride, ofOne, given, pattern } = operand;</span></span>
<span class="line"><span>  if (given) return [given.places.length];</span></span>
<span class="line"><span>  if (pattern) return [pattern.index.length];</span></span>
<span class="line"><span>  return stride &gt; 0 || ofOne ? shape.slice(1) : [...shape];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whether a direction needs {@link readDirection}: the input, or the direction, is sparse. */</span></span>
<span class="line"><span>export function isSparseDirection(operand: Operand, direction: unknown): boolean {</span></span>
<span class="line"><span>  return givenPattern(operand) !== undefined || isSparseInput(direction);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The numbers of a direction of a matrix, of which one or both are sparse, as its operand has them. They have the input&#39;s</span></span>
<span class="line"><span> * pattern, or are dense.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError for another pattern, another batch, and entries where the input has none.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function readDirection(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  direction: unknown,</span></span>
<span class="line"><span>  operand: Operand,</span></span>
<span class="line"><span>  n: number,</span></span>
<span class="line"><span>): Float64Array | DenseArray&lt;Float64Array&gt; {</span></span>
<span class="line"><span>  const pattern = givenPattern(operand);</span></span>
<span class="line"><span>  if (pattern === undefined) return readSparse(field, direction as SparseInput).toDense();</span></span>
<span class="line"><span>  const data = isSparseInput(direction)</span></span>
<span class="line"><span>    ? sameEntries(field, direction, pattern, batchOf(operand))</span></span>
<span class="line"><span>    : entriesFrom(field, direction, pattern, batchOf(operand), n);</span></span>
<span class="line"><span>  return asHeld(operand, data);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The other way from {@link asGiven}; entries that were not given do not move. */</span></span>
<span class="line"><span>function asHeld({ given, size }: Operand, data: Float64Array): Float64Array {</span></span>
<span class="line"><span>  if (given === undefined) return data;</span></span>
<span class="line"><span>  const { places } = given;</span></span>
<span class="line"><span>  const rows = places.length === 0 ? 0 : data.length / places.length;</span></span>
<span class="line"><span>  const out = new Float64Array(Math.max(1, rows) * size);</span></span>
<span class="line"><span>  for (let row = 0; row &lt; rows; row++) {</span></span>
<span class="line"><span>    for (let k = 0; k &lt; places.length; k++) out[row * size + places[k]] = data[row * places.length + k];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return out;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function sameEntries(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  direction: SparseInput,</span></span>
<span class="line"><span>  pattern: Pattern,</span></span>
<span class="line"><span>  batch: number | undefined,</span></span>
<span class="line"><span>): Float64Array {</span></span>
<span class="line"><span>  const matrix = readSparse(field, direction);</span></span>
<span class="line"><span>  if (samePattern(patternInside(matrix)!, pattern) &amp;&amp; matrix.batch === batch) return matrix.data.slice();</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: \`the pattern of the input\${batch === undefined ? &quot;&quot; : \`, for a batch of \${batch}\`}\`,</span></span>
<span class="line"><span>    got:</span></span>
<span class="line"><span>      matrix.batch === batch</span></span>
<span class="line"><span>        ? &quot;a sparse matrix of another pattern&quot;</span></span>
<span class="line"><span>        : matrix.batch === undefined</span></span>
<span class="line"><span>          ? &quot;a sparse matrix without a batch&quot;</span></span>
<span class="line"><span>          : \`a batch of \${matrix.batch}\`,</span></span>
<span class="line"><span>    hint: &quot;Make it of the input itself: A.withData(values), in the order of A.indices.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function entriesFrom(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  direction: unknown,</span></span>
<span class="line"><span>  pattern: Pattern,</span></span>
<span class="line"><span>  batch: number | undefined,</span></span>
<span class="line"><span>  n: number,</span></span>
<span class="line"><span>): Float64Array {</span></span>
<span class="line"><span>  const numbers = readNumbers(field, direction);</span></span>
<span class="line"><span>  const expected = [...(batch === undefined ? [] : [batch]), pattern.rows, n];</span></span>
<span class="line"><span>  const { data, shape = expected } = numbers;</span></span>
<span class="line"><span>  const size = pattern.rows * n;</span></span>
<span class="line"><span>  const elements = batch ?? 1;</span></span>
<span class="line"><span>  if (shape.join() !== expected.join() || data.length !== elements * size) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field,</span></span>
<span class="line"><span>      expected: \`a sparse matrix of the input&#39;s pattern, or \${formatShape(expected)}\`,</span></span>
<span class="line"><span>      got: describeNumbers(numbers),</span></span>
<span class="line"><span>      hint: &quot;Make it of the input itself: A.withData(values), in the order of A.indices.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const nnz = pattern.index.length;</span></span>
<span class="line"><span>  const rowOf = rowsOfEntries(pattern);</span></span>
<span class="line"><span>  const out = new Float64Array(elements * nnz);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; elements; i++) {</span></span>
<span class="line"><span>    for (let k = 0; k &lt; nnz; k++) {</span></span>
<span class="line"><span>      const at = i * size + rowOf[k] * n + pattern.index[k];</span></span>
<span class="line"><span>      out[i * nnz + k] = data[at];</span></span>
<span class="line"><span>      data[at] = 0;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const outside = data.findIndex((value) =&gt; value !== 0);</span></span>
<span class="line"><span>  if (outside &gt;= 0) {</span></span>
<span class="line"><span>    const [row, column] = [Math.floor((outside % size) / n), outside % n];</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field,</span></span>
<span class="line"><span>      expected: &quot;zeros where the input has no entry&quot;,</span></span>
<span class="line"><span>      got: \`\${data[outside]} at row \${row}, column \${column}\`,</span></span>
<span class="line"><span>      hint: &quot;What is not stored is 0 for good: store a zero there if it is to move.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return out;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError naming the first number of a direction that is NaN or infinite. */</span></span>
<span class="line"><span>export function requireFiniteDirection(field: string, operand: Operand, data: Float64Array): void {</span></span>
<span class="line"><span>  const at = data.findIndex((value) =&gt; !Number.isFinite(value));</span></span>
<span class="line"><span>  if (at &lt; 0) return;</span></span>
<span class="line"><span>  const pattern = operand.pattern;</span></span>
<span class="line"><span>  const entry = at % operand.size;</span></span>
<span class="line"><span>  const row = pattern ? rowOfEntry(pattern, entry) : entry;</span></span>
<span class="line"><span>  const column = pattern ? pattern.index[entry] : entry;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: &quot;finite numbers&quot;,</span></span>
<span class="line"><span>    got: \`\${data[at]} at row \${row}, column \${column}\`,</span></span>
<span class="line"><span>    hint: &quot;Look for a division by zero, an overflow or a missing value where this number comes from.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/derivative/entries-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const entriesTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  entriesTs as default
};
