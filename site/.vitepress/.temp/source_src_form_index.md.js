import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/form","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/form/index.md","filePath":"site/generated/source/src/form/index.md"}');
const _sfc_main = { name: "source/src/form/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcform" tabindex="-1"><code>src/form</code> <a class="header-anchor" href="#srcform" aria-label="Permalink to &quot;\`src/form\`&quot;">​</a></h1><ul><li><a href="/optnet/source/src/form/active-ts">active.ts</a></li><li><a href="/optnet/source/src/form/block-units-ts">block-units.ts</a></li><li><a href="/optnet/source/src/form/central-path-ts">central-path.ts</a></li><li><a href="/optnet/source/src/form/certificate-ts">certificate.ts</a></li><li><a href="/optnet/source/src/form/dense-path-ts">dense-path.ts</a></li><li><a href="/optnet/source/src/form/equilibrate-ts">equilibrate.ts</a></li><li><a href="/optnet/source/src/form/kkt-pattern-ts">kkt-pattern.ts</a></li><li><a href="/optnet/source/src/form/path-system-ts">path-system.ts</a></li><li><a href="/optnet/source/src/form/refinement-ts">refinement.ts</a></li><li><a href="/optnet/source/src/form/residuals-ts">residuals.ts</a></li><li><a href="/optnet/source/src/form/sparse-kkt-ts">sparse-kkt.ts</a></li><li><a href="/optnet/source/src/form/sparse-path-ts">sparse-path.ts</a></li><li><a href="/optnet/source/src/form/standard-ts">standard.ts</a></li><li><a href="/optnet/source/src/form/units-ts">units.ts</a></li><li><a href="/optnet/source/src/form/verdict-ts">verdict.ts</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/form/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
