import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ThreadOptions","description":"Which threads threadCrew starts.","frontmatter":{},"headers":[],"relativePath":"api/optnet-training-node/interfaces/ThreadOptions.md","filePath":"site/generated/api/optnet-training-node/interfaces/ThreadOptions.md"}');
const _sfc_main = { name: "api/optnet-training-node/interfaces/ThreadOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-threadoptions" tabindex="-1">Interface: ThreadOptions <a class="header-anchor" href="#interface-threadoptions" aria-label="Permalink to &quot;Interface: ThreadOptions&quot;">​</a></h1><p>Which threads <a href="/optnet/api/optnet-training-node/functions/threadCrew">threadCrew</a> starts.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="/optnet/api/optnet-training-node/interfaces/WorkerModule"><code>WorkerModule</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Inherited from</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="args"></a> <code>args?</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Its command line.</td><td><a href="/optnet/api/optnet-training-node/interfaces/WorkerModule"><code>WorkerModule</code></a>.<a href="/optnet/api/optnet-training-node/interfaces/WorkerModule#args"><code>args</code></a></td><td></td></tr><tr><td><a id="module"></a> <code>module</code></td><td><code>readonly</code></td><td><code>string</code> | <code>URL</code></td><td>The module that calls <a href="/optnet/api/optnet-training-node/functions/serveThread">serveThread</a> or <a href="/optnet/api/optnet-training-node/functions/serveParent">serveParent</a>.</td><td><a href="/optnet/api/optnet-training-node/interfaces/WorkerModule"><code>WorkerModule</code></a>.<a href="/optnet/api/optnet-training-node/interfaces/WorkerModule#module"><code>module</code></a></td><td></td></tr><tr><td><a id="terms"></a> <code>terms</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Handed to the workers&#39; <code>make</code>: what the program is made from.</td><td><a href="/optnet/api/optnet-training-node/interfaces/WorkerModule"><code>WorkerModule</code></a>.<a href="/optnet/api/optnet-training-node/interfaces/WorkerModule#terms"><code>terms</code></a></td><td></td></tr><tr><td><a id="threads"></a> <code>threads</code></td><td><code>readonly</code></td><td><code>number</code></td><td>How many.</td><td>-</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-training-node/interfaces/ThreadOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ThreadOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ThreadOptions as default
};
