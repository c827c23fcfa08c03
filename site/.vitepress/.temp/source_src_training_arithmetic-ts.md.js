import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/training/arithmetic.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/training/arithmetic-ts.md","filePath":"site/generated/source/src/training/arithmetic-ts.md"}');
const _sfc_main = { name: "source/src/training/arithmetic-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srctrainingarithmeticts" tabindex="-1"><code>src/training/arithmetic.ts</code> <a class="header-anchor" href="#srctrainingarithmeticts" aria-label="Permalink to &quot;\`src/training/arithmetic.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * Whose bits results have. The same program computes the same bits on every machine that has the same arithmetic: the</span></span>
<span class="line"><span> * same kernels, with fused multiply-add or without, and the same engine, whose exp and log enter as well. Whoever puts</span></span>
<span class="line"><span> * results of several machines together compares these names first; the last part of a name is a digest of the bits of</span></span>
<span class="line"><span> * a few solutions and gradients, so that machines whose names agree by chance do not pass.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { DenseArray } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { solve } from &quot;../api/solve.js&quot;;</span></span>
<span class="line"><span>import { canFuse } from &quot;../execute/wasm/module.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whose bits this process computes. */</span></span>
<span class="line"><span>export interface Arithmetic {</span></span>
<span class="line"><span>  /** The kernels that this engine runs: with fused multiply-add or without. */</span></span>
<span class="line"><span>  readonly kernels: &quot;fused&quot; | &quot;plain&quot;;</span></span>
<span class="line"><span>  /** What runs the program, with its version. */</span></span>
<span class="line"><span>  readonly engine: string;</span></span>
<span class="line"><span>  /** Of the bits of a few solutions, gradients and functions. */</span></span>
<span class="line"><span>  readonly digest: string;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>let own: Arithmetic | undefined;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The arithmetic of this process. */</span></span>
<span class="line"><span>export function ownArithmetic(): Arithmetic {</span></span>
<span class="line"><span>  own ??= { kernels: canFuse() ? &quot;fused&quot; : &quot;plain&quot;, engine: engine(), digest: digestOfProbe() };</span></span>
<span class="line"><span>  return own;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The arithmetic of this process, in words. */</span></span>
<span class="line"><span>export function arithmetic(): string {</span></span>
<span class="line"><span>  const { kernels, engine, digest } = ownArithmetic();</span></span>
<span class="line"><span>  return \`\${kernels} kernels, \${engine}, \${digest}\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function engine(): string {</span></span>
<span class="line"><span>  const { process, navigator } = globalThis as {</span></span>
<span class="line"><span>    process?: { versions?: Record&lt;string, string | undefined&gt; };</span></span>
<span class="line"><span>    navigator?: { userAgent?: string };</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  const v8 = process?.versions?.[&quot;v8&quot;];</span></span>
<span class="line"><span>  return v8 === undefined ? (navigator?.userAgent ?? &quot;unknown engine&quot;) : \`V8 \${v8}\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Some rows are active, some are not, and one element has no solution. */</span></span>
<span class="line"><span>function digestOfProbe(): string {</span></span>
<span class="line"><span>  const uniform = uniformNumbers();</span></span>
<span class="line"><span>  const draw = (...shape: number[]): DenseArray&lt;Float64Array&gt; =&gt; ({</span></span>
<span class="line"><span>    data: Float64Array.from({ length: shape.reduce((product, axis) =&gt; product * axis, 1) }, uniform),</span></span>
<span class="line"><span>    shape,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  const [batch, n, e, m] = [6, 7, 2, 9];</span></span>
<span class="line"><span>  const Q = draw(n, n);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; n; i++) {</span></span>
<span class="line"><span>    for (let j = 0; j &lt; i; j++) Q.data[i * n + j] = Q.data[j * n + i];</span></span>
<span class="line"><span>    Q.data[i * n + i] = 4 + uniform();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const h = draw(batch, m);</span></span>
<span class="line"><span>  h.data.forEach((value, i) =&gt; (h.data[i] = Math.abs(value) / 4));</span></span>
<span class="line"><span>  h.data.fill(-9, 0, m);</span></span>
<span class="line"><span>  const [A, b, G] = [draw(e, n), new Float64Array(e), draw(m, n)];</span></span>
<span class="line"><span>  const solution = solve({ Q, p: draw(batch, n), A, b, G, h, lower: -1 });</span></span>
<span class="line"><span>  const gradients = solution.vjp({ z: draw(batch, n) });</span></span>
<span class="line"><span>  const digest = new Digest();</span></span>
<span class="line"><span>  for (const numbers of [solution.z, solution.lambda, solution.dualityGap]) digest.add(numbers);</span></span>
<span class="line"><span>  for (const { data } of Object.values(gradients)) digest.add(data);</span></span>
<span class="line"><span>  digest.add(Float64Array.of(Math.exp(1 / 3), Math.log(3), Math.tanh(0.7), Math.sin(11)));</span></span>
<span class="line"><span>  solution.dispose();</span></span>
<span class="line"><span>  return digest.text();</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function uniformNumbers(): () =&gt; number {</span></span>
<span class="line"><span>  let state = 1;</span></span>
<span class="line"><span>  return () =&gt; (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** FNV-1a over 32-bit words, twice with other starts: against accidents, not against attackers. */</span></span>
<span class="line"><span>export class Digest {</span></span>
<span class="line"><span>  #a = 0x811c9dc5;</span></span>
<span class="line"><span>  #b = 0x01000193;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  add(numbers: Float64Array | Float32Array): this {</span></span>
<span class="line"><span>    const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);</span></span>
<span class="line"><span>    for (const byte of bytes) {</span></span>
<span class="line"><span>      this.#a = Math.imul(this.#a ^ byte, 0x01000193);</span></span>
<span class="line"><span>      this.#b = Math.imul(this.#b ^ byte, 0x85ebca6b);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return this;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  text(): string {</span></span>
<span class="line"><span>    return [this.#a, this.#b].map((word) =&gt; (word &gt;&gt;&gt; 0).toString(16).padStart(8, &quot;0&quot;)).join(&quot;&quot;);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/training/arithmetic-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const arithmeticTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  arithmeticTs as default
};
