import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/index.md","filePath":"site/generated/source/src/model/index.md"}');
const _sfc_main = { name: "source/src/model/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodel" tabindex="-1"><code>src/model</code> <a class="header-anchor" href="#srcmodel" aria-label="Permalink to &quot;\`src/model\`&quot;">​</a></h1><ul><li><a href="/optnet/source/src/model/affine-ts">affine.ts</a></li><li><a href="/optnet/source/src/model/canonical-ts">canonical.ts</a></li><li><a href="/optnet/source/src/model/certificate-ts">certificate.ts</a></li><li><a href="/optnet/source/src/model/compile-ts">compile.ts</a></li><li><a href="/optnet/source/src/model/constraint-ts">constraint.ts</a></li><li><a href="/optnet/source/src/model/derivatives-ts">derivatives.ts</a></li><li><a href="/optnet/source/src/model/dpp-ts">dpp.ts</a></li><li><a href="/optnet/source/src/model/evaluate-ts">evaluate.ts</a></li><li><a href="/optnet/source/src/model/explain-ts">explain.ts</a></li><li><a href="/optnet/source/src/model/expression-ts">expression.ts</a></li><li><a href="/optnet/source/src/model/field-map-ts">field-map.ts</a></li><li><a href="/optnet/source/src/model/functions-ts">functions.ts</a></li><li><a href="/optnet/source/src/model/index-ts">index.ts</a></li><li><a href="/optnet/source/src/model/json-ts">json.ts</a></li><li><a href="/optnet/source/src/model/leaves-ts">leaves.ts</a></li><li><a href="/optnet/source/src/model/node-ts">node.ts</a></li><li><a href="/optnet/source/src/model/outputs-ts">outputs.ts</a></li><li><a href="/optnet/source/src/model/presolve-ts">presolve.ts</a></li><li><a href="/optnet/source/src/model/problem-ts">problem.ts</a></li><li><a href="/optnet/source/src/model/program-ts">program.ts</a></li><li><a href="/optnet/source/src/model/reduction-ts">reduction.ts</a></li><li><a href="/optnet/source/src/model/rules-ts">rules.ts</a></li><li><a href="/optnet/source/src/model/shapes-ts">shapes.ts</a></li><li><a href="/optnet/source/src/model/solution-ts">solution.ts</a></li><li><a href="/optnet/source/src/model/theta-ts">theta.ts</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
