import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/nats/status.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/nats/status-ts.md","filePath":"site/generated/source/src/nats/status-ts.md"}');
const _sfc_main = { name: "source/src/nats/status-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcnatsstatusts" tabindex="-1"><code>src/nats/status.ts</code> <a class="header-anchor" href="#srcnatsstatusts" aria-label="Permalink to &quot;\`src/nats/status.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** What a connection tells of itself beside all answers: in its own time, and to whoever listens. */</span></span>
<span class="line"><span>import { PermissionViolationError, type NatsConnection, type Status } from &quot;@nats-io/nats-core&quot;;</span></span>
<span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export interface StatusListener {</span></span>
<span class="line"><span>  /** What was under way when the connection broke may be lost. */</span></span>
<span class="line"><span>  reconnected(): void;</span></span>
<span class="line"><span>  /** The server does not let this connection do something. */</span></span>
<span class="line"><span>  forbidden(operation: Operation, subject: string, error: OptNetError): void;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>type Operation = &quot;publish&quot; | &quot;subscription&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** From now until the connection or the signal ends. */</span></span>
<span class="line"><span>export async function watchStatus(</span></span>
<span class="line"><span>  connection: NatsConnection,</span></span>
<span class="line"><span>  signal: AbortSignal,</span></span>
<span class="line"><span>  listener: StatusListener,</span></span>
<span class="line"><span>): Promise&lt;void&gt; {</span></span>
<span class="line"><span>  const statuses = connection.status() as AsyncIterable&lt;Status&gt; &amp; { stop?(): void };</span></span>
<span class="line"><span>  signal.addEventListener(&quot;abort&quot;, () =&gt; statuses.stop?.(), { once: true });</span></span>
<span class="line"><span>  for await (const status of statuses) {</span></span>
<span class="line"><span>    if (signal.aborted) return;</span></span>
<span class="line"><span>    if (status.type === &quot;reconnect&quot;) listener.reconnected();</span></span>
<span class="line"><span>    if (status.type !== &quot;error&quot; || !(status.error instanceof PermissionViolationError)) continue;</span></span>
<span class="line"><span>    const { operation, subject } = status.error;</span></span>
<span class="line"><span>    listener.forbidden(operation, subject, forbidden(operation, subject));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function forbidden(operation: Operation, subject: string): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field: &quot;permissions&quot;,</span></span>
<span class="line"><span>    expected: \`leave to \${operation === &quot;publish&quot; ? &quot;publish to&quot; : &quot;subscribe to&quot;} \${subject}\`,</span></span>
<span class="line"><span>    got: &quot;none&quot;,</span></span>
<span class="line"><span>    hint: &quot;The server&#39;s configuration, or the account&#39;s, says who may do what; the guide lists what optnet needs.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/nats/status-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const statusTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  statusTs as default
};
