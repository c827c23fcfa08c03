import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LayerArrays","description":"What a file of optnet/io holds: arrays by name, and text beside them.","frontmatter":{},"headers":[],"relativePath":"api/optnet-tfjs/interfaces/LayerArrays.md","filePath":"site/generated/api/optnet-tfjs/interfaces/LayerArrays.md"}');
const _sfc_main = { name: "api/optnet-tfjs/interfaces/LayerArrays.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-layerarrays" tabindex="-1">Interface: LayerArrays <a class="header-anchor" href="#interface-layerarrays" aria-label="Permalink to &quot;Interface: LayerArrays&quot;">​</a></h1><p>What a file of <code>optnet/io</code> holds: arrays by name, and text beside them.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="arrays"></a> <code>arrays</code></td><td><code>readonly</code></td><td><code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, { <code>data</code>: <code>Float64Array</code> | <code>Float32Array</code>; <code>shape</code>: readonly <code>number</code>[]; }&gt;&gt;</td><td>One array per weight, by its name: L, p, A, b, G, h, z0, s0.</td><td></td></tr><tr><td><a id="metadata"></a> <code>metadata</code></td><td><code>readonly</code></td><td><code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <code>string</code>&gt;&gt;</td><td>The configuration, and the version of the format.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-tfjs/interfaces/LayerArrays.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LayerArrays = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LayerArrays as default
};
