import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/rules.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/rules-ts.md","filePath":"site/generated/source/src/model/rules-ts.md"}');
const _sfc_main = { name: "source/src/model/rules-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelrulests" tabindex="-1"><code>src/model/rules.ts</code> <a class="header-anchor" href="#srcmodelrulests" aria-label="Permalink to &quot;\`src/model/rules.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** How signs and curvatures go together. */</span></span>
<span class="line"><span>import type { Curvature, Monotonicity, Node, Sign } from &quot;./node.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function isNonnegative({ sign }: { readonly sign: Sign }): boolean {</span></span>
<span class="line"><span>  return sign === &quot;nonnegative&quot; || sign === &quot;zero&quot;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function isNonpositive({ sign }: { readonly sign: Sign }): boolean {</span></span>
<span class="line"><span>  return sign === &quot;nonpositive&quot; || sign === &quot;zero&quot;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function signFrom(nonnegative: boolean, nonpositive: boolean): Sign {</span></span>
<span class="line"><span>  if (nonnegative) return nonpositive ? &quot;zero&quot; : &quot;nonnegative&quot;;</span></span>
<span class="line"><span>  return nonpositive ? &quot;nonpositive&quot; : &quot;unknown&quot;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The sign of all these numbers. */</span></span>
<span class="line"><span>export function signOfNumbers(numbers: Float64Array): Sign {</span></span>
<span class="line"><span>  let [nonnegative, nonpositive] = [true, true];</span></span>
<span class="line"><span>  for (const number of numbers) {</span></span>
<span class="line"><span>    if (!(number &gt;= 0)) nonnegative = false;</span></span>
<span class="line"><span>    if (!(number &lt;= 0)) nonpositive = false;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return signFrom(nonnegative, nonpositive);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Of a sum, or of entries side by side. */</span></span>
<span class="line"><span>export function signOfSum(parts: readonly { readonly sign: Sign }[]): Sign {</span></span>
<span class="line"><span>  return signFrom(parts.every(isNonnegative), parts.every(isNonpositive));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function signOfProduct(a: { readonly sign: Sign }, b: { readonly sign: Sign }): Sign {</span></span>
<span class="line"><span>  if (a.sign === &quot;zero&quot; || b.sign === &quot;zero&quot;) return &quot;zero&quot;;</span></span>
<span class="line"><span>  if (a.sign === &quot;unknown&quot; || b.sign === &quot;unknown&quot;) return &quot;unknown&quot;;</span></span>
<span class="line"><span>  return a.sign === b.sign ? &quot;nonnegative&quot; : &quot;nonpositive&quot;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function negatedSign(sign: Sign): Sign {</span></span>
<span class="line"><span>  if (sign === &quot;nonnegative&quot;) return &quot;nonpositive&quot;;</span></span>
<span class="line"><span>  return sign === &quot;nonpositive&quot; ? &quot;nonnegative&quot; : sign;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function negatedCurvature(curvature: Curvature): Curvature {</span></span>
<span class="line"><span>  if (curvature === &quot;convex&quot;) return &quot;concave&quot;;</span></span>
<span class="line"><span>  return curvature === &quot;concave&quot; ? &quot;convex&quot; : curvature;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function isConvex(curvature: Curvature): boolean {</span></span>
<span class="line"><span>  return curvature !== &quot;concave&quot; &amp;&amp; curvature !== &quot;unknown&quot;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function isConcave(curvature: Curvature): boolean {</span></span>
<span class="line"><span>  return curvature !== &quot;convex&quot; &amp;&amp; curvature !== &quot;unknown&quot;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function isAffine(curvature: Curvature): boolean {</span></span>
<span class="line"><span>  return curvature === &quot;constant&quot; || curvature === &quot;affine&quot;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function curvatureOfSum(parts: readonly Curvature[]): Curvature {</span></span>
<span class="line"><span>  if (parts.every((part) =&gt; part === &quot;constant&quot;)) return &quot;constant&quot;;</span></span>
<span class="line"><span>  if (parts.every(isAffine)) return &quot;affine&quot;;</span></span>
<span class="line"><span>  if (parts.every(isConvex)) return &quot;convex&quot;;</span></span>
<span class="line"><span>  return parts.every(isConcave) ? &quot;concave&quot; : &quot;unknown&quot;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** An argument&#39;s curvature behind something that moves with it in this way. */</span></span>
<span class="line"><span>export function through(curvature: Curvature, monotonicity: Monotonicity): Curvature {</span></span>
<span class="line"><span>  if (isAffine(curvature) || monotonicity === &quot;increasing&quot;) return curvature;</span></span>
<span class="line"><span>  return monotonicity === &quot;decreasing&quot; ? negatedCurvature(curvature) : &quot;unknown&quot;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Of |x| and x² where x has this sign, and of products with such an x. */</span></span>
<span class="line"><span>export function awayFromZero(x: { readonly sign: Sign }): Monotonicity {</span></span>
<span class="line"><span>  if (isNonnegative(x)) return &quot;increasing&quot;;</span></span>
<span class="line"><span>  return isNonpositive(x) ? &quot;decreasing&quot; : &quot;neither&quot;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Of a convex function of arguments: each has to be affine, or convex where it increases, or concave where it decreases. */</span></span>
<span class="line"><span>export function curvatureOfConvex(</span></span>
<span class="line"><span>  args: readonly Node[],</span></span>
<span class="line"><span>  monotonicity: (arg: Node, index: number) =&gt; Monotonicity,</span></span>
<span class="line"><span>): Curvature {</span></span>
<span class="line"><span>  const parts = args.map((arg, i) =&gt; through(arg.jointCurvature, monotonicity(arg, i)));</span></span>
<span class="line"><span>  return parts.every(isConvex) ? &quot;convex&quot; : &quot;unknown&quot;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Of a product, of which one factor has no variables and the other no parameters where that has some. */</span></span>
<span class="line"><span>export function curvatureOfProduct(left: Node, right: Node): Curvature {</span></span>
<span class="line"><span>  const [data, other] = left.hasVariables ? [right, left] : [left, right];</span></span>
<span class="line"><span>  if (data.hasVariables || !isAffine(data.jointCurvature)) return &quot;unknown&quot;;</span></span>
<span class="line"><span>  if (data.parametrised &amp;&amp; other.parametrised) return &quot;unknown&quot;;</span></span>
<span class="line"><span>  const curvature = through(other.jointCurvature, awayFromZero(data));</span></span>
<span class="line"><span>  return curvature === &quot;constant&quot; ? data.jointCurvature : curvature;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/rules-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const rulesTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  rulesTs as default
};
