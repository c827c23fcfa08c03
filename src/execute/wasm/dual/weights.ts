/** Weights of a proximal step on variables without curvature. They are in the unit of the objective by that of z². */
import { diagonalOf } from "../../../form/standard.js";
import type { ProblemUnits } from "../../../form/units.js";
import type { Operand, Problem } from "../../../problem/problem.js";
import { elementOf } from "../../../problem/problem.js";

/**
 * Writes the weights of the variables whose Q_jj is 0; those of others are not used.
 *
 * Rows say how such a variable compares with those that have curvature: with ‖a‖_Q = max_i |a_i| / √Q_ii over the
 * curved variables of a row a, the weight of j is the largest (a_j / ‖a‖_Q)², so that its entries are at most 1 beside
 * theirs. What no row compares with any is measured in canonical units, which takes longer.
 */
export function writeWeights(
  problem: Problem,
  element: number,
  units: ProblemUnits,
  weights: Float64Array,
): void {
  const curvature = diagonalOf(problem, element);
  const flat: number[] = [];
  for (let j = 0; j < problem.variables; j++) if (!(curvature(j) > 0)) flat.push(j);
  if (flat.length === 0) return;
  const curved = Float64Array.from(weights, (_, j) => (curvature(j) > 0 ? 1 / curvature(j) : 0));
  weights.fill(0);
  for (const [operand, rows] of [
    [problem.A, problem.equalities],
    [problem.G, problem.inequalities],
  ] as const) {
    if (operand) compareRows(operand, element, rows, curved, flat, weights);
  }
  if (flat.every((j) => weights[j] > 0 && weights[j] < Infinity)) return;
  const { free, units: canonical } = units.matrices(element);
  weights.fill(1);
  free.forEach((variable, j) => (weights[variable] = 1 / (canonical.objective * canonical.z[j] ** 2)));
}

/** @param curved 1/Q_jj, or 0 where there is no curvature. */
function compareRows(
  operand: Operand,
  element: number,
  rows: number,
  curved: Float64Array,
  flat: readonly number[],
  weights: Float64Array,
): void {
  const M = elementOf(operand, element);
  const n = curved.length;
  for (let row = 0; row < rows * n; row += n) {
    let norm = 0;
    for (let i = 0; i < n; i++) norm = Math.max(norm, M[row + i] * M[row + i] * curved[i]);
    if (norm === 0) continue;
    for (const j of flat) weights[j] = Math.max(weights[j], (M[row + j] * M[row + j]) / norm);
  }
}
