import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/problem/quadratic.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/problem/quadratic-ts.md","filePath":"site/generated/source/src/problem/quadratic-ts.md"}');
const _sfc_main = { name: "source/src/problem/quadratic-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcproblemquadraticts" tabindex="-1"><code>src/problem/quadratic.ts</code> <a class="header-anchor" href="#srcproblemquadraticts" aria-label="Permalink to &quot;\`src/problem/quadratic.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** What can be said about Q without factoring it. */</span></span>
<span class="line"><span>import { diagonalPlaces, symmetricPattern } from &quot;../matrix/pattern.js&quot;;</span></span>
<span class="line"><span>import { readSafely, kindOf } from &quot;./read.js&quot;;</span></span>
<span class="line"><span>import { describe, OptNetError, entryName, positionOf } from &quot;./errors.js&quot;;</span></span>
<span class="line"><span>import type { Operand, QuadraticKind } from &quot;./problem.js&quot;;</span></span>
<span class="line"><span>import { sparsePosition } from &quot;./sparse-operand.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Largest |Qij − Qji| / max|Q| that rounding to float32 explains. */</span></span>
<span class="line"><span>const ASYMMETRY = 1e-6;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Largest −Qii / max|Q| that rounding explains. */</span></span>
<span class="line"><span>const NEGATIVITY = 1e-9;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What is in \`{ diagonal }\`; undefined for everything else. */</span></span>
<span class="line"><span>export function diagonalIn(Q: unknown): unknown {</span></span>
<span class="line"><span>  if (typeof Q !== &quot;object&quot; || Q === null || Array.isArray(Q) || kindOf(Q) !== undefined) return undefined;</span></span>
<span class="line"><span>  return readSafely(&quot;Q&quot;, () =&gt; (&quot;diagonal&quot; in Q ? requireAlone(Q) : undefined));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function requireAlone(Q: { readonly diagonal?: unknown }): unknown {</span></span>
<span class="line"><span>  const { diagonal } = Q;</span></span>
<span class="line"><span>  const other = Object.keys(Q).find((name) =&gt; name !== &quot;diagonal&quot;);</span></span>
<span class="line"><span>  if (other === undefined &amp;&amp; diagonal !== undefined) return diagonal;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: &quot;Q&quot;,</span></span>
<span class="line"><span>    expected: &quot;{ diagonal } with the numbers on the diagonal&quot;,</span></span>
<span class="line"><span>    got: describe(Q),</span></span>
<span class="line"><span>    hint: &quot;A matrix is [n,n] or { data, shape }; a diagonal is { diagonal: [n] } or { diagonal: [B,n] }.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Replaces Q, dense or sparse, by (Q + Qᵀ)/2 where they differ by rounding only.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError naming the worst pair of the first element that is not symmetric.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function symmetrise(Q: Operand, n: number, batched: boolean): void {</span></span>
<span class="line"><span>  const { data, pattern } = Q;</span></span>
<span class="line"><span>  const { mirror } = pattern ? symmetricPattern(pattern) : { mirror: undefined };</span></span>
<span class="line"><span>  for (let start = 0; start &lt; data.length; start += Q.size) {</span></span>
<span class="line"><span>    const { worst, entry, opposite } = mirror</span></span>
<span class="line"><span>      ? averageEntries(data, start, mirror)</span></span>
<span class="line"><span>      : averageDense(data, start, n);</span></span>
<span class="line"><span>    // Averaging moves the largest entry by at most half of \`worst\`, which the tolerance does not notice.</span></span>
<span class="line"><span>    if (worst &gt; 0 &amp;&amp; worst &gt; ASYMMETRY * largestOf(data, start, Q.size)) {</span></span>
<span class="line"><span>      throw asymmetric(Q, n, batched, entry, opposite, worst);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The pair of entries that differ most. */</span></span>
<span class="line"><span>interface WorstPair {</span></span>
<span class="line"><span>  readonly worst: number;</span></span>
<span class="line"><span>  readonly entry: number;</span></span>
<span class="line"><span>  readonly opposite: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function averageDense(data: Float64Array, start: number, n: number): WorstPair {</span></span>
<span class="line"><span>  let worst = 0;</span></span>
<span class="line"><span>  let worstRow = 0;</span></span>
<span class="line"><span>  let worstColumn = 0;</span></span>
<span class="line"><span>  for (let i = 1; i &lt; n; i++) {</span></span>
<span class="line"><span>    for (let j = 0; j &lt; i; j++) {</span></span>
<span class="line"><span>      const below = data[start + i * n + j];</span></span>
<span class="line"><span>      const above = data[start + j * n + i];</span></span>
<span class="line"><span>      if (below === above) continue;</span></span>
<span class="line"><span>      const difference = Math.abs(below - above);</span></span>
<span class="line"><span>      if (difference &gt; worst) {</span></span>
<span class="line"><span>        worst = difference;</span></span>
<span class="line"><span>        worstRow = i;</span></span>
<span class="line"><span>        worstColumn = j;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      // Halved first, so that entries near the largest float64 do not overflow.</span></span>
<span class="line"><span>      data[start + i * n + j] = data[start + j * n + i] = 0.5 * below + 0.5 * above;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { worst, entry: start + worstRow * n + worstColumn, opposite: start + worstColumn * n + worstRow };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function averageEntries(data: Float64Array, start: number, mirror: Int32Array): WorstPair {</span></span>
<span class="line"><span>  let worst = 0;</span></span>
<span class="line"><span>  let at = 0;</span></span>
<span class="line"><span>  for (let k = 0; k &lt; mirror.length; k++) {</span></span>
<span class="line"><span>    const other = mirror[k];</span></span>
<span class="line"><span>    const [below, above] = [data[start + k], data[start + other]];</span></span>
<span class="line"><span>    if (other &lt;= k || below === above) continue;</span></span>
<span class="line"><span>    if (Math.abs(below - above) &gt; worst) {</span></span>
<span class="line"><span>      worst = Math.abs(below - above);</span></span>
<span class="line"><span>      at = k;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    data[start + k] = data[start + other] = 0.5 * below + 0.5 * above;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { worst, entry: start + at, opposite: start + mirror[at] };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function asymmetric(</span></span>
<span class="line"><span>  Q: Operand,</span></span>
<span class="line"><span>  n: number,</span></span>
<span class="line"><span>  batched: boolean,</span></span>
<span class="line"><span>  entry: number,</span></span>
<span class="line"><span>  opposite: number,</span></span>
<span class="line"><span>  difference: number,</span></span>
<span class="line"><span>): OptNetError {</span></span>
<span class="line"><span>  const nameOf = (at: number): string =&gt; {</span></span>
<span class="line"><span>    // Without the words in parentheses.</span></span>
<span class="line"><span>    if (Q.pattern) return sparsePosition(&quot;Q&quot;, Q, batched, at).split(&quot; &quot;)[0];</span></span>
<span class="line"><span>    return entryName(&quot;Q&quot;, Q.shape, batched, at);</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  const diagonals = batched || Q.pattern ? &quot;&quot; : \` Diagonals of \${n} elements are { diagonal: Q }.\`;</span></span>
<span class="line"><span>  const half = Q.pattern ? &quot; A triangle is sparse.symmetric(Q).&quot; : &quot;&quot;;</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field: &quot;Q&quot;,</span></span>
<span class="line"><span>    expected: &quot;a symmetric matrix&quot;,</span></span>
<span class="line"><span>    got: \`\${nameOf(entry)} and \${nameOf(opposite)} that differ by \${difference}\`,</span></span>
<span class="line"><span>    hint: \`Only the symmetric part counts in ½zᵀQz: pass (Q + Qᵀ)/2.\${diagonals}\${half}\`,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * A necessary condition for positive semidefiniteness that costs nothing.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError naming the first negative diagonal entry.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function requirePositiveDiagonal(Q: Operand, n: number, kind: QuadraticKind, batched: boolean): void {</span></span>
<span class="line"><span>  const { data } = Q;</span></span>
<span class="line"><span>  const places = kind === &quot;sparse&quot; ? diagonalPlaces(Q.pattern!) : undefined;</span></span>
<span class="line"><span>  const step = kind === &quot;dense&quot; ? n + 1 : 1;</span></span>
<span class="line"><span>  for (let start = 0; start &lt; data.length; start += Q.size) {</span></span>
<span class="line"><span>    let lowest = 0;</span></span>
<span class="line"><span>    let at = start;</span></span>
<span class="line"><span>    for (let i = 0; i &lt; n; i++) {</span></span>
<span class="line"><span>      // A place of −1 is an entry that is not stored, and 0.</span></span>
<span class="line"><span>      const place = places ? places[i] : i * step;</span></span>
<span class="line"><span>      if (place &lt; 0 || data[start + place] &gt;= lowest) continue;</span></span>
<span class="line"><span>      at = start + place;</span></span>
<span class="line"><span>      lowest = data[at];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    if (lowest === 0 || lowest &gt;= -NEGATIVITY * largestOf(data, start, Q.size)) continue;</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;Q&quot;,</span></span>
<span class="line"><span>      expected: &quot;a positive semidefinite matrix&quot;,</span></span>
<span class="line"><span>      got: \`\${lowest} on the diagonal at \${places ? sparsePosition(&quot;Q&quot;, Q, batched, at) : positionOf(&quot;Q&quot;, Q.shape, batched, at)}\`,</span></span>
<span class="line"><span>      hint: &quot;The problem is not convex: check the sign of Q (this minimises), or add a multiple of the identity.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function largestOf(data: Float64Array, start: number, length: number): number {</span></span>
<span class="line"><span>  let largest = 0;</span></span>
<span class="line"><span>  for (let i = start; i &lt; start + length; i++) largest = Math.max(largest, Math.abs(data[i]));</span></span>
<span class="line"><span>  return largest;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/problem/quadratic-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const quadraticTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  quadraticTs as default
};
