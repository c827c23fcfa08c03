import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"optnet/training/tfjs","description":"Data-parallel training around a TensorFlow.js optimiser.","frontmatter":{},"headers":[],"relativePath":"api/optnet-training-tfjs/index.md","filePath":"site/generated/api/optnet-training-tfjs/index.md"}');
const _sfc_main = { name: "api/optnet-training-tfjs/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="optnettrainingtfjs" tabindex="-1">optnet/training/tfjs <a class="header-anchor" href="#optnettrainingtfjs" aria-label="Permalink to &quot;optnet/training/tfjs&quot;">​</a></h1><p>Data-parallel training around a TensorFlow.js optimiser.</p><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>import { … } from &quot;optnet/training/tfjs&quot;;</span></span></code></pre></div><h2 id="interfaces" tabindex="-1">Interfaces <a class="header-anchor" href="#interfaces" aria-label="Permalink to &quot;Interfaces&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Interface</th><th>Description</th></tr></thead><tbody><tr><td><a href="/optnet/api/optnet-training-tfjs/interfaces/Checkpoint">Checkpoint</a></td><td>Plain numbers, to be stored in any way.</td></tr><tr><td><a href="/optnet/api/optnet-training-tfjs/interfaces/SpreadOptimizer">SpreadOptimizer</a></td><td>An optimiser whose gradients many compute.</td></tr><tr><td><a href="/optnet/api/optnet-training-tfjs/interfaces/TensorProgramOptions">TensorProgramOptions</a></td><td>What <a href="/optnet/api/optnet-training-tfjs/functions/tensorProgram">tensorProgram</a> makes a program from.</td></tr></tbody></table><h2 id="functions" tabindex="-1">Functions <a class="header-anchor" href="#functions" aria-label="Permalink to &quot;Functions&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Function</th><th>Description</th></tr></thead><tbody><tr><td><a href="/optnet/api/optnet-training-tfjs/functions/requireSpreadable">requireSpreadable</a></td><td>Looks through a model for layers that cannot be spread.</td></tr><tr><td><a href="/optnet/api/optnet-training-tfjs/functions/spread">spread</a></td><td>The one line around an optimiser: its steps take their gradients from all workers.</td></tr><tr><td><a href="/optnet/api/optnet-training-tfjs/functions/tensorProgram">tensorProgram</a></td><td>What workers compute, from a loss in tensors.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-training-tfjs/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
