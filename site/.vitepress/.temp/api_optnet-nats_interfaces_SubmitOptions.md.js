import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SubmitOptions","description":"What is wanted of a job besides its solution.","frontmatter":{},"headers":[],"relativePath":"api/optnet-nats/interfaces/SubmitOptions.md","filePath":"site/generated/api/optnet-nats/interfaces/SubmitOptions.md"}');
const _sfc_main = { name: "api/optnet-nats/interfaces/SubmitOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-submitoptions" tabindex="-1">Interface: SubmitOptions <a class="header-anchor" href="#interface-submitoptions" aria-label="Permalink to &quot;Interface: SubmitOptions&quot;">​</a></h1><p>What is wanted of a job besides its solution.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="cotangents"></a> <code>cotangents?</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/interfaces/Cotangents"><code>Cotangents</code></a></td><td>Gradients of a loss are wanted: its derivatives with respect to the outputs.</td><td></td></tr><tr><td><a id="id"></a> <code>id?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>What the job is called: letters, digits, - and _. A job of the same name is not taken twice. Default: chosen.</td><td></td></tr><tr><td><a id="wrt"></a> <code>wrt?</code></td><td><code>readonly</code></td><td>readonly <a href="/optnet/api/optnet/type-aliases/FieldName"><code>FieldName</code></a>[]</td><td>Which gradients. Default: of every input.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-nats/interfaces/SubmitOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SubmitOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SubmitOptions as default
};
