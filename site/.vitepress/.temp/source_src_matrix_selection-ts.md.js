import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/matrix/selection.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/matrix/selection-ts.md","filePath":"site/generated/source/src/matrix/selection-ts.md"}');
const _sfc_main = { name: "source/src/matrix/selection-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmatrixselectionts" tabindex="-1"><code>src/matrix/selection.ts</code> <a class="header-anchor" href="#srcmatrixselectionts" aria-label="Permalink to &quot;\`src/matrix/selection.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Parts of sparse matrices: some rows, some columns, rows below each other. */</span></span>
<span class="line"><span>import type { DenseMatrix, Matrix, SparseRowsMatrix } from &quot;./operator.js&quot;;</span></span>
<span class="line"><span>import { columnAt, denseMatrix, denseRow, firstOf, lastOf, shiftOf, sparseMatrixOf } from &quot;./operator.js&quot;;</span></span>
<span class="line"><span>import type { Pattern } from &quot;./pattern.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Entries whose row and column are both among some: as a pattern over these, and which of the entries they are. */</span></span>
<span class="line"><span>export interface SelectedEntries {</span></span>
<span class="line"><span>  readonly pattern: Pattern;</span></span>
<span class="line"><span>  readonly entries: Int32Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The part of a pattern in these rows and columns, both ascending.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param rows all of them where undefined.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function selectEntries(</span></span>
<span class="line"><span>  pattern: Pattern,</span></span>
<span class="line"><span>  rows: ArrayLike&lt;number&gt; | undefined,</span></span>
<span class="line"><span>  columns: ArrayLike&lt;number&gt;,</span></span>
<span class="line"><span>): SelectedEntries {</span></span>
<span class="line"><span>  const place = new Int32Array(pattern.columns).fill(-1);</span></span>
<span class="line"><span>  for (let j = 0; j &lt; columns.length; j++) place[columns[j]] = j;</span></span>
<span class="line"><span>  const count = rows?.length ?? pattern.rows;</span></span>
<span class="line"><span>  const start = new Int32Array(count + 1);</span></span>
<span class="line"><span>  const entries: number[] = [];</span></span>
<span class="line"><span>  for (let i = 0; i &lt; count; i++) {</span></span>
<span class="line"><span>    const row = rows ? rows[i] : i;</span></span>
<span class="line"><span>    for (let k = pattern.start[row]; k &lt; pattern.start[row + 1]; k++) {</span></span>
<span class="line"><span>      if (place[pattern.index[k]] &gt;= 0) entries.push(k);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    start[i + 1] = entries.length;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    pattern: {</span></span>
<span class="line"><span>      ...{ rows: count, columns: columns.length, start },</span></span>
<span class="line"><span>      index: Int32Array.from(entries, (k) =&gt; place[pattern.index[k]]),</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>    entries: Int32Array.from(entries),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The latest selections of a pattern, so that equal ones are recognised. */</span></span>
<span class="line"><span>const recent = new WeakMap&lt;Pattern, Map&lt;string, SelectedEntries&gt;&gt;();</span></span>
<span class="line"><span>const MOST_RECENT = 8;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The part of a pattern in these rows, ascending; the same for the same rows. */</span></span>
<span class="line"><span>export function entriesOfRows(pattern: Pattern, rows: readonly number[]): SelectedEntries {</span></span>
<span class="line"><span>  const known = recent.get(pattern) ?? new Map&lt;string, SelectedEntries&gt;();</span></span>
<span class="line"><span>  recent.set(pattern, known);</span></span>
<span class="line"><span>  const key = rows.join();</span></span>
<span class="line"><span>  let part = known.get(key);</span></span>
<span class="line"><span>  if (part === undefined) {</span></span>
<span class="line"><span>    const columns = Int32Array.from({ length: pattern.columns }, (_, j) =&gt; j);</span></span>
<span class="line"><span>    part = selectEntries(pattern, rows, columns);</span></span>
<span class="line"><span>    if (known.size &gt;= MOST_RECENT) known.delete(known.keys().next().value!);</span></span>
<span class="line"><span>    known.set(key, part);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return part;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Some rows of a matrix. */</span></span>
<span class="line"><span>export interface RowsOf {</span></span>
<span class="line"><span>  readonly matrix: Matrix;</span></span>
<span class="line"><span>  readonly rows: readonly number[];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** These rows below each other: dense where all are, and else sparse. */</span></span>
<span class="line"><span>export function stackRows(parts: readonly RowsOf[], columns: number): DenseMatrix | SparseRowsMatrix {</span></span>
<span class="line"><span>  const count = parts.reduce((sum, { rows }) =&gt; sum + rows.length, 0);</span></span>
<span class="line"><span>  if (parts.every(({ matrix }) =&gt; matrix.kind === &quot;dense&quot;)) {</span></span>
<span class="line"><span>    const value = new Float64Array(count * columns);</span></span>
<span class="line"><span>    let at = 0;</span></span>
<span class="line"><span>    for (const { matrix, rows } of parts) {</span></span>
<span class="line"><span>      for (const row of rows) value.set(denseRow(matrix, row), columns * at++);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return denseMatrix(value, count, columns);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const start = new Int32Array(count + 1);</span></span>
<span class="line"><span>  const index: number[] = [];</span></span>
<span class="line"><span>  const value: number[] = [];</span></span>
<span class="line"><span>  let at = 0;</span></span>
<span class="line"><span>  for (const { matrix, rows } of parts) {</span></span>
<span class="line"><span>    for (const row of rows) {</span></span>
<span class="line"><span>      const last = lastOf(matrix, row);</span></span>
<span class="line"><span>      const shift = shiftOf(matrix, row);</span></span>
<span class="line"><span>      for (let k = firstOf(matrix, row); k &lt; last; k++) {</span></span>
<span class="line"><span>        index.push(columnAt(matrix, k, shift));</span></span>
<span class="line"><span>        value.push(matrix.value[k]);</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      start[++at] = index.length;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const pattern = { rows: count, columns, start, index: Int32Array.from(index) };</span></span>
<span class="line"><span>  return sparseMatrixOf(pattern, Float64Array.from(value));</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/matrix/selection-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const selectionTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  selectionTs as default
};
