/** Least-squares problems in the rows of the constraints alone. */
import type { InteriorProblem } from "../../form/interior-problem.js";
import { addATransposed, addCTransposed } from "../../form/interior-problem.js";
import { maxAbs } from "../../matrix/dense.js";
import type { KktBlocks } from "./kkt.js";
import { KktSystem, newBlocks } from "./kkt.js";

/** Regularisation of the factors, and the steps that take it out again. */
const RHO = 1e-8;
const PROXIMAL_STEPS = 6;

/** The KKT system without the quadratic term. */
export function rowSystem(problem: InteriorProblem): KktSystem {
  return new KktSystem({ ...problem, quadratic: "zero", Q: new Float64Array(0) });
}

/** Multipliers weigh 1 each on the rows given; the others have none. */
export function factorRows(kkt: KktSystem, rows: Uint8Array): boolean {
  kkt.rho = RHO;
  kkt.delta = 1;
  for (let i = 0; i < rows.length; i++) kkt.v[i] = rows[i] ? 1 : 1e30;
  return kkt.factor();
}

/** The smallest multipliers with Aᵀnu + Cᵀlambda = right, on the rows that the factors are for. */
export function solveOnRows(kkt: KktSystem, right: Float64Array, out: KktBlocks): void {
  const { problem } = kkt;
  const rest = newBlocks(problem);
  const step = newBlocks(problem);
  for (const block of [out.z, out.nu, out.lambda]) block.fill(0);
  rest.z.set(right);
  for (let k = 0; k < PROXIMAL_STEPS; k++) {
    kkt.solve(rest, step, 1e-14);
    for (let i = 0; i < out.z.length; i++) out.z[i] += step.z[i];
    for (let i = 0; i < out.nu.length; i++) out.nu[i] += step.nu[i];
    for (let i = 0; i < out.lambda.length; i++) out.lambda[i] += step.lambda[i];
    rest.z.set(right);
    addATransposed(problem, -1, out.nu, rest.z);
    addCTransposed(problem, -1, out.lambda, rest.z);
    if (maxAbs(rest.z) <= 1e-15 * maxAbs(right)) return;
  }
}
