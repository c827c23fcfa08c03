/**
 * A problem whose constraints were shifted until they just touch has no interior, and methods that walk through
 * the interior lose their way there. But the shift says which constraints touch: where the multipliers of the
 * shift (shiftH itself for rows of G, kappa for the bounds) are positive, every feasible z has equality. Stated as
 * equalities, these leave a problem with an interior again, over the face that they span.
 *
 * The multipliers of the face become those of the problem by adding t (shiftB, shiftH, kappa), which leaves
 * stationarity as it is and, for t large enough, makes the signs of inequalities right.
 */
import type { KktVectors } from "../../problem/fields.js";
import type { Operand, Problem } from "../../problem/problem.js";
import { boundAt, elementOf } from "../../problem/problem.js";

/** Multipliers of the shift, relative to the largest, from which a constraint counts as touching. */
const TOUCHING = 1e-9;

/** The multipliers of one shift: a combination of constraints that adds up to nothing. */
export interface ShiftMultipliers {
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
  /** kappaLower − kappaUpper. */
  readonly bound: Float64Array;
}

export interface Face {
  readonly shift: ShiftMultipliers;
  /** Rows of G that became rows of A, below those that were there. */
  readonly rows: readonly number[];
  readonly otherRows: readonly number[];
  /** Variables that the shift pins to one of their bounds. */
  readonly pinned: readonly number[];
  /** The face's problem; its bounds fix the pinned variables. */
  readonly problem: Problem;
}

/** @param feasible the shifted problem; all its elements have the same constraints. */
export function faceProblem(feasible: Problem, shift: ShiftMultipliers): Face {
  const { variables: n, equalities: e, inequalities: m } = feasible;
  const size = Math.max(0, ...[shift.nu, shift.lambda, shift.bound].flatMap((v) => [...v.map(Math.abs)]));
  const least = TOUCHING * size;
  const rows: number[] = [];
  const otherRows: number[] = [];
  for (let row = 0; row < m; row++) (shift.lambda[row] > least ? rows : otherRows).push(row);
  const part = (name: "G" | "h", which: readonly number[], width: number): number[] =>
    which.flatMap((row) => [...elementOf(feasible[name]!, 0).subarray(row * width, (row + 1) * width)]);
  const all = (name: "A" | "b"): number[] => (feasible[name] ? [...elementOf(feasible[name], 0)] : []);
  const equalities = e + rows.length;
  const lower = new Float64Array(n);
  const upper = new Float64Array(n);
  const pinned: number[] = [];
  for (let i = 0; i < n; i++) {
    lower[i] = boundAt(feasible.lower, 0, i, -Infinity);
    upper[i] = boundAt(feasible.upper, 0, i, Infinity);
    if (lower[i] === upper[i]) continue;
    if (Math.abs(shift.bound[i]) > least) pinned.push(i);
    if (shift.bound[i] > least) upper[i] = lower[i];
    else if (shift.bound[i] < -least) lower[i] = upper[i];
  }
  const problem: Problem = {
    ...feasible,
    equalities,
    inequalities: otherRows.length,
    A: equalities > 0 ? shared([...all("A"), ...part("G", rows, n)], [equalities, n]) : undefined,
    b: equalities > 0 ? shared([...all("b"), ...part("h", rows, 1)], [equalities]) : undefined,
    G: otherRows.length > 0 ? shared(part("G", otherRows, n), [otherRows.length, n]) : undefined,
    h: otherRows.length > 0 ? shared(part("h", otherRows, 1), [otherRows.length]) : undefined,
    lower: shared(lower, [n]),
    upper: shared(upper, [n]),
  };
  return { shift, rows, otherRows, pinned, problem };
}

function shared(numbers: ArrayLike<number>, shape: readonly number[]): Operand {
  const data = Float64Array.from(numbers);
  return { data, size: data.length, stride: 0, shape };
}

/** One element's multipliers for the shifted problem, from those on the face. */
export function multipliersFrom(face: Face, onFace: KktVectors, out: KktVectors): void {
  const { shift, rows, otherRows, pinned, problem } = face;
  const e = out.nu.length;
  out.z.set(onFace.z);
  out.nu.set(onFace.nu.subarray(0, e));
  rows.forEach((row, k) => (out.lambda[row] = onFace.nu[e + k]));
  otherRows.forEach((row, k) => (out.lambda[row] = onFace.lambda[k]));
  const bound = onFace.lambdaLower.map((value, i) => value - onFace.lambdaUpper[i]);
  let t = 0;
  for (const row of rows) t = Math.max(t, -out.lambda[row] / shift.lambda[row]);
  for (const i of pinned) t = Math.max(t, -bound[i] / shift.bound[i]);
  for (let k = 0; k < e; k++) out.nu[k] += t * shift.nu[k];
  for (let k = 0; k < out.lambda.length; k++) {
    out.lambda[k] = Math.max(0, out.lambda[k] + t * shift.lambda[k]);
  }
  for (let i = 0; i < bound.length; i++) bound[i] += t * shift.bound[i];
  // What rounding leaves on the side that does not touch, or where there is no bound, is nothing.
  for (const i of pinned) if (bound[i] * shift.bound[i] < 0) bound[i] = 0;
  for (let i = 0; i < bound.length; i++) {
    const isLower = boundAt(problem.lower, 0, i, -Infinity) > -Infinity;
    const isUpper = boundAt(problem.upper, 0, i, Infinity) < Infinity;
    out.lambdaLower[i] = isLower ? Math.max(0, bound[i]) : 0;
    out.lambdaUpper[i] = isUpper ? Math.max(0, -bound[i]) : 0;
  }
}
