/**
 * What is left of the right-hand side of a sparse KKT system, in as few walks along the vectors as it takes: large ones are
 * limited by memory. The terms of every entry are added in the order in which the dense forms add them.
 */
import type { InteriorProblem } from "./interior-problem.js";
import { multiplyQ } from "./interior-problem.js";
import type { Blocks } from "../../form/standard.js";
import { maxAbs } from "../../matrix/dense.js";
import { addSparseProducts } from "../../matrix/sparse.js";

/** What refinement converges to: the matrix above, or the system of an active set, whose rows have no `v`. */
export interface System {
  readonly rho: number;
  readonly delta: number;
  readonly v: Float64Array | undefined;
  readonly active: Uint8Array | undefined;
  /** A residual that is of no use above this; Infinity: every step towards it is. */
  readonly wanted: number;
}

/** The largest entry of each block; NaN where one is none. */
export type Sizes = Readonly<Record<"z" | "nu" | "lambda", number>>;

/** residual ← right − K out. */
export function sparseResidual(
  problem: InteriorProblem,
  { rho, delta, v, active }: System,
  right: Blocks,
  out: Blocks,
  residual: Blocks,
): Sizes {
  const { e, m, A, G } = problem;
  const { z, nu, lambda } = residual;
  multiplyQ(problem, out.z, z);
  // What cancels to the last digits comes first.
  for (let i = 0; i < e; i++) nu[i] = right.nu[i] + delta * out.nu[i];
  for (let i = 0; i < m; i++) lambda[i] = right.lambda[i] + (v ? v[i] * out.lambda[i] : 0);
  if (A.kind === "sparse") addSparseProducts(nu, z, -1, A, out.z, out.nu);
  if (G.kind === "sparse") addSparseProducts(lambda, z, -1, G, out.z, out.lambda);
  let ofRows = 0;
  for (let i = 0; i < m; i++) {
    if (active && !active[i]) lambda[i] = 0;
    ofRows = larger(ofRows, Math.abs(lambda[i]));
  }
  ofRows = larger(ofRows, boundResidual(problem, "lower", v, active, right, out, residual));
  ofRows = larger(ofRows, boundResidual(problem, "upper", v, active, right, out, residual));
  return { z: subtractFrom(right.z, z, rho, out.z), nu: maxAbs(nu), lambda: ofRows };
}

/** z ← right − z − rho x; returns the largest entry. */
function subtractFrom(right: Float64Array, z: Float64Array, rho: number, x: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < z.length; i++) {
    const value = right[i] - z[i] - rho * x[i];
    z[i] = value;
    largest = larger(largest, Math.abs(value));
  }
  return largest;
}

/** The rows of the bounds on one side, and what they add to Cᵀlambda; returns the largest entry. */
function boundResidual(
  { m, lowerIndex, upperIndex }: InteriorProblem,
  side: "lower" | "upper",
  v: Float64Array | undefined,
  active: Uint8Array | undefined,
  right: Blocks,
  out: Blocks,
  { z, lambda }: Blocks,
): number {
  const [index, sign, first] =
    side === "lower" ? [lowerIndex, -1, m] : [upperIndex, 1, m + lowerIndex.length];
  const [given, multiplier, value] = [right.lambda, out.lambda, out.z];
  let largest = 0;
  for (let i = 0; i < index.length; i++) {
    const row = first + i;
    const j = index[i];
    z[j] += sign * multiplier[row];
    const weighted = v ? given[row] + v[row] * multiplier[row] : given[row];
    const left = active && !active[row] ? 0 : weighted - sign * value[j];
    lambda[row] = left;
    largest = larger(largest, Math.abs(left));
  }
  return largest;
}

/** The larger of two sizes; NaN where one is none. */
function larger(largest: number, size: number): number {
  return size <= largest ? largest : Math.max(largest, size);
}
