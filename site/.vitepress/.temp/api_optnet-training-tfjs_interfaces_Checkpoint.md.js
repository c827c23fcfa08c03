import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Checkpoint","description":"Plain numbers, to be stored in any way.","frontmatter":{},"headers":[],"relativePath":"api/optnet-training-tfjs/interfaces/Checkpoint.md","filePath":"site/generated/api/optnet-training-tfjs/interfaces/Checkpoint.md"}');
const _sfc_main = { name: "api/optnet-training-tfjs/interfaces/Checkpoint.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-checkpoint" tabindex="-1">Interface: Checkpoint <a class="header-anchor" href="#interface-checkpoint" aria-label="Permalink to &quot;Interface: Checkpoint&quot;">​</a></h1><p>Plain numbers, to be stored in any way.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="format"></a> <code>format</code></td><td><code>readonly</code></td><td><code>1</code></td><td>Version of this format.</td><td></td></tr><tr><td><a id="hidden"></a> <code>hidden</code></td><td><code>readonly</code></td><td><code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <code>number</code>&gt;&gt;</td><td>What <code>getWeights</code> of some optimisers leaves out.</td><td></td></tr><tr><td><a id="optimizer"></a> <code>optimizer</code></td><td><code>readonly</code></td><td>readonly <code>object</code>[]</td><td>What the optimiser remembers.</td><td></td></tr><tr><td><a id="weights"></a> <code>weights</code></td><td><code>readonly</code></td><td>readonly <code>Float32Array</code>&lt;<code>ArrayBufferLike</code>&gt;[]</td><td>The weights, in the order of the variables.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-training-tfjs/interfaces/Checkpoint.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Checkpoint = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Checkpoint as default
};
