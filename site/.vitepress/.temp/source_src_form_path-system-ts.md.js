import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/form/path-system.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/form/path-system-ts.md","filePath":"site/generated/source/src/form/path-system-ts.md"}');
const _sfc_main = { name: "source/src/form/path-system-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcformpath-systemts" tabindex="-1"><code>src/form/path-system.ts</code> <a class="header-anchor" href="#srcformpath-systemts" aria-label="Permalink to &quot;\`src/form/path-system.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** What central-path.ts solves with: the matrix K of its equations at a point, by whatever factors. */</span></span>
<span class="line"><span>import type { KktVectors } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import type { Blocks } from &quot;./standard.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Part of the path&#39;s definition, in canonical units: they give it where there is no interior, and where minimisers reach to</span></span>
<span class="line"><span> * infinity.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export const RHO = 1e-10;</span></span>
<span class="line"><span>export const DELTA = 1e-10;</span></span>
<span class="line"><span>/** Regularisation of the factorisation alone, relative to the largest entry of Q; refinement removes it. */</span></span>
<span class="line"><span>export const FACTOR_REGULARISATION = 1e-9;</span></span>
<span class="line"><span>/** Relative residual at which the probe of a linear system counts as solved. */</span></span>
<span class="line"><span>export const SOLVED = 1e-9;</span></span>
<span class="line"><span>/** Size of the inverse, scaled, from which a system counts as singular. */</span></span>
<span class="line"><span>export const REGULAR = 1e7;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export interface PathSystem {</span></span>
<span class="line"><span>  /** {@link RHO} of every variable and {@link DELTA} of every row of C, in the user&#39;s units. */</span></span>
<span class="line"><span>  readonly rho: Float64Array;</span></span>
<span class="line"><span>  readonly delta: Float64Array;</span></span>
<span class="line"><span>  /** Takes K at this point, whose arrays it keeps. */</span></span>
<span class="line"><span>  factor(point: Blocks, slack: Float64Array): void;</span></span>
<span class="line"><span>  /** out ← K⁻¹ right, to working accuracy; returns the relative residual. */</span></span>
<span class="line"><span>  refine(right: Blocks, out: Blocks): number;</span></span>
<span class="line"><span>  /** The same by one symmetric operator, also where K is singular to working accuracy. */</span></span>
<span class="line"><span>  solve(right: KktVectors, out: KktVectors): void;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/form/path-system-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const pathSystemTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  pathSystemTs as default
};
