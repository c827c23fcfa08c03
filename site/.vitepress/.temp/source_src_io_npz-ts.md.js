import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/npz.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/npz-ts.md","filePath":"site/generated/source/src/io/npz-ts.md"}');
const _sfc_main = { name: "source/src/io/npz-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcionpzts" tabindex="-1"><code>src/io/npz.ts</code> <a class="header-anchor" href="#srcionpzts" aria-label="Permalink to &quot;\`src/io/npz.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** NumPy&#39;s \`.npz\`: a zip file with one \`.npy\` member per array. */</span></span>
<span class="line"><span>import {</span></span>
<span class="line"><span>  BROKEN,</span></span>
<span class="line"><span>  byteLength,</span></span>
<span class="line"><span>  type ArrayFile,</span></span>
<span class="line"><span>  type ArrayOutline,</span></span>
<span class="line"><span>  type FileLayout,</span></span>
<span class="line"><span>  type StoredArray,</span></span>
<span class="line"><span>} from &quot;./arrays.js&quot;;</span></span>
<span class="line"><span>import { fileError, type ByteSource } from &quot;./bytes.js&quot;;</span></span>
<span class="line"><span>import { BYTES, isNative, toFloat64 } from &quot;./dtype.js&quot;;</span></span>
<span class="line"><span>import { METADATA_NAME, parseMetadata, serialiseMetadata, type Metadata } from &quot;./metadata.js&quot;;</span></span>
<span class="line"><span>import { NPY_PREFIX, npyHeader, npyHeaderLength, parseNpyHeader, type NpyHeader } from &quot;./npy.js&quot;;</span></span>
<span class="line"><span>import { combineCrc32, crc32 } from &quot;./zip/crc32.js&quot;;</span></span>
<span class="line"><span>import { readDirectory, type Member } from &quot;./zip/directory.js&quot;;</span></span>
<span class="line"><span>import { Inflater } from &quot;./zip/inflate.js&quot;;</span></span>
<span class="line"><span>import { directoryBytes, isLong, localHeader, localHeaderLength, type MemberOutline } from &quot;./zip/layout.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const ENDING = &quot;.npy&quot;;</span></span>
<span class="line"><span>/** Metadata are a few words, not a way to fill the memory. */</span></span>
<span class="line"><span>const LONGEST_METADATA = 2 ** 20;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError for a broken file, and for arrays of anything but numbers. */</span></span>
<span class="line"><span>export async function openNpz(source: ByteSource): Promise&lt;ArrayFile&gt; {</span></span>
<span class="line"><span>  const { members, bytes: directory } = await readDirectory(source);</span></span>
<span class="line"><span>  const arrays = new Map&lt;string, StoredArray&gt;();</span></span>
<span class="line"><span>  let metadata: Metadata = new Map();</span></span>
<span class="line"><span>  for (const member of members) {</span></span>
<span class="line"><span>    const field = \`\${source.name}: \${member.name}\`;</span></span>
<span class="line"><span>    if (!member.name.endsWith(ENDING) || member.name === ENDING) {</span></span>
<span class="line"><span>      throw fileError(field, &quot;members that end in .npy&quot;, \`&quot;\${member.name}&quot;\`, &quot;Save arrays with numpy.savez.&quot;);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const name = member.name.slice(0, -ENDING.length);</span></span>
<span class="line"><span>    const content = contentOf(source, member);</span></span>
<span class="line"><span>    const header = await readHeader(field, member, content);</span></span>
<span class="line"><span>    if (name === METADATA_NAME) metadata = await readMetadata(field, member, content, header);</span></span>
<span class="line"><span>    else arrays.set(name, storedArray(\`\${source.name}: \${name}\`, member, content, header));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { format: &quot;npz&quot;, name: source.name, arrays, metadata, directory };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The bytes of a member, after inflating. */</span></span>
<span class="line"><span>type Content = (offset: number, target: Uint8Array) =&gt; Promise&lt;void&gt;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function contentOf(source: ByteSource, member: Member): Content {</span></span>
<span class="line"><span>  if (!member.deflated) return (offset, target) =&gt; source.readInto(member.offset + offset, target);</span></span>
<span class="line"><span>  const inflater = new Inflater(source, member);</span></span>
<span class="line"><span>  return (offset, target) =&gt; inflater.readInto(offset, target);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>async function readHeader(field: string, { size }: Member, content: Content): Promise&lt;NpyHeader&gt; {</span></span>
<span class="line"><span>  const prefix = new Uint8Array(Math.min(NPY_PREFIX, size));</span></span>
<span class="line"><span>  await content(0, prefix);</span></span>
<span class="line"><span>  const length = npyHeaderLength(field, prefix);</span></span>
<span class="line"><span>  if (length &gt; size) throw fileError(field, \`a header of \${length} bytes\`, \`\${size} bytes\`, BROKEN);</span></span>
<span class="line"><span>  const bytes = new Uint8Array(length);</span></span>
<span class="line"><span>  await content(0, bytes);</span></span>
<span class="line"><span>  const header = parseNpyHeader(field, bytes);</span></span>
<span class="line"><span>  const needed = header.text</span></span>
<span class="line"><span>    ? byteLength(field, &quot;uint8&quot;, [textBytes(header), ...header.shape])</span></span>
<span class="line"><span>    : byteLength(field, header.dtype, header.shape);</span></span>
<span class="line"><span>  if (length + needed !== size) {</span></span>
<span class="line"><span>    const shape = \`shape (\${header.shape.join(&quot;, &quot;)})\`;</span></span>
<span class="line"><span>    throw fileError(field, \`\${length + needed} bytes for \${shape}\`, \`\${size} bytes\`, BROKEN);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return header;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function textBytes({ text }: NpyHeader): number {</span></span>
<span class="line"><span>  return text!.characters * (text!.kind === &quot;U&quot; ? 4 : 1);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function storedArray(field: string, member: Member, content: Content, header: NpyHeader): StoredArray {</span></span>
<span class="line"><span>  const { dtype, bigEndian, fortran, shape, length, text } = header;</span></span>
<span class="line"><span>  if (text !== undefined) {</span></span>
<span class="line"><span>    throw fileError(field, &quot;numbers&quot;, &quot;an array of text&quot;, &quot;Leave it out; words go into the metadata.&quot;);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const size = BYTES[dtype];</span></span>
<span class="line"><span>  const read = async (start: number, out: Float64Array): Promise&lt;void&gt; =&gt; {</span></span>
<span class="line"><span>    if (isNative(dtype, bigEndian)) {</span></span>
<span class="line"><span>      return content(length + size * start, new Uint8Array(out.buffer, out.byteOffset, out.byteLength));</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const bytes = new Uint8Array(size * out.length);</span></span>
<span class="line"><span>    await content(length + size * start, bytes);</span></span>
<span class="line"><span>    toFloat64(field, bytes, dtype, bigEndian, out);</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  const total = (member.size - length) / size;</span></span>
<span class="line"><span>  const checked = async (start: number, out: Float64Array): Promise&lt;void&gt; =&gt; {</span></span>
<span class="line"><span>    await read(start, out);</span></span>
<span class="line"><span>    if (member.deflated || out.length !== total) return;</span></span>
<span class="line"><span>    await requireCrc(field, member, content, out, length, isNative(dtype, bigEndian));</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  // Where all axes but one have length 1, both orders are the same.</span></span>
<span class="line"><span>  const columnMajor = fortran &amp;&amp; shape.filter((axis) =&gt; axis &gt; 1).length &gt; 1;</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    dtype,</span></span>
<span class="line"><span>    shape,</span></span>
<span class="line"><span>    random: !member.deflated &amp;&amp; !columnMajor,</span></span>
<span class="line"><span>    read: columnMajor ? transposed(field, shape, total, checked) : checked,</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A member that was read whole must have the checksum that it came with. */</span></span>
<span class="line"><span>async function requireCrc(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  member: Member,</span></span>
<span class="line"><span>  content: Content,</span></span>
<span class="line"><span>  out: Float64Array,</span></span>
<span class="line"><span>  headerLength: number,</span></span>
<span class="line"><span>  native: boolean,</span></span>
<span class="line"><span>): Promise&lt;void&gt; {</span></span>
<span class="line"><span>  let crc: number;</span></span>
<span class="line"><span>  if (native) {</span></span>
<span class="line"><span>    const header = new Uint8Array(headerLength);</span></span>
<span class="line"><span>    await content(0, header);</span></span>
<span class="line"><span>    crc = crc32(new Uint8Array(out.buffer, out.byteOffset, out.byteLength), crc32(header));</span></span>
<span class="line"><span>  } else {</span></span>
<span class="line"><span>    crc = 0;</span></span>
<span class="line"><span>    for (let at = 0; at &lt; member.size;) {</span></span>
<span class="line"><span>      const piece = new Uint8Array(Math.min(2 ** 20, member.size - at));</span></span>
<span class="line"><span>      await content(at, piece);</span></span>
<span class="line"><span>      crc = crc32(piece, crc);</span></span>
<span class="line"><span>      at += piece.length;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (crc === member.crc) return;</span></span>
<span class="line"><span>  throw fileError(field, &quot;the checksum in the directory&quot;, &quot;bytes with another one&quot;, BROKEN);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Column-major arrays can be read whole only: the entries of one row are all over the file. */</span></span>
<span class="line"><span>function transposed(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  shape: readonly number[],</span></span>
<span class="line"><span>  total: number,</span></span>
<span class="line"><span>  read: StoredArray[&quot;read&quot;],</span></span>
<span class="line"><span>): StoredArray[&quot;read&quot;] {</span></span>
<span class="line"><span>  return async (start, out) =&gt; {</span></span>
<span class="line"><span>    if (start !== 0 || out.length !== total) {</span></span>
<span class="line"><span>      throw fileError(</span></span>
<span class="line"><span>        field,</span></span>
<span class="line"><span>        &quot;an array in row-major (C) order, which can be read in parts&quot;,</span></span>
<span class="line"><span>        &quot;one in column-major (Fortran) order&quot;,</span></span>
<span class="line"><span>        &quot;Save numpy.ascontiguousarray(array).&quot;,</span></span>
<span class="line"><span>      );</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const columns = new Float64Array(total);</span></span>
<span class="line"><span>    await read(0, columns);</span></span>
<span class="line"><span>    const index = shape.map(() =&gt; 0);</span></span>
<span class="line"><span>    // Strides of the file, the first axis fastest; the index counts as an odometer, the last axis fastest.</span></span>
<span class="line"><span>    const strides = shape.map((_, axis) =&gt; shape.slice(0, axis).reduce((product, axis) =&gt; product * axis, 1));</span></span>
<span class="line"><span>    for (let i = 0, from = 0; i &lt; total; i++) {</span></span>
<span class="line"><span>      out[i] = columns[from];</span></span>
<span class="line"><span>      for (let axis = shape.length - 1; axis &gt;= 0; axis--) {</span></span>
<span class="line"><span>        from += strides[axis];</span></span>
<span class="line"><span>        if (++index[axis] &lt; shape[axis]) break;</span></span>
<span class="line"><span>        from -= index[axis] * strides[axis];</span></span>
<span class="line"><span>        index[axis] = 0;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>async function readMetadata(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  member: Member,</span></span>
<span class="line"><span>  content: Content,</span></span>
<span class="line"><span>  header: NpyHeader,</span></span>
<span class="line"><span>): Promise&lt;Metadata&gt; {</span></span>
<span class="line"><span>  if (header.text?.kind !== &quot;U&quot; || header.shape.length !== 0 || member.size &gt; LONGEST_METADATA) {</span></span>
<span class="line"><span>    throw fileError(</span></span>
<span class="line"><span>      field,</span></span>
<span class="line"><span>      &quot;metadata: one string&quot;,</span></span>
<span class="line"><span>      &quot;something else&quot;,</span></span>
<span class="line"><span>      \`Leave an array &quot;\${METADATA_NAME}&quot; out.\`,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const bytes = new Uint8Array(member.size);</span></span>
<span class="line"><span>  await content(0, bytes);</span></span>
<span class="line"><span>  const view = new DataView(bytes.buffer, header.length);</span></span>
<span class="line"><span>  let text = &quot;&quot;;</span></span>
<span class="line"><span>  for (let i = 0; i &lt; header.text.characters; i++) {</span></span>
<span class="line"><span>    const code = view.getUint32(4 * i, !header.bigEndian);</span></span>
<span class="line"><span>    if (code &gt; 0x10ffff) throw fileError(field, &quot;text&quot;, \`the character \${code}\`, BROKEN);</span></span>
<span class="line"><span>    if (code !== 0) text += String.fromCodePoint(code); // Zeros fill up.</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return parseMetadata(field, text);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The metadata as NumPy&#39;s string: \`json.loads(str(file[&quot;optnet&quot;]))\` in Python. */</span></span>
<span class="line"><span>export function metadataMember(metadata: Metadata): Uint8Array {</span></span>
<span class="line"><span>  const characters = Array.from(serialiseMetadata(metadata), (character) =&gt; character.codePointAt(0)!);</span></span>
<span class="line"><span>  const header = npyHeader(\`&lt;U\${characters.length}\`, []);</span></span>
<span class="line"><span>  const bytes = new Uint8Array(header.length + 4 * characters.length);</span></span>
<span class="line"><span>  bytes.set(header);</span></span>
<span class="line"><span>  const view = new DataView(bytes.buffer, header.length);</span></span>
<span class="line"><span>  characters.forEach((code, i) =&gt; view.setUint32(4 * i, code, true));</span></span>
<span class="line"><span>  return bytes;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Where a file of stored members has its parts; metadata come last. */</span></span>
<span class="line"><span>export function npzLayout(arrays: readonly ArrayOutline[], metadata: Metadata): FileLayout {</span></span>
<span class="line"><span>  const offsets = new Map&lt;string, number&gt;();</span></span>
<span class="line"><span>  let at = 0;</span></span>
<span class="line"><span>  const planned = arrays.map((array) =&gt; {</span></span>
<span class="line"><span>    const header = npyHeader(array.dtype, array.shape);</span></span>
<span class="line"><span>    const bytes = byteLength(array.name, array.dtype, array.shape);</span></span>
<span class="line"><span>    const name = array.name + ENDING;</span></span>
<span class="line"><span>    const local = at;</span></span>
<span class="line"><span>    const size = header.length + bytes;</span></span>
<span class="line"><span>    at += localHeaderLength(name, isLong(size)) + size;</span></span>
<span class="line"><span>    offsets.set(array.name, at - bytes);</span></span>
<span class="line"><span>    return { array, name, header, bytes, local, size };</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  const words = metadata.size === 0 ? undefined : metadataMember(metadata);</span></span>
<span class="line"><span>  const end = at;</span></span>
<span class="line"><span>  const wordsOutline = words &amp;&amp; {</span></span>
<span class="line"><span>    ...{ name: METADATA_NAME + ENDING, deflated: false, crc: crc32(words), local: end },</span></span>
<span class="line"><span>    ...{ compressed: words.length, size: words.length },</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  const outlines = (crcOf: (name: string) =&gt; number): MemberOutline[] =&gt; [</span></span>
<span class="line"><span>    ...planned.map(({ array, name, header, bytes, local, size }) =&gt; {</span></span>
<span class="line"><span>      const crc = combineCrc32(crc32(header), crcOf(array.name), bytes);</span></span>
<span class="line"><span>      return { name, deflated: false, crc, compressed: size, size, local };</span></span>
<span class="line"><span>    }),</span></span>
<span class="line"><span>    ...(wordsOutline ? [wordsOutline] : []),</span></span>
<span class="line"><span>  ];</span></span>
<span class="line"><span>  const directoryAt = end + (words ? localHeaderLength(wordsOutline!.name, false) + words.length : 0);</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    size:</span></span>
<span class="line"><span>      directoryAt +</span></span>
<span class="line"><span>      directoryBytes(</span></span>
<span class="line"><span>        outlines(() =&gt; 0),</span></span>
<span class="line"><span>        directoryAt,</span></span>
<span class="line"><span>      ).length,</span></span>
<span class="line"><span>    offsets,</span></span>
<span class="line"><span>    frame: (crcOf) =&gt; {</span></span>
<span class="line"><span>      const members = outlines(crcOf);</span></span>
<span class="line"><span>      const headers = members.map((member, i) =&gt; ({</span></span>
<span class="line"><span>        offset: member.local,</span></span>
<span class="line"><span>        bytes: joined(localHeader(member, isLong(member.size)), planned[i]?.header ?? words!),</span></span>
<span class="line"><span>      }));</span></span>
<span class="line"><span>      return [...headers, { offset: directoryAt, bytes: directoryBytes(members, directoryAt) }];</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function joined(...parts: readonly Uint8Array[]): Uint8Array {</span></span>
<span class="line"><span>  const bytes = new Uint8Array(parts.reduce((sum, part) =&gt; sum + part.length, 0));</span></span>
<span class="line"><span>  let at = 0;</span></span>
<span class="line"><span>  for (const part of parts) {</span></span>
<span class="line"><span>    bytes.set(part, at);</span></span>
<span class="line"><span>    at += part.length;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return bytes;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/npz-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const npzTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  npzTs as default
};
