import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"optnet/threads","description":"Threads in Node: a batch shared by many, or a solver beside the program.","frontmatter":{},"headers":[],"relativePath":"api/optnet-threads/index.md","filePath":"site/generated/api/optnet-threads/index.md"}');
const _sfc_main = { name: "api/optnet-threads/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="optnetthreads" tabindex="-1">optnet/threads <a class="header-anchor" href="#optnetthreads" aria-label="Permalink to &quot;optnet/threads&quot;">​</a></h1><p>Threads in Node: a batch shared by many, or a solver beside the program.</p><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>import { … } from &quot;optnet/threads&quot;;</span></span></code></pre></div><h2 id="classes" tabindex="-1">Classes <a class="header-anchor" href="#classes" aria-label="Permalink to &quot;Classes&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Class</th><th>Description</th></tr></thead><tbody><tr><td><a href="/optnet/api/optnet-threads/classes/SolverWorker">SolverWorker</a></td><td>Solves off this thread, in one worker. See SolverWorkerBase for what it does.</td></tr><tr><td><a href="/optnet/api/optnet-threads/classes/ThreadPool">ThreadPool</a></td><td>Solves batches on several threads; made once, used often. See ThreadPoolBase for what it does.</td></tr></tbody></table><h2 id="interfaces" tabindex="-1">Interfaces <a class="header-anchor" href="#interfaces" aria-label="Permalink to &quot;Interfaces&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Interface</th><th>Description</th></tr></thead><tbody><tr><td><a href="/optnet/api/optnet-threads/interfaces/Abortable">Abortable</a></td><td>What is needed of an <code>AbortSignal</code>.</td></tr><tr><td><a href="/optnet/api/optnet-threads/interfaces/AsyncSettingsInput">AsyncSettingsInput</a></td><td>Settings of a solve that does not block.</td></tr><tr><td><a href="/optnet/api/optnet-threads/interfaces/ThreadPoolOptions">ThreadPoolOptions</a></td><td>How many threads a pool has.</td></tr><tr><td><a href="/optnet/api/optnet-threads/interfaces/WorkerSettingsInput">WorkerSettingsInput</a></td><td>Settings of a <a href="/optnet/api/optnet-threads/classes/SolverWorker">SolverWorker</a>&#39;s solve.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-threads/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
