import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ThreadPoolOptions","description":"How many threads a pool has.","frontmatter":{},"headers":[],"relativePath":"api/optnet-threads/interfaces/ThreadPoolOptions.md","filePath":"site/generated/api/optnet-threads/interfaces/ThreadPoolOptions.md"}');
const _sfc_main = { name: "api/optnet-threads/interfaces/ThreadPoolOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-threadpooloptions" tabindex="-1">Interface: ThreadPoolOptions <a class="header-anchor" href="#interface-threadpooloptions" aria-label="Permalink to &quot;Interface: ThreadPoolOptions&quot;">​</a></h1><p>How many threads a pool has.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="threads"></a> <code>threads?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Threads that compute, this one included. Default: as many as the machine has cores, at most 16.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-threads/interfaces/ThreadPoolOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ThreadPoolOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ThreadPoolOptions as default
};
