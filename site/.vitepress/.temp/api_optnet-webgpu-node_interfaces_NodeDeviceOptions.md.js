import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NodeDeviceOptions","description":"Which device nodeDevice makes.","frontmatter":{},"headers":[],"relativePath":"api/optnet-webgpu-node/interfaces/NodeDeviceOptions.md","filePath":"site/generated/api/optnet-webgpu-node/interfaces/NodeDeviceOptions.md"}');
const _sfc_main = { name: "api/optnet-webgpu-node/interfaces/NodeDeviceOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-nodedeviceoptions" tabindex="-1">Interface: NodeDeviceOptions <a class="header-anchor" href="#interface-nodedeviceoptions" aria-label="Permalink to &quot;Interface: NodeDeviceOptions&quot;">​</a></h1><p>Which device <a href="/optnet/api/optnet-webgpu-node/functions/nodeDevice">nodeDevice</a> makes.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="software"></a> <code>software?</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td><code>true</code>: a software implementation (SwiftShader, as Chromium brings it), for tests. Default: the machine&#39;s GPU.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-webgpu-node/interfaces/NodeDeviceOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NodeDeviceOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NodeDeviceOptions as default
};
