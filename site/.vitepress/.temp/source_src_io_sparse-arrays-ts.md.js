import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/sparse-arrays.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/sparse-arrays-ts.md","filePath":"site/generated/source/src/io/sparse-arrays-ts.md"}');
const _sfc_main = { name: "source/src/io/sparse-arrays-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srciosparse-arraysts" tabindex="-1"><code>src/io/sparse-arrays.ts</code> <a class="header-anchor" href="#srciosparse-arraysts" aria-label="Permalink to &quot;\`src/io/sparse-arrays.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Sparse matrices as named arrays: \`A.data\`, \`A.indices\`, \`A.indptr\` and \`A.shape\`, as SciPy has them. */</span></span>
<span class="line"><span>import type { SparseMatrix } from &quot;../index.js&quot;;</span></span>
<span class="line"><span>import type { MatrixName } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import { isPartOfSparse, MATRIX_NAMES } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import { readSparse } from &quot;../problem/sparse.js&quot;;</span></span>
<span class="line"><span>import type { ArrayFile, NamedArray } from &quot;./arrays.js&quot;;</span></span>
<span class="line"><span>import { readWhole } from &quot;./arrays.js&quot;;</span></span>
<span class="line"><span>import { fileError } from &quot;./bytes.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The inputs that are sparse in a file.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError where one has parts without entries, or is dense too.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function sparseIn({ name: file, arrays }: ArrayFile): MatrixName[] {</span></span>
<span class="line"><span>  const names = [...arrays.keys()].filter(isPartOfSparse);</span></span>
<span class="line"><span>  const found = MATRIX_NAMES.filter((name) =&gt; names.some((part) =&gt; part.startsWith(\`\${name}.\`)));</span></span>
<span class="line"><span>  for (const name of found) {</span></span>
<span class="line"><span>    for (const part of [&quot;data&quot;, &quot;indices&quot;, &quot;indptr&quot;]) {</span></span>
<span class="line"><span>      if (!arrays.has(\`\${name}.\${part}\`)) {</span></span>
<span class="line"><span>        throw fileError(</span></span>
<span class="line"><span>          file,</span></span>
<span class="line"><span>          \`an array \${name}.\${part}, because there are others of a sparse \${name}\`,</span></span>
<span class="line"><span>          names.join(&quot;, &quot;),</span></span>
<span class="line"><span>          &quot;A sparse matrix is data, indices and indptr, as in SciPy&#39;s csr_matrix.&quot;,</span></span>
<span class="line"><span>        );</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    if (arrays.has(name)) {</span></span>
<span class="line"><span>      const hint = &quot;Leave one of them out.&quot;;</span></span>
<span class="line"><span>      throw fileError(file, \`one \${name}\`, \`\${name} and \${name}.data\`, hint);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return found;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What a file says of the pattern of a sparse matrix. */</span></span>
<span class="line"><span>export interface StoredPattern {</span></span>
<span class="line"><span>  readonly shape: readonly number[];</span></span>
<span class="line"><span>  readonly indptr: Float64Array;</span></span>
<span class="line"><span>  readonly indices: Float64Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @param columns where the file does not say, as SciPy&#39;s files do, what shape it has. */</span></span>
<span class="line"><span>export async function readPattern(</span></span>
<span class="line"><span>  file: ArrayFile,</span></span>
<span class="line"><span>  name: MatrixName,</span></span>
<span class="line"><span>  columns: number,</span></span>
<span class="line"><span>): Promise&lt;StoredPattern&gt; {</span></span>
<span class="line"><span>  const [indptr, indices] = [</span></span>
<span class="line"><span>    (await readWhole(file, \`\${name}.indptr\`)).data,</span></span>
<span class="line"><span>    (await readWhole(file, \`\${name}.indices\`)).data,</span></span>
<span class="line"><span>  ];</span></span>
<span class="line"><span>  const shape = file.arrays.has(\`\${name}.shape\`)</span></span>
<span class="line"><span>    ? Array.from((await readWhole(file, \`\${name}.shape\`)).data)</span></span>
<span class="line"><span>    : [indptr.length - 1, columns];</span></span>
<span class="line"><span>  return { shape, indptr, indices };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A sparse matrix with its numbers. @param columns as {@link readPattern} has it. */</span></span>
<span class="line"><span>export async function readSparseMatrix(</span></span>
<span class="line"><span>  file: ArrayFile,</span></span>
<span class="line"><span>  name: MatrixName,</span></span>
<span class="line"><span>  columns: number,</span></span>
<span class="line"><span>): Promise&lt;SparseMatrix&gt; {</span></span>
<span class="line"><span>  const data = await readWhole(file, \`\${name}.data\`);</span></span>
<span class="line"><span>  const pattern = await readPattern(file, name, columns);</span></span>
<span class="line"><span>  return readSparse(\`\${file.name}: \${name}\`, { ...pattern, data });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Adds the parts of a matrix to \`arrays\`, and to \`rows\` those with a row per element. */</span></span>
<span class="line"><span>export function addSparseArrays(</span></span>
<span class="line"><span>  name: string,</span></span>
<span class="line"><span>  matrix: SparseMatrix,</span></span>
<span class="line"><span>  arrays: Record&lt;string, NamedArray&gt;,</span></span>
<span class="line"><span>  rows: string[],</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  const { data, indices, indptr, shape, batch } = matrix;</span></span>
<span class="line"><span>  const nnz = indices.length;</span></span>
<span class="line"><span>  arrays[\`\${name}.data\`] = { data, shape: batch === undefined ? [nnz] : [batch, nnz] };</span></span>
<span class="line"><span>  arrays[\`\${name}.indices\`] = { data: indices, shape: [nnz] };</span></span>
<span class="line"><span>  arrays[\`\${name}.indptr\`] = { data: indptr, shape: [indptr.length] };</span></span>
<span class="line"><span>  arrays[\`\${name}.shape\`] = { data: Int32Array.from(shape), shape: [2] };</span></span>
<span class="line"><span>  if (batch !== undefined) rows.push(\`\${name}.data\`);</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/sparse-arrays-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const sparseArraysTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  sparseArraysTs as default
};
