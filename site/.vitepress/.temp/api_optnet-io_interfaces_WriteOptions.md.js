import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: WriteOptions","description":"How arrays are written.","frontmatter":{},"headers":[],"relativePath":"api/optnet-io/interfaces/WriteOptions.md","filePath":"site/generated/api/optnet-io/interfaces/WriteOptions.md"}');
const _sfc_main = { name: "api/optnet-io/interfaces/WriteOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-writeoptions" tabindex="-1">Interface: WriteOptions <a class="header-anchor" href="#interface-writeoptions" aria-label="Permalink to &quot;Interface: WriteOptions&quot;">​</a></h1><p>How arrays are written.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="compress"></a> <code>compress?</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Deflate the arrays of an <code>.npz</code>. Default false; Parquet is always compressed, safetensors never.</td><td></td></tr><tr><td><a id="format"></a> <code>format</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet-io/type-aliases/FileFormat"><code>FileFormat</code></a></td><td>The kind of file to make.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-io/interfaces/WriteOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const WriteOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  WriteOptions as default
};
