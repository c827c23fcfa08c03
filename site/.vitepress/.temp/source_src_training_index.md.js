import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/training","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/training/index.md","filePath":"site/generated/source/src/training/index.md"}');
const _sfc_main = { name: "source/src/training/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srctraining" tabindex="-1"><code>src/training</code> <a class="header-anchor" href="#srctraining" aria-label="Permalink to &quot;\`src/training\`&quot;">​</a></h1><ul><li><a href="/optnet/source/src/training/arithmetic-ts">arithmetic.ts</a></li><li><a href="/optnet/source/src/training/bunch-ts">bunch.ts</a></li><li><a href="/optnet/source/src/training/channel-ts">channel.ts</a></li><li><a href="/optnet/source/src/training/coordinator-ts">coordinator.ts</a></li><li><a href="/optnet/source/src/training/crew-ts">crew.ts</a></li><li><a href="/optnet/source/src/training/end-ts">end.ts</a></li><li><a href="/optnet/source/src/training/index-ts">index.ts</a></li><li><a href="/optnet/source/src/training/local-ts">local.ts</a></li><li><a href="/optnet/source/src/training/member-state-ts">member-state.ts</a></li><li><a href="/optnet/source/src/training/node-ts">node.ts</a></li><li><a href="/optnet/source/src/training/program-ts">program.ts</a></li><li><a href="/optnet/source/src/training/step-run-ts">step-run.ts</a></li><li><a href="/optnet/source/src/training/tfjs-ts">tfjs.ts</a></li><li><a href="/optnet/source/src/training/tree-ts">tree.ts</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/training/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
