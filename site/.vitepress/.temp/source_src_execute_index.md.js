import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/execute","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/execute/index.md","filePath":"site/generated/source/src/execute/index.md"}');
const _sfc_main = { name: "source/src/execute/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcexecute" tabindex="-1"><code>src/execute</code> <a class="header-anchor" href="#srcexecute" aria-label="Permalink to &quot;\`src/execute\`&quot;">​</a></h1><ul><li><a href="/optnet/source/src/execute/executor-ts">executor.ts</a></li><li><a href="/optnet/source/src/execute/join-ts">join.ts</a></li><li><a href="/optnet/source/src/execute/plan-ts">plan.ts</a></li><li><a href="/optnet/source/src/execute/solve-batch-ts">solve-batch.ts</a></li><li><a href="/optnet/source/src/execute/structure-ts">structure.ts</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/execute/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
