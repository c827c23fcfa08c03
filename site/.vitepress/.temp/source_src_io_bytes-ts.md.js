import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/bytes.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/bytes-ts.md","filePath":"site/generated/source/src/io/bytes-ts.md"}');
const _sfc_main = { name: "source/src/io/bytes-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srciobytests" tabindex="-1"><code>src/io/bytes.ts</code> <a class="header-anchor" href="#srciobytests" aria-label="Permalink to &quot;\`src/io/bytes.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Where the bytes of a file are, and where they go: memory, a Blob, or a file of Node&#39;s (node.ts). */</span></span>
<span class="line"><span>import { OptNetError } from &quot;../index.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Bytes that can be read in any order. */</span></span>
<span class="line"><span>export interface ByteSource {</span></span>
<span class="line"><span>  /** What errors call it. */</span></span>
<span class="line"><span>  readonly name: string;</span></span>
<span class="line"><span>  /** How many bytes there are. */</span></span>
<span class="line"><span>  readonly size: number;</span></span>
<span class="line"><span>  /** Fills \`target\` with the bytes from \`offset\`; callers stay within \`size\`. */</span></span>
<span class="line"><span>  readInto(offset: number, target: Uint8Array): Promise&lt;void&gt;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A place that bytes can be written to in any order. */</span></span>
<span class="line"><span>export interface ByteSink {</span></span>
<span class="line"><span>  /** Puts the bytes at \`offset\`, behind the present end too. */</span></span>
<span class="line"><span>  write(offset: number, bytes: Uint8Array): Promise&lt;void&gt;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What can be read without Node: bytes in memory, and a Blob or File of a browser, of which parts are read as needed. */</span></span>
<span class="line"><span>export type BytesInput = Uint8Array | ArrayBuffer | Blob | ByteSource;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function sourceOf(input: BytesInput, name = &quot;file&quot;): ByteSource {</span></span>
<span class="line"><span>  if (input instanceof Uint8Array) {</span></span>
<span class="line"><span>    const readInto = async (offset: number, target: Uint8Array): Promise&lt;void&gt; =&gt;</span></span>
<span class="line"><span>      target.set(input.subarray(offset, offset + target.length));</span></span>
<span class="line"><span>    return { name, size: input.length, readInto };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (input instanceof ArrayBuffer) return sourceOf(new Uint8Array(input), name);</span></span>
<span class="line"><span>  if (typeof Blob === &quot;function&quot; &amp;&amp; input instanceof Blob) {</span></span>
<span class="line"><span>    const readInto = async (offset: number, target: Uint8Array): Promise&lt;void&gt; =&gt; {</span></span>
<span class="line"><span>      const part = await input.slice(offset, offset + target.length).arrayBuffer();</span></span>
<span class="line"><span>      target.set(new Uint8Array(part));</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>    return { name, size: input.size, readInto };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (typeof input === &quot;object&quot; &amp;&amp; input !== null &amp;&amp; &quot;readInto&quot; in input) return input;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: name,</span></span>
<span class="line"><span>    expected: &quot;a Uint8Array, an ArrayBuffer, a Blob or a ByteSource&quot;,</span></span>
<span class="line"><span>    got: input === null ? &quot;null&quot; : typeof input,</span></span>
<span class="line"><span>    hint: &quot;In Node, openFile from optnet/io/node reads a path.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The bytes from \`offset\`, in memory of their own.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError, before anything is allocated, where the source does not have them.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export async function readBytes(source: ByteSource, offset: number, length: number): Promise&lt;Uint8Array&gt; {</span></span>
<span class="line"><span>  requireWithin(source, offset, length);</span></span>
<span class="line"><span>  const bytes = new Uint8Array(length);</span></span>
<span class="line"><span>  await source.readInto(offset, bytes);</span></span>
<span class="line"><span>  return bytes;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function requireWithin(source: ByteSource, offset: number, length: number): void {</span></span>
<span class="line"><span>  if (offset &gt;= 0 &amp;&amp; length &gt;= 0 &amp;&amp; offset + length &lt;= source.size) return;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: source.name,</span></span>
<span class="line"><span>    expected: \`bytes \${offset} to \${offset + length}\`,</span></span>
<span class="line"><span>    got: \`a file of \${source.size} bytes\`,</span></span>
<span class="line"><span>    hint: &quot;The file is cut short or broken; copy or write it again.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A sink in memory, which grows. */</span></span>
<span class="line"><span>export class MemorySink implements ByteSink {</span></span>
<span class="line"><span>  #bytes = new Uint8Array(1024);</span></span>
<span class="line"><span>  #size = 0;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  write(offset: number, bytes: Uint8Array): Promise&lt;void&gt; {</span></span>
<span class="line"><span>    const end = offset + bytes.length;</span></span>
<span class="line"><span>    if (end &gt; this.#bytes.length) {</span></span>
<span class="line"><span>      const larger = new Uint8Array(Math.max(end, 2 * this.#bytes.length));</span></span>
<span class="line"><span>      larger.set(this.#bytes.subarray(0, this.#size));</span></span>
<span class="line"><span>      this.#bytes = larger;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.#bytes.set(bytes, offset);</span></span>
<span class="line"><span>    this.#size = Math.max(this.#size, end);</span></span>
<span class="line"><span>    return Promise.resolve();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  get bytes(): Uint8Array {</span></span>
<span class="line"><span>    return this.#bytes.slice(0, this.#size);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A 64-bit count of a file as a number. */</span></span>
<span class="line"><span>export function exactNumber(value: bigint): number {</span></span>
<span class="line"><span>  // A count beyond this is larger than any file, and fails wherever it is compared with the file&#39;s size.</span></span>
<span class="line"><span>  return value &gt; BigInt(Number.MAX_SAFE_INTEGER) ? Infinity : Number(value);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** An error about what is in a file. */</span></span>
<span class="line"><span>export function fileError(field: string, expected: string, got: string, hint: string): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({ field, expected, got, hint });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/bytes-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const bytesTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  bytesTs as default
};
