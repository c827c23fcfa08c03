import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/nats/remote.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/nats/remote-ts.md","filePath":"site/generated/source/src/nats/remote-ts.md"}');
const _sfc_main = { name: "source/src/nats/remote-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcnatsremotets" tabindex="-1"><code>src/nats/remote.ts</code> <a class="header-anchor" href="#srcnatsremotets" aria-label="Permalink to &quot;\`src/nats/remote.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/// &lt;reference lib=&quot;esnext.disposable&quot; preserve=&quot;true&quot; /&gt;</span></span>
<span class="line"><span>import type { NatsConnection } from &quot;@nats-io/nats-core&quot;;</span></span>
<span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { ProblemInput } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import type { SettingsInput } from &quot;../problem/settings.js&quot;;</span></span>
<span class="line"><span>import { Client, type CallOptions } from &quot;./client/client.js&quot;;</span></span>
<span class="line"><span>import { NatsLink } from &quot;./client/link.js&quot;;</span></span>
<span class="line"><span>import { resolveOptions, type ClientOptions } from &quot;./client/options.js&quot;;</span></span>
<span class="line"><span>import type { Solution } from &quot;../api/solution.js&quot;;</span></span>
<span class="line"><span>import { JobClient, type JobResult, type SubmitOptions } from &quot;./jobs/client.js&quot;;</span></span>
<span class="line"><span>import { LocalService, type Threads } from &quot;./local.js&quot;;</span></span>
<span class="line"><span>import { Post } from &quot;./post.js&quot;;</span></span>
<span class="line"><span>import { ArrayStore } from &quot;./store.js&quot;;</span></span>
<span class="line"><span>import { subjectsOf } from &quot;./subjects.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Who solves, and what else there is. */</span></span>
<span class="line"><span>interface Ends {</span></span>
<span class="line"><span>  readonly solver: Pick&lt;Client, &quot;solve&quot; | &quot;arithmetics&quot;&gt;;</span></span>
<span class="line"><span>  readonly jobs: JobClient | undefined;</span></span>
<span class="line"><span>  /** Where all workers answer; none without NATS. */</span></span>
<span class="line"><span>  readonly ask: (what: &quot;health&quot; | &quot;metrics&quot;, milliseconds: number) =&gt; Promise&lt;string[]&gt;;</span></span>
<span class="line"><span>  close(): Promise&lt;void&gt;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A service, with the API of \`solve\`. Its methods need no \`this\`: \`const { solve } = await connect(url)\`. */</span></span>
<span class="line"><span>export class Remote {</span></span>
<span class="line"><span>  readonly #ends: Ends;</span></span>
<span class="line"><span>  readonly #deadline: number;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  private constructor(ends: Ends, deadline: number) {</span></span>
<span class="line"><span>    this.#ends = ends;</span></span>
<span class="line"><span>    this.#deadline = deadline;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * As \`solve\` of optnet, by a worker.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @throws OptNetError as \`solve\`, and where there is no answer in time. A problem without a solution is a status.</span></span>
<span class="line"><span>   * @example</span></span>
<span class="line"><span>   * \`\`\`ts</span></span>
<span class="line"><span>   * const { solve } = await connect(&quot;nats://localhost:4222&quot;);</span></span>
<span class="line"><span>   * const solution = await solve({ Q: [2, 2], p: [-1, 0], lower: 0 });</span></span>
<span class="line"><span>   * const { p } = await solution.vjp({ z: [1, 1] });</span></span>
<span class="line"><span>   * \`\`\`</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  readonly solve = (</span></span>
<span class="line"><span>    input: ProblemInput,</span></span>
<span class="line"><span>    settings?: SettingsInput,</span></span>
<span class="line"><span>    options: CallOptions = {},</span></span>
<span class="line"><span>  ): Promise&lt;Solution&lt;&quot;later&quot;&gt;&gt; =&gt; this.#ends.solver.solve(input, settings, options);</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Hands a problem over for good: it survives clients, workers and servers until its result is stored.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @returns the job&#39;s id, for {@link collect} here or elsewhere.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  readonly submit = async (</span></span>
<span class="line"><span>    input: ProblemInput,</span></span>
<span class="line"><span>    settings?: SettingsInput,</span></span>
<span class="line"><span>    options: SubmitOptions = {},</span></span>
<span class="line"><span>  ): Promise&lt;string&gt; =&gt; this.#jobs.submit(input, settings, options, this.#deadline);</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Waits for the result of a job. */</span></span>
<span class="line"><span>  readonly collect = async (id: string, options: CallOptions = {}): Promise&lt;JobResult&gt; =&gt;</span></span>
<span class="line"><span>    this.#jobs.collect(id, options.deadline ?? this.#deadline, options.signal);</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Whose bits the answers had so far, in words: kernels, engine and a digest. More than one where workers of different</span></span>
<span class="line"><span>   * engines serve side by side; see the option \`arithmetic\`.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  get arithmetics(): readonly string[] {</span></span>
<span class="line"><span>    return this.#ends.solver.arithmetics;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** What all workers say of themselves within so many milliseconds: JSON texts. */</span></span>
<span class="line"><span>  readonly health = (milliseconds = 500): Promise&lt;string[]&gt; =&gt; this.#ends.ask(&quot;health&quot;, milliseconds);</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The counters of all workers that answer within so many milliseconds: OpenMetrics texts. */</span></span>
<span class="line"><span>  readonly metrics = (milliseconds = 500): Promise&lt;string[]&gt; =&gt; this.#ends.ask(&quot;metrics&quot;, milliseconds);</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Ends the connection, if \`connect\` made it. */</span></span>
<span class="line"><span>  readonly close = (): Promise&lt;void&gt; =&gt; this.#ends.close();</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  [Symbol.asyncDispose](): Promise&lt;void&gt; {</span></span>
<span class="line"><span>    return this.close();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  get #jobs(): JobClient {</span></span>
<span class="line"><span>    if (this.#ends.jobs !== undefined) return this.#ends.jobs;</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;submit&quot;,</span></span>
<span class="line"><span>      expected: &quot;a NATS server with JetStream&quot;,</span></span>
<span class="line"><span>      got: \`&quot;local:&quot;\`,</span></span>
<span class="line"><span>      hint: &quot;Jobs survive in a server; without one use solve.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Over a connection; closed with it where it is its own. */</span></span>
<span class="line"><span>  static over(connection: NatsConnection, given: ClientOptions, isOwn: boolean): Remote {</span></span>
<span class="line"><span>    const options = resolveOptions(given);</span></span>
<span class="line"><span>    const subjects = subjectsOf(options.prefix);</span></span>
<span class="line"><span>    const store = new ArrayStore(connection, options.store);</span></span>
<span class="line"><span>    const post = new Post(connection);</span></span>
<span class="line"><span>    const client = new Client(new NatsLink(post, subjects.solve), store, options);</span></span>
<span class="line"><span>    const ask = async (what: &quot;health&quot; | &quot;metrics&quot;, milliseconds: number): Promise&lt;string[]&gt; =&gt; {</span></span>
<span class="line"><span>      const texts: string[] = [];</span></span>
<span class="line"><span>      try {</span></span>
<span class="line"><span>        const answers = await connection.requestMany(subjects[what], &quot;&quot;, {</span></span>
<span class="line"><span>          ...{ strategy: &quot;timer&quot;, maxWait: milliseconds },</span></span>
<span class="line"><span>        });</span></span>
<span class="line"><span>        for await (const message of answers) if (!message.headers?.hasError) texts.push(message.string());</span></span>
<span class="line"><span>      } catch {</span></span>
<span class="line"><span>        // Nobody is there.</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      return texts;</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>    const close = async (): Promise&lt;void&gt; =&gt; {</span></span>
<span class="line"><span>      client.close();</span></span>
<span class="line"><span>      post.close();</span></span>
<span class="line"><span>      if (isOwn) await connection.close();</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>    const jobs = new JobClient(connection, client, store, options.prefix);</span></span>
<span class="line"><span>    return new Remote({ solver: client, jobs, ask, close }, options.deadline);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** On threads of this process. */</span></span>
<span class="line"><span>  static local(threads: Threads, given: ClientOptions): Remote {</span></span>
<span class="line"><span>    const options = resolveOptions(given);</span></span>
<span class="line"><span>    const solver = new LocalService(threads, options.threads, options.deadline);</span></span>
<span class="line"><span>    return new Remote(</span></span>
<span class="line"><span>      {</span></span>
<span class="line"><span>        ...{ solver, jobs: undefined },</span></span>
<span class="line"><span>        ask: async (what) =&gt; (what === &quot;health&quot; ? [solver.health()] : []),</span></span>
<span class="line"><span>        close: async () =&gt; solver.close(),</span></span>
<span class="line"><span>      },</span></span>
<span class="line"><span>      options.deadline,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/nats/remote-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const remoteTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  remoteTs as default
};
