import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/problem/sparse-matrix.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/problem/sparse-matrix-ts.md","filePath":"site/generated/source/src/problem/sparse-matrix-ts.md"}');
const _sfc_main = { name: "source/src/problem/sparse-matrix-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcproblemsparse-matrixts" tabindex="-1"><code>src/problem/sparse-matrix.ts</code> <a class="header-anchor" href="#srcproblemsparse-matrixts" aria-label="Permalink to &quot;\`src/problem/sparse-matrix.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** A sparse matrix as users see it: numbers on a pattern that its copies share. */</span></span>
<span class="line"><span>import type { Pattern } from &quot;../matrix/pattern.js&quot;;</span></span>
<span class="line"><span>import { rowsOfEntries } from &quot;../matrix/pattern.js&quot;;</span></span>
<span class="line"><span>import { OptNetError, formatShape, requireRoom } from &quot;./errors.js&quot;;</span></span>
<span class="line"><span>import type { ArrayInput, DenseArray } from &quot;./problem.js&quot;;</span></span>
<span class="line"><span>import { describeNumbers, readNumbers } from &quot;./read.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>let make: (pattern: Pattern, data: Float64Array, batch: number | undefined) =&gt; SparseMatrix;</span></span>
<span class="line"><span>let patternIn: (value: object) =&gt; Pattern | undefined;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * A sparse matrix, or a batch of them with one pattern, by rows (CSR). \`sparse.csr\`, \`sparse.fromTriplets\` and the others</span></span>
<span class="line"><span> * make them; Q, A and G of a problem may be one, and their gradients are one of the same pattern.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Entries are in the order of rows, and within a row of columns, each once. One that is stored and 0 is an entry like</span></span>
<span class="line"><span> * others: it has a gradient, and \`withData\` may give it another value. Entries that are not stored are 0 for good.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * const A = sparse.fromTriplets([2, 3], [0, 0, 1], [0, 2, 1], [1, 5, 2]);</span></span>
<span class="line"><span> * A.data;</span><span> // Float64Array [1, 5, 2]</span></span>
<span class="line"><span> * solve({ p: [1, 1, 1], Q: [1, 1, 1], A, b: [1, 2] }).vjp({ z: [1, 0, 0] }).A.data;</span><span> // gradients of the three entries</span></span>
<span class="line"><span> * A.withData([2, 5, 2]);</span><span> // the same pattern: what was planned for it serves again</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export class SparseMatrix {</span></span>
<span class="line"><span>  /** The numbers of rows and columns. */</span></span>
<span class="line"><span>  readonly shape: readonly [rows: number, columns: number];</span></span>
<span class="line"><span>  /** How many matrices \`data\` holds, one after the other; undefined for a single one, which a batch shares. */</span></span>
<span class="line"><span>  readonly batch: number | undefined;</span></span>
<span class="line"><span>  /** The stored entries, \`[nnz]\`, or \`[batch, nnz]\`. */</span></span>
<span class="line"><span>  readonly data: Float64Array;</span></span>
<span class="line"><span>  readonly #pattern: Pattern;</span></span>
<span class="line"><span>  #indptr: Int32Array | undefined;</span></span>
<span class="line"><span>  #indices: Int32Array | undefined;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  private constructor(pattern: Pattern, data: Float64Array, batch: number | undefined) {</span></span>
<span class="line"><span>    this.shape = [pattern.rows, pattern.columns];</span></span>
<span class="line"><span>    this.batch = batch;</span></span>
<span class="line"><span>    this.data = data;</span></span>
<span class="line"><span>    this.#pattern = pattern;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  static {</span></span>
<span class="line"><span>    make = (pattern, data, batch) =&gt; new SparseMatrix(pattern, data, batch);</span></span>
<span class="line"><span>    patternIn = (value) =&gt; (#pattern in value ? value.#pattern : undefined);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Where rows begin, \`[rows + 1]\`: row i has the entries from \`indptr[i]\` to \`indptr[i + 1] − 1\`. A copy. */</span></span>
<span class="line"><span>  get indptr(): Int32Array {</span></span>
<span class="line"><span>    return (this.#indptr ??= this.#pattern.start.slice());</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The column of every entry, \`[nnz]\`. A copy. */</span></span>
<span class="line"><span>  get indices(): Int32Array {</span></span>
<span class="line"><span>    return (this.#indices ??= this.#pattern.index.slice());</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Other numbers on the same pattern.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @param values \`[nnz]\`, in the order of \`indices\`, or \`[B, nnz]\`: nested, or \`{ data, shape }\`.</span></span>
<span class="line"><span>   * @throws OptNetError where there are not as many as entries.</span></span>
<span class="line"><span>   * @example</span></span>
<span class="line"><span>   * \`\`\`ts</span></span>
<span class="line"><span>   * const scaled = A.withData(A.data.map((value) =&gt; 2 * value));</span></span>
<span class="line"><span>   * \`\`\`</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  withData(values: ArrayInput): SparseMatrix {</span></span>
<span class="line"><span>    return sparseMatrix(this.#pattern, readEntries(&quot;values&quot;, values, this.#pattern));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * All entries: \`[rows, columns]\`, or \`[batch, rows, columns]\`.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @throws OptNetError where they take more than 4 GiB.</span></span>
<span class="line"><span>   * @example</span></span>
<span class="line"><span>   * \`\`\`ts</span></span>
<span class="line"><span>   * const { data, shape } = A.toDense();</span></span>
<span class="line"><span>   * \`\`\`</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  toDense(): DenseArray&lt;Float64Array&gt; {</span></span>
<span class="line"><span>    const { rows, columns } = this.#pattern;</span></span>
<span class="line"><span>    const shape = this.batch === undefined ? [rows, columns] : [this.batch, rows, columns];</span></span>
<span class="line"><span>    const hint = &quot;Sparse matrices go into problems as they are.&quot;;</span></span>
<span class="line"><span>    requireRoom(&quot;matrix&quot;, (this.batch ?? 1) * rows * columns, \`shape \${formatShape(shape)}\`, hint);</span></span>
<span class="line"><span>    const data = new Float64Array((this.batch ?? 1) * rows * columns);</span></span>
<span class="line"><span>    scatterEntries(this.#pattern, this.data, data);</span></span>
<span class="line"><span>    return { data, shape };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** For \`JSON.stringify\`: what \`sparse.csr\`, and problems in JSON files, take. */</span></span>
<span class="line"><span>  toJSON(): Record&lt;string, unknown&gt; {</span></span>
<span class="line"><span>    const { shape, batch, data, indptr, indices } = this;</span></span>
<span class="line"><span>    const nnz = indices.length;</span></span>
<span class="line"><span>    const rows = (count: number): number[][] =&gt;</span></span>
<span class="line"><span>      Array.from({ length: count }, (_, i) =&gt; Array.from(data.subarray(i * nnz, (i + 1) * nnz)));</span></span>
<span class="line"><span>    return {</span></span>
<span class="line"><span>      shape,</span></span>
<span class="line"><span>      indptr: Array.from(indptr),</span></span>
<span class="line"><span>      indices: Array.from(indices),</span></span>
<span class="line"><span>      data: batch === undefined ? Array.from(data) : rows(batch),</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Entries of one or several matrices. */</span></span>
<span class="line"><span>export interface Entries {</span></span>
<span class="line"><span>  readonly data: Float64Array;</span></span>
<span class="line"><span>  readonly batch: number | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Behind the checks of the constructors. */</span></span>
<span class="line"><span>export function sparseMatrix(pattern: Pattern, { data, batch }: Entries): SparseMatrix {</span></span>
<span class="line"><span>  return make(pattern, data, batch);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The pattern of a sparse matrix of this copy of the package; undefined for everything else. */</span></span>
<span class="line"><span>export function patternInside(value: unknown): Pattern | undefined {</span></span>
<span class="line"><span>  return typeof value === &quot;object&quot; &amp;&amp; value !== null ? patternIn(value) : undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Numbers for the entries of a pattern, copied.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param batch how many rows a flat array holds, where that is known.</span></span>
<span class="line"><span> * @throws OptNetError where they are not as many as the entries.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function readEntries(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  values: unknown,</span></span>
<span class="line"><span>  { index }: Pick&lt;Pattern, &quot;index&quot;&gt;,</span></span>
<span class="line"><span>  batch?: number,</span></span>
<span class="line"><span>): Entries {</span></span>
<span class="line"><span>  const nnz = index.length;</span></span>
<span class="line"><span>  const numbers = readNumbers(field, values);</span></span>
<span class="line"><span>  const { data, shape = batch === undefined ? [data.length] : [batch, data.length / batch] } = numbers;</span></span>
<span class="line"><span>  // Nested arrays cannot say more of no entries, or of an empty batch, than \`[]\`.</span></span>
<span class="line"><span>  if (shape.length === 1 &amp;&amp; shape[0] === nnz) {</span></span>
<span class="line"><span>    return batch !== undefined &amp;&amp; nnz === 0 ? { data, batch } : { data, batch: undefined };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (shape.length === 1 &amp;&amp; batch !== undefined &amp;&amp; shape[0] === batch * nnz) return { data, batch };</span></span>
<span class="line"><span>  if (shape.length === 2 &amp;&amp; (shape[1] === nnz || shape[0] === 0)) return { data, batch: shape[0] };</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: \`\${formatShape([nnz])} or \${formatShape([&quot;B&quot;, nnz])}, a number for each of the \${nnz} entries\`,</span></span>
<span class="line"><span>    got: describeNumbers(numbers),</span></span>
<span class="line"><span>    hint: &quot;They are in the order of indptr and indices; flat arrays of a batch are { data, shape: [B, entries] }.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Writes the entries of one matrix, or of several one after the other, to where they are in dense ones. */</span></span>
<span class="line"><span>export function scatterEntries(pattern: Pattern, from: Float64Array, to: Float64Array): void {</span></span>
<span class="line"><span>  const { rows, columns, index } = pattern;</span></span>
<span class="line"><span>  const nnz = index.length;</span></span>
<span class="line"><span>  const rowOf = rowsOfEntries(pattern);</span></span>
<span class="line"><span>  for (let at = 0, first = 0; at &lt; from.length; at += nnz, first += rows * columns) {</span></span>
<span class="line"><span>    for (let k = 0; k &lt; nnz; k++) to[first + rowOf[k] * columns + index[k]] = from[at + k];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/problem/sparse-matrix-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const sparseMatrixTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  sparseMatrixTs as default
};
