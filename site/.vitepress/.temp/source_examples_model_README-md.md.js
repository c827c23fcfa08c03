import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"examples/model/README.md","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/examples/model/README-md.md","filePath":"site/generated/source/examples/model/README-md.md"}');
const _sfc_main = { name: "source/examples/model/README-md.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="examplesmodelreadmemd" tabindex="-1"><code>examples/model/README.md</code> <a class="header-anchor" href="#examplesmodelreadmemd" aria-label="Permalink to &quot;\`examples/model/README.md\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span># Models to learn from</span></span>
<span class="line"><span></span></span>
<span class="line"><span>Every page is a program of ten to forty lines: the problem in mathematics, the same in \`optnet/model\`, its answer, and a</span></span>
<span class="line"><span>gradient that somebody would want. \`test/examples.test.ts\` runs them, compares their answers with CVXPY&#39;s (stored with</span></span>
<span class="line"><span>their script in [bench/peers/models](../../bench/peers/models)), and their gradients with central differences.</span></span>
<span class="line"><span></span></span>
<span class="line"><span>To run one, in a clone of the repository:</span></span>
<span class="line"><span></span></span>
<span class="line"><span>\`\`\`sh</span></span>
<span class="line"><span>npm ci &amp;&amp; npm run kernel</span></span>
<span class="line"><span>npx tsx examples/model/lasso.ts</span></span>
<span class="line"><span>\`\`\`</span></span>
<span class="line"><span></span></span>
<span class="line"><span>## Projections and layers of nets</span></span>
<span class="line"><span></span></span>
<span class="line"><span>| page                                                   | what it shows                                                        |</span></span>
<span class="line"><span>| ------------------------------------------------------ | -------------------------------------------------------------------- |</span></span>
<span class="line"><span>| [The OptNet layer](optnet-qp.ts)                       | a quadratic program whose numbers all are parameters, PSD among them |</span></span>
<span class="line"><span>| [Projection on a polyhedron](polyhedron-projection.ts) | multipliers of faces; many points at once                            |</span></span>
<span class="line"><span>| [Projection on the simplex](simplex-projection.ts)     | bounds that become bounds: \`explain\`                                 |</span></span>
<span class="line"><span>| [Sparsemax](sparsemax.ts)                              | maximising; probabilities with true zeros                            |</span></span>
<span class="line"><span>| [A ReLU layer](relu-layer.ts)                          | an activation function as a projection                               |</span></span>
<span class="line"><span>| [A monotone layer](monotone-layer.ts)                  | a calibration curve that never falls                                 |</span></span>
<span class="line"><span>| [Isotonic regression](isotonic-regression.ts)          | weights in a quadratic term                                          |</span></span>
<span class="line"><span></span></span>
<span class="line"><span>## Signals and images</span></span>
<span class="line"><span></span></span>
<span class="line"><span>| page                                                 | what it shows                      |</span></span>
<span class="line"><span>| ---------------------------------------------------- | ---------------------------------- |</span></span>
<span class="line"><span>| [Total variation of a signal](total-variation-1d.ts) | a weight per place, with gradients |</span></span>
<span class="line"><span>| [Total variation of an image](total-variation-2d.ts) | matrices of variables              |</span></span>
<span class="line"><span>| [Trend filtering](trend-filtering.ts)                | second differences                 |</span></span>
<span class="line"><span></span></span>
<span class="line"><span>## Regression and classification</span></span>
<span class="line"><span></span></span>
<span class="line"><span>| page                                                       | what it shows                                      |</span></span>
<span class="line"><span>| ---------------------------------------------------------- | -------------------------------------------------- |</span></span>
<span class="line"><span>| [Ridge regression](ridge.ts)                               | a path of penalties in one call; forward mode      |</span></span>
<span class="line"><span>| [Lasso](lasso.ts)                                          | the gradient by the penalty                        |</span></span>
<span class="line"><span>| [Elastic net](elastic-net.ts)                              | two penalties, one of them in the matrix           |</span></span>
<span class="line"><span>| [Nonnegative least squares](non-negative-least-squares.ts) | the price of a bound                               |</span></span>
<span class="line"><span>| [Huber regression](huber-regression.ts)                    | outliers that have no pull                         |</span></span>
<span class="line"><span>| [Quantile regression](quantile-regression.ts)              | a linear program with a parameter for the quantile |</span></span>
<span class="line"><span>| [Support vector machine](svm-primal.ts)                    | hinge loss                                         |</span></span>
<span class="line"><span>| [Its dual](svm-dual.ts)                                    | a box; values of expressions                       |</span></span>
<span class="line"><span></span></span>
<span class="line"><span>## Portfolios</span></span>
<span class="line"><span></span></span>
<span class="line"><span>| page                                           | what it shows                      |</span></span>
<span class="line"><span>| ---------------------------------------------- | ---------------------------------- |</span></span>
<span class="line"><span>| [Markowitz](markowitz.ts)                      | the efficient frontier in one call |</span></span>
<span class="line"><span>| [With factors](markowitz-factors.ts)           | a parameter inside of a square     |</span></span>
<span class="line"><span>| [With turnover costs](markowitz-turnover.ts)   | the gradient of the objective      |</span></span>
<span class="line"><span>| [Conditional value at risk](cvar-portfolio.ts) | a multiplier is a price            |</span></span>
<span class="line"><span></span></span>
<span class="line"><span>## Control and robots</span></span>
<span class="line"><span></span></span>
<span class="line"><span>| page                                                      | what it shows                                                 |</span></span>
<span class="line"><span>| --------------------------------------------------------- | ------------------------------------------------------------- |</span></span>
<span class="line"><span>| [LQR](lqr.ts)                                             | all steps of a system in one equation; the gain as a gradient |</span></span>
<span class="line"><span>| [MPC with soft constraints](mpc-soft-constraints.ts)      | \`soft\`; one problem, many states                              |</span></span>
<span class="line"><span>| [Safety filter](safety-filter.ts)                         | a control barrier function as a layer                         |</span></span>
<span class="line"><span>| [Friction pyramid](friction-pyramid.ts)                   | forces of two feet                                            |</span></span>
<span class="line"><span>| [A path around an obstacle](trajectory-with-obstacles.ts) | half-planes in place of a disc                                |</span></span>
<span class="line"><span></span></span>
<span class="line"><span>## Allocation, energy, networks, puzzles</span></span>
<span class="line"><span></span></span>
<span class="line"><span>| page                                          | what it shows                                       |</span></span>
<span class="line"><span>| --------------------------------------------- | --------------------------------------------------- |</span></span>
<span class="line"><span>| [Resource allocation](resource-allocation.ts) | how a price moves: gradients of multipliers         |</span></span>
<span class="line"><span>| [Energy storage](energy-storage.ts)           | running sums                                        |</span></span>
<span class="line"><span>| [DC power flow](dc-power-flow.ts)             | prices at the buses                                 |</span></span>
<span class="line"><span>| [Transport](transport.ts)                     | a linear program; sums along axes                   |</span></span>
<span class="line"><span>| [Assignment](assignment.ts)                   | the objective has a gradient where the answer jumps |</span></span>
<span class="line"><span>| [Shortest path](shortest-path.ts)             | a flow of one unit                                  |</span></span>
<span class="line"><span>| [Knapsack, relaxed](knapsack-relaxation.ts)   | what is cut moves                                   |</span></span>
<span class="line"><span>| [Sudoku](sudoku.ts)                           | rules of a puzzle, four by four                     |</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/examples/model/README-md.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const READMEMd = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  READMEMd as default
};
