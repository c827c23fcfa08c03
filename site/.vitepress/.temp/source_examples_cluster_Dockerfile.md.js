import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"examples/cluster/Dockerfile","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/examples/cluster/Dockerfile.md","filePath":"site/generated/source/examples/cluster/Dockerfile.md"}');
const _sfc_main = { name: "source/examples/cluster/Dockerfile.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="examplesclusterdockerfile" tabindex="-1"><code>examples/cluster/Dockerfile</code> <a class="header-anchor" href="#examplesclusterdockerfile" aria-label="Permalink to &quot;\`examples/cluster/Dockerfile\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span># The command in a container. In a clone of the repository:</span></span>
<span class="line"><span>#</span></span>
<span class="line"><span>#   npm ci &amp;&amp; npm pack &amp;&amp; docker build -f examples/cluster/Dockerfile -t optnet .</span></span>
<span class="line"><span>#   docker run --rm -v &quot;$PWD:/data&quot; optnet batch problems.npz --out results.npz</span></span>
<span class="line"><span>FROM node:24-slim</span></span>
<span class="line"><span>WORKDIR /opt/optnet</span></span>
<span class="line"><span>COPY optnet-*.tgz ./</span></span>
<span class="line"><span># The last three are for Parquet only.</span></span>
<span class="line"><span>RUN npm init --yes \\</span></span>
<span class="line"><span>  &amp;&amp; npm install --omit=dev --no-audit --no-fund ./optnet-*.tgz hyparquet hyparquet-writer hyparquet-compressors \\</span></span>
<span class="line"><span>  &amp;&amp; rm optnet-*.tgz</span></span>
<span class="line"><span>USER node</span></span>
<span class="line"><span>WORKDIR /data</span></span>
<span class="line"><span># Node itself is process 1, so that the signal to end reaches the command.</span></span>
<span class="line"><span>ENTRYPOINT [&quot;node&quot;, &quot;/opt/optnet/node_modules/optnet/dist/cli/main.js&quot;]</span></span>
<span class="line"><span>CMD [&quot;batch&quot;, &quot;--help&quot;]</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/examples/cluster/Dockerfile.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Dockerfile = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Dockerfile as default
};
