import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/problem/settings.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/problem/settings-ts.md","filePath":"site/generated/source/src/problem/settings-ts.md"}');
const _sfc_main = { name: "source/src/problem/settings-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcproblemsettingsts" tabindex="-1"><code>src/problem/settings.ts</code> <a class="header-anchor" href="#srcproblemsettingsts" aria-label="Permalink to &quot;\`src/problem/settings.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>import { OptNetError, describe } from &quot;./errors.js&quot;;</span></span>
<span class="line"><span>import { readObject } from &quot;./read.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * What one iteration of one element looked like; for verbose output, plots and tests. Where the dual form pivots,</span></span>
<span class="line"><span> * an iteration is a round of pivoting: mu, sigma and delta are 0, and steps are whole. An element that pivoting</span></span>
<span class="line"><span> * leaves unsolved starts again from iteration 0 with the interior point.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export interface IterationReport {</span></span>
<span class="line"><span>  /** Position in the batch. */</span></span>
<span class="line"><span>  readonly element: number;</span></span>
<span class="line"><span>  /** 0 for the point that it starts from. */</span></span>
<span class="line"><span>  readonly iteration: number;</span></span>
<span class="line"><span>  /** As in the solution; of the point that this iteration ended at. */</span></span>
<span class="line"><span>  readonly primalResidual: number;</span></span>
<span class="line"><span>  /** Likewise. */</span></span>
<span class="line"><span>  readonly dualResidual: number;</span></span>
<span class="line"><span>  /** Likewise. */</span></span>
<span class="line"><span>  readonly dualityGap: number;</span></span>
<span class="line"><span>  /** Mean complementarity sᵀlambda / rows, in the equilibrated problem. */</span></span>
<span class="line"><span>  readonly mu: number;</span></span>
<span class="line"><span>  /** Centring of the step taken before this report; 0 before the first. */</span></span>
<span class="line"><span>  readonly sigma: number;</span></span>
<span class="line"><span>  /** Primal step length of the step taken before this report. */</span></span>
<span class="line"><span>  readonly alphaPrimal: number;</span></span>
<span class="line"><span>  /** Dual step length of that step. */</span></span>
<span class="line"><span>  readonly alphaDual: number;</span></span>
<span class="line"><span>  /** Proximal regularisation on z. */</span></span>
<span class="line"><span>  readonly rho: number;</span></span>
<span class="line"><span>  /** Proximal regularisation on the multipliers. */</span></span>
<span class="line"><span>  readonly delta: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What the setting \`onIteration\` may be. */</span></span>
<span class="line"><span>export type IterationObserver = (report: IterationReport) =&gt; void;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>interface NumberSetting {</span></span>
<span class="line"><span>  readonly kind: &quot;number&quot; | &quot;integer&quot;;</span></span>
<span class="line"><span>  readonly default: number;</span></span>
<span class="line"><span>  readonly min: number;</span></span>
<span class="line"><span>  readonly max: number;</span></span>
<span class="line"><span>  readonly meaning: string;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>interface ChoiceSetting {</span></span>
<span class="line"><span>  readonly kind: &quot;choice&quot;;</span></span>
<span class="line"><span>  readonly default: string;</span></span>
<span class="line"><span>  readonly choices: readonly string[];</span></span>
<span class="line"><span>  readonly meaning: string;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The one table of settings: it drives the types, the validation and the documentation. All may change from</span></span>
<span class="line"><span> * call to call, except \`backend\` and \`form\`, which a \`QpSolver\` fixes when it plans.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export const SETTINGS = {</span></span>
<span class="line"><span>  tolerance: {</span></span>
<span class="line"><span>    kind: &quot;number&quot;,</span></span>
<span class="line"><span>    default: 1e-8,</span></span>
<span class="line"><span>    min: 1e-14,</span></span>
<span class="line"><span>    max: 1,</span></span>
<span class="line"><span>    meaning:</span></span>
<span class="line"><span>      &quot;largest primal residual, dual residual and product of a slack and its multiplier of a solved element, each &quot; +</span></span>
<span class="line"><span>      &quot;relative to the terms that it is the sum of: no change of units changes what it accepts&quot;,</span></span>
<span class="line"><span>  },</span></span>
<span class="line"><span>  absoluteTolerance: {</span></span>
<span class="line"><span>    kind: &quot;number&quot;,</span></span>
<span class="line"><span>    default: Infinity,</span></span>
<span class="line"><span>    min: 1e-14,</span></span>
<span class="line"><span>    max: Infinity,</span></span>
<span class="line"><span>    meaning:</span></span>
<span class="line"><span>      &quot;demanded in addition: largest primal residual, dual residual and duality gap of a solved element, in the &quot; +</span></span>
<span class="line"><span>      &quot;units of the inputs&quot;,</span></span>
<span class="line"><span>  },</span></span>
<span class="line"><span>  maxIterations: {</span></span>
<span class="line"><span>    kind: &quot;integer&quot;,</span></span>
<span class="line"><span>    default: 1000,</span></span>
<span class="line"><span>    min: 1,</span></span>
<span class="line"><span>    max: 100_000,</span></span>
<span class="line"><span>    meaning: &quot;interior-point iterations, or rounds of pivoting, before an element is given up&quot;,</span></span>
<span class="line"><span>  },</span></span>
<span class="line"><span>  timeLimit: {</span></span>
<span class="line"><span>    kind: &quot;number&quot;,</span></span>
<span class="line"><span>    default: Infinity,</span></span>
<span class="line"><span>    min: 0,</span></span>
<span class="line"><span>    max: Infinity,</span></span>
<span class="line"><span>    meaning:</span></span>
<span class="line"><span>      &quot;seconds that a call may take: elements that are not finished by then have the status timeLimit, the others &quot; +</span></span>
<span class="line"><span>      &quot;keep their answers&quot;,</span></span>
<span class="line"><span>  },</span></span>
<span class="line"><span>  backend: {</span></span>
<span class="line"><span>    kind: &quot;choice&quot;,</span></span>
<span class="line"><span>    default: &quot;auto&quot;,</span></span>
<span class="line"><span>    choices: [&quot;auto&quot;, &quot;wasm&quot;, &quot;reference&quot;],</span></span>
<span class="line"><span>    meaning: &quot;where the problem is solved&quot;,</span></span>
<span class="line"><span>  },</span></span>
<span class="line"><span>  form: {</span></span>
<span class="line"><span>    kind: &quot;choice&quot;,</span></span>
<span class="line"><span>    default: &quot;auto&quot;,</span></span>
<span class="line"><span>    choices: [&quot;auto&quot;, &quot;primal&quot;, &quot;dual&quot;, &quot;nullSpace&quot;, &quot;sparse&quot;],</span></span>
<span class="line"><span>    meaning: &quot;which KKT system is factored; auto counts flops&quot;,</span></span>
<span class="line"><span>  },</span></span>
<span class="line"><span>  gradient: {</span></span>
<span class="line"><span>    kind: &quot;choice&quot;,</span></span>
<span class="line"><span>    default: &quot;exact&quot;,</span></span>
<span class="line"><span>    choices: [&quot;exact&quot;, &quot;smoothed&quot;, &quot;leastSquares&quot;],</span></span>
<span class="line"><span>    meaning:</span></span>
<span class="line"><span>      &quot;which derivative: of the solution, of the central-path point at smoothing, or the least-squares one &quot; +</span></span>
<span class="line"><span>      &quot;of smallest norm with every active constraint held&quot;,</span></span>
<span class="line"><span>  },</span></span>
<span class="line"><span>  smoothing: {</span></span>
<span class="line"><span>    kind: &quot;number&quot;,</span></span>
<span class="line"><span>    default: 1e-4,</span></span>
<span class="line"><span>    min: 1e-10,</span></span>
<span class="line"><span>    max: 1e6,</span></span>
<span class="line"><span>    meaning: &quot;slack times multiplier of every inequality at the point that smoothed derivatives belong to&quot;,</span></span>
<span class="line"><span>  },</span></span>
<span class="line"><span>  infeasible: {</span></span>
<span class="line"><span>    kind: &quot;choice&quot;,</span></span>
<span class="line"><span>    default: &quot;report&quot;,</span></span>
<span class="line"><span>    choices: [&quot;report&quot;, &quot;closestFeasible&quot;],</span></span>
<span class="line"><span>    meaning:</span></span>
<span class="line"><span>      &quot;what becomes of an element without a feasible point: a status, or the solution after the smallest &quot; +</span></span>
<span class="line"><span>      &quot;change of b and h (in the least-squares sense) that makes it feasible&quot;,</span></span>
<span class="line"><span>  },</span></span>
<span class="line"><span>  invalid: {</span></span>
<span class="line"><span>    kind: &quot;choice&quot;,</span></span>
<span class="line"><span>    default: &quot;throw&quot;,</span></span>
<span class="line"><span>    choices: [&quot;throw&quot;, &quot;status&quot;],</span></span>
<span class="line"><span>    meaning:</span></span>
<span class="line"><span>      &quot;what becomes of numbers that are no problem (NaN, infinities that mean nothing, a Q that is not symmetric &quot; +</span></span>
<span class="line"><span>      &#39;or not convex): an error that names them, or the status &quot;invalid&quot; of their elements&#39;,</span></span>
<span class="line"><span>  },</span></span>
<span class="line"><span>  unsolvedGradient: {</span></span>
<span class="line"><span>    kind: &quot;choice&quot;,</span></span>
<span class="line"><span>    default: &quot;zero&quot;,</span></span>
<span class="line"><span>    choices: [&quot;zero&quot;, &quot;nan&quot;, &quot;throw&quot;],</span></span>
<span class="line"><span>    meaning: &quot;what an element that was not solved contributes to gradients&quot;,</span></span>
<span class="line"><span>  },</span></span>
<span class="line"><span>} as const satisfies Record&lt;string, NumberSetting | ChoiceSetting&gt;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** All settings, completed. What they mean, their defaults and their ranges are in {@link SETTINGS} too. */</span></span>
<span class="line"><span>export interface Settings {</span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Largest primal residual, dual residual and product of a slack and its multiplier of a solved element, each relative</span></span>
<span class="line"><span>   * to the terms that it is the sum of: no change of units changes what it accepts. Default 1e-8.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  readonly tolerance: number;</span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Demanded in addition: largest primal residual, dual residual and duality gap of a solved element, in the units of</span></span>
<span class="line"><span>   * the inputs. Default Infinity.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  readonly absoluteTolerance: number;</span></span>
<span class="line"><span>  /** Interior-point iterations, or rounds of pivoting, before an element is given up. Default 1000. */</span></span>
<span class="line"><span>  readonly maxIterations: number;</span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Seconds that a call may take: elements that are not finished by then have the status timeLimit, the others keep</span></span>
<span class="line"><span>   * their answers. Default Infinity.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  readonly timeLimit: number;</span></span>
<span class="line"><span>  /** Where the problem is solved: \`&quot;auto&quot;\` (default) is the fastest that suits it. */</span></span>
<span class="line"><span>  readonly backend: &quot;auto&quot; | &quot;wasm&quot; | &quot;reference&quot;;</span></span>
<span class="line"><span>  /** Which KKT system is factored; auto counts flops. Default \`&quot;auto&quot;\`. */</span></span>
<span class="line"><span>  readonly form: &quot;auto&quot; | &quot;primal&quot; | &quot;dual&quot; | &quot;nullSpace&quot; | &quot;sparse&quot;;</span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Which derivative: of the solution, of the central-path point at smoothing, or the least-squares one of smallest</span></span>
<span class="line"><span>   * norm with every active constraint held. Default \`&quot;exact&quot;\`.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  readonly gradient: &quot;exact&quot; | &quot;smoothed&quot; | &quot;leastSquares&quot;;</span></span>
<span class="line"><span>  /** Slack times multiplier of every inequality at the point that smoothed derivatives belong to. Default 1e-4. */</span></span>
<span class="line"><span>  readonly smoothing: number;</span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * What becomes of an element without a feasible point: a status, or the solution after the smallest change of b and</span></span>
<span class="line"><span>   * h (in the least-squares sense) that makes it feasible. Default \`&quot;report&quot;\`.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  readonly infeasible: &quot;report&quot; | &quot;closestFeasible&quot;;</span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * What becomes of numbers that are no problem (NaN, infinities that mean nothing, a Q that is not symmetric or not</span></span>
<span class="line"><span>   * convex): an error that names them, or the status \`&quot;invalid&quot;\` of their elements. Default \`&quot;throw&quot;\`.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  readonly invalid: &quot;throw&quot; | &quot;status&quot;;</span></span>
<span class="line"><span>  /** What an element that was not solved contributes to gradients. Default \`&quot;zero&quot;\`. */</span></span>
<span class="line"><span>  readonly unsolvedGradient: &quot;zero&quot; | &quot;nan&quot; | &quot;throw&quot;;</span></span>
<span class="line"><span>  /** Called once per iteration and element. It may only look. */</span></span>
<span class="line"><span>  readonly onIteration: IterationObserver | undefined;</span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Set by the call itself where it has to end early: whether that is now. Executors ask between rounds, iterations and</span></span>
<span class="line"><span>   * elements.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  readonly timeIsUp?: (() =&gt; boolean) | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Settings as a user gives them: any subset of {@link SETTINGS}, and the observer. */</span></span>
<span class="line"><span>export type SettingsInput = {</span></span>
<span class="line"><span>  readonly [Name in Exclude&lt;keyof Settings, &quot;timeIsUp&quot;&gt;]?: Settings[Name] | undefined;</span></span>
<span class="line"><span>};</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Settings of earlier versions and of other calls, and what there is instead. */</span></span>
<span class="line"><span>const ELSEWHERE: Readonly&lt;Record&lt;string, string | undefined&gt;&gt; = {</span></span>
<span class="line"><span>  relativeTolerance: &quot;Leave it out: tolerance is relative, since version 0.2.&quot;,</span></span>
<span class="line"><span>  infeasibilityTolerance:</span></span>
<span class="line"><span>    &quot;Leave it out: since version 0.2 a certificate proves, to rounding, or is not given.&quot;,</span></span>
<span class="line"><span>  signal:</span></span>
<span class="line"><span>    &quot;It calls off what does not block: SolverWorker and solveAsync of optnet/threads. Set timeLimit here.&quot;,</span></span>
<span class="line"><span>  transfer: &quot;It is for SolverWorker of optnet/threads, which has another memory.&quot;,</span></span>
<span class="line"><span>};</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Completes settings with their defaults.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError for an unknown name, a wrong type or a value out of range.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function resolveSettings(input?: SettingsInput): Settings {</span></span>
<span class="line"><span>  return input === undefined ? DEFAULTS : resolveGiven(input);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function resolveGiven(given: SettingsInput): Settings {</span></span>
<span class="line"><span>  const input = readObject(given, {</span></span>
<span class="line"><span>    field: &quot;settings&quot;,</span></span>
<span class="line"><span>    names: [...(Object.keys(SETTINGS) as (keyof typeof SETTINGS)[]), &quot;onIteration&quot;],</span></span>
<span class="line"><span>    expected: &quot;an object&quot;,</span></span>
<span class="line"><span>    hint: &quot;Pass settings as { tolerance: 1e-8 }.&quot;,</span></span>
<span class="line"><span>    unknown: (name: string) =&gt;</span></span>
<span class="line"><span>      (Object.hasOwn(ELSEWHERE, name) ? ELSEWHERE[name] : undefined) ??</span></span>
<span class="line"><span>      &quot;Check the spelling; an unknown setting would have no effect.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  const observer = input.onIteration;</span></span>
<span class="line"><span>  if (observer !== undefined &amp;&amp; typeof observer !== &quot;function&quot;) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;settings.onIteration&quot;,</span></span>
<span class="line"><span>      expected: &quot;a function&quot;,</span></span>
<span class="line"><span>      got: typeof observer,</span></span>
<span class="line"><span>      hint: &quot;Pass (report) =&gt; { … }, or leave it out.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const resolved = Object.fromEntries(</span></span>
<span class="line"><span>    Object.entries(SETTINGS).map(([name, setting]) =&gt; {</span></span>
<span class="line"><span>      const value = input[name as keyof typeof SETTINGS];</span></span>
<span class="line"><span>      return [name, value === undefined ? setting.default : checkSetting(name, setting, value)];</span></span>
<span class="line"><span>    }),</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>  return { ...resolved, onIteration: observer } as unknown as Settings;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function checkSetting(name: string, setting: NumberSetting | ChoiceSetting, value: unknown): unknown {</span></span>
<span class="line"><span>  if (setting.kind === &quot;choice&quot;) {</span></span>
<span class="line"><span>    if (typeof value === &quot;string&quot; &amp;&amp; setting.choices.includes(value)) return value;</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: \`settings.\${name}\`,</span></span>
<span class="line"><span>      expected: \`one of \${setting.choices.map((choice) =&gt; \`&quot;\${choice}&quot;\`).join(&quot;, &quot;)}\`,</span></span>
<span class="line"><span>      got: describe(value),</span></span>
<span class="line"><span>      hint: \`It sets \${setting.meaning}.\`,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const inRange = typeof value === &quot;number&quot; &amp;&amp; value &gt;= setting.min &amp;&amp; value &lt;= setting.max;</span></span>
<span class="line"><span>  if (inRange &amp;&amp; (setting.kind === &quot;number&quot; || Number.isInteger(value))) return value;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: \`settings.\${name}\`,</span></span>
<span class="line"><span>    expected: \`\${setting.kind === &quot;integer&quot; ? &quot;an integer&quot; : &quot;a number&quot;} from \${setting.min} to \${setting.max}\`,</span></span>
<span class="line"><span>    got: describe(value),</span></span>
<span class="line"><span>    hint: \`It sets \${setting.meaning}.\`,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const DEFAULTS: Settings = Object.freeze(resolveGiven({}));</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The setting \`timeLimit\`: a clock that runs while a call solves. */</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Stands still outside of calls, so that derivatives, which come later, have all the time that they need. */</span></span>
<span class="line"><span>export class Clock {</span></span>
<span class="line"><span>  #end = Infinity;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Whether a call that is running has used up its time. */</span></span>
<span class="line"><span>  readonly isUp = (): boolean =&gt; this.#end &lt; Infinity &amp;&amp; performance.now() &gt;= this.#end;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Milliseconds that are left. */</span></span>
<span class="line"><span>  get left(): number {</span></span>
<span class="line"><span>    return this.#end - performance.now();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  start(seconds: number): void {</span></span>
<span class="line"><span>    this.#end = performance.now() + 1000 * seconds;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Starts for a call with these settings, and returns them with a way to ask whether its time is up. */</span></span>
<span class="line"><span>  startFor(settings: Settings): Settings {</span></span>
<span class="line"><span>    if (settings.timeLimit === Infinity) return settings;</span></span>
<span class="line"><span>    this.start(settings.timeLimit);</span></span>
<span class="line"><span>    return { ...settings, timeIsUp: this.isUp };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  stop(): void {</span></span>
<span class="line"><span>    this.#end = Infinity;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Runs \`work\`, whose settings tell it when the time limit of the call is reached, if there is one. */</span></span>
<span class="line"><span>export function withinTime&lt;Result&gt;(settings: Settings, work: (settings: Settings) =&gt; Result): Result {</span></span>
<span class="line"><span>  const clock = new Clock();</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    return work(clock.startFor(settings));</span></span>
<span class="line"><span>  } finally {</span></span>
<span class="line"><span>    clock.stop();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/problem/settings-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const settingsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  settingsTs as default
};
