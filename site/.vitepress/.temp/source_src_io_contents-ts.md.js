import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/contents.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/contents-ts.md","filePath":"site/generated/source/src/io/contents-ts.md"}');
const _sfc_main = { name: "source/src/io/contents-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srciocontentsts" tabindex="-1"><code>src/io/contents.ts</code> <a class="header-anchor" href="#srciocontentsts" aria-label="Permalink to &quot;\`src/io/contents.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Problems, solutions and gradients as named arrays, and back. */</span></span>
<span class="line"><span>import type {</span></span>
<span class="line"><span>  ArrayInput,</span></span>
<span class="line"><span>  DenseArray,</span></span>
<span class="line"><span>  FieldName,</span></span>
<span class="line"><span>  Gradients,</span></span>
<span class="line"><span>  ProblemInput,</span></span>
<span class="line"><span>  Solution,</span></span>
<span class="line"><span>  Status,</span></span>
<span class="line"><span>} from &quot;../index.js&quot;;</span></span>
<span class="line"><span>import { FIELD_NAMES } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { validateProblem } from &quot;../problem/validate.js&quot;;</span></span>
<span class="line"><span>import type { ArrayFile, NamedArray, StoredArray } from &quot;./arrays.js&quot;;</span></span>
<span class="line"><span>import { readWhole } from &quot;./arrays.js&quot;;</span></span>
<span class="line"><span>import type { BytesInput } from &quot;./bytes.js&quot;;</span></span>
<span class="line"><span>import { fileError } from &quot;./bytes.js&quot;;</span></span>
<span class="line"><span>import { metadataOf, requireContent } from &quot;./metadata.js&quot;;</span></span>
<span class="line"><span>import type { ArrayCollection } from &quot;./open.js&quot;;</span></span>
<span class="line"><span>import { isArrayFile, openArrays } from &quot;./open.js&quot;;</span></span>
<span class="line"><span>import { isMatrix, isPartOfSparse } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import { SparseMatrix } from &quot;../problem/sparse-matrix.js&quot;;</span></span>
<span class="line"><span>import { isSparseInput, readSparse } from &quot;../problem/sparse.js&quot;;</span></span>
<span class="line"><span>import { addSparseArrays, readSparseMatrix, sparseIn } from &quot;./sparse-arrays.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Statuses as numbers in files: positions in this list, which each file repeats. */</span></span>
<span class="line"><span>export const STATUS_CODES: Readonly&lt;Record&lt;Status, number&gt;&gt; = {</span></span>
<span class="line"><span>  solved: 0,</span></span>
<span class="line"><span>  maxIterations: 1,</span></span>
<span class="line"><span>  primalInfeasible: 2,</span></span>
<span class="line"><span>  dualInfeasible: 3,</span></span>
<span class="line"><span>  numericalError: 4,</span></span>
<span class="line"><span>  timeLimit: 5,</span></span>
<span class="line"><span>  invalid: 6,</span></span>
<span class="line"><span>};</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const STATUSES = Object.keys(STATUS_CODES) as Status[];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Whether an input of this shape has the batch as its first axis. As \`solve\` has it, \`[n,n]\` is one matrix Q, never n</span></span>
<span class="line"><span> * diagonals.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param variables n.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function hasBatchAxis(name: FieldName, shape: readonly number[], variables: number): boolean {</span></span>
<span class="line"><span>  if (name === &quot;Q&quot;) return shape.length &gt; 2 || (shape.length === 2 &amp;&amp; shape[0] !== variables);</span></span>
<span class="line"><span>  return shape.length &gt; (isMatrix(name) ? 2 : 1);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * A problem, or a batch, as named arrays: \`Q\`, \`p\`, \`A\`, \`b\`, \`G\`, \`h\`, \`lower\`, \`upper\`. A sparse A is \`A.data\`,</span></span>
<span class="line"><span> * \`A.indices\`, \`A.indptr\` and \`A.shape\`, as in SciPy; so are Q and G.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError as \`solve\`.</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * const bytes = await writeArrays(problemArrays({ Q: [1, 2], p: [[1, 1], [0, 1]], lower: 0 }), { format: &quot;safetensors&quot; });</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function problemArrays(input: ProblemInput): ArrayCollection {</span></span>
<span class="line"><span>  const problem = validateProblem(input);</span></span>
<span class="line"><span>  const arrays: Record&lt;string, NamedArray&gt; = {};</span></span>
<span class="line"><span>  const rows: string[] = [];</span></span>
<span class="line"><span>  for (const name of FIELD_NAMES) {</span></span>
<span class="line"><span>    const operand = problem[name];</span></span>
<span class="line"><span>    if (operand === undefined) continue;</span></span>
<span class="line"><span>    const { data, shape, stride } = operand;</span></span>
<span class="line"><span>    const value = input[name];</span></span>
<span class="line"><span>    if (isSparseInput(value)) addSparseArrays(name, readSparse(name, value), arrays, rows);</span></span>
<span class="line"><span>    else {</span></span>
<span class="line"><span>      arrays[name] = { data, shape };</span></span>
<span class="line"><span>      if (stride &gt; 0) rows.push(name);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { arrays, rows, metadata: Object.fromEntries(metadataOf(&quot;problem&quot;)) };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The problem in a file.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError as \`openArrays\`, and for arrays that are no inputs.</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * const solution = solve(await readProblem(bytes));</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export async function readProblem(input: BytesInput | ArrayFile): Promise&lt;ProblemInput&gt; {</span></span>
<span class="line"><span>  const file = isArrayFile(input) ? input : await openArrays(input);</span></span>
<span class="line"><span>  requireContent(file.name, file.metadata, &quot;problem&quot;);</span></span>
<span class="line"><span>  const inputs: { -readonly [Name in FieldName]?: DenseArray&lt;Float64Array&gt; | SparseMatrix } = {};</span></span>
<span class="line"><span>  for (const [name, array] of file.arrays) {</span></span>
<span class="line"><span>    if (isPartOfSparse(name)) continue;</span></span>
<span class="line"><span>    requireField(file.name, name);</span></span>
<span class="line"><span>    const { data } = await readWhole(file, name);</span></span>
<span class="line"><span>    inputs[name as FieldName] = { data, shape: inputShape(name as FieldName, array, variablesOf(file)) };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  for (const name of sparseIn(file)) inputs[name] = await readSparseMatrix(file, name, variablesOf(file));</span></span>
<span class="line"><span>  if (inputs.p === undefined) throw noCost(file.name);</span></span>
<span class="line"><span>  return inputs as ProblemInput &amp; { p: ArrayInput };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError unless it names an input. */</span></span>
<span class="line"><span>export function requireField(file: string, name: string): void {</span></span>
<span class="line"><span>  if ((FIELD_NAMES as readonly string[]).includes(name)) return;</span></span>
<span class="line"><span>  throw fileError(</span></span>
<span class="line"><span>    file,</span></span>
<span class="line"><span>    \`arrays named \${FIELD_NAMES.join(&quot;, &quot;)}\`,</span></span>
<span class="line"><span>    JSON.stringify(name),</span></span>
<span class="line"><span>    &quot;Check the spelling; an unknown array would have no effect.&quot;,</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function noCost(file: string): Error {</span></span>
<span class="line"><span>  return fileError(file, &quot;an array p&quot;, &quot;none&quot;, &quot;p says how many variables there are.&quot;);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** n, from the shape of p; 0 where there is none. */</span></span>
<span class="line"><span>export function variablesOf(file: ArrayFile): number {</span></span>
<span class="line"><span>  return file.arrays.get(&quot;p&quot;)?.shape.at(-1) ?? 0;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The shape of an input as \`solve\` has it: in a column of a Parquet file, a matrix is a flat list. */</span></span>
<span class="line"><span>export function inputShape(</span></span>
<span class="line"><span>  name: FieldName,</span></span>
<span class="line"><span>  { shape, column }: StoredArray,</span></span>
<span class="line"><span>  variables: number,</span></span>
<span class="line"><span>): readonly number[] {</span></span>
<span class="line"><span>  const [rows, length] = shape;</span></span>
<span class="line"><span>  if (!column || shape.length !== 2) return shape;</span></span>
<span class="line"><span>  if (name === &quot;Q&quot;) {</span></span>
<span class="line"><span>    return length === variables * variables ? [rows, variables, variables] : [rows, 1, length];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const isMatrix = (name === &quot;A&quot; || name === &quot;G&quot;) &amp;&amp; length % variables === 0;</span></span>
<span class="line"><span>  return isMatrix ? [rows, length / variables, variables] : shape;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const VECTORS = [&quot;z&quot;, &quot;nu&quot;, &quot;lambda&quot;, &quot;lambdaLower&quot;, &quot;lambdaUpper&quot;, &quot;slack&quot;] as const;</span></span>
<span class="line"><span>const NUMBERS = [&quot;objective&quot;, &quot;primalResidual&quot;, &quot;dualResidual&quot;, &quot;dualityGap&quot;, &quot;iterations&quot;] as const;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * A solution as named arrays, one row per element; \`status\` holds positions in the list that the metadata have under</span></span>
<span class="line"><span> * \`statuses\`.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function solutionArrays(solution: Solution): ArrayCollection {</span></span>
<span class="line"><span>  const { batch } = solution.shape;</span></span>
<span class="line"><span>  const arrays: Record&lt;string, NamedArray&gt; = {};</span></span>
<span class="line"><span>  for (const name of VECTORS) {</span></span>
<span class="line"><span>    const data = solution[name];</span></span>
<span class="line"><span>    arrays[name] = { data, shape: [batch, data.length / batch] };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  for (const name of NUMBERS) arrays[name] = { data: solution[name], shape: [batch] };</span></span>
<span class="line"><span>  arrays.status = {</span></span>
<span class="line"><span>    data: Uint8Array.from(solution.status, (status) =&gt; STATUS_CODES[status]),</span></span>
<span class="line"><span>    shape: [batch],</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    arrays,</span></span>
<span class="line"><span>    rows: Object.keys(arrays),</span></span>
<span class="line"><span>    metadata: Object.fromEntries(metadataOf(&quot;solution&quot;, { statuses: STATUSES.join(&quot;,&quot;) })),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The numbers of a solution that was written to a file. */</span></span>
<span class="line"><span>export type StoredSolution = Pick&lt;Solution, &quot;shape&quot; | &quot;status&quot;&gt; &amp; {</span></span>
<span class="line"><span>  readonly [Name in (typeof VECTORS)[number] | &quot;objective&quot;]?: Float64Array;</span></span>
<span class="line"><span>} &amp; { readonly [name: string]: unknown };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The solution in a file; arrays that were not saved are absent.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError as \`openArrays\`, and for statuses that are none.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export async function readSolution(input: BytesInput | ArrayFile): Promise&lt;StoredSolution&gt; {</span></span>
<span class="line"><span>  const file = isArrayFile(input) ? input : await openArrays(input);</span></span>
<span class="line"><span>  requireContent(file.name, file.metadata, &quot;solution&quot;);</span></span>
<span class="line"><span>  const read: Record&lt;string, Float64Array&gt; = {};</span></span>
<span class="line"><span>  for (const name of file.arrays.keys()) read[name] = (await readWhole(file, name)).data;</span></span>
<span class="line"><span>  const statuses = (file.metadata.get(&quot;statuses&quot;) ?? STATUSES.join(&quot;,&quot;)).split(&quot;,&quot;);</span></span>
<span class="line"><span>  const { status: codes, ...numbers } = read;</span></span>
<span class="line"><span>  const status = Array.from(codes ?? [], (code) =&gt; statuses[code] as Status);</span></span>
<span class="line"><span>  if (codes === undefined || status.some((one) =&gt; !STATUSES.includes(one))) {</span></span>
<span class="line"><span>    throw fileError(</span></span>
<span class="line"><span>      \`\${file.name}: status\`,</span></span>
<span class="line"><span>      \`positions in \${statuses.join(&quot;, &quot;)}\`,</span></span>
<span class="line"><span>      &quot;something else&quot;,</span></span>
<span class="line"><span>      &quot;Write it again.&quot;,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const width = (name: string): number =&gt; file.arrays.get(name)?.shape[1] ?? 0;</span></span>
<span class="line"><span>  const shape = {</span></span>
<span class="line"><span>    ...{ batch: status.length, variables: width(&quot;z&quot;) },</span></span>
<span class="line"><span>    ...{ equalities: width(&quot;nu&quot;), inequalities: width(&quot;lambda&quot;) },</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  return { shape, status, ...numbers };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Gradients as named arrays, called like the inputs. */</span></span>
<span class="line"><span>export function gradientArrays(gradients: Gradients): ArrayCollection {</span></span>
<span class="line"><span>  const arrays: Record&lt;string, NamedArray&gt; = {};</span></span>
<span class="line"><span>  const rows: string[] = [];</span></span>
<span class="line"><span>  for (const [name, gradient] of Object.entries(gradients) as [FieldName, Gradients[&quot;A&quot;] &amp; object][]) {</span></span>
<span class="line"><span>    if (gradient instanceof SparseMatrix) addSparseArrays(name, gradient, arrays, rows);</span></span>
<span class="line"><span>    else {</span></span>
<span class="line"><span>      arrays[name] = gradient;</span></span>
<span class="line"><span>      if (hasBatchAxis(name, gradient.shape, gradient.shape.at(-1) ?? 0)) rows.push(name);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { arrays, rows, metadata: Object.fromEntries(metadataOf(&quot;gradients&quot;)) };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The gradients in a file.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError as \`openArrays\`, and for arrays that are no gradients.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export async function readGradients(input: BytesInput | ArrayFile): Promise&lt;Gradients&gt; {</span></span>
<span class="line"><span>  const file = isArrayFile(input) ? input : await openArrays(input);</span></span>
<span class="line"><span>  requireContent(file.name, file.metadata, &quot;gradients&quot;);</span></span>
<span class="line"><span>  const gradients: { -readonly [Name in FieldName]?: DenseArray&lt;Float64Array&gt; | SparseMatrix } = {};</span></span>
<span class="line"><span>  for (const name of file.arrays.keys()) {</span></span>
<span class="line"><span>    if (isPartOfSparse(name)) continue;</span></span>
<span class="line"><span>    requireField(file.name, name);</span></span>
<span class="line"><span>    gradients[name as FieldName] = await readWhole(file, name);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  for (const name of sparseIn(file)) gradients[name] = await readSparseMatrix(file, name, 0);</span></span>
<span class="line"><span>  return gradients as Gradients;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/contents-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const contentsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  contentsTs as default
};
