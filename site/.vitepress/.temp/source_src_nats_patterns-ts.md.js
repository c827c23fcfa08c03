import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/nats/patterns.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/nats/patterns-ts.md","filePath":"site/generated/source/src/nats/patterns-ts.md"}');
const _sfc_main = { name: "source/src/nats/patterns-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcnatspatternsts" tabindex="-1"><code>src/nats/patterns.ts</code> <a class="header-anchor" href="#srcnatspatternsts" aria-label="Permalink to &quot;\`src/nats/patterns.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * Patterns that came in messages. The same one is the same object each time, so that what was planned for it serves</span></span>
<span class="line"><span> * again, and it is checked once.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { Operand } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { readSparse } from &quot;../problem/sparse.js&quot;;</span></span>
<span class="line"><span>import { patternInside, sparseMatrix, type SparseMatrix } from &quot;../problem/sparse-matrix.js&quot;;</span></span>
<span class="line"><span>import type { SparseArrays } from &quot;./wire/sparse.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>type Pattern = NonNullable&lt;Operand[&quot;pattern&quot;]&gt;;</span></span>
<span class="line"><span>type PatternArrays = Omit&lt;SparseArrays, &quot;data&quot;&gt;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export class KnownPatterns {</span></span>
<span class="line"><span>  readonly #most: number;</span></span>
<span class="line"><span>  /** By a digest of what is in them; those that nobody uses any more go. */</span></span>
<span class="line"><span>  readonly #known = new Map&lt;number, WeakRef&lt;Pattern&gt;&gt;();</span></span>
<span class="line"><span>  readonly #gone = new FinalizationRegistry&lt;number&gt;((digest) =&gt; {</span></span>
<span class="line"><span>    if (this.#known.get(digest)?.deref() === undefined) this.#known.delete(digest);</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  /** Those that stay although nobody uses them, the last used at the end. */</span></span>
<span class="line"><span>  readonly #kept = new Set&lt;Pattern&gt;();</span></span>
<span class="line"><span>  #bytes = 0;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** @param most bytes of patterns that stay although nobody uses them. */</span></span>
<span class="line"><span>  constructor(most: number) {</span></span>
<span class="line"><span>    this.#most = most;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Takes a pattern for the one that is meant when an equal one comes. */</span></span>
<span class="line"><span>  add(pattern: Pattern): void {</span></span>
<span class="line"><span>    this.#note(pattern, digestOf(pattern.rows, pattern.columns, pattern.start, pattern.index));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * The matrix of these arrays, whose numbers are there. The entries are not copied, nor looked at.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @throws OptNetError where the pattern is none.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  matrixOf(name: string, arrays: SparseArrays): SparseMatrix {</span></span>
<span class="line"><span>    const { data, indptr, indices, shape } = arrays;</span></span>
<span class="line"><span>    const [rows, columns] = shape.data!;</span></span>
<span class="line"><span>    const digest = digestOf(rows, columns, indptr.data!, indices.data!);</span></span>
<span class="line"><span>    let pattern = this.#known.get(digest)?.deref();</span></span>
<span class="line"><span>    if (pattern === undefined || !isPattern(pattern, arrays)) {</span></span>
<span class="line"><span>      pattern = checkedPattern(name, arrays);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.#note(pattern, digest);</span></span>
<span class="line"><span>    const batch = data.shape?.length === 2 ? data.shape[0] : undefined;</span></span>
<span class="line"><span>    return sparseMatrix(pattern, { data: data.data!, batch });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #note(pattern: Pattern, digest: number): void {</span></span>
<span class="line"><span>    if (this.#known.get(digest)?.deref() !== pattern) {</span></span>
<span class="line"><span>      this.#known.set(digest, new WeakRef(pattern));</span></span>
<span class="line"><span>      this.#gone.register(pattern, digest);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    if (this.#kept.delete(pattern)) this.#bytes -= bytesOf(pattern);</span></span>
<span class="line"><span>    this.#kept.add(pattern);</span></span>
<span class="line"><span>    this.#bytes += bytesOf(pattern);</span></span>
<span class="line"><span>    for (const oldest of this.#kept) {</span></span>
<span class="line"><span>      if (this.#bytes &lt;= this.#most) break;</span></span>
<span class="line"><span>      this.#kept.delete(oldest);</span></span>
<span class="line"><span>      this.#bytes -= bytesOf(oldest);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError naming the part, and where in it. */</span></span>
<span class="line"><span>function checkedPattern(name: string, { shape, indptr, indices }: PatternArrays): Pattern {</span></span>
<span class="line"><span>  const [starts, columns] = [indptr.data!, indices.data!];</span></span>
<span class="line"><span>  // Any numbers will do for the entries.</span></span>
<span class="line"><span>  const matrix = { shape: Array.from(shape.data!), indptr: starts, indices: columns, data: columns };</span></span>
<span class="line"><span>  return patternInside(readSparse(name, matrix))!;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function bytesOf({ start, index }: Pattern): number {</span></span>
<span class="line"><span>  return start.byteLength + index.byteLength;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Numbers that differ may have the same digest; the numbers themselves are compared too. */</span></span>
<span class="line"><span>function digestOf(rows: number, columns: number, start: ArrayLike&lt;number&gt;, index: ArrayLike&lt;number&gt;): number {</span></span>
<span class="line"><span>  let digest = Math.imul(rows, 31) ^ columns;</span></span>
<span class="line"><span>  const take = (numbers: ArrayLike&lt;number&gt;): void =&gt; {</span></span>
<span class="line"><span>    for (let i = 0; i &lt; numbers.length; i++) digest = Math.imul(digest ^ numbers[i], 0x01000193);</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  take(start);</span></span>
<span class="line"><span>  take(index);</span></span>
<span class="line"><span>  return digest;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function isPattern(</span></span>
<span class="line"><span>  { rows, columns, start, index }: Pattern,</span></span>
<span class="line"><span>  { shape, indptr, indices }: PatternArrays,</span></span>
<span class="line"><span>): boolean {</span></span>
<span class="line"><span>  const same = (a: Int32Array, b: Float64Array): boolean =&gt;</span></span>
<span class="line"><span>    a.length === b.length &amp;&amp; a.every((value, i) =&gt; value === b[i]);</span></span>
<span class="line"><span>  return (</span></span>
<span class="line"><span>    rows === shape.data![0] &amp;&amp;</span></span>
<span class="line"><span>    columns === shape.data![1] &amp;&amp;</span></span>
<span class="line"><span>    same(start, indptr.data!) &amp;&amp;</span></span>
<span class="line"><span>    same(index, indices.data!)</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/nats/patterns-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const patternsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  patternsTs as default
};
