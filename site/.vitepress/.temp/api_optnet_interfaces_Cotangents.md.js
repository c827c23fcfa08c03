import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Cotangents","description":"Derivatives of a loss with respect to the outputs; an absent output has none. Shaped like the output.","frontmatter":{},"headers":[],"relativePath":"api/optnet/interfaces/Cotangents.md","filePath":"site/generated/api/optnet/interfaces/Cotangents.md"}');
const _sfc_main = { name: "api/optnet/interfaces/Cotangents.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-cotangents" tabindex="-1">Interface: Cotangents <a class="header-anchor" href="#interface-cotangents" aria-label="Permalink to &quot;Interface: Cotangents&quot;">​</a></h1><p>Derivatives of a loss with respect to the outputs; an absent output has none. Shaped like the output.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="lambda"></a> <code>lambda?</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/type-aliases/ArrayInput"><code>ArrayInput</code></a></td><td><code>[B,m]</code>, or <code>[m]</code>.</td><td></td></tr><tr><td><a id="lambdalower"></a> <code>lambdaLower?</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/type-aliases/ArrayInput"><code>ArrayInput</code></a></td><td><code>[B,n]</code>, or <code>[n]</code>.</td><td></td></tr><tr><td><a id="lambdaupper"></a> <code>lambdaUpper?</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/type-aliases/ArrayInput"><code>ArrayInput</code></a></td><td><code>[B,n]</code>, or <code>[n]</code>.</td><td></td></tr><tr><td><a id="nu"></a> <code>nu?</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/type-aliases/ArrayInput"><code>ArrayInput</code></a></td><td><code>[B,e]</code>, or <code>[e]</code>.</td><td></td></tr><tr><td><a id="objective"></a> <code>objective?</code></td><td><code>readonly</code></td><td><code>number</code> | <a href="/optnet/api/optnet/type-aliases/ArrayInput"><code>ArrayInput</code></a></td><td><code>[B]</code>, or one number where there is no batch.</td><td></td></tr><tr><td><a id="shiftb"></a> <code>shiftB?</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/type-aliases/ArrayInput"><code>ArrayInput</code></a></td><td><code>[B,e]</code>, or <code>[e]</code>.</td><td></td></tr><tr><td><a id="shifth"></a> <code>shiftH?</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/type-aliases/ArrayInput"><code>ArrayInput</code></a></td><td><code>[B,m]</code>, or <code>[m]</code>.</td><td></td></tr><tr><td><a id="z"></a> <code>z?</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/type-aliases/ArrayInput"><code>ArrayInput</code></a></td><td><code>[B,n]</code>, or <code>[n]</code> where there is no batch.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet/interfaces/Cotangents.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Cotangents = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Cotangents as default
};
