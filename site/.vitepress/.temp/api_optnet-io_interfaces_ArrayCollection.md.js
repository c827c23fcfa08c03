import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ArrayCollection","description":"Named arrays with what belongs to them: what is written to a file, and read from it.","frontmatter":{},"headers":[],"relativePath":"api/optnet-io/interfaces/ArrayCollection.md","filePath":"site/generated/api/optnet-io/interfaces/ArrayCollection.md"}');
const _sfc_main = { name: "api/optnet-io/interfaces/ArrayCollection.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-arraycollection" tabindex="-1">Interface: ArrayCollection <a class="header-anchor" href="#interface-arraycollection" aria-label="Permalink to &quot;Interface: ArrayCollection&quot;">​</a></h1><p>Named arrays with what belongs to them: what is written to a file, and read from it.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="/optnet/api/optnet-io/interfaces/ReadCollection"><code>ReadCollection</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="arrays"></a> <code>arrays</code></td><td><code>readonly</code></td><td><code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <a href="/optnet/api/optnet-io/interfaces/NamedArray"><code>NamedArray</code></a>&gt;&gt;</td><td>The arrays by name.</td><td></td></tr><tr><td><a id="metadata"></a> <code>metadata?</code></td><td><code>readonly</code></td><td><code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <code>string</code>&gt;&gt;</td><td>Text beside the arrays.</td><td></td></tr><tr><td><a id="rows"></a> <code>rows?</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>The arrays with one row per element of the batch: those become columns of a Parquet file.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-io/interfaces/ArrayCollection.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ArrayCollection = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ArrayCollection as default
};
