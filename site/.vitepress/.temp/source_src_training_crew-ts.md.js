import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/training/crew.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/training/crew-ts.md","filePath":"site/generated/source/src/training/crew-ts.md"}');
const _sfc_main = { name: "source/src/training/crew-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srctrainingcrewts" tabindex="-1"><code>src/training/crew.ts</code> <a class="header-anchor" href="#srctrainingcrewts" aria-label="Permalink to &quot;\`src/training/crew.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Who computes leaves: workers in this process, in others, or on other machines. */</span></span>
<span class="line"><span>import type { Outcome } from &quot;./bunch.js&quot;;</span></span>
<span class="line"><span>import type { Identity, Leaf, Step } from &quot;./program.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Leaves that somebody shall compute, one after the other. */</span></span>
<span class="line"><span>export interface Task {</span></span>
<span class="line"><span>  /** The step that they belong to. */</span></span>
<span class="line"><span>  readonly step: Step;</span></span>
<span class="line"><span>  /** Which parts of the batch; one at least. */</span></span>
<span class="line"><span>  readonly leaves: readonly Leaf[];</span></span>
<span class="line"><span>  /** Of the weights, which were published before. */</span></span>
<span class="line"><span>  readonly version: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The leaves are not computed, by this member, this time. */</span></span>
<span class="line"><span>export class Lost extends Error {}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One worker. */</span></span>
<span class="line"><span>export interface Member {</span></span>
<span class="line"><span>  /** What it is called in reports. */</span></span>
<span class="line"><span>  readonly name: string;</span></span>
<span class="line"><span>  /** What it computes, and whose bits. */</span></span>
<span class="line"><span>  readonly identity: Identity;</span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Computes leaves. That one of them failed is part of the outcome.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @throws Lost; anything else is the program&#39;s own failure, at the first leaf.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  run(task: Task): Promise&lt;Outcome&gt;;</span></span>
<span class="line"><span>  /** It is stuck, or computes other bits: it gets no more work. A crew that started it starts another. */</span></span>
<span class="line"><span>  dismiss(reason: string): void;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Some workers, who come and go. */</span></span>
<span class="line"><span>export interface Crew {</span></span>
<span class="line"><span>  /** Who is there now. */</span></span>
<span class="line"><span>  readonly members: ReadonlySet&lt;Member&gt;;</span></span>
<span class="line"><span>  /** Calls this whenever somebody has joined or left. */</span></span>
<span class="line"><span>  onChange(listener: () =&gt; void): void;</span></span>
<span class="line"><span>  /** Calls this when nobody is there and nobody can come any more, with the reason; at once where that is so already. */</span></span>
<span class="line"><span>  onEnd(listener: (error: Error) =&gt; void): void;</span></span>
<span class="line"><span>  /** Everybody gets these weights before any task of their version. */</span></span>
<span class="line"><span>  publish(version: number, weights: readonly Float32Array[]): void;</span></span>
<span class="line"><span>  /** The training is over. */</span></span>
<span class="line"><span>  close(): Promise&lt;void&gt;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What happens to a crew. */</span></span>
<span class="line"><span>export interface TrainingEvent {</span></span>
<span class="line"><span>  /** What has happened. */</span></span>
<span class="line"><span>  readonly kind:</span></span>
<span class="line"><span>    /** A worker takes part. */</span></span>
<span class="line"><span>    | &quot;joined&quot;</span></span>
<span class="line"><span>    /** A worker is gone. */</span></span>
<span class="line"><span>    | &quot;left&quot;</span></span>
<span class="line"><span>    /** A worker would compute something else, or other bits. */</span></span>
<span class="line"><span>    | &quot;refused&quot;</span></span>
<span class="line"><span>    /** A worker failed at a leaf, which others compute, and is replaced. */</span></span>
<span class="line"><span>    | &quot;failed&quot;</span></span>
<span class="line"><span>    /** A worker owes a leaf for too long and is replaced. */</span></span>
<span class="line"><span>    | &quot;stuck&quot;</span></span>
<span class="line"><span>    /** A leaf is given to a second worker. */</span></span>
<span class="line"><span>    | &quot;again&quot;</span></span>
<span class="line"><span>    /** There is no worker. */</span></span>
<span class="line"><span>    | &quot;waiting&quot;;</span></span>
<span class="line"><span>  /** The worker&#39;s name, where one is meant. */</span></span>
<span class="line"><span>  readonly worker?: string | undefined;</span></span>
<span class="line"><span>  /** The same in words. */</span></span>
<span class="line"><span>  readonly text: string;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/training/crew-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const crewTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  crewTs as default
};
