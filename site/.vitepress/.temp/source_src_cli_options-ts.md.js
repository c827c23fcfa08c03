import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/cli/options.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/cli/options-ts.md","filePath":"site/generated/source/src/cli/options-ts.md"}');
const _sfc_main = { name: "source/src/cli/options-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcclioptionsts" tabindex="-1"><code>src/cli/options.ts</code> <a class="header-anchor" href="#srcclioptionsts" aria-label="Permalink to &quot;\`src/cli/options.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>import { parseArgs } from &quot;node:util&quot;;</span></span>
<span class="line"><span>import { excerpt, quoted, OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import { resolveSettings, SETTINGS, type SettingsInput } from &quot;../problem/settings.js&quot;;</span></span>
<span class="line"><span>import { suggestion } from &quot;./nearest.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>type SettingName = keyof typeof SETTINGS;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Settings of derivatives, which the command has none of. */</span></span>
<span class="line"><span>const OF_DERIVATIVES: readonly SettingName[] = [&quot;gradient&quot;, &quot;smoothing&quot;, &quot;unsolvedGradient&quot;];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Every other setting is an option, and so is each that will be added to the table. */</span></span>
<span class="line"><span>const FLAGS = flagsExcept(OF_DERIVATIVES);</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Options without a value. */</span></span>
<span class="line"><span>const SWITCHES = { help: &quot;h&quot;, version: &quot;v&quot;, verbose: undefined, all: undefined, json: undefined } as const;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const COMMANDS = [&quot;solve&quot;, &quot;explain&quot;, &quot;batch&quot;, &quot;merge&quot;] as const;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export const HELP = \`optnet: quadratic programs  minimise ½ zᵀQz + pᵀz  subject to  Az = b, Gz ≤ h, lower ≤ z ≤ upper</span></span>
<span class="line"><span></span></span>
<span class="line"><span>Usage</span></span>
<span class="line"><span>  optnet solve FILE [options]     solve the problem and print a report</span></span>
<span class="line"><span>  optnet explain FILE [options]   print how it would be solved, and why</span></span>
<span class="line"><span>  optnet batch IN… --out OUT      solve files of many problems; optnet batch --help says more</span></span>
<span class="line"><span>  optnet merge --out OUT          join what the shards of a batch wrote</span></span>
<span class="line"><span>  optnet serve --nats URL         solve for clients of optnet/nats; optnet serve --help</span></span>
<span class="line"><span>  optnet --help | --version</span></span>
<span class="line"><span></span></span>
<span class="line"><span>FILE is QPS or MPS (with QUADOBJ, QMATRIX or QSECTION), or JSON with the keys Q, p, A, b, G, h, lower, upper;</span></span>
<span class="line"><span>any of them may be compressed with gzip. - reads standard input.</span></span>
<span class="line"><span></span></span>
<span class="line"><span>Options</span></span>
<span class="line"><span>\${settingsHelp()}</span></span>
<span class="line"><span>\${optionHelp(&quot;--verbose&quot;, &quot;one line per iteration, on standard error where the report is not for reading&quot;)}</span></span>
<span class="line"><span>\${optionHelp(&quot;--all&quot;, &quot;every variable and every multiplier, not only the first variables&quot;)}</span></span>
<span class="line"><span>\${optionHelp(</span></span>
<span class="line"><span>  &quot;--json&quot;,</span></span>
<span class="line"><span>  &quot;the solution as JSON: status, objective, primalResidual, dualResidual, dualityGap, iterations, seconds, z, nu, &quot; +</span></span>
<span class="line"><span>    &quot;lambda and more&quot;,</span></span>
<span class="line"><span>)}</span></span>
<span class="line"><span>\${optionHelp(</span></span>
<span class="line"><span>  &quot;--output FILE&quot;,</span></span>
<span class="line"><span>  &quot;write to FILE what would be printed; it gets its name when it is whole, so that nobody reads half of it&quot;,</span></span>
<span class="line"><span>)}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>Exit code</span></span>
<span class="line"><span>  0  every problem of the file is solved; there may be none</span></span>
<span class="line"><span>  1  at least one is not solved: infeasible, unbounded, out of iterations or time, or out of precision</span></span>
<span class="line"><span>  2  the command itself is wrong</span></span>
<span class="line"><span>  3  the file cannot be read or does not hold a valid problem, or the output cannot be written</span></span>
<span class="line"><span>  4  optnet failed; please report it</span></span>
<span class="line"><span>\`;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A command that cannot be understood; the message says what was wrong with it. */</span></span>
<span class="line"><span>export class UsageError extends Error {}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export type Command =</span></span>
<span class="line"><span>  | { readonly name: &quot;help&quot; }</span></span>
<span class="line"><span>  | { readonly name: &quot;version&quot; }</span></span>
<span class="line"><span>  | {</span></span>
<span class="line"><span>      readonly name: &quot;solve&quot; | &quot;explain&quot;;</span></span>
<span class="line"><span>      readonly file: string;</span></span>
<span class="line"><span>      readonly settings: SettingsInput;</span></span>
<span class="line"><span>      readonly verbose: boolean;</span></span>
<span class="line"><span>      readonly all: boolean;</span></span>
<span class="line"><span>      readonly json: boolean;</span></span>
<span class="line"><span>      /** Standard output if absent. */</span></span>
<span class="line"><span>      readonly output: string | undefined;</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws UsageError */</span></span>
<span class="line"><span>export function parseCommand(args: readonly string[]): Command {</span></span>
<span class="line"><span>  const { values, positionals } = parse(args);</span></span>
<span class="line"><span>  const has = (name: keyof typeof SWITCHES): boolean =&gt; values.has(name);</span></span>
<span class="line"><span>  if (has(&quot;help&quot;)) return { name: &quot;help&quot; };</span></span>
<span class="line"><span>  if (has(&quot;version&quot;)) return { name: &quot;version&quot; };</span></span>
<span class="line"><span>  const [name, file, ...others] = positionals;</span></span>
<span class="line"><span>  if (name === undefined) throw new UsageError(&quot;a command is missing&quot;);</span></span>
<span class="line"><span>  if (name !== &quot;solve&quot; &amp;&amp; name !== &quot;explain&quot;) {</span></span>
<span class="line"><span>    throw new UsageError(\`there is no command \${quoted(name)}\${suggestion(name, COMMANDS)}\`);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (file === undefined) throw new UsageError(\`\${name} needs a file; - reads standard input\`);</span></span>
<span class="line"><span>  if (others.length &gt; 0)</span></span>
<span class="line"><span>    throw new UsageError(\`\${name} takes one file, not also \${excerpt(others.join(&quot;, &quot;))}\`);</span></span>
<span class="line"><span>  const output = values.get(&quot;output&quot;);</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    name,</span></span>
<span class="line"><span>    file,</span></span>
<span class="line"><span>    settings: settingsFrom(FLAGS, (flag) =&gt; values.get(flag)),</span></span>
<span class="line"><span>    verbose: has(&quot;verbose&quot;),</span></span>
<span class="line"><span>    all: has(&quot;all&quot;),</span></span>
<span class="line"><span>    json: has(&quot;json&quot;),</span></span>
<span class="line"><span>    output: output === &quot;-&quot; ? undefined : output,</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The settings among the options, checked.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param valueOf of the option with this name.</span></span>
<span class="line"><span> * @throws UsageError</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function settingsFrom(</span></span>
<span class="line"><span>  flags: ReadonlyMap&lt;string, SettingName&gt;,</span></span>
<span class="line"><span>  valueOf: (flag: string) =&gt; string | undefined,</span></span>
<span class="line"><span>): SettingsInput {</span></span>
<span class="line"><span>  const entries = [...flags].flatMap(([flag, name]): [string, unknown][] =&gt; {</span></span>
<span class="line"><span>    const text = valueOf(flag);</span></span>
<span class="line"><span>    if (text === undefined) return [];</span></span>
<span class="line"><span>    return [[name, SETTINGS[name].kind === &quot;choice&quot; ? text : number(flag, text)]];</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  const settings = Object.fromEntries(entries) as SettingsInput;</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    resolveSettings(settings);</span></span>
<span class="line"><span>  } catch (error) {</span></span>
<span class="line"><span>    if (error instanceof OptNetError) throw new UsageError(error.message);</span></span>
<span class="line"><span>    throw error;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return settings;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The options with their values, of switches an empty one; and what is no option. */</span></span>
<span class="line"><span>function parse(args: readonly string[]): { values: Map&lt;string, string&gt;; positionals: string[] } {</span></span>
<span class="line"><span>  const valued = [&quot;output&quot;, ...FLAGS.keys()];</span></span>
<span class="line"><span>  const known = [...Object.keys(SWITCHES), ...valued];</span></span>
<span class="line"><span>  // The words of its own errors are another&#39;s; what it says of each argument is enough.</span></span>
<span class="line"><span>  const { tokens } = parseArgs({</span></span>
<span class="line"><span>    args: [...args],</span></span>
<span class="line"><span>    strict: false,</span></span>
<span class="line"><span>    tokens: true,</span></span>
<span class="line"><span>    allowPositionals: true,</span></span>
<span class="line"><span>    options: Object.fromEntries([</span></span>
<span class="line"><span>      ...Object.entries(SWITCHES).map(([name, short]) =&gt; [</span></span>
<span class="line"><span>        name,</span></span>
<span class="line"><span>        { type: &quot;boolean&quot;, ...(short &amp;&amp; { short }) },</span></span>
<span class="line"><span>      ]),</span></span>
<span class="line"><span>      ...valued.map((name) =&gt; [name, { type: &quot;string&quot; }]),</span></span>
<span class="line"><span>    ]) as Record&lt;string, { type: &quot;boolean&quot; | &quot;string&quot;; short?: string }&gt;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  const values = new Map&lt;string, string&gt;();</span></span>
<span class="line"><span>  const positionals: string[] = [];</span></span>
<span class="line"><span>  for (const token of tokens) {</span></span>
<span class="line"><span>    if (token.kind === &quot;positional&quot;) positionals.push(token.value);</span></span>
<span class="line"><span>    if (token.kind !== &quot;option&quot;) continue;</span></span>
<span class="line"><span>    const { name, rawName, value, inlineValue } = token;</span></span>
<span class="line"><span>    const shown = excerpt(rawName);</span></span>
<span class="line"><span>    if (!known.includes(name)) {</span></span>
<span class="line"><span>      throw new UsageError(\`there is no option \${shown}\${suggestion(name, known, &quot;--&quot;)}\`);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    if (!valued.includes(name)) {</span></span>
<span class="line"><span>      if (value !== undefined) throw new UsageError(\`\${shown} takes no value, not \${quoted(value)}\`);</span></span>
<span class="line"><span>      values.set(name, &quot;&quot;);</span></span>
<span class="line"><span>      continue;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    // Another option, or nothing: whoever has a file of such a name writes --output=--name.</span></span>
<span class="line"><span>    const missing = value === undefined || (!inlineValue &amp;&amp; /^-./.test(value) &amp;&amp; Number.isNaN(Number(value)));</span></span>
<span class="line"><span>    if (missing || value === &quot;&quot;)</span></span>
<span class="line"><span>      throw new UsageError(\`\${shown} needs a value: \${shown} \${placeholderOf(name)}\`);</span></span>
<span class="line"><span>    values.set(name, value);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { values, positionals };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function number(flag: string, text: string): number {</span></span>
<span class="line"><span>  const value = Number(text);</span></span>
<span class="line"><span>  if (text.trim() !== &quot;&quot; &amp;&amp; !Number.isNaN(value)) return value;</span></span>
<span class="line"><span>  throw new UsageError(\`--\${flag} needs a number, not \${quoted(text)}\`);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Settings by the names of their options. */</span></span>
<span class="line"><span>export function flagsExcept(without: readonly SettingName[]): ReadonlyMap&lt;string, SettingName&gt; {</span></span>
<span class="line"><span>  const names = (Object.keys(SETTINGS) as SettingName[]).filter((name) =&gt; !without.includes(name));</span></span>
<span class="line"><span>  return new Map(names.map((name) =&gt; [flagOf(name), name]));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** \`maxIterations\` → \`max-iterations\`. */</span></span>
<span class="line"><span>function flagOf(name: string): string {</span></span>
<span class="line"><span>  return name.replace(/[A-Z]/g, (letter) =&gt; \`-\${letter.toLowerCase()}\`);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function placeholderOf(flag: string): string {</span></span>
<span class="line"><span>  const name = FLAGS.get(flag);</span></span>
<span class="line"><span>  if (name === undefined) return &quot;FILE&quot;;</span></span>
<span class="line"><span>  const setting = SETTINGS[name];</span></span>
<span class="line"><span>  return setting.kind === &quot;choice&quot; ? setting.choices.join(&quot;|&quot;) : setting.kind === &quot;integer&quot; ? &quot;N&quot; : &quot;X&quot;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function settingsHelp(): string {</span></span>
<span class="line"><span>  return [...FLAGS]</span></span>
<span class="line"><span>    .map(([flag, name]) =&gt;</span></span>
<span class="line"><span>      optionHelp(\`--\${flag} \${placeholderOf(flag)}\`, \`\${SETTINGS[name].meaning} (\${SETTINGS[name].default})\`),</span></span>
<span class="line"><span>    )</span></span>
<span class="line"><span>    .join(&quot;\\n&quot;);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** An option and what it means, in lines of at most 110 characters. */</span></span>
<span class="line"><span>function optionHelp(option: string, meaning: string): string {</span></span>
<span class="line"><span>  const [indent, width] = [30, 80];</span></span>
<span class="line"><span>  const lines = [&quot;&quot;];</span></span>
<span class="line"><span>  for (const word of meaning.split(&quot; &quot;)) {</span></span>
<span class="line"><span>    const last = lines[lines.length - 1];</span></span>
<span class="line"><span>    if (last.length + 1 + word.length &gt; width) lines.push(word);</span></span>
<span class="line"><span>    else lines[lines.length - 1] = last === &quot;&quot; ? word : \`\${last} \${word}\`;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const first = \`  \${option}\`;</span></span>
<span class="line"><span>  // An option that is longer than its column has a line of its own.</span></span>
<span class="line"><span>  if (first.length &gt;= indent) lines.unshift(&quot;&quot;);</span></span>
<span class="line"><span>  return lines.map((line, i) =&gt; \`\${(i === 0 ? first : &quot;&quot;).padEnd(indent)}\${line}\`.trimEnd()).join(&quot;\\n&quot;);</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/cli/options-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const optionsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  optionsTs as default
};
