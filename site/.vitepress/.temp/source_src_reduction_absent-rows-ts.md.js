import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/reduction/absent-rows.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/reduction/absent-rows-ts.md","filePath":"site/generated/source/src/reduction/absent-rows-ts.md"}');
const _sfc_main = { name: "source/src/reduction/absent-rows-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcreductionabsent-rowsts" tabindex="-1"><code>src/reduction/absent-rows.ts</code> <a class="header-anchor" href="#srcreductionabsent-rowsts" aria-label="Permalink to &quot;\`src/reduction/absent-rows.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * Rows whose right-hand side is infinite. Gz ≤ +Infinity asks for nothing: the row is absent, and the element is solved</span></span>
<span class="line"><span> * as if it had never been given. Its multiplier is 0, its slack infinite, its derivatives are 0. Gz ≤ −Infinity asks for</span></span>
<span class="line"><span> * what no z can do: there is nothing to solve.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Elements that lack the same rows are solved together, as one reduced problem.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { Derivatives } from &quot;../derivative/index.js&quot;;</span></span>
<span class="line"><span>import type { Moves } from &quot;../derivative/inputs.js&quot;;</span></span>
<span class="line"><span>import { invalidElements } from &quot;../execute/join.js&quot;;</span></span>
<span class="line"><span>import type { Reduction, Steps } from &quot;./reduction.js&quot;;</span></span>
<span class="line"><span>import {</span></span>
<span class="line"><span>  addRows,</span></span>
<span class="line"><span>  copyRow,</span></span>
<span class="line"><span>  gatherEntries,</span></span>
<span class="line"><span>  gatherRows,</span></span>
<span class="line"><span>  newNumbers,</span></span>
<span class="line"><span>  newOutputs,</span></span>
<span class="line"><span>  newSolutionData,</span></span>
<span class="line"><span>  scatterRows,</span></span>
<span class="line"><span>  selectElements,</span></span>
<span class="line"><span>  selectOperand,</span></span>
<span class="line"><span>} from &quot;../problem/batch.js&quot;;</span></span>
<span class="line"><span>import type {</span></span>
<span class="line"><span>  Certificate,</span></span>
<span class="line"><span>  FieldArrays,</span></span>
<span class="line"><span>  OutputName,</span></span>
<span class="line"><span>  OutputVectors,</span></span>
<span class="line"><span>  Shift,</span></span>
<span class="line"><span>  SolvedBy,</span></span>
<span class="line"><span>  Status,</span></span>
<span class="line"><span>} from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import { entriesOfRows } from &quot;../matrix/selection.js&quot;;</span></span>
<span class="line"><span>import { INPUT_ROWS, OUTPUT_ROWS, widthOf } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import type { FieldName, Operand, Problem } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { elementOf } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import type { Settings } from &quot;../problem/settings.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whether any right-hand side of Gz ≤ h is infinite. */</span></span>
<span class="line"><span>export function hasInfiniteSides({ h }: Problem): boolean {</span></span>
<span class="line"><span>  if (h === undefined) return false;</span></span>
<span class="line"><span>  for (let i = 0; i &lt; h.data.length; i++) if (Math.abs(h.data[i]) === Infinity) return true;</span></span>
<span class="line"><span>  return false;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const ROWS = { ...INPUT_ROWS, ...OUTPUT_ROWS };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whether an output or an input has an entry, or a row, for every row of G. */</span></span>
<span class="line"><span>function hasRowsOfG(name: OutputName | FieldName): boolean {</span></span>
<span class="line"><span>  return ROWS[name] === &quot;inequalities&quot;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Some elements of a batch, with some rows of G. */</span></span>
<span class="line"><span>class SelectedRows implements Reduction {</span></span>
<span class="line"><span>  readonly elements: readonly number[];</span></span>
<span class="line"><span>  readonly rows: readonly number[];</span></span>
<span class="line"><span>  readonly problem: Problem;</span></span>
<span class="line"><span>  readonly #whole: Problem;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(whole: Problem, elements: readonly number[], rows: readonly number[]) {</span></span>
<span class="line"><span>    this.#whole = whole;</span></span>
<span class="line"><span>    this.elements = elements;</span></span>
<span class="line"><span>    this.rows = rows;</span></span>
<span class="line"><span>    const chosen = elements.length === whole.batch ? whole : selectElements(whole, elements);</span></span>
<span class="line"><span>    this.problem = withRows(chosen, rows);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  pushForward(moves: Moves): Moves {</span></span>
<span class="line"><span>    const mine: Moves = {};</span></span>
<span class="line"><span>    for (const [name, move] of Object.entries(moves) as [FieldName, Operand][]) {</span></span>
<span class="line"><span>      if (this.problem[name] === undefined) continue;</span></span>
<span class="line"><span>      const chosen = this.elements.length === this.#whole.batch ? move : selectOperand(move, this.elements);</span></span>
<span class="line"><span>      mine[name] = hasRowsOfG(name) ? selectRows(chosen, this.rows, this.#whole.inequalities) : chosen;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return mine;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  pullBack(gradients: FieldArrays, into: FieldArrays): void {</span></span>
<span class="line"><span>    for (const [name, from] of Object.entries(gradients) as [FieldName, Float64Array][]) {</span></span>
<span class="line"><span>      const { size } = this.#whole[name]!;</span></span>
<span class="line"><span>      // Rows of the whole, at most one per element: those that the part lacks are 0.</span></span>
<span class="line"><span>      const own = this.problem[name]!.size;</span></span>
<span class="line"><span>      const offsets = this.#offsets(name, own);</span></span>
<span class="line"><span>      const wide = own === size ? from : new Float64Array((from.length / own) * size);</span></span>
<span class="line"><span>      if (wide !== from) {</span></span>
<span class="line"><span>        for (let i = 0; i * own &lt; from.length; i++) {</span></span>
<span class="line"><span>          for (let k = 0; k &lt; own; k++) wide[i * size + offsets[k]] = from[i * own + k];</span></span>
<span class="line"><span>        }</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      addRows(wide, this.elements, into[name]!, this.#whole[name]!);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  lift(outputs: Partial&lt;OutputVectors&gt;, into: Partial&lt;OutputVectors&gt;): void {</span></span>
<span class="line"><span>    for (const [name, from] of Object.entries(outputs) as [OutputName, Float64Array][]) {</span></span>
<span class="line"><span>      const own = widthOf(name, this.problem);</span></span>
<span class="line"><span>      const width = widthOf(name, this.#whole);</span></span>
<span class="line"><span>      const offsets = this.#offsets(name, own);</span></span>
<span class="line"><span>      this.elements.forEach((element, i) =&gt; {</span></span>
<span class="line"><span>        for (let k = 0; k &lt; own; k++) into[name]![element * width + offsets[k]] = from[i * own + k];</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  restrict(cotangents: Partial&lt;OutputVectors&gt;): Partial&lt;OutputVectors&gt; {</span></span>
<span class="line"><span>    const mine: { -readonly [Name in OutputName]?: Float64Array } = {};</span></span>
<span class="line"><span>    for (const [name, values] of Object.entries(cotangents) as [OutputName, Float64Array][]) {</span></span>
<span class="line"><span>      const width = widthOf(name, this.#whole);</span></span>
<span class="line"><span>      const own = widthOf(name, this.problem);</span></span>
<span class="line"><span>      const offsets = this.#offsets(name, own);</span></span>
<span class="line"><span>      const rows = gatherRows(values, width, this.elements);</span></span>
<span class="line"><span>      mine[name] =</span></span>
<span class="line"><span>        own === width</span></span>
<span class="line"><span>          ? rows</span></span>
<span class="line"><span>          : Float64Array.from({ length: this.elements.length * own }, (_, k) =&gt; {</span></span>
<span class="line"><span>              const i = Math.floor(k / own);</span></span>
<span class="line"><span>              return rows[i * width + offsets[k % own]];</span></span>
<span class="line"><span>            });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return mine;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Where the entries of one element&#39;s output or input stand in those of the whole. */</span></span>
<span class="line"><span>  #offsets(name: OutputName | FieldName, own: number): ArrayLike&lt;number&gt; {</span></span>
<span class="line"><span>    if (!hasRowsOfG(name)) return Array.from({ length: own }, (_, i) =&gt; i);</span></span>
<span class="line"><span>    const pattern = name === &quot;G&quot; ? this.#whole.G!.pattern : undefined;</span></span>
<span class="line"><span>    if (pattern) return entriesOfRows(pattern, this.rows).entries;</span></span>
<span class="line"><span>    const width = this.rows.length === 0 ? 1 : own / this.rows.length;</span></span>
<span class="line"><span>    return this.rows.flatMap((row) =&gt; Array.from({ length: width }, (_, k) =&gt; row * width + k));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A part of the batch that is solved. */</span></span>
<span class="line"><span>interface Part {</span></span>
<span class="line"><span>  readonly reduction: SelectedRows;</span></span>
<span class="line"><span>  readonly solved: Derivatives;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Solves a batch of which some right-hand sides h are infinite: parts of it, each without the rows that it lacks, and</span></span>
<span class="line"><span> * puts them together again.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function* withoutAbsentRows(</span></span>
<span class="line"><span>  problem: Problem,</span></span>
<span class="line"><span>  settings: Settings,</span></span>
<span class="line"><span>  solvePart: (part: Problem) =&gt; Steps&lt;Derivatives&gt;,</span></span>
<span class="line"><span>): Steps&lt;Derivatives&gt; {</span></span>
<span class="line"><span>  const invalid = new Set(settings.invalid === &quot;status&quot; ? invalidElements(problem) : []);</span></span>
<span class="line"><span>  const { reductions, contradictions } = splitByRows(problem, invalid);</span></span>
<span class="line"><span>  const parts: Part[] = [];</span></span>
<span class="line"><span>  for (const reduction of reductions) {</span></span>
<span class="line"><span>    parts.push({ reduction, solved: yield* solvePart(reduction.problem) });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return new JoinedParts(problem, parts, contradictions);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The parts of a batch, and the elements that have a row that nothing can meet, by that row. */</span></span>
<span class="line"><span>function splitByRows(problem: Problem, invalid: ReadonlySet&lt;number&gt;) {</span></span>
<span class="line"><span>  const contradictions = new Map&lt;number, number&gt;();</span></span>
<span class="line"><span>  const alike = new Map&lt;string, { rows: number[]; elements: number[] }&gt;();</span></span>
<span class="line"><span>  for (let element = 0; element &lt; problem.batch; element++) {</span></span>
<span class="line"><span>    const sides = elementOf(problem.h!, element);</span></span>
<span class="line"><span>    const impossible = sides.indexOf(-Infinity);</span></span>
<span class="line"><span>    if (impossible &gt;= 0 &amp;&amp; !invalid.has(element)) {</span></span>
<span class="line"><span>      contradictions.set(element, impossible);</span></span>
<span class="line"><span>      continue;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const rows = Array.from(sides.keys()).filter((row) =&gt; Math.abs(sides[row]) !== Infinity);</span></span>
<span class="line"><span>    const key = rows.join();</span></span>
<span class="line"><span>    const group = alike.get(key) ?? { rows, elements: [] };</span></span>
<span class="line"><span>    group.elements.push(element);</span></span>
<span class="line"><span>    alike.set(key, group);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const reductions = [...alike.values()].map(</span></span>
<span class="line"><span>    ({ rows, elements }) =&gt; new SelectedRows(problem, elements, rows),</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>  return { reductions, contradictions };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>class JoinedParts implements Derivatives {</span></span>
<span class="line"><span>  readonly problem: Problem;</span></span>
<span class="line"><span>  readonly data;</span></span>
<span class="line"><span>  readonly shift: Shift;</span></span>
<span class="line"><span>  readonly separable = false;</span></span>
<span class="line"><span>  readonly #parts: readonly Part[];</span></span>
<span class="line"><span>  /** Elements that have a row that nothing can meet, and the row. */</span></span>
<span class="line"><span>  readonly #contradictions: ReadonlyMap&lt;number, number&gt;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(problem: Problem, parts: readonly Part[], contradictions: ReadonlyMap&lt;number, number&gt;) {</span></span>
<span class="line"><span>    this.problem = problem;</span></span>
<span class="line"><span>    this.#parts = parts;</span></span>
<span class="line"><span>    this.#contradictions = contradictions;</span></span>
<span class="line"><span>    const { batch, equalities: e, inequalities: m } = problem;</span></span>
<span class="line"><span>    const status = new Array&lt;Status&gt;(batch).fill(&quot;primalInfeasible&quot;);</span></span>
<span class="line"><span>    this.data = { ...newSolutionData(problem), status };</span></span>
<span class="line"><span>    this.shift = { shiftB: newNumbers(batch * e), shiftH: newNumbers(batch * m) };</span></span>
<span class="line"><span>    this.data.slack.fill(Infinity);</span></span>
<span class="line"><span>    for (const { reduction, solved } of parts) this.#lift(reduction, solved);</span></span>
<span class="line"><span>    for (const element of contradictions.keys()) this.#fillContradiction(element);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #lift(reduction: SelectedRows, { data, shift }: Derivatives): void {</span></span>
<span class="line"><span>    const { elements, rows } = reduction;</span></span>
<span class="line"><span>    const { batch, inequalities: m } = this.problem;</span></span>
<span class="line"><span>    const { z, nu, lambda, lambdaLower, lambdaUpper, objective } = data;</span></span>
<span class="line"><span>    reduction.lift(</span></span>
<span class="line"><span>      { z, nu, lambda, lambdaLower, lambdaUpper, objective, ...shift },</span></span>
<span class="line"><span>      { ...this.data, ...this.shift },</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>    elements.forEach((element, i) =&gt; {</span></span>
<span class="line"><span>      const status = data.status[i];</span></span>
<span class="line"><span>      this.data.status[element] = status;</span></span>
<span class="line"><span>      for (const name of [&quot;primalResidual&quot;, &quot;dualResidual&quot;, &quot;dualityGap&quot;, &quot;iterations&quot;] as const) {</span></span>
<span class="line"><span>        copyRow(data[name], i, elements.length, this.data[name], element, batch);</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      rows.forEach((row, k) =&gt; (this.data.slack[element * m + row] = data.slack[i * rows.length + k]));</span></span>
<span class="line"><span>      if (status !== &quot;invalid&quot;) return;</span></span>
<span class="line"><span>      for (const out of [this.data.lambda, this.data.slack]) out.fill(NaN, element * m, element * m + m);</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Where nothing was solved, z = 0 is as good as any point. */</span></span>
<span class="line"><span>  #fillContradiction(element: number): void {</span></span>
<span class="line"><span>    const { inequalities: m, p } = this.problem;</span></span>
<span class="line"><span>    this.data.slack.fill(0, element * m, element * m + m);</span></span>
<span class="line"><span>    this.data.primalResidual[element] = Infinity;</span></span>
<span class="line"><span>    this.data.dualResidual[element] = elementOf(p, element).reduce((a, b) =&gt; Math.max(a, Math.abs(b)), 0);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  pushForward(moves: Moves): OutputVectors {</span></span>
<span class="line"><span>    const out = newOutputs(this.problem);</span></span>
<span class="line"><span>    for (const { reduction, solved } of this.#parts) {</span></span>
<span class="line"><span>      reduction.lift(solved.pushForward(reduction.pushForward(moves)), out);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return out;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  pullBack(cotangents: Partial&lt;OutputVectors&gt;, names: readonly FieldName[]): FieldArrays {</span></span>
<span class="line"><span>    const gradients = Object.fromEntries(</span></span>
<span class="line"><span>      names.map((name) =&gt; [name, newNumbers(this.problem[name]!.data.length)]),</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>    for (const { reduction, solved } of this.#parts) {</span></span>
<span class="line"><span>      const mine = names.filter((name) =&gt; reduction.problem[name] !== undefined);</span></span>
<span class="line"><span>      reduction.pullBack(solved.pullBack(reduction.restrict(cotangents), mine), gradients);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return gradients;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  weaklyActive(): Int32Array {</span></span>
<span class="line"><span>    const counts = new Int32Array(this.problem.batch);</span></span>
<span class="line"><span>    for (const { reduction, solved } of this.#parts) {</span></span>
<span class="line"><span>      scatterRows(solved.weaklyActive(), reduction.elements, counts, 1);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return counts;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  atRounding(element: number): boolean {</span></span>
<span class="line"><span>    return this.#of(element, (solved, i) =&gt; solved.atRounding(i)) ?? false;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  solvedBy(element: number): SolvedBy {</span></span>
<span class="line"><span>    return this.#of(element, (solved, i) =&gt; solved.solvedBy(i)) ?? &quot;inspection&quot;;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  certificate(element: number): Certificate | undefined {</span></span>
<span class="line"><span>    const { variables: n, equalities: e, inequalities: m } = this.problem;</span></span>
<span class="line"><span>    const lambda = newNumbers(m);</span></span>
<span class="line"><span>    const impossible = this.#contradictions.get(element);</span></span>
<span class="line"><span>    if (impossible !== undefined) {</span></span>
<span class="line"><span>      lambda[impossible] = 1;</span></span>
<span class="line"><span>      const [lambdaLower, lambdaUpper, nu] = [newNumbers(n), newNumbers(n), newNumbers(e)];</span></span>
<span class="line"><span>      return { kind: &quot;primalInfeasible&quot;, nu, lambda, lambdaLower, lambdaUpper };</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return this.#of(element, (solved, i, { rows }) =&gt; {</span></span>
<span class="line"><span>      const proof = solved.certificate(i);</span></span>
<span class="line"><span>      if (proof?.kind !== &quot;primalInfeasible&quot;) return proof;</span></span>
<span class="line"><span>      rows.forEach((row, k) =&gt; (lambda[row] = proof.lambda[k]));</span></span>
<span class="line"><span>      return { ...proof, lambda };</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  dispose(): void {</span></span>
<span class="line"><span>    for (const { solved } of this.#parts) solved.dispose();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Asks the part that an element is in; undefined where it is in none. */</span></span>
<span class="line"><span>  #of&lt;Value&gt;(</span></span>
<span class="line"><span>    element: number,</span></span>
<span class="line"><span>    ask: (solved: Derivatives, index: number, reduction: SelectedRows) =&gt; Value,</span></span>
<span class="line"><span>  ): Value | undefined {</span></span>
<span class="line"><span>    for (const { reduction, solved } of this.#parts) {</span></span>
<span class="line"><span>      const index = reduction.elements.indexOf(element);</span></span>
<span class="line"><span>      if (index &gt;= 0) return ask(solved, index, reduction);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return undefined;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The problem with these rows of G alone. */</span></span>
<span class="line"><span>function withRows(problem: Problem, rows: readonly number[]): Problem {</span></span>
<span class="line"><span>  const { G, h, inequalities } = problem;</span></span>
<span class="line"><span>  if (rows.length === inequalities) return problem;</span></span>
<span class="line"><span>  const some = rows.length &gt; 0;</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    ...problem,</span></span>
<span class="line"><span>    inequalities: rows.length,</span></span>
<span class="line"><span>    G: some ? selectRows(G!, rows, inequalities) : undefined,</span></span>
<span class="line"><span>    h: some ? selectRows(h!, rows, inequalities) : undefined,</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** These rows, of \`count\`, of every element of G or h, or of what is shaped like them. */</span></span>
<span class="line"><span>function selectRows(operand: Operand, rows: readonly number[], count: number): Operand {</span></span>
<span class="line"><span>  const { data, size, stride, pattern } = operand;</span></span>
<span class="line"><span>  if (pattern) {</span></span>
<span class="line"><span>    const part = entriesOfRows(pattern, rows);</span></span>
<span class="line"><span>    return { ...operand, ...gatherEntries(operand, part.entries), pattern: part.pattern };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const width = size / count;</span></span>
<span class="line"><span>  const elements = data.length / size;</span></span>
<span class="line"><span>  const selected = new Float64Array(elements * rows.length * width);</span></span>
<span class="line"><span>  for (let element = 0; element &lt; elements; element++) {</span></span>
<span class="line"><span>    rows.forEach((row, i) =&gt; {</span></span>
<span class="line"><span>      const from = element * size + row * width;</span></span>
<span class="line"><span>      selected.set(data.subarray(from, from + width), (element * rows.length + i) * width);</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  // h ends in its rows, G in its rows and columns.</span></span>
<span class="line"><span>  const axis = operand.shape.length - (isMatrix(operand) ? 2 : 1);</span></span>
<span class="line"><span>  const shape = operand.shape.map((length, i) =&gt; (i === axis ? rows.length : length));</span></span>
<span class="line"><span>  const own = rows.length * width;</span></span>
<span class="line"><span>  return { ...operand, data: selected, size: own, stride: stride === 0 ? 0 : own, shape };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function isMatrix({ shape, stride, ofOne }: Operand): boolean {</span></span>
<span class="line"><span>  return shape.length - (stride &gt; 0 || ofOne ? 1 : 0) === 2;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/reduction/absent-rows-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const absentRowsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  absentRowsTs as default
};
