/**
 * Total variation of an image: noise goes, edges stay.
 *
 *     minimise ½ |X − image|² + weight · (Σ |differences of rows| + Σ |differences of columns|)
 */
import { Problem, parameter, sumSquares, tv2d, variable } from "optnet/model";
import { show } from "./show.js";

const X = variable([4, 4], "X");
const image = parameter([4, 4], "image");
const weight = parameter([], { name: "weight", nonneg: true });

export const problem = Problem.minimize(sumSquares(X.sub(image)).mul(0.5).add(tv2d(X).mul(weight)));
export const values = {
  image: [[0.12, 0.03, 0.21, 0.08], [0.02, 1.13, 0.94, 0.13], [0.07, 0.98, 1.21, 0.01], [0.19, 0.04, 0.11, 0.06]],
  weight: 0.15,
}; // prettier-ignore

const solution = problem.solve(values);
show("X", solution.value(X), X);
show("∂(sum of the image)/∂image", solution.vjp({ X: new Float64Array(16).fill(1) }).image);
