import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ArrayFile","description":"An open file.","frontmatter":{},"headers":[],"relativePath":"api/optnet-io/interfaces/ArrayFile.md","filePath":"site/generated/api/optnet-io/interfaces/ArrayFile.md"}');
const _sfc_main = { name: "api/optnet-io/interfaces/ArrayFile.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-arrayfile" tabindex="-1">Interface: ArrayFile <a class="header-anchor" href="#interface-arrayfile" aria-label="Permalink to &quot;Interface: ArrayFile&quot;">​</a></h1><p>An open file.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="/optnet/api/optnet-io-node/interfaces/OpenFile"><code>OpenFile</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="arrays"></a> <code>arrays</code></td><td><code>readonly</code></td><td><code>ReadonlyMap</code>&lt;<code>string</code>, <a href="/optnet/api/optnet-io/interfaces/StoredArray"><code>StoredArray</code></a>&gt;</td><td>Its arrays by name, in the order of the file.</td><td></td></tr><tr><td><a id="directory"></a> <code>directory</code></td><td><code>readonly</code></td><td><code>Uint8Array</code></td><td>The part of the file that lists its arrays: where that changes, so has the file.</td><td></td></tr><tr><td><a id="format"></a> <code>format</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet-io/type-aliases/FileFormat"><code>FileFormat</code></a></td><td>What kind of file it is, by its content.</td><td></td></tr><tr><td><a id="metadata"></a> <code>metadata</code></td><td><code>readonly</code></td><td><code>ReadonlyMap</code>&lt;<code>string</code>, <code>string</code>&gt;</td><td>Text beside the arrays, such as <code>format</code> and <code>version</code>.</td><td></td></tr><tr><td><a id="name"></a> <code>name</code></td><td><code>readonly</code></td><td><code>string</code></td><td>What errors call it.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-io/interfaces/ArrayFile.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ArrayFile = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ArrayFile as default
};
