import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/matrix","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/matrix/index.md","filePath":"site/generated/source/src/matrix/index.md"}');
const _sfc_main = { name: "source/src/matrix/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmatrix" tabindex="-1"><code>src/matrix</code> <a class="header-anchor" href="#srcmatrix" aria-label="Permalink to &quot;\`src/matrix\`&quot;">​</a></h1><ul><li><a href="/optnet/source/src/matrix/dense-ts">dense.ts</a></li><li><a href="/optnet/source/src/matrix/elimination-program-ts">elimination-program.ts</a></li><li><a href="/optnet/source/src/matrix/elimination-tree-ts">elimination-tree.ts</a></li><li><a href="/optnet/source/src/matrix/ldl-ts">ldl.ts</a></li><li><a href="/optnet/source/src/matrix/multifrontal-ts">multifrontal.ts</a></li><li><a href="/optnet/source/src/matrix/operator-ts">operator.ts</a></li><li><a href="/optnet/source/src/matrix/ordering-ts">ordering.ts</a></li><li><a href="/optnet/source/src/matrix/orthogonal-ts">orthogonal.ts</a></li><li><a href="/optnet/source/src/matrix/pattern-ts">pattern.ts</a></li><li><a href="/optnet/source/src/matrix/selection-ts">selection.ts</a></li><li><a href="/optnet/source/src/matrix/sizes-ts">sizes.ts</a></li><li><a href="/optnet/source/src/matrix/sparse-ts">sparse.ts</a></li><li><a href="/optnet/source/src/matrix/sums-ts">sums.ts</a></li><li><a href="/optnet/source/src/matrix/supernodes-ts">supernodes.ts</a></li><li><a href="/optnet/source/src/matrix/symbolic-ts">symbolic.ts</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/matrix/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
