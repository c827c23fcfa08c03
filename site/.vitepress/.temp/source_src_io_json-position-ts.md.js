import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/json-position.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/json-position-ts.md","filePath":"site/generated/source/src/io/json-position-ts.md"}');
const _sfc_main = { name: "source/src/io/json-position-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srciojson-positionts" tabindex="-1"><code>src/io/json-position.ts</code> <a class="header-anchor" href="#srciojson-positionts" aria-label="Permalink to &quot;\`src/io/json-position.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>const BLANKS = /[ \\t\\r\\n]*/y;</span></span>
<span class="line"><span>/** Punctuation, the beginning of a string, or another scalar. */</span></span>
<span class="line"><span>const TOKEN = /(?:([{}[\\],:])|(&quot;)|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|true|false|null)/y;</span></span>
<span class="line"><span>/** Inside a string, where control characters must be escaped. One class repeated: nothing to come back to. */</span></span>
<span class="line"><span>// eslint-disable-next-line no-control-regex</span></span>
<span class="line"><span>const CHARACTERS = /[^&quot;\\\\\\u0000-\\u001f]*/y;</span></span>
<span class="line"><span>const ESCAPE = /\\\\(?:[&quot;\\\\/bfnrt]|u[0-9a-fA-F]{4})/y;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Where a text stops being JSON: the index of the first token that cannot stand there, or the end of the text.</span></span>
<span class="line"><span> * \`JSON.parse\` does not always say, and not in the same words everywhere.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function jsonErrorPosition(text: string): number {</span></span>
<span class="line"><span>  const open: string[] = [];</span></span>
<span class="line"><span>  let expected: &quot;value&quot; | &quot;key&quot; | &quot;colon&quot; | &quot;separator&quot; = &quot;value&quot;;</span></span>
<span class="line"><span>  /** Just behind an opening bracket, where the closing one may follow. */</span></span>
<span class="line"><span>  let mayClose = false;</span></span>
<span class="line"><span>  let position = 0;</span></span>
<span class="line"><span>  const end = text.trimEnd().length;</span></span>
<span class="line"><span>  for (;;) {</span></span>
<span class="line"><span>    BLANKS.lastIndex = position;</span></span>
<span class="line"><span>    const start = position + BLANKS.exec(text)![0].length;</span></span>
<span class="line"><span>    if (start &gt;= end) return end;</span></span>
<span class="line"><span>    TOKEN.lastIndex = start;</span></span>
<span class="line"><span>    const token = TOKEN.exec(text);</span></span>
<span class="line"><span>    if (token === null) return start;</span></span>
<span class="line"><span>    const [, punctuation, string] = token;</span></span>
<span class="line"><span>    const next = string === undefined ? TOKEN.lastIndex : endOfString(text, TOKEN.lastIndex);</span></span>
<span class="line"><span>    if (next === undefined) return start;</span></span>
<span class="line"><span>    const closes = punctuation === &quot;]&quot; || punctuation === &quot;}&quot;;</span></span>
<span class="line"><span>    if (closes) {</span></span>
<span class="line"><span>      if (open.pop() !== punctuation || !(expected === &quot;separator&quot; || mayClose)) return start;</span></span>
<span class="line"><span>      expected = &quot;separator&quot;;</span></span>
<span class="line"><span>    } else if (expected === &quot;value&quot; &amp;&amp; (punctuation === &quot;[&quot; || punctuation === &quot;{&quot;)) {</span></span>
<span class="line"><span>      open.push(punctuation === &quot;[&quot; ? &quot;]&quot; : &quot;}&quot;);</span></span>
<span class="line"><span>      expected = punctuation === &quot;[&quot; ? &quot;value&quot; : &quot;key&quot;;</span></span>
<span class="line"><span>    } else if (expected === &quot;value&quot; &amp;&amp; punctuation === undefined) {</span></span>
<span class="line"><span>      expected = &quot;separator&quot;;</span></span>
<span class="line"><span>    } else if (expected === &quot;key&quot; &amp;&amp; string !== undefined) {</span></span>
<span class="line"><span>      expected = &quot;colon&quot;;</span></span>
<span class="line"><span>    } else if (expected === &quot;colon&quot; &amp;&amp; punctuation === &quot;:&quot;) {</span></span>
<span class="line"><span>      expected = &quot;value&quot;;</span></span>
<span class="line"><span>    } else if (expected === &quot;separator&quot; &amp;&amp; punctuation === &quot;,&quot; &amp;&amp; open.length &gt; 0) {</span></span>
<span class="line"><span>      expected = open[open.length - 1] === &quot;}&quot; ? &quot;key&quot; : &quot;value&quot;;</span></span>
<span class="line"><span>    } else {</span></span>
<span class="line"><span>      return start;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    mayClose = punctuation === &quot;[&quot; || punctuation === &quot;{&quot;;</span></span>
<span class="line"><span>    position = next;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Where a string ends that begins before \`position\`; undefined where it does not end as one. */</span></span>
<span class="line"><span>function endOfString(text: string, position: number): number | undefined {</span></span>
<span class="line"><span>  for (let at = position; ;) {</span></span>
<span class="line"><span>    CHARACTERS.lastIndex = at;</span></span>
<span class="line"><span>    CHARACTERS.exec(text);</span></span>
<span class="line"><span>    at = CHARACTERS.lastIndex;</span></span>
<span class="line"><span>    if (text[at] === &#39;&quot;&#39;) return at + 1;</span></span>
<span class="line"><span>    ESCAPE.lastIndex = at;</span></span>
<span class="line"><span>    if (ESCAPE.exec(text) === null) return undefined;</span></span>
<span class="line"><span>    at = ESCAPE.lastIndex;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/json-position-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const jsonPositionTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  jsonPositionTs as default
};
