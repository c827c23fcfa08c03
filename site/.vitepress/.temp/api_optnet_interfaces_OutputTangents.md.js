import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: OutputTangents","description":"How the outputs move; each is shaped like the output of the same name.","frontmatter":{},"headers":[],"relativePath":"api/optnet/interfaces/OutputTangents.md","filePath":"site/generated/api/optnet/interfaces/OutputTangents.md"}');
const _sfc_main = { name: "api/optnet/interfaces/OutputTangents.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-outputtangents" tabindex="-1">Interface: OutputTangents <a class="header-anchor" href="#interface-outputtangents" aria-label="Permalink to &quot;Interface: OutputTangents&quot;">​</a></h1><p>How the outputs move; each is shaped like the output of the same name.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="lambda"></a> <code>lambda</code></td><td><code>readonly</code></td><td><code>Float64Array</code></td><td>Of the inequality multipliers, <code>[B,m]</code>.</td><td></td></tr><tr><td><a id="lambdalower"></a> <code>lambdaLower</code></td><td><code>readonly</code></td><td><code>Float64Array</code></td><td>Of the multipliers of lower bounds, <code>[B,n]</code>.</td><td></td></tr><tr><td><a id="lambdaupper"></a> <code>lambdaUpper</code></td><td><code>readonly</code></td><td><code>Float64Array</code></td><td>Of the multipliers of upper bounds, <code>[B,n]</code>.</td><td></td></tr><tr><td><a id="nu"></a> <code>nu</code></td><td><code>readonly</code></td><td><code>Float64Array</code></td><td>Of the equality multipliers, <code>[B,e]</code>.</td><td></td></tr><tr><td><a id="objective"></a> <code>objective</code></td><td><code>readonly</code></td><td><code>Float64Array</code></td><td>Of the objective, <code>[B]</code>.</td><td></td></tr><tr><td><a id="shiftb"></a> <code>shiftB</code></td><td><code>readonly</code></td><td><code>Float64Array</code></td><td>Of what was added to b, <code>[B,e]</code>.</td><td></td></tr><tr><td><a id="shifth"></a> <code>shiftH</code></td><td><code>readonly</code></td><td><code>Float64Array</code></td><td>Of what was added to h, <code>[B,m]</code>.</td><td></td></tr><tr><td><a id="z"></a> <code>z</code></td><td><code>readonly</code></td><td><code>Float64Array</code></td><td>Of the minimiser, <code>[B,n]</code>.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet/interfaces/OutputTangents.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const OutputTangents = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  OutputTangents as default
};
