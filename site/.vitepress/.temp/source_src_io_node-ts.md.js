import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/node.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/node-ts.md","filePath":"site/generated/source/src/io/node-ts.md"}');
const _sfc_main = { name: "source/src/io/node-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcionodets" tabindex="-1"><code>src/io/node.ts</code> <a class="header-anchor" href="#srcionodets" aria-label="Permalink to &quot;\`src/io/node.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** The same by path in Node: files of any size, read in parts and replaced when they are whole. */</span></span>
<span class="line"><span>import { basename } from &quot;node:path&quot;;</span></span>
<span class="line"><span>import type { ArrayFile } from &quot;./arrays.js&quot;;</span></span>
<span class="line"><span>import { handleSource, opened, replaceFile } from &quot;./node-file.js&quot;;</span></span>
<span class="line"><span>import { openArrays, type ArrayCollection } from &quot;./open.js&quot;;</span></span>
<span class="line"><span>import { inMemory, writeTo, type WriteOptions } from &quot;./write.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export { readProblemFile } from &quot;./node-problem.js&quot;;</span></span>
<span class="line"><span>export type { InequalityOrigin, ProblemFile } from &quot;./problem-file.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A file that is open until \`close\`. */</span></span>
<span class="line"><span>export interface OpenFile extends ArrayFile {</span></span>
<span class="line"><span>  /** Closes it; its arrays cannot be read after that. */</span></span>
<span class="line"><span>  close(): Promise&lt;void&gt;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Opens a \`.npz\`, \`.safetensors\` or Parquet file of any size; its arrays are read when asked for.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError as \`openArrays\`, and where the file cannot be read.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export async function openFile(path: string): Promise&lt;OpenFile&gt; {</span></span>
<span class="line"><span>  const handle = await opened(path, &quot;r&quot;);</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    const file = await openArrays(await handleSource(handle, basename(path)));</span></span>
<span class="line"><span>    return { ...file, close: () =&gt; handle.close() };</span></span>
<span class="line"><span>  } catch (error) {</span></span>
<span class="line"><span>    await handle.close();</span></span>
<span class="line"><span>    throw error;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Writes arrays to a file. It appears under its name once it is whole and on the disk.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError as \`writeArrays\`, and where the file cannot be written.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export async function saveFile(</span></span>
<span class="line"><span>  path: string,</span></span>
<span class="line"><span>  collection: ArrayCollection,</span></span>
<span class="line"><span>  options: WriteOptions,</span></span>
<span class="line"><span>): Promise&lt;void&gt; {</span></span>
<span class="line"><span>  const isRows = (name: string): boolean =&gt; collection.rows?.includes(name) ?? false;</span></span>
<span class="line"><span>  await replaceFile(path, (sink) =&gt; writeTo(sink, inMemory(collection), options, isRows));</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/node-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const nodeTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  nodeTs as default
};
