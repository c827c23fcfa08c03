import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/nats/local.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/nats/local-ts.md","filePath":"site/generated/source/src/nats/local-ts.md"}');
const _sfc_main = { name: "source/src/nats/local-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcnatslocalts" tabindex="-1"><code>src/nats/local.ts</code> <a class="header-anchor" href="#srcnatslocalts" aria-label="Permalink to &quot;\`src/nats/local.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** The service without a server: workers of this process, on threads of their own. */</span></span>
<span class="line"><span>import type { Solution } from &quot;../api/solution.js&quot;;</span></span>
<span class="line"><span>import type { WorkerSettingsInput } from &quot;../execute/threads/solver-worker.js&quot;;</span></span>
<span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { ProblemInput } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import type { SettingsInput } from &quot;../problem/settings.js&quot;;</span></span>
<span class="line"><span>import { arithmetic } from &quot;../training/arithmetic.js&quot;;</span></span>
<span class="line"><span>import { LONGEST_TIMER } from &quot;./client/attempts.js&quot;;</span></span>
<span class="line"><span>import { encodeSettings } from &quot;./client/encode.js&quot;;</span></span>
<span class="line"><span>import { lateError, requireDeadline, type CallOptions } from &quot;./client/client.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One thread, as \`SolverWorker\` of optnet/threads is. */</span></span>
<span class="line"><span>export interface SolvingThread {</span></span>
<span class="line"><span>  solve(input: ProblemInput, settings: WorkerSettingsInput): Promise&lt;Solution&lt;&quot;later&quot;&gt;&gt;;</span></span>
<span class="line"><span>  dispose(): void;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What this host has. */</span></span>
<span class="line"><span>export interface Threads {</span></span>
<span class="line"><span>  /** How many cores there are. */</span></span>
<span class="line"><span>  cores(): number;</span></span>
<span class="line"><span>  start(): SolvingThread;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Some threads; each call goes to the one that has the least to do. */</span></span>
<span class="line"><span>export class LocalService {</span></span>
<span class="line"><span>  readonly #threads: { readonly thread: SolvingThread; calls: number }[];</span></span>
<span class="line"><span>  readonly #deadline: number;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** @throws OptNetError for a number of threads that is none. */</span></span>
<span class="line"><span>  constructor({ cores, start }: Threads, threads: number = cores(), deadline: number) {</span></span>
<span class="line"><span>    if (!Number.isInteger(threads) || threads &lt; 1 || threads &gt; 256) {</span></span>
<span class="line"><span>      throw new OptNetError({</span></span>
<span class="line"><span>        field: &quot;options.threads&quot;,</span></span>
<span class="line"><span>        expected: &quot;a whole number from 1 to 256&quot;,</span></span>
<span class="line"><span>        got: String(threads),</span></span>
<span class="line"><span>        hint: &quot;Leave it out to use every core.&quot;,</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.#threads = Array.from({ length: threads }, () =&gt; ({ thread: start(), calls: 0 }));</span></span>
<span class="line"><span>    this.#deadline = deadline;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  get arithmetics(): readonly string[] {</span></span>
<span class="line"><span>    return [arithmetic()];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  async solve(</span></span>
<span class="line"><span>    input: ProblemInput,</span></span>
<span class="line"><span>    settings: SettingsInput = {},</span></span>
<span class="line"><span>    { deadline: given, signal }: CallOptions,</span></span>
<span class="line"><span>  ): Promise&lt;Solution&lt;&quot;later&quot;&gt;&gt; {</span></span>
<span class="line"><span>    const deadline = requireDeadline(given) ?? this.#deadline;</span></span>
<span class="line"><span>    // What a worker elsewhere refuses is refused here, so that a program may go from one to the other.</span></span>
<span class="line"><span>    encodeSettings(settings);</span></span>
<span class="line"><span>    const free = this.#threads.reduce((least, one) =&gt; (one.calls &lt; least.calls ? one : least));</span></span>
<span class="line"><span>    const call = new AbortController();</span></span>
<span class="line"><span>    const abort = (): void =&gt; call.abort(signal!.reason);</span></span>
<span class="line"><span>    if (signal?.aborted) abort();</span></span>
<span class="line"><span>    signal?.addEventListener(&quot;abort&quot;, abort);</span></span>
<span class="line"><span>    const late = setTimeout(() =&gt; call.abort(lateError(deadline)), Math.min(deadline, LONGEST_TIMER));</span></span>
<span class="line"><span>    free.calls++;</span></span>
<span class="line"><span>    try {</span></span>
<span class="line"><span>      return await free.thread.solve(input, { ...settings, signal: call.signal });</span></span>
<span class="line"><span>    } finally {</span></span>
<span class="line"><span>      free.calls--;</span></span>
<span class="line"><span>      clearTimeout(late);</span></span>
<span class="line"><span>      signal?.removeEventListener(&quot;abort&quot;, abort);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** As the health of a worker over NATS. */</span></span>
<span class="line"><span>  health(): string {</span></span>
<span class="line"><span>    const waiting = this.#threads.reduce((sum, { calls }) =&gt; sum + calls, 0);</span></span>
<span class="line"><span>    return JSON.stringify({</span></span>
<span class="line"><span>      state: &quot;ready&quot;,</span></span>
<span class="line"><span>      waiting,</span></span>
<span class="line"><span>      threads: this.#threads.length,</span></span>
<span class="line"><span>      arithmetic: arithmetic(),</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  close(): void {</span></span>
<span class="line"><span>    for (const { thread } of this.#threads) thread.dispose();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/nats/local-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const localTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  localTs as default
};
