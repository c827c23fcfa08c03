import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/field-map.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/field-map-ts.md","filePath":"site/generated/source/src/model/field-map-ts.md"}');
const _sfc_main = { name: "source/src/model/field-map-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelfield-mapts" tabindex="-1"><code>src/model/field-map.ts</code> <a class="header-anchor" href="#srcmodelfield-mapts" aria-label="Permalink to &quot;\`src/model/field-map.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * One input of the quadratic program as an affine function of the parameters: numbers at the entries of a pattern, and a</span></span>
<span class="line"><span> * sparse matrix from parameters to them. Gradients go back by its transpose.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { Pattern } from &quot;../matrix/pattern.js&quot;;</span></span>
<span class="line"><span>import { patternOfEntries, rowsOfEntries } from &quot;../matrix/pattern.js&quot;;</span></span>
<span class="line"><span>import { sizeOf } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Smaller arrays, and those with more of their entries, are handed over whole: the plan sees zeros by itself. */</span></span>
<span class="line"><span>const SMALLEST_SPARSE = 2 ** 18;</span></span>
<span class="line"><span>const DENSEST_SPARSE = 0.1;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Collects terms \`coefficient · theta[parameter]\` of entries; \`parameter\` −1 is the number 1. A vector is one column. */</span></span>
<span class="line"><span>export class TermList {</span></span>
<span class="line"><span>  readonly row: number[] = [];</span></span>
<span class="line"><span>  readonly column: number[] = [];</span></span>
<span class="line"><span>  readonly parameter: number[] = [];</span></span>
<span class="line"><span>  readonly coefficient: number[] = [];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  push(row: number, column: number, parameter: number, coefficient: number): void {</span></span>
<span class="line"><span>    this.row.push(row);</span></span>
<span class="line"><span>    this.column.push(column);</span></span>
<span class="line"><span>    this.parameter.push(parameter);</span></span>
<span class="line"><span>    this.coefficient.push(coefficient);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Largest order of a matrix of which every entry has a place while terms come. */</span></span>
<span class="line"><span>const MOST_PLACES = 512;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Terms of a symmetric matrix, each on both sides of the diagonal. A sum of squares brings the same entry once for every</span></span>
<span class="line"><span> * square: where there is a place for each entry, numbers are added there as they come.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export class SymmetricTerms {</span></span>
<span class="line"><span>  readonly #order: number;</span></span>
<span class="line"><span>  readonly #terms = new TermList();</span></span>
<span class="line"><span>  /** Of entries on and above the diagonal. */</span></span>
<span class="line"><span>  readonly #sums: Float64Array | undefined;</span></span>
<span class="line"><span>  readonly #isThere: Uint8Array;</span></span>
<span class="line"><span>  /** Those that have terms, in the order in which they came. */</span></span>
<span class="line"><span>  readonly #places: number[] = [];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(order: number) {</span></span>
<span class="line"><span>    this.#order = order;</span></span>
<span class="line"><span>    const size = order &lt;= MOST_PLACES ? order * order : 0;</span></span>
<span class="line"><span>    this.#sums = size &gt; 0 ? new Float64Array(size) : undefined;</span></span>
<span class="line"><span>    this.#isThere = new Uint8Array(size);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Adds to the entry of a row and a column and to that of the column and the row; on the diagonal, twice. */</span></span>
<span class="line"><span>  push(row: number, column: number, parameter: number, coefficient: number): void {</span></span>
<span class="line"><span>    if (parameter &gt;= 0 || this.#sums === undefined) {</span></span>
<span class="line"><span>      this.#terms.push(row, column, parameter, coefficient);</span></span>
<span class="line"><span>      this.#terms.push(column, row, parameter, coefficient);</span></span>
<span class="line"><span>      return;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const place = row &lt; column ? row * this.#order + column : column * this.#order + row;</span></span>
<span class="line"><span>    this.#sums[place] += row === column ? 2 * coefficient : coefficient;</span></span>
<span class="line"><span>    if (this.#isThere[place] === 1) return;</span></span>
<span class="line"><span>    this.#isThere[place] = 1;</span></span>
<span class="line"><span>    this.#places.push(place);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  done(): TermList {</span></span>
<span class="line"><span>    for (const place of this.#places) {</span></span>
<span class="line"><span>      const row = Math.floor(place / this.#order);</span></span>
<span class="line"><span>      const column = place - row * this.#order;</span></span>
<span class="line"><span>      const sum = this.#sums![place];</span></span>
<span class="line"><span>      this.#terms.push(row, column, -1, sum);</span></span>
<span class="line"><span>      if (row !== column) this.#terms.push(column, row, -1, sum);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return this.#terms;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export class FieldMap {</span></span>
<span class="line"><span>  /** Of one element. */</span></span>
<span class="line"><span>  readonly shape: readonly number[];</span></span>
<span class="line"><span>  readonly size: number;</span></span>
<span class="line"><span>  /** Which entries there are. */</span></span>
<span class="line"><span>  readonly pattern: Pattern;</span></span>
<span class="line"><span>  /** Whether it is handed over by its entries alone. */</span></span>
<span class="line"><span>  readonly sparse: boolean;</span></span>
<span class="line"><span>  /** Numbers in one element as it is handed over: those of the array, or the entries of its pattern. */</span></span>
<span class="line"><span>  readonly width: number;</span></span>
<span class="line"><span>  /** The entries&#39; numbers where all parameters are 0. */</span></span>
<span class="line"><span>  readonly base: Float64Array;</span></span>
<span class="line"><span>  /** What is elsewhere: 0, or ±Infinity where there is no bound. */</span></span>
<span class="line"><span>  readonly absent: number;</span></span>
<span class="line"><span>  /** The matrix from parameters to entries, term by term. */</span></span>
<span class="line"><span>  readonly entry: Int32Array;</span></span>
<span class="line"><span>  readonly parameter: Int32Array;</span></span>
<span class="line"><span>  readonly coefficient: Float64Array;</span></span>
<span class="line"><span>  /** Where the entries are in one element as it is handed over. */</span></span>
<span class="line"><span>  readonly #slot: Float64Array;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(shape: readonly number[], terms: TermList, absent = 0) {</span></span>
<span class="line"><span>    this.shape = shape;</span></span>
<span class="line"><span>    this.size = sizeOf(shape);</span></span>
<span class="line"><span>    this.absent = absent;</span></span>
<span class="line"><span>    const [rows, columns = 1] = shape;</span></span>
<span class="line"><span>    const { pattern, places } = patternOfEntries(</span></span>
<span class="line"><span>      rows,</span></span>
<span class="line"><span>      columns,</span></span>
<span class="line"><span>      new Int32Array(terms.row),</span></span>
<span class="line"><span>      new Int32Array(terms.column),</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>    const { index } = pattern;</span></span>
<span class="line"><span>    this.pattern = pattern;</span></span>
<span class="line"><span>    this.sparse =</span></span>
<span class="line"><span>      shape.length === 2 &amp;&amp; this.size &gt;= SMALLEST_SPARSE &amp;&amp; index.length &lt;= this.size * DENSEST_SPARSE;</span></span>
<span class="line"><span>    this.width = this.sparse ? index.length : this.size;</span></span>
<span class="line"><span>    const rowOf = rowsOfEntries(pattern);</span></span>
<span class="line"><span>    this.#slot = Float64Array.from(index, (column, k) =&gt; (this.sparse ? k : rowOf[k] * columns + column));</span></span>
<span class="line"><span></span></span>
<span class="line"><span>    this.base = new Float64Array(index.length);</span></span>
<span class="line"><span>    const moving: number[] = [];</span></span>
<span class="line"><span>    let parameters = 0;</span></span>
<span class="line"><span>    for (let k = 0; k &lt; terms.parameter.length; k++) {</span></span>
<span class="line"><span>      const parameter = terms.parameter[k];</span></span>
<span class="line"><span>      if (parameter &lt; 0) this.base[places[k]] += terms.coefficient[k];</span></span>
<span class="line"><span>      else {</span></span>
<span class="line"><span>        moving.push(k);</span></span>
<span class="line"><span>        if (parameter &gt;= parameters) parameters = parameter + 1;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const map = patternOfEntries(</span></span>
<span class="line"><span>      index.length,</span></span>
<span class="line"><span>      parameters,</span></span>
<span class="line"><span>      Int32Array.from(moving, (k) =&gt; places[k]),</span></span>
<span class="line"><span>      Int32Array.from(moving, (k) =&gt; terms.parameter[k]),</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>    this.entry = rowsOfEntries(map.pattern);</span></span>
<span class="line"><span>    this.parameter = map.pattern.index;</span></span>
<span class="line"><span>    this.coefficient = new Float64Array(this.parameter.length);</span></span>
<span class="line"><span>    moving.forEach((k, i) =&gt; (this.coefficient[map.places[i]] += terms.coefficient[k]));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Whether no parameter is in it. */</span></span>
<span class="line"><span>  get constant(): boolean {</span></span>
<span class="line"><span>    return this.entry.length === 0;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** An array for \`batch\` elements with all that does not depend on parameters. */</span></span>
<span class="line"><span>  array(batch = 1): Float64Array {</span></span>
<span class="line"><span>    const out = new Float64Array(batch * this.width);</span></span>
<span class="line"><span>    if (this.absent !== 0) out.fill(this.absent);</span></span>
<span class="line"><span>    for (let i = 0; i &lt; batch; i++) {</span></span>
<span class="line"><span>      for (let k = 0; k &lt; this.base.length; k++) out[i * this.width + this.#slot[k]] = this.base[k];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return out;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Writes the entries that depend on parameters into an element of an array that {@link array} made. */</span></span>
<span class="line"><span>  write(theta: Float64Array, out: Float64Array, element: number): void {</span></span>
<span class="line"><span>    const { entry, parameter, coefficient, base } = this;</span></span>
<span class="line"><span>    const start = element * this.width;</span></span>
<span class="line"><span>    for (let k = 0; k &lt; entry.length;) {</span></span>
<span class="line"><span>      const at = entry[k];</span></span>
<span class="line"><span>      let value = base[at];</span></span>
<span class="line"><span>      for (; k &lt; entry.length &amp;&amp; entry[k] === at; k++) value += coefficient[k] * theta[parameter[k]];</span></span>
<span class="line"><span>      out[start + this.#slot[at]] = value;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** How an element of the input moves with the parameters. */</span></span>
<span class="line"><span>  move(theta: Float64Array, out: Float64Array, element: number): void {</span></span>
<span class="line"><span>    const { entry, parameter, coefficient } = this;</span></span>
<span class="line"><span>    const start = element * this.width;</span></span>
<span class="line"><span>    for (let k = 0; k &lt; entry.length; k++) {</span></span>
<span class="line"><span>      out[start + this.#slot[entry[k]]] += coefficient[k] * theta[parameter[k]];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Adds an element&#39;s gradient in the input to that in the parameters: the transpose. */</span></span>
<span class="line"><span>  pullBack(gradient: Float64Array, element: number, theta: Float64Array): void {</span></span>
<span class="line"><span>    const { entry, parameter, coefficient } = this;</span></span>
<span class="line"><span>    const start = element * this.width;</span></span>
<span class="line"><span>    for (let k = 0; k &lt; entry.length; k++) {</span></span>
<span class="line"><span>      theta[parameter[k]] += coefficient[k] * gradient[start + this.#slot[entry[k]]];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/field-map-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const fieldMapTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  fieldMapTs as default
};
