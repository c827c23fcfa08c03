import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"optnet/webgpu/node","description":"WebGPU in Node, through the optional package webgpu.","frontmatter":{},"headers":[],"relativePath":"api/optnet-webgpu-node/index.md","filePath":"site/generated/api/optnet-webgpu-node/index.md"}');
const _sfc_main = { name: "api/optnet-webgpu-node/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="optnetwebgpunode" tabindex="-1">optnet/webgpu/node <a class="header-anchor" href="#optnetwebgpunode" aria-label="Permalink to &quot;optnet/webgpu/node&quot;">​</a></h1><p>WebGPU in Node, through the optional package <code>webgpu</code>.</p><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>import { … } from &quot;optnet/webgpu/node&quot;;</span></span></code></pre></div><h2 id="interfaces" tabindex="-1">Interfaces <a class="header-anchor" href="#interfaces" aria-label="Permalink to &quot;Interfaces&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Interface</th><th>Description</th></tr></thead><tbody><tr><td><a href="/optnet/api/optnet-webgpu-node/interfaces/NodeDeviceOptions">NodeDeviceOptions</a></td><td>Which device <a href="/optnet/api/optnet-webgpu-node/functions/nodeDevice">nodeDevice</a> makes.</td></tr></tbody></table><h2 id="functions" tabindex="-1">Functions <a class="header-anchor" href="#functions" aria-label="Permalink to &quot;Functions&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Function</th><th>Description</th></tr></thead><tbody><tr><td><a href="/optnet/api/optnet-webgpu-node/functions/driverManifests">driverManifests</a></td><td>Manifests to name to Vulkan&#39;s loader; none where it finds its own. Containers often have NVIDIA&#39;s driver without its manifest, and then the loader knows nothing of it: one is written for this process.</td></tr><tr><td><a href="/optnet/api/optnet-webgpu-node/functions/nodeDevice">nodeDevice</a></td><td>A WebGPU device for Node, for <code>solveAsync</code>, or for <code>navigator.gpu</code> through <a href="/optnet/api/optnet-webgpu-node/functions/nodeGpu">nodeGpu</a>.</td></tr><tr><td><a href="/optnet/api/optnet-webgpu-node/functions/nodeGpu">nodeGpu</a></td><td>What browsers call <code>navigator.gpu</code>; also defines WebGPU&#39;s constants (GPUBufferUsage, …) globally.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-webgpu-node/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
