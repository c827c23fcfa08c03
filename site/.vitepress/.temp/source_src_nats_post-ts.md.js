import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/nats/post.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/nats/post-ts.md","filePath":"site/generated/source/src/nats/post-ts.md"}');
const _sfc_main = { name: "source/src/nats/post-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcnatspostts" tabindex="-1"><code>src/nats/post.ts</code> <a class="header-anchor" href="#srcnatspostts" aria-label="Permalink to &quot;\`src/nats/post.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * Calls over NATS whose bodies may be larger than a message.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * A call is published with a reply subject of its own. The first part of a large body goes to whoever the queue group</span></span>
<span class="line"><span> * chooses; that receiver says where the others shall go and how far, a window at a time, so that nobody is sent more</span></span>
<span class="line"><span> * than it can take. Answers come back in the same way. Nothing is sent again here: what is lost ends in the caller&#39;s</span></span>
<span class="line"><span> * time limit, and the caller asks again, because the same request has the same answer.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { Msg, NatsConnection, Subscription } from &quot;@nats-io/nats-core&quot;;</span></span>
<span class="line"><span>import { createInbox, nuid } from &quot;@nats-io/nats-core&quot;;</span></span>
<span class="line"><span>import type { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import { watchStatus } from &quot;./status.js&quot;;</span></span>
<span class="line"><span>import { MessageError } from &quot;./wire/bytes.js&quot;;</span></span>
<span class="line"><span>import { Assembly, Sending, WINDOW } from &quot;./bodies.js&quot;;</span></span>
<span class="line"><span>import { decodeFrame, encodeMore, encodePart, PART_HEADER } from &quot;./wire/frame.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A body of which nothing more comes, or is asked for, is let go after so many milliseconds … */</span></span>
<span class="line"><span>const PATIENCE = 30_000;</span></span>
<span class="line"><span>/** … and after so many where others need its room. */</span></span>
<span class="line"><span>const IMPATIENCE = 1000;</span></span>
<span class="line"><span>/** Bytes of answers that wait for their receivers to ask for more. */</span></span>
<span class="line"><span>const MOST_LEAVING = 2 ** 29;</span></span>
<span class="line"><span>/** What NATS itself may add to a payload, such as headers. */</span></span>
<span class="line"><span>const MARGIN = 1024;</span></span>
<span class="line"><span>/** Larger parts than this gain nothing, whatever the server allows. */</span></span>
<span class="line"><span>const LARGEST_PART = 2 ** 20;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Nobody listens to the subject. */</span></span>
<span class="line"><span>export class NobodyError extends Error {}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A request that has come, whole. */</span></span>
<span class="line"><span>export interface Incoming {</span></span>
<span class="line"><span>  readonly body: Uint8Array;</span></span>
<span class="line"><span>  readonly subject: string;</span></span>
<span class="line"><span>  /** When the sender stops waiting, by \`performance.now()\` here. */</span></span>
<span class="line"><span>  readonly until: number;</span></span>
<span class="line"><span>  answer(body: Uint8Array): void;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What to do with requests. */</span></span>
<span class="line"><span>export interface Receiver {</span></span>
<span class="line"><span>  /** Most bytes of a body. */</span></span>
<span class="line"><span>  readonly largest: number;</span></span>
<span class="line"><span>  receive(incoming: Incoming): void;</span></span>
<span class="line"><span>  /** Answers a message that cannot be read, or is too large; undefined: it is ignored. */</span></span>
<span class="line"><span>  refuse(reason: &quot;message&quot; | &quot;tooLarge&quot; | &quot;busy&quot;, text: string): Uint8Array | undefined;</span></span>
<span class="line"><span>  /** Whether there is room for so many bytes more, beside those of bodies that are coming in. */</span></span>
<span class="line"><span>  hasRoom(bytes: number, coming: number): boolean;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A body of several parts on its way in or out. */</span></span>
<span class="line"><span>interface Passage {</span></span>
<span class="line"><span>  readonly bytes: number;</span></span>
<span class="line"><span>  /** When it last moved, by \`performance.now()\`. */</span></span>
<span class="line"><span>  moved: number;</span></span>
<span class="line"><span>  end(): void;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export interface CallOptions {</span></span>
<span class="line"><span>  /** Milliseconds that the caller waits; the receiver is told. */</span></span>
<span class="line"><span>  readonly budget: number;</span></span>
<span class="line"><span>  /** Most bytes of the answer. */</span></span>
<span class="line"><span>  readonly largest: number;</span></span>
<span class="line"><span>  /** Ends the waiting, without a word to the receiver. */</span></span>
<span class="line"><span>  readonly signal: AbortSignal;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export class Post {</span></span>
<span class="line"><span>  readonly connection: NatsConnection;</span></span>
<span class="line"><span>  /** Calls to this subject and a dot and anything reach this end alone. */</span></span>
<span class="line"><span>  readonly address: string;</span></span>
<span class="line"><span>  readonly #inbox: Subscription;</span></span>
<span class="line"><span>  readonly #handlers = new Map&lt;string, (message: Msg) =&gt; void&gt;();</span></span>
<span class="line"><span>  /** Calls that have no answer, and the subjects that they went to. */</span></span>
<span class="line"><span>  readonly #calls = new Map&lt;string, { readonly subject: string; fail(error: Error): void }&gt;();</span></span>
<span class="line"><span>  readonly #doubting = new Set&lt;() =&gt; void&gt;();</span></span>
<span class="line"><span>  readonly #closed = new AbortController();</span></span>
<span class="line"><span>  /** Subjects that this end may not listen to. */</span></span>
<span class="line"><span>  readonly #forbidden = new Map&lt;string, OptNetError&gt;();</span></span>
<span class="line"><span>  /** Bodies of several parts that are under way. */</span></span>
<span class="line"><span>  readonly #coming = new Set&lt;Passage&gt;();</span></span>
<span class="line"><span>  readonly #leaving = new Set&lt;Passage&gt;();</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(connection: NatsConnection, inboxPrefix?: string) {</span></span>
<span class="line"><span>    this.connection = connection;</span></span>
<span class="line"><span>    this.address = createInbox(inboxPrefix);</span></span>
<span class="line"><span>    this.#inbox = connection.subscribe(\`\${this.address}.*\`, {</span></span>
<span class="line"><span>      callback: (error, message) =&gt; {</span></span>
<span class="line"><span>        if (error === null) this.#handlers.get(lastToken(message.subject))?.(message);</span></span>
<span class="line"><span>      },</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    void watchStatus(connection, this.#closed.signal, {</span></span>
<span class="line"><span>      reconnected: () =&gt; {</span></span>
<span class="line"><span>        for (const listener of [...this.#doubting]) listener();</span></span>
<span class="line"><span>      },</span></span>
<span class="line"><span>      forbidden: (operation, subject, error) =&gt; {</span></span>
<span class="line"><span>        if (operation === &quot;subscription&quot;) this.#forbidden.set(subject, error);</span></span>
<span class="line"><span>        const isDeaf = operation === &quot;subscription&quot; &amp;&amp; subject === \`\${this.address}.*\`;</span></span>
<span class="line"><span>        for (const call of this.#calls.values()) if (isDeaf || call.subject === subject) call.fail(error);</span></span>
<span class="line"><span>      },</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Calls this when what was under way may be lost, because the connection broke. @returns what ends that. */</span></span>
<span class="line"><span>  onDoubt(listener: () =&gt; void): () =&gt; void {</span></span>
<span class="line"><span>    this.#doubting.add(listener);</span></span>
<span class="line"><span>    return () =&gt; void this.#doubting.delete(listener);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Once the server has read all that was sent. @throws OptNetError where it does not let this end listen to these. */</span></span>
<span class="line"><span>  async confirm(...subjects: string[]): Promise&lt;void&gt; {</span></span>
<span class="line"><span>    await this.connection.flush();</span></span>
<span class="line"><span>    await new Promise((resolve) =&gt; setTimeout(resolve)); // What it has said by now is heard after this.</span></span>
<span class="line"><span>    for (const subject of [\`\${this.address}.*\`, ...subjects]) {</span></span>
<span class="line"><span>      const error = this.#forbidden.get(subject);</span></span>
<span class="line"><span>      if (error !== undefined) throw error;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Sends a request and waits for its answer.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @throws NobodyError where nobody listens; what the signal was aborted with; MessageError for an answer that</span></span>
<span class="line"><span>   *   cannot be read; OptNetError where the server forbids it.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  call(subject: string, body: Uint8Array, { budget, largest, signal }: CallOptions): Promise&lt;Uint8Array&gt; {</span></span>
<span class="line"><span>    return new Promise((resolve, reject) =&gt; {</span></span>
<span class="line"><span>      const token = nuid.next();</span></span>
<span class="line"><span>      const reply = \`\${this.address}.\${token}\`;</span></span>
<span class="line"><span>      const sending = this.#sending(body, reply, Math.min(budget, 2 ** 32 - 1));</span></span>
<span class="line"><span>      const answer = new Assembly(largest);</span></span>
<span class="line"><span>      const end = (): void =&gt; {</span></span>
<span class="line"><span>        this.#handlers.delete(token);</span></span>
<span class="line"><span>        this.#calls.delete(token);</span></span>
<span class="line"><span>        signal.removeEventListener(&quot;abort&quot;, abort);</span></span>
<span class="line"><span>      };</span></span>
<span class="line"><span>      const abort = (): void =&gt; {</span></span>
<span class="line"><span>        end();</span></span>
<span class="line"><span>        reject(signal.reason as Error);</span></span>
<span class="line"><span>      };</span></span>
<span class="line"><span>      this.#handlers.set(token, (message) =&gt; {</span></span>
<span class="line"><span>        try {</span></span>
<span class="line"><span>          if (message.headers?.code === 503) throw new NobodyError(\`nobody listens to \${subject}\`);</span></span>
<span class="line"><span>          const frame = decodeFrame(message.data);</span></span>
<span class="line"><span>          if (frame.kind === &quot;more&quot;) {</span></span>
<span class="line"><span>            if (message.reply !== undefined) sending.go(message.reply, frame.next);</span></span>
<span class="line"><span>            return;</span></span>
<span class="line"><span>          }</span></span>
<span class="line"><span>          const whole = answer.add(frame);</span></span>
<span class="line"><span>          if (whole === undefined) return this.#askForMore(message, answer, reply);</span></span>
<span class="line"><span>          end();</span></span>
<span class="line"><span>          resolve(whole);</span></span>
<span class="line"><span>        } catch (error) {</span></span>
<span class="line"><span>          end();</span></span>
<span class="line"><span>          reject(error as Error);</span></span>
<span class="line"><span>        }</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>      if (signal.aborted) return abort();</span></span>
<span class="line"><span>      signal.addEventListener(&quot;abort&quot;, abort);</span></span>
<span class="line"><span>      const fail = (error: Error): void =&gt; {</span></span>
<span class="line"><span>        end();</span></span>
<span class="line"><span>        reject(error);</span></span>
<span class="line"><span>      };</span></span>
<span class="line"><span>      const isDeaf = this.#forbidden.get(\`\${this.address}.*\`);</span></span>
<span class="line"><span>      if (isDeaf !== undefined) return fail(isDeaf);</span></span>
<span class="line"><span>      this.#calls.set(token, { subject, fail });</span></span>
<span class="line"><span>      try {</span></span>
<span class="line"><span>        sending.start(subject);</span></span>
<span class="line"><span>      } catch (error) {</span></span>
<span class="line"><span>        fail(error as Error);</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Sends a small request that has no answer, if it can. */</span></span>
<span class="line"><span>  tell(subject: string, body: Uint8Array): void {</span></span>
<span class="line"><span>    if (this.connection.isClosed() || this.connection.isDraining()) return;</span></span>
<span class="line"><span>    const part = { index: 0, partSize: body.length, total: body.length, budget: 0, bytes: body };</span></span>
<span class="line"><span>    this.connection.publish(subject, encodePart(part));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Sends a body of any size to whoever listens, without hearing from them. */</span></span>
<span class="line"><span>  broadcast(subject: string, body: Uint8Array): void {</span></span>
<span class="line"><span>    this.#sending(body, undefined, 0).broadcast(subject);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Listens to the broadcasts of one sender: bodies of which a part is missing are left out. */</span></span>
<span class="line"><span>  listen(subject: string, receiver: Pick&lt;Receiver, &quot;largest&quot; | &quot;receive&quot;&gt;): Subscription {</span></span>
<span class="line"><span>    let assembly = new Assembly(receiver.largest);</span></span>
<span class="line"><span>    return this.connection.subscribe(subject, {</span></span>
<span class="line"><span>      callback: (error, message) =&gt; {</span></span>
<span class="line"><span>        if (error !== null) return;</span></span>
<span class="line"><span>        try {</span></span>
<span class="line"><span>          const frame = decodeFrame(message.data);</span></span>
<span class="line"><span>          if (frame.kind !== &quot;part&quot;) return;</span></span>
<span class="line"><span>          if (frame.index === 0) assembly = new Assembly(receiver.largest);</span></span>
<span class="line"><span>          const body = assembly.add(frame);</span></span>
<span class="line"><span>          if (body !== undefined) {</span></span>
<span class="line"><span>            receiver.receive({ body, subject: message.subject, until: Infinity, answer: () =&gt; undefined });</span></span>
<span class="line"><span>          }</span></span>
<span class="line"><span>        } catch (failure) {</span></span>
<span class="line"><span>          if (!(failure instanceof MessageError)) throw failure;</span></span>
<span class="line"><span>        }</span></span>
<span class="line"><span>      },</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Listens to a subject: alone, or with others of a group of which one gets each request. */</span></span>
<span class="line"><span>  serve(subject: string, queue: string | undefined, receiver: Receiver): Subscription {</span></span>
<span class="line"><span>    return this.connection.subscribe(subject, {</span></span>
<span class="line"><span>      ...(queue === undefined ? {} : { queue }),</span></span>
<span class="line"><span>      callback: (error, message) =&gt; {</span></span>
<span class="line"><span>        if (error === null) this.#receive(message, receiver);</span></span>
<span class="line"><span>      },</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Listens to calls to one subject below this end&#39;s own address. */</span></span>
<span class="line"><span>  serveHere(token: string, receiver: Receiver): void {</span></span>
<span class="line"><span>    this.#handlers.set(token, (message) =&gt; this.#receive(message, receiver));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Calls that wait are left to their signals. */</span></span>
<span class="line"><span>  close(): void {</span></span>
<span class="line"><span>    this.#inbox.unsubscribe();</span></span>
<span class="line"><span>    this.#handlers.clear();</span></span>
<span class="line"><span>    this.#closed.abort();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #receive(message: Msg, receiver: Receiver): void {</span></span>
<span class="line"><span>    const { reply } = message;</span></span>
<span class="line"><span>    const respond = (body: Uint8Array | undefined): void =&gt; {</span></span>
<span class="line"><span>      if (reply !== undefined &amp;&amp; body !== undefined) this.#answer(reply, body);</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>    let assembly: Assembly;</span></span>
<span class="line"><span>    try {</span></span>
<span class="line"><span>      const frame = decodeFrame(message.data);</span></span>
<span class="line"><span>      if (frame.kind !== &quot;part&quot; || frame.index !== 0) return;</span></span>
<span class="line"><span>      if (frame.total &gt; receiver.largest) {</span></span>
<span class="line"><span>        return respond(receiver.refuse(&quot;tooLarge&quot;, \`a body of \${frame.total} bytes\`));</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      if (!this.#hasRoom(receiver, frame.total)) return respond(receiver.refuse(&quot;busy&quot;, &quot;too much waits&quot;));</span></span>
<span class="line"><span>      const until = performance.now() + frame.budget;</span></span>
<span class="line"><span>      const deliver = (body: Uint8Array): void =&gt;</span></span>
<span class="line"><span>        receiver.receive({ body, subject: message.subject, until, answer: respond });</span></span>
<span class="line"><span>      assembly = new Assembly(receiver.largest);</span></span>
<span class="line"><span>      const whole = assembly.add(frame);</span></span>
<span class="line"><span>      if (whole !== undefined) return deliver(whole);</span></span>
<span class="line"><span>      if (reply !== undefined) this.#collect(message, frame.total, assembly, deliver);</span></span>
<span class="line"><span>    } catch (error) {</span></span>
<span class="line"><span>      if (!(error instanceof MessageError)) throw error;</span></span>
<span class="line"><span>      respond(receiver.refuse(&quot;message&quot;, error.message));</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Who begins to send and then sends no more keeps nobody else out. */</span></span>
<span class="line"><span>  #hasRoom(receiver: Receiver, bytes: number): boolean {</span></span>
<span class="line"><span>    const fits = (): boolean =&gt; receiver.hasRoom(bytes, bytesOf(this.#coming));</span></span>
<span class="line"><span>    return fits() || (letGo(this.#coming, fits), fits());</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Takes the other parts of a request. */</span></span>
<span class="line"><span>  #collect(first: Msg, total: number, assembly: Assembly, deliver: (body: Uint8Array) =&gt; void): void {</span></span>
<span class="line"><span>    const token = nuid.next();</span></span>
<span class="line"><span>    const here = \`\${this.address}.\${token}\`;</span></span>
<span class="line"><span>    this.#listenFor(token, { among: this.#coming, bytes: total }, (message) =&gt; {</span></span>
<span class="line"><span>      const frame = decodeFrame(message.data);</span></span>
<span class="line"><span>      if (frame.kind !== &quot;part&quot;) return false;</span></span>
<span class="line"><span>      const whole = assembly.add(frame);</span></span>
<span class="line"><span>      if (whole === undefined) this.#askForMore(message, assembly, here);</span></span>
<span class="line"><span>      else deliver(whole);</span></span>
<span class="line"><span>      return whole === undefined;</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    this.#askForMore(first, assembly, here);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Sends an answer, waiting for its receiver where it is large. */</span></span>
<span class="line"><span>  #answer(reply: string, body: Uint8Array): void {</span></span>
<span class="line"><span>    if (this.connection.isClosed()) return; // Whoever waits asks another.</span></span>
<span class="line"><span>    const token = nuid.next();</span></span>
<span class="line"><span>    const sending = this.#sending(body, \`\${this.address}.\${token}\`, 0);</span></span>
<span class="line"><span>    if (!sending.isSingle) {</span></span>
<span class="line"><span>      letGo(this.#leaving, () =&gt; bytesOf(this.#leaving) + body.length &lt;= MOST_LEAVING);</span></span>
<span class="line"><span>      this.#listenFor(token, { among: this.#leaving, bytes: body.length }, (message) =&gt; {</span></span>
<span class="line"><span>        const frame = decodeFrame(message.data);</span></span>
<span class="line"><span>        return frame.kind === &quot;more&quot; &amp;&amp; message.reply !== undefined &amp;&amp; !sending.go(message.reply, frame.next);</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    sending.start(reply);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** When no body of several parts is under way any more: its sender or receiver has it, or has given it up. */</span></span>
<span class="line"><span>  async settled(): Promise&lt;void&gt; {</span></span>
<span class="line"><span>    while (this.#coming.size + this.#leaving.size &gt; 0) {</span></span>
<span class="line"><span>      for (const passages of [this.#coming, this.#leaving]) letGo(passages, () =&gt; false);</span></span>
<span class="line"><span>      await new Promise((resolve) =&gt; setTimeout(resolve, 5));</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Hands messages to \`take\` until that wants no more, none comes for long, or others need the room. */</span></span>
<span class="line"><span>  #listenFor(</span></span>
<span class="line"><span>    token: string,</span></span>
<span class="line"><span>    { among, bytes }: { among: Set&lt;Passage&gt;; bytes: number },</span></span>
<span class="line"><span>    take: (message: Msg) =&gt; boolean,</span></span>
<span class="line"><span>  ): void {</span></span>
<span class="line"><span>    let timer: ReturnType&lt;typeof setTimeout&gt; | undefined;</span></span>
<span class="line"><span>    const end = (): void =&gt; {</span></span>
<span class="line"><span>      clearTimeout(timer);</span></span>
<span class="line"><span>      this.#handlers.delete(token);</span></span>
<span class="line"><span>      among.delete(passage);</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>    const passage: Passage = { bytes, moved: performance.now(), end };</span></span>
<span class="line"><span>    const wait = (): void =&gt; {</span></span>
<span class="line"><span>      clearTimeout(timer);</span></span>
<span class="line"><span>      passage.moved = performance.now();</span></span>
<span class="line"><span>      timer = setTimeout(end, PATIENCE);</span></span>
<span class="line"><span>      (timer as { unref?: () =&gt; void }).unref?.();</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>    among.add(passage);</span></span>
<span class="line"><span>    this.#handlers.set(token, (message) =&gt; {</span></span>
<span class="line"><span>      wait();</span></span>
<span class="line"><span>      try {</span></span>
<span class="line"><span>        if (!take(message)) end();</span></span>
<span class="line"><span>      } catch {</span></span>
<span class="line"><span>        end(); // The sender waits in vain, and asks again.</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    wait();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #askForMore(message: Msg, assembly: Assembly, here: string): void {</span></span>
<span class="line"><span>    // Halfway through a window the next is asked for, so that the sender need not stop.</span></span>
<span class="line"><span>    const isDue = assembly.next === 1 || assembly.next % (WINDOW / 2) === 0;</span></span>
<span class="line"><span>    if (isDue &amp;&amp; message.reply !== undefined) {</span></span>
<span class="line"><span>      this.connection.publish(message.reply, encodeMore(assembly.next), { reply: here });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #sending(body: Uint8Array, reply: string | undefined, budget: number): Sending {</span></span>
<span class="line"><span>    return new Sending(this.connection, body, { partSize: this.#partSize(), reply, budget });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #partSize(): number {</span></span>
<span class="line"><span>    const payload = this.connection.info?.max_payload ?? LARGEST_PART;</span></span>
<span class="line"><span>    return Math.max(1, Math.min(LARGEST_PART, payload - PART_HEADER - MARGIN));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function bytesOf(passages: ReadonlySet&lt;Passage&gt;): number {</span></span>
<span class="line"><span>  let sum = 0;</span></span>
<span class="line"><span>  for (const { bytes } of passages) sum += bytes;</span></span>
<span class="line"><span>  return sum;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Ends those that have not moved for a while, until there is enough room. */</span></span>
<span class="line"><span>function letGo(passages: ReadonlySet&lt;Passage&gt;, isEnough: () =&gt; boolean): void {</span></span>
<span class="line"><span>  const now = performance.now();</span></span>
<span class="line"><span>  const idle = [...passages].filter(({ moved }) =&gt; now - moved &gt; IMPATIENCE);</span></span>
<span class="line"><span>  for (const { end } of idle.sort((a, b) =&gt; a.moved - b.moved)) {</span></span>
<span class="line"><span>    if (isEnough()) return;</span></span>
<span class="line"><span>    end();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function lastToken(subject: string): string {</span></span>
<span class="line"><span>  return subject.slice(subject.lastIndexOf(&quot;.&quot;) + 1);</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/nats/post-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const postTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  postTs as default
};
