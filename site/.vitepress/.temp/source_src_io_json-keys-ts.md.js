import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/json-keys.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/json-keys-ts.md","filePath":"site/generated/source/src/io/json-keys-ts.md"}');
const _sfc_main = { name: "source/src/io/json-keys-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srciojson-keysts" tabindex="-1"><code>src/io/json-keys.ts</code> <a class="header-anchor" href="#srciojson-keysts" aria-label="Permalink to &quot;\`src/io/json-keys.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * Whether an object of a JSON text has a key twice. \`JSON.parse\` keeps the last and says nothing, other readers keep the</span></span>
<span class="line"><span> * first: two readers of one file would see different arrays.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param text valid JSON.</span></span>
<span class="line"><span> * @returns the first such key.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function repeatedKey(text: string): string | undefined {</span></span>
<span class="line"><span>  /** The keys of each object that is open; undefined for an array. */</span></span>
<span class="line"><span>  const open: (Set&lt;string&gt; | undefined)[] = [];</span></span>
<span class="line"><span>  const TOKEN = /&quot;(?:[^&quot;\\\\]|\\\\.)*&quot;(\\s*:)?|[{}[\\]]/g;</span></span>
<span class="line"><span>  for (let match; (match = TOKEN.exec(text)) !== null;) {</span></span>
<span class="line"><span>    const [token, colon] = match;</span></span>
<span class="line"><span>    if (token === &quot;{&quot;) open.push(new Set());</span></span>
<span class="line"><span>    else if (token === &quot;[&quot;) open.push(undefined);</span></span>
<span class="line"><span>    else if (token === &quot;}&quot; || token === &quot;]&quot;) open.pop();</span></span>
<span class="line"><span>    else if (colon !== undefined) {</span></span>
<span class="line"><span>      const key = JSON.parse(token.slice(0, -colon.length)) as string;</span></span>
<span class="line"><span>      const keys = open.at(-1)!;</span></span>
<span class="line"><span>      if (keys.has(key)) return key;</span></span>
<span class="line"><span>      keys.add(key);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return undefined;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/json-keys-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const jsonKeysTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  jsonKeysTs as default
};
