import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/cli","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/cli/index.md","filePath":"site/generated/source/src/cli/index.md"}');
const _sfc_main = { name: "source/src/cli/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srccli" tabindex="-1"><code>src/cli</code> <a class="header-anchor" href="#srccli" aria-label="Permalink to &quot;\`src/cli\`&quot;">​</a></h1><ul><li><a href="/optnet/source/src/cli/main-ts">main.ts</a></li><li><a href="/optnet/source/src/cli/nearest-ts">nearest.ts</a></li><li><a href="/optnet/source/src/cli/options-ts">options.ts</a></li><li><a href="/optnet/source/src/cli/output-ts">output.ts</a></li><li><a href="/optnet/source/src/cli/report-ts">report.ts</a></li><li><a href="/optnet/source/src/cli/version-ts">version.ts</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/cli/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
