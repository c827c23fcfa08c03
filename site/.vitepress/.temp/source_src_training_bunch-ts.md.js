import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/training/bunch.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/training/bunch-ts.md","filePath":"site/generated/source/src/training/bunch-ts.md"}');
const _sfc_main = { name: "source/src/training/bunch-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srctrainingbunchts" tabindex="-1"><code>src/training/bunch.ts</code> <a class="header-anchor" href="#srctrainingbunchts" aria-label="Permalink to &quot;\`src/training/bunch.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * Leaves that a worker computes one after the other and answers together. A message costs about as much as a short leaf,</span></span>
<span class="line"><span> * and a bunch is two messages whatever it holds. The numbers of each leaf come back by themselves, so that sums do not</span></span>
<span class="line"><span> * show who computed what with what.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { Leaf, LeafProgram, LeafResult, Step } from &quot;./program.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What came of a bunch of leaves. */</span></span>
<span class="line"><span>export interface Outcome&lt;Failure = unknown&gt; {</span></span>
<span class="line"><span>  /** Of its leaves, in order; where one failed, of those before it. */</span></span>
<span class="line"><span>  readonly results: readonly LeafResult[];</span></span>
<span class="line"><span>  /** Why the leaf after these failed; absent where none did. */</span></span>
<span class="line"><span>  readonly failure?: Failure | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Computes leaves with the weights that the program has. */</span></span>
<span class="line"><span>export async function computeBunch(</span></span>
<span class="line"><span>  program: LeafProgram,</span></span>
<span class="line"><span>  step: Step,</span></span>
<span class="line"><span>  leaves: readonly Leaf[],</span></span>
<span class="line"><span>): Promise&lt;Outcome&gt; {</span></span>
<span class="line"><span>  const results: LeafResult[] = [];</span></span>
<span class="line"><span>  for (const leaf of leaves) {</span></span>
<span class="line"><span>    try {</span></span>
<span class="line"><span>      const result = await program.leaf(step, leaf);</span></span>
<span class="line"><span>      results.push(leaves.length === 1 ? result : copyOf(result));</span></span>
<span class="line"><span>    } catch (failure) {</span></span>
<span class="line"><span>      return { results, failure: failure ?? new Error(&quot;the leaf was given up without a reason&quot;) };</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { results };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** As it travels: failures as text, … */</span></span>
<span class="line"><span>export function inWords({ results, failure }: Outcome): Outcome&lt;string&gt; {</span></span>
<span class="line"><span>  return { results, failure: failure === undefined ? undefined : textOf(failure) };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** … and, where it has arrived, of whom. */</span></span>
<span class="line"><span>export function blaming(name: string, { results, failure }: Outcome&lt;string&gt;): Outcome&lt;Error&gt; {</span></span>
<span class="line"><span>  return { results, failure: failure === undefined ? undefined : new Error(\`\${name}: \${failure}\`) };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function textOf(failure: unknown): string {</span></span>
<span class="line"><span>  return String((failure as Error | undefined)?.stack ?? failure);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A program may use the same arrays for its next leaf. */</span></span>
<span class="line"><span>function copyOf({ gradients, values }: LeafResult): LeafResult {</span></span>
<span class="line"><span>  return { gradients: gradients.map((gradient) =&gt; gradient.slice()), values: [...values] };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How large a bunch may be. */</span></span>
<span class="line"><span>export interface BunchLimits {</span></span>
<span class="line"><span>  /** Leaves that nobody has yet. */</span></span>
<span class="line"><span>  readonly waiting: number;</span></span>
<span class="line"><span>  /** Which part of what all workers compute in a time this one does. */</span></span>
<span class="line"><span>  readonly share: number;</span></span>
<span class="line"><span>  /** That a leaf takes this worker; 0: nobody knows. */</span></span>
<span class="line"><span>  readonly milliseconds: number;</span></span>
<span class="line"><span>  /** That a bunch may take longer than one leaf, in milliseconds. */</span></span>
<span class="line"><span>  readonly longest: number;</span></span>
<span class="line"><span>  /** Of the numbers of one leaf. */</span></span>
<span class="line"><span>  readonly bytes: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Of the leaves that wait, this part is given out at a time; then the same part of the rest, down to single leaves. So</span></span>
<span class="line"><span> * most of a step is few messages, and at its end nobody waits for more than about one leaf of another.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>const AT_A_TIME = 2 / 3;</span></span>
<span class="line"><span>/** Most bytes of an answer of several leaves: large ones had better come one by one, while others are computed. */</span></span>
<span class="line"><span>const MOST_BYTES = 2 ** 18;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * How many leaves a worker gets: a guided schedule, as in Hummel, Schonberg and Flynn, &quot;Factoring: a method for</span></span>
<span class="line"><span> * scheduling parallel loops&quot; (1992), bounded so that what is lost with a worker, or waited for, stays small.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function bunchSize({ waiting, share, milliseconds, longest, bytes }: BunchLimits): number {</span></span>
<span class="line"><span>  if (!(milliseconds &gt; 0)) return 1;</span></span>
<span class="line"><span>  const guided = Math.floor(AT_A_TIME * share * waiting);</span></span>
<span class="line"><span>  const quick = 1 + Math.floor(longest / milliseconds);</span></span>
<span class="line"><span>  const small = Math.floor(MOST_BYTES / Math.max(1, bytes));</span></span>
<span class="line"><span>  return Math.max(1, Math.min(guided, quick, small));</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/training/bunch-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const bunchTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  bunchTs as default
};
