import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"GNU parallel","description":"One machine has threads already; GNU parallel adds machines that share a folder. examples/cluster/parallel.sh cuts the batch into shards, has each solved, and joins the results:","frontmatter":{},"headers":[],"relativePath":"recipes/gnu-parallel.md","filePath":"docs/recipes/gnu-parallel.md"}');
const _sfc_main = { name: "recipes/gnu-parallel.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="gnu-parallel" tabindex="-1">GNU parallel <a class="header-anchor" href="#gnu-parallel" aria-label="Permalink to &quot;GNU parallel&quot;">​</a></h1><p>One machine has threads already; <a href="https://www.gnu.org/software/parallel/" target="_blank" rel="noreferrer">GNU parallel</a> adds machines that share a folder. <a href="/optnet/source/examples/cluster/parallel-sh"><code>examples/cluster/parallel.sh</code></a> cuts the batch into shards, has each solved, and joins the results:</p><div class="language-sh vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">sh</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;">examples/cluster/parallel.sh</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> problems.npz</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> results.npz</span><span style="--shiki-light:#023B95;--shiki-dark:#91CBFF;"> 16</span></span>
<span class="line"><span style="--shiki-light:#0E1116;--shiki-dark:#F0F3F6;">PARALLEL</span><span style="--shiki-light:#A0111F;--shiki-dark:#FF9492;">=</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;">&quot;--jobs 4 --sshloginfile machines.txt --workdir .&quot;</span><span style="--shiki-light:#702C00;--shiki-dark:#FFB757;"> examples/cluster/parallel.sh</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> problems.npz</span><span style="--shiki-light:#032563;--shiki-dark:#ADDCFF;"> results.npz</span><span style="--shiki-light:#023B95;--shiki-dark:#91CBFF;"> 64</span></span></code></pre></div><p>All machines need <code>optnet</code> in their path and the same kind of Node. A shard that fails is tried three times and goes on where it was; the script itself may be run again, too. One file comes out, the same to the byte as from one machine.</p><p>Tested: on one machine with several jobs, in <code>test/recipes.slow.test.ts</code>. Not tested: over ssh.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("docs/recipes/gnu-parallel.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const gnuParallel = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  gnuParallel as default
};
