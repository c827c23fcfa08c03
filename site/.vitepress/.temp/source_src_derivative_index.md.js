import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/derivative","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/derivative/index.md","filePath":"site/generated/source/src/derivative/index.md"}');
const _sfc_main = { name: "source/src/derivative/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcderivative" tabindex="-1"><code>src/derivative</code> <a class="header-anchor" href="#srcderivative" aria-label="Permalink to &quot;\`src/derivative\`&quot;">​</a></h1><ul><li><a href="/optnet/source/src/derivative/entries-ts">entries.ts</a></li><li><a href="/optnet/source/src/derivative/index-ts">index.ts</a></li><li><a href="/optnet/source/src/derivative/inputs-ts">inputs.ts</a></li><li><a href="/optnet/source/src/derivative/jacobian-ts">jacobian.ts</a></li><li><a href="/optnet/source/src/derivative/questions-ts">questions.ts</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/derivative/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
