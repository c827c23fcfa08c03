import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/problem/batch.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/problem/batch-ts.md","filePath":"site/generated/source/src/problem/batch-ts.md"}');
const _sfc_main = { name: "source/src/problem/batch-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcproblembatchts" tabindex="-1"><code>src/problem/batch.ts</code> <a class="header-anchor" href="#srcproblembatchts" aria-label="Permalink to &quot;\`src/problem/batch.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** A batch and its elements: rows and parts of it, without copying where that is possible, and back to the whole. */</span></span>
<span class="line"><span>import type { KktVectors, NumericData, OutputName, OutputVectors } from &quot;./fields.js&quot;;</span></span>
<span class="line"><span>import { ARRAY_NAMES, OUTPUT_NAMES, VECTOR_NAMES, widthOf } from &quot;./fields.js&quot;;</span></span>
<span class="line"><span>import type { Operand, Problem } from &quot;./problem.js&quot;;</span></span>
<span class="line"><span>import { FIELD_NAMES, boundAt } from &quot;./problem.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>type Numbers = Float64Array | Int32Array;</span></span>
<span class="line"><span>type Changeable&lt;Type&gt; = { -readonly [Key in keyof Type]: Type[Key] };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The problem of these elements alone, in memory of its own; what the batch shares they share. */</span></span>
<span class="line"><span>export function selectElements(problem: Problem, elements: readonly number[]): Problem {</span></span>
<span class="line"><span>  const part: Changeable&lt;Problem&gt; = { ...problem, batch: elements.length };</span></span>
<span class="line"><span>  part.positions = elements.map((element) =&gt; problem.positions?.[element] ?? element);</span></span>
<span class="line"><span>  for (const name of FIELD_NAMES) {</span></span>
<span class="line"><span>    const operand = problem[name];</span></span>
<span class="line"><span>    if (operand) part[name] = selectOperand(operand, elements);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return part;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function selectOperand(operand: Operand, elements: readonly number[]): Operand {</span></span>
<span class="line"><span>  if (operand.stride === 0) return operand;</span></span>
<span class="line"><span>  const data = gatherRows(operand.data, operand.size, elements);</span></span>
<span class="line"><span>  return { ...operand, data, shape: [elements.length, ...operand.shape.slice(1)] };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Elements \`first\` … \`last\` − 1 as a problem of their own, which looks at the same numbers. */</span></span>
<span class="line"><span>export function viewOfElements(problem: Problem, first: number, last: number): Problem {</span></span>
<span class="line"><span>  const count = last - first;</span></span>
<span class="line"><span>  const part: Changeable&lt;Problem&gt; = { ...problem, batch: count };</span></span>
<span class="line"><span>  part.positions = Array.from({ length: count }, (_, i) =&gt; problem.positions?.[first + i] ?? first + i);</span></span>
<span class="line"><span>  for (const name of FIELD_NAMES) {</span></span>
<span class="line"><span>    const operand = problem[name];</span></span>
<span class="line"><span>    if (operand === undefined || operand.stride === 0) continue;</span></span>
<span class="line"><span>    const data = operand.data.subarray(first * operand.size, last * operand.size);</span></span>
<span class="line"><span>    part[name] = { ...operand, data, shape: [count, ...operand.shape.slice(1)] };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return part;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The rows of elements \`first\` … \`last\` − 1 of every array, which are the same numbers. */</span></span>
<span class="line"><span>export function viewOfRows&lt;Arrays extends object&gt;(</span></span>
<span class="line"><span>  arrays: Arrays,</span></span>
<span class="line"><span>  batch: number,</span></span>
<span class="line"><span>  first: number,</span></span>
<span class="line"><span>  last: number,</span></span>
<span class="line"><span>): Arrays {</span></span>
<span class="line"><span>  return Object.fromEntries(</span></span>
<span class="line"><span>    Object.entries(arrays).map(([name, array]: [string, unknown]) =&gt; {</span></span>
<span class="line"><span>      if (!(array instanceof Float64Array || array instanceof Int32Array)) return [name, array];</span></span>
<span class="line"><span>      const length = array.length / batch;</span></span>
<span class="line"><span>      return [name, array.subarray(first * length, last * length)];</span></span>
<span class="line"><span>    }),</span></span>
<span class="line"><span>  ) as Arrays;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The vectors of one element, without copying. */</span></span>
<span class="line"><span>export function vectorsOf(problem: Problem, vectors: KktVectors, element: number): KktVectors {</span></span>
<span class="line"><span>  const { variables: n, equalities: e, inequalities: m } = problem;</span></span>
<span class="line"><span>  const row = (data: Float64Array, length: number): Float64Array =&gt;</span></span>
<span class="line"><span>    data.subarray(element * length, element * length + length);</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    z: row(vectors.z, n),</span></span>
<span class="line"><span>    nu: row(vectors.nu, e),</span></span>
<span class="line"><span>    lambda: row(vectors.lambda, m),</span></span>
<span class="line"><span>    lambdaLower: row(vectors.lambdaLower, n),</span></span>
<span class="line"><span>    lambdaUpper: row(vectors.lambdaUpper, n),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Copies row \`row\` of \`rows\` to row \`toRow\` of \`toRows\`. */</span></span>
<span class="line"><span>export function copyRow(</span></span>
<span class="line"><span>  from: Numbers,</span></span>
<span class="line"><span>  row: number,</span></span>
<span class="line"><span>  rows: number,</span></span>
<span class="line"><span>  to: Numbers,</span></span>
<span class="line"><span>  toRow: number,</span></span>
<span class="line"><span>  toRows: number,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  const length = from.length / rows;</span></span>
<span class="line"><span>  const target = toRow * (to.length / toRows);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; length; i++) to[target + i] = from[row * length + i];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** These of the numbers of every element of an operand, in the shape of a sparse one. */</span></span>
<span class="line"><span>export function gatherEntries(</span></span>
<span class="line"><span>  { data, size, stride, shape }: Operand,</span></span>
<span class="line"><span>  entries: ArrayLike&lt;number&gt;,</span></span>
<span class="line"><span>): Pick&lt;Operand, &quot;data&quot; | &quot;size&quot; | &quot;stride&quot; | &quot;shape&quot;&gt; {</span></span>
<span class="line"><span>  const count = entries.length;</span></span>
<span class="line"><span>  const elements = shape.length === 2 ? shape[0] : 1;</span></span>
<span class="line"><span>  const gathered = new Float64Array(elements * count);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; elements; i++) {</span></span>
<span class="line"><span>    for (let k = 0; k &lt; count; k++) gathered[i * count + k] = data[i * size + entries[k]];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const own = shape.length === 2 ? [shape[0], count] : [count];</span></span>
<span class="line"><span>  return { data: gathered, size: count, stride: stride === 0 ? 0 : count, shape: own };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Rows of \`size\` numbers of these elements. */</span></span>
<span class="line"><span>export function gatherRows(data: Float64Array, size: number, elements: readonly number[]): Float64Array {</span></span>
<span class="line"><span>  const out = new Float64Array(elements.length * size);</span></span>
<span class="line"><span>  elements.forEach((element, i) =&gt; out.set(data.subarray(element * size, (element + 1) * size), i * size));</span></span>
<span class="line"><span>  return out;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Puts rows of \`size\` numbers where these elements are. */</span></span>
<span class="line"><span>export function scatterRows(from: Numbers, elements: readonly number[], out: Numbers, size: number): void {</span></span>
<span class="line"><span>  elements.forEach((element, i) =&gt; out.set(from.subarray(i * size, (i + 1) * size), element * size));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Adds rows of some elements, or one row for all of them, to the gradient of an input: to its sum if shared. */</span></span>
<span class="line"><span>export function addRows(</span></span>
<span class="line"><span>  from: Float64Array,</span></span>
<span class="line"><span>  elements: readonly number[],</span></span>
<span class="line"><span>  out: Float64Array,</span></span>
<span class="line"><span>  { size, stride }: Operand,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  for (let row = 0; row * size &lt; from.length; row++) {</span></span>
<span class="line"><span>    const target = stride === 0 ? 0 : elements[row] * stride;</span></span>
<span class="line"><span>    for (let k = 0; k &lt; size; k++) out[target + k] += from[row * size + k];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One element&#39;s rows ← \`value\`. */</span></span>
<span class="line"><span>export function fillRows(</span></span>
<span class="line"><span>  arrays: Readonly&lt;Record&lt;string, Float64Array&gt;&gt;,</span></span>
<span class="line"><span>  element: number,</span></span>
<span class="line"><span>  batch: number,</span></span>
<span class="line"><span>  value: number,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  for (const array of Object.values(arrays)) {</span></span>
<span class="line"><span>    const length = array.length / batch;</span></span>
<span class="line"><span>    array.fill(value, element * length, element * length + length);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** \`solveKkt\` of what solved these elements of the batch, for the rows of the whole. */</span></span>
<span class="line"><span>export function solvePart(</span></span>
<span class="line"><span>  solved: { solveKkt(right: KktVectors, out: KktVectors): void },</span></span>
<span class="line"><span>  elements: readonly number[],</span></span>
<span class="line"><span>  batch: number,</span></span>
<span class="line"><span>  right: KktVectors,</span></span>
<span class="line"><span>  out: KktVectors,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  const part = (vectors: KktVectors): KktVectors =&gt;</span></span>
<span class="line"><span>    vectorsMadeBy((name) =&gt; gatherRows(vectors[name], vectors[name].length / batch, elements));</span></span>
<span class="line"><span>  const result = part(out);</span></span>
<span class="line"><span>  solved.solveKkt(part(right), result);</span></span>
<span class="line"><span>  for (const name of VECTOR_NAMES) scatterRows(result[name], elements, out[name], out[name].length / batch);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function newNumbers(length: number): Float64Array {</span></span>
<span class="line"><span>  return new Float64Array(length);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Vectors over the KKT rows of the batch, all 0. */</span></span>
<span class="line"><span>export function newVectors(problem: Problem, allocate = newNumbers): KktVectors {</span></span>
<span class="line"><span>  return vectorsMadeBy((name) =&gt; allocate(problem.batch * widthOf(name, problem)));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Outputs that have derivatives, all 0. */</span></span>
<span class="line"><span>export function newOutputs(problem: Problem): OutputVectors {</span></span>
<span class="line"><span>  const outputs: Partial&lt;Record&lt;OutputName, Float64Array&gt;&gt; = {};</span></span>
<span class="line"><span>  for (const name of OUTPUT_NAMES) outputs[name] = newNumbers(problem.batch * widthOf(name, problem));</span></span>
<span class="line"><span>  return outputs as OutputVectors;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The vectors that \`map\` makes of these. */</span></span>
<span class="line"><span>export function mapVectors(</span></span>
<span class="line"><span>  vectors: KktVectors,</span></span>
<span class="line"><span>  map: (numbers: Float64Array, name: keyof KktVectors) =&gt; Float64Array,</span></span>
<span class="line"><span>): KktVectors {</span></span>
<span class="line"><span>  return vectorsMadeBy((name) =&gt; map(vectors[name], name));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function vectorsMadeBy(make: (name: keyof KktVectors) =&gt; Float64Array): KktVectors {</span></span>
<span class="line"><span>  const vectors: Partial&lt;Record&lt;keyof KktVectors, Float64Array&gt;&gt; = {};</span></span>
<span class="line"><span>  for (const name of VECTOR_NAMES) vectors[name] = make(name);</span></span>
<span class="line"><span>  return vectors as KktVectors;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Solutions of at most this many numbers lie in one piece of memory: eleven pieces would take longer to get than a</span></span>
<span class="line"><span> * small problem to solve. Larger ones do not, so that whoever keeps z alone does not keep the rest.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>const ONE_PIECE = 2 ** 10;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Room for the solution of every element, all 0. */</span></span>
<span class="line"><span>export function newSolutionData(problem: Problem): NumericData {</span></span>
<span class="line"><span>  const { batch, variables, equalities, inequalities } = problem;</span></span>
<span class="line"><span>  const numbers = batch * (3 * variables + equalities + 2 * inequalities + 5);</span></span>
<span class="line"><span>  const piece = numbers &lt;= ONE_PIECE ? new ArrayBuffer(8 * numbers) : undefined;</span></span>
<span class="line"><span>  let at = 0;</span></span>
<span class="line"><span>  const take = (length: number): Float64Array =&gt; {</span></span>
<span class="line"><span>    if (piece === undefined) return new Float64Array(batch * length);</span></span>
<span class="line"><span>    const array = new Float64Array(piece, at, batch * length);</span></span>
<span class="line"><span>    at += array.byteLength;</span></span>
<span class="line"><span>    return array;</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    shape: { batch, variables, equalities, inequalities },</span></span>
<span class="line"><span>    z: take(variables),</span></span>
<span class="line"><span>    nu: take(equalities),</span></span>
<span class="line"><span>    lambda: take(inequalities),</span></span>
<span class="line"><span>    lambdaLower: take(variables),</span></span>
<span class="line"><span>    lambdaUpper: take(variables),</span></span>
<span class="line"><span>    slack: take(inequalities),</span></span>
<span class="line"><span>    objective: take(1),</span></span>
<span class="line"><span>    primalResidual: take(1),</span></span>
<span class="line"><span>    dualResidual: take(1),</span></span>
<span class="line"><span>    dualityGap: take(1),</span></span>
<span class="line"><span>    iterations: piece === undefined ? new Int32Array(batch) : new Int32Array(piece, at, batch),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Copies the numbers of element \`i\` of \`count\` to element \`element\` of \`batch\`. */</span></span>
<span class="line"><span>export function copyElement(</span></span>
<span class="line"><span>  from: NumericData,</span></span>
<span class="line"><span>  i: number,</span></span>
<span class="line"><span>  count: number,</span></span>
<span class="line"><span>  to: NumericData,</span></span>
<span class="line"><span>  element: number,</span></span>
<span class="line"><span>  batch: number,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  for (const name of ARRAY_NAMES) copyRow(from[name], i, count, to[name], element, batch);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Copies a solution&#39;s numbers to where others want them, if they are not there already. */</span></span>
<span class="line"><span>export function moveSolutionData(from: NumericData, to: NumericData): void {</span></span>
<span class="line"><span>  for (const name of ARRAY_NAMES) if (from[name] !== to[name]) to[name].set(from[name]);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const NONE: ReadonlyMap&lt;number, number&gt; = new Map();</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Elements with a lower bound above its upper bound, by however little, and the variable where it is most. */</span></span>
<span class="line"><span>export function contradictions(</span></span>
<span class="line"><span>  problem: Pick&lt;Problem, &quot;batch&quot; | &quot;variables&quot;&gt; &amp; Bounds,</span></span>
<span class="line"><span>): ReadonlyMap&lt;number, number&gt; {</span></span>
<span class="line"><span>  const { batch, variables: n, lower, upper } = problem;</span></span>
<span class="line"><span>  if (lower === undefined || upper === undefined) return NONE;</span></span>
<span class="line"><span>  const found = new Map&lt;number, number&gt;();</span></span>
<span class="line"><span>  const shared = lower.stride === 0 &amp;&amp; upper.stride === 0;</span></span>
<span class="line"><span>  for (let element = 0; element &lt; (shared ? 1 : batch); element++) {</span></span>
<span class="line"><span>    let worst = 0;</span></span>
<span class="line"><span>    for (let i = 0; i &lt; n; i++) {</span></span>
<span class="line"><span>      const excess = boundAt(lower, element, i, -Infinity) - boundAt(upper, element, i, Infinity);</span></span>
<span class="line"><span>      if (!(excess &gt; worst)) continue;</span></span>
<span class="line"><span>      worst = excess;</span></span>
<span class="line"><span>      found.set(element, i);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const first = found.get(0);</span></span>
<span class="line"><span>  if (shared &amp;&amp; first !== undefined)</span></span>
<span class="line"><span>    for (let element = 1; element &lt; batch; element++) found.set(element, first);</span></span>
<span class="line"><span>  return found;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>interface Bounds {</span></span>
<span class="line"><span>  readonly lower: Operand | undefined;</span></span>
<span class="line"><span>  readonly upper: Operand | undefined;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/problem/batch-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const batchTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  batchTs as default
};
