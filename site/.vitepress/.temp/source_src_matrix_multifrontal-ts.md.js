import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/matrix/multifrontal.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/matrix/multifrontal-ts.md","filePath":"site/generated/source/src/matrix/multifrontal-ts.md"}');
const _sfc_main = { name: "source/src/matrix/multifrontal-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmatrixmultifrontalts" tabindex="-1"><code>src/matrix/multifrontal.ts</code> <a class="header-anchor" href="#srcmatrixmultifrontalts" aria-label="Permalink to &quot;\`src/matrix/multifrontal.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * K = L D Lᵀ of a sparse symmetric quasidefinite matrix, supernode by supernode: the front of each is its part of K</span></span>
<span class="line"><span> * plus the updates of its children, its columns are eliminated, and what is left is its own update, which is added to</span></span>
<span class="line"><span> * the front of its parent. Such matrices have</span></span>
<span class="line"><span> * these factors in every order (Vanderbei 1995, Symmetric quasidefinite matrices).</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Panels hold L D below the diagonal, and on it the inverse of D.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { Symbolic } from &quot;./symbolic.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Factors of one matrix at a time, all of one pattern. */</span></span>
<span class="line"><span>export interface SparseFactor {</span></span>
<span class="line"><span>  /** How many pivots of the last factorisation had to be replaced. */</span></span>
<span class="line"><span>  readonly replaced: number;</span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Factors a matrix.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @param values of the entries of the pattern that was analysed, in its order.</span></span>
<span class="line"><span>   * @param signs of the pivots, by unknown. A pivot of another sign is 0 to rounding, and gets a small one of the</span></span>
<span class="line"><span>   *   right sign: refinement repairs the few directions that this spoils.</span></span>
<span class="line"><span>   * @returns false where a pivot is not finite.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  factor(values: Float64Array, signs: Int8Array): boolean;</span></span>
<span class="line"><span>  /** x ← K⁻¹ x. */</span></span>
<span class="line"><span>  solve(x: Float64Array): void;</span></span>
<span class="line"><span>  /** Gives its memory back; it must not be used after that. */</span></span>
<span class="line"><span>  dispose(): void;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Pivots up to this, times their sign, … */</span></span>
<span class="line"><span>export const TINY_PIVOT = 1e-14;</span></span>
<span class="line"><span>/** … become this, times their sign. */</span></span>
<span class="line"><span>export const SMALL_PIVOT = 1e-8;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** In TypeScript. */</span></span>
<span class="line"><span>export class MultifrontalFactor implements SparseFactor {</span></span>
<span class="line"><span>  replaced = 0;</span></span>
<span class="line"><span>  readonly #symbolic: Symbolic;</span></span>
<span class="line"><span>  readonly #panels: Float64Array;</span></span>
<span class="line"><span>  readonly #updates: Float64Array;</span></span>
<span class="line"><span>  readonly #x: Float64Array;</span></span>
<span class="line"><span>  /** Signs of the pivots, in the order of elimination. */</span></span>
<span class="line"><span>  readonly #signs: Int8Array;</span></span>
<span class="line"><span>  readonly #rows: Float64Array;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(symbolic: Symbolic) {</span></span>
<span class="line"><span>    const { size, panelStart, supernodes, updateNumbers, largestFront } = symbolic;</span></span>
<span class="line"><span>    this.#symbolic = symbolic;</span></span>
<span class="line"><span>    this.#panels = new Float64Array(panelStart[supernodes.count]);</span></span>
<span class="line"><span>    this.#updates = new Float64Array(updateNumbers);</span></span>
<span class="line"><span>    this.#x = new Float64Array(size);</span></span>
<span class="line"><span>    this.#signs = new Int8Array(size);</span></span>
<span class="line"><span>    this.#rows = new Float64Array(largestFront);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  factor(values: Float64Array, signs: Int8Array): boolean {</span></span>
<span class="line"><span>    const { order, supernodes, entryPlace, firstChild } = this.#symbolic;</span></span>
<span class="line"><span>    const panels = this.#panels;</span></span>
<span class="line"><span>    panels.fill(0);</span></span>
<span class="line"><span>    for (let k = 0; k &lt; entryPlace.length; k++) panels[entryPlace[k]] = values[k];</span></span>
<span class="line"><span>    for (let i = 0; i &lt; order.length; i++) this.#signs[i] = signs[order[i]];</span></span>
<span class="line"><span>    this.replaced = 0;</span></span>
<span class="line"><span>    for (let s = 0; s &lt; supernodes.count; s++) {</span></span>
<span class="line"><span>      if (firstChild[s] &lt; 0) this.#clearUpdate(s);</span></span>
<span class="line"><span>      if (!this.#eliminate(s)) return false;</span></span>
<span class="line"><span>      const above = supernodes.parent[s];</span></span>
<span class="line"><span>      if (above &lt; 0) continue;</span></span>
<span class="line"><span>      if (firstChild[above] === s) this.#clearUpdate(above);</span></span>
<span class="line"><span>      this.#extendAdd(s, above);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return true;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #clearUpdate(s: number): void {</span></span>
<span class="line"><span>    const { supernodes, updateStart } = this.#symbolic;</span></span>
<span class="line"><span>    const below = supernodes.rowStart[s + 1] - supernodes.rowStart[s];</span></span>
<span class="line"><span>    this.#updates.fill(0, updateStart[s], updateStart[s] + below * below);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Adds the update of a supernode to the front of its parent. */</span></span>
<span class="line"><span>  #extendAdd(s: number, above: number): void {</span></span>
<span class="line"><span>    const { supernodes, rowOfParent, panelStart, updateStart } = this.#symbolic;</span></span>
<span class="line"><span>    const { first, rowStart } = supernodes;</span></span>
<span class="line"><span>    const panels = this.#panels;</span></span>
<span class="line"><span>    const updates = this.#updates;</span></span>
<span class="line"><span>    const width = first[above + 1] - first[above];</span></span>
<span class="line"><span>    const below = rowStart[above + 1] - rowStart[above];</span></span>
<span class="line"><span>    const start = rowStart[s];</span></span>
<span class="line"><span>    const count = rowStart[s + 1] - start;</span></span>
<span class="line"><span>    for (let j = 0; j &lt; count; j++) {</span></span>
<span class="line"><span>      const column = rowOfParent[start + j];</span></span>
<span class="line"><span>      const source = updateStart[s] + j * count;</span></span>
<span class="line"><span>      const isInPanel = column &lt; width;</span></span>
<span class="line"><span>      const target = isInPanel ? panels : updates;</span></span>
<span class="line"><span>      const at = isInPanel</span></span>
<span class="line"><span>        ? panelStart[above] + column * (width + below)</span></span>
<span class="line"><span>        : updateStart[above] + (column - width) * below - width;</span></span>
<span class="line"><span>      for (let i = j; i &lt; count; i++) target[at + rowOfParent[start + i]] += updates[source + i];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Eliminates the columns of the front, four at a time. */</span></span>
<span class="line"><span>  #eliminate(s: number): boolean {</span></span>
<span class="line"><span>    const { supernodes, panelStart, updateStart } = this.#symbolic;</span></span>
<span class="line"><span>    const { first, rowStart } = supernodes;</span></span>
<span class="line"><span>    const width = first[s + 1] - first[s];</span></span>
<span class="line"><span>    const below = rowStart[s + 1] - rowStart[s];</span></span>
<span class="line"><span>    const rows = width + below;</span></span>
<span class="line"><span>    const panel = panelStart[s];</span></span>
<span class="line"><span>    const P = this.#panels;</span></span>
<span class="line"><span>    for (let k = 0; k &lt; width; k += 4) {</span></span>
<span class="line"><span>      const end = Math.min(k + 4, width);</span></span>
<span class="line"><span>      for (let j = k; j &lt; end; j++) {</span></span>
<span class="line"><span>        const diagonal = panel + j * rows + j;</span></span>
<span class="line"><span>        for (let q = k; q &lt; j; q++) {</span></span>
<span class="line"><span>          const column = panel + q * rows;</span></span>
<span class="line"><span>          const factor = P[column + j] * P[column + q];</span></span>
<span class="line"><span>          for (let i = 0; i &lt; rows - j; i++) P[diagonal + i] -= P[column + j + i] * factor;</span></span>
<span class="line"><span>        }</span></span>
<span class="line"><span>        if (!this.#invertPivot(diagonal, first[s] + j)) return false;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      for (let j = end; j &lt; rows; j++) {</span></span>
<span class="line"><span>        if (j &lt; width) this.#subtract(panel, rows, k, end, j, P, panel + j * rows + j);</span></span>
<span class="line"><span>        else</span></span>
<span class="line"><span>          this.#subtract(panel, rows, k, end, j, this.#updates, updateStart[s] + (j - width) * (below + 1));</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return true;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #invertPivot(at: number, column: number): boolean {</span></span>
<span class="line"><span>    const pivot = this.#panels[at];</span></span>
<span class="line"><span>    if (!Number.isFinite(pivot)) return false;</span></span>
<span class="line"><span>    const sign = this.#signs[column];</span></span>
<span class="line"><span>    const isTiny = pivot * sign &lt;= TINY_PIVOT;</span></span>
<span class="line"><span>    if (isTiny) this.replaced++;</span></span>
<span class="line"><span>    this.#panels[at] = 1 / (isTiny ? sign * SMALL_PIVOT : pivot);</span></span>
<span class="line"><span>    return true;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** target[at + i − j] −= Σ L[i, q] D[q] L[j, q] over the columns k ≤ q &lt; end, for all rows i from j on. */</span></span>
<span class="line"><span>  #subtract(</span></span>
<span class="line"><span>    panel: number,</span></span>
<span class="line"><span>    rows: number,</span></span>
<span class="line"><span>    k: number,</span></span>
<span class="line"><span>    end: number,</span></span>
<span class="line"><span>    j: number,</span></span>
<span class="line"><span>    target: Float64Array,</span></span>
<span class="line"><span>    at: number,</span></span>
<span class="line"><span>  ): void {</span></span>
<span class="line"><span>    const P = this.#panels;</span></span>
<span class="line"><span>    const c0 = panel + k * rows;</span></span>
<span class="line"><span>    if (end - k === 4) {</span></span>
<span class="line"><span>      const c1 = c0 + rows;</span></span>
<span class="line"><span>      const c2 = c1 + rows;</span></span>
<span class="line"><span>      const c3 = c2 + rows;</span></span>
<span class="line"><span>      const w0 = P[c0 + j] * P[c0 + k];</span></span>
<span class="line"><span>      const w1 = P[c1 + j] * P[c1 + k + 1];</span></span>
<span class="line"><span>      const w2 = P[c2 + j] * P[c2 + k + 2];</span></span>
<span class="line"><span>      const w3 = P[c3 + j] * P[c3 + k + 3];</span></span>
<span class="line"><span>      for (let i = j; i &lt; rows; i++) {</span></span>
<span class="line"><span>        target[at + i - j] =</span></span>
<span class="line"><span>          target[at + i - j] - P[c0 + i] * w0 - P[c1 + i] * w1 - P[c2 + i] * w2 - P[c3 + i] * w3;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      return;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    for (let q = k; q &lt; end; q++) {</span></span>
<span class="line"><span>      const column = panel + q * rows;</span></span>
<span class="line"><span>      const factor = P[column + j] * P[column + q];</span></span>
<span class="line"><span>      for (let i = j; i &lt; rows; i++) target[at + i - j] -= P[column + i] * factor;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  solve(x: Float64Array): void {</span></span>
<span class="line"><span>    const { order } = this.#symbolic;</span></span>
<span class="line"><span>    for (let i = 0; i &lt; order.length; i++) this.#x[i] = x[order[i]];</span></span>
<span class="line"><span>    this.#forward();</span></span>
<span class="line"><span>    this.#backward();</span></span>
<span class="line"><span>    for (let i = 0; i &lt; order.length; i++) x[order[i]] = this.#x[i];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** x ← (L D)⁻¹ x, times D: x_j stays what L leaves of it. */</span></span>
<span class="line"><span>  #forward(): void {</span></span>
<span class="line"><span>    const { supernodes, panelStart } = this.#symbolic;</span></span>
<span class="line"><span>    const { count, first, rowStart, row } = supernodes;</span></span>
<span class="line"><span>    const P = this.#panels;</span></span>
<span class="line"><span>    const x = this.#x;</span></span>
<span class="line"><span>    const front = this.#rows;</span></span>
<span class="line"><span>    for (let s = 0; s &lt; count; s++) {</span></span>
<span class="line"><span>      const width = first[s + 1] - first[s];</span></span>
<span class="line"><span>      const start = rowStart[s];</span></span>
<span class="line"><span>      const rows = width + rowStart[s + 1] - start;</span></span>
<span class="line"><span>      for (let i = 0; i &lt; width; i++) front[i] = x[first[s] + i];</span></span>
<span class="line"><span>      front.fill(0, width, rows);</span></span>
<span class="line"><span>      for (let j = 0; j &lt; width; j++) {</span></span>
<span class="line"><span>        const column = panelStart[s] + j * rows;</span></span>
<span class="line"><span>        const factor = front[j] * P[column + j];</span></span>
<span class="line"><span>        if (factor === 0) continue;</span></span>
<span class="line"><span>        for (let i = j + 1; i &lt; rows; i++) front[i] -= P[column + i] * factor;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      for (let i = 0; i &lt; width; i++) x[first[s] + i] = front[i];</span></span>
<span class="line"><span>      for (let i = width; i &lt; rows; i++) x[row[start + i - width]] += front[i];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #backward(): void {</span></span>
<span class="line"><span>    const { supernodes, panelStart } = this.#symbolic;</span></span>
<span class="line"><span>    const { count, first, rowStart, row } = supernodes;</span></span>
<span class="line"><span>    const P = this.#panels;</span></span>
<span class="line"><span>    const x = this.#x;</span></span>
<span class="line"><span>    const front = this.#rows;</span></span>
<span class="line"><span>    for (let s = count - 1; s &gt;= 0; s--) {</span></span>
<span class="line"><span>      const width = first[s + 1] - first[s];</span></span>
<span class="line"><span>      const start = rowStart[s];</span></span>
<span class="line"><span>      const rows = width + rowStart[s + 1] - start;</span></span>
<span class="line"><span>      for (let i = width; i &lt; rows; i++) front[i] = x[row[start + i - width]];</span></span>
<span class="line"><span>      for (let j = width - 1; j &gt;= 0; j--) {</span></span>
<span class="line"><span>        const column = panelStart[s] + j * rows;</span></span>
<span class="line"><span>        let sum = x[first[s] + j];</span></span>
<span class="line"><span>        for (let i = j + 1; i &lt; rows; i++) sum -= P[column + i] * front[i];</span></span>
<span class="line"><span>        front[j] = sum * P[column + j];</span></span>
<span class="line"><span>        x[first[s] + j] = front[j];</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** There is nothing that the engine would not collect. */</span></span>
<span class="line"><span>  dispose(): void {</span></span>
<span class="line"><span>    this.replaced = 0;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/matrix/multifrontal-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const multifrontalTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  multifrontalTs as default
};
