import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SparseTensor","description":"A sparse matrix whose pattern is constant and whose entries are a tensor, which gets their gradient.","frontmatter":{},"headers":[],"relativePath":"api/optnet-tfjs/interfaces/SparseTensor.md","filePath":"site/generated/api/optnet-tfjs/interfaces/SparseTensor.md"}');
const _sfc_main = { name: "api/optnet-tfjs/interfaces/SparseTensor.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-sparsetensor" tabindex="-1">Interface: SparseTensor <a class="header-anchor" href="#interface-sparsetensor" aria-label="Permalink to &quot;Interface: SparseTensor&quot;">​</a></h1><p>A sparse matrix whose pattern is constant and whose entries are a tensor, which gets their gradient.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="data"></a> <code>data</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet-tfjs/type-aliases/TensorInput"><code>TensorInput</code></a></td><td>The entries, <code>[nnz]</code> or <code>[B,nnz]</code>, in the order of the pattern&#39;s <code>indices</code>.</td><td></td></tr><tr><td><a id="pattern"></a> <code>pattern</code></td><td><code>readonly</code></td><td>| <a href="/optnet/api/optnet/type-aliases/SparseInput"><code>SparseInput</code></a> | <a href="/optnet/api/optnet/classes/SparseMatrix"><code>SparseMatrix</code></a></td><td>A matrix with the pattern; its own entries do not count.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-tfjs/interfaces/SparseTensor.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SparseTensor = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SparseTensor as default
};
