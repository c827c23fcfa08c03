import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/npy.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/npy-ts.md","filePath":"site/generated/source/src/io/npy-ts.md"}');
const _sfc_main = { name: "source/src/io/npy-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcionpyts" tabindex="-1"><code>src/io/npy.ts</code> <a class="header-anchor" href="#srcionpyts" aria-label="Permalink to &quot;\`src/io/npy.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * The header of NumPy&#39;s array format: a magic word, a version, and a Python literal</span></span>
<span class="line"><span> * \`{&#39;descr&#39;: &#39;&lt;f8&#39;, &#39;fortran_order&#39;: False, &#39;shape&#39;: (3, 4), }\`.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Source: numpy.lib.format, versions 1.0 to 3.0.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import { fileError } from &quot;./bytes.js&quot;;</span></span>
<span class="line"><span>import type { DType } from &quot;./dtype.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export interface NpyHeader {</span></span>
<span class="line"><span>  readonly dtype: DType;</span></span>
<span class="line"><span>  readonly bigEndian: boolean;</span></span>
<span class="line"><span>  /** Column-major: the first axis runs fastest. */</span></span>
<span class="line"><span>  readonly fortran: boolean;</span></span>
<span class="line"><span>  readonly shape: readonly number[];</span></span>
<span class="line"><span>  /** Where the numbers begin. */</span></span>
<span class="line"><span>  readonly length: number;</span></span>
<span class="line"><span>  /** For text, whose numbers nobody asks for: bytes per string; otherwise undefined. */</span></span>
<span class="line"><span>  readonly text?: { readonly kind: &quot;S&quot; | &quot;U&quot;; readonly characters: number } | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** This many bytes tell how long the header is. */</span></span>
<span class="line"><span>export const NPY_PREFIX = 12;</span></span>
<span class="line"><span>/** A header with the largest number of axes is far shorter. */</span></span>
<span class="line"><span>const LONGEST = 2 ** 16;</span></span>
<span class="line"><span>const MOST_AXES = 64;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const TYPES: Readonly&lt;Record&lt;string, DType&gt;&gt; = {</span></span>
<span class="line"><span>  f8: &quot;float64&quot;,</span></span>
<span class="line"><span>  f4: &quot;float32&quot;,</span></span>
<span class="line"><span>  f2: &quot;float16&quot;,</span></span>
<span class="line"><span>  i8: &quot;int64&quot;,</span></span>
<span class="line"><span>  i4: &quot;int32&quot;,</span></span>
<span class="line"><span>  i2: &quot;int16&quot;,</span></span>
<span class="line"><span>  i1: &quot;int8&quot;,</span></span>
<span class="line"><span>  u8: &quot;uint64&quot;,</span></span>
<span class="line"><span>  u4: &quot;uint32&quot;,</span></span>
<span class="line"><span>  u2: &quot;uint16&quot;,</span></span>
<span class="line"><span>  u1: &quot;uint8&quot;,</span></span>
<span class="line"><span>  b1: &quot;bool&quot;,</span></span>
<span class="line"><span>};</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const HINT = &quot;Save it with numpy.save or numpy.savez.&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How many bytes the header takes, from its first {@link NPY_PREFIX}. @throws OptNetError for another format. */</span></span>
<span class="line"><span>export function npyHeaderLength(field: string, prefix: Uint8Array): number {</span></span>
<span class="line"><span>  const magic = String.fromCharCode(...prefix.subarray(1, 6));</span></span>
<span class="line"><span>  if (prefix.length &lt; NPY_PREFIX || prefix[0] !== 0x93 || magic !== &quot;NUMPY&quot;) {</span></span>
<span class="line"><span>    throw fileError(field, &quot;an array in NumPy&#39;s format&quot;, &quot;other bytes&quot;, HINT);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const [major, minor] = [prefix[6], prefix[7]];</span></span>
<span class="line"><span>  if (major &lt; 1 || major &gt; 3 || minor !== 0) {</span></span>
<span class="line"><span>    throw fileError(field, &quot;version 1.0, 2.0 or 3.0 of NumPy&#39;s format&quot;, \`\${major}.\${minor}\`, HINT);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const view = new DataView(prefix.buffer, prefix.byteOffset, prefix.byteLength);</span></span>
<span class="line"><span>  const length = major === 1 ? 10 + view.getUint16(8, true) : 12 + view.getUint32(8, true);</span></span>
<span class="line"><span>  if (length &lt;= LONGEST) return length;</span></span>
<span class="line"><span>  throw fileError(field, \`a header of at most \${LONGEST} bytes\`, \`\${length} bytes\`, HINT);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Reads a whole header.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError for a broken one, and for arrays of objects, records, complex numbers and dates.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function parseNpyHeader(field: string, bytes: Uint8Array): NpyHeader {</span></span>
<span class="line"><span>  const length = npyHeaderLength(field, bytes);</span></span>
<span class="line"><span>  const text = new TextDecoder().decode(bytes.subarray(bytes[6] === 1 ? 10 : 12, length));</span></span>
<span class="line"><span>  const broken = (got: string) =&gt;</span></span>
<span class="line"><span>    fileError(</span></span>
<span class="line"><span>      field,</span></span>
<span class="line"><span>      &quot;a header with descr, fortran_order and shape&quot;,</span></span>
<span class="line"><span>      got,</span></span>
<span class="line"><span>      &quot;The file is broken, or not NumPy&#39;s.&quot;,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  // Keys may stand in any order, each once; nothing else may.</span></span>
<span class="line"><span>  const PAIR =</span></span>
<span class="line"><span>    /^\\s*(?:&#39;(descr)&#39;\\s*:\\s*&#39;([^&#39;\\\\]*)&#39;|&#39;(fortran_order)&#39;\\s*:\\s*(True|False)|&#39;(shape)&#39;\\s*:\\s*\\(([\\d\\s,L+-]*)\\))\\s*(?:,|$)/;</span></span>
<span class="line"><span>  const dictionary = /^\\s*\\{([\\s\\S]*)\\}\\s*$/.exec(text)?.[1];</span></span>
<span class="line"><span>  if (dictionary === undefined) throw broken(shown(text));</span></span>
<span class="line"><span>  const found = new Map&lt;string, string&gt;();</span></span>
<span class="line"><span>  for (let rest = dictionary.trim(); rest !== &quot;&quot;;) {</span></span>
<span class="line"><span>    const pair = PAIR.exec(rest);</span></span>
<span class="line"><span>    if (/^\\s*&#39;descr&#39;\\s*:\\s*\\[/.test(rest)) {</span></span>
<span class="line"><span>      throw fileError(field, &quot;an array of numbers&quot;, &quot;an array of records&quot;, &quot;Save each column as an array.&quot;);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const key = pair?.[1] ?? pair?.[3] ?? pair?.[5];</span></span>
<span class="line"><span>    if (pair === null || key === undefined || found.has(key)) throw broken(shown(rest));</span></span>
<span class="line"><span>    found.set(key, (pair[2] ?? pair[4] ?? pair[6])!);</span></span>
<span class="line"><span>    rest = rest.slice(pair[0].length).trim();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (found.size !== 3) throw broken(\`only \${[...found.keys()].join(&quot;, &quot;) || &quot;nothing&quot;}\`);</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    ...parseType(field, found.get(&quot;descr&quot;)!),</span></span>
<span class="line"><span>    fortran: found.get(&quot;fortran_order&quot;) === &quot;True&quot;,</span></span>
<span class="line"><span>    shape: parseShape(found.get(&quot;shape&quot;)!, broken),</span></span>
<span class="line"><span>    length,</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function parseShape(text: string, broken: (got: string) =&gt; Error): number[] {</span></span>
<span class="line"><span>  const trimmed = text.trim();</span></span>
<span class="line"><span>  if (trimmed === &quot;&quot;) return [];</span></span>
<span class="line"><span>  const parts = trimmed.split(&quot;,&quot;).map((part) =&gt; part.trim());</span></span>
<span class="line"><span>  if (parts.at(-1) === &quot;&quot; &amp;&amp; parts.length &gt; 1) parts.pop();</span></span>
<span class="line"><span>  else if (parts.length === 1) throw broken(\`shape (\${text})\`); // (3) is a number, not a tuple.</span></span>
<span class="line"><span>  const lengths = parts.map((part) =&gt; (/^\\d+L?$/.test(part) ? Number(part.replace(&quot;L&quot;, &quot;&quot;)) : NaN));</span></span>
<span class="line"><span>  if (lengths.length &lt;= MOST_AXES &amp;&amp; lengths.every((length) =&gt; Number.isSafeInteger(length))) return lengths;</span></span>
<span class="line"><span>  throw broken(\`shape (\${shown(text)})\`);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function parseType(field: string, descr: string): Pick&lt;NpyHeader, &quot;dtype&quot; | &quot;bigEndian&quot; | &quot;text&quot;&gt; {</span></span>
<span class="line"><span>  const match = /^([&lt;&gt;|=])?([a-zA-Z])(\\d*)$/.exec(descr);</span></span>
<span class="line"><span>  const [, order = &quot;|&quot;, kind = &quot;&quot;, size = &quot;&quot;] = match ?? [];</span></span>
<span class="line"><span>  if ((kind === &quot;S&quot; || kind === &quot;U&quot;) &amp;&amp; /^\\d{1,6}$/.test(size)) {</span></span>
<span class="line"><span>    return { dtype: &quot;uint8&quot;, bigEndian: order === &quot;&gt;&quot;, text: { kind, characters: Number(size) } };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const dtype = TYPES[kind + size];</span></span>
<span class="line"><span>  // An order of bytes where there is only one byte, and none where there are more, do not come from NumPy.</span></span>
<span class="line"><span>  if (dtype !== undefined &amp;&amp; (order === &quot;&lt;&quot; || order === &quot;&gt;&quot; || size === &quot;1&quot;)) {</span></span>
<span class="line"><span>    return { dtype, bigEndian: order === &quot;&gt;&quot; };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const what = kind === &quot;O&quot; ? &quot;Python objects (a pickle, which is never read)&quot; : \`&quot;\${shown(descr)}&quot;\`;</span></span>
<span class="line"><span>  throw fileError(</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    &quot;float16, float32, float64, integers or booleans&quot;,</span></span>
<span class="line"><span>    \`an array of \${what}\`,</span></span>
<span class="line"><span>    &quot;Convert it: array.astype(numpy.float64).&quot;,</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function shown(text: string): string {</span></span>
<span class="line"><span>  return text.length &lt;= 60 ? text : \`\${text.slice(0, 60)}…\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const DESCR: Partial&lt;Record&lt;DType, string&gt;&gt; = {</span></span>
<span class="line"><span>  float64: &quot;&lt;f8&quot;,</span></span>
<span class="line"><span>  float32: &quot;&lt;f4&quot;,</span></span>
<span class="line"><span>  int32: &quot;&lt;i4&quot;,</span></span>
<span class="line"><span>  uint8: &quot;|u1&quot;,</span></span>
<span class="line"><span>};</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A header of version 1.0 for numbers in row-major order, as long as NumPy makes it: a multiple of 64. */</span></span>
<span class="line"><span>export function npyHeader(dtype: DType | \`&lt;U\${number}\`, shape: readonly number[]): Uint8Array {</span></span>
<span class="line"><span>  const tuple = shape.length === 1 ? \`(\${shape[0]},)\` : \`(\${shape.join(&quot;, &quot;)})\`;</span></span>
<span class="line"><span>  const descr = DESCR[dtype as DType] ?? dtype;</span></span>
<span class="line"><span>  const text = \`{&#39;descr&#39;: &#39;\${descr}&#39;, &#39;fortran_order&#39;: False, &#39;shape&#39;: \${tuple}, }\`;</span></span>
<span class="line"><span>  const length = 64 * Math.ceil((10 + text.length + 1) / 64);</span></span>
<span class="line"><span>  const bytes = new Uint8Array(length).fill(0x20);</span></span>
<span class="line"><span>  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, (length - 10) &amp; 255, (length - 10) &gt;&gt; 8]);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; text.length; i++) bytes[10 + i] = text.charCodeAt(i);</span></span>
<span class="line"><span>  bytes[length - 1] = 0x0a;</span></span>
<span class="line"><span>  return bytes;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/npy-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const npyTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  npyTs as default
};
