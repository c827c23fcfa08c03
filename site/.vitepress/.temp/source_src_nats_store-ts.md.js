import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/nats/store.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/nats/store-ts.md","filePath":"site/generated/source/src/nats/store-ts.md"}');
const _sfc_main = { name: "source/src/nats/store-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcnatsstorets" tabindex="-1"><code>src/nats/store.ts</code> <a class="header-anchor" href="#srcnatsstorets" aria-label="Permalink to &quot;\`src/nats/store.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * Arrays in NATS&#39;s object store, named by the SHA-256 of their bytes: whoever has the name can check what it gets, and</span></span>
<span class="line"><span> * the same array is stored once, whoever sends it.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import type { NatsConnection } from &quot;@nats-io/nats-core&quot;;</span></span>
<span class="line"><span>import { Objm, type ObjectStore } from &quot;@nats-io/obj&quot;;</span></span>
<span class="line"><span>import { StorageType } from &quot;@nats-io/jetstream&quot;;</span></span>
<span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import { readNumbers } from &quot;./numbers.js&quot;;</span></span>
<span class="line"><span>import type { ArraySource } from &quot;./service/arrays.js&quot;;</span></span>
<span class="line"><span>import { toHex } from &quot;./wire/arrays.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Where arrays that many requests share are stored. */</span></span>
<span class="line"><span>export interface StoreOptions {</span></span>
<span class="line"><span>  /** Name of the bucket. Default: \`optnet-arrays\`. */</span></span>
<span class="line"><span>  readonly bucket?: string | undefined;</span></span>
<span class="line"><span>  /** Seconds for which arrays stay; those in use are sent again. Default: a day. */</span></span>
<span class="line"><span>  readonly seconds?: number | undefined;</span></span>
<span class="line"><span>  /** Bytes of all arrays; what does not fit goes with its request. Default 1 GiB. */</span></span>
<span class="line"><span>  readonly bytes?: number | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const LIMITS = { seconds: { usual: 86_400, least: 1 }, bytes: { usual: 2 ** 30, least: 1 } } as const;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function requireBucket(bucket: unknown): string {</span></span>
<span class="line"><span>  if (typeof bucket === &quot;string&quot; &amp;&amp; /^[\\w-]+$/.test(bucket)) return bucket;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: &quot;store.bucket&quot;,</span></span>
<span class="line"><span>    expected: &quot;letters, digits, - and _&quot;,</span></span>
<span class="line"><span>    got: String(bucket),</span></span>
<span class="line"><span>    hint: &quot;It names a bucket of NATS&#39;s object store; clients and workers need the same.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A name is believed for this share of the time that arrays stay. */</span></span>
<span class="line"><span>const BELIEVED = 0.5;</span></span>
<span class="line"><span>/** A download that is broken off by a server&#39;s end may never come to one of its own, in milliseconds. */</span></span>
<span class="line"><span>const PATIENCE = 30_000;</span></span>
<span class="line"><span>/** Where there was no store, nothing is put there for so many milliseconds. */</span></span>
<span class="line"><span>const RETRY = 10_000;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export class ArrayStore implements ArraySource {</span></span>
<span class="line"><span>  readonly #connection: NatsConnection;</span></span>
<span class="line"><span>  readonly #bucket: string;</span></span>
<span class="line"><span>  readonly #limits: { readonly seconds: number; readonly bytes: number };</span></span>
<span class="line"><span>  #store: Promise&lt;ObjectStore&gt; | undefined;</span></span>
<span class="line"><span>  #failed = -Infinity;</span></span>
<span class="line"><span>  /** Until when a name is known to be there, by \`performance.now()\`. */</span></span>
<span class="line"><span>  readonly #known = new Map&lt;string, number&gt;();</span></span>
<span class="line"><span>  readonly #mistrusted = new Set&lt;string&gt;();</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** @throws OptNetError for options out of range. */</span></span>
<span class="line"><span>  constructor(connection: NatsConnection, options: StoreOptions = {}) {</span></span>
<span class="line"><span>    this.#connection = connection;</span></span>
<span class="line"><span>    this.#bucket = requireBucket(options.bucket ?? &quot;optnet-arrays&quot;);</span></span>
<span class="line"><span>    this.#limits = readNumbers(LIMITS, options, { field: (name) =&gt; \`store.\${name}\`, others: [&quot;bucket&quot;] });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * @param isSure looks whether it is there even where it was a while ago, for those who cannot send it again.</span></span>
<span class="line"><span>   * @returns whether it is there now: not without JetStream, and not where the store is full.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  async put(hash: string, data: Uint8Array, isSure = false): Promise&lt;boolean&gt; {</span></span>
<span class="line"><span>    if (!isSure &amp;&amp; (this.#known.get(hash) ?? 0) &gt; performance.now()) return true;</span></span>
<span class="line"><span>    if (performance.now() - this.#failed &lt; RETRY) return false;</span></span>
<span class="line"><span>    try {</span></span>
<span class="line"><span>      const store = await this.#open();</span></span>
<span class="line"><span>      const found = this.#mistrusted.delete(hash) ? null : await store.info(hash);</span></span>
<span class="line"><span>      if (found === null || found.deleted || found.size !== data.byteLength || this.#isOld(found.mtime)) {</span></span>
<span class="line"><span>        await store.putBlob({ name: hash }, data);</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      this.#known.set(hash, performance.now() + 1000 * BELIEVED * this.#limits.seconds);</span></span>
<span class="line"><span>      return true;</span></span>
<span class="line"><span>    } catch {</span></span>
<span class="line"><span>      return false;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** A worker did not find it, or found something else: the next time it is stored anew. */</span></span>
<span class="line"><span>  forget(hash: string): void {</span></span>
<span class="line"><span>    this.#known.delete(hash);</span></span>
<span class="line"><span>    this.#mistrusted.add(hash);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  async get(hash: string, numbers: number): Promise&lt;Float64Array | undefined&gt; {</span></span>
<span class="line"><span>    const bytes = await this.getBytes(hash, 8 * numbers);</span></span>
<span class="line"><span>    if (bytes?.length !== 8 * numbers) return undefined;</span></span>
<span class="line"><span>    const data = new Float64Array(numbers);</span></span>
<span class="line"><span>    new Uint8Array(data.buffer).set(bytes);</span></span>
<span class="line"><span>    return data;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * @returns undefined where it is not, is larger than \`most\`, or is not what its name says.</span></span>
<span class="line"><span>   * @throws where the store cannot be asked now: what it would say is not known.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  getBytes(hash: string, most: number): Promise&lt;Uint8Array | undefined&gt; {</span></span>
<span class="line"><span>    return within(PATIENCE, async () =&gt; {</span></span>
<span class="line"><span>      const store = await this.#open();</span></span>
<span class="line"><span>      const found = await store.info(hash);</span></span>
<span class="line"><span>      if (!found || found.deleted || found.size &gt; most) return undefined;</span></span>
<span class="line"><span>      const bytes = await store.getBlob(hash);</span></span>
<span class="line"><span>      return bytes &amp;&amp; (await hashOf(bytes)) === hash ? bytes : undefined;</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #isOld(time: string): boolean {</span></span>
<span class="line"><span>    const age = Date.now() - Date.parse(time);</span></span>
<span class="line"><span>    return !(age &lt; 1000 * (1 - BELIEVED) * this.#limits.seconds);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** @throws where the server has no JetStream, does not let us, or is away. */</span></span>
<span class="line"><span>  #open(): Promise&lt;ObjectStore&gt; {</span></span>
<span class="line"><span>    this.#store ??= this.#create().catch((error: unknown) =&gt; {</span></span>
<span class="line"><span>      this.#store = undefined;</span></span>
<span class="line"><span>      this.#failed = performance.now();</span></span>
<span class="line"><span>      throw error;</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    return this.#store;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  async #create(): Promise&lt;ObjectStore&gt; {</span></span>
<span class="line"><span>    const manager = new Objm(this.#connection);</span></span>
<span class="line"><span>    const { seconds, bytes } = this.#limits;</span></span>
<span class="line"><span>    return manager.create(this.#bucket, { ttl: seconds * 1e9, max_bytes: bytes, storage: StorageType.File });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws where \`work\` takes longer than so many milliseconds. */</span></span>
<span class="line"><span>async function within&lt;Result&gt;(milliseconds: number, work: () =&gt; Promise&lt;Result&gt;): Promise&lt;Result&gt; {</span></span>
<span class="line"><span>  let timer: ReturnType&lt;typeof setTimeout&gt; | undefined;</span></span>
<span class="line"><span>  const late = new Promise&lt;never&gt;((_, reject) =&gt; {</span></span>
<span class="line"><span>    timer = setTimeout(</span></span>
<span class="line"><span>      () =&gt; reject(new Error(\`the object store took over \${milliseconds} ms\`)),</span></span>
<span class="line"><span>      milliseconds,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    return await Promise.race([work(), late]);</span></span>
<span class="line"><span>  } finally {</span></span>
<span class="line"><span>    clearTimeout(timer);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Undefined in pages that are not served securely: they cannot hash. */</span></span>
<span class="line"><span>export async function hashOf(data: Uint8Array): Promise&lt;string | undefined&gt; {</span></span>
<span class="line"><span>  const { crypto } = globalThis as { crypto?: { subtle?: SubtleCrypto } };</span></span>
<span class="line"><span>  if (crypto?.subtle === undefined) return undefined;</span></span>
<span class="line"><span>  return toHex(new Uint8Array(await crypto.subtle.digest(&quot;SHA-256&quot;, new Uint8Array(data))));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function bytesOf({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array {</span></span>
<span class="line"><span>  return new Uint8Array(buffer, byteOffset, byteLength);</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/nats/store-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const storeTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  storeTs as default
};
