/**
 * A representative of all problems that differ from each other by powers of two on the variables, the rows and the
 * objective: whichever of them it is given, it finds the same numbers.
 *
 * - The first variable of the problem is measured in units of 1; breadth first along the rows of A and G, the
 *   variables of a row that have no unit yet get the one that makes their entries as large as the largest entry of
 *   those that have one. Rows are divided by their largest entry.
 * - The objective is measured in units of the first Q_jj > 0 met on the way. What no row connects with that is
 *   connected by it: the unit of the first variable with Q_jj > 0 is the one that makes Q_jj near 1.
 * - Where neither connects a part, its first variable has the unit 1; such a part is a problem of its own.
 *
 * Exponents are taken of numbers, never rounded logarithms, so that a scaling by 2^k shifts them by exactly k.
 */
import type { QuadraticKind } from "../problem/problem.js";
import type { Pattern } from "./pattern.js";
import { exponentOf, powerOfTwo } from "./powers.js";

export interface Gauge {
  readonly z: Float64Array;
  readonly A: Float64Array;
  readonly G: Float64Array;
  readonly objective: number;
}

export function gaugeOf(
  n: number,
  quadratic: QuadraticKind,
  Q: Float64Array,
  A: Float64Array,
  G: Float64Array,
  pattern: Pattern,
): Gauge {
  const { e, m } = pattern;
  const stride = quadratic === "dense" ? n + 1 : 1;
  const diagonal = (j: number): number => (quadratic === "zero" ? 0 : Q[j * stride]);
  const entry = (row: number, j: number): number => Math.abs(row < e ? A[row * n + j] : G[(row - e) * n + j]);
  const { z, objective } = variableUnits(n, diagonal, entry, pattern);
  const rowUnits = (count: number, first: number): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => {
      const largest = largestOf(first + i, z, entry, pattern);
      return largest > 0 ? powerOfTwo(-exponentOf(largest)) : 1;
    });
  return {
    z,
    A: rowUnits(e, 0),
    G: rowUnits(m, e),
    objective: objective * curvatureUnit(n, quadratic, Q, z, objective),
  };
}

type Entry = (row: number, variable: number) => number;

function variableUnits(
  n: number,
  diagonal: (j: number) => number,
  entry: Entry,
  pattern: Pattern,
): { z: Float64Array; objective: number } {
  const z = new Float64Array(n);
  const rowsDone = new Uint8Array(pattern.e + pattern.m);
  let objective = 0;
  const queue: number[] = [];
  const settle = (j: number, unit: number): void => {
    z[j] = unit;
    queue.push(j);
    if (objective === 0 && diagonal(j) > 0) objective = powerOfTwo(-exponentOf(diagonal(j) * unit * unit));
  };
  const partOf = rowParts(n, pattern);
  let next = 0;
  for (let first = 0; first < n; first++) {
    if (z[first] > 0) continue;
    const root = objective > 0 ? firstCurved(first, diagonal, partOf) : -1;
    if (root < 0) settle(first, 1);
    else settle(root, powerOfTwo(-Math.floor(exponentOf(objective * diagonal(root)) / 2)));
    for (; next < queue.length; next++) {
      for (const row of pattern.columnRows(queue[next])) {
        if (rowsDone[row]) continue;
        rowsDone[row] = 1;
        const size = exponentOf(largestOf(row, z, entry, pattern));
        for (const j of pattern.rowColumns(row)) {
          if (z[j] === 0) settle(j, powerOfTwo(size - exponentOf(entry(row, j))));
        }
      }
    }
  }
  return { z, objective: objective > 0 ? objective : 1 };
}

/** The first variable with curvature that rows connect with `first`; −1 where there is none. */
function firstCurved(first: number, diagonal: (j: number) => number, partOf: Int32Array): number {
  for (let j = first; j < partOf.length; j++) if (partOf[j] === partOf[first] && diagonal(j) > 0) return j;
  return -1;
}

/** The parts that rows alone connect. */
function rowParts(n: number, pattern: Pattern): Int32Array {
  const part = new Int32Array(n).fill(-1);
  const rowsDone = new Uint8Array(pattern.e + pattern.m);
  for (let first = 0; first < n; first++) {
    if (part[first] >= 0) continue;
    part[first] = first;
    const queue = [first];
    for (const variable of queue) {
      for (const row of pattern.columnRows(variable)) {
        if (rowsDone[row]) continue;
        rowsDone[row] = 1;
        for (const j of pattern.rowColumns(row)) {
          if (part[j] >= 0) continue;
          part[j] = first;
          queue.push(j);
        }
      }
    }
  }
  return part;
}

function largestOf(row: number, z: Float64Array, entry: Entry, pattern: Pattern): number {
  let largest = 0;
  for (const j of pattern.rowColumns(row)) largest = Math.max(largest, entry(row, j) * z[j]);
  return largest;
}

/** Brings the largest entry of Q near 1, given what the gauge makes of it. */
function curvatureUnit(
  n: number,
  quadratic: QuadraticKind,
  Q: Float64Array,
  z: Float64Array,
  objective: number,
): number {
  let largest = 0;
  for (let i = 0; i < n; i++) {
    if (quadratic === "diagonal") largest = Math.max(largest, Math.abs(Q[i]) * objective * z[i] * z[i]);
    if (quadratic === "dense") {
      for (let j = 0; j < n; j++)
        largest = Math.max(largest, Math.abs(Q[i * n + j]) * objective * z[i] * z[j]);
    }
  }
  return largest > 0 ? powerOfTwo(-exponentOf(largest)) : 1;
}
