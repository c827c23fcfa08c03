import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/cli/output.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/cli/output-ts.md","filePath":"site/generated/source/src/cli/output-ts.md"}');
const _sfc_main = { name: "source/src/cli/output-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcclioutputts" tabindex="-1"><code>src/cli/output.ts</code> <a class="header-anchor" href="#srcclioutputts" aria-label="Permalink to &quot;\`src/cli/output.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Writing a result to a file that others may be waiting for. */</span></span>
<span class="line"><span>import { randomBytes } from &quot;node:crypto&quot;;</span></span>
<span class="line"><span>import { constants } from &quot;node:fs&quot;;</span></span>
<span class="line"><span>import { access, open, realpath, rename, rm, stat, writeFile } from &quot;node:fs/promises&quot;;</span></span>
<span class="line"><span>import { basename, dirname, join } from &quot;node:path&quot;;</span></span>
<span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Checks, before the work is done, that a result can be written.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError where the folder is not there or may not be written to, and where the path is a folder.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export async function requireWritable(path: string): Promise&lt;void&gt; {</span></span>
<span class="line"><span>  await orError(path, async () =&gt; {</span></span>
<span class="line"><span>    const { target, existing } = await targetOf(path);</span></span>
<span class="line"><span>    if (existing?.isDirectory()) throw Object.assign(new Error(&quot;is a folder&quot;), { code: &quot;EISDIR&quot; });</span></span>
<span class="line"><span>    await access(existing === undefined || existing.isFile() ? dirname(target) : target, constants.W_OK);</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Writes a whole file under another name beside it, and then gives it its own: whoever finds it finds all of it, and</span></span>
<span class="line"><span> * what was there before is there until then. What is no file, such as a pipe, is written to as it is.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError where it cannot be written.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export async function writeWhole(path: string, text: string): Promise&lt;void&gt; {</span></span>
<span class="line"><span>  await orError(path, async () =&gt; {</span></span>
<span class="line"><span>    const { target, existing } = await targetOf(path);</span></span>
<span class="line"><span>    if (existing !== undefined &amp;&amp; !existing.isFile()) return writeFile(target, text);</span></span>
<span class="line"><span>    const unique = randomBytes(6).toString(&quot;hex&quot;);</span></span>
<span class="line"><span>    const temporary = join(dirname(target), \`.\${basename(target).slice(0, 200)}.\${unique}.tmp\`);</span></span>
<span class="line"><span>    try {</span></span>
<span class="line"><span>      const file = await open(temporary, &quot;wx&quot;, existing?.mode);</span></span>
<span class="line"><span>      try {</span></span>
<span class="line"><span>        await file.writeFile(text);</span></span>
<span class="line"><span>        await file.sync();</span></span>
<span class="line"><span>      } finally {</span></span>
<span class="line"><span>        await file.close();</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      await rename(temporary, target);</span></span>
<span class="line"><span>    } catch (error) {</span></span>
<span class="line"><span>      await rm(temporary, { force: true });</span></span>
<span class="line"><span>      throw error;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What a path leads to, through links; \`existing\` is undefined where there is nothing yet. */</span></span>
<span class="line"><span>async function targetOf(path: string) {</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    const target = await realpath(path);</span></span>
<span class="line"><span>    return { target, existing: await stat(target) };</span></span>
<span class="line"><span>  } catch (error) {</span></span>
<span class="line"><span>    if ((error as NodeJS.ErrnoException).code === &quot;ENOENT&quot;) return { target: path, existing: undefined };</span></span>
<span class="line"><span>    throw error;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>async function orError(path: string, work: () =&gt; Promise&lt;void&gt;): Promise&lt;void&gt; {</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    await work();</span></span>
<span class="line"><span>  } catch (error) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: path,</span></span>
<span class="line"><span>      expected: &quot;a file that can be written&quot;,</span></span>
<span class="line"><span>      got: (error as NodeJS.ErrnoException).code ?? String(error),</span></span>
<span class="line"><span>      hint: &quot;Check the path and its folder; without --output the result is printed.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/cli/output-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const outputTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  outputTs as default
};
