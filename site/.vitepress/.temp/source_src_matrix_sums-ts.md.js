import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/matrix/sums.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/matrix/sums-ts.md","filePath":"site/generated/source/src/matrix/sums-ts.md"}');
const _sfc_main = { name: "source/src/matrix/sums-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmatrixsumsts" tabindex="-1"><code>src/matrix/sums.ts</code> <a class="header-anchor" href="#srcmatrixsumsts" aria-label="Permalink to &quot;\`src/matrix/sums.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Running sums of products: plain, and in twice the working precision for those whose terms cancel to the last digits. */</span></span>
<span class="line"><span>import type { Matrix } from &quot;./operator.js&quot;;</span></span>
<span class="line"><span>import { addTimes, addTransposedTimes, columnAt, firstOf, lastOf, shiftOf } from &quot;./operator.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One running sum per entry. */</span></span>
<span class="line"><span>interface Sums {</span></span>
<span class="line"><span>  addTimes(M: Matrix, x: Float64Array): void;</span></span>
<span class="line"><span>  addTransposedTimes(M: Matrix, y: Float64Array): void;</span></span>
<span class="line"><span>  addVector(scale: number, x: Float64Array): void;</span></span>
<span class="line"><span>  values(): Float64Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export class PlainSums implements Sums {</span></span>
<span class="line"><span>  readonly #sum: Float64Array;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(start: Float64Array) {</span></span>
<span class="line"><span>    this.#sum = start.slice();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  addTimes(M: Matrix, x: Float64Array): void {</span></span>
<span class="line"><span>    addTimes(this.#sum, 1, M, x);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  addTransposedTimes(M: Matrix, y: Float64Array): void {</span></span>
<span class="line"><span>    addTransposedTimes(this.#sum, 1, M, y);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  addVector(scale: number, x: Float64Array): void {</span></span>
<span class="line"><span>    for (let i = 0; i &lt; x.length; i++) this.#sum[i] += scale * x[i];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  values(): Float64Array {</span></span>
<span class="line"><span>    return this.#sum;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Error-free products and sums: Dekker 1971, Knuth; as in Ogita, Rump &amp; Oishi 2005 (Dot2). */</span></span>
<span class="line"><span>export class ExactSums implements Sums {</span></span>
<span class="line"><span>  readonly #high: Float64Array;</span></span>
<span class="line"><span>  readonly #low: Float64Array;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(start: Float64Array) {</span></span>
<span class="line"><span>    this.#high = start.slice();</span></span>
<span class="line"><span>    this.#low = new Float64Array(start.length);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  add(i: number, x: number, y: number): void {</span></span>
<span class="line"><span>    const product = x * y;</span></span>
<span class="line"><span>    const xHigh = high(x);</span></span>
<span class="line"><span>    const yHigh = high(y);</span></span>
<span class="line"><span>    const xLow = x - xHigh;</span></span>
<span class="line"><span>    const yLow = y - yHigh;</span></span>
<span class="line"><span>    const productError = xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow);</span></span>
<span class="line"><span>    const before = this.#high[i];</span></span>
<span class="line"><span>    const sum = before + product;</span></span>
<span class="line"><span>    const taken = sum - before;</span></span>
<span class="line"><span>    this.#high[i] = sum;</span></span>
<span class="line"><span>    this.#low[i] += before - (sum - taken) + (product - taken) + productError;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  addTimes(M: Matrix, x: Float64Array): void {</span></span>
<span class="line"><span>    const { value } = M;</span></span>
<span class="line"><span>    for (let i = 0; i &lt; M.rows; i++) {</span></span>
<span class="line"><span>      const last = lastOf(M, i);</span></span>
<span class="line"><span>      const shift = shiftOf(M, i);</span></span>
<span class="line"><span>      for (let k = firstOf(M, i); k &lt; last; k++) {</span></span>
<span class="line"><span>        if (value[k] !== 0) this.add(i, value[k], x[columnAt(M, k, shift)]);</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  addTransposedTimes(M: Matrix, y: Float64Array): void {</span></span>
<span class="line"><span>    const { value } = M;</span></span>
<span class="line"><span>    for (let i = 0; i &lt; M.rows; i++) {</span></span>
<span class="line"><span>      if (y[i] === 0) continue;</span></span>
<span class="line"><span>      const last = lastOf(M, i);</span></span>
<span class="line"><span>      const shift = shiftOf(M, i);</span></span>
<span class="line"><span>      for (let k = firstOf(M, i); k &lt; last; k++) {</span></span>
<span class="line"><span>        if (value[k] !== 0) this.add(columnAt(M, k, shift), value[k], y[i]);</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  addVector(scale: number, x: Float64Array): void {</span></span>
<span class="line"><span>    for (let i = 0; i &lt; x.length; i++) this.add(i, scale, x[i]);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  values(): Float64Array {</span></span>
<span class="line"><span>    return this.#high.map((value, i) =&gt; value + this.#low[i]);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The upper half of a number&#39;s digits (Veltkamp&#39;s split). */</span></span>
<span class="line"><span>function high(x: number): number {</span></span>
<span class="line"><span>  if (!(Math.abs(x) &lt; SPLITTABLE)) return x;</span></span>
<span class="line"><span>  const scaled = 134217729 * x;</span></span>
<span class="line"><span>  return scaled - (scaled - x);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Numbers beyond this would leave the range when they are split. */</span></span>
<span class="line"><span>const SPLITTABLE = 2 ** 970;</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/matrix/sums-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const sumsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  sumsTs as default
};
