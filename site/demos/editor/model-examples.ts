/** Programs with `optnet/model`, of every kind of problem. Each prints what its comments promise. */
const SHOWN = `const shown = (numbers: ArrayLike<number>) =>
  Array.from(numbers, (value) => Number(value.toFixed(3)) + 0).join("  ");`;

export const MODEL_EXAMPLES: Readonly<Record<string, string>> = {
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
`,
};
