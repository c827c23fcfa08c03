import { MODEL_EXAMPLES } from "./model-examples.js";

/** Programs to begin with. Where comments say what is printed, that is printed. */
export const EXAMPLES: Readonly<Record<string, string>> = {
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
`,
};
