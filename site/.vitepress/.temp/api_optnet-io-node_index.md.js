import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"optnet/io/node","description":"The same by path in Node: files of any size, read in parts and replaced when they are whole.","frontmatter":{},"headers":[],"relativePath":"api/optnet-io-node/index.md","filePath":"site/generated/api/optnet-io-node/index.md"}');
const _sfc_main = { name: "api/optnet-io-node/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="optnetionode" tabindex="-1">optnet/io/node <a class="header-anchor" href="#optnetionode" aria-label="Permalink to &quot;optnet/io/node&quot;">​</a></h1><p>The same by path in Node: files of any size, read in parts and replaced when they are whole.</p><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>import { … } from &quot;optnet/io/node&quot;;</span></span></code></pre></div><h2 id="interfaces" tabindex="-1">Interfaces <a class="header-anchor" href="#interfaces" aria-label="Permalink to &quot;Interfaces&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Interface</th><th>Description</th></tr></thead><tbody><tr><td><a href="/optnet/api/optnet-io-node/interfaces/OpenFile">OpenFile</a></td><td>A file that is open until <code>close</code>.</td></tr></tbody></table><h2 id="functions" tabindex="-1">Functions <a class="header-anchor" href="#functions" aria-label="Permalink to &quot;Functions&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Function</th><th>Description</th></tr></thead><tbody><tr><td><a href="/optnet/api/optnet-io-node/functions/openFile">openFile</a></td><td>Opens a <code>.npz</code>, <code>.safetensors</code> or Parquet file of any size; its arrays are read when asked for.</td></tr><tr><td><a href="/optnet/api/optnet-io-node/functions/readProblemFile">readProblemFile</a></td><td>Reads a problem from a file in QPS, MPS or JSON format, compressed with gzip or not, all told apart by content; <code>-</code> reads standard input.</td></tr><tr><td><a href="/optnet/api/optnet-io-node/functions/saveFile">saveFile</a></td><td>Writes arrays to a file. It appears under its name once it is whole and on the disk.</td></tr></tbody></table><h2 id="references" tabindex="-1">References <a class="header-anchor" href="#references" aria-label="Permalink to &quot;References&quot;">​</a></h2><h3 id="inequalityorigin" tabindex="-1">InequalityOrigin <a class="header-anchor" href="#inequalityorigin" aria-label="Permalink to &quot;InequalityOrigin&quot;">​</a></h3><p>Re-exports <a href="/optnet/api/optnet-io/interfaces/InequalityOrigin">InequalityOrigin</a></p><hr><h3 id="problemfile" tabindex="-1">ProblemFile <a class="header-anchor" href="#problemfile" aria-label="Permalink to &quot;ProblemFile&quot;">​</a></h3><p>Re-exports <a href="/optnet/api/optnet-io/interfaces/ProblemFile">ProblemFile</a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-io-node/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
