import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: BatchStatistics","description":"How well a batch was solved. The worst figures are over all its elements, solved or not.","frontmatter":{},"headers":[],"relativePath":"api/optnet-tfjs/interfaces/BatchStatistics.md","filePath":"site/generated/api/optnet-tfjs/interfaces/BatchStatistics.md"}');
const _sfc_main = { name: "api/optnet-tfjs/interfaces/BatchStatistics.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-batchstatistics" tabindex="-1">Interface: BatchStatistics <a class="header-anchor" href="#interface-batchstatistics" aria-label="Permalink to &quot;Interface: BatchStatistics&quot;">​</a></h1><p>How well a batch was solved. The worst figures are over all its elements, solved or not.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="/optnet/api/optnet-tfjs/interfaces/CallStatistics"><code>CallStatistics</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="elements"></a> <code>elements</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The size of the batch, or of all batches.</td><td></td></tr><tr><td><a id="iterations"></a> <code>iterations</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The most that any element took.</td><td></td></tr><tr><td><a id="solved"></a> <code>solved</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Elements whose status is <code>&quot;solved&quot;</code>.</td><td></td></tr><tr><td><a id="unsolved"></a> <code>unsolved</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Elements whose z is only the best point found, and whose gradients are zero by default.</td><td></td></tr><tr><td><a id="worstdualitygap"></a> <code>worstDualityGap</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The largest duality gap of any element.</td><td></td></tr><tr><td><a id="worstdualresidual"></a> <code>worstDualResidual</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The largest dual residual of any element.</td><td></td></tr><tr><td><a id="worstprimalresidual"></a> <code>worstPrimalResidual</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The largest primal residual of any element.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-tfjs/interfaces/BatchStatistics.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const BatchStatistics = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  BatchStatistics as default
};
