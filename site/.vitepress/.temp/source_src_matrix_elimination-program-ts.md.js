import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/matrix/elimination-program.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/matrix/elimination-program-ts.md","filePath":"site/generated/source/src/matrix/elimination-program-ts.md"}');
const _sfc_main = { name: "source/src/matrix/elimination-program-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmatrixelimination-programts" tabindex="-1"><code>src/matrix/elimination-program.ts</code> <a class="header-anchor" href="#srcmatrixelimination-programts" aria-label="Permalink to &quot;\`src/matrix/elimination-program.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * The factorisation of a sparse symmetric matrix as a table, for many matrices of one pattern at a time: where the</span></span>
<span class="line"><span> * numbers of each supernode&#39;s panel go, and from where in it what is subtracted from which others. There are no fronts;</span></span>
<span class="line"><span> * each panel is worked on in place, right after those whose products it has got.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { Symbolic } from &quot;./symbolic.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Panels begin where \`Symbolic\` has them, but are \`[rows, width]\` by rows. */</span></span>
<span class="line"><span>export interface EliminationProgram {</span></span>
<span class="line"><span>  /** Where each entry of the pattern goes. */</span></span>
<span class="line"><span>  readonly entryPlace: Int32Array;</span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Where the entries (i, j), i ≥ j, of the lower triangle over the rows below supernode s go, from \`targetStart[s]\` on:</span></span>
<span class="line"><span>   * for every two columns j, j + 1 those of the triangle (j, j), (j + 1, j), (j + 1, j + 1), then for every two rows i,</span></span>
<span class="line"><span>   * i + 1 below it (i, j), (i + 1, j), (i, j + 1), (i + 1, j + 1), then what an odd last row has; then an odd last</span></span>
<span class="line"><span>   * column&#39;s.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  readonly target: Int32Array;</span></span>
<span class="line"><span>  readonly targetStart: Int32Array;</span></span>
<span class="line"><span>  /** Numbers of the largest part of a panel that is below its supernode, or of the longest row of a panel. */</span></span>
<span class="line"><span>  readonly largestPart: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const made = new WeakMap&lt;Symbolic, EliminationProgram&gt;();</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The same object for the same symbolic factorisation. */</span></span>
<span class="line"><span>export function eliminationProgram(symbolic: Symbolic): EliminationProgram {</span></span>
<span class="line"><span>  let program = made.get(symbolic);</span></span>
<span class="line"><span>  if (program === undefined) {</span></span>
<span class="line"><span>    program = makeProgram(symbolic);</span></span>
<span class="line"><span>    made.set(symbolic, program);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return program;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How many places the table of targets has. */</span></span>
<span class="line"><span>export function targetsOf({ supernodes: { count, rowStart } }: Symbolic): number {</span></span>
<span class="line"><span>  let targets = 0;</span></span>
<span class="line"><span>  for (let s = 0; s &lt; count; s++) {</span></span>
<span class="line"><span>    const below = rowStart[s + 1] - rowStart[s];</span></span>
<span class="line"><span>    targets += (below * (below + 1)) / 2;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return targets;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function makeProgram(symbolic: Symbolic): EliminationProgram {</span></span>
<span class="line"><span>  const { count, first, rowStart } = symbolic.supernodes;</span></span>
<span class="line"><span>  const target = new Int32Array(targetsOf(symbolic));</span></span>
<span class="line"><span>  const targetStart = new Int32Array(count + 1);</span></span>
<span class="line"><span>  let largestPart = 0;</span></span>
<span class="line"><span>  for (let s = 0; s &lt; count; s++) {</span></span>
<span class="line"><span>    const width = first[s + 1] - first[s];</span></span>
<span class="line"><span>    const below = rowStart[s + 1] - rowStart[s];</span></span>
<span class="line"><span>    largestPart = Math.max(largestPart, width * Math.max(1, below));</span></span>
<span class="line"><span>    targetStart[s + 1] = listTargets(placesBelow(symbolic, s), below, target, targetStart[s]);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { entryPlace: placesOfEntries(symbolic), target, targetStart, largestPart };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function placesOfEntries({ lower, place, supernodes, panelStart, entryPlace }: Symbolic): Int32Array {</span></span>
<span class="line"><span>  const { first, rowStart, ofColumn } = supernodes;</span></span>
<span class="line"><span>  const places = new Int32Array(entryPlace.length);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; lower.rows; i++) {</span></span>
<span class="line"><span>    for (let k = lower.start[i]; k &lt; lower.start[i + 1]; k++) {</span></span>
<span class="line"><span>      const s = ofColumn[Math.min(place[i], place[lower.index[k]])];</span></span>
<span class="line"><span>      const width = first[s + 1] - first[s];</span></span>
<span class="line"><span>      const rows = width + rowStart[s + 1] - rowStart[s];</span></span>
<span class="line"><span>      const at = entryPlace[k] - panelStart[s];</span></span>
<span class="line"><span>      places[k] = panelStart[s] + (at % rows) * width + Math.floor(at / rows);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return places;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The place of every (i, j), i ≥ j, over the rows below supernode s: a square by rows. */</span></span>
<span class="line"><span>function placesBelow({ supernodes, rowOfParent, panelStart }: Symbolic, s: number): Int32Array {</span></span>
<span class="line"><span>  const { first, rowStart, row, parent } = supernodes;</span></span>
<span class="line"><span>  const start = rowStart[s];</span></span>
<span class="line"><span>  const below = rowStart[s + 1] - start;</span></span>
<span class="line"><span>  const places = new Int32Array(below * below);</span></span>
<span class="line"><span>  // Which row of the ancestor&#39;s front each row is, from one ancestor to the next.</span></span>
<span class="line"><span>  const rowOfFront = rowOfParent.slice(start, start + below);</span></span>
<span class="line"><span>  let j = 0;</span></span>
<span class="line"><span>  for (let above = parent[s]; j &lt; below; above = parent[above]) {</span></span>
<span class="line"><span>    const width = first[above + 1] - first[above];</span></span>
<span class="line"><span>    for (; j &lt; below &amp;&amp; row[start + j] &lt; first[above + 1]; j++) {</span></span>
<span class="line"><span>      for (let i = j; i &lt; below; i++)</span></span>
<span class="line"><span>        places[i * below + j] = panelStart[above] + rowOfFront[i] * width + rowOfFront[j];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    for (let i = j; i &lt; below; i++) rowOfFront[i] = rowOfParent[rowStart[above] + rowOfFront[i] - width];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return places;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function listTargets(places: Int32Array, below: number, target: Int32Array, from: number): number {</span></span>
<span class="line"><span>  let at = from;</span></span>
<span class="line"><span>  const list = (i: number, j: number): void =&gt; {</span></span>
<span class="line"><span>    target[at++] = places[i * below + j];</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  const even = below - (below % 2);</span></span>
<span class="line"><span>  for (let j = 0; j &lt; even; j += 2) {</span></span>
<span class="line"><span>    list(j, j);</span></span>
<span class="line"><span>    list(j + 1, j);</span></span>
<span class="line"><span>    list(j + 1, j + 1);</span></span>
<span class="line"><span>    for (let i = j + 2; i &lt; even; i += 2) {</span></span>
<span class="line"><span>      list(i, j);</span></span>
<span class="line"><span>      list(i + 1, j);</span></span>
<span class="line"><span>      list(i, j + 1);</span></span>
<span class="line"><span>      list(i + 1, j + 1);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    if (even === below) continue;</span></span>
<span class="line"><span>    list(even, j);</span></span>
<span class="line"><span>    list(even, j + 1);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (even &lt; below) list(even, even);</span></span>
<span class="line"><span>  return at;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/matrix/elimination-program-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const eliminationProgramTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  eliminationProgramTs as default
};
