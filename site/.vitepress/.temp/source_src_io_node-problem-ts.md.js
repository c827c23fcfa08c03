import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/node-problem.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/node-problem-ts.md","filePath":"site/generated/source/src/io/node-problem-ts.md"}');
const _sfc_main = { name: "source/src/io/node-problem-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcionode-problemts" tabindex="-1"><code>src/io/node-problem.ts</code> <a class="header-anchor" href="#srcionode-problemts" aria-label="Permalink to &quot;\`src/io/node-problem.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>import { constants } from &quot;node:buffer&quot;;</span></span>
<span class="line"><span>import { readFile } from &quot;node:fs/promises&quot;;</span></span>
<span class="line"><span>import { basename } from &quot;node:path&quot;;</span></span>
<span class="line"><span>import { gunzipSync } from &quot;node:zlib&quot;;</span></span>
<span class="line"><span>import { excerpt, OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import { readJson } from &quot;./json.js&quot;;</span></span>
<span class="line"><span>import type { ProblemFile } from &quot;./problem-file.js&quot;;</span></span>
<span class="line"><span>import { readQps } from &quot;./qps/qps.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The longest text that Node can hold; a small compressed file may stand for one that is far longer. */</span></span>
<span class="line"><span>const LONGEST_TEXT = constants.MAX_STRING_LENGTH;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Reads a problem from a file in QPS, MPS or JSON format, compressed with gzip or not, all told apart by content; \`-\`</span></span>
<span class="line"><span> * reads standard input.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError for a file that cannot be read or is broken, with the line where it is.</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * import { readProblemFile } from &quot;optnet/io/node&quot;;</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * const { problem, constant } = await readProblemFile(&quot;HS76.QPS&quot;);</span></span>
<span class="line"><span> * solve(problem).objective[0] + constant;</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export async function readProblemFile(path: string): Promise&lt;ProblemFile&gt; {</span></span>
<span class="line"><span>  const bytes = await readBytes(path);</span></span>
<span class="line"><span>  const name = path === &quot;-&quot; ? &quot;standard input&quot; : basename(path).replace(/\\.gz$/i, &quot;&quot;);</span></span>
<span class="line"><span>  const text = textOf(isCompressed(bytes) ? decompress(bytes, path) : bytes, path);</span></span>
<span class="line"><span>  // Only JSON begins with a bracket: an MPS file begins with a comment or the name of a section.</span></span>
<span class="line"><span>  return /^\\uFEFF?\\s*[[{]/.test(text) || /\\.json$/i.test(name) ? readJson(text, name) : readQps(text, name);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>async function readBytes(path: string): Promise&lt;Buffer&gt; {</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    return path === &quot;-&quot; ? await readStandardInput() : await readFile(path);</span></span>
<span class="line"><span>  } catch (error) {</span></span>
<span class="line"><span>    throw unreadable(path, &quot;a readable file&quot;, (error as NodeJS.ErrnoException).code ?? String(error));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>async function readStandardInput(): Promise&lt;Buffer&gt; {</span></span>
<span class="line"><span>  const chunks: Uint8Array[] = [];</span></span>
<span class="line"><span>  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);</span></span>
<span class="line"><span>  return Buffer.concat(chunks);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function isCompressed(bytes: Buffer): boolean {</span></span>
<span class="line"><span>  return bytes[0] === 0x1f &amp;&amp; bytes[1] === 0x8b;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function decompress(bytes: Buffer, path: string): Buffer {</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    return gunzipSync(bytes, { maxOutputLength: LONGEST_TEXT });</span></span>
<span class="line"><span>  } catch (error) {</span></span>
<span class="line"><span>    if ((error as NodeJS.ErrnoException).code === &quot;ERR_BUFFER_TOO_LARGE&quot;)</span></span>
<span class="line"><span>      throw tooLong(path, &quot;more, decompressed&quot;);</span></span>
<span class="line"><span>    throw unreadable(path, &quot;a whole gzip file&quot;, excerpt((error as Error).message));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function textOf(bytes: Buffer, path: string): string {</span></span>
<span class="line"><span>  if (bytes.length &gt; LONGEST_TEXT) throw tooLong(path, \`\${bytes.length} bytes\`);</span></span>
<span class="line"><span>  return bytes.toString(&quot;utf8&quot;);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function tooLong(path: string, got: string): OptNetError {</span></span>
<span class="line"><span>  return unreadable(path, \`at most \${LONGEST_TEXT} bytes of text\`, got);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function unreadable(path: string, expected: string, got: string): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field: excerpt(path),</span></span>
<span class="line"><span>    expected,</span></span>
<span class="line"><span>    got,</span></span>
<span class="line"><span>    hint: &quot;Check the path; - reads standard input.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/node-problem-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const nodeProblemTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  nodeProblemTs as default
};
