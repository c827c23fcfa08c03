import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/node-file.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/node-file-ts.md","filePath":"site/generated/source/src/io/node-file-ts.md"}');
const _sfc_main = { name: "source/src/io/node-file-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcionode-filets" tabindex="-1"><code>src/io/node-file.ts</code> <a class="header-anchor" href="#srcionode-filets" aria-label="Permalink to &quot;\`src/io/node-file.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Node&#39;s files as sources and sinks of bytes. */</span></span>
<span class="line"><span>import { randomUUID } from &quot;node:crypto&quot;;</span></span>
<span class="line"><span>import { open, rename, rm, type FileHandle } from &quot;node:fs/promises&quot;;</span></span>
<span class="line"><span>import { dirname } from &quot;node:path&quot;;</span></span>
<span class="line"><span>import { fileError, type ByteSink, type ByteSource } from &quot;./bytes.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Fills a new file, and only then gives it its name.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param temporary what it is called until then; what is there is replaced.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export async function replaceFile(</span></span>
<span class="line"><span>  path: string,</span></span>
<span class="line"><span>  fill: (sink: ByteSink) =&gt; Promise&lt;void&gt;,</span></span>
<span class="line"><span>  temporary = \`\${path}.\${randomUUID().slice(0, 8)}.partial\`,</span></span>
<span class="line"><span>): Promise&lt;void&gt; {</span></span>
<span class="line"><span>  const handle = await opened(temporary, &quot;w&quot;);</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    await fill(handleSink(handle));</span></span>
<span class="line"><span>    await handle.sync();</span></span>
<span class="line"><span>    await handle.close();</span></span>
<span class="line"><span>    await rename(temporary, path);</span></span>
<span class="line"><span>  } catch (error) {</span></span>
<span class="line"><span>    await handle.close().catch(() =&gt; undefined);</span></span>
<span class="line"><span>    await rm(temporary, { force: true });</span></span>
<span class="line"><span>    throw error instanceof Error &amp;&amp; &quot;code&quot; in error ? unusable(path, error) : error;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  await syncFolder(path);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A new name is on the disk once its folder is. */</span></span>
<span class="line"><span>export async function syncFolder(path: string): Promise&lt;void&gt; {</span></span>
<span class="line"><span>  // Not every system lets a folder be opened.</span></span>
<span class="line"><span>  const folder = await open(dirname(path), &quot;r&quot;).catch(() =&gt; undefined);</span></span>
<span class="line"><span>  await folder?.sync().catch(() =&gt; undefined);</span></span>
<span class="line"><span>  await folder?.close();</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError where it cannot be opened. */</span></span>
<span class="line"><span>export async function opened(path: string, flags: string | number): Promise&lt;FileHandle&gt; {</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    return await open(path, flags);</span></span>
<span class="line"><span>  } catch (error) {</span></span>
<span class="line"><span>    throw unusable(path, error);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function unusable(path: string, error: unknown): Error {</span></span>
<span class="line"><span>  const { code = String(error) } = error as NodeJS.ErrnoException;</span></span>
<span class="line"><span>  const reads =</span></span>
<span class="line"><span>    code === &quot;ENOENT&quot; || code === &quot;EISDIR&quot; ? &quot;Check the path.&quot; : &quot;Check the path, its rights and the space.&quot;;</span></span>
<span class="line"><span>  return fileError(path, &quot;a file that can be opened&quot;, code, reads);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export async function handleSource(handle: FileHandle, name: string): Promise&lt;ByteSource&gt; {</span></span>
<span class="line"><span>  const { size } = await handle.stat();</span></span>
<span class="line"><span>  const readInto = async (offset: number, target: Uint8Array): Promise&lt;void&gt; =&gt; {</span></span>
<span class="line"><span>    for (let filled = 0; filled &lt; target.length;) {</span></span>
<span class="line"><span>      const { bytesRead } = await handle.read(target, filled, target.length - filled, offset + filled);</span></span>
<span class="line"><span>      if (bytesRead === 0) {</span></span>
<span class="line"><span>        throw fileError(</span></span>
<span class="line"><span>          name,</span></span>
<span class="line"><span>          \`\${size} bytes\`,</span></span>
<span class="line"><span>          \`\${offset + filled}\`,</span></span>
<span class="line"><span>          &quot;The file became shorter while it was read.&quot;,</span></span>
<span class="line"><span>        );</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      filled += bytesRead;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  return { name, size, readInto };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function handleSink(handle: FileHandle): ByteSink {</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    async write(offset, bytes) {</span></span>
<span class="line"><span>      for (let written = 0; written &lt; bytes.length;) {</span></span>
<span class="line"><span>        written += (await handle.write(bytes, written, bytes.length - written, offset + written))</span></span>
<span class="line"><span>          .bytesWritten;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/node-file-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const nodeFileTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  nodeFileTs as default
};
