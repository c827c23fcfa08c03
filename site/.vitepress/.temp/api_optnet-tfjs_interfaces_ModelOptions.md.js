import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ModelOptions","description":"What to return, and a way to look at the whole solution.","frontmatter":{},"headers":[],"relativePath":"api/optnet-tfjs/interfaces/ModelOptions.md","filePath":"site/generated/api/optnet-tfjs/interfaces/ModelOptions.md"}');
const _sfc_main = { name: "api/optnet-tfjs/interfaces/ModelOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-modeloptions" tabindex="-1">Interface: ModelOptions <a class="header-anchor" href="#interface-modeloptions" aria-label="Permalink to &quot;Interface: ModelOptions&quot;">​</a></h1><p>What to return, and a way to look at the whole solution.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="onsolution"></a> <code>onSolution?</code></td><td><code>readonly</code></td><td>(<code>solution</code>) =&gt; <code>void</code></td><td>Called with the solution before <code>model</code> returns: statuses, multipliers, values of expressions. Its derivatives may be taken during the call only; its numbers stay readable.</td><td></td></tr><tr><td><a id="outputs"></a> <code>outputs?</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Names of variables and constraints (for their multipliers), and <code>&quot;objective&quot;</code>. Default: all variables.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-tfjs/interfaces/ModelOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ModelOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ModelOptions as default
};
