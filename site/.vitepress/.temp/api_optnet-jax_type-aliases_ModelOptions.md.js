import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: ModelOptions","description":"What to return, and a way to look at the whole solution.","frontmatter":{},"headers":[],"relativePath":"api/optnet-jax/type-aliases/ModelOptions.md","filePath":"site/generated/api/optnet-jax/type-aliases/ModelOptions.md"}');
const _sfc_main = { name: "api/optnet-jax/type-aliases/ModelOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-modeloptions" tabindex="-1">Type Alias: ModelOptions <a class="header-anchor" href="#type-alias-modeloptions" aria-label="Permalink to &quot;Type Alias: ModelOptions&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">type</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;"> ModelOptions</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;"> =</span><span style="--shiki-light:#023B95;--shiki-dark:#91CBFF;"> object</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">;</span></span></code></pre></div><p>What to return, and a way to look at the whole solution.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="onsolution"></a> <code>onSolution?</code></td><td><code>readonly</code></td><td>(<code>solution</code>) =&gt; <code>void</code></td><td>Sees the whole solution before it is disposed of.</td><td></td></tr><tr><td><a id="outputs"></a> <code>outputs?</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Names of variables and constraints (for their multipliers), and <code>&quot;objective&quot;</code>. Default: all variables.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-jax/type-aliases/ModelOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ModelOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ModelOptions as default
};
