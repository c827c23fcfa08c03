import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/arrays.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/arrays-ts.md","filePath":"site/generated/source/src/io/arrays-ts.md"}');
const _sfc_main = { name: "source/src/io/arrays-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcioarraysts" tabindex="-1"><code>src/io/arrays.ts</code> <a class="header-anchor" href="#srcioarraysts" aria-label="Permalink to &quot;\`src/io/arrays.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** What all formats have in common: named arrays of numbers, a few words about them, and their writing. */</span></span>
<span class="line"><span>import { fileError } from &quot;./bytes.js&quot;;</span></span>
<span class="line"><span>import { BYTES, type DType, type WritableData } from &quot;./dtype.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What kind of file it is. */</span></span>
<span class="line"><span>export type FileFormat =</span></span>
<span class="line"><span>  /** NumPy&#39;s: a zip file of arrays, stored or deflated. */</span></span>
<span class="line"><span>  | &quot;npz&quot;</span></span>
<span class="line"><span>  /** A header in JSON and the arrays behind it. */</span></span>
<span class="line"><span>  | &quot;safetensors&quot;</span></span>
<span class="line"><span>  /** A table with a column per array; needs \`hyparquet\` to be read and \`hyparquet-writer\` to be written. */</span></span>
<span class="line"><span>  | &quot;parquet&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** An array of an open file; its numbers are read when asked for. */</span></span>
<span class="line"><span>export interface StoredArray {</span></span>
<span class="line"><span>  /** What its numbers are in the file; they are read as float64. */</span></span>
<span class="line"><span>  readonly dtype: DType;</span></span>
<span class="line"><span>  /** Its lengths, row-major: \`[rows, columns]\`. */</span></span>
<span class="line"><span>  readonly shape: readonly number[];</span></span>
<span class="line"><span>  /** Whether any part can be read for the cost of that part; otherwise parts are best read in ascending order. */</span></span>
<span class="line"><span>  readonly random: boolean;</span></span>
<span class="line"><span>  /** A column of a table: the first axis is the batch, and matrices may be flat lists. */</span></span>
<span class="line"><span>  readonly column?: boolean | undefined;</span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Fills \`out\` with the entries from \`start\`, counted row-major, as float64.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @throws OptNetError where the file does not hold what it says.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  read(start: number, out: Float64Array): Promise&lt;void&gt;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** An open file. */</span></span>
<span class="line"><span>export interface ArrayFile {</span></span>
<span class="line"><span>  /** What kind of file it is, by its content. */</span></span>
<span class="line"><span>  readonly format: FileFormat;</span></span>
<span class="line"><span>  /** What errors call it. */</span></span>
<span class="line"><span>  readonly name: string;</span></span>
<span class="line"><span>  /** Its arrays by name, in the order of the file. */</span></span>
<span class="line"><span>  readonly arrays: ReadonlyMap&lt;string, StoredArray&gt;;</span></span>
<span class="line"><span>  /** Text beside the arrays, such as \`format\` and \`version\`. */</span></span>
<span class="line"><span>  readonly metadata: ReadonlyMap&lt;string, string&gt;;</span></span>
<span class="line"><span>  /** The part of the file that lists its arrays: where that changes, so has the file. */</span></span>
<span class="line"><span>  readonly directory: Uint8Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** An array to be written. */</span></span>
<span class="line"><span>export interface NamedArray {</span></span>
<span class="line"><span>  /** Its numbers, row-major; they are written as they are, without conversion. */</span></span>
<span class="line"><span>  readonly data: WritableData;</span></span>
<span class="line"><span>  /** Its lengths; empty for one number. */</span></span>
<span class="line"><span>  readonly shape: readonly number[];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What a file is to look like before its numbers are there. */</span></span>
<span class="line"><span>export interface ArrayOutline {</span></span>
<span class="line"><span>  readonly name: string;</span></span>
<span class="line"><span>  readonly dtype: DType;</span></span>
<span class="line"><span>  readonly shape: readonly number[];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Where a file without compression has its parts. */</span></span>
<span class="line"><span>export interface FileLayout {</span></span>
<span class="line"><span>  readonly size: number;</span></span>
<span class="line"><span>  /** The first byte of each array. */</span></span>
<span class="line"><span>  readonly offsets: ReadonlyMap&lt;string, number&gt;;</span></span>
<span class="line"><span>  /** What stands between the arrays, once the CRC-32 of each one&#39;s bytes is known. */</span></span>
<span class="line"><span>  frame(crcOf: (name: string) =&gt; number): { readonly offset: number; readonly bytes: Uint8Array }[];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The number of bytes of an array.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError for lengths that are no lengths, or whose product no file can hold.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function byteLength(field: string, dtype: DType, shape: readonly number[]): number {</span></span>
<span class="line"><span>  let size = BYTES[dtype];</span></span>
<span class="line"><span>  for (const length of shape) {</span></span>
<span class="line"><span>    if (!Number.isSafeInteger(length) || length &lt; 0) {</span></span>
<span class="line"><span>      throw fileError(field, &quot;lengths that are whole numbers ≥ 0&quot;, \`shape [\${shape.join(&quot;,&quot;)}]\`, BROKEN);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    size *= length;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  // An array that has an axis of length 0 is empty, however large its other axes are.</span></span>
<span class="line"><span>  if (shape.includes(0)) return 0;</span></span>
<span class="line"><span>  if (size &lt;= Number.MAX_SAFE_INTEGER) return size;</span></span>
<span class="line"><span>  throw fileError(field, &quot;an array that fits in a file&quot;, \`shape [\${shape.join(&quot;,&quot;)}]\`, BROKEN);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export const BROKEN = &quot;The file is broken; write it again.&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whole arrays are read into memory up to this many bytes, unless told otherwise. */</span></span>
<span class="line"><span>export const MOST_BYTES = 2 ** 31;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * A whole array.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError, before anything is allocated, where it takes more than \`maxBytes\` as float64.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export async function readWhole(</span></span>
<span class="line"><span>  file: ArrayFile,</span></span>
<span class="line"><span>  name: string,</span></span>
<span class="line"><span>  maxBytes = MOST_BYTES,</span></span>
<span class="line"><span>): Promise&lt;{ data: Float64Array; shape: readonly number[] }&gt; {</span></span>
<span class="line"><span>  const array = file.arrays.get(name);</span></span>
<span class="line"><span>  if (array === undefined) {</span></span>
<span class="line"><span>    const names = [...file.arrays.keys()].join(&quot;, &quot;) || &quot;none&quot;;</span></span>
<span class="line"><span>    throw fileError(file.name, \`an array &quot;\${name}&quot;\`, \`arrays \${names}\`, &quot;Check the spelling.&quot;);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const { dtype, shape } = array;</span></span>
<span class="line"><span>  const length = byteLength(\`\${file.name}: \${name}\`, dtype, shape) / BYTES[dtype];</span></span>
<span class="line"><span>  if (8 * length &gt; maxBytes) {</span></span>
<span class="line"><span>    throw fileError(</span></span>
<span class="line"><span>      \`\${file.name}: \${name}\`,</span></span>
<span class="line"><span>      \`at most \${maxBytes} bytes in memory\`,</span></span>
<span class="line"><span>      \`\${8 * length} bytes as float64\`,</span></span>
<span class="line"><span>      &quot;Read it in parts, or allow more with maxBytes.&quot;,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const data = new Float64Array(length);</span></span>
<span class="line"><span>  await array.read(0, data);</span></span>
<span class="line"><span>  return { data, shape };</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/arrays-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const arraysTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  arraysTs as default
};
