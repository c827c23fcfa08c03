import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/problem/memory.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/problem/memory-ts.md","filePath":"site/generated/source/src/problem/memory-ts.md"}');
const _sfc_main = { name: "source/src/problem/memory-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcproblemmemoryts" tabindex="-1"><code>src/problem/memory.ts</code> <a class="header-anchor" href="#srcproblemmemoryts" aria-label="Permalink to &quot;\`src/problem/memory.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Where the numbers of a problem are: ordinary memory, or memory that is used again. */</span></span>
<span class="line"><span>import type { TypedNumbers } from &quot;./problem.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Where a problem&#39;s numbers live. */</span></span>
<span class="line"><span>export interface Memory {</span></span>
<span class="line"><span>  /** Makes room for an array of numbers. */</span></span>
<span class="line"><span>  allocate(length: number): Float64Array;</span></span>
<span class="line"><span>  /** The array that stands for a typed array of the user&#39;s; its numbers are there before they are checked. */</span></span>
<span class="line"><span>  keep(numbers: TypedNumbers): Float64Array;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** New arrays for every problem. */</span></span>
<span class="line"><span>export const ordinary: Memory = {</span></span>
<span class="line"><span>  allocate: (length) =&gt; new Float64Array(length),</span></span>
<span class="line"><span>  keep: (numbers) =&gt; new Float64Array(numbers),</span></span>
<span class="line"><span>};</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Smaller arrays are not worth it: allocators use theirs again anyway. */</span></span>
<span class="line"><span>const SMALLEST = 2 ** 14;</span></span>
<span class="line"><span>/** Bytes that wait for the next problem, at most. */</span></span>
<span class="line"><span>const MOST = 2 ** 26;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Arrays that nobody uses, the latest last. */</span></span>
<span class="line"><span>const idle: Float64Array[] = [];</span></span>
<span class="line"><span>let idleBytes = 0;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Memory of large inputs, used again. A system hands out new memory page by page, when it is first written, which for</span></span>
<span class="line"><span> * a batch of large matrices takes as long as a quarter of the solving.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export class RecycledMemory implements Memory {</span></span>
<span class="line"><span>  readonly #large: Float64Array[] = [];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  allocate(length: number): Float64Array {</span></span>
<span class="line"><span>    if (length &lt; SMALLEST) return new Float64Array(length);</span></span>
<span class="line"><span>    const array = takeIdle(length) ?? new Float64Array(length);</span></span>
<span class="line"><span>    this.#large.push(array);</span></span>
<span class="line"><span>    return array;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  keep(numbers: TypedNumbers): Float64Array {</span></span>
<span class="line"><span>    if (numbers.length &lt; SMALLEST) return new Float64Array(numbers);</span></span>
<span class="line"><span>    const array = this.allocate(numbers.length);</span></span>
<span class="line"><span>    array.set(numbers);</span></span>
<span class="line"><span>    return array;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Call it when nobody will read the problem any more. */</span></span>
<span class="line"><span>  release(): void {</span></span>
<span class="line"><span>    for (const array of this.#large.splice(0)) {</span></span>
<span class="line"><span>      idle.push(array);</span></span>
<span class="line"><span>      idleBytes += array.byteLength;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    while (idleBytes &gt; MOST) idleBytes -= idle.shift()!.byteLength;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function takeIdle(length: number): Float64Array | undefined {</span></span>
<span class="line"><span>  const index = idle.findLastIndex((array) =&gt; array.length === length);</span></span>
<span class="line"><span>  if (index &lt; 0) return undefined;</span></span>
<span class="line"><span>  const [array] = idle.splice(index, 1);</span></span>
<span class="line"><span>  idleBytes -= array.byteLength;</span></span>
<span class="line"><span>  return array;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/problem/memory-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const memoryTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  memoryTs as default
};
