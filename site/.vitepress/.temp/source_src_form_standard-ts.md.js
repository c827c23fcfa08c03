import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/form/standard.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/form/standard-ts.md","filePath":"site/generated/source/src/form/standard-ts.md"}');
const _sfc_main = { name: "source/src/form/standard-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcformstandardts" tabindex="-1"><code>src/form/standard.ts</code> <a class="header-anchor" href="#srcformstandardts" aria-label="Permalink to &quot;\`src/form/standard.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * One element in standard form: minimise ½ zᵀQz + pᵀz subject to equalities E z = f (the rows of A, and a row for every</span></span>
<span class="line"><span> * variable whose bounds are equal) and inequalities C z ≤ d (the rows of G, then −z ≤ −lower, then z ≤ upper). It is a</span></span>
<span class="line"><span> * description of the user&#39;s arrays: Q, A and G are views, and bounds stay single numbers, never written out as rows.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Variables that bounds fix are known before anything is solved. {@link Constraints} keeps them as equalities; who</span></span>
<span class="line"><span> * solves over the others alone gathers Q, A and G over {@link freeVariables} and takes what the fixed ones contribute</span></span>
<span class="line"><span> * into the cost and the right-hand sides ({@link gradientAt}, {@link rightSide}).</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { Matrix } from &quot;../matrix/operator.js&quot;;</span></span>
<span class="line"><span>import {</span></span>
<span class="line"><span>  addGram,</span></span>
<span class="line"><span>  addLowerTriangle,</span></span>
<span class="line"><span>  addTimesInOrder,</span></span>
<span class="line"><span>  addTransposedTimes,</span></span>
<span class="line"><span>  columnAt,</span></span>
<span class="line"><span>  denseMatrix,</span></span>
<span class="line"><span>  denseRow,</span></span>
<span class="line"><span>  diagonalMatrix,</span></span>
<span class="line"><span>  firstOf,</span></span>
<span class="line"><span>  lastOf,</span></span>
<span class="line"><span>  shiftOf,</span></span>
<span class="line"><span>  sparseMatrixOf,</span></span>
<span class="line"><span>} from &quot;../matrix/operator.js&quot;;</span></span>
<span class="line"><span>import { emptyRows, raiseToEntries } from &quot;../matrix/sizes.js&quot;;</span></span>
<span class="line"><span>import { diagonalPlaces } from &quot;../matrix/pattern.js&quot;;</span></span>
<span class="line"><span>import { selectEntries } from &quot;../matrix/selection.js&quot;;</span></span>
<span class="line"><span>import { costMatrix, rowMatrix } from &quot;../problem/matrices.js&quot;;</span></span>
<span class="line"><span>import type { Operand, Problem } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { boundAt, elementOf } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import type { KktVectors } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One element&#39;s vectors over the user&#39;s variables and rows, all 0: for a solution, or a direction. */</span></span>
<span class="line"><span>export function newUserVectors(problem: Problem): KktVectors {</span></span>
<span class="line"><span>  const { variables, equalities, inequalities } = problem;</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    z: new Float64Array(variables),</span></span>
<span class="line"><span>    nu: new Float64Array(equalities),</span></span>
<span class="line"><span>    lambda: new Float64Array(inequalities),</span></span>
<span class="line"><span>    lambdaLower: new Float64Array(variables),</span></span>
<span class="line"><span>    lambdaUpper: new Float64Array(variables),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function copyVectors(from: KktVectors, to: KktVectors): void {</span></span>
<span class="line"><span>  to.z.set(from.z);</span></span>
<span class="line"><span>  to.nu.set(from.nu);</span></span>
<span class="line"><span>  to.lambda.set(from.lambda);</span></span>
<span class="line"><span>  to.lambdaLower.set(from.lambdaLower);</span></span>
<span class="line"><span>  to.lambdaUpper.set(from.lambdaUpper);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const NONE = new Float64Array(0);</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export type BoundMultipliers = Pick&lt;KktVectors, &quot;lambdaLower&quot; | &quot;lambdaUpper&quot;&gt;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Vectors over variables, equalities and inequalities. */</span></span>
<span class="line"><span>export interface Blocks {</span></span>
<span class="line"><span>  readonly z: Float64Array;</span></span>
<span class="line"><span>  readonly nu: Float64Array;</span></span>
<span class="line"><span>  readonly lambda: Float64Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export class Constraints {</span></span>
<span class="line"><span>  readonly n: number;</span></span>
<span class="line"><span>  /** Number of equalities and of inequalities. */</span></span>
<span class="line"><span>  readonly equalities: number;</span></span>
<span class="line"><span>  readonly inequalities: number;</span></span>
<span class="line"><span>  readonly p: Float64Array;</span></span>
<span class="line"><span>  /** Right-hand sides of the equalities and of the inequalities. */</span></span>
<span class="line"><span>  readonly f: Float64Array;</span></span>
<span class="line"><span>  readonly d: Float64Array;</span></span>
<span class="line"><span>  readonly #Q: Matrix | undefined;</span></span>
<span class="line"><span>  readonly #A: Matrix | undefined;</span></span>
<span class="line"><span>  readonly #G: Matrix | undefined;</span></span>
<span class="line"><span>  readonly #e: number;</span></span>
<span class="line"><span>  readonly #m: number;</span></span>
<span class="line"><span>  readonly #fixed: number[] = [];</span></span>
<span class="line"><span>  readonly #free: number[] = [];</span></span>
<span class="line"><span>  readonly #lower: number[] = [];</span></span>
<span class="line"><span>  readonly #upper: number[] = [];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(problem: Problem, element: number) {</span></span>
<span class="line"><span>    const { variables: n, equalities: e, inequalities: m } = problem;</span></span>
<span class="line"><span>    const numbers = (name: &quot;b&quot; | &quot;h&quot;): Float64Array =&gt;</span></span>
<span class="line"><span>      problem[name] ? elementOf(problem[name], element) : NONE;</span></span>
<span class="line"><span>    this.n = n;</span></span>
<span class="line"><span>    this.#e = e;</span></span>
<span class="line"><span>    this.#m = m;</span></span>
<span class="line"><span>    this.p = elementOf(problem.p, element);</span></span>
<span class="line"><span>    this.#Q = costMatrix(problem, element);</span></span>
<span class="line"><span>    this.#A = rowMatrix(problem, &quot;A&quot;, element);</span></span>
<span class="line"><span>    this.#G = rowMatrix(problem, &quot;G&quot;, element);</span></span>
<span class="line"><span>    const lower = (i: number): number =&gt; boundAt(problem.lower, element, i, -Infinity);</span></span>
<span class="line"><span>    const upper = (i: number): number =&gt; boundAt(problem.upper, element, i, Infinity);</span></span>
<span class="line"><span>    for (let i = 0; i &lt; n; i++) {</span></span>
<span class="line"><span>      if (lower(i) === upper(i)) this.#fixed.push(i);</span></span>
<span class="line"><span>      else {</span></span>
<span class="line"><span>        this.#free.push(i);</span></span>
<span class="line"><span>        if (lower(i) &gt; -Infinity) this.#lower.push(i);</span></span>
<span class="line"><span>        if (upper(i) &lt; Infinity) this.#upper.push(i);</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.equalities = e + this.#fixed.length;</span></span>
<span class="line"><span>    this.inequalities = m + this.#lower.length + this.#upper.length;</span></span>
<span class="line"><span>    this.f = new Float64Array(this.equalities);</span></span>
<span class="line"><span>    this.f.set(numbers(&quot;b&quot;));</span></span>
<span class="line"><span>    this.#fixed.forEach((i, row) =&gt; (this.f[e + row] = lower(i)));</span></span>
<span class="line"><span>    this.d = new Float64Array(this.inequalities);</span></span>
<span class="line"><span>    this.d.set(numbers(&quot;h&quot;));</span></span>
<span class="line"><span>    let row = m;</span></span>
<span class="line"><span>    for (const i of this.#lower) this.d[row++] = -lower(i);</span></span>
<span class="line"><span>    for (const i of this.#upper) this.d[row++] = upper(i);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The variables that bounds fix, in the order of their rows of E, which follow those of A. */</span></span>
<span class="line"><span>  get fixed(): readonly number[] {</span></span>
<span class="line"><span>    return this.#fixed;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The others. */</span></span>
<span class="line"><span>  get free(): readonly number[] {</span></span>
<span class="line"><span>    return this.#free;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** How many rows of C are rows of G. */</span></span>
<span class="line"><span>  get rowsOfG(): number {</span></span>
<span class="line"><span>    return this.#m;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The variable that a row of C behind those of G bounds. */</span></span>
<span class="line"><span>  boundedBy(row: number): number {</span></span>
<span class="line"><span>    const bound = row - this.#m;</span></span>
<span class="line"><span>    return bound &lt; this.#lower.length ? this.#lower[bound] : this.#upper[bound - this.#lower.length];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** −1 for a lower bound, 1 for an upper one. */</span></span>
<span class="line"><span>  sideOf(row: number): 1 | -1 {</span></span>
<span class="line"><span>    return row - this.#m &lt; this.#lower.length ? -1 : 1;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  newBlocks(): Blocks {</span></span>
<span class="line"><span>    return {</span></span>
<span class="line"><span>      z: new Float64Array(this.n),</span></span>
<span class="line"><span>      nu: new Float64Array(this.equalities),</span></span>
<span class="line"><span>      lambda: new Float64Array(this.inequalities),</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** out += Q x. */</span></span>
<span class="line"><span>  addQ(x: Float64Array, out: Float64Array): void {</span></span>
<span class="line"><span>    if (this.#Q) addTimesInOrder(this.#Q, x, out);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** out += E x. */</span></span>
<span class="line"><span>  addE(x: Float64Array, out: Float64Array): void {</span></span>
<span class="line"><span>    if (this.#A) addTimesInOrder(this.#A, x, out);</span></span>
<span class="line"><span>    this.#fixed.forEach((i, row) =&gt; (out[this.#e + row] += x[i]));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** out += Eᵀ y. */</span></span>
<span class="line"><span>  addETransposed(y: Float64Array, out: Float64Array): void {</span></span>
<span class="line"><span>    if (this.#A) addTransposedTimes(out, 1, this.#A, y);</span></span>
<span class="line"><span>    this.#fixed.forEach((i, row) =&gt; (out[i] += y[this.#e + row]));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** out += C x. */</span></span>
<span class="line"><span>  addC(x: Float64Array, out: Float64Array): void {</span></span>
<span class="line"><span>    if (this.#G) addTimesInOrder(this.#G, x, out);</span></span>
<span class="line"><span>    let row = this.#m;</span></span>
<span class="line"><span>    for (const i of this.#lower) out[row++] -= x[i];</span></span>
<span class="line"><span>    for (const i of this.#upper) out[row++] += x[i];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** out += Cᵀ y. */</span></span>
<span class="line"><span>  addCTransposed(y: Float64Array, out: Float64Array): void {</span></span>
<span class="line"><span>    if (this.#G) addTransposedTimes(out, 1, this.#G, y);</span></span>
<span class="line"><span>    let row = this.#m;</span></span>
<span class="line"><span>    for (const i of this.#lower) out[i] -= y[row++];</span></span>
<span class="line"><span>    for (const i of this.#upper) out[i] += y[row++];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The largest entry of every column of Q, A and G, whose rows are multiplied by these units. */</span></span>
<span class="line"><span>  columnSizes({ z, nu, lambda }: Blocks): Float64Array {</span></span>
<span class="line"><span>    const sizes = new Float64Array(this.n);</span></span>
<span class="line"><span>    if (this.#Q) raiseToEntries(sizes, this.#Q, z);</span></span>
<span class="line"><span>    if (this.#A) raiseToEntries(sizes, this.#A, nu);</span></span>
<span class="line"><span>    if (this.#G) raiseToEntries(sizes, this.#G, lambda);</span></span>
<span class="line"><span>    return sizes;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  emptyRowsOfG(): number[] {</span></span>
<span class="line"><span>    return this.#G ? emptyRows(this.#G) : [];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Lower triangle of M += Q + Cᵀ diag(weights) C, with M&#39;s rows \`stride\` numbers apart. */</span></span>
<span class="line"><span>  addHessian(weights: Float64Array, M: Float64Array, stride: number): void {</span></span>
<span class="line"><span>    if (this.#Q) addLowerTriangle(M, stride, this.#Q);</span></span>
<span class="line"><span>    if (this.#G) addGram(M, stride, weights, this.#G);</span></span>
<span class="line"><span>    let k = this.#m;</span></span>
<span class="line"><span>    for (const i of [...this.#lower, ...this.#upper]) M[i * stride + i] += weights[k++];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The rows of E, dense. */</span></span>
<span class="line"><span>  rowOfE(row: number): Float64Array {</span></span>
<span class="line"><span>    if (row &lt; this.#e) return denseRow(this.#A!, row);</span></span>
<span class="line"><span>    return unit(this.n, this.#fixed[row - this.#e], 1);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The rows of C, dense. */</span></span>
<span class="line"><span>  rowOfC(row: number): Float64Array {</span></span>
<span class="line"><span>    const { n } = this;</span></span>
<span class="line"><span>    if (row &lt; this.#m) return denseRow(this.#G!, row);</span></span>
<span class="line"><span>    const bound = row - this.#m;</span></span>
<span class="line"><span>    if (bound &lt; this.#lower.length) return unit(n, this.#lower[bound], -1);</span></span>
<span class="line"><span>    return unit(n, this.#upper[bound - this.#lower.length], 1);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * From the rows of \`solveKkt\`. A fixed variable has one equality, whose multiplier is that of the bound which</span></span>
<span class="line"><span>   * is active at the solution: \`multipliers\` says which.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  gather(from: KktVectors, multipliers: BoundMultipliers, out: Blocks): void {</span></span>
<span class="line"><span>    out.z.set(from.z);</span></span>
<span class="line"><span>    out.nu.set(from.nu);</span></span>
<span class="line"><span>    this.#fixed.forEach((i, row) =&gt; {</span></span>
<span class="line"><span>      out.nu[this.#e + row] = upperIsActive(multipliers, i) ? from.lambdaUpper[i] : -from.lambdaLower[i];</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    out.lambda.set(from.lambda);</span></span>
<span class="line"><span>    let row = this.#m;</span></span>
<span class="line"><span>    for (const i of this.#lower) out.lambda[row++] = from.lambdaLower[i];</span></span>
<span class="line"><span>    for (const i of this.#upper) out.lambda[row++] = from.lambdaUpper[i];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Back to the rows of \`solveKkt\`. */</span></span>
<span class="line"><span>  scatter(from: Blocks, multipliers: BoundMultipliers, out: KktVectors): void {</span></span>
<span class="line"><span>    out.z.set(from.z);</span></span>
<span class="line"><span>    out.nu.set(from.nu.subarray(0, this.#e));</span></span>
<span class="line"><span>    out.lambda.set(from.lambda.subarray(0, this.#m));</span></span>
<span class="line"><span>    out.lambdaLower.fill(0);</span></span>
<span class="line"><span>    out.lambdaUpper.fill(0);</span></span>
<span class="line"><span>    let row = this.#m;</span></span>
<span class="line"><span>    for (const i of this.#lower) out.lambdaLower[i] = from.lambda[row++];</span></span>
<span class="line"><span>    for (const i of this.#upper) out.lambdaUpper[i] = from.lambda[row++];</span></span>
<span class="line"><span>    this.#fixed.forEach((i, k) =&gt; {</span></span>
<span class="line"><span>      const multiplier = from.nu[this.#e + k];</span></span>
<span class="line"><span>      if (upperIsActive(multipliers, i)) out.lambdaUpper[i] = multiplier;</span></span>
<span class="line"><span>      else out.lambdaLower[i] = -multiplier;</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function upperIsActive({ lambdaLower, lambdaUpper }: BoundMultipliers, variable: number): boolean {</span></span>
<span class="line"><span>  return lambdaUpper[variable] &gt; lambdaLower[variable];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function unit(n: number, index: number, value: number): Float64Array {</span></span>
<span class="line"><span>  const row = new Float64Array(n);</span></span>
<span class="line"><span>  row[index] = value;</span></span>
<span class="line"><span>  return row;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function isFixed(problem: Problem, element: number, variable: number): boolean {</span></span>
<span class="line"><span>  return (</span></span>
<span class="line"><span>    boundAt(problem.lower, element, variable, -Infinity) ===</span></span>
<span class="line"><span>    boundAt(problem.upper, element, variable, Infinity)</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The variables that are not fixed by lower = upper. */</span></span>
<span class="line"><span>export function freeVariables(problem: Problem, element: number): Int32Array {</span></span>
<span class="line"><span>  const free: number[] = [];</span></span>
<span class="line"><span>  for (let i = 0; i &lt; problem.variables; i++) if (!isFixed(problem, element, i)) free.push(i);</span></span>
<span class="line"><span>  return Int32Array.from(free);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function sameIndices(a: Int32Array, b: Int32Array): boolean {</span></span>
<span class="line"><span>  return a.length === b.length &amp;&amp; a.every((value, i) =&gt; value === b[i]);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Q over the free variables, \`[k, k]\`, or \`[k]\` where it is diagonal. */</span></span>
<span class="line"><span>export function gatherQuadratic(problem: Problem, element: number, free: Int32Array): Float64Array {</span></span>
<span class="line"><span>  if (problem.Q === undefined) return NONE;</span></span>
<span class="line"><span>  const source = elementOf(problem.Q, element);</span></span>
<span class="line"><span>  if (problem.quadratic === &quot;diagonal&quot;) return Float64Array.from(free, (index) =&gt; source[index]);</span></span>
<span class="line"><span>  const n = free.length;</span></span>
<span class="line"><span>  const Q = new Float64Array(n * n);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; n; i++) {</span></span>
<span class="line"><span>    const row = free[i] * problem.variables;</span></span>
<span class="line"><span>    for (let j = 0; j &lt; n; j++) Q[i * n + j] = source[row + free[j]];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return Q;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A or G over the free variables. */</span></span>
<span class="line"><span>export function gatherColumns(</span></span>
<span class="line"><span>  operand: Operand | undefined,</span></span>
<span class="line"><span>  element: number,</span></span>
<span class="line"><span>  rows: number,</span></span>
<span class="line"><span>  variables: number,</span></span>
<span class="line"><span>  free: Int32Array,</span></span>
<span class="line"><span>): Float64Array {</span></span>
<span class="line"><span>  if (operand === undefined) return NONE;</span></span>
<span class="line"><span>  const source = elementOf(operand, element);</span></span>
<span class="line"><span>  if (free.length === variables) return source.slice();</span></span>
<span class="line"><span>  const n = free.length;</span></span>
<span class="line"><span>  const gathered = new Float64Array(rows * n);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; rows; i++) {</span></span>
<span class="line"><span>    for (let j = 0; j &lt; n; j++) gathered[i * n + j] = source[i * variables + free[j]];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return gathered;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The values of the variables that bounds fix; 0 for the others. */</span></span>
<span class="line"><span>export function fixedValues(problem: Problem, element: number): Float64Array {</span></span>
<span class="line"><span>  const fixed = new Float64Array(problem.variables);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; fixed.length; i++) {</span></span>
<span class="line"><span>    if (isFixed(problem, element, i)) fixed[i] = boundAt(problem.lower, element, i, 0);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return fixed;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Q over the free variables, by whatever kind of matrix it is; undefined where there is none. */</span></span>
<span class="line"><span>export function freeQuadratic(problem: Problem, element: number, free: Int32Array): Matrix | undefined {</span></span>
<span class="line"><span>  const { Q } = problem;</span></span>
<span class="line"><span>  if (Q === undefined) return undefined;</span></span>
<span class="line"><span>  if (Q.pattern) return freePart(Q, element, free, free);</span></span>
<span class="line"><span>  const value = gatherQuadratic(problem, element, free);</span></span>
<span class="line"><span>  return problem.quadratic === &quot;diagonal&quot;</span></span>
<span class="line"><span>    ? diagonalMatrix(value)</span></span>
<span class="line"><span>    : denseMatrix(value, free.length, free.length);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A or G over the free variables, likewise. */</span></span>
<span class="line"><span>export function freeColumns(</span></span>
<span class="line"><span>  problem: Problem,</span></span>
<span class="line"><span>  name: &quot;A&quot; | &quot;G&quot;,</span></span>
<span class="line"><span>  element: number,</span></span>
<span class="line"><span>  free: Int32Array,</span></span>
<span class="line"><span>): Matrix | undefined {</span></span>
<span class="line"><span>  const operand = problem[name];</span></span>
<span class="line"><span>  if (operand === undefined) return undefined;</span></span>
<span class="line"><span>  if (operand.pattern) return freePart(operand, element, undefined, free);</span></span>
<span class="line"><span>  const rows = name === &quot;A&quot; ? problem.equalities : problem.inequalities;</span></span>
<span class="line"><span>  const value = gatherColumns(operand, element, rows, problem.variables, free);</span></span>
<span class="line"><span>  return denseMatrix(value, rows, free.length);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function freePart(operand: Operand, element: number, rows: Int32Array | undefined, free: Int32Array): Matrix {</span></span>
<span class="line"><span>  const source = elementOf(operand, element);</span></span>
<span class="line"><span>  const pattern = operand.pattern!;</span></span>
<span class="line"><span>  if (free.length === pattern.columns) return sparseMatrixOf(pattern, source);</span></span>
<span class="line"><span>  const part = selectEntries(pattern, rows, free);</span></span>
<span class="line"><span>  return sparseMatrixOf(</span></span>
<span class="line"><span>    part.pattern,</span></span>
<span class="line"><span>    Float64Array.from(part.entries, (k) =&gt; source[k]),</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Q_jj; 0 where there is no Q. */</span></span>
<span class="line"><span>export function diagonalOf(problem: Problem, element: number): (j: number) =&gt; number {</span></span>
<span class="line"><span>  const { Q, quadratic, variables: n } = problem;</span></span>
<span class="line"><span>  if (!Q || quadratic === &quot;zero&quot;) return () =&gt; 0;</span></span>
<span class="line"><span>  const entries = elementOf(Q, element);</span></span>
<span class="line"><span>  if (Q.pattern) {</span></span>
<span class="line"><span>    const places = diagonalPlaces(Q.pattern);</span></span>
<span class="line"><span>    return (j) =&gt; (places[j] &lt; 0 ? 0 : entries[places[j]]);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const stride = quadratic === &quot;dense&quot; ? n + 1 : 1;</span></span>
<span class="line"><span>  return (j) =&gt; entries[j * stride];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Q fixed + p: fixing variables moves their part of the quadratic into the linear cost. */</span></span>
<span class="line"><span>export function gradientAt(problem: Problem, element: number, fixed: Float64Array): Float64Array {</span></span>
<span class="line"><span>  const gradient = elementOf(problem.p, element).slice();</span></span>
<span class="line"><span>  const Q = costMatrix(problem, element);</span></span>
<span class="line"><span>  if (Q) addTransposedTimes(gradient, 1, Q, fixed);</span></span>
<span class="line"><span>  return gradient;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** b − A fixed or h − G fixed. What is left of a difference that cancels is 0, not its rounding. */</span></span>
<span class="line"><span>export function rightSide(</span></span>
<span class="line"><span>  problem: Problem,</span></span>
<span class="line"><span>  element: number,</span></span>
<span class="line"><span>  matrix: &quot;A&quot; | &quot;G&quot;,</span></span>
<span class="line"><span>  vector: &quot;b&quot; | &quot;h&quot;,</span></span>
<span class="line"><span>  fixed: Float64Array,</span></span>
<span class="line"><span>): Float64Array {</span></span>
<span class="line"><span>  const M = rowMatrix(problem, matrix, element);</span></span>
<span class="line"><span>  const right = problem[vector];</span></span>
<span class="line"><span>  if (M === undefined || right === undefined) return new Float64Array(0);</span></span>
<span class="line"><span>  return elementOf(right, element).map((side, i) =&gt; {</span></span>
<span class="line"><span>    let size = Math.abs(side);</span></span>
<span class="line"><span>    let left = side;</span></span>
<span class="line"><span>    const last = lastOf(M, i);</span></span>
<span class="line"><span>    const shift = shiftOf(M, i);</span></span>
<span class="line"><span>    for (let k = firstOf(M, i); k &lt; last; k++) {</span></span>
<span class="line"><span>      const value = fixed[columnAt(M, k, shift)];</span></span>
<span class="line"><span>      if (value === 0) continue;</span></span>
<span class="line"><span>      const term = M.value[k] * value;</span></span>
<span class="line"><span>      left -= term;</span></span>
<span class="line"><span>      size += Math.abs(term);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return Math.abs(left) &lt;= CANCELLED * size ? 0 : left;</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A difference below this share of the sum of its terms is rounding. */</span></span>
<span class="line"><span>const CANCELLED = 16 * Number.EPSILON;</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/form/standard-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const standardTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  standardTs as default
};
