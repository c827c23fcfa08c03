import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/leaves.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/leaves-ts.md","filePath":"site/generated/source/src/model/leaves-ts.md"}');
const _sfc_main = { name: "source/src/model/leaves-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelleavests" tabindex="-1"><code>src/model/leaves.ts</code> <a class="header-anchor" href="#srcmodelleavests" aria-label="Permalink to &quot;\`src/model/leaves.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Variables, parameters and constants as users make them. */</span></span>
<span class="line"><span>import { OptNetError, describe, formatShape, sizeOf } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import { readObject } from &quot;../problem/read.js&quot;;</span></span>
<span class="line"><span>import { parameterAtom, variableAtom } from &quot;./atoms/leaves.js&quot;;</span></span>
<span class="line"><span>import type { ExpressionInput } from &quot;./expression.js&quot;;</span></span>
<span class="line"><span>import { Expression, constantExpression, expressionOf } from &quot;./expression.js&quot;;</span></span>
<span class="line"><span>import type { Shape, Sign } from &quot;./node.js&quot;;</span></span>
<span class="line"><span>import { signFrom } from &quot;./rules.js&quot;;</span></span>
<span class="line"><span>import { requireShape } from &quot;./shapes.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What is known of a variable. */</span></span>
<span class="line"><span>export interface VariableOptions {</span></span>
<span class="line"><span>  /** By which values, cotangents and messages know it. */</span></span>
<span class="line"><span>  readonly name?: string | undefined;</span></span>
<span class="line"><span>  /** All entries ≥ 0: bounds. */</span></span>
<span class="line"><span>  readonly nonneg?: boolean | undefined;</span></span>
<span class="line"><span>  /** All entries ≤ 0: bounds. */</span></span>
<span class="line"><span>  readonly nonpos?: boolean | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What is known of a parameter&#39;s values; \`solve\` refuses others. */</span></span>
<span class="line"><span>export interface ParameterOptions {</span></span>
<span class="line"><span>  /** By which values, gradients and messages know it. */</span></span>
<span class="line"><span>  readonly name?: string | undefined;</span></span>
<span class="line"><span>  /** All entries ≥ 0: it may weigh what is convex. */</span></span>
<span class="line"><span>  readonly nonneg?: boolean | undefined;</span></span>
<span class="line"><span>  /** All entries ≤ 0. */</span></span>
<span class="line"><span>  readonly nonpos?: boolean | undefined;</span></span>
<span class="line"><span>  /** A positive semidefinite matrix, for \`quadForm\`. A value that is not is a status of its element. */</span></span>
<span class="line"><span>  readonly psd?: boolean | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** An unknown that a problem is solved for. */</span></span>
<span class="line"><span>export class Variable extends Expression {</span></span>
<span class="line"><span>  /** By which values and cotangents know it. */</span></span>
<span class="line"><span>  get name(): string | undefined {</span></span>
<span class="line"><span>    return this.leaf?.kind === &quot;variable&quot; ? this.leaf.name : undefined;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Data that is given when a problem is solved, and that gradients are taken in. */</span></span>
<span class="line"><span>export class Parameter extends Expression {</span></span>
<span class="line"><span>  /** By which values and gradients know it. */</span></span>
<span class="line"><span>  get name(): string | undefined {</span></span>
<span class="line"><span>    return this.leaf?.kind === &quot;parameter&quot; ? this.leaf.name : undefined;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Whether its values are positive semidefinite matrices. */</span></span>
<span class="line"><span>  get psd(): boolean {</span></span>
<span class="line"><span>    return this.leaf?.kind === &quot;parameter&quot; &amp;&amp; this.leaf.psd;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * A variable.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param shape its length, \`[rows, columns]\`, or \`[]\` for one number (the default).</span></span>
<span class="line"><span> * @param options its name, or more of what is known.</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * const w = variable(20, &quot;w&quot;);</span></span>
<span class="line"><span> * const flow = variable([3, 4], { name: &quot;flow&quot;, nonneg: true });</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function variable(</span></span>
<span class="line"><span>  shape: number | Shape = [],</span></span>
<span class="line"><span>  options: string | VariableOptions = {},</span></span>
<span class="line"><span>  ...more: readonly never[]</span></span>
<span class="line"><span>): Variable {</span></span>
<span class="line"><span>  refuseMore(&quot;variable&quot;, more);</span></span>
<span class="line"><span>  const lengths = requireShape(&quot;variable&quot;, shape);</span></span>
<span class="line"><span>  const { name, sign } = readOptions(&quot;variable&quot;, options, [&quot;name&quot;, &quot;nonneg&quot;, &quot;nonpos&quot;]);</span></span>
<span class="line"><span>  return new Variable(variableAtom, [], { shape: lengths }, { kind: &quot;variable&quot;, name, sign }, sign);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * A parameter: data whose numbers come with \`solve\`, one array for all elements or one for each.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param shape its length, \`[rows, columns]\`, or \`[]\` for one number (the default).</span></span>
<span class="line"><span> * @param options its name, or more of what is known.</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * const mu = parameter(20, &quot;mu&quot;);</span></span>
<span class="line"><span> * const gamma = parameter([], { name: &quot;gamma&quot;, nonneg: true });</span></span>
<span class="line"><span> * const Sigma = parameter([20, 20], { name: &quot;Sigma&quot;, psd: true });</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function parameter(</span></span>
<span class="line"><span>  shape: number | Shape = [],</span></span>
<span class="line"><span>  options: string | ParameterOptions = {},</span></span>
<span class="line"><span>  ...more: readonly never[]</span></span>
<span class="line"><span>): Parameter {</span></span>
<span class="line"><span>  refuseMore(&quot;parameter&quot;, more);</span></span>
<span class="line"><span>  const lengths = requireShape(&quot;parameter&quot;, shape);</span></span>
<span class="line"><span>  const { name, sign, psd } = readOptions(&quot;parameter&quot;, options, [&quot;name&quot;, &quot;nonneg&quot;, &quot;nonpos&quot;, &quot;psd&quot;]);</span></span>
<span class="line"><span>  if (psd &amp;&amp; (lengths.length !== 2 || lengths[0] !== lengths[1])) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;parameter.psd&quot;,</span></span>
<span class="line"><span>      expected: &quot;a square matrix, as semidefinite ones are&quot;,</span></span>
<span class="line"><span>      got: \`shape \${formatShape(lengths)}\`,</span></span>
<span class="line"><span>      hint: &quot;parameter([n, n], { psd: true }); for one number ≥ 0, nonneg.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return new Parameter(parameterAtom, [], { shape: lengths }, { kind: &quot;parameter&quot;, name, sign, psd }, sign);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Numbers as an expression; a plain typed array is a vector. */</span></span>
<span class="line"><span>export function constant(value: ExpressionInput): Expression {</span></span>
<span class="line"><span>  return expressionOf(&quot;constant&quot;, value);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** All 0. */</span></span>
<span class="line"><span>export function zeros(...shape: number[]): Expression {</span></span>
<span class="line"><span>  return filled(&quot;zeros&quot;, shape, () =&gt; 0);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** All 1. */</span></span>
<span class="line"><span>export function ones(...shape: number[]): Expression {</span></span>
<span class="line"><span>  return filled(&quot;ones&quot;, shape, () =&gt; 1);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The identity matrix. */</span></span>
<span class="line"><span>export function eye(n: number): Expression {</span></span>
<span class="line"><span>  return filled(&quot;eye&quot;, [n, n], (i) =&gt; (i % (n + 1) === 0 ? 1 : 0));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function filled(name: string, given: readonly number[], entry: (i: number) =&gt; number): Expression {</span></span>
<span class="line"><span>  const shape = requireShape(name, given);</span></span>
<span class="line"><span>  return constantExpression(</span></span>
<span class="line"><span>    Float64Array.from({ length: sizeOf(shape) }, (_, i) =&gt; entry(i)),</span></span>
<span class="line"><span>    shape,</span></span>
<span class="line"><span>  );</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A sign that stands in the wrong place must not be lost. */</span></span>
<span class="line"><span>function refuseMore(field: string, more: readonly unknown[]): void {</span></span>
<span class="line"><span>  if (more.length === 0) return;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: &quot;a shape, and a name or an object&quot;,</span></span>
<span class="line"><span>    got: \`\${describe(more[0])} as a third argument\`,</span></span>
<span class="line"><span>    hint: \`The name goes into the object: \${field}(3, { name: &quot;x&quot;, nonneg: true }).\`,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>type OptionName = &quot;name&quot; | &quot;nonneg&quot; | &quot;nonpos&quot; | &quot;psd&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function readOptions(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  options: unknown,</span></span>
<span class="line"><span>  names: readonly OptionName[],</span></span>
<span class="line"><span>): { name: string | undefined; sign: Sign; psd: boolean } {</span></span>
<span class="line"><span>  if (typeof options === &quot;string&quot;) options = { name: options };</span></span>
<span class="line"><span>  const read = readObject(options, {</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    names,</span></span>
<span class="line"><span>    expected: &quot;a name, or an object&quot;,</span></span>
<span class="line"><span>    hint: \`For example \${field}(3, &quot;x&quot;) or \${field}(3, { name: &quot;x&quot;, nonneg: true }).\`,</span></span>
<span class="line"><span>    unknown: (name) =&gt;</span></span>
<span class="line"><span>      /^(integer|boolean|binary|bool)$/i.test(name)</span></span>
<span class="line"><span>        ? &quot;Whole numbers make another kind of problem; box(0, 1) is the relaxation.&quot;</span></span>
<span class="line"><span>        : \`Say it by \${names.join(&quot;, &quot;)}; other properties of \${field === &quot;variable&quot; ? &quot;variables are constraints&quot; : &quot;parameters are not checked&quot;}.\`,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>  const { name } = read;</span></span>
<span class="line"><span>  if (name !== undefined &amp;&amp; (typeof name !== &quot;string&quot; || name === &quot;&quot; || name === &quot;objective&quot;)) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: \`\${field}.name\`,</span></span>
<span class="line"><span>      expected: &#39;a text that is not empty, and not &quot;objective&quot;&#39;,</span></span>
<span class="line"><span>      got: describe(name),</span></span>
<span class="line"><span>      hint: &quot;Values, gradients and messages call it so; leave it out, and the object itself is the key.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const is = (option: OptionName): boolean =&gt; {</span></span>
<span class="line"><span>    const value = read[option];</span></span>
<span class="line"><span>    if (value === undefined || typeof value === &quot;boolean&quot;) return value === true;</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: \`\${field}.\${option}\`,</span></span>
<span class="line"><span>      expected: &quot;true or false&quot;,</span></span>
<span class="line"><span>      got: describe(value),</span></span>
<span class="line"><span>      hint: &quot;Leave it out for false.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  return { name, sign: signFrom(is(&quot;nonneg&quot;), is(&quot;nonpos&quot;)), psd: is(&quot;psd&quot;) };</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/leaves-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const leavesTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  leavesTs as default
};
