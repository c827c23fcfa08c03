import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/solution.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/solution-ts.md","filePath":"site/generated/source/src/model/solution-ts.md"}');
const _sfc_main = { name: "source/src/model/solution-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelsolutionts" tabindex="-1"><code>src/model/solution.ts</code> <a class="header-anchor" href="#srcmodelsolutionts" aria-label="Permalink to &quot;\`src/model/solution.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/// &lt;reference lib=&quot;esnext.disposable&quot; preserve=&quot;true&quot; /&gt;</span></span>
<span class="line"><span>import type { DenseArray, Solution, SolvedBy, Status } from &quot;../index.js&quot;;</span></span>
<span class="line"><span>import { OptNetError, describe } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import { written } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import type { ArrayInput } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import type { ModelCertificate } from &quot;./certificate.js&quot;;</span></span>
<span class="line"><span>import { inWords } from &quot;./certificate.js&quot;;</span></span>
<span class="line"><span>import { Constraint } from &quot;./constraint.js&quot;;</span></span>
<span class="line"><span>import { ModelDerivatives } from &quot;./derivatives.js&quot;;</span></span>
<span class="line"><span>import { evaluateAt } from &quot;./evaluate.js&quot;;</span></span>
<span class="line"><span>import type { Expression } from &quot;./expression.js&quot;;</span></span>
<span class="line"><span>import { Parameter, Variable } from &quot;./leaves.js&quot;;</span></span>
<span class="line"><span>import { Node } from &quot;./node.js&quot;;</span></span>
<span class="line"><span>import type { GradientOptions, Output, OutputArrays } from &quot;./outputs.js&quot;;</span></span>
<span class="line"><span>import { findOutput, findParameter, isByObject, nameOfOutput, readOutputs, readWrt } from &quot;./outputs.js&quot;;</span></span>
<span class="line"><span>import type { Program } from &quot;./program.js&quot;;</span></span>
<span class="line"><span>import * as reduction from &quot;./reduction.js&quot;;</span></span>
<span class="line"><span>import { shown } from &quot;./shapes.js&quot;;</span></span>
<span class="line"><span>import type { Theta, Values } from &quot;./theta.js&quot;;</span></span>
<span class="line"><span>import { readTheta } from &quot;./theta.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Gradients by the parameters&#39; names, or by the parameters where cotangents were given by object. */</span></span>
<span class="line"><span>export type ParameterGradients = { readonly [name: string]: DenseArray&lt;Float64Array&gt; };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What a solution needs of its problem. */</span></span>
<span class="line"><span>export interface Solved {</span></span>
<span class="line"><span>  readonly program: Program;</span></span>
<span class="line"><span>  readonly sense: 1 | -1;</span></span>
<span class="line"><span>  readonly constraints: readonly Constraint[];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The answer to a problem, in its words: values of variables and expressions, duals of constraints, and derivatives with</span></span>
<span class="line"><span> * respect to parameters.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * const solution = problem.solve({ mu });</span></span>
<span class="line"><span> * solution.value(w);</span><span> // Float64Array</span></span>
<span class="line"><span> * solution.vjp({ w: [1, 0, 0] }).mu;</span><span> // { data, shape }</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export class ModelSolution {</span></span>
<span class="line"><span>  readonly #solved: Solved;</span></span>
<span class="line"><span>  #theta: Theta;</span></span>
<span class="line"><span>  /** The solution of the quadratic program: statuses, residuals, multipliers as the solver has them. */</span></span>
<span class="line"><span>  readonly qp: Solution;</span></span>
<span class="line"><span>  #objective: Float64Array | undefined;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(solved: Solved, theta: Theta, qp: Solution) {</span></span>
<span class="line"><span>    this.#solved = solved;</span></span>
<span class="line"><span>    this.#theta = theta;</span></span>
<span class="line"><span>    this.qp = qp;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Takes over what the solver has overwritten in place.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @internal</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  renew(theta: Theta, qp: Solution): boolean {</span></span>
<span class="line"><span>    if (qp !== this.qp) return false;</span></span>
<span class="line"><span>    this.#theta = theta;</span></span>
<span class="line"><span>    this.#objective = undefined;</span></span>
<span class="line"><span>    return true;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** B, the number of elements; 1 where no value has a batch axis. */</span></span>
<span class="line"><span>  get batch(): number {</span></span>
<span class="line"><span>    return this.#theta.batch;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Whether any value has a batch axis; one of length 1 counts. */</span></span>
<span class="line"><span>  get batched(): boolean {</span></span>
<span class="line"><span>    return this.#theta.batched;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** What became of every element. */</span></span>
<span class="line"><span>  get status(): readonly Status[] {</span></span>
<span class="line"><span>    return this.qp.status;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The objective as written, \`[B]\`: of a problem that maximises, the largest value. */</span></span>
<span class="line"><span>  get objective(): Float64Array {</span></span>
<span class="line"><span>    return (this.#objective ??= this.#objectives());</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #objectives(): Float64Array {</span></span>
<span class="line"><span>    const { program, sense } = this.#solved;</span></span>
<span class="line"><span>    const { offset } = program.compiled;</span></span>
<span class="line"><span>    return this.qp.objective.map(</span></span>
<span class="line"><span>      (value, i) =&gt;</span></span>
<span class="line"><span>        sense * (offset.length === 0 ? value : value + reduction.offsetAt(offset, this.#theta.row(i))),</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * The value of a variable, or of any expression in the problem&#39;s variables and parameters, row-major with one row per</span></span>
<span class="line"><span>   * element.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  value(expression: Expression): Float64Array {</span></span>
<span class="line"><span>    if (expression instanceof Variable) {</span></span>
<span class="line"><span>      this.#requireKnown(expression);</span></span>
<span class="line"><span>      return reduction.lift(this.#solved.program.compiled, expression, this.qp, this.batch);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    if (!(expression instanceof Node)) {</span></span>
<span class="line"><span>      throw new OptNetError({</span></span>
<span class="line"><span>        field: &quot;value&quot;,</span></span>
<span class="line"><span>        expected: &quot;a variable or an expression&quot;,</span></span>
<span class="line"><span>        got: describe(expression),</span></span>
<span class="line"><span>        hint: &quot;The dual of a constraint is dual(constraint).&quot;,</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return this.#valueOf(expression);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #valueOf(expression: Node): Float64Array {</span></span>
<span class="line"><span>    const out = new Float64Array(this.batch * expression.size);</span></span>
<span class="line"><span>    for (let i = 0; i &lt; this.batch; i++) out.set(this.#evaluate(expression, i), i * expression.size);</span></span>
<span class="line"><span>    return out;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #evaluate(expression: Node, element: number): Float64Array {</span></span>
<span class="line"><span>    const { compiled } = this.#solved.program;</span></span>
<span class="line"><span>    const row = this.#theta.row(element);</span></span>
<span class="line"><span>    return evaluateAt(</span></span>
<span class="line"><span>      expression,</span></span>
<span class="line"><span>      (leaf) =&gt; {</span></span>
<span class="line"><span>        if (leaf instanceof Parameter) {</span></span>
<span class="line"><span>          const located = compiled.parameters.find((one) =&gt; one.leaf === leaf);</span></span>
<span class="line"><span>          if (located) return row.slice(located.start, located.start + leaf.size);</span></span>
<span class="line"><span>        }</span></span>
<span class="line"><span>        if (leaf instanceof Variable) {</span></span>
<span class="line"><span>          this.#requireKnown(leaf);</span></span>
<span class="line"><span>          const at = element * compiled.n + reduction.startOf(compiled, leaf);</span></span>
<span class="line"><span>          return this.qp.z.slice(at, at + leaf.size);</span></span>
<span class="line"><span>        }</span></span>
<span class="line"><span>        if (leaf.leaf?.kind === &quot;constant&quot;) return undefined;</span></span>
<span class="line"><span>        throw unknownObject(</span></span>
<span class="line"><span>          &quot;value&quot;,</span></span>
<span class="line"><span>          leaf,</span></span>
<span class="line"><span>          compiled.parameters.map((one) =&gt; one.leaf),</span></span>
<span class="line"><span>        );</span></span>
<span class="line"><span>      },</span></span>
<span class="line"><span>      new Map(),</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * The dual of a constraint, of its shape, with one row per element. Of inequalities it is ≥ 0; of \`a.eq(b)\` it belongs</span></span>
<span class="line"><span>   * to a − b, and of a box it is that of the upper side less that of the lower one. Minimising f, f + dual · (a − b) is</span></span>
<span class="line"><span>   * stationary for \`a ≤ b\`; maximising, f − dual · (a − b) is, as in CVXPY.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  dual(constraint: Constraint | string): Float64Array {</span></span>
<span class="line"><span>    const found = this.#constraint(&quot;dual&quot;, constraint);</span></span>
<span class="line"><span>    return reduction.lift(this.#solved.program.compiled, found, this.qp, this.batch);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #constraint(field: string, key: Constraint | string): Constraint {</span></span>
<span class="line"><span>    const found = findOutput(field, key, this.#solved.constraints);</span></span>
<span class="line"><span>    if (found instanceof Constraint) return found;</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field,</span></span>
<span class="line"><span>      expected: &quot;a constraint of the problem&quot;,</span></span>
<span class="line"><span>      got: nameOfOutput(found),</span></span>
<span class="line"><span>      hint: &quot;Values of variables are value(x).&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Reverse mode: gradients of a loss with respect to parameters, given its gradients with respect to values of</span></span>
<span class="line"><span>   * variables, duals of constraints and the objective. That of a parameter that the batch shares is the sum.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @param cotangents by name, shaped like the output; or a Map, or pairs, by object.</span></span>
<span class="line"><span>   * @param options \`wrt\` names the parameters, or lists them; what no gradient is asked for costs nothing. Default: all.</span></span>
<span class="line"><span>   * @returns by name; a Map by parameter where cotangents were given by object.</span></span>
<span class="line"><span>   * @throws OptNetError for outputs and parameters that the problem does not have.</span></span>
<span class="line"><span>   * @example</span></span>
<span class="line"><span>   * \`\`\`ts</span></span>
<span class="line"><span>   * const { mu } = solution.vjp({ w: [1, 0, 0] }, { wrt: [&quot;mu&quot;] });</span></span>
<span class="line"><span>   * \`\`\`</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  vjp(</span></span>
<span class="line"><span>    cotangents:</span></span>
<span class="line"><span>      ReadonlyMap&lt;Output, ArrayInput | number&gt; | readonly (readonly [Output, ArrayInput | number])[],</span></span>
<span class="line"><span>    options?: GradientOptions,</span></span>
<span class="line"><span>  ): Map&lt;Parameter, DenseArray&lt;Float64Array&gt;&gt;;</span></span>
<span class="line"><span>  vjp(</span></span>
<span class="line"><span>    cotangents: { readonly [name: string]: ArrayInput | number },</span></span>
<span class="line"><span>    options?: GradientOptions,</span></span>
<span class="line"><span>  ): ParameterGradients;</span></span>
<span class="line"><span>  vjp(</span></span>
<span class="line"><span>    cotangents: OutputArrays,</span></span>
<span class="line"><span>    options: GradientOptions = {},</span></span>
<span class="line"><span>  ): ParameterGradients | Map&lt;Parameter, DenseArray&lt;Float64Array&gt;&gt; {</span></span>
<span class="line"><span>    const known = this.#solved.program.compiled.parameters;</span></span>
<span class="line"><span>    const positions = readWrt(options, known);</span></span>
<span class="line"><span>    const read = readOutputs(&quot;cotangents&quot;, cotangents, this.#outputs(), this.#theta);</span></span>
<span class="line"><span>    const arrays = this.#derivatives.vjp(read, positions);</span></span>
<span class="line"><span>    const gradients = positions.map((i): [Parameter, DenseArray&lt;Float64Array&gt;] =&gt; [</span></span>
<span class="line"><span>      known[i].leaf,</span></span>
<span class="line"><span>      written({ data: arrays[i]!, shape: this.#theta.shapeOf(i) }),</span></span>
<span class="line"><span>    ]);</span></span>
<span class="line"><span>    if (isByObject(cotangents)) return new Map(gradients);</span></span>
<span class="line"><span>    return Object.fromEntries(</span></span>
<span class="line"><span>      gradients.flatMap(([{ name }, gradient]) =&gt; (name === undefined ? [] : [[name, gradient]])),</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Forward mode: how variables, duals and the objective move when parameters move along \`tangents\`; what is left out stays.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @returns by name; a Map by object where tangents were given by object.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  jvp(tangents: Exclude&lt;Values, { readonly [name: string]: ArrayInput | number }&gt;): Map&lt;Output, Float64Array&gt;;</span></span>
<span class="line"><span>  jvp(tangents: { readonly [name: string]: ArrayInput | number }): { readonly [name: string]: Float64Array };</span></span>
<span class="line"><span>  jvp(tangents: Values): Map&lt;Output, Float64Array&gt; | { readonly [name: string]: Float64Array } {</span></span>
<span class="line"><span>    const { program } = this.#solved;</span></span>
<span class="line"><span>    const move = readTheta(program.compiled, tangents, {</span></span>
<span class="line"><span>      field: &quot;tangents&quot;,</span></span>
<span class="line"><span>      finite: true,</span></span>
<span class="line"><span>      checked: false,</span></span>
<span class="line"><span>      missing: 0,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    const moved = this.#derivatives.jvp(move);</span></span>
<span class="line"><span>    const outputs = [...this.#outputs(), &quot;objective&quot; as const].map(</span></span>
<span class="line"><span>      (output) =&gt; [output, moved(output)] as const,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>    if (isByObject(tangents)) return new Map(outputs);</span></span>
<span class="line"><span>    return written(</span></span>
<span class="line"><span>      Object.fromEntries(</span></span>
<span class="line"><span>        outputs.flatMap(([output, data]) =&gt; {</span></span>
<span class="line"><span>          const name = output === &quot;objective&quot; ? output : output.name;</span></span>
<span class="line"><span>          return name === undefined ? [] : [[name, data]];</span></span>
<span class="line"><span>        }),</span></span>
<span class="line"><span>      ),</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * The whole Jacobian of an output with respect to a parameter, of every element.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @returns shape: that of the output, then that of the parameter, behind the batch axis where there is one.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  jacobian(output: Output | string, parameter: Parameter | string): DenseArray&lt;Float64Array&gt; {</span></span>
<span class="line"><span>    const position = findParameter(&quot;jacobian&quot;, parameter, this.#solved.program.compiled.parameters);</span></span>
<span class="line"><span>    return this.#derivatives.jacobian(findOutput(&quot;jacobian&quot;, output, this.#outputs()), position);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * The Jacobians of several outputs with respect to several parameters, from one pass: much less than one by one.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @returns \`jacobians[output][parameter]\`, each as {@link jacobian} returns it.</span></span>
<span class="line"><span>   * @throws OptNetError for names that the problem does not have.</span></span>
<span class="line"><span>   * @example</span></span>
<span class="line"><span>   * \`\`\`ts</span></span>
<span class="line"><span>   * const { w, objective } = solution.jacobians([&quot;w&quot;, &quot;objective&quot;], [&quot;mu&quot;]);</span></span>
<span class="line"><span>   * w.mu;</span><span> // { data, shape: [3, 3] }</span></span>
<span class="line"><span>   * \`\`\`</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  jacobians(</span></span>
<span class="line"><span>    outputs: readonly string[],</span></span>
<span class="line"><span>    parameters: readonly string[],</span></span>
<span class="line"><span>  ): { readonly [output: string]: ParameterGradients } {</span></span>
<span class="line"><span>    const known = this.#solved.program.compiled.parameters;</span></span>
<span class="line"><span>    const found = outputs.map((output) =&gt; findOutput(&quot;jacobians&quot;, output, this.#outputs()));</span></span>
<span class="line"><span>    const positions = parameters.map((parameter) =&gt; findParameter(&quot;jacobians&quot;, parameter, known));</span></span>
<span class="line"><span>    const blocks = this.#derivatives.jacobians(found, positions);</span></span>
<span class="line"><span>    return Object.fromEntries(</span></span>
<span class="line"><span>      outputs.map((output, k) =&gt; [</span></span>
<span class="line"><span>        output,</span></span>
<span class="line"><span>        Object.fromEntries(parameters.map((parameter, l) =&gt; [parameter, blocks[k][l]])),</span></span>
<span class="line"><span>      ]),</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  get #derivatives(): ModelDerivatives {</span></span>
<span class="line"><span>    const { program, sense } = this.#solved;</span></span>
<span class="line"><span>    return new ModelDerivatives(program, sense, this.#theta, this.qp);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** All that has a cotangent, besides the objective. */</span></span>
<span class="line"><span>  #outputs(): Exclude&lt;Output, &quot;objective&quot;&gt;[] {</span></span>
<span class="line"><span>    const { program, constraints } = this.#solved;</span></span>
<span class="line"><span>    return [...program.compiled.variables.map(({ leaf }) =&gt; leaf), ...constraints];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * By how much each entry of a constraint is broken at the values found, of its shape: of inequalities ≥ 0, of \`a.eq(b)\`</span></span>
<span class="line"><span>   * a − b. It is for soft constraints; others are met to the tolerance.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  violation(constraint: Constraint | string): Float64Array {</span></span>
<span class="line"><span>    const found = this.#constraint(&quot;violation&quot;, constraint);</span></span>
<span class="line"><span>    const [first, second] = found.residuals.map((residual) =&gt; this.#valueOf(residual));</span></span>
<span class="line"><span>    if (found.relation === &quot;eq&quot;) return first;</span></span>
<span class="line"><span>    return first.map((value, i) =&gt; Math.max(0, value, second?.[i] ?? 0));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * With the setting \`infeasible: &quot;closestFeasible&quot;\`: by how much the right side of a constraint was moved, of its shape.</span></span>
<span class="line"><span>   * 0 where nothing was, and where it is a bound: those stay.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  shift(constraint: Constraint | string): Float64Array {</span></span>
<span class="line"><span>    const found = this.#constraint(&quot;shift&quot;, constraint);</span></span>
<span class="line"><span>    const { compiled } = this.#solved.program;</span></span>
<span class="line"><span>    const none = new Float64Array(this.batch * compiled.n);</span></span>
<span class="line"><span>    const { shiftB: nu, shiftH: lambda } = this.qp;</span></span>
<span class="line"><span>    return reduction.lift(</span></span>
<span class="line"><span>      compiled,</span></span>
<span class="line"><span>      found,</span></span>
<span class="line"><span>      { z: none, nu, lambda, lambdaLower: none, lambdaUpper: none },</span></span>
<span class="line"><span>      this.batch,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Why an element has no solution, in words; undefined where it has one. */</span></span>
<span class="line"><span>  certificate(element = 0): ModelCertificate | undefined {</span></span>
<span class="line"><span>    const { program, constraints, sense } = this.#solved;</span></span>
<span class="line"><span>    const certificate = this.qp.certificate(element);</span></span>
<span class="line"><span>    return certificate &amp;&amp; inWords(certificate, program.compiled, constraints, sense);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #requireKnown(variable: Variable): void {</span></span>
<span class="line"><span>    const known = this.#solved.program.compiled.variables;</span></span>
<span class="line"><span>    if (known.some(({ leaf }) =&gt; leaf === variable)) return;</span></span>
<span class="line"><span>    throw unknownObject(</span></span>
<span class="line"><span>      &quot;value&quot;,</span></span>
<span class="line"><span>      variable,</span></span>
<span class="line"><span>      known.map(({ leaf }) =&gt; leaf),</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Whether an element is solved only because floats can do no better: see \`Solution.atRounding\`. */</span></span>
<span class="line"><span>  atRounding(element = 0): boolean {</span></span>
<span class="line"><span>    return this.qp.atRounding(element);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** What solved an element. */</span></span>
<span class="line"><span>  solvedBy(element = 0): SolvedBy {</span></span>
<span class="line"><span>    return this.qp.solvedBy(element);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Returns this solution if every element is solved. @throws OptNetError naming the first that is not. */</span></span>
<span class="line"><span>  assertSolved(): this {</span></span>
<span class="line"><span>    this.qp.assertSolved();</span></span>
<span class="line"><span>    return this;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Frees what is kept for derivatives. The numbers stay readable. */</span></span>
<span class="line"><span>  dispose(): void {</span></span>
<span class="line"><span>    this.qp.dispose();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  [Symbol.dispose](): void {</span></span>
<span class="line"><span>    this.dispose();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function unknownObject(field: string, node: Node, known: readonly Node[]): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: &quot;variables and parameters of the problem&quot;,</span></span>
<span class="line"><span>    got: \`\${shown(node)}, which is not in it\`,</span></span>
<span class="line"><span>    hint: \`It has \${known.map(String).join(&quot;, &quot;)}. Another object of the same name is another variable.\`,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/solution-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const solutionTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  solutionTs as default
};
