import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/open.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/open-ts.md","filePath":"site/generated/source/src/io/open-ts.md"}');
const _sfc_main = { name: "source/src/io/open-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcioopents" tabindex="-1"><code>src/io/open.ts</code> <a class="header-anchor" href="#srcioopents" aria-label="Permalink to &quot;\`src/io/open.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Opens a file of arrays, whichever of the formats it has. */</span></span>
<span class="line"><span>import { readWhole, type ArrayFile, type NamedArray } from &quot;./arrays.js&quot;;</span></span>
<span class="line"><span>import { fileError, readBytes, sourceOf, type BytesInput } from &quot;./bytes.js&quot;;</span></span>
<span class="line"><span>import { openNpz } from &quot;./npz.js&quot;;</span></span>
<span class="line"><span>import { openParquet } from &quot;./parquet/read.js&quot;;</span></span>
<span class="line"><span>import { openSafetensors } from &quot;./safetensors.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const SUPPORTED = &quot;a .npz, .safetensors or Parquet file&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Opens a file; its arrays are read when asked for, whole or in parts. The format is told by the content.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param name what errors call the file.</span></span>
<span class="line"><span> * @throws OptNetError for another format and for a broken file: sizes, offsets and names that do not fit together are</span></span>
<span class="line"><span> *   refused before anything is allocated for them. Pickles are never read.</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * const file = await openArrays(await blob.arrayBuffer());</span></span>
<span class="line"><span> * for (const [name, { dtype, shape }] of file.arrays) console.log(name, dtype, shape);</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export async function openArrays(input: BytesInput, name = &quot;file&quot;): Promise&lt;ArrayFile&gt; {</span></span>
<span class="line"><span>  const source = sourceOf(input, name);</span></span>
<span class="line"><span>  const start = await readBytes(source, 0, Math.min(12, source.size));</span></span>
<span class="line"><span>  const text = String.fromCharCode(...start);</span></span>
<span class="line"><span>  if (text.startsWith(&quot;PK\\x03\\x04&quot;) || text.startsWith(&quot;PK\\x05\\x06&quot;)) return openNpz(source);</span></span>
<span class="line"><span>  if (text.startsWith(&quot;PAR1&quot;)) return openParquet(source);</span></span>
<span class="line"><span>  if (text[8] === &quot;{&quot;) return openSafetensors(source);</span></span>
<span class="line"><span>  if (text.startsWith(&quot;\\x93NUMPY&quot;)) {</span></span>
<span class="line"><span>    throw fileError(</span></span>
<span class="line"><span>      source.name,</span></span>
<span class="line"><span>      SUPPORTED,</span></span>
<span class="line"><span>      &quot;one array in a .npy file&quot;,</span></span>
<span class="line"><span>      &quot;Save it with its name: numpy.savez.&quot;,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (text.startsWith(&quot;\\x1f\\x8b&quot;)) throw fileError(source.name, SUPPORTED, &quot;a gzip file&quot;, &quot;Unpack it first.&quot;);</span></span>
<span class="line"><span>  const got = source.size === 0 ? &quot;an empty file&quot; : &quot;other content&quot;;</span></span>
<span class="line"><span>  throw fileError(source.name, SUPPORTED, got, &quot;Save it with numpy.savez, or as safetensors or Parquet.&quot;);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Named arrays with what belongs to them: what is written to a file, and read from it. */</span></span>
<span class="line"><span>export interface ArrayCollection {</span></span>
<span class="line"><span>  /** The arrays by name. */</span></span>
<span class="line"><span>  readonly arrays: Readonly&lt;Record&lt;string, NamedArray&gt;&gt;;</span></span>
<span class="line"><span>  /** The arrays with one row per element of the batch: those become columns of a Parquet file. */</span></span>
<span class="line"><span>  readonly rows?: readonly string[] | undefined;</span></span>
<span class="line"><span>  /** Text beside the arrays. */</span></span>
<span class="line"><span>  readonly metadata?: Readonly&lt;Record&lt;string, string&gt;&gt; | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What was read from a file. */</span></span>
<span class="line"><span>export interface ReadCollection extends ArrayCollection {</span></span>
<span class="line"><span>  /** The arrays by name, as float64. */</span></span>
<span class="line"><span>  readonly arrays: Readonly&lt;</span></span>
<span class="line"><span>    Record&lt;string, { readonly data: Float64Array; readonly shape: readonly number[] }&gt;</span></span>
<span class="line"><span>  &gt;;</span></span>
<span class="line"><span>  /** Text beside the arrays. */</span></span>
<span class="line"><span>  readonly metadata: Readonly&lt;Record&lt;string, string&gt;&gt;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Reads all arrays of a file into memory, as float64.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param options.maxBytes more than this in one array is an error. Default 2 GiB.</span></span>
<span class="line"><span> * @throws OptNetError as {@link openArrays}.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export async function readArrays(</span></span>
<span class="line"><span>  input: BytesInput | ArrayFile,</span></span>
<span class="line"><span>  options: { readonly maxBytes?: number | undefined } = {},</span></span>
<span class="line"><span>): Promise&lt;ReadCollection&gt; {</span></span>
<span class="line"><span>  const file = isArrayFile(input) ? input : await openArrays(input);</span></span>
<span class="line"><span>  const entries: [string, { data: Float64Array; shape: readonly number[] }][] = [];</span></span>
<span class="line"><span>  for (const name of file.arrays.keys()) entries.push([name, await readWhole(file, name, options.maxBytes)]);</span></span>
<span class="line"><span>  return { arrays: Object.fromEntries(entries), metadata: Object.fromEntries(file.metadata) };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function isArrayFile(input: BytesInput | ArrayFile): input is ArrayFile {</span></span>
<span class="line"><span>  return &quot;arrays&quot; in input &amp;&amp; &quot;directory&quot; in input;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/open-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const openTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  openTs as default
};
