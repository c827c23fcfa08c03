import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/problem-file.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/problem-file-ts.md","filePath":"site/generated/source/src/io/problem-file-ts.md"}');
const _sfc_main = { name: "source/src/io/problem-file-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcioproblem-filets" tabindex="-1"><code>src/io/problem-file.ts</code> <a class="header-anchor" href="#srcioproblem-filets" aria-label="Permalink to &quot;\`src/io/problem-file.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>import { OptNetError } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { ProblemInput } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Where one row of G came from: the row of the file, and which of its two sides. */</span></span>
<span class="line"><span>export interface InequalityOrigin {</span></span>
<span class="line"><span>  /** Its name in the file. */</span></span>
<span class="line"><span>  readonly row: string;</span></span>
<span class="line"><span>  /** \`&quot;lower&quot;\` rows were negated to fit Gz ≤ h: their activity in the file is −Gz. */</span></span>
<span class="line"><span>  readonly side: &quot;lower&quot; | &quot;upper&quot;;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A problem read from a file, and how to translate its solution back into the file&#39;s terms. */</span></span>
<span class="line"><span>export interface ProblemFile {</span></span>
<span class="line"><span>  /** As the file calls it. */</span></span>
<span class="line"><span>  readonly name: string;</span></span>
<span class="line"><span>  /** Always a minimisation; where the file maximises, Q and p are negated. */</span></span>
<span class="line"><span>  readonly problem: ProblemInput;</span></span>
<span class="line"><span>  /** What the file asks for. */</span></span>
<span class="line"><span>  readonly sense: &quot;minimise&quot; | &quot;maximise&quot;;</span></span>
<span class="line"><span>  /** Constant of the objective, in the file&#39;s own sense. */</span></span>
<span class="line"><span>  readonly constant: number;</span></span>
<span class="line"><span>  /** One name per entry of z. */</span></span>
<span class="line"><span>  readonly variableNames: readonly string[];</span></span>
<span class="line"><span>  /** One name per row of A. */</span></span>
<span class="line"><span>  readonly equalityNames: readonly string[];</span></span>
<span class="line"><span>  /** One origin per row of G. A row with a range appears twice, upper side first. */</span></span>
<span class="line"><span>  readonly inequalities: readonly InequalityOrigin[];</span></span>
<span class="line"><span>  /** What was ignored or interpreted, one sentence each, with line numbers. */</span></span>
<span class="line"><span>  readonly warnings: readonly string[];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The objective as the file states it, from ½ zᵀQz + pᵀz of the minimisation that was solved. */</span></span>
<span class="line"><span>export function objectiveInFile(file: Pick&lt;ProblemFile, &quot;sense&quot; | &quot;constant&quot;&gt;, minimised: number): number {</span></span>
<span class="line"><span>  return (file.sense === &quot;maximise&quot; ? -minimised : minimised) + file.constant;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** An error at one line of a file; its \`field\` is \`FILE:LINE\`. */</span></span>
<span class="line"><span>export function lineError(</span></span>
<span class="line"><span>  file: string,</span></span>
<span class="line"><span>  line: number,</span></span>
<span class="line"><span>  expected: string,</span></span>
<span class="line"><span>  got: string,</span></span>
<span class="line"><span>  hint: string,</span></span>
<span class="line"><span>): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({ field: \`\${file}:\${line}\`, expected, got, hint });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/problem-file-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const problemFileTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  problemFileTs as default
};
