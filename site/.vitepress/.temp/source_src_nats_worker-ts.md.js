import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/nats/worker.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/nats/worker-ts.md","filePath":"site/generated/source/src/nats/worker-ts.md"}');
const _sfc_main = { name: "source/src/nats/worker-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcnatsworkerts" tabindex="-1"><code>src/nats/worker.ts</code> <a class="header-anchor" href="#srcnatsworkerts" aria-label="Permalink to &quot;\`src/nats/worker.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** A worker: takes requests from NATS, answers them, and tells how it fares. */</span></span>
<span class="line"><span>import type { Msg, NatsConnection, Subscription } from &quot;@nats-io/nats-core&quot;;</span></span>
<span class="line"><span>import { Post, type Receiver } from &quot;./post.js&quot;;</span></span>
<span class="line"><span>import { resolveLimits, type ServiceLimits } from &quot;./service/limits.js&quot;;</span></span>
<span class="line"><span>import { busyRefusal, messageRefusal, tooLarge } from &quot;./service/refused.js&quot;;</span></span>
<span class="line"><span>import { Service } from &quot;./service/service.js&quot;;</span></span>
<span class="line"><span>import { requirePrefix } from &quot;./client/options.js&quot;;</span></span>
<span class="line"><span>import { ArrayStore, type StoreOptions } from &quot;./store.js&quot;;</span></span>
<span class="line"><span>import { QUEUE_GROUP, subjectsOf } from &quot;./subjects.js&quot;;</span></span>
<span class="line"><span>import { encodeRefusal } from &quot;./wire/answer.js&quot;;</span></span>
<span class="line"><span>import { JobWorker, type JobOptions } from &quot;./jobs/worker.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How a worker serves. */</span></span>
<span class="line"><span>export interface WorkerOptions extends ServiceLimits {</span></span>
<span class="line"><span>  /** First part of all subjects; clients have the same. Default: \`optnet\`. */</span></span>
<span class="line"><span>  readonly prefix?: string | undefined;</span></span>
<span class="line"><span>  /** Where shared inputs are stored. */</span></span>
<span class="line"><span>  readonly store?: StoreOptions | undefined;</span></span>
<span class="line"><span>  /** Whether it also does work that was submitted to JetStream. Default: no. */</span></span>
<span class="line"><span>  readonly jobs?: boolean | JobOptions | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How long a server may take to hear that a worker ends, in milliseconds: it may be away. */</span></span>
<span class="line"><span>const FAREWELL = 2000;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One worker of a service. */</span></span>
<span class="line"><span>export class ServiceWorker {</span></span>
<span class="line"><span>  readonly #post: Post;</span></span>
<span class="line"><span>  readonly #service: Service;</span></span>
<span class="line"><span>  readonly #taking: Subscription;</span></span>
<span class="line"><span>  readonly #telling: Subscription[];</span></span>
<span class="line"><span>  readonly #jobs: JobWorker | undefined;</span></span>
<span class="line"><span>  readonly #isOwn: boolean;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  private constructor(</span></span>
<span class="line"><span>    post: Post,</span></span>
<span class="line"><span>    service: Service,</span></span>
<span class="line"><span>    subscriptions: { taking: Subscription; telling: Subscription[] },</span></span>
<span class="line"><span>    jobs: JobWorker | undefined,</span></span>
<span class="line"><span>    isOwn: boolean,</span></span>
<span class="line"><span>  ) {</span></span>
<span class="line"><span>    this.#post = post;</span></span>
<span class="line"><span>    this.#service = service;</span></span>
<span class="line"><span>    this.#taking = subscriptions.taking;</span></span>
<span class="line"><span>    this.#telling = subscriptions.telling;</span></span>
<span class="line"><span>    this.#jobs = jobs;</span></span>
<span class="line"><span>    this.#isOwn = isOwn;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Starts to take requests.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @param isOwn whether the connection ends with the worker.</span></span>
<span class="line"><span>   * @throws OptNetError for wrong options, where jobs are asked for without JetStream, and where the server does not let</span></span>
<span class="line"><span>   *   it take requests.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  static async start(</span></span>
<span class="line"><span>    connection: NatsConnection,</span></span>
<span class="line"><span>    options: WorkerOptions = {},</span></span>
<span class="line"><span>    isOwn = false,</span></span>
<span class="line"><span>  ): Promise&lt;ServiceWorker&gt; {</span></span>
<span class="line"><span>    const { prefix = &quot;optnet&quot;, store: storeOptions, jobs, ...given } = options;</span></span>
<span class="line"><span>    const subjects = subjectsOf(requirePrefix(prefix));</span></span>
<span class="line"><span>    const store = new ArrayStore(connection, storeOptions);</span></span>
<span class="line"><span>    const limits = resolveLimits(given);</span></span>
<span class="line"><span>    const post = new Post(connection);</span></span>
<span class="line"><span>    const service = new Service(\`\${post.address}.direct\`, limits, store);</span></span>
<span class="line"><span>    const receiver = receiverFor(service);</span></span>
<span class="line"><span>    post.serveHere(&quot;direct&quot;, receiver);</span></span>
<span class="line"><span>    const taking = post.serve(subjects.solve, QUEUE_GROUP, receiver);</span></span>
<span class="line"><span>    const telling = [</span></span>
<span class="line"><span>      connection.subscribe(subjects.health, { callback: tell(() =&gt; service.healthText()) }),</span></span>
<span class="line"><span>      connection.subscribe(subjects.metrics, { callback: tell(() =&gt; service.metricsText()) }),</span></span>
<span class="line"><span>    ];</span></span>
<span class="line"><span>    let jobWorker: JobWorker | undefined;</span></span>
<span class="line"><span>    try {</span></span>
<span class="line"><span>      if (jobs) {</span></span>
<span class="line"><span>        const parts = { service, store, prefix, options: jobs === true ? {} : jobs };</span></span>
<span class="line"><span>        jobWorker = await JobWorker.start(connection, parts);</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      await post.confirm(subjects.solve);</span></span>
<span class="line"><span>      return new ServiceWorker(post, service, { taking, telling }, jobWorker, isOwn);</span></span>
<span class="line"><span>    } catch (error) {</span></span>
<span class="line"><span>      jobWorker?.close();</span></span>
<span class="line"><span>      for (const subscription of [taking, ...telling]) subscription.unsubscribe();</span></span>
<span class="line"><span>      post.close();</span></span>
<span class="line"><span>      throw error;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** OpenMetrics. */</span></span>
<span class="line"><span>  metrics(): string {</span></span>
<span class="line"><span>    return this.#service.metricsText();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** \`state\`: ready, busy or draining; how many requests wait; the arithmetic. As JSON. */</span></span>
<span class="line"><span>  health(): string {</span></span>
<span class="line"><span>    return this.#service.healthText();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Takes nothing new, answers what came, and ends. Derivatives of its solutions are then computed by others. */</span></span>
<span class="line"><span>  async drain(): Promise&lt;void&gt; {</span></span>
<span class="line"><span>    this.#service.draining = true;</span></span>
<span class="line"><span>    const { connection } = this.#post;</span></span>
<span class="line"><span>    if (!connection.isClosed()) await briefly(this.#taking.drain());</span></span>
<span class="line"><span>    await this.#jobs?.drain();</span></span>
<span class="line"><span>    await this.#service.drained();</span></span>
<span class="line"><span>    await this.#post.settled();</span></span>
<span class="line"><span>    await this.#service.drained(); // What was still coming in.</span></span>
<span class="line"><span>    await this.#post.settled();</span></span>
<span class="line"><span>    if (!connection.isClosed()) await briefly(connection.flush());</span></span>
<span class="line"><span>    await this.close();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** When its connection has ended for good, because it was closed or because the server refuses it, and why. */</span></span>
<span class="line"><span>  async closed(): Promise&lt;Error | undefined&gt; {</span></span>
<span class="line"><span>    return (await this.#post.connection.closed()) ?? undefined;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Ends at once. A connection that was given stays open. */</span></span>
<span class="line"><span>  async close(): Promise&lt;void&gt; {</span></span>
<span class="line"><span>    const { connection } = this.#post;</span></span>
<span class="line"><span>    this.#jobs?.close();</span></span>
<span class="line"><span>    if (!connection.isClosed()) {</span></span>
<span class="line"><span>      this.#taking.unsubscribe();</span></span>
<span class="line"><span>      for (const subscription of this.#telling) subscription.unsubscribe();</span></span>
<span class="line"><span>      this.#post.close();</span></span>
<span class="line"><span>      if (this.#isOwn) await connection.close();</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.#service.close();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Waits for something that needs a server, but not for ever: where there is none, nobody sends and nobody reads. */</span></span>
<span class="line"><span>function briefly(work: Promise&lt;unknown&gt;): Promise&lt;void&gt; {</span></span>
<span class="line"><span>  return new Promise((resolve) =&gt; {</span></span>
<span class="line"><span>    const timer = setTimeout(resolve, FAREWELL);</span></span>
<span class="line"><span>    work</span></span>
<span class="line"><span>      .catch(() =&gt; undefined)</span></span>
<span class="line"><span>      .finally(() =&gt; {</span></span>
<span class="line"><span>        clearTimeout(timer);</span></span>
<span class="line"><span>        resolve();</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function receiverFor(service: Service): Receiver {</span></span>
<span class="line"><span>  const { maxRequest } = service.limits;</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    largest: maxRequest,</span></span>
<span class="line"><span>    hasRoom: (bytes, coming) =&gt; service.hasRoom(bytes, coming),</span></span>
<span class="line"><span>    receive: ({ body, until, answer }) =&gt; {</span></span>
<span class="line"><span>      void service.handle(body, until).then((bytes) =&gt; {</span></span>
<span class="line"><span>        if (bytes !== undefined) answer(bytes);</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>    refuse: (reason, text) =&gt; {</span></span>
<span class="line"><span>      const refusal =</span></span>
<span class="line"><span>        reason === &quot;busy&quot;</span></span>
<span class="line"><span>          ? busyRefusal(text)</span></span>
<span class="line"><span>          : reason === &quot;tooLarge&quot;</span></span>
<span class="line"><span>            ? tooLarge(text, maxRequest)</span></span>
<span class="line"><span>            : messageRefusal(text);</span></span>
<span class="line"><span>      service.metrics.answered(refusal.reason, 0);</span></span>
<span class="line"><span>      return encodeRefusal(refusal);</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function tell(text: () =&gt; string): (error: Error | null, message: Msg) =&gt; void {</span></span>
<span class="line"><span>  return (error, message) =&gt; {</span></span>
<span class="line"><span>    if (error === null) message.respond(text());</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/nats/worker-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const workerTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  workerTs as default
};
