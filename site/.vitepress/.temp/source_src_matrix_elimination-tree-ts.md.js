import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/matrix/elimination-tree.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/matrix/elimination-tree-ts.md","filePath":"site/generated/source/src/matrix/elimination-tree-ts.md"}');
const _sfc_main = { name: "source/src/matrix/elimination-tree-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmatrixelimination-treets" tabindex="-1"><code>src/matrix/elimination-tree.ts</code> <a class="header-anchor" href="#srcmatrixelimination-treets" aria-label="Permalink to &quot;\`src/matrix/elimination-tree.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * The elimination tree of a sparse symmetric matrix, and how many entries each column of its factor has: found from</span></span>
<span class="line"><span> * the pattern in time nearly proportional to its entries, without the pattern of the factor.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * The parent of a column is the first row below the diagonal in which its factor has an entry. Column j changes only</span></span>
<span class="line"><span> * columns above it in the tree, so that a column and all below it (in the tree) can be numbered one after the other.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Sources: Liu 1990, The role of elimination trees in sparse factorization; Gilbert, Ng &amp; Peyton 1994, An efficient</span></span>
<span class="line"><span> * algorithm to compute row and column counts for sparse Cholesky factorization.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { Pattern } from &quot;./pattern.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The strictly lower triangle by columns: rows of column j, ascending, and the entry of the pattern that each is. */</span></span>
<span class="line"><span>export interface LowerColumns {</span></span>
<span class="line"><span>  readonly size: number;</span></span>
<span class="line"><span>  readonly start: Int32Array;</span></span>
<span class="line"><span>  readonly row: Int32Array;</span></span>
<span class="line"><span>  readonly entry: Int32Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The entries of a symmetric matrix below the diagonal, when unknown i is at \`place[i]\`. */</span></span>
<span class="line"><span>export function lowerColumns({ rows: size, start, index }: Pattern, place: Int32Array): LowerColumns {</span></span>
<span class="line"><span>  // Twice sorted by counting: by rows, then by columns, which leaves the rows of a column ascending.</span></span>
<span class="line"><span>  const inRow = new Int32Array(size + 1);</span></span>
<span class="line"><span>  const inColumn = new Int32Array(size + 1);</span></span>
<span class="line"><span>  let count = 0;</span></span>
<span class="line"><span>  for (let i = 0; i &lt; size; i++) {</span></span>
<span class="line"><span>    for (let k = start[i]; k &lt; start[i + 1]; k++) {</span></span>
<span class="line"><span>      if (index[k] === i) continue;</span></span>
<span class="line"><span>      const a = place[i];</span></span>
<span class="line"><span>      const b = place[index[k]];</span></span>
<span class="line"><span>      inRow[(a &gt; b ? a : b) + 1]++;</span></span>
<span class="line"><span>      inColumn[(a &gt; b ? b : a) + 1]++;</span></span>
<span class="line"><span>      count++;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  for (let i = 0; i &lt; size; i++) {</span></span>
<span class="line"><span>    inRow[i + 1] += inRow[i];</span></span>
<span class="line"><span>    inColumn[i + 1] += inColumn[i];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const byRow = new Int32Array(count);</span></span>
<span class="line"><span>  const columnOf = new Int32Array(count);</span></span>
<span class="line"><span>  const nextInRow = inRow.slice();</span></span>
<span class="line"><span>  for (let i = 0; i &lt; size; i++) {</span></span>
<span class="line"><span>    for (let k = start[i]; k &lt; start[i + 1]; k++) {</span></span>
<span class="line"><span>      if (index[k] === i) continue;</span></span>
<span class="line"><span>      const a = place[i];</span></span>
<span class="line"><span>      const b = place[index[k]];</span></span>
<span class="line"><span>      const at = nextInRow[a &gt; b ? a : b]++;</span></span>
<span class="line"><span>      byRow[at] = k;</span></span>
<span class="line"><span>      columnOf[at] = a &gt; b ? b : a;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const row = new Int32Array(count);</span></span>
<span class="line"><span>  const entry = new Int32Array(count);</span></span>
<span class="line"><span>  const nextInColumn = inColumn.slice();</span></span>
<span class="line"><span>  for (let i = 0; i &lt; size; i++) {</span></span>
<span class="line"><span>    for (let t = inRow[i]; t &lt; inRow[i + 1]; t++) {</span></span>
<span class="line"><span>      const at = nextInColumn[columnOf[t]]++;</span></span>
<span class="line"><span>      row[at] = i;</span></span>
<span class="line"><span>      entry[at] = byRow[t];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { size, start: inColumn, row, entry };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The columns of each row, ascending: those of row i are \`column[start[i]]\` … \`column[start[i + 1] − 1]\`. */</span></span>
<span class="line"><span>export function columnsOfRows({ size, start, row }: LowerColumns): {</span></span>
<span class="line"><span>  readonly start: Int32Array;</span></span>
<span class="line"><span>  readonly column: Int32Array;</span></span>
<span class="line"><span>} {</span></span>
<span class="line"><span>  const rowStart = new Int32Array(size + 1);</span></span>
<span class="line"><span>  for (const i of row) rowStart[i + 1]++;</span></span>
<span class="line"><span>  for (let i = 0; i &lt; size; i++) rowStart[i + 1] += rowStart[i];</span></span>
<span class="line"><span>  const column = new Int32Array(row.length);</span></span>
<span class="line"><span>  const next = rowStart.slice();</span></span>
<span class="line"><span>  for (let j = 0; j &lt; size; j++) for (let t = start[j]; t &lt; start[j + 1]; t++) column[next[row[t]]++] = j;</span></span>
<span class="line"><span>  return { start: rowStart, column };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The parent of every column, −1 for a root. */</span></span>
<span class="line"><span>export function eliminationTree(columns: LowerColumns): Int32Array {</span></span>
<span class="line"><span>  const { size } = columns;</span></span>
<span class="line"><span>  const parent = new Int32Array(size).fill(-1);</span></span>
<span class="line"><span>  // Column j of row i is below i in the tree, and so is the highest ancestor of j that is known.</span></span>
<span class="line"><span>  const { start, column } = columnsOfRows(columns);</span></span>
<span class="line"><span>  const shortcut = new Int32Array(size).fill(-1);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; size; i++) {</span></span>
<span class="line"><span>    for (let t = start[i]; t &lt; start[i + 1]; t++) {</span></span>
<span class="line"><span>      let j = column[t];</span></span>
<span class="line"><span>      while (j &gt;= 0 &amp;&amp; j &lt; i) {</span></span>
<span class="line"><span>        const above = shortcut[j];</span></span>
<span class="line"><span>        shortcut[j] = i;</span></span>
<span class="line"><span>        if (above &lt; 0) parent[j] = i;</span></span>
<span class="line"><span>        j = above;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return parent;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Nodes of a forest, children before their parent and every subtree in one piece. Given sizes, the largest of siblings</span></span>
<span class="line"><span> * comes last: right before its parent.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param parent of every node, larger than the node itself; −1 for a root.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function postorder(parent: Int32Array, size?: Int32Array): Int32Array {</span></span>
<span class="line"><span>  const count = parent.length;</span></span>
<span class="line"><span>  const firstChild = new Int32Array(count + 1).fill(-1);</span></span>
<span class="line"><span>  const sibling = new Int32Array(count).fill(-1);</span></span>
<span class="line"><span>  const largest = new Int32Array(count + 1).fill(-1);</span></span>
<span class="line"><span>  // Node \`count\` is the parent of the roots.</span></span>
<span class="line"><span>  for (let j = count - 1; j &gt;= 0; j--) {</span></span>
<span class="line"><span>    const above = parent[j] &lt; 0 ? count : parent[j];</span></span>
<span class="line"><span>    if (largest[above] &lt; 0 || (size &amp;&amp; size[j] &gt; size[largest[above]])) largest[above] = j;</span></span>
<span class="line"><span>    sibling[j] = firstChild[above];</span></span>
<span class="line"><span>    firstChild[above] = j;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  for (let above = 0; above &lt;= count; above++) moveToEnd(above, largest[above], firstChild, sibling);</span></span>
<span class="line"><span>  const order = new Int32Array(count);</span></span>
<span class="line"><span>  let found = 0;</span></span>
<span class="line"><span>  let node = deepest(count, firstChild);</span></span>
<span class="line"><span>  while (node !== count) {</span></span>
<span class="line"><span>    order[found++] = node;</span></span>
<span class="line"><span>    if (sibling[node] &gt;= 0) node = deepest(sibling[node], firstChild);</span></span>
<span class="line"><span>    else node = parent[node] &lt; 0 ? count : parent[node];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return order;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function moveToEnd(above: number, child: number, firstChild: Int32Array, sibling: Int32Array): void {</span></span>
<span class="line"><span>  if (child &lt; 0 || sibling[child] &lt; 0) return;</span></span>
<span class="line"><span>  let before = -1;</span></span>
<span class="line"><span>  let last = -1;</span></span>
<span class="line"><span>  for (let j = firstChild[above]; j &gt;= 0; j = sibling[j]) {</span></span>
<span class="line"><span>    if (sibling[j] === child) before = j;</span></span>
<span class="line"><span>    last = j;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (before &lt; 0) firstChild[above] = sibling[child];</span></span>
<span class="line"><span>  else sibling[before] = sibling[child];</span></span>
<span class="line"><span>  sibling[last] = child;</span></span>
<span class="line"><span>  sibling[child] = -1;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function deepest(node: number, firstChild: Int32Array): number {</span></span>
<span class="line"><span>  while (firstChild[node] &gt;= 0) node = firstChild[node];</span></span>
<span class="line"><span>  return node;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * How many entries each column of the factor has, its diagonal included.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Row i of the factor has an entry in every column of a subtree of the elimination tree, which is the union of the</span></span>
<span class="line"><span> * paths from the entries of row i of the matrix up to i. Each path is counted up to where it meets the one before.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param order of the nodes in which every subtree is in one piece.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function columnCounts(</span></span>
<span class="line"><span>  { size, start, row }: LowerColumns,</span></span>
<span class="line"><span>  parent: Int32Array,</span></span>
<span class="line"><span>  order: Int32Array,</span></span>
<span class="line"><span>): Int32Array {</span></span>
<span class="line"><span>  const count = new Int32Array(size);</span></span>
<span class="line"><span>  // Where in the order each node&#39;s subtree begins: with that of its first child.</span></span>
<span class="line"><span>  const first = new Int32Array(size).fill(-1);</span></span>
<span class="line"><span>  for (let k = 0; k &lt; size; k++) {</span></span>
<span class="line"><span>    const j = order[k];</span></span>
<span class="line"><span>    if (first[j] &lt; 0) {</span></span>
<span class="line"><span>      first[j] = k;</span></span>
<span class="line"><span>      count[j] = 1;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const above = parent[j];</span></span>
<span class="line"><span>    if (above &gt;= 0 &amp;&amp; first[above] &lt; 0) first[above] = first[j];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const lastFirst = new Int32Array(size).fill(-1);</span></span>
<span class="line"><span>  const lastLeaf = new Int32Array(size).fill(-1);</span></span>
<span class="line"><span>  const ancestor = Int32Array.from({ length: size }, (_, j) =&gt; j);</span></span>
<span class="line"><span>  for (const j of order) {</span></span>
<span class="line"><span>    if (parent[j] &gt;= 0) count[parent[j]]--;</span></span>
<span class="line"><span>    for (let t = start[j]; t &lt; start[j + 1]; t++) {</span></span>
<span class="line"><span>      const i = row[t];</span></span>
<span class="line"><span>      if (first[j] &lt;= lastFirst[i]) continue;</span></span>
<span class="line"><span>      // Column j is a leaf of row i&#39;s subtree.</span></span>
<span class="line"><span>      lastFirst[i] = first[j];</span></span>
<span class="line"><span>      count[j]++;</span></span>
<span class="line"><span>      if (lastLeaf[i] &gt;= 0) count[rootOf(lastLeaf[i], ancestor)]--;</span></span>
<span class="line"><span>      lastLeaf[i] = j;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    if (parent[j] &gt;= 0) ancestor[j] = parent[j];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  for (let j = 0; j &lt; size; j++) if (parent[j] &gt;= 0) count[parent[j]] += count[j];</span></span>
<span class="line"><span>  return count;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The end of the path that begins at a node; leaves shorter paths behind. */</span></span>
<span class="line"><span>function rootOf(node: number, ancestor: Int32Array): number {</span></span>
<span class="line"><span>  let root = node;</span></span>
<span class="line"><span>  while (ancestor[root] !== root) root = ancestor[root];</span></span>
<span class="line"><span>  for (let j = node; j !== root;) {</span></span>
<span class="line"><span>    const above = ancestor[j];</span></span>
<span class="line"><span>    ancestor[j] = root;</span></span>
<span class="line"><span>    j = above;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return root;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/matrix/elimination-tree-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const eliminationTreeTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  eliminationTreeTs as default
};
