import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/training/channel.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/training/channel-ts.md","filePath":"site/generated/source/src/training/channel-ts.md"}');
const _sfc_main = { name: "source/src/training/channel-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srctrainingchannelts" tabindex="-1"><code>src/training/channel.ts</code> <a class="header-anchor" href="#srctrainingchannelts" aria-label="Permalink to &quot;\`src/training/channel.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Workers that are started here and talk to the coordinator over a channel each: threads, processes. */</span></span>
<span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import { arithmetic } from &quot;./arithmetic.js&quot;;</span></span>
<span class="line"><span>import { blaming, computeBunch, inWords, textOf, type Outcome } from &quot;./bunch.js&quot;;</span></span>
<span class="line"><span>import { Lost, type Crew, type Member, type Task } from &quot;./crew.js&quot;;</span></span>
<span class="line"><span>import { End } from &quot;./end.js&quot;;</span></span>
<span class="line"><span>import { identityOf, type Identity, type LeafProgram } from &quot;./program.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export type ToWorker =</span></span>
<span class="line"><span>  | { readonly kind: &quot;terms&quot;; readonly terms: string }</span></span>
<span class="line"><span>  | { readonly kind: &quot;weights&quot;; readonly version: number; readonly weights: readonly Float32Array[] }</span></span>
<span class="line"><span>  | { readonly kind: &quot;task&quot;; readonly number: number; readonly task: Task };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export type FromWorker =</span></span>
<span class="line"><span>  | { readonly kind: &quot;ready&quot;; readonly identity: Identity }</span></span>
<span class="line"><span>  | { readonly kind: &quot;outcome&quot;; readonly number: number; readonly outcome: Outcome&lt;string&gt; };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** To one worker, and what becomes of it. */</span></span>
<span class="line"><span>export interface Channel {</span></span>
<span class="line"><span>  /** @param failed hears why it could not be sent, if that is known. */</span></span>
<span class="line"><span>  send(message: ToWorker, failed: (error: Error) =&gt; void): void;</span></span>
<span class="line"><span>  onMessage(listener: (message: FromWorker) =&gt; void): void;</span></span>
<span class="line"><span>  onEnd(listener: () =&gt; void): void;</span></span>
<span class="line"><span>  /** Ends the worker at once, whatever it does. */</span></span>
<span class="line"><span>  end(): void;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A worker that ends sooner than this, in milliseconds, is not started again at once. */</span></span>
<span class="line"><span>const SHORTEST_LIFE = 1000;</span></span>
<span class="line"><span>/** A worker that has no program after this, in milliseconds, is stuck on its way. */</span></span>
<span class="line"><span>const LONGEST_START = 120_000;</span></span>
<span class="line"><span>/** So many workers that end on their way, one after the other, show that none will arrive. */</span></span>
<span class="line"><span>const MOST_FAILED_STARTS = 5;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Starts workers, and starts another for every one that ends. */</span></span>
<span class="line"><span>export function channelCrew(</span></span>
<span class="line"><span>  startOne: () =&gt; Channel,</span></span>
<span class="line"><span>  { count, kind, terms }: { count: number; kind: string; terms: string },</span></span>
<span class="line"><span>): Crew {</span></span>
<span class="line"><span>  const members = new Set&lt;ChannelMember&gt;();</span></span>
<span class="line"><span>  const open = new Map&lt;Channel, Promise&lt;void&gt;&gt;();</span></span>
<span class="line"><span>  const listeners: (() =&gt; void)[] = [];</span></span>
<span class="line"><span>  let published: Extract&lt;ToWorker, { kind: &quot;weights&quot; }&gt; | undefined;</span></span>
<span class="line"><span>  const end = new End();</span></span>
<span class="line"><span>  let started = 0;</span></span>
<span class="line"><span>  let failedStarts = 0;</span></span>
<span class="line"><span>  let closed = false;</span></span>
<span class="line"><span>  const changed = (): void =&gt; {</span></span>
<span class="line"><span>    for (const listener of listeners) listener();</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  const start = (): void =&gt; {</span></span>
<span class="line"><span>    if (closed) return;</span></span>
<span class="line"><span>    const born = performance.now();</span></span>
<span class="line"><span>    const channel = startOne();</span></span>
<span class="line"><span>    const name = \`\${kind} \${++started}\`;</span></span>
<span class="line"><span>    let member: ChannelMember | undefined;</span></span>
<span class="line"><span>    const late = setTimeout(() =&gt; channel.end(), LONGEST_START);</span></span>
<span class="line"><span>    channel.onMessage((message) =&gt; {</span></span>
<span class="line"><span>      if (message.kind !== &quot;ready&quot;) return member?.hear(message);</span></span>
<span class="line"><span>      clearTimeout(late);</span></span>
<span class="line"><span>      failedStarts = 0;</span></span>
<span class="line"><span>      member = new ChannelMember(name, message.identity, channel);</span></span>
<span class="line"><span>      if (published !== undefined) member.publish(published);</span></span>
<span class="line"><span>      members.add(member);</span></span>
<span class="line"><span>      changed();</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    const ended = new Promise&lt;void&gt;((resolve) =&gt; channel.onEnd(resolve)).then(() =&gt; {</span></span>
<span class="line"><span>      clearTimeout(late);</span></span>
<span class="line"><span>      open.delete(channel);</span></span>
<span class="line"><span>      member?.lose();</span></span>
<span class="line"><span>      if (member !== undefined &amp;&amp; members.delete(member)) changed();</span></span>
<span class="line"><span>      if (member === undefined) failedStarts++;</span></span>
<span class="line"><span>      if (failedStarts &gt;= MOST_FAILED_STARTS &amp;&amp; members.size === 0 &amp;&amp; !closed) {</span></span>
<span class="line"><span>        return end.come(noneArrives(kind));</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      const isYoung = performance.now() - born &lt; SHORTEST_LIFE;</span></span>
<span class="line"><span>      const timer: unknown = setTimeout(start, isYoung ? SHORTEST_LIFE : 0);</span></span>
<span class="line"><span>      (timer as { unref?: () =&gt; void }).unref?.();</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    open.set(channel, ended);</span></span>
<span class="line"><span>    channel.send({ kind: &quot;terms&quot;, terms }, () =&gt; undefined);</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  for (let i = 0; i &lt; count; i++) start();</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    members,</span></span>
<span class="line"><span>    onChange: (listener) =&gt; void listeners.push(listener),</span></span>
<span class="line"><span>    onEnd: (listener) =&gt; end.whenItComes(listener),</span></span>
<span class="line"><span>    publish: (version, weights) =&gt; {</span></span>
<span class="line"><span>      published = { kind: &quot;weights&quot;, version, weights };</span></span>
<span class="line"><span>      for (const member of members) member.publish(published);</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>    close: async () =&gt; {</span></span>
<span class="line"><span>      closed = true;</span></span>
<span class="line"><span>      members.clear();</span></span>
<span class="line"><span>      const ends = [...open.values()];</span></span>
<span class="line"><span>      for (const channel of open.keys()) channel.end();</span></span>
<span class="line"><span>      await Promise.all(ends);</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function noneArrives(kind: string): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field: &quot;module&quot;,</span></span>
<span class="line"><span>    expected: \`a \${kind} that makes its program\`,</span></span>
<span class="line"><span>    got: \`\${MOST_FAILED_STARTS} of them that ended before, or had none after \${LONGEST_START / 1000} s\`,</span></span>
<span class="line"><span>    hint: &quot;What they wrote to the standard error says why.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>class ChannelMember implements Member {</span></span>
<span class="line"><span>  readonly name: string;</span></span>
<span class="line"><span>  readonly identity: Identity;</span></span>
<span class="line"><span>  readonly #channel: Channel;</span></span>
<span class="line"><span>  readonly #waiting = new Map&lt;</span></span>
<span class="line"><span>    number,</span></span>
<span class="line"><span>    { resolve: (outcome: Outcome) =&gt; void; reject: (error: Error) =&gt; void }</span></span>
<span class="line"><span>  &gt;();</span></span>
<span class="line"><span>  #tasks = 0;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(name: string, identity: Identity, channel: Channel) {</span></span>
<span class="line"><span>    this.name = name;</span></span>
<span class="line"><span>    this.identity = identity;</span></span>
<span class="line"><span>    this.#channel = channel;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  publish(message: ToWorker): void {</span></span>
<span class="line"><span>    this.#channel.send(message, () =&gt; undefined);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  run(task: Task): Promise&lt;Outcome&gt; {</span></span>
<span class="line"><span>    return new Promise((resolve, reject) =&gt; {</span></span>
<span class="line"><span>      const number = ++this.#tasks;</span></span>
<span class="line"><span>      this.#waiting.set(number, { resolve, reject });</span></span>
<span class="line"><span>      this.#channel.send({ kind: &quot;task&quot;, number, task }, (error) =&gt; {</span></span>
<span class="line"><span>        if (this.#waiting.delete(number)) reject(new Lost(error.message));</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  hear({ number, outcome }: Exclude&lt;FromWorker, { kind: &quot;ready&quot; }&gt;): void {</span></span>
<span class="line"><span>    const waiting = this.#waiting.get(number);</span></span>
<span class="line"><span>    this.#waiting.delete(number);</span></span>
<span class="line"><span>    waiting?.resolve(blaming(this.name, outcome));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  lose(): void {</span></span>
<span class="line"><span>    for (const { reject } of this.#waiting.values()) reject(new Lost(\`\${this.name} has ended\`));</span></span>
<span class="line"><span>    this.#waiting.clear();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The crew starts another when it has ended. */</span></span>
<span class="line"><span>  dismiss(): void {</span></span>
<span class="line"><span>    this.#channel.end();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The worker&#39;s end. @returns what obeys messages, one after the other; it rejects where no program can be made. */</span></span>
<span class="line"><span>export function serveChannel(</span></span>
<span class="line"><span>  make: (terms: string) =&gt; LeafProgram | Promise&lt;LeafProgram&gt;,</span></span>
<span class="line"><span>  tell: (message: FromWorker) =&gt; void,</span></span>
<span class="line"><span>): (message: ToWorker) =&gt; Promise&lt;void&gt; {</span></span>
<span class="line"><span>  let program: LeafProgram | undefined;</span></span>
<span class="line"><span>  let weights: Extract&lt;ToWorker, { kind: &quot;weights&quot; }&gt; | undefined;</span></span>
<span class="line"><span>  let current = -1;</span></span>
<span class="line"><span>  let turn: Promise&lt;void&gt; = Promise.resolve();</span></span>
<span class="line"><span>  arithmetic(); // Now, rather than when the first leaf waits.</span></span>
<span class="line"><span>  const work = async ({ number, task }: Extract&lt;ToWorker, { kind: &quot;task&quot; }&gt;): Promise&lt;void&gt; =&gt; {</span></span>
<span class="line"><span>    try {</span></span>
<span class="line"><span>      if (weights !== undefined &amp;&amp; current !== weights.version) {</span></span>
<span class="line"><span>        program!.setWeights(weights.weights);</span></span>
<span class="line"><span>        current = weights.version;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      tell({</span></span>
<span class="line"><span>        kind: &quot;outcome&quot;,</span></span>
<span class="line"><span>        number,</span></span>
<span class="line"><span>        outcome: inWords(await computeBunch(program!, task.step, task.leaves)),</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    } catch (error) {</span></span>
<span class="line"><span>      tell({ kind: &quot;outcome&quot;, number, outcome: { results: [], failure: textOf(error) } });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  const obey = async (message: ToWorker): Promise&lt;void&gt; =&gt; {</span></span>
<span class="line"><span>    if (message.kind === &quot;weights&quot;) weights = message;</span></span>
<span class="line"><span>    else if (message.kind === &quot;task&quot;) await work(message);</span></span>
<span class="line"><span>    else {</span></span>
<span class="line"><span>      program = await make(message.terms);</span></span>
<span class="line"><span>      tell({ kind: &quot;ready&quot;, identity: identityOf(program) });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  return (message) =&gt; (turn = turn.then(() =&gt; obey(message)));</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/training/channel-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const channelTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  channelTs as default
};
