import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: linearise()","description":"Solves a problem and returns what qpAt needs. Call it outside of jit; it reads the numbers of its arrays and consumes the arrays, as jax-js functions do: pass x.ref to keep x.","frontmatter":{},"headers":[],"relativePath":"api/optnet-jax/functions/linearise.md","filePath":"site/generated/api/optnet-jax/functions/linearise.md"}');
const _sfc_main = { name: "api/optnet-jax/functions/linearise.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-linearise" tabindex="-1">Function: linearise() <a class="header-anchor" href="#function-linearise" aria-label="Permalink to &quot;Function: linearise()&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">function</span><span style="--shiki-light:#622CBC;--shiki-dark:#DBB7FF;"> linearise</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">(</span></span>
<span class="line"><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">   input</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">, </span></span>
<span class="line"><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">   settings</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">?</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">, </span></span>
<span class="line"><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">   onSolution</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">?</span></span>
<span class="line"><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">)</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">:</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;"> Linearisation</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">;</span></span></code></pre></div><p>Solves a problem and returns what <a href="/optnet/api/optnet-jax/functions/qpAt">qpAt</a> needs. Call it outside of <code>jit</code>; it reads the numbers of its arrays and consumes the arrays, as jax-js functions do: pass <code>x.ref</code> to keep x.</p><p>An element that was not solved has its best point and, by default, derivatives that are 0.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Parameter</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><code>input</code></td><td><a href="/optnet/api/optnet-jax/type-aliases/QpInput"><code>QpInput</code></a></td><td>-</td></tr><tr><td><code>settings?</code></td><td><a href="/optnet/api/optnet-jax/type-aliases/QpSettings"><code>QpSettings</code></a></td><td>-</td></tr><tr><td><code>onSolution?</code></td><td>(<code>solution</code>) =&gt; <code>void</code></td><td>sees the whole solution (statuses, residuals, multipliers) before it is disposed of.</td></tr></tbody></table><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="/optnet/api/optnet-jax/type-aliases/Linearisation"><code>Linearisation</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p>OptNetError for inputs that are no problem, for settings unknown or without meaning here, and under <code>jit</code> and <code>vmap</code>, where there are no numbers to read.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-jax/functions/linearise.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const linearise = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  linearise as default
};
