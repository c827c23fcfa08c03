import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/training/index.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/training/index-ts.md","filePath":"site/generated/source/src/training/index-ts.md"}');
const _sfc_main = { name: "source/src/training/index-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srctrainingindexts" tabindex="-1"><code>src/training/index.ts</code> <a class="header-anchor" href="#srctrainingindexts" aria-label="Permalink to &quot;\`src/training/index.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Data-parallel training whose weights do not depend on the number of workers. */</span></span>
<span class="line"><span>export { Coordinator } from &quot;./coordinator.js&quot;;</span></span>
<span class="line"><span>export type { CoordinatorOptions, Total } from &quot;./coordinator.js&quot;;</span></span>
<span class="line"><span>export { computeBunch } from &quot;./bunch.js&quot;;</span></span>
<span class="line"><span>export type { Outcome } from &quot;./bunch.js&quot;;</span></span>
<span class="line"><span>export { Lost } from &quot;./crew.js&quot;;</span></span>
<span class="line"><span>export type { Crew, Member, Task, TrainingEvent } from &quot;./crew.js&quot;;</span></span>
<span class="line"><span>export { localCrew } from &quot;./local.js&quot;;</span></span>
<span class="line"><span>export { identityOf, leavesOf } from &quot;./program.js&quot;;</span></span>
<span class="line"><span>export type { Identity, Leaf, LeafProgram, LeafResult, Step } from &quot;./program.js&quot;;</span></span>
<span class="line"><span>export { TreeSum } from &quot;./tree.js&quot;;</span></span>
<span class="line"><span>export { arithmetic } from &quot;./arithmetic.js&quot;;</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/training/index-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const indexTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  indexTs as default
};
