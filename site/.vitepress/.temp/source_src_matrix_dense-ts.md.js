import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/matrix/dense.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/matrix/dense-ts.md","filePath":"site/generated/source/src/matrix/dense-ts.md"}');
const _sfc_main = { name: "source/src/matrix/dense-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmatrixdensets" tabindex="-1"><code>src/matrix/dense.ts</code> <a class="header-anchor" href="#srcmatrixdensets" aria-label="Permalink to &quot;\`src/matrix/dense.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * Dense float64 kernels, row-major. The inner loops run along rows, four products at a time: that is what a</span></span>
<span class="line"><span> * JavaScript engine compiles best. Sums that cancel to the last digits are in sums.ts.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function dot(</span></span>
<span class="line"><span>  x: Float64Array,</span></span>
<span class="line"><span>  xStart: number,</span></span>
<span class="line"><span>  y: Float64Array,</span></span>
<span class="line"><span>  yStart: number,</span></span>
<span class="line"><span>  length: number,</span></span>
<span class="line"><span>): number {</span></span>
<span class="line"><span>  let s0 = 0;</span></span>
<span class="line"><span>  let s1 = 0;</span></span>
<span class="line"><span>  let s2 = 0;</span></span>
<span class="line"><span>  let s3 = 0;</span></span>
<span class="line"><span>  let k = 0;</span></span>
<span class="line"><span>  for (; k + 3 &lt; length; k += 4) {</span></span>
<span class="line"><span>    s0 += x[xStart + k] * y[yStart + k];</span></span>
<span class="line"><span>    s1 += x[xStart + k + 1] * y[yStart + k + 1];</span></span>
<span class="line"><span>    s2 += x[xStart + k + 2] * y[yStart + k + 2];</span></span>
<span class="line"><span>    s3 += x[xStart + k + 3] * y[yStart + k + 3];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  for (; k &lt; length; k++) s0 += x[xStart + k] * y[yStart + k];</span></span>
<span class="line"><span>  return s0 + s1 + (s2 + s3);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** NaN where any entry is: it must not pass for a small residual. */</span></span>
<span class="line"><span>export function maxAbs(x: Float64Array): number {</span></span>
<span class="line"><span>  let largest = 0;</span></span>
<span class="line"><span>  for (const value of x) {</span></span>
<span class="line"><span>    const size = Math.abs(value);</span></span>
<span class="line"><span>    if (size &gt; largest) largest = size;</span></span>
<span class="line"><span>    else if (Number.isNaN(size)) return NaN;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return largest;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** out += scale · M x, with M \`[rows, columns]\`. */</span></span>
<span class="line"><span>export function addProduct(</span></span>
<span class="line"><span>  out: Float64Array,</span></span>
<span class="line"><span>  scale: number,</span></span>
<span class="line"><span>  M: Float64Array,</span></span>
<span class="line"><span>  rows: number,</span></span>
<span class="line"><span>  columns: number,</span></span>
<span class="line"><span>  x: Float64Array,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  for (let i = 0; i &lt; rows; i++) out[i] += scale * dot(M, i * columns, x, 0, columns);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** out += scale · Mᵀ y, with M \`[rows, columns]\`. */</span></span>
<span class="line"><span>export function addTransposedProduct(</span></span>
<span class="line"><span>  out: Float64Array,</span></span>
<span class="line"><span>  scale: number,</span></span>
<span class="line"><span>  M: Float64Array,</span></span>
<span class="line"><span>  rows: number,</span></span>
<span class="line"><span>  columns: number,</span></span>
<span class="line"><span>  y: Float64Array,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  for (let i = 0; i &lt; rows; i++) {</span></span>
<span class="line"><span>    const factor = scale * y[i];</span></span>
<span class="line"><span>    if (factor === 0) continue;</span></span>
<span class="line"><span>    const row = i * columns;</span></span>
<span class="line"><span>    for (let j = 0; j &lt; columns; j++) out[j] += factor * M[row + j];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Lower triangle of H += Mᵀ diag(weights) M, with M \`[rows, n]\` and H \`[n, n]\`. */</span></span>
<span class="line"><span>export function addWeightedGram(</span></span>
<span class="line"><span>  H: Float64Array,</span></span>
<span class="line"><span>  n: number,</span></span>
<span class="line"><span>  M: Float64Array,</span></span>
<span class="line"><span>  rows: number,</span></span>
<span class="line"><span>  weights: Float64Array,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  let k = 0;</span></span>
<span class="line"><span>  for (; k + 3 &lt; rows; k += 4) {</span></span>
<span class="line"><span>    const r0 = k * n;</span></span>
<span class="line"><span>    const r1 = r0 + n;</span></span>
<span class="line"><span>    const r2 = r1 + n;</span></span>
<span class="line"><span>    const r3 = r2 + n;</span></span>
<span class="line"><span>    for (let i = 0; i &lt; n; i++) {</span></span>
<span class="line"><span>      const f0 = weights[k] * M[r0 + i];</span></span>
<span class="line"><span>      const f1 = weights[k + 1] * M[r1 + i];</span></span>
<span class="line"><span>      const f2 = weights[k + 2] * M[r2 + i];</span></span>
<span class="line"><span>      const f3 = weights[k + 3] * M[r3 + i];</span></span>
<span class="line"><span>      if (f0 === 0 &amp;&amp; f1 === 0 &amp;&amp; f2 === 0 &amp;&amp; f3 === 0) continue;</span></span>
<span class="line"><span>      const target = i * n;</span></span>
<span class="line"><span>      for (let j = 0; j &lt;= i; j++) {</span></span>
<span class="line"><span>        H[target + j] += f0 * M[r0 + j] + f1 * M[r1 + j] + (f2 * M[r2 + j] + f3 * M[r3 + j]);</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  for (; k &lt; rows; k++) {</span></span>
<span class="line"><span>    const row = k * n;</span></span>
<span class="line"><span>    for (let i = 0; i &lt; n; i++) {</span></span>
<span class="line"><span>      const factor = weights[k] * M[row + i];</span></span>
<span class="line"><span>      if (factor === 0) continue;</span></span>
<span class="line"><span>      const target = i * n;</span></span>
<span class="line"><span>      for (let j = 0; j &lt;= i; j++) H[target + j] += factor * M[row + j];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Cholesky factorisation H = L Lᵀ in place, in the lower triangle; the upper one is not read.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @returns the row of the first pivot that is not positive, or −1.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function cholesky(H: Float64Array, n: number): number {</span></span>
<span class="line"><span>  for (let i = 0; i &lt; n; i++) {</span></span>
<span class="line"><span>    const row = i * n;</span></span>
<span class="line"><span>    for (let j = 0; j &lt; i; j++) {</span></span>
<span class="line"><span>      H[row + j] = (H[row + j] - dot(H, row, H, j * n, j)) / H[j * n + j];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const pivot = H[row + i] - dot(H, row, H, row, i);</span></span>
<span class="line"><span>    if (!(pivot &gt; 0) || pivot === Infinity) return i;</span></span>
<span class="line"><span>    H[row + i] = Math.sqrt(pivot);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return -1;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** x ← L⁻¹ x. */</span></span>
<span class="line"><span>export function solveLower(L: Float64Array, n: number, x: Float64Array): void {</span></span>
<span class="line"><span>  for (let i = 0; i &lt; n; i++) x[i] = (x[i] - dot(L, i * n, x, 0, i)) / L[i * n + i];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** x ← L⁻ᵀ x. */</span></span>
<span class="line"><span>export function solveLowerTransposed(L: Float64Array, n: number, x: Float64Array): void {</span></span>
<span class="line"><span>  for (let i = n - 1; i &gt;= 0; i--) {</span></span>
<span class="line"><span>    const row = i * n;</span></span>
<span class="line"><span>    const value = x[i] / L[row + i];</span></span>
<span class="line"><span>    x[i] = value;</span></span>
<span class="line"><span>    if (value === 0) continue;</span></span>
<span class="line"><span>    for (let j = 0; j &lt; i; j++) x[j] -= value * L[row + j];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Copies the lower triangle of M \`[size, size]\` to the upper one. */</span></span>
<span class="line"><span>export function mirror(M: Float64Array, size: number): void {</span></span>
<span class="line"><span>  for (let i = 0; i &lt; size; i++) for (let j = 0; j &lt; i; j++) M[j * size + i] = M[i * size + j];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** M ← ½ (M + Mᵀ). */</span></span>
<span class="line"><span>export function symmetrise(M: Float64Array, size: number): void {</span></span>
<span class="line"><span>  for (let i = 0; i &lt; size; i++) {</span></span>
<span class="line"><span>    for (let j = 0; j &lt; i; j++) M[j * size + i] = M[i * size + j] = 0.5 * (M[i * size + j] + M[j * size + i]);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/matrix/dense-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const denseTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  denseTs as default
};
