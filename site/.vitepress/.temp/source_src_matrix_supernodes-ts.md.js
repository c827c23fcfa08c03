import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/matrix/supernodes.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/matrix/supernodes-ts.md","filePath":"site/generated/source/src/matrix/supernodes-ts.md"}');
const _sfc_main = { name: "source/src/matrix/supernodes-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmatrixsupernodests" tabindex="-1"><code>src/matrix/supernodes.ts</code> <a class="header-anchor" href="#srcmatrixsupernodests" aria-label="Permalink to &quot;\`src/matrix/supernodes.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * Supernodes: columns that follow each other and whose factors have entries in nearly the same rows, which are kept</span></span>
<span class="line"><span> * and worked on as one dense block. Where a few zeros more make larger blocks, they are taken along.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Sources: Liu, Ng &amp; Peyton 1993, On finding supernodes for sparse matrix computations; Ashcraft &amp; Grimes 1989, The</span></span>
<span class="line"><span> * influence of relaxed supernode partitions on the multifrontal method.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { LowerColumns } from &quot;./elimination-tree.js&quot;;</span></span>
<span class="line"><span>import { columnsOfRows } from &quot;./elimination-tree.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Supernodes in postorder; supernode s has the columns \`first[s]\` … \`first[s + 1] − 1\`. */</span></span>
<span class="line"><span>export interface Supernodes {</span></span>
<span class="line"><span>  readonly count: number;</span></span>
<span class="line"><span>  readonly first: Int32Array;</span></span>
<span class="line"><span>  /** Of each column. */</span></span>
<span class="line"><span>  readonly ofColumn: Int32Array;</span></span>
<span class="line"><span>  /** The supernode that has the first row below s, −1 for a root; it is larger than s. */</span></span>
<span class="line"><span>  readonly parent: Int32Array;</span></span>
<span class="line"><span>  /** Rows below the columns of s: \`row[rowStart[s]]\` … \`row[rowStart[s + 1] − 1]\`, ascending. */</span></span>
<span class="line"><span>  readonly rowStart: Int32Array;</span></span>
<span class="line"><span>  readonly row: Int32Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * @param parent, count of the columns, which are numbered in postorder.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function findSupernodes(columns: LowerColumns, parent: Int32Array, count: Int32Array): Supernodes {</span></span>
<span class="line"><span>  const first = relax(fundamental(parent, count), parent, count);</span></span>
<span class="line"><span>  return withRows(columns, parent, count, first);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** First columns of supernodes without zeros, and the end. */</span></span>
<span class="line"><span>function fundamental(parent: Int32Array, count: Int32Array): Int32Array {</span></span>
<span class="line"><span>  const size = parent.length;</span></span>
<span class="line"><span>  const first: number[] = [];</span></span>
<span class="line"><span>  for (let j = 0; j &lt; size; j++) {</span></span>
<span class="line"><span>    if (j === 0 || parent[j - 1] !== j || count[j - 1] !== count[j] + 1) first.push(j);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return Int32Array.from([...first, size]);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Supernodes of at most so many columns may have such a part of zeros. */</span></span>
<span class="line"><span>const ALLOWED_ZEROS: readonly { readonly columns: number; readonly part: number }[] = [</span></span>
<span class="line"><span>  { columns: 4, part: 0.25 },</span></span>
<span class="line"><span>  { columns: 16, part: 0.2 },</span></span>
<span class="line"><span>  { columns: 48, part: 0.1 },</span></span>
<span class="line"><span>  { columns: Infinity, part: 0.05 },</span></span>
<span class="line"><span>];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Joins supernodes to their parent where that follows them, from the last one to the first. */</span></span>
<span class="line"><span>function relax(first: Int32Array, parent: Int32Array, count: Int32Array): Int32Array {</span></span>
<span class="line"><span>  const supernodes = first.length - 1;</span></span>
<span class="line"><span>  // Of the joined supernode that begins with the one after s: its columns, rows and zeros.</span></span>
<span class="line"><span>  let columns = 0;</span></span>
<span class="line"><span>  let rows = 0;</span></span>
<span class="line"><span>  let zeros = 0;</span></span>
<span class="line"><span>  const kept: number[] = [parent.length];</span></span>
<span class="line"><span>  for (let s = supernodes - 1; s &gt;= 0; s--) {</span></span>
<span class="line"><span>    const own = first[s + 1] - first[s];</span></span>
<span class="line"><span>    const ownRows = count[first[s]];</span></span>
<span class="line"><span>    const joins =</span></span>
<span class="line"><span>      s &lt; supernodes - 1 &amp;&amp; parent[first[s + 1] - 1] &gt;= 0 &amp;&amp; parent[first[s + 1] - 1] &lt; kept[kept.length - 2];</span></span>
<span class="line"><span>    const joinedZeros = zeros + own * (rows + own - ownRows);</span></span>
<span class="line"><span>    const width = own + columns;</span></span>
<span class="line"><span>    const entries = (width * (width + 1)) / 2 + width * (rows - columns);</span></span>
<span class="line"><span>    if (joins &amp;&amp; isAllowed(width, joinedZeros / entries)) {</span></span>
<span class="line"><span>      columns = width;</span></span>
<span class="line"><span>      rows += own;</span></span>
<span class="line"><span>      zeros = joinedZeros;</span></span>
<span class="line"><span>      kept[kept.length - 1] = first[s];</span></span>
<span class="line"><span>    } else {</span></span>
<span class="line"><span>      columns = own;</span></span>
<span class="line"><span>      rows = ownRows;</span></span>
<span class="line"><span>      zeros = 0;</span></span>
<span class="line"><span>      kept.push(first[s]);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return Int32Array.from(kept.reverse());</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function isAllowed(columns: number, zeros: number): boolean {</span></span>
<span class="line"><span>  return ALLOWED_ZEROS.some((limit) =&gt; columns &lt;= limit.columns &amp;&amp; zeros &lt;= limit.part);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function withRows(</span></span>
<span class="line"><span>  columns: LowerColumns,</span></span>
<span class="line"><span>  parent: Int32Array,</span></span>
<span class="line"><span>  columnCount: Int32Array,</span></span>
<span class="line"><span>  first: Int32Array,</span></span>
<span class="line"><span>): Supernodes {</span></span>
<span class="line"><span>  const size = parent.length;</span></span>
<span class="line"><span>  const count = first.length - 1;</span></span>
<span class="line"><span>  const ofColumn = new Int32Array(size);</span></span>
<span class="line"><span>  for (let s = 0; s &lt; count; s++) ofColumn.fill(s, first[s], first[s + 1]);</span></span>
<span class="line"><span>  const above = new Int32Array(count).fill(-1);</span></span>
<span class="line"><span>  const rowStart = new Int32Array(count + 1);</span></span>
<span class="line"><span>  for (let s = 0; s &lt; count; s++) {</span></span>
<span class="line"><span>    const last = first[s + 1] - 1;</span></span>
<span class="line"><span>    // All columns of s have the rows of its last one, and that one has all that lie below.</span></span>
<span class="line"><span>    rowStart[s + 1] = rowStart[s] + columnCount[last] - 1;</span></span>
<span class="line"><span>    if (parent[last] &gt;= 0) above[s] = ofColumn[parent[last]];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const row = new Int32Array(rowStart[count]);</span></span>
<span class="line"><span>  const next = rowStart.slice(0, count);</span></span>
<span class="line"><span>  const seen = new Int32Array(count).fill(-1);</span></span>
<span class="line"><span>  const byRow = columnsOfRows(columns);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; size; i++) {</span></span>
<span class="line"><span>    const own = ofColumn[i];</span></span>
<span class="line"><span>    for (let t = byRow.start[i]; t &lt; byRow.start[i + 1]; t++) {</span></span>
<span class="line"><span>      // Row i has entries in the supernodes on the path from that of the column up to its own.</span></span>
<span class="line"><span>      for (let s = ofColumn[byRow.column[t]]; s &lt; own &amp;&amp; seen[s] !== i; s = above[s]) {</span></span>
<span class="line"><span>        seen[s] = i;</span></span>
<span class="line"><span>        row[next[s]++] = i;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { count, first, ofColumn, parent: above, rowStart, row };</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/matrix/supernodes-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const supernodesTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  supernodesTs as default
};
