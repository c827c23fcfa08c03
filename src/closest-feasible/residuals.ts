import type { KktVectors } from "../backend/backend.js";
import type { Problem } from "../problem/problem.js";
import { Constraints } from "../derivative/constraints.js";

export interface Residuals {
  readonly primalResidual: number;
  readonly dualResidual: number;
  readonly dualityGap: number;
}

/** How far one element's vectors are from solving the problem, as `SolutionData` has it. */
export function residualsOf(problem: Problem, element: number, vectors: KktVectors): Residuals {
  const constraints = new Constraints(problem, element);
  const at = constraints.newBlocks();
  constraints.gather(vectors, vectors, at);
  const dual = constraints.p.slice();
  constraints.addQ(at.z, dual);
  constraints.addETransposed(at.nu, dual);
  constraints.addCTransposed(at.lambda, dual);
  const equality = constraints.f.map((value) => -value);
  constraints.addE(at.z, equality);
  const inequality = constraints.d.map((value) => -value);
  constraints.addC(at.z, inequality);
  // zᵀQz + pᵀz + fᵀnu + dᵀlambda, written as a sum of small terms.
  const gap = inner(at.z, dual) - inner(at.nu, equality) - inner(at.lambda, inequality);
  return {
    primalResidual: Math.max(0, ...equality.map(Math.abs), ...inequality),
    dualResidual: Math.max(...dual.map(Math.abs)),
    dualityGap: Math.abs(gap),
  };
}

function inner(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
