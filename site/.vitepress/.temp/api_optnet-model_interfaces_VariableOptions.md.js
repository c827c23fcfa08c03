import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: VariableOptions","description":"What is known of a variable.","frontmatter":{},"headers":[],"relativePath":"api/optnet-model/interfaces/VariableOptions.md","filePath":"site/generated/api/optnet-model/interfaces/VariableOptions.md"}');
const _sfc_main = { name: "api/optnet-model/interfaces/VariableOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-variableoptions" tabindex="-1">Interface: VariableOptions <a class="header-anchor" href="#interface-variableoptions" aria-label="Permalink to &quot;Interface: VariableOptions&quot;">​</a></h1><p>What is known of a variable.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="name"></a> <code>name?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>By which values, cotangents and messages know it.</td><td></td></tr><tr><td><a id="nonneg"></a> <code>nonneg?</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>All entries ≥ 0: bounds.</td><td></td></tr><tr><td><a id="nonpos"></a> <code>nonpos?</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>All entries ≤ 0: bounds.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-model/interfaces/VariableOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const VariableOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  VariableOptions as default
};
