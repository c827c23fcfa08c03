import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Penalty","description":"What a soft constraint costs per unit (\\"l1\\"), or per square (\\"l2\\"), of what is missing.","frontmatter":{},"headers":[],"relativePath":"api/optnet-model/type-aliases/Penalty.md","filePath":"site/generated/api/optnet-model/type-aliases/Penalty.md"}');
const _sfc_main = { name: "api/optnet-model/type-aliases/Penalty.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-penalty" tabindex="-1">Type Alias: Penalty <a class="header-anchor" href="#type-alias-penalty" aria-label="Permalink to &quot;Type Alias: Penalty&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">type</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;"> Penalty</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;"> =</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> &quot;l1&quot;</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;"> |</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> &quot;l2&quot;</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">;</span></span></code></pre></div><p>What a soft constraint costs per unit (<code>&quot;l1&quot;</code>), or per square (<code>&quot;l2&quot;</code>), of what is missing.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-model/type-aliases/Penalty.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Penalty = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Penalty as default
};
