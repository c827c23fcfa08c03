import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/training/tfjs.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/training/tfjs-ts.md","filePath":"site/generated/source/src/training/tfjs-ts.md"}');
const _sfc_main = { name: "source/src/training/tfjs-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srctrainingtfjsts" tabindex="-1"><code>src/training/tfjs.ts</code> <a class="header-anchor" href="#srctrainingtfjsts" aria-label="Permalink to &quot;\`src/training/tfjs.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Data-parallel training around a TensorFlow.js optimiser. */</span></span>
<span class="line"><span>import * as tf from &quot;@tensorflow/tfjs&quot;;</span></span>
<span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { Coordinator } from &quot;./coordinator.js&quot;;</span></span>
<span class="line"><span>import type { Leaf, LeafProgram, LeafResult, Step } from &quot;./program.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What {@link tensorProgram} makes a program from. */</span></span>
<span class="line"><span>export interface TensorProgramOptions {</span></span>
<span class="line"><span>  /** What must be the same on all machines besides the code: data, options. Any text. */</span></span>
<span class="line"><span>  readonly fingerprint: string;</span></span>
<span class="line"><span>  /** What training moves, in the same order everywhere. */</span></span>
<span class="line"><span>  readonly variables: readonly tf.Variable[];</span></span>
<span class="line"><span>  /** Models in it, which are looked through for layers that cannot be spread. */</span></span>
<span class="line"><span>  readonly models?: readonly tf.LayersModel[] | undefined;</span></span>
<span class="line"><span>  /** The mean loss over the examples \`first\` … \`last\` − 1 of a batch. */</span></span>
<span class="line"><span>  readonly loss: (step: Step, first: number, last: number) =&gt; tf.Scalar;</span></span>
<span class="line"><span>  /** More numbers that are summed over the batch; asked for after each loss. */</span></span>
<span class="line"><span>  readonly values?: (() =&gt; readonly number[]) | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * What workers compute, from a loss in tensors.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError for batch normalisation, which looks at the whole batch and keeps averages, and for dropout and</span></span>
<span class="line"><span> *   noise without a seed.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function tensorProgram(options: TensorProgramOptions): LeafProgram {</span></span>
<span class="line"><span>  const { fingerprint, variables, models = [], loss, values } = options;</span></span>
<span class="line"><span>  for (const model of models) requireSpreadable(model);</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    fingerprint,</span></span>
<span class="line"><span>    sizes: variables.map(({ size }) =&gt; size),</span></span>
<span class="line"><span>    backend: \`TensorFlow.js \${tf.version_core} \${tf.getBackend()}\`,</span></span>
<span class="line"><span>    setWeights: (weights) =&gt; assignAll(variables, weights),</span></span>
<span class="line"><span>    leaf: (step: Step, { first, last }: Leaf): LeafResult =&gt; {</span></span>
<span class="line"><span>      const share = (last - first) / step.examples;</span></span>
<span class="line"><span>      tf.engine().startScope();</span></span>
<span class="line"><span>      try {</span></span>
<span class="line"><span>        const mean = (): tf.Scalar =&gt; loss(step, first, last).mul(share).asScalar();</span></span>
<span class="line"><span>        const { value, grads } = tf.variableGrads(mean, [...variables]);</span></span>
<span class="line"><span>        const gradients = variables.map(({ name, size }) =&gt; {</span></span>
<span class="line"><span>          // A variable that the loss does not reach has none.</span></span>
<span class="line"><span>          const gradient = grads[name] as tf.Tensor | undefined;</span></span>
<span class="line"><span>          return gradient === undefined ? new Float32Array(size) : Float32Array.from(gradient.dataSync());</span></span>
<span class="line"><span>        });</span></span>
<span class="line"><span>        return { gradients, values: [value.dataSync()[0], ...(values?.() ?? [])] };</span></span>
<span class="line"><span>      } finally {</span></span>
<span class="line"><span>        tf.engine().endScope();</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** An optimiser whose gradients many compute. */</span></span>
<span class="line"><span>export interface SpreadOptimizer {</span></span>
<span class="line"><span>  /** One step on one batch. @returns the loss before it, and the sums of the program&#39;s further values. */</span></span>
<span class="line"><span>  minimize(step: Step): Promise&lt;{ readonly loss: number; readonly values: readonly number[] }&gt;;</span></span>
<span class="line"><span>  /** Weights and all that the optimiser remembers; the same bytes for any number of workers. */</span></span>
<span class="line"><span>  checkpoint(): Promise&lt;Checkpoint&gt;;</span></span>
<span class="line"><span>  /** Goes on as if never stopped. */</span></span>
<span class="line"><span>  restore(checkpoint: Checkpoint): Promise&lt;void&gt;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Plain numbers, to be stored in any way. */</span></span>
<span class="line"><span>export interface Checkpoint {</span></span>
<span class="line"><span>  /** Version of this format. */</span></span>
<span class="line"><span>  readonly format: 1;</span></span>
<span class="line"><span>  /** The weights, in the order of the variables. */</span></span>
<span class="line"><span>  readonly weights: readonly Float32Array[];</span></span>
<span class="line"><span>  /** What the optimiser remembers. */</span></span>
<span class="line"><span>  readonly optimizer: readonly {</span></span>
<span class="line"><span>    /** Of the tensor. */</span></span>
<span class="line"><span>    readonly shape: readonly number[];</span></span>
<span class="line"><span>    /** Its numbers, row-major. */</span></span>
<span class="line"><span>    readonly data: Float32Array | Int32Array;</span></span>
<span class="line"><span>  }[];</span></span>
<span class="line"><span>  /** What \`getWeights\` of some optimisers leaves out. */</span></span>
<span class="line"><span>  readonly hidden: Readonly&lt;Record&lt;string, number&gt;&gt;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Powers of Adam&#39;s and Adamax&#39; decay rates: \`setWeights\` computes them anew, with other rounding. */</span></span>
<span class="line"><span>const HIDDEN = [&quot;accBeta1&quot;, &quot;accBeta2&quot;];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The one line around an optimiser: its steps take their gradients from all workers.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * const optimizer = spread(tf.train.adam(1e-3), variables, new Coordinator(program, crew, { leaf: 25 }));</span></span>
<span class="line"><span> * const { loss } = await optimizer.minimize({ epoch: 1, batch: 0, examples: 150 });</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function spread(</span></span>
<span class="line"><span>  optimizer: tf.Optimizer,</span></span>
<span class="line"><span>  variables: readonly tf.Variable[],</span></span>
<span class="line"><span>  coordinator: Coordinator,</span></span>
<span class="line"><span>): SpreadOptimizer {</span></span>
<span class="line"><span>  const numbers = (tensor: tf.Tensor): Float32Array =&gt; Float32Array.from(tensor.dataSync());</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    async minimize(step) {</span></span>
<span class="line"><span>      const { gradients, values } = await coordinator.gradient(step, variables.map(numbers));</span></span>
<span class="line"><span>      applyGradients(optimizer, variables, gradients);</span></span>
<span class="line"><span>      const [loss, ...others] = values;</span></span>
<span class="line"><span>      return { loss, values: others };</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>    async checkpoint() {</span></span>
<span class="line"><span>      const kept = await optimizer.getWeights();</span></span>
<span class="line"><span>      const hidden = HIDDEN.flatMap((name) =&gt; {</span></span>
<span class="line"><span>        const variable = (optimizer as unknown as Record&lt;string, tf.Variable | undefined&gt;)[name];</span></span>
<span class="line"><span>        return variable === undefined ? [] : [[name, variable.dataSync()[0]] as const];</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>      return {</span></span>
<span class="line"><span>        format: 1,</span></span>
<span class="line"><span>        weights: variables.map(numbers),</span></span>
<span class="line"><span>        // In order; names of variables depend on how many others a process has made before.</span></span>
<span class="line"><span>        optimizer: kept.map(({ tensor }) =&gt; ({</span></span>
<span class="line"><span>          shape: tensor.shape,</span></span>
<span class="line"><span>          data: tensor.dtype === &quot;int32&quot; ? Int32Array.from(tensor.dataSync()) : numbers(tensor),</span></span>
<span class="line"><span>        })),</span></span>
<span class="line"><span>        hidden: Object.fromEntries(hidden),</span></span>
<span class="line"><span>      };</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>    async restore({ format, weights, optimizer: kept, hidden }) {</span></span>
<span class="line"><span>      requireFormat(format);</span></span>
<span class="line"><span>      assignAll(variables, weights);</span></span>
<span class="line"><span>      const named = kept.map(({ shape, data }, i) =&gt; {</span></span>
<span class="line"><span>        const type = data instanceof Int32Array ? &quot;int32&quot; : &quot;float32&quot;;</span></span>
<span class="line"><span>        return { name: String(i), tensor: tf.tensor(data, [...shape], type) };</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>      await optimizer.setWeights(named);</span></span>
<span class="line"><span>      for (const [name, value] of Object.entries(hidden)) {</span></span>
<span class="line"><span>        tf.tidy(() =&gt; (optimizer as unknown as Record&lt;string, tf.Variable&gt;)[name].assign(tf.scalar(value)));</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    },</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One step of an optimiser with gradients from elsewhere. */</span></span>
<span class="line"><span>function applyGradients(</span></span>
<span class="line"><span>  optimizer: tf.Optimizer,</span></span>
<span class="line"><span>  variables: readonly tf.Variable[],</span></span>
<span class="line"><span>  gradients: readonly Float32Array[],</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  tf.tidy(() =&gt; {</span></span>
<span class="line"><span>    const named = variables.map(({ name, shape }, i) =&gt; ({ name, tensor: tf.tensor(gradients[i], shape) }));</span></span>
<span class="line"><span>    optimizer.applyGradients(named);</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function assignAll(variables: readonly tf.Variable[], weights: readonly Float32Array[]): void {</span></span>
<span class="line"><span>  tf.tidy(() =&gt; variables.forEach((variable, i) =&gt; variable.assign(tf.tensor(weights[i], variable.shape))));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Layers that draw at random and have no seed to draw by. */</span></span>
<span class="line"><span>const CANNOT_BE_SEEDED = [&quot;SpatialDropout1D&quot;, &quot;GaussianNoise&quot;, &quot;GaussianDropout&quot;, &quot;AlphaDropout&quot;];</span></span>
<span class="line"><span>/** What layers draw with, where it is above 0: of Dropout itself, and of recurrent layers. */</span></span>
<span class="line"><span>const RATES = [&quot;rate&quot;, &quot;dropout&quot;, &quot;recurrentDropout&quot;];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Looks through a model for layers that cannot be spread.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError naming the first layer whose part of a batch is not computed as in the whole.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function requireSpreadable(model: tf.LayersModel): void {</span></span>
<span class="line"><span>  for (const layer of layersIn(model)) {</span></span>
<span class="line"><span>    const hint = whyNot(layer);</span></span>
<span class="line"><span>    if (hint === undefined) continue;</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: \`layer \${layer.name}\`,</span></span>
<span class="line"><span>      expected: &quot;layers whose output depends on the example and the weights alone&quot;,</span></span>
<span class="line"><span>      got: layer.getClassName(),</span></span>
<span class="line"><span>      hint,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function whyNot(layer: tf.layers.Layer): string | undefined {</span></span>
<span class="line"><span>  const kind = layer.getClassName();</span></span>
<span class="line"><span>  if (kind === &quot;BatchNormalization&quot;) {</span></span>
<span class="line"><span>    return &quot;It needs the whole batch and keeps averages; layer normalisation does not.&quot;;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const config = layer.getConfig();</span></span>
<span class="line"><span>  if (config[&quot;stateful&quot;] === true) return &quot;It keeps states from one batch to the next; leave stateful out.&quot;;</span></span>
<span class="line"><span>  const draws = RATES.some((name) =&gt; typeof config[name] === &quot;number&quot; &amp;&amp; config[name] &gt; 0);</span></span>
<span class="line"><span>  if (CANNOT_BE_SEEDED.includes(kind) || (draws &amp;&amp; typeof config[&quot;seed&quot;] !== &quot;number&quot;)) {</span></span>
<span class="line"><span>    return &quot;Give it a seed, or leave it out: a leaf must have the same bits whoever computes it.&quot;;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Also those inside of models and wrappers. */</span></span>
<span class="line"><span>function layersIn(layer: tf.layers.Layer): tf.layers.Layer[] {</span></span>
<span class="line"><span>  const { layers, layer: wrapped } = layer as { layers?: tf.layers.Layer[]; layer?: tf.layers.Layer };</span></span>
<span class="line"><span>  return [layer, ...[...(layers ?? []), ...(wrapped === undefined ? [] : [wrapped])].flatMap(layersIn)];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function requireFormat(format: number): void {</span></span>
<span class="line"><span>  if (format === 1) return;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: &quot;checkpoint.format&quot;,</span></span>
<span class="line"><span>    expected: &quot;1&quot;,</span></span>
<span class="line"><span>    got: String(format),</span></span>
<span class="line"><span>    hint: &quot;It was made by another version of optnet.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/training/tfjs-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const tfjsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  tfjsTs as default
};
