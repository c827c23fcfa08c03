import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Outcome<Failure>","description":"What came of a bunch of leaves.","frontmatter":{},"headers":[],"relativePath":"api/optnet-training/interfaces/Outcome.md","filePath":"site/generated/api/optnet-training/interfaces/Outcome.md"}');
const _sfc_main = { name: "api/optnet-training/interfaces/Outcome.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-outcomefailure" tabindex="-1">Interface: Outcome&lt;Failure&gt; <a class="header-anchor" href="#interface-outcomefailure" aria-label="Permalink to &quot;Interface: Outcome\\&lt;Failure\\&gt;&quot;">​</a></h1><p>What came of a bunch of leaves.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Type Parameter</th><th>Default type</th></tr></thead><tbody><tr><td><a id="type-parameter-failure"></a> <code>Failure</code></td><td><code>unknown</code></td></tr></tbody></table><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="failure"></a> <code>failure?</code></td><td><code>readonly</code></td><td><code>Failure</code></td><td>Why the leaf after these failed; absent where none did.</td><td></td></tr><tr><td><a id="results"></a> <code>results</code></td><td><code>readonly</code></td><td>readonly <a href="/optnet/api/optnet-training/interfaces/LeafResult"><code>LeafResult</code></a>[]</td><td>Of its leaves, in order; where one failed, of those before it.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-training/interfaces/Outcome.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Outcome = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Outcome as default
};
