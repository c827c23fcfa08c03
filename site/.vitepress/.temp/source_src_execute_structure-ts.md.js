import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/execute/structure.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/execute/structure-ts.md","filePath":"site/generated/source/src/execute/structure-ts.md"}');
const _sfc_main = { name: "source/src/execute/structure-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcexecutestructurets" tabindex="-1"><code>src/execute/structure.ts</code> <a class="header-anchor" href="#srcexecutestructurets" aria-label="Permalink to &quot;\`src/execute/structure.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** The facts of a problem that decide how it is solved: sizes, kinds and patterns, never values or the batch&#39;s size. */</span></span>
<span class="line"><span>import { kktPatternOf, patternsOf } from &quot;../form/kkt-pattern.js&quot;;</span></span>
<span class="line"><span>import { predict } from &quot;../matrix/symbolic.js&quot;;</span></span>
<span class="line"><span>import type { Problem, QuadraticKind } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { sharesMatrices } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export interface Structure {</span></span>
<span class="line"><span>  readonly variables: number;</span></span>
<span class="line"><span>  readonly equalities: number;</span></span>
<span class="line"><span>  readonly inequalities: number;</span></span>
<span class="line"><span>  /** What Q is where matrices are dense: one that is declared sparse is dense then. */</span></span>
<span class="line"><span>  readonly quadratic: Exclude&lt;QuadraticKind, &quot;sparse&quot;&gt;;</span></span>
<span class="line"><span>  readonly bounded: boolean;</span></span>
<span class="line"><span>  /** Whether all elements share Q, A and G. */</span></span>
<span class="line"><span>  readonly sharedMatrices: boolean;</span></span>
<span class="line"><span>  /** Of the KKT matrix as a sparse one; undefined where it is not worth a look, or would need one at every element. */</span></span>
<span class="line"><span>  readonly sparse?: Sparsity | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What a sparse factorisation of the KKT matrix takes. */</span></span>
<span class="line"><span>export interface Sparsity {</span></span>
<span class="line"><span>  /** Unknowns: variables and rows. */</span></span>
<span class="line"><span>  readonly size: number;</span></span>
<span class="line"><span>  /** Entries of the matrix on and below the diagonal, and of its factor. */</span></span>
<span class="line"><span>  readonly entries: number;</span></span>
<span class="line"><span>  readonly factorEntries: number;</span></span>
<span class="line"><span>  /** Multiplications of one factorisation. */</span></span>
<span class="line"><span>  readonly multiplications: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @param asked whether a sparse form was asked for: then it is looked at however small the problem. */</span></span>
<span class="line"><span>export function structureOf(problem: Problem, asked = false): Structure {</span></span>
<span class="line"><span>  const { variables, equalities, inequalities, quadratic, lower, upper } = problem;</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    ...{ variables, equalities, inequalities },</span></span>
<span class="line"><span>    quadratic: quadratic === &quot;sparse&quot; ? &quot;dense&quot; : quadratic,</span></span>
<span class="line"><span>    bounded: lower !== undefined || upper !== undefined,</span></span>
<span class="line"><span>    sharedMatrices: sharesMatrices(problem),</span></span>
<span class="line"><span>    sparse: sparsityOf(problem, asked),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** n² (n + e + m) below which dense arrays are solved dense, whatever their zeros. */</span></span>
<span class="line"><span>const SMALLEST = 2e6;</span></span>
<span class="line"><span>/** Share of entries of dense arrays above which counting them is the only thing done about their zeros. */</span></span>
<span class="line"><span>const SPARSE_SHARE = 0.3;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function sparsityOf(problem: Problem, asked: boolean): Sparsity | undefined {</span></span>
<span class="line"><span>  const { variables: n, equalities: e, inequalities: m, Q, A, G } = problem;</span></span>
<span class="line"><span>  const size = n + e + m;</span></span>
<span class="line"><span>  const declared = [Q, A, G].some((operand) =&gt; operand?.pattern !== undefined);</span></span>
<span class="line"><span>  if (!declared &amp;&amp; !asked &amp;&amp; n * n * size &lt; SMALLEST) return undefined;</span></span>
<span class="line"><span>  const patterns = patternsOf(problem);</span></span>
<span class="line"><span>  if (patterns === undefined) return undefined;</span></span>
<span class="line"><span>  const given = patterns.Q.index.length + patterns.A.index.length + patterns.G.index.length;</span></span>
<span class="line"><span>  if (!declared &amp;&amp; !asked &amp;&amp; given &gt; SPARSE_SHARE * n * size) return undefined;</span></span>
<span class="line"><span>  const { lower } = kktPatternOf(patterns);</span></span>
<span class="line"><span>  const { flops, entries } = predict(lower);</span></span>
<span class="line"><span>  return { size, entries: lower.index.length, factorEntries: entries, multiplications: flops };</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/execute/structure-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const structureTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  structureTs as default
};
