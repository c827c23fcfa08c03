import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/affine.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/affine-ts.md","filePath":"site/generated/source/src/model/affine-ts.md"}');
const _sfc_main = { name: "source/src/model/affine-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelaffinets" tabindex="-1"><code>src/model/affine.ts</code> <a class="header-anchor" href="#srcmodelaffinets" aria-label="Permalink to &quot;\`src/model/affine.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * Affine forms. Every entry of an expression becomes</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> *     Σ value · z[variable] · theta[parameter]</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * where either factor may be missing: a sparse array with the axes entry, variable, parameter. Linear maps act on the</span></span>
<span class="line"><span> * first axis; a product of data and the rest puts the other two together.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>/** In place of a variable or a parameter: the number 1. */</span></span>
<span class="line"><span>export const ONE = -1;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Terms of entry i are those from \`start[i]\` to \`start[i + 1]\`, in increasing order of variable, then parameter.</span></span>
<span class="line"><span> * Variables below −1 stand for quadratics: see \`Canonical.product\`.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export interface Affine {</span></span>
<span class="line"><span>  readonly size: number;</span></span>
<span class="line"><span>  readonly start: Int32Array;</span></span>
<span class="line"><span>  readonly variable: Int32Array;</span></span>
<span class="line"><span>  readonly parameter: Int32Array;</span></span>
<span class="line"><span>  readonly value: Float64Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A sparse matrix by rows: what an output takes of the inputs. */</span></span>
<span class="line"><span>export interface LinearMap {</span></span>
<span class="line"><span>  readonly rows: number;</span></span>
<span class="line"><span>  readonly start: Int32Array;</span></span>
<span class="line"><span>  readonly column: Int32Array;</span></span>
<span class="line"><span>  readonly coefficient: Float64Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Numbers of which more and more come. */</span></span>
<span class="line"><span>class Growing&lt;Numbers extends Int32Array | Float64Array&gt; {</span></span>
<span class="line"><span>  data: Numbers;</span></span>
<span class="line"><span>  length = 0;</span></span>
<span class="line"><span>  readonly #make: (length: number) =&gt; Numbers;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(make: (length: number) =&gt; Numbers) {</span></span>
<span class="line"><span>    this.#make = make;</span></span>
<span class="line"><span>    this.data = make(16);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  push(number: number): void {</span></span>
<span class="line"><span>    if (this.length === this.data.length) {</span></span>
<span class="line"><span>      const wider = this.#make(2 * this.length);</span></span>
<span class="line"><span>      wider.set(this.data);</span></span>
<span class="line"><span>      this.data = wider;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.data[this.length++] = number;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  done(): Numbers {</span></span>
<span class="line"><span>    return this.data.slice(0, this.length) as Numbers;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const integers = (): Growing&lt;Int32Array&gt; =&gt; new Growing((length) =&gt; new Int32Array(length));</span></span>
<span class="line"><span>const numbers = (): Growing&lt;Float64Array&gt; =&gt; new Growing((length) =&gt; new Float64Array(length));</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Builds a map row by row. */</span></span>
<span class="line"><span>export class MapBuilder {</span></span>
<span class="line"><span>  readonly #start = integers();</span></span>
<span class="line"><span>  readonly #column = integers();</span></span>
<span class="line"><span>  readonly #coefficient = numbers();</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  push(column: number, coefficient: number): this {</span></span>
<span class="line"><span>    this.#column.push(column);</span></span>
<span class="line"><span>    this.#coefficient.push(coefficient);</span></span>
<span class="line"><span>    return this;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  endRow(): this {</span></span>
<span class="line"><span>    this.#start.push(this.#column.length);</span></span>
<span class="line"><span>    return this;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  done(): LinearMap {</span></span>
<span class="line"><span>    const ends = this.#start.done();</span></span>
<span class="line"><span>    const start = new Int32Array(ends.length + 1);</span></span>
<span class="line"><span>    start.set(ends, 1);</span></span>
<span class="line"><span>    return { rows: ends.length, start, column: this.#column.done(), coefficient: this.#coefficient.done() };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The map that picks these entries, times a factor. */</span></span>
<span class="line"><span>export function pick(indices: Int32Array, factor = 1): LinearMap {</span></span>
<span class="line"><span>  const start = Int32Array.from({ length: indices.length + 1 }, (_, i) =&gt; i);</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    rows: indices.length,</span></span>
<span class="line"><span>    start,</span></span>
<span class="line"><span>    column: indices,</span></span>
<span class="line"><span>    coefficient: new Float64Array(indices.length).fill(factor),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** All entries where they are, times a factor. */</span></span>
<span class="line"><span>export function pickAll(size: number, factor = 1): LinearMap {</span></span>
<span class="line"><span>  return pick(</span></span>
<span class="line"><span>    Int32Array.from({ length: size }, (_, i) =&gt; i),</span></span>
<span class="line"><span>    factor,</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function applyToNumbers(map: LinearMap, x: Float64Array): Float64Array {</span></span>
<span class="line"><span>  const out = new Float64Array(map.rows);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; map.rows; i++) {</span></span>
<span class="line"><span>    let sum = 0;</span></span>
<span class="line"><span>    for (let k = map.start[i]; k &lt; map.start[i + 1]; k++) sum += map.coefficient[k] * x[map.column[k]];</span></span>
<span class="line"><span>    out[i] = sum;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return out;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * A sum below this part of its terms&#39; sizes is what rounding left of 0, as in x + x / 3 − 4 x / 3: a coefficient of 1e-16</span></span>
<span class="line"><span> * would be a row in other units, not a row without the variable.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>const CANCELLED = 2 ** -48;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Builds a form entry by entry; terms of an entry may come in any order, and more than once. */</span></span>
<span class="line"><span>export class FormBuilder {</span></span>
<span class="line"><span>  readonly #start = integers();</span></span>
<span class="line"><span>  readonly #variable = integers();</span></span>
<span class="line"><span>  readonly #parameter = integers();</span></span>
<span class="line"><span>  readonly #value = numbers();</span></span>
<span class="line"><span>  #entry = 0;</span></span>
<span class="line"><span>  #ordered = true;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  push(variable: number, parameter: number, value: number): void {</span></span>
<span class="line"><span>    if (value === 0) return;</span></span>
<span class="line"><span>    const { length } = this.#variable;</span></span>
<span class="line"><span>    if (length &gt; this.#entry) {</span></span>
<span class="line"><span>      const before = this.#variable.data[length - 1] - variable;</span></span>
<span class="line"><span>      if (before &gt; 0 || (before === 0 &amp;&amp; this.#parameter.data[length - 1] &gt;= parameter))</span></span>
<span class="line"><span>        this.#ordered = false;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.#variable.push(variable);</span></span>
<span class="line"><span>    this.#parameter.push(parameter);</span></span>
<span class="line"><span>    this.#value.push(value);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Adds \`scale\` times one entry of a form. */</span></span>
<span class="line"><span>  add(form: Affine, entry: number, scale: number): void {</span></span>
<span class="line"><span>    for (let k = form.start[entry]; k &lt; form.start[entry + 1]; k++) {</span></span>
<span class="line"><span>      this.push(form.variable[k], form.parameter[k], scale * form.value[k]);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Adds the product of two entries, of which one has no variables, and at most one parameters. */</span></span>
<span class="line"><span>  addProduct(a: Affine, i: number, b: Affine, j: number, scale = 1): void {</span></span>
<span class="line"><span>    for (let k = a.start[i]; k &lt; a.start[i + 1]; k++) {</span></span>
<span class="line"><span>      for (let l = b.start[j]; l &lt; b.start[j + 1]; l++) {</span></span>
<span class="line"><span>        const variable = a.variable[k] === ONE ? b.variable[l] : a.variable[k];</span></span>
<span class="line"><span>        const parameter = a.parameter[k] === ONE ? b.parameter[l] : a.parameter[k];</span></span>
<span class="line"><span>        this.push(variable, parameter, scale * a.value[k] * b.value[l]);</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  endEntry(): void {</span></span>
<span class="line"><span>    if (!this.#ordered) this.#sort();</span></span>
<span class="line"><span>    this.#entry = this.#variable.length;</span></span>
<span class="line"><span>    this.#ordered = true;</span></span>
<span class="line"><span>    this.#start.push(this.#entry);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #sort(): void {</span></span>
<span class="line"><span>    const [from, to] = [this.#entry, this.#variable.length];</span></span>
<span class="line"><span>    const variable = this.#variable.data.slice(from, to);</span></span>
<span class="line"><span>    const parameter = this.#parameter.data.slice(from, to);</span></span>
<span class="line"><span>    const value = this.#value.data.slice(from, to);</span></span>
<span class="line"><span>    const order = Array.from(variable.keys());</span></span>
<span class="line"><span>    // Stable, so that equal terms are added in the order in which they came.</span></span>
<span class="line"><span>    order.sort((a, b) =&gt; variable[a] - variable[b] || parameter[a] - parameter[b]);</span></span>
<span class="line"><span>    let end = from;</span></span>
<span class="line"><span>    let size = 0;</span></span>
<span class="line"><span>    order.forEach((at, k) =&gt; {</span></span>
<span class="line"><span>      const last = k &gt; 0 ? order[k - 1] : undefined;</span></span>
<span class="line"><span>      if (last !== undefined &amp;&amp; variable[at] === variable[last] &amp;&amp; parameter[at] === parameter[last]) {</span></span>
<span class="line"><span>        this.#value.data[end - 1] += value[at];</span></span>
<span class="line"><span>        size += Math.abs(value[at]);</span></span>
<span class="line"><span>        if (Math.abs(this.#value.data[end - 1]) &lt;= CANCELLED * size) this.#value.data[end - 1] = 0;</span></span>
<span class="line"><span>        return;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      size = Math.abs(value[at]);</span></span>
<span class="line"><span>      this.#variable.data[end] = variable[at];</span></span>
<span class="line"><span>      this.#parameter.data[end] = parameter[at];</span></span>
<span class="line"><span>      this.#value.data[end++] = value[at];</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    let kept = from;</span></span>
<span class="line"><span>    for (let k = from; k &lt; end; k++) {</span></span>
<span class="line"><span>      if (this.#value.data[k] === 0) continue;</span></span>
<span class="line"><span>      this.#variable.data[kept] = this.#variable.data[k];</span></span>
<span class="line"><span>      this.#parameter.data[kept] = this.#parameter.data[k];</span></span>
<span class="line"><span>      this.#value.data[kept++] = this.#value.data[k];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.#variable.length = this.#parameter.length = this.#value.length = kept;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  done(): Affine {</span></span>
<span class="line"><span>    const ends = this.#start.done();</span></span>
<span class="line"><span>    const start = new Int32Array(ends.length + 1);</span></span>
<span class="line"><span>    start.set(ends, 1);</span></span>
<span class="line"><span>    return {</span></span>
<span class="line"><span>      size: ends.length,</span></span>
<span class="line"><span>      start,</span></span>
<span class="line"><span>      variable: this.#variable.done(),</span></span>
<span class="line"><span>      parameter: this.#parameter.done(),</span></span>
<span class="line"><span>      value: this.#value.done(),</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Σ map · form. */</span></span>
<span class="line"><span>export function combine(parts: readonly (readonly [LinearMap, Affine])[]): Affine {</span></span>
<span class="line"><span>  const builder = new FormBuilder();</span></span>
<span class="line"><span>  for (let i = 0; i &lt; parts[0][0].rows; i++) {</span></span>
<span class="line"><span>    for (const [map, form] of parts) {</span></span>
<span class="line"><span>      for (let k = map.start[i]; k &lt; map.start[i + 1]; k++) {</span></span>
<span class="line"><span>        builder.add(form, map.column[k], map.coefficient[k]);</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    builder.endEntry();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return builder.done();</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Σ scale · form, entry by entry. */</span></span>
<span class="line"><span>export function weightedSum(parts: readonly (readonly [number, Affine])[]): Affine {</span></span>
<span class="line"><span>  const builder = new FormBuilder();</span></span>
<span class="line"><span>  for (let i = 0; i &lt; parts[0][1].size; i++) {</span></span>
<span class="line"><span>    for (const [scale, form] of parts) builder.add(form, i, scale);</span></span>
<span class="line"><span>    builder.endEntry();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return builder.done();</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** a − b, entry by entry. */</span></span>
<span class="line"><span>export function difference(a: Affine, b: Affine): Affine {</span></span>
<span class="line"><span>  return weightedSum([</span></span>
<span class="line"><span>    [1, a],</span></span>
<span class="line"><span>    [-1, b],</span></span>
<span class="line"><span>  ]);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Numbers as a form. */</span></span>
<span class="line"><span>export function constantForm(data: Float64Array): Affine {</span></span>
<span class="line"><span>  const builder = new FormBuilder();</span></span>
<span class="line"><span>  for (const number of data) {</span></span>
<span class="line"><span>    builder.push(ONE, ONE, number);</span></span>
<span class="line"><span>    builder.endEntry();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return builder.done();</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Variables, or parameters, one after the other. */</span></span>
<span class="line"><span>export function identityForm(kind: &quot;variable&quot; | &quot;parameter&quot;, first: number, size: number): Affine {</span></span>
<span class="line"><span>  const counted = Int32Array.from({ length: size }, (_, i) =&gt; first + i);</span></span>
<span class="line"><span>  const none = new Int32Array(size).fill(ONE);</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    size,</span></span>
<span class="line"><span>    start: Int32Array.from({ length: size + 1 }, (_, i) =&gt; i),</span></span>
<span class="line"><span>    variable: kind === &quot;variable&quot; ? counted : none,</span></span>
<span class="line"><span>    parameter: kind === &quot;parameter&quot; ? counted : none,</span></span>
<span class="line"><span>    value: new Float64Array(size).fill(1),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/affine-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const affineTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  affineTs as default
};
