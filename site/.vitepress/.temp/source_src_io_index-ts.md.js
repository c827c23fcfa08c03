import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/index.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/index-ts.md","filePath":"site/generated/source/src/io/index-ts.md"}');
const _sfc_main = { name: "source/src/io/index-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcioindexts" tabindex="-1"><code>src/io/index.ts</code> <a class="header-anchor" href="#srcioindexts" aria-label="Permalink to &quot;\`src/io/index.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Problems, solutions and gradients in files: \`.npz\`, \`.safetensors\`, Parquet, QPS and JSON, as bytes, anywhere. */</span></span>
<span class="line"><span>export type { ArrayFile, FileFormat, NamedArray, StoredArray } from &quot;./arrays.js&quot;;</span></span>
<span class="line"><span>export { readWhole } from &quot;./arrays.js&quot;;</span></span>
<span class="line"><span>export type { ByteSink, BytesInput, ByteSource } from &quot;./bytes.js&quot;;</span></span>
<span class="line"><span>export {</span></span>
<span class="line"><span>  gradientArrays,</span></span>
<span class="line"><span>  problemArrays,</span></span>
<span class="line"><span>  readGradients,</span></span>
<span class="line"><span>  readProblem,</span></span>
<span class="line"><span>  readSolution,</span></span>
<span class="line"><span>  solutionArrays,</span></span>
<span class="line"><span>  STATUS_CODES,</span></span>
<span class="line"><span>} from &quot;./contents.js&quot;;</span></span>
<span class="line"><span>export type { StoredSolution } from &quot;./contents.js&quot;;</span></span>
<span class="line"><span>export type { DType, WritableData } from &quot;./dtype.js&quot;;</span></span>
<span class="line"><span>export { readJson } from &quot;./json.js&quot;;</span></span>
<span class="line"><span>export { readQps } from &quot;./qps/qps.js&quot;;</span></span>
<span class="line"><span>export type { InequalityOrigin, ProblemFile } from &quot;./problem-file.js&quot;;</span></span>
<span class="line"><span>export { openArrays, readArrays } from &quot;./open.js&quot;;</span></span>
<span class="line"><span>export type { ArrayCollection, ReadCollection } from &quot;./open.js&quot;;</span></span>
<span class="line"><span>export { writeArrays } from &quot;./write.js&quot;;</span></span>
<span class="line"><span>export type { WriteOptions } from &quot;./write.js&quot;;</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/index-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const indexTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  indexTs as default
};
