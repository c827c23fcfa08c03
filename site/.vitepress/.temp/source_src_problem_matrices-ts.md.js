import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/problem/matrices.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/problem/matrices-ts.md","filePath":"site/generated/source/src/problem/matrices-ts.md"}');
const _sfc_main = { name: "source/src/problem/matrices-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcproblemmatricests" tabindex="-1"><code>src/problem/matrices.ts</code> <a class="header-anchor" href="#srcproblemmatricests" aria-label="Permalink to &quot;\`src/problem/matrices.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** The matrices of a problem, of one element of the batch and of whatever kind, without copying. */</span></span>
<span class="line"><span>import type { Matrix } from &quot;../matrix/operator.js&quot;;</span></span>
<span class="line"><span>import { denseMatrix, diagonalMatrix, sparseMatrixOf } from &quot;../matrix/operator.js&quot;;</span></span>
<span class="line"><span>import type { Operand, Problem } from &quot;./problem.js&quot;;</span></span>
<span class="line"><span>import { elementOf } from &quot;./problem.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Q of one element; undefined where there is none. */</span></span>
<span class="line"><span>export function costMatrix(problem: Problem, element: number): Matrix | undefined {</span></span>
<span class="line"><span>  const { Q, variables: n, quadratic } = problem;</span></span>
<span class="line"><span>  return Q &amp;&amp; matrixOf(Q, element, n, quadratic === &quot;diagonal&quot;);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A or G of one element; undefined where there is none. */</span></span>
<span class="line"><span>export function rowMatrix(problem: Problem, name: &quot;A&quot; | &quot;G&quot;, element: number): Matrix | undefined {</span></span>
<span class="line"><span>  const operand = problem[name];</span></span>
<span class="line"><span>  return operand &amp;&amp; matrixOf(operand, element, problem.variables, false);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One element of a matrix with \`n\` columns. */</span></span>
<span class="line"><span>export function matrixOf(operand: Operand, element: number, n: number, diagonal: boolean): Matrix {</span></span>
<span class="line"><span>  const value = elementOf(operand, element);</span></span>
<span class="line"><span>  if (operand.pattern) return sparseMatrixOf(operand.pattern, value);</span></span>
<span class="line"><span>  return diagonal ? diagonalMatrix(value) : denseMatrix(value, value.length / n, n);</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/problem/matrices-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const matricesTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  matricesTs as default
};
