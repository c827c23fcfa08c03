import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: FieldSource<Value>","description":"Where one field comes from: - \\"learned\\": a weight, shared by the batch. Q is L Lᵀ + epsilon·I with a learned lower triangle L. - \\"fed\\": an input of the layer, one per element of the batch.","frontmatter":{},"headers":[],"relativePath":"api/optnet-tfjs/type-aliases/FieldSource.md","filePath":"site/generated/api/optnet-tfjs/type-aliases/FieldSource.md"}');
const _sfc_main = { name: "api/optnet-tfjs/type-aliases/FieldSource.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-fieldsourcevalue" tabindex="-1">Type Alias: FieldSource&lt;Value&gt; <a class="header-anchor" href="#type-alias-fieldsourcevalue" aria-label="Permalink to &quot;Type Alias: FieldSource\\&lt;Value\\&gt;&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">type</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;"> FieldSource</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">&lt;</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">Value</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">&gt; </span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">=</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> &quot;learned&quot;</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;"> |</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> &quot;fed&quot;</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;"> |</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;"> Fixed</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">&lt;</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">Value</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">&gt;;</span></span></code></pre></div><p>Where one field comes from:</p><ul><li><code>&quot;learned&quot;</code>: a weight, shared by the batch. Q is L Lᵀ + epsilon·I with a learned lower triangle L.</li><li><code>&quot;fed&quot;</code>: an input of the layer, one per element of the batch.</li><li><code>{ fixed }</code>: a constant, shared by the batch.</li><li><code>&quot;feasible&quot;</code> (b and h only): b = A z0, h = G z0 + s0 with a learned point z0 and learned slack s0 ≥ 0.</li></ul><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Type Parameter</th></tr></thead><tbody><tr><td><a id="type-parameter-value"></a> <code>Value</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-tfjs/type-aliases/FieldSource.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FieldSource = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FieldSource as default
};
