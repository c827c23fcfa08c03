import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse(`{"title":"Interface: ProblemFile","description":"A problem read from a file, and how to translate its solution back into the file's terms.","frontmatter":{},"headers":[],"relativePath":"api/optnet-io/interfaces/ProblemFile.md","filePath":"site/generated/api/optnet-io/interfaces/ProblemFile.md"}`);
const _sfc_main = { name: "api/optnet-io/interfaces/ProblemFile.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-problemfile" tabindex="-1">Interface: ProblemFile <a class="header-anchor" href="#interface-problemfile" aria-label="Permalink to &quot;Interface: ProblemFile&quot;">​</a></h1><p>A problem read from a file, and how to translate its solution back into the file&#39;s terms.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Defined in</th></tr></thead><tbody><tr><td><a id="constant"></a> <code>constant</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Constant of the objective, in the file&#39;s own sense.</td><td></td></tr><tr><td><a id="equalitynames"></a> <code>equalityNames</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>One name per row of A.</td><td></td></tr><tr><td><a id="inequalities"></a> <code>inequalities</code></td><td><code>readonly</code></td><td>readonly <a href="/optnet/api/optnet-io/interfaces/InequalityOrigin"><code>InequalityOrigin</code></a>[]</td><td>One origin per row of G. A row with a range appears twice, upper side first.</td><td></td></tr><tr><td><a id="name"></a> <code>name</code></td><td><code>readonly</code></td><td><code>string</code></td><td>As the file calls it.</td><td></td></tr><tr><td><a id="problem"></a> <code>problem</code></td><td><code>readonly</code></td><td><a href="/optnet/api/optnet/interfaces/ProblemInput"><code>ProblemInput</code></a></td><td>Always a minimisation; where the file maximises, Q and p are negated.</td><td></td></tr><tr><td><a id="sense"></a> <code>sense</code></td><td><code>readonly</code></td><td><code>&quot;minimise&quot;</code> | <code>&quot;maximise&quot;</code></td><td>What the file asks for.</td><td></td></tr><tr><td><a id="variablenames"></a> <code>variableNames</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>One name per entry of z.</td><td></td></tr><tr><td><a id="warnings"></a> <code>warnings</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>What was ignored or interpreted, one sentence each, with line numbers.</td><td></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/api/optnet-io/interfaces/ProblemFile.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ProblemFile = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ProblemFile as default
};
