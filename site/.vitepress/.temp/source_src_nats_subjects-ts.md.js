import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/nats/subjects.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/nats/subjects-ts.md","filePath":"site/generated/source/src/nats/subjects-ts.md"}');
const _sfc_main = { name: "source/src/nats/subjects-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcnatssubjectsts" tabindex="-1"><code>src/nats/subjects.ts</code> <a class="header-anchor" href="#srcnatssubjectsts" aria-label="Permalink to &quot;\`src/nats/subjects.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Where clients and workers meet. */</span></span>
<span class="line"><span>export function subjectsOf(prefix: string) {</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    /** Requests; one worker of the group gets each. */</span></span>
<span class="line"><span>    solve: \`\${prefix}.solve\`,</span></span>
<span class="line"><span>    /** Every worker answers. */</span></span>
<span class="line"><span>    health: \`\${prefix}.health\`,</span></span>
<span class="line"><span>    metrics: \`\${prefix}.metrics\`,</span></span>
<span class="line"><span>    /** Work that survives: in a stream until it is done. */</span></span>
<span class="line"><span>    jobs: \`\${prefix}.jobs\`,</span></span>
<span class="line"><span>    results: \`\${prefix}.results\`,</span></span>
<span class="line"><span>    /** Who does a job listens here, and who begins with it once more leaves a mark. */</span></span>
<span class="line"><span>    holds: \`\${prefix}.holds\`,</span></span>
<span class="line"><span>    starts: \`\${prefix}.starts\`,</span></span>
<span class="line"><span>    /** What could not be done, with the reason. */</span></span>
<span class="line"><span>    dead: \`\${prefix}.dead\`,</span></span>
<span class="line"><span>    /** Training. */</span></span>
<span class="line"><span>    training: \`\${prefix}.training\`,</span></span>
<span class="line"><span>  } as const;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export const QUEUE_GROUP = &quot;workers&quot;;</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/nats/subjects-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const subjectsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  subjectsTs as default
};
