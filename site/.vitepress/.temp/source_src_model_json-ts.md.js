import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/json.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/json-ts.md","filePath":"site/generated/source/src/model/json-ts.md"}');
const _sfc_main = { name: "source/src/model/json-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodeljsonts" tabindex="-1"><code>src/model/json.ts</code> <a class="header-anchor" href="#srcmodeljsonts" aria-label="Permalink to &quot;\`src/model/json.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** A problem as JSON, and back: expressions as a list of nodes, each of which refers to earlier ones. */</span></span>
<span class="line"><span>import type { SettingsInput } from &quot;../index.js&quot;;</span></span>
<span class="line"><span>import { OptNetError, describe, quoted } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import { ATOMS } from &quot;./atoms/table.js&quot;;</span></span>
<span class="line"><span>import type { Penalty, Relation } from &quot;./constraint.js&quot;;</span></span>
<span class="line"><span>import { Constraint } from &quot;./constraint.js&quot;;</span></span>
<span class="line"><span>import type { Expression } from &quot;./expression.js&quot;;</span></span>
<span class="line"><span>import { apply } from &quot;./expression.js&quot;;</span></span>
<span class="line"><span>import { constant, parameter, variable } from &quot;./leaves.js&quot;;</span></span>
<span class="line"><span>import type { Node, Options, Shape } from &quot;./node.js&quot;;</span></span>
<span class="line"><span>import { soft } from &quot;./functions.js&quot;;</span></span>
<span class="line"><span>import { isNonnegative, isNonpositive } from &quot;./rules.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const FORMAT = &quot;optnet-model&quot;;</span></span>
<span class="line"><span>const VERSION = 1;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What is known of a leaf besides its shape; what is false is left out. */</span></span>
<span class="line"><span>interface LeafJson {</span></span>
<span class="line"><span>  readonly shape: Shape;</span></span>
<span class="line"><span>  readonly name?: string;</span></span>
<span class="line"><span>  readonly nonneg?: true;</span></span>
<span class="line"><span>  readonly nonpos?: true;</span></span>
<span class="line"><span>  readonly psd?: true;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>type NodeJson =</span></span>
<span class="line"><span>  | { readonly variable: LeafJson }</span></span>
<span class="line"><span>  | { readonly parameter: LeafJson }</span></span>
<span class="line"><span>  | { readonly constant: { readonly shape: Shape; readonly data: readonly number[] } }</span></span>
<span class="line"><span>  | { readonly atom: string; readonly args: readonly number[]; readonly options?: Options };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>interface ConstraintJson {</span></span>
<span class="line"><span>  readonly relation: Relation;</span></span>
<span class="line"><span>  readonly sides: readonly number[];</span></span>
<span class="line"><span>  readonly name?: string;</span></span>
<span class="line"><span>  readonly soft?: { readonly weight: number; readonly penalty: Penalty };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A problem as \`JSON.stringify\` writes it, and \`Problem.fromJSON\` reads it. */</span></span>
<span class="line"><span>export interface ProblemJson {</span></span>
<span class="line"><span>  /** What the file is. */</span></span>
<span class="line"><span>  readonly format: typeof FORMAT;</span></span>
<span class="line"><span>  /** Of the format. */</span></span>
<span class="line"><span>  readonly version: typeof VERSION;</span></span>
<span class="line"><span>  /** Which way it goes. */</span></span>
<span class="line"><span>  readonly sense: &quot;minimize&quot; | &quot;maximize&quot;;</span></span>
<span class="line"><span>  /** Expressions, each after those that it is made of. */</span></span>
<span class="line"><span>  readonly nodes: readonly NodeJson[];</span></span>
<span class="line"><span>  /** The position of the objective among the nodes. */</span></span>
<span class="line"><span>  readonly objective: number;</span></span>
<span class="line"><span>  /** In the order in which they were added. */</span></span>
<span class="line"><span>  readonly constraints: readonly ConstraintJson[];</span></span>
<span class="line"><span>  /** Of the solver. */</span></span>
<span class="line"><span>  readonly settings: SettingsInput;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What a problem is made of. */</span></span>
<span class="line"><span>export interface ProblemParts {</span></span>
<span class="line"><span>  readonly sense: &quot;minimize&quot; | &quot;maximize&quot;;</span></span>
<span class="line"><span>  readonly objective: Expression;</span></span>
<span class="line"><span>  readonly constraints: readonly Constraint[];</span></span>
<span class="line"><span>  readonly settings: SettingsInput;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function toJson({ sense, objective, constraints, settings }: ProblemParts): ProblemJson {</span></span>
<span class="line"><span>  const nodes: NodeJson[] = [];</span></span>
<span class="line"><span>  const positions = new Map&lt;Node, number&gt;();</span></span>
<span class="line"><span>  const positionOf = (root: Node): number =&gt; {</span></span>
<span class="line"><span>    const open = [root];</span></span>
<span class="line"><span>    while (open.length &gt; 0) {</span></span>
<span class="line"><span>      const node = open[open.length - 1];</span></span>
<span class="line"><span>      const missing = node.args.filter((arg) =&gt; !positions.has(arg));</span></span>
<span class="line"><span>      if (missing.length &gt; 0 &amp;&amp; !positions.has(node)) {</span></span>
<span class="line"><span>        open.push(...missing.reverse());</span></span>
<span class="line"><span>        continue;</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      open.pop();</span></span>
<span class="line"><span>      if (positions.has(node)) continue;</span></span>
<span class="line"><span>      positions.set(node, nodes.length);</span></span>
<span class="line"><span>      nodes.push(nodeToJson(node, positions));</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return positions.get(root)!;</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  const kept = Object.fromEntries(Object.entries(settings).filter(([name]) =&gt; name !== &quot;onIteration&quot;));</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    format: FORMAT,</span></span>
<span class="line"><span>    version: VERSION,</span></span>
<span class="line"><span>    sense,</span></span>
<span class="line"><span>    objective: positionOf(objective),</span></span>
<span class="line"><span>    constraints: constraints.map(({ relation, sides, name, softness }) =&gt; ({</span></span>
<span class="line"><span>      relation,</span></span>
<span class="line"><span>      sides: sides.map(positionOf),</span></span>
<span class="line"><span>      ...(name !== undefined &amp;&amp; { name }),</span></span>
<span class="line"><span>      ...(softness &amp;&amp; { soft: { weight: positionOf(softness.weight), penalty: softness.penalty } }),</span></span>
<span class="line"><span>    })),</span></span>
<span class="line"><span>    nodes,</span></span>
<span class="line"><span>    settings: kept,</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function nodeToJson(node: Node, positions: ReadonlyMap&lt;Node, number&gt;): NodeJson {</span></span>
<span class="line"><span>  const { leaf, shape, options } = node;</span></span>
<span class="line"><span>  if (leaf === undefined) {</span></span>
<span class="line"><span>    const args = node.args.map((arg) =&gt; positions.get(arg)!);</span></span>
<span class="line"><span>    return { atom: node.atom.name, args, ...(Object.keys(options).length &gt; 0 &amp;&amp; { options }) };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (leaf.kind === &quot;constant&quot;) return { constant: { shape, data: Array.from(leaf.data) } };</span></span>
<span class="line"><span>  const known: LeafJson = {</span></span>
<span class="line"><span>    shape,</span></span>
<span class="line"><span>    ...(leaf.name !== undefined &amp;&amp; { name: leaf.name }),</span></span>
<span class="line"><span>    ...(isNonnegative(leaf) &amp;&amp; { nonneg: true }),</span></span>
<span class="line"><span>    ...(isNonpositive(leaf) &amp;&amp; { nonpos: true }),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  if (leaf.kind === &quot;variable&quot;) return { variable: known };</span></span>
<span class="line"><span>  return { parameter: leaf.psd ? { ...known, psd: true } : known };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError for what {@link toJson} has not written. */</span></span>
<span class="line"><span>export function fromJson(json: unknown): ProblemParts {</span></span>
<span class="line"><span>  const { format, version } = (json ?? {}) as Partial&lt;Record&lt;string, unknown&gt;&gt;;</span></span>
<span class="line"><span>  if (format !== FORMAT || version !== VERSION) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;json&quot;,</span></span>
<span class="line"><span>      expected: \`a problem in the format &quot;\${FORMAT}&quot;, version \${VERSION}\`,</span></span>
<span class="line"><span>      got: format === FORMAT ? \`version \${describe(version)}\` : describe(json),</span></span>
<span class="line"><span>      hint:</span></span>
<span class="line"><span>        format === FORMAT</span></span>
<span class="line"><span>          ? &quot;It was written by another version of the package.&quot;</span></span>
<span class="line"><span>          : &quot;Pass what toJSON gave, read by JSON.parse.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    return readParts(json as ProblemJson);</span></span>
<span class="line"><span>  } catch (error) {</span></span>
<span class="line"><span>    // Entries that are missing or of another kind, in a file that was edited.</span></span>
<span class="line"><span>    if (error instanceof OptNetError) throw error;</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;json&quot;,</span></span>
<span class="line"><span>      expected: &quot;a problem as toJSON gives it&quot;,</span></span>
<span class="line"><span>      got: \`one that cannot be read: \${error instanceof Error ? error.message : String(error)}\`,</span></span>
<span class="line"><span>      hint: &quot;Write it anew.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function readParts(json: ProblemJson): ProblemParts {</span></span>
<span class="line"><span>  const nodes: Expression[] = [];</span></span>
<span class="line"><span>  const at = (position: unknown): Expression =&gt; {</span></span>
<span class="line"><span>    const node = nodes[position as number];</span></span>
<span class="line"><span>    if (node !== undefined) return node;</span></span>
<span class="line"><span>    throw wrong(\`the position of an earlier node of \${nodes.length}\`, describe(position));</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  for (const node of json.nodes) nodes.push(readNode(node, at));</span></span>
<span class="line"><span>  if (json.sense !== &quot;minimize&quot; &amp;&amp; json.sense !== &quot;maximize&quot;) {</span></span>
<span class="line"><span>    throw wrong(&#39;the sense &quot;minimize&quot; or &quot;maximize&quot;&#39;, describe(json.sense));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const constraints = json.constraints.map((one) =&gt; {</span></span>
<span class="line"><span>    const sides = one.sides.map(at);</span></span>
<span class="line"><span>    const known = one.relation === &quot;box&quot; ? 3 : [&quot;eq&quot;, &quot;le&quot;, &quot;ge&quot;].includes(one.relation) ? 2 : 0;</span></span>
<span class="line"><span>    if (sides.length !== known) throw wrong(&quot;a relation with its sides&quot;, describe(one.relation));</span></span>
<span class="line"><span>    const hard = new Constraint(one.relation, sides, one.name);</span></span>
<span class="line"><span>    return one.soft ? soft(hard, at(one.soft.weight), one.soft.penalty) : hard;</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  return { sense: json.sense, objective: at(json.objective), constraints, settings: json.settings };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function readNode(node: NodeJson, at: (position: unknown) =&gt; Expression): Expression {</span></span>
<span class="line"><span>  if (&quot;variable&quot; in node) {</span></span>
<span class="line"><span>    const { shape, ...known } = node.variable;</span></span>
<span class="line"><span>    return variable(shape, known);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (&quot;parameter&quot; in node) {</span></span>
<span class="line"><span>    const { shape, ...known } = node.parameter;</span></span>
<span class="line"><span>    return parameter(shape, known);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (&quot;constant&quot; in node) return constant(node.constant);</span></span>
<span class="line"><span>  const known = ATOMS.get(node.atom);</span></span>
<span class="line"><span>  if (known === undefined) throw wrong(&quot;an atom that this version has&quot;, quoted(String(node.atom)));</span></span>
<span class="line"><span>  const args = node.args.map(at);</span></span>
<span class="line"><span>  const fits = known.arity === Infinity ? args.length &gt; 0 : args.length === known.arity;</span></span>
<span class="line"><span>  if (!fits) throw wrong(\`\${known.arity} arguments of \${node.atom}\`, String(args.length));</span></span>
<span class="line"><span>  return apply(known.atom, args, node.options ?? {});</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function wrong(expected: string, got: string): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({ field: &quot;json&quot;, expected, got, hint: &quot;Write it anew by toJSON.&quot; });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/json-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const jsonTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  jsonTs as default
};
