import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/canonical.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/canonical-ts.md","filePath":"site/generated/source/src/model/canonical-ts.md"}');
const _sfc_main = { name: "source/src/model/canonical-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelcanonicalts" tabindex="-1"><code>src/model/canonical.ts</code> <a class="header-anchor" href="#srcmodelcanonicalts" aria-label="Permalink to &quot;\`src/model/canonical.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * From expressions to rows: every nonlinear atom is replaced by new variables and rows, until all that is left is a</span></span>
<span class="line"><span> * quadratic program whose data are affine in the parameters.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Single variables against data become bounds; so do the bounds of new variables. Quadratics keep the form in which they</span></span>
<span class="line"><span> * were written: a sum of squares of variables has a diagonal Q.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { Affine } from &quot;./affine.js&quot;;</span></span>
<span class="line"><span>import { FormBuilder, ONE, constantForm, difference, identityForm, weightedSum } from &quot;./affine.js&quot;;</span></span>
<span class="line"><span>import type { Constraint } from &quot;./constraint.js&quot;;</span></span>
<span class="line"><span>import { evaluate } from &quot;./evaluate.js&quot;;</span></span>
<span class="line"><span>import type { Canonical, Node, PrimitiveAtom } from &quot;./node.js&quot;;</span></span>
<span class="line"><span>import { isConstant } from &quot;./node.js&quot;;</span></span>
<span class="line"><span>import { KeptRows, boundOf, isNumber, numberIn, singleVariable } from &quot;./presolve.js&quot;;</span></span>
<span class="line"><span>import type { Bound } from &quot;./presolve.js&quot;;</span></span>
<span class="line"><span>import { isNonnegative, isNonpositive } from &quot;./rules.js&quot;;</span></span>
<span class="line"><span>import { broadcastIndex } from &quot;./shapes.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Where one entry of a constraint went, and what a multiplier there is times to be its dual. A variable that is \`fixed\` has</span></span>
<span class="line"><span> * equal bounds: its multiplier is that of the upper one less that of the lower one.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export interface Place {</span></span>
<span class="line"><span>  readonly kind: &quot;nu&quot; | &quot;lambda&quot; | &quot;lambdaLower&quot; | &quot;lambdaUpper&quot; | &quot;fixed&quot; | &quot;none&quot;;</span></span>
<span class="line"><span>  readonly index: number;</span></span>
<span class="line"><span>  readonly factor: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const NOWHERE: Place = { kind: &quot;none&quot;, index: 0, factor: 0 };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A product that stands in the objective. */</span></span>
<span class="line"><span>export interface Product {</span></span>
<span class="line"><span>  readonly left: Affine;</span></span>
<span class="line"><span>  readonly i: number;</span></span>
<span class="line"><span>  readonly right: Affine;</span></span>
<span class="line"><span>  readonly j: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Collects the rows of a problem. */</span></span>
<span class="line"><span>export class Rows implements Canonical {</span></span>
<span class="line"><span>  readonly variableStart = new Map&lt;Node, number&gt;();</span></span>
<span class="line"><span>  readonly parameterStart = new Map&lt;Node, number&gt;();</span></span>
<span class="line"><span>  /** Of variables so far, new ones too. */</span></span>
<span class="line"><span>  variableCount = 0;</span></span>
<span class="line"><span>  parameterCount = 0;</span></span>
<span class="line"><span>  readonly products: Product[] = [];</span></span>
<span class="line"><span>  readonly equalities = new FormBuilder();</span></span>
<span class="line"><span>  equalityCount = 0;</span></span>
<span class="line"><span>  readonly inequalities = new FormBuilder();</span></span>
<span class="line"><span>  inequalityCount = 0;</span></span>
<span class="line"><span>  readonly lower = new Map&lt;number, Bound&gt;();</span></span>
<span class="line"><span>  readonly upper = new Map&lt;number, Bound&gt;();</span></span>
<span class="line"><span>  /** For every constraint, where the entries of each of its residuals went. */</span></span>
<span class="line"><span>  readonly places = new Map&lt;Constraint, Place[][]&gt;();</span></span>
<span class="line"><span>  /** New variables that stand in rows of a constraint, and not in the objective alone. */</span></span>
<span class="line"><span>  readonly #fixed = new Set&lt;number&gt;();</span></span>
<span class="line"><span>  readonly #fixes: boolean;</span></span>
<span class="line"><span>  readonly #kept = new KeptRows();</span></span>
<span class="line"><span>  readonly #owners = { lower: new Map&lt;number, Place[]&gt;(), upper: new Map&lt;number, Place[]&gt;() };</span></span>
<span class="line"><span>  readonly #forms = [new Map&lt;Node, Affine&gt;(), new Map&lt;Node, Affine&gt;()];</span></span>
<span class="line"><span>  #weighted = false;</span></span>
<span class="line"><span>  /** Soft constraints&#39; penalties, to be added to what is minimised. */</span></span>
<span class="line"><span>  readonly penalties: Affine[] = [];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** @param fixes whether variables that equal data become bounds; otherwise they are rows. */</span></span>
<span class="line"><span>  constructor(leaves: readonly Node[], fixes: boolean) {</span></span>
<span class="line"><span>    this.#fixes = fixes;</span></span>
<span class="line"><span>    for (const node of leaves) {</span></span>
<span class="line"><span>      if (node.leaf?.kind === &quot;parameter&quot;) {</span></span>
<span class="line"><span>        this.parameterStart.set(node, this.parameterCount);</span></span>
<span class="line"><span>        this.parameterCount += node.size;</span></span>
<span class="line"><span>        continue;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      this.variableStart.set(node, this.variableCount);</span></span>
<span class="line"><span>      const first = this.variableCount;</span></span>
<span class="line"><span>      this.variableCount += node.size;</span></span>
<span class="line"><span>      for (let i = 0; i &lt; node.size; i++) {</span></span>
<span class="line"><span>        if (isNonnegative(node)) this.lower.set(first + i, { constant: 0, terms: [] });</span></span>
<span class="line"><span>        if (isNonpositive(node)) this.upper.set(first + i, { constant: 0, terms: [] });</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  form(node: Node): Affine {</span></span>
<span class="line"><span>    const known = this.#forms[Number(this.#weighted)];</span></span>
<span class="line"><span>    const before = known.get(node);</span></span>
<span class="line"><span>    if (before !== undefined) return before;</span></span>
<span class="line"><span>    const form = this.#formOf(node);</span></span>
<span class="line"><span>    known.set(node, form);</span></span>
<span class="line"><span>    return form;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #formOf(node: Node): Affine {</span></span>
<span class="line"><span>    if (isConstant(node)) return constantForm(evaluate(node));</span></span>
<span class="line"><span>    const { leaf, size } = node;</span></span>
<span class="line"><span>    if (leaf?.kind === &quot;variable&quot;) return identityForm(&quot;variable&quot;, this.variableStart.get(node)!, size);</span></span>
<span class="line"><span>    if (leaf?.kind === &quot;parameter&quot;) return identityForm(&quot;parameter&quot;, this.parameterStart.get(node)!, size);</span></span>
<span class="line"><span>    if (node.expansion) return this.form(node.expansion);</span></span>
<span class="line"><span>    return (node.atom as PrimitiveAtom).canonical(node, this);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  weighted(node: Node): Affine {</span></span>
<span class="line"><span>    const before = this.#weighted;</span></span>
<span class="line"><span>    this.#weighted = true;</span></span>
<span class="line"><span>    const form = this.form(node);</span></span>
<span class="line"><span>    this.#weighted = before;</span></span>
<span class="line"><span>    return form;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  variables(size: number, lower?: number): Affine {</span></span>
<span class="line"><span>    const first = this.variableCount;</span></span>
<span class="line"><span>    this.variableCount += size;</span></span>
<span class="line"><span>    if (lower !== undefined) {</span></span>
<span class="line"><span>      for (let i = 0; i &lt; size; i++) this.lower.set(first + i, { constant: lower, terms: [] });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return identityForm(&quot;variable&quot;, first, size);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  squarable(form: Affine): Affine {</span></span>
<span class="line"><span>    const fits = form.parameter.every(</span></span>
<span class="line"><span>      (parameter, k) =&gt; parameter === ONE || (form.variable[k] === ONE &amp;&amp; !this.#weighted),</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>    if (fits) return form;</span></span>
<span class="line"><span>    const y = this.variables(form.size);</span></span>
<span class="line"><span>    this.zero(difference(form, y));</span></span>
<span class="line"><span>    return y;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  product(left: Affine, i: number, right: Affine, j: number): number {</span></span>
<span class="line"><span>    this.products.push({ left, i, right, j });</span></span>
<span class="line"><span>    return -1 - this.products.length;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  zero(rows: Affine): Place[] {</span></span>
<span class="line"><span>    return Array.from({ length: rows.size }, (_, i) =&gt; this.#zero(rows, i));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #zero(rows: Affine, i: number): Place {</span></span>
<span class="line"><span>    const at = singleVariable(rows, i);</span></span>
<span class="line"><span>    if (this.#fixes &amp;&amp; at &gt;= 0 &amp;&amp; this.#fix(rows, i, at)) {</span></span>
<span class="line"><span>      return { kind: &quot;fixed&quot;, index: rows.variable[at], factor: 1 / rows.value[at] };</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    if (this.#kept.hasEquality(rows, i)) return NOWHERE;</span></span>
<span class="line"><span>    this.equalities.add(rows, i, 1);</span></span>
<span class="line"><span>    this.equalities.endEntry();</span></span>
<span class="line"><span>    return { kind: &quot;nu&quot;, index: this.equalityCount++, factor: 1 };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Sets both bounds, where those that are there do not contradict; false, and nothing is done, elsewhere. */</span></span>
<span class="line"><span>  #fix(rows: Affine, i: number, at: number): boolean {</span></span>
<span class="line"><span>    const index = rows.variable[at];</span></span>
<span class="line"><span>    const bound = boundOf(rows, i, at);</span></span>
<span class="line"><span>    const [lower, upper] = [this.lower.get(index), this.upper.get(index)];</span></span>
<span class="line"><span>    const moving = [bound, lower, upper].some((one) =&gt; one !== undefined &amp;&amp; one.terms.length &gt; 0);</span></span>
<span class="line"><span>    if (this.#fixed.has(index) || (moving &amp;&amp; (lower || upper))) return false;</span></span>
<span class="line"><span>    if ((lower &amp;&amp; lower.constant &gt; bound.constant) || (upper &amp;&amp; upper.constant &lt; bound.constant))</span></span>
<span class="line"><span>      return false;</span></span>
<span class="line"><span>    for (const side of [&quot;lower&quot;, &quot;upper&quot;] as const) {</span></span>
<span class="line"><span>      this.#disown(side, index);</span></span>
<span class="line"><span>      this[side].set(index, bound);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.#fixed.add(index);</span></span>
<span class="line"><span>    return true;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** What a bound meant is said by another: its constraint has no multiplier any more. */</span></span>
<span class="line"><span>  #disown(side: &quot;lower&quot; | &quot;upper&quot;, index: number): void {</span></span>
<span class="line"><span>    const kind = side === &quot;upper&quot; ? &quot;lambdaUpper&quot; : &quot;lambdaLower&quot;;</span></span>
<span class="line"><span>    const owner = this.#owners[side].get(index);</span></span>
<span class="line"><span>    owner?.forEach((place, k) =&gt; {</span></span>
<span class="line"><span>      if (place.index === index &amp;&amp; place.kind === kind) owner[k] = NOWHERE;</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    this.#owners[side].delete(index);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  atMostZero(rows: Affine): Place[] {</span></span>
<span class="line"><span>    const places: Place[] = [];</span></span>
<span class="line"><span>    for (let i = 0; i &lt; rows.size; i++) this.#atMostZero(rows, i, places);</span></span>
<span class="line"><span>    return places;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** One row, and where it went: \`places[i]\`, which may change when a tighter bound comes. */</span></span>
<span class="line"><span>  #atMostZero(rows: Affine, i: number, places: Place[]): void {</span></span>
<span class="line"><span>    const at = singleVariable(rows, i);</span></span>
<span class="line"><span>    if (at &gt;= 0) this.#bound(rows, i, at, places);</span></span>
<span class="line"><span>    else if (isNumber(rows, i) &amp;&amp; numberIn(rows, i) &lt;= 0) places[i] = NOWHERE;</span></span>
<span class="line"><span>    else this.#inequality(rows, i, places);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #inequality(rows: Affine, i: number, places: Place[]): void {</span></span>
<span class="line"><span>    if (this.#kept.hasInequality(rows, i)) {</span></span>
<span class="line"><span>      places[i] = NOWHERE;</span></span>
<span class="line"><span>      return;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.inequalities.add(rows, i, 1);</span></span>
<span class="line"><span>    this.inequalities.endEntry();</span></span>
<span class="line"><span>    places[i] = { kind: &quot;lambda&quot;, index: this.inequalityCount++, factor: 1 };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** a z + c ≤ 0 is z ≤ −c / a for a &gt; 0, and z ≥ −c / a for a &lt; 0; its multiplier is that of the bound over |a|. */</span></span>
<span class="line"><span>  #bound(rows: Affine, i: number, at: number, places: Place[]): void {</span></span>
<span class="line"><span>    const factor = rows.value[at];</span></span>
<span class="line"><span>    const index = rows.variable[at];</span></span>
<span class="line"><span>    const { constant, terms } = boundOf(rows, i, at);</span></span>
<span class="line"><span>    const side = factor &gt; 0 ? &quot;upper&quot; : &quot;lower&quot;;</span></span>
<span class="line"><span>    const bounds = this[side];</span></span>
<span class="line"><span>    const before = bounds.get(index);</span></span>
<span class="line"><span>    const fixed = this.#fixed.has(index);</span></span>
<span class="line"><span>    const tighter = before &amp;&amp; (side === &quot;upper&quot; ? constant &lt; before.constant : constant &gt; before.constant);</span></span>
<span class="line"><span>    if (before &amp;&amp; (before.terms.length &gt; 0 || terms.length &gt; 0 || (fixed &amp;&amp; tighter))) {</span></span>
<span class="line"><span>      this.#inequality(rows, i, places);</span></span>
<span class="line"><span>      return;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const looser = before &amp;&amp; (side === &quot;upper&quot; ? constant &gt; before.constant : constant &lt; before.constant);</span></span>
<span class="line"><span>    const owners = this.#owners[side];</span></span>
<span class="line"><span>    const owner = owners.get(index);</span></span>
<span class="line"><span>    // Of two that are equal the first has the multiplier; a bound that no constraint has made gives it away.</span></span>
<span class="line"><span>    if (looser || (before &amp;&amp; (owner || fixed) &amp;&amp; constant === before.constant)) {</span></span>
<span class="line"><span>      places[i] = NOWHERE;</span></span>
<span class="line"><span>      return;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    bounds.set(index, { constant, terms });</span></span>
<span class="line"><span>    this.#disown(side, index);</span></span>
<span class="line"><span>    owners.set(index, places);</span></span>
<span class="line"><span>    places[i] = {</span></span>
<span class="line"><span>      kind: side === &quot;upper&quot; ? &quot;lambdaUpper&quot; : &quot;lambdaLower&quot;,</span></span>
<span class="line"><span>      index,</span></span>
<span class="line"><span>      factor: 1 / Math.abs(factor),</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constrain(constraint: Constraint): void {</span></span>
<span class="line"><span>    const { relation, residuals, softness } = constraint;</span></span>
<span class="line"><span>    const places: Place[][] = [];</span></span>
<span class="line"><span>    for (const residual of residuals) {</span></span>
<span class="line"><span>      const form = this.form(residual);</span></span>
<span class="line"><span>      let rows = form;</span></span>
<span class="line"><span>      if (softness) {</span></span>
<span class="line"><span>        const missing = this.variables(</span></span>
<span class="line"><span>          form.size,</span></span>
<span class="line"><span>          relation === &quot;eq&quot; &amp;&amp; softness.penalty === &quot;l2&quot; ? undefined : 0,</span></span>
<span class="line"><span>        );</span></span>
<span class="line"><span>        rows = difference(form, missing);</span></span>
<span class="line"><span>        this.penalties.push(this.#price(missing, softness.weight, residual, softness.penalty));</span></span>
<span class="line"><span>        if (relation === &quot;eq&quot; &amp;&amp; softness.penalty === &quot;l1&quot;) {</span></span>
<span class="line"><span>          const other = this.variables(form.size, 0);</span></span>
<span class="line"><span>          rows = weightedSum([</span></span>
<span class="line"><span>            [1, rows],</span></span>
<span class="line"><span>            [1, other],</span></span>
<span class="line"><span>          ]);</span></span>
<span class="line"><span>          this.penalties.push(this.#price(other, softness.weight, residual, &quot;l1&quot;));</span></span>
<span class="line"><span>        }</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      places.push(relation === &quot;eq&quot; ? this.zero(rows) : this.atMostZero(rows));</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.places.set(constraint, places);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Σ weight · missing, or · missing². */</span></span>
<span class="line"><span>  #price(missing: Affine, weight: Node, { shape }: Node, penalty: &quot;l1&quot; | &quot;l2&quot;): Affine {</span></span>
<span class="line"><span>    const form = this.form(weight);</span></span>
<span class="line"><span>    const index = broadcastIndex(weight.shape, shape);</span></span>
<span class="line"><span>    const builder = new FormBuilder();</span></span>
<span class="line"><span>    for (let i = 0; i &lt; missing.size; i++) {</span></span>
<span class="line"><span>      if (penalty === &quot;l1&quot;) builder.addProduct(form, index[i], missing, i);</span></span>
<span class="line"><span>      else {</span></span>
<span class="line"><span>        const symbol = this.product(missing, i, missing, i);</span></span>
<span class="line"><span>        for (let k = form.start[index[i]]; k &lt; form.start[index[i] + 1]; k++) {</span></span>
<span class="line"><span>          builder.push(symbol, form.parameter[k], form.value[k]);</span></span>
<span class="line"><span>        }</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    builder.endEntry();</span></span>
<span class="line"><span>    return builder.done();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/canonical-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const canonicalTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  canonicalTs as default
};
