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
  image: [[0.1, 0, 0.2, 0.1], [0, 1.1, 0.9, 0.1], [0.1, 1, 1.2, 0], [0.2, 0, 0.1, 0.05]],
  weight: 0.15,
}; // prettier-ignore

const solution = problem.solve(values);
show("X", solution.value(X), X);
show("∂(sum of the image)/∂image", solution.vjp({ X: new Float64Array(16).fill(1) }).image);
