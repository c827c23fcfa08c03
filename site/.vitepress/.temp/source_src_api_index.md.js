import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/api","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/api/index.md","filePath":"site/generated/source/src/api/index.md"}');
const _sfc_main = { name: "source/src/api/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcapi" tabindex="-1"><code>src/api</code> <a class="header-anchor" href="#srcapi" aria-label="Permalink to &quot;\`src/api\`&quot;">​</a></h1><ul><li><a href="/optnet/source/src/api/in-place-ts">in-place.ts</a></li><li><a href="/optnet/source/src/api/solution-ts">solution.ts</a></li><li><a href="/optnet/source/src/api/solve-ts">solve.ts</a></li><li><a href="/optnet/source/src/api/solver-matrices-ts">solver-matrices.ts</a></li><li><a href="/optnet/source/src/api/solver-ts">solver.ts</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/api/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
