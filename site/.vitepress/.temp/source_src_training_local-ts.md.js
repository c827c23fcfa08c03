import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/training/local.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/training/local-ts.md","filePath":"site/generated/source/src/training/local-ts.md"}');
const _sfc_main = { name: "source/src/training/local-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srctraininglocalts" tabindex="-1"><code>src/training/local.ts</code> <a class="header-anchor" href="#srctraininglocalts" aria-label="Permalink to &quot;\`src/training/local.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Workers in this thread: for tests, and where one is enough. */</span></span>
<span class="line"><span>import { computeBunch, type Outcome } from &quot;./bunch.js&quot;;</span></span>
<span class="line"><span>import type { Crew, Member, Task } from &quot;./crew.js&quot;;</span></span>
<span class="line"><span>import { identityOf, type LeafProgram } from &quot;./program.js&quot;;</span></span>
<span class="line"><span>import { End } from &quot;./end.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>class LocalMember implements Member {</span></span>
<span class="line"><span>  readonly name: string;</span></span>
<span class="line"><span>  readonly identity;</span></span>
<span class="line"><span>  readonly #program: LeafProgram;</span></span>
<span class="line"><span>  readonly #dismissed: (member: LocalMember, reason: string) =&gt; void;</span></span>
<span class="line"><span>  #weights: readonly Float32Array[] = [];</span></span>
<span class="line"><span>  #version = -1;</span></span>
<span class="line"><span>  #current = -1;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(name: string, program: LeafProgram, dismissed: (member: LocalMember, reason: string) =&gt; void) {</span></span>
<span class="line"><span>    this.name = name;</span></span>
<span class="line"><span>    this.identity = identityOf(program);</span></span>
<span class="line"><span>    this.#program = program;</span></span>
<span class="line"><span>    this.#dismissed = dismissed;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  publish(version: number, weights: readonly Float32Array[]): void {</span></span>
<span class="line"><span>    this.#weights = weights;</span></span>
<span class="line"><span>    this.#version = version;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  async run({ step, leaves }: Task): Promise&lt;Outcome&gt; {</span></span>
<span class="line"><span>    await new Promise((resolve) =&gt; setTimeout(resolve)); // Others get their turn.</span></span>
<span class="line"><span>    if (this.#current !== this.#version) {</span></span>
<span class="line"><span>      this.#program.setWeights(this.#weights);</span></span>
<span class="line"><span>      this.#current = this.#version;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return computeBunch(this.#program, step, leaves);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  dismiss(reason: string): void {</span></span>
<span class="line"><span>    this.#dismissed(this, reason);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A crew of one worker per program, all in this thread. */</span></span>
<span class="line"><span>export function localCrew(programs: readonly LeafProgram[]): Crew {</span></span>
<span class="line"><span>  const members = new Set&lt;LocalMember&gt;();</span></span>
<span class="line"><span>  const listeners: (() =&gt; void)[] = [];</span></span>
<span class="line"><span>  const end = new End();</span></span>
<span class="line"><span>  const dismissed = (member: LocalMember, reason: string): void =&gt; {</span></span>
<span class="line"><span>    members.delete(member);</span></span>
<span class="line"><span>    for (const listener of listeners) listener();</span></span>
<span class="line"><span>    if (members.size === 0) end.come(new Error(reason));</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  programs.forEach((program, i) =&gt; members.add(new LocalMember(\`here \${i + 1}\`, program, dismissed)));</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    members,</span></span>
<span class="line"><span>    onChange: (listener) =&gt; void listeners.push(listener),</span></span>
<span class="line"><span>    onEnd: (listener) =&gt; end.whenItComes(listener),</span></span>
<span class="line"><span>    publish: (version, weights) =&gt; {</span></span>
<span class="line"><span>      for (const member of members) member.publish(version, weights);</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>    close: async () =&gt; members.clear(),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/training/local-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const localTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  localTs as default
};
