import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: VjpOptions<Wrt>","description":"How reverse mode goes about it.","frontmatter":{},"headers":[],"relativePath":"api/optnet/interfaces/VjpOptions.md","filePath":"site/generated/api/optnet/interfaces/VjpOptions.md"}');
const _sfc_main = { name: "api/optnet/interfaces/VjpOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-vjpoptionswrt" tabindex="-1">Interface: VjpOptions&lt;Wrt&gt; <a class="header-anchor" href="#interface-vjpoptionswrt" aria-label="Permalink to &quot;Interface: VjpOptions\\&lt;Wrt\\&gt;&quot;">​</a></h1><p>How reverse mode goes about it.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Type Parameter</th><th>Default type</th></tr></thead><tbody><tr><td><a id="type-parameter-wrt"></a> <code>Wrt</code> <em>extends</em> readonly <a href="/optnet/api/optnet/type-aliases/FieldName"><code>FieldName</code></a>[]</td><td>readonly <a href="/optnet/api/optnet/type-aliases/FieldName"><code>FieldName</code></a>[]</td></tr></tbody></table><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="wrt"></a> <code>wrt?</code></td><td><code>readonly</code></td><td><code>Wrt</code></td><td>Compute only these gradients. Default: every input that was given.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet/interfaces/VjpOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const VjpOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  VjpOptions as default
};
