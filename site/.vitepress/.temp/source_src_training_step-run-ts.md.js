import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/training/step-run.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/training/step-run-ts.md","filePath":"site/generated/source/src/training/step-run-ts.md"}');
const _sfc_main = { name: "source/src/training/step-run-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srctrainingstep-runts" tabindex="-1"><code>src/training/step-run.ts</code> <a class="header-anchor" href="#srctrainingstep-runts" aria-label="Permalink to &quot;\`src/training/step-run.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** One step: gives out leaves until all have come. */</span></span>
<span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import { Digest } from &quot;./arithmetic.js&quot;;</span></span>
<span class="line"><span>import { bunchSize, type Outcome } from &quot;./bunch.js&quot;;</span></span>
<span class="line"><span>import { Lost, type Member, type TrainingEvent } from &quot;./crew.js&quot;;</span></span>
<span class="line"><span>import { hear, lend, shareOf, type MemberState, type Pace } from &quot;./member-state.js&quot;;</span></span>
<span class="line"><span>import type { Leaf, Step } from &quot;./program.js&quot;;</span></span>
<span class="line"><span>import { TreeSum } from &quot;./tree.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export interface StepOptions {</span></span>
<span class="line"><span>  readonly step: Step;</span></span>
<span class="line"><span>  readonly version: number;</span></span>
<span class="line"><span>  readonly leaves: readonly Leaf[];</span></span>
<span class="line"><span>  readonly states: ReadonlyMap&lt;Member, MemberState&gt;;</span></span>
<span class="line"><span>  /** Of everybody&#39;s leaves. */</span></span>
<span class="line"><span>  readonly pace: Pace;</span></span>
<span class="line"><span>  readonly report: (event: TrainingEvent) =&gt; void;</span></span>
<span class="line"><span>  readonly deadline: number;</span></span>
<span class="line"><span>  readonly ahead: number;</span></span>
<span class="line"><span>  /** Most leaves in a bunch. */</span></span>
<span class="line"><span>  readonly bunch: number;</span></span>
<span class="line"><span>  /** Numbers in the gradient of each weight. */</span></span>
<span class="line"><span>  readonly sizes: readonly number[];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How often it is looked who is late, in milliseconds. */</span></span>
<span class="line"><span>const WATCH = 50;</span></span>
<span class="line"><span>/** A leaf is given to a second worker that has nothing to do after so many times the mean, and this at least. */</span></span>
<span class="line"><span>const LATE = { times: 4, least: 100 };</span></span>
<span class="line"><span>/** A bunch may take so much longer than a leaf, in milliseconds, and this part of the deadline at most. */</span></span>
<span class="line"><span>const LONGER = { most: 25, ofDeadline: 0.1 };</span></span>
<span class="line"><span>const WAITING_AFTER = 5000;</span></span>
<span class="line"><span>/** A leaf that was lost so often takes its workers along: it is too large for them, or ends them. */</span></span>
<span class="line"><span>const MOST_LOST = 10;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export class StepRun {</span></span>
<span class="line"><span>  /** Sums over the leaves: the gradient, then the values. */</span></span>
<span class="line"><span>  readonly result: Promise&lt;Float64Array&gt;;</span></span>
<span class="line"><span>  readonly #options: StepOptions;</span></span>
<span class="line"><span>  readonly #tree: TreeSum;</span></span>
<span class="line"><span>  readonly #queue: Leaf[];</span></span>
<span class="line"><span>  readonly #done = new Set&lt;number&gt;();</span></span>
<span class="line"><span>  /** Leaves that a worker has failed at. */</span></span>
<span class="line"><span>  readonly #failedAt = new Set&lt;number&gt;();</span></span>
<span class="line"><span>  /** How often each leaf was lost. */</span></span>
<span class="line"><span>  readonly #lost = new Map&lt;number, number&gt;();</span></span>
<span class="line"><span>  /** How many numbers leaves report beside gradients. */</span></span>
<span class="line"><span>  #values: number | undefined;</span></span>
<span class="line"><span>  #settle!: { resolve: (sum: Float64Array) =&gt; void; reject: (error: unknown) =&gt; void };</span></span>
<span class="line"><span>  readonly #watch: ReturnType&lt;typeof setInterval&gt;;</span></span>
<span class="line"><span>  /** Of the bits of the first leaf. */</span></span>
<span class="line"><span>  #reference: string | undefined;</span></span>
<span class="line"><span>  #idleSince: number | undefined;</span></span>
<span class="line"><span>  #ended = false;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(options: StepOptions) {</span></span>
<span class="line"><span>    this.#options = options;</span></span>
<span class="line"><span>    this.#tree = new TreeSum(options.leaves.length);</span></span>
<span class="line"><span>    this.#queue = [...options.leaves];</span></span>
<span class="line"><span>    this.result = new Promise((resolve, reject) =&gt; (this.#settle = { resolve, reject }));</span></span>
<span class="line"><span>    this.#watch = setInterval(() =&gt; this.#look(), WATCH);</span></span>
<span class="line"><span>    this.#look();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Gives out what there is to whoever has room. */</span></span>
<span class="line"><span>  fill(): void {</span></span>
<span class="line"><span>    if (this.#ended) return;</span></span>
<span class="line"><span>    const members = [...this.#options.states].filter(([, { dismissed }]) =&gt; !dismissed);</span></span>
<span class="line"><span>    for (const [member, state] of members) {</span></span>
<span class="line"><span>      if (!state.trusted &amp;&amp; !state.probing) void this.#probe(member, state);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    // In rounds, so that nobody has two bunches while another has none.</span></span>
<span class="line"><span>    for (let room = true; room &amp;&amp; this.#queue.length &gt; 0;) {</span></span>
<span class="line"><span>      room = false;</span></span>
<span class="line"><span>      const waiting = this.#queue.length;</span></span>
<span class="line"><span>      for (const [member, state] of members) {</span></span>
<span class="line"><span>        if (this.#queue.length === 0) break;</span></span>
<span class="line"><span>        if (!state.trusted || state.owes.size &gt;= this.#options.ahead) continue;</span></span>
<span class="line"><span>        room = true;</span></span>
<span class="line"><span>        this.#give(member, state, this.#next(this.#sizeFor(state, waiting)));</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    if (this.#queue.length === 0) this.#giveLate(members);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** How many of the leaves that wait a worker gets. */</span></span>
<span class="line"><span>  #sizeFor(state: MemberState, waiting: number): number {</span></span>
<span class="line"><span>    const { states, pace, deadline, bunch, sizes } = this.#options;</span></span>
<span class="line"><span>    const all = [...states.values()].filter(({ dismissed }) =&gt; !dismissed);</span></span>
<span class="line"><span>    const size = bunchSize({</span></span>
<span class="line"><span>      waiting,</span></span>
<span class="line"><span>      share: shareOf(state, all, pace),</span></span>
<span class="line"><span>      milliseconds: state.pace.milliseconds,</span></span>
<span class="line"><span>      longest: Math.min(LONGER.most, LONGER.ofDeadline * deadline),</span></span>
<span class="line"><span>      bytes: sizes.reduce((sum, size) =&gt; sum + 4 * size, 8 * (this.#values ?? 0)),</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    return Math.min(bunch, size);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Takes leaves from the queue. One that was lost or failed before goes alone: it takes no others along. */</span></span>
<span class="line"><span>  #next(size: number): Leaf[] {</span></span>
<span class="line"><span>    const isSuspect = ({ index }: Leaf): boolean =&gt; this.#lost.has(index) || this.#failedAt.has(index);</span></span>
<span class="line"><span>    const queue = this.#queue;</span></span>
<span class="line"><span>    let count = 1;</span></span>
<span class="line"><span>    while (count &lt; Math.min(size, queue.length) &amp;&amp; !isSuspect(queue[0]) &amp;&amp; !isSuspect(queue[count])) count++;</span></span>
<span class="line"><span>    return queue.splice(0, count);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #giveLate(members: readonly (readonly [Member, MemberState])[]): void {</span></span>
<span class="line"><span>    const late = this.#lateLeaves();</span></span>
<span class="line"><span>    for (const [member, state] of members) {</span></span>
<span class="line"><span>      if (late.length === 0) return;</span></span>
<span class="line"><span>      if (!state.trusted || state.owes.size &gt; 0) continue;</span></span>
<span class="line"><span>      const leaf = late.shift()!;</span></span>
<span class="line"><span>      this.#options.report({</span></span>
<span class="line"><span>        ...{ kind: &quot;again&quot;, worker: member.name },</span></span>
<span class="line"><span>        text: \`leaf \${leaf.index} is computed by \${member.name} too\`,</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>      this.#give(member, state, [leaf]);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Leaves that only one worker has, and for too long. */</span></span>
<span class="line"><span>  #lateLeaves(): Leaf[] {</span></span>
<span class="line"><span>    const { states, pace } = this.#options;</span></span>
<span class="line"><span>    const now = performance.now();</span></span>
<span class="line"><span>    const owners = new Map&lt;Leaf, boolean[]&gt;();</span></span>
<span class="line"><span>    for (const { owes } of states.values()) {</span></span>
<span class="line"><span>      for (const { leaves, since, queued } of owes) {</span></span>
<span class="line"><span>        const isLate = now - since &gt; Math.max(LATE.least, LATE.times * queued * pace.milliseconds);</span></span>
<span class="line"><span>        for (const leaf of leaves) {</span></span>
<span class="line"><span>          if (this.#isOpen(leaf)) owners.set(leaf, [...(owners.get(leaf) ?? []), isLate]);</span></span>
<span class="line"><span>        }</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return [...owners].filter(([, late]) =&gt; late.length === 1 &amp;&amp; late[0]).map(([leaf]) =&gt; leaf);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Whether a leaf is of this step and has not come. */</span></span>
<span class="line"><span>  #isOpen(leaf: Leaf): boolean {</span></span>
<span class="line"><span>    return this.#options.leaves[leaf.index] === leaf &amp;&amp; !this.#done.has(leaf.index);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #give(member: Member, state: MemberState, leaves: readonly Leaf[]): void {</span></span>
<span class="line"><span>    void this.#run(member, state, leaves).then(</span></span>
<span class="line"><span>      (outcome) =&gt; this.#hear(outcome, leaves, member, state),</span></span>
<span class="line"><span>      (error: unknown) =&gt; {</span></span>
<span class="line"><span>        if (error instanceof Lost) this.#again(leaves, this.#mayBeLost(error, leaves));</span></span>
<span class="line"><span>        else this.#hear({ results: [], failure: error }, leaves, member, state);</span></span>
<span class="line"><span>      },</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Takes what has come of a bunch; a failure is that of the first leaf that has not. */</span></span>
<span class="line"><span>  #hear(outcome: Outcome, leaves: readonly Leaf[], member: Member, state: MemberState): void {</span></span>
<span class="line"><span>    if (this.#ended) return;</span></span>
<span class="line"><span>    for (const [at, leaf] of leaves.entries()) {</span></span>
<span class="line"><span>      try {</span></span>
<span class="line"><span>        this.#take(leaf, this.#flat(outcome, at, leaf));</span></span>
<span class="line"><span>      } catch (error) {</span></span>
<span class="line"><span>        return this.#again(leaves.slice(at), this.#letGo(error, leaf, member, state));</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.fill();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** These leaves are to be given out again, where the step goes on. */</span></span>
<span class="line"><span>  #again(leaves: readonly Leaf[], goesOn: boolean): void {</span></span>
<span class="line"><span>    if (this.#ended || !goesOn) return;</span></span>
<span class="line"><span>    const missing = leaves.filter((leaf) =&gt; this.#isOpen(leaf) &amp;&amp; !this.#queue.includes(leaf));</span></span>
<span class="line"><span>    this.#queue.unshift(...missing);</span></span>
<span class="line"><span>    // Not at once: who has lost one may lose the next as well, and leaves the crew meanwhile.</span></span>
<span class="line"><span>    setTimeout(() =&gt; this.fill());</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** @returns whether the step goes on. */</span></span>
<span class="line"><span>  #mayBeLost(error: Lost, leaves: readonly Leaf[]): boolean {</span></span>
<span class="line"><span>    for (const { index } of leaves) this.#lost.set(index, (this.#lost.get(index) ?? 0) + 1);</span></span>
<span class="line"><span>    const worst = leaves.find(({ index }) =&gt; this.#lost.get(index)! &gt;= MOST_LOST);</span></span>
<span class="line"><span>    if (worst === undefined || this.#ended) return true;</span></span>
<span class="line"><span>    const { index } = worst;</span></span>
<span class="line"><span>    const times = this.#lost.get(index)!;</span></span>
<span class="line"><span>    this.stop(</span></span>
<span class="line"><span>      new OptNetError({</span></span>
<span class="line"><span>        field: \`leaf \${index}\`,</span></span>
<span class="line"><span>        expected: &quot;workers that live to the end of it&quot;,</span></span>
<span class="line"><span>        got: \`\${times} that did not, the last one: \${error.message}\`,</span></span>
<span class="line"><span>        hint: &quot;Smaller leaves take less memory; what the workers wrote to the standard error says more.&quot;,</span></span>
<span class="line"><span>      }),</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>    return false;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * What one worker fails at may be its own: a full disk, too little memory. It is let go, and another computes the leaf;</span></span>
<span class="line"><span>   * what a second one fails at, or the last, is the program&#39;s.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @returns whether the step goes on.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  #letGo(error: unknown, leaf: Leaf, member: Member, state: MemberState): boolean {</span></span>
<span class="line"><span>    if (state.dismissed) return true; // It had this leaf beside the one that it failed at.</span></span>
<span class="line"><span>    const others = [...this.#options.states].some(([other, { dismissed }]) =&gt; other !== member &amp;&amp; !dismissed);</span></span>
<span class="line"><span>    if (!others || this.#failedAt.has(leaf.index)) {</span></span>
<span class="line"><span>      this.stop(error);</span></span>
<span class="line"><span>      return false;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.#failedAt.add(leaf.index);</span></span>
<span class="line"><span>    const text = \`\${member.name} fails at leaf \${leaf.index}: \${error instanceof Error ? error.message : String(error)}\`;</span></span>
<span class="line"><span>    this.#options.report({ kind: &quot;failed&quot;, worker: member.name, text });</span></span>
<span class="line"><span>    state.dismissed = true;</span></span>
<span class="line"><span>    member.dismiss(text);</span></span>
<span class="line"><span>    return true;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * A worker&#39;s first leaf is one whose bits are known, because somebody else has computed it too, or itself before.</span></span>
<span class="line"><span>   * So chance without a seed, and arithmetic that differs behind the same name, are found before they do harm.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  async #probe(member: Member, state: MemberState): Promise&lt;void&gt; {</span></span>
<span class="line"><span>    state.probing = true;</span></span>
<span class="line"><span>    const [leaf] = this.#options.leaves;</span></span>
<span class="line"><span>    const compute = async (): Promise&lt;Float64Array&gt; =&gt;</span></span>
<span class="line"><span>      this.#flat(await this.#run(member, state, [leaf]), 0, leaf);</span></span>
<span class="line"><span>    try {</span></span>
<span class="line"><span>      const first = await compute();</span></span>
<span class="line"><span>      const bits = digest(first);</span></span>
<span class="line"><span>      if (this.#reference === undefined) {</span></span>
<span class="line"><span>        const again = digest(await compute());</span></span>
<span class="line"><span>        if (again !== bits) return this.stop(notRepeatable(member));</span></span>
<span class="line"><span>        this.#reference ??= bits;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      if (bits !== this.#reference) {</span></span>
<span class="line"><span>        const text = \`\${member.name} computes other bits than the others\`;</span></span>
<span class="line"><span>        this.#options.report({ kind: &quot;refused&quot;, worker: member.name, text });</span></span>
<span class="line"><span>        state.dismissed = true;</span></span>
<span class="line"><span>        return member.dismiss(text);</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      state.trusted = true;</span></span>
<span class="line"><span>      this.#take(leaf, first);</span></span>
<span class="line"><span>    } catch (error) {</span></span>
<span class="line"><span>      if (this.#ended) return;</span></span>
<span class="line"><span>      if (error instanceof Lost) this.#mayBeLost(error, [leaf]);</span></span>
<span class="line"><span>      else this.#letGo(error, leaf, member, state);</span></span>
<span class="line"><span>    } finally {</span></span>
<span class="line"><span>      state.probing = false;</span></span>
<span class="line"><span>      setTimeout(() =&gt; this.fill());</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  async #run(member: Member, state: MemberState, leaves: readonly Leaf[]): Promise&lt;Outcome&gt; {</span></span>
<span class="line"><span>    const { step, version, pace } = this.#options;</span></span>
<span class="line"><span>    const debt = lend(state, leaves);</span></span>
<span class="line"><span>    try {</span></span>
<span class="line"><span>      const outcome = await member.run({ step, leaves, version });</span></span>
<span class="line"><span>      hear(state, debt, { leaves: outcome.results.length, all: pace });</span></span>
<span class="line"><span>      return outcome;</span></span>
<span class="line"><span>    } finally {</span></span>
<span class="line"><span>      state.owes.delete(debt);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #take(leaf: Leaf, numbers: Float64Array): void {</span></span>
<span class="line"><span>    if (this.#ended || this.#done.has(leaf.index)) return;</span></span>
<span class="line"><span>    this.#done.add(leaf.index);</span></span>
<span class="line"><span>    const queued = this.#queue.indexOf(leaf);</span></span>
<span class="line"><span>    if (queued &gt;= 0) this.#queue.splice(queued, 1);</span></span>
<span class="line"><span>    this.#tree.add(leaf.index, numbers);</span></span>
<span class="line"><span>    const { sum } = this.#tree;</span></span>
<span class="line"><span>    if (sum !== undefined) this.#end(() =&gt; this.#settle.resolve(sum));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #look(): void {</span></span>
<span class="line"><span>    const { states, deadline, report } = this.#options;</span></span>
<span class="line"><span>    const now = performance.now();</span></span>
<span class="line"><span>    for (const [member, state] of states) {</span></span>
<span class="line"><span>      const { owes } = state;</span></span>
<span class="line"><span>      const oldest = [...owes].find(({ since }) =&gt; now - since &gt; deadline);</span></span>
<span class="line"><span>      if (oldest === undefined || state.dismissed) continue;</span></span>
<span class="line"><span>      state.dismissed = true;</span></span>
<span class="line"><span>      const text = \`\${member.name} has owed leaf \${oldest.leaves[0].index} for \${Math.round(now - oldest.since)} ms\`;</span></span>
<span class="line"><span>      report({ kind: &quot;stuck&quot;, worker: member.name, text });</span></span>
<span class="line"><span>      const missing = [...owes].flatMap(({ leaves }) =&gt; leaves).filter((leaf) =&gt; this.#isOpen(leaf));</span></span>
<span class="line"><span>      this.#queue.push(...missing.filter((leaf) =&gt; !this.#queue.includes(leaf)));</span></span>
<span class="line"><span>      member.dismiss(text);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    if (states.size &gt; 0) this.#idleSince = undefined;</span></span>
<span class="line"><span>    else if (now - (this.#idleSince ??= now) &gt; WAITING_AFTER) {</span></span>
<span class="line"><span>      this.#idleSince = Infinity;</span></span>
<span class="line"><span>      report({ kind: &quot;waiting&quot;, text: &quot;there are no workers; the step waits for some&quot; });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.fill();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Ends the step with an error, if it has not ended. */</span></span>
<span class="line"><span>  stop(error: unknown): void {</span></span>
<span class="line"><span>    this.#end(() =&gt; this.#settle.reject(error));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** One result of a bunch. @throws why it is none; OptNetError for numbers of another model. */</span></span>
<span class="line"><span>  #flat({ results, failure }: Outcome, place: number, { index }: Leaf): Float64Array {</span></span>
<span class="line"><span>    const { sizes } = this.#options;</span></span>
<span class="line"><span>    if (place &gt;= results.length) throw failure ?? new Error(\`no result of leaf \${index}, and no reason\`);</span></span>
<span class="line"><span>    const { gradients, values } = results[place];</span></span>
<span class="line"><span>    this.#values ??= values.length;</span></span>
<span class="line"><span>    const found = [...gradients.map(({ length }) =&gt; length), values.length];</span></span>
<span class="line"><span>    const expected = [...sizes, this.#values];</span></span>
<span class="line"><span>    if (found.length !== expected.length || found.some((length, i) =&gt; length !== expected[i])) {</span></span>
<span class="line"><span>      throw new OptNetError({</span></span>
<span class="line"><span>        field: \`leaf \${index}\`,</span></span>
<span class="line"><span>        expected: \`gradients of \${sizes.join(&quot;, &quot;)} numbers, and \${this.#values} values\`,</span></span>
<span class="line"><span>        got: found.join(&quot;, &quot;),</span></span>
<span class="line"><span>        hint: &quot;Each leaf has one gradient per weight, and as many values as the others.&quot;,</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const numbers = new Float64Array(found.reduce((sum, length) =&gt; sum + length, 0));</span></span>
<span class="line"><span>    let at = 0;</span></span>
<span class="line"><span>    for (const part of [...gradients, values]) {</span></span>
<span class="line"><span>      numbers.set(part, at);</span></span>
<span class="line"><span>      at += part.length;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return numbers;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #end(settle: () =&gt; void): void {</span></span>
<span class="line"><span>    if (this.#ended) return;</span></span>
<span class="line"><span>    this.#ended = true;</span></span>
<span class="line"><span>    clearInterval(this.#watch);</span></span>
<span class="line"><span>    settle();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function digest(numbers: Float64Array): string {</span></span>
<span class="line"><span>  return new Digest().add(numbers).text();</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function notRepeatable({ name }: Member): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field: &quot;program&quot;,</span></span>
<span class="line"><span>    expected: &quot;the same bits whenever a leaf is computed&quot;,</span></span>
<span class="line"><span>    got: \`others the second time, by \${name}\`,</span></span>
<span class="line"><span>    hint: &quot;Something is drawn without a seed (dropout, noise), or kept from leaf to leaf (batch normalisation).&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/training/step-run-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const stepRunTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  stepRunTs as default
};
