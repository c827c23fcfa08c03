import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/evaluate.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/evaluate-ts.md","filePath":"site/generated/source/src/model/evaluate-ts.md"}');
const _sfc_main = { name: "source/src/model/evaluate-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelevaluatets" tabindex="-1"><code>src/model/evaluate.ts</code> <a class="header-anchor" href="#srcmodelevaluatets" aria-label="Permalink to &quot;\`src/model/evaluate.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** The value of an expression, from those of its variables and parameters. */</span></span>
<span class="line"><span>import type { Node, PrimitiveAtom } from &quot;./node.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What an expression without variables and parameters is worth. */</span></span>
<span class="line"><span>export function evaluate(node: Node): Float64Array {</span></span>
<span class="line"><span>  return evaluateAt(node, () =&gt; undefined, new Map());</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * @param valueOf numbers of a variable or a parameter.</span></span>
<span class="line"><span> * @param known values of nodes that are known already; those that are computed join them.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function evaluateAt(</span></span>
<span class="line"><span>  node: Node,</span></span>
<span class="line"><span>  valueOf: (leaf: Node) =&gt; Float64Array | undefined,</span></span>
<span class="line"><span>  known: Map&lt;Node, Float64Array&gt;,</span></span>
<span class="line"><span>): Float64Array {</span></span>
<span class="line"><span>  // Without recursion: sums that were built one by one are deep.</span></span>
<span class="line"><span>  const open: Node[] = [node];</span></span>
<span class="line"><span>  while (open.length &gt; 0) {</span></span>
<span class="line"><span>    const next = open[open.length - 1];</span></span>
<span class="line"><span>    const parts = next.expansion ? [next.expansion] : next.args;</span></span>
<span class="line"><span>    const missing = parts.filter((part) =&gt; !known.has(part));</span></span>
<span class="line"><span>    if (known.has(next)) open.pop();</span></span>
<span class="line"><span>    else if (missing.length &gt; 0) open.push(...missing);</span></span>
<span class="line"><span>    else {</span></span>
<span class="line"><span>      const values = parts.map((part) =&gt; known.get(part)!);</span></span>
<span class="line"><span>      const own = next.leaf &amp;&amp; valueOf(next);</span></span>
<span class="line"><span>      known.set(</span></span>
<span class="line"><span>        next,</span></span>
<span class="line"><span>        own ?? (next.expansion ? values[0] : (next.atom as PrimitiveAtom).evaluate(values, next)),</span></span>
<span class="line"><span>      );</span></span>
<span class="line"><span>      open.pop();</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return known.get(node)!;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/evaluate-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const evaluateTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  evaluateTs as default
};
