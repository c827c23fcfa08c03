import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TrainingOptions","description":"How a training is found.","frontmatter":{},"headers":[],"relativePath":"api/optnet-nats/interfaces/TrainingOptions.md","filePath":"site/generated/api/optnet-nats/interfaces/TrainingOptions.md"}');
const _sfc_main = { name: "api/optnet-nats/interfaces/TrainingOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-trainingoptions" tabindex="-1">Interface: TrainingOptions <a class="header-anchor" href="#interface-trainingoptions" aria-label="Permalink to &quot;Interface: TrainingOptions&quot;">​</a></h1><p>How a training is found.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="prefix"></a> <code>prefix?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>First part of all subjects. Default: <code>optnet</code>.</td><td></td></tr><tr><td><a id="run"></a> <code>run?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Name of the training; a coordinator and its workers have the same. Default: <code>default</code>.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-nats/interfaces/TrainingOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TrainingOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TrainingOptions as default
};
