import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: joinTraining()","description":"Works for trainings of a name, one after the other, until the signal.","frontmatter":{},"headers":[],"relativePath":"api/optnet-nats/functions/joinTraining.md","filePath":"site/generated/api/optnet-nats/functions/joinTraining.md"}');
const _sfc_main = { name: "api/optnet-nats/functions/joinTraining.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-jointraining" tabindex="-1">Function: joinTraining() <a class="header-anchor" href="#function-jointraining" aria-label="Permalink to &quot;Function: joinTraining()&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">function</span><span style="--shiki-light:#622CBC;--shiki-dark:#DBB7FF;"> joinTraining</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">(</span></span>
<span class="line"><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">   server</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">, </span></span>
<span class="line"><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">   make</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">, </span></span>
<span class="line"><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">   options</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">?</span></span>
<span class="line"><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">)</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">:</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;"> Promise</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">&lt;</span><span style="--shiki-light:#023B95;--shiki-dark:#91CBFF;">void</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">&gt;;</span></span></code></pre></div><p>Works for trainings of a name, one after the other, until the signal.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Parameter</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><code>server</code></td><td><a href="/optnet/api/optnet-nats/type-aliases/Server"><code>Server</code></a>&lt;<code>NodeConnectionOptions</code>&gt;</td><td>-</td></tr><tr><td><code>make</code></td><td>(<code>terms</code>) =&gt; | <a href="/optnet/api/optnet-training/interfaces/LeafProgram"><code>LeafProgram</code></a> | <code>Promise</code>&lt;<a href="/optnet/api/optnet-training/interfaces/LeafProgram"><code>LeafProgram</code></a>&gt;</td><td>the program that a training&#39;s terms describe.</td></tr><tr><td><code>options?</code></td><td><a href="/optnet/api/optnet-nats/interfaces/TrainingOptions"><code>TrainingOptions</code></a> &amp; <code>Partial</code>&lt;<code>Pick</code>&lt;<a href="/optnet/api/optnet-nats/interfaces/JoinOptions"><code>JoinOptions</code></a>, <code>&quot;name&quot;</code> | <code>&quot;signal&quot;</code> | <code>&quot;onEvent&quot;</code>&gt;&gt;</td><td>-</td></tr></tbody></table><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>Promise</code>&lt;<code>void</code>&gt;</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p>OptNetError where the training refuses this worker, because it would compute something else.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-nats/functions/joinTraining.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const joinTraining = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  joinTraining as default
};
