import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/form/block-units.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/form/block-units-ts.md","filePath":"site/generated/source/src/form/block-units-ts.md"}');
const _sfc_main = { name: "source/src/form/block-units-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcformblock-unitsts" tabindex="-1"><code>src/form/block-units.ts</code> <a class="header-anchor" href="#srcformblock-unitsts" aria-label="Permalink to &quot;\`src/form/block-units.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Canonical units of the unknowns and rows of a KKT system: K times them from both sides has entries of about 1. */</span></span>
<span class="line"><span>import type { Refinable } from &quot;./refinement.js&quot;;</span></span>
<span class="line"><span>import { addBlocks, refine } from &quot;./refinement.js&quot;;</span></span>
<span class="line"><span>import type { Blocks, Constraints } from &quot;./standard.js&quot;;</span></span>
<span class="line"><span>import type { UnitsOfElement } from &quot;./units.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export class BlockUnits {</span></span>
<span class="line"><span>  readonly #units: Blocks;</span></span>
<span class="line"><span>  /** Rows of G without entries: they have no canonical unit. */</span></span>
<span class="line"><span>  readonly #empty: readonly number[];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(constraints: Constraints, units: UnitsOfElement) {</span></span>
<span class="line"><span>    this.#units = unitsOfBlocks(constraints, units);</span></span>
<span class="line"><span>    this.#empty = constraints.emptyRowsOfG();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Per variable in the user&#39;s units what is \`value\` in these. */</span></span>
<span class="line"><span>  rho(value: number): Float64Array {</span></span>
<span class="line"><span>    return this.#units.z.map((unit) =&gt; value / unit ** 2);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The same per row of C; of rows without entries it is \`value\`. */</span></span>
<span class="line"><span>  delta(value: number): Float64Array {</span></span>
<span class="line"><span>    const delta = this.#units.lambda.map((unit) =&gt; value / unit ** 2);</span></span>
<span class="line"><span>    for (const row of this.#empty) delta[row] = value;</span></span>
<span class="line"><span>    return delta;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Where rows of C have these gaps, which is all that an empty one has. */</span></span>
<span class="line"><span>  at(gap: Float64Array): Blocks {</span></span>
<span class="line"><span>    if (this.#empty.length === 0) return this.#units;</span></span>
<span class="line"><span>    const lambda = this.#units.lambda.slice();</span></span>
<span class="line"><span>    for (const row of this.#empty)</span></span>
<span class="line"><span>      if (gap[row] &gt; 0 &amp;&amp; gap[row] &lt; Infinity) lambda[row] = 1 / Math.sqrt(gap[row]);</span></span>
<span class="line"><span>    return { ...this.#units, lambda };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function unitsOfBlocks(constraints: Constraints, { units }: UnitsOfElement): Blocks {</span></span>
<span class="line"><span>  const { z, nu, lambda } = constraints.newBlocks();</span></span>
<span class="line"><span>  const root = Math.sqrt(units.objective);</span></span>
<span class="line"><span>  constraints.free.forEach((variable, i) =&gt; (z[variable] = units.z[i] * root));</span></span>
<span class="line"><span>  const e = constraints.equalities - constraints.fixed.length;</span></span>
<span class="line"><span>  for (let i = 0; i &lt; e; i++) nu[i] = units.A[i] / root;</span></span>
<span class="line"><span>  for (let i = 0; i &lt; constraints.rowsOfG; i++) lambda[i] = units.G[i] / root;</span></span>
<span class="line"><span>  // Fixed variables have no canonical unit: theirs is what makes the largest entry of their columns 1.</span></span>
<span class="line"><span>  const sizes = constraints.columnSizes({ z, nu, lambda });</span></span>
<span class="line"><span>  constraints.fixed.forEach((variable, k) =&gt; {</span></span>
<span class="line"><span>    z[variable] = sizes[variable] &gt; 0 ? 1 / sizes[variable] : 1;</span></span>
<span class="line"><span>    nu[e + k] = 1 / z[variable];</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  for (let row = constraints.rowsOfG; row &lt; lambda.length; row++) {</span></span>
<span class="line"><span>    lambda[row] = 1 / z[constraints.boundedBy(row)];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return { z, nu, lambda };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function multiplied(x: Blocks, units: Blocks): Blocks {</span></span>
<span class="line"><span>  const times = (name: keyof Blocks): Float64Array =&gt; x[name].map((value, i) =&gt; value * units[name][i]);</span></span>
<span class="line"><span>  return { z: times(&quot;z&quot;), nu: times(&quot;nu&quot;), lambda: times(&quot;lambda&quot;) };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** x ← units · x. */</span></span>
<span class="line"><span>export function multiplyBy(x: Blocks, units: Blocks): void {</span></span>
<span class="line"><span>  for (const name of [&quot;z&quot;, &quot;nu&quot;, &quot;lambda&quot;] as const) {</span></span>
<span class="line"><span>    for (let i = 0; i &lt; x[name].length; i++) x[name][i] *= units[name][i];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Solves and refines, in these units, what is given in the user&#39;s; returns the relative residual, in these. */</span></span>
<span class="line"><span>export function refineInUnits(system: Refinable, units: Blocks, right: Blocks, out: Blocks): number {</span></span>
<span class="line"><span>  const { residual } = refine(system, multiplied(right, units), out);</span></span>
<span class="line"><span>  multiplyBy(out, units);</span></span>
<span class="line"><span>  return residual;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** out += factor · K x in these units, with rho on the diagonal of Q and −gap on that of the rows of C. */</span></span>
<span class="line"><span>export function addKktTimes(</span></span>
<span class="line"><span>  constraints: Constraints,</span></span>
<span class="line"><span>  units: Blocks,</span></span>
<span class="line"><span>  { rho, gap }: { readonly rho: number; readonly gap: Float64Array },</span></span>
<span class="line"><span>  x: Blocks,</span></span>
<span class="line"><span>  factor: number,</span></span>
<span class="line"><span>  out: Blocks,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  const product = constraints.newBlocks();</span></span>
<span class="line"><span>  const given = multiplied(x, units);</span></span>
<span class="line"><span>  constraints.addQ(given.z, product.z);</span></span>
<span class="line"><span>  constraints.addETransposed(given.nu, product.z);</span></span>
<span class="line"><span>  constraints.addCTransposed(given.lambda, product.z);</span></span>
<span class="line"><span>  constraints.addE(given.z, product.nu);</span></span>
<span class="line"><span>  constraints.addC(given.z, product.lambda);</span></span>
<span class="line"><span>  const image = multiplied(product, units);</span></span>
<span class="line"><span>  for (let i = 0; i &lt; x.z.length; i++) image.z[i] += rho * x.z[i];</span></span>
<span class="line"><span>  for (let i = 0; i &lt; gap.length; i++) image.lambda[i] -= gap[i] * x.lambda[i];</span></span>
<span class="line"><span>  addBlocks(out, factor, image);</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/form/block-units-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const blockUnitsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  blockUnitsTs as default
};
