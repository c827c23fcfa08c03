import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse(`{"title":"Type Alias: PointKind","description":"What z0 may be: - \\"free\\": any point. - \\"positive\\": z0 = exp(logZ0), as in the paper's mini-Sudoku. - \\"inside\\": strictly within lower and upper; with lower: 0 alone the same as \\"positive\\".","frontmatter":{},"headers":[],"relativePath":"api/optnet-tfjs/type-aliases/PointKind.md","filePath":"site/generated/api/optnet-tfjs/type-aliases/PointKind.md"}`);
const _sfc_main = { name: "api/optnet-tfjs/type-aliases/PointKind.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-pointkind" tabindex="-1">Type Alias: PointKind <a class="header-anchor" href="#type-alias-pointkind" aria-label="Permalink to &quot;Type Alias: PointKind&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">type</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;"> PointKind</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;"> =</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> &quot;free&quot;</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;"> |</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> &quot;positive&quot;</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;"> |</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> &quot;inside&quot;</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">;</span></span></code></pre></div><p>What z0 may be:</p><ul><li><code>&quot;free&quot;</code>: any point.</li><li><code>&quot;positive&quot;</code>: z0 = exp(logZ0), as in the paper&#39;s mini-Sudoku.</li><li><code>&quot;inside&quot;</code>: strictly within <code>lower</code> and <code>upper</code>; with <code>lower: 0</code> alone the same as <code>&quot;positive&quot;</code>.</li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-tfjs/type-aliases/PointKind.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PointKind = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PointKind as default
};
