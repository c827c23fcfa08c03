import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Total","description":"The gradient of a batch.","frontmatter":{},"headers":[],"relativePath":"api/optnet-training/interfaces/Total.md","filePath":"site/generated/api/optnet-training/interfaces/Total.md"}');
const _sfc_main = { name: "api/optnet-training/interfaces/Total.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-total" tabindex="-1">Interface: Total <a class="header-anchor" href="#interface-total" aria-label="Permalink to &quot;Interface: Total&quot;">​</a></h1><p>The gradient of a batch.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="gradients"></a> <code>gradients</code></td><td><code>readonly</code></td><td>readonly <code>Float32Array</code>&lt;<code>ArrayBufferLike</code>&gt;[]</td><td>One array per weight.</td><td></td></tr><tr><td><a id="values"></a> <code>values</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>The loss, and what else the program sums.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-training/interfaces/Total.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Total = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Total as default
};
