import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TrainingEvent","description":"What happens to a crew.","frontmatter":{},"headers":[],"relativePath":"api/optnet-training/interfaces/TrainingEvent.md","filePath":"site/generated/api/optnet-training/interfaces/TrainingEvent.md"}');
const _sfc_main = { name: "api/optnet-training/interfaces/TrainingEvent.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-trainingevent" tabindex="-1">Interface: TrainingEvent <a class="header-anchor" href="#interface-trainingevent" aria-label="Permalink to &quot;Interface: TrainingEvent&quot;">​</a></h1><p>What happens to a crew.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;joined&quot;</code> | <code>&quot;left&quot;</code> | <code>&quot;refused&quot;</code> | <code>&quot;failed&quot;</code> | <code>&quot;stuck&quot;</code> | <code>&quot;again&quot;</code> | <code>&quot;waiting&quot;</code></td><td>What has happened.</td><td></td></tr><tr><td><a id="text"></a> <code>text</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The same in words.</td><td></td></tr><tr><td><a id="worker"></a> <code>worker?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The worker&#39;s name, where one is meant.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-training/interfaces/TrainingEvent.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TrainingEvent = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TrainingEvent as default
};
