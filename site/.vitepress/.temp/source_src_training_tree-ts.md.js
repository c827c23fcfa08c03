import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/training/tree.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/training/tree-ts.md","filePath":"site/generated/source/src/training/tree-ts.md"}');
const _sfc_main = { name: "source/src/training/tree-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srctrainingtreets" tabindex="-1"><code>src/training/tree.ts</code> <a class="header-anchor" href="#srctrainingtreets" aria-label="Permalink to &quot;\`src/training/tree.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * Sums over leaves in an order that depends on their numbers alone. Node (level, index) is the sum of nodes</span></span>
<span class="line"><span> * (level − 1, 2 index) and (level − 1, 2 index + 1); a node without a right neighbour goes up as it is. Rounding makes</span></span>
<span class="line"><span> * sums depend on their order: with this one, it does not matter who computed a leaf, or when it came.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export class TreeSum {</span></span>
<span class="line"><span>  readonly #leaves: number;</span></span>
<span class="line"><span>  /** Nodes that wait for their neighbours, by level and index. */</span></span>
<span class="line"><span>  readonly #waiting = new Map&lt;string, Float64Array&gt;();</span></span>
<span class="line"><span>  #added = 0;</span></span>
<span class="line"><span>  #sum: Float64Array | undefined;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(leaves: number) {</span></span>
<span class="line"><span>    this.#leaves = leaves;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Every leaf is added once, in any order; its numbers are taken over. */</span></span>
<span class="line"><span>  add(leaf: number, numbers: Float64Array): void {</span></span>
<span class="line"><span>    this.#added++;</span></span>
<span class="line"><span>    let [level, index, node, count] = [0, leaf, numbers, this.#leaves];</span></span>
<span class="line"><span>    for (; count &gt; 1; level++, index &gt;&gt;= 1, count = (count + 1) &gt;&gt; 1) {</span></span>
<span class="line"><span>      const neighbour = index ^ 1;</span></span>
<span class="line"><span>      if (neighbour &gt;= count) continue;</span></span>
<span class="line"><span>      const key = \`\${level} \${neighbour}\`;</span></span>
<span class="line"><span>      const other = this.#waiting.get(key);</span></span>
<span class="line"><span>      if (other === undefined) {</span></span>
<span class="line"><span>        this.#waiting.set(\`\${level} \${index}\`, node);</span></span>
<span class="line"><span>        return;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      this.#waiting.delete(key);</span></span>
<span class="line"><span>      node = sumOf(index &lt; neighbour ? node : other, index &lt; neighbour ? other : node);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.#sum = node;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The sum over all leaves; undefined until the last has come. */</span></span>
<span class="line"><span>  get sum(): Float64Array | undefined {</span></span>
<span class="line"><span>    return this.#added === this.#leaves ? this.#sum : undefined;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function sumOf(left: Float64Array, right: Float64Array): Float64Array {</span></span>
<span class="line"><span>  for (let i = 0; i &lt; left.length; i++) left[i] += right[i];</span></span>
<span class="line"><span>  return left;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/training/tree-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const treeTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  treeTs as default
};
