/** Forward mode, before the solve: what a change of the inputs does to the KKT conditions. */
import type { KktVectors, SolutionData } from "../problem/fields.js";
import type { FieldName, Operand, Problem } from "../problem/problem.js";
import { elementOf } from "../problem/problem.js";

/** Directions of the inputs, read and checked. */
export type Moves = Partial<Record<FieldName, Operand>>;

/** right −= dF for one element, and the objective's direct dependence on Q and p. */
export function addInputChange(
  problem: Problem,
  data: SolutionData,
  moves: Moves,
  element: number,
  right: KktVectors,
  objective: Float64Array,
): void {
  const { variables: n, equalities: e, inequalities: m } = problem;
  const z = data.z.subarray(element * n, element * n + n);
  const r = right.z.subarray(element * n, element * n + n);
  if (moves.p) {
    const dp = elementOf(moves.p, element);
    for (let i = 0; i < n; i++) {
      r[i] -= dp[i];
      objective[element] += dp[i] * z[i];
    }
  }
  if (moves.Q) {
    const dQ = elementOf(moves.Q, element);
    for (let i = 0; i < n; i++) {
      let change = problem.quadratic === "diagonal" ? dQ[i] * z[i] : 0;
      if (problem.quadratic === "dense") {
        for (let j = 0; j < n; j++) change += 0.5 * (dQ[i * n + j] + dQ[j * n + i]) * z[j];
      }
      r[i] -= change;
      objective[element] += 0.5 * change * z[i];
    }
  }
  const rowsOf = (
    matrix: Operand | undefined,
    vector: Operand | undefined,
    rows: number,
    multipliers: Float64Array,
    target: Float64Array,
  ): void => {
    const dM = matrix && elementOf(matrix, element);
    const dv = vector && elementOf(vector, element);
    for (let i = 0; i < rows; i++) {
      const at = element * rows + i;
      if (dv) target[at] += dv[i];
      if (!dM) continue;
      for (let j = 0; j < n; j++) {
        target[at] -= dM[i * n + j] * z[j];
        r[j] -= dM[i * n + j] * multipliers[at];
      }
    }
  };
  rowsOf(moves.A, moves.b, e, data.nu, right.nu);
  rowsOf(moves.G, moves.h, m, data.lambda, right.lambda);
  for (let i = 0; i < n; i++) {
    if (moves.lower) right.lambdaLower[element * n + i] -= scalarOr(moves.lower, element, i);
    if (moves.upper) right.lambdaUpper[element * n + i] += scalarOr(moves.upper, element, i);
  }
}

function scalarOr(operand: Operand, element: number, index: number): number {
  return operand.data[element * operand.stride + (operand.size === 1 ? 0 : index)];
}
