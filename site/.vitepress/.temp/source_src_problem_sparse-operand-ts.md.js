import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/problem/sparse-operand.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/problem/sparse-operand-ts.md","filePath":"site/generated/source/src/problem/sparse-operand-ts.md"}');
const _sfc_main = { name: "source/src/problem/sparse-operand-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcproblemsparse-operandts" tabindex="-1"><code>src/problem/sparse-operand.ts</code> <a class="header-anchor" href="#srcproblemsparse-operandts" aria-label="Permalink to &quot;\`src/problem/sparse-operand.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** From sparse matrices to the operands of a problem, and the checks of their numbers. */</span></span>
<span class="line"><span>import { rowOfEntry, symmetricPattern } from &quot;../matrix/pattern.js&quot;;</span></span>
<span class="line"><span>import { OptNetError, firstNonFinite, formatShape } from &quot;./errors.js&quot;;</span></span>
<span class="line"><span>import type { Memory } from &quot;./memory.js&quot;;</span></span>
<span class="line"><span>import { ordinary } from &quot;./memory.js&quot;;</span></span>
<span class="line"><span>import type { FieldName, Operand, SparseInput } from &quot;./problem.js&quot;;</span></span>
<span class="line"><span>import { patternInside } from &quot;./sparse-matrix.js&quot;;</span></span>
<span class="line"><span>import { readSparse } from &quot;./sparse.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** An operand whose batch axis is known, and whose numbers are not checked yet. */</span></span>
<span class="line"><span>export interface ShapedSparse extends Operand {</span></span>
<span class="line"><span>  readonly batch: number | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * A sparse Q, A or G.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError where its shape does not fit the variables.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function shapeSparse(</span></span>
<span class="line"><span>  field: FieldName,</span></span>
<span class="line"><span>  input: SparseInput,</span></span>
<span class="line"><span>  n: number,</span></span>
<span class="line"><span>  memory: Memory = ordinary,</span></span>
<span class="line"><span>): ShapedSparse {</span></span>
<span class="line"><span>  const given = shapeGiven(field, input, n);</span></span>
<span class="line"><span>  if (field === &quot;Q&quot;) {</span></span>
<span class="line"><span>    const symmetric = symmetricOperand(given, n, memory);</span></span>
<span class="line"><span>    if (symmetric) return symmetric;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  // A copy whatever the memory: the matrix may serve again.</span></span>
<span class="line"><span>  const data = memory.allocate(given.data.length);</span></span>
<span class="line"><span>  data.set(given.data);</span></span>
<span class="line"><span>  return { ...given, data };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** As it was given; its numbers are still the user&#39;s. */</span></span>
<span class="line"><span>function shapeGiven(field: FieldName, input: SparseInput, n: number): ShapedSparse {</span></span>
<span class="line"><span>  const matrix = readSparse(field, input);</span></span>
<span class="line"><span>  const pattern = patternInside(matrix)!;</span></span>
<span class="line"><span>  const square = field === &quot;Q&quot;;</span></span>
<span class="line"><span>  if (pattern.columns !== n || (square &amp;&amp; pattern.rows !== n)) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field,</span></span>
<span class="line"><span>      expected: \`\${formatShape([square ? n : &quot;rows&quot;, n])}, for the \${n} variables of p\`,</span></span>
<span class="line"><span>      got: \`a sparse matrix of shape \${formatShape([pattern.rows, pattern.columns])}\`,</span></span>
<span class="line"><span>      hint: square</span></span>
<span class="line"><span>        ? &quot;Q has a row and a column for each variable.&quot;</span></span>
<span class="line"><span>        : \`\${field} has one column for each variable.\`,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const { batch } = matrix;</span></span>
<span class="line"><span>  const size = pattern.index.length;</span></span>
<span class="line"><span>  if (matrix.data.length !== size * (batch ?? 1)) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: \`\${field}.data\`,</span></span>
<span class="line"><span>      expected: &quot;an array whose memory is there&quot;,</span></span>
<span class="line"><span>      got: &quot;the entries of a sparse matrix on memory that was transferred away&quot;,</span></span>
<span class="line"><span>      hint: &quot;A transferred ArrayBuffer belongs to its receiver: transfer a copy.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const shape = batch === undefined ? [size] : [batch, size];</span></span>
<span class="line"><span>  const stride = batch === undefined ? 0 : size;</span></span>
<span class="line"><span>  return { data: matrix.data, size, stride, shape, pattern, batch };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Q by a symmetric pattern; a diagonal one by its diagonal. Numbers that are not stored are 0, also where their mirror</span></span>
<span class="line"><span> * image is stored: whether that is symmetric shows when numbers are checked.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @returns undefined where Q is given in that way.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>function symmetricOperand(Q: ShapedSparse, n: number, memory: Memory): ShapedSparse | undefined {</span></span>
<span class="line"><span>  const given = Q.pattern!;</span></span>
<span class="line"><span>  const whole = symmetricPattern(given);</span></span>
<span class="line"><span>  if (!whole.diagonal &amp;&amp; whole.pattern === given) return undefined;</span></span>
<span class="line"><span>  const places = whole.diagonal ? given.index : whole.places;</span></span>
<span class="line"><span>  const size = whole.diagonal ? n : whole.pattern.index.length;</span></span>
<span class="line"><span>  const elements = Q.batch ?? 1;</span></span>
<span class="line"><span>  const data = memory.allocate(elements * size).fill(0);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; elements; i++) {</span></span>
<span class="line"><span>    for (let k = 0; k &lt; places.length; k++) data[i * size + places[k]] = Q.data[i * Q.size + k];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    data,</span></span>
<span class="line"><span>    size,</span></span>
<span class="line"><span>    stride: Q.batch === undefined ? 0 : size,</span></span>
<span class="line"><span>    shape: Q.batch === undefined ? [size] : [Q.batch, size],</span></span>
<span class="line"><span>    batch: Q.batch,</span></span>
<span class="line"><span>    given: { pattern: given, places },</span></span>
<span class="line"><span>    ...(whole.diagonal ? { diagonal: true as const } : { pattern: whole.pattern }),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Which entry of a sparse operand a number is: \`A[3][2,5] (element 3, row 2, column 5, entry 7)\`. */</span></span>
<span class="line"><span>export function sparsePosition(field: string, operand: Operand, batched: boolean, at: number): string {</span></span>
<span class="line"><span>  const pattern = operand.pattern!;</span></span>
<span class="line"><span>  const element = Math.floor(at / operand.size);</span></span>
<span class="line"><span>  const entry = at - element * operand.size;</span></span>
<span class="line"><span>  const row = rowOfEntry(pattern, entry);</span></span>
<span class="line"><span>  const column = pattern.index[entry];</span></span>
<span class="line"><span>  const name = \`\${field}\${batched ? \`[\${element}]\` : &quot;&quot;}[\${row},\${column}]\`;</span></span>
<span class="line"><span>  return \`\${name} (\${batched ? \`element \${element}, \` : &quot;&quot;}row \${row}, column \${column}, entry \${entry})\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError naming the first entry that is NaN or infinite. */</span></span>
<span class="line"><span>export function requireFiniteEntries(field: string, operand: Operand, batched: boolean): void {</span></span>
<span class="line"><span>  const at = firstNonFinite(operand.data);</span></span>
<span class="line"><span>  if (at &lt; 0) return;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: &quot;finite numbers&quot;,</span></span>
<span class="line"><span>    got: \`\${operand.data[at]} at \${sparsePosition(field, operand, batched, at)}\`,</span></span>
<span class="line"><span>    hint: &quot;Look for a division by zero, an overflow or a missing value where this number comes from.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/problem/sparse-operand-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const sparseOperandTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  sparseOperandTs as default
};
