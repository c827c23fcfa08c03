import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: EntriesInput","description":"The entries of a sparse matrix whose pattern is known.","frontmatter":{},"headers":[],"relativePath":"api/optnet/interfaces/EntriesInput.md","filePath":"site/generated/api/optnet/interfaces/EntriesInput.md"}');
const _sfc_main = { name: "api/optnet/interfaces/EntriesInput.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-entriesinput" tabindex="-1">Interface: EntriesInput <a class="header-anchor" href="#interface-entriesinput" aria-label="Permalink to &quot;Interface: EntriesInput&quot;">​</a></h1><p>The entries of a sparse matrix whose pattern is known.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="data"></a> <code>data</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/type-aliases/ArrayInput"><code>ArrayInput</code></a></td><td><code>[nnz]</code>, in the order of the matrix&#39;s <code>indices</code>, or <code>[B, nnz]</code>.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet/interfaces/EntriesInput.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const EntriesInput = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  EntriesInput as default
};
