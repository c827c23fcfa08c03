import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Leaf","description":"Examples first … last − 1 of a batch.","frontmatter":{},"headers":[],"relativePath":"api/optnet-training/interfaces/Leaf.md","filePath":"site/generated/api/optnet-training/interfaces/Leaf.md"}');
const _sfc_main = { name: "api/optnet-training/interfaces/Leaf.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-leaf" tabindex="-1">Interface: Leaf <a class="header-anchor" href="#interface-leaf" aria-label="Permalink to &quot;Interface: Leaf&quot;">​</a></h1><p>Examples <code>first</code> … <code>last</code> − 1 of a batch.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="first"></a> <code>first</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The first example.</td><td></td></tr><tr><td><a id="index"></a> <code>index</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Its number in the batch, from 0.</td><td></td></tr><tr><td><a id="last"></a> <code>last</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The one after the last.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-training/interfaces/Leaf.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Leaf = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Leaf as default
};
