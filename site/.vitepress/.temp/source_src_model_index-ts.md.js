import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/index.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/index-ts.md","filePath":"site/generated/source/src/model/index-ts.md"}');
const _sfc_main = { name: "source/src/model/index-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelindexts" tabindex="-1"><code>src/model/index.ts</code> <a class="header-anchor" href="#srcmodelindexts" aria-label="Permalink to &quot;\`src/model/index.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Problems as formulas, which become quadratic programs: variables, parameters, atoms, gradients by name. */</span></span>
<span class="line"><span>export type { ModelCertificate } from &quot;./certificate.js&quot;;</span></span>
<span class="line"><span>export { Constraint } from &quot;./constraint.js&quot;;</span></span>
<span class="line"><span>export type { Penalty, Relation } from &quot;./constraint.js&quot;;</span></span>
<span class="line"><span>export { Expression } from &quot;./expression.js&quot;;</span></span>
<span class="line"><span>export type { ExpressionInput, Index } from &quot;./expression.js&quot;;</span></span>
<span class="line"><span>export * from &quot;./functions.js&quot;;</span></span>
<span class="line"><span>export { Parameter, Variable, constant, eye, ones, parameter, variable, zeros } from &quot;./leaves.js&quot;;</span></span>
<span class="line"><span>export type { ParameterOptions, VariableOptions } from &quot;./leaves.js&quot;;</span></span>
<span class="line"><span>export type { Curvature, Shape, Sign } from &quot;./node.js&quot;;</span></span>
<span class="line"><span>export { Problem } from &quot;./problem.js&quot;;</span></span>
<span class="line"><span>export type { ProblemJson } from &quot;./json.js&quot;;</span></span>
<span class="line"><span>export type { GradientOptions, Output, OutputArrays } from &quot;./outputs.js&quot;;</span></span>
<span class="line"><span>export { ModelSolution } from &quot;./solution.js&quot;;</span></span>
<span class="line"><span>export type { ParameterGradients } from &quot;./solution.js&quot;;</span></span>
<span class="line"><span>export type { Values } from &quot;./theta.js&quot;;</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/index-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const indexTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  indexTs as default
};
