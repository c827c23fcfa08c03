import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/cli/version.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/cli/version-ts.md","filePath":"site/generated/source/src/cli/version-ts.md"}');
const _sfc_main = { name: "source/src/cli/version-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srccliversionts" tabindex="-1"><code>src/cli/version.ts</code> <a class="header-anchor" href="#srccliversionts" aria-label="Permalink to &quot;\`src/cli/version.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>import { readFileSync } from &quot;node:fs&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The version of the package, from its manifest. */</span></span>
<span class="line"><span>export function version(): string {</span></span>
<span class="line"><span>  return JSON.parse(readFileSync(new URL(&quot;../../package.json&quot;, import.meta.url), &quot;utf8&quot;)).version;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/cli/version-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const versionTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  versionTs as default
};
