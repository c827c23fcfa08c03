import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/problem/fields.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/problem/fields-ts.md","filePath":"site/generated/source/src/problem/fields-ts.md"}');
const _sfc_main = { name: "source/src/problem/fields-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcproblemfieldsts" tabindex="-1"><code>src/problem/fields.ts</code> <a class="header-anchor" href="#srcproblemfieldsts" aria-label="Permalink to &quot;\`src/problem/fields.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * What goes into a problem and what comes out: every field by its name, with its rows. Shapes, memory, copies, readers of</span></span>
<span class="line"><span> * files and executors are made from these tables, so that a field is added in one place.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { ArrayInput, DenseArray, DiagonalInput, FieldName, Problem, SparseInput } from &quot;./problem.js&quot;;</span></span>
<span class="line"><span>import type { SparseMatrix } from &quot;./sparse-matrix.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Sizes of one element that fields have as many rows as. */</span></span>
<span class="line"><span>export type RowCount = &quot;variables&quot; | &quot;equalities&quot; | &quot;inequalities&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The rows of one element of every input; Q, A and G have a column for every variable too. */</span></span>
<span class="line"><span>export const INPUT_ROWS: Readonly&lt;Record&lt;FieldName, RowCount&gt;&gt; = {</span></span>
<span class="line"><span>  Q: &quot;variables&quot;,</span></span>
<span class="line"><span>  p: &quot;variables&quot;,</span></span>
<span class="line"><span>  A: &quot;equalities&quot;,</span></span>
<span class="line"><span>  b: &quot;equalities&quot;,</span></span>
<span class="line"><span>  G: &quot;inequalities&quot;,</span></span>
<span class="line"><span>  h: &quot;inequalities&quot;,</span></span>
<span class="line"><span>  lower: &quot;variables&quot;,</span></span>
<span class="line"><span>  upper: &quot;variables&quot;,</span></span>
<span class="line"><span>};</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The inputs that are matrices, with a column for every variable: these may be sparse. */</span></span>
<span class="line"><span>export const MATRIX_NAMES = [&quot;Q&quot;, &quot;A&quot;, &quot;G&quot;] as const;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export type MatrixName = (typeof MATRIX_NAMES)[number];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whether one element of an input has two axes; Q may have one, as a diagonal. */</span></span>
<span class="line"><span>export function isMatrix(name: FieldName): name is MatrixName {</span></span>
<span class="line"><span>  return (MATRIX_NAMES as readonly FieldName[]).includes(name);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const PART = /^[QAG]\\.(?:data|indices|indptr|shape)$/;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whether an array of this name, in a file or a message, is a part of a sparse matrix: they are called as in SciPy. */</span></span>
<span class="line"><span>export function isPartOfSparse(name: string): boolean {</span></span>
<span class="line"><span>  return PART.test(name);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The rows of one element of every output; undefined where it is one number. */</span></span>
<span class="line"><span>export const OUTPUT_ROWS = {</span></span>
<span class="line"><span>  z: &quot;variables&quot;,</span></span>
<span class="line"><span>  nu: &quot;equalities&quot;,</span></span>
<span class="line"><span>  lambda: &quot;inequalities&quot;,</span></span>
<span class="line"><span>  lambdaLower: &quot;variables&quot;,</span></span>
<span class="line"><span>  lambdaUpper: &quot;variables&quot;,</span></span>
<span class="line"><span>  slack: &quot;inequalities&quot;,</span></span>
<span class="line"><span>  objective: undefined,</span></span>
<span class="line"><span>  primalResidual: undefined,</span></span>
<span class="line"><span>  dualResidual: undefined,</span></span>
<span class="line"><span>  dualityGap: undefined,</span></span>
<span class="line"><span>  iterations: undefined,</span></span>
<span class="line"><span>  shiftB: &quot;equalities&quot;,</span></span>
<span class="line"><span>  shiftH: &quot;inequalities&quot;,</span></span>
<span class="line"><span>} as const satisfies Record&lt;string, RowCount | undefined&gt;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The unknowns of the KKT system: the minimiser and the multipliers. */</span></span>
<span class="line"><span>export const VECTOR_NAMES = [&quot;z&quot;, &quot;nu&quot;, &quot;lambda&quot;, &quot;lambdaLower&quot;, &quot;lambdaUpper&quot;] as const;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The outputs that have derivatives. */</span></span>
<span class="line"><span>export const OUTPUT_NAMES = [...VECTOR_NAMES, &quot;objective&quot;, &quot;shiftB&quot;, &quot;shiftH&quot;] as const;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The arrays of a solution&#39;s numbers, in the order in which they lie in memory. */</span></span>
<span class="line"><span>export const ARRAY_NAMES = [</span></span>
<span class="line"><span>  ...VECTOR_NAMES,</span></span>
<span class="line"><span>  ...([&quot;slack&quot;, &quot;objective&quot;, &quot;primalResidual&quot;, &quot;dualResidual&quot;, &quot;dualityGap&quot;, &quot;iterations&quot;] as const),</span></span>
<span class="line"><span>] as const;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** All statuses; where they are numbers, they are positions here. */</span></span>
<span class="line"><span>export const STATUSES = [</span></span>
<span class="line"><span>  &quot;solved&quot;,</span></span>
<span class="line"><span>  &quot;maxIterations&quot;,</span></span>
<span class="line"><span>  &quot;timeLimit&quot;,</span></span>
<span class="line"><span>  &quot;primalInfeasible&quot;,</span></span>
<span class="line"><span>  &quot;dualInfeasible&quot;,</span></span>
<span class="line"><span>  &quot;numericalError&quot;,</span></span>
<span class="line"><span>  &quot;invalid&quot;,</span></span>
<span class="line"><span>] as const satisfies readonly Status[];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Numbers in one element of an output; undefined where it is one number without an axis. */</span></span>
<span class="line"><span>export function sizeOfOutput(problem: Pick&lt;Problem, RowCount&gt;, name: OutputName): number | undefined {</span></span>
<span class="line"><span>  const rows = OUTPUT_ROWS[name];</span></span>
<span class="line"><span>  return rows &amp;&amp; problem[rows];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How many numbers one element of an output has. */</span></span>
<span class="line"><span>export function widthOf(name: keyof typeof OUTPUT_ROWS, sizes: Pick&lt;Problem, RowCount&gt;): number {</span></span>
<span class="line"><span>  const rows = OUTPUT_ROWS[name];</span></span>
<span class="line"><span>  return rows === undefined ? 1 : sizes[rows];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What became of one element of the batch. */</span></span>
<span class="line"><span>export type Status =</span></span>
<span class="line"><span>  /** The primal residual, the dual residual and the duality gap are within the tolerance. */</span></span>
<span class="line"><span>  | &quot;solved&quot;</span></span>
<span class="line"><span>  /** Given up after as many iterations as the settings allow; \`z\` is the best point found. */</span></span>
<span class="line"><span>  | &quot;maxIterations&quot;</span></span>
<span class="line"><span>  /** Not finished within the setting \`timeLimit\`. */</span></span>
<span class="line"><span>  | &quot;timeLimit&quot;</span></span>
<span class="line"><span>  /** No point satisfies the constraints; \`certificate\` holds the proof. */</span></span>
<span class="line"><span>  | &quot;primalInfeasible&quot;</span></span>
<span class="line"><span>  /** The objective falls for ever along the direction in \`certificate\`. */</span></span>
<span class="line"><span>  | &quot;dualInfeasible&quot;</span></span>
<span class="line"><span>  /** The precision does not suffice; \`z\` is the best point found. */</span></span>
<span class="line"><span>  | &quot;numericalError&quot;</span></span>
<span class="line"><span>  /** With the setting \`invalid: &quot;status&quot;\`: numbers that are no problem. All outputs are NaN. */</span></span>
<span class="line"><span>  | &quot;invalid&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Sizes of a solved batch. */</span></span>
<span class="line"><span>export interface SolutionShape {</span></span>
<span class="line"><span>  /** B, the number of elements; 1 where no input has a batch axis. */</span></span>
<span class="line"><span>  readonly batch: number;</span></span>
<span class="line"><span>  /** n, the length of z. */</span></span>
<span class="line"><span>  readonly variables: number;</span></span>
<span class="line"><span>  /** e, the rows of A. */</span></span>
<span class="line"><span>  readonly equalities: number;</span></span>
<span class="line"><span>  /** m, the rows of G. */</span></span>
<span class="line"><span>  readonly inequalities: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The name of an output that has derivatives. */</span></span>
<span class="line"><span>export type OutputName = (typeof OUTPUT_NAMES)[number];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Derivatives of a loss with respect to the outputs; an absent output has none. Shaped like the output. */</span></span>
<span class="line"><span>export interface Cotangents {</span></span>
<span class="line"><span>  /** \`[B,n]\`, or \`[n]\` where there is no batch. */</span></span>
<span class="line"><span>  readonly z?: ArrayInput | undefined;</span></span>
<span class="line"><span>  /** \`[B,e]\`, or \`[e]\`. */</span></span>
<span class="line"><span>  readonly nu?: ArrayInput | undefined;</span></span>
<span class="line"><span>  /** \`[B,m]\`, or \`[m]\`. */</span></span>
<span class="line"><span>  readonly lambda?: ArrayInput | undefined;</span></span>
<span class="line"><span>  /** \`[B,n]\`, or \`[n]\`. */</span></span>
<span class="line"><span>  readonly lambdaLower?: ArrayInput | undefined;</span></span>
<span class="line"><span>  /** \`[B,n]\`, or \`[n]\`. */</span></span>
<span class="line"><span>  readonly lambdaUpper?: ArrayInput | undefined;</span></span>
<span class="line"><span>  /** \`[B]\`, or one number where there is no batch. */</span></span>
<span class="line"><span>  readonly objective?: ArrayInput | number | undefined;</span></span>
<span class="line"><span>  /** \`[B,e]\`, or \`[e]\`. */</span></span>
<span class="line"><span>  readonly shiftB?: ArrayInput | undefined;</span></span>
<span class="line"><span>  /** \`[B,m]\`, or \`[m]\`. */</span></span>
<span class="line"><span>  readonly shiftH?: ArrayInput | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Gradients with respect to inputs, each with the shape of its input; that of a sparse matrix is a sparse matrix of its</span></span>
<span class="line"><span> * pattern. Those that \`wrt\` lists by name are there, and no others; without it there is one for every input that was given.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export type Gradients&lt;Wrt extends readonly FieldName[] = readonly FieldName[]&gt; = number extends Wrt[&quot;length&quot;]</span></span>
<span class="line"><span>  ? { readonly [Name in Wrt[number]]?: GradientOf&lt;Name&gt; }</span></span>
<span class="line"><span>  : { readonly [Name in Wrt[number]]: GradientOf&lt;Name&gt; };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>type GradientOf&lt;Name extends FieldName&gt; =</span></span>
<span class="line"><span>  DenseArray&lt;Float64Array&gt; | (Name extends &quot;Q&quot; | &quot;A&quot; | &quot;G&quot; ? SparseMatrix : never);</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A value for each input that is listed: for every one where the list itself is known, and for some of them else. */</span></span>
<span class="line"><span>export type ByInput&lt;Wrt extends readonly FieldName[], Value&gt; = number extends Wrt[&quot;length&quot;]</span></span>
<span class="line"><span>  ? { readonly [Name in Wrt[number]]?: Value }</span></span>
<span class="line"><span>  : { readonly [Name in Wrt[number]]: Value };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Directions in which the inputs move; an absent input stays where it is. Shaped like the input; those of a sparse matrix</span></span>
<span class="line"><span> * have its pattern, or are dense and 0 elsewhere.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export type Tangents = {</span></span>
<span class="line"><span>  readonly [Name in FieldName]?:</span></span>
<span class="line"><span>    | ArrayInput</span></span>
<span class="line"><span>    | (Name extends &quot;Q&quot; ? DiagonalInput : number)</span></span>
<span class="line"><span>    | (Name extends &quot;Q&quot; | &quot;A&quot; | &quot;G&quot; ? SparseInput : never)</span></span>
<span class="line"><span>    | undefined;</span></span>
<span class="line"><span>};</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How the outputs move; each is shaped like the output of the same name. */</span></span>
<span class="line"><span>export interface OutputTangents {</span></span>
<span class="line"><span>  /** Of the minimiser, \`[B,n]\`. */</span></span>
<span class="line"><span>  readonly z: Float64Array;</span></span>
<span class="line"><span>  /** Of the equality multipliers, \`[B,e]\`. */</span></span>
<span class="line"><span>  readonly nu: Float64Array;</span></span>
<span class="line"><span>  /** Of the inequality multipliers, \`[B,m]\`. */</span></span>
<span class="line"><span>  readonly lambda: Float64Array;</span></span>
<span class="line"><span>  /** Of the multipliers of lower bounds, \`[B,n]\`. */</span></span>
<span class="line"><span>  readonly lambdaLower: Float64Array;</span></span>
<span class="line"><span>  /** Of the multipliers of upper bounds, \`[B,n]\`. */</span></span>
<span class="line"><span>  readonly lambdaUpper: Float64Array;</span></span>
<span class="line"><span>  /** Of the objective, \`[B]\`. */</span></span>
<span class="line"><span>  readonly objective: Float64Array;</span></span>
<span class="line"><span>  /** Of what was added to b, \`[B,e]\`. */</span></span>
<span class="line"><span>  readonly shiftB: Float64Array;</span></span>
<span class="line"><span>  /** Of what was added to h, \`[B,m]\`. */</span></span>
<span class="line"><span>  readonly shiftH: Float64Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How reverse mode goes about it. */</span></span>
<span class="line"><span>export interface VjpOptions&lt;Wrt extends readonly FieldName[] = readonly FieldName[]&gt; {</span></span>
<span class="line"><span>  /** Compute only these gradients. Default: every input that was given. */</span></span>
<span class="line"><span>  readonly wrt?: Wrt | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A proof that one element has no solution, in the units of the inputs. */</span></span>
<span class="line"><span>export type Certificate =</span></span>
<span class="line"><span>  | {</span></span>
<span class="line"><span>      /**</span></span>
<span class="line"><span>       * Multipliers with lambda, lambdaLower, lambdaUpper ≥ 0, Aᵀnu + Gᵀlambda − lambdaLower + lambdaUpper ≈ 0</span></span>
<span class="line"><span>       * and bᵀnu + hᵀlambda − lowerᵀlambdaLower + upperᵀlambdaUpper = −1: no z satisfies the constraints. Where h is</span></span>
<span class="line"><span>       * −Infinity in a row, nothing else is needed: lambda is 1 there and 0 elsewhere.</span></span>
<span class="line"><span>       */</span></span>
<span class="line"><span>      readonly kind: &quot;primalInfeasible&quot;;</span></span>
<span class="line"><span>      /** Multipliers of the equalities, \`[e]\`. */</span></span>
<span class="line"><span>      readonly nu: Float64Array;</span></span>
<span class="line"><span>      /** Multipliers of the inequalities, \`[m]\`. */</span></span>
<span class="line"><span>      readonly lambda: Float64Array;</span></span>
<span class="line"><span>      /** Multipliers of the lower bounds, \`[n]\`. */</span></span>
<span class="line"><span>      readonly lambdaLower: Float64Array;</span></span>
<span class="line"><span>      /** Multipliers of the upper bounds, \`[n]\`. */</span></span>
<span class="line"><span>      readonly lambdaUpper: Float64Array;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  | {</span></span>
<span class="line"><span>      /**</span></span>
<span class="line"><span>       * A direction with Qz ≈ 0, Az ≈ 0, Gz ≤ 0 (to rounding), z within the bounds&#39; recession cone and</span></span>
<span class="line"><span>       * pᵀz = −1: the objective falls for ever along it.</span></span>
<span class="line"><span>       */</span></span>
<span class="line"><span>      readonly kind: &quot;dualInfeasible&quot;;</span></span>
<span class="line"><span>      /** The direction, \`[n]\`. */</span></span>
<span class="line"><span>      readonly z: Float64Array;</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The numbers of a solution; arrays are row-major with one row per element of the batch. */</span></span>
<span class="line"><span>export interface SolutionData {</span></span>
<span class="line"><span>  /** Sizes of the batch. */</span></span>
<span class="line"><span>  readonly shape: SolutionShape;</span></span>
<span class="line"><span>  /** Minimiser, \`[B, n]\`. */</span></span>
<span class="line"><span>  readonly z: Float64Array;</span></span>
<span class="line"><span>  /** Equality multipliers, \`[B, e]\`. */</span></span>
<span class="line"><span>  readonly nu: Float64Array;</span></span>
<span class="line"><span>  /** Inequality multipliers, \`[B, m]\`, ≥ 0. */</span></span>
<span class="line"><span>  readonly lambda: Float64Array;</span></span>
<span class="line"><span>  /** Multipliers of the lower bounds, \`[B, n]\`, ≥ 0; 0 where there is no bound. */</span></span>
<span class="line"><span>  readonly lambdaLower: Float64Array;</span></span>
<span class="line"><span>  /** Multipliers of the upper bounds, \`[B, n]\`, ≥ 0; 0 where there is no bound. */</span></span>
<span class="line"><span>  readonly lambdaUpper: Float64Array;</span></span>
<span class="line"><span>  /** h − Gz as the solver holds it, \`[B, m]\`, ≥ 0; Infinity where h is. */</span></span>
<span class="line"><span>  readonly slack: Float64Array;</span></span>
<span class="line"><span>  /** ½ zᵀQz + pᵀz, \`[B]\`. */</span></span>
<span class="line"><span>  readonly objective: Float64Array;</span></span>
<span class="line"><span>  /** What became of every element. */</span></span>
<span class="line"><span>  readonly status: readonly Status[];</span></span>
<span class="line"><span>  /** Largest violation of Az = b, Gz ≤ h and the bounds, \`[B]\`; recomputed from the inputs. */</span></span>
<span class="line"><span>  readonly primalResidual: Float64Array;</span></span>
<span class="line"><span>  /** ‖Qz + p + Aᵀnu + Gᵀlambda − lambdaLower + lambdaUpper‖∞, \`[B]\`; recomputed from the inputs. */</span></span>
<span class="line"><span>  readonly dualResidual: Float64Array;</span></span>
<span class="line"><span>  /** |zᵀQz + pᵀz + bᵀnu + hᵀlambda − lowerᵀlambdaLower + upperᵀlambdaUpper|, \`[B]\`. */</span></span>
<span class="line"><span>  readonly dualityGap: Float64Array;</span></span>
<span class="line"><span>  /** Rounds of pivoting, or iterations of the interior point, that every element took, \`[B]\`. */</span></span>
<span class="line"><span>  readonly iterations: Int32Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * By how much right-hand sides were moved to make problems feasible: the solution is that of Az = b + shiftB,</span></span>
<span class="line"><span> * Gz ≤ h + shiftH. \`[B, e]\` and \`[B, m]\`; 0 for elements that are solved as they are.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export interface Shift {</span></span>
<span class="line"><span>  /** Added to b, \`[B, e]\`. */</span></span>
<span class="line"><span>  readonly shiftB: Float64Array;</span></span>
<span class="line"><span>  /** Added to h, \`[B, m]\`. */</span></span>
<span class="line"><span>  readonly shiftH: Float64Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whether what a solution is asked for comes at once, or as a promise from a worker or a GPU. */</span></span>
<span class="line"><span>export type When =</span></span>
<span class="line"><span>  /** At once. */</span></span>
<span class="line"><span>  | &quot;now&quot;</span></span>
<span class="line"><span>  /** As a promise. */</span></span>
<span class="line"><span>  | &quot;later&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A value, or the promise of one. */</span></span>
<span class="line"><span>export type Answer&lt;Value, W extends When&gt; = W extends &quot;now&quot; ? Value : Promise&lt;Value&gt;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What solves elements; where they are numbers, they are positions here. */</span></span>
<span class="line"><span>export const SOLVERS = [</span></span>
<span class="line"><span>  ...([&quot;pivoting&quot;, &quot;interior point&quot;, &quot;sparse interior point&quot;, &quot;closed form&quot;, &quot;GPU&quot;, &quot;inspection&quot;] as const),</span></span>
<span class="line"><span>] as const;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What solved an element: see \`Solution.solvedBy\`. */</span></span>
<span class="line"><span>export type SolvedBy = (typeof SOLVERS)[number];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What only the solver knows of its solution. */</span></span>
<span class="line"><span>export interface SolutionSource&lt;W extends When = &quot;now&quot;&gt; {</span></span>
<span class="line"><span>  readonly when: W;</span></span>
<span class="line"><span>  vjp(cotangents: Cotangents, options: VjpOptions): Answer&lt;Gradients, W&gt;;</span></span>
<span class="line"><span>  jvp(tangents: Tangents): Answer&lt;OutputTangents, W&gt;;</span></span>
<span class="line"><span>  jacobian(output: OutputName, input: FieldName): Answer&lt;DenseArray&lt;Float64Array&gt;, W&gt;;</span></span>
<span class="line"><span>  weaklyActive(): Int32Array;</span></span>
<span class="line"><span>  certificate(element: number): Certificate | undefined;</span></span>
<span class="line"><span>  atRounding(element: number): Answer&lt;boolean, W&gt;;</span></span>
<span class="line"><span>  solvedBy(element: number): SolvedBy;</span></span>
<span class="line"><span>  dispose(): void;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A solution&#39;s numbers, to which an executor adds the statuses. */</span></span>
<span class="line"><span>export type NumericData = Omit&lt;SolutionData, &quot;status&quot;&gt;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Vectors over the rows of the KKT system of every element: in the equations&#39; order when they are right-hand</span></span>
<span class="line"><span> * sides, in the unknowns&#39; order when they are solutions. Row-major \`[B, n]\`, \`[B, e]\`, \`[B, m]\`, \`[B, n]\`, \`[B, n]\`.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export type KktVectors = { readonly [Name in (typeof VECTOR_NAMES)[number]]: Float64Array };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One array per output that has derivatives, with one row per element of the batch. */</span></span>
<span class="line"><span>export type OutputVectors = { readonly [Name in OutputName]: Float64Array };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One array for each of some inputs. */</span></span>
<span class="line"><span>export type FieldArrays = { readonly [Name in FieldName]?: Float64Array };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Typed arrays are objects to \`JSON.stringify\`, with a key for every number; results say themselves how to be written. */</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Not a class: whoever prints a result sees a plain object. */</span></span>
<span class="line"><span>const WRITTEN = {</span></span>
<span class="line"><span>  toJSON(this: object): Record&lt;string, unknown&gt; {</span></span>
<span class="line"><span>    return withPlainArrays(this);</span></span>
<span class="line"><span>  },</span></span>
<span class="line"><span>};</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The object, of which \`JSON.stringify\` writes typed arrays as arrays; NaN and ±Infinity become null there. */</span></span>
<span class="line"><span>export function written&lt;Values extends object&gt;(values: Values): Values {</span></span>
<span class="line"><span>  return Object.assign(Object.create(WRITTEN) as object, values) as Values;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Its entries, with plain arrays in place of typed ones. */</span></span>
<span class="line"><span>export function withPlainArrays(values: object): Record&lt;string, unknown&gt; {</span></span>
<span class="line"><span>  return Object.fromEntries(</span></span>
<span class="line"><span>    Object.entries(values).map(([name, value]: [string, unknown]) =&gt; [</span></span>
<span class="line"><span>      name,</span></span>
<span class="line"><span>      ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,</span></span>
<span class="line"><span>    ]),</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/problem/fields-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const fieldsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  fieldsTs as default
};
