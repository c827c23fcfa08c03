import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/program.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/program-ts.md","filePath":"site/generated/source/src/model/program-ts.md"}');
const _sfc_main = { name: "source/src/model/program-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelprogramts" tabindex="-1"><code>src/model/program.ts</code> <a class="header-anchor" href="#srcmodelprogramts" aria-label="Permalink to &quot;\`src/model/program.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** A compiled problem with a solver that is kept: values of parameters go in, inputs of the quadratic program come out. */</span></span>
<span class="line"><span>import type { SettingsInput, SolverValues, SparseMatrix } from &quot;../index.js&quot;;</span></span>
<span class="line"><span>import { QpSolver } from &quot;../index.js&quot;;</span></span>
<span class="line"><span>import type { ArrayInput, DiagonalInput, FieldName } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { FIELD_NAMES } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { sparseMatrix } from &quot;../problem/sparse-matrix.js&quot;;</span></span>
<span class="line"><span>import type { Compiled } from &quot;./compile.js&quot;;</span></span>
<span class="line"><span>import type { FieldMap } from &quot;./field-map.js&quot;;</span></span>
<span class="line"><span>import { Theta } from &quot;./theta.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** An input that depends on parameters. */</span></span>
<span class="line"><span>interface Moving {</span></span>
<span class="line"><span>  readonly name: FieldName;</span></span>
<span class="line"><span>  readonly map: FieldMap;</span></span>
<span class="line"><span>  /** Positions of the parameters that it depends on. */</span></span>
<span class="line"><span>  readonly parameters: readonly number[];</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export class Program {</span></span>
<span class="line"><span>  readonly compiled: Compiled;</span></span>
<span class="line"><span>  readonly settings: SettingsInput;</span></span>
<span class="line"><span>  readonly moving: readonly Moving[];</span></span>
<span class="line"><span>  /** Positions of parameters that have names. */</span></span>
<span class="line"><span>  readonly positions: ReadonlyMap&lt;string, number&gt;;</span></span>
<span class="line"><span>  /** Inputs of the last call in which nothing had a batch axis. */</span></span>
<span class="line"><span>  #single: SolverValues | undefined;</span></span>
<span class="line"><span>  /** Arrays of the last call, by input: the solver copies what it is given. */</span></span>
<span class="line"><span>  readonly #arrays = new Map&lt;FieldName, Float64Array&gt;();</span></span>
<span class="line"><span>  #solver: QpSolver | undefined;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(compiled: Compiled, settings: SettingsInput) {</span></span>
<span class="line"><span>    this.compiled = compiled;</span></span>
<span class="line"><span>    const movesQ = compiled.fields.Q !== undefined &amp;&amp; !compiled.fields.Q.constant;</span></span>
<span class="line"><span>    // Numbers are checked as parameters; what is left is a Q that is not semidefinite, for some elements.</span></span>
<span class="line"><span>    this.settings = movesQ ? { invalid: &quot;status&quot;, ...settings } : settings;</span></span>
<span class="line"><span>    this.positions = new Map(</span></span>
<span class="line"><span>      compiled.parameters.flatMap(({ leaf }, i) =&gt;</span></span>
<span class="line"><span>        leaf.name === undefined ? [] : [[leaf.name, i] as const],</span></span>
<span class="line"><span>      ),</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>    this.moving = FIELD_NAMES.flatMap((name) =&gt; {</span></span>
<span class="line"><span>      const map = compiled.fields[name];</span></span>
<span class="line"><span>      return map === undefined || map.constant</span></span>
<span class="line"><span>        ? []</span></span>
<span class="line"><span>        : [{ name, map, parameters: parametersOf(compiled, map) }];</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  get solver(): QpSolver {</span></span>
<span class="line"><span>    return (this.#solver ??= this.#makeSolver());</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #makeSolver(): QpSolver {</span></span>
<span class="line"><span>    const { n, equalities, inequalities } = this.compiled;</span></span>
<span class="line"><span>    return new QpSolver({ variables: n, equalities, inequalities, ...this.constants() }, this.settings);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Inputs that are the same for all values of parameters. */</span></span>
<span class="line"><span>  constants(): SolverValues {</span></span>
<span class="line"><span>    const constants: { -readonly [Name in FieldName]?: ArrayInput | SparseMatrix } = {};</span></span>
<span class="line"><span>    for (const name of FIELD_NAMES) {</span></span>
<span class="line"><span>      const map = this.compiled.fields[name];</span></span>
<span class="line"><span>      if (map?.constant) constants[name] = whole(map, map.array());</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return constants;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** All parameters 0. */</span></span>
<span class="line"><span>  zero(): Theta {</span></span>
<span class="line"><span>    const { parameters, thetaSize } = this.compiled;</span></span>
<span class="line"><span>    return new Theta(parameters, new Float64Array(thetaSize), thetaSize);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Inputs that depend on the values. Their arrays are used again by the next call. */</span></span>
<span class="line"><span>  inputs(theta: Theta): SolverValues {</span></span>
<span class="line"><span>    if (!theta.batched &amp;&amp; this.#single) {</span></span>
<span class="line"><span>      for (const { name, map } of this.moving) map.write(theta.row(0), this.#arrays.get(name)!, 0);</span></span>
<span class="line"><span>      return this.#single;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const inputs: Partial&lt;Record&lt;FieldName, ArrayInput | DiagonalInput | SparseMatrix&gt;&gt; = {};</span></span>
<span class="line"><span>    for (const one of this.moving) {</span></span>
<span class="line"><span>      const { name, map, parameters } = one;</span></span>
<span class="line"><span>      const shared = theta.sharesAll(parameters);</span></span>
<span class="line"><span>      const batch = shared ? 1 : theta.batch;</span></span>
<span class="line"><span>      let data = this.#arrays.get(name);</span></span>
<span class="line"><span>      if (data?.length !== batch * map.width) this.#arrays.set(name, (data = map.array(batch)));</span></span>
<span class="line"><span>      for (let i = 0; i &lt; batch; i++) map.write(theta.row(i), data, i);</span></span>
<span class="line"><span>      inputs[name] = this.shaped(one, data, theta);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    if (theta.batched &amp;&amp; !this.#hasBatch(theta)) {</span></span>
<span class="line"><span>      // Parameters that only add to the objective: the elements differ in nothing that is solved.</span></span>
<span class="line"><span>      const p = this.compiled.fields.p!;</span></span>
<span class="line"><span>      inputs.p = { data: repeated(p, theta), shape: [theta.batch, p.size] };</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    // Sparse matrices are made of copies.</span></span>
<span class="line"><span>    const kept = !theta.batched &amp;&amp; this.moving.every(({ map }) =&gt; !map.sparse);</span></span>
<span class="line"><span>    this.#single = kept ? (inputs as SolverValues) : undefined;</span></span>
<span class="line"><span>    return inputs as SolverValues;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** An input&#39;s numbers with their shape, which has a batch axis where a parameter in it has one. */</span></span>
<span class="line"><span>  shaped(</span></span>
<span class="line"><span>    { name, map, parameters }: Moving,</span></span>
<span class="line"><span>    data: Float64Array,</span></span>
<span class="line"><span>    theta: Theta,</span></span>
<span class="line"><span>  ): ArrayInput | DiagonalInput | SparseMatrix {</span></span>
<span class="line"><span>    if (theta.sharesAll(parameters)) return whole(map, data);</span></span>
<span class="line"><span>    if (map.sparse) return sparseMatrix(map.pattern, { data: data.slice(), batch: theta.batch });</span></span>
<span class="line"><span>    const batched = { data, shape: [theta.batch, ...map.shape] };</span></span>
<span class="line"><span>    return name === &quot;Q&quot; &amp;&amp; this.compiled.diagonal ? { diagonal: batched } : batched;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  #hasBatch(theta: Theta): boolean {</span></span>
<span class="line"><span>    return this.moving.some(({ parameters }) =&gt; !theta.sharesAll(parameters));</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  dispose(): void {</span></span>
<span class="line"><span>    this.#solver?.dispose();</span></span>
<span class="line"><span>    this.#solver = undefined;</span></span>
<span class="line"><span>    this.#single = undefined;</span></span>
<span class="line"><span>    this.#arrays.clear();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A plain array, of a vector, is what solvers look into with the fewest steps. */</span></span>
<span class="line"><span>function whole(map: FieldMap, data: Float64Array): ArrayInput | SparseMatrix {</span></span>
<span class="line"><span>  if (map.sparse) return sparseMatrix(map.pattern, { data: data.slice(), batch: undefined });</span></span>
<span class="line"><span>  return map.shape.length === 1 ? data : { data, shape: map.shape };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function repeated(map: FieldMap, theta: Theta): Float64Array {</span></span>
<span class="line"><span>  const data = map.array(theta.batch);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; theta.batch; i++) map.write(theta.row(i), data, i);</span></span>
<span class="line"><span>  return data;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function parametersOf({ parameters }: Compiled, map: FieldMap): number[] {</span></span>
<span class="line"><span>  const found = new Set&lt;number&gt;();</span></span>
<span class="line"><span>  let [first, end] = [0, 0];</span></span>
<span class="line"><span>  for (const index of map.parameter) {</span></span>
<span class="line"><span>    if (index &gt;= first &amp;&amp; index &lt; end) continue;</span></span>
<span class="line"><span>    const position = parameters.findIndex(({ leaf, start }) =&gt; index &gt;= start &amp;&amp; index &lt; start + leaf.size);</span></span>
<span class="line"><span>    first = parameters[position].start;</span></span>
<span class="line"><span>    end = first + parameters[position].leaf.size;</span></span>
<span class="line"><span>    found.add(position);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return [...found];</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/program-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const programTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  programTs as default
};
