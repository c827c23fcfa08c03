/** Programs to begin with. Each prints what its last comment says. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  "Solve and differentiate": `import { solve } from "optnet";

// The point of the simplex z ≥ 0, z₀ + z₁ = 1 with the lowest cost.
const solution = solve({ Q: [[4, 1], [1, 2]], p: [1, 1], A: [[1, 1]], b: [1], lower: 0 });
console.log(solution.status[0], solution.z);

// Gradients of the loss 1.3 z₀ + 0.5 z₁.
const { p, A, b } = solution.vjp({ z: [1.3, 0.5] }, { wrt: ["p", "A", "b"] });
console.log(p.data, A.data, b.data);
`,
  "A batch, one element without a solution": `import { solve } from "optnet";

const solution = solve({
  Q: [1, 1],
  p: [[-1, -1], [0, 0], [3, 1]],
  G: [[1, 1], [-1, -1]],
  h: [[1, 0], [1, -2], [1, 0]],
});
solution.status.forEach((status, i) => console.log(i, status, solution.z.slice(2 * i, 2 * i + 2)));
console.log(solution.certificate(1));
`,
  "Learn a cost by gradient descent": `import { solve } from "optnet";

// Which p makes the solution of this program the point (0.2, 0.8)?
const wanted = [0.2, 0.8];
let p = [0, 0];
for (let step = 0; step <= 60; step++) {
  const solution = solve({ Q: [2, 1], p, A: [[1, 1]], b: [1], lower: 0 });
  const miss = [...solution.z].map((value, i) => value - wanted[i]);
  if (step % 20 === 0) console.log(step, solution.z, Math.hypot(...miss));
  const gradient = solution.vjp({ z: miss }, { wrt: ["p"] }).p.data;
  p = p.map((value, i) => value - gradient[i]);
}
`,
  "Which path does the plan take?": `import { explain } from "optnet";

const n = 40;
const Q = Array.from({ length: n }, (_, i) => 1 + i);
console.log(explain({ Q, p: new Float64Array(n), A: [new Array(n).fill(1)], b: [1], lower: 0 }));
`,
  "TensorFlow.js": `import * as tf from "@tensorflow/tfjs";
import { qp } from "optnet/tfjs";

await tf.setBackend("cpu");
const shares = (scores) => qp({ Q: [1, 1, 1], p: scores.neg(), A: [[1, 1, 1]], b: [1], lower: 0 });
const scores = tf.tensor1d([0.5, 1.2, -0.3]);
console.log(shares(scores).dataSync());
console.log(tf.grad((s) => shares(s).mul([1, 0, 0]).sum())(scores).dataSync());
`,
  "On the GPU, where there is one": `import { solveAsync } from "optnet/webgpu";

const batch = 1000;
const p = { data: Float64Array.from({ length: 3 * batch }, (_, i) => Math.sin(i)), shape: [batch, 3] };
const solution = await solveAsync({ Q: [1, 2, 3], p, A: [[1, 1, 1]], b: [1], lower: 0 }, { tolerance: 1e-6 });
console.log(solution.solvedBy(), solution.status.filter((status) => status === "solved").length);
solution.dispose();
`,
};
