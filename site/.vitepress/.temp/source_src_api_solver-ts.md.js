import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/api/solver.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/api/solver-ts.md","filePath":"site/generated/source/src/api/solver-ts.md"}');
const _sfc_main = { name: "source/src/api/solver-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcapisolverts" tabindex="-1"><code>src/api/solver.ts</code> <a class="header-anchor" href="#srcapisolverts" aria-label="Permalink to &quot;\`src/api/solver.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/// &lt;reference lib=&quot;esnext.disposable&quot; preserve=&quot;true&quot; /&gt;</span></span>
<span class="line"><span>import { explainProblem, solveProblem } from &quot;./solve.js&quot;;</span></span>
<span class="line"><span>import { solveBatch } from &quot;../execute/solve-batch.js&quot;;</span></span>
<span class="line"><span>import type { SolvedBatch } from &quot;../execute/executor.js&quot;;</span></span>
<span class="line"><span>import { Place } from &quot;./in-place.js&quot;;</span></span>
<span class="line"><span>import type { Settings, SettingsInput } from &quot;../problem/settings.js&quot;;</span></span>
<span class="line"><span>import { Clock, resolveSettings } from &quot;../problem/settings.js&quot;;</span></span>
<span class="line"><span>import { OptNetError, describe, excerpt, quoted } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { FieldName, Problem, SomeInputs } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { FIELD_NAMES } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { readObject } from &quot;../problem/read.js&quot;;</span></span>
<span class="line"><span>import { Solution } from &quot;./solution.js&quot;;</span></span>
<span class="line"><span>import type { EntriesInput } from &quot;./solver-matrices.js&quot;;</span></span>
<span class="line"><span>import { sparseSizes, valuesOnPatterns, withSparseMatrices } from &quot;./solver-matrices.js&quot;;</span></span>
<span class="line"><span>import type { CheckedInputs, GivenFields } from &quot;../problem/validate.js&quot;;</span></span>
<span class="line"><span>import { readFields, requireRoomForSolution, validateProblem } from &quot;../problem/validate.js&quot;;</span></span>
<span class="line"><span>import type { Run } from &quot;../reduction/reduction.js&quot;;</span></span>
<span class="line"><span>import { solving, takeSteps } from &quot;../reduction/chain.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The sizes that a solver is made for, and inputs that stay the same from call to call. */</span></span>
<span class="line"><span>export interface SolverShape extends SolverValues {</span></span>
<span class="line"><span>  /** n, the length of z; at least 1. Default: the columns of a sparse matrix, where one is given. */</span></span>
<span class="line"><span>  readonly variables?: number | undefined;</span></span>
<span class="line"><span>  /** e, the rows of A. Default: those of A, where it is given and sparse, and 0 else. */</span></span>
<span class="line"><span>  readonly equalities?: number | undefined;</span></span>
<span class="line"><span>  /** m, the rows of G. Default: those of G, where it is given and sparse, and 0 else. */</span></span>
<span class="line"><span>  readonly inequalities?: number | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The inputs that change from call to call. A matrix that the solver has as a sparse one keeps its pattern: another one by</span></span>
<span class="line"><span> * \`A.withData(values)\`, or its entries alone, as \`{ data: values }\`.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export type SolverValues = {</span></span>
<span class="line"><span>  readonly [Name in keyof SomeInputs]?:</span></span>
<span class="line"><span>    SomeInputs[Name] | (Name extends &quot;Q&quot; | &quot;A&quot; | &quot;G&quot; ? EntriesInput : never) | undefined;</span></span>
<span class="line"><span>};</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How one call goes about it. */</span></span>
<span class="line"><span>export interface SolveOptions {</span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Start from the active sets of the solver&#39;s last solution. It pays where a problem is like the one before, as</span></span>
<span class="line"><span>   * in model predictive control. The batch size must be the same; otherwise it has no effect. Where a problem</span></span>
<span class="line"><span>   * has one solution, that is what comes, from any start. Refused with settings that choose a dense interior point.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  readonly warmStart?: boolean | undefined;</span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Overwrite the solution of the last call that asked for this, and return it again, instead of making another: its</span></span>
<span class="line"><span>   * numbers, statuses and derivatives become those of this call. Nothing is allocated where the values are the same</span></span>
<span class="line"><span>   * fields as then (of p, b, h, lower and upper), flat arrays or \`{ data, shape }\` of the same shapes, bounds are</span></span>
<span class="line"><span>   * infinite where they were, and WebAssembly solves without a reduction; otherwise the call solves as any other, and</span></span>
<span class="line"><span>   * then overwrites. Only for another batch size, and after \`dispose\`, the solution is a new one, so use what is</span></span>
<span class="line"><span>   * returned. Solutions of other calls are never touched.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  readonly inPlace?: boolean | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function sizeFrom(field: string, size: unknown, least: number): number {</span></span>
<span class="line"><span>  if (Number.isSafeInteger(size) &amp;&amp; (size as number) &gt;= least) return size as number;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: &quot;a whole number&quot;,</span></span>
<span class="line"><span>    got: describe(size),</span></span>
<span class="line"><span>    hint: &quot;Sizes are counts: { variables: 3, equalities: 1, inequalities: 2 }.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Solves many problems of one size. What does not change is given once, checked once and, if it is Q, A and G,</span></span>
<span class="line"><span> * factored once; every call gives the rest.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError where a call&#39;s sizes are not those of the solver.</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * const solver = new QpSolver({ variables: 2, Q: [1, 1], lower: 0 });</span></span>
<span class="line"><span> * solver.solve({ p: [-1, 2] }).z;</span><span> // [1, 0]</span></span>
<span class="line"><span> * solver.solve({ p: [-1.1, 2] }, { warmStart: true }).z;</span><span> // [1.1, 0]</span></span>
<span class="line"><span> *</span><span> // In a loop, without garbage: \`solution\` is one object whose numbers change.</span></span>
<span class="line"><span> * const p = new Float64Array([-1, 2]);</span></span>
<span class="line"><span> * const solution = solver.solve({ p }, { warmStart: true, inPlace: true });</span></span>
<span class="line"><span> * solver.explain();</span><span> // which KKT form, and why</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export class QpSolver {</span></span>
<span class="line"><span>  readonly #shape: Readonly&lt;Record&lt;&quot;variables&quot; | &quot;equalities&quot; | &quot;inequalities&quot;, number&gt;&gt;;</span></span>
<span class="line"><span>  #constants: SomeInputs;</span></span>
<span class="line"><span>  readonly #settings: Settings;</span></span>
<span class="line"><span>  readonly #clock = new Clock();</span></span>
<span class="line"><span>  /** While a call solves; an observer may come back in its midst. */</span></span>
<span class="line"><span>  #busy = false;</span></span>
<span class="line"><span>  #disposed = false;</span></span>
<span class="line"><span>  /** The constants as they were checked, after the first call. */</span></span>
<span class="line"><span>  #checked: CheckedInputs | undefined;</span></span>
<span class="line"><span>  /** What the steps of the last calls solved (one, or several where reductions are in between). */</span></span>
<span class="line"><span>  #steps: { readonly batch: SolvedBatch; readonly letGo: () =&gt; void }[] = [];</span></span>
<span class="line"><span>  /** What calls with \`inPlace\` overwrite. */</span></span>
<span class="line"><span>  #place: Place | undefined;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(shape: SolverShape, settings?: SettingsInput) {</span></span>
<span class="line"><span>    const given = readObject(shape, {</span></span>
<span class="line"><span>      field: &quot;solver&quot;,</span></span>
<span class="line"><span>      names: [&quot;variables&quot;, &quot;equalities&quot;, &quot;inequalities&quot;, ...FIELD_NAMES],</span></span>
<span class="line"><span>      expected: &quot;an object with the number of variables&quot;,</span></span>
<span class="line"><span>      hint: &quot;For example { variables: 3, equalities: 1, inequalities: 2 }.&quot;,</span></span>
<span class="line"><span>      unknown: &quot;Check the spelling.&quot;,</span></span>
<span class="line"><span>      named: (name) =&gt; name,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    const inputs = withSparseMatrices(given);</span></span>
<span class="line"><span>    const sizes = sparseSizes(inputs);</span></span>
<span class="line"><span>    const {</span></span>
<span class="line"><span>      variables = sizes.variables,</span></span>
<span class="line"><span>      equalities = sizes.equalities,</span></span>
<span class="line"><span>      inequalities = sizes.inequalities,</span></span>
<span class="line"><span>      ...constants</span></span>
<span class="line"><span>    } = inputs;</span></span>
<span class="line"><span>    this.#shape = {</span></span>
<span class="line"><span>      variables: sizeFrom(&quot;variables&quot;, variables, 1),</span></span>
<span class="line"><span>      equalities: sizeFrom(&quot;equalities&quot;, equalities, 0),</span></span>
<span class="line"><span>      inequalities: sizeFrom(&quot;inequalities&quot;, inequalities, 0),</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>    requireRoomForSolution(1, this.#shape.variables, this.#shape.equalities, this.#shape.inequalities);</span></span>
<span class="line"><span>    this.#constants = constants as SomeInputs;</span></span>
<span class="line"><span>    const resolved = resolveSettings(settings);</span></span>
<span class="line"><span>    this.#settings = resolved.timeLimit === Infinity ? resolved : { ...resolved, timeIsUp: this.#clock.isUp };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Solves with these values in place of, or besides, the solver&#39;s own.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @throws OptNetError for values that are not a problem of the solver&#39;s sizes, after \`dispose\`, and from within</span></span>
<span class="line"><span>   *   \`onIteration\` of a call of the same solver.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  solve(values: SolverValues = {}, options: SolveOptions = {}): Solution {</span></span>
<span class="line"><span>    this.#requireLive();</span></span>
<span class="line"><span>    if (this.#busy) {</span></span>
<span class="line"><span>      throw new OptNetError({</span></span>
<span class="line"><span>        field: &quot;solver&quot;,</span></span>
<span class="line"><span>        expected: &quot;a solver between its calls&quot;,</span></span>
<span class="line"><span>        got: &quot;a call from within another one, by onIteration&quot;,</span></span>
<span class="line"><span>        hint: &quot;Use another QpSolver, or solve, inside of onIteration.&quot;,</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    requireOptions(options, this.#settings);</span></span>
<span class="line"><span>    this.#busy = true;</span></span>
<span class="line"><span>    this.#clock.start(this.#settings.timeLimit);</span></span>
<span class="line"><span>    try {</span></span>
<span class="line"><span>      return this.#solve(this.#onPatterns(readFields(values)), options);</span></span>
<span class="line"><span>    } finally {</span></span>
<span class="line"><span>      this.#clock.stop();</span></span>
<span class="line"><span>      this.#busy = false;</span></span>
<span class="line"><span>      if (this.#disposed) this.#release();</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Sparse matrices of a call on the patterns of the solver&#39;s own. */</span></span>
<span class="line"><span>  #onPatterns(values: GivenFields): SomeInputs {</span></span>
<span class="line"><span>    return valuesOnPatterns(values, this.#constants);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #solve(values: SomeInputs, options: SolveOptions): Solution {</span></span>
<span class="line"><span>    const { warmStart = false, inPlace = false } = options;</span></span>
<span class="line"><span>    const place = inPlace ? this.#place : undefined;</span></span>
<span class="line"><span>    // A warm start is from the solver&#39;s last call, which may have been another.</span></span>
<span class="line"><span>    if (place &amp;&amp; !(warmStart &amp;&amp; place.batch !== this.#steps[0]?.batch) &amp;&amp; place.renew(values, warmStart)) {</span></span>
<span class="line"><span>      this.#keep(0, place.batch!);</span></span>
<span class="line"><span>      return place.solution;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const problem = this.#complete(values);</span></span>
<span class="line"><span>    let step = 0;</span></span>
<span class="line"><span>    const run: Run = (asked, settings) =&gt; {</span></span>
<span class="line"><span>      const batch = solveBatch(asked, settings, { earlier: this.#steps[step]?.batch, warmStart });</span></span>
<span class="line"><span>      this.#keep(step++, batch);</span></span>
<span class="line"><span>      return batch;</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>    if (!inPlace) return solveProblem(problem, this.#settings, run);</span></span>
<span class="line"><span>    const solved = takeSteps(solving(problem, this.#settings), run);</span></span>
<span class="line"><span>    const [first] = this.#steps;</span></span>
<span class="line"><span>    const call = {</span></span>
<span class="line"><span>      problem,</span></span>
<span class="line"><span>      values,</span></span>
<span class="line"><span>      solved,</span></span>
<span class="line"><span>      batch: solved.data === first?.batch.data ? first.batch : undefined,</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>    if (place?.overwrite(call)) return place.solution;</span></span>
<span class="line"><span>    this.#place = new Place(call, this.#settings);</span></span>
<span class="line"><span>    return this.#place.solution;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The plan in words. Inputs that decide it (Q, A, G, bounds) and are not the solver&#39;s own go in \`values\`. */</span></span>
<span class="line"><span>  explain(values: SolverValues = {}): string {</span></span>
<span class="line"><span>    this.#requireLive();</span></span>
<span class="line"><span>    const p = new Float64Array(this.#shape.variables);</span></span>
<span class="line"><span>    const given = this.#onPatterns(readFields(values));</span></span>
<span class="line"><span>    return explainProblem(this.#complete({ p, ...given }), this.#settings);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Frees what the solver keeps between calls; solutions stay valid, the solver does not. */</span></span>
<span class="line"><span>  dispose(): void {</span></span>
<span class="line"><span>    this.#disposed = true;</span></span>
<span class="line"><span>    if (!this.#busy) this.#release();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #release(): void {</span></span>
<span class="line"><span>    this.#constants = {};</span></span>
<span class="line"><span>    this.#checked = undefined;</span></span>
<span class="line"><span>    this.#place = undefined;</span></span>
<span class="line"><span>    for (const { letGo } of this.#steps.splice(0)) letGo();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  [Symbol.dispose](): void {</span></span>
<span class="line"><span>    this.dispose();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Keeps a batch, and its factors, for the same step of the next call. */</span></span>
<span class="line"><span>  #keep(step: number, batch: SolvedBatch): void {</span></span>
<span class="line"><span>    if (this.#steps[step]?.batch === batch) return;</span></span>
<span class="line"><span>    const letGo = batch.keepFactors(this);</span></span>
<span class="line"><span>    this.#steps[step]?.letGo();</span></span>
<span class="line"><span>    this.#steps[step] = { batch, letGo };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #complete(values: SomeInputs): Problem {</span></span>
<span class="line"><span>    const problem = this.#checked</span></span>
<span class="line"><span>      ? validateProblem(values, this.#checkedExcept(values), undefined, this.#settings.invalid)</span></span>
<span class="line"><span>      : validateProblem({ ...this.#constants, ...values }, {}, undefined, this.#settings.invalid);</span></span>
<span class="line"><span>    const { variables, equalities, inequalities } = problem;</span></span>
<span class="line"><span>    this.#require(&quot;variables&quot;, variables);</span></span>
<span class="line"><span>    this.#require(&quot;equalities&quot;, equalities);</span></span>
<span class="line"><span>    this.#require(&quot;inequalities&quot;, inequalities);</span></span>
<span class="line"><span>    this.#checked ??= this.#constantsOf(problem, values);</span></span>
<span class="line"><span>    return problem;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The checked form of the constants, unless a call has replaced one: then the next call checks again. */</span></span>
<span class="line"><span>  #constantsOf(problem: Problem, values: SomeInputs): CheckedInputs | undefined {</span></span>
<span class="line"><span>    const names = FIELD_NAMES.filter((name) =&gt; this.#constants[name] !== undefined);</span></span>
<span class="line"><span>    if (names.some((name) =&gt; values[name] !== undefined)) return undefined;</span></span>
<span class="line"><span>    return Object.fromEntries(names.map((name) =&gt; [name, problem[name]]));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #checkedExcept(values: SomeInputs): CheckedInputs {</span></span>
<span class="line"><span>    const checked: { -readonly [Name in FieldName]?: CheckedInputs[Name] } = { ...this.#checked };</span></span>
<span class="line"><span>    for (const name of FIELD_NAMES) if (name in values) checked[name] = undefined;</span></span>
<span class="line"><span>    return checked;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #requireLive(): void {</span></span>
<span class="line"><span>    if (!this.#disposed) return;</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;solver&quot;,</span></span>
<span class="line"><span>      expected: &quot;a solver that is in use&quot;,</span></span>
<span class="line"><span>      got: &quot;one that was disposed of&quot;,</span></span>
<span class="line"><span>      hint: &quot;Make another QpSolver.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #require(field: &quot;variables&quot; | &quot;equalities&quot; | &quot;inequalities&quot;, got: number): void {</span></span>
<span class="line"><span>    const expected = this.#shape[field];</span></span>
<span class="line"><span>    if (got === expected) return;</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field,</span></span>
<span class="line"><span>      expected: \`\${expected}, as the solver was made for\`,</span></span>
<span class="line"><span>      got: String(got),</span></span>
<span class="line"><span>      hint: &quot;Make another QpSolver for another size.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Without an array or an object for what is right: calls in place allocate nothing. */</span></span>
<span class="line"><span>function requireOptions(options: SolveOptions, settings: Settings): void {</span></span>
<span class="line"><span>  if (typeof options === &quot;object&quot; &amp;&amp; (options as unknown) !== null) {</span></span>
<span class="line"><span>    for (const name in options) if (name !== &quot;warmStart&quot; &amp;&amp; name !== &quot;inPlace&quot;) throw unknownOption(name);</span></span>
<span class="line"><span>    requireSwitch(&quot;warmStart&quot;, options.warmStart);</span></span>
<span class="line"><span>    requireSwitch(&quot;inPlace&quot;, options.inPlace);</span></span>
<span class="line"><span>    if (options.warmStart === true) requirePivoting(settings);</span></span>
<span class="line"><span>    return;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: &quot;options&quot;,</span></span>
<span class="line"><span>    expected: &quot;an object with warmStart or inPlace&quot;,</span></span>
<span class="line"><span>    got: describe(options),</span></span>
<span class="line"><span>    hint: &quot;For example { warmStart: true }.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function requireSwitch(name: string, value: unknown): void {</span></span>
<span class="line"><span>  if (value === undefined || typeof value === &quot;boolean&quot;) return;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: \`options.\${name}\`,</span></span>
<span class="line"><span>    expected: &quot;true or false&quot;,</span></span>
<span class="line"><span>    got: describe(value),</span></span>
<span class="line"><span>    hint: &quot;Leave it out for false.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Forms that start from active sets, or may come to one that does. */</span></span>
<span class="line"><span>const STARTABLE: readonly Settings[&quot;form&quot;][] = [&quot;auto&quot;, &quot;dual&quot;, &quot;sparse&quot;];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A dense interior point starts from the same point, whatever was solved before: it is no use to ask for another. */</span></span>
<span class="line"><span>function requirePivoting({ backend, form }: Settings): void {</span></span>
<span class="line"><span>  const setting = backend === &quot;reference&quot; ? &quot;backend&quot; : STARTABLE.includes(form) ? undefined : &quot;form&quot;;</span></span>
<span class="line"><span>  if (setting === undefined) return;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: &quot;options.warmStart&quot;,</span></span>
<span class="line"><span>    expected: \`false with the setting \${setting}: &quot;\${setting === &quot;form&quot; ? form : backend}&quot;\`,</span></span>
<span class="line"><span>    got: &quot;true&quot;,</span></span>
<span class="line"><span>    hint: &#39;Leave it out, or leave the setting at &quot;auto&quot;: active sets are what pivoting starts from.&#39;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function unknownOption(name: string): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field: \`options.\${excerpt(name)}\`,</span></span>
<span class="line"><span>    expected: &quot;one of warmStart, inPlace&quot;,</span></span>
<span class="line"><span>    got: quoted(name),</span></span>
<span class="line"><span>    hint: &quot;Check the spelling; settings are given to the solver.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/api/solver-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const solverTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  solverTs as default
};
