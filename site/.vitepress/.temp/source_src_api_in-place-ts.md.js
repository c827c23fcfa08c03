import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/api/in-place.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/api/in-place-ts.md","filePath":"site/generated/source/src/api/in-place-ts.md"}');
const _sfc_main = { name: "source/src/api/in-place-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcapiin-placets" tabindex="-1"><code>src/api/in-place.ts</code> <a class="header-anchor" href="#srcapiin-placets" aria-label="Permalink to &quot;\`src/api/in-place.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** A solution that the next call overwrites, for loops in which nothing may be allocated. */</span></span>
<span class="line"><span>import type { Derivatives } from &quot;../derivative/index.js&quot;;</span></span>
<span class="line"><span>import { derivativesOf } from &quot;../derivative/index.js&quot;;</span></span>
<span class="line"><span>import { sourceOf } from &quot;../derivative/questions.js&quot;;</span></span>
<span class="line"><span>import type { SolvedBatch } from &quot;../execute/executor.js&quot;;</span></span>
<span class="line"><span>import { moveSolutionData } from &quot;../problem/batch.js&quot;;</span></span>
<span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { Shift, SolutionData, SolutionSource, Status } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import type { FieldName, Operand, Problem, ProblemInput, SomeInputs } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { FIELD_NAMES } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import type { Settings } from &quot;../problem/settings.js&quot;;</span></span>
<span class="line"><span>import { Solution } from &quot;./solution.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Inputs that may change; the matrices decide the factors, which stay. */</span></span>
<span class="line"><span>const CHANGEABLE: readonly FieldName[] = [&quot;p&quot;, &quot;b&quot;, &quot;h&quot;, &quot;lower&quot;, &quot;upper&quot;];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What a call has solved. */</span></span>
<span class="line"><span>export interface Call {</span></span>
<span class="line"><span>  readonly problem: Problem;</span></span>
<span class="line"><span>  /** The inputs of the call. */</span></span>
<span class="line"><span>  readonly values: SomeInputs;</span></span>
<span class="line"><span>  readonly solved: Derivatives;</span></span>
<span class="line"><span>  /** What can solve again for other numbers, without allocating; undefined where reductions are in between. */</span></span>
<span class="line"><span>  readonly batch: SolvedBatch | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export class Place {</span></span>
<span class="line"><span>  readonly solution: Solution;</span></span>
<span class="line"><span>  readonly #settings: Settings;</span></span>
<span class="line"><span>  readonly #status: Status[];</span></span>
<span class="line"><span>  readonly #shift: Shift | undefined;</span></span>
<span class="line"><span>  #call: Call;</span></span>
<span class="line"><span>  /** The fields whose numbers the problem does not share with anything. */</span></span>
<span class="line"><span>  #own: ReadonlySet&lt;FieldName&gt;;</span></span>
<span class="line"><span>  /** Of the solution as it is now; made when they are asked for. */</span></span>
<span class="line"><span>  #derivatives: SolutionSource | undefined;</span></span>
<span class="line"><span>  /** While the numbers change: an observer sees them half done. */</span></span>
<span class="line"><span>  #busy = false;</span></span>
<span class="line"><span>  #disposed = false;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(call: Call, settings: Settings) {</span></span>
<span class="line"><span>    const { problem, solved, values } = call;</span></span>
<span class="line"><span>    this.#settings = settings;</span></span>
<span class="line"><span>    this.#call = call;</span></span>
<span class="line"><span>    this.#own = namesOf(values);</span></span>
<span class="line"><span>    this.#derivatives = sourceOf(solved, settings);</span></span>
<span class="line"><span>    this.#status = [...solved.data.status];</span></span>
<span class="line"><span>    const { batch, equalities: e, inequalities: m } = problem;</span></span>
<span class="line"><span>    if (settings.infeasible === &quot;closestFeasible&quot;) {</span></span>
<span class="line"><span>      this.#shift = { shiftB: new Float64Array(batch * e), shiftH: new Float64Array(batch * m) };</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const now = (): SolutionSource =&gt; this.#source();</span></span>
<span class="line"><span>    this.solution = new Solution(</span></span>
<span class="line"><span>      { ...solved.data, status: this.#status },</span></span>
<span class="line"><span>      {</span></span>
<span class="line"><span>        when: &quot;now&quot;,</span></span>
<span class="line"><span>        vjp: (cotangents, options) =&gt; now().vjp(cotangents, options),</span></span>
<span class="line"><span>        jvp: (tangents) =&gt; now().jvp(tangents),</span></span>
<span class="line"><span>        jacobian: (output, input) =&gt; now().jacobian(output, input),</span></span>
<span class="line"><span>        weaklyActive: () =&gt; now().weaklyActive(),</span></span>
<span class="line"><span>        certificate: (element) =&gt; now().certificate(element),</span></span>
<span class="line"><span>        atRounding: (element) =&gt; now().atRounding(element),</span></span>
<span class="line"><span>        solvedBy: (element) =&gt; now().solvedBy(element),</span></span>
<span class="line"><span>        dispose: () =&gt; this.#dispose(),</span></span>
<span class="line"><span>      },</span></span>
<span class="line"><span>      this.#shift,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>    this.#show(solved.data, solved.shift);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** What can solve again. */</span></span>
<span class="line"><span>  get batch(): SolvedBatch | undefined {</span></span>
<span class="line"><span>    return this.#call.batch;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Solves for these values into the same solution; false, and nothing is done, where they do not fit in place. */</span></span>
<span class="line"><span>  renew(values: SomeInputs, warmStart: boolean): boolean {</span></span>
<span class="line"><span>    const { problem, batch } = this.#call;</span></span>
<span class="line"><span>    if (this.#disposed || batch?.again === undefined || !this.#fits(values)) return false;</span></span>
<span class="line"><span>    for (const name of CHANGEABLE) {</span></span>
<span class="line"><span>      if (this.#own.has(name)) write(values[name], problem[name]!.data);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.#derivatives = undefined;</span></span>
<span class="line"><span>    this.#status.fill(&quot;numericalError&quot;);</span></span>
<span class="line"><span>    this.#busy = true;</span></span>
<span class="line"><span>    try {</span></span>
<span class="line"><span>      batch.again(warmStart);</span></span>
<span class="line"><span>      this.#show(batch.data, undefined);</span></span>
<span class="line"><span>    } finally {</span></span>
<span class="line"><span>      this.#busy = false;</span></span>
<span class="line"><span>      if (this.#disposed) batch.dispose();</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return true;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Takes over what another call has solved; false, and nothing is done, where its sizes are others. */</span></span>
<span class="line"><span>  overwrite(call: Call): boolean {</span></span>
<span class="line"><span>    const { shape } = this.solution;</span></span>
<span class="line"><span>    const { data, shift } = call.solved;</span></span>
<span class="line"><span>    if (this.#disposed || data.shape.batch !== shape.batch) return false;</span></span>
<span class="line"><span>    const before = this.#derivatives ?? this.#call.batch;</span></span>
<span class="line"><span>    this.#call = call;</span></span>
<span class="line"><span>    this.#own = namesOf(call.values);</span></span>
<span class="line"><span>    this.#derivatives = sourceOf(call.solved, this.#settings);</span></span>
<span class="line"><span>    this.#show(data, shift);</span></span>
<span class="line"><span>    before?.dispose();</span></span>
<span class="line"><span>    return true;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Puts numbers and statuses where the user sees them. */</span></span>
<span class="line"><span>  #show(data: SolutionData, shift: Shift | undefined): void {</span></span>
<span class="line"><span>    moveSolutionData(data, this.solution);</span></span>
<span class="line"><span>    for (let i = 0; i &lt; data.status.length; i++) this.#status[i] = data.status[i];</span></span>
<span class="line"><span>    if (this.#shift === undefined) return;</span></span>
<span class="line"><span>    for (const name of [&quot;shiftB&quot;, &quot;shiftH&quot;] as const) {</span></span>
<span class="line"><span>      if (shift) this.#shift[name].set(shift[name]);</span></span>
<span class="line"><span>      else this.#shift[name].fill(0);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #source(): SolutionSource {</span></span>
<span class="line"><span>    if (this.#busy) {</span></span>
<span class="line"><span>      throw new OptNetError({</span></span>
<span class="line"><span>        field: &quot;solution&quot;,</span></span>
<span class="line"><span>        expected: &quot;a solution that is done&quot;,</span></span>
<span class="line"><span>        got: &quot;one that is being solved again in place, in onIteration&quot;,</span></span>
<span class="line"><span>        hint: &quot;Take its derivatives when solve has returned.&quot;,</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const { problem, batch } = this.#call;</span></span>
<span class="line"><span>    return (this.#derivatives ??= sourceOf(derivativesOf(problem, batch!, this.#settings), this.#settings));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Whether the values are those of the first call, as arrays of the same shapes, with numbers of the same kind. */</span></span>
<span class="line"><span>  #fits(values: SomeInputs): boolean {</span></span>
<span class="line"><span>    for (const name in values) if (!FIELD_NAMES.includes(name as FieldName)) return false;</span></span>
<span class="line"><span>    for (const name of FIELD_NAMES) {</span></span>
<span class="line"><span>      const given = values[name];</span></span>
<span class="line"><span>      const operand = this.#call.problem[name];</span></span>
<span class="line"><span>      if ((given !== undefined) !== this.#own.has(name)) return false;</span></span>
<span class="line"><span>      if (given === undefined || operand === undefined) continue;</span></span>
<span class="line"><span>      if (!CHANGEABLE.includes(name)) return false;</span></span>
<span class="line"><span>      const numbers = numbersOf(given, operand);</span></span>
<span class="line"><span>      if (numbers === undefined || !sameKind(numbers, operand.data)) return false;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const { lower, upper } = values;</span></span>
<span class="line"><span>    return lower === undefined &amp;&amp; upper === undefined ? true : this.#inOrder(lower, upper);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Whether lower ≤ upper, with what the values leave out. */</span></span>
<span class="line"><span>  #inOrder(lower: ProblemInput[&quot;lower&quot;], upper: ProblemInput[&quot;upper&quot;]): boolean {</span></span>
<span class="line"><span>    const { batch, variables: n } = this.#call.problem;</span></span>
<span class="line"><span>    const { lower: below, upper: above } = this.#call.problem;</span></span>
<span class="line"><span>    if (below === undefined || above === undefined) return true;</span></span>
<span class="line"><span>    const low = (lower === undefined ? undefined : numbersOf(lower, below)) ?? below.data;</span></span>
<span class="line"><span>    const high = (upper === undefined ? undefined : numbersOf(upper, above)) ?? above.data;</span></span>
<span class="line"><span>    for (let i = 0; i &lt; batch * n; i++) if (!(at(low, below, i, n) &lt;= at(high, above, i, n))) return false;</span></span>
<span class="line"><span>    return true;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #dispose(): void {</span></span>
<span class="line"><span>    this.#disposed = true;</span></span>
<span class="line"><span>    const source = this.#derivatives ?? this.#call.batch;</span></span>
<span class="line"><span>    this.#derivatives = undefined;</span></span>
<span class="line"><span>    if (!this.#busy) source?.dispose();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The inputs that were given. */</span></span>
<span class="line"><span>function namesOf(values: SomeInputs): ReadonlySet&lt;FieldName&gt; {</span></span>
<span class="line"><span>  return new Set(FIELD_NAMES.filter((name) =&gt; values[name] !== undefined));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>type Flat = Float64Array | Float32Array | readonly number[];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The numbers of an input that is flat, row-major and shaped like the operand. */</span></span>
<span class="line"><span>function numbersOf(given: unknown, operand: Operand): Flat | undefined {</span></span>
<span class="line"><span>  const { shape, data } = operand;</span></span>
<span class="line"><span>  if (given instanceof Float64Array || given instanceof Float32Array) {</span></span>
<span class="line"><span>    return shape.length === 1 &amp;&amp; given.length === data.length ? given : undefined;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (Array.isArray(given)) {</span></span>
<span class="line"><span>    if (shape.length !== 1 || given.length !== data.length) return undefined;</span></span>
<span class="line"><span>    for (const entry of given as unknown[]) if (typeof entry !== &quot;number&quot;) return undefined;</span></span>
<span class="line"><span>    return given as number[];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (typeof given !== &quot;object&quot; || given === null || !(&quot;data&quot; in given) || !(&quot;shape&quot; in given))</span></span>
<span class="line"><span>    return undefined;</span></span>
<span class="line"><span>  const { data: numbers, shape: axes } = given;</span></span>
<span class="line"><span>  if (!(numbers instanceof Float64Array || numbers instanceof Float32Array) || !Array.isArray(axes)) {</span></span>
<span class="line"><span>    return undefined;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (axes.length !== shape.length || numbers.length !== data.length) return undefined;</span></span>
<span class="line"><span>  for (let i = 0; i &lt; shape.length; i++) if (axes[i] !== shape[i]) return undefined;</span></span>
<span class="line"><span>  return numbers;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Finite where the numbers before were, and infinite with their sign where they were not. */</span></span>
<span class="line"><span>function sameKind(numbers: Flat, before: Float64Array): boolean {</span></span>
<span class="line"><span>  for (let i = 0; i &lt; before.length; i++) {</span></span>
<span class="line"><span>    const finite = before[i] - before[i] === 0;</span></span>
<span class="line"><span>    if (finite ? numbers[i] - numbers[i] !== 0 : numbers[i] !== before[i]) return false;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return true;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function write(given: unknown, to: Float64Array): void {</span></span>
<span class="line"><span>  const numbers = (</span></span>
<span class="line"><span>    Array.isArray(given) || ArrayBuffer.isView(given) ? given : (given as { data: Flat }).data</span></span>
<span class="line"><span>  ) as Flat;</span></span>
<span class="line"><span>  for (let i = 0; i &lt; to.length; i++) to[i] = numbers[i];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A bound of variable \`i\` mod n of element ⌊i / n⌋. */</span></span>
<span class="line"><span>function at(numbers: Flat, { stride, size }: Operand, i: number, n: number): number {</span></span>
<span class="line"><span>  const variable = size === 1 ? 0 : i % n;</span></span>
<span class="line"><span>  return numbers[stride === 0 ? variable : Math.floor(i / n) * stride + variable];</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/api/in-place-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const inPlaceTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  inPlaceTs as default
};
