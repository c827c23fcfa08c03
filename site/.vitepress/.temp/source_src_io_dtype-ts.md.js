import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/dtype.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/dtype-ts.md","filePath":"site/generated/source/src/io/dtype-ts.md"}');
const _sfc_main = { name: "source/src/io/dtype-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srciodtypets" tabindex="-1"><code>src/io/dtype.ts</code> <a class="header-anchor" href="#srciodtypets" aria-label="Permalink to &quot;\`src/io/dtype.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Kinds of numbers in files, and how they become float64. */</span></span>
<span class="line"><span>import { fileError } from &quot;./bytes.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Bytes of one number of each kind. */</span></span>
<span class="line"><span>export const BYTES = {</span></span>
<span class="line"><span>  float64: 8,</span></span>
<span class="line"><span>  float32: 4,</span></span>
<span class="line"><span>  float16: 2,</span></span>
<span class="line"><span>  bfloat16: 2,</span></span>
<span class="line"><span>  int64: 8,</span></span>
<span class="line"><span>  int32: 4,</span></span>
<span class="line"><span>  int16: 2,</span></span>
<span class="line"><span>  int8: 1,</span></span>
<span class="line"><span>  uint64: 8,</span></span>
<span class="line"><span>  uint32: 4,</span></span>
<span class="line"><span>  uint16: 2,</span></span>
<span class="line"><span>  uint8: 1,</span></span>
<span class="line"><span>  bool: 1,</span></span>
<span class="line"><span>} as const;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A kind of numbers, by NumPy&#39;s name; \`bfloat16\` is the upper half of a float32. */</span></span>
<span class="line"><span>export type DType = keyof typeof BYTES;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Arrays that can be written; each goes to the file as it is. */</span></span>
<span class="line"><span>export type WritableData = Float64Array | Float32Array | Int32Array | Uint8Array;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function dtypeOf(data: WritableData): DType {</span></span>
<span class="line"><span>  if (data instanceof Float64Array) return &quot;float64&quot;;</span></span>
<span class="line"><span>  if (data instanceof Float32Array) return &quot;float32&quot;;</span></span>
<span class="line"><span>  return data instanceof Int32Array ? &quot;int32&quot; : &quot;uint8&quot;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Kinds of numbers that are read but not written become float64. */</span></span>
<span class="line"><span>export function writable(dtype: DType): DType {</span></span>
<span class="line"><span>  return dtype === &quot;float32&quot; || dtype === &quot;int32&quot; || dtype === &quot;uint8&quot; ? dtype : &quot;float64&quot;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Files are little-endian, and so are all machines that run JavaScript engines of today but a few. */</span></span>
<span class="line"><span>const LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whether an array of this kind in memory has the bytes that it has in the file. */</span></span>
<span class="line"><span>export function isNative(dtype: DType, bigEndian: boolean): boolean {</span></span>
<span class="line"><span>  return dtype === &quot;float64&quot; &amp;&amp; bigEndian !== LITTLE;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The bytes of an array as they go to a file. */</span></span>
<span class="line"><span>export function littleEndian(data: WritableData): Uint8Array {</span></span>
<span class="line"><span>  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);</span></span>
<span class="line"><span>  const size = data.BYTES_PER_ELEMENT;</span></span>
<span class="line"><span>  if (LITTLE || size === 1) return bytes;</span></span>
<span class="line"><span>  const swapped = bytes.slice();</span></span>
<span class="line"><span>  for (let i = 0; i &lt; swapped.length; i += size) swapped.subarray(i, i + size).reverse();</span></span>
<span class="line"><span>  return swapped;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>type Getter = (view: DataView, offset: number, little: boolean) =&gt; number;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const GETTERS: Readonly&lt;Record&lt;Exclude&lt;DType, &quot;int64&quot; | &quot;uint64&quot;&gt;, Getter&gt;&gt; = {</span></span>
<span class="line"><span>  float64: (view, offset, little) =&gt; view.getFloat64(offset, little),</span></span>
<span class="line"><span>  float32: (view, offset, little) =&gt; view.getFloat32(offset, little),</span></span>
<span class="line"><span>  float16: (view, offset, little) =&gt; fromFloat16(view.getUint16(offset, little)),</span></span>
<span class="line"><span>  bfloat16: (view, offset, little) =&gt; fromBfloat16(view.getUint16(offset, little)),</span></span>
<span class="line"><span>  int32: (view, offset, little) =&gt; view.getInt32(offset, little),</span></span>
<span class="line"><span>  int16: (view, offset, little) =&gt; view.getInt16(offset, little),</span></span>
<span class="line"><span>  int8: (view, offset) =&gt; view.getInt8(offset),</span></span>
<span class="line"><span>  uint32: (view, offset, little) =&gt; view.getUint32(offset, little),</span></span>
<span class="line"><span>  uint16: (view, offset, little) =&gt; view.getUint16(offset, little),</span></span>
<span class="line"><span>  uint8: (view, offset) =&gt; view.getUint8(offset),</span></span>
<span class="line"><span>  bool: (view, offset) =&gt; (view.getUint8(offset) === 0 ? 0 : 1),</span></span>
<span class="line"><span>};</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Numbers of a file as float64.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError for an integer of 64 bits that float64 does not hold exactly.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function toFloat64(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  bytes: Uint8Array,</span></span>
<span class="line"><span>  dtype: DType,</span></span>
<span class="line"><span>  bigEndian: boolean,</span></span>
<span class="line"><span>  out: Float64Array,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);</span></span>
<span class="line"><span>  const size = BYTES[dtype];</span></span>
<span class="line"><span>  if (dtype === &quot;int64&quot; || dtype === &quot;uint64&quot;) {</span></span>
<span class="line"><span>    for (let i = 0; i &lt; out.length; i++) {</span></span>
<span class="line"><span>      const exact =</span></span>
<span class="line"><span>        dtype === &quot;int64&quot; ? view.getBigInt64(8 * i, !bigEndian) : view.getBigUint64(8 * i, !bigEndian);</span></span>
<span class="line"><span>      out[i] = Number(exact);</span></span>
<span class="line"><span>      if (BigInt(out[i]) !== exact) {</span></span>
<span class="line"><span>        throw fileError(</span></span>
<span class="line"><span>          field,</span></span>
<span class="line"><span>          &quot;integers that float64 holds exactly&quot;,</span></span>
<span class="line"><span>          \`\${exact}\`,</span></span>
<span class="line"><span>          &quot;Beyond 2^53 not all are; scale the data, or save them as float64.&quot;,</span></span>
<span class="line"><span>        );</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const get = GETTERS[dtype];</span></span>
<span class="line"><span>  for (let i = 0; i &lt; out.length; i++) out[i] = get(view, size * i, !bigEndian);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function fromFloat16(half: number): number {</span></span>
<span class="line"><span>  const sign = half &amp; 0x8000 ? -1 : 1;</span></span>
<span class="line"><span>  const exponent = (half &gt;&gt; 10) &amp; 31;</span></span>
<span class="line"><span>  const fraction = half &amp; 1023;</span></span>
<span class="line"><span>  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;</span></span>
<span class="line"><span>  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const word = new DataView(new ArrayBuffer(4));</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The upper half of a float32. */</span></span>
<span class="line"><span>function fromBfloat16(half: number): number {</span></span>
<span class="line"><span>  word.setUint32(0, half &lt;&lt; 16);</span></span>
<span class="line"><span>  return word.getFloat32(0);</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/dtype-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const dtypeTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  dtypeTs as default
};
