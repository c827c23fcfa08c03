import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: qpAt()","description":"The minimiser as a function of the inputs, near where linearisation was made: its value there, and the exact first derivatives. Pure jax-js operations, for use inside jit, grad and jvp.","frontmatter":{},"headers":[],"relativePath":"api/optnet-jax/functions/qpAt.md","filePath":"site/generated/api/optnet-jax/functions/qpAt.md"}');
const _sfc_main = { name: "api/optnet-jax/functions/qpAt.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-qpat" tabindex="-1">Function: qpAt() <a class="header-anchor" href="#function-qpat" aria-label="Permalink to &quot;Function: qpAt()&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">function</span><span style="--shiki-light:#622CBC;--shiki-dark:#DBB7FF;"> qpAt</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">(</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">input</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">, </span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">linearisation</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">)</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">:</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;"> Array</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">;</span></span></code></pre></div><p>The minimiser as a function of the inputs, near where <code>linearisation</code> was made: its value there, and the exact first derivatives. Pure jax-js operations, for use inside <code>jit</code>, <code>grad</code> and <code>jvp</code>. Consumes all arrays.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Parameter</th><th>Type</th></tr></thead><tbody><tr><td><code>input</code></td><td><a href="/optnet/api/optnet-jax/type-aliases/QpInput"><code>QpInput</code></a></td></tr><tr><td><code>linearisation</code></td><td><a href="/optnet/api/optnet-jax/type-aliases/Linearisation"><code>Linearisation</code></a></td></tr></tbody></table><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>Array</code></p><p>z, <code>[n]</code> or <code>[B,n]</code>, float64 where any input array is, otherwise float32.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-jax/functions/qpAt.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const qpAt = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  qpAt as default
};
