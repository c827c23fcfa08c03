import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"optnet/training/node","description":"Workers in threads of this process or in processes of this machine, without any server.","frontmatter":{},"headers":[],"relativePath":"api/optnet-training-node/index.md","filePath":"site/generated/api/optnet-training-node/index.md"}');
const _sfc_main = { name: "api/optnet-training-node/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="optnettrainingnode" tabindex="-1">optnet/training/node <a class="header-anchor" href="#optnettrainingnode" aria-label="Permalink to &quot;optnet/training/node&quot;">​</a></h1><p>Workers in threads of this process or in processes of this machine, without any server.</p><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>import { … } from &quot;optnet/training/node&quot;;</span></span></code></pre></div><h2 id="interfaces" tabindex="-1">Interfaces <a class="header-anchor" href="#interfaces" aria-label="Permalink to &quot;Interfaces&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Interface</th><th>Description</th></tr></thead><tbody><tr><td><a href="/optnet/api/optnet-training-node/interfaces/ProcessOptions">ProcessOptions</a></td><td>Which processes <a href="/optnet/api/optnet-training-node/functions/processCrew">processCrew</a> starts.</td></tr><tr><td><a href="/optnet/api/optnet-training-node/interfaces/ThreadOptions">ThreadOptions</a></td><td>Which threads <a href="/optnet/api/optnet-training-node/functions/threadCrew">threadCrew</a> starts.</td></tr><tr><td><a href="/optnet/api/optnet-training-node/interfaces/WorkerModule">WorkerModule</a></td><td>What the workers of this machine run.</td></tr></tbody></table><h2 id="functions" tabindex="-1">Functions <a class="header-anchor" href="#functions" aria-label="Permalink to &quot;Functions&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Function</th><th>Description</th></tr></thead><tbody><tr><td><a href="/optnet/api/optnet-training-node/functions/processCrew">processCrew</a></td><td>Starts processes, and starts another for every one that ends or is stuck.</td></tr><tr><td><a href="/optnet/api/optnet-training-node/functions/serveParent">serveParent</a></td><td>In a process that <a href="/optnet/api/optnet-training-node/functions/processCrew">processCrew</a> started: computes leaves until the parent ends.</td></tr><tr><td><a href="/optnet/api/optnet-training-node/functions/serveThread">serveThread</a></td><td>In a thread that <a href="/optnet/api/optnet-training-node/functions/threadCrew">threadCrew</a> started: computes leaves until the crew is closed.</td></tr><tr><td><a href="/optnet/api/optnet-training-node/functions/threadCrew">threadCrew</a></td><td>Starts threads, and starts another for every one that ends or is stuck.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-training-node/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
