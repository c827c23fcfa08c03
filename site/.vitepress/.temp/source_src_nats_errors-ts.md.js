import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/nats/errors.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/nats/errors-ts.md","filePath":"site/generated/source/src/nats/errors-ts.md"}');
const _sfc_main = { name: "source/src/nats/errors-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcnatserrorsts" tabindex="-1"><code>src/nats/errors.ts</code> <a class="header-anchor" href="#srcnatserrorsts" aria-label="Permalink to &quot;\`src/nats/errors.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What was thrown, in words: it need not be an error. */</span></span>
<span class="line"><span>export function textOf(error: unknown): string {</span></span>
<span class="line"><span>  return error instanceof Error ? \`\${error.name}: \${error.message}\` : String(error);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What calls, trainings and workers hear that lose their connection for good. */</span></span>
<span class="line"><span>export function connectionEnded(got: string): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field: &quot;connection&quot;,</span></span>
<span class="line"><span>    expected: &quot;one that is open&quot;,</span></span>
<span class="line"><span>    got,</span></span>
<span class="line"><span>    hint: &quot;Connect again; calls that were not answered may be made again.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/nats/errors-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const errorsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  errorsTs as default
};
