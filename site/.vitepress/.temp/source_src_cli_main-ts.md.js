import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/cli/main.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/cli/main-ts.md","filePath":"site/generated/source/src/cli/main-ts.md"}');
const _sfc_main = { name: "source/src/cli/main-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcclimaints" tabindex="-1"><code>src/cli/main.ts</code> <a class="header-anchor" href="#srcclimaints" aria-label="Permalink to &quot;\`src/cli/main.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>#!/usr/bin/env node</span></span>
<span class="line"><span>import { explain, OptNetError, solve } from &quot;../index.js&quot;;</span></span>
<span class="line"><span>import { batchCommand, isBatchCommand } from &quot;./batch/command.js&quot;;</span></span>
<span class="line"><span>import { printable } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import { HELP, parseCommand, UsageError, type Command } from &quot;./options.js&quot;;</span></span>
<span class="line"><span>import { requireWritable, writeWhole } from &quot;./output.js&quot;;</span></span>
<span class="line"><span>import { readProblemFile } from &quot;../io/node-problem.js&quot;;</span></span>
<span class="line"><span>import { ITERATION_HEADER, iterationLine, toJsonText, toText } from &quot;./report.js&quot;;</span></span>
<span class="line"><span>import { version } from &quot;./version.js&quot;;</span></span>
<span class="line"><span>import { isServeCommand, serveCommand } from &quot;./serve/command.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>type FileCommand = Extract&lt;Command, { file: string }&gt;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>// A reader that has seen enough (\`optnet … | head\`) closes the pipe; that is no failure.</span></span>
<span class="line"><span>process.stdout.on(&quot;error&quot;, (error: NodeJS.ErrnoException) =&gt; {</span></span>
<span class="line"><span>  if (error.code === &quot;EPIPE&quot;) process.exit(process.exitCode ?? 0);</span></span>
<span class="line"><span>  process.exit(fail(3, \`standard output cannot be written: \${error.message}\`));</span></span>
<span class="line"><span>});</span></span>
<span class="line"><span></span></span>
<span class="line"><span>process.exitCode = await main(process.argv.slice(2));</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Carries out one command and returns its exit code; {@link HELP} lists them. */</span></span>
<span class="line"><span>async function main(args: readonly string[]): Promise&lt;number&gt; {</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    if (isBatchCommand(args[0])) return await batchCommand(args);</span></span>
<span class="line"><span>    if (isServeCommand(args[0])) return await serveCommand(args);</span></span>
<span class="line"><span>    const command = parseCommand(args);</span></span>
<span class="line"><span>    if (command.name === &quot;help&quot;) return print(HELP);</span></span>
<span class="line"><span>    if (command.name === &quot;version&quot;) return print(\`\${version()}\\n\`);</span></span>
<span class="line"><span>    if (command.name === &quot;solve&quot;) return await solveFile(command);</span></span>
<span class="line"><span>    const { file, settings, output } = command;</span></span>
<span class="line"><span>    if (output !== undefined) await requireWritable(output);</span></span>
<span class="line"><span>    const { problem } = await readProblemFile(file);</span></span>
<span class="line"><span>    return await deliver(\`\${explain(problem, settings)}\\n\`, output);</span></span>
<span class="line"><span>  } catch (error) {</span></span>
<span class="line"><span>    if (error instanceof UsageError) return fail(2, \`\${error.message}\\nTry optnet --help.\`);</span></span>
<span class="line"><span>    if (error instanceof OptNetError) return fail(3, error.message);</span></span>
<span class="line"><span>    return fail(4, (error as Error).stack ?? String(error));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>async function solveFile(command: FileCommand): Promise&lt;number&gt; {</span></span>
<span class="line"><span>  const { file: path, settings, verbose, all, json, output } = command;</span></span>
<span class="line"><span>  if (output !== undefined) await requireWritable(output);</span></span>
<span class="line"><span>  const file = await readProblemFile(path);</span></span>
<span class="line"><span>  for (const warning of file.warnings) process.stderr.write(\`optnet: \${printable(warning)}\\n\`);</span></span>
<span class="line"><span>  const log = json || output !== undefined ? process.stderr : process.stdout;</span></span>
<span class="line"><span>  if (verbose) log.write(\`\${ITERATION_HEADER}\\n\`);</span></span>
<span class="line"><span>  const start = performance.now();</span></span>
<span class="line"><span>  const solution = solve(file.problem, {</span></span>
<span class="line"><span>    ...settings,</span></span>
<span class="line"><span>    ...(verbose &amp;&amp; { onIteration: (report) =&gt; void log.write(\`\${iterationLine(report)}\\n\`) }),</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  const seconds = (performance.now() - start) / 1000;</span></span>
<span class="line"><span>  if (verbose) log.write(&quot;\\n&quot;);</span></span>
<span class="line"><span>  const report = json ? toJsonText(file, solution, seconds) : toText(file, solution, seconds, all);</span></span>
<span class="line"><span>  await deliver(report, output);</span></span>
<span class="line"><span>  return solution.status.every((status) =&gt; status === &quot;solved&quot;) ? 0 : 1;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Prints a report, or writes it to a file. */</span></span>
<span class="line"><span>async function deliver(report: string, output: string | undefined): Promise&lt;0&gt; {</span></span>
<span class="line"><span>  if (output === undefined) return print(report);</span></span>
<span class="line"><span>  await writeWhole(output, report);</span></span>
<span class="line"><span>  return 0;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function print(text: string): 0 {</span></span>
<span class="line"><span>  process.stdout.write(text);</span></span>
<span class="line"><span>  return 0;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function fail(code: number, message: string): number {</span></span>
<span class="line"><span>  process.stderr.write(\`optnet: \${message}\\n\`);</span></span>
<span class="line"><span>  return code;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/cli/main-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const mainTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  mainTs as default
};
