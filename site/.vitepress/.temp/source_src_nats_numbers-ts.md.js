import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/nats/numbers.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/nats/numbers-ts.md","filePath":"site/generated/source/src/nats/numbers-ts.md"}');
const _sfc_main = { name: "source/src/nats/numbers-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcnatsnumbersts" tabindex="-1"><code>src/nats/numbers.ts</code> <a class="header-anchor" href="#srcnatsnumbersts" aria-label="Permalink to &quot;\`src/nats/numbers.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Options that are numbers, each with its usual value and its least. */</span></span>
<span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export type NumberTable = Readonly&lt;Record&lt;string, { readonly usual: number; readonly least: number }&gt;&gt;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * @param others names of options that are no numbers.</span></span>
<span class="line"><span> * @throws OptNetError for unknown names, for what is no number, and for what is too small.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function readNumbers&lt;Table extends NumberTable&gt;(</span></span>
<span class="line"><span>  table: Table,</span></span>
<span class="line"><span>  given: { readonly [Name in keyof Table]?: number | undefined },</span></span>
<span class="line"><span>  {</span></span>
<span class="line"><span>    field = (name) =&gt; name,</span></span>
<span class="line"><span>    others = [],</span></span>
<span class="line"><span>  }: { field?: (name: string) =&gt; string; others?: readonly string[] } = {},</span></span>
<span class="line"><span>): { readonly [Name in keyof Table]: number } {</span></span>
<span class="line"><span>  const known = [...Object.keys(table), ...others];</span></span>
<span class="line"><span>  for (const name of Object.keys(given)) {</span></span>
<span class="line"><span>    if (known.includes(name)) continue;</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: field(name),</span></span>
<span class="line"><span>      expected: \`one of \${known.join(&quot;, &quot;)}\`,</span></span>
<span class="line"><span>      got: \`&quot;\${name}&quot;\`,</span></span>
<span class="line"><span>      hint: &quot;What NATS itself takes goes into the first argument.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const entries = Object.entries(table).map(([name, { usual, least }]) =&gt; {</span></span>
<span class="line"><span>    const value: unknown = given[name] ?? usual;</span></span>
<span class="line"><span>    if (typeof value === &quot;number&quot; &amp;&amp; value &gt;= least) return [name, value];</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: field(name),</span></span>
<span class="line"><span>      expected: \`a number from \${least}\`,</span></span>
<span class="line"><span>      got: String(value),</span></span>
<span class="line"><span>      hint: \`It is \${usual} where it is not given.\`,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  return Object.fromEntries(entries) as { readonly [Name in keyof Table]: number };</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/nats/numbers-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const numbersTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  numbersTs as default
};
