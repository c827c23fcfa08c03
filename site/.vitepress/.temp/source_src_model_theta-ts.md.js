import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/theta.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/theta-ts.md","filePath":"site/generated/source/src/model/theta-ts.md"}');
const _sfc_main = { name: "source/src/model/theta-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelthetats" tabindex="-1"><code>src/model/theta.ts</code> <a class="header-anchor" href="#srcmodelthetats" aria-label="Permalink to &quot;\`src/model/theta.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Values of parameters: what users pass, checked, one array for all elements or one for each. */</span></span>
<span class="line"><span>import { OptNetError, formatShape, positionOf, quoted, requireFinite } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { ArrayInput } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { describeNumbers, readNumbers, readObject, readSafely } from &quot;../problem/read.js&quot;;</span></span>
<span class="line"><span>import type { Compiled, Located } from &quot;./compile.js&quot;;</span></span>
<span class="line"><span>import type { Parameter } from &quot;./leaves.js&quot;;</span></span>
<span class="line"><span>import { isNonnegative, isNonpositive } from &quot;./rules.js&quot;;</span></span>
<span class="line"><span>import { sameShape, shown } from &quot;./shapes.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Values by the parameters&#39; names, or pairs of parameters and values. */</span></span>
<span class="line"><span>export type Values =</span></span>
<span class="line"><span>  | { readonly [name: string]: ArrayInput | number }</span></span>
<span class="line"><span>  | ReadonlyMap&lt;Parameter, ArrayInput | number&gt;</span></span>
<span class="line"><span>  | readonly (readonly [Parameter, ArrayInput | number])[];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The numbers of one parameter: element i of the batch starts at \`i * stride\`. */</span></span>
<span class="line"><span>interface Given {</span></span>
<span class="line"><span>  readonly data: Float64Array;</span></span>
<span class="line"><span>  readonly stride: number;</span></span>
<span class="line"><span>  readonly batch: number | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** All parameters&#39; numbers for a batch. */</span></span>
<span class="line"><span>export class Theta {</span></span>
<span class="line"><span>  readonly batch: number;</span></span>
<span class="line"><span>  /** Whether any value has a batch axis. */</span></span>
<span class="line"><span>  readonly batched: boolean;</span></span>
<span class="line"><span>  readonly #parameters: readonly Located&lt;Parameter&gt;[];</span></span>
<span class="line"><span>  /** Undefined where all numbers are in the row that stands for all elements. */</span></span>
<span class="line"><span>  readonly #given: readonly Given[] | undefined;</span></span>
<span class="line"><span>  readonly #size: number;</span></span>
<span class="line"><span>  #row: Float64Array | undefined;</span></span>
<span class="line"><span>  #at = -1;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(</span></span>
<span class="line"><span>    parameters: readonly Located&lt;Parameter&gt;[],</span></span>
<span class="line"><span>    given: readonly Given[] | Float64Array,</span></span>
<span class="line"><span>    size: number,</span></span>
<span class="line"><span>  ) {</span></span>
<span class="line"><span>    this.#parameters = parameters;</span></span>
<span class="line"><span>    this.#size = size;</span></span>
<span class="line"><span>    if (given instanceof Float64Array) {</span></span>
<span class="line"><span>      this.#row = given;</span></span>
<span class="line"><span>      this.#at = 0;</span></span>
<span class="line"><span>      this.batched = false;</span></span>
<span class="line"><span>      this.batch = 1;</span></span>
<span class="line"><span>      return;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.#given = given;</span></span>
<span class="line"><span>    const batches = given.flatMap(({ batch }) =&gt; (batch === undefined ? [] : [batch]));</span></span>
<span class="line"><span>    const several = batches.find((one) =&gt; one !== 1);</span></span>
<span class="line"><span>    const batch = several ?? (batches.length &gt; 0 ? 1 : undefined);</span></span>
<span class="line"><span>    given.forEach((one, i) =&gt; {</span></span>
<span class="line"><span>      if (one.batch !== undefined &amp;&amp; one.batch !== 1 &amp;&amp; one.batch !== batch)</span></span>
<span class="line"><span>        throw mixedBatch(parameters, given, i);</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    // A batch of one serves every element of a larger one.</span></span>
<span class="line"><span>    if (several !== undefined) {</span></span>
<span class="line"><span>      this.#given = given.map((one) =&gt; (one.batch === 1 ? { ...one, stride: 0 } : one));</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    this.batched = batch !== undefined;</span></span>
<span class="line"><span>    this.batch = batch ?? 1;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Whether these parameters (positions in theta) are the same for all elements. */</span></span>
<span class="line"><span>  sharesAll(positions: Iterable&lt;number&gt;): boolean {</span></span>
<span class="line"><span>    if (this.#given === undefined) return true;</span></span>
<span class="line"><span>    for (const position of positions) if (this.#given[position].stride &gt; 0) return false;</span></span>
<span class="line"><span>    return true;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** One entry of one parameter moves by 1, in all elements, and nothing else. */</span></span>
<span class="line"><span>  unit(position: number, entry: number): Theta {</span></span>
<span class="line"><span>    const given = this.#parameters.map(({ leaf }, i): Given =&gt; {</span></span>
<span class="line"><span>      const data = new Float64Array(leaf.size);</span></span>
<span class="line"><span>      if (i === position) data[entry] = 1;</span></span>
<span class="line"><span>      return { data, stride: 0, batch: undefined };</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    return new Theta(this.#parameters, given, this.#size);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The numbers of all parameters for one element; valid until the next call. */</span></span>
<span class="line"><span>  row(element: number): Float64Array {</span></span>
<span class="line"><span>    const row = (this.#row ??= new Float64Array(this.#size));</span></span>
<span class="line"><span>    if (this.#at === element || (this.#at &gt;= 0 &amp;&amp; !this.batched)) return row;</span></span>
<span class="line"><span>    this.#given?.forEach(({ data, stride }, i) =&gt; {</span></span>
<span class="line"><span>      const { leaf, start } = this.#parameters[i];</span></span>
<span class="line"><span>      if (stride === 0 &amp;&amp; this.#at &gt;= 0) return;</span></span>
<span class="line"><span>      row.set(</span></span>
<span class="line"><span>        data.length === leaf.size ? data : data.subarray(element * stride, element * stride + leaf.size),</span></span>
<span class="line"><span>        start,</span></span>
<span class="line"><span>      );</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>    this.#at = element;</span></span>
<span class="line"><span>    return row;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The shape of a parameter&#39;s value, which is that of its gradient. */</span></span>
<span class="line"><span>  shapeOf(position: number): number[] {</span></span>
<span class="line"><span>    const batch = this.#given?.[position].batch;</span></span>
<span class="line"><span>    const { shape } = this.#parameters[position].leaf;</span></span>
<span class="line"><span>    return batch === undefined ? [...shape] : [batch, ...shape];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  strideOf(position: number): number {</span></span>
<span class="line"><span>    return this.#given?.[position].stride ?? 0;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The usual case without detours: arrays of float64 by name, one for all, with nothing to be checked but that they are</span></span>
<span class="line"><span> * finite. Undefined for all else, which {@link readTheta} reads, or refuses.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function readPlainTheta(</span></span>
<span class="line"><span>  { parameters, thetaSize }: Pick&lt;Compiled, &quot;parameters&quot; | &quot;thetaSize&quot;&gt;,</span></span>
<span class="line"><span>  positions: ReadonlyMap&lt;string, number&gt;,</span></span>
<span class="line"><span>  values: Values | undefined,</span></span>
<span class="line"><span>): Theta | undefined {</span></span>
<span class="line"><span>  if (typeof values !== &quot;object&quot; || (values as unknown) === null) return undefined;</span></span>
<span class="line"><span>  const row = new Float64Array(thetaSize);</span></span>
<span class="line"><span>  let count = 0;</span></span>
<span class="line"><span>  for (const name in values) {</span></span>
<span class="line"><span>    const position = positions.get(name);</span></span>
<span class="line"><span>    const value: unknown = (values as Readonly&lt;Record&lt;string, unknown&gt;&gt;)[name];</span></span>
<span class="line"><span>    if (position === undefined || !(value instanceof Float64Array)) return undefined;</span></span>
<span class="line"><span>    const { leaf, start } = parameters[position];</span></span>
<span class="line"><span>    if (value.length !== leaf.size || leaf.sign !== &quot;unknown&quot;) return undefined;</span></span>
<span class="line"><span>    for (let i = 0; i &lt; value.length; i++) {</span></span>
<span class="line"><span>      if (value[i] - value[i] !== 0) return undefined;</span></span>
<span class="line"><span>      row[start + i] = value[i];</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    count++;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return count === parameters.length ? new Theta(parameters, row, thetaSize) : undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function mixedBatch(</span></span>
<span class="line"><span>  parameters: readonly Located&lt;Parameter&gt;[],</span></span>
<span class="line"><span>  given: readonly Given[],</span></span>
<span class="line"><span>  odd: number,</span></span>
<span class="line"><span>): OptNetError {</span></span>
<span class="line"><span>  const sizes = given.flatMap(({ batch }, i) =&gt;</span></span>
<span class="line"><span>    batch === undefined ? [] : [\`\${parameters[i].leaf} has \${batch}\`],</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field: String(parameters[odd].leaf),</span></span>
<span class="line"><span>    expected: &quot;one batch size for all values that have a batch axis&quot;,</span></span>
<span class="line"><span>    got: sizes.join(&quot;, &quot;),</span></span>
<span class="line"><span>    hint: &quot;A value without a batch axis is shared by all elements.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Reads values of parameters, or what is shaped like them.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param missing what stands for values that are left out; without it they are an error.</span></span>
<span class="line"><span> * @throws OptNetError naming the parameter.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function readTheta(</span></span>
<span class="line"><span>  compiled: Pick&lt;Compiled, &quot;parameters&quot; | &quot;thetaSize&quot;&gt;,</span></span>
<span class="line"><span>  values: Values | undefined,</span></span>
<span class="line"><span>  how: { readonly field: string; readonly finite: boolean; readonly checked: boolean; readonly missing?: 0 },</span></span>
<span class="line"><span>): Theta {</span></span>
<span class="line"><span>  const { parameters, thetaSize } = compiled;</span></span>
<span class="line"><span>  const valueOf = lookUp(parameters, values ?? {}, how.field);</span></span>
<span class="line"><span>  const given = parameters.map(({ leaf }): Given =&gt; {</span></span>
<span class="line"><span>    const value = valueOf(leaf);</span></span>
<span class="line"><span>    if (value !== undefined) return readValue(leaf, value, how);</span></span>
<span class="line"><span>    if (how.missing === 0) return { data: new Float64Array(leaf.size), stride: 0, batch: undefined };</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: nameOf(leaf),</span></span>
<span class="line"><span>      expected: \`a value of shape \${formatShape(leaf.shape)}, or \${formatShape([&quot;B&quot;, ...leaf.shape])}\`,</span></span>
<span class="line"><span>      got: &quot;none&quot;,</span></span>
<span class="line"><span>      hint:</span></span>
<span class="line"><span>        leaf.name === undefined</span></span>
<span class="line"><span>          ? &quot;It has no name: pass a Map, or pairs [[parameter, value]].&quot;</span></span>
<span class="line"><span>          : \`Pass { \${leaf.name}: … } to solve.\`,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  return new Theta(parameters, given, thetaSize);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function nameOf(leaf: Parameter): string {</span></span>
<span class="line"><span>  return leaf.name ?? shown(leaf);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Finds values by name or by object. */</span></span>
<span class="line"><span>function lookUp(</span></span>
<span class="line"><span>  parameters: readonly Located&lt;Parameter&gt;[],</span></span>
<span class="line"><span>  values: Values,</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>): (leaf: Parameter) =&gt; unknown {</span></span>
<span class="line"><span>  const known = parameters.map(({ leaf }) =&gt; leaf);</span></span>
<span class="line"><span>  if (values instanceof Map || Array.isArray(values)) {</span></span>
<span class="line"><span>    const byObject = readSafely(</span></span>
<span class="line"><span>      field,</span></span>
<span class="line"><span>      () =&gt; new Map&lt;unknown, unknown&gt;(values as ReadonlyMap&lt;unknown, unknown&gt;),</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>    for (const key of byObject.keys()) {</span></span>
<span class="line"><span>      if (known.includes(key as Parameter)) continue;</span></span>
<span class="line"><span>      throw new OptNetError({</span></span>
<span class="line"><span>        field,</span></span>
<span class="line"><span>        expected: &quot;parameters of the problem&quot;,</span></span>
<span class="line"><span>        got: shown(key as Parameter),</span></span>
<span class="line"><span>        hint: \`It has \${known.length === 0 ? &quot;none&quot; : known.map(String).join(&quot;, &quot;)}.\`,</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return (leaf) =&gt; byObject.get(leaf);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const names = known.flatMap(({ name }) =&gt; (name === undefined ? [] : [name]));</span></span>
<span class="line"><span>  const read = readObject&lt;string&gt;(values, {</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    names,</span></span>
<span class="line"><span>    expected: &quot;an object with the values of parameters&quot;,</span></span>
<span class="line"><span>    hint: &quot;For example { mu: [1, 2] }; without names a Map of parameters and values.&quot;,</span></span>
<span class="line"><span>    unknown: (name) =&gt;</span></span>
<span class="line"><span>      names.length === 0</span></span>
<span class="line"><span>        ? &quot;The problem has no parameters with names.&quot;</span></span>
<span class="line"><span>        : \`The problem&#39;s parameters are \${names.join(&quot;, &quot;)}; \${quoted(name)} is none of them.\`,</span></span>
<span class="line"><span>    named: (name) =&gt; name,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  return ({ name }) =&gt; (name === undefined ? undefined : read[name]);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function readValue(</span></span>
<span class="line"><span>  leaf: Parameter,</span></span>
<span class="line"><span>  value: unknown,</span></span>
<span class="line"><span>  { field, finite, checked }: { readonly field: string; readonly finite: boolean; readonly checked: boolean },</span></span>
<span class="line"><span>): Given {</span></span>
<span class="line"><span>  const name = field === &quot;values&quot; ? nameOf(leaf) : \`\${field}.\${nameOf(leaf)}\`;</span></span>
<span class="line"><span>  const numbers = readNumbers(name, value);</span></span>
<span class="line"><span>  const { data } = numbers;</span></span>
<span class="line"><span>  const size = leaf.size;</span></span>
<span class="line"><span>  const shape = numbers.shape ?? (data.length === size ? leaf.shape : [data.length]);</span></span>
<span class="line"><span>  const batched = shape.length === leaf.shape.length + 1 &amp;&amp; sameShape(shape.slice(1), leaf.shape);</span></span>
<span class="line"><span>  if (!batched &amp;&amp; !sameShape(shape, leaf.shape)) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: name,</span></span>
<span class="line"><span>      expected: \`shape \${formatShape(leaf.shape)}, or \${formatShape([&quot;B&quot;, ...leaf.shape])} for a batch\`,</span></span>
<span class="line"><span>      got: describeNumbers(numbers),</span></span>
<span class="line"><span>      hint: &quot;A flat typed array of a batch needs its shape: { data, shape: [B, …] }.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (finite) requireFinite(name, data, shape, batched);</span></span>
<span class="line"><span>  if (checked) requireSign(leaf, name, data, shape, batched);</span></span>
<span class="line"><span>  return { data, stride: batched ? size : 0, batch: batched ? shape[0] : undefined };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function requireSign(</span></span>
<span class="line"><span>  leaf: Parameter,</span></span>
<span class="line"><span>  name: string,</span></span>
<span class="line"><span>  data: Float64Array,</span></span>
<span class="line"><span>  shape: readonly number[],</span></span>
<span class="line"><span>  batched: boolean,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  const [nonnegative, nonpositive] = [isNonnegative(leaf), isNonpositive(leaf)];</span></span>
<span class="line"><span>  if (!nonnegative &amp;&amp; !nonpositive) return;</span></span>
<span class="line"><span>  for (let i = 0; i &lt; data.length; i++) {</span></span>
<span class="line"><span>    if (!((nonnegative &amp;&amp; data[i] &lt; 0) || (nonpositive &amp;&amp; data[i] &gt; 0))) continue;</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: name,</span></span>
<span class="line"><span>      expected: \`numbers that are not \${nonnegative ? &quot;negative&quot; : &quot;positive&quot;}, as the parameter was declared\`,</span></span>
<span class="line"><span>      got: \`\${data[i]} at \${positionOf(name, shape, batched, i)}\`,</span></span>
<span class="line"><span>      hint: &quot;The problem is convex for these only: clip the value, or put it through a softplus.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/theta-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const thetaTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  thetaTs as default
};
