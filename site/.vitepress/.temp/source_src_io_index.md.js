import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/index.md","filePath":"site/generated/source/src/io/index.md"}');
const _sfc_main = { name: "source/src/io/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcio" tabindex="-1"><code>src/io</code> <a class="header-anchor" href="#srcio" aria-label="Permalink to &quot;\`src/io\`&quot;">​</a></h1><ul><li><a href="/optnet/source/src/io/arrays-ts">arrays.ts</a></li><li><a href="/optnet/source/src/io/bytes-ts">bytes.ts</a></li><li><a href="/optnet/source/src/io/contents-ts">contents.ts</a></li><li><a href="/optnet/source/src/io/dtype-ts">dtype.ts</a></li><li><a href="/optnet/source/src/io/index-ts">index.ts</a></li><li><a href="/optnet/source/src/io/json-keys-ts">json-keys.ts</a></li><li><a href="/optnet/source/src/io/json-position-ts">json-position.ts</a></li><li><a href="/optnet/source/src/io/json-ts">json.ts</a></li><li><a href="/optnet/source/src/io/metadata-ts">metadata.ts</a></li><li><a href="/optnet/source/src/io/node-file-ts">node-file.ts</a></li><li><a href="/optnet/source/src/io/node-problem-ts">node-problem.ts</a></li><li><a href="/optnet/source/src/io/node-ts">node.ts</a></li><li><a href="/optnet/source/src/io/npy-ts">npy.ts</a></li><li><a href="/optnet/source/src/io/npz-deflated-ts">npz-deflated.ts</a></li><li><a href="/optnet/source/src/io/npz-ts">npz.ts</a></li><li><a href="/optnet/source/src/io/open-ts">open.ts</a></li><li><a href="/optnet/source/src/io/problem-file-ts">problem-file.ts</a></li><li><a href="/optnet/source/src/io/safetensors-ts">safetensors.ts</a></li><li><a href="/optnet/source/src/io/sparse-arrays-ts">sparse-arrays.ts</a></li><li><a href="/optnet/source/src/io/write-ts">write.ts</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
