import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/adapters/model-outputs.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/adapters/model-outputs-ts.md","filePath":"site/generated/source/src/adapters/model-outputs-ts.md"}');
const _sfc_main = { name: "source/src/adapters/model-outputs-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcadaptersmodel-outputsts" tabindex="-1"><code>src/adapters/model-outputs.ts</code> <a class="header-anchor" href="#srcadaptersmodel-outputsts" aria-label="Permalink to &quot;\`src/adapters/model-outputs.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** What the frameworks&#39; models return: variables, multipliers and the objective, by name. */</span></span>
<span class="line"><span>import { OptNetError, type DenseArray } from &quot;../index.js&quot;;</span></span>
<span class="line"><span>import type { ModelSolution, Problem } from &quot;../model/index.js&quot;;</span></span>
<span class="line"><span>import { describe, quoted } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The outputs that are asked for, or all variables.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError for outputs that the problem does not have, for none, and for variables without a name.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function outputNames(problem: Problem, given: readonly string[] | undefined): readonly string[] {</span></span>
<span class="line"><span>  if (given === undefined) return problem.variables.map(nameOfVariable);</span></span>
<span class="line"><span>  const known = [&quot;objective&quot;];</span></span>
<span class="line"><span>  for (const { name } of [...problem.variables, ...problem.constraints])</span></span>
<span class="line"><span>    if (name !== undefined) known.push(name);</span></span>
<span class="line"><span>  const isOdd = (one: string, i: number): boolean =&gt; !known.includes(one) || given.indexOf(one) !== i;</span></span>
<span class="line"><span>  const odd = Array.isArray(given) &amp;&amp; given.length &gt; 0 ? given.findIndex(isOdd) : undefined;</span></span>
<span class="line"><span>  if (odd === -1) return given;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: &quot;outputs&quot;,</span></span>
<span class="line"><span>    expected: \`names out of \${known.map(quoted).join(&quot;, &quot;)}, each once\`,</span></span>
<span class="line"><span>    got: describe(odd === undefined ? given : given[odd]),</span></span>
<span class="line"><span>    hint: \`Variables and constraints are known by the names that they were given: sum(w).eq(1).named(&quot;budget&quot;).\`,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function nameOfVariable({ name, shape }: Problem[&quot;variables&quot;][number]): string {</span></span>
<span class="line"><span>  if (name !== undefined) return name;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: &quot;outputs&quot;,</span></span>
<span class="line"><span>    expected: &quot;variables with names&quot;,</span></span>
<span class="line"><span>    got: \`one of shape [\${shape.join(&quot;, &quot;)}] that has none\`,</span></span>
<span class="line"><span>    hint: \`Outputs are returned by name: variable(3, &quot;w&quot;). Or list those that are wanted as outputs.\`,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One of them: its numbers, with the batch axis where the solution has one. */</span></span>
<span class="line"><span>export function outputOf(problem: Problem, solution: ModelSolution, name: string): DenseArray&lt;Float64Array&gt; {</span></span>
<span class="line"><span>  const shape = [...(solution.batched ? [solution.batch] : []), ...outputShape(problem, name)];</span></span>
<span class="line"><span>  if (name === &quot;objective&quot;) return { data: solution.objective, shape };</span></span>
<span class="line"><span>  const variable = problem.variables.find((one) =&gt; one.name === name);</span></span>
<span class="line"><span>  return { data: variable === undefined ? solution.dual(name) : solution.value(variable), shape };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The shape of one element of it. */</span></span>
<span class="line"><span>export function outputShape(problem: Problem, name: string): readonly number[] {</span></span>
<span class="line"><span>  return [...problem.variables, ...problem.constraints].find((one) =&gt; one.name === name)?.shape ?? [];</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/adapters/model-outputs-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const modelOutputsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  modelOutputsTs as default
};
