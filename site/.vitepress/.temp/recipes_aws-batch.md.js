import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"AWS Batch: an array job","description":"examples/cluster/aws-batch-job-definition.json describes one child, aws-batch-submit.sh submits eight of them as an array, and behind them the job that joins their results.","frontmatter":{},"headers":[],"relativePath":"recipes/aws-batch.md","filePath":"docs/recipes/aws-batch.md"}');
const _sfc_main = { name: "recipes/aws-batch.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="aws-batch-an-array-job" tabindex="-1">AWS Batch: an array job <a class="header-anchor" href="#aws-batch-an-array-job" aria-label="Permalink to &quot;AWS Batch: an array job&quot;">​</a></h1><p><a href="/optnet/source/examples/cluster/aws-batch-job-definition.json"><code>examples/cluster/aws-batch-job-definition.json</code></a> describes one child, <a href="/optnet/source/examples/cluster/aws-batch-submit-sh"><code>aws-batch-submit.sh</code></a> submits eight of them as an array, and behind them the job that joins their results. Put your <a href="/optnet/recipes/container">image</a> and the identity of an EFS file system, which all children see, into the definition.</p><div class="language-sh vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">sh</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">examples/cluster/aws-batch-submit.sh</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> my-queue</span></span></code></pre></div><ul><li>The number of the shard comes from <code>AWS_BATCH_JOB_ARRAY_INDEX</code>: <code>--shard=auto/8</code> with an array of size 8.</li><li>A child whose instance is taken away (spot) is tried again, up to five times, and goes on where it was: its journal is on the file system. Exit codes 2 and 3, a wrong command or a wrong file, end it at once.</li><li>Choose instances of one kind: results of processors that compute otherwise are refused when they are joined.</li></ul><p>Tested: what the children run, one after the other on one machine, in <code>test/recipes.slow.test.ts</code>. Not tested: in AWS.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("docs/recipes/aws-batch.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const awsBatch = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  awsBatch as default
};
