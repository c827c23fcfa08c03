/**
 * Is an answer a solution? Computed from the input alone, to twice the working precision; nothing here is
 * shared with the solver.
 */
import { arithmetic, ExactSum } from "./exact-sum.js";
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
  /** The largest residual of each kind relative to the sum of its own terms' sizes. */
  readonly relative: { readonly primal: number; readonly dual: number; readonly gap: number };
  /** How far evaluation in plain float64 may be off: the solver cannot know better. */
  readonly rounding: {
    readonly primal: number;
    readonly dual: number;
    readonly gap: number;
    readonly objective: number;
  };
}

/** Rows whose terms are a smaller share of (largest entry × largest variable) are measured in this share of it. */
const FLOOR = 2 ** -20;

class Worst {
  value = 0;
  relative = 0;
  rounding = 0;

  offer(violation: number, rounding: number, size: number): void {
    if (!(violation <= this.value)) this.value = violation;
    // What plain float64 cannot see is not asked for.
    const seen = violation - rounding;
    if (seen > 0 && !(seen / size <= this.relative)) this.relative = seen / size;
    this.rounding = Math.max(this.rounding, rounding);
  }
}

const largestOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);

export function residualsOf(qp: Qp, answer: Answer): Residuals {
  const { p, A = [], b = [], G = [], h = [] } = qp;
  const { z, nu, lambda, lambdaLower, lambdaUpper, slack } = answer;
  const primal = new Worst();
  const dual = new Worst();
  let slackError = 0;
  const reach = FLOOR * largestOf(z);
  const rowSize = (row: readonly number[], right: number): number =>
    row.reduce((size, value, j) => size + Math.abs(value * z[j]), Math.abs(right)) + reach * largestOf(row);
  A.forEach((row, i) => {
    const sum = new ExactSum().add(-b[i]);
    row.forEach((value, j) => sum.add(value, z[j]));
    primal.offer(Math.abs(sum.value), sum.rounding, rowSize(row, b[i]));
  });
  G.forEach((row, i) => {
    const sum = new ExactSum().add(-h[i]);
    row.forEach((value, j) => sum.add(value, z[j]));
    primal.offer(sum.value, sum.rounding, rowSize(row, h[i]));
    slackError = Math.max(slackError, Math.abs(slack[i] + sum.value) - sum.rounding);
  });
  const gap = new ExactSum();
  const twice = new ExactSum();
  let quadraticRounding = 0;
  let dualSize = 0;
  const dualRows: { value: number; rounding: number; size: number }[] = [];
  p.forEach((cost, i) => {
    const lower = boundOf(qp.lower, i, -Infinity);
    const upper = boundOf(qp.upper, i, Infinity);
    primal.offer(lower - z[i], 0, Math.abs(z[i]) + reach);
    primal.offer(z[i] - upper, 0, Math.abs(z[i]) + reach);
    const Qz = new ExactSum();
    if (qp.Q !== undefined) {
      if (isDiagonal(qp.Q)) Qz.add(qp.Q[i], z[i]);
      else qp.Q[i].forEach((value, j) => Qz.add(value, z[j]));
    }
    const gradient = new ExactSum().add(cost).add(-lambdaLower[i]).add(lambdaUpper[i]);
    A.forEach((row, k) => gradient.add(row[i], nu[k]));
    G.forEach((row, k) => gradient.add(row[i], lambda[k]));
    const rounding = gradient.rounding + Qz.rounding;
    const size = gradient.size + Qz.size;
    dualSize = Math.max(dualSize, size);
    dualRows.push({
      value: Math.abs(gradient.add(Qz.value).value),
      rounding: rounding + Number.EPSILON * Math.abs(Qz.value),
      size,
    });
    gap.addMultiple(z[i], Qz).add(cost, z[i]);
    twice.addMultiple(z[i], Qz).add(2 * cost, z[i]);
    quadraticRounding += Qz.rounding * Math.abs(z[i]);
    if (lower > -Infinity) gap.add(-lower, lambdaLower[i]);
    if (upper < Infinity) gap.add(upper, lambdaUpper[i]);
  });
  for (const row of dualRows) dual.offer(row.value, row.rounding, row.size + FLOOR * dualSize);
  b.forEach((value, i) => gap.add(value, nu[i]));
  h.forEach((value, i) => gap.add(value, lambda[i]));
  return {
    primal: primal.value,
    dual: dual.value,
    gap: Math.abs(gap.value),
    objective: twice.value / 2,
    slack: slackError,
    relative: {
      primal: primal.relative,
      dual: dual.relative,
      gap: Math.abs(gap.value) <= gap.rounding + quadraticRounding ? 0 : Math.abs(gap.value) / gap.size,
    },
    rounding: {
      primal: primal.rounding,
      dual: dual.rounding,
      gap: gap.rounding + quadraticRounding,
      objective: twice.rounding + quadraticRounding,
    },
  };
}

/**
 * Everything that is wrong with a "solved" answer; empty when it is right. The tolerance is relative to the terms, and
 * bounds hold exactly.
 */
export function faultsOf(qp: Qp, answer: Answer, tolerance: number): string[] {
  const faults: string[] = [];
  for (const [name, values] of Object.entries(answer)) {
    const numbers = typeof values === "number" ? [values] : [...(values as Float64Array)];
    if (!numbers.every(Number.isFinite)) faults.push(`${name} is not finite`);
  }
  if (faults.length > 0) return faults;
  const { h = [] } = qp;
  const { lambda, lambdaLower, lambdaUpper, slack, z } = answer;
  for (const [name, values] of Object.entries({ lambda, lambdaLower, lambdaUpper, slack })) {
    if (values.some((value) => value < 0)) faults.push(`${name} has the wrong sign: ${Math.min(...values)}`);
  }
  z.forEach((value, i) => {
    const inside = boundOf(qp.lower, i, -Infinity) <= value && value <= boundOf(qp.upper, i, Infinity);
    if (arithmetic.epsilon === Number.EPSILON && !inside) faults.push(`z[${i}] is outside its bounds`);
    if (boundOf(qp.lower, i, -Infinity) === -Infinity && lambdaLower[i] !== 0) {
      faults.push(`lambdaLower[${i}] without a bound`);
    }
    if (boundOf(qp.upper, i, Infinity) === Infinity && lambdaUpper[i] !== 0) {
      faults.push(`lambdaUpper[${i}] without a bound`);
    }
  });
  const residuals = residualsOf(qp, answer);
  for (const name of ["primal", "dual", "gap"] as const) {
    // The gap is a sum over all rows, each of which may miss by the tolerance.
    const rows = name === "gap" ? z.length + (qp.b?.length ?? 0) + h.length : 1;
    const relative = residuals.relative[name] / rows;
    if (!(relative <= tolerance))
      faults.push(`${name} residual ${residuals[name]} is ${relative} of its terms`);
  }
  const slackLimit = tolerance * Math.max(1, largestOf(h) + largestOf(z));
  if (!(residuals.slack <= slackLimit)) faults.push(`slack is off h − Gz by ${residuals.slack}`);
  const off = Math.abs(answer.objective - residuals.objective);
  if (!(off <= residuals.rounding.objective)) faults.push(`objective is off by ${off}`);
  return faults;
}
