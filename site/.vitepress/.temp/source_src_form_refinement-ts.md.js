import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/form/refinement.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/form/refinement-ts.md","filePath":"site/generated/source/src/form/refinement-ts.md"}');
const _sfc_main = { name: "source/src/form/refinement-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcformrefinementts" tabindex="-1"><code>src/form/refinement.ts</code> <a class="header-anchor" href="#srcformrefinementts" aria-label="Permalink to &quot;\`src/form/refinement.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Iterative refinement of solutions of a linear system over variables, equalities and inequalities. */</span></span>
<span class="line"><span>import type { Blocks } from &quot;./standard.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A symmetric matrix K, and factors that are nearly its own. */</span></span>
<span class="line"><span>export interface Refinable {</span></span>
<span class="line"><span>  newBlocks(): Blocks;</span></span>
<span class="line"><span>  /** out += scale · K x. */</span></span>
<span class="line"><span>  addTimes(x: Blocks, scale: number, out: Blocks): void;</span></span>
<span class="line"><span>  /** Solves with the factors. */</span></span>
<span class="line"><span>  solveOnce(right: Blocks, out: Blocks): void;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const NAMES = [&quot;z&quot;, &quot;nu&quot;, &quot;lambda&quot;] as const;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const MAX_REFINEMENTS = 12;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export interface Refined {</span></span>
<span class="line"><span>  /** What is left, relative to the right-hand side. */</span></span>
<span class="line"><span>  readonly residual: number;</span></span>
<span class="line"><span>  /** Solves with the factors that it took. */</span></span>
<span class="line"><span>  readonly solves: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Solves with the factors and refines while that helps. */</span></span>
<span class="line"><span>export function refine(system: Refinable, right: Blocks, out: Blocks): Refined {</span></span>
<span class="line"><span>  const size = norm(right);</span></span>
<span class="line"><span>  if (size === 0) {</span></span>
<span class="line"><span>    fillBlocks(out, 0);</span></span>
<span class="line"><span>    return { residual: 0, solves: 0 };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  system.solveOnce(right, out);</span></span>
<span class="line"><span>  const rest = system.newBlocks();</span></span>
<span class="line"><span>  const correction = system.newBlocks();</span></span>
<span class="line"><span>  const leftOver = (): number =&gt; {</span></span>
<span class="line"><span>    rest.z.set(right.z);</span></span>
<span class="line"><span>    rest.nu.set(right.nu);</span></span>
<span class="line"><span>    rest.lambda.set(right.lambda);</span></span>
<span class="line"><span>    system.addTimes(out, -1, rest);</span></span>
<span class="line"><span>    return norm(rest);</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  let left = leftOver();</span></span>
<span class="line"><span>  let solves = 1;</span></span>
<span class="line"><span>  for (; solves &lt;= MAX_REFINEMENTS &amp;&amp; left &gt; 0; solves++) {</span></span>
<span class="line"><span>    system.solveOnce(rest, correction);</span></span>
<span class="line"><span>    addBlocks(out, 1, correction);</span></span>
<span class="line"><span>    const next = leftOver();</span></span>
<span class="line"><span>    if (!(next &lt; left)) {</span></span>
<span class="line"><span>      addBlocks(out, -1, correction);</span></span>
<span class="line"><span>      break;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    left = next;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { residual: left / size, solves };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** target += scale · other. */</span></span>
<span class="line"><span>export function addBlocks(target: Blocks, scale: number, other: Blocks): void {</span></span>
<span class="line"><span>  for (const name of NAMES) {</span></span>
<span class="line"><span>    for (let i = 0; i &lt; target[name].length; i++) target[name][i] += scale * other[name][i];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function fillBlocks(blocks: Blocks, value: number): Blocks {</span></span>
<span class="line"><span>  for (const name of NAMES) blocks[name].fill(value);</span></span>
<span class="line"><span>  return blocks;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function norm({ z, nu, lambda }: Blocks): number {</span></span>
<span class="line"><span>  let square = 0;</span></span>
<span class="line"><span>  for (const block of [z, nu, lambda]) for (const value of block) square += value * value;</span></span>
<span class="line"><span>  return Math.sqrt(square);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A right-hand side in general position, which reaches into all directions. */</span></span>
<span class="line"><span>export function probeOf(blocks: Blocks): Blocks {</span></span>
<span class="line"><span>  let phase = 0;</span></span>
<span class="line"><span>  for (const block of [blocks.z, blocks.nu, blocks.lambda]) {</span></span>
<span class="line"><span>    for (let i = 0; i &lt; block.length; i++) block[i] = Math.cos(++phase * phase);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return blocks;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * out ← M right, after a fixed number of refinements from 0. With F the factored matrix,</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> *     M = F⁻¹ + (I − F⁻¹K) F⁻¹ + … + (I − F⁻¹K)ᵏ⁻¹ F⁻¹</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * is a polynomial in K F⁻¹ between factors F⁻¹, and so symmetric. What is left of a direction that K scales by σ shrinks by</span></span>
<span class="line"><span> * regularisation/σ each time: where K is regular it is K⁻¹.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Source: Rockafellar 1976.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function refineTimes(system: Refinable, right: Blocks, out: Blocks, refinements: number): void {</span></span>
<span class="line"><span>  const rest = system.newBlocks();</span></span>
<span class="line"><span>  const step = system.newBlocks();</span></span>
<span class="line"><span>  fillBlocks(out, 0);</span></span>
<span class="line"><span>  for (let k = 0; k &lt; refinements; k++) {</span></span>
<span class="line"><span>    for (const name of NAMES) rest[name].set(right[name]);</span></span>
<span class="line"><span>    if (k &gt; 0) system.addTimes(out, -1, rest);</span></span>
<span class="line"><span>    system.solveOnce(rest, step);</span></span>
<span class="line"><span>    addBlocks(out, 1, step);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * out ← (M K)² M (K M)² right: K M is 1 on the range of K and 0 on its kernel, which M stretches by k/regularisation, so</span></span>
<span class="line"><span> * that this is symmetric, 0 on the kernel and K⁻¹ on the range: the pseudo-inverse, in the units of the system.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function pseudoInvert(system: Refinable, right: Blocks, out: Blocks, refinements: number): void {</span></span>
<span class="line"><span>  const image = system.newBlocks();</span></span>
<span class="line"><span>  refineTimes(system, right, out, refinements);</span></span>
<span class="line"><span>  for (let round = 0; round &lt; 4; round++) {</span></span>
<span class="line"><span>    fillBlocks(image, 0);</span></span>
<span class="line"><span>    system.addTimes(out, 1, image);</span></span>
<span class="line"><span>    refineTimes(system, image, out, refinements);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/form/refinement-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const refinementTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  refinementTs as default
};
