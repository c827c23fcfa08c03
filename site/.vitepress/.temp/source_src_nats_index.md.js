import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/nats","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/nats/index.md","filePath":"site/generated/source/src/nats/index.md"}');
const _sfc_main = { name: "source/src/nats/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcnats" tabindex="-1"><code>src/nats</code> <a class="header-anchor" href="#srcnats" aria-label="Permalink to &quot;\`src/nats\`&quot;">​</a></h1><ul><li><a href="/optnet/source/src/nats/addresses-ts">addresses.ts</a></li><li><a href="/optnet/source/src/nats/bodies-ts">bodies.ts</a></li><li><a href="/optnet/source/src/nats/browser-ts">browser.ts</a></li><li><a href="/optnet/source/src/nats/connect-ts">connect.ts</a></li><li><a href="/optnet/source/src/nats/errors-ts">errors.ts</a></li><li><a href="/optnet/source/src/nats/exports-ts">exports.ts</a></li><li><a href="/optnet/source/src/nats/local-ts">local.ts</a></li><li><a href="/optnet/source/src/nats/node-ts">node.ts</a></li><li><a href="/optnet/source/src/nats/numbers-ts">numbers.ts</a></li><li><a href="/optnet/source/src/nats/patterns-ts">patterns.ts</a></li><li><a href="/optnet/source/src/nats/post-ts">post.ts</a></li><li><a href="/optnet/source/src/nats/remote-ts">remote.ts</a></li><li><a href="/optnet/source/src/nats/status-ts">status.ts</a></li><li><a href="/optnet/source/src/nats/store-ts">store.ts</a></li><li><a href="/optnet/source/src/nats/subjects-ts">subjects.ts</a></li><li><a href="/optnet/source/src/nats/worker-ts">worker.ts</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/nats/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
