import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Shift","description":"By how much right-hand sides were moved to make problems feasible: the solution is that of Az = b + shiftB, Gz ≤ h + shiftH. [B, e] and [B, m]; 0 for elements that are solved as they are.","frontmatter":{},"headers":[],"relativePath":"api/optnet/interfaces/Shift.md","filePath":"site/generated/api/optnet/interfaces/Shift.md"}');
const _sfc_main = { name: "api/optnet/interfaces/Shift.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-shift" tabindex="-1">Interface: Shift <a class="header-anchor" href="#interface-shift" aria-label="Permalink to &quot;Interface: Shift&quot;">​</a></h1><p>By how much right-hand sides were moved to make problems feasible: the solution is that of Az = b + shiftB, Gz ≤ h + shiftH. <code>[B, e]</code> and <code>[B, m]</code>; 0 for elements that are solved as they are.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="/optnet/api/optnet-nats/interfaces/JobResult"><code>JobResult</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="shiftb"></a> <code>shiftB</code></td><td><code>readonly</code></td><td><code>Float64Array</code></td><td>Added to b, <code>[B, e]</code>.</td><td></td></tr><tr><td><a id="shifth"></a> <code>shiftH</code></td><td><code>readonly</code></td><td><code>Float64Array</code></td><td>Added to h, <code>[B, m]</code>.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet/interfaces/Shift.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Shift = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Shift as default
};
