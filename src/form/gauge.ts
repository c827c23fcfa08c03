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

export function gaugeOf(quadratic: QuadraticKind, Q: Float64Array, pattern: Pattern): Gauge {
  const { n, e, m } = pattern;
  const diagonal = diagonalOf(n, quadratic, Q);
  const { z, objective } = variableUnits(diagonal, pattern);
  const rowUnits = (count: number, first: number): Float64Array => {
    const units = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const largest = largestOf(first + i, z, pattern);
      units[i] = largest > 0 ? powerOfTwo(-exponentOf(largest)) : 1;
    }
    return units;
  };
  return {
    z,
    A: rowUnits(e, 0),
    G: rowUnits(m, e),
    objective: objective * curvatureUnit(n, quadratic, Q, z, objective),
  };
}

function diagonalOf(n: number, quadratic: QuadraticKind, Q: Float64Array): Float64Array {
  const diagonal = new Float64Array(n);
  const stride = quadratic === "dense" ? n + 1 : 1;
  if (quadratic !== "zero") for (let j = 0; j < n; j++) diagonal[j] = Q[j * stride];
  return diagonal;
}

function variableUnits(diagonal: Float64Array, pattern: Pattern): { z: Float64Array; objective: number } {
  const { n, e, m, rowStart, columns, sizes, columnStart, rows } = pattern;
  const z = new Float64Array(n);
  const rowsDone = new Uint8Array(e + m);
  let objective = 0;
  const queue = new Int32Array(n);
  let known = 0;
  const settle = (j: number, unit: number): void => {
    z[j] = unit;
    queue[known++] = j;
    if (objective === 0 && diagonal[j] > 0) objective = powerOfTwo(-exponentOf(diagonal[j] * unit * unit));
  };
  const partOf = rowParts(pattern);
  let next = 0;
  for (let first = 0; first < n; first++) {
    if (z[first] > 0) continue;
    const root = objective > 0 ? firstCurved(first, diagonal, partOf) : -1;
    if (root < 0) settle(first, 1);
    else settle(root, powerOfTwo(-Math.floor(exponentOf(objective * diagonal[root]) / 2)));
    for (; next < known; next++) {
      const variable = queue[next];
      for (let t = columnStart[variable]; t < columnStart[variable + 1]; t++) {
        const row = rows[t];
        if (rowsDone[row]) continue;
        rowsDone[row] = 1;
        const size = exponentOf(largestOf(row, z, pattern));
        for (let k = rowStart[row]; k < rowStart[row + 1]; k++) {
          if (z[columns[k]] === 0) settle(columns[k], powerOfTwo(size - exponentOf(sizes[k])));
        }
      }
    }
  }
  return { z, objective: objective > 0 ? objective : 1 };
}

/** The first variable with curvature that rows connect with `first`; −1 where there is none. */
function firstCurved(first: number, diagonal: Float64Array, partOf: Int32Array): number {
  for (let j = first; j < partOf.length; j++) if (partOf[j] === partOf[first] && diagonal[j] > 0) return j;
  return -1;
}

/** The parts that rows alone connect. */
function rowParts({ n, e, m, rowStart, columns, columnStart, rows }: Pattern): Int32Array {
  const part = new Int32Array(n).fill(-1);
  const rowsDone = new Uint8Array(e + m);
  const queue = new Int32Array(n);
  let known = 0;
  for (let first = 0; first < n; first++) {
    if (part[first] >= 0) continue;
    part[first] = first;
    let next = known;
    queue[known++] = first;
    for (; next < known; next++) {
      for (let t = columnStart[queue[next]]; t < columnStart[queue[next] + 1]; t++) {
        const row = rows[t];
        if (rowsDone[row]) continue;
        rowsDone[row] = 1;
        for (let k = rowStart[row]; k < rowStart[row + 1]; k++) {
          const j = columns[k];
          if (part[j] >= 0) continue;
          part[j] = first;
          queue[known++] = j;
        }
      }
    }
  }
  return part;
}

function largestOf(row: number, z: Float64Array, { rowStart, columns, sizes }: Pattern): number {
  let largest = 0;
  for (let k = rowStart[row]; k < rowStart[row + 1]; k++) {
    largest = Math.max(largest, sizes[k] * z[columns[k]]);
  }
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
