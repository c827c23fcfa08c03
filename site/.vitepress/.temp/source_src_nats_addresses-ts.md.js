import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/nats/addresses.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/nats/addresses-ts.md","filePath":"site/generated/source/src/nats/addresses-ts.md"}');
const _sfc_main = { name: "source/src/nats/addresses-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcnatsaddressests" tabindex="-1"><code>src/nats/addresses.ts</code> <a class="header-anchor" href="#srcnatsaddressests" aria-label="Permalink to &quot;\`src/nats/addresses.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * Addresses of servers as people write them. The clients of NATS take host and port from them and leave the rest aside:</span></span>
<span class="line"><span> * a password would not be sent, and \`tls://\` would not insist on TLS.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What addresses say, as options of the clients of NATS. */</span></span>
<span class="line"><span>export interface Addressed {</span></span>
<span class="line"><span>  readonly servers: string[];</span></span>
<span class="line"><span>  readonly user?: string;</span></span>
<span class="line"><span>  readonly pass?: string;</span></span>
<span class="line"><span>  readonly token?: string;</span></span>
<span class="line"><span>  readonly tls?: object;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const SECRETS = /^([a-z]+:\\/\\/)?([^@/]*)@/i;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** \`nats://user:password@host\`, or with a token in place of both; the first that has any counts for all. */</span></span>
<span class="line"><span>export function readAddresses(addresses: readonly string[]): Addressed {</span></span>
<span class="line"><span>  const secrets = addresses.map((address) =&gt; SECRETS.exec(address)?.[2]).find((found) =&gt; found !== undefined);</span></span>
<span class="line"><span>  const [user, pass] = (secrets ?? &quot;&quot;).split(/:(.*)/s).map(decoded);</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    servers: addresses.map(withoutSecrets),</span></span>
<span class="line"><span>    ...(secrets !== undefined &amp;&amp; (pass === undefined ? { token: user } : { user, pass })),</span></span>
<span class="line"><span>    ...(addresses.some((address) =&gt; /^tls:/i.test(address)) &amp;&amp; { tls: {} }),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** For errors and logs, which others read. */</span></span>
<span class="line"><span>export function withoutSecrets(address: string): string {</span></span>
<span class="line"><span>  return address.replace(SECRETS, &quot;$1&quot;);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function decoded(text: string): string {</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    return decodeURIComponent(text);</span></span>
<span class="line"><span>  } catch {</span></span>
<span class="line"><span>    return text;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/nats/addresses-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const addressesTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  addressesTs as default
};
