import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/problem.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/problem-ts.md","filePath":"site/generated/source/src/model/problem-ts.md"}');
const _sfc_main = { name: "source/src/model/problem-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelproblemts" tabindex="-1"><code>src/model/problem.ts</code> <a class="header-anchor" href="#srcmodelproblemts" aria-label="Permalink to &quot;\`src/model/problem.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/// &lt;reference lib=&quot;esnext.disposable&quot; preserve=&quot;true&quot; /&gt;</span></span>
<span class="line"><span>import type { ProblemInput, SettingsInput, SolveOptions } from &quot;../index.js&quot;;</span></span>
<span class="line"><span>import { OptNetError, describe, quoted } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import { minus } from &quot;./atoms/arithmetic.js&quot;;</span></span>
<span class="line"><span>import type { Compiled } from &quot;./compile.js&quot;;</span></span>
<span class="line"><span>import { compile } from &quot;./compile.js&quot;;</span></span>
<span class="line"><span>import { Constraint } from &quot;./constraint.js&quot;;</span></span>
<span class="line"><span>import { requireConstraint, requireObjective } from &quot;./dpp.js&quot;;</span></span>
<span class="line"><span>import { explainCompiled } from &quot;./explain.js&quot;;</span></span>
<span class="line"><span>import type { Expression, ExpressionInput } from &quot;./expression.js&quot;;</span></span>
<span class="line"><span>import { expressionOf } from &quot;./expression.js&quot;;</span></span>
<span class="line"><span>import { Parameter, Variable } from &quot;./leaves.js&quot;;</span></span>
<span class="line"><span>import type { ProblemJson } from &quot;./json.js&quot;;</span></span>
<span class="line"><span>import { fromJson, toJson } from &quot;./json.js&quot;;</span></span>
<span class="line"><span>import type { Node } from &quot;./node.js&quot;;</span></span>
<span class="line"><span>import { Program } from &quot;./program.js&quot;;</span></span>
<span class="line"><span>import type { Solved } from &quot;./solution.js&quot;;</span></span>
<span class="line"><span>import { ModelSolution } from &quot;./solution.js&quot;;</span></span>
<span class="line"><span>import { isAffine } from &quot;./rules.js&quot;;</span></span>
<span class="line"><span>import { shown } from &quot;./shapes.js&quot;;</span></span>
<span class="line"><span>import type { Theta, Values } from &quot;./theta.js&quot;;</span></span>
<span class="line"><span>import { readPlainTheta, readTheta } from &quot;./theta.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * A convex quadratic problem in words. It is compiled when it is first solved, and then solved for any values of its</span></span>
<span class="line"><span> * parameters.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * const w = variable(3, &quot;w&quot;);</span></span>
<span class="line"><span> * const mu = parameter(3, &quot;mu&quot;);</span></span>
<span class="line"><span> * const budget = sum(w).eq(1);</span></span>
<span class="line"><span> * const problem = Problem.minimize(sumSquares(w).sub(dot(mu, w))).subjectTo([budget, w.ge(0)]);</span></span>
<span class="line"><span> * const solution = problem.solve({ mu: [0.1, 0.2, 0.3] });</span></span>
<span class="line"><span> * solution.value(w);</span></span>
<span class="line"><span> * solution.dual(budget);</span></span>
<span class="line"><span> * solution.vjp({ w: [1, 0, 0] }).mu;</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export class Problem {</span></span>
<span class="line"><span>  /** Which way it goes. */</span></span>
<span class="line"><span>  readonly sense: &quot;minimize&quot; | &quot;maximize&quot;;</span></span>
<span class="line"><span>  /** What it goes for. */</span></span>
<span class="line"><span>  readonly objective: Expression;</span></span>
<span class="line"><span>  #constraints: readonly Constraint[] = [];</span></span>
<span class="line"><span>  #settings: SettingsInput = {};</span></span>
<span class="line"><span>  #program: Program | undefined;</span></span>
<span class="line"><span>  #solved: Solved | undefined;</span></span>
<span class="line"><span>  /** What calls with \`inPlace\` overwrite. */</span></span>
<span class="line"><span>  #inPlace: ModelSolution | undefined;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  private constructor(sense: &quot;minimize&quot; | &quot;maximize&quot;, objective: ExpressionInput) {</span></span>
<span class="line"><span>    this.sense = sense;</span></span>
<span class="line"><span>    this.objective = expressionOf(&quot;objective&quot;, objective);</span></span>
<span class="line"><span>    requireObjective(sense, this.objective);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * A problem that looks for the smallest value.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @throws OptNetError for what is not one convex number.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  static minimize(objective: ExpressionInput): Problem {</span></span>
<span class="line"><span>    return new Problem(&quot;minimize&quot;, objective);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * A problem that looks for the largest value.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @throws OptNetError for what is not one concave number.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  static maximize(objective: ExpressionInput): Problem {</span></span>
<span class="line"><span>    return new Problem(&quot;maximize&quot;, objective);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Adds constraints.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @throws OptNetError naming the one that breaks a rule, its part, and the way out.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  subjectTo(constraints: readonly Constraint[]): this {</span></span>
<span class="line"><span>    if (!Array.isArray(constraints)) throw notConstraints(&quot;constraints&quot;, constraints);</span></span>
<span class="line"><span>    const added = (constraints as unknown[]).map((constraint, i) =&gt; {</span></span>
<span class="line"><span>      const field = \`constraints[\${this.#constraints.length + i}]\`;</span></span>
<span class="line"><span>      if (!(constraint instanceof Constraint)) throw notConstraints(field, constraint);</span></span>
<span class="line"><span>      requireConstraint(field, constraint);</span></span>
<span class="line"><span>      return constraint;</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    this.#constraints = [...new Set([...this.#constraints, ...added])];</span></span>
<span class="line"><span>    this.#forget();</span></span>
<span class="line"><span>    return this;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Settings of the solver, as \`solve\` of optnet takes them. */</span></span>
<span class="line"><span>  settings(settings: SettingsInput): this {</span></span>
<span class="line"><span>    this.#settings = settings;</span></span>
<span class="line"><span>    this.#forget();</span></span>
<span class="line"><span>    return this;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The constraints, in the order in which they were added. */</span></span>
<span class="line"><span>  get constraints(): readonly Constraint[] {</span></span>
<span class="line"><span>    return this.#constraints;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Its variables, in the order in which they appear. */</span></span>
<span class="line"><span>  get variables(): readonly Variable[] {</span></span>
<span class="line"><span>    return this.#leaves().variables;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Its parameters, in the order in which they appear. */</span></span>
<span class="line"><span>  get parameters(): readonly Parameter[] {</span></span>
<span class="line"><span>    return this.#leaves().parameters;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Solves for these values of the parameters, each one array for all or with a leading batch axis.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @param values by name; or a Map, or pairs, by object.</span></span>
<span class="line"><span>   * @throws OptNetError for a value that is missing, has another shape or breaks what the parameter was declared as.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  solve(values?: Values, options?: SolveOptions): ModelSolution {</span></span>
<span class="line"><span>    const program = this.#compiled();</span></span>
<span class="line"><span>    const theta = this.#read(program, values);</span></span>
<span class="line"><span>    const solution = program.solver.solve(program.inputs(theta), options);</span></span>
<span class="line"><span>    const before = this.#inPlace;</span></span>
<span class="line"><span>    if (options?.inPlace === true &amp;&amp; before?.renew(theta, solution)) return before;</span></span>
<span class="line"><span>    const answer = new ModelSolution(this.#solved!, theta, solution);</span></span>
<span class="line"><span>    if (options?.inPlace === true) this.#inPlace = answer;</span></span>
<span class="line"><span>    return answer;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #read({ compiled, positions }: Program, values: Values | undefined): Theta {</span></span>
<span class="line"><span>    const plain = readPlainTheta(compiled, positions, values);</span></span>
<span class="line"><span>    if (plain) return plain;</span></span>
<span class="line"><span>    const finite = this.#settings.invalid !== &quot;status&quot;;</span></span>
<span class="line"><span>    return readTheta(compiled, values, { field: &quot;values&quot;, finite, checked: true });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #compiled(): Program {</span></span>
<span class="line"><span>    if (this.#program) return this.#program;</span></span>
<span class="line"><span>    const program = new Program(this.#compile(), this.#settings);</span></span>
<span class="line"><span>    this.#solved = { program, sense: this.sense === &quot;minimize&quot; ? 1 : -1, constraints: this.#constraints };</span></span>
<span class="line"><span>    return (this.#program = program);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #compile(): Compiled {</span></span>
<span class="line"><span>    if (this.#settings.infeasible === &quot;closestFeasible&quot;) requireRows(this.#constraints);</span></span>
<span class="line"><span>    const cost = this.sense === &quot;minimize&quot; ? this.objective : minus(this.objective);</span></span>
<span class="line"><span>    const leaves = this.#leaves();</span></span>
<span class="line"><span>    requireNames([...leaves.variables, ...this.#constraints], &quot;variables and constraints&quot;);</span></span>
<span class="line"><span>    requireNames(leaves.parameters, &quot;parameters&quot;);</span></span>
<span class="line"><span>    // Equal bounds leave no room for a central path, and bounds are what the closest feasible problem does not move.</span></span>
<span class="line"><span>    const { gradient, infeasible } = this.#settings;</span></span>
<span class="line"><span>    const fixes = gradient !== &quot;smoothed&quot; &amp;&amp; infeasible !== &quot;closestFeasible&quot;;</span></span>
<span class="line"><span>    return compile(cost, this.#constraints, leaves, fixes);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #leaves(): { variables: Variable[]; parameters: Parameter[] } {</span></span>
<span class="line"><span>    const nodes = [</span></span>
<span class="line"><span>      this.objective,</span></span>
<span class="line"><span>      ...this.#constraints.flatMap(({ sides, softness }) =&gt; [</span></span>
<span class="line"><span>        ...sides,</span></span>
<span class="line"><span>        ...(softness ? [softness.weight] : []),</span></span>
<span class="line"><span>      ]),</span></span>
<span class="line"><span>    ];</span></span>
<span class="line"><span>    const [variables, parameters] = [new Set&lt;Variable&gt;(), new Set&lt;Parameter&gt;()];</span></span>
<span class="line"><span>    const seen = new Set&lt;Node&gt;();</span></span>
<span class="line"><span>    const open: Node[] = nodes.reverse();</span></span>
<span class="line"><span>    for (let node = open.pop(); node !== undefined; node = open.pop()) {</span></span>
<span class="line"><span>      if (seen.has(node)) continue;</span></span>
<span class="line"><span>      seen.add(node);</span></span>
<span class="line"><span>      if (node instanceof Variable) variables.add(node);</span></span>
<span class="line"><span>      if (node instanceof Parameter) parameters.add(node);</span></span>
<span class="line"><span>      open.push(...[...node.args].reverse());</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return { variables: [...variables], parameters: [...parameters] };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #forget(): void {</span></span>
<span class="line"><span>    this.#program?.dispose();</span></span>
<span class="line"><span>    this.#program = this.#solved = this.#inPlace = undefined;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The variable of this name; problems that come from a file are asked for theirs so. */</span></span>
<span class="line"><span>  variable(name: string): Variable {</span></span>
<span class="line"><span>    return named(&quot;variable&quot;, name, this.variables);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The parameter of this name. */</span></span>
<span class="line"><span>  parameter(name: string): Parameter {</span></span>
<span class="line"><span>    return named(&quot;parameter&quot;, name, this.parameters);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The constraint of this name. */</span></span>
<span class="line"><span>  constraint(name: string): Constraint {</span></span>
<span class="line"><span>    return named(&quot;constraint&quot;, name, this.#constraints);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * The inputs of the quadratic program that it becomes, for \`solve\`, \`solveAsync\` or a file; the user&#39;s variables are</span></span>
<span class="line"><span>   * the first entries of z. When it maximises they are those of minimising the negative.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  inputs(values?: Values): ProblemInput {</span></span>
<span class="line"><span>    const program = this.#compiled();</span></span>
<span class="line"><span>    const { compiled } = program;</span></span>
<span class="line"><span>    const inputs = new Program(compiled, this.#settings).inputs(this.#read(program, values));</span></span>
<span class="line"><span>    return { ...program.constants(), ...inputs } as ProblemInput;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * The quadratic program that it becomes, in words: sizes, patterns, where each constraint went, and how it is solved.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @param values without them nothing is said of how it is solved where matrices depend on parameters.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  explain(values?: Values): string {</span></span>
<span class="line"><span>    const program = this.#compiled();</span></span>
<span class="line"><span>    const words = explainCompiled(program.compiled, \`\${this.sense}    \${shown(this.objective, 90)}\`);</span></span>
<span class="line"><span>    const needed = program.moving.some(({ name }) =&gt; name !== &quot;p&quot; &amp;&amp; name !== &quot;b&quot; &amp;&amp; name !== &quot;h&quot;);</span></span>
<span class="line"><span>    if (needed &amp;&amp; values === undefined) return words;</span></span>
<span class="line"><span>    // Vectors decide nothing: any numbers will do.</span></span>
<span class="line"><span>    const theta = values === undefined ? program.zero() : this.#read(program, values);</span></span>
<span class="line"><span>    return \`\${words}\\n\${program.solver.explain(program.inputs(theta))}\`;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** For \`JSON.stringify\`: everything but an \`onIteration\`. */</span></span>
<span class="line"><span>  toJSON(): ProblemJson {</span></span>
<span class="line"><span>    return toJson({</span></span>
<span class="line"><span>      sense: this.sense,</span></span>
<span class="line"><span>      objective: this.objective,</span></span>
<span class="line"><span>      constraints: this.#constraints,</span></span>
<span class="line"><span>      settings: this.#settings,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * A problem from what {@link toJSON} gave, parsed; it solves to the same bits.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @throws OptNetError for anything else, and for another version of the format.</span></span>
<span class="line"><span>   * @example</span></span>
<span class="line"><span>   * \`\`\`ts</span></span>
<span class="line"><span>   * const problem = Problem.fromJSON(JSON.parse(text));</span></span>
<span class="line"><span>   * problem.solve({ mu }).value(problem.variable(&quot;w&quot;));</span></span>
<span class="line"><span>   * \`\`\`</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  static fromJSON(json: unknown): Problem {</span></span>
<span class="line"><span>    const { sense, objective, constraints, settings } = fromJson(json);</span></span>
<span class="line"><span>    return new Problem(sense, objective).subjectTo(constraints).settings(settings);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Frees what is kept from solve to solve. */</span></span>
<span class="line"><span>  dispose(): void {</span></span>
<span class="line"><span>    this.#forget();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  [Symbol.dispose](): void {</span></span>
<span class="line"><span>    this.dispose();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function named&lt;Kind extends { readonly name: string | undefined }&gt;(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  name: string,</span></span>
<span class="line"><span>  all: readonly Kind[],</span></span>
<span class="line"><span>): Kind {</span></span>
<span class="line"><span>  const found = all.find((one) =&gt; one.name === name);</span></span>
<span class="line"><span>  if (found) return found;</span></span>
<span class="line"><span>  const names = all.flatMap((one) =&gt; (one.name === undefined ? [] : [one.name]));</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: names.length === 0 ? \`a \${field} with a name\` : \`one of \${names.join(&quot;, &quot;)}\`,</span></span>
<span class="line"><span>    got: describe(name),</span></span>
<span class="line"><span>    hint: &quot;Names are given where variables and parameters are made, and by named of constraints.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function notConstraints(field: string, got: unknown): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: field === &quot;constraints&quot; ? &quot;an array of constraints&quot; : &quot;a constraint&quot;,</span></span>
<span class="line"><span>    got: describe(got),</span></span>
<span class="line"><span>    hint: &quot;For example [x.ge(0), sum(x).eq(1)]: === compares objects, and makes none.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError for constraints that become several rows, of which only one could be moved. */</span></span>
<span class="line"><span>function requireRows(constraints: readonly Constraint[]): void {</span></span>
<span class="line"><span>  const odd = constraints.find(</span></span>
<span class="line"><span>    ({ residuals, softness }) =&gt;</span></span>
<span class="line"><span>      softness === undefined &amp;&amp; residuals.some(({ jointCurvature }) =&gt; !isAffine(jointCurvature)),</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>  if (odd === undefined) return;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: &quot;settings.infeasible&quot;,</span></span>
<span class="line"><span>    expected: &#39;&quot;report&quot;, where constraints are made of abs, max and the like&#39;,</span></span>
<span class="line"><span>    got: \`&quot;closestFeasible&quot; with \${shown(odd)}\`,</span></span>
<span class="line"><span>    hint: &quot;The closest problem moves the right sides of affine constraints. Let this one give way by soft(constraint, weight).&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function requireNames(objects: readonly { readonly name: string | undefined }[], what: string): void {</span></span>
<span class="line"><span>  const seen = new Set&lt;string&gt;();</span></span>
<span class="line"><span>  for (const { name } of objects) {</span></span>
<span class="line"><span>    if (name === undefined) continue;</span></span>
<span class="line"><span>    if (!seen.has(name)) {</span></span>
<span class="line"><span>      seen.add(name);</span></span>
<span class="line"><span>      continue;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;names&quot;,</span></span>
<span class="line"><span>      expected: \`names that tell \${what} apart\`,</span></span>
<span class="line"><span>      got: \`two called \${quoted(name)}\`,</span></span>
<span class="line"><span>      hint: &quot;Give one of them another name, or none: then the object is its key.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/problem-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const problemTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  problemTs as default
};
