import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"optnet/threads, in browsers","description":"Threads in pages and workers: a batch shared by many, or a solver beside the page.","frontmatter":{},"headers":[],"relativePath":"api/optnet-threads-in-browsers/index.md","filePath":"site/generated/api/optnet-threads-in-browsers/index.md"}');
const _sfc_main = { name: "api/optnet-threads-in-browsers/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="optnetthreads-in-browsers" tabindex="-1">optnet/threads, in browsers <a class="header-anchor" href="#optnetthreads-in-browsers" aria-label="Permalink to &quot;optnet/threads, in browsers&quot;">​</a></h1><p>Threads in pages and workers: a batch shared by many, or a solver beside the page.</p><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>import { … } from &quot;optnet/threads&quot;;</span></span></code></pre></div><h2 id="classes" tabindex="-1">Classes <a class="header-anchor" href="#classes" aria-label="Permalink to &quot;Classes&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Class</th><th>Description</th></tr></thead><tbody><tr><td><a href="/optnet/api/optnet-threads-in-browsers/classes/SolverWorker">SolverWorker</a></td><td>Solves off this thread, in one worker, in any page. See SolverWorkerBase for what it does.</td></tr><tr><td><a href="/optnet/api/optnet-threads-in-browsers/classes/ThreadPool">ThreadPool</a></td><td>Solves batches on several threads; made once, used often. In a page&#39;s main thread use <code>solveAsync</code>.</td></tr></tbody></table><h2 id="references" tabindex="-1">References <a class="header-anchor" href="#references" aria-label="Permalink to &quot;References&quot;">​</a></h2><h3 id="abortable" tabindex="-1">Abortable <a class="header-anchor" href="#abortable" aria-label="Permalink to &quot;Abortable&quot;">​</a></h3><p>Re-exports <a href="/optnet/api/optnet-threads/interfaces/Abortable">Abortable</a></p><hr><h3 id="asyncsettingsinput" tabindex="-1">AsyncSettingsInput <a class="header-anchor" href="#asyncsettingsinput" aria-label="Permalink to &quot;AsyncSettingsInput&quot;">​</a></h3><p>Re-exports <a href="/optnet/api/optnet-threads/interfaces/AsyncSettingsInput">AsyncSettingsInput</a></p><hr><h3 id="threadpooloptions" tabindex="-1">ThreadPoolOptions <a class="header-anchor" href="#threadpooloptions" aria-label="Permalink to &quot;ThreadPoolOptions&quot;">​</a></h3><p>Re-exports <a href="/optnet/api/optnet-threads/interfaces/ThreadPoolOptions">ThreadPoolOptions</a></p><hr><h3 id="workersettingsinput" tabindex="-1">WorkerSettingsInput <a class="header-anchor" href="#workersettingsinput" aria-label="Permalink to &quot;WorkerSettingsInput&quot;">​</a></h3><p>Re-exports <a href="/optnet/api/optnet-threads/interfaces/WorkerSettingsInput">WorkerSettingsInput</a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-threads-in-browsers/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
