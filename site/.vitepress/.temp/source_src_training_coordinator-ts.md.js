import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/training/coordinator.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/training/coordinator-ts.md","filePath":"site/generated/source/src/training/coordinator-ts.md"}');
const _sfc_main = { name: "source/src/training/coordinator-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srctrainingcoordinatorts" tabindex="-1"><code>src/training/coordinator.ts</code> <a class="header-anchor" href="#srctrainingcoordinatorts" aria-label="Permalink to &quot;\`src/training/coordinator.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * Spreads the gradient of a batch over workers. The batch is cut into leaves of a fixed size, each is computed by</span></span>
<span class="line"><span> * somebody, and the shares are summed in a fixed tree: the sum is the same, bit for bit, however many workers there</span></span>
<span class="line"><span> * are, and whoever joined, left or died meanwhile. A leaf that is lost is computed again. The step of the optimiser is</span></span>
<span class="line"><span> * taken once, by the caller.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { Crew, Member, TrainingEvent } from &quot;./crew.js&quot;;</span></span>
<span class="line"><span>import type { Identity, LeafProgram, Step } from &quot;./program.js&quot;;</span></span>
<span class="line"><span>import { identityOf, leavesOf, requireSame } from &quot;./program.js&quot;;</span></span>
<span class="line"><span>import { newState, Pace, type MemberState } from &quot;./member-state.js&quot;;</span></span>
<span class="line"><span>import { StepRun } from &quot;./step-run.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How a batch is spread. */</span></span>
<span class="line"><span>export interface CoordinatorOptions {</span></span>
<span class="line"><span>  /** Examples in a leaf. Other leaves are other sums: keep it over a training. */</span></span>
<span class="line"><span>  readonly leaf: number;</span></span>
<span class="line"><span>  /** Milliseconds after which a worker that owes a leaf is stuck, and is replaced. Default 60,000. */</span></span>
<span class="line"><span>  readonly deadline?: number | undefined;</span></span>
<span class="line"><span>  /** Bunches of leaves that a worker has at the same time, so that it need not wait for the next. Default 2. */</span></span>
<span class="line"><span>  readonly ahead?: number | undefined;</span></span>
<span class="line"><span>  /** Most leaves in a bunch. Default: as many as take 25 ms longer than one, and have 256 KiB of gradients together. */</span></span>
<span class="line"><span>  readonly bunch?: number | undefined;</span></span>
<span class="line"><span>  /** Hears of workers that join, leave or are refused, and of leaves that are computed again. */</span></span>
<span class="line"><span>  readonly onEvent?: ((event: TrainingEvent) =&gt; void) | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The gradient of a batch. */</span></span>
<span class="line"><span>export interface Total {</span></span>
<span class="line"><span>  /** One array per weight. */</span></span>
<span class="line"><span>  readonly gradients: readonly Float32Array[];</span></span>
<span class="line"><span>  /** The loss, and what else the program sums. */</span></span>
<span class="line"><span>  readonly values: readonly number[];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const DEFAULT_DEADLINE = 60_000;</span></span>
<span class="line"><span>/** In one message. */</span></span>
<span class="line"><span>const MOST_LEAVES = 2 ** 16;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Spreads the gradient of every batch over a crew. */</span></span>
<span class="line"><span>export class Coordinator {</span></span>
<span class="line"><span>  readonly #identity: Identity;</span></span>
<span class="line"><span>  readonly #crew: Crew;</span></span>
<span class="line"><span>  readonly #options: Readonly&lt;Record&lt;&quot;leaf&quot; | &quot;deadline&quot; | &quot;ahead&quot; | &quot;bunch&quot;, number&gt;&gt;;</span></span>
<span class="line"><span>  readonly #report: (event: TrainingEvent) =&gt; void;</span></span>
<span class="line"><span>  readonly #states = new Map&lt;Member, MemberState&gt;();</span></span>
<span class="line"><span>  readonly #pace = new Pace();</span></span>
<span class="line"><span>  #version = 0;</span></span>
<span class="line"><span>  #run: StepRun | undefined;</span></span>
<span class="line"><span>  /** Why there will be no more steps. */</span></span>
<span class="line"><span>  #ended: Error | undefined;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** @throws OptNetError for options out of range. */</span></span>
<span class="line"><span>  constructor(program: LeafProgram, crew: Crew, options: CoordinatorOptions) {</span></span>
<span class="line"><span>    const { leaf, deadline = DEFAULT_DEADLINE, ahead = 2, bunch = MOST_LEAVES, onEvent } = options;</span></span>
<span class="line"><span>    for (const [name, value] of Object.entries({ leaf, ahead, bunch })) requireCount(name, value);</span></span>
<span class="line"><span>    if (!(deadline &gt;= 1)) throw wrongOption(&quot;deadline&quot;, &quot;milliseconds from 1&quot;, deadline);</span></span>
<span class="line"><span>    this.#identity = identityOf(program);</span></span>
<span class="line"><span>    this.#crew = crew;</span></span>
<span class="line"><span>    this.#options = { leaf, deadline, ahead, bunch: Math.min(bunch, MOST_LEAVES) };</span></span>
<span class="line"><span>    this.#report = onEvent ?? (() =&gt; undefined);</span></span>
<span class="line"><span>    crew.onChange(() =&gt; this.#update());</span></span>
<span class="line"><span>    crew.onEnd((error) =&gt; this.#end(error));</span></span>
<span class="line"><span>    this.#update();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Workers that take part. */</span></span>
<span class="line"><span>  get workers(): number {</span></span>
<span class="line"><span>    return this.#states.size;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * The gradient of one batch with these weights. Waits for workers where there are none.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @throws OptNetError where the same leaf has other bits when it is computed again, or takes every worker along that</span></span>
<span class="line"><span>   *   tries it, where nobody is left who could come, and where the batch before is not done; what the program throws.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  async gradient(step: Step, weights: readonly Float32Array[]): Promise&lt;Total&gt; {</span></span>
<span class="line"><span>    const { sizes } = this.#identity;</span></span>
<span class="line"><span>    if (weights.length !== sizes.length || weights.some((weight, i) =&gt; weight.length !== sizes[i])) {</span></span>
<span class="line"><span>      throw new OptNetError({</span></span>
<span class="line"><span>        field: &quot;weights&quot;,</span></span>
<span class="line"><span>        expected: \`arrays of \${sizes.join(&quot;, &quot;)} numbers\`,</span></span>
<span class="line"><span>        got: weights.map(({ length }) =&gt; length).join(&quot;, &quot;),</span></span>
<span class="line"><span>        hint: &quot;They are those of the program.&quot;,</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    for (const name of [&quot;epoch&quot;, &quot;batch&quot;, &quot;examples&quot;] as const) requireStep(name, step[name]);</span></span>
<span class="line"><span>    if (this.#ended !== undefined) throw this.#ended;</span></span>
<span class="line"><span>    if (this.#run !== undefined) {</span></span>
<span class="line"><span>      throw new OptNetError({</span></span>
<span class="line"><span>        field: &quot;gradient&quot;,</span></span>
<span class="line"><span>        expected: &quot;one batch at a time&quot;,</span></span>
<span class="line"><span>        got: &quot;another before the first was done&quot;,</span></span>
<span class="line"><span>        hint: &quot;Wait for the first: the weights of the second follow from it.&quot;,</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.#version++;</span></span>
<span class="line"><span>    this.#crew.publish(this.#version, weights);</span></span>
<span class="line"><span>    const run = new StepRun({</span></span>
<span class="line"><span>      ...{ step, version: this.#version, leaves: leavesOf(step.examples, this.#options.leaf) },</span></span>
<span class="line"><span>      ...{ states: this.#states, pace: this.#pace, report: this.#report },</span></span>
<span class="line"><span>      ...this.#options,</span></span>
<span class="line"><span>      sizes,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    this.#run = run;</span></span>
<span class="line"><span>    try {</span></span>
<span class="line"><span>      return this.#split(await run.result);</span></span>
<span class="line"><span>    } finally {</span></span>
<span class="line"><span>      this.#run = undefined;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Lets all workers go. A step that is under way ends with an error. */</span></span>
<span class="line"><span>  close(): Promise&lt;void&gt; {</span></span>
<span class="line"><span>    this.#end(</span></span>
<span class="line"><span>      new OptNetError({</span></span>
<span class="line"><span>        field: &quot;coordinator&quot;,</span></span>
<span class="line"><span>        expected: &quot;one that is open&quot;,</span></span>
<span class="line"><span>        got: &quot;one that was closed&quot;,</span></span>
<span class="line"><span>        hint: &quot;Close it after the last step.&quot;,</span></span>
<span class="line"><span>      }),</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>    return this.#crew.close();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #end(error: Error): void {</span></span>
<span class="line"><span>    this.#ended ??= error;</span></span>
<span class="line"><span>    this.#run?.stop(error);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #split(sum: Float64Array): Total {</span></span>
<span class="line"><span>    let at = 0;</span></span>
<span class="line"><span>    const gradients = this.#identity.sizes.map((size) =&gt; {</span></span>
<span class="line"><span>      at += size;</span></span>
<span class="line"><span>      return Float32Array.from(sum.subarray(at - size, at));</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    return { gradients, values: [...sum.subarray(at)] };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #update(): void {</span></span>
<span class="line"><span>    for (const member of this.#crew.members) {</span></span>
<span class="line"><span>      if (this.#states.has(member)) continue;</span></span>
<span class="line"><span>      try {</span></span>
<span class="line"><span>        requireSame(this.#identity, member.identity);</span></span>
<span class="line"><span>      } catch (error) {</span></span>
<span class="line"><span>        const text = (error as Error).message;</span></span>
<span class="line"><span>        this.#report({ kind: &quot;refused&quot;, worker: member.name, text });</span></span>
<span class="line"><span>        member.dismiss(text);</span></span>
<span class="line"><span>        continue;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      this.#states.set(member, newState());</span></span>
<span class="line"><span>      this.#report({ kind: &quot;joined&quot;, worker: member.name, text: \`\${member.name} has joined\` });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    for (const [member] of this.#states) {</span></span>
<span class="line"><span>      if (this.#crew.members.has(member)) continue;</span></span>
<span class="line"><span>      this.#states.delete(member);</span></span>
<span class="line"><span>      this.#report({ kind: &quot;left&quot;, worker: member.name, text: \`\${member.name} has left\` });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.#run?.fill();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function requireCount(name: string, value: number): void {</span></span>
<span class="line"><span>  if (!Number.isInteger(value) || value &lt; 1) throw wrongOption(name, &quot;a whole number from 1&quot;, value);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function requireStep(name: keyof Step, value: number): void {</span></span>
<span class="line"><span>  const least = name === &quot;examples&quot; ? 1 : 0;</span></span>
<span class="line"><span>  if (Number.isInteger(value) &amp;&amp; value &gt;= least &amp;&amp; value &lt; 2 ** 32) return;</span></span>
<span class="line"><span>  throw wrongOption(\`step.\${name}\`, \`a whole number from \${least} to \${2 ** 32 - 1}\`, value);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function wrongOption(field: string, expected: string, got: unknown): OptNetError {</span></span>
<span class="line"><span>  const hint = &quot;Examples, leaves, epochs and batches are counted; they travel as 32 bits.&quot;;</span></span>
<span class="line"><span>  return new OptNetError({ field, expected, got: String(got), hint });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/training/coordinator-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const coordinatorTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  coordinatorTs as default
};
