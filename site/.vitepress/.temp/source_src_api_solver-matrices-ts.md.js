import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/api/solver-matrices.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/api/solver-matrices-ts.md","filePath":"site/generated/source/src/api/solver-matrices-ts.md"}');
const _sfc_main = { name: "source/src/api/solver-matrices-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcapisolver-matricests" tabindex="-1"><code>src/api/solver-matrices.ts</code> <a class="header-anchor" href="#srcapisolver-matricests" aria-label="Permalink to &quot;\`src/api/solver-matrices.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Sparse matrices of a QpSolver: their patterns are read once, and every call keeps them. */</span></span>
<span class="line"><span>import { rowOfEntry, samePattern } from &quot;../matrix/pattern.js&quot;;</span></span>
<span class="line"><span>import type { Pattern } from &quot;../matrix/pattern.js&quot;;</span></span>
<span class="line"><span>import { OptNetError, formatShape } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import { MATRIX_NAMES } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import type { ArrayInput, SomeInputs } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import type { SparseMatrix } from &quot;../problem/sparse-matrix.js&quot;;</span></span>
<span class="line"><span>import { patternInside, readEntries, sparseMatrix } from &quot;../problem/sparse-matrix.js&quot;;</span></span>
<span class="line"><span>import { isSparseInput, readSparse } from &quot;../problem/sparse.js&quot;;</span></span>
<span class="line"><span>import type { GivenFields } from &quot;../problem/validate.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The entries of a sparse matrix whose pattern is known. */</span></span>
<span class="line"><span>export interface EntriesInput {</span></span>
<span class="line"><span>  /** \`[nnz]\`, in the order of the matrix&#39;s \`indices\`, or \`[B, nnz]\`. */</span></span>
<span class="line"><span>  readonly data: ArrayInput;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The inputs with all sparse matrices as ones whose pattern is checked and can be recognised. */</span></span>
<span class="line"><span>export function withSparseMatrices&lt;Inputs extends GivenFields&gt;(inputs: Inputs): Inputs {</span></span>
<span class="line"><span>  const read = { ...inputs } as { -readonly [Name in keyof GivenFields]: unknown };</span></span>
<span class="line"><span>  for (const name of MATRIX_NAMES) {</span></span>
<span class="line"><span>    const value = inputs[name];</span></span>
<span class="line"><span>    if (isSparseInput(value)) read[name] = readSparse(name, value);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return read as Inputs;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What sparse matrices say of the sizes; 0 rows where there is none. */</span></span>
<span class="line"><span>export function sparseSizes({ Q, A, G }: GivenFields) {</span></span>
<span class="line"><span>  const [ofQ, ofA, ofG] = [Q, A, G].map(patternInside);</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    variables: (ofQ ?? ofA ?? ofG)?.columns,</span></span>
<span class="line"><span>    equalities: ofA?.rows ?? 0,</span></span>
<span class="line"><span>    inequalities: ofG?.rows ?? 0,</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The values of a call, where a matrix that is sparse in the solver has its pattern.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError for another pattern, and for entries alone where the solver has no pattern for them.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function valuesOnPatterns(values: GivenFields, constants: SomeInputs): SomeInputs {</span></span>
<span class="line"><span>  let changed: Record&lt;string, unknown&gt; | undefined;</span></span>
<span class="line"><span>  for (const name of MATRIX_NAMES) {</span></span>
<span class="line"><span>    const value = values[name];</span></span>
<span class="line"><span>    const entries = entriesIn(value);</span></span>
<span class="line"><span>    if (entries === undefined &amp;&amp; !isSparseInput(value)) continue;</span></span>
<span class="line"><span>    const own = constants[name];</span></span>
<span class="line"><span>    const pattern = patternInside(own);</span></span>
<span class="line"><span>    changed ??= { ...values };</span></span>
<span class="line"><span>    changed[name] =</span></span>
<span class="line"><span>      entries === undefined ? onPattern(name, value, pattern) : withEntries(name, entries, pattern);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return changed ?? (values as SomeInputs);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What is in \`{ data }\`; undefined for everything else. */</span></span>
<span class="line"><span>function entriesIn(value: unknown): ArrayInput | undefined {</span></span>
<span class="line"><span>  if (typeof value !== &quot;object&quot; || value === null || Array.isArray(value)) return undefined;</span></span>
<span class="line"><span>  const keys = Object.keys(value);</span></span>
<span class="line"><span>  return keys.length === 1 &amp;&amp; keys[0] === &quot;data&quot; ? (value as EntriesInput).data : undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function withEntries(name: string, entries: ArrayInput, pattern: Pattern | undefined): SparseMatrix {</span></span>
<span class="line"><span>  if (pattern) return sparseMatrix(pattern, readEntries(\`\${name}.data\`, entries, pattern));</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: name,</span></span>
<span class="line"><span>    expected: \`a matrix, because the solver was not made with a sparse \${name}\`,</span></span>
<span class="line"><span>    got: &quot;{ data } alone&quot;,</span></span>
<span class="line"><span>    hint: \`new QpSolver({ \${name} }) with a sparse matrix gives data a pattern.\`,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function onPattern(name: string, value: unknown, pattern: Pattern | undefined): SparseMatrix {</span></span>
<span class="line"><span>  const matrix = readSparse(name, value as Parameters&lt;typeof readSparse&gt;[1]);</span></span>
<span class="line"><span>  const given = patternInside(matrix)!;</span></span>
<span class="line"><span>  if (pattern === undefined || pattern === given) return matrix;</span></span>
<span class="line"><span>  if (samePattern(given, pattern)) return sparseMatrix(pattern, matrix);</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: name,</span></span>
<span class="line"><span>    expected: \`the pattern of the solver&#39;s own \${name}, \${formatShape([pattern.rows, pattern.columns])}\`,</span></span>
<span class="line"><span>    got: differenceOf(given, pattern),</span></span>
<span class="line"><span>    hint: \`Pass \${name}.withData(values), storing zeros where entries may come; or make another QpSolver.\`,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** In what two patterns differ. */</span></span>
<span class="line"><span>function differenceOf(given: Pattern, own: Pattern): string {</span></span>
<span class="line"><span>  if (given.rows !== own.rows || given.columns !== own.columns) {</span></span>
<span class="line"><span>    return \`a matrix of shape \${formatShape([given.rows, given.columns])}\`;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const name = (pattern: Pattern, k: number): string =&gt; \`[\${rowOfEntry(pattern, k)},\${pattern.index[k]}]\`;</span></span>
<span class="line"><span>  const [count, ownCount] = [given.index.length, own.index.length];</span></span>
<span class="line"><span>  for (let k = 0; k &lt; Math.min(count, ownCount); k++) {</span></span>
<span class="line"><span>    const [here, there] = [name(given, k), name(own, k)];</span></span>
<span class="line"><span>    if (here !== there) return \`an entry at \${here} where the solver&#39;s own has one at \${there}\`;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return count &lt; ownCount</span></span>
<span class="line"><span>    ? \`none at \${name(own, count)}, where the solver&#39;s own has an entry\`</span></span>
<span class="line"><span>    : \`an entry at \${name(given, ownCount)}, where the solver&#39;s own has none\`;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/api/solver-matrices-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const solverMatricesTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  solverMatricesTs as default
};
