import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/shapes.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/shapes-ts.md","filePath":"site/generated/source/src/model/shapes-ts.md"}');
const _sfc_main = { name: "source/src/model/shapes-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelshapests" tabindex="-1"><code>src/model/shapes.ts</code> <a class="header-anchor" href="#srcmodelshapests" aria-label="Permalink to &quot;\`src/model/shapes.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Shapes: how they go together, by NumPy&#39;s rules, and where entries are. */</span></span>
<span class="line"><span>import { OptNetError, formatShape, sizeOf } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { Node, Shape } from &quot;./node.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A sub-expression in a message. */</span></span>
<span class="line"><span>export function shown(node: { toString(): string }, most = 70): string {</span></span>
<span class="line"><span>  const text = String(node);</span></span>
<span class="line"><span>  return \`\\\`\${text.length &lt;= most ? text : \`\${text.slice(0, most - 1)}…\`}\\\`\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A sub-expression with its shape in a message. */</span></span>
<span class="line"><span>export function shownShape(node: Node): string {</span></span>
<span class="line"><span>  return \`\${shown(node)} of shape \${formatShape(node.shape)}\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function sameShape(a: Shape, b: Shape): boolean {</span></span>
<span class="line"><span>  return a.length === b.length &amp;&amp; a.every((length, axis) =&gt; length === b[axis]);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The shape that both are stretched to, from the last axis on: equal lengths stay, a length of 1 and an axis that is not</span></span>
<span class="line"><span> * there are repeated. Undefined where they do not go together.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function broadcastShape(a: Shape, b: Shape): Shape | undefined {</span></span>
<span class="line"><span>  const rank = Math.max(a.length, b.length);</span></span>
<span class="line"><span>  const shape: number[] = [];</span></span>
<span class="line"><span>  for (let axis = 0; axis &lt; rank; axis++) {</span></span>
<span class="line"><span>    const one = a[axis - rank + a.length] ?? 1;</span></span>
<span class="line"><span>    const other = b[axis - rank + b.length] ?? 1;</span></span>
<span class="line"><span>    if (one !== other &amp;&amp; one !== 1 &amp;&amp; other !== 1) return undefined;</span></span>
<span class="line"><span>    shape.push(one === 1 ? other : one);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return shape;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The common shape of arguments. @throws OptNetError where there is none. */</span></span>
<span class="line"><span>export function requireBroadcast(name: string, args: readonly Node[]): Shape {</span></span>
<span class="line"><span>  let shape = args[0].shape;</span></span>
<span class="line"><span>  for (const arg of args.slice(1)) {</span></span>
<span class="line"><span>    const common = broadcastShape(shape, arg.shape);</span></span>
<span class="line"><span>    if (common === undefined) {</span></span>
<span class="line"><span>      const first = args.find((other) =&gt; broadcastShape(other.shape, arg.shape) === undefined)!;</span></span>
<span class="line"><span>      throw new OptNetError({</span></span>
<span class="line"><span>        field: name,</span></span>
<span class="line"><span>        expected: &quot;shapes that are equal from the last axis on, or 1 where they differ&quot;,</span></span>
<span class="line"><span>        got: \`\${shownShape(first)} and \${shownShape(arg)}\`,</span></span>
<span class="line"><span>        hint: &quot;As in NumPy: [3,2] goes with [3,2], [2], [1,2], [3,1] and a number. Use reshape or transpose.&quot;,</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    shape = common;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return shape;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** For every entry of \`to\`, the entry of \`from\` that is stretched there. */</span></span>
<span class="line"><span>export function broadcastIndex(from: Shape, to: Shape): Int32Array {</span></span>
<span class="line"><span>  const size = sizeOf(to);</span></span>
<span class="line"><span>  const index = new Int32Array(size);</span></span>
<span class="line"><span>  if (sameShape(from, to)) return index.map((_, i) =&gt; i);</span></span>
<span class="line"><span>  const [rows, columns] = asMatrix(to);</span></span>
<span class="line"><span>  const [ownRows, ownColumns] = asMatrix(from);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; rows; i++) {</span></span>
<span class="line"><span>    for (let j = 0; j &lt; columns; j++) {</span></span>
<span class="line"><span>      index[i * columns + j] = (ownRows === 1 ? 0 : i) * ownColumns + (ownColumns === 1 ? 0 : j);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return index;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Rows and columns, where a vector is one row. */</span></span>
<span class="line"><span>export function asMatrix(shape: Shape): readonly [number, number] {</span></span>
<span class="line"><span>  if (shape.length === 2) return [shape[0], shape[1]];</span></span>
<span class="line"><span>  return [1, shape[0] ?? 1];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Lengths before, on and behind an axis: entry (o, k, i) is at (o · length + k) · inner + i. */</span></span>
<span class="line"><span>export function aroundAxis(shape: Shape, axis: number): { outer: number; length: number; inner: number } {</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    outer: sizeOf(shape.slice(0, axis)),</span></span>
<span class="line"><span>    length: shape[axis],</span></span>
<span class="line"><span>    inner: sizeOf(shape.slice(axis + 1)),</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** An axis that may be counted from the end. @throws OptNetError for one that there is not. */</span></span>
<span class="line"><span>export function requireAxis(name: string, axis: unknown, node: Node): number {</span></span>
<span class="line"><span>  const rank = node.shape.length;</span></span>
<span class="line"><span>  if (typeof axis === &quot;number&quot; &amp;&amp; Number.isInteger(axis) &amp;&amp; axis &gt;= -rank &amp;&amp; axis &lt; rank) {</span></span>
<span class="line"><span>    return axis &lt; 0 ? axis + rank : axis;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: \`\${name}.axis\`,</span></span>
<span class="line"><span>    expected: rank === 0 ? &quot;no axis&quot; : \`an axis from 0 to \${rank - 1}\`,</span></span>
<span class="line"><span>    got: \`\${String(axis)} for \${shownShape(node)}\`,</span></span>
<span class="line"><span>    hint: rank === 0 ? &quot;A single number has none.&quot; : &quot;Axis 0 goes down the rows; −1 is the last one.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError for what is no shape of at most two axes. */</span></span>
<span class="line"><span>export function requireShape(field: string, shape: unknown): Shape {</span></span>
<span class="line"><span>  const lengths: readonly unknown[] | undefined =</span></span>
<span class="line"><span>    typeof shape === &quot;number&quot; ? [shape] : Array.isArray(shape) ? shape : undefined;</span></span>
<span class="line"><span>  if (</span></span>
<span class="line"><span>    lengths !== undefined &amp;&amp;</span></span>
<span class="line"><span>    lengths.length &lt;= 2 &amp;&amp;</span></span>
<span class="line"><span>    lengths.every((length) =&gt; Number.isSafeInteger(length) &amp;&amp; (length as number) &gt; 0)</span></span>
<span class="line"><span>  ) {</span></span>
<span class="line"><span>    return [...lengths] as number[];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: &quot;a length, [rows, columns], or [] for a single number&quot;,</span></span>
<span class="line"><span>    got: lengths === undefined ? String(shape) : \`[\${lengths.map(String).join(&quot;, &quot;)}]\`,</span></span>
<span class="line"><span>    hint: &quot;Lengths are whole numbers above 0; there are at most two axes.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/shapes-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const shapesTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  shapesTs as default
};
