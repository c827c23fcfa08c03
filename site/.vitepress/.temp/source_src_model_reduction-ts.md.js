import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/reduction.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/reduction-ts.md","filePath":"site/generated/source/src/model/reduction-ts.md"}');
const _sfc_main = { name: "source/src/model/reduction-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelreductionts" tabindex="-1"><code>src/model/reduction.ts</code> <a class="header-anchor" href="#srcmodelreductionts" aria-label="Permalink to &quot;\`src/model/reduction.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * The way between a problem in words and its quadratic program, as of every reduction: inputs of the program are affine in</span></span>
<span class="line"><span> * the parameters, and values, duals and the objective are linear in its outputs. Small changes take the same ways, and</span></span>
<span class="line"><span> * gradients go back by the transposes.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { Gradients } from &quot;../index.js&quot;;</span></span>
<span class="line"><span>import { sizeOf } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { FieldName } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import type { Compiled, OffsetTerm } from &quot;./compile.js&quot;;</span></span>
<span class="line"><span>import { Constraint } from &quot;./constraint.js&quot;;</span></span>
<span class="line"><span>import type { Variable } from &quot;./leaves.js&quot;;</span></span>
<span class="line"><span>import type { Output } from &quot;./outputs.js&quot;;</span></span>
<span class="line"><span>import type { Program } from &quot;./program.js&quot;;</span></span>
<span class="line"><span>import type { Theta } from &quot;./theta.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The arrays of the program that outputs are read from. */</span></span>
<span class="line"><span>export interface ProgramOutputs {</span></span>
<span class="line"><span>  readonly z: Float64Array;</span></span>
<span class="line"><span>  readonly nu: Float64Array;</span></span>
<span class="line"><span>  readonly lambda: Float64Array;</span></span>
<span class="line"><span>  readonly lambdaLower: Float64Array;</span></span>
<span class="line"><span>  readonly lambdaUpper: Float64Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** L: values of a variable, or duals of a constraint, \`[B, size]\`. */</span></span>
<span class="line"><span>export function lift(</span></span>
<span class="line"><span>  compiled: Compiled,</span></span>
<span class="line"><span>  output: Exclude&lt;Output, &quot;objective&quot;&gt;,</span></span>
<span class="line"><span>  from: ProgramOutputs,</span></span>
<span class="line"><span>  batch: number,</span></span>
<span class="line"><span>): Float64Array {</span></span>
<span class="line"><span>  const size = sizeOf(output.shape);</span></span>
<span class="line"><span>  const out = new Float64Array(batch * size);</span></span>
<span class="line"><span>  if (output instanceof Constraint) {</span></span>
<span class="line"><span>    eachPlace(compiled, output, (entry, name, index, factor, width) =&gt; {</span></span>
<span class="line"><span>      for (let i = 0; i &lt; batch; i++) out[i * size + entry] += factor * from[name][i * width + index];</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    return out;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const start = startOf(compiled, output);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; batch; i++) {</span></span>
<span class="line"><span>    const at = i * compiled.n + start;</span></span>
<span class="line"><span>    out.set(from.z.subarray(at, at + size), i * size);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return out;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Lᵀ: adds an output&#39;s cotangent to those of the program&#39;s outputs. */</span></span>
<span class="line"><span>export function restrict(</span></span>
<span class="line"><span>  compiled: Compiled,</span></span>
<span class="line"><span>  output: Exclude&lt;Output, &quot;objective&quot;&gt;,</span></span>
<span class="line"><span>  cotangent: Float64Array,</span></span>
<span class="line"><span>  into: { -readonly [Name in keyof ProgramOutputs]?: Float64Array },</span></span>
<span class="line"><span>  batch: number,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  const size = sizeOf(output.shape);</span></span>
<span class="line"><span>  if (output instanceof Constraint) {</span></span>
<span class="line"><span>    eachPlace(compiled, output, (entry, name, index, factor, width) =&gt; {</span></span>
<span class="line"><span>      const to = (into[name] ??= new Float64Array(batch * width));</span></span>
<span class="line"><span>      for (let i = 0; i &lt; batch; i++) to[i * width + index] += factor * cotangent[i * size + entry];</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    return;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const to = (into.z ??= new Float64Array(batch * compiled.n));</span></span>
<span class="line"><span>  const start = startOf(compiled, output);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; batch; i++) {</span></span>
<span class="line"><span>    for (let k = 0; k &lt; size; k++) to[i * compiled.n + start + k] += cotangent[i * size + k];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function startOf({ variables }: Compiled, variable: Variable): number {</span></span>
<span class="line"><span>  return variables.find(({ leaf }) =&gt; leaf === variable)!.start;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function eachPlace(</span></span>
<span class="line"><span>  compiled: Compiled,</span></span>
<span class="line"><span>  constraint: Constraint,</span></span>
<span class="line"><span>  visit: (</span></span>
<span class="line"><span>    entry: number,</span></span>
<span class="line"><span>    name: Exclude&lt;keyof ProgramOutputs, &quot;z&quot;&gt;,</span></span>
<span class="line"><span>    index: number,</span></span>
<span class="line"><span>    factor: number,</span></span>
<span class="line"><span>    width: number,</span></span>
<span class="line"><span>  ) =&gt; void,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  const { n, equalities, inequalities } = compiled;</span></span>
<span class="line"><span>  const widths = { nu: equalities, lambda: inequalities, lambdaLower: n, lambdaUpper: n };</span></span>
<span class="line"><span>  compiled.places.get(constraint)!.forEach((places, side) =&gt; {</span></span>
<span class="line"><span>    // A box has one dual: that of its upper side less that of its lower one.</span></span>
<span class="line"><span>    const sign = constraint.relation === &quot;box&quot; &amp;&amp; side === 0 ? -1 : 1;</span></span>
<span class="line"><span>    places.forEach(({ kind, index, factor }, entry) =&gt; {</span></span>
<span class="line"><span>      if (kind === &quot;fixed&quot;) {</span></span>
<span class="line"><span>        visit(entry, &quot;lambdaUpper&quot;, index, factor, n);</span></span>
<span class="line"><span>        visit(entry, &quot;lambdaLower&quot;, index, -factor, n);</span></span>
<span class="line"><span>      } else if (kind !== &quot;none&quot;) visit(entry, kind, index, sign * factor, widths[kind]);</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** P′: how the program&#39;s inputs move with the parameters. */</span></span>
<span class="line"><span>export function pushForward(</span></span>
<span class="line"><span>  program: Program,</span></span>
<span class="line"><span>  theta: Theta,</span></span>
<span class="line"><span>  move: Theta,</span></span>
<span class="line"><span>): { [Name in FieldName]?: Float64Array } {</span></span>
<span class="line"><span>  const moved: { [Name in FieldName]?: Float64Array } = {};</span></span>
<span class="line"><span>  for (const { name, map, parameters } of program.moving) {</span></span>
<span class="line"><span>    const batch = theta.sharesAll(parameters) ? 1 : theta.batch;</span></span>
<span class="line"><span>    const data = new Float64Array(batch * map.width);</span></span>
<span class="line"><span>    for (let i = 0; i &lt; batch; i++) map.move(move.row(i), data, i);</span></span>
<span class="line"><span>    moved[name] = data;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return moved;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Gradients in the parameters, one array each; undefined for those that nobody asks for. */</span></span>
<span class="line"><span>type ParameterArrays = readonly (Float64Array | undefined)[];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** P′ᵀ: gradients in the parameters from those in the program&#39;s inputs. */</span></span>
<span class="line"><span>export function pullBack(program: Program, theta: Theta, gradients: Gradients, into: ParameterArrays): void {</span></span>
<span class="line"><span>  const { compiled, moving } = program;</span></span>
<span class="line"><span>  const row = new Float64Array(compiled.thetaSize);</span></span>
<span class="line"><span>  for (const { name, map, parameters } of moving) {</span></span>
<span class="line"><span>    const gradient = gradients[name];</span></span>
<span class="line"><span>    if (gradient === undefined) continue;</span></span>
<span class="line"><span>    const batch = theta.sharesAll(parameters) ? 1 : theta.batch;</span></span>
<span class="line"><span>    for (let i = 0; i &lt; batch; i++) {</span></span>
<span class="line"><span>      for (const position of parameters) clear(row, compiled, position);</span></span>
<span class="line"><span>      map.pullBack(gradient.data, i, row);</span></span>
<span class="line"><span>      for (const position of parameters) addRow(row, compiled, theta, position, i, into);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function clear(row: Float64Array, { parameters }: Compiled, position: number): void {</span></span>
<span class="line"><span>  const { leaf, start } = parameters[position];</span></span>
<span class="line"><span>  row.fill(0, start, start + leaf.size);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A parameter that the batch shares gets the sum. */</span></span>
<span class="line"><span>function addRow(</span></span>
<span class="line"><span>  row: Float64Array,</span></span>
<span class="line"><span>  { parameters }: Compiled,</span></span>
<span class="line"><span>  theta: Theta,</span></span>
<span class="line"><span>  position: number,</span></span>
<span class="line"><span>  element: number,</span></span>
<span class="line"><span>  into: ParameterArrays,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  const target = into[position];</span></span>
<span class="line"><span>  if (target === undefined) return;</span></span>
<span class="line"><span>  const { leaf, start } = parameters[position];</span></span>
<span class="line"><span>  const at = element * theta.strideOf(position);</span></span>
<span class="line"><span>  for (let k = 0; k &lt; leaf.size; k++) target[at + k] += row[start + k];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What the objective has besides the program&#39;s, for one element. */</span></span>
<span class="line"><span>export function offsetAt(offset: readonly OffsetTerm[], theta: Float64Array): number {</span></span>
<span class="line"><span>  let total = 0;</span></span>
<span class="line"><span>  for (const { a, b, coefficient } of offset) {</span></span>
<span class="line"><span>    total += coefficient * (a &lt; 0 ? 1 : theta[a]) * (b &lt; 0 ? 1 : theta[b]);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return total;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How it moves. */</span></span>
<span class="line"><span>export function offsetMove(offset: readonly OffsetTerm[], theta: Float64Array, move: Float64Array): number {</span></span>
<span class="line"><span>  let total = 0;</span></span>
<span class="line"><span>  for (const { a, b, coefficient } of offset) {</span></span>
<span class="line"><span>    if (a &gt;= 0) total += coefficient * move[a] * (b &lt; 0 ? 1 : theta[b]);</span></span>
<span class="line"><span>    if (b &gt;= 0) total += coefficient * move[b] * (a &lt; 0 ? 1 : theta[a]);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return total;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Adds its gradient, \`weights[i]\` times for element i, to those in the parameters. */</span></span>
<span class="line"><span>export function addOffsetGradient(</span></span>
<span class="line"><span>  compiled: Compiled,</span></span>
<span class="line"><span>  theta: Theta,</span></span>
<span class="line"><span>  weights: Float64Array,</span></span>
<span class="line"><span>  into: ParameterArrays,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  const gradient = new Float64Array(compiled.thetaSize);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; theta.batch; i++) {</span></span>
<span class="line"><span>    if (weights[i] === 0) continue;</span></span>
<span class="line"><span>    const row = theta.row(i);</span></span>
<span class="line"><span>    gradient.fill(0);</span></span>
<span class="line"><span>    for (const { a, b, coefficient } of compiled.offset) {</span></span>
<span class="line"><span>      const weight = weights[i] * coefficient;</span></span>
<span class="line"><span>      if (a &gt;= 0) gradient[a] += weight * (b &lt; 0 ? 1 : row[b]);</span></span>
<span class="line"><span>      if (b &gt;= 0) gradient[b] += weight * (a &lt; 0 ? 1 : row[a]);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    compiled.parameters.forEach((_, position) =&gt; addRow(gradient, compiled, theta, position, i, into));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/reduction-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const reductionTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  reductionTs as default
};
