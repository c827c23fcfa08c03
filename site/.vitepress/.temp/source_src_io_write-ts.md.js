import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/write.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/write-ts.md","filePath":"site/generated/source/src/io/write-ts.md"}');
const _sfc_main = { name: "source/src/io/write-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srciowritets" tabindex="-1"><code>src/io/write.ts</code> <a class="header-anchor" href="#srciowritets" aria-label="Permalink to &quot;\`src/io/write.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Writes a file of arrays, piece by piece: none of them need fit in memory. */</span></span>
<span class="line"><span>import type { ArrayFile, ArrayOutline, FileFormat, FileLayout, StoredArray } from &quot;./arrays.js&quot;;</span></span>
<span class="line"><span>import { byteLength } from &quot;./arrays.js&quot;;</span></span>
<span class="line"><span>import { fileError, MemorySink, type ByteSink } from &quot;./bytes.js&quot;;</span></span>
<span class="line"><span>import { BYTES, dtypeOf, littleEndian, writable } from &quot;./dtype.js&quot;;</span></span>
<span class="line"><span>import type { Metadata } from &quot;./metadata.js&quot;;</span></span>
<span class="line"><span>import { writeDeflated } from &quot;./npz-deflated.js&quot;;</span></span>
<span class="line"><span>import { npzLayout } from &quot;./npz.js&quot;;</span></span>
<span class="line"><span>import type { ArrayCollection } from &quot;./open.js&quot;;</span></span>
<span class="line"><span>import { writeParquet } from &quot;./parquet/write.js&quot;;</span></span>
<span class="line"><span>import { safetensorsLayout } from &quot;./safetensors.js&quot;;</span></span>
<span class="line"><span>import { crc32 } from &quot;./zip/crc32.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How arrays are written. */</span></span>
<span class="line"><span>export interface WriteOptions {</span></span>
<span class="line"><span>  /** The kind of file to make. */</span></span>
<span class="line"><span>  readonly format: FileFormat;</span></span>
<span class="line"><span>  /** Deflate the arrays of an \`.npz\`. Default false; Parquet is always compressed, safetensors never. */</span></span>
<span class="line"><span>  readonly compress?: boolean | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Numbers that are in memory at once. */</span></span>
<span class="line"><span>const PIECE = 2 ** 16;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const FORMATS: readonly FileFormat[] = [&quot;npz&quot;, &quot;safetensors&quot;, &quot;parquet&quot;];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Makes a file of arrays.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError for arrays that are none, and for Parquet without its library.</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * const bytes = await writeArrays(solutionArrays(solution), { format: &quot;npz&quot; });</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export async function writeArrays(collection: ArrayCollection, options: WriteOptions): Promise&lt;Uint8Array&gt; {</span></span>
<span class="line"><span>  const sink = new MemorySink();</span></span>
<span class="line"><span>  await writeTo(sink, inMemory(collection), options, (name) =&gt; collection.rows?.includes(name) ?? false);</span></span>
<span class="line"><span>  return sink.bytes;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Arrays in memory as if they were in a file. */</span></span>
<span class="line"><span>export function inMemory({</span></span>
<span class="line"><span>  arrays,</span></span>
<span class="line"><span>  metadata = {},</span></span>
<span class="line"><span>}: ArrayCollection): Pick&lt;ArrayFile, &quot;name&quot; | &quot;arrays&quot; | &quot;metadata&quot;&gt; {</span></span>
<span class="line"><span>  const stored = Object.entries(arrays).map(([name, { data, shape }]): [string, StoredArray] =&gt; {</span></span>
<span class="line"><span>    const dtype = dtypeOf(data);</span></span>
<span class="line"><span>    if (byteLength(name, dtype, shape) !== data.byteLength) {</span></span>
<span class="line"><span>      const got = \`\${data.length} numbers for shape [\${shape.join(&quot;,&quot;)}]\`;</span></span>
<span class="line"><span>      throw fileError(name, &quot;as many numbers as its shape says&quot;, got, &quot;data is row-major.&quot;);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const read = async (start: number, out: Float64Array): Promise&lt;void&gt; =&gt;</span></span>
<span class="line"><span>      out.set(data.subarray(start, start + out.length));</span></span>
<span class="line"><span>    return [name, { dtype, shape, random: true, read }];</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  return { name: &quot;arrays&quot;, arrays: new Map(stored), metadata: new Map(Object.entries(metadata)) };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Writes the arrays of a file, or of memory, in a format.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param isRows whether an array has one row per element.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export async function writeTo(</span></span>
<span class="line"><span>  sink: ByteSink,</span></span>
<span class="line"><span>  file: Pick&lt;ArrayFile, &quot;name&quot; | &quot;arrays&quot; | &quot;metadata&quot;&gt;,</span></span>
<span class="line"><span>  { format, compress = false }: WriteOptions,</span></span>
<span class="line"><span>  isRows: (name: string) =&gt; boolean,</span></span>
<span class="line"><span>): Promise&lt;void&gt; {</span></span>
<span class="line"><span>  if (!FORMATS.includes(format)) {</span></span>
<span class="line"><span>    throw fileError(</span></span>
<span class="line"><span>      &quot;format&quot;,</span></span>
<span class="line"><span>      \`one of \${FORMATS.join(&quot;, &quot;)}\`,</span></span>
<span class="line"><span>      JSON.stringify(format),</span></span>
<span class="line"><span>      &quot;It decides how arrays are stored.&quot;,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  for (const name of file.arrays.keys()) requireName(name);</span></span>
<span class="line"><span>  if (format === &quot;parquet&quot;) return writeParquet(file, isRows, file.metadata, sink);</span></span>
<span class="line"><span>  if (format === &quot;npz&quot; &amp;&amp; compress) return writeDeflated(sink, file, pieces);</span></span>
<span class="line"><span>  const outlines = [...file.arrays].map(([name, { dtype, shape }]) =&gt; ({</span></span>
<span class="line"><span>    name,</span></span>
<span class="line"><span>    dtype: writable(dtype),</span></span>
<span class="line"><span>    shape,</span></span>
<span class="line"><span>  }));</span></span>
<span class="line"><span>  const layout = layoutOf(format, outlines, file.metadata);</span></span>
<span class="line"><span>  const crcs = new Map&lt;string, number&gt;();</span></span>
<span class="line"><span>  for (const [name, array] of file.arrays) {</span></span>
<span class="line"><span>    let at = layout.offsets.get(name)!;</span></span>
<span class="line"><span>    let crc = 0;</span></span>
<span class="line"><span>    for await (const bytes of pieces(array)) {</span></span>
<span class="line"><span>      await sink.write(at, bytes);</span></span>
<span class="line"><span>      crc = crc32(bytes, crc);</span></span>
<span class="line"><span>      at += bytes.length;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    crcs.set(name, crc);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  for (const { offset, bytes } of layout.frame((name) =&gt; crcs.get(name)!)) await sink.write(offset, bytes);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function layoutOf(</span></span>
<span class="line"><span>  format: Exclude&lt;FileFormat, &quot;parquet&quot;&gt;,</span></span>
<span class="line"><span>  outlines: readonly ArrayOutline[],</span></span>
<span class="line"><span>  metadata: Metadata,</span></span>
<span class="line"><span>): FileLayout {</span></span>
<span class="line"><span>  return format === &quot;npz&quot; ? npzLayout(outlines, metadata) : safetensorsLayout(outlines, metadata);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The bytes of an array, as its file will have them. */</span></span>
<span class="line"><span>async function* pieces(array: StoredArray): AsyncGenerator&lt;Uint8Array&gt; {</span></span>
<span class="line"><span>  const dtype = writable(array.dtype);</span></span>
<span class="line"><span>  const total = byteLength(&quot;array&quot;, array.dtype, array.shape) / BYTES[array.dtype];</span></span>
<span class="line"><span>  for (let start = 0; start &lt; total; start += PIECE) {</span></span>
<span class="line"><span>    const numbers = new Float64Array(Math.min(PIECE, total - start));</span></span>
<span class="line"><span>    await array.read(start, numbers);</span></span>
<span class="line"><span>    yield littleEndian(</span></span>
<span class="line"><span>      dtype === &quot;float32&quot;</span></span>
<span class="line"><span>        ? Float32Array.from(numbers)</span></span>
<span class="line"><span>        : dtype === &quot;int32&quot;</span></span>
<span class="line"><span>          ? Int32Array.from(numbers)</span></span>
<span class="line"><span>          : dtype === &quot;uint8&quot;</span></span>
<span class="line"><span>            ? Uint8Array.from(numbers)</span></span>
<span class="line"><span>            : numbers,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function requireName(name: string): void {</span></span>
<span class="line"><span>  // eslint-disable-next-line no-control-regex</span></span>
<span class="line"><span>  if (name !== &quot;&quot; &amp;&amp; !/[/\\\\:\\u0000-\\u001f\\u007f]/.test(name)) return;</span></span>
<span class="line"><span>  throw fileError(</span></span>
<span class="line"><span>    &quot;arrays&quot;,</span></span>
<span class="line"><span>    &quot;names without slashes, colons and control characters&quot;,</span></span>
<span class="line"><span>    JSON.stringify(name),</span></span>
<span class="line"><span>    &quot;Rename it.&quot;,</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/write-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const writeTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  writeTs as default
};
