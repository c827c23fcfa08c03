import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/nats/connect.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/nats/connect-ts.md","filePath":"site/generated/source/src/nats/connect-ts.md"}');
const _sfc_main = { name: "source/src/nats/connect-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcnatsconnectts" tabindex="-1"><code>src/nats/connect.ts</code> <a class="header-anchor" href="#srcnatsconnectts" aria-label="Permalink to &quot;\`src/nats/connect.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** What the entry points for Node and for browsers have in common. */</span></span>
<span class="line"><span>import type { ConnectionOptions, NatsConnection } from &quot;@nats-io/nats-core&quot;;</span></span>
<span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { Crew, LeafProgram } from &quot;../training/index.js&quot;;</span></span>
<span class="line"><span>import { readAddresses } from &quot;./addresses.js&quot;;</span></span>
<span class="line"><span>import { requirePrefix, type ClientOptions } from &quot;./client/options.js&quot;;</span></span>
<span class="line"><span>import { textOf } from &quot;./errors.js&quot;;</span></span>
<span class="line"><span>import type { Threads } from &quot;./local.js&quot;;</span></span>
<span class="line"><span>import { Remote } from &quot;./remote.js&quot;;</span></span>
<span class="line"><span>import { natsCrew } from &quot;./training/crew.js&quot;;</span></span>
<span class="line"><span>import { TrainingMember, type JoinOptions } from &quot;./training/member.js&quot;;</span></span>
<span class="line"><span>import { ServiceWorker, type WorkerOptions } from &quot;./worker.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Addresses, NATS&#39;s own options with authentication and TLS, or a connection that is there. */</span></span>
<span class="line"><span>export type Server&lt;Options&gt; = string | readonly string[] | Options | NatsConnection;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>type Dial&lt;Options&gt; = (options: Options) =&gt; Promise&lt;NatsConnection&gt;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export async function connectWith&lt;Options extends object&gt;(</span></span>
<span class="line"><span>  dial: Dial&lt;Options&gt;,</span></span>
<span class="line"><span>  threads: Threads,</span></span>
<span class="line"><span>  server: Server&lt;Options&gt;,</span></span>
<span class="line"><span>  options: ClientOptions,</span></span>
<span class="line"><span>): Promise&lt;Remote&gt; {</span></span>
<span class="line"><span>  if (server === &quot;local:&quot;) return Remote.local(threads, options);</span></span>
<span class="line"><span>  const start: Start&lt;Remote&gt; = (connection, isOwn) =&gt; Remote.over(connection, options, isOwn);</span></span>
<span class="line"><span>  return startOver(dial, server, &quot;optnet client&quot;, start);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export async function serveWith&lt;Options extends object&gt;(</span></span>
<span class="line"><span>  dial: Dial&lt;Options&gt;,</span></span>
<span class="line"><span>  server: Server&lt;Options&gt;,</span></span>
<span class="line"><span>  options: WorkerOptions,</span></span>
<span class="line"><span>): Promise&lt;ServiceWorker&gt; {</span></span>
<span class="line"><span>  const start: Start&lt;ServiceWorker&gt; = (connection, isOwn) =&gt; ServiceWorker.start(connection, options, isOwn);</span></span>
<span class="line"><span>  return startOver(dial, server, &quot;optnet worker&quot;, start);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How a training is found. */</span></span>
<span class="line"><span>export interface TrainingOptions {</span></span>
<span class="line"><span>  /** First part of all subjects. Default: \`optnet\`. */</span></span>
<span class="line"><span>  readonly prefix?: string | undefined;</span></span>
<span class="line"><span>  /** Name of the training; a coordinator and its workers have the same. Default: \`default\`. */</span></span>
<span class="line"><span>  readonly run?: string | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export async function crewWith&lt;Options extends object&gt;(</span></span>
<span class="line"><span>  dial: Dial&lt;Options&gt;,</span></span>
<span class="line"><span>  server: Server&lt;Options&gt;,</span></span>
<span class="line"><span>  options: TrainingOptions &amp; { readonly terms: string },</span></span>
<span class="line"><span>): Promise&lt;Crew&gt; {</span></span>
<span class="line"><span>  const names = namesOf(options);</span></span>
<span class="line"><span>  const start: Start&lt;Crew&gt; = (connection, isOwn) =&gt;</span></span>
<span class="line"><span>    natsCrew(connection, { ...names, terms: options.terms }, isOwn);</span></span>
<span class="line"><span>  return startOver(dial, server, &quot;optnet training&quot;, start);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export async function joinWith&lt;Options extends object&gt;(</span></span>
<span class="line"><span>  dial: Dial&lt;Options&gt;,</span></span>
<span class="line"><span>  server: Server&lt;Options&gt;,</span></span>
<span class="line"><span>  make: (terms: string) =&gt; LeafProgram | Promise&lt;LeafProgram&gt;,</span></span>
<span class="line"><span>  options: TrainingOptions &amp; Partial&lt;Pick&lt;JoinOptions, &quot;name&quot; | &quot;signal&quot; | &quot;onEvent&quot;&gt;&gt;,</span></span>
<span class="line"><span>): Promise&lt;void&gt; {</span></span>
<span class="line"><span>  const names = namesOf(options);</span></span>
<span class="line"><span>  const { connection, isOwn } = await connectionTo(dial, server, &quot;optnet training worker&quot;);</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    await new TrainingMember(connection, { name: &quot;worker&quot;, ...options, ...names }, make).run();</span></span>
<span class="line"><span>  } finally {</span></span>
<span class="line"><span>    if (isOwn) await connection.close();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function namesOf({ prefix = &quot;optnet&quot;, run = &quot;default&quot; }: TrainingOptions): { prefix: string; run: string } {</span></span>
<span class="line"><span>  return { prefix: requirePrefix(prefix), run: requirePrefix(run) };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @param isOwn whether the connection ends with what is started. */</span></span>
<span class="line"><span>type Start&lt;Result&gt; = (connection: NatsConnection, isOwn: boolean) =&gt; Result | Promise&lt;Result&gt;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What cannot be started ends a connection that was made for it. */</span></span>
<span class="line"><span>async function startOver&lt;Options extends object, Result&gt;(</span></span>
<span class="line"><span>  dial: Dial&lt;Options&gt;,</span></span>
<span class="line"><span>  server: Server&lt;Options&gt;,</span></span>
<span class="line"><span>  name: string,</span></span>
<span class="line"><span>  start: Start&lt;Result&gt;,</span></span>
<span class="line"><span>): Promise&lt;Result&gt; {</span></span>
<span class="line"><span>  const { connection, isOwn } = await connectionTo(dial, server, name);</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    return await start(connection, isOwn);</span></span>
<span class="line"><span>  } catch (error) {</span></span>
<span class="line"><span>    if (isOwn) await connection.close();</span></span>
<span class="line"><span>    throw error;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A connection that comes back whenever the server does. @throws OptNetError where none can be made. */</span></span>
<span class="line"><span>async function connectionTo&lt;Options extends object&gt;(</span></span>
<span class="line"><span>  dial: Dial&lt;Options&gt;,</span></span>
<span class="line"><span>  server: Server&lt;Options&gt;,</span></span>
<span class="line"><span>  name: string,</span></span>
<span class="line"><span>): Promise&lt;{ connection: NatsConnection; isOwn: boolean }&gt; {</span></span>
<span class="line"><span>  if (typeof server === &quot;object&quot; &amp;&amp; &quot;publish&quot; in server) return { connection: server, isOwn: false };</span></span>
<span class="line"><span>  const lasting = { name, maxReconnectAttempts: -1, reconnectTimeWait: 250, reconnectJitter: 250 };</span></span>
<span class="line"><span>  const given: ConnectionOptions =</span></span>
<span class="line"><span>    typeof server === &quot;string&quot; || Array.isArray(server)</span></span>
<span class="line"><span>      ? { servers: server as string | string[] }</span></span>
<span class="line"><span>      : (server as ConnectionOptions);</span></span>
<span class="line"><span>  const { servers, ...others } = given;</span></span>
<span class="line"><span>  // What is given by itself counts more than what an address says.</span></span>
<span class="line"><span>  const addressed = servers === undefined ? {} : readAddresses([servers].flat());</span></span>
<span class="line"><span>  const options = { ...lasting, ...addressed, ...others } as ConnectionOptions;</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    return { connection: await dial(options as Options), isOwn: true };</span></span>
<span class="line"><span>  } catch (error) {</span></span>
<span class="line"><span>    const addresses = [options.servers ?? &quot;nats://127.0.0.1:4222&quot;].flat();</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;server&quot;,</span></span>
<span class="line"><span>      expected: \`a NATS server at \${addresses.join(&quot;, &quot;)}\`,</span></span>
<span class="line"><span>      got: textOf(error),</span></span>
<span class="line"><span>      hint: &quot;Start one (nats-server), or check its address, the credentials and TLS.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/nats/connect-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const connectTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  connectTs as default
};
