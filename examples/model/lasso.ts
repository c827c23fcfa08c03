/**
 * The lasso, with its gradient by the penalty: cross-validation by descent instead of by a grid.
 *
 *     minimise ½ |Xw − y|² + penalty · Σ |wᵢ|
 */
import { Problem, constant, norm1, parameter, sumSquares, variable } from "optnet/model";
import { X, Y } from "./data.js";
import { show } from "./show.js";

const w = variable(5, "w");
const y = parameter(12, "y");
const penalty = parameter([], { name: "penalty", nonneg: true });

const fit = sumSquares(constant(X).matmul(w).sub(y)).mul(0.5);
export const problem = Problem.minimize(fit.add(norm1(w).mul(penalty)));
export const values = { y: Y, penalty: 0.8 };

const solution = problem.solve(values);
show("w", solution.value(w));

// A loss on held-out data would have a gradient by w; this is what becomes of (1, 1, 1, 1, 1).
show("∂(Σ wᵢ)/∂penalty", solution.vjp({ w: [1, 1, 1, 1, 1] }).penalty);
