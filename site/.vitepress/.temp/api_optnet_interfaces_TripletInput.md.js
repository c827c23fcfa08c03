import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TripletInput","description":"A sparse matrix by triplets, in any order; values in the same place add up.","frontmatter":{},"headers":[],"relativePath":"api/optnet/interfaces/TripletInput.md","filePath":"site/generated/api/optnet/interfaces/TripletInput.md"}');
const _sfc_main = { name: "api/optnet/interfaces/TripletInput.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-tripletinput" tabindex="-1">Interface: TripletInput <a class="header-anchor" href="#interface-tripletinput" aria-label="Permalink to &quot;Interface: TripletInput&quot;">​</a></h1><p>A sparse matrix by triplets, in any order; values in the same place add up.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="columns"></a> <code>columns</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/type-aliases/IndexInput"><code>IndexInput</code></a></td><td>The column of every value.</td><td></td></tr><tr><td><a id="rows"></a> <code>rows</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/type-aliases/IndexInput"><code>IndexInput</code></a></td><td>The row of every value.</td><td></td></tr><tr><td><a id="shape"></a> <code>shape</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>The numbers of rows and columns.</td><td></td></tr><tr><td><a id="values"></a> <code>values</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/type-aliases/ArrayInput"><code>ArrayInput</code></a></td><td>The values, <code>[k]</code>, or <code>[B, k]</code>.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet/interfaces/TripletInput.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TripletInput = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TripletInput as default
};
