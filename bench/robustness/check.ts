/**
 * Residuals of an answer, from the input alone: nothing here is shared with the solver. Definitions as in
 * qpbenchmark (https://github.com/qpsolvers/qpbenchmark), for
 *
 *     minimise ½ zᵀQz + pᵀz   subject to   Az = b,  Gz ≤ h,  lower ≤ z ≤ upper.
 */
import type { ArrayInput, ProblemInput } from "optnet";
import { Accumulator } from "./double-double.js";

/** The parts of a solution of one problem that a check needs. */
export interface Answer {
  readonly z: ArrayLike<number>;
  readonly nu: ArrayLike<number>;
  readonly lambda: ArrayLike<number>;
  readonly lambdaLower: ArrayLike<number>;
  readonly lambdaUpper: ArrayLike<number>;
}

export interface Residuals {
  /** Largest of |Az − b|, max(Gz − h, 0) and the violations of the bounds. */
  readonly primal: number;
  /** Largest of |Qz + p + Aᵀnu + Gᵀlambda − lambdaLower + lambdaUpper|, and of multipliers of the wrong sign. */
  readonly dual: number;
  /** |zᵀQz + pᵀz + bᵀnu + hᵀlambda − lowerᵀlambdaLower + upperᵀlambdaUpper| over the finite bounds. */
  readonly gap: number;
  readonly objective: number;
}

/** Computes the residuals of one answer to one problem without a batch axis; all NaN if an entry is not finite. */
export function residualsOf(problem: ProblemInput, answer: Answer): Residuals {
  const { z, nu, lambda, lambdaLower, lambdaUpper } = answer;
  for (const part of [z, nu, lambda, lambdaLower, lambdaUpper]) {
    if (!Array.from(part).every(Number.isFinite)) return { primal: NaN, dual: NaN, gap: NaN, objective: NaN };
  }
  const n = z.length;
  const Q = rowsOf(problem.Q, n);
  const p = flat(problem.p);
  const A = rowsOf(problem.A, n);
  const b = flat(problem.b);
  const G = rowsOf(problem.G, n);
  const h = flat(problem.h);
  const lower = bounds(problem.lower, n, -Infinity);
  const upper = bounds(problem.upper, n, Infinity);

  let primal = 0;
  for (let row = 0; row < b.length; row++) {
    primal = Math.max(primal, Math.abs(rowMinus(A, row, z, b[row])));
  }
  for (let row = 0; row < h.length; row++) primal = Math.max(primal, rowMinus(G, row, z, h[row]));
  for (let i = 0; i < n; i++) primal = Math.max(primal, lower[i] - z[i], z[i] - upper[i]);

  const Qz = Array.from({ length: n }, (_, i) => {
    const sum = new Accumulator();
    Q(i, (j, value) => sum.addProduct(value, z[j]));
    return sum;
  });
  const gap = new Accumulator();
  const twice = new Accumulator();
  for (let i = 0; i < n; i++) {
    gap.addMultiple(z[i], Qz[i]);
    gap.addProduct(p[i], z[i]);
    twice.addMultiple(z[i], Qz[i]);
    twice.addProduct(2 * p[i], z[i]);
    if (lower[i] > -Infinity) gap.addProduct(-lower[i], lambdaLower[i]);
    if (upper[i] < Infinity) gap.addProduct(upper[i], lambdaUpper[i]);
  }
  for (let row = 0; row < b.length; row++) gap.addProduct(b[row], nu[row]);
  for (let row = 0; row < h.length; row++) gap.addProduct(h[row], lambda[row]);

  const gradient = Qz;
  for (let row = 0; row < b.length; row++) addRow(A, row, nu[row], gradient);
  for (let row = 0; row < h.length; row++) addRow(G, row, lambda[row], gradient);
  let dual = 0;
  for (let i = 0; i < n; i++) {
    gradient[i].add(p[i]);
    gradient[i].add(-lambdaLower[i]);
    gradient[i].add(lambdaUpper[i]);
    dual = Math.max(
      dual,
      Math.abs(gradient[i].value),
      // A multiplier must not be negative, and that of an absent bound must be 0.
      lower[i] > -Infinity ? -lambdaLower[i] : Math.abs(lambdaLower[i]),
      upper[i] < Infinity ? -lambdaUpper[i] : Math.abs(lambdaUpper[i]),
    );
  }
  for (let row = 0; row < h.length; row++) dual = Math.max(dual, -lambda[row]);
  return { primal, dual, gap: Math.abs(gap.value), objective: twice.value / 2 };
}

/** Calls `visit` with the column and the value of every entry of a row. */
type Rows = (row: number, visit: (column: number, value: number) => void) => void;

/** A matrix as it comes: sparse, dense, or of Q its diagonal. */
function rowsOf(input: ProblemInput["Q"], n: number): Rows {
  if (input === undefined) return () => undefined;
  if (typeof input === "object" && "indptr" in input) {
    const data = flat(input.data);
    const { indptr, indices } = input;
    return (row, visit) => {
      for (let k = indptr[row]; k < indptr[row + 1]; k++) visit(indices[k], data[k]);
    };
  }
  const data = flat(input as ArrayInput);
  if (data.length === n && n > 1 && isVector(input)) return (row, visit) => visit(row, data[row]);
  return (row, visit) => {
    for (let j = 0; j < n; j++) visit(j, data[row * n + j]);
  };
}

/** Whether it has one axis: a diagonal, where a single row has two. */
function isVector(input: unknown): boolean {
  if (Array.isArray(input)) return !Array.isArray(input[0]);
  return ArrayBuffer.isView(input) || (input as { shape: readonly number[] }).shape.length === 1;
}

function rowMinus(rows: Rows, row: number, z: ArrayLike<number>, right: number): number {
  const sum = new Accumulator();
  rows(row, (j, value) => sum.addProduct(value, z[j]));
  sum.add(-right);
  return sum.value;
}

function addRow(rows: Rows, row: number, multiplier: number, sums: readonly Accumulator[]): void {
  rows(row, (j, value) => sums[j].addProduct(value, multiplier));
}

function flat(input: ArrayInput | undefined): ArrayLike<number> {
  if (input === undefined) return [];
  if (input instanceof Float64Array || input instanceof Float32Array) return input;
  if ("data" in input) return input.data;
  return (input as readonly unknown[]).flat(Infinity) as number[];
}

function bounds(input: ArrayInput | number | undefined, n: number, absent: number): ArrayLike<number> {
  if (input === undefined || typeof input === "number") return new Float64Array(n).fill(input ?? absent);
  return flat(input);
}
