import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DenseArray<Data>","description":"A dense row-major array with an explicit shape.","frontmatter":{},"headers":[],"relativePath":"api/optnet/interfaces/DenseArray.md","filePath":"site/generated/api/optnet/interfaces/DenseArray.md"}');
const _sfc_main = { name: "api/optnet/interfaces/DenseArray.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-densearraydata" tabindex="-1">Interface: DenseArray&lt;Data&gt; <a class="header-anchor" href="#interface-densearraydata" aria-label="Permalink to &quot;Interface: DenseArray\\&lt;Data\\&gt;&quot;">​</a></h1><p>A dense row-major array with an explicit shape.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Type Parameter</th><th>Default type</th></tr></thead><tbody><tr><td><a id="type-parameter-data"></a> <code>Data</code> <em>extends</em> <a href="/optnet/api/optnet/type-aliases/TypedNumbers"><code>TypedNumbers</code></a> | readonly <code>number</code>[]</td><td><code>Float64Array</code> | <code>Float32Array</code></td></tr></tbody></table><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="data"></a> <code>data</code></td><td><code>readonly</code></td><td><code>Data</code></td><td>The numbers, row-major; as many as the product of the shape.</td><td></td></tr><tr><td><a id="shape"></a> <code>shape</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>The length of every axis; <code>[]</code> for a single number.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet/interfaces/DenseArray.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DenseArray = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DenseArray as default
};
