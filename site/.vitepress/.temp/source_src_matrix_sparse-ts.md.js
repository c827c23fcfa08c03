import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/matrix/sparse.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/matrix/sparse-ts.md","filePath":"site/generated/source/src/matrix/sparse-ts.md"}');
const _sfc_main = { name: "source/src/matrix/sparse-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmatrixsparsets" tabindex="-1"><code>src/matrix/sparse.ts</code> <a class="header-anchor" href="#srcmatrixsparsets" aria-label="Permalink to &quot;\`src/matrix/sparse.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Sparse matrices by rows, and products with them. */</span></span>
<span class="line"><span>import type { Pattern } from &quot;./pattern.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A matrix by its entries, row after row. */</span></span>
<span class="line"><span>export interface SparseRows extends Pattern {</span></span>
<span class="line"><span>  readonly value: Float64Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The nonzero entries of a dense row-major matrix \`[rows, columns]\`. */</span></span>
<span class="line"><span>export function sparseRows(M: Float64Array, rows: number, columns: number): SparseRows {</span></span>
<span class="line"><span>  const start = new Int32Array(rows + 1);</span></span>
<span class="line"><span>  let count = 0;</span></span>
<span class="line"><span>  for (let i = 0; i &lt; rows; i++) {</span></span>
<span class="line"><span>    const row = i * columns;</span></span>
<span class="line"><span>    for (let j = 0; j &lt; columns; j++) if (M[row + j] !== 0) count++;</span></span>
<span class="line"><span>    start[i + 1] = count;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const index = new Int32Array(count);</span></span>
<span class="line"><span>  const value = new Float64Array(count);</span></span>
<span class="line"><span>  let at = 0;</span></span>
<span class="line"><span>  for (let i = 0; i &lt; rows; i++) {</span></span>
<span class="line"><span>    const row = i * columns;</span></span>
<span class="line"><span>    for (let j = 0; j &lt; columns; j++) {</span></span>
<span class="line"><span>      if (M[row + j] === 0) continue;</span></span>
<span class="line"><span>      index[at] = j;</span></span>
<span class="line"><span>      value[at++] = M[row + j];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { rows, columns, start, index, value };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** out += scale · M x. */</span></span>
<span class="line"><span>export function addSparseProduct(out: Float64Array, scale: number, M: SparseRows, x: Float64Array): void {</span></span>
<span class="line"><span>  const { rows, start, index, value } = M;</span></span>
<span class="line"><span>  for (let i = 0; i &lt; rows; i++) {</span></span>
<span class="line"><span>    let sum = 0;</span></span>
<span class="line"><span>    for (let k = start[i]; k &lt; start[i + 1]; k++) sum += value[k] * x[index[k]];</span></span>
<span class="line"><span>    out[i] += scale * sum;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** out += scale · Mᵀ y. */</span></span>
<span class="line"><span>export function addSparseTransposedProduct(</span></span>
<span class="line"><span>  out: Float64Array,</span></span>
<span class="line"><span>  scale: number,</span></span>
<span class="line"><span>  M: SparseRows,</span></span>
<span class="line"><span>  y: Float64Array,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  const { rows, start, index, value } = M;</span></span>
<span class="line"><span>  for (let i = 0; i &lt; rows; i++) {</span></span>
<span class="line"><span>    const factor = scale * y[i];</span></span>
<span class="line"><span>    if (factor === 0) continue;</span></span>
<span class="line"><span>    for (let k = start[i]; k &lt; start[i + 1]; k++) out[index[k]] += factor * value[k];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/matrix/sparse-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const sparseTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  sparseTs as default
};
