import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/outputs.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/outputs-ts.md","filePath":"site/generated/source/src/model/outputs-ts.md"}');
const _sfc_main = { name: "source/src/model/outputs-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodeloutputsts" tabindex="-1"><code>src/model/outputs.ts</code> <a class="header-anchor" href="#srcmodeloutputsts" aria-label="Permalink to &quot;\`src/model/outputs.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** What a solution can be asked for: variables, constraints and the objective, by name or by object; and arrays like them. */</span></span>
<span class="line"><span>import { OptNetError, describe, formatShape, quoted, requireFinite, sizeOf } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { ArrayInput } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { describeNumbers, readNumbers, readObject, readSafely } from &quot;../problem/read.js&quot;;</span></span>
<span class="line"><span>import { Constraint } from &quot;./constraint.js&quot;;</span></span>
<span class="line"><span>import type { Parameter, Variable } from &quot;./leaves.js&quot;;</span></span>
<span class="line"><span>import { Node } from &quot;./node.js&quot;;</span></span>
<span class="line"><span>import { sameShape, shown } from &quot;./shapes.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A variable, a constraint (that is, its dual), or the objective. */</span></span>
<span class="line"><span>export type Output = Variable | Constraint | &quot;objective&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Arrays for outputs by name (variables, constraints, \`objective\`), or by the objects themselves. */</span></span>
<span class="line"><span>export type OutputArrays =</span></span>
<span class="line"><span>  | { readonly [name: string]: ArrayInput | number }</span></span>
<span class="line"><span>  | ReadonlyMap&lt;Output, ArrayInput | number&gt;</span></span>
<span class="line"><span>  | readonly (readonly [Output, ArrayInput | number])[];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whether a record is one of objects: a Map, or pairs. */</span></span>
<span class="line"><span>export function isByObject(given: unknown): boolean {</span></span>
<span class="line"><span>  return given instanceof Map || Array.isArray(given);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function shapeOfOutput(output: Output): readonly number[] {</span></span>
<span class="line"><span>  return output === &quot;objective&quot; ? [] : output.shape;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function nameOfOutput(output: Output): string {</span></span>
<span class="line"><span>  return output === &quot;objective&quot; ? output : (output.name ?? shown(output));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** An output by its name, or itself. @throws OptNetError for what is none of them. */</span></span>
<span class="line"><span>export function findOutput(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  key: unknown,</span></span>
<span class="line"><span>  outputs: readonly Exclude&lt;Output, &quot;objective&quot;&gt;[],</span></span>
<span class="line"><span>): Output {</span></span>
<span class="line"><span>  if (key === &quot;objective&quot;) return key;</span></span>
<span class="line"><span>  const found = outputs.find(</span></span>
<span class="line"><span>    (output) =&gt; output === key || (output.name !== undefined &amp;&amp; output.name === key),</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>  if (found) return found;</span></span>
<span class="line"><span>  const names = outputs.flatMap(({ name }) =&gt; (name === undefined ? [] : [name]));</span></span>
<span class="line"><span>  const isOurs = key instanceof Node || key instanceof Constraint;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: &quot;a variable or a constraint of the problem, or its name&quot;,</span></span>
<span class="line"><span>    got: typeof key === &quot;string&quot; ? quoted(key) : isOurs ? shown(key) : describe(key),</span></span>
<span class="line"><span>    hint:</span></span>
<span class="line"><span>      names.length === 0</span></span>
<span class="line"><span>        ? &quot;None of them has a name: pass the object, in a Map or in pairs.&quot;</span></span>
<span class="line"><span>        : \`Its names are \${[...names, &quot;objective&quot;].join(&quot;, &quot;)}.\`,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError for unknown outputs and for arrays that are not shaped like them. */</span></span>
<span class="line"><span>export function readOutputs(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  given: OutputArrays,</span></span>
<span class="line"><span>  outputs: readonly Exclude&lt;Output, &quot;objective&quot;&gt;[],</span></span>
<span class="line"><span>  { batch, batched }: { readonly batch: number; readonly batched: boolean },</span></span>
<span class="line"><span>): Map&lt;Output, Float64Array&gt; {</span></span>
<span class="line"><span>  const entries = readSafely(field, () =&gt; {</span></span>
<span class="line"><span>    if (typeof given === &quot;object&quot; &amp;&amp; (given as unknown) !== null) {</span></span>
<span class="line"><span>      return isByObject(given)</span></span>
<span class="line"><span>        ? [...(given as Iterable&lt;readonly [unknown, ArrayInput | number]&gt;)]</span></span>
<span class="line"><span>        : Object.entries(given);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field,</span></span>
<span class="line"><span>      expected: &quot;an object with arrays by name, a Map, or pairs&quot;,</span></span>
<span class="line"><span>      got: describe(given),</span></span>
<span class="line"><span>      hint: &quot;For example { w: [1, 0], objective: 1 }.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  const read = new Map&lt;Output, Float64Array&gt;();</span></span>
<span class="line"><span>  for (const [key, value] of entries) {</span></span>
<span class="line"><span>    if ((value as unknown) === undefined) continue;</span></span>
<span class="line"><span>    const output = findOutput(field, key, outputs);</span></span>
<span class="line"><span>    read.set(output, readOutput(\`\${field}.\${nameOfOutput(output)}\`, output, value, batch, batched));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return read;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function readOutput(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  output: Output,</span></span>
<span class="line"><span>  value: ArrayInput | number,</span></span>
<span class="line"><span>  batch: number,</span></span>
<span class="line"><span>  batched: boolean,</span></span>
<span class="line"><span>): Float64Array {</span></span>
<span class="line"><span>  const own = shapeOfOutput(output);</span></span>
<span class="line"><span>  const whole = [batch, ...own];</span></span>
<span class="line"><span>  const numbers = readNumbers(field, value);</span></span>
<span class="line"><span>  const { data, shape } = numbers;</span></span>
<span class="line"><span>  const fits =</span></span>
<span class="line"><span>    shape === undefined</span></span>
<span class="line"><span>      ? data.length === sizeOf(whole)</span></span>
<span class="line"><span>      : sameShape(shape, whole) || (batch === 1 &amp;&amp; sameShape(shape, own));</span></span>
<span class="line"><span>  if (!fits) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field,</span></span>
<span class="line"><span>      expected: batched ? formatShape(whole) : own.length === 0 ? &quot;a number&quot; : formatShape(own),</span></span>
<span class="line"><span>      got: describeNumbers(numbers),</span></span>
<span class="line"><span>      hint: &quot;It is shaped like the output itself.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  requireFinite(field, data, batched ? whole : own, batched);</span></span>
<span class="line"><span>  return data;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What gradients are asked for. */</span></span>
<span class="line"><span>export interface GradientOptions {</span></span>
<span class="line"><span>  /** Parameters, or their names; others are not computed. Default: all. */</span></span>
<span class="line"><span>  readonly wrt?: readonly (Parameter | string)[] | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The position of a parameter, by its name or itself. @throws OptNetError for what is none of them. */</span></span>
<span class="line"><span>export function findParameter(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  key: unknown,</span></span>
<span class="line"><span>  parameters: readonly { readonly leaf: Parameter }[],</span></span>
<span class="line"><span>): number {</span></span>
<span class="line"><span>  const position = parameters.findIndex(</span></span>
<span class="line"><span>    ({ leaf }) =&gt; leaf === key || (leaf.name !== undefined &amp;&amp; leaf.name === key),</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>  if (position &gt;= 0) return position;</span></span>
<span class="line"><span>  const isOurs = key instanceof Node || key instanceof Constraint;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: &quot;a parameter of the problem, or its name&quot;,</span></span>
<span class="line"><span>    got: typeof key === &quot;string&quot; ? quoted(key) : isOurs ? shown(key) : describe(key),</span></span>
<span class="line"><span>    hint: \`It has \${parameters.length === 0 ? &quot;none&quot; : parameters.map(({ leaf }) =&gt; String(leaf)).join(&quot;, &quot;)}.\`,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Positions of the parameters that gradients are asked for, each once. */</span></span>
<span class="line"><span>export function readWrt(options: unknown, parameters: readonly { readonly leaf: Parameter }[]): number[] {</span></span>
<span class="line"><span>  const { wrt } = readObject(options, {</span></span>
<span class="line"><span>    field: &quot;options&quot;,</span></span>
<span class="line"><span>    names: [&quot;wrt&quot;],</span></span>
<span class="line"><span>    expected: &quot;an object with the parameters that get gradients&quot;,</span></span>
<span class="line"><span>    hint: &#39;For example { wrt: [&quot;mu&quot;] }.&#39;,</span></span>
<span class="line"><span>    unknown: &#39;There is nothing else to choose: { wrt: [&quot;mu&quot;] }.&#39;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  if (wrt === undefined) return parameters.map((_, i) =&gt; i);</span></span>
<span class="line"><span>  const keys = readSafely(&quot;wrt&quot;, () =&gt; {</span></span>
<span class="line"><span>    if (Array.isArray(wrt)) return [...(wrt as unknown[])];</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;wrt&quot;,</span></span>
<span class="line"><span>      expected: &quot;an array of parameters, or of their names&quot;,</span></span>
<span class="line"><span>      got: describe(wrt),</span></span>
<span class="line"><span>      hint: &#39;For example { wrt: [&quot;mu&quot;] }.&#39;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  return [...new Set(keys.map((key) =&gt; findParameter(&quot;wrt&quot;, key, parameters)))];</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/outputs-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const outputsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  outputsTs as default
};
