import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/problem/validate.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/problem/validate-ts.md","filePath":"site/generated/source/src/problem/validate-ts.md"}');
const _sfc_main = { name: "source/src/problem/validate-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcproblemvalidatets" tabindex="-1"><code>src/problem/validate.ts</code> <a class="header-anchor" href="#srcproblemvalidatets" aria-label="Permalink to &quot;\`src/problem/validate.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>import { OptNetError, formatShape, positionOf, requireFinite, requireRoom } from &quot;./errors.js&quot;;</span></span>
<span class="line"><span>import type { FieldName, Operand, Problem, QuadraticKind, SomeInputs } from &quot;./problem.js&quot;;</span></span>
<span class="line"><span>import { FIELD_NAMES } from &quot;./problem.js&quot;;</span></span>
<span class="line"><span>import { diagonalIn, requirePositiveDiagonal, symmetrise } from &quot;./quadratic.js&quot;;</span></span>
<span class="line"><span>import { requireFiniteEntries, shapeSparse } from &quot;./sparse-operand.js&quot;;</span></span>
<span class="line"><span>import { isSparseInput } from &quot;./sparse.js&quot;;</span></span>
<span class="line"><span>import type { Memory } from &quot;./memory.js&quot;;</span></span>
<span class="line"><span>import type { Numbers } from &quot;./read.js&quot;;</span></span>
<span class="line"><span>import { describeNumbers, readNumbers, readObject } from &quot;./read.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** An input whose shape is understood; its numbers are not checked yet. */</span></span>
<span class="line"><span>interface Shaped extends Operand {</span></span>
<span class="line"><span>  /** The length of its batch axis, if it has one. */</span></span>
<span class="line"><span>  readonly batch: number | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Inputs that were checked before, for a problem of the same sizes. */</span></span>
<span class="line"><span>export type CheckedInputs = { readonly [Name in FieldName]?: Operand | undefined };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Checks everything about a problem that can be checked without solving it, and copies it to float64.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * \`p\` fixes the number of variables; A and b, and G and h, come in pairs and may have no rows; all batch axes</span></span>
<span class="line"><span> * agree. Q is symmetric up to the rounding of float32 and is made exactly symmetric.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param checked stands for the inputs that \`input\` leaves out; these are neither checked nor copied again.</span></span>
<span class="line"><span> * @param memory where the copies go; ordinary memory if absent.</span></span>
<span class="line"><span> * @param invalid with \`&quot;status&quot;\` the numbers are not checked here: elements are set aside later (execute/join.ts).</span></span>
<span class="line"><span> * @throws OptNetError naming the input, what was expected of it, what came and what to do.</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * const problem = validateProblem({ Q: [2, 2], p: [[1, 0], [0, 1]], lower: 0 });</span></span>
<span class="line"><span> * problem.batch;</span><span> // 2</span></span>
<span class="line"><span> * problem.quadratic;</span><span> // &quot;diagonal&quot;</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function validateProblem(</span></span>
<span class="line"><span>  input: SomeInputs,</span></span>
<span class="line"><span>  checked: CheckedInputs = {},</span></span>
<span class="line"><span>  memory?: Memory,</span></span>
<span class="line"><span>  invalid: &quot;throw&quot; | &quot;status&quot; = &quot;throw&quot;,</span></span>
<span class="line"><span>): Problem {</span></span>
<span class="line"><span>  const given = readFields(input);</span></span>
<span class="line"><span>  const problem = shapeProblem(given, checked, memory);</span></span>
<span class="line"><span>  if (invalid === &quot;throw&quot;) checkNumbers(problem, (field) =&gt; given[field] !== undefined);</span></span>
<span class="line"><span>  return problem;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The inputs of a problem as a user gives them, each looked at once. */</span></span>
<span class="line"><span>export type GivenFields = { readonly [Name in FieldName]?: unknown };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * @throws OptNetError for what is no object, has other properties, or throws on reading.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function readFields(input: unknown): GivenFields {</span></span>
<span class="line"><span>  return readObject(input, {</span></span>
<span class="line"><span>    field: &quot;problem&quot;,</span></span>
<span class="line"><span>    names: FIELD_NAMES,</span></span>
<span class="line"><span>    expected: &quot;an object with p and any of Q, A, b, G, h, lower, upper&quot;,</span></span>
<span class="line"><span>    hint: &quot;For example { Q: [2, 2], p: [-1, 0], lower: 0 }.&quot;,</span></span>
<span class="line"><span>    unknown:</span></span>
<span class="line"><span>      &quot;Names are case-sensitive: Q and p are the cost ½zᵀQz + pᵀz, A and b are Az = b, G and h are Gz ≤ h, &quot; +</span></span>
<span class="line"><span>      &quot;lower and upper are bounds.&quot;,</span></span>
<span class="line"><span>    named: (name) =&gt; name,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The first half of {@link validateProblem}: everything but the numbers, which need not be there yet.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError as it.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function shapeProblem(input: GivenFields, checked: CheckedInputs = {}, memory?: Memory): Problem {</span></span>
<span class="line"><span>  requirePairs((field) =&gt; input[field] !== undefined || checked[field] !== undefined);</span></span>
<span class="line"><span>  const given = (field: FieldName): Numbers | undefined =&gt;</span></span>
<span class="line"><span>    input[field] === undefined ? checked[field] : readNumbers(field, input[field], { memory });</span></span>
<span class="line"><span>  const sparseIn = (field: &quot;Q&quot; | &quot;A&quot; | &quot;G&quot;): Shaped | undefined =&gt; {</span></span>
<span class="line"><span>    const value = input[field];</span></span>
<span class="line"><span>    if (isSparseInput(value)) return shapeSparse(field, value, n, memory);</span></span>
<span class="line"><span>    const before = value === undefined ? checked[field] : undefined;</span></span>
<span class="line"><span>    return before &amp;&amp; (before.pattern ?? before.given) ? shapedBefore(before) : undefined;</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  const shapeQ = (): Shaped | undefined =&gt; {</span></span>
<span class="line"><span>    const sparse = sparseIn(&quot;Q&quot;);</span></span>
<span class="line"><span>    if (sparse) return sparse;</span></span>
<span class="line"><span>    const diagonal = isSparseInput(input.Q) ? undefined : diagonalIn(input.Q);</span></span>
<span class="line"><span>    const before = input.Q === undefined ? checked.Q : undefined;</span></span>
<span class="line"><span>    if (diagonal !== undefined) return shapeDiagonal(readNumbers(&quot;Q.diagonal&quot;, diagonal, { memory }), n);</span></span>
<span class="line"><span>    return before?.diagonal ? shapeDiagonal(before, n) : shapeQuadratic(given(&quot;Q&quot;), n);</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  const p = shapeCost(given(&quot;p&quot;));</span></span>
<span class="line"><span>  const n = p.size;</span></span>
<span class="line"><span>  const Q = shapeQ();</span></span>
<span class="line"><span>  const A = sparseIn(&quot;A&quot;) ?? shapeMatrix(&quot;A&quot;, given(&quot;A&quot;), n);</span></span>
<span class="line"><span>  const b = shapeRightHandSide(&quot;b&quot;, given(&quot;b&quot;), &quot;A&quot;, A, n);</span></span>
<span class="line"><span>  const G = sparseIn(&quot;G&quot;) ?? shapeMatrix(&quot;G&quot;, given(&quot;G&quot;), n);</span></span>
<span class="line"><span>  const h = shapeRightHandSide(&quot;h&quot;, given(&quot;h&quot;), &quot;G&quot;, G, n);</span></span>
<span class="line"><span>  const lower = shapeBound(&quot;lower&quot;, given(&quot;lower&quot;), n);</span></span>
<span class="line"><span>  const upper = shapeBound(&quot;upper&quot;, given(&quot;upper&quot;), n);</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  const batch = commonBatch({ Q, p, A, b, G, h, lower, upper });</span></span>
<span class="line"><span>  const operandOf = operandsFor(input, checked, batch ?? 1);</span></span>
<span class="line"><span>  requireRoomForSolution(batch ?? 1, n, rowsOf(A, n), rowsOf(G, n));</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    batch: batch ?? 1,</span></span>
<span class="line"><span>    batched: batch !== undefined,</span></span>
<span class="line"><span>    variables: n,</span></span>
<span class="line"><span>    equalities: rowsOf(A, n),</span></span>
<span class="line"><span>    inequalities: rowsOf(G, n),</span></span>
<span class="line"><span>    quadratic: kindOfQuadratic(Q, n),</span></span>
<span class="line"><span>    Q: Q &amp;&amp; operandOf(&quot;Q&quot;, Q),</span></span>
<span class="line"><span>    p: operandOf(&quot;p&quot;, p),</span></span>
<span class="line"><span>    A: A &amp;&amp; operandOf(&quot;A&quot;, A),</span></span>
<span class="line"><span>    b: b &amp;&amp; operandOf(&quot;b&quot;, b),</span></span>
<span class="line"><span>    G: G &amp;&amp; operandOf(&quot;G&quot;, G),</span></span>
<span class="line"><span>    h: h &amp;&amp; operandOf(&quot;h&quot;, h),</span></span>
<span class="line"><span>    lower: lower &amp;&amp; operandOf(&quot;lower&quot;, lower),</span></span>
<span class="line"><span>    upper: upper &amp;&amp; operandOf(&quot;upper&quot;, upper),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function kindOfQuadratic(Q: Shaped | undefined, n: number): QuadraticKind {</span></span>
<span class="line"><span>  if (Q === undefined) return &quot;zero&quot;;</span></span>
<span class="line"><span>  if (Q.pattern) return &quot;sparse&quot;;</span></span>
<span class="line"><span>  return !Q.diagonal &amp;&amp; Q.size === n * n &amp;&amp; Q.shape.at(-2) === n ? &quot;dense&quot; : &quot;diagonal&quot;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The second half of {@link validateProblem}: every number of the inputs that \`isNew\` names. A lower bound above the</span></span>
<span class="line"><span> * upper one is no error: no point satisfies both.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError as it.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function checkNumbers(problem: Problem, isNew: (field: FieldName) =&gt; boolean): void {</span></span>
<span class="line"><span>  const { variables: n, Q, lower, upper } = problem;</span></span>
<span class="line"><span>  const { h } = problem;</span></span>
<span class="line"><span>  if (h &amp;&amp; isNew(&quot;h&quot;)) requireUsableSides(h, hasBatchAxis(h));</span></span>
<span class="line"><span>  for (const field of [&quot;Q&quot;, &quot;p&quot;, &quot;A&quot;, &quot;b&quot;, &quot;G&quot;] as const) {</span></span>
<span class="line"><span>    const operand = problem[field];</span></span>
<span class="line"><span>    if (!operand || !isNew(field)) continue;</span></span>
<span class="line"><span>    if (operand.pattern) requireFiniteEntries(field, operand, hasBatchAxis(operand));</span></span>
<span class="line"><span>    else requireFinite(field, operand.data, operand.shape, hasBatchAxis(operand));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (Q &amp;&amp; isNew(&quot;Q&quot;)) {</span></span>
<span class="line"><span>    if (problem.quadratic !== &quot;diagonal&quot;) symmetrise(Q, n, hasBatchAxis(Q));</span></span>
<span class="line"><span>    requirePositiveDiagonal(Q, n, problem.quadratic, hasBatchAxis(Q));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (lower &amp;&amp; isNew(&quot;lower&quot;)) requireUsableBound(&quot;lower&quot;, lower, hasBatchAxis(lower));</span></span>
<span class="line"><span>  if (upper &amp;&amp; isNew(&quot;upper&quot;)) requireUsableBound(&quot;upper&quot;, upper, hasBatchAxis(upper));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function requirePairs(has: (field: FieldName) =&gt; boolean): void {</span></span>
<span class="line"><span>  for (const [matrix, vector, meaning] of [</span></span>
<span class="line"><span>    [&quot;A&quot;, &quot;b&quot;, &quot;Az = b&quot;],</span></span>
<span class="line"><span>    [&quot;G&quot;, &quot;h&quot;, &quot;Gz ≤ h&quot;],</span></span>
<span class="line"><span>  ] as const) {</span></span>
<span class="line"><span>    if (has(matrix) === has(vector)) continue;</span></span>
<span class="line"><span>    const [missing, present] = has(matrix) ? [vector, matrix] : [matrix, vector];</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: missing,</span></span>
<span class="line"><span>      expected: \`\${missing}, because \${present} is given\`,</span></span>
<span class="line"><span>      got: &quot;undefined&quot;,</span></span>
<span class="line"><span>      hint: \`\${meaning} needs both \${matrix} and \${vector}: pass \${missing}, or leave \${present} out.\`,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function shapeCost(numbers: Numbers | undefined): Shaped {</span></span>
<span class="line"><span>  const expected = &quot;[n] or [B,n], with at least one variable&quot;;</span></span>
<span class="line"><span>  if (numbers === undefined) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;p&quot;,</span></span>
<span class="line"><span>      expected,</span></span>
<span class="line"><span>      got: &quot;undefined&quot;,</span></span>
<span class="line"><span>      hint: &quot;p says how many variables there are; without a linear cost pass new Float64Array(n).&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const shape = numbers.shape ?? [numbers.data.length];</span></span>
<span class="line"><span>  const size = shape.at(-1) ?? 0;</span></span>
<span class="line"><span>  if (size === 0 || shape.length &gt; 2) {</span></span>
<span class="line"><span>    throw wrongShape(&quot;p&quot;, expected, numbers, &quot;p has one number for each variable.&quot;);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return shaped(numbers.data, shape, 1, size);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function shapeQuadratic(numbers: Numbers | undefined, n: number): Shaped | undefined {</span></span>
<span class="line"><span>  if (numbers === undefined) return undefined;</span></span>
<span class="line"><span>  const { data, shape } = numbers;</span></span>
<span class="line"><span>  if (shape === undefined) {</span></span>
<span class="line"><span>    if (data.length === n) return shaped(data, [n], 1, n);</span></span>
<span class="line"><span>    if (data.length === n * n) return shaped(data, [n, n], 2, n * n);</span></span>
<span class="line"><span>  } else if (shape.at(-1) === n) {</span></span>
<span class="line"><span>    const [rows] = shape.slice(-2);</span></span>
<span class="line"><span>    if (shape.length === 1) return shaped(data, shape, 1, n);</span></span>
<span class="line"><span>    // Two axes are one matrix: diagonals of n elements would look like one. A single row can be nothing else.</span></span>
<span class="line"><span>    if (shape.length === 2 &amp;&amp; rows === n) return shaped(data, shape, 2, n * n);</span></span>
<span class="line"><span>    if (shape.length === 2 &amp;&amp; (rows === 1 || n === 1)) return shaped(data, shape, 1, n);</span></span>
<span class="line"><span>    if (shape.length === 3 &amp;&amp; (rows === n || rows === 1)) return shaped(data, shape, 2, rows * n);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  throw wrongShape(</span></span>
<span class="line"><span>    &quot;Q&quot;,</span></span>
<span class="line"><span>    \`\${formatShape([n, n])} or \${formatShape([&quot;B&quot;, n, n])}, or diagonal \${formatShape([n])} or \` +</span></span>
<span class="line"><span>      \`\${formatShape([&quot;B&quot;, 1, n])}, for the \${n} variables of p\`,</span></span>
<span class="line"><span>    numbers,</span></span>
<span class="line"><span>    shape?.length === 2 &amp;&amp; shape[1] === n</span></span>
<span class="line"><span>      ? \`Diagonals of a batch are { diagonal: Q }: where there are \${n}, they would look like one matrix.\`</span></span>
<span class="line"><span>      : &quot;Q has a row and a column for each variable, or only its diagonal.&quot;,</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function shapeDiagonal(numbers: Numbers, n: number): Shaped {</span></span>
<span class="line"><span>  const vector = shapeVector(numbers, n);</span></span>
<span class="line"><span>  if (vector !== undefined) return { ...vector, diagonal: true };</span></span>
<span class="line"><span>  throw wrongShape(</span></span>
<span class="line"><span>    &quot;Q.diagonal&quot;,</span></span>
<span class="line"><span>    \`\${formatShape([n])} or \${formatShape([&quot;B&quot;, n])}, for the \${n} variables of p\`,</span></span>
<span class="line"><span>    numbers,</span></span>
<span class="line"><span>    &quot;It holds the numbers on the diagonal of Q.&quot;,</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function shapeMatrix(field: &quot;A&quot; | &quot;G&quot;, numbers: Numbers | undefined, n: number): Shaped | undefined {</span></span>
<span class="line"><span>  if (numbers === undefined) return undefined;</span></span>
<span class="line"><span>  const { data, shape } = numbers;</span></span>
<span class="line"><span>  if (shape === undefined) {</span></span>
<span class="line"><span>    if (data.length % n === 0) return shaped(data, [data.length / n, n], 2, data.length);</span></span>
<span class="line"><span>  } else if (shape.length === 1 &amp;&amp; data.length === 0) {</span></span>
<span class="line"><span>    return shaped(data, shape, 1, 0);</span></span>
<span class="line"><span>  } else if ((shape.length === 2 || shape.length === 3) &amp;&amp; shape.at(-1) === n) {</span></span>
<span class="line"><span>    return shaped(data, shape, 2, shape.at(-2)! * n);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  throw wrongShape(</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    \`\${formatShape([&quot;rows&quot;, n])} or \${formatShape([&quot;B&quot;, &quot;rows&quot;, n])}, for the \${n} variables of p\`,</span></span>
<span class="line"><span>    numbers,</span></span>
<span class="line"><span>    \`\${field} has one column for each variable; a single row is written [[…]].\`,</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function shapeRightHandSide(</span></span>
<span class="line"><span>  field: &quot;b&quot; | &quot;h&quot;,</span></span>
<span class="line"><span>  numbers: Numbers | undefined,</span></span>
<span class="line"><span>  matrix: &quot;A&quot; | &quot;G&quot;,</span></span>
<span class="line"><span>  rows: Shaped | undefined,</span></span>
<span class="line"><span>  n: number,</span></span>
<span class="line"><span>): Shaped | undefined {</span></span>
<span class="line"><span>  if (numbers === undefined) return undefined;</span></span>
<span class="line"><span>  const count = rowsOf(rows, n);</span></span>
<span class="line"><span>  return (</span></span>
<span class="line"><span>    shapeVector(numbers, count) ??</span></span>
<span class="line"><span>    fail(</span></span>
<span class="line"><span>      wrongShape(</span></span>
<span class="line"><span>        field,</span></span>
<span class="line"><span>        \`\${formatShape([count])} or \${formatShape([&quot;B&quot;, count])}, for the \${count} row\${count === 1 ? &quot;&quot; : &quot;s&quot;} of \${matrix}\`,</span></span>
<span class="line"><span>        numbers,</span></span>
<span class="line"><span>        \`\${field} has one number for each row of \${matrix}.\`,</span></span>
<span class="line"><span>      ),</span></span>
<span class="line"><span>    )</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function shapeBound(field: &quot;lower&quot; | &quot;upper&quot;, numbers: Numbers | undefined, n: number): Shaped | undefined {</span></span>
<span class="line"><span>  if (numbers === undefined) return undefined;</span></span>
<span class="line"><span>  if (numbers.shape?.length === 0) return shaped(numbers.data, [], 0, 1);</span></span>
<span class="line"><span>  return (</span></span>
<span class="line"><span>    shapeVector(numbers, n) ??</span></span>
<span class="line"><span>    fail(</span></span>
<span class="line"><span>      wrongShape(</span></span>
<span class="line"><span>        field,</span></span>
<span class="line"><span>        \`a number, \${formatShape([n])} or \${formatShape([&quot;B&quot;, n])}, for the \${n} variables of p\`,</span></span>
<span class="line"><span>        numbers,</span></span>
<span class="line"><span>        \`Use \${field === &quot;lower&quot; ? &quot;-Infinity&quot; : &quot;Infinity&quot;} for variables without a bound.\`,</span></span>
<span class="line"><span>      ),</span></span>
<span class="line"><span>    )</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function shapeVector({ data, shape = [data.length] }: Numbers, count: number): Shaped | undefined {</span></span>
<span class="line"><span>  const fits = (shape.length === 1 || shape.length === 2) &amp;&amp; shape.at(-1) === count;</span></span>
<span class="line"><span>  return fits ? shaped(data, shape, 1, count) : undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @param rank number of axes that one element has; one more is the batch. */</span></span>
<span class="line"><span>function shaped(data: Float64Array, shape: readonly number[], rank: number, size: number): Shaped {</span></span>
<span class="line"><span>  const batch = shape.length &gt; rank ? shape[0] : undefined;</span></span>
<span class="line"><span>  return { data, shape, size, stride: batch === undefined ? 0 : size, batch };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Makes operands of inputs; an operand that was checked before stays itself, so that it can be recognised. */</span></span>
<span class="line"><span>function operandsFor(input: GivenFields, checked: CheckedInputs, batch: number) {</span></span>
<span class="line"><span>  return (field: FieldName, { batch: own, ...shaped }: Shaped): Operand =&gt; {</span></span>
<span class="line"><span>    const ofOne = own === 1 &amp;&amp; batch !== 1;</span></span>
<span class="line"><span>    const before = input[field] === undefined ? checked[field] : undefined;</span></span>
<span class="line"><span>    // A batch of one may meet a larger batch in one call and none in the next.</span></span>
<span class="line"><span>    if (before !== undefined &amp;&amp; before.ofOne === (ofOne || undefined)) return before;</span></span>
<span class="line"><span>    return { ...shaped, ...(ofOne &amp;&amp; { stride: 0, ofOne }) };</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A sparse input that was checked before, with its batch axis as it was given. */</span></span>
<span class="line"><span>function shapedBefore({ data, size, shape, pattern, given, diagonal }: Operand): Shaped {</span></span>
<span class="line"><span>  const batch = shape.length === 2 ? shape[0] : undefined;</span></span>
<span class="line"><span>  return { data, size, shape, pattern, given, diagonal, batch, stride: batch === undefined ? 0 : size };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whether the first axis of its shape is the batch. */</span></span>
<span class="line"><span>function hasBatchAxis({ stride, ofOne, pattern, shape }: Operand): boolean {</span></span>
<span class="line"><span>  return stride &gt; 0 || ofOne === true || (pattern !== undefined &amp;&amp; shape.length === 2);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function rowsOf(matrix: Shaped | undefined, n: number): number {</span></span>
<span class="line"><span>  return matrix === undefined ? 0 : (matrix.pattern?.rows ?? matrix.size / n);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The batch size that all inputs with a batch axis have; a batch of one goes with any other. */</span></span>
<span class="line"><span>function commonBatch(fields: Readonly&lt;Record&lt;FieldName, Shaped | undefined&gt;&gt;): number | undefined {</span></span>
<span class="line"><span>  const batched = FIELD_NAMES.filter((field) =&gt; fields[field]?.batch !== undefined);</span></span>
<span class="line"><span>  if (batched.length === 0) return undefined;</span></span>
<span class="line"><span>  const several = batched.filter((field) =&gt; fields[field]!.batch !== 1);</span></span>
<span class="line"><span>  if (several.length === 0) return 1;</span></span>
<span class="line"><span>  const batch = fields[several[0]]!.batch!;</span></span>
<span class="line"><span>  const odd = several.find((field) =&gt; fields[field]!.batch !== batch);</span></span>
<span class="line"><span>  if (odd === undefined) return batch;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: odd,</span></span>
<span class="line"><span>    expected: &quot;one batch size for all inputs that have a batch axis&quot;,</span></span>
<span class="line"><span>    got: \`mixed batch sizes: \${batched.map((field) =&gt; \`\${field} has \${fields[field]!.batch}\`).join(&quot;, &quot;)}\`,</span></span>
<span class="line"><span>    hint: &quot;Give all of them the same number of elements; an input without a batch axis is shared by all.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What an element takes beside its numbers: its status, and what an executor keeps of it; a low estimate. */</span></span>
<span class="line"><span>const NUMBERS_BESIDES = 16;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError where not even the solution fits, however little the inputs take. */</span></span>
<span class="line"><span>export function requireRoomForSolution(batch: number, n: number, e: number, m: number): void {</span></span>
<span class="line"><span>  const numbers = batch * (3 * n + e + 2 * m + NUMBERS_BESIDES);</span></span>
<span class="line"><span>  const what = \`\${batch} element\${batch === 1 ? &quot;&quot; : &quot;s&quot;} with \${n} variables and \${e + m} rows\`;</span></span>
<span class="line"><span>  requireRoom(</span></span>
<span class="line"><span>    &quot;problem&quot;,</span></span>
<span class="line"><span>    numbers,</span></span>
<span class="line"><span>    what,</span></span>
<span class="line"><span>    &quot;Solve the batch in parts, and check the shapes of inputs without rows.&quot;,</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function wrongShape(field: string, expected: string, numbers: Numbers, hint: string): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({ field, expected, got: describeNumbers(numbers), hint });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function fail(error: OptNetError): never {</span></span>
<span class="line"><span>  throw error;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * @throws OptNetError for NaN, a lower bound of +Infinity and an upper bound of −Infinity.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>function requireUsableBound(field: &quot;lower&quot; | &quot;upper&quot;, bound: Operand, batched: boolean): void {</span></span>
<span class="line"><span>  const absent = field === &quot;lower&quot; ? -Infinity : Infinity;</span></span>
<span class="line"><span>  const { data } = bound;</span></span>
<span class="line"><span>  for (let i = 0; i &lt; data.length; i++) {</span></span>
<span class="line"><span>    if (data[i] - data[i] === 0 || data[i] === absent) continue;</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field,</span></span>
<span class="line"><span>      expected: \`finite numbers, or \${absent} where there is no bound\`,</span></span>
<span class="line"><span>      got:</span></span>
<span class="line"><span>        bound.shape.length === 0</span></span>
<span class="line"><span>          ? \`\${data[i]}\`</span></span>
<span class="line"><span>          : \`\${data[i]} at \${positionOf(field, bound.shape, batched, i)}\`,</span></span>
<span class="line"><span>      hint: Number.isNaN(data[i])</span></span>
<span class="line"><span>        ? &quot;Look for a missing value where this number comes from.&quot;</span></span>
<span class="line"><span>        : &quot;No number can meet this bound; check its sign.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * @throws OptNetError for NaN. A right-hand side of Gz ≤ h may be infinite: +Infinity asks for nothing, −Infinity for what</span></span>
<span class="line"><span> *   nothing can do, which is a status.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>function requireUsableSides(h: Operand, batched: boolean): void {</span></span>
<span class="line"><span>  let index = 0;</span></span>
<span class="line"><span>  while (index &lt; h.data.length &amp;&amp; !Number.isNaN(h.data[index])) index++;</span></span>
<span class="line"><span>  if (index === h.data.length) return;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: &quot;h&quot;,</span></span>
<span class="line"><span>    expected: &quot;numbers, or Infinity where there is no limit&quot;,</span></span>
<span class="line"><span>    got: \`NaN at \${positionOf(&quot;h&quot;, h.shape, batched, index)}\`,</span></span>
<span class="line"><span>    hint: &quot;Look for a missing value where this number comes from.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/problem/validate-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const validateTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  validateTs as default
};
