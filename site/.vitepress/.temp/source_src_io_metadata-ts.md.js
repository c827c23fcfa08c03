import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/metadata.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/metadata-ts.md","filePath":"site/generated/source/src/io/metadata-ts.md"}');
const _sfc_main = { name: "source/src/io/metadata-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srciometadatats" tabindex="-1"><code>src/io/metadata.ts</code> <a class="header-anchor" href="#srciometadatats" aria-label="Permalink to &quot;\`src/io/metadata.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Words beside the arrays: every file says what it holds and in which version of its format. */</span></span>
<span class="line"><span>import { fileError } from &quot;./bytes.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export type Metadata = ReadonlyMap&lt;string, string&gt;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Formats without room for words keep them in an array of this name. */</span></span>
<span class="line"><span>export const METADATA_NAME = &quot;optnet&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What the files of this package hold, and the version in which they do. */</span></span>
<span class="line"><span>export const CONTENTS = {</span></span>
<span class="line"><span>  problem: { format: &quot;optnet problem&quot;, version: 1 },</span></span>
<span class="line"><span>  solution: { format: &quot;optnet solution&quot;, version: 1 },</span></span>
<span class="line"><span>  gradients: { format: &quot;optnet gradients&quot;, version: 1 },</span></span>
<span class="line"><span>  layer: { format: &quot;optnet layer&quot;, version: 1 },</span></span>
<span class="line"><span>} as const;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export type Content = keyof typeof CONTENTS;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function metadataOf(content: Content, more: Readonly&lt;Record&lt;string, string&gt;&gt; = {}): Metadata {</span></span>
<span class="line"><span>  const { format, version } = CONTENTS[content];</span></span>
<span class="line"><span>  return new Map([[&quot;format&quot;, format], [&quot;version&quot;, String(version)], ...Object.entries(more)]);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError where a file says that it holds something else, or in a later version than is known here. */</span></span>
<span class="line"><span>export function requireContent(field: string, metadata: Metadata, content: Content): void {</span></span>
<span class="line"><span>  const format = metadata.get(&quot;format&quot;);</span></span>
<span class="line"><span>  // Files of other programs hold arrays and nothing else.</span></span>
<span class="line"><span>  if (format === undefined || !format.startsWith(&quot;optnet &quot;)) return;</span></span>
<span class="line"><span>  const known = CONTENTS[content];</span></span>
<span class="line"><span>  if (format !== known.format) {</span></span>
<span class="line"><span>    throw fileError(field, \`an \${known.format} file\`, \`an \${format} file\`, &quot;Pass the file that holds it.&quot;);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const version = metadata.get(&quot;version&quot;);</span></span>
<span class="line"><span>  if (version === String(known.version)) return;</span></span>
<span class="line"><span>  throw fileError(</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    \`version \${known.version} of an \${known.format} file\`,</span></span>
<span class="line"><span>    version === undefined ? &quot;none&quot; : \`version \${version}\`,</span></span>
<span class="line"><span>    &quot;Read it with the version of optnet that wrote it, or a later one.&quot;,</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function serialiseMetadata(metadata: Metadata): string {</span></span>
<span class="line"><span>  return JSON.stringify(Object.fromEntries(metadata));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError unless the text is a JSON object of strings. */</span></span>
<span class="line"><span>export function parseMetadata(field: string, text: string): Metadata {</span></span>
<span class="line"><span>  let value: unknown;</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    value = JSON.parse(text);</span></span>
<span class="line"><span>  } catch {</span></span>
<span class="line"><span>    value = undefined;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (typeof value === &quot;object&quot; &amp;&amp; value !== null &amp;&amp; !Array.isArray(value)) {</span></span>
<span class="line"><span>    const entries = Object.entries(value);</span></span>
<span class="line"><span>    if (entries.every((entry): entry is [string, string] =&gt; typeof entry[1] === &quot;string&quot;))</span></span>
<span class="line"><span>      return new Map(entries);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  throw fileError(field, &quot;a JSON object of strings&quot;, &quot;something else&quot;, &quot;Leave the metadata out.&quot;);</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/metadata-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const metadataTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  metadataTs as default
};
