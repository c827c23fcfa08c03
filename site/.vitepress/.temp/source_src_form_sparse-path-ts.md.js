import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/form/sparse-path.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/form/sparse-path-ts.md","filePath":"site/generated/source/src/form/sparse-path-ts.md"}');
const _sfc_main = { name: "source/src/form/sparse-path-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcformsparse-pathts" tabindex="-1"><code>src/form/sparse-path.ts</code> <a class="header-anchor" href="#srcformsparse-pathts" aria-label="Permalink to &quot;\`src/form/sparse-path.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Linear systems at a point of the central path (central-path.ts), sparse. */</span></span>
<span class="line"><span>import type { KktVectors } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import type { Problem } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { DensePath } from &quot;./dense-path.js&quot;;</span></span>
<span class="line"><span>import type { PathSystem } from &quot;./path-system.js&quot;;</span></span>
<span class="line"><span>import { DELTA, RHO } from &quot;./path-system.js&quot;;</span></span>
<span class="line"><span>import type { SharedFactor, SparseElement } from &quot;./sparse-kkt.js&quot;;</span></span>
<span class="line"><span>import { SparseKkt } from &quot;./sparse-kkt.js&quot;;</span></span>
<span class="line"><span>import type { Blocks, Constraints } from &quot;./standard.js&quot;;</span></span>
<span class="line"><span>import type { UnitsOfElement } from &quot;./units.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export class SparsePath implements PathSystem {</span></span>
<span class="line"><span>  readonly rho: Float64Array;</span></span>
<span class="line"><span>  readonly delta: Float64Array;</span></span>
<span class="line"><span>  readonly #constraints: Constraints;</span></span>
<span class="line"><span>  readonly #solution: KktVectors;</span></span>
<span class="line"><span>  readonly #units: UnitsOfElement;</span></span>
<span class="line"><span>  readonly #kkt: SparseKkt;</span></span>
<span class="line"><span>  #at: { readonly point: Blocks; readonly slack: Float64Array } | undefined;</span></span>
<span class="line"><span>  /** Where K is singular and small, or sparse factors do not answer for it. */</span></span>
<span class="line"><span>  #dense: DensePath | undefined;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(problem: Problem, of: SparseElement, solution: KktVectors, shared: SharedFactor) {</span></span>
<span class="line"><span>    this.#constraints = of.constraints;</span></span>
<span class="line"><span>    this.#units = of.units;</span></span>
<span class="line"><span>    this.#solution = solution;</span></span>
<span class="line"><span>    this.#kkt = new SparseKkt(problem, of, shared, { rho: RHO, shortest: &quot;canonical&quot; });</span></span>
<span class="line"><span>    this.rho = this.#kkt.canonical.rho(RHO);</span></span>
<span class="line"><span>    this.delta = this.#kkt.canonical.delta(DELTA);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  factor(point: Blocks, slack: Float64Array): void {</span></span>
<span class="line"><span>    this.#at = { point, slack };</span></span>
<span class="line"><span>    this.#dense = undefined;</span></span>
<span class="line"><span>    this.#kkt.factor(slack.map((s, i) =&gt; s / point.lambda[i] + this.delta[i]));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  refine(right: Blocks, out: Blocks): number {</span></span>
<span class="line"><span>    return this.#kkt.refine(right, out);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  solve(right: KktVectors, out: KktVectors): void {</span></span>
<span class="line"><span>    const dense = this.#denseWhereBetter();</span></span>
<span class="line"><span>    if (dense) return dense.solve(right, out);</span></span>
<span class="line"><span>    const given = this.#constraints.newBlocks();</span></span>
<span class="line"><span>    const answer = this.#constraints.newBlocks();</span></span>
<span class="line"><span>    this.#constraints.gather(right, this.#solution, given);</span></span>
<span class="line"><span>    this.#kkt.solve(given, answer);</span></span>
<span class="line"><span>    this.#constraints.scatter(answer, this.#solution, out);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #denseWhereBetter(): DensePath | undefined {</span></span>
<span class="line"><span>    if (this.#dense !== undefined || !this.#kkt.isBetterDense || this.#at === undefined) return this.#dense;</span></span>
<span class="line"><span>    this.#dense = new DensePath(this.#constraints, this.#units, this.#solution);</span></span>
<span class="line"><span>    this.#dense.factor(this.#at.point, this.#at.slack);</span></span>
<span class="line"><span>    return this.#dense;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/form/sparse-path-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const sparsePathTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  sparsePathTs as default
};
