import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/npz-deflated.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/npz-deflated-ts.md","filePath":"site/generated/source/src/io/npz-deflated-ts.md"}');
const _sfc_main = { name: "source/src/io/npz-deflated-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcionpz-deflatedts" tabindex="-1"><code>src/io/npz-deflated.ts</code> <a class="header-anchor" href="#srcionpz-deflatedts" aria-label="Permalink to &quot;\`src/io/npz-deflated.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** A compressed \`.npz\`, whose sizes are known once it is written: headers are written last. */</span></span>
<span class="line"><span>import type { ArrayFile, StoredArray } from &quot;./arrays.js&quot;;</span></span>
<span class="line"><span>import { byteLength } from &quot;./arrays.js&quot;;</span></span>
<span class="line"><span>import type { ByteSink } from &quot;./bytes.js&quot;;</span></span>
<span class="line"><span>import { writable } from &quot;./dtype.js&quot;;</span></span>
<span class="line"><span>import { METADATA_NAME } from &quot;./metadata.js&quot;;</span></span>
<span class="line"><span>import { metadataMember } from &quot;./npz.js&quot;;</span></span>
<span class="line"><span>import { npyHeader } from &quot;./npy.js&quot;;</span></span>
<span class="line"><span>import { crc32 } from &quot;./zip/crc32.js&quot;;</span></span>
<span class="line"><span>import { directoryBytes, isLong, localHeader, localHeaderLength, type MemberOutline } from &quot;./zip/layout.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @param pieces the bytes of an array. */</span></span>
<span class="line"><span>export async function writeDeflated(</span></span>
<span class="line"><span>  sink: ByteSink,</span></span>
<span class="line"><span>  { arrays, metadata }: Pick&lt;ArrayFile, &quot;arrays&quot; | &quot;metadata&quot;&gt;,</span></span>
<span class="line"><span>  pieces: (array: StoredArray) =&gt; AsyncIterable&lt;Uint8Array&gt;,</span></span>
<span class="line"><span>): Promise&lt;void&gt; {</span></span>
<span class="line"><span>  const members: MemberOutline[] = [];</span></span>
<span class="line"><span>  let at = 0;</span></span>
<span class="line"><span>  const add = async (name: string, bound: number, content: AsyncIterable&lt;Uint8Array&gt;): Promise&lt;void&gt; =&gt; {</span></span>
<span class="line"><span>    // Data that do not shrink grow by a few bytes in 16 kB.</span></span>
<span class="line"><span>    const long = isLong(bound + bound / 1024 + 1024);</span></span>
<span class="line"><span>    const local = at;</span></span>
<span class="line"><span>    at += localHeaderLength(name, long);</span></span>
<span class="line"><span>    let crc = 0;</span></span>
<span class="line"><span>    let size = 0;</span></span>
<span class="line"><span>    let compressed = 0;</span></span>
<span class="line"><span>    const counted = async function* (): AsyncGenerator&lt;Uint8Array&lt;ArrayBuffer&gt;&gt; {</span></span>
<span class="line"><span>      for await (const bytes of content) {</span></span>
<span class="line"><span>        crc = crc32(bytes, crc);</span></span>
<span class="line"><span>        size += bytes.length;</span></span>
<span class="line"><span>        yield bytes as Uint8Array&lt;ArrayBuffer&gt;;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>    const reader = streamOf(counted()).pipeThrough(new CompressionStream(&quot;deflate-raw&quot;)).getReader();</span></span>
<span class="line"><span>    for (let part; !(part = await reader.read()).done;) {</span></span>
<span class="line"><span>      await sink.write(at, part.value);</span></span>
<span class="line"><span>      at += part.value.length;</span></span>
<span class="line"><span>      compressed += part.value.length;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const member = { name, deflated: true, crc, compressed, size, local };</span></span>
<span class="line"><span>    await sink.write(local, localHeader(member, long));</span></span>
<span class="line"><span>    members.push(member);</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  for (const [name, array] of arrays) {</span></span>
<span class="line"><span>    const dtype = writable(array.dtype);</span></span>
<span class="line"><span>    const header = npyHeader(dtype, array.shape);</span></span>
<span class="line"><span>    const content = async function* (): AsyncGenerator&lt;Uint8Array&gt; {</span></span>
<span class="line"><span>      yield header;</span></span>
<span class="line"><span>      yield* pieces(array);</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>    await add(\`\${name}.npy\`, header.length + byteLength(name, dtype, array.shape), content());</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (metadata.size &gt; 0) {</span></span>
<span class="line"><span>    const words = metadataMember(metadata);</span></span>
<span class="line"><span>    const content = async function* (): AsyncGenerator&lt;Uint8Array&gt; {</span></span>
<span class="line"><span>      yield words;</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>    await add(\`\${METADATA_NAME}.npy\`, words.length, content());</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  await sink.write(at, directoryBytes(members, at));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function streamOf(content: AsyncGenerator&lt;Uint8Array&lt;ArrayBuffer&gt;&gt;): ReadableStream&lt;Uint8Array&lt;ArrayBuffer&gt;&gt; {</span></span>
<span class="line"><span>  return new ReadableStream({</span></span>
<span class="line"><span>    async pull(controller) {</span></span>
<span class="line"><span>      const { done, value } = await content.next();</span></span>
<span class="line"><span>      if (done) controller.close();</span></span>
<span class="line"><span>      else controller.enqueue(value);</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/npz-deflated-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const npzDeflatedTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  npzDeflatedTs as default
};
