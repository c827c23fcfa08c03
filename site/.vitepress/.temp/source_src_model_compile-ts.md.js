import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/compile.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/compile-ts.md","filePath":"site/generated/source/src/model/compile-ts.md"}');
const _sfc_main = { name: "source/src/model/compile-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelcompilets" tabindex="-1"><code>src/model/compile.ts</code> <a class="header-anchor" href="#srcmodelcompilets" aria-label="Permalink to &quot;\`src/model/compile.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** A problem in words becomes one in numbers: the quadratic program&#39;s inputs as affine functions of the parameters. */</span></span>
<span class="line"><span>import type { Affine } from &quot;./affine.js&quot;;</span></span>
<span class="line"><span>import { ONE, weightedSum } from &quot;./affine.js&quot;;</span></span>
<span class="line"><span>import type { Place, Product } from &quot;./canonical.js&quot;;</span></span>
<span class="line"><span>import { Rows } from &quot;./canonical.js&quot;;</span></span>
<span class="line"><span>import type { Constraint } from &quot;./constraint.js&quot;;</span></span>
<span class="line"><span>import { FieldMap, SymmetricTerms, TermList } from &quot;./field-map.js&quot;;</span></span>
<span class="line"><span>import type { Parameter, Variable } from &quot;./leaves.js&quot;;</span></span>
<span class="line"><span>import type { Node } from &quot;./node.js&quot;;</span></span>
<span class="line"><span>import type { Bound } from &quot;./presolve.js&quot;;</span></span>
<span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { FieldName } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { shown } from &quot;./shapes.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A leaf, and where its numbers start. */</span></span>
<span class="line"><span>export interface Located&lt;Leaf&gt; {</span></span>
<span class="line"><span>  readonly leaf: Leaf;</span></span>
<span class="line"><span>  readonly start: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** coefficient · theta[a] · theta[b], where −1 is the number 1. */</span></span>
<span class="line"><span>export interface OffsetTerm {</span></span>
<span class="line"><span>  readonly a: number;</span></span>
<span class="line"><span>  readonly b: number;</span></span>
<span class="line"><span>  readonly coefficient: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** minimise ½ zᵀQz + pᵀz + offset, with the user&#39;s variables first in z. */</span></span>
<span class="line"><span>export interface Compiled {</span></span>
<span class="line"><span>  readonly variables: readonly Located&lt;Variable&gt;[];</span></span>
<span class="line"><span>  readonly parameters: readonly Located&lt;Parameter&gt;[];</span></span>
<span class="line"><span>  /** n, with the variables that atoms brought. */</span></span>
<span class="line"><span>  readonly n: number;</span></span>
<span class="line"><span>  readonly equalities: number;</span></span>
<span class="line"><span>  readonly inequalities: number;</span></span>
<span class="line"><span>  /** Numbers in all parameters. */</span></span>
<span class="line"><span>  readonly thetaSize: number;</span></span>
<span class="line"><span>  readonly fields: { readonly [Name in FieldName]?: FieldMap };</span></span>
<span class="line"><span>  readonly diagonal: boolean;</span></span>
<span class="line"><span>  /** What the objective has besides, of parameters and numbers alone. */</span></span>
<span class="line"><span>  readonly offset: readonly OffsetTerm[];</span></span>
<span class="line"><span>  readonly places: ReadonlyMap&lt;Constraint, readonly (readonly Place[])[]&gt;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * @param cost what is minimised.</span></span>
<span class="line"><span> * @param leaves variables and parameters, in the order in which z and theta have them.</span></span>
<span class="line"><span> * @param fixes whether variables that equal data become bounds; otherwise they are rows.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function compile(</span></span>
<span class="line"><span>  cost: Node,</span></span>
<span class="line"><span>  constraints: readonly Constraint[],</span></span>
<span class="line"><span>  leaves: { readonly variables: readonly Variable[]; readonly parameters: readonly Parameter[] },</span></span>
<span class="line"><span>  fixes: boolean,</span></span>
<span class="line"><span>): Compiled {</span></span>
<span class="line"><span>  const rows = new Rows([...leaves.variables, ...leaves.parameters], fixes);</span></span>
<span class="line"><span>  const objective = rows.form(cost);</span></span>
<span class="line"><span>  for (const constraint of constraints) rows.constrain(constraint);</span></span>
<span class="line"><span>  const total = weightedSum([objective, ...rows.penalties].map((form) =&gt; [1, form] as const));</span></span>
<span class="line"><span>  const n = rows.variableCount;</span></span>
<span class="line"><span>  const { Q, p, offset } = costOf(total, rows.products, n);</span></span>
<span class="line"><span>  const equal = split(rows.equalities.done());</span></span>
<span class="line"><span>  const atMost = split(rows.inequalities.done());</span></span>
<span class="line"><span>  const [e, m] = [rows.equalityCount, rows.inequalityCount];</span></span>
<span class="line"><span>  const diagonal = Q.row.every((row, k) =&gt; row === Q.column[k]);</span></span>
<span class="line"><span>  const quadratic = diagonal ? new FieldMap([n], asVector(Q)) : new FieldMap([n, n], Q);</span></span>
<span class="line"><span>  requireUse(leaves.variables, rows, [Q.row, p.row, equal.matrix.column, atMost.matrix.column]);</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    variables: leaves.variables.map((leaf) =&gt; ({ leaf, start: rows.variableStart.get(leaf)! })),</span></span>
<span class="line"><span>    parameters: leaves.parameters.map((leaf) =&gt; ({ leaf, start: rows.parameterStart.get(leaf)! })),</span></span>
<span class="line"><span>    n,</span></span>
<span class="line"><span>    equalities: e,</span></span>
<span class="line"><span>    inequalities: m,</span></span>
<span class="line"><span>    thetaSize: rows.parameterCount,</span></span>
<span class="line"><span>    fields: {</span></span>
<span class="line"><span>      ...(Q.row.length &gt; 0 &amp;&amp; { Q: quadratic }),</span></span>
<span class="line"><span>      p: new FieldMap([n], p),</span></span>
<span class="line"><span>      ...(e &gt; 0 &amp;&amp; { A: new FieldMap([e, n], equal.matrix), b: new FieldMap([e], equal.side) }),</span></span>
<span class="line"><span>      ...(m &gt; 0 &amp;&amp; { G: new FieldMap([m, n], atMost.matrix), h: new FieldMap([m], atMost.side) }),</span></span>
<span class="line"><span>      ...(rows.lower.size &gt; 0 &amp;&amp; { lower: boundMap(n, rows.lower, -Infinity) }),</span></span>
<span class="line"><span>      ...(rows.upper.size &gt; 0 &amp;&amp; { upper: boundMap(n, rows.upper, Infinity) }),</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>    diagonal,</span></span>
<span class="line"><span>    offset,</span></span>
<span class="line"><span>    places: rows.places,</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError for a variable of which nothing is said. */</span></span>
<span class="line"><span>function requireUse(variables: readonly Variable[], rows: Rows, used: readonly (readonly number[])[]): void {</span></span>
<span class="line"><span>  const seen = new Uint8Array(rows.variableCount);</span></span>
<span class="line"><span>  for (const indices of used) for (const index of indices) seen[index] = 1;</span></span>
<span class="line"><span>  for (const side of rows.places.values()) {</span></span>
<span class="line"><span>    for (const { kind, index } of side.flat()) {</span></span>
<span class="line"><span>      if (kind === &quot;lambdaLower&quot; || kind === &quot;lambdaUpper&quot; || kind === &quot;fixed&quot;) seen[index] = 1;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  for (const variable of variables) {</span></span>
<span class="line"><span>    const start = rows.variableStart.get(variable)!;</span></span>
<span class="line"><span>    if (seen.subarray(start, start + variable.size).includes(1)) continue;</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;problem&quot;,</span></span>
<span class="line"><span>      expected: &quot;variables that the objective or a constraint depends on&quot;,</span></span>
<span class="line"><span>      got: \`\${shown(variable)}, which is multiplied by 0 wherever it stands\`,</span></span>
<span class="line"><span>      hint: &quot;Leave it out, or check the numbers beside it: any value of it would do.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Rows M z + c become M and −c. */</span></span>
<span class="line"><span>function split(rows: Affine): { matrix: TermList; side: TermList } {</span></span>
<span class="line"><span>  const matrix = new TermList();</span></span>
<span class="line"><span>  const side = new TermList();</span></span>
<span class="line"><span>  for (let i = 0; i &lt; rows.size; i++) {</span></span>
<span class="line"><span>    for (let k = rows.start[i]; k &lt; rows.start[i + 1]; k++) {</span></span>
<span class="line"><span>      if (rows.variable[k] === ONE) side.push(i, 0, rows.parameter[k], -rows.value[k]);</span></span>
<span class="line"><span>      else matrix.push(i, rows.variable[k], rows.parameter[k], rows.value[k]);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { matrix, side };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function boundMap(n: number, bounds: ReadonlyMap&lt;number, Bound&gt;, absent: number): FieldMap {</span></span>
<span class="line"><span>  const terms = new TermList();</span></span>
<span class="line"><span>  for (const [index, { constant, terms: own }] of bounds) {</span></span>
<span class="line"><span>    terms.push(index, 0, ONE, constant);</span></span>
<span class="line"><span>    for (const [parameter, coefficient] of own) terms.push(index, 0, parameter, coefficient);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return new FieldMap([n], terms, absent);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A diagonal matrix by its diagonal. */</span></span>
<span class="line"><span>function asVector(terms: TermList): TermList {</span></span>
<span class="line"><span>  const vector = new TermList();</span></span>
<span class="line"><span>  terms.row.forEach((row, k) =&gt; vector.push(row, 0, terms.parameter[k], terms.coefficient[k]));</span></span>
<span class="line"><span>  return vector;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Every product w · (α z + c)(β z + d) in the objective adds w α β to Q twice, once on each side of the diagonal (of</span></span>
<span class="line"><span> * ½ zᵀQz), w (α d + β c) to p, and w c d to what does not depend on z. At most one of the factors has a parameter in it,</span></span>
<span class="line"><span> * except in the last.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>function costOf(objective: Affine, products: readonly Product[], n: number) {</span></span>
<span class="line"><span>  const Q = new SymmetricTerms(n);</span></span>
<span class="line"><span>  const p = new TermList();</span></span>
<span class="line"><span>  const offset: OffsetTerm[] = [];</span></span>
<span class="line"><span>  const other = (a: number, b: number): number =&gt; (a === ONE ? b : a);</span></span>
<span class="line"><span>  for (let k = 0; k &lt; objective.variable.length; k++) {</span></span>
<span class="line"><span>    const [variable, weight, value] = [objective.variable[k], objective.parameter[k], objective.value[k]];</span></span>
<span class="line"><span>    if (variable &gt;= 0) p.push(variable, 0, weight, value);</span></span>
<span class="line"><span>    else if (variable === ONE) offset.push({ a: weight, b: ONE, coefficient: value });</span></span>
<span class="line"><span>    else {</span></span>
<span class="line"><span>      const { left, i, right, j } = products[-2 - variable];</span></span>
<span class="line"><span>      const isSquare = left === right &amp;&amp; i === j;</span></span>
<span class="line"><span>      for (let a = left.start[i]; a &lt; left.start[i + 1]; a++) {</span></span>
<span class="line"><span>        // Of a square, both orders of two terms at once.</span></span>
<span class="line"><span>        for (let b = isSquare ? a : right.start[j]; b &lt; right.start[j + 1]; b++) {</span></span>
<span class="line"><span>          const coefficient = (isSquare &amp;&amp; b &gt; a ? 2 : 1) * value * left.value[a] * right.value[b];</span></span>
<span class="line"><span>          const [x, y] = [left.variable[a], right.variable[b]];</span></span>
<span class="line"><span>          const [s, t] = [left.parameter[a], right.parameter[b]];</span></span>
<span class="line"><span>          if (x !== ONE &amp;&amp; y !== ONE) {</span></span>
<span class="line"><span>            Q.push(x, y, weight, coefficient);</span></span>
<span class="line"><span>          } else if (x !== ONE || y !== ONE) {</span></span>
<span class="line"><span>            p.push(x === ONE ? y : x, 0, other(weight, other(s, t)), coefficient);</span></span>
<span class="line"><span>          } else offset.push({ a: other(weight, s), b: weight === ONE ? t : other(s, t), coefficient });</span></span>
<span class="line"><span>        }</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { Q: Q.done(), p, offset };</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/compile-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const compileTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  compileTs as default
};
