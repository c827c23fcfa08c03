import { w as wrap, D as Demo, T } from "./demo.BwLq3-7d.js";
import { l as linter, h as hoverTooltip, a as lintGutter, b as autocompletion, o as openEditor } from "./editor.DDVpuTIe.js";
import { s as siteAddress, p as programIn, r as runProgram, l as linkTo } from "./index.D-tSaqeL.js";
import "es-module-lexer";
const ICONS = {
  "local function": "function",
  const: "constant",
  let: "variable",
  var: "variable",
  "type parameter": "type",
  alias: "variable"
};
function startChecker() {
  const worker = new Worker(new URL("lib/checker.js", siteAddress()), { type: "module" });
  const service = wrap(worker);
  const failed = new Promise((resolve) => worker.addEventListener("error", () => resolve()));
  return {
    worker,
    service,
    withoutTypes: (text) => Promise.race([service.withoutTypes(text), failed.then(() => ({ program: text }))])
  };
}
function checked(service) {
  const complaints = linter(
    async (view) => {
      const text = view.state.doc.toString();
      const found = await service.complaints(text);
      const end = view.state.doc.length;
      return found.map(({ from, to, message }) => ({
        ...{ from: Math.min(from, end), to: Math.min(to, end), message },
        severity: "error"
      }));
    },
    { delay: 300 }
  );
  const types = hoverTooltip(async (view, position) => {
    const found = await service.explain(view.state.doc.toString(), position);
    if (found === void 0) return null;
    const dom = document.createElement("div");
    dom.className = "editor-type";
    dom.textContent = found.text;
    return { pos: found.from, end: found.to, create: () => ({ dom }) };
  });
  const propose = async (context) => {
    const word = context.matchBefore(/[\w$]*/);
    const afterDot = context.matchBefore(/\.[\w$]*/);
    if (word === null || word.from === word.to && afterDot === null && !context.explicit) return null;
    const found = await service.propose(context.state.doc.toString(), context.pos);
    const options = found.map(({ label, type }) => ({ label, type: ICONS[type] ?? type }));
    return { from: word.from, options, validFor: /^[\w$]*$/ };
  };
  return [complaints, lintGutter(), types, autocompletion({ override: [propose] })];
}
const SHOWN = `const shown = (numbers: ArrayLike<number>) =>
  Array.from(numbers, (value) => Number(value.toFixed(3)) + 0).join("  ");`;
const MODEL_EXAMPLES = {
  "Model: a portfolio with the cost of moving": `import { Problem, dot, norm1, parameter, quadForm, sum, variable } from "optnet/model";

// maximise  muᵀw − 0.9 wᵀΣw − cost · Σ |wᵢ − heldᵢ|   subject to   Σ wᵢ = 1,  0 ≤ w ≤ ½
const covariance = [[0.04, 0.01, 0], [0.01, 0.09, 0.02], [0, 0.02, 0.16]];
const w = variable(3, "w");
const [mu, held] = [parameter(3, "mu"), parameter(3, "held")];
const cost = parameter([], { name: "cost", nonneg: true });
const utility = dot(mu, w).sub(quadForm(w, covariance).mul(0.9));
const problem = Problem.maximize(utility.sub(norm1(w.sub(held)).mul(cost))).subjectTo([
  sum(w).eq(1), w.ge(0), w.le(0.5),
]);

// Without a price of moving, and with two of them: a batch.
const values = { mu: [0.06, 0.1, 0.14], held: [0.4, 0.2, 0.4] };
const solution = problem.solve({ ...values, cost: [0, 0.005, 0.05] });
${SHOWN}
const weights = solution.value(w);
for (let i = 0; i < 3; i++) console.log(shown(weights.slice(3 * i, 3 * i + 3)));
// prints 0.338  0.319  0.342
// prints 0.381  0.262  0.357
// prints 0.4  0.2  0.4
// What a unit more of cost takes from the utility: what is traded.
console.log(shown(solution.vjp({ objective: [1, 1, 1] }).cost.data)); // prints -0.238  -0.124  0
`,
  "Model: total variation": `import { Problem, abs, diff, parameter, sum, sumSquares, variable } from "optnet/model";

// minimise  ½ |x − y|² + lambda Σ |xᵢ₊₁ − xᵢ|: the signal nearest to y that seldom jumps.
const x = variable(10, "x");
const y = parameter(10, "y");
const lambda = parameter([], { name: "lambda", nonneg: true });
const problem = Problem.minimize(sumSquares(x.sub(y)).mul(0.5).add(sum(abs(diff(x))).mul(lambda)));

const signal = [1.1, 0.9, 1.2, 1, 3.2, 2.9, 3.1, 2.8, 0.4, 0.6];
const solution = problem.solve({ y: signal, lambda: 0.3 });
${SHOWN}
console.log(shown(solution.value(x))); // prints 1.125  1.125  1.125  1.125  2.867  2.867  2.867  2.8  0.65  0.65
// Less of it where the slope of the error is positive.
const truth = [1, 1, 1, 1, 3, 3, 3, 3, 0.5, 0.5];
const error = solution.value(x).map((value, i) => value - truth[i]);
console.log(shown(solution.vjp({ x: error }).lambda.data)); // prints 0.542
`,
  "Model: a support vector machine": `import { Problem, constant, hinge, parameter, sum, sumSquares, variable } from "optnet/model";

// minimise  ½ |w|² + C Σ max(0, 1 − labelᵢ (wᵀpointᵢ + offset))
const points = [[1, 2], [2, 3], [2, 1], [3, 2.5], [1.4, 0.9], [-1, -1.5], [-2, -1], [-1.5, 0.5], [0.6, -1], [1.3, 1.1]];
const labels = [1, 1, 1, 1, 1, -1, -1, -1, -1, -1];
const w = variable(2, "w");
const offset = variable([], "offset");
const C = parameter([], { name: "C", nonneg: true });
const margins = constant(labels).mul(constant(points).matmul(w).add(offset));
const problem = Problem.minimize(sumSquares(w).mul(0.5).add(sum(hinge(margins)).mul(C)));

const solution = problem.solve({ C: 0.6 });
${SHOWN}
console.log(shown(solution.value(w)), "and", shown(solution.value(offset))); // prints 0.566  0.603 and -0.736
// Points on their side of the street have margins of one and more.
console.log(shown(solution.value(margins))); // prints 1.037  2.207  1  2.472  0.6  2.208  2.473  1.284  1  -0.664
`,
  "Model: control with a soft limit": `import { Problem, constant, parameter, soft, sumSquares, variable } from "optnet/model";

// A cart with position and speed is to come to rest at 0, and not to go beyond a limit, at a price.
const [A, B] = [[[1, 0.2], [0, 1]], [0.02, 0.2]];
const N = 12;
const x = variable([N + 1, 2], "x");
const u = variable(N, "u");
const [start, limit] = [parameter(2, "start"), parameter([], "limit")];
const steps = x.slice(1).eq(
  x.slice(0, -1).matmul(constant(A).transpose()).add(u.reshape([N, 1]).matmul([B])),
);
const position = x.index("all", 0);
const within = soft(position.le(limit), 5, "l1");
const problem = Problem.minimize(sumSquares(x).add(sumSquares(u).mul(0.1))).subjectTo([
  x.index(0).eq(start), steps, u.box(-1, 1), within,
]);

${SHOWN}
// One start that is too fast to stop before the limit, and one that is not.
for (const values of [{ start: [-1, 1.5], limit: 0.1 }, { start: [-1, 1], limit: 0.1 }]) {
  const solution = problem.solve(values);
  console.log(solution.status[0], shown(solution.value(u).slice(0, 8)));
  console.log("beyond the limit by", shown([Math.max(...solution.violation(within))]));
}
// prints solved -1  -1  -1  -1  -1  -1  -1  -0.998
// prints beyond the limit by 0.02
// prints solved -0.871  -0.751  -0.636  -0.532  -0.442  -0.367  -0.305  -0.253
// prints beyond the limit by 0
`,
  "Model: sparsemax, and its gradient": `import { Problem, dot, parameter, sum, sumSquares, variable } from "optnet/model";

// Probabilities from scores, as softmax, but with true zeros (Martins & Astudillo 2016).
const probabilities = variable(5, "probabilities");
const scores = parameter(5, "scores");
const problem = Problem.maximize(dot(scores, probabilities).sub(sumSquares(probabilities).mul(0.5))).subjectTo([
  sum(probabilities).eq(1),
  probabilities.ge(0),
]);

const solution = problem.solve({ scores: [1.2, 0.4, 0.9, -0.5, 0.1] });
${SHOWN}
console.log(shown(solution.value(probabilities))); // prints 0.65  0  0.35  0  0
// How each score moves the first probability: those of zero probability have no say.
console.log(shown(solution.vjp({ probabilities: [1, 0, 0, 0, 0] }).scores.data)); // prints 0.5  0  -0.5  0  0
`,
  "Model: transport, and its prices": `import { Problem, parameter, sum, variable } from "optnet/model";

// From two factories to three towns at the least cost: a linear program.
const shipped = variable([2, 3], "shipped");
const cost = parameter([2, 3], "cost");
const [supply, demand] = [parameter(2, "supply"), parameter(3, "demand")];
const enough = sum(shipped, 0).eq(demand);
const capacity = sum(shipped, 1).le(supply);
const problem = Problem.minimize(sum(cost.mul(shipped))).subjectTo([enough, capacity, shipped.ge(0)]);

const solution = problem.solve({ cost: [[4, 6, 9], [5, 3, 7]], supply: [30, 25], demand: [14, 20, 12] });
${SHOWN}
console.log(shown(solution.value(shipped)), "at", solution.objective[0]); // prints 14  0  7  0  20  5 at 214
// What one more unit of capacity saves, by factory; and what one more unit of demand costs, by town.
console.log(shown(solution.dual(capacity))); // prints 0  2
console.log(shown(solution.vjp({ objective: 1 }).demand.data)); // prints 4  5  9
`,
  "Model: no solution, and why": `import { Problem, sum, sumSquares, variable } from "optnet/model";

const x = variable(3, { name: "x", nonneg: true });
const cap = x.le(0.2).named("cap");
const whole = sum(x).eq(1).named("whole");
const problem = Problem.minimize(sumSquares(x)).subjectTo([cap, whole]);

const solution = problem.solve();
console.log(solution.status[0]); // prints primalInfeasible
console.log(solution.certificate()?.text); // prints No point meets cap (\`x <= 0.2\`) and whole (\`sum(x) == 1\`) together.
// The closest problem that has a solution moves right sides as little as it must.
const moved = problem.settings({ infeasible: "closestFeasible" }).solve();
${SHOWN}
console.log(moved.status[0], shown(moved.value(x)), "with the sum moved by", shown(moved.shift(whole))); // prints solved 0.2  0.2  0.2 with the sum moved by -0.4
`,
  "Model: learn a parameter by its gradient": `import { Problem, matmul, norm1, parameter, sumSquares, variable } from "optnet/model";

// How strong should the penalty of a lasso be? Its slope on measurements that were held back says so.
const [X, y] = [[[1, 0.9], [0.4, 1], [1, -1], [-0.3, 0.8], [0.7, 0.2]], [2.3, 0.6, 2.2, -0.9, 1.1]];
const [heldX, heldY] = [[[1, 0.2], [0.5, -1], [-1, 0.6]], [1.7, 1, -1.9]];
const beta = variable(2, "beta");
const gamma = parameter([], { name: "gamma", nonneg: true });
const problem = Problem.minimize(sumSquares(matmul(X, beta).sub(y)).add(gamma.mul(norm1(beta))));

${SHOWN}
let penalty = 0.1;
for (let step = 0; step <= 60; step++) {
  const solution = problem.solve({ gamma: penalty });
  const found = solution.value(beta);
  const miss = heldX.map((row, i) => row[0] * found[0] + row[1] * found[1] - heldY[i]);
  if (step % 20 === 0) console.log(step, shown([penalty]), shown(found), shown([Math.hypot(...miss)]));
  // The gradient of half the squared error in beta, and through the problem in gamma.
  const inBeta = [0, 1].map((j) => heldX.reduce((total, row, i) => total + row[j] * miss[i], 0));
  penalty = Math.max(0, penalty - 2 * solution.vjp({ beta: inBeta }).gamma.data[0]);
}
// prints 0 0.1 2.1  -0.115 0.491
// prints 20 1.528 1.831  0 0.17
// prints 40 1.572 1.823  0 0.17
// prints 60 1.574 1.822  0 0.17
`,
  "Model: a path of penalties in one call": `import { Problem, matmul, norm1, parameter, sumSquares, variable } from "optnet/model";

const [A, b] = [[[1, 2], [3, 4], [5, 6]], [1, 0, 2]];
const x = variable(2, "x");
const gamma = parameter([], { name: "gamma", nonneg: true });
const lasso = Problem.minimize(sumSquares(matmul(A, x).sub(b)).add(gamma.mul(norm1(x))));

const gammas = [0, 0.1, 1, 10, 30];
const path = lasso.solve({ gamma: gammas });
${SHOWN}
gammas.forEach((value, i) => console.log(value, shown(path.value(x).slice(2 * i, 2 * i + 2))));
// prints 0 0  0.25
// prints 0.1 0  0.249
// prints 1 0  0.241
// prints 10 0  0.161
// prints 30 0  0
`,
  "Model: a rule that is broken": `import { Problem, parameter, sumSquares, variable } from "optnet/model";

const x = variable(3, "x");
// Nothing says that gamma is not negative: is gamma · Σ x² convex? With { nonneg: true } it is.
const gamma = parameter([], "gamma");
try {
  Problem.minimize(sumSquares(x).mul(gamma));
} catch (error) {
  console.log(String(error)); // prints …expected a factor of known sign beside what is convex, got \`gamma\`…
}
const weight = parameter([], { name: "gamma", nonneg: true });
const problem = Problem.minimize(sumSquares(x.sub([1, 2, 3])).mul(weight)).subjectTo([x.le(2)]);
console.log(Array.from(problem.solve({ gamma: 2 }).value(x))); // prints [ 1, 2, 2 ]
`
};
const EXAMPLES = {
  "Solve and differentiate": `import { solve } from "optnet";

// The point of the simplex z ≥ 0, z₀ + z₁ = 1 with the lowest cost.
const solution = solve({ Q: [[4, 1], [1, 2]], p: [1, 1], A: [[1, 1]], b: [1], lower: 0 });
console.log(solution.status[0], solution.z); // prints solved Float64Array(2) [ 0.25, 0.75 ]

// Gradients of the loss 1.3 z₀ + 0.5 z₁.
const { p, A, b } = solution.vjp({ z: [1.3, 0.5] }, { wrt: ["p", "A", "b"] });
console.log(p.data, b.data); // prints Float64Array(2) [ -0.2, 0.2 ] Float64Array(1) [ 0.7 ]
console.log(A.shape); // prints [ 1, 2 ]
`,
  "A batch, one element without a solution": `import { solve } from "optnet";

const solution = solve({
  Q: [1, 1],
  p: [[-1, -1], [0, 0], [3, 1]],
  G: [[1, 1], [-1, -1]],
  h: [[1, 0], [1, -2], [1, 0]],
});
const shown = (numbers: Iterable<number>) => Array.from(numbers, (value) => value.toFixed(3)).join(" ");
solution.status.forEach((status, i) => {
  console.log(i, status, status === "solved" ? shown(solution.z.slice(2 * i, 2 * i + 2)) : "");
});
// prints 0 solved 0.500 0.500
// prints 1 primalInfeasible
// prints 2 solved -1.000 1.000
// The proof: these rows of G, weighed so, contradict each other.
const proof = solution.certificate(1);
if (proof?.kind === "primalInfeasible") console.log(shown(proof.lambda)); // prints 1.000 1.000
`,
  "Learn a cost by gradient descent": `import { solve } from "optnet";

// Which p makes the solution of this program the point (0.2, 0.8)?
const wanted = [0.2, 0.8];
let p = [0, 0];
for (let step = 0; step <= 60; step++) {
  const solution = solve({ Q: [2, 1], p, A: [[1, 1]], b: [1], lower: 0 });
  const miss = [...solution.z].map((value, i) => value - wanted[i]);
  if (step % 20 === 0) console.log(step, [...solution.z].map((value) => value.toFixed(4)).join(" "));
  const gradient = solution.vjp({ z: miss }, { wrt: ["p"] }).p.data;
  p = p.map((value, i) => value - gradient[i]);
}
// prints 0 0.3333 0.6667
// prints 20 0.2000 0.8000
// prints 40 0.2000 0.8000
// prints 60 0.2000 0.8000
`,
  "Which path does the plan take?": `import { explain } from "optnet";

const n = 40;
const Q = Array.from({ length: n }, (_, i) => 1 + i);
console.log(explain({ Q, p: new Float64Array(n), A: [new Array(n).fill(1)], b: [1], lower: 0 }));
`,
  ...MODEL_EXAMPLES,
  "TensorFlow.js": `import * as tf from "@tensorflow/tfjs";
import { qp } from "optnet/tfjs";

await tf.setBackend("cpu");
const shares = (scores) => qp({ Q: [1, 1, 1], p: scores.neg(), A: [[1, 1, 1]], b: [1], lower: 0 });
const scores = tf.tensor1d([0.5, 1.2, -0.3]);
console.log(shares(scores).dataSync()); // prints Float32Array(3) [ 0.15, 0.85, 0 ]
console.log(tf.grad((s) => shares(s).mul([1, 0, 0]).sum())(scores).dataSync()); // prints Float32Array(3) [ 0.5, -0.5, 0 ]
`,
  "On the GPU, where there is one": `import { solveAsync } from "optnet/webgpu";

const batch = 1000;
const p = { data: Float64Array.from({ length: 3 * batch }, (_, i) => Math.sin(i)), shape: [batch, 3] };
const solution = await solveAsync({ Q: [1, 2, 3], p, A: [[1, 1, 1]], b: [1], lower: 0 }, { tolerance: 1e-6 });
console.log(solution.solvedBy(), solution.status.filter((status) => status === "solved").length); // prints … 1000
solution.dispose();
`
};
async function through(bytes, stream) {
  const piped = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}
async function toLink(program) {
  const packed = await through(new TextEncoder().encode(program), new CompressionStream("deflate-raw"));
  const letters = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  return letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
async function fromLink(text) {
  try {
    const packed = Uint8Array.from(
      atob(text.replaceAll("-", "+").replaceAll("_", "/")),
      (letter) => letter.charCodeAt(0)
    );
    return new TextDecoder("utf-8", { fatal: true }).decode(
      await through(packed, new DecompressionStream("deflate-raw"))
    );
  } catch {
    return void 0;
  }
}
class EditorDemo extends Demo {
  #editor;
  #running;
  #lines = [];
  #note = "";
  #starting = false;
  #checker;
  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.#follow);
    this.#running?.stop();
    this.#editor?.view.destroy();
    this.#checker?.worker.terminate();
  }
  async firstUpdated() {
    const place = this.querySelector(".editor-text");
    this.#checker = startChecker();
    const text = await this.#linked() ?? Object.values(EXAMPLES)[0];
    this.#editor = openEditor(place, text, () => void this.#toggle(), checked(this.#checker.service));
    addEventListener("hashchange", this.#follow);
    this.dataset.ready = "true";
  }
  /** Another link was followed to the page that is shown. */
  #follow = async () => {
    const text = await this.#linked();
    if (text === void 0) return;
    this.#editor.text = text;
    this.scrollIntoView();
  };
  /** The program in the address of the page, if there is one. */
  async #linked() {
    const held = programIn(location.hash);
    if (held === void 0) return void 0;
    const text = await fromLink(held);
    this.#note = text === void 0 ? "The link that led here holds no whole program: was it cut off?" : "";
    this.requestUpdate();
    return text;
  }
  async #toggle() {
    if (this.#running !== void 0) {
      this.#running.stop();
      return;
    }
    if (this.#starting) return;
    this.#starting = true;
    this.dataset.outcome = "running";
    this.#editor.mark(void 0);
    this.#lines = [];
    const add = (text, bad) => {
      this.#lines = [...this.#lines, { text, bad }];
      this.requestUpdate();
    };
    const error = (text, line) => {
      add(line === void 0 ? text : `line ${line}: ${text}`, true);
      this.#editor.mark(line);
    };
    const { program, refused } = await this.#checker.withoutTypes(this.#editor.text);
    this.#starting = false;
    if (refused !== void 0) {
      error(refused.text, refused.line);
      this.dataset.outcome = "failed";
      return;
    }
    this.#running = runProgram(program, siteAddress(), { line: (text) => add(text, false), error });
    this.requestUpdate();
    const outcome = await this.#running.outcome;
    this.#running = void 0;
    if (this.#lines.length === 0) add("It printed nothing.", false);
    this.requestUpdate();
    await this.updateComplete;
    this.dataset.outcome = outcome;
  }
  async #share() {
    const address = new URL(location.href);
    address.hash = linkTo(await toLink(this.#editor.text));
    history.replaceState(history.state, "", address);
    const long = address.href.length > 8e3 ? ` It has ${address.href.length} letters: not every place takes as many.` : "";
    try {
      await navigator.clipboard.writeText(address.href);
      this.#note = "The link is in your clipboard, and in the address of this page." + long;
    } catch {
      this.#note = "The link is the address of this page." + long;
    }
    this.requestUpdate();
  }
  render() {
    return T`<div class="ox-demo editor">
      <div class="ox-controls">
        <label>
          Example
          <select
            class="editor-example"
            @change=${(event) => {
      this.#editor.text = EXAMPLES[event.target.value];
    }}
          >
            ${Object.keys(EXAMPLES).map((name) => T`<option>${name}</option>`)}
          </select>
        </label>
        <button class="ox-button editor-run" @click=${() => void this.#toggle()}>
          ${this.#running ? "Stop" : "Run"}
        </button>
        <button class="ox-button editor-share" @click=${() => void this.#share()}>
          Link to this program
        </button>
        <span role="status">${this.#note}</span>
      </div>
      <div class="editor-text"></div>
      <pre class="ox-output" role="log" aria-label="Output of the program" tabindex="0">
${this.#lines.map(({ text, bad }) => T`<span class=${bad ? "ox-bad" : ""}>${`${text}
`}</span>`)}</pre>
      <p class="ox-where">
        Ctrl-Enter (⌘-Enter) runs it, in a worker of this page; after a minute it is ended. Tab leaves the
        editor. Ctrl-Space proposes names, and errors of types are underlined while you write.
      </p>
    </div>`;
  }
}
export {
  EditorDemo
};
