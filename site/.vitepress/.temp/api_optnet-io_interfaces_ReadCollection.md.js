import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ReadCollection","description":"What was read from a file.","frontmatter":{},"headers":[],"relativePath":"api/optnet-io/interfaces/ReadCollection.md","filePath":"site/generated/api/optnet-io/interfaces/ReadCollection.md"}');
const _sfc_main = { name: "api/optnet-io/interfaces/ReadCollection.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-readcollection" tabindex="-1">Interface: ReadCollection <a class="header-anchor" href="#interface-readcollection" aria-label="Permalink to &quot;Interface: ReadCollection&quot;">​</a></h1><p>What was read from a file.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="/optnet/api/optnet-io/interfaces/ArrayCollection"><code>ArrayCollection</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Overrides</th><th>Inherited from</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="arrays"></a> <code>arrays</code></td><td><code>readonly</code></td><td><code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, { <code>data</code>: <code>Float64Array</code>; <code>shape</code>: readonly <code>number</code>[]; }&gt;&gt;</td><td>The arrays by name, as float64.</td><td><a href="/optnet/api/optnet-io/interfaces/ArrayCollection"><code>ArrayCollection</code></a>.<a href="/optnet/api/optnet-io/interfaces/ArrayCollection#arrays"><code>arrays</code></a></td><td>-</td><td></td></tr><tr><td><a id="metadata"></a> <code>metadata</code></td><td><code>readonly</code></td><td><code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <code>string</code>&gt;&gt;</td><td>Text beside the arrays.</td><td><a href="/optnet/api/optnet-io/interfaces/ArrayCollection"><code>ArrayCollection</code></a>.<a href="/optnet/api/optnet-io/interfaces/ArrayCollection#metadata"><code>metadata</code></a></td><td>-</td><td></td></tr><tr><td><a id="rows"></a> <code>rows?</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>The arrays with one row per element of the batch: those become columns of a Parquet file.</td><td>-</td><td><a href="/optnet/api/optnet-io/interfaces/ArrayCollection"><code>ArrayCollection</code></a>.<a href="/optnet/api/optnet-io/interfaces/ArrayCollection#rows"><code>rows</code></a></td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-io/interfaces/ReadCollection.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ReadCollection = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ReadCollection as default
};
