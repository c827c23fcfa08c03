import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: GpuArray","description":"float32 numbers in GPU memory, row-major. The buffer needs the usage COPY_SRC.","frontmatter":{},"headers":[],"relativePath":"api/optnet-webgpu/interfaces/GpuArray.md","filePath":"site/generated/api/optnet-webgpu/interfaces/GpuArray.md"}');
const _sfc_main = { name: "api/optnet-webgpu/interfaces/GpuArray.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-gpuarray" tabindex="-1">Interface: GpuArray <a class="header-anchor" href="#interface-gpuarray" aria-label="Permalink to &quot;Interface: GpuArray&quot;">​</a></h1><p>float32 numbers in GPU memory, row-major. The buffer needs the usage COPY_SRC.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="buffer"></a> <code>buffer</code></td><td><code>readonly</code></td><td><code>GPUBuffer</code></td><td>Where the numbers are.</td><td></td></tr><tr><td><a id="offset"></a> <code>offset?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Where the numbers begin, in bytes; a multiple of 4.</td><td></td></tr><tr><td><a id="shape"></a> <code>shape</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>The length of every axis.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-webgpu/interfaces/GpuArray.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const GpuArray = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  GpuArray as default
};
