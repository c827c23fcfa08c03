import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Identity","description":"What a worker and its coordinator have in common.","frontmatter":{},"headers":[],"relativePath":"api/optnet-training/interfaces/Identity.md","filePath":"site/generated/api/optnet-training/interfaces/Identity.md"}');
const _sfc_main = { name: "api/optnet-training/interfaces/Identity.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-identity" tabindex="-1">Interface: Identity <a class="header-anchor" href="#interface-identity" aria-label="Permalink to &quot;Interface: Identity&quot;">​</a></h1><p>What a worker and its coordinator have in common.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="arithmetic"></a> <code>arithmetic</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Whose bits the leaves have.</td><td></td></tr><tr><td><a id="fingerprint"></a> <code>fingerprint</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Data and options, see <a href="/optnet/api/optnet-training/interfaces/LeafProgram">LeafProgram</a>.</td><td></td></tr><tr><td><a id="sizes"></a> <code>sizes</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>Numbers in each weight.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-training/interfaces/Identity.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Identity = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Identity as default
};
