import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/training/end.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/training/end-ts.md","filePath":"site/generated/source/src/training/end-ts.md"}');
const _sfc_main = { name: "source/src/training/end-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srctrainingendts" tabindex="-1"><code>src/training/end.ts</code> <a class="header-anchor" href="#srctrainingendts" aria-label="Permalink to &quot;\`src/training/end.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** That there will be no workers any more: told once, also to those who listen late. */</span></span>
<span class="line"><span>export class End {</span></span>
<span class="line"><span>  readonly #listeners: ((error: Error) =&gt; void)[] = [];</span></span>
<span class="line"><span>  #error: Error | undefined;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  whenItComes(listener: (error: Error) =&gt; void): void {</span></span>
<span class="line"><span>    if (this.#error === undefined) this.#listeners.push(listener);</span></span>
<span class="line"><span>    else listener(this.#error);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  come(error: Error): void {</span></span>
<span class="line"><span>    if (this.#error !== undefined) return;</span></span>
<span class="line"><span>    this.#error = error;</span></span>
<span class="line"><span>    for (const listener of this.#listeners.splice(0)) listener(error);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/training/end-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const endTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  endTs as default
};
