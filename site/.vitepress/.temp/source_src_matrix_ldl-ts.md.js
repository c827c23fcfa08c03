import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/matrix/ldl.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/matrix/ldl-ts.md","filePath":"site/generated/source/src/matrix/ldl-ts.md"}');
const _sfc_main = { name: "source/src/matrix/ldl-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmatrixldlts" tabindex="-1"><code>src/matrix/ldl.ts</code> <a class="header-anchor" href="#srcmatrixldlts" aria-label="Permalink to &quot;\`src/matrix/ldl.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Triangular factors of dense symmetric matrices that are not positive definite: semidefinite, and quasidefinite. */</span></span>
<span class="line"><span>import { cholesky, dot, solveLower, solveLowerTransposed } from &quot;./dense.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export interface SemidefiniteInverse {</span></span>
<span class="line"><span>  readonly rank: number;</span></span>
<span class="line"><span>  /** V \`[rank, size]\` with M⁺ = VᵀV: symmetric whatever the rounding. */</span></span>
<span class="line"><span>  readonly root: Float64Array;</span></span>
<span class="line"><span>  /** Vectors that span the kernel of M, \`[size − rank, size]\`. */</span></span>
<span class="line"><span>  readonly kernel: Float64Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The pseudo-inverse of a positive semidefinite matrix, by Cholesky&#39;s factorisation with pivoting.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param M \`[size, size]\`, symmetric; overwritten.</span></span>
<span class="line"><span> * @param zero diagonal entries that count as 0.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function semidefiniteInverse(M: Float64Array, size: number, zero: number): SemidefiniteInverse {</span></span>
<span class="line"><span>  const { L, rank, order } = pivotedCholesky(M, size, zero);</span></span>
<span class="line"><span>  const root = new Float64Array(rank * size);</span></span>
<span class="line"><span>  const kernel = new Float64Array((size - rank) * size);</span></span>
<span class="line"><span>  // M = L Lᵀ with L \`[size, rank]\`, so that M⁺ = L (LᵀL)⁻² Lᵀ: the root is (LᵀL)⁻¹ Lᵀ.</span></span>
<span class="line"><span>  if (rank === size) invertTriangle(L, size, order, root);</span></span>
<span class="line"><span>  else invertTall(L, size, rank, order, root);</span></span>
<span class="line"><span>  // Lᵀx = 0: the last entries of x are free, the first follow from them.</span></span>
<span class="line"><span>  const head = new Float64Array(rank);</span></span>
<span class="line"><span>  for (let free = rank; free &lt; size; free++) {</span></span>
<span class="line"><span>    const at = (free - rank) * size;</span></span>
<span class="line"><span>    for (let j = 0; j &lt; rank; j++) head[j] = -L[free * size + j];</span></span>
<span class="line"><span>    for (let j = rank - 1; j &gt;= 0; j--) {</span></span>
<span class="line"><span>      head[j] /= L[j * size + j];</span></span>
<span class="line"><span>      for (let k = 0; k &lt; j; k++) head[k] -= L[j * size + k] * head[j];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    for (let j = 0; j &lt; rank; j++) kernel[at + order[j]] = head[j];</span></span>
<span class="line"><span>    kernel[at + order[free]] = 1;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { rank, root, kernel };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Columns of (LᵀL)⁻¹ Lᵀ, in the order of M. */</span></span>
<span class="line"><span>function invertTall(</span></span>
<span class="line"><span>  L: Float64Array,</span></span>
<span class="line"><span>  size: number,</span></span>
<span class="line"><span>  rank: number,</span></span>
<span class="line"><span>  order: Int32Array,</span></span>
<span class="line"><span>  root: Float64Array,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  const gram = new Float64Array(rank * rank);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; size; i++) {</span></span>
<span class="line"><span>    for (let j = 0; j &lt; rank; j++) {</span></span>
<span class="line"><span>      const entry = L[i * size + j];</span></span>
<span class="line"><span>      for (let k = 0; k &lt;= j; k++) gram[j * rank + k] += entry * L[i * size + k];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  cholesky(gram, rank);</span></span>
<span class="line"><span>  const column = new Float64Array(rank);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; size; i++) {</span></span>
<span class="line"><span>    column.set(L.subarray(i * size, i * size + rank));</span></span>
<span class="line"><span>    solveLower(gram, rank, column);</span></span>
<span class="line"><span>    solveLowerTransposed(gram, rank, column);</span></span>
<span class="line"><span>    for (let j = 0; j &lt; rank; j++) root[j * size + order[i]] = column[j];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Rows of L⁻¹, with columns in the order of M: M⁻¹ = L⁻ᵀ L⁻¹. */</span></span>
<span class="line"><span>function invertTriangle(L: Float64Array, size: number, order: Int32Array, root: Float64Array): void {</span></span>
<span class="line"><span>  const row = new Float64Array(size);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; size; i++) {</span></span>
<span class="line"><span>    row.fill(0);</span></span>
<span class="line"><span>    row[i] = 1;</span></span>
<span class="line"><span>    // Row i of L⁻¹ solves Lᵀ x = e_i.</span></span>
<span class="line"><span>    for (let j = i; j &gt;= 0; j--) {</span></span>
<span class="line"><span>      row[j] /= L[j * size + j];</span></span>
<span class="line"><span>      for (let k = 0; k &lt; j; k++) row[k] -= L[j * size + k] * row[j];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    for (let j = 0; j &lt;= i; j++) root[i * size + order[j]] = row[j];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** L \`[size, size]\`, of which the first \`rank\` columns are used, in rows that stand for \`order\` of M&#39;s. */</span></span>
<span class="line"><span>function pivotedCholesky(M: Float64Array, size: number, zero: number) {</span></span>
<span class="line"><span>  const L = new Float64Array(size * size);</span></span>
<span class="line"><span>  const order = Int32Array.from({ length: size }, (_, i) =&gt; i);</span></span>
<span class="line"><span>  const left = Float64Array.from({ length: size }, (_, i) =&gt; M[i * size + i]);</span></span>
<span class="line"><span>  let rank = 0;</span></span>
<span class="line"><span>  for (; rank &lt; size; rank++) {</span></span>
<span class="line"><span>    let best = rank;</span></span>
<span class="line"><span>    for (let i = rank + 1; i &lt; size; i++) if (left[order[i]] &gt; left[order[best]]) best = i;</span></span>
<span class="line"><span>    if (!(left[order[best]] &gt; zero)) break;</span></span>
<span class="line"><span>    swap(L, size, order, rank, best);</span></span>
<span class="line"><span>    const at = rank * size;</span></span>
<span class="line"><span>    const pivot = Math.sqrt(left[order[rank]]);</span></span>
<span class="line"><span>    L[at + rank] = pivot;</span></span>
<span class="line"><span>    for (let i = rank + 1; i &lt; size; i++) {</span></span>
<span class="line"><span>      const row = i * size;</span></span>
<span class="line"><span>      L[row + rank] = (M[order[i] * size + order[rank]] - dot(L, row, L, at, rank)) / pivot;</span></span>
<span class="line"><span>      left[order[i]] -= L[row + rank] ** 2;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { L, rank, order };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function swap(L: Float64Array, size: number, order: Int32Array, a: number, b: number): void {</span></span>
<span class="line"><span>  if (a === b) return;</span></span>
<span class="line"><span>  [order[a], order[b]] = [order[b], order[a]];</span></span>
<span class="line"><span>  for (let k = 0; k &lt; a; k++) [L[a * size + k], L[b * size + k]] = [L[b * size + k], L[a * size + k]];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Where rounding spoils a pivot, this keeps the solve finite; refinement judges what comes of it. */</span></span>
<span class="line"><span>const SMALLEST_PIVOT = 1e-60;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Solves with symmetric quasi-definite matrices [H Eᵀ; E −D], H and D positive definite, by L S Lᵀ with S a</span></span>
<span class="line"><span> * diagonal of signs: such matrices have this factorisation whatever the order of their rows.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Source: Vanderbei 1995, Symmetric quasidefinite matrices.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export class QuasidefiniteFactors {</span></span>
<span class="line"><span>  readonly #L: Float64Array;</span></span>
<span class="line"><span>  readonly #size: number;</span></span>
<span class="line"><span>  readonly #positive: number;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Factors M in place.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @param M \`[size, size]\`, of which the lower triangle is read and overwritten.</span></span>
<span class="line"><span>   * @param positive the rows of H come first; so many.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  constructor(M: Float64Array, size: number, positive: number) {</span></span>
<span class="line"><span>    this.#L = M;</span></span>
<span class="line"><span>    this.#size = size;</span></span>
<span class="line"><span>    this.#positive = positive;</span></span>
<span class="line"><span>    for (let i = 0; i &lt; size; i++) {</span></span>
<span class="line"><span>      for (let j = 0; j &lt; i; j++) {</span></span>
<span class="line"><span>        const value = (M[i * size + j] - this.#signedDot(i, j, j)) / M[j * size + j];</span></span>
<span class="line"><span>        M[i * size + j] = j &lt; positive ? value : -value;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      const pivot = M[i * size + i] - this.#signedDot(i, i, i);</span></span>
<span class="line"><span>      M[i * size + i] = Math.sqrt(Math.max(i &lt; positive ? pivot : -pivot, SMALLEST_PIVOT));</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Σ_k L[i,k] S[k] L[j,k] over k &lt; length. */</span></span>
<span class="line"><span>  #signedDot(i: number, j: number, length: number): number {</span></span>
<span class="line"><span>    const L = this.#L;</span></span>
<span class="line"><span>    const a = i * this.#size;</span></span>
<span class="line"><span>    const b = j * this.#size;</span></span>
<span class="line"><span>    const middle = Math.min(length, this.#positive);</span></span>
<span class="line"><span>    let sum = 0;</span></span>
<span class="line"><span>    for (let k = 0; k &lt; middle; k++) sum += L[a + k] * L[b + k];</span></span>
<span class="line"><span>    for (let k = middle; k &lt; length; k++) sum -= L[a + k] * L[b + k];</span></span>
<span class="line"><span>    return sum;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** x ← M⁻¹ x. */</span></span>
<span class="line"><span>  solve(x: Float64Array): void {</span></span>
<span class="line"><span>    const L = this.#L;</span></span>
<span class="line"><span>    const size = this.#size;</span></span>
<span class="line"><span>    for (let i = 0; i &lt; size; i++) {</span></span>
<span class="line"><span>      let sum = x[i];</span></span>
<span class="line"><span>      for (let k = 0; k &lt; i; k++) sum -= L[i * size + k] * x[k];</span></span>
<span class="line"><span>      x[i] = sum / L[i * size + i];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    for (let i = this.#positive; i &lt; size; i++) x[i] = -x[i];</span></span>
<span class="line"><span>    for (let i = size - 1; i &gt;= 0; i--) {</span></span>
<span class="line"><span>      const value = x[i] / L[i * size + i];</span></span>
<span class="line"><span>      x[i] = value;</span></span>
<span class="line"><span>      for (let k = 0; k &lt; i; k++) x[k] -= value * L[i * size + k];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/matrix/ldl-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ldlTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ldlTs as default
};
