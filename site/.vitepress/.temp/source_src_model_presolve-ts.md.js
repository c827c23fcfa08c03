import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/presolve.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/presolve-ts.md","filePath":"site/generated/source/src/model/presolve-ts.md"}');
const _sfc_main = { name: "source/src/model/presolve-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelpresolvets" tabindex="-1"><code>src/model/presolve.ts</code> <a class="header-anchor" href="#srcmodelpresolvets" aria-label="Permalink to &quot;\`src/model/presolve.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * What can be said of rows without solving: those of a single variable are bounds, those of none are true or false, and</span></span>
<span class="line"><span> * those that are there already say nothing. All of it is linear in the multipliers, which go to the row that stays, or are 0; so</span></span>
<span class="line"><span> * derivatives are right as they are.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { Affine } from &quot;./affine.js&quot;;</span></span>
<span class="line"><span>import { ONE } from &quot;./affine.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A bound: data, affine in the parameters. */</span></span>
<span class="line"><span>export interface Bound {</span></span>
<span class="line"><span>  readonly constant: number;</span></span>
<span class="line"><span>  /** Parameters and their coefficients. */</span></span>
<span class="line"><span>  readonly terms: readonly (readonly [parameter: number, coefficient: number])[];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The term of the only variable of a row, where its coefficient is a number; −1 for other rows. */</span></span>
<span class="line"><span>export function singleVariable(rows: Affine, i: number): number {</span></span>
<span class="line"><span>  let at = -1;</span></span>
<span class="line"><span>  for (let k = rows.start[i]; k &lt; rows.start[i + 1]; k++) {</span></span>
<span class="line"><span>    if (rows.variable[k] === ONE) continue;</span></span>
<span class="line"><span>    if (at &gt;= 0 || rows.parameter[k] !== ONE) return -1;</span></span>
<span class="line"><span>    at = k;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return at;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Where a z + c = 0 has its z: −c / a. */</span></span>
<span class="line"><span>export function boundOf(rows: Affine, i: number, at: number): Bound {</span></span>
<span class="line"><span>  let constant = 0;</span></span>
<span class="line"><span>  const terms: [number, number][] = [];</span></span>
<span class="line"><span>  for (let k = rows.start[i]; k &lt; rows.start[i + 1]; k++) {</span></span>
<span class="line"><span>    if (k === at) continue;</span></span>
<span class="line"><span>    const value = -rows.value[k] / rows.value[at];</span></span>
<span class="line"><span>    if (rows.parameter[k] === ONE) constant += value;</span></span>
<span class="line"><span>    else terms.push([rows.parameter[k], value]);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { constant, terms };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whether a row is a number. */</span></span>
<span class="line"><span>export function isNumber(rows: Affine, i: number): boolean {</span></span>
<span class="line"><span>  for (let k = rows.start[i]; k &lt; rows.start[i + 1]; k++) {</span></span>
<span class="line"><span>    if (rows.variable[k] !== ONE || rows.parameter[k] !== ONE) return false;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return true;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What a row has besides variables and parameters. */</span></span>
<span class="line"><span>export function numberIn(rows: Affine, i: number): number {</span></span>
<span class="line"><span>  for (let k = rows.start[i]; k &lt; rows.start[i + 1]; k++) {</span></span>
<span class="line"><span>    if (rows.variable[k] === ONE &amp;&amp; rows.parameter[k] === ONE) return rows.value[k];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return 0;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Rows that are kept, by all that they say but their number. */</span></span>
<span class="line"><span>export class KeptRows {</span></span>
<span class="line"><span>  readonly #equalities = new Set&lt;string&gt;();</span></span>
<span class="line"><span>  readonly #inequalities = new Map&lt;string, number&gt;();</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Whether this row = 0 is kept already, or a multiple of it; from now on it is. */</span></span>
<span class="line"><span>  hasEquality(rows: Affine, i: number): boolean {</span></span>
<span class="line"><span>    const scale = scaleOf(rows, i);</span></span>
<span class="line"><span>    // Of either sign.</span></span>
<span class="line"><span>    const signed = firstOf(rows, i) &lt; 0 ? -scale : scale;</span></span>
<span class="line"><span>    const key = \`\${keyOf(rows, i, signed)}=\${numberIn(rows, i) / signed}\`;</span></span>
<span class="line"><span>    const known = this.#equalities.has(key);</span></span>
<span class="line"><span>    this.#equalities.add(key);</span></span>
<span class="line"><span>    return known;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Whether a row ≤ 0 that is kept says this one too; from now on this one is kept. */</span></span>
<span class="line"><span>  hasInequality(rows: Affine, i: number): boolean {</span></span>
<span class="line"><span>    const scale = scaleOf(rows, i);</span></span>
<span class="line"><span>    const key = keyOf(rows, i, scale);</span></span>
<span class="line"><span>    const number = numberIn(rows, i) / scale;</span></span>
<span class="line"><span>    const before = this.#inequalities.get(key);</span></span>
<span class="line"><span>    if (before !== undefined &amp;&amp; number &lt;= before) return true;</span></span>
<span class="line"><span>    this.#inequalities.set(key, number);</span></span>
<span class="line"><span>    return false;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function firstOf(rows: Affine, i: number): number {</span></span>
<span class="line"><span>  for (let k = rows.start[i]; k &lt; rows.start[i + 1]; k++) if (rows.variable[k] !== ONE) return rows.value[k];</span></span>
<span class="line"><span>  return 1;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function scaleOf(rows: Affine, i: number): number {</span></span>
<span class="line"><span>  return Math.abs(firstOf(rows, i));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function keyOf(rows: Affine, i: number, scale: number): string {</span></span>
<span class="line"><span>  let key = &quot;&quot;;</span></span>
<span class="line"><span>  for (let k = rows.start[i]; k &lt; rows.start[i + 1]; k++) {</span></span>
<span class="line"><span>    if (rows.variable[k] === ONE &amp;&amp; rows.parameter[k] === ONE) continue;</span></span>
<span class="line"><span>    key += \`\${rows.variable[k]},\${rows.parameter[k]},\${rows.value[k] / scale};\`;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return key;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/presolve-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const presolveTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  presolveTs as default
};
