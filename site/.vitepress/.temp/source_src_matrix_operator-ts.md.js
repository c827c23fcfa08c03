import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/matrix/operator.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/matrix/operator-ts.md","filePath":"site/generated/source/src/matrix/operator-ts.md"}');
const _sfc_main = { name: "source/src/matrix/operator-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmatrixoperatorts" tabindex="-1"><code>src/matrix/operator.ts</code> <a class="header-anchor" href="#srcmatrixoperatorts" aria-label="Permalink to &quot;\`src/matrix/operator.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * A matrix of whatever kind, and what can be done with all of them: products, and walks along rows. Whoever needs a matrix</span></span>
<span class="line"><span> * for that alone need not know how it is stored.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Rows are walked by \`firstOf(M, i)\` … \`lastOf(M, i)\` and {@link columnOf}, one loop for all kinds:</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> *     for (let k = firstOf(M, i), last = lastOf(M, i), shift = shiftOf(M, i); k &lt; last; k++) use(columnAt(M, k, shift), M.value[k]);</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import { addProduct, addTransposedProduct } from &quot;./dense.js&quot;;</span></span>
<span class="line"><span>import type { Pattern } from &quot;./pattern.js&quot;;</span></span>
<span class="line"><span>import type { SparseRows } from &quot;./sparse.js&quot;;</span></span>
<span class="line"><span>import { addSparseProduct, addSparseTransposedProduct, sparseRows } from &quot;./sparse.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export type Matrix = DenseMatrix | DiagonalMatrix | SparseRowsMatrix;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** \`[rows, columns]\`, row-major. */</span></span>
<span class="line"><span>export interface DenseMatrix {</span></span>
<span class="line"><span>  readonly kind: &quot;dense&quot;;</span></span>
<span class="line"><span>  readonly rows: number;</span></span>
<span class="line"><span>  readonly columns: number;</span></span>
<span class="line"><span>  readonly value: Float64Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** By its diagonal. */</span></span>
<span class="line"><span>export interface DiagonalMatrix {</span></span>
<span class="line"><span>  readonly kind: &quot;diagonal&quot;;</span></span>
<span class="line"><span>  readonly rows: number;</span></span>
<span class="line"><span>  readonly columns: number;</span></span>
<span class="line"><span>  readonly value: Float64Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** By its entries, row after row; some may be 0. */</span></span>
<span class="line"><span>export interface SparseRowsMatrix extends SparseRows {</span></span>
<span class="line"><span>  readonly kind: &quot;sparse&quot;;</span></span>
<span class="line"><span>  /** What the entries are those of; recognised by its identity. */</span></span>
<span class="line"><span>  readonly pattern: Pattern;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function denseMatrix(value: Float64Array, rows: number, columns: number): DenseMatrix {</span></span>
<span class="line"><span>  return { kind: &quot;dense&quot;, rows, columns, value };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function diagonalMatrix(value: Float64Array): DiagonalMatrix {</span></span>
<span class="line"><span>  return { kind: &quot;diagonal&quot;, rows: value.length, columns: value.length, value };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function sparseMatrixOf(pattern: Pattern, value: Float64Array): SparseRowsMatrix {</span></span>
<span class="line"><span>  const { rows, columns, start, index } = pattern;</span></span>
<span class="line"><span>  return { kind: &quot;sparse&quot;, rows, columns, start, index, value, pattern };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** out += scale · M x. */</span></span>
<span class="line"><span>export function addTimes(out: Float64Array, scale: number, M: Matrix, x: Float64Array): void {</span></span>
<span class="line"><span>  if (M.kind === &quot;dense&quot;) addProduct(out, scale, M.value, M.rows, M.columns, x);</span></span>
<span class="line"><span>  else if (M.kind === &quot;sparse&quot;) addSparseProduct(out, scale, M, x);</span></span>
<span class="line"><span>  else for (let i = 0; i &lt; M.rows; i++) out[i] += scale * M.value[i] * x[i];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** out += scale · Mᵀ y. */</span></span>
<span class="line"><span>export function addTransposedTimes(out: Float64Array, scale: number, M: Matrix, y: Float64Array): void {</span></span>
<span class="line"><span>  if (M.kind === &quot;dense&quot;) addTransposedProduct(out, scale, M.value, M.rows, M.columns, y);</span></span>
<span class="line"><span>  else if (M.kind === &quot;sparse&quot;) addSparseTransposedProduct(out, scale, M, y);</span></span>
<span class="line"><span>  else for (let i = 0; i &lt; M.rows; i++) out[i] += scale * M.value[i] * y[i];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * out += M x, term by term. Where the central path is ill-conditioned, its point depends on the order of these sums; that</span></span>
<span class="line"><span> * of matrix/dense would move derivatives there by more than rounding.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function addTimesInOrder(M: Matrix, x: Float64Array, out: Float64Array): void {</span></span>
<span class="line"><span>  if (M.kind !== &quot;dense&quot;) return addTimes(out, 1, M, x);</span></span>
<span class="line"><span>  const { rows, columns, value } = M;</span></span>
<span class="line"><span>  for (let i = 0; i &lt; rows; i++) {</span></span>
<span class="line"><span>    let sum = 0;</span></span>
<span class="line"><span>    for (let j = 0; j &lt; columns; j++) sum += value[i * columns + j] * x[j];</span></span>
<span class="line"><span>    out[i] += sum;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Lower triangle of H += Mᵀ diag(weights) M, with H&#39;s rows \`stride\` numbers apart. */</span></span>
<span class="line"><span>export function addGram(H: Float64Array, stride: number, weights: Float64Array, M: Matrix): void {</span></span>
<span class="line"><span>  for (let i = 0; i &lt; M.rows; i++) {</span></span>
<span class="line"><span>    const first = firstOf(M, i);</span></span>
<span class="line"><span>    const last = lastOf(M, i);</span></span>
<span class="line"><span>    const shift = shiftOf(M, i);</span></span>
<span class="line"><span>    for (let k = first; k &lt; last; k++) {</span></span>
<span class="line"><span>      const factor = weights[i] * M.value[k];</span></span>
<span class="line"><span>      if (factor === 0) continue;</span></span>
<span class="line"><span>      const target = columnAt(M, k, shift) * stride;</span></span>
<span class="line"><span>      // Columns ascend: those up to this one are the lower triangle.</span></span>
<span class="line"><span>      for (let t = first; t &lt;= k; t++) H[target + columnAt(M, t, shift)] += factor * M.value[t];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Lower triangle of H += M, which is square. */</span></span>
<span class="line"><span>export function addLowerTriangle(H: Float64Array, stride: number, M: Matrix): void {</span></span>
<span class="line"><span>  for (let i = 0; i &lt; M.rows; i++) {</span></span>
<span class="line"><span>    const last = lastOf(M, i);</span></span>
<span class="line"><span>    const shift = shiftOf(M, i);</span></span>
<span class="line"><span>    for (let k = firstOf(M, i); k &lt; last; k++) {</span></span>
<span class="line"><span>      const j = columnAt(M, k, shift);</span></span>
<span class="line"><span>      if (j &gt; i) break;</span></span>
<span class="line"><span>      H[i * stride + j] += M.value[k];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Where the numbers of row i begin among \`value\`. */</span></span>
<span class="line"><span>export function firstOf(M: Matrix, i: number): number {</span></span>
<span class="line"><span>  return M.kind === &quot;dense&quot; ? i * M.columns : M.kind === &quot;sparse&quot; ? M.start[i] : i;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Behind the last of them. */</span></span>
<span class="line"><span>export function lastOf(M: Matrix, i: number): number {</span></span>
<span class="line"><span>  return M.kind === &quot;dense&quot; ? (i + 1) * M.columns : M.kind === &quot;sparse&quot; ? M.start[i + 1] : i + 1;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What {@link columnAt} needs of a row. */</span></span>
<span class="line"><span>export function shiftOf(M: Matrix, i: number): number {</span></span>
<span class="line"><span>  return M.kind === &quot;dense&quot; ? i * M.columns : 0;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The column of number k, which is in the row of this shift. */</span></span>
<span class="line"><span>export function columnAt(M: Matrix, k: number, shift: number): number {</span></span>
<span class="line"><span>  return M.kind === &quot;sparse&quot; ? M.index[k] : k - shift;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Row i with all its zeros; of a dense matrix without copying. */</span></span>
<span class="line"><span>export function denseRow(M: Matrix, i: number): Float64Array {</span></span>
<span class="line"><span>  if (M.kind === &quot;dense&quot;) return M.value.subarray(i * M.columns, (i + 1) * M.columns);</span></span>
<span class="line"><span>  const row = new Float64Array(M.columns);</span></span>
<span class="line"><span>  const last = lastOf(M, i);</span></span>
<span class="line"><span>  for (let k = firstOf(M, i); k &lt; last; k++) row[columnAt(M, k, 0)] = M.value[k];</span></span>
<span class="line"><span>  return row;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The entries that are not 0. */</span></span>
<span class="line"><span>export function nonzerosOf(M: Matrix): SparseRows {</span></span>
<span class="line"><span>  if (M.kind === &quot;dense&quot;) return sparseRows(M.value, M.rows, M.columns);</span></span>
<span class="line"><span>  if (M.kind === &quot;sparse&quot; &amp;&amp; M.value.every((value) =&gt; value !== 0)) return M;</span></span>
<span class="line"><span>  const start = new Int32Array(M.rows + 1);</span></span>
<span class="line"><span>  const kept: number[] = [];</span></span>
<span class="line"><span>  for (let i = 0; i &lt; M.rows; i++) {</span></span>
<span class="line"><span>    const last = lastOf(M, i);</span></span>
<span class="line"><span>    for (let k = firstOf(M, i); k &lt; last; k++) if (M.value[k] !== 0) kept.push(k);</span></span>
<span class="line"><span>    start[i + 1] = kept.length;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    ...{ rows: M.rows, columns: M.columns, start },</span></span>
<span class="line"><span>    index: Int32Array.from(kept, (k) =&gt; columnAt(M, k, 0)),</span></span>
<span class="line"><span>    value: Float64Array.from(kept, (k) =&gt; M.value[k]),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/matrix/operator-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const operatorTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  operatorTs as default
};
