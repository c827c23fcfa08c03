import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: ParameterSource","description":"Where the value of one parameter comes from: - \\"fed\\": an input of the layer, one per element of the batch. - \\"learned\\": a weight, shared by the batch.","frontmatter":{},"headers":[],"relativePath":"api/optnet-tfjs/type-aliases/ParameterSource.md","filePath":"site/generated/api/optnet-tfjs/type-aliases/ParameterSource.md"}');
const _sfc_main = { name: "api/optnet-tfjs/type-aliases/ParameterSource.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-parametersource" tabindex="-1">Type Alias: ParameterSource <a class="header-anchor" href="#type-alias-parametersource" aria-label="Permalink to &quot;Type Alias: ParameterSource&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">type</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;"> ParameterSource</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;"> =</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;"> </span></span>
<span class="line"><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">  |</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> &quot;fed&quot;</span></span>
<span class="line"><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">  |</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> &quot;learned&quot;</span></span>
<span class="line"><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">|</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;"> Fixed</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">&lt;</span><span style="--shiki-light:#023B95;--shiki-dark:#91CBFF;">number</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;"> |</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;"> NestedNumbers</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">&gt;;</span></span></code></pre></div><p>Where the value of one parameter comes from:</p><ul><li><code>&quot;fed&quot;</code>: an input of the layer, one per element of the batch.</li><li><code>&quot;learned&quot;</code>: a weight, shared by the batch. One that is declared nonnegative is the size of its weight, one that is declared positive semidefinite is L Lᵀ + epsilon·I with a learned lower triangle L.</li><li><code>{ fixed }</code>: a constant, shared by the batch, kept in float64 and saved with the layer.</li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-tfjs/type-aliases/ParameterSource.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ParameterSource = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ParameterSource as default
};
