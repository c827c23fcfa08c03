import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/training/program.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/training/program-ts.md","filePath":"site/generated/source/src/training/program-ts.md"}');
const _sfc_main = { name: "source/src/training/program-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srctrainingprogramts" tabindex="-1"><code>src/training/program.ts</code> <a class="header-anchor" href="#srctrainingprogramts" aria-label="Permalink to &quot;\`src/training/program.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** What workers compute: the gradient of a part of a batch. */</span></span>
<span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import { arithmetic } from &quot;./arithmetic.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A step of training. Which examples its batch has follows from these numbers, on every machine alike. */</span></span>
<span class="line"><span>export interface Step {</span></span>
<span class="line"><span>  /** Number of the pass over the examples. */</span></span>
<span class="line"><span>  readonly epoch: number;</span></span>
<span class="line"><span>  /** Number of the batch in it. */</span></span>
<span class="line"><span>  readonly batch: number;</span></span>
<span class="line"><span>  /** How many examples the batch has. */</span></span>
<span class="line"><span>  readonly examples: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Examples \`first\` … \`last\` − 1 of a batch. */</span></span>
<span class="line"><span>export interface Leaf {</span></span>
<span class="line"><span>  /** Its number in the batch, from 0. */</span></span>
<span class="line"><span>  readonly index: number;</span></span>
<span class="line"><span>  /** The first example. */</span></span>
<span class="line"><span>  readonly first: number;</span></span>
<span class="line"><span>  /** The one after the last. */</span></span>
<span class="line"><span>  readonly last: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What a leaf adds to its batch. */</span></span>
<span class="line"><span>export interface LeafResult {</span></span>
<span class="line"><span>  /** The leaf&#39;s share of the gradient of the batch&#39;s loss, one array per weight. */</span></span>
<span class="line"><span>  readonly gradients: readonly Float32Array[];</span></span>
<span class="line"><span>  /** The leaf&#39;s share of the loss, and of whatever else is summed over the batch. */</span></span>
<span class="line"><span>  readonly values: readonly number[];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The computation that is spread. It depends on the weights, the step and the leaf, and on nothing else: not on</span></span>
<span class="line"><span> * earlier leaves, on time or on chance without a seed.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export interface LeafProgram {</span></span>
<span class="line"><span>  /** What must be the same on all machines besides the code: data, options. Any text. */</span></span>
<span class="line"><span>  readonly fingerprint: string;</span></span>
<span class="line"><span>  /** How many numbers each weight has. */</span></span>
<span class="line"><span>  readonly sizes: readonly number[];</span></span>
<span class="line"><span>  /** What computes besides optnet, for example a TensorFlow.js backend; its bits must agree too. */</span></span>
<span class="line"><span>  readonly backend?: string | undefined;</span></span>
<span class="line"><span>  /** Takes over the weights that leaves are computed with from now on. */</span></span>
<span class="line"><span>  setWeights(weights: readonly Float32Array[]): void;</span></span>
<span class="line"><span>  /** Computes a leaf&#39;s share of the gradient. */</span></span>
<span class="line"><span>  leaf(step: Step, leaf: Leaf): LeafResult | Promise&lt;LeafResult&gt;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What a worker and its coordinator have in common. */</span></span>
<span class="line"><span>export interface Identity {</span></span>
<span class="line"><span>  /** Data and options, see {@link LeafProgram}. */</span></span>
<span class="line"><span>  readonly fingerprint: string;</span></span>
<span class="line"><span>  /** Numbers in each weight. */</span></span>
<span class="line"><span>  readonly sizes: readonly number[];</span></span>
<span class="line"><span>  /** Whose bits the leaves have. */</span></span>
<span class="line"><span>  readonly arithmetic: string;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What a program shows of itself to its coordinator. */</span></span>
<span class="line"><span>export function identityOf({ fingerprint, sizes, backend }: LeafProgram): Identity {</span></span>
<span class="line"><span>  const own = arithmetic();</span></span>
<span class="line"><span>  return { fingerprint, sizes, arithmetic: backend === undefined ? own : \`\${own}, \${backend}\` };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError where a worker would compute something else, or other bits. */</span></span>
<span class="line"><span>export function requireSame(expected: Identity, found: Identity): void {</span></span>
<span class="line"><span>  const differences = (</span></span>
<span class="line"><span>    [</span></span>
<span class="line"><span>      [&quot;fingerprint&quot;, &quot;Start the worker with the same data and options.&quot;],</span></span>
<span class="line"><span>      [&quot;sizes&quot;, &quot;The worker has another model; let all machines run the same code.&quot;],</span></span>
<span class="line"><span>      [</span></span>
<span class="line"><span>        &quot;arithmetic&quot;,</span></span>
<span class="line"><span>        &quot;Sums of other bits are other weights: let all machines run the same engine and backend.&quot;,</span></span>
<span class="line"><span>      ],</span></span>
<span class="line"><span>    ] as const</span></span>
<span class="line"><span>  ).filter(([name]) =&gt; String(expected[name]) !== String(found[name]));</span></span>
<span class="line"><span>  if (differences.length === 0) return;</span></span>
<span class="line"><span>  const [name, hint] = differences[0];</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: \`worker.\${name}\`,</span></span>
<span class="line"><span>    expected: String(expected[name]),</span></span>
<span class="line"><span>    got: String(found[name]),</span></span>
<span class="line"><span>    hint,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The leaves of a batch: always the same, whoever computes them. */</span></span>
<span class="line"><span>export function leavesOf(examples: number, size: number): Leaf[] {</span></span>
<span class="line"><span>  return Array.from({ length: Math.ceil(examples / size) }, (_, index) =&gt; ({</span></span>
<span class="line"><span>    ...{ index, first: index * size, last: Math.min(examples, (index + 1) * size) },</span></span>
<span class="line"><span>  }));</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/training/program-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const programTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  programTs as default
};
