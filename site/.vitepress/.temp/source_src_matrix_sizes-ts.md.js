import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/matrix/sizes.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/matrix/sizes-ts.md","filePath":"site/generated/source/src/matrix/sizes-ts.md"}');
const _sfc_main = { name: "source/src/matrix/sizes-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmatrixsizests" tabindex="-1"><code>src/matrix/sizes.ts</code> <a class="header-anchor" href="#srcmatrixsizests" aria-label="Permalink to &quot;\`src/matrix/sizes.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** How large the entries of a matrix of whatever kind are, by row and by column. */</span></span>
<span class="line"><span>import type { Matrix } from &quot;./operator.js&quot;;</span></span>
<span class="line"><span>import { columnAt, firstOf, lastOf, shiftOf } from &quot;./operator.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Raises each number to the largest entry of its column, rows multiplied by their units. */</span></span>
<span class="line"><span>export function raiseToEntries(sizes: Float64Array, M: Matrix, units: Float64Array): void {</span></span>
<span class="line"><span>  for (let i = 0; i &lt; M.rows; i++) {</span></span>
<span class="line"><span>    const [last, shift] = [lastOf(M, i), shiftOf(M, i)];</span></span>
<span class="line"><span>    for (let k = firstOf(M, i); k &lt; last; k++) {</span></span>
<span class="line"><span>      const j = columnAt(M, k, shift);</span></span>
<span class="line"><span>      sizes[j] = Math.max(sizes[j], Math.abs(M.value[k]) * units[i]);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The rows that have no entries but zeros. */</span></span>
<span class="line"><span>export function emptyRows(M: Matrix): number[] {</span></span>
<span class="line"><span>  const empty: number[] = [];</span></span>
<span class="line"><span>  for (let i = 0; i &lt; M.rows; i++) {</span></span>
<span class="line"><span>    let isEmpty = true;</span></span>
<span class="line"><span>    for (let k = firstOf(M, i); k &lt; lastOf(M, i) &amp;&amp; isEmpty; k++) isEmpty = M.value[k] === 0;</span></span>
<span class="line"><span>    if (isEmpty) empty.push(i);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return empty;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/matrix/sizes-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const sizesTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  sizesTs as default
};
