import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/problem/dense-copy.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/problem/dense-copy-ts.md","filePath":"site/generated/source/src/problem/dense-copy-ts.md"}');
const _sfc_main = { name: "source/src/problem/dense-copy-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcproblemdense-copyts" tabindex="-1"><code>src/problem/dense-copy.ts</code> <a class="header-anchor" href="#srcproblemdense-copyts" aria-label="Permalink to &quot;\`src/problem/dense-copy.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Dense copies of sparse inputs, for executors that know nothing of patterns. */</span></span>
<span class="line"><span>import { formatShape, requireRoom } from &quot;./errors.js&quot;;</span></span>
<span class="line"><span>import type { FieldName, Operand, Problem } from &quot;./problem.js&quot;;</span></span>
<span class="line"><span>import { scatterEntries } from &quot;./sparse-matrix.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** By the operand that they are copies of: what is solved again is recognised by its operands. */</span></span>
<span class="line"><span>const copies = new WeakMap&lt;Operand, Operand&gt;();</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The problem with dense matrices. Nothing but vectors comes back from an executor, so that gradients, which are made of</span></span>
<span class="line"><span> * vectors, go to the sparse matrices themselves.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError before anything is allocated where a matrix would take more than 4 GiB.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function withDenseMatrices(problem: Problem): Problem {</span></span>
<span class="line"><span>  const { Q, A, G, variables: n } = problem;</span></span>
<span class="line"><span>  if (!Q?.pattern &amp;&amp; !A?.pattern &amp;&amp; !G?.pattern) return problem;</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    ...problem,</span></span>
<span class="line"><span>    quadratic: Q?.pattern ? &quot;dense&quot; : problem.quadratic,</span></span>
<span class="line"><span>    Q: Q &amp;&amp; denseOperand(&quot;Q&quot;, Q, n),</span></span>
<span class="line"><span>    A: A &amp;&amp; denseOperand(&quot;A&quot;, A, n),</span></span>
<span class="line"><span>    G: G &amp;&amp; denseOperand(&quot;G&quot;, G, n),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function denseOperand(field: FieldName, operand: Operand, n: number): Operand {</span></span>
<span class="line"><span>  const { pattern, data, stride } = operand;</span></span>
<span class="line"><span>  if (pattern === undefined) return operand;</span></span>
<span class="line"><span>  const known = copies.get(operand);</span></span>
<span class="line"><span>  if (known) return known;</span></span>
<span class="line"><span>  const { rows } = pattern;</span></span>
<span class="line"><span>  const size = rows * n;</span></span>
<span class="line"><span>  const batched = stride &gt; 0 || operand.ofOne === true || operand.shape.length === 2;</span></span>
<span class="line"><span>  const elements = batched ? operand.shape[0] : 1;</span></span>
<span class="line"><span>  const shape = batched ? [elements, rows, n] : [rows, n];</span></span>
<span class="line"><span>  const hint =</span></span>
<span class="line"><span>    &quot;Dense factorisations need it; leave form and backend at their defaults, which may solve it sparse.&quot;;</span></span>
<span class="line"><span>  requireRoom(field, elements * size, \`a dense copy of shape \${formatShape(shape)}\`, hint);</span></span>
<span class="line"><span>  const dense = new Float64Array(elements * size);</span></span>
<span class="line"><span>  scatterEntries(pattern, data, dense);</span></span>
<span class="line"><span>  const copy: Operand = {</span></span>
<span class="line"><span>    ...{ data: dense, size, shape, stride: stride &gt; 0 ? size : 0 },</span></span>
<span class="line"><span>    ...(operand.ofOne &amp;&amp; { ofOne: operand.ofOne }),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  copies.set(operand, copy);</span></span>
<span class="line"><span>  return copy;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/problem/dense-copy-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const denseCopyTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  denseCopyTs as default
};
