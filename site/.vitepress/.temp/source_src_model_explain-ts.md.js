import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/explain.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/explain-ts.md","filePath":"site/generated/source/src/model/explain-ts.md"}');
const _sfc_main = { name: "source/src/model/explain-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelexplaints" tabindex="-1"><code>src/model/explain.ts</code> <a class="header-anchor" href="#srcmodelexplaints" aria-label="Permalink to &quot;\`src/model/explain.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** What a problem becomes, in words. */</span></span>
<span class="line"><span>import type { Compiled } from &quot;./compile.js&quot;;</span></span>
<span class="line"><span>import type { Constraint } from &quot;./constraint.js&quot;;</span></span>
<span class="line"><span>import { shown } from &quot;./shapes.js&quot;;</span></span>
<span class="line"><span>import { FIELD_NAMES } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function explainCompiled(compiled: Compiled, objective: string): string {</span></span>
<span class="line"><span>  const { variables, parameters, n, fields, diagonal } = compiled;</span></span>
<span class="line"><span>  const own = variables.reduce((total, { leaf }) =&gt; total + leaf.size, 0);</span></span>
<span class="line"><span>  const lines = [</span></span>
<span class="line"><span>    objective,</span></span>
<span class="line"><span>    \`variables   \${variables.map(({ leaf }) =&gt; sized(leaf)).join(&quot;, &quot;)}\${n &gt; own ? \`, and \${n - own} that atoms brought\` : &quot;&quot;}\`,</span></span>
<span class="line"><span>    \`parameters  \${parameters.length === 0 ? &quot;none&quot; : parameters.map(({ leaf }) =&gt; sized(leaf)).join(&quot;, &quot;)}\`,</span></span>
<span class="line"><span>    ...[...compiled.places].map(([constraint, places]) =&gt; \`  \${where(constraint, places.flat())}\`),</span></span>
<span class="line"><span>  ];</span></span>
<span class="line"><span>  for (const name of FIELD_NAMES) {</span></span>
<span class="line"><span>    const map = fields[name];</span></span>
<span class="line"><span>    if (map === undefined) continue;</span></span>
<span class="line"><span>    const whole = name === &quot;Q&quot; &amp;&amp; diagonal ? &quot;diagonal&quot; : \`[\${map.shape.join(&quot;,&quot;)}]\`;</span></span>
<span class="line"><span>    const stored = map.pattern.index.length;</span></span>
<span class="line"><span>    const count =</span></span>
<span class="line"><span>      name === &quot;p&quot; || name === &quot;b&quot; || name === &quot;h&quot;</span></span>
<span class="line"><span>        ? &quot;&quot;</span></span>
<span class="line"><span>        : \`, \${stored} of \${map.size} numbers\${map.sparse ? &quot;, by its entries&quot; : &quot;&quot;}\`;</span></span>
<span class="line"><span>    const moved = new Set(map.entry).size;</span></span>
<span class="line"><span>    lines.push(\`\${name.padEnd(11)} \${whole}\${count}\${moved &gt; 0 ? \`, \${moved} from parameters\` : &quot;&quot;}\`);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return lines.join(&quot;\\n&quot;);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function sized(leaf: { readonly shape: readonly number[]; readonly name: string | undefined }): string {</span></span>
<span class="line"><span>  const axes = leaf.shape.length === 0 ? &quot;&quot; : \`[\${leaf.shape.join(&quot;,&quot;)}]\`;</span></span>
<span class="line"><span>  return leaf.name === undefined ? String(leaf) : \`\${leaf.name}\${axes}\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const KINDS = {</span></span>
<span class="line"><span>  nu: &quot;rows of A&quot;,</span></span>
<span class="line"><span>  lambda: &quot;rows of G&quot;,</span></span>
<span class="line"><span>  lambdaLower: &quot;lower bounds&quot;,</span></span>
<span class="line"><span>  lambdaUpper: &quot;upper bounds&quot;,</span></span>
<span class="line"><span>  fixed: &quot;fixed variables&quot;,</span></span>
<span class="line"><span>  none: &quot;nothing: others say it already&quot;,</span></span>
<span class="line"><span>} as const;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function where(constraint: Constraint, places: readonly { readonly kind: keyof typeof KINDS }[]): string {</span></span>
<span class="line"><span>  const counts = new Map&lt;keyof typeof KINDS, number&gt;();</span></span>
<span class="line"><span>  for (const { kind } of places) counts.set(kind, (counts.get(kind) ?? 0) + 1);</span></span>
<span class="line"><span>  const parts = [...counts].map(([kind, count]) =&gt;</span></span>
<span class="line"><span>    kind === &quot;none&quot; ? KINDS.none : \`\${count} \${KINDS[kind]}\`,</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>  const name = constraint.name === undefined ? &quot;&quot; : \`\${constraint.name}: \`;</span></span>
<span class="line"><span>  return \`\${name}\${shown(constraint)} → \${parts.join(&quot;, &quot;)}\`;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/explain-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const explainTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  explainTs as default
};
