import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/safetensors.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/safetensors-ts.md","filePath":"site/generated/source/src/io/safetensors-ts.md"}');
const _sfc_main = { name: "source/src/io/safetensors-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srciosafetensorsts" tabindex="-1"><code>src/io/safetensors.ts</code> <a class="header-anchor" href="#srciosafetensorsts" aria-label="Permalink to &quot;\`src/io/safetensors.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * Safetensors: the length of a header, the header in JSON, and the arrays one behind the other.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Source: the format&#39;s description in the README of huggingface/safetensors.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import {</span></span>
<span class="line"><span>  BROKEN,</span></span>
<span class="line"><span>  byteLength,</span></span>
<span class="line"><span>  type ArrayFile,</span></span>
<span class="line"><span>  type ArrayOutline,</span></span>
<span class="line"><span>  type FileLayout,</span></span>
<span class="line"><span>  type StoredArray,</span></span>
<span class="line"><span>} from &quot;./arrays.js&quot;;</span></span>
<span class="line"><span>import { exactNumber, fileError, readBytes, type ByteSource } from &quot;./bytes.js&quot;;</span></span>
<span class="line"><span>import { BYTES, isNative, toFloat64, type DType } from &quot;./dtype.js&quot;;</span></span>
<span class="line"><span>import { repeatedKey } from &quot;./json-keys.js&quot;;</span></span>
<span class="line"><span>import type { Metadata } from &quot;./metadata.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const TYPES: Readonly&lt;Record&lt;string, DType&gt;&gt; = {</span></span>
<span class="line"><span>  F64: &quot;float64&quot;,</span></span>
<span class="line"><span>  F32: &quot;float32&quot;,</span></span>
<span class="line"><span>  F16: &quot;float16&quot;,</span></span>
<span class="line"><span>  BF16: &quot;bfloat16&quot;,</span></span>
<span class="line"><span>  I64: &quot;int64&quot;,</span></span>
<span class="line"><span>  I32: &quot;int32&quot;,</span></span>
<span class="line"><span>  I16: &quot;int16&quot;,</span></span>
<span class="line"><span>  I8: &quot;int8&quot;,</span></span>
<span class="line"><span>  U64: &quot;uint64&quot;,</span></span>
<span class="line"><span>  U32: &quot;uint32&quot;,</span></span>
<span class="line"><span>  U16: &quot;uint16&quot;,</span></span>
<span class="line"><span>  U8: &quot;uint8&quot;,</span></span>
<span class="line"><span>  BOOL: &quot;bool&quot;,</span></span>
<span class="line"><span>};</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The limit that the format&#39;s own reader has. */</span></span>
<span class="line"><span>const LONGEST_HEADER = 100_000_000;</span></span>
<span class="line"><span>const METADATA_KEY = &quot;__metadata__&quot;;</span></span>
<span class="line"><span>const MOST_AXES = 64;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError for a broken file, and for numbers of other kinds. */</span></span>
<span class="line"><span>export async function openSafetensors(source: ByteSource): Promise&lt;ArrayFile&gt; {</span></span>
<span class="line"><span>  const bad = (expected: string, got: string) =&gt; fileError(source.name, expected, got, BROKEN);</span></span>
<span class="line"><span>  const prefix = await readBytes(source, 0, 8);</span></span>
<span class="line"><span>  const length = exactNumber(new DataView(prefix.buffer).getBigUint64(0, true));</span></span>
<span class="line"><span>  if (length &gt; LONGEST_HEADER) throw bad(\`a header of at most \${LONGEST_HEADER} bytes\`, \`\${length} bytes\`);</span></span>
<span class="line"><span>  const header = await readBytes(source, 8, length);</span></span>
<span class="line"><span>  const entries = parseHeader(source, header);</span></span>
<span class="line"><span>  const start = 8 + length;</span></span>
<span class="line"><span>  const arrays = new Map&lt;string, StoredArray&gt;();</span></span>
<span class="line"><span>  const spans: { name: string; begin: number; end: number }[] = [];</span></span>
<span class="line"><span>  let metadata: Metadata = new Map();</span></span>
<span class="line"><span>  for (const [name, entry] of Object.entries(entries)) {</span></span>
<span class="line"><span>    if (name === METADATA_KEY) {</span></span>
<span class="line"><span>      metadata = metadataFrom(source, entry);</span></span>
<span class="line"><span>      continue;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const { dtype, shape, begin, end } = parseEntry(\`\${source.name}: \${name}\`, entry);</span></span>
<span class="line"><span>    spans.push({ name, begin, end });</span></span>
<span class="line"><span>    arrays.set(name, storedArray(source, name, dtype, shape, start + begin));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  spans.sort((a, b) =&gt; a.begin - b.begin || a.end - b.end);</span></span>
<span class="line"><span>  let at = 0;</span></span>
<span class="line"><span>  for (const { name, begin, end } of spans) {</span></span>
<span class="line"><span>    if (begin !== at) {</span></span>
<span class="line"><span>      const what = begin &lt; at ? &quot;one that overlaps another&quot; : &quot;a hole in front of it&quot;;</span></span>
<span class="line"><span>      throw fileError(\`\${source.name}: \${name}\`, \`an array that begins at \${at}\`, what, BROKEN);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    at = end;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (start + at !== source.size) throw bad(\`a file of \${start + at} bytes\`, \`\${source.size} bytes\`);</span></span>
<span class="line"><span>  return { format: &quot;safetensors&quot;, name: source.name, arrays, metadata, directory: header };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function parseHeader(source: ByteSource, header: Uint8Array): Record&lt;string, unknown&gt; {</span></span>
<span class="line"><span>  const bad = (got: string) =&gt; fileError(source.name, &quot;a header in JSON&quot;, got, BROKEN);</span></span>
<span class="line"><span>  let text: string;</span></span>
<span class="line"><span>  let value: unknown;</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    text = new TextDecoder(&quot;utf-8&quot;, { fatal: true, ignoreBOM: true }).decode(header);</span></span>
<span class="line"><span>    value = JSON.parse(text);</span></span>
<span class="line"><span>  } catch {</span></span>
<span class="line"><span>    throw bad(&quot;other bytes&quot;);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (typeof value !== &quot;object&quot; || value === null || Array.isArray(value) || !text.startsWith(&quot;{&quot;)) {</span></span>
<span class="line"><span>    throw bad(&quot;something that is no object&quot;);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const repeated = repeatedKey(text);</span></span>
<span class="line"><span>  if (repeated !== undefined) throw bad(\`the key \${JSON.stringify(repeated)} twice\`);</span></span>
<span class="line"><span>  return value as Record&lt;string, unknown&gt;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function metadataFrom(source: ByteSource, value: unknown): Metadata {</span></span>
<span class="line"><span>  if (typeof value === &quot;object&quot; &amp;&amp; value !== null &amp;&amp; !Array.isArray(value)) {</span></span>
<span class="line"><span>    const entries = Object.entries(value as Record&lt;string, unknown&gt;);</span></span>
<span class="line"><span>    if (entries.every((entry): entry is [string, string] =&gt; typeof entry[1] === &quot;string&quot;))</span></span>
<span class="line"><span>      return new Map(entries);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  throw fileError(\`\${source.name}: \${METADATA_KEY}\`, &quot;an object of strings&quot;, &quot;something else&quot;, BROKEN);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function parseEntry(field: string, entry: unknown) {</span></span>
<span class="line"><span>  const { dtype: type, shape, data_offsets: offsets } = (entry ?? {}) as Record&lt;string, unknown&gt;;</span></span>
<span class="line"><span>  const dtype = typeof type === &quot;string&quot; &amp;&amp; Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;</span></span>
<span class="line"><span>  if (dtype === undefined) {</span></span>
<span class="line"><span>    throw fileError(</span></span>
<span class="line"><span>      field,</span></span>
<span class="line"><span>      \`one of the types \${Object.keys(TYPES).join(&quot;, &quot;)}\`,</span></span>
<span class="line"><span>      JSON.stringify(type)?.slice(0, 40) ?? &quot;none&quot;,</span></span>
<span class="line"><span>      &quot;Convert it to F64.&quot;,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (!isLengths(shape) || shape.length &gt; MOST_AXES) {</span></span>
<span class="line"><span>    throw fileError(field, &quot;a shape of whole numbers ≥ 0&quot;, shown(shape), BROKEN);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (!isLengths(offsets) || offsets.length !== 2 || offsets[0] &gt; offsets[1]) {</span></span>
<span class="line"><span>    throw fileError(field, &quot;two offsets, the first not behind the second&quot;, shown(offsets), BROKEN);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const [begin, end] = offsets;</span></span>
<span class="line"><span>  const needed = byteLength(field, dtype, shape);</span></span>
<span class="line"><span>  if (end - begin !== needed) {</span></span>
<span class="line"><span>    throw fileError(field, \`\${needed} bytes for shape [\${shape.join(&quot;,&quot;)}]\`, \`\${end - begin} bytes\`, BROKEN);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { dtype, shape, begin, end };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function isLengths(value: unknown): value is number[] {</span></span>
<span class="line"><span>  return Array.isArray(value) &amp;&amp; value.every((length) =&gt; Number.isSafeInteger(length) &amp;&amp; length &gt;= 0);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function shown(value: unknown): string {</span></span>
<span class="line"><span>  return (JSON.stringify(value) ?? &quot;nothing&quot;).slice(0, 60);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function storedArray(</span></span>
<span class="line"><span>  source: ByteSource,</span></span>
<span class="line"><span>  name: string,</span></span>
<span class="line"><span>  dtype: DType,</span></span>
<span class="line"><span>  shape: readonly number[],</span></span>
<span class="line"><span>  offset: number,</span></span>
<span class="line"><span>): StoredArray {</span></span>
<span class="line"><span>  const size = BYTES[dtype];</span></span>
<span class="line"><span>  const read = async (start: number, out: Float64Array): Promise&lt;void&gt; =&gt; {</span></span>
<span class="line"><span>    if (isNative(dtype, false)) {</span></span>
<span class="line"><span>      const bytes = new Uint8Array(out.buffer, out.byteOffset, out.byteLength);</span></span>
<span class="line"><span>      return source.readInto(offset + size * start, bytes);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const bytes = await readBytes(source, offset + size * start, size * out.length);</span></span>
<span class="line"><span>    toFloat64(\`\${source.name}: \${name}\`, bytes, dtype, false, out);</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  return { dtype, shape, random: true, read };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const NAMES: Partial&lt;Record&lt;DType, string&gt;&gt; = { float64: &quot;F64&quot;, float32: &quot;F32&quot;, int32: &quot;I32&quot;, uint8: &quot;U8&quot; };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Where a file has its parts. Arrays of larger numbers come first, so that each begins at a multiple of its own size. */</span></span>
<span class="line"><span>export function safetensorsLayout(arrays: readonly ArrayOutline[], metadata: Metadata): FileLayout {</span></span>
<span class="line"><span>  const sorted = [...arrays].sort((a, b) =&gt; BYTES[b.dtype] - BYTES[a.dtype]);</span></span>
<span class="line"><span>  const entries = Object.create(null) as Record&lt;string, unknown&gt;;</span></span>
<span class="line"><span>  if (metadata.size &gt; 0) entries[METADATA_KEY] = Object.fromEntries(metadata);</span></span>
<span class="line"><span>  let at = 0;</span></span>
<span class="line"><span>  const begins = new Map&lt;string, number&gt;();</span></span>
<span class="line"><span>  for (const { name, dtype, shape } of sorted) {</span></span>
<span class="line"><span>    const end = at + byteLength(name, dtype, shape);</span></span>
<span class="line"><span>    entries[name] = { dtype: NAMES[dtype], shape, data_offsets: [at, end] };</span></span>
<span class="line"><span>    begins.set(name, at);</span></span>
<span class="line"><span>    at = end;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const json = new TextEncoder().encode(JSON.stringify(entries));</span></span>
<span class="line"><span>  const length = 8 * Math.ceil(json.length / 8);</span></span>
<span class="line"><span>  const bytes = new Uint8Array(8 + length).fill(0x20);</span></span>
<span class="line"><span>  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);</span></span>
<span class="line"><span>  bytes.set(json, 8);</span></span>
<span class="line"><span>  const offsets = new Map([...begins].map(([name, begin]) =&gt; [name, bytes.length + begin]));</span></span>
<span class="line"><span>  return { size: bytes.length + at, offsets, frame: () =&gt; [{ offset: 0, bytes }] };</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/safetensors-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const safetensorsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  safetensorsTs as default
};
