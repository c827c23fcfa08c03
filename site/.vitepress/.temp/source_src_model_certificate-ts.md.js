import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/certificate.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/certificate-ts.md","filePath":"site/generated/source/src/model/certificate-ts.md"}');
const _sfc_main = { name: "source/src/model/certificate-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelcertificatets" tabindex="-1"><code>src/model/certificate.ts</code> <a class="header-anchor" href="#srcmodelcertificatets" aria-label="Permalink to &quot;\`src/model/certificate.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Why a problem has no solution, in its own words. */</span></span>
<span class="line"><span>import type { Certificate } from &quot;../index.js&quot;;</span></span>
<span class="line"><span>import type { Compiled } from &quot;./compile.js&quot;;</span></span>
<span class="line"><span>import type { Constraint } from &quot;./constraint.js&quot;;</span></span>
<span class="line"><span>import type { Variable } from &quot;./leaves.js&quot;;</span></span>
<span class="line"><span>import { lift } from &quot;./reduction.js&quot;;</span></span>
<span class="line"><span>import { shown } from &quot;./shapes.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A proof that one element has no solution. */</span></span>
<span class="line"><span>export type ModelCertificate =</span></span>
<span class="line"><span>  | {</span></span>
<span class="line"><span>      /** No point meets these constraints together. */</span></span>
<span class="line"><span>      readonly kind: &quot;primalInfeasible&quot;;</span></span>
<span class="line"><span>      /** The constraints that contradict each other, each with its multipliers in the contradiction. */</span></span>
<span class="line"><span>      readonly constraints: readonly { readonly constraint: Constraint; readonly dual: Float64Array }[];</span></span>
<span class="line"><span>      /** Variables whose declared sign has a part in it. */</span></span>
<span class="line"><span>      readonly variables: readonly Variable[];</span></span>
<span class="line"><span>      /** The same as a sentence. */</span></span>
<span class="line"><span>      readonly text: string;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  | {</span></span>
<span class="line"><span>      /** The objective gets better for ever along a direction. */</span></span>
<span class="line"><span>      readonly kind: &quot;dualInfeasible&quot;;</span></span>
<span class="line"><span>      /** The variables that move, and how. */</span></span>
<span class="line"><span>      readonly directions: readonly { readonly variable: Variable; readonly direction: Float64Array }[];</span></span>
<span class="line"><span>      /** The same as a sentence. */</span></span>
<span class="line"><span>      readonly text: string;</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Multipliers below this part of the largest are rounding. */</span></span>
<span class="line"><span>const ROUNDING = 1e-9;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function inWords(</span></span>
<span class="line"><span>  certificate: Certificate,</span></span>
<span class="line"><span>  compiled: Compiled,</span></span>
<span class="line"><span>  constraints: readonly Constraint[],</span></span>
<span class="line"><span>  sense: 1 | -1,</span></span>
<span class="line"><span>): ModelCertificate {</span></span>
<span class="line"><span>  return certificate.kind === &quot;primalInfeasible&quot;</span></span>
<span class="line"><span>    ? contradiction(certificate, compiled, constraints)</span></span>
<span class="line"><span>    : descent(certificate.z, compiled, sense);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function largestOf(...arrays: readonly Float64Array[]): number {</span></span>
<span class="line"><span>  return arrays.reduce((most, array) =&gt; array.reduce((a, b) =&gt; Math.max(a, Math.abs(b)), most), 0);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function contradiction(</span></span>
<span class="line"><span>  certificate: Certificate &amp; { readonly kind: &quot;primalInfeasible&quot; },</span></span>
<span class="line"><span>  compiled: Compiled,</span></span>
<span class="line"><span>  constraints: readonly Constraint[],</span></span>
<span class="line"><span>): ModelCertificate {</span></span>
<span class="line"><span>  const vectors = { ...certificate, z: new Float64Array(compiled.n) };</span></span>
<span class="line"><span>  const { nu, lambda, lambdaLower, lambdaUpper } = certificate;</span></span>
<span class="line"><span>  const least = ROUNDING * largestOf(nu, lambda, lambdaLower, lambdaUpper);</span></span>
<span class="line"><span>  const found = constraints</span></span>
<span class="line"><span>    .map((constraint) =&gt; ({ constraint, dual: lift(compiled, constraint, vectors, 1) }))</span></span>
<span class="line"><span>    .filter(({ dual }) =&gt; largestOf(dual) &gt; least);</span></span>
<span class="line"><span>  const declared = { lambdaLower: lambdaLower.slice(), lambdaUpper: lambdaUpper.slice() };</span></span>
<span class="line"><span>  for (const residuals of compiled.places.values()) {</span></span>
<span class="line"><span>    for (const { kind, index } of residuals.flat()) {</span></span>
<span class="line"><span>      if (kind === &quot;lambdaLower&quot; || kind === &quot;lambdaUpper&quot;) declared[kind][index] = 0;</span></span>
<span class="line"><span>      if (kind === &quot;fixed&quot;) declared.lambdaLower[index] = declared.lambdaUpper[index] = 0;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const variables = compiled.variables</span></span>
<span class="line"><span>    .filter(({ leaf, start }) =&gt;</span></span>
<span class="line"><span>      [declared.lambdaLower, declared.lambdaUpper].some(</span></span>
<span class="line"><span>        (bounds) =&gt; largestOf(bounds.subarray(start, start + leaf.size)) &gt; least,</span></span>
<span class="line"><span>      ),</span></span>
<span class="line"><span>    )</span></span>
<span class="line"><span>    .map(({ leaf }) =&gt; leaf);</span></span>
<span class="line"><span>  const parts = [</span></span>
<span class="line"><span>    ...found.map(({ constraint }) =&gt; constraintText(constraint)),</span></span>
<span class="line"><span>    ...variables.map((leaf) =&gt; \`the sign of \${shown(leaf)}\`),</span></span>
<span class="line"><span>  ];</span></span>
<span class="line"><span>  const text =</span></span>
<span class="line"><span>    parts.length === 1</span></span>
<span class="line"><span>      ? \`No point meets \${parts[0]}.\`</span></span>
<span class="line"><span>      : \`No point meets \${parts.slice(0, -1).join(&quot;, &quot;)} and \${parts.at(-1)} together.\`;</span></span>
<span class="line"><span>  return { kind: &quot;primalInfeasible&quot;, constraints: found, variables, text };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function constraintText(constraint: Constraint): string {</span></span>
<span class="line"><span>  return constraint.name === undefined ? shown(constraint) : \`\${constraint.name} (\${shown(constraint)})\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function descent(z: Float64Array, compiled: Compiled, sense: 1 | -1): ModelCertificate {</span></span>
<span class="line"><span>  const least = ROUNDING * largestOf(z);</span></span>
<span class="line"><span>  const directions = compiled.variables</span></span>
<span class="line"><span>    .map(({ leaf, start }) =&gt; ({ variable: leaf, direction: z.slice(start, start + leaf.size) }))</span></span>
<span class="line"><span>    .filter(({ direction }) =&gt; largestOf(direction) &gt; least);</span></span>
<span class="line"><span>  const moving = directions.map(({ variable }) =&gt; shown(variable)).join(&quot;, &quot;);</span></span>
<span class="line"><span>  const text = \`The objective \${sense &gt; 0 ? &quot;falls&quot; : &quot;grows&quot;} for ever as \${moving} move\${directions.length === 1 ? &quot;s&quot; : &quot;&quot;} along the direction: bound it by a constraint.\`;</span></span>
<span class="line"><span>  return { kind: &quot;dualInfeasible&quot;, directions, text };</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/certificate-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const certificateTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  certificateTs as default
};
