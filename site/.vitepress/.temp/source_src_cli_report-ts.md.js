import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/cli/report.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/cli/report-ts.md","filePath":"site/generated/source/src/cli/report-ts.md"}');
const _sfc_main = { name: "source/src/cli/report-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcclireportts" tabindex="-1"><code>src/cli/report.ts</code> <a class="header-anchor" href="#srcclireportts" aria-label="Permalink to &quot;\`src/cli/report.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>import { excerpt, printable } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { IterationReport } from &quot;../problem/settings.js&quot;;</span></span>
<span class="line"><span>import type { Certificate, Status } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import type { Solution } from &quot;../index.js&quot;;</span></span>
<span class="line"><span>import { objectiveInFile, type ProblemFile } from &quot;../io/problem-file.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How many variables a report shows without \`--all\`. */</span></span>
<span class="line"><span>const SHOWN = 20;</span></span>
<span class="line"><span>/** How many constraints or variables of a certificate are named. */</span></span>
<span class="line"><span>const NAMED = 5;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const MEANING: Readonly&lt;Record&lt;Status, string&gt;&gt; = {</span></span>
<span class="line"><span>  solved: &quot;&quot;,</span></span>
<span class="line"><span>  timeLimit: &quot;the time limit came before the answer; z is the best point until then&quot;,</span></span>
<span class="line"><span>  maxIterations: &quot;the residuals below miss the tolerance; more iterations or a looser tolerance may help&quot;,</span></span>
<span class="line"><span>  primalInfeasible: &quot;no point satisfies all constraints&quot;,</span></span>
<span class="line"><span>  dualInfeasible: &quot;the objective falls for ever&quot;,</span></span>
<span class="line"><span>  invalid: &quot;the numbers are no problem&quot;,</span></span>
<span class="line"><span>  numericalError: &quot;the arithmetic could not come closer than the residuals below&quot;,</span></span>
<span class="line"><span>};</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The solution as a line of JSON; a batch has one array per key, with one entry per element. Names are whole, and what</span></span>
<span class="line"><span> * a terminal would obey is escaped, which JSON reads back as it was.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function toJsonText(file: ProblemFile, solution: Solution, seconds: number): string {</span></span>
<span class="line"><span>  const text = JSON.stringify(toJson(file, solution, seconds));</span></span>
<span class="line"><span>  return \`\${printable(text)}\\n\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function toJson(file: ProblemFile, solution: Solution, seconds: number): Record&lt;string, unknown&gt; {</span></span>
<span class="line"><span>  const parts: Record&lt;string, (i: number) =&gt; unknown&gt; = {</span></span>
<span class="line"><span>    status: (i) =&gt; solution.status[i],</span></span>
<span class="line"><span>    objective: (i) =&gt; objectiveInFile(file, solution.objective[i]),</span></span>
<span class="line"><span>    primalResidual: (i) =&gt; solution.primalResidual[i],</span></span>
<span class="line"><span>    dualResidual: (i) =&gt; solution.dualResidual[i],</span></span>
<span class="line"><span>    dualityGap: (i) =&gt; solution.dualityGap[i],</span></span>
<span class="line"><span>    iterations: (i) =&gt; solution.iterations[i],</span></span>
<span class="line"><span>    z: (i) =&gt; row(solution.z, i, solution),</span></span>
<span class="line"><span>    nu: (i) =&gt; row(solution.nu, i, solution),</span></span>
<span class="line"><span>    lambda: (i) =&gt; row(solution.lambda, i, solution),</span></span>
<span class="line"><span>    lambdaLower: (i) =&gt; row(solution.lambdaLower, i, solution),</span></span>
<span class="line"><span>    lambdaUpper: (i) =&gt; row(solution.lambdaUpper, i, solution),</span></span>
<span class="line"><span>    certificate: (i) =&gt; certificateJson(solution.certificate(i)),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  const { variables, equalities, inequalities, batch } = solution.shape;</span></span>
<span class="line"><span>  const answer = Object.entries(parts).map(([key, part]) =&gt; [</span></span>
<span class="line"><span>    key,</span></span>
<span class="line"><span>    batch === 1 ? part(0) : Array.from({ length: batch }, (_, i) =&gt; part(i)),</span></span>
<span class="line"><span>  ]);</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    name: file.name,</span></span>
<span class="line"><span>    shape: { batch, variables, equalities, inequalities },</span></span>
<span class="line"><span>    ...Object.fromEntries(answer),</span></span>
<span class="line"><span>    seconds,</span></span>
<span class="line"><span>    variableNames: file.variableNames,</span></span>
<span class="line"><span>    equalityNames: file.equalityNames,</span></span>
<span class="line"><span>    inequalityNames: file.inequalities.map(({ row, side }) =&gt; \`\${row} (\${side})\`),</span></span>
<span class="line"><span>    warnings: file.warnings,</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A report for people. */</span></span>
<span class="line"><span>export function toText(file: ProblemFile, solution: Solution, seconds: number, all: boolean): string {</span></span>
<span class="line"><span>  const { batch, variables, equalities, inequalities } = solution.shape;</span></span>
<span class="line"><span>  const size = \`\${count(variables, &quot;variable&quot;)}, \${count(equalities, &quot;equality&quot;, &quot;equalities&quot;)}, \${count(inequalities, &quot;inequality&quot;, &quot;inequalities&quot;)}\`;</span></span>
<span class="line"><span>  const lines = [\`\${excerpt(file.name)}: \${batch !== 1 ? \`\${batch} problems with \` : &quot;&quot;}\${size}\`];</span></span>
<span class="line"><span>  for (let element = 0; element &lt; batch; element++) {</span></span>
<span class="line"><span>    lines.push(&quot;&quot;);</span></span>
<span class="line"><span>    if (batch &gt; 1) lines.push(\`Problem \${element}\`);</span></span>
<span class="line"><span>    lines.push(...elementReport(file, solution, element, seconds, all));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return \`\${lines.join(&quot;\\n&quot;)}\\n\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function elementReport(</span></span>
<span class="line"><span>  file: ProblemFile,</span></span>
<span class="line"><span>  solution: Solution,</span></span>
<span class="line"><span>  i: number,</span></span>
<span class="line"><span>  seconds: number,</span></span>
<span class="line"><span>  all: boolean,</span></span>
<span class="line"><span>): string[] {</span></span>
<span class="line"><span>  const status = solution.status[i];</span></span>
<span class="line"><span>  const time = solution.shape.batch &gt; 1 ? &quot;the batch took&quot; : &quot;in&quot;;</span></span>
<span class="line"><span>  const rows: [string, string][] = [</span></span>
<span class="line"><span>    [</span></span>
<span class="line"><span>      &quot;status&quot;,</span></span>
<span class="line"><span>      \`\${status} after \${count(solution.iterations[i], &quot;iteration&quot;)}, \${time} \${seconds.toFixed(3)} s\`,</span></span>
<span class="line"><span>    ],</span></span>
<span class="line"><span>    ...(MEANING[status] ? [[&quot;&quot;, MEANING[status]] as [string, string]] : []),</span></span>
<span class="line"><span>    [&quot;objective&quot;, \`\${format(objectiveInFile(file, solution.objective[i]))}\${senseNote(file)}\`],</span></span>
<span class="line"><span>    [&quot;primal residual&quot;, solution.primalResidual[i].toExponential(2)],</span></span>
<span class="line"><span>    [&quot;dual residual&quot;, solution.dualResidual[i].toExponential(2)],</span></span>
<span class="line"><span>    [&quot;duality gap&quot;, solution.dualityGap[i].toExponential(2)],</span></span>
<span class="line"><span>  ];</span></span>
<span class="line"><span>  const lines = aligned(rows);</span></span>
<span class="line"><span>  const certificate = solution.certificate(i);</span></span>
<span class="line"><span>  if (certificate) lines.push(&quot;&quot;, ...certificateReport(file, certificate));</span></span>
<span class="line"><span>  lines.push(</span></span>
<span class="line"><span>    &quot;&quot;,</span></span>
<span class="line"><span>    ...listing(&quot;variable&quot;, file.variableNames, row(solution.z, i, solution), all ? Infinity : SHOWN),</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>  if (all) {</span></span>
<span class="line"><span>    const inequalityNames = file.inequalities.map(({ row, side }) =&gt; \`\${row} (\${side})\`);</span></span>
<span class="line"><span>    for (const [title, names, values] of [</span></span>
<span class="line"><span>      [&quot;multiplier of equality (nu)&quot;, file.equalityNames, solution.nu],</span></span>
<span class="line"><span>      [&quot;multiplier of inequality (lambda)&quot;, inequalityNames, solution.lambda],</span></span>
<span class="line"><span>      [&quot;multiplier of lower bound&quot;, file.variableNames, solution.lambdaLower],</span></span>
<span class="line"><span>      [&quot;multiplier of upper bound&quot;, file.variableNames, solution.lambdaUpper],</span></span>
<span class="line"><span>    ] as const) {</span></span>
<span class="line"><span>      if (names.length &gt; 0) lines.push(&quot;&quot;, ...listing(title, names, row(values, i, solution), Infinity));</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return lines;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function senseNote({ sense, constant }: ProblemFile): string {</span></span>
<span class="line"><span>  const notes = [</span></span>
<span class="line"><span>    ...(sense === &quot;maximise&quot; ? [&quot;maximised; multipliers are those of the minimised negative&quot;] : []),</span></span>
<span class="line"><span>    ...(constant !== 0 ? [\`with the constant \${constant}\`] : []),</span></span>
<span class="line"><span>  ];</span></span>
<span class="line"><span>  return notes.length === 0 ? &quot;&quot; : \` (\${notes.join(&quot;; &quot;)})\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Names what a proof of infeasibility rests on: the constraints that contradict each other, or the direction. */</span></span>
<span class="line"><span>function certificateReport(file: ProblemFile, certificate: Certificate): string[] {</span></span>
<span class="line"><span>  const entries =</span></span>
<span class="line"><span>    certificate.kind === &quot;dualInfeasible&quot;</span></span>
<span class="line"><span>      ? named(certificate.z, (i) =&gt; file.variableNames[i])</span></span>
<span class="line"><span>      : [</span></span>
<span class="line"><span>          ...named(certificate.nu, (i) =&gt; \`row \${file.equalityNames[i]}\`),</span></span>
<span class="line"><span>          ...named(</span></span>
<span class="line"><span>            certificate.lambda,</span></span>
<span class="line"><span>            (i) =&gt; \`row \${file.inequalities[i].row} (\${file.inequalities[i].side})\`,</span></span>
<span class="line"><span>          ),</span></span>
<span class="line"><span>          ...named(certificate.lambdaLower, (i) =&gt; \`lower bound of \${file.variableNames[i]}\`),</span></span>
<span class="line"><span>          ...named(certificate.lambdaUpper, (i) =&gt; \`upper bound of \${file.variableNames[i]}\`),</span></span>
<span class="line"><span>        ];</span></span>
<span class="line"><span>  entries.sort((a, b) =&gt; Math.abs(b.value) - Math.abs(a.value));</span></span>
<span class="line"><span>  const largest = Math.abs(entries[0]?.value ?? 0);</span></span>
<span class="line"><span>  const relevant = entries.filter(({ value }) =&gt; Math.abs(value) &gt; 1e-6 * largest);</span></span>
<span class="line"><span>  const title =</span></span>
<span class="line"><span>    certificate.kind === &quot;dualInfeasible&quot;</span></span>
<span class="line"><span>      ? &quot;Along this direction the objective falls and no constraint stops it:&quot;</span></span>
<span class="line"><span>      : &quot;These constraints contradict each other; the multipliers prove it:&quot;;</span></span>
<span class="line"><span>  const rest = relevant.length - NAMED;</span></span>
<span class="line"><span>  return [</span></span>
<span class="line"><span>    title,</span></span>
<span class="line"><span>    ...aligned(relevant.slice(0, NAMED).map(({ name, value }) =&gt; [\`  \${name}\`, format(value)])),</span></span>
<span class="line"><span>    ...(rest &gt; 0 ? [\`  … and \${rest} more (--json has the whole certificate)\`] : []),</span></span>
<span class="line"><span>  ];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function named(values: Float64Array, nameOf: (index: number) =&gt; string): { name: string; value: number }[] {</span></span>
<span class="line"><span>  return Array.from(values, (value, i) =&gt; ({ name: nameOf(i), value })).filter(({ value }) =&gt; value !== 0);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function certificateJson(certificate: Certificate | undefined): Record&lt;string, unknown&gt; | undefined {</span></span>
<span class="line"><span>  if (certificate === undefined) return undefined;</span></span>
<span class="line"><span>  return Object.fromEntries(</span></span>
<span class="line"><span>    Object.entries(certificate).map(([key, value]) =&gt; [key, typeof value === &quot;string&quot; ? value : [...value]]),</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function listing(</span></span>
<span class="line"><span>  title: string,</span></span>
<span class="line"><span>  names: readonly string[],</span></span>
<span class="line"><span>  values: readonly number[],</span></span>
<span class="line"><span>  shown: number,</span></span>
<span class="line"><span>): string[] {</span></span>
<span class="line"><span>  const rows = values.slice(0, shown).map((value, i): [string, string] =&gt; [names[i], format(value)]);</span></span>
<span class="line"><span>  const hidden = values.length - rows.length;</span></span>
<span class="line"><span>  return [</span></span>
<span class="line"><span>    ...aligned([[title, &quot;value&quot;], ...rows]),</span></span>
<span class="line"><span>    ...(hidden &gt; 0 ? [\`… and \${hidden} more; --all prints them\`] : []),</span></span>
<span class="line"><span>  ];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export const ITERATION_HEADER =</span></span>
<span class="line"><span>  &quot; element  iteration     primal       dual        gap         mu    sigma  alpha p  alpha d        rho      delta&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One line of \`--verbose\`. */</span></span>
<span class="line"><span>export function iterationLine(report: IterationReport): string {</span></span>
<span class="line"><span>  const exponential = (value: number): string =&gt; value.toExponential(2).padStart(11);</span></span>
<span class="line"><span>  const fixed = (value: number): string =&gt; value.toFixed(4).padStart(9);</span></span>
<span class="line"><span>  return [</span></span>
<span class="line"><span>    String(report.element).padStart(8),</span></span>
<span class="line"><span>    String(report.iteration).padStart(11),</span></span>
<span class="line"><span>    exponential(report.primalResidual),</span></span>
<span class="line"><span>    exponential(report.dualResidual),</span></span>
<span class="line"><span>    exponential(report.dualityGap),</span></span>
<span class="line"><span>    exponential(report.mu),</span></span>
<span class="line"><span>    fixed(report.sigma),</span></span>
<span class="line"><span>    fixed(report.alphaPrimal),</span></span>
<span class="line"><span>    fixed(report.alphaDual),</span></span>
<span class="line"><span>    exponential(report.rho),</span></span>
<span class="line"><span>    exponential(report.delta),</span></span>
<span class="line"><span>  ].join(&quot;&quot;);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function row(values: Float64Array, element: number, { shape }: Solution): number[] {</span></span>
<span class="line"><span>  const size = values.length / shape.batch;</span></span>
<span class="line"><span>  return Array.from(values.subarray(element * size, (element + 1) * size));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function aligned(rows: readonly (readonly [string, string])[]): string[] {</span></span>
<span class="line"><span>  const shown = rows.map(([label, value]) =&gt; [excerpt(label), value] as const);</span></span>
<span class="line"><span>  const width = shown.reduce((most, [label]) =&gt; Math.max(most, label.length), 0);</span></span>
<span class="line"><span>  return shown.map(([label, value]) =&gt; \`\${label.padEnd(width)}  \${value}\`);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function count(number: number, singular: string, plural = \`\${singular}s\`): string {</span></span>
<span class="line"><span>  return \`\${number} \${number === 1 ? singular : plural}\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function format(value: number): string {</span></span>
<span class="line"><span>  return String(Number(value.toPrecision(10)));</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/cli/report-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const reportTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  reportTs as default
};
