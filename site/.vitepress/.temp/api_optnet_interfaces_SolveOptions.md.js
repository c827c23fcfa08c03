import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SolveOptions","description":"How one call goes about it.","frontmatter":{},"headers":[],"relativePath":"api/optnet/interfaces/SolveOptions.md","filePath":"site/generated/api/optnet/interfaces/SolveOptions.md"}');
const _sfc_main = { name: "api/optnet/interfaces/SolveOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-solveoptions" tabindex="-1">Interface: SolveOptions <a class="header-anchor" href="#interface-solveoptions" aria-label="Permalink to &quot;Interface: SolveOptions&quot;">​</a></h1><p>How one call goes about it.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="inplace"></a> <code>inPlace?</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Overwrite the solution of the last call that asked for this, and return it again, instead of making another: its numbers, statuses and derivatives become those of this call. Nothing is allocated where the values are the same fields as then (of p, b, h, lower and upper), flat arrays or <code>{ data, shape }</code> of the same shapes, bounds are infinite where they were, and WebAssembly solves without a reduction; otherwise the call solves as any other, and then overwrites. Only for another batch size, and after <code>dispose</code>, the solution is a new one, so use what is returned. Solutions of other calls are never touched.</td><td></td></tr><tr><td><a id="warmstart"></a> <code>warmStart?</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Start from the active sets of the solver&#39;s last solution. It pays where a problem is like the one before, as in model predictive control. The batch size must be the same; otherwise it has no effect. Where a problem has one solution, that is what comes, from any start. Refused with settings that choose a dense interior point.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet/interfaces/SolveOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SolveOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SolveOptions as default
};
