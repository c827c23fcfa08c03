import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/cli/nearest.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/cli/nearest-ts.md","filePath":"site/generated/source/src/cli/nearest-ts.md"}');
const _sfc_main = { name: "source/src/cli/nearest-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcclinearestts" tabindex="-1"><code>src/cli/nearest.ts</code> <a class="header-anchor" href="#srcclinearestts" aria-label="Permalink to &quot;\`src/cli/nearest.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** The one of \`words\` that a misspelt word was meant to be, if any is near. */</span></span>
<span class="line"><span>export function nearest(word: string, words: readonly string[]): string | undefined {</span></span>
<span class="line"><span>  // A word of this length is nobody&#39;s slip.</span></span>
<span class="line"><span>  if (word.length &gt; 64) return undefined;</span></span>
<span class="line"><span>  const most = Math.max(1, Math.floor(word.length / 3));</span></span>
<span class="line"><span>  const [best] = words</span></span>
<span class="line"><span>    .map((candidate) =&gt; ({ candidate, slips: slipsBetween(word, candidate) }))</span></span>
<span class="line"><span>    .filter(({ slips }) =&gt; slips &lt;= most)</span></span>
<span class="line"><span>    .sort((a, b) =&gt; a.slips - b.slips);</span></span>
<span class="line"><span>  return best?.candidate;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** \`; did you mean --json?\`, or nothing. */</span></span>
<span class="line"><span>export function suggestion(word: string, words: readonly string[], prefix = &quot;&quot;): string {</span></span>
<span class="line"><span>  const found = nearest(word, words);</span></span>
<span class="line"><span>  return found === undefined ? &quot;&quot; : \`; did you mean \${prefix}\${found}?\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Letters to insert, remove, replace or exchange with their neighbours.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Source: Damerau 1964; the form with adjacent exchanges that are not edited again.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>function slipsBetween(a: string, b: string): number {</span></span>
<span class="line"><span>  const rows = [Array.from({ length: b.length + 1 }, (_, j) =&gt; j)];</span></span>
<span class="line"><span>  for (let i = 1; i &lt;= a.length; i++) {</span></span>
<span class="line"><span>    const row = [i];</span></span>
<span class="line"><span>    for (let j = 1; j &lt;= b.length; j++) {</span></span>
<span class="line"><span>      const replaced = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);</span></span>
<span class="line"><span>      row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, replaced);</span></span>
<span class="line"><span>      const exchanged = i &gt; 1 &amp;&amp; j &gt; 1 &amp;&amp; a[i - 1] === b[j - 2] &amp;&amp; a[i - 2] === b[j - 1];</span></span>
<span class="line"><span>      if (exchanged) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    rows.push(row);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return rows[a.length][b.length];</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/cli/nearest-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const nearestTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  nearestTs as default
};
