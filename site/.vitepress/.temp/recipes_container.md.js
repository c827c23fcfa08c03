import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse(`{"title":"A container","description":"examples/cluster/Dockerfile installs the packed package on Node's own image, with the packages for Parquet. In a clone of the repository:","frontmatter":{},"headers":[],"relativePath":"recipes/container.md","filePath":"docs/recipes/container.md"}`);
const _sfc_main = { name: "recipes/container.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="a-container" tabindex="-1">A container <a class="header-anchor" href="#a-container" aria-label="Permalink to &quot;A container&quot;">​</a></h1><p><a href="/optnet/source/examples/cluster/Dockerfile"><code>examples/cluster/Dockerfile</code></a> installs the packed package on Node&#39;s own image, with the packages for Parquet. In a clone of the repository:</p><div class="language-sh vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">sh</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">npm</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> ci</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;"> &amp;&amp; </span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">npm</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> pack</span></span>
<span class="line"><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">docker</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> build</span><span style="--shiki-light:#023B95;--shiki-dark:#91CBFF;"> -f</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> examples/cluster/Dockerfile</span><span style="--shiki-light:#023B95;--shiki-dark:#91CBFF;"> -t</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> optnet</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> .</span></span>
<span class="line"><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">docker</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> run</span><span style="--shiki-light:#023B95;--shiki-dark:#91CBFF;"> --rm</span><span style="--shiki-light:#023B95;--shiki-dark:#91CBFF;"> -v</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> &quot;</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">$PWD</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;">:/data&quot;</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> optnet</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> batch</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> problems.npz</span><span style="--shiki-light:#023B95;--shiki-dark:#91CBFF;"> --out</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> results.npz</span></span></code></pre></div><p>The container runs as the user <code>node</code> (1000), who must be allowed to write where the results go. Node is its process 1: <code>docker stop</code> ends the run with exit code 143, and the same command goes on where it was.</p><p>Tested: that the file which the container starts is in the package, in <code>test/recipes.slow.test.ts</code>. Not tested: building the image.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("docs/recipes/container.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const container = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  container as default
};
