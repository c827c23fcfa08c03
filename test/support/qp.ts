/** One problem as plain nested numbers, as the tests draw, change and print it; and batches of them. */
import type { FieldName, ProblemInput, Solution } from "optnet";

export interface Qp {
  /** Dense, diagonal or absent. */
  readonly Q?: number[][] | number[] | undefined;
  readonly p: number[];
  readonly A?: number[][] | undefined;
  readonly b?: number[] | undefined;
  readonly G?: number[][] | undefined;
  readonly h?: number[] | undefined;
  readonly lower?: number[] | number | undefined;
  readonly upper?: number[] | number | undefined;
}

export const FIELDS: readonly FieldName[] = ["Q", "p", "A", "b", "G", "h", "lower", "upper"];

/** The outputs of one element. */
export interface Answer {
  readonly z: Float64Array;
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
  readonly lambdaLower: Float64Array;
  readonly lambdaUpper: Float64Array;
  readonly slack: Float64Array;
  readonly objective: number;
}

export function answerOf(solution: Solution, element = 0): Answer {
  const { variables: n, equalities: e, inequalities: m } = solution.shape;
  const row = (data: Float64Array, length: number): Float64Array =>
    data.slice(element * length, element * length + length);
  return {
    z: row(solution.z, n),
    nu: row(solution.nu, e),
    lambda: row(solution.lambda, m),
    lambdaLower: row(solution.lambdaLower, n),
    lambdaUpper: row(solution.lambdaUpper, n),
    slack: row(solution.slack, m),
    objective: solution.objective[element],
  };
}

export function isDiagonal(Q: NonNullable<Qp["Q"]>): Q is number[] {
  return typeof Q[0] === "number";
}

/** Qz. */
export function quadraticTimes(qp: Qp, z: readonly number[]): number[] {
  const { Q } = qp;
  if (Q === undefined) return z.map(() => 0);
  return isDiagonal(Q) ? z.map((value, i) => Q[i] * value) : multiply(Q, z);
}

export function multiply(matrix: readonly number[][], x: readonly number[]): number[] {
  return matrix.map((row) => inner(row, x));
}

export function multiplyTransposed(matrix: readonly number[][], y: readonly number[], n: number): number[] {
  return Array.from({ length: n }, (_, j) => matrix.reduce((sum, row, i) => sum + row[j] * y[i], 0));
}

export function inner(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

/** One bound of one variable. */
export function boundOf(bound: Qp["lower"], index: number, absent: number): number {
  if (bound === undefined) return absent;
  return typeof bound === "number" ? bound : bound[index];
}

/** A batch; the fields named in `shared` are taken from the first element and carry no batch axis. */
export function stack(elements: readonly Qp[], shared: readonly FieldName[] = []): ProblemInput {
  const input: Partial<Record<FieldName, unknown>> = {};
  for (const field of FIELDS) {
    const first = elements[0][field];
    if (first === undefined) continue;
    if (shared.includes(field)) input[field] = first;
    else if (field === "Q" && isDiagonal(elements[0].Q!)) input.Q = elements.map((qp) => [qp.Q]);
    else if (typeof first === "number") {
      input[field] = elements.map((qp) => qp.p.map((_, i) => boundOf(qp[field] as number, i, NaN)));
    } else input[field] = elements.map((qp) => qp[field]);
  }
  return input as unknown as ProblemInput;
}
