import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/form/dense-path.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/form/dense-path-ts.md","filePath":"site/generated/source/src/form/dense-path-ts.md"}');
const _sfc_main = { name: "source/src/form/dense-path-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcformdense-pathts" tabindex="-1"><code>src/form/dense-path.ts</code> <a class="header-anchor" href="#srcformdense-pathts" aria-label="Permalink to &quot;\`src/form/dense-path.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Linear systems at a point of the central path (central-path.ts), with dense matrices. */</span></span>
<span class="line"><span>import { mirror, symmetrise } from &quot;../matrix/dense.js&quot;;</span></span>
<span class="line"><span>import { QuasidefiniteFactors } from &quot;../matrix/ldl.js&quot;;</span></span>
<span class="line"><span>import { addTimesInOrder, denseMatrix } from &quot;../matrix/operator.js&quot;;</span></span>
<span class="line"><span>import { pseudoInverse } from &quot;../matrix/orthogonal.js&quot;;</span></span>
<span class="line"><span>import { requireRoom } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { KktVectors } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import type { PathSystem } from &quot;./path-system.js&quot;;</span></span>
<span class="line"><span>import { DELTA, FACTOR_REGULARISATION, REGULAR, RHO, SOLVED } from &quot;./path-system.js&quot;;</span></span>
<span class="line"><span>import type { Refinable } from &quot;./refinement.js&quot;;</span></span>
<span class="line"><span>import { addKktTimes, BlockUnits, multiplied, multiplyBy, refineInUnits } from &quot;./block-units.js&quot;;</span></span>
<span class="line"><span>import { norm, probeOf, refine } from &quot;./refinement.js&quot;;</span></span>
<span class="line"><span>import type { Blocks, Constraints } from &quot;./standard.js&quot;;</span></span>
<span class="line"><span>import type { UnitsOfElement } from &quot;./units.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** All of it in canonical units: what is singular must not depend on the user&#39;s. */</span></span>
<span class="line"><span>export class DensePath implements PathSystem, Refinable {</span></span>
<span class="line"><span>  readonly rho: Float64Array;</span></span>
<span class="line"><span>  readonly delta: Float64Array;</span></span>
<span class="line"><span>  readonly #constraints: Constraints;</span></span>
<span class="line"><span>  readonly #solution: KktVectors;</span></span>
<span class="line"><span>  readonly #canonical: BlockUnits;</span></span>
<span class="line"><span>  #units: Blocks;</span></span>
<span class="line"><span>  /** s/lambda + delta of the rows of C. */</span></span>
<span class="line"><span>  #gap: Float64Array;</span></span>
<span class="line"><span>  #factors: QuasidefiniteFactors | undefined;</span></span>
<span class="line"><span>  #weights: Float64Array;</span></span>
<span class="line"><span>  /** Rows that the factorisation does not eliminate. */</span></span>
<span class="line"><span>  #kept = new Int32Array(0);</span></span>
<span class="line"><span>  /** Of what elimination leaves of K, \`[n + equalities + kept]\` squared; or what stands for it. */</span></span>
<span class="line"><span>  #inverse: { readonly matrix: Float64Array; readonly regular: boolean } | undefined;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(constraints: Constraints, units: UnitsOfElement, solution: KktVectors) {</span></span>
<span class="line"><span>    this.#constraints = constraints;</span></span>
<span class="line"><span>    this.#solution = solution;</span></span>
<span class="line"><span>    this.#canonical = new BlockUnits(constraints, units);</span></span>
<span class="line"><span>    this.rho = this.#canonical.rho(RHO);</span></span>
<span class="line"><span>    this.delta = this.#canonical.delta(DELTA);</span></span>
<span class="line"><span>    this.#gap = this.#weights = new Float64Array(constraints.inequalities);</span></span>
<span class="line"><span>    this.#units = this.#canonical.at(this.#gap);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  newBlocks(): Blocks {</span></span>
<span class="line"><span>    return this.#constraints.newBlocks();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  refine(right: Blocks, out: Blocks): number {</span></span>
<span class="line"><span>    return refineInUnits(this, this.#units, right, out);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Eliminates the rows whose slack outweighs their multiplier, which add little to Q, and keeps the others beside E:</span></span>
<span class="line"><span>   * eliminated, their weight lambda/s would drown all else. Regularised.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  factor({ lambda }: Blocks, slack: Float64Array): void {</span></span>
<span class="line"><span>    const constraints = this.#constraints;</span></span>
<span class="line"><span>    const { n, equalities } = constraints;</span></span>
<span class="line"><span>    this.#inverse = undefined;</span></span>
<span class="line"><span>    const gap = slack.map((s, i) =&gt; s / lambda[i] + this.delta[i]);</span></span>
<span class="line"><span>    const units = this.#canonical.at(gap);</span></span>
<span class="line"><span>    this.#units = units;</span></span>
<span class="line"><span>    this.#gap = gap.map((value, i) =&gt; value * units.lambda[i] ** 2);</span></span>
<span class="line"><span>    this.#weights = this.#gap.map((gap) =&gt; 1 / gap);</span></span>
<span class="line"><span>    this.#kept = Int32Array.from(lambda.keys()).filter((i) =&gt; lambda[i] &gt; slack[i]);</span></span>
<span class="line"><span>    const size = n + equalities + this.#kept.length;</span></span>
<span class="line"><span>    requireRoomFor(size);</span></span>
<span class="line"><span>    const M = new Float64Array(size * size);</span></span>
<span class="line"><span>    const eliminated = this.#weights.map((weight, i) =&gt; weight * units.lambda[i] ** 2);</span></span>
<span class="line"><span>    for (const i of this.#kept) eliminated[i] = 0;</span></span>
<span class="line"><span>    constraints.addHessian(eliminated, M, size);</span></span>
<span class="line"><span>    for (let i = 0; i &lt; n; i++) {</span></span>
<span class="line"><span>      for (let j = 0; j &lt;= i; j++) M[i * size + j] *= units.z[i] * units.z[j];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    for (let i = 0; i &lt; n; i++) {</span></span>
<span class="line"><span>      const at = i * size + i;</span></span>
<span class="line"><span>      M[at] += RHO + FACTOR_REGULARISATION * Math.max(1, M[at]);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    for (let k = 0; k &lt; equalities; k++) {</span></span>
<span class="line"><span>      M.set(this.#scaledRow(constraints.rowOfE(k), units.nu[k]), (n + k) * size);</span></span>
<span class="line"><span>      M[(n + k) * size + n + k] = -FACTOR_REGULARISATION;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.#kept.forEach((row, k) =&gt; {</span></span>
<span class="line"><span>      const at = n + equalities + k;</span></span>
<span class="line"><span>      M.set(this.#scaledRow(constraints.rowOfC(row), units.lambda[row]), at * size);</span></span>
<span class="line"><span>      M[at * size + at] = -this.#gap[row] - FACTOR_REGULARISATION;</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    this.#factors = new QuasidefiniteFactors(M, size, n);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #scaledRow(row: Float64Array, unit: number): Float64Array {</span></span>
<span class="line"><span>    const { z } = this.#units;</span></span>
<span class="line"><span>    return row.map((value, i) =&gt; value * unit * z[i]);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Solves K out = right; where K is singular to working accuracy, by its pseudo-inverse, scaled. Both are matrices</span></span>
<span class="line"><span>   * that are symmetric to the last bit: what rounding makes of one right-hand side it must make of all.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  solve(right: KktVectors, out: KktVectors): void {</span></span>
<span class="line"><span>    if (this.#inverse === undefined) {</span></span>
<span class="line"><span>      const regular = this.#isRegular();</span></span>
<span class="line"><span>      this.#inverse = { matrix: regular ? this.#plainInverse() : this.#pseudoInverse(), regular };</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const { matrix, regular } = this.#inverse;</span></span>
<span class="line"><span>    const given = this.#constraints.newBlocks();</span></span>
<span class="line"><span>    const answer = this.#constraints.newBlocks();</span></span>
<span class="line"><span>    this.#constraints.gather(right, this.#solution, given);</span></span>
<span class="line"><span>    const scaled = multiplied(given, this.#units);</span></span>
<span class="line"><span>    if (regular) this.#applyInverse(matrix, scaled, answer);</span></span>
<span class="line"><span>    else this.#applyPseudoInverse(matrix, scaled, answer);</span></span>
<span class="line"><span>    multiplyBy(answer, this.#units);</span></span>
<span class="line"><span>    this.#constraints.scatter(answer, this.#solution, out);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #plainInverse(): Float64Array {</span></span>
<span class="line"><span>    const { n, equalities } = this.#constraints;</span></span>
<span class="line"><span>    const size = n + equalities + this.#kept.length;</span></span>
<span class="line"><span>    const inverse = new Float64Array(size * size);</span></span>
<span class="line"><span>    const unit = this.#constraints.newBlocks();</span></span>
<span class="line"><span>    const column = this.#constraints.newBlocks();</span></span>
<span class="line"><span>    for (let i = 0; i &lt; size; i++) {</span></span>
<span class="line"><span>      const [block, at] =</span></span>
<span class="line"><span>        i &lt; n</span></span>
<span class="line"><span>          ? [unit.z, i]</span></span>
<span class="line"><span>          : i &lt; n + equalities</span></span>
<span class="line"><span>            ? [unit.nu, i - n]</span></span>
<span class="line"><span>            : [unit.lambda, this.#kept[i - n - equalities]];</span></span>
<span class="line"><span>      block[at] = 1;</span></span>
<span class="line"><span>      refine(this, unit, column);</span></span>
<span class="line"><span>      block[at] = 0;</span></span>
<span class="line"><span>      inverse.set(column.z, i * size);</span></span>
<span class="line"><span>      inverse.set(column.nu, i * size + n);</span></span>
<span class="line"><span>      this.#kept.forEach((row, k) =&gt; (inverse[i * size + n + equalities + k] = column.lambda[row]));</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    symmetrise(inverse, size);</span></span>
<span class="line"><span>    return inverse;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #applyInverse(inverse: Float64Array, right: Blocks, out: Blocks): void {</span></span>
<span class="line"><span>    const size = Math.sqrt(inverse.length);</span></span>
<span class="line"><span>    this.#eliminate(right, out, (x) =&gt; {</span></span>
<span class="line"><span>      const product = new Float64Array(size);</span></span>
<span class="line"><span>      addTimesInOrder(denseMatrix(inverse, size, size), x, product);</span></span>
<span class="line"><span>      x.set(product);</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Decided once, for all right-hand sides, so that the map stays symmetric. Scaled by 1/√(1 + gap) on</span></span>
<span class="line"><span>   * the rows of C, a regular K has an inverse near 1; the probe reaches into all its directions.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  #isRegular(): boolean {</span></span>
<span class="line"><span>    const probe = probeOf(this.newBlocks());</span></span>
<span class="line"><span>    const scale = this.#rowScales();</span></span>
<span class="line"><span>    for (let i = 0; i &lt; scale.length; i++) probe.lambda[i] /= scale[i];</span></span>
<span class="line"><span>    const answer = this.#constraints.newBlocks();</span></span>
<span class="line"><span>    const { residual } = refine(this, probe, answer);</span></span>
<span class="line"><span>    for (let i = 0; i &lt; scale.length; i++) {</span></span>
<span class="line"><span>      probe.lambda[i] *= scale[i];</span></span>
<span class="line"><span>      answer.lambda[i] /= scale[i];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return residual &lt;= SOLVED &amp;&amp; norm(answer) &lt;= REGULAR * norm(probe);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #rowScales(): Float64Array {</span></span>
<span class="line"><span>    return this.#gap.map((gap) =&gt; 1 / Math.sqrt(1 + gap));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #pseudoInverse(): Float64Array {</span></span>
<span class="line"><span>    const constraints = this.#constraints;</span></span>
<span class="line"><span>    const { n, equalities, inequalities } = constraints;</span></span>
<span class="line"><span>    const size = n + equalities + inequalities;</span></span>
<span class="line"><span>    requireRoomFor(size);</span></span>
<span class="line"><span>    const scale = this.#rowScales();</span></span>
<span class="line"><span>    const K = new Float64Array(size * size);</span></span>
<span class="line"><span>    constraints.addHessian(new Float64Array(inequalities), K, size);</span></span>
<span class="line"><span>    const { z, nu, lambda } = this.#units;</span></span>
<span class="line"><span>    for (let i = 0; i &lt; n; i++) for (let j = 0; j &lt;= i; j++) K[i * size + j] *= z[i] * z[j];</span></span>
<span class="line"><span>    for (let k = 0; k &lt; equalities; k++) {</span></span>
<span class="line"><span>      K.set(this.#scaledRow(constraints.rowOfE(k), nu[k]), (n + k) * size);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    for (let k = 0; k &lt; inequalities; k++) {</span></span>
<span class="line"><span>      const row = n + equalities + k;</span></span>
<span class="line"><span>      K.set(this.#scaledRow(constraints.rowOfC(k), scale[k] * lambda[k]), row * size);</span></span>
<span class="line"><span>      K[row * size + row] = -(scale[k] ** 2) * this.#gap[k];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    mirror(K, size);</span></span>
<span class="line"><span>    return pseudoInverse(K, size, 1 / REGULAR);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #applyPseudoInverse(inverse: Float64Array, right: Blocks, out: Blocks): void {</span></span>
<span class="line"><span>    const { n, equalities, inequalities } = this.#constraints;</span></span>
<span class="line"><span>    const scale = this.#rowScales();</span></span>
<span class="line"><span>    const r = new Float64Array(n + equalities + inequalities);</span></span>
<span class="line"><span>    r.set(right.z);</span></span>
<span class="line"><span>    r.set(right.nu, n);</span></span>
<span class="line"><span>    for (let i = 0; i &lt; inequalities; i++) r[n + equalities + i] = right.lambda[i] * scale[i];</span></span>
<span class="line"><span>    const x = new Float64Array(r.length);</span></span>
<span class="line"><span>    addTimesInOrder(denseMatrix(inverse, x.length, x.length), r, x);</span></span>
<span class="line"><span>    out.z.set(x.subarray(0, n));</span></span>
<span class="line"><span>    out.nu.set(x.subarray(n, n + equalities));</span></span>
<span class="line"><span>    for (let i = 0; i &lt; inequalities; i++) out.lambda[i] = x[n + equalities + i] * scale[i];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  solveOnce(right: Blocks, out: Blocks): void {</span></span>
<span class="line"><span>    this.#eliminate(right, out, (x) =&gt; this.#factors!.solve(x));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Solves with the rows that are not kept eliminated; \`solve\` overwrites a right-hand side with the solution. */</span></span>
<span class="line"><span>  #eliminate(right: Blocks, out: Blocks, solve: (x: Float64Array) =&gt; void): void {</span></span>
<span class="line"><span>    const constraints = this.#constraints;</span></span>
<span class="line"><span>    const { n, equalities } = constraints;</span></span>
<span class="line"><span>    const units = this.#units;</span></span>
<span class="line"><span>    const first = n + equalities;</span></span>
<span class="line"><span>    const x = new Float64Array(first + this.#kept.length);</span></span>
<span class="line"><span>    const z = x.subarray(0, n);</span></span>
<span class="line"><span>    const eliminated = right.lambda.map((value, i) =&gt; value * this.#weights[i]);</span></span>
<span class="line"><span>    for (const i of this.#kept) eliminated[i] = 0;</span></span>
<span class="line"><span>    const added = new Float64Array(n);</span></span>
<span class="line"><span>    constraints.addCTransposed(</span></span>
<span class="line"><span>      eliminated.map((value, i) =&gt; value * units.lambda[i]),</span></span>
<span class="line"><span>      added,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>    for (let i = 0; i &lt; n; i++) z[i] = right.z[i] + added[i] * units.z[i];</span></span>
<span class="line"><span>    x.set(right.nu, n);</span></span>
<span class="line"><span>    this.#kept.forEach((row, k) =&gt; (x[first + k] = right.lambda[row]));</span></span>
<span class="line"><span>    solve(x);</span></span>
<span class="line"><span>    out.z.set(z);</span></span>
<span class="line"><span>    out.nu.set(x.subarray(n, first));</span></span>
<span class="line"><span>    out.lambda.fill(0);</span></span>
<span class="line"><span>    constraints.addC(</span></span>
<span class="line"><span>      z.map((value, i) =&gt; value * units.z[i]),</span></span>
<span class="line"><span>      out.lambda,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>    for (let i = 0; i &lt; out.lambda.length; i++) {</span></span>
<span class="line"><span>      out.lambda[i] = (out.lambda[i] * units.lambda[i] - right.lambda[i]) * this.#weights[i];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.#kept.forEach((row, k) =&gt; (out.lambda[row] = x[first + k]));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  addTimes(x: Blocks, factor: number, out: Blocks): void {</span></span>
<span class="line"><span>    addKktTimes(this.#constraints, this.#units, { rho: RHO, gap: this.#gap }, x, factor, out);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError before anything is allocated. */</span></span>
<span class="line"><span>function requireRoomFor(size: number): void {</span></span>
<span class="line"><span>  const what = \`a dense matrix of order \${size}, for a point of the central path\`;</span></span>
<span class="line"><span>  requireRoom(&quot;gradient&quot;, size * size, what, &#39;Leave out gradient: &quot;smoothed&quot;, or solve a smaller problem.&#39;);</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/form/dense-path-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const densePathTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  densePathTs as default
};
