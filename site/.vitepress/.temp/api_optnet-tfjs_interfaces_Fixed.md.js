import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Fixed<Value>","description":"A constant, kept in float64 and saved with the model.","frontmatter":{},"headers":[],"relativePath":"api/optnet-tfjs/interfaces/Fixed.md","filePath":"site/generated/api/optnet-tfjs/interfaces/Fixed.md"}');
const _sfc_main = { name: "api/optnet-tfjs/interfaces/Fixed.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-fixedvalue" tabindex="-1">Interface: Fixed&lt;Value&gt; <a class="header-anchor" href="#interface-fixedvalue" aria-label="Permalink to &quot;Interface: Fixed\\&lt;Value\\&gt;&quot;">​</a></h1><p>A constant, kept in float64 and saved with the model.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Type Parameter</th></tr></thead><tbody><tr><td><a id="type-parameter-value"></a> <code>Value</code></td></tr></tbody></table><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="fixed"></a> <code>fixed</code></td><td><code>readonly</code></td><td><code>Value</code></td><td>Its numbers.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-tfjs/interfaces/Fixed.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Fixed = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Fixed as default
};
