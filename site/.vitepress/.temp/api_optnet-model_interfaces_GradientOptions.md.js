import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: GradientOptions","description":"What gradients are asked for.","frontmatter":{},"headers":[],"relativePath":"api/optnet-model/interfaces/GradientOptions.md","filePath":"site/generated/api/optnet-model/interfaces/GradientOptions.md"}');
const _sfc_main = { name: "api/optnet-model/interfaces/GradientOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-gradientoptions" tabindex="-1">Interface: GradientOptions <a class="header-anchor" href="#interface-gradientoptions" aria-label="Permalink to &quot;Interface: GradientOptions&quot;">​</a></h1><p>What gradients are asked for.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="wrt"></a> <code>wrt?</code></td><td><code>readonly</code></td><td>readonly (<code>string</code> | <a href="/optnet/api/optnet-model/classes/Parameter"><code>Parameter</code></a>)[]</td><td>Parameters, or their names; others are not computed. Default: all.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-model/interfaces/GradientOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const GradientOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  GradientOptions as default
};
