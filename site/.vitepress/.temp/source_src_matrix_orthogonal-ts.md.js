import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/matrix/orthogonal.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/matrix/orthogonal-ts.md","filePath":"site/generated/source/src/matrix/orthogonal-ts.md"}');
const _sfc_main = { name: "source/src/matrix/orthogonal-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmatrixorthogonalts" tabindex="-1"><code>src/matrix/orthogonal.ts</code> <a class="header-anchor" href="#srcmatrixorthogonalts" aria-label="Permalink to &quot;\`src/matrix/orthogonal.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * Householder&#39;s reflections, and what they say of the rows of a matrix M \`[count, n]\`: which are independent, what they</span></span>
<span class="line"><span> * span, and what is orthogonal to them. Reflections H₁ … H_k make chosen rows lower triangular, one after the other:</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> *     M H₁ … H_k = [T 0],   so   M = [T 0] H   with   H = H_k … H₁ orthogonal.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * The first k rows of H span the chosen rows of M, the others are orthogonal to them.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Source: Golub &amp; Van Loan, Matrix Computations, §5.1, §5.4 and §5.5.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import { addProduct, dot, symmetrise } from &quot;./dense.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>class Reflections {</span></span>
<span class="line"><span>  /** The rows of M that were made triangular, in that order. */</span></span>
<span class="line"><span>  readonly rows: number[] = [];</span></span>
<span class="line"><span>  /** M, with T left of the diagonal and on it, and the reflectors right of it. */</span></span>
<span class="line"><span>  readonly work: Float64Array;</span></span>
<span class="line"><span>  readonly #n: number;</span></span>
<span class="line"><span>  readonly #factors: number[] = [];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** @param work overwritten. */</span></span>
<span class="line"><span>  constructor(work: Float64Array, n: number) {</span></span>
<span class="line"><span>    this.work = work;</span></span>
<span class="line"><span>    this.#n = n;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Makes a row triangular, on which the reflections before have acted. */</span></span>
<span class="line"><span>  take(row: number): void {</span></span>
<span class="line"><span>    const { work } = this;</span></span>
<span class="line"><span>    const length = this.#n - this.rows.length;</span></span>
<span class="line"><span>    const at = row * this.#n + this.rows.length;</span></span>
<span class="line"><span>    const head = work[at];</span></span>
<span class="line"><span>    const norm = Math.sqrt(dot(work, at, work, at, length));</span></span>
<span class="line"><span>    const diagonal = head &gt; 0 ? -norm : norm;</span></span>
<span class="line"><span>    const pivot = head - diagonal;</span></span>
<span class="line"><span>    for (let j = 1; j &lt; length; j++) work[at + j] /= pivot;</span></span>
<span class="line"><span>    work[at] = diagonal;</span></span>
<span class="line"><span>    this.rows.push(row);</span></span>
<span class="line"><span>    this.#factors.push(-pivot / diagonal);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** x ← H_k x, for the x that begins at \`start\`. */</span></span>
<span class="line"><span>  reflect(k: number, x: Float64Array, start: number): void {</span></span>
<span class="line"><span>    const { work } = this;</span></span>
<span class="line"><span>    const n = this.#n;</span></span>
<span class="line"><span>    const row = this.rows[k] * n;</span></span>
<span class="line"><span>    const scale = this.#factors[k] * (x[start + k] + dot(work, row + k + 1, x, start + k + 1, n - k - 1));</span></span>
<span class="line"><span>    x[start + k] -= scale;</span></span>
<span class="line"><span>    for (let j = k + 1; j &lt; n; j++) x[start + j] -= scale * work[row + j];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** x ← Hᵀ x = H₁ … H_k x. */</span></span>
<span class="line"><span>  applyTransposed(x: Float64Array, start = 0): void {</span></span>
<span class="line"><span>    for (let k = this.rows.length - 1; k &gt;= 0; k--) this.reflect(k, x, start);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** H, row by row. */</span></span>
<span class="line"><span>  matrix(): Float64Array {</span></span>
<span class="line"><span>    const n = this.#n;</span></span>
<span class="line"><span>    const H = new Float64Array(n * n);</span></span>
<span class="line"><span>    for (let i = 0; i &lt; n; i++) {</span></span>
<span class="line"><span>      H[i * n + i] = 1;</span></span>
<span class="line"><span>      this.applyTransposed(H, i * n);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return H;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Takes the row of which most is left, again and again, until less than \`tolerance\` of the first is left of any.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @returns all rows: those that were taken, then the others.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  takeLargest(count: number, tolerance: number): Int32Array {</span></span>
<span class="line"><span>    const { work } = this;</span></span>
<span class="line"><span>    const n = this.#n;</span></span>
<span class="line"><span>    const order = Int32Array.from({ length: count }, (_, i) =&gt; i);</span></span>
<span class="line"><span>    let first = 0;</span></span>
<span class="line"><span>    for (let k = 0; k &lt; Math.min(count, n); k++) {</span></span>
<span class="line"><span>      let best = k;</span></span>
<span class="line"><span>      let largest = 0;</span></span>
<span class="line"><span>      for (let i = k; i &lt; count; i++) {</span></span>
<span class="line"><span>        const start = order[i] * n + k;</span></span>
<span class="line"><span>        const norm = Math.sqrt(dot(work, start, work, start, n - k));</span></span>
<span class="line"><span>        if (i === k || norm &gt; largest) [best, largest] = [i, norm];</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      if (k === 0) first = largest;</span></span>
<span class="line"><span>      if (!(largest &gt; tolerance * first)) break;</span></span>
<span class="line"><span>      [order[k], order[best]] = [order[best], order[k]];</span></span>
<span class="line"><span>      this.take(order[k]);</span></span>
<span class="line"><span>      for (let i = k + 1; i &lt; count; i++) this.reflect(k, work, order[i] * n);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return order;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The range of Aᵀ and the null space of a wide matrix A \`[e, n]\`: Aᵀ P = [Y N] [R; 0], with P choosing rows of A. */</span></span>
<span class="line"><span>export interface NullSpace {</span></span>
<span class="line"><span>  readonly rank: number;</span></span>
<span class="line"><span>  /** n − rank. */</span></span>
<span class="line"><span>  readonly dimension: number;</span></span>
<span class="line"><span>  /** Orthonormal basis of the null space, \`[n, dimension]\`. */</span></span>
<span class="line"><span>  readonly N: Float64Array;</span></span>
<span class="line"><span>  /** Orthonormal basis of the range of Aᵀ, stored by vectors: \`[rank, n]\`. */</span></span>
<span class="line"><span>  readonly Y: Float64Array;</span></span>
<span class="line"><span>  /** Upper triangular, \`[rank, rank]\`. */</span></span>
<span class="line"><span>  readonly R: Float64Array;</span></span>
<span class="line"><span>  /** The rows of A that R&#39;s columns stand for; the rows left out depend on them. */</span></span>
<span class="line"><span>  readonly pivots: Int32Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Rows whose independent part is smaller than this, relative to the largest, count as dependent. Kept, they would</span></span>
<span class="line"><span> * get multipliers of the inverse size, and no digits would be left for stationarity.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>const RANK_TOLERANCE = 1e-8;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function nullSpaceOf(A: Float64Array, e: number, n: number): NullSpace {</span></span>
<span class="line"><span>  const reflections = new Reflections(A.slice(), n);</span></span>
<span class="line"><span>  const order = reflections.takeLargest(e, RANK_TOLERANCE);</span></span>
<span class="line"><span>  const rank = reflections.rows.length;</span></span>
<span class="line"><span>  const R = new Float64Array(rank * rank);</span></span>
<span class="line"><span>  for (let column = 0; column &lt; rank; column++) {</span></span>
<span class="line"><span>    const row = order[column] * n;</span></span>
<span class="line"><span>    for (let i = 0; i &lt;= column; i++) R[i * rank + column] = reflections.work[row + i];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const H = reflections.matrix();</span></span>
<span class="line"><span>  const dimension = n - rank;</span></span>
<span class="line"><span>  const N = new Float64Array(n * dimension);</span></span>
<span class="line"><span>  for (let k = 0; k &lt; dimension; k++) {</span></span>
<span class="line"><span>    for (let i = 0; i &lt; n; i++) N[i * dimension + k] = H[(rank + k) * n + i];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { rank, dimension, N, Y: H.slice(0, rank * n), R, pivots: order.slice(0, rank) };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The smallest z with A z = right on the independent rows: z = Y R⁻ᵀ Pᵀ right. */</span></span>
<span class="line"><span>export function particularSolution(space: NullSpace, right: Float64Array, n: number): Float64Array {</span></span>
<span class="line"><span>  const { rank, R, Y, pivots } = space;</span></span>
<span class="line"><span>  const y = new Float64Array(rank);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; rank; i++) {</span></span>
<span class="line"><span>    let sum = right[pivots[i]];</span></span>
<span class="line"><span>    for (let j = 0; j &lt; i; j++) sum -= R[j * rank + i] * y[j];</span></span>
<span class="line"><span>    y[i] = sum / R[i * rank + i];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const z = new Float64Array(n);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; rank; i++) for (let j = 0; j &lt; n; j++) z[j] += y[i] * Y[i * n + j];</span></span>
<span class="line"><span>  return z;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The nu with Aᵀ nu = right&#39;s part in the range of Aᵀ; 0 on dependent rows: P R⁻¹ Yᵀ right. */</span></span>
<span class="line"><span>export function rangeMultipliers(space: NullSpace, right: Float64Array, e: number, n: number): Float64Array {</span></span>
<span class="line"><span>  const { rank, R, Y, pivots } = space;</span></span>
<span class="line"><span>  const y = new Float64Array(rank);</span></span>
<span class="line"><span>  for (let i = rank - 1; i &gt;= 0; i--) {</span></span>
<span class="line"><span>    let sum = dot(Y, i * n, right, 0, n);</span></span>
<span class="line"><span>    for (let j = i + 1; j &lt; rank; j++) sum -= R[i * rank + j] * y[j];</span></span>
<span class="line"><span>    y[i] = sum / R[i * rank + i];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const nu = new Float64Array(e);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; rank; i++) nu[pivots[i]] = y[i];</span></span>
<span class="line"><span>  return nu;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A row of which less than this share is orthogonal to the rows chosen before depends on them. */</span></span>
<span class="line"><span>const DEPENDENT = 1e-10;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export interface IndependentRows {</span></span>
<span class="line"><span>  /** The chosen rows, and the others. */</span></span>
<span class="line"><span>  readonly chosen: readonly number[];</span></span>
<span class="line"><span>  readonly dependent: readonly number[];</span></span>
<span class="line"><span>  /** The pseudo-inverse of the chosen rows N, transposed: \`[chosen, n]\`, with N pinvᵀ = I. */</span></span>
<span class="line"><span>  readonly inverse: Float64Array;</span></span>
<span class="line"><span>  /** An orthonormal basis of the z with N z = 0, \`[n − chosen, n]\`. */</span></span>
<span class="line"><span>  readonly kernel: Float64Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * @param rows \`[count, n]\`.</span></span>
<span class="line"><span> * @param ranks of every row: rows of a lower rank are taken before those of a higher one.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function independentRows(rows: Float64Array, n: number, ranks: readonly number[]): IndependentRows {</span></span>
<span class="line"><span>  const norms = ranks.map((_, i) =&gt; Math.sqrt(dot(rows, i * n, rows, i * n, n)));</span></span>
<span class="line"><span>  const reflections = new Reflections(rows.slice(), n);</span></span>
<span class="line"><span>  const { work, rows: chosen } = reflections;</span></span>
<span class="line"><span>  const waiting = new Set(ranks.map((_, i) =&gt; i).filter((i) =&gt; norms[i] &gt; 0));</span></span>
<span class="line"><span>  for (const rank of [...new Set(ranks)].sort((a, b) =&gt; a - b)) {</span></span>
<span class="line"><span>    while (chosen.length &lt; n) {</span></span>
<span class="line"><span>      const next = mostIndependent(work, n, norms, ranks, rank, waiting, chosen.length);</span></span>
<span class="line"><span>      if (next === undefined) break;</span></span>
<span class="line"><span>      waiting.delete(next);</span></span>
<span class="line"><span>      reflections.take(next);</span></span>
<span class="line"><span>      for (const row of waiting) reflections.reflect(chosen.length - 1, work, row * n);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const k = chosen.length;</span></span>
<span class="line"><span>  const H = reflections.matrix();</span></span>
<span class="line"><span>  // N = T H₁ with the first rows H₁ of H: pinvᵀ = T⁻ᵀ H₁, from the last row up.</span></span>
<span class="line"><span>  const inverse = H.slice(0, k * n);</span></span>
<span class="line"><span>  for (let i = k - 1; i &gt;= 0; i--) {</span></span>
<span class="line"><span>    const at = i * n;</span></span>
<span class="line"><span>    for (let later = i + 1; later &lt; k; later++) {</span></span>
<span class="line"><span>      const entry = work[chosen[later] * n + i];</span></span>
<span class="line"><span>      if (entry === 0) continue;</span></span>
<span class="line"><span>      for (let j = 0; j &lt; n; j++) inverse[at + j] -= entry * inverse[later * n + j];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const pivot = work[chosen[i] * n + i];</span></span>
<span class="line"><span>    for (let j = 0; j &lt; n; j++) inverse[at + j] /= pivot;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const taken = new Set(chosen);</span></span>
<span class="line"><span>  const dependent = ranks.map((_, i) =&gt; i).filter((i) =&gt; !taken.has(i));</span></span>
<span class="line"><span>  return { chosen, dependent, inverse, kernel: H.slice(k * n) };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The row of this rank with the largest share beyond the first \`done\` coordinates, unless that is rounding. */</span></span>
<span class="line"><span>function mostIndependent(</span></span>
<span class="line"><span>  work: Float64Array,</span></span>
<span class="line"><span>  n: number,</span></span>
<span class="line"><span>  norms: readonly number[],</span></span>
<span class="line"><span>  ranks: readonly number[],</span></span>
<span class="line"><span>  rank: number,</span></span>
<span class="line"><span>  waiting: ReadonlySet&lt;number&gt;,</span></span>
<span class="line"><span>  done: number,</span></span>
<span class="line"><span>): number | undefined {</span></span>
<span class="line"><span>  let best: number | undefined;</span></span>
<span class="line"><span>  let largest = DEPENDENT;</span></span>
<span class="line"><span>  for (const row of waiting) {</span></span>
<span class="line"><span>    if (ranks[row] !== rank) continue;</span></span>
<span class="line"><span>    const start = row * n + done;</span></span>
<span class="line"><span>    const share = Math.sqrt(dot(work, start, work, start, n - done)) / norms[row];</span></span>
<span class="line"><span>    // Rows that are copies of each other differ by rounding: the first of them is taken.</span></span>
<span class="line"><span>    if (share &gt; largest * (1 + 1e-9)) [best, largest] = [row, share];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return best;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The pseudo-inverse M⁺ of a symmetric matrix \`[size, size]\`, by a complete orthogonal decomposition: M P = U [R; 0],</span></span>
<span class="line"><span> * then Rᵀ = V [T; 0], so that M⁺ = P V [T⁻ᵀ; 0] Uᵀ. M⁺ r is the shortest of the x with the smallest ‖Mx − r‖.</span></span>
<span class="line"><span> * Symmetric to the last bit.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param tolerance columns smaller than this, relative to the largest, count as dependent on those before.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function pseudoInverse(M: Float64Array, size: number, tolerance: number): Float64Array {</span></span>
<span class="line"><span>  const U = new Reflections(M.slice(), size);</span></span>
<span class="line"><span>  const order = U.takeLargest(size, tolerance);</span></span>
<span class="line"><span>  const rank = U.rows.length;</span></span>
<span class="line"><span>  // R \`[rank, size]\` with its columns in the order of M&#39;s.</span></span>
<span class="line"><span>  const R = new Float64Array(rank * size);</span></span>
<span class="line"><span>  order.forEach((column, place) =&gt; {</span></span>
<span class="line"><span>    for (let k = 0; k &lt;= Math.min(place, rank - 1); k++) R[k * size + column] = U.work[column * size + k];</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  const V = new Reflections(R, size);</span></span>
<span class="line"><span>  for (let k = 0; k &lt; rank; k++) {</span></span>
<span class="line"><span>    V.take(k);</span></span>
<span class="line"><span>    for (let row = k + 1; row &lt; rank; row++) V.reflect(k, R, row * size);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const addTo = (x: Float64Array, r: Float64Array): void =&gt; {</span></span>
<span class="line"><span>    const y = r.slice();</span></span>
<span class="line"><span>    for (let k = 0; k &lt; rank; k++) U.reflect(k, y, 0);</span></span>
<span class="line"><span>    for (let i = 0; i &lt; rank; i++) y[i] = (y[i] - dot(R, i * size, y, 0, i)) / R[i * size + i];</span></span>
<span class="line"><span>    y.fill(0, rank);</span></span>
<span class="line"><span>    V.applyTransposed(y);</span></span>
<span class="line"><span>    for (let i = 0; i &lt; size; i++) x[i] += y[i];</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  const inverse = new Float64Array(size * size);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; size; i++) {</span></span>
<span class="line"><span>    const column = inverse.subarray(i * size, (i + 1) * size);</span></span>
<span class="line"><span>    const rest = new Float64Array(size);</span></span>
<span class="line"><span>    rest[i] = 1;</span></span>
<span class="line"><span>    addTo(column, rest);</span></span>
<span class="line"><span>    // One step of refinement; what is left then is orthogonal to the range of M.</span></span>
<span class="line"><span>    addProduct(rest, -1, M, size, size, column);</span></span>
<span class="line"><span>    addTo(column, rest);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  symmetrise(inverse, size);</span></span>
<span class="line"><span>  return inverse;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/matrix/orthogonal-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const orthogonalTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  orthogonalTs as default
};
