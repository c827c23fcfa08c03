import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/derivative/questions.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/derivative/questions-ts.md","filePath":"site/generated/source/src/derivative/questions-ts.md"}');
const _sfc_main = { name: "source/src/derivative/questions-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcderivativequestionsts" tabindex="-1"><code>src/derivative/questions.ts</code> <a class="header-anchor" href="#srcderivativequestionsts" aria-label="Permalink to &quot;\`src/derivative/questions.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** What users ask of a solution, checked; and what elements that were not solved contribute. */</span></span>
<span class="line"><span>import type { Derivatives } from &quot;./index.js&quot;;</span></span>
<span class="line"><span>import type { OperandOutline } from &quot;./entries.js&quot;;</span></span>
<span class="line"><span>import { gradientLike, isSparseDirection, readDirection, requireFiniteDirection } from &quot;./entries.js&quot;;</span></span>
<span class="line"><span>import type { Moves } from &quot;./inputs.js&quot;;</span></span>
<span class="line"><span>import { jacobianOf } from &quot;./jacobian.js&quot;;</span></span>
<span class="line"><span>import { fillRows } from &quot;../problem/batch.js&quot;;</span></span>
<span class="line"><span>import { OptNetError, describe, excerpt, formatShape, requireFinite, sizeOf } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type {</span></span>
<span class="line"><span>  Cotangents,</span></span>
<span class="line"><span>  FieldArrays,</span></span>
<span class="line"><span>  Gradients,</span></span>
<span class="line"><span>  OutputName,</span></span>
<span class="line"><span>  OutputVectors,</span></span>
<span class="line"><span>  RowCount,</span></span>
<span class="line"><span>  SolutionSource,</span></span>
<span class="line"><span>  Status,</span></span>
<span class="line"><span>  Tangents,</span></span>
<span class="line"><span>  VjpOptions,</span></span>
<span class="line"><span>} from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import { OUTPUT_NAMES, isMatrix, sizeOfOutput, written } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import type { ArrayInput, FieldName, Operand, Problem } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { FIELD_NAMES } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { diagonalIn } from &quot;../problem/quadratic.js&quot;;</span></span>
<span class="line"><span>import { describeNumbers, readNumbers, readObject, readSafely } from &quot;../problem/read.js&quot;;</span></span>
<span class="line"><span>import type { Settings } from &quot;../problem/settings.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @param onDispose called when nothing will read the problem any more. */</span></span>
<span class="line"><span>export function sourceOf(</span></span>
<span class="line"><span>  derivatives: Derivatives,</span></span>
<span class="line"><span>  settings: Pick&lt;Settings, &quot;unsolvedGradient&quot;&gt;,</span></span>
<span class="line"><span>  onDispose?: () =&gt; void,</span></span>
<span class="line"><span>): SolutionSource {</span></span>
<span class="line"><span>  const { problem, data } = derivatives;</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    when: &quot;now&quot;,</span></span>
<span class="line"><span>    vjp(cotangents, options) {</span></span>
<span class="line"><span>      const names = wantedFields(problem, options);</span></span>
<span class="line"><span>      const given = readCotangents(problem, cotangents);</span></span>
<span class="line"><span>      refuseUnsolved(data.status, settings);</span></span>
<span class="line"><span>      const gradients = derivatives.pullBack(given, names);</span></span>
<span class="line"><span>      fillGradients(problem, data.status, settings, gradients);</span></span>
<span class="line"><span>      return shapedGradients(problem, names, gradients);</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>    jvp(tangents) {</span></span>
<span class="line"><span>      const moves = readTangents(problem, tangents);</span></span>
<span class="line"><span>      refuseUnsolved(data.status, settings);</span></span>
<span class="line"><span>      const moved = derivatives.pushForward(moves);</span></span>
<span class="line"><span>      fillUnsolved(data.status, settings, moved);</span></span>
<span class="line"><span>      return written(moved);</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>    jacobian(output, input) {</span></span>
<span class="line"><span>      requireJacobianNames(problem, output, input);</span></span>
<span class="line"><span>      refuseUnsolved(data.status, settings);</span></span>
<span class="line"><span>      const jacobian = jacobianOf(derivatives, output, input);</span></span>
<span class="line"><span>      fillUnsolved(data.status, settings, { jacobian: jacobian.data });</span></span>
<span class="line"><span>      return jacobian;</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>    weaklyActive: () =&gt; derivatives.weaklyActive(),</span></span>
<span class="line"><span>    certificate: (element) =&gt; derivatives.certificate(element),</span></span>
<span class="line"><span>    atRounding: (element) =&gt; derivatives.atRounding(element),</span></span>
<span class="line"><span>    solvedBy: (element) =&gt; derivatives.solvedBy(element),</span></span>
<span class="line"><span>    dispose() {</span></span>
<span class="line"><span>      derivatives.dispose();</span></span>
<span class="line"><span>      onDispose?.();</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What questions are checked against: a problem&#39;s sizes and shapes, wherever its numbers are. */</span></span>
<span class="line"><span>export type Outline = Pick&lt;Problem, RowCount | &quot;batch&quot; | &quot;batched&quot;&gt; &amp; {</span></span>
<span class="line"><span>  readonly [Name in FieldName]: OperandOutline | undefined;</span></span>
<span class="line"><span>};</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Gradients as users see them: shaped like the inputs. */</span></span>
<span class="line"><span>export function shapedGradients(</span></span>
<span class="line"><span>  problem: Outline,</span></span>
<span class="line"><span>  names: readonly FieldName[],</span></span>
<span class="line"><span>  arrays: FieldArrays,</span></span>
<span class="line"><span>): Gradients {</span></span>
<span class="line"><span>  return Object.fromEntries(names.map((name) =&gt; [name, gradientLike(problem[name]!, arrays[name]!)]));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError naming the first unsolved element, where the setting is \`&quot;throw&quot;\`. */</span></span>
<span class="line"><span>export function refuseUnsolved(</span></span>
<span class="line"><span>  status: readonly Status[],</span></span>
<span class="line"><span>  settings: Pick&lt;Settings, &quot;unsolvedGradient&quot;&gt;,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  if (settings.unsolvedGradient !== &quot;throw&quot;) return;</span></span>
<span class="line"><span>  const element = status.findIndex((one) =&gt; one !== &quot;solved&quot;);</span></span>
<span class="line"><span>  if (element &lt; 0) return;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: \`status[\${element}]\`,</span></span>
<span class="line"><span>    expected: \`&quot;solved&quot;, because settings.unsolvedGradient is &quot;throw&quot;\`,</span></span>
<span class="line"><span>    got: \`&quot;\${status[element]}&quot;\`,</span></span>
<span class="line"><span>    hint: \`Set unsolvedGradient to &quot;zero&quot; or &quot;nan&quot; to differentiate the rest of the batch.\`,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Overwrites the rows of unsolved elements in arrays with one row per element: 0, or NaN as the setting says. */</span></span>
<span class="line"><span>function fillUnsolved(</span></span>
<span class="line"><span>  status: readonly Status[],</span></span>
<span class="line"><span>  settings: Pick&lt;Settings, &quot;unsolvedGradient&quot;&gt;,</span></span>
<span class="line"><span>  arrays: Readonly&lt;Record&lt;string, Float64Array&gt;&gt;,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  const value = settings.unsolvedGradient === &quot;nan&quot; ? NaN : 0;</span></span>
<span class="line"><span>  status.forEach((one, element) =&gt; {</span></span>
<span class="line"><span>    if (one !== &quot;solved&quot;) fillRows(arrays, element, status.length, value);</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** With the setting \`&quot;nan&quot;\`, gradients that an unsolved element has a part in are NaN; its part is 0 otherwise. */</span></span>
<span class="line"><span>function fillGradients(</span></span>
<span class="line"><span>  problem: Problem,</span></span>
<span class="line"><span>  status: readonly Status[],</span></span>
<span class="line"><span>  settings: Pick&lt;Settings, &quot;unsolvedGradient&quot;&gt;,</span></span>
<span class="line"><span>  gradients: FieldArrays,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  if (settings.unsolvedGradient !== &quot;nan&quot;) return;</span></span>
<span class="line"><span>  status.forEach((one, element) =&gt; {</span></span>
<span class="line"><span>    if (one === &quot;solved&quot;) return;</span></span>
<span class="line"><span>    for (const [name, array] of Object.entries(gradients)) {</span></span>
<span class="line"><span>      const { stride, size } = problem[name as FieldName]!;</span></span>
<span class="line"><span>      array.fill(NaN, element * stride, element * stride + size);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Reads and checks what users pass to derivatives. */</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Copies cotangents to arrays of their own; absent ones stay absent.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError for unknown names, wrong shapes and numbers that are not finite.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function readCotangents(problem: Outline, cotangents: Cotangents): Partial&lt;OutputVectors&gt; {</span></span>
<span class="line"><span>  const read = readObject(cotangents, {</span></span>
<span class="line"><span>    field: &quot;cotangents&quot;,</span></span>
<span class="line"><span>    names: OUTPUT_NAMES,</span></span>
<span class="line"><span>    expected: &quot;an object with the loss&#39;s gradients in outputs&quot;,</span></span>
<span class="line"><span>    hint: &quot;For example { z: [1, 0] }.&quot;,</span></span>
<span class="line"><span>    unknown: &quot;Check the spelling; an unknown name would have no effect.&quot;,</span></span>
<span class="line"><span>  }) as Cotangents;</span></span>
<span class="line"><span>  const { batch, batched } = problem;</span></span>
<span class="line"><span>  const vectors: { -readonly [Name in OutputName]?: Float64Array } = {};</span></span>
<span class="line"><span>  for (const name of OUTPUT_NAMES) {</span></span>
<span class="line"><span>    const given = read[name];</span></span>
<span class="line"><span>    if (given === undefined) continue;</span></span>
<span class="line"><span>    vectors[name] = readOutputArray(\`cotangents.\${name}\`, given, batch, batched, sizeOfOutput(problem, name));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return vectors;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError for an unknown name, an input that the problem lacks, a wrong shape. */</span></span>
<span class="line"><span>export function readTangents(problem: Problem, tangents: Tangents): Moves {</span></span>
<span class="line"><span>  const read = readObject(tangents, {</span></span>
<span class="line"><span>    field: &quot;tangents&quot;,</span></span>
<span class="line"><span>    names: FIELD_NAMES,</span></span>
<span class="line"><span>    expected: &quot;an object with directions of inputs&quot;,</span></span>
<span class="line"><span>    hint: &quot;For example { b: [1] }.&quot;,</span></span>
<span class="line"><span>    unknown: &quot;Check the spelling; an unknown name would have no effect.&quot;,</span></span>
<span class="line"><span>  }) as Tangents;</span></span>
<span class="line"><span>  const moves: Moves = {};</span></span>
<span class="line"><span>  for (const name of FIELD_NAMES) {</span></span>
<span class="line"><span>    const given = read[name];</span></span>
<span class="line"><span>    if (given === undefined) continue;</span></span>
<span class="line"><span>    const operand = problem[name];</span></span>
<span class="line"><span>    if (operand === undefined) throw absentField(\`tangents.\${name}\`, name);</span></span>
<span class="line"><span>    moves[name] = { ...operand, data: readTangent(\`tangents.\${name}\`, name, given, problem) };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return moves;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function readTangent(field: string, name: FieldName, given: unknown, problem: Problem): Float64Array {</span></span>
<span class="line"><span>  const operand = problem[name]!;</span></span>
<span class="line"><span>  const diagonal = name === &quot;Q&quot; &amp;&amp; problem.quadratic === &quot;diagonal&quot; ? diagonalIn(given) : undefined;</span></span>
<span class="line"><span>  if (diagonal === undefined &amp;&amp; isMatrix(name) &amp;&amp; isSparseDirection(operand, given)) {</span></span>
<span class="line"><span>    const numbers = readDirection(field, given, operand, problem.variables);</span></span>
<span class="line"><span>    if (!(numbers instanceof Float64Array)) return readLike(field, numbers, operand);</span></span>
<span class="line"><span>    requireFiniteDirection(field, operand, numbers);</span></span>
<span class="line"><span>    return numbers;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return readLike(field, (diagonal ?? given) as ArrayInput | number, operand);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The inputs to differentiate by, in the order of {@link FIELD_NAMES}. */</span></span>
<span class="line"><span>export function wantedFields(problem: Outline, options: VjpOptions): readonly FieldName[] {</span></span>
<span class="line"><span>  const given = FIELD_NAMES.filter((name) =&gt; problem[name] !== undefined);</span></span>
<span class="line"><span>  const { wrt } = readObject(options, {</span></span>
<span class="line"><span>    field: &quot;options&quot;,</span></span>
<span class="line"><span>    names: [&quot;wrt&quot;],</span></span>
<span class="line"><span>    expected: &quot;an object&quot;,</span></span>
<span class="line"><span>    hint: &#39;For example { wrt: [&quot;p&quot;] }.&#39;,</span></span>
<span class="line"><span>    unknown: &quot;Check the spelling; an unknown option would have no effect.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  if (wrt === undefined) return given;</span></span>
<span class="line"><span>  const wanted = readSafely(&quot;wrt&quot;, () =&gt; {</span></span>
<span class="line"><span>    if (Array.isArray(wrt)) return [...(wrt as unknown[])];</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;wrt&quot;,</span></span>
<span class="line"><span>      expected: &quot;an array of names of inputs&quot;,</span></span>
<span class="line"><span>      got: describe(wrt),</span></span>
<span class="line"><span>      hint: &#39;For example { wrt: [&quot;p&quot;] }.&#39;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  for (const name of wanted) {</span></span>
<span class="line"><span>    requireName(&quot;wrt&quot;, name, FIELD_NAMES);</span></span>
<span class="line"><span>    if (!given.includes(name)) throw absentField(&quot;wrt&quot;, name);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return given.filter((name) =&gt; wanted.includes(name));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function absentField(field: string, name: string): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: &quot;inputs that the problem has&quot;,</span></span>
<span class="line"><span>    got: \`&quot;\${name}&quot;, which was not given to solve\`,</span></span>
<span class="line"><span>    hint: \`Pass \${name} to solve, or leave it out here.\`,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function requireName&lt;Name extends string&gt;(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  name: unknown,</span></span>
<span class="line"><span>  known: readonly Name[],</span></span>
<span class="line"><span>): asserts name is Name {</span></span>
<span class="line"><span>  if ((known as readonly unknown[]).includes(name)) return;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: typeof name === &quot;string&quot; ? \`\${field}.\${excerpt(name)}\` : field,</span></span>
<span class="line"><span>    expected: \`one of \${known.join(&quot;, &quot;)}\`,</span></span>
<span class="line"><span>    got: describe(name),</span></span>
<span class="line"><span>    hint: &quot;Check the spelling; an unknown name would have no effect.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError unless \`output\` names an output and \`input\` an input of the problem. */</span></span>
<span class="line"><span>export function requireJacobianNames(problem: Problem, output: OutputName, input: FieldName): void {</span></span>
<span class="line"><span>  requireName(&quot;output&quot;, output, OUTPUT_NAMES);</span></span>
<span class="line"><span>  requireName(&quot;input&quot;, input, FIELD_NAMES);</span></span>
<span class="line"><span>  if (problem[input] === undefined) throw absentField(&quot;input&quot;, input);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Reads an array shaped like an output: \`[B, size]\`, or \`[size]\` where there is one element. For an output with</span></span>
<span class="line"><span> * one number per element leave \`size\` undefined: \`[B]\`, or a number where there is one element. A plain typed</span></span>
<span class="line"><span> * array of the right length is taken row-major.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError for another shape, and for NaN and infinite numbers.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function readOutputArray(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  input: ArrayInput | number,</span></span>
<span class="line"><span>  batch: number,</span></span>
<span class="line"><span>  batched: boolean,</span></span>
<span class="line"><span>  size: number | undefined,</span></span>
<span class="line"><span>): Float64Array {</span></span>
<span class="line"><span>  const whole: Form = { shape: size === undefined ? [batch] : [batch, size], batched: true };</span></span>
<span class="line"><span>  const single: Form = { shape: size === undefined ? [] : [size], batched: false };</span></span>
<span class="line"><span>  const forms = batch !== 1 ? [whole] : batched ? [whole, single] : [single, whole];</span></span>
<span class="line"><span>  return readForm(field, input, forms, &quot;It is shaped like the output of the same name.&quot;);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Reads an array shaped like an input of the problem.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError for another shape, and for NaN and infinite numbers.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function readLike(field: string, input: ArrayInput | number, operand: Operand): Float64Array {</span></span>
<span class="line"><span>  const form: Form = { shape: operand.shape, batched: operand.stride &gt; 0 || operand.ofOne === true };</span></span>
<span class="line"><span>  return readForm(field, input, [form], &quot;It is shaped like the input of the same name.&quot;);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>interface Form {</span></span>
<span class="line"><span>  readonly shape: readonly number[];</span></span>
<span class="line"><span>  /** Whether the first axis is the batch. */</span></span>
<span class="line"><span>  readonly batched: boolean;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** All \`forms\` hold equally many numbers, so that a plain typed array fits all or none. */</span></span>
<span class="line"><span>function readForm(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  input: ArrayInput | number,</span></span>
<span class="line"><span>  forms: readonly Form[],</span></span>
<span class="line"><span>  hint: string,</span></span>
<span class="line"><span>): Float64Array {</span></span>
<span class="line"><span>  const numbers = readNumbers(field, input);</span></span>
<span class="line"><span>  const { data, shape } = numbers;</span></span>
<span class="line"><span>  const form = forms.find((allowed) =&gt;</span></span>
<span class="line"><span>    shape === undefined</span></span>
<span class="line"><span>      ? data.length === sizeOf(allowed.shape)</span></span>
<span class="line"><span>      : sameShape(allowed.shape, shape) || (isEmptyBatch(allowed.shape) &amp;&amp; isEmptyBatch(shape)),</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>  if (form === undefined) {</span></span>
<span class="line"><span>    const expected = forms.map(({ shape }) =&gt; (shape.length === 0 ? &quot;a number&quot; : formatShape(shape)));</span></span>
<span class="line"><span>    throw new OptNetError({ field, expected: expected.join(&quot; or &quot;), got: describeNumbers(numbers), hint });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  requireFinite(field, data, form.shape, form.batched);</span></span>
<span class="line"><span>  return data;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Nested arrays cannot say more of an empty batch than \`[]\`. */</span></span>
<span class="line"><span>function isEmptyBatch(shape: readonly number[]): boolean {</span></span>
<span class="line"><span>  return shape[0] === 0;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function sameShape(a: readonly number[], b: readonly number[]): boolean {</span></span>
<span class="line"><span>  return a.length === b.length &amp;&amp; a.every((length, axis) =&gt; length === b[axis]);</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/derivative/questions-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const questionsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  questionsTs as default
};
