import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/training/member-state.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/training/member-state-ts.md","filePath":"site/generated/source/src/training/member-state-ts.md"}');
const _sfc_main = { name: "source/src/training/member-state-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srctrainingmember-statets" tabindex="-1"><code>src/training/member-state.ts</code> <a class="header-anchor" href="#srctrainingmember-statets" aria-label="Permalink to &quot;\`src/training/member-state.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** What the coordinator knows of a worker, from step to step: whom to trust, how fast it is, and what it owes. */</span></span>
<span class="line"><span>import type { Leaf } from &quot;./program.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export interface MemberState {</span></span>
<span class="line"><span>  /** It has computed a leaf whose bits are known. */</span></span>
<span class="line"><span>  trusted: boolean;</span></span>
<span class="line"><span>  probing: boolean;</span></span>
<span class="line"><span>  /** It was let go, and leaves the crew. */</span></span>
<span class="line"><span>  dismissed: boolean;</span></span>
<span class="line"><span>  /** Bunches that it has not brought yet, of this step and of earlier ones. */</span></span>
<span class="line"><span>  readonly owes: Set&lt;Debt&gt;;</span></span>
<span class="line"><span>  /** Of its own leaves. */</span></span>
<span class="line"><span>  readonly pace: Pace;</span></span>
<span class="line"><span>  /** When it last brought something, by \`performance.now()\`. */</span></span>
<span class="line"><span>  heard: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Leaves that were given out together. */</span></span>
<span class="line"><span>export interface Debt {</span></span>
<span class="line"><span>  readonly leaves: readonly Leaf[];</span></span>
<span class="line"><span>  readonly since: number;</span></span>
<span class="line"><span>  /** Leaves that its worker had to compute then, these among them. */</span></span>
<span class="line"><span>  readonly queued: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How long a leaf takes, with its share of the messages: a running mean. */</span></span>
<span class="line"><span>export class Pace {</span></span>
<span class="line"><span>  /** 0 until something is known. */</span></span>
<span class="line"><span>  milliseconds = 0;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** So many leaves have taken so long each. */</span></span>
<span class="line"><span>  add(milliseconds: number, leaves: number): void {</span></span>
<span class="line"><span>    const kept = this.milliseconds === 0 ? 0 : 0.8 ** leaves;</span></span>
<span class="line"><span>    this.milliseconds = kept * this.milliseconds + (1 - kept) * milliseconds;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function newState(): MemberState {</span></span>
<span class="line"><span>  const owes = new Set&lt;Debt&gt;();</span></span>
<span class="line"><span>  return { trusted: false, probing: false, dismissed: false, owes, pace: new Pace(), heard: 0 };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Enters what a worker now owes. */</span></span>
<span class="line"><span>export function lend({ owes }: MemberState, leaves: readonly Leaf[]): Debt {</span></span>
<span class="line"><span>  let queued = leaves.length;</span></span>
<span class="line"><span>  for (const other of owes) queued += other.leaves.length;</span></span>
<span class="line"><span>  const debt = { leaves, since: performance.now(), queued };</span></span>
<span class="line"><span>  owes.add(debt);</span></span>
<span class="line"><span>  return debt;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** It has brought so many leaves of a debt, each of which took the mean of the time since it could begin. */</span></span>
<span class="line"><span>export function hear(</span></span>
<span class="line"><span>  state: MemberState,</span></span>
<span class="line"><span>  { since }: Debt,</span></span>
<span class="line"><span>  { leaves, all }: { leaves: number; all: Pace },</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  const now = performance.now();</span></span>
<span class="line"><span>  const count = Math.max(1, leaves);</span></span>
<span class="line"><span>  const each = (now - Math.max(since, state.heard)) / count;</span></span>
<span class="line"><span>  state.heard = now;</span></span>
<span class="line"><span>  for (const pace of [state.pace, all]) pace.add(each, count);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Which part of what all compute in a time a worker does; those of whom nothing is known count as the mean. */</span></span>
<span class="line"><span>export function shareOf(own: MemberState, all: readonly MemberState[], mean: Pace): number {</span></span>
<span class="line"><span>  const speed = ({ pace }: MemberState): number =&gt; 1 / (pace.milliseconds || mean.milliseconds);</span></span>
<span class="line"><span>  return speed(own) / all.reduce((sum, one) =&gt; sum + speed(one), 0);</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/training/member-state-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const memberStateTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  memberStateTs as default
};
