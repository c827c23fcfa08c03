import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/functions.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/functions-ts.md","filePath":"site/generated/source/src/model/functions-ts.md"}');
const _sfc_main = { name: "source/src/model/functions-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelfunctionsts" tabindex="-1"><code>src/model/functions.ts</code> <a class="header-anchor" href="#srcmodelfunctionsts" aria-label="Permalink to &quot;\`src/model/functions.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Functions of expressions, for those who write sum(x) rather than x.sum(). */</span></span>
<span class="line"><span>import { OptNetError, describe } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import { boxDistance as boxDistanceAtom } from &quot;./atoms/losses.js&quot;;</span></span>
<span class="line"><span>import { concat as concatAtom, stack as stackAtom } from &quot;./atoms/structure.js&quot;;</span></span>
<span class="line"><span>import type { Penalty } from &quot;./constraint.js&quot;;</span></span>
<span class="line"><span>import { Constraint } from &quot;./constraint.js&quot;;</span></span>
<span class="line"><span>import type { Expression, ExpressionInput, Index } from &quot;./expression.js&quot;;</span></span>
<span class="line"><span>import { apply, expressionOf } from &quot;./expression.js&quot;;</span></span>
<span class="line"><span>import type { Shape } from &quot;./node.js&quot;;</span></span>
<span class="line"><span>import { isNonnegative } from &quot;./rules.js&quot;;</span></span>
<span class="line"><span>import { broadcastShape, sameShape, shown, shownShape } from &quot;./shapes.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>type X = ExpressionInput;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** a + b, for all that are given. */</span></span>
<span class="line"><span>export const add = (first: X, ...rest: X[]): Expression =&gt;</span></span>
<span class="line"><span>  rest.reduce&lt;Expression&gt;((total, one) =&gt; total.add(one), expressionOf(&quot;add&quot;, first));</span></span>
<span class="line"><span>/** a − b. */</span></span>
<span class="line"><span>export const sub = (a: X, b: X): Expression =&gt; expressionOf(&quot;sub&quot;, a).sub(b);</span></span>
<span class="line"><span>/** −x. */</span></span>
<span class="line"><span>export const neg = (x: X): Expression =&gt; expressionOf(&quot;neg&quot;, x).neg();</span></span>
<span class="line"><span>/** a × b, entry by entry; one of them is data. */</span></span>
<span class="line"><span>export const mul = (a: X, b: X): Expression =&gt; expressionOf(&quot;mul&quot;, a).mul(b);</span></span>
<span class="line"><span>/** a / b, entry by entry; b is numbers. */</span></span>
<span class="line"><span>export const div = (a: X, b: X): Expression =&gt; expressionOf(&quot;div&quot;, a).div(b);</span></span>
<span class="line"><span>/** Matrix product, as NumPy&#39;s \`@\`; one of them is data. */</span></span>
<span class="line"><span>export const matmul = (a: X, b: X): Expression =&gt; expressionOf(&quot;matmul&quot;, a).matmul(b);</span></span>
<span class="line"><span>/** Σ aᵢ bᵢ of two vectors; one of them is data. */</span></span>
<span class="line"><span>export const dot = (a: X, b: X): Expression =&gt; expressionOf(&quot;dot&quot;, a).dot(b);</span></span>
<span class="line"><span>/** The full convolution of two vectors; one of them is data. */</span></span>
<span class="line"><span>export const conv = (a: X, b: X): Expression =&gt; expressionOf(&quot;conv&quot;, a).conv(b);</span></span>
<span class="line"><span>/** Kronecker product of two matrices; one of them is data. */</span></span>
<span class="line"><span>export const kron = (a: X, b: X): Expression =&gt; expressionOf(&quot;kron&quot;, a).kron(b);</span></span>
<span class="line"><span>/** The sum of all entries, or along an axis. */</span></span>
<span class="line"><span>export const sum = (x: X, axis?: number): Expression =&gt; expressionOf(&quot;sum&quot;, x).sum(axis);</span></span>
<span class="line"><span>/** The mean of all entries, or along an axis. */</span></span>
<span class="line"><span>export const mean = (x: X, axis?: number): Expression =&gt; expressionOf(&quot;mean&quot;, x).mean(axis);</span></span>
<span class="line"><span>/** Running sums along an axis. */</span></span>
<span class="line"><span>export const cumsum = (x: X, axis?: number): Expression =&gt; expressionOf(&quot;cumsum&quot;, x).cumsum(axis);</span></span>
<span class="line"><span>/** Differences of neighbours along an axis, taken \`order\` times. */</span></span>
<span class="line"><span>export const diff = (x: X, order?: number, axis?: number): Expression =&gt;</span></span>
<span class="line"><span>  expressionOf(&quot;diff&quot;, x).diff(order, axis);</span></span>
<span class="line"><span>/** The same entries, row by row, in another shape. */</span></span>
<span class="line"><span>export const reshape = (x: X, shape: number | Shape): Expression =&gt; expressionOf(&quot;reshape&quot;, x).reshape(shape);</span></span>
<span class="line"><span>/** Rows become columns. */</span></span>
<span class="line"><span>export const transpose = (x: X): Expression =&gt; expressionOf(&quot;transpose&quot;, x).transpose();</span></span>
<span class="line"><span>/** A part: see \`Expression.index\`. */</span></span>
<span class="line"><span>export const index = (x: X, ...at: Index[]): Expression =&gt; expressionOf(&quot;index&quot;, x).index(...at);</span></span>
<span class="line"><span>/** A vector&#39;s diagonal matrix, or a square matrix&#39;s diagonal. */</span></span>
<span class="line"><span>export const diag = (x: X): Expression =&gt; expressionOf(&quot;diag&quot;, x).diag();</span></span>
<span class="line"><span>/** The sum of a square matrix&#39;s diagonal. */</span></span>
<span class="line"><span>export const trace = (x: X): Expression =&gt; expressionOf(&quot;trace&quot;, x).trace();</span></span>
<span class="line"><span>/** x², entry by entry. */</span></span>
<span class="line"><span>export const square = (x: X): Expression =&gt; expressionOf(&quot;square&quot;, x).square();</span></span>
<span class="line"><span>/** Σ xᵢ². */</span></span>
<span class="line"><span>export const sumSquares = (x: X): Expression =&gt; expressionOf(&quot;sumSquares&quot;, x).sumSquares();</span></span>
<span class="line"><span>/** xᵀPx. */</span></span>
<span class="line"><span>export const quadForm = (x: X, P: X): Expression =&gt; expressionOf(&quot;quadForm&quot;, x).quadForm(P);</span></span>
<span class="line"><span>/** Σ xᵢ² / y, with y a positive number. */</span></span>
<span class="line"><span>export const quadOverLin = (x: X, y: X): Expression =&gt; expressionOf(&quot;quadOverLin&quot;, x).quadOverLin(y);</span></span>
<span class="line"><span>/** |x|, entry by entry. */</span></span>
<span class="line"><span>export const abs = (x: X): Expression =&gt; expressionOf(&quot;abs&quot;, x).abs();</span></span>
<span class="line"><span>/** Σ |xᵢ|. */</span></span>
<span class="line"><span>export const norm1 = (x: X): Expression =&gt; expressionOf(&quot;norm1&quot;, x).norm1();</span></span>
<span class="line"><span>/** max |xᵢ|. */</span></span>
<span class="line"><span>export const normInf = (x: X): Expression =&gt; expressionOf(&quot;normInf&quot;, x).normInf();</span></span>
<span class="line"><span>/** max(x, 0), entry by entry. */</span></span>
<span class="line"><span>export const pos = (x: X): Expression =&gt; expressionOf(&quot;pos&quot;, x).pos();</span></span>
<span class="line"><span>/** max(−x, 0), entry by entry: CVXPY&#39;s \`neg\`. */</span></span>
<span class="line"><span>export const negPart = (x: X): Expression =&gt; expressionOf(&quot;negPart&quot;, x).negPart();</span></span>
<span class="line"><span>/** The largest entry, or the largest along an axis. */</span></span>
<span class="line"><span>export const max = (x: X, axis?: number): Expression =&gt; expressionOf(&quot;max&quot;, x).max(axis);</span></span>
<span class="line"><span>/** The smallest entry, or the smallest along an axis. */</span></span>
<span class="line"><span>export const min = (x: X, axis?: number): Expression =&gt; expressionOf(&quot;min&quot;, x).min(axis);</span></span>
<span class="line"><span>/** The larger, entry by entry. */</span></span>
<span class="line"><span>export const maximum = (first: X, ...rest: X[]): Expression =&gt;</span></span>
<span class="line"><span>  expressionOf(&quot;maximum&quot;, first).maximum(...rest);</span></span>
<span class="line"><span>/** The smaller, entry by entry. */</span></span>
<span class="line"><span>export const minimum = (first: X, ...rest: X[]): Expression =&gt;</span></span>
<span class="line"><span>  expressionOf(&quot;minimum&quot;, first).minimum(...rest);</span></span>
<span class="line"><span>/** The sum of the k largest entries. */</span></span>
<span class="line"><span>export const sumLargest = (x: X, k: number): Expression =&gt; expressionOf(&quot;sumLargest&quot;, x).sumLargest(k);</span></span>
<span class="line"><span>/** The mean of the worst part 1 − level of losses. */</span></span>
<span class="line"><span>export const cvar = (losses: X, level: number): Expression =&gt; expressionOf(&quot;cvar&quot;, losses).cvar(level);</span></span>
<span class="line"><span>/** Huber&#39;s loss, entry by entry. */</span></span>
<span class="line"><span>export const huber = (x: X, M?: X): Expression =&gt; expressionOf(&quot;huber&quot;, x).huber(M);</span></span>
<span class="line"><span>/** max(1 − margin, 0), entry by entry. */</span></span>
<span class="line"><span>export const hinge = (margin: X): Expression =&gt; expressionOf(&quot;hinge&quot;, margin).hinge();</span></span>
<span class="line"><span>/** Quantile (pinball) loss, entry by entry. */</span></span>
<span class="line"><span>export const quantile = (x: X, tau: X): Expression =&gt; expressionOf(&quot;quantile&quot;, x).quantile(tau);</span></span>
<span class="line"><span>/** Total variation of a vector. */</span></span>
<span class="line"><span>export const tv1d = (x: X): Expression =&gt; expressionOf(&quot;tv1d&quot;, x).tv1d();</span></span>
<span class="line"><span>/** Total variation of a matrix, anisotropic. */</span></span>
<span class="line"><span>export const tv2d = (x: X): Expression =&gt; expressionOf(&quot;tv2d&quot;, x).tv2d();</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Side by side along an axis that they have. */</span></span>
<span class="line"><span>export const concat = (parts: readonly X[], axis = 0): Expression =&gt;</span></span>
<span class="line"><span>  apply(concatAtom, several(&quot;concat&quot;, parts), { axis });</span></span>
<span class="line"><span>/** Along a new first axis: vectors become the rows of a matrix. */</span></span>
<span class="line"><span>export const stack = (parts: readonly X[]): Expression =&gt; apply(stackAtom, several(&quot;stack&quot;, parts));</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One above the other; numbers and vectors are rows. */</span></span>
<span class="line"><span>export function vstack(...parts: X[]): Expression {</span></span>
<span class="line"><span>  const rows = several(&quot;vstack&quot;, parts).map((x) =&gt; (x.shape.length === 2 ? x : x.reshape([1, x.size])));</span></span>
<span class="line"><span>  return concat(rows, 0);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Side by side: columns of matrices, entries of vectors and numbers. */</span></span>
<span class="line"><span>export function hstack(...parts: X[]): Expression {</span></span>
<span class="line"><span>  const all = several(&quot;hstack&quot;, parts).map((x) =&gt; (x.shape.length === 0 ? x.reshape(1) : x));</span></span>
<span class="line"><span>  return concat(all, all[0].shape.length - 1);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function several(name: string, parts: readonly X[]): Expression[] {</span></span>
<span class="line"><span>  if (Array.isArray(parts) &amp;&amp; parts.length &gt; 0) return parts.map((part: X) =&gt; expressionOf(name, part));</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: name,</span></span>
<span class="line"><span>    expected: &quot;at least one expression&quot;,</span></span>
<span class="line"><span>    got: describe(parts),</span></span>
<span class="line"><span>    hint: name.endsWith(&quot;stack&quot;) &amp;&amp; name !== &quot;stack&quot; ? \`\${name}(a, b)\` : \`\${name}([a, b])\`,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * How far x is from lower ≤ x ≤ upper: the sum of what is missing (\`&quot;l1&quot;\`), the sum of its squares (\`&quot;l2&quot;\`), or the</span></span>
<span class="line"><span> * largest (\`&quot;lInf&quot;\`).</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function boxDistance(x: X, lower: X, upper: X, norm: &quot;l1&quot; | &quot;l2&quot; | &quot;lInf&quot; = &quot;l2&quot;): Expression {</span></span>
<span class="line"><span>  const args = [x, lower, upper].map((one) =&gt; expressionOf(&quot;boxDistance&quot;, one));</span></span>
<span class="line"><span>  return apply(boxDistanceAtom, args, { norm });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** a = b; both sides are affine. */</span></span>
<span class="line"><span>export const eq = (a: X, b: X): Constraint =&gt; expressionOf(&quot;eq&quot;, a).eq(b);</span></span>
<span class="line"><span>/** a ≤ b: a is convex, b is concave. */</span></span>
<span class="line"><span>export const le = (a: X, b: X): Constraint =&gt; expressionOf(&quot;le&quot;, a).le(b);</span></span>
<span class="line"><span>/** a ≥ b: a is concave, b is convex. */</span></span>
<span class="line"><span>export const ge = (a: X, b: X): Constraint =&gt; expressionOf(&quot;ge&quot;, a).ge(b);</span></span>
<span class="line"><span>/** lower ≤ x ≤ upper. */</span></span>
<span class="line"><span>export const box = (x: X, lower: X, upper: X): Constraint =&gt; expressionOf(&quot;box&quot;, x).box(lower, upper);</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * A constraint that may be broken at a price: what is missing, times the weight, or its square times the weight, joins the</span></span>
<span class="line"><span> * objective.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param weight a number ≥ 0, or a parameter of which that is known, or one for every entry.</span></span>
<span class="line"><span> * @param penalty \`&quot;l1&quot;\`: a weight that is large enough makes it hold wherever it can; \`&quot;l2&quot;\`: what is missing is spread.</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * Problem.minimize(cost).subjectTo([soft(x.le(limit), 100, &quot;l1&quot;)]);</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function soft(constraint: Constraint, weight: X, penalty: Penalty = &quot;l1&quot;): Constraint {</span></span>
<span class="line"><span>  if (!(constraint instanceof Constraint) || constraint.softness !== undefined) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;soft&quot;,</span></span>
<span class="line"><span>      expected: &quot;a constraint that is not soft&quot;,</span></span>
<span class="line"><span>      got: constraint instanceof Constraint ? shown(constraint) : describe(constraint),</span></span>
<span class="line"><span>      hint: &quot;For example soft(x.le(1), 10).&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const price = expressionOf(&quot;soft&quot;, weight);</span></span>
<span class="line"><span>  const { shape } = constraint;</span></span>
<span class="line"><span>  const fits = sameShape(broadcastShape(price.shape, shape) ?? [-1], shape);</span></span>
<span class="line"><span>  if (!fits || price.hasVariables || !isNonnegative(price)) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;soft.weight&quot;,</span></span>
<span class="line"><span>      expected: \`a number ≥ 0 or a parameter of which that is known, one or as many as [\${shape.join(&quot;,&quot;)}]\`,</span></span>
<span class="line"><span>      got: shownShape(price),</span></span>
<span class="line"><span>      hint: &#39;Declare it as parameter([], { name: &quot;weight&quot;, nonneg: true }).&#39;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (penalty !== &quot;l1&quot; &amp;&amp; penalty !== &quot;l2&quot;) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;soft.penalty&quot;,</span></span>
<span class="line"><span>      expected: &#39;&quot;l1&quot; or &quot;l2&quot;&#39;,</span></span>
<span class="line"><span>      got: describe(penalty),</span></span>
<span class="line"><span>      hint: &#39;&quot;l1&quot; is the sum of what is missing, &quot;l2&quot; the sum of its squares.&#39;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return new Constraint(constraint.relation, constraint.sides, constraint.name, { weight: price, penalty });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/functions-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const functionsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  functionsTs as default
};
