import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/node.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/node-ts.md","filePath":"site/generated/source/src/model/node-ts.md"}');
const _sfc_main = { name: "source/src/model/node-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelnodets" tabindex="-1"><code>src/model/node.ts</code> <a class="header-anchor" href="#srcmodelnodets" aria-label="Permalink to &quot;\`src/model/node.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * What an expression is made of: a node of a graph, whose leaves are variables, parameters and constants. A node knows</span></span>
<span class="line"><span> * its shape, its sign and its curvature from those of its arguments, by the rules of disciplined convex programming.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Curvature is that in variables and parameters together: a parameter counts as something that varies, so that what is</span></span>
<span class="line"><span> * affine here has data that are affine in the parameters (disciplined parametrised programming).</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * Sources: Grant, Boyd &amp; Ye 2006, &quot;Disciplined convex programming&quot;; Agrawal et al. 2019, &quot;Differentiable convex</span></span>
<span class="line"><span> * optimization layers&quot; (arXiv 1910.12430), section 4.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import { OptNetError, sizeOf } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { Affine } from &quot;./affine.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Lengths of axes; \`[]\` is a single number. At most two. */</span></span>
<span class="line"><span>export type Shape = readonly number[];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Of all entries: \`zero\`, \`nonnegative\`, \`nonpositive\`, or \`unknown\`. */</span></span>
<span class="line"><span>export type Sign = &quot;zero&quot; | &quot;nonnegative&quot; | &quot;nonpositive&quot; | &quot;unknown&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * How it curves: \`constant\` has neither variables nor parameters in it; then \`affine\`, \`convex\`, \`concave\`, and \`unknown\` where</span></span>
<span class="line"><span> * no rule tells.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export type Curvature = &quot;constant&quot; | &quot;affine&quot; | &quot;convex&quot; | &quot;concave&quot; | &quot;unknown&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How a value moves with an argument: never down, never up, or either. */</span></span>
<span class="line"><span>export type Monotonicity = &quot;increasing&quot; | &quot;decreasing&quot; | &quot;neither&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What an atom is told besides its arguments, as JSON holds it. */</span></span>
<span class="line"><span>export type OptionValue = number | string | boolean | null | readonly OptionValue[];</span></span>
<span class="line"><span>export type Options = { readonly [name: string]: OptionValue };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What atoms need of the problem that they become a part of. */</span></span>
<span class="line"><span>export interface Canonical {</span></span>
<span class="line"><span>  /** The affine form of an argument. */</span></span>
<span class="line"><span>  form(node: Node): Affine;</span></span>
<span class="line"><span>  /** The same where it will be multiplied by parameters: none are left in it, nor in squares of it. */</span></span>
<span class="line"><span>  weighted(node: Node): Affine;</span></span>
<span class="line"><span>  /** New variables; entries of the form are they. */</span></span>
<span class="line"><span>  variables(size: number, lower?: number): Affine;</span></span>
<span class="line"><span>  /** Rows ≤ 0. */</span></span>
<span class="line"><span>  atMostZero(rows: Affine): void;</span></span>
<span class="line"><span>  /** Rows = 0. */</span></span>
<span class="line"><span>  zero(rows: Affine): void;</span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * A form that can be multiplied by itself: no parameters stand beside its variables, and none at all where the</span></span>
<span class="line"><span>   * product will be multiplied by some. It is the form itself or new variables that equal it.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  squarable(form: Affine): Affine;</span></span>
<span class="line"><span>  /** What stands for the product of two entries of squarable forms, in place of a variable. */</span></span>
<span class="line"><span>  product(left: Affine, i: number, right: Affine, j: number): number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What all nodes of one kind have in common. */</span></span>
<span class="line"><span>export interface PrimitiveAtom {</span></span>
<span class="line"><span>  /** As users write it. */</span></span>
<span class="line"><span>  readonly name: string;</span></span>
<span class="line"><span>  /** @throws OptNetError where shapes do not go together. */</span></span>
<span class="line"><span>  shapeOf(args: readonly Node[], options: Options): Shape;</span></span>
<span class="line"><span>  signOf(args: readonly Node[], options: Options): Sign;</span></span>
<span class="line"><span>  curvatureOf(args: readonly Node[], options: Options): Curvature;</span></span>
<span class="line"><span>  /** Whether it is quadratic where it curves: then it is for objectives alone. */</span></span>
<span class="line"><span>  readonly quadratic?: true;</span></span>
<span class="line"><span>  /** Whether its value is linear in its arguments, or bilinear in data and the rest. */</span></span>
<span class="line"><span>  readonly affine?: true;</span></span>
<span class="line"><span>  /** Whether parameters among its arguments multiply what it is made of, as the matrix of a quadratic form does. */</span></span>
<span class="line"><span>  weighs?(args: readonly Node[]): boolean;</span></span>
<span class="line"><span>  /** The value, row-major, from those of its arguments. */</span></span>
<span class="line"><span>  evaluate(args: readonly Float64Array[], node: Node): Float64Array;</span></span>
<span class="line"><span>  /** An affine form that may stand for the node where it is pushed down (if convex) or up (if concave). */</span></span>
<span class="line"><span>  canonical(node: Node, canonical: Canonical): Affine;</span></span>
<span class="line"><span>  /** Written out; \`name(arguments)\` where it is absent. */</span></span>
<span class="line"><span>  print?(args: readonly Node[], options: Options): string;</span></span>
<span class="line"><span>  /** How tightly it binds in print: 1 for sums, 2 for products, 3 for all else. */</span></span>
<span class="line"><span>  readonly binding?: number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** An atom that is short for an expression. */</span></span>
<span class="line"><span>export interface CompositeAtom extends Pick&lt;PrimitiveAtom, &quot;name&quot; | &quot;print&quot; | &quot;binding&quot;&gt; {</span></span>
<span class="line"><span>  expand(args: readonly Node[], options: Options): Node;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export type Atom = PrimitiveAtom | CompositeAtom;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What a node without arguments is. */</span></span>
<span class="line"><span>export type Leaf =</span></span>
<span class="line"><span>  | { readonly kind: &quot;constant&quot;; readonly data: Float64Array }</span></span>
<span class="line"><span>  | { readonly kind: &quot;variable&quot;; readonly name: string | undefined; readonly sign: Sign }</span></span>
<span class="line"><span>  | {</span></span>
<span class="line"><span>      readonly kind: &quot;parameter&quot;;</span></span>
<span class="line"><span>      readonly name: string | undefined;</span></span>
<span class="line"><span>      readonly sign: Sign;</span></span>
<span class="line"><span>      /** Whether its values are symmetric positive semidefinite matrices. */</span></span>
<span class="line"><span>      readonly psd: boolean;</span></span>
<span class="line"><span>    };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export class Node {</span></span>
<span class="line"><span>  /** What it is made by. */</span></span>
<span class="line"><span>  readonly atom: Atom;</span></span>
<span class="line"><span>  /** What it is made of. */</span></span>
<span class="line"><span>  readonly args: readonly Node[];</span></span>
<span class="line"><span>  /** What the atom was told besides. */</span></span>
<span class="line"><span>  readonly options: Options;</span></span>
<span class="line"><span>  /** Set of variables, parameters and constants. */</span></span>
<span class="line"><span>  readonly leaf: Leaf | undefined;</span></span>
<span class="line"><span>  /** What a composite atom is short for. */</span></span>
<span class="line"><span>  readonly expansion: Node | undefined;</span></span>
<span class="line"><span>  /** Lengths of its axes; \`[]\` for a single number. */</span></span>
<span class="line"><span>  readonly shape: Shape;</span></span>
<span class="line"><span>  /** Of all its entries. */</span></span>
<span class="line"><span>  readonly sign: Sign;</span></span>
<span class="line"><span>  /** In variables and parameters together. */</span></span>
<span class="line"><span>  readonly jointCurvature: Curvature;</span></span>
<span class="line"><span>  /** Whether there is a quadratic in it, which a constraint cannot have. */</span></span>
<span class="line"><span>  readonly quadratic: boolean;</span></span>
<span class="line"><span>  /** Whether there is a variable in it. */</span></span>
<span class="line"><span>  readonly hasVariables: boolean;</span></span>
<span class="line"><span>  /** Whether there is a parameter in it. */</span></span>
<span class="line"><span>  readonly hasParameters: boolean;</span></span>
<span class="line"><span>  /** Whether parameters are left in its affine form; those inside of a nonlinear atom are not. */</span></span>
<span class="line"><span>  readonly parametrised: boolean;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(atom: Atom, args: readonly Node[], options: Options = {}, leaf?: Leaf, sign?: Sign) {</span></span>
<span class="line"><span>    this.atom = atom;</span></span>
<span class="line"><span>    this.args = args;</span></span>
<span class="line"><span>    this.options = options;</span></span>
<span class="line"><span>    this.leaf = leaf;</span></span>
<span class="line"><span>    const expansion = &quot;expand&quot; in atom ? atom.expand(args, options) : undefined;</span></span>
<span class="line"><span>    const primitive = atom as PrimitiveAtom;</span></span>
<span class="line"><span>    this.expansion = expansion;</span></span>
<span class="line"><span>    this.shape = expansion ? expansion.shape : primitive.shapeOf(args, options);</span></span>
<span class="line"><span>    this.hasVariables = leaf?.kind === &quot;variable&quot; || args.some((arg) =&gt; arg.hasVariables);</span></span>
<span class="line"><span>    this.hasParameters = leaf?.kind === &quot;parameter&quot; || args.some((arg) =&gt; arg.hasParameters);</span></span>
<span class="line"><span>    this.sign = sign ?? expansion?.sign ?? primitive.signOf(args, options);</span></span>
<span class="line"><span>    this.jointCurvature = isConstant(this)</span></span>
<span class="line"><span>      ? &quot;constant&quot;</span></span>
<span class="line"><span>      : leaf</span></span>
<span class="line"><span>        ? &quot;affine&quot;</span></span>
<span class="line"><span>        : (expansion?.jointCurvature ?? primitive.curvatureOf(args, options));</span></span>
<span class="line"><span>    const inherited = primitive.quadratic === true || args.some((arg) =&gt; arg.quadratic);</span></span>
<span class="line"><span>    this.quadratic = !isConstant(this) &amp;&amp; (expansion?.quadratic ?? inherited);</span></span>
<span class="line"><span>    const left = primitive.affine ? args.some((arg) =&gt; arg.parametrised) : primitive.weighs?.(args);</span></span>
<span class="line"><span>    this.parametrised = leaf?.kind === &quot;parameter&quot; || (expansion?.parametrised ?? left ?? false);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** Numbers in it. */</span></span>
<span class="line"><span>  get size(): number {</span></span>
<span class="line"><span>    return sizeOf(this.shape);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * Text for a text; nothing for operators, which JavaScript would apply to texts: \`x &lt;= 3\` would be false, and \`x + 1\` &quot;x1&quot;.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @throws OptNetError for operators.</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  [Symbol.toPrimitive](hint: string): string {</span></span>
<span class="line"><span>    if (hint === &quot;string&quot;) return this.toString();</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;expression&quot;,</span></span>
<span class="line"><span>      expected: &quot;methods and functions where Python has operators&quot;,</span></span>
<span class="line"><span>      got: \`an operator of JavaScript beside \\\`\${this.toString()}\\\`\`,</span></span>
<span class="line"><span>      hint: &quot;x + y is x.add(y), 2 * x is x.mul(2), A @ x is A.matmul(x), x &lt;= 1 is x.le(1), x == 1 is x.eq(1).&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The expression as a reader would write it; long ones are cut where they are shown. */</span></span>
<span class="line"><span>  toString(): string {</span></span>
<span class="line"><span>    const { atom, args, options } = this;</span></span>
<span class="line"><span>    if (atom.print) return atom.print(args, options);</span></span>
<span class="line"><span>    const given = Object.values(options)</span></span>
<span class="line"><span>      .filter((value) =&gt; value !== null)</span></span>
<span class="line"><span>      .map((value) =&gt; JSON.stringify(value));</span></span>
<span class="line"><span>    return \`\${atom.name}(\${[...args.map(String), ...given].join(&quot;, &quot;)})\`;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whether nothing in it varies. */</span></span>
<span class="line"><span>export function isConstant(node: Pick&lt;Node, &quot;hasVariables&quot; | &quot;hasParameters&quot;&gt;): boolean {</span></span>
<span class="line"><span>  return !node.hasVariables &amp;&amp; !node.hasParameters;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** An argument in print, in parentheses where it binds less tightly than what it is in. */</span></span>
<span class="line"><span>export function inside(node: Node, binding: number): string {</span></span>
<span class="line"><span>  const own = node.atom.binding ?? 3;</span></span>
<span class="line"><span>  return own &lt; binding ? \`(\${node})\` : String(node);</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/node-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const nodeTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  nodeTs as default
};
