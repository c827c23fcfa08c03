import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/reduction/reduction.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/reduction/reduction-ts.md","filePath":"site/generated/source/src/reduction/reduction-ts.md"}');
const _sfc_main = { name: "source/src/reduction/reduction-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcreductionreductionts" tabindex="-1"><code>src/reduction/reduction.ts</code> <a class="header-anchor" href="#srcreductionreductionts" aria-label="Permalink to &quot;\`src/reduction/reduction.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * A problem that is solved in place of another, and the way between them.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Let x be the inputs of the whole and x′ = P(x) those of the reduced problem; its outputs y′ become y = L y′, where L is</span></span>
<span class="line"><span> * linear. So small changes take the same ways, and gradients go back by the transposes, P′ᵀ and Lᵀ: the chain rule</span></span>
<span class="line"><span> * holds by construction, however many reductions follow one another.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { FieldArrays, OutputVectors } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import type { Problem } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import type { Moves } from &quot;../derivative/inputs.js&quot;;</span></span>
<span class="line"><span>import type { Settings } from &quot;../problem/settings.js&quot;;</span></span>
<span class="line"><span>import type { SolvedBatch } from &quot;../execute/executor.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export interface Reduction {</span></span>
<span class="line"><span>  /** The problem that is solved: P(x). */</span></span>
<span class="line"><span>  readonly problem: Problem;</span></span>
<span class="line"><span>  /** How its inputs move with those of the whole: P′. */</span></span>
<span class="line"><span>  pushForward(moves: Moves): Moves;</span></span>
<span class="line"><span>  /** Adds gradients in its inputs to those in the inputs of the whole: P′ᵀ. */</span></span>
<span class="line"><span>  pullBack(gradients: FieldArrays, into: FieldArrays): void;</span></span>
<span class="line"><span>  /** Writes its outputs, or how they move, to those of the whole: L. */</span></span>
<span class="line"><span>  lift(outputs: Partial&lt;OutputVectors&gt;, into: Partial&lt;OutputVectors&gt;): void;</span></span>
<span class="line"><span>  /** Gradients in its outputs from those in the outputs of the whole: Lᵀ. */</span></span>
<span class="line"><span>  restrict(cotangents: Partial&lt;OutputVectors&gt;): Partial&lt;OutputVectors&gt;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A checked problem that is to be solved. */</span></span>
<span class="line"><span>export interface Step {</span></span>
<span class="line"><span>  readonly problem: Problem;</span></span>
<span class="line"><span>  readonly settings: Settings;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Asks for one step after the other, and comes to a result. */</span></span>
<span class="line"><span>export type Steps&lt;Result&gt; = Generator&lt;Step, Result, SolvedBatch&gt;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Solves a checked problem on the executor that the settings choose. */</span></span>
<span class="line"><span>export type Run = (problem: Problem, settings: Settings) =&gt; SolvedBatch;</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/reduction/reduction-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const reductionTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  reductionTs as default
};
