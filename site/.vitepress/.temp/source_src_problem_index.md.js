import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/problem","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/problem/index.md","filePath":"site/generated/source/src/problem/index.md"}');
const _sfc_main = { name: "source/src/problem/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcproblem" tabindex="-1"><code>src/problem</code> <a class="header-anchor" href="#srcproblem" aria-label="Permalink to &quot;\`src/problem\`&quot;">​</a></h1><ul><li><a href="/optnet/source/src/problem/batch-ts">batch.ts</a></li><li><a href="/optnet/source/src/problem/dense-copy-ts">dense-copy.ts</a></li><li><a href="/optnet/source/src/problem/errors-ts">errors.ts</a></li><li><a href="/optnet/source/src/problem/fields-ts">fields.ts</a></li><li><a href="/optnet/source/src/problem/matrices-ts">matrices.ts</a></li><li><a href="/optnet/source/src/problem/memory-ts">memory.ts</a></li><li><a href="/optnet/source/src/problem/problem-ts">problem.ts</a></li><li><a href="/optnet/source/src/problem/quadratic-ts">quadratic.ts</a></li><li><a href="/optnet/source/src/problem/read-ts">read.ts</a></li><li><a href="/optnet/source/src/problem/settings-ts">settings.ts</a></li><li><a href="/optnet/source/src/problem/sparse-matrix-ts">sparse-matrix.ts</a></li><li><a href="/optnet/source/src/problem/sparse-operand-ts">sparse-operand.ts</a></li><li><a href="/optnet/source/src/problem/sparse-ts">sparse.ts</a></li><li><a href="/optnet/source/src/problem/validate-ts">validate.ts</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/problem/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
