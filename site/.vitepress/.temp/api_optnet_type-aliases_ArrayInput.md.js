import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse(`{"title":"Type Alias: ArrayInput","description":"One input. A plain typed array is one problem's worth of numbers, row-major and shared by the batch; nested arrays and DenseArray carry their shape and may have a leading batch axis, whose length may …","frontmatter":{},"headers":[],"relativePath":"api/optnet/type-aliases/ArrayInput.md","filePath":"site/generated/api/optnet/type-aliases/ArrayInput.md"}`);
const _sfc_main = { name: "api/optnet/type-aliases/ArrayInput.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-arrayinput" tabindex="-1">Type Alias: ArrayInput <a class="header-anchor" href="#type-alias-arrayinput" aria-label="Permalink to &quot;Type Alias: ArrayInput&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">type</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;"> ArrayInput</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;"> =</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;"> </span></span>
<span class="line"><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">  |</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;"> NestedNumbers</span></span>
<span class="line"><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">  |</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;"> DenseArray</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">&lt;</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">TypedNumbers</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;"> |</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;"> readonly</span><span style="--shiki-light:#023B95;--shiki-dark:#91CBFF;"> number</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">[]&gt;</span></span>
<span class="line"><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">  |</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;"> TypedNumbers</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">;</span></span></code></pre></div><p>One input. A plain typed array is one problem&#39;s worth of numbers, row-major and shared by the batch; nested arrays and <a href="/optnet/api/optnet/interfaces/DenseArray">DenseArray</a> carry their shape and may have a leading batch axis, whose length may be 0.</p><p>The number of axes says what an array is, never their lengths: one axis is a vector, two are a matrix or a batch of vectors, three are a batch of matrices. A batch axis of length 1 serves every element of a larger batch.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet/type-aliases/ArrayInput.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ArrayInput = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ArrayInput as default
};
