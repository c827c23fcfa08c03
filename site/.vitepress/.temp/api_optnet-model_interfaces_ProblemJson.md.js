import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ProblemJson","description":"A problem as JSON.stringify writes it, and Problem.fromJSON reads it.","frontmatter":{},"headers":[],"relativePath":"api/optnet-model/interfaces/ProblemJson.md","filePath":"site/generated/api/optnet-model/interfaces/ProblemJson.md"}');
const _sfc_main = { name: "api/optnet-model/interfaces/ProblemJson.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-problemjson" tabindex="-1">Interface: ProblemJson <a class="header-anchor" href="#interface-problemjson" aria-label="Permalink to &quot;Interface: ProblemJson&quot;">​</a></h1><p>A problem as <code>JSON.stringify</code> writes it, and <code>Problem.fromJSON</code> reads it.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="constraints"></a> <code>constraints</code></td><td><code>readonly</code></td><td>readonly <code>ConstraintJson</code>[]</td><td>In the order in which they were added.</td><td></td></tr><tr><td><a id="format"></a> <code>format</code></td><td><code>readonly</code></td><td><code>&quot;optnet-model&quot;</code></td><td>What the file is.</td><td></td></tr><tr><td><a id="nodes"></a> <code>nodes</code></td><td><code>readonly</code></td><td>readonly <code>NodeJson</code>[]</td><td>Expressions, each after those that it is made of.</td><td></td></tr><tr><td><a id="objective"></a> <code>objective</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The position of the objective among the nodes.</td><td></td></tr><tr><td><a id="sense"></a> <code>sense</code></td><td><code>readonly</code></td><td><code>&quot;minimize&quot;</code> | <code>&quot;maximize&quot;</code></td><td>Which way it goes.</td><td></td></tr><tr><td><a id="settings"></a> <code>settings</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/type-aliases/SettingsInput"><code>SettingsInput</code></a></td><td>Of the solver.</td><td></td></tr><tr><td><a id="version"></a> <code>version</code></td><td><code>readonly</code></td><td><code>1</code></td><td>Of the format.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-model/interfaces/ProblemJson.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ProblemJson = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ProblemJson as default
};
