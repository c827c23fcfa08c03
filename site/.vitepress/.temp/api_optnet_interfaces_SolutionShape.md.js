import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SolutionShape","description":"Sizes of a solved batch.","frontmatter":{},"headers":[],"relativePath":"api/optnet/interfaces/SolutionShape.md","filePath":"site/generated/api/optnet/interfaces/SolutionShape.md"}');
const _sfc_main = { name: "api/optnet/interfaces/SolutionShape.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-solutionshape" tabindex="-1">Interface: SolutionShape <a class="header-anchor" href="#interface-solutionshape" aria-label="Permalink to &quot;Interface: SolutionShape&quot;">​</a></h1><p>Sizes of a solved batch.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="batch"></a> <code>batch</code></td><td><code>readonly</code></td><td><code>number</code></td><td>B, the number of elements; 1 where no input has a batch axis.</td><td></td></tr><tr><td><a id="equalities"></a> <code>equalities</code></td><td><code>readonly</code></td><td><code>number</code></td><td>e, the rows of A.</td><td></td></tr><tr><td><a id="inequalities"></a> <code>inequalities</code></td><td><code>readonly</code></td><td><code>number</code></td><td>m, the rows of G.</td><td></td></tr><tr><td><a id="variables"></a> <code>variables</code></td><td><code>readonly</code></td><td><code>number</code></td><td>n, the length of z.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet/interfaces/SolutionShape.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SolutionShape = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SolutionShape as default
};
