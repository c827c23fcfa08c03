import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/model/constraint.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/model/constraint-ts.md","filePath":"site/generated/source/src/model/constraint-ts.md"}');
const _sfc_main = { name: "source/src/model/constraint-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcmodelconstraintts" tabindex="-1"><code>src/model/constraint.ts</code> <a class="header-anchor" href="#srcmodelconstraintts" aria-label="Permalink to &quot;\`src/model/constraint.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** Constraints: what is said of expressions, entry by entry. */</span></span>
<span class="line"><span>import { OptNetError, describe } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import type { Shape } from &quot;./node.js&quot;;</span></span>
<span class="line"><span>import { Node } from &quot;./node.js&quot;;</span></span>
<span class="line"><span>import { requireBroadcast } from &quot;./shapes.js&quot;;</span></span>
<span class="line"><span>import { minus, plus } from &quot;./atoms/arithmetic.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** \`eq\` is left = right, \`le\` left ≤ right, \`ge\` left ≥ right, \`box\` lower ≤ x ≤ upper. */</span></span>
<span class="line"><span>export type Relation = &quot;eq&quot; | &quot;le&quot; | &quot;ge&quot; | &quot;box&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What a soft constraint costs per unit (\`&quot;l1&quot;\`), or per square (\`&quot;l2&quot;\`), of what is missing. */</span></span>
<span class="line"><span>export type Penalty = &quot;l1&quot; | &quot;l2&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export interface Softness {</span></span>
<span class="line"><span>  readonly weight: Node;</span></span>
<span class="line"><span>  readonly penalty: Penalty;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * A constraint on expressions, entry by entry; made by \`eq\`, \`le\`, \`ge\`, \`box\` and \`soft\`. It is the key by which a</span></span>
<span class="line"><span> * solution is asked for its dual.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export class Constraint {</span></span>
<span class="line"><span>  /** How its sides stand to each other. */</span></span>
<span class="line"><span>  readonly relation: Relation;</span></span>
<span class="line"><span>  /** Two sides, or of a box the variable expression and its bounds. */</span></span>
<span class="line"><span>  readonly sides: readonly Node[];</span></span>
<span class="line"><span>  /** How messages and records of duals call it. */</span></span>
<span class="line"><span>  readonly name: string | undefined;</span></span>
<span class="line"><span>  /** Set where it may be broken: at what price. */</span></span>
<span class="line"><span>  readonly softness: Softness | undefined;</span></span>
<span class="line"><span>  /** What has to be 0 (of an equality), or at most 0: one expression, or of a box two. */</span></span>
<span class="line"><span>  readonly residuals: readonly Node[];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(relation: Relation, sides: readonly Node[], name?: string, softness?: Softness) {</span></span>
<span class="line"><span>    this.relation = relation;</span></span>
<span class="line"><span>    this.sides = sides;</span></span>
<span class="line"><span>    this.name = name;</span></span>
<span class="line"><span>    this.softness = softness;</span></span>
<span class="line"><span>    // What is said of broadcast sides has their common shape.</span></span>
<span class="line"><span>    requireBroadcast(relation, sides);</span></span>
<span class="line"><span>    const [left, right, upper] = sides;</span></span>
<span class="line"><span>    if (relation === &quot;box&quot;) this.residuals = [plus(right, minus(left)), plus(left, minus(upper))];</span></span>
<span class="line"><span>    else this.residuals = [relation === &quot;ge&quot; ? plus(right, minus(left)) : plus(left, minus(right))];</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** The shape of its dual. */</span></span>
<span class="line"><span>  get shape(): Shape {</span></span>
<span class="line"><span>    return this.residuals[0].shape;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /**</span></span>
<span class="line"><span>   * The same constraint with a name, by which duals, cotangents and messages know it.</span></span>
<span class="line"><span>   *</span></span>
<span class="line"><span>   * @example</span></span>
<span class="line"><span>   * \`\`\`ts</span></span>
<span class="line"><span>   * const budget = sum(w).eq(1).named(&quot;budget&quot;);</span></span>
<span class="line"><span>   * \`\`\`</span></span>
<span class="line"><span>   */</span></span>
<span class="line"><span>  named(name: string): Constraint {</span></span>
<span class="line"><span>    if (typeof name === &quot;string&quot; &amp;&amp; name !== &quot;&quot;) {</span></span>
<span class="line"><span>      return new Constraint(this.relation, this.sides, name, this.softness);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: &quot;named&quot;,</span></span>
<span class="line"><span>      expected: &quot;a name&quot;,</span></span>
<span class="line"><span>      got: describe(name),</span></span>
<span class="line"><span>      hint: &#39;For example named(&quot;budget&quot;).&#39;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  /** As a reader would write it, and its name. */</span></span>
<span class="line"><span>  toString(): string {</span></span>
<span class="line"><span>    const [left, right, upper] = this.sides;</span></span>
<span class="line"><span>    const sign = { eq: &quot;==&quot;, le: &quot;&lt;=&quot;, ge: &quot;&gt;=&quot;, box: &quot;&quot; }[this.relation];</span></span>
<span class="line"><span>    const text = this.relation === &quot;box&quot; ? \`\${right} &lt;= \${left} &lt;= \${upper}\` : \`\${left} \${sign} \${right}\`;</span></span>
<span class="line"><span>    return this.softness ? \`soft(\${text}, \${this.softness.weight}, &quot;\${this.softness.penalty}&quot;)\` : text;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/model/constraint-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const constraintTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  constraintTs as default
};
