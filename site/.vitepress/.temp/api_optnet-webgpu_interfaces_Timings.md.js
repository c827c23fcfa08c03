import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Timings","description":"Milliseconds from call to completion.","frontmatter":{},"headers":[],"relativePath":"api/optnet-webgpu/interfaces/Timings.md","filePath":"site/generated/api/optnet-webgpu/interfaces/Timings.md"}');
const _sfc_main = { name: "api/optnet-webgpu/interfaces/Timings.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-timings" tabindex="-1">Interface: Timings <a class="header-anchor" href="#interface-timings" aria-label="Permalink to &quot;Interface: Timings&quot;">​</a></h1><p>Milliseconds from call to completion.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="compile"></a> <code>compile</code></td><td><code>number</code></td><td>0 or so but for the first batch of a shape class.</td><td></td></tr><tr><td><a id="read"></a> <code>read</code></td><td><code>number</code></td><td>Results to CPU memory.</td><td></td></tr><tr><td><a id="solve"></a> <code>solve</code></td><td><code>number</code></td><td>The dispatches of the solve.</td><td></td></tr><tr><td><a id="upload"></a> <code>upload</code></td><td><code>number</code></td><td>Checked inputs to GPU memory.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-webgpu/interfaces/Timings.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Timings = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Timings as default
};
