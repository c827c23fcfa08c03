import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: StoreOptions","description":"Where arrays that many requests share are stored.","frontmatter":{},"headers":[],"relativePath":"api/optnet-nats/interfaces/StoreOptions.md","filePath":"site/generated/api/optnet-nats/interfaces/StoreOptions.md"}');
const _sfc_main = { name: "api/optnet-nats/interfaces/StoreOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-storeoptions" tabindex="-1">Interface: StoreOptions <a class="header-anchor" href="#interface-storeoptions" aria-label="Permalink to &quot;Interface: StoreOptions&quot;">​</a></h1><p>Where arrays that many requests share are stored.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="bucket"></a> <code>bucket?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Name of the bucket. Default: <code>optnet-arrays</code>.</td><td></td></tr><tr><td><a id="bytes"></a> <code>bytes?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bytes of all arrays; what does not fit goes with its request. Default 1 GiB.</td><td></td></tr><tr><td><a id="seconds"></a> <code>seconds?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Seconds for which arrays stay; those in use are sent again. Default: a day.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-nats/interfaces/StoreOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const StoreOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  StoreOptions as default
};
