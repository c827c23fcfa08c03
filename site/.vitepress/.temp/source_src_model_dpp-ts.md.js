import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/dpp.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/dpp-ts.md","filePath":"site/generated/source/src/model/dpp-ts.md"}');
const _sfc_main = { name: "source/src/model/dpp-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodeldppts" tabindex="-1"><code>src/model/dpp.ts</code> <a class="header-anchor" href="#srcmodeldppts" aria-label="Permalink to &quot;\`src/model/dpp.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * The rules that a problem has to keep, and what to do where it breaks one: disciplined parametrised programming, with what</span></span>
<span class="line"><span> * a quadratic program can express. Messages quote the smallest sub-expression that breaks a rule.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { Constraint } from &quot;./constraint.js&quot;;</span></span>
<span class="line"><span>import type { Curvature, Node, PrimitiveAtom } from &quot;./node.js&quot;;</span></span>
<span class="line"><span>import { isAffine, isConcave, isConvex } from &quot;./rules.js&quot;;</span></span>
<span class="line"><span>import { shown, shownShape } from &quot;./shapes.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError for what cannot be minimised, or maximised. */</span></span>
<span class="line"><span>export function requireObjective(sense: &quot;minimize&quot; | &quot;maximize&quot;, objective: Node): void {</span></span>
<span class="line"><span>  const wanted = sense === &quot;minimize&quot; ? &quot;convex&quot; : &quot;concave&quot;;</span></span>
<span class="line"><span>  if (objective.size !== 1) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;objective&quot;,</span></span>
<span class="line"><span>      expected: &quot;one number&quot;,</span></span>
<span class="line"><span>      got: shownShape(objective),</span></span>
<span class="line"><span>      hint: &quot;Use sum, mean or max of it.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (!objective.hasVariables) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;objective&quot;,</span></span>
<span class="line"><span>      expected: &quot;an expression in variables&quot;,</span></span>
<span class="line"><span>      got: shown(objective),</span></span>
<span class="line"><span>      hint: &quot;Without a variable there is nothing to choose; to find any feasible point, minimise 0 times a variable&#39;s sum.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  requireKnown(&quot;objective&quot;, objective);</span></span>
<span class="line"><span>  requireProgram(&quot;objective&quot;, objective);</span></span>
<span class="line"><span>  const fits = wanted === &quot;convex&quot; ? isConvex : isConcave;</span></span>
<span class="line"><span>  if (fits(objective.jointCurvature)) return;</span></span>
<span class="line"><span>  const part = partThat(objective, (curvature) =&gt; !fits(curvature));</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: &quot;objective&quot;,</span></span>
<span class="line"><span>    expected: \`a \${wanted} expression to \${sense}\`,</span></span>
<span class="line"><span>    got: \`\${shown(part)}, which is \${part.jointCurvature}\${part === objective ? &quot;&quot; : \`, in \${shown(objective)}\`}\`,</span></span>
<span class="line"><span>    hint:</span></span>
<span class="line"><span>      wanted === &quot;convex&quot;</span></span>
<span class="line"><span>        ? &quot;What is concave has many low points at its edges. Check its sign, or maximise it.&quot;</span></span>
<span class="line"><span>        : &quot;What is convex has many high points at its edges. Check its sign, or minimise it.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError for a constraint that does not describe a polyhedron. */</span></span>
<span class="line"><span>export function requireConstraint(field: string, constraint: Constraint): void {</span></span>
<span class="line"><span>  const { relation, residuals, sides } = constraint;</span></span>
<span class="line"><span>  for (const residual of residuals) {</span></span>
<span class="line"><span>    if (!residual.hasVariables) throw withoutVariables(field, constraint, residual);</span></span>
<span class="line"><span>    requireKnown(field, residual);</span></span>
<span class="line"><span>    requireProgram(field, residual);</span></span>
<span class="line"><span>    if (residual.quadratic) {</span></span>
<span class="line"><span>      const part = smallest(residual, ({ quadratic }) =&gt; quadratic);</span></span>
<span class="line"><span>      throw new OptNetError({</span></span>
<span class="line"><span>        field,</span></span>
<span class="line"><span>        expected: &quot;constraints that are affine, or made of abs, max, norm1 and the like&quot;,</span></span>
<span class="line"><span>        got: \`\${shown(part)}, a quadratic, in \${shown(constraint)}\`,</span></span>
<span class="line"><span>        hint: &quot;A quadratic program has quadratics in its objective only: move it there with a weight, or limit norm1 or normInf instead.&quot;,</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const fits = relation === &quot;eq&quot; ? isAffine : isConvex;</span></span>
<span class="line"><span>    if (fits(residual.jointCurvature)) continue;</span></span>
<span class="line"><span>    const odd = sides.find((side) =&gt; !isAffine(side.jointCurvature)) ?? residual;</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field,</span></span>
<span class="line"><span>      expected:</span></span>
<span class="line"><span>        relation === &quot;eq&quot;</span></span>
<span class="line"><span>          ? &quot;affine expressions on both sides of ==&quot;</span></span>
<span class="line"><span>          : &quot;a convex expression that is at most a concave one&quot;,</span></span>
<span class="line"><span>      got: \`\${shown(constraint)}, where \${shown(odd)} is \${odd.jointCurvature}\`,</span></span>
<span class="line"><span>      hint:</span></span>
<span class="line"><span>        relation === &quot;eq&quot;</span></span>
<span class="line"><span>          ? &quot;The points where a curved expression equals something are no convex set: use le or ge on the side that curves the right way.&quot;</span></span>
<span class="line"><span>          : &quot;Points beyond a convex expression are no convex set: check the direction, or bound it by an affine expression.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function withoutVariables(field: string, constraint: Constraint, residual: Node): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: &quot;a constraint on variables&quot;,</span></span>
<span class="line"><span>    got: \`\${shown(constraint)}, which is the same whatever they are\`,</span></span>
<span class="line"><span>    hint: residual.hasParameters</span></span>
<span class="line"><span>      ? &quot;Of parameters say it where they are made (nonneg, nonpos, psd), or check their values before solve.&quot;</span></span>
<span class="line"><span>      : &quot;Leave it out where it is true; where it is false, no point can meet it.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The smallest sub-expression for which this holds, as it does for the whole. */</span></span>
<span class="line"><span>function smallest(node: Node, holds: (node: Node) =&gt; boolean): Node {</span></span>
<span class="line"><span>  let at = node;</span></span>
<span class="line"><span>  for (;;) {</span></span>
<span class="line"><span>    const parts = at.expansion &amp;&amp; !at.args.some(holds) ? [at.expansion] : at.args;</span></span>
<span class="line"><span>    const next = parts.find(holds);</span></span>
<span class="line"><span>    // What an atom is short for is not what the user wrote.</span></span>
<span class="line"><span>    if (next === undefined || next === at.expansion) return at;</span></span>
<span class="line"><span>    at = next;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The part of a sum that is to blame. */</span></span>
<span class="line"><span>function partThat(node: Node, isWrong: (curvature: Curvature) =&gt; boolean): Node {</span></span>
<span class="line"><span>  const part = node.atom.name === &quot;add&quot; ? node.args.find((arg) =&gt; isWrong(arg.jointCurvature)) : undefined;</span></span>
<span class="line"><span>  return part === undefined ? node : partThat(part, isWrong);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError where no rule says how an expression curves. */</span></span>
<span class="line"><span>function requireKnown(field: string, node: Node): void {</span></span>
<span class="line"><span>  if (node.jointCurvature !== &quot;unknown&quot;) return;</span></span>
<span class="line"><span>  const isUnknown = ({ jointCurvature }: Node): boolean =&gt; jointCurvature === &quot;unknown&quot;;</span></span>
<span class="line"><span>  let part = smallest(node, isUnknown);</span></span>
<span class="line"><span>  const written = part;</span></span>
<span class="line"><span>  while (part.expansion) part = deepest(part.expansion, isUnknown);</span></span>
<span class="line"><span>  throw new OptNetError({ field, ...broken(part, written) });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function deepest(node: Node, holds: (node: Node) =&gt; boolean): Node {</span></span>
<span class="line"><span>  const next = node.args.find(holds);</span></span>
<span class="line"><span>  return next === undefined ? node : deepest(next, holds);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>type Complaint = Pick&lt;OptNetError, &quot;expected&quot; | &quot;got&quot; | &quot;hint&quot;&gt;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Which rule an expression breaks, all of whose parts break none. */</span></span>
<span class="line"><span>function broken(part: Node, written: Node): Complaint {</span></span>
<span class="line"><span>  const [a, b] = part.args;</span></span>
<span class="line"><span>  switch (part.atom.name) {</span></span>
<span class="line"><span>    case &quot;mul&quot;:</span></span>
<span class="line"><span>    case &quot;matmul&quot;:</span></span>
<span class="line"><span>    case &quot;dot&quot;:</span></span>
<span class="line"><span>    case &quot;conv&quot;:</span></span>
<span class="line"><span>    case &quot;kron&quot;:</span></span>
<span class="line"><span>      return brokenProduct(part, a, b);</span></span>
<span class="line"><span>    case &quot;div&quot;:</span></span>
<span class="line"><span>      return {</span></span>
<span class="line"><span>        expected: &quot;numbers as the denominator&quot;,</span></span>
<span class="line"><span>        got: \`\${shown(b)} in \${shown(part)}\`,</span></span>
<span class="line"><span>        hint: b.hasVariables</span></span>
<span class="line"><span>          ? &quot;Multiply the constraint or objective by the denominator where its sign is known.&quot;</span></span>
<span class="line"><span>          : &quot;Quotients are not affine in a parameter: make one parameter of 1 / it, and multiply.&quot;,</span></span>
<span class="line"><span>      };</span></span>
<span class="line"><span>    case &quot;add&quot;:</span></span>
<span class="line"><span>      return {</span></span>
<span class="line"><span>        expected: &quot;a sum of expressions that curve the same way&quot;,</span></span>
<span class="line"><span>        got: \`\${shown(a)}, which is \${a.jointCurvature}, and \${shown(b)}, which is \${b.jointCurvature}\`,</span></span>
<span class="line"><span>        hint: &quot;Check the signs: of convex and concave parts, one has to be turned round.&quot;,</span></span>
<span class="line"><span>      };</span></span>
<span class="line"><span>    case &quot;quadForm&quot;:</span></span>
<span class="line"><span>      return brokenForm(part, a, b);</span></span>
<span class="line"><span>    default: {</span></span>
<span class="line"><span>      const odd = part.args.find((arg) =&gt; !isAffine(arg.jointCurvature)) ?? a;</span></span>
<span class="line"><span>      return {</span></span>
<span class="line"><span>        expected: \`arguments of \${written.atom.name} that keep it convex\`,</span></span>
<span class="line"><span>        got: \`\${shown(odd)}, which is \${odd.jointCurvature}, in \${shown(written)}\`,</span></span>
<span class="line"><span>        hint:</span></span>
<span class="line"><span>          part.atom.name === &quot;abs&quot; || part.atom.name === &quot;square&quot; || part.atom.name === &quot;huber&quot;</span></span>
<span class="line"><span>            ? \`\${part.atom.name} takes what is affine, or what is convex and never negative: put pos(…) around it, or an affine expression into it.\`</span></span>
<span class="line"><span>            : \`\${written.atom.name} grows with its arguments, so these have to be convex (or affine).\`,</span></span>
<span class="line"><span>      };</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function brokenProduct(part: Node, a: Node, b: Node): Complaint {</span></span>
<span class="line"><span>  if (a.hasVariables &amp;&amp; b.hasVariables) {</span></span>
<span class="line"><span>    return {</span></span>
<span class="line"><span>      expected: &quot;a product of data and variables&quot;,</span></span>
<span class="line"><span>      got: \`\${shown(part)}, where \${shown(a)} and \${shown(b)} both have variables in them\`,</span></span>
<span class="line"><span>      hint: &quot;Products of variables are not convex. Squares are: square(x), sumSquares(x), quadForm(x, P).&quot;,</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const [data, other] = a.hasVariables ? [b, a] : [a, b];</span></span>
<span class="line"><span>  if (data.parametrised &amp;&amp; other.parametrised) {</span></span>
<span class="line"><span>    return {</span></span>
<span class="line"><span>      expected: &quot;data that are affine in the parameters&quot;,</span></span>
<span class="line"><span>      got: \`\${shown(part)}, where \${shown(data)} and \${shown(other)} both have parameters in them\`,</span></span>
<span class="line"><span>      hint: other.hasVariables</span></span>
<span class="line"><span>        ? &quot;Give the inner product a variable of its own, y.eq(…), and multiply y; or make one parameter of the product.&quot;</span></span>
<span class="line"><span>        : &quot;Make one parameter of the product.&quot;,</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (!isAffine(data.jointCurvature)) {</span></span>
<span class="line"><span>    return {</span></span>
<span class="line"><span>      expected: &quot;data that are affine in the parameters&quot;,</span></span>
<span class="line"><span>      got: \`\${shown(data)}, which is \${data.jointCurvature} in its parameters, in \${shown(part)}\`,</span></span>
<span class="line"><span>      hint: &quot;Make a parameter of its value.&quot;,</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    expected: \`a factor of known sign beside what is \${other.jointCurvature}\`,</span></span>
<span class="line"><span>    got: \`\${shown(data)} in \${shown(part)}\`,</span></span>
<span class="line"><span>    hint: data.hasParameters</span></span>
<span class="line"><span>      ? &quot;Declare it: parameter(shape, { nonneg: true }).&quot;</span></span>
<span class="line"><span>      : &quot;Its numbers have both signs; split it into a part of each.&quot;,</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function brokenForm(part: Node, x: Node, P: Node): Complaint {</span></span>
<span class="line"><span>  if (!isAffine(x.jointCurvature)) {</span></span>
<span class="line"><span>    return {</span></span>
<span class="line"><span>      expected: &quot;an affine x in quadForm(x, P)&quot;,</span></span>
<span class="line"><span>      got: \`\${shown(x)}, which is \${x.jointCurvature}\`,</span></span>
<span class="line"><span>      hint: &quot;Use a variable y with y.ge(…) in its place where P has no negative entries.&quot;,</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (P.hasVariables) {</span></span>
<span class="line"><span>    return {</span></span>
<span class="line"><span>      expected: &quot;data as the matrix of quadForm&quot;,</span></span>
<span class="line"><span>      got: shown(P),</span></span>
<span class="line"><span>      hint: &quot;P is numbers, or a parameter with psd: true.&quot;,</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    expected: &quot;a positive (or negative) semidefinite matrix in quadForm&quot;,</span></span>
<span class="line"><span>    got: \`\${shown(P)} in \${shown(part)}\`,</span></span>
<span class="line"><span>    hint: P.hasParameters</span></span>
<span class="line"><span>      ? &quot;Declare it: parameter([n, n], { psd: true }); its sums and multiples by what is nonneg are semidefinite too.&quot;</span></span>
<span class="line"><span>      : &quot;Its form has directions of both signs: build it as L Lᵀ, or add a multiple of the identity.&quot;,</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError where something nonlinear is made of a quadratic. */</span></span>
<span class="line"><span>function requireProgram(field: string, node: Node): void {</span></span>
<span class="line"><span>  const seen = new Set&lt;Node&gt;();</span></span>
<span class="line"><span>  const open = [node];</span></span>
<span class="line"><span>  for (let next = open.pop(); next !== undefined; next = open.pop()) {</span></span>
<span class="line"><span>    if (seen.has(next) || !next.quadratic) continue;</span></span>
<span class="line"><span>    seen.add(next);</span></span>
<span class="line"><span>    const inner = next.args.find(({ quadratic }) =&gt; quadratic);</span></span>
<span class="line"><span>    if (inner &amp;&amp; next.expansion === undefined &amp;&amp; !(next.atom as PrimitiveAtom).affine) {</span></span>
<span class="line"><span>      throw new OptNetError({</span></span>
<span class="line"><span>        field,</span></span>
<span class="line"><span>        expected: &quot;quadratics that are summed and weighed only&quot;,</span></span>
<span class="line"><span>        got: \`\${shown(inner)} inside of \${shown(next)}\`,</span></span>
<span class="line"><span>        hint: &quot;This takes a cone, which a quadratic program does not have: use abs, norm1 or normInf inside.&quot;,</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    open.push(...(next.expansion ? [next.expansion] : next.args));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/dpp-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const dppTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  dppTs as default
};
