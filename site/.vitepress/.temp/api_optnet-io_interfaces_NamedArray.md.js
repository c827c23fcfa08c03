import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NamedArray","description":"An array to be written.","frontmatter":{},"headers":[],"relativePath":"api/optnet-io/interfaces/NamedArray.md","filePath":"site/generated/api/optnet-io/interfaces/NamedArray.md"}');
const _sfc_main = { name: "api/optnet-io/interfaces/NamedArray.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-namedarray" tabindex="-1">Interface: NamedArray <a class="header-anchor" href="#interface-namedarray" aria-label="Permalink to &quot;Interface: NamedArray&quot;">​</a></h1><p>An array to be written.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="data"></a> <code>data</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet-io/type-aliases/WritableData"><code>WritableData</code></a></td><td>Its numbers, row-major; they are written as they are, without conversion.</td><td></td></tr><tr><td><a id="shape"></a> <code>shape</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>Its lengths; empty for one number.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-io/interfaces/NamedArray.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NamedArray = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NamedArray as default
};
