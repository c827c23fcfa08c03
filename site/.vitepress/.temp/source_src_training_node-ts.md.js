import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/training/node.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/training/node-ts.md","filePath":"site/generated/source/src/training/node-ts.md"}');
const _sfc_main = { name: "source/src/training/node-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srctrainingnodets" tabindex="-1"><code>src/training/node.ts</code> <a class="header-anchor" href="#srctrainingnodets" aria-label="Permalink to &quot;\`src/training/node.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Workers in threads of this process or in processes of this machine, without any server. */</span></span>
<span class="line"><span>import { fork } from &quot;node:child_process&quot;;</span></span>
<span class="line"><span>import { parentPort, Worker } from &quot;node:worker_threads&quot;;</span></span>
<span class="line"><span>import { channelCrew, serveChannel, type Channel, type ToWorker } from &quot;./channel.js&quot;;</span></span>
<span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { Crew } from &quot;./crew.js&quot;;</span></span>
<span class="line"><span>import type { LeafProgram } from &quot;./program.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What the workers of this machine run. */</span></span>
<span class="line"><span>export interface WorkerModule {</span></span>
<span class="line"><span>  /** The module that calls {@link serveThread} or {@link serveParent}. */</span></span>
<span class="line"><span>  readonly module: string | URL;</span></span>
<span class="line"><span>  /** Its command line. */</span></span>
<span class="line"><span>  readonly args?: readonly string[] | undefined;</span></span>
<span class="line"><span>  /** Handed to the workers&#39; \`make\`: what the program is made from. */</span></span>
<span class="line"><span>  readonly terms: string;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Which threads {@link threadCrew} starts. */</span></span>
<span class="line"><span>export interface ThreadOptions extends WorkerModule {</span></span>
<span class="line"><span>  /** How many. */</span></span>
<span class="line"><span>  readonly threads: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Which processes {@link processCrew} starts. */</span></span>
<span class="line"><span>export interface ProcessOptions extends WorkerModule {</span></span>
<span class="line"><span>  /** How many. */</span></span>
<span class="line"><span>  readonly processes: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Starts threads, and starts another for every one that ends or is stuck.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * const crew = threadCrew({ module: new URL(&quot;./worker.js&quot;, import.meta.url), threads: 2, terms });</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function threadCrew({ module, args = [], threads, terms }: ThreadOptions): Crew {</span></span>
<span class="line"><span>  const start = (): Channel =&gt; {</span></span>
<span class="line"><span>    const worker = new Worker(module, { argv: [...args] });</span></span>
<span class="line"><span>    return {</span></span>
<span class="line"><span>      send: (message) =&gt; worker.postMessage(message),</span></span>
<span class="line"><span>      onMessage: (listener) =&gt; void worker.on(&quot;message&quot;, listener),</span></span>
<span class="line"><span>      onEnd: (listener) =&gt; {</span></span>
<span class="line"><span>        // An error ends it, and is told to whoever looks at the process.</span></span>
<span class="line"><span>        worker.on(&quot;error&quot;, (error: unknown) =&gt; process.stderr.write(\`\${textOf(error)}\\n\`));</span></span>
<span class="line"><span>        worker.once(&quot;exit&quot;, listener);</span></span>
<span class="line"><span>      },</span></span>
<span class="line"><span>      end: () =&gt; void worker.terminate(),</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  return channelCrew(start, { count: threads, kind: &quot;thread&quot;, terms });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Starts processes, and starts another for every one that ends or is stuck. */</span></span>
<span class="line"><span>export function processCrew({ module, args = [], processes, terms }: ProcessOptions): Crew {</span></span>
<span class="line"><span>  const start = (): Channel =&gt; {</span></span>
<span class="line"><span>    const child = fork(module, args, { serialization: &quot;advanced&quot; });</span></span>
<span class="line"><span>    child.on(&quot;error&quot;, () =&gt; child.kill(&quot;SIGKILL&quot;));</span></span>
<span class="line"><span>    return {</span></span>
<span class="line"><span>      send: (message, failed) =&gt; void child.send(message, (error) =&gt; error !== null &amp;&amp; failed(error)),</span></span>
<span class="line"><span>      onMessage: (listener) =&gt; void child.on(&quot;message&quot;, listener),</span></span>
<span class="line"><span>      onEnd: (listener) =&gt; {</span></span>
<span class="line"><span>        child.once(&quot;exit&quot;, listener);</span></span>
<span class="line"><span>        // One that could not be started does not end.</span></span>
<span class="line"><span>        child.once(&quot;error&quot;, () =&gt; child.pid === undefined &amp;&amp; listener());</span></span>
<span class="line"><span>      },</span></span>
<span class="line"><span>      end: () =&gt; void child.kill(&quot;SIGKILL&quot;),</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  return channelCrew(start, { count: processes, kind: &quot;process&quot;, terms });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * In a thread that {@link threadCrew} started: computes leaves until the crew is closed.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError elsewhere.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function serveThread(make: (terms: string) =&gt; LeafProgram | Promise&lt;LeafProgram&gt;): Promise&lt;void&gt; {</span></span>
<span class="line"><span>  const port = parentPort;</span></span>
<span class="line"><span>  if (port === null) throw notStartedBy(&quot;threadCrew&quot;, &quot;thread&quot;);</span></span>
<span class="line"><span>  const hear = serveChannel(make, (message) =&gt; port.postMessage(message));</span></span>
<span class="line"><span>  // What is wrong with the program ends the thread.</span></span>
<span class="line"><span>  port.on(&quot;message&quot;, (message: ToWorker) =&gt; void hear(message).catch((error: unknown) =&gt; fail(error)));</span></span>
<span class="line"><span>  return new Promise((resolve) =&gt; port.once(&quot;close&quot;, resolve));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * In a process that {@link processCrew} started: computes leaves until the parent ends.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError elsewhere.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function serveParent(make: (terms: string) =&gt; LeafProgram | Promise&lt;LeafProgram&gt;): Promise&lt;void&gt; {</span></span>
<span class="line"><span>  if (process.send === undefined) throw notStartedBy(&quot;processCrew&quot;, &quot;process&quot;);</span></span>
<span class="line"><span>  const hear = serveChannel(make, (message) =&gt; void process.send!(message));</span></span>
<span class="line"><span>  process.on(&quot;message&quot;, (message: ToWorker) =&gt; void hear(message).catch((error: unknown) =&gt; fail(error)));</span></span>
<span class="line"><span>  // A parent that is killed takes its workers along; Ctrl-C is the parent&#39;s to hear.</span></span>
<span class="line"><span>  process.on(&quot;SIGINT&quot;, () =&gt; undefined);</span></span>
<span class="line"><span>  return new Promise((resolve) =&gt; process.once(&quot;disconnect&quot;, resolve));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function notStartedBy(crew: string, kind: string): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field: &quot;worker&quot;,</span></span>
<span class="line"><span>    expected: \`a \${kind} that \${crew} has started\`,</span></span>
<span class="line"><span>    got: \`another \${kind}\`,</span></span>
<span class="line"><span>    hint: \`Name this module as the one of \${crew}, in the program that trains.\`,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Ends this process, or this thread alone. */</span></span>
<span class="line"><span>function fail(error: unknown): never {</span></span>
<span class="line"><span>  process.stderr.write(\`\${textOf(error)}\\n\`);</span></span>
<span class="line"><span>  process.exit(1);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function textOf(error: unknown): string {</span></span>
<span class="line"><span>  return String((error as Error | undefined)?.stack ?? error);</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/training/node-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const nodeTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  nodeTs as default
};
