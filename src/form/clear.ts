/**
 * A quick look at an answer, for whoever has many: it accepts only what the verdict (verdict.ts) accepts too, and
 * leaves to the verdict what is not clear. Residuals are measured against the largest of their terms alone, without
 * canonical units: the verdict's sizes are at least as large. A row with a multiplier has to be at its bound, so that
 * complementarity needs no look of its own: no multiplier is more than 1 in units of its rows of stationarity.
 */
import { addTimes, columnAt, firstOf, lastOf, shiftOf } from "../matrix/operator.js";
import type { Matrix } from "../matrix/operator.js";
import type { KktVectors } from "../problem/fields.js";
import { costMatrix, rowMatrix } from "../problem/matrices.js";
import type { Problem } from "../problem/problem.js";
import { boundAt, elementOf } from "../problem/problem.js";

/** One look after the other: what was found last stands in its fields, in the user's units. */
export class ClearLook {
  primalResidual = 0;
  dualResidual = 0;
  /** The duality gap with its sign. */
  signedGap = 0;
  objective = 0;
  /** h − Gz. */
  readonly slack: Float64Array;
  readonly #problem: Problem;
  readonly #dual: Float64Array;
  /** The largest term of every row of stationarity. */
  readonly #size: Float64Array;
  #clear = true;
  #tolerance = 0;

  constructor(problem: Problem) {
    this.#problem = problem;
    this.slack = new Float64Array(problem.inequalities);
    this.#dual = new Float64Array(problem.variables);
    this.#size = new Float64Array(problem.variables);
  }

  /** Whether it is clear that the residuals of element `element` are within `tolerance`. */
  accepts(element: number, candidate: KktVectors, tolerance: number): boolean {
    const problem = this.#problem;
    const { z, nu, lambda } = candidate;
    const dual = this.#dual;
    this.#clear = true;
    this.#tolerance = tolerance;
    this.primalResidual = 0;
    this.dualResidual = 0;
    this.signedGap = 0;
    this.#takeObjective(element, candidate);
    const A = rowMatrix(problem, "A", element);
    if (A) {
      const b = elementOf(problem.b!, element);
      for (let i = 0; i < b.length; i++) {
        const [residual, size] = this.#row(A, i, b[i], nu[i], z);
        this.#note(Math.abs(residual), size);
        this.primalResidual = Math.max(this.primalResidual, Math.abs(residual));
        this.signedGap -= nu[i] * residual;
      }
    }
    const G = rowMatrix(problem, "G", element);
    if (G) {
      const h = elementOf(problem.h!, element);
      for (let i = 0; i < h.length; i++) {
        const [residual, size] = this.#row(G, i, h[i], lambda[i], z);
        this.slack[i] = Math.max(0, -residual);
        this.#noteInequality(residual, size, lambda[i]);
      }
    }
    this.#noteBounds(element, candidate);
    for (let j = 0; j < dual.length; j++) {
      this.#note(Math.abs(dual[j]), this.#size[j]);
      this.dualResidual = Math.max(this.dualResidual, Math.abs(dual[j]));
      this.signedGap += z[j] * dual[j];
    }
    return this.#clear;
  }

  /** Qz + p, what multipliers of bounds add to it, and the objective. */
  #takeObjective(element: number, { z, lambdaLower, lambdaUpper }: KktVectors): void {
    const dual = this.#dual;
    const Q = costMatrix(this.#problem, element);
    const p = elementOf(this.#problem.p, element);
    dual.fill(0);
    if (Q) addTimes(dual, 1, Q, z);
    let objective = 0;
    for (let j = 0; j < dual.length; j++) {
      const slope = dual[j];
      objective += z[j] * (0.5 * slope + p[j]);
      const size = Math.max(Math.abs(slope), Math.abs(p[j]));
      this.#size[j] = Math.max(size, lambdaLower[j], lambdaUpper[j]);
      dual[j] = slope + p[j] - lambdaLower[j] + lambdaUpper[j];
    }
    this.objective = objective;
  }

  /** A row's residual and its largest term; adds its multiplier to the rows of stationarity. */
  #row(M: Matrix, i: number, side: number, multiplier: number, z: Float64Array): [number, number] {
    const last = lastOf(M, i);
    const shift = shiftOf(M, i);
    let residual = -side;
    let size = Math.abs(side);
    for (let k = firstOf(M, i); k < last; k++) {
      const j = columnAt(M, k, shift);
      const term = M.value[k] * z[j];
      residual += term;
      if (Math.abs(term) > size) size = Math.abs(term);
      if (multiplier === 0) continue;
      const load = M.value[k] * multiplier;
      this.#dual[j] += load;
      if (Math.abs(load) > this.#size[j]) this.#size[j] = Math.abs(load);
    }
    return [residual, size];
  }

  #noteInequality(residual: number, size: number, multiplier: number): void {
    this.#note(multiplier > 0 ? Math.abs(residual) : residual, size);
    this.primalResidual = Math.max(this.primalResidual, residual);
    if (multiplier > 0) this.signedGap -= multiplier * residual;
    if (multiplier < 0) this.#clear = false;
  }

  #noteBounds(element: number, { z, lambdaLower, lambdaUpper }: KktVectors): void {
    const { lower, upper } = this.#problem;
    if (lower === undefined && upper === undefined) return;
    for (let j = 0; j < z.length; j++) {
      const below = boundAt(lower, element, j, -Infinity);
      const above = boundAt(upper, element, j, Infinity);
      const size = Math.max(Math.abs(z[j]), Math.min(Math.abs(below), Math.abs(above)));
      if (below > -Infinity) this.#noteInequality(below - z[j], size, lambdaLower[j]);
      if (above < Infinity) this.#noteInequality(z[j] - above, size, lambdaUpper[j]);
    }
  }

  #note(residual: number, size: number): void {
    if (!(residual <= this.#tolerance * size) && !(residual <= 0)) this.#clear = false;
  }
}
