import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse(`{"title":"Interface: CsrInput","description":"A sparse matrix by compressed rows, as SciPy's csr_matrix; what sparse.csr and its like make is one.","frontmatter":{},"headers":[],"relativePath":"api/optnet/interfaces/CsrInput.md","filePath":"site/generated/api/optnet/interfaces/CsrInput.md"}`);
const _sfc_main = { name: "api/optnet/interfaces/CsrInput.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-csrinput" tabindex="-1">Interface: CsrInput <a class="header-anchor" href="#interface-csrinput" aria-label="Permalink to &quot;Interface: CsrInput&quot;">​</a></h1><p>A sparse matrix by compressed rows, as SciPy&#39;s <code>csr_matrix</code>; what <code>sparse.csr</code> and its like make is one.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="batch"></a> <code>batch?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>B, where <code>data</code> is flat and holds the entries of several matrices.</td><td></td></tr><tr><td><a id="data"></a> <code>data</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/type-aliases/ArrayInput"><code>ArrayInput</code></a></td><td>The entries, <code>[nnz]</code>, or <code>[B, nnz]</code>: a batch has one pattern.</td><td></td></tr><tr><td><a id="indices"></a> <code>indices</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/type-aliases/IndexInput"><code>IndexInput</code></a></td><td>The column of every entry, <code>[nnz]</code>; ascending within a row.</td><td></td></tr><tr><td><a id="indptr"></a> <code>indptr</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/type-aliases/IndexInput"><code>IndexInput</code></a></td><td>Where rows begin, <code>[rows + 1]</code>: row i has the entries from <code>indptr[i]</code> to <code>indptr[i + 1] − 1</code>.</td><td></td></tr><tr><td><a id="shape"></a> <code>shape</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>The numbers of rows and columns.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet/interfaces/CsrInput.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CsrInput = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CsrInput as default
};
