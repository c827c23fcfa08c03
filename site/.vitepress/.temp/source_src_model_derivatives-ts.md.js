import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/derivatives.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/derivatives-ts.md","filePath":"site/generated/source/src/model/derivatives-ts.md"}');
const _sfc_main = { name: "source/src/model/derivatives-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelderivativests" tabindex="-1"><code>src/model/derivatives.ts</code> <a class="header-anchor" href="#srcmodelderivativests" aria-label="Permalink to &quot;\`src/model/derivatives.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Derivatives of a solution in the words of its problem: those of the quadratic program between two linear maps. */</span></span>
<span class="line"><span>import type { Cotangents, DenseArray, Solution, Tangents } from &quot;../index.js&quot;;</span></span>
<span class="line"><span>import { formatShape, requireRoom, sizeOf } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import { written } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import type { ArrayInput } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import type { Output } from &quot;./outputs.js&quot;;</span></span>
<span class="line"><span>import { shapeOfOutput } from &quot;./outputs.js&quot;;</span></span>
<span class="line"><span>import type { Program } from &quot;./program.js&quot;;</span></span>
<span class="line"><span>import * as reduction from &quot;./reduction.js&quot;;</span></span>
<span class="line"><span>import type { Theta } from &quot;./theta.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export class ModelDerivatives {</span></span>
<span class="line"><span>  readonly #program: Program;</span></span>
<span class="line"><span>  readonly #sense: 1 | -1;</span></span>
<span class="line"><span>  readonly #theta: Theta;</span></span>
<span class="line"><span>  readonly #qp: Solution;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(program: Program, sense: 1 | -1, theta: Theta, qp: Solution) {</span></span>
<span class="line"><span>    this.#program = program;</span></span>
<span class="line"><span>    this.#sense = sense;</span></span>
<span class="line"><span>    this.#theta = theta;</span></span>
<span class="line"><span>    this.#qp = qp;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Gradients in these parameters, one array each; of the program&#39;s inputs only those are computed that they are in.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @param positions of the parameters; all others are left out, and undefined.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  vjp(</span></span>
<span class="line"><span>    cotangents: ReadonlyMap&lt;Output, Float64Array&gt;,</span></span>
<span class="line"><span>    positions: readonly number[],</span></span>
<span class="line"><span>  ): readonly (Float64Array | undefined)[] {</span></span>
<span class="line"><span>    const { compiled, moving } = this.#program;</span></span>
<span class="line"><span>    const theta = this.#theta;</span></span>
<span class="line"><span>    const into: { -readonly [Name in keyof Cotangents]?: Float64Array } = {};</span></span>
<span class="line"><span>    for (const [output, cotangent] of cotangents) {</span></span>
<span class="line"><span>      if (output === &quot;objective&quot;) into.objective = cotangent.map((value) =&gt; this.#sense * value);</span></span>
<span class="line"><span>      else reduction.restrict(compiled, output, cotangent, into, theta.batch);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const shaped = Object.fromEntries(</span></span>
<span class="line"><span>      Object.entries(into).map(([name, data]) =&gt; [name, this.#outputArray(name, data)]),</span></span>
<span class="line"><span>    ) as Cotangents;</span></span>
<span class="line"><span>    const arrays = compiled.parameters.map((_, i) =&gt;</span></span>
<span class="line"><span>      positions.includes(i) ? new Float64Array(sizeOf(theta.shapeOf(i))) : undefined,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>    const wrt = moving</span></span>
<span class="line"><span>      .filter(({ parameters }) =&gt; parameters.some((position) =&gt; arrays[position]))</span></span>
<span class="line"><span>      .map(({ name }) =&gt; name);</span></span>
<span class="line"><span>    reduction.pullBack(this.#program, theta, this.#qp.vjp(shaped, { wrt }), arrays);</span></span>
<span class="line"><span>    if (into.objective &amp;&amp; compiled.offset.length &gt; 0) {</span></span>
<span class="line"><span>      const weights = this.#solvedOnly(into.objective);</span></span>
<span class="line"><span>      reduction.addOffsetGradient(compiled, theta, weights, arrays);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return arrays;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Numbers of elements that are not solved become 0, or NaN as the setting says. */</span></span>
<span class="line"><span>  #solvedOnly(numbers: Float64Array): Float64Array {</span></span>
<span class="line"><span>    const unsolved = this.#program.settings.unsolvedGradient === &quot;nan&quot; ? NaN : 0;</span></span>
<span class="line"><span>    return numbers.map((number, i) =&gt; (this.#qp.status[i] === &quot;solved&quot; ? number : unsolved));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #outputArray(name: string, data: Float64Array): ArrayInput {</span></span>
<span class="line"><span>    const { batch } = this.#theta;</span></span>
<span class="line"><span>    return { data, shape: name === &quot;objective&quot; ? [batch] : [batch, data.length / batch] };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** How outputs move with the parameters. */</span></span>
<span class="line"><span>  jvp(move: Theta): (output: Output) =&gt; Float64Array {</span></span>
<span class="line"><span>    const { compiled, moving } = this.#program;</span></span>
<span class="line"><span>    const inputs = reduction.pushForward(this.#program, this.#theta, move);</span></span>
<span class="line"><span>    const tangents: Partial&lt;Record&lt;string, unknown&gt;&gt; = {};</span></span>
<span class="line"><span>    for (const one of moving) {</span></span>
<span class="line"><span>      tangents[one.name] = this.#program.shaped(one, inputs[one.name]!, this.#theta);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const moved = this.#qp.jvp(tangents as Tangents);</span></span>
<span class="line"><span>    return (output) =&gt; {</span></span>
<span class="line"><span>      if (output !== &quot;objective&quot;) return reduction.lift(compiled, output, moved, this.#theta.batch);</span></span>
<span class="line"><span>      const own = moved.objective.map((_, i) =&gt;</span></span>
<span class="line"><span>        compiled.offset.length === 0</span></span>
<span class="line"><span>          ? 0</span></span>
<span class="line"><span>          : reduction.offsetMove(compiled.offset, this.#theta.row(i), move.row(i)),</span></span>
<span class="line"><span>      );</span></span>
<span class="line"><span>      const kept = this.#solvedOnly(own);</span></span>
<span class="line"><span>      return moved.objective.map((value, i) =&gt; this.#sense * (value + kept[i]));</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** ∂output/∂parameter of every element: see {@link jacobians}. */</span></span>
<span class="line"><span>  jacobian(output: Output, position: number): DenseArray&lt;Float64Array&gt; {</span></span>
<span class="line"><span>    return this.jacobians([output], [position])[0][0];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * ∂output/∂parameter of every element, for all outputs and parameters (by position) at once: column by column, or row by</span></span>
<span class="line"><span>   * row where those are fewer. A column moves all outputs, and a row has the gradients of all parameters.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  jacobians(outputs: readonly Output[], positions: readonly number[]): DenseArray&lt;Float64Array&gt;[][] {</span></span>
<span class="line"><span>    const { batch, batched } = this.#theta;</span></span>
<span class="line"><span>    const leaves = positions.map((position) =&gt; this.#program.compiled.parameters[position].leaf);</span></span>
<span class="line"><span>    const sizes = outputs.map((output) =&gt; sizeOf(shapeOfOutput(output)));</span></span>
<span class="line"><span>    const jacobians = outputs.map((output) =&gt;</span></span>
<span class="line"><span>      leaves.map((leaf) =&gt; {</span></span>
<span class="line"><span>        const shape = [...(batched ? [batch] : []), ...shapeOfOutput(output), ...leaf.shape];</span></span>
<span class="line"><span>        requireRoom(</span></span>
<span class="line"><span>          &quot;jacobian&quot;,</span></span>
<span class="line"><span>          sizeOf(shape),</span></span>
<span class="line"><span>          \`a Jacobian of shape \${formatShape(shape)}\`,</span></span>
<span class="line"><span>          &quot;Take vjp or jvp, whose results have the size of a parameter or an output.&quot;,</span></span>
<span class="line"><span>        );</span></span>
<span class="line"><span>        return written({ data: new Float64Array(sizeOf(shape)), shape });</span></span>
<span class="line"><span>      }),</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>    const total = (numbers: readonly number[]): number =&gt; numbers.reduce((sum, one) =&gt; sum + one, 0);</span></span>
<span class="line"><span>    if (batch === 1 &amp;&amp; total(sizes) &lt; total(leaves.map(({ size }) =&gt; size))) {</span></span>
<span class="line"><span>      outputs.forEach((output, k) =&gt; {</span></span>
<span class="line"><span>        for (let row = 0; row &lt; sizes[k]; row++) {</span></span>
<span class="line"><span>          const unit = new Float64Array(sizes[k]);</span></span>
<span class="line"><span>          unit[row] = 1;</span></span>
<span class="line"><span>          const gradients = this.vjp(new Map([[output, unit]]), positions);</span></span>
<span class="line"><span>          positions.forEach((position, l) =&gt;</span></span>
<span class="line"><span>            jacobians[k][l].data.set(gradients[position]!, row * leaves[l].size),</span></span>
<span class="line"><span>          );</span></span>
<span class="line"><span>        }</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>      return jacobians;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    positions.forEach((position, l) =&gt; {</span></span>
<span class="line"><span>      const columns = leaves[l].size;</span></span>
<span class="line"><span>      for (let column = 0; column &lt; columns; column++) {</span></span>
<span class="line"><span>        const moved = this.jvp(this.#theta.unit(position, column));</span></span>
<span class="line"><span>        outputs.forEach((output, k) =&gt; {</span></span>
<span class="line"><span>          const { data } = jacobians[k][l];</span></span>
<span class="line"><span>          moved(output).forEach((value, row) =&gt; (data[row * columns + column] = value));</span></span>
<span class="line"><span>        });</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    return jacobians;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/derivatives-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const derivativesTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  derivativesTs as default
};
