import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ErrorDetails","description":"What was wrong with an input: where, what was needed, what came, and what to do about it.","frontmatter":{},"headers":[],"relativePath":"api/optnet/interfaces/ErrorDetails.md","filePath":"site/generated/api/optnet/interfaces/ErrorDetails.md"}');
const _sfc_main = { name: "api/optnet/interfaces/ErrorDetails.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-errordetails" tabindex="-1">Interface: ErrorDetails <a class="header-anchor" href="#interface-errordetails" aria-label="Permalink to &quot;Interface: ErrorDetails&quot;">​</a></h1><p>What was wrong with an input: where, what was needed, what came, and what to do about it.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="expected"></a> <code>expected</code></td><td><code>readonly</code></td><td><code>string</code></td><td>What was needed there.</td><td></td></tr><tr><td><a id="field"></a> <code>field</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The input or setting at fault, for example <code>&quot;Q&quot;</code> or <code>&quot;settings.tolerance&quot;</code>.</td><td></td></tr><tr><td><a id="got"></a> <code>got</code></td><td><code>readonly</code></td><td><code>string</code></td><td>What came instead; of long inputs the beginning.</td><td></td></tr><tr><td><a id="hint"></a> <code>hint</code></td><td><code>readonly</code></td><td><code>string</code></td><td>What to do about it, in a sentence.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet/interfaces/ErrorDetails.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ErrorDetails = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ErrorDetails as default
};
