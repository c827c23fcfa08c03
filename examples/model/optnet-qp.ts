/**
 * The layer of the OptNet paper: a quadratic program whose numbers all are parameters.
 *
 *     minimise ½ zᵀQz + pᵀz   subject to   Az = b,  Gz ≤ h
 *
 * Everything that a net may produce or learn is a parameter here; the gradient of a loss has a part for each of them.
 */
import { Problem, dot, parameter, quadForm, variable } from "optnet/model";
import { show } from "./show.js";

const z = variable(3, "z");
const [Q, p] = [parameter([3, 3], { name: "Q", psd: true }), parameter(3, "p")];
const [A, b] = [parameter([1, 3], "A"), parameter(1, "b")];
const [G, h] = [parameter([2, 3], "G"), parameter(2, "h")];

const nu = A.matmul(z).eq(b);
const lambda = G.matmul(z).le(h);
export const problem = Problem.minimize(quadForm(z, Q).mul(0.5).add(dot(p, z))).subjectTo([nu, lambda]);
export const duals = { nu, lambda_: lambda };
export const values = {
  Q: [[2, 1, 0], [1, 2, 1], [0, 1, 2]],
  p: [1, -1, 0.5],
  A: [[1, 1, 1]],
  b: [1],
  G: [[-1, -2, -3], [1, -1, 0]],
  h: [-3, 0.5],
}; // prettier-ignore

const solution = problem.solve(values);
show("z", solution.value(z));
show("lambda", solution.dual(lambda));

// A loss whose gradient by z is (1, 0, 0): how does it change with h, and with the matrix G?
const gradients = solution.vjp({ z: [1, 0, 0] });
show("∂loss/∂h", gradients.h);
show("∂loss/∂G", gradients.G);
