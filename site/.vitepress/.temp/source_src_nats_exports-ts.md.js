import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/nats/exports.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/nats/exports-ts.md","filePath":"site/generated/source/src/nats/exports-ts.md"}');
const _sfc_main = { name: "source/src/nats/exports-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcnatsexportsts" tabindex="-1"><code>src/nats/exports.ts</code> <a class="header-anchor" href="#srcnatsexportsts" aria-label="Permalink to &quot;\`src/nats/exports.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>export { Remote } from &quot;./remote.js&quot;;</span></span>
<span class="line"><span>export { ServiceWorker } from &quot;./worker.js&quot;;</span></span>
<span class="line"><span>export type { WorkerOptions } from &quot;./worker.js&quot;;</span></span>
<span class="line"><span>export type { CallOptions } from &quot;./client/client.js&quot;;</span></span>
<span class="line"><span>export type { ClientOptions } from &quot;./client/options.js&quot;;</span></span>
<span class="line"><span>export type { Server, TrainingOptions } from &quot;./connect.js&quot;;</span></span>
<span class="line"><span>export type { JobResult, SubmitOptions } from &quot;./jobs/client.js&quot;;</span></span>
<span class="line"><span>export type { JobOptions } from &quot;./jobs/worker.js&quot;;</span></span>
<span class="line"><span>export type { ServiceLimits } from &quot;./service/limits.js&quot;;</span></span>
<span class="line"><span>export type { StoreOptions } from &quot;./store.js&quot;;</span></span>
<span class="line"><span>export type { JoinOptions } from &quot;./training/member.js&quot;;</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/nats/exports-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const exportsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  exportsTs as default
};
