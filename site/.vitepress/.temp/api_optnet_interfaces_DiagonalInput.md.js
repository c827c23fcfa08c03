import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DiagonalInput","description":"A diagonal matrix by its diagonal, [n], or [B,n] for one per element. (A plain Q with two axes is always one matrix [n,n]: nothing else would tell it from the diagonals of n elements.)","frontmatter":{},"headers":[],"relativePath":"api/optnet/interfaces/DiagonalInput.md","filePath":"site/generated/api/optnet/interfaces/DiagonalInput.md"}');
const _sfc_main = { name: "api/optnet/interfaces/DiagonalInput.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-diagonalinput" tabindex="-1">Interface: DiagonalInput <a class="header-anchor" href="#interface-diagonalinput" aria-label="Permalink to &quot;Interface: DiagonalInput&quot;">​</a></h1><p>A diagonal matrix by its diagonal, <code>[n]</code>, or <code>[B,n]</code> for one per element. (A plain Q with two axes is always one matrix <code>[n,n]</code>: nothing else would tell it from the diagonals of n elements.)</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="diagonal"></a> <code>diagonal</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/type-aliases/ArrayInput"><code>ArrayInput</code></a></td><td>The numbers on the diagonal.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet/interfaces/DiagonalInput.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DiagonalInput = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DiagonalInput as default
};
