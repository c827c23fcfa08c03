import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/derivative/jacobian.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/derivative/jacobian-ts.md","filePath":"site/generated/source/src/derivative/jacobian-ts.md"}');
const _sfc_main = { name: "source/src/derivative/jacobian-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcderivativejacobiants" tabindex="-1"><code>src/derivative/jacobian.ts</code> <a class="header-anchor" href="#srcderivativejacobiants" aria-label="Permalink to &quot;\`src/derivative/jacobian.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Full Jacobians: one solve per number of the output, or per number of the input, whichever are fewer. */</span></span>
<span class="line"><span>import { newOutputs } from &quot;../problem/batch.js&quot;;</span></span>
<span class="line"><span>import { formatShape, requireRoom, sizeOf } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { OutputName, OutputVectors } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import { sizeOfOutput, written } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import type { DenseArray, FieldName, Operand, Problem } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { asGiven, entriesShape } from &quot;./entries.js&quot;;</span></span>
<span class="line"><span>import type { Derivatives } from &quot;./index.js&quot;;</span></span>
<span class="line"><span>import type { Moves } from &quot;./inputs.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One block \`[outputs, inputs]\` per element, row-major, and its shape as users see it. */</span></span>
<span class="line"><span>interface Blocks {</span></span>
<span class="line"><span>  readonly outputs: number;</span></span>
<span class="line"><span>  readonly inputs: number;</span></span>
<span class="line"><span>  readonly jacobian: DenseArray&lt;Float64Array&gt;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** ∂output/∂input of every element. */</span></span>
<span class="line"><span>export function jacobianOf(</span></span>
<span class="line"><span>  derivatives: Derivatives,</span></span>
<span class="line"><span>  output: OutputName,</span></span>
<span class="line"><span>  input: FieldName,</span></span>
<span class="line"><span>): DenseArray&lt;Float64Array&gt; {</span></span>
<span class="line"><span>  const { problem } = derivatives;</span></span>
<span class="line"><span>  const { data, shape } = jacobianOfHeld(derivatives, output, input);</span></span>
<span class="line"><span>  const operand = problem[input]!;</span></span>
<span class="line"><span>  if (operand.given === undefined) return written({ data, shape });</span></span>
<span class="line"><span>  const entries = entriesShape(operand);</span></span>
<span class="line"><span>  const outer = shape.slice(0, -1);</span></span>
<span class="line"><span>  return written({ data: asGiven(operand, data), shape: [...outer, ...entries] });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** By the entries of a sparse Q as the problem holds them. */</span></span>
<span class="line"><span>function jacobianOfHeld(</span></span>
<span class="line"><span>  derivatives: Derivatives,</span></span>
<span class="line"><span>  output: OutputName,</span></span>
<span class="line"><span>  input: FieldName,</span></span>
<span class="line"><span>): DenseArray&lt;Float64Array&gt; {</span></span>
<span class="line"><span>  const { problem, separable } = derivatives;</span></span>
<span class="line"><span>  if (!separable || problem[input]!.size &lt; (sizeOfOutput(problem, output) ?? 1)) {</span></span>
<span class="line"><span>    return forwardJacobian(problem, output, input, (moves) =&gt; derivatives.pushForward(moves));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return reverseJacobian(</span></span>
<span class="line"><span>    problem,</span></span>
<span class="line"><span>    output,</span></span>
<span class="line"><span>    input,</span></span>
<span class="line"><span>    (cotangents, apart) =&gt; derivatives.pullBack(cotangents, [input], apart)[input]!,</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** All 0. */</span></span>
<span class="line"><span>function newBlocks(problem: Problem, output: OutputName, input: FieldName): Blocks {</span></span>
<span class="line"><span>  const { batch, batched } = problem;</span></span>
<span class="line"><span>  const operand = problem[input]!;</span></span>
<span class="line"><span>  const size = sizeOfOutput(problem, output);</span></span>
<span class="line"><span>  const outputs = size ?? 1;</span></span>
<span class="line"><span>  const inputs = operand.size;</span></span>
<span class="line"><span>  const inner = operand.given ? [operand.size] : entriesShape(operand);</span></span>
<span class="line"><span>  const shape = [...(batched ? [batch] : []), ...(size === undefined ? [] : [size]), ...inner];</span></span>
<span class="line"><span>  const hint = &quot;Take vjp or jvp, whose results have the size of an input or an output.&quot;;</span></span>
<span class="line"><span>  requireRoom(&quot;jacobian&quot;, sizeOf(shape), \`∂\${output}/∂\${input} of shape \${formatShape(shape)}\`, hint);</span></span>
<span class="line"><span>  return { outputs, inputs, jacobian: written({ data: new Float64Array(batch * outputs * inputs), shape }) };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Column by column: the outputs&#39; movement along every unit direction of the input. */</span></span>
<span class="line"><span>function forwardJacobian(</span></span>
<span class="line"><span>  problem: Problem,</span></span>
<span class="line"><span>  output: OutputName,</span></span>
<span class="line"><span>  input: FieldName,</span></span>
<span class="line"><span>  pushForward: (moves: Moves) =&gt; OutputVectors,</span></span>
<span class="line"><span>): DenseArray&lt;Float64Array&gt; {</span></span>
<span class="line"><span>  const { inputs, jacobian } = newBlocks(problem, output, input);</span></span>
<span class="line"><span>  if (jacobian.data.length === 0) return jacobian;</span></span>
<span class="line"><span>  const operand = problem[input]!;</span></span>
<span class="line"><span>  const move: Operand = { ...operand, data: new Float64Array(operand.data.length) };</span></span>
<span class="line"><span>  for (let column = 0; column &lt; inputs; column++) {</span></span>
<span class="line"><span>    for (let at = column; at &lt; move.data.length; at += inputs) move.data[at] = 1;</span></span>
<span class="line"><span>    const moved = pushForward({ [input]: move })[output];</span></span>
<span class="line"><span>    for (let row = 0; row &lt; moved.length; row++) jacobian.data[row * inputs + column] = moved[row];</span></span>
<span class="line"><span>    for (let at = column; at &lt; move.data.length; at += inputs) move.data[at] = 0;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return jacobian;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Row by row: the gradient of every number of the output, each element&#39;s kept apart. */</span></span>
<span class="line"><span>function reverseJacobian(</span></span>
<span class="line"><span>  problem: Problem,</span></span>
<span class="line"><span>  output: OutputName,</span></span>
<span class="line"><span>  input: FieldName,</span></span>
<span class="line"><span>  pullBack: (cotangents: OutputVectors, apart: Problem) =&gt; Float64Array,</span></span>
<span class="line"><span>): DenseArray&lt;Float64Array&gt; {</span></span>
<span class="line"><span>  const { outputs, inputs, jacobian } = newBlocks(problem, output, input);</span></span>
<span class="line"><span>  if (jacobian.data.length === 0) return jacobian;</span></span>
<span class="line"><span>  const apart = withoutSharing(problem, input);</span></span>
<span class="line"><span>  const cotangents = newOutputs(problem);</span></span>
<span class="line"><span>  const unit = cotangents[output];</span></span>
<span class="line"><span>  for (let row = 0; row &lt; outputs; row++) {</span></span>
<span class="line"><span>    for (let at = row; at &lt; unit.length; at += outputs) unit[at] = 1;</span></span>
<span class="line"><span>    const gradients = pullBack(cotangents, apart);</span></span>
<span class="line"><span>    for (let element = 0; element &lt; problem.batch; element++) {</span></span>
<span class="line"><span>      const start = element * inputs;</span></span>
<span class="line"><span>      jacobian.data.set(gradients.subarray(start, start + inputs), (element * outputs + row) * inputs);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    for (let at = row; at &lt; unit.length; at += outputs) unit[at] = 0;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return jacobian;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The same problem with a gradient per element for an input that the batch shares. */</span></span>
<span class="line"><span>function withoutSharing(problem: Problem, input: FieldName): Problem {</span></span>
<span class="line"><span>  const operand = problem[input]!;</span></span>
<span class="line"><span>  if (operand.stride &gt; 0) return problem;</span></span>
<span class="line"><span>  const data = new Float64Array(problem.batch * operand.size);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; problem.batch; i++) data.set(operand.data, i * operand.size);</span></span>
<span class="line"><span>  return { ...problem, [input]: { ...operand, data, stride: operand.size } };</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/derivative/jacobian-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const jacobianTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  jacobianTs as default
};
