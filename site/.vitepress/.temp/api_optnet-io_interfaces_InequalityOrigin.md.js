import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: InequalityOrigin","description":"Where one row of G came from: the row of the file, and which of its two sides.","frontmatter":{},"headers":[],"relativePath":"api/optnet-io/interfaces/InequalityOrigin.md","filePath":"site/generated/api/optnet-io/interfaces/InequalityOrigin.md"}');
const _sfc_main = { name: "api/optnet-io/interfaces/InequalityOrigin.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-inequalityorigin" tabindex="-1">Interface: InequalityOrigin <a class="header-anchor" href="#interface-inequalityorigin" aria-label="Permalink to &quot;Interface: InequalityOrigin&quot;">​</a></h1><p>Where one row of G came from: the row of the file, and which of its two sides.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="row"></a> <code>row</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Its name in the file.</td><td></td></tr><tr><td><a id="side"></a> <code>side</code></td><td><code>readonly</code></td><td><code>&quot;lower&quot;</code> | <code>&quot;upper&quot;</code></td><td><code>&quot;lower&quot;</code> rows were negated to fit Gz ≤ h: their activity in the file is −Gz.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-io/interfaces/InequalityOrigin.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const InequalityOrigin = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  InequalityOrigin as default
};
