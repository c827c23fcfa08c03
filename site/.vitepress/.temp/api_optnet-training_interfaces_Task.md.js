import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Task","description":"Leaves that somebody shall compute, one after the other.","frontmatter":{},"headers":[],"relativePath":"api/optnet-training/interfaces/Task.md","filePath":"site/generated/api/optnet-training/interfaces/Task.md"}');
const _sfc_main = { name: "api/optnet-training/interfaces/Task.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-task" tabindex="-1">Interface: Task <a class="header-anchor" href="#interface-task" aria-label="Permalink to &quot;Interface: Task&quot;">​</a></h1><p>Leaves that somebody shall compute, one after the other.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="leaves"></a> <code>leaves</code></td><td><code>readonly</code></td><td>readonly <a href="/optnet/api/optnet-training/interfaces/Leaf"><code>Leaf</code></a>[]</td><td>Which parts of the batch; one at least.</td><td></td></tr><tr><td><a id="step"></a> <code>step</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet-training/interfaces/Step"><code>Step</code></a></td><td>The step that they belong to.</td><td></td></tr><tr><td><a id="version"></a> <code>version</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Of the weights, which were published before.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-training/interfaces/Task.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Task = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Task as default
};
