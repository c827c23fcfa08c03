import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/nats/bodies.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/nats/bodies-ts.md","filePath":"site/generated/source/src/nats/bodies-ts.md"}');
const _sfc_main = { name: "source/src/nats/bodies-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcnatsbodiests" tabindex="-1"><code>src/nats/bodies.ts</code> <a class="header-anchor" href="#srcnatsbodiests" aria-label="Permalink to &quot;\`src/nats/bodies.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Bodies of one part or many, on their way out and in. */</span></span>
<span class="line"><span>import type { NatsConnection } from &quot;@nats-io/nats-core&quot;;</span></span>
<span class="line"><span>import { MessageError } from &quot;./wire/bytes.js&quot;;</span></span>
<span class="line"><span>import type { Part } from &quot;./wire/frame.js&quot;;</span></span>
<span class="line"><span>import { encodePart, partCount } from &quot;./wire/frame.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Parts under way to one receiver. */</span></span>
<span class="line"><span>export const WINDOW = 8;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One body on its way out. */</span></span>
<span class="line"><span>export class Sending {</span></span>
<span class="line"><span>  readonly #connection: NatsConnection;</span></span>
<span class="line"><span>  readonly #body: Uint8Array;</span></span>
<span class="line"><span>  readonly #partSize: number;</span></span>
<span class="line"><span>  readonly #reply: string | undefined;</span></span>
<span class="line"><span>  readonly #budget: number;</span></span>
<span class="line"><span>  readonly #count: number;</span></span>
<span class="line"><span>  #sent = 0;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(</span></span>
<span class="line"><span>    connection: NatsConnection,</span></span>
<span class="line"><span>    body: Uint8Array,</span></span>
<span class="line"><span>    { partSize, reply, budget }: { partSize: number; reply: string | undefined; budget: number },</span></span>
<span class="line"><span>  ) {</span></span>
<span class="line"><span>    this.#connection = connection;</span></span>
<span class="line"><span>    this.#body = body;</span></span>
<span class="line"><span>    this.#partSize = partSize;</span></span>
<span class="line"><span>    this.#reply = reply;</span></span>
<span class="line"><span>    this.#budget = budget;</span></span>
<span class="line"><span>    this.#count = partCount({ total: body.length, partSize });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  get isSingle(): boolean {</span></span>
<span class="line"><span>    return this.#count === 1;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  start(subject: string): void {</span></span>
<span class="line"><span>    this.#sent = 1;</span></span>
<span class="line"><span>    this.#publish(subject, 0);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** @returns whether that was all. */</span></span>
<span class="line"><span>  go(subject: string, next: number): boolean {</span></span>
<span class="line"><span>    const end = Math.min(this.#count, next + WINDOW);</span></span>
<span class="line"><span>    for (; this.#sent &lt; end; this.#sent++) this.#publish(subject, this.#sent);</span></span>
<span class="line"><span>    return this.#sent === this.#count;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** All at once, to whoever listens. */</span></span>
<span class="line"><span>  broadcast(subject: string): void {</span></span>
<span class="line"><span>    for (; this.#sent &lt; this.#count; this.#sent++) this.#publish(subject, this.#sent);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #publish(subject: string, index: number): void {</span></span>
<span class="line"><span>    const [partSize, total, budget] = [this.#partSize, this.#body.length, this.#budget];</span></span>
<span class="line"><span>    const bytes = this.#body.subarray(index * partSize, (index + 1) * partSize);</span></span>
<span class="line"><span>    const options = this.#reply === undefined ? {} : { reply: this.#reply };</span></span>
<span class="line"><span>    this.#connection.publish(subject, encodePart({ index, partSize, total, budget, bytes }), options);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One body on its way in. */</span></span>
<span class="line"><span>export class Assembly {</span></span>
<span class="line"><span>  readonly #largest: number;</span></span>
<span class="line"><span>  #first: Part | undefined;</span></span>
<span class="line"><span>  #parts: Uint8Array[] = [];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(largest: number) {</span></span>
<span class="line"><span>    this.#largest = largest;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The part that must come next. */</span></span>
<span class="line"><span>  get next(): number {</span></span>
<span class="line"><span>    return this.#parts.length;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** @returns the whole, with its last part. @throws MessageError for parts that do not belong together. */</span></span>
<span class="line"><span>  add(part: Part): Uint8Array | undefined {</span></span>
<span class="line"><span>    const first = (this.#first ??= part);</span></span>
<span class="line"><span>    if (part.total &gt; this.#largest) throw new MessageError(\`a body of \${part.total} bytes\`);</span></span>
<span class="line"><span>    if (part.index !== this.next || part.total !== first.total || part.partSize !== first.partSize) {</span></span>
<span class="line"><span>      throw new MessageError(\`part \${part.index}, where \${this.next} is the next\`);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    if (part.bytes.length === part.total) return part.bytes;</span></span>
<span class="line"><span>    this.#parts.push(part.bytes);</span></span>
<span class="line"><span>    if (this.next &lt; partCount(first)) return undefined;</span></span>
<span class="line"><span>    const whole = new Uint8Array(first.total);</span></span>
<span class="line"><span>    let at = 0;</span></span>
<span class="line"><span>    for (const bytes of this.#parts) {</span></span>
<span class="line"><span>      whole.set(bytes, at);</span></span>
<span class="line"><span>      at += bytes.length;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return whole;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/nats/bodies-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const bodiesTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  bodiesTs as default
};
