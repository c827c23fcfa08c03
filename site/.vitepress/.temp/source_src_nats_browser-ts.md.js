import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/nats/browser.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/nats/browser-ts.md","filePath":"site/generated/source/src/nats/browser-ts.md"}');
const _sfc_main = { name: "source/src/nats/browser-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcnatsbrowserts" tabindex="-1"><code>src/nats/browser.ts</code> <a class="header-anchor" href="#srcnatsbrowserts" aria-label="Permalink to &quot;\`src/nats/browser.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** optnet over NATS, in pages and workers, by WebSocket. */</span></span>
<span class="line"><span>import { wsconnect, type ConnectionOptions } from &quot;@nats-io/nats-core&quot;;</span></span>
<span class="line"><span>import { SolverWorker } from &quot;../execute/threads/browser.js&quot;;</span></span>
<span class="line"><span>import type { ClientOptions } from &quot;./client/options.js&quot;;</span></span>
<span class="line"><span>import type { Crew, LeafProgram } from &quot;../training/index.js&quot;;</span></span>
<span class="line"><span>import { connectWith, crewWith, joinWith, serveWith, type Server, type TrainingOptions } from &quot;./connect.js&quot;;</span></span>
<span class="line"><span>import type { Remote } from &quot;./remote.js&quot;;</span></span>
<span class="line"><span>import type { JoinOptions } from &quot;./training/member.js&quot;;</span></span>
<span class="line"><span>import type { ServiceWorker, WorkerOptions } from &quot;./worker.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export * from &quot;./exports.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Connects to workers: \`solve\` of what comes back is \`solve\` of optnet with \`await\`.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param server addresses (\`ws://\`, \`wss://\`), options of \`@nats-io/nats-core\`, or a connection. \`&quot;local:&quot;\` solves in</span></span>
<span class="line"><span> *   workers of this page, without a server.</span></span>
<span class="line"><span> * @throws OptNetError where there is no server.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function connect(server: Server&lt;ConnectionOptions&gt;, options: ClientOptions = {}): Promise&lt;Remote&gt; {</span></span>
<span class="line"><span>  return connectWith(wsconnect, threads, server, options);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Makes this page or worker one that solves for others. */</span></span>
<span class="line"><span>export function serve(</span></span>
<span class="line"><span>  server: Server&lt;ConnectionOptions&gt;,</span></span>
<span class="line"><span>  options: WorkerOptions = {},</span></span>
<span class="line"><span>): Promise&lt;ServiceWorker&gt; {</span></span>
<span class="line"><span>  return serveWith(wsconnect, server, options);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The workers of a training, for its coordinator.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param options the training&#39;s name, and the terms from which workers make their program.</span></span>
<span class="line"><span> * @throws OptNetError where there is no server, and where the training has a coordinator.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function trainingCrew(</span></span>
<span class="line"><span>  server: Server&lt;ConnectionOptions&gt;,</span></span>
<span class="line"><span>  options: TrainingOptions &amp; { readonly terms: string },</span></span>
<span class="line"><span>): Promise&lt;Crew&gt; {</span></span>
<span class="line"><span>  return crewWith(wsconnect, server, options);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Works for trainings of a name, one after the other, until the signal.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param make the program that a training&#39;s terms describe.</span></span>
<span class="line"><span> * @throws OptNetError where the training refuses this worker, because it would compute something else.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function joinTraining(</span></span>
<span class="line"><span>  server: Server&lt;ConnectionOptions&gt;,</span></span>
<span class="line"><span>  make: (terms: string) =&gt; LeafProgram | Promise&lt;LeafProgram&gt;,</span></span>
<span class="line"><span>  options: TrainingOptions &amp; Partial&lt;Pick&lt;JoinOptions, &quot;name&quot; | &quot;signal&quot; | &quot;onEvent&quot;&gt;&gt; = {},</span></span>
<span class="line"><span>): Promise&lt;void&gt; {</span></span>
<span class="line"><span>  return joinWith(wsconnect, server, make, options);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const threads = {</span></span>
<span class="line"><span>  cores: () =&gt; Math.min(navigator.hardwareConcurrency, 16),</span></span>
<span class="line"><span>  start: () =&gt; new SolverWorker(),</span></span>
<span class="line"><span>};</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/nats/browser-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const browserTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  browserTs as default
};
