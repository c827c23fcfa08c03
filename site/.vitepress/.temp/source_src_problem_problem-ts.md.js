import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/problem/problem.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/problem/problem-ts.md","filePath":"site/generated/source/src/problem/problem-ts.md"}');
const _sfc_main = { name: "source/src/problem/problem-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcproblemproblemts" tabindex="-1"><code>src/problem/problem.ts</code> <a class="header-anchor" href="#srcproblemproblemts" aria-label="Permalink to &quot;\`src/problem/problem.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * What is solved, for every element of a batch:</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> *     minimise    ½ zᵀQz + pᵀz</span></span>
<span class="line"><span> *     subject to  A z = b                 multiplier nu, free</span></span>
<span class="line"><span> *                 G z ≤ h                 multiplier lambda ≥ 0</span></span>
<span class="line"><span> *                 lower ≤ z ≤ upper       multipliers lambdaLower, lambdaUpper ≥ 0</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Plain data.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { Pattern } from &quot;../matrix/pattern.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Typed arrays whose entries are numbers; those of integers are converted. */</span></span>
<span class="line"><span>export type TypedNumbers =</span></span>
<span class="line"><span>  | Float64Array</span></span>
<span class="line"><span>  | Float32Array</span></span>
<span class="line"><span>  | Int8Array</span></span>
<span class="line"><span>  | Uint8Array</span></span>
<span class="line"><span>  | Uint8ClampedArray</span></span>
<span class="line"><span>  | Int16Array</span></span>
<span class="line"><span>  | Uint16Array</span></span>
<span class="line"><span>  | Int32Array</span></span>
<span class="line"><span>  | Uint32Array;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Numbers nested to the rank of the array: \`[1, 2]\`, \`[[1, 2], [3, 4]]\`, … Rows may be typed arrays. */</span></span>
<span class="line"><span>export type NestedNumbers = readonly number[] | readonly (NestedNumbers | TypedNumbers)[];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A dense row-major array with an explicit shape. */</span></span>
<span class="line"><span>export interface DenseArray&lt;Data extends TypedNumbers | readonly number[] = Float64Array | Float32Array&gt; {</span></span>
<span class="line"><span>  /** The numbers, row-major; as many as the product of the shape. */</span></span>
<span class="line"><span>  readonly data: Data;</span></span>
<span class="line"><span>  /** The length of every axis; \`[]\` for a single number. */</span></span>
<span class="line"><span>  readonly shape: readonly number[];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * One input. A plain typed array is one problem&#39;s worth of numbers, row-major and shared by the batch; nested</span></span>
<span class="line"><span> * arrays and {@link DenseArray} carry their shape and may have a leading batch axis, whose length may be 0.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * The number of axes says what an array is, never their lengths: one axis is a vector, two are a matrix or a batch of</span></span>
<span class="line"><span> * vectors, three are a batch of matrices. A batch axis of length 1 serves every element of a larger batch.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export type ArrayInput = NestedNumbers | DenseArray&lt;TypedNumbers | readonly number[]&gt; | TypedNumbers;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * A diagonal matrix by its diagonal, \`[n]\`, or \`[B,n]\` for one per element. (A plain Q with two axes is always one</span></span>
<span class="line"><span> * matrix \`[n,n]\`: nothing else would tell it from the diagonals of n elements.)</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export interface DiagonalInput {</span></span>
<span class="line"><span>  /** The numbers on the diagonal. */</span></span>
<span class="line"><span>  readonly diagonal: ArrayInput;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whole numbers: positions of rows and columns. */</span></span>
<span class="line"><span>export type IndexInput = readonly number[] | TypedNumbers;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A sparse matrix by compressed rows, as SciPy&#39;s \`csr_matrix\`; what \`sparse.csr\` and its like make is one. */</span></span>
<span class="line"><span>export interface CsrInput {</span></span>
<span class="line"><span>  /** The numbers of rows and columns. */</span></span>
<span class="line"><span>  readonly shape: readonly number[];</span></span>
<span class="line"><span>  /** Where rows begin, \`[rows + 1]\`: row i has the entries from \`indptr[i]\` to \`indptr[i + 1] − 1\`. */</span></span>
<span class="line"><span>  readonly indptr: IndexInput;</span></span>
<span class="line"><span>  /** The column of every entry, \`[nnz]\`; ascending within a row. */</span></span>
<span class="line"><span>  readonly indices: IndexInput;</span></span>
<span class="line"><span>  /** The entries, \`[nnz]\`, or \`[B, nnz]\`: a batch has one pattern. */</span></span>
<span class="line"><span>  readonly data: ArrayInput;</span></span>
<span class="line"><span>  /** B, where \`data\` is flat and holds the entries of several matrices. */</span></span>
<span class="line"><span>  readonly batch?: number | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A sparse matrix by compressed columns, as SciPy&#39;s \`csc_matrix\`. */</span></span>
<span class="line"><span>export interface CscInput {</span></span>
<span class="line"><span>  /** The numbers of rows and columns. */</span></span>
<span class="line"><span>  readonly shape: readonly number[];</span></span>
<span class="line"><span>  /** Where columns begin, \`[columns + 1]\`. */</span></span>
<span class="line"><span>  readonly indptr: IndexInput;</span></span>
<span class="line"><span>  /** The row of every entry, \`[nnz]\`; ascending within a column. */</span></span>
<span class="line"><span>  readonly indices: IndexInput;</span></span>
<span class="line"><span>  /** The entries, \`[nnz]\`, or \`[B, nnz]\`. */</span></span>
<span class="line"><span>  readonly data: ArrayInput;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A sparse matrix by triplets, in any order; values in the same place add up. */</span></span>
<span class="line"><span>export interface TripletInput {</span></span>
<span class="line"><span>  /** The numbers of rows and columns. */</span></span>
<span class="line"><span>  readonly shape: readonly number[];</span></span>
<span class="line"><span>  /** The row of every value. */</span></span>
<span class="line"><span>  readonly rows: IndexInput;</span></span>
<span class="line"><span>  /** The column of every value. */</span></span>
<span class="line"><span>  readonly columns: IndexInput;</span></span>
<span class="line"><span>  /** The values, \`[k]\`, or \`[B, k]\`. */</span></span>
<span class="line"><span>  readonly values: ArrayInput;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A sparse matrix as problems take it. Making it with \`sparse.…\` once has its pattern checked, and planned for, once. */</span></span>
<span class="line"><span>export type SparseInput = CsrInput | TripletInput;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The inputs as a user gives them. With n variables, e equalities, m inequalities and batch B: */</span></span>
<span class="line"><span>export interface ProblemInput {</span></span>
<span class="line"><span>  /** Cost matrix: \`[n,n]\` or \`[B,n,n]\`; a diagonal as \`[n]\` or \`{ diagonal }\`, \`[B,1,n]\` too; or sparse; absent = 0. */</span></span>
<span class="line"><span>  readonly Q?: ArrayInput | DiagonalInput | SparseInput | undefined;</span></span>
<span class="line"><span>  /** Linear cost: \`[n]\` or \`[B,n]\`. */</span></span>
<span class="line"><span>  readonly p: ArrayInput;</span></span>
<span class="line"><span>  /** Equality matrix: \`[e,n]\` or \`[B,e,n]\`, or sparse. Rows may be redundant. */</span></span>
<span class="line"><span>  readonly A?: ArrayInput | SparseInput | undefined;</span></span>
<span class="line"><span>  /** Equality right-hand side: \`[e]\` or \`[B,e]\`. */</span></span>
<span class="line"><span>  readonly b?: ArrayInput | undefined;</span></span>
<span class="line"><span>  /** Inequality matrix: \`[m,n]\` or \`[B,m,n]\`, or sparse. */</span></span>
<span class="line"><span>  readonly G?: ArrayInput | SparseInput | undefined;</span></span>
<span class="line"><span>  /** Inequality right-hand side: \`[m]\` or \`[B,m]\`; +Infinity: the row is absent, −Infinity: nothing can meet it. */</span></span>
<span class="line"><span>  readonly h?: ArrayInput | undefined;</span></span>
<span class="line"><span>  /** Lower bounds: a number for all, \`[n]\` or \`[B,n]\`; −Infinity where there is none. */</span></span>
<span class="line"><span>  readonly lower?: ArrayInput | number | undefined;</span></span>
<span class="line"><span>  /** Upper bounds: a number for all, \`[n]\` or \`[B,n]\`; +Infinity where there is none. */</span></span>
<span class="line"><span>  readonly upper?: ArrayInput | number | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Some of the inputs. */</span></span>
<span class="line"><span>export type SomeInputs = { readonly [Name in keyof ProblemInput]?: ProblemInput[Name] | undefined };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The name of an input: \`Q\`, \`p\`, \`A\`, \`b\`, \`G\`, \`h\`, \`lower\` or \`upper\`, as in {@link ProblemInput}. */</span></span>
<span class="line"><span>export type FieldName = &quot;Q&quot; | &quot;p&quot; | &quot;A&quot; | &quot;b&quot; | &quot;G&quot; | &quot;h&quot; | &quot;lower&quot; | &quot;upper&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export const FIELD_NAMES: readonly FieldName[] = [&quot;Q&quot;, &quot;p&quot;, &quot;A&quot;, &quot;b&quot;, &quot;G&quot;, &quot;h&quot;, &quot;lower&quot;, &quot;upper&quot;];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * One checked input: float64, row-major, or the entries of a sparse matrix. Element i of the batch starts at</span></span>
<span class="line"><span> * \`i * stride\`.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export interface Operand {</span></span>
<span class="line"><span>  readonly data: Float64Array;</span></span>
<span class="line"><span>  /** Numbers in one element. */</span></span>
<span class="line"><span>  readonly size: number;</span></span>
<span class="line"><span>  /** 0 when the batch shares this input, otherwise \`size\`. */</span></span>
<span class="line"><span>  readonly stride: number;</span></span>
<span class="line"><span>  /** The shape the user gave, which is also the shape of the gradient; of a sparse matrix that of its entries. */</span></span>
<span class="line"><span>  readonly shape: readonly number[];</span></span>
<span class="line"><span>  /** The first axis of the shape is a batch of one, which a larger batch shares. */</span></span>
<span class="line"><span>  readonly ofOne?: true | undefined;</span></span>
<span class="line"><span>  /** Only of Q: it was given as a diagonal, whatever its shape looks like. */</span></span>
<span class="line"><span>  readonly diagonal?: true | undefined;</span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Set where it is sparse: \`data\` holds the stored entries in the pattern&#39;s order, \`size\` of them per element. That of Q</span></span>
<span class="line"><span>   * is symmetric, and so are the numbers, exactly.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  readonly pattern?: Pattern | undefined;</span></span>
<span class="line"><span>  /** Only of a sparse Q: how the user gave it, where that is not as it is here. */</span></span>
<span class="line"><span>  readonly given?: GivenEntries | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The entries of a matrix as the user gave them, which a checked one holds in another way. */</span></span>
<span class="line"><span>export interface GivenEntries {</span></span>
<span class="line"><span>  readonly pattern: Pattern;</span></span>
<span class="line"><span>  /** Where in the numbers of one element of the operand each of them is. */</span></span>
<span class="line"><span>  readonly places: Int32Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export type QuadraticKind = &quot;zero&quot; | &quot;diagonal&quot; | &quot;dense&quot; | &quot;sparse&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A checked problem: every shape agrees, every number is finite (bounds and h may be infinite). */</span></span>
<span class="line"><span>export interface Problem {</span></span>
<span class="line"><span>  readonly batch: number;</span></span>
<span class="line"><span>  /** Where the elements are in the user&#39;s batch, if this is a part of it. */</span></span>
<span class="line"><span>  readonly positions?: readonly number[] | undefined;</span></span>
<span class="line"><span>  /** Whether any input carried a batch axis; without one, outputs have none either. */</span></span>
<span class="line"><span>  readonly batched: boolean;</span></span>
<span class="line"><span>  readonly variables: number;</span></span>
<span class="line"><span>  readonly equalities: number;</span></span>
<span class="line"><span>  readonly inequalities: number;</span></span>
<span class="line"><span>  readonly quadratic: QuadraticKind;</span></span>
<span class="line"><span>  /** Absent inputs are \`undefined\`; Q is exactly symmetric. */</span></span>
<span class="line"><span>  readonly Q: Operand | undefined;</span></span>
<span class="line"><span>  readonly p: Operand;</span></span>
<span class="line"><span>  readonly A: Operand | undefined;</span></span>
<span class="line"><span>  readonly b: Operand | undefined;</span></span>
<span class="line"><span>  readonly G: Operand | undefined;</span></span>
<span class="line"><span>  readonly h: Operand | undefined;</span></span>
<span class="line"><span>  /** A scalar bound stays one number with shape \`[]\`: read it through {@link boundAt}. */</span></span>
<span class="line"><span>  readonly lower: Operand | undefined;</span></span>
<span class="line"><span>  readonly upper: Operand | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whether all elements have the same Q, A and G. */</span></span>
<span class="line"><span>export function sharesMatrices({ Q, A, G }: Pick&lt;Problem, &quot;Q&quot; | &quot;A&quot; | &quot;G&quot;&gt;): boolean {</span></span>
<span class="line"><span>  return [Q, A, G].every((operand) =&gt; operand === undefined || operand.stride === 0);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The numbers of one element of the batch, without copying. */</span></span>
<span class="line"><span>export function elementOf(operand: Operand, element: number): Float64Array {</span></span>
<span class="line"><span>  const start = element * operand.stride;</span></span>
<span class="line"><span>  return operand.data.subarray(start, start + operand.size);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One bound of one element; \`absent\` where the input was not given. */</span></span>
<span class="line"><span>export function boundAt(</span></span>
<span class="line"><span>  operand: Operand | undefined,</span></span>
<span class="line"><span>  element: number,</span></span>
<span class="line"><span>  index: number,</span></span>
<span class="line"><span>  absent: number,</span></span>
<span class="line"><span>): number {</span></span>
<span class="line"><span>  if (operand === undefined) return absent;</span></span>
<span class="line"><span>  return operand.data[element * operand.stride + (operand.size === 1 ? 0 : index)];</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/problem/problem-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const problemTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  problemTs as default
};
