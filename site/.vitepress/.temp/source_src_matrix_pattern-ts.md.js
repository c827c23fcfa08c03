import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/matrix/pattern.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/matrix/pattern-ts.md","filePath":"site/generated/source/src/matrix/pattern-ts.md"}');
const _sfc_main = { name: "source/src/matrix/pattern-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmatrixpatternts" tabindex="-1"><code>src/matrix/pattern.ts</code> <a class="header-anchor" href="#srcmatrixpatternts" aria-label="Permalink to &quot;\`src/matrix/pattern.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * Where a sparse matrix has entries. Whatever depends on that alone (orders of elimination, symmetric counterparts) is</span></span>
<span class="line"><span> * found once for a pattern and kept by its identity.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Entries of row i have the columns \`index[start[i]]\` … \`index[start[i + 1] − 1]\`, ascending, each once. */</span></span>
<span class="line"><span>export interface Pattern {</span></span>
<span class="line"><span>  readonly rows: number;</span></span>
<span class="line"><span>  readonly columns: number;</span></span>
<span class="line"><span>  readonly start: Int32Array;</span></span>
<span class="line"><span>  readonly index: Int32Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A pattern, and where in it each of some entries is. */</span></span>
<span class="line"><span>export interface PlacedEntries {</span></span>
<span class="line"><span>  readonly pattern: Pattern;</span></span>
<span class="line"><span>  readonly places: Int32Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The pattern that has these entries, in whatever order they come; equal ones have one place.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param rowOf, columnOf within the sizes.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function patternOfEntries(</span></span>
<span class="line"><span>  rows: number,</span></span>
<span class="line"><span>  columns: number,</span></span>
<span class="line"><span>  rowOf: Int32Array,</span></span>
<span class="line"><span>  columnOf: Int32Array,</span></span>
<span class="line"><span>): PlacedEntries {</span></span>
<span class="line"><span>  const byColumn = countingSort(undefined, columnOf, columns);</span></span>
<span class="line"><span>  const order = countingSort(byColumn, rowOf, rows);</span></span>
<span class="line"><span>  const start = new Int32Array(rows + 1);</span></span>
<span class="line"><span>  const index = new Int32Array(order.length);</span></span>
<span class="line"><span>  const places = new Int32Array(order.length);</span></span>
<span class="line"><span>  let count = 0;</span></span>
<span class="line"><span>  let row = 0;</span></span>
<span class="line"><span>  for (const entry of order) {</span></span>
<span class="line"><span>    while (row &lt; rowOf[entry]) start[++row] = count;</span></span>
<span class="line"><span>    const repeated = count &gt; start[row] &amp;&amp; index[count - 1] === columnOf[entry];</span></span>
<span class="line"><span>    if (!repeated) index[count++] = columnOf[entry];</span></span>
<span class="line"><span>    places[entry] = count - 1;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  while (row &lt; rows) start[++row] = count;</span></span>
<span class="line"><span>  return { pattern: { rows, columns, start, index: index.slice(0, count) }, places };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The entries of \`order\`, or all of them, by ascending keys below \`keys\`; equal ones stay in their order. */</span></span>
<span class="line"><span>function countingSort(order: Int32Array | undefined, key: Int32Array, keys: number): Int32Array {</span></span>
<span class="line"><span>  const next = new Int32Array(keys + 1);</span></span>
<span class="line"><span>  for (const k of key) next[k + 1]++;</span></span>
<span class="line"><span>  for (let k = 0; k &lt; keys; k++) next[k + 1] += next[k];</span></span>
<span class="line"><span>  const sorted = new Int32Array(key.length);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; key.length; i++) {</span></span>
<span class="line"><span>    const entry = order === undefined ? i : order[i];</span></span>
<span class="line"><span>    sorted[next[key[entry]]++] = entry;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return sorted;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The row of every entry. */</span></span>
<span class="line"><span>export function rowsOfEntries({ rows, start }: Pattern): Int32Array {</span></span>
<span class="line"><span>  const rowOf = new Int32Array(start[rows]);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; rows; i++) rowOf.fill(i, start[i], start[i + 1]);</span></span>
<span class="line"><span>  return rowOf;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The row of one entry. */</span></span>
<span class="line"><span>export function rowOfEntry({ rows, start }: Pattern, entry: number): number {</span></span>
<span class="line"><span>  let low = 0;</span></span>
<span class="line"><span>  let high = rows;</span></span>
<span class="line"><span>  while (high - low &gt; 1) {</span></span>
<span class="line"><span>    const middle = (low + high) &gt;&gt; 1;</span></span>
<span class="line"><span>    if (start[middle] &lt;= entry) low = middle;</span></span>
<span class="line"><span>    else high = middle;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return low;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Where the entry of a row and a column is; −1 where there is none. */</span></span>
<span class="line"><span>function placeOf({ start, index }: Pattern, row: number, column: number): number {</span></span>
<span class="line"><span>  let low = start[row];</span></span>
<span class="line"><span>  let high = start[row + 1] - 1;</span></span>
<span class="line"><span>  while (low &lt;= high) {</span></span>
<span class="line"><span>    const middle = (low + high) &gt;&gt; 1;</span></span>
<span class="line"><span>    if (index[middle] === column) return middle;</span></span>
<span class="line"><span>    if (index[middle] &lt; column) low = middle + 1;</span></span>
<span class="line"><span>    else high = middle - 1;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return -1;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const diagonals = new WeakMap&lt;Pattern, Int32Array&gt;();</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Where the entry of every row on the diagonal is; −1 where none is stored. */</span></span>
<span class="line"><span>export function diagonalPlaces(pattern: Pattern): Int32Array {</span></span>
<span class="line"><span>  let places = diagonals.get(pattern);</span></span>
<span class="line"><span>  if (places === undefined) {</span></span>
<span class="line"><span>    places = Int32Array.from({ length: pattern.rows }, (_, i) =&gt; placeOf(pattern, i, i));</span></span>
<span class="line"><span>    diagonals.set(pattern, places);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return places;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function samePattern(a: Pattern, b: Pattern): boolean {</span></span>
<span class="line"><span>  if (a === b) return true;</span></span>
<span class="line"><span>  if (a.rows !== b.rows || a.columns !== b.columns || a.index.length !== b.index.length) return false;</span></span>
<span class="line"><span>  return a.start.every((at, i) =&gt; at === b.start[i]) &amp;&amp; a.index.every((j, k) =&gt; j === b.index[k]);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A square pattern with the mirror images of its entries. */</span></span>
<span class="line"><span>export interface SymmetricPattern extends PlacedEntries {</span></span>
<span class="line"><span>  /** The place of the mirror image of every entry. */</span></span>
<span class="line"><span>  readonly mirror: Int32Array;</span></span>
<span class="line"><span>  /** Whether all entries are on the diagonal. */</span></span>
<span class="line"><span>  readonly diagonal: boolean;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const symmetric = new WeakMap&lt;Pattern, SymmetricPattern&gt;();</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The pattern itself where it is symmetric, so that it is recognised; else with the mirror images that it lacks. */</span></span>
<span class="line"><span>export function symmetricPattern(given: Pattern): SymmetricPattern {</span></span>
<span class="line"><span>  const known = symmetric.get(given);</span></span>
<span class="line"><span>  if (known) return known;</span></span>
<span class="line"><span>  const count = given.index.length;</span></span>
<span class="line"><span>  const rowOf = rowsOfEntries(given);</span></span>
<span class="line"><span>  const twice = (a: Int32Array, b: Int32Array): Int32Array =&gt; {</span></span>
<span class="line"><span>    const both = new Int32Array(2 * count);</span></span>
<span class="line"><span>    both.set(a);</span></span>
<span class="line"><span>    both.set(b, count);</span></span>
<span class="line"><span>    return both;</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  const whole = patternOfEntries(</span></span>
<span class="line"><span>    given.rows,</span></span>
<span class="line"><span>    given.columns,</span></span>
<span class="line"><span>    twice(rowOf, given.index),</span></span>
<span class="line"><span>    twice(given.index, rowOf),</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>  const mirror = new Int32Array(whole.pattern.index.length);</span></span>
<span class="line"><span>  for (let k = 0; k &lt; count; k++) {</span></span>
<span class="line"><span>    mirror[whole.places[k]] = whole.places[count + k];</span></span>
<span class="line"><span>    mirror[whole.places[count + k]] = whole.places[k];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const found: SymmetricPattern = {</span></span>
<span class="line"><span>    pattern: mirror.length === count ? given : whole.pattern,</span></span>
<span class="line"><span>    places: whole.places.slice(0, count),</span></span>
<span class="line"><span>    mirror,</span></span>
<span class="line"><span>    diagonal: rowOf.every((row, k) =&gt; row === given.index[k]),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  symmetric.set(given, found);</span></span>
<span class="line"><span>  return found;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/matrix/pattern-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const patternTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  patternTs as default
};
