import type { Certificate } from "../../problem/solution.js";
import { dot, maxAbs } from "./dense.js";
import { addA, addATransposed, addC, addCTransposed, multiplyQ } from "./interior-problem.js";
import type { State } from "./state.js";

/** A direction in the interior point's unknowns that may prove that there is no solution. */
export interface CertificateDirection {
  readonly kind: Certificate["kind"];
  readonly z: Float64Array;
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
}

/**
 * Looks for a proof that there is no solution, in the equilibrated problem. Where none exists the iterates
 * diverge along such a proof: the iterate shows its direction in the end, the last step often much sooner,
 * because it is free of the bounded part of the iterate.
 */
export function findCertificate(state: State, tolerance: number): CertificateDirection | undefined {
  const { iterate, step } = state;
  const primal = Math.max(maxAbs(state.equalityResidual), maxAbs(state.inequalityResidual));
  if (primal > FEASIBLE) {
    const found =
      contradictionAlong(state, iterate.nu, iterate.lambda, tolerance) ??
      contradictionAlong(state, step.nu, step.lambda, tolerance);
    if (found) return found;
  }
  if (!(maxAbs(state.dualResidual) > FEASIBLE)) return undefined;
  return descentAlong(state, iterate.z, tolerance) ?? descentAlong(state, step.z, tolerance);
}

/** A residual this small is itself the proof that there is a feasible point. */
const FEASIBLE = 1e-10;

/** Aᵀnu + Cᵀlambda = 0, lambda ≥ 0 with bᵀnu + dᵀlambda < 0 contradicts Az = b, Cz ≤ d. */
function contradictionAlong(
  { problem }: State,
  nu: Float64Array,
  multipliers: Float64Array,
  tolerance: number,
): CertificateDirection | undefined {
  const lambda = multipliers.map((value) => Math.max(0, value));
  const gain = -dot(problem.b, 0, nu, 0, nu.length) - dot(problem.d, 0, lambda, 0, lambda.length);
  if (!(gain > 0)) return undefined;
  const remainder = new Float64Array(problem.n);
  addATransposed(problem, 1, nu, remainder);
  addCTransposed(problem, 1, lambda, remainder);
  if (!(maxAbs(remainder) <= tolerance * gain)) return undefined;
  return { kind: "primalInfeasible", z: new Float64Array(problem.n), nu, lambda };
}

/** Qz = 0, Az = 0, Cz ≤ 0 with pᵀz < 0: the objective falls for ever along z. */
function descentAlong(
  { problem }: State,
  z: Float64Array,
  tolerance: number,
): CertificateDirection | undefined {
  const descent = -dot(problem.p, 0, z, 0, z.length);
  if (!(descent > 0)) return undefined;
  const limit = tolerance * descent;
  const image = new Float64Array(problem.n);
  multiplyQ(problem, z, image);
  if (!(maxAbs(image) <= limit)) return undefined;
  const Az = new Float64Array(problem.e);
  addA(problem, 1, z, Az);
  if (!(maxAbs(Az) <= limit)) return undefined;
  const Cz = new Float64Array(problem.d.length);
  addC(problem, 1, z, Cz);
  if (!Cz.every((value) => value <= limit)) return undefined;
  return { kind: "dualInfeasible", z, nu: new Float64Array(problem.e), lambda: new Float64Array(Cz.length) };
}
