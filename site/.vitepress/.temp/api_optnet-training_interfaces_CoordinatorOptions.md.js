import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CoordinatorOptions","description":"How a batch is spread.","frontmatter":{},"headers":[],"relativePath":"api/optnet-training/interfaces/CoordinatorOptions.md","filePath":"site/generated/api/optnet-training/interfaces/CoordinatorOptions.md"}');
const _sfc_main = { name: "api/optnet-training/interfaces/CoordinatorOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-coordinatoroptions" tabindex="-1">Interface: CoordinatorOptions <a class="header-anchor" href="#interface-coordinatoroptions" aria-label="Permalink to &quot;Interface: CoordinatorOptions&quot;">​</a></h1><p>How a batch is spread.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="ahead"></a> <code>ahead?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bunches of leaves that a worker has at the same time, so that it need not wait for the next. Default 2.</td><td></td></tr><tr><td><a id="bunch"></a> <code>bunch?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Most leaves in a bunch. Default: as many as take 25 ms longer than one, and have 256 KiB of gradients together.</td><td></td></tr><tr><td><a id="deadline"></a> <code>deadline?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Milliseconds after which a worker that owes a leaf is stuck, and is replaced. Default 60,000.</td><td></td></tr><tr><td><a id="leaf"></a> <code>leaf</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Examples in a leaf. Other leaves are other sums: keep it over a training.</td><td></td></tr><tr><td><a id="onevent"></a> <code>onEvent?</code></td><td><code>readonly</code></td><td>(<code>event</code>) =&gt; <code>void</code></td><td>Hears of workers that join, leave or are refused, and of leaves that are computed again.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-training/interfaces/CoordinatorOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CoordinatorOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CoordinatorOptions as default
};
