import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ClosestFeasible","description":"The minimiser, and by how much the constraints were shifted to have one.","frontmatter":{},"headers":[],"relativePath":"api/optnet-tfjs/interfaces/ClosestFeasible.md","filePath":"site/generated/api/optnet-tfjs/interfaces/ClosestFeasible.md"}');
const _sfc_main = { name: "api/optnet-tfjs/interfaces/ClosestFeasible.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-closestfeasible" tabindex="-1">Interface: ClosestFeasible <a class="header-anchor" href="#interface-closestfeasible" aria-label="Permalink to &quot;Interface: ClosestFeasible&quot;">​</a></h1><p>The minimiser, and by how much the constraints were shifted to have one.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="shiftb"></a> <code>shiftB</code></td><td><code>readonly</code></td><td><code>Tensor</code></td><td>Added to b, <code>[e]</code> or <code>[B,e]</code>; 0 where the problem is feasible.</td><td></td></tr><tr><td><a id="shifth"></a> <code>shiftH</code></td><td><code>readonly</code></td><td><code>Tensor</code></td><td>Added to h, <code>[m]</code> or <code>[B,m]</code>, ≥ 0.</td><td></td></tr><tr><td><a id="z"></a> <code>z</code></td><td><code>readonly</code></td><td><code>Tensor</code></td><td>Minimiser of the shifted problem, <code>[n]</code> or <code>[B,n]</code>.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-tfjs/interfaces/ClosestFeasible.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ClosestFeasible = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ClosestFeasible as default
};
