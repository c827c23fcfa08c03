/**
 * Is an answer a solution? Computed from the input alone, to twice the working precision; nothing here is
 * shared with the solver.
 */
import { ExactSum } from "./exact-sum.js";
import type { Answer, Qp } from "./qp.js";
import { boundOf, isDiagonal } from "./qp.js";

export interface Residuals {
  /** Largest of |Az − b|, Gz − h and the violations of the bounds. */
  readonly primal: number;
  /** ‖Qz + p + Aᵀnu + Gᵀlambda − lambdaLower + lambdaUpper‖∞. */
  readonly dual: number;
  /** |zᵀQz + pᵀz + bᵀnu + hᵀlambda − lowerᵀlambdaLower + upperᵀlambdaUpper|. */
  readonly gap: number;
  readonly objective: number;
  /** |slack − (h − Gz)|. */
  readonly slack: number;
  /** How far evaluation in plain float64 may be off: the solver cannot know better. */
  readonly rounding: {
    readonly primal: number;
    readonly dual: number;
    readonly gap: number;
    readonly objective: number;
  };
}

class Worst {
  value = 0;
  rounding = 0;

  offer(violation: number, rounding: number): void {
    if (!(violation <= this.value)) this.value = violation;
    this.rounding = Math.max(this.rounding, rounding);
  }
}

export function residualsOf(qp: Qp, answer: Answer): Residuals {
  const { p, A = [], b = [], G = [], h = [] } = qp;
  const { z, nu, lambda, lambdaLower, lambdaUpper, slack } = answer;
  const primal = new Worst();
  const dual = new Worst();
  let slackError = 0;
  A.forEach((row, i) => {
    const sum = new ExactSum().add(-b[i]);
    row.forEach((value, j) => sum.add(value, z[j]));
    primal.offer(Math.abs(sum.value), sum.rounding);
  });
  G.forEach((row, i) => {
    const sum = new ExactSum().add(-h[i]);
    row.forEach((value, j) => sum.add(value, z[j]));
    primal.offer(sum.value, sum.rounding);
    slackError = Math.max(slackError, Math.abs(slack[i] + sum.value) - sum.rounding);
  });
  const gap = new ExactSum();
  const twice = new ExactSum();
  let quadraticRounding = 0;
  p.forEach((cost, i) => {
    const lower = boundOf(qp.lower, i, -Infinity);
    const upper = boundOf(qp.upper, i, Infinity);
    primal.offer(lower - z[i], 0);
    primal.offer(z[i] - upper, 0);
    const Qz = new ExactSum();
    if (qp.Q !== undefined) {
      if (isDiagonal(qp.Q)) Qz.add(qp.Q[i], z[i]);
      else qp.Q[i].forEach((value, j) => Qz.add(value, z[j]));
    }
    const gradient = new ExactSum().add(cost).add(-lambdaLower[i]).add(lambdaUpper[i]);
    A.forEach((row, k) => gradient.add(row[i], nu[k]));
    G.forEach((row, k) => gradient.add(row[i], lambda[k]));
    const rounding = gradient.rounding + Qz.rounding;
    dual.offer(Math.abs(gradient.add(Qz.value).value), rounding + Number.EPSILON * Math.abs(Qz.value));
    gap.addMultiple(z[i], Qz).add(cost, z[i]);
    twice.addMultiple(z[i], Qz).add(2 * cost, z[i]);
    quadraticRounding += Qz.rounding * Math.abs(z[i]);
    if (lower > -Infinity) gap.add(-lower, lambdaLower[i]);
    if (upper < Infinity) gap.add(upper, lambdaUpper[i]);
  });
  b.forEach((value, i) => gap.add(value, nu[i]));
  h.forEach((value, i) => gap.add(value, lambda[i]));
  return {
    primal: primal.value,
    dual: dual.value,
    gap: Math.abs(gap.value),
    objective: twice.value / 2,
    slack: slackError,
    rounding: {
      primal: primal.rounding,
      dual: dual.rounding,
      gap: gap.rounding + quadraticRounding,
      objective: twice.rounding + quadraticRounding,
    },
  };
}

/** Everything that is wrong with a "solved" answer; empty when it is right. */
export function faultsOf(qp: Qp, answer: Answer, tolerance: number): string[] {
  const faults: string[] = [];
  for (const [name, values] of Object.entries(answer)) {
    const numbers = typeof values === "number" ? [values] : [...(values as Float64Array)];
    if (!numbers.every(Number.isFinite)) faults.push(`${name} is not finite`);
  }
  if (faults.length > 0) return faults;
  const { lambda, lambdaLower, lambdaUpper, slack, z } = answer;
  for (const [name, values] of Object.entries({ lambda, lambdaLower, lambdaUpper, slack })) {
    if (values.some((value) => value < 0)) faults.push(`${name} has the wrong sign: ${Math.min(...values)}`);
  }
  z.forEach((_, i) => {
    if (boundOf(qp.lower, i, -Infinity) === -Infinity && lambdaLower[i] !== 0) {
      faults.push(`lambdaLower[${i}] without a bound`);
    }
    if (boundOf(qp.upper, i, Infinity) === Infinity && lambdaUpper[i] !== 0) {
      faults.push(`lambdaUpper[${i}] without a bound`);
    }
  });
  const residuals = residualsOf(qp, answer);
  for (const name of ["primal", "dual", "gap"] as const) {
    const limit = tolerance + residuals.rounding[name];
    if (!(residuals[name] <= limit)) faults.push(`${name} residual ${residuals[name]} exceeds ${limit}`);
  }
  if (!(residuals.slack <= tolerance)) faults.push(`slack is off h − Gz by ${residuals.slack}`);
  const off = Math.abs(answer.objective - residuals.objective);
  if (!(off <= residuals.rounding.objective)) faults.push(`objective is off by ${off}`);
  return faults;
}
