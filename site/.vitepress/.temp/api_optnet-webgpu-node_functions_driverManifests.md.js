import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse(`{"title":"Function: driverManifests()","description":"Manifests to name to Vulkan's loader; none where it finds its own. Containers often have NVIDIA's driver without its manifest, and then the loader knows nothing of it: one is written for this process.","frontmatter":{},"headers":[],"relativePath":"api/optnet-webgpu-node/functions/driverManifests.md","filePath":"site/generated/api/optnet-webgpu-node/functions/driverManifests.md"}`);
const _sfc_main = { name: "api/optnet-webgpu-node/functions/driverManifests.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-drivermanifests" tabindex="-1">Function: driverManifests() <a class="header-anchor" href="#function-drivermanifests" aria-label="Permalink to &quot;Function: driverManifests()&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">function</span><span style="--shiki-light:#622CBC;--shiki-dark:#DBB7FF;"> driverManifests</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">(</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">folders</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">?</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">, </span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">manifestFolders</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">?</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">)</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">:</span><span style="--shiki-light:#023B95;--shiki-dark:#91CBFF;"> string</span><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">[];</span></span></code></pre></div><p>Manifests to name to Vulkan&#39;s loader; none where it finds its own. Containers often have NVIDIA&#39;s driver without its manifest, and then the loader knows nothing of it: one is written for this process.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Parameter</th><th>Type</th><th>Default value</th><th>Description</th></tr></thead><tbody><tr><td><code>folders?</code></td><td>readonly <code>string</code>[]</td><td><code>LIBRARY_FOLDERS</code></td><td>where libraries are looked for.</td></tr><tr><td><code>manifestFolders?</code></td><td>readonly <code>string</code>[]</td><td><code>MANIFEST_FOLDERS</code></td><td>where the loader looks for manifests.</td></tr></tbody></table><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>string</code>[]</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-webgpu-node/functions/driverManifests.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const driverManifests = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  driverManifests as default
};
