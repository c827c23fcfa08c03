import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: JobOptions","description":"How a worker goes about jobs.","frontmatter":{},"headers":[],"relativePath":"api/optnet-nats/interfaces/JobOptions.md","filePath":"site/generated/api/optnet-nats/interfaces/JobOptions.md"}');
const _sfc_main = { name: "api/optnet-nats/interfaces/JobOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-joboptions" tabindex="-1">Interface: JobOptions <a class="header-anchor" href="#interface-joboptions" aria-label="Permalink to &quot;Interface: JobOptions&quot;">​</a></h1><p>How a worker goes about jobs.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="ackseconds"></a> <code>ackSeconds?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Seconds after which a job whose worker is silent goes to another. It is the service&#39;s: a worker that gives it changes it for all. Default: what the service has, at first 60.</td><td></td></tr><tr><td><a id="jobsatonce"></a> <code>jobsAtOnce?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Jobs that a worker holds at the same time, where they are quick; one that takes long is held alone. A worker that is killed takes so many along. Default 2.</td><td></td></tr><tr><td><a id="maxdeliver"></a> <code>maxDeliver?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Workers that a job may fail or be killed on before it is a dead letter. Default 5.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-nats/interfaces/JobOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const JobOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  JobOptions as default
};
