import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TensorProgramOptions","description":"What tensorProgram makes a program from.","frontmatter":{},"headers":[],"relativePath":"api/optnet-training-tfjs/interfaces/TensorProgramOptions.md","filePath":"site/generated/api/optnet-training-tfjs/interfaces/TensorProgramOptions.md"}');
const _sfc_main = { name: "api/optnet-training-tfjs/interfaces/TensorProgramOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-tensorprogramoptions" tabindex="-1">Interface: TensorProgramOptions <a class="header-anchor" href="#interface-tensorprogramoptions" aria-label="Permalink to &quot;Interface: TensorProgramOptions&quot;">​</a></h1><p>What <a href="/optnet/api/optnet-training-tfjs/functions/tensorProgram">tensorProgram</a> makes a program from.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="fingerprint"></a> <code>fingerprint</code></td><td><code>readonly</code></td><td><code>string</code></td><td>What must be the same on all machines besides the code: data, options. Any text.</td><td></td></tr><tr><td><a id="loss"></a> <code>loss</code></td><td><code>readonly</code></td><td>(<code>step</code>, <code>first</code>, <code>last</code>) =&gt; <code>Scalar</code></td><td>The mean loss over the examples <code>first</code> … <code>last</code> − 1 of a batch.</td><td></td></tr><tr><td><a id="models"></a> <code>models?</code></td><td><code>readonly</code></td><td>readonly <code>LayersModel</code>[]</td><td>Models in it, which are looked through for layers that cannot be spread.</td><td></td></tr><tr><td><a id="values"></a> <code>values?</code></td><td><code>readonly</code></td><td>() =&gt; readonly <code>number</code>[]</td><td>More numbers that are summed over the batch; asked for after each loss.</td><td></td></tr><tr><td><a id="variables"></a> <code>variables</code></td><td><code>readonly</code></td><td>readonly <code>Variable</code>&lt;<code>Rank</code>&gt;[]</td><td>What training moves, in the same order everywhere.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-training-tfjs/interfaces/TensorProgramOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TensorProgramOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TensorProgramOptions as default
};
