/** Sparse symmetric quasidefinite matrices, and what dense arithmetic makes of them. */
import fc from "fast-check";
import type { Pattern } from "../../src/matrix/pattern.js";
import { Random } from "./random.js";

/** A symmetric matrix: the entries on and below its diagonal, and the signs of its pivots. */
export interface SymmetricMatrix {
  readonly lower: Pattern;
  readonly values: Float64Array;
  readonly signs: Int8Array;
}

export type Edge = readonly [number, number];

/** The pattern with these entries off the diagonal, and all on the diagonal but those left out. */
export function patternOf(
  size: number,
  edges: readonly Edge[],
  withoutDiagonal: readonly number[] = [],
): Pattern {
  const rows = Array.from({ length: size }, (_, i) => new Set(withoutDiagonal.includes(i) ? [] : [i]));
  for (const [i, j] of edges) if (i !== j) rows[Math.max(i, j)].add(Math.min(i, j));
  const start = new Int32Array(size + 1);
  rows.forEach((row, i) => (start[i + 1] = start[i] + row.size));
  const index = new Int32Array(start[size]);
  rows.forEach((row, i) => index.set(Int32Array.from(row).sort(), start[i]));
  return { rows: size, columns: size, start, index };
}

export function chain(size: number): Pattern {
  return patternOf(
    size,
    Array.from({ length: size - 1 }, (_, i) => [i, i + 1]),
  );
}

export function grid(side: number): Pattern {
  const edges: Edge[] = [];
  for (let i = 0; i < side * side; i++) {
    if (i >= side) edges.push([i, i - side]);
    if (i % side > 0) edges.push([i, i - 1]);
  }
  return patternOf(side * side, edges);
}

/** Every unknown next to the given one. */
export function arrow(size: number, centre: number): Pattern {
  return patternOf(
    size,
    Array.from({ length: size }, (_, i) => [centre, i]),
  );
}

/**
 * Numbers for a pattern: entries between unknowns of different sign are anything, those between equal ones are
 * dominated by the diagonal, with that sign.
 */
export function quasidefinite(lower: Pattern, random: Random, negative = 0.4): SymmetricMatrix {
  const signs = Int8Array.from({ length: lower.rows }, () => (random.chance(negative) ? -1 : 1));
  const values = new Float64Array(lower.index.length);
  const sums = new Float64Array(lower.rows);
  forEntries(lower, (i, j, k) => {
    if (i === j) return;
    values[k] = random.normal();
    if (signs[i] !== signs[j]) return;
    sums[i] += Math.abs(values[k]);
    sums[j] += Math.abs(values[k]);
  });
  forEntries(lower, (i, j, k) => {
    if (i === j) values[k] = signs[i] * (sums[i] + random.uniform(0.5, 2));
  });
  return { lower, values, signs };
}

export function forEntries(
  { rows, start, index }: Pattern,
  visit: (row: number, column: number, entry: number) => void,
): void {
  for (let i = 0; i < rows; i++) for (let k = start[i]; k < start[i + 1]; k++) visit(i, index[k], k);
}

export function symmetricTimes({ lower, values }: SymmetricMatrix, x: Float64Array): Float64Array {
  const product = new Float64Array(x.length);
  forEntries(lower, (i, j, k) => {
    product[i] += values[k] * x[j];
    if (i !== j) product[j] += values[k] * x[i];
  });
  return product;
}

/** K⁻¹ b by elimination of the dense matrix in the given order, row by row. */
export function denseSolve({ lower, values }: SymmetricMatrix, b: Float64Array): Float64Array {
  const n = lower.rows;
  const rows = Array.from({ length: n }, (_, i) =>
    Float64Array.from({ length: n + 1 }, (_, j) => (j === n ? b[i] : 0)),
  );
  forEntries(lower, (i, j, k) => (rows[i][j] = rows[j][i] = values[k]));
  for (let k = 0; k < n; k++) {
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j <= n; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  const x = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let sum = rows[i][n];
    for (let j = i + 1; j < n; j++) sum -= rows[i][j] * x[j];
    x[i] = sum / rows[i][i];
  }
  return x;
}

/** How many entries the factor has, by elimination in a graph. */
export function entriesOfFactor(lower: Pattern, order: Int32Array): number {
  const neighbours = Array.from({ length: lower.rows }, () => new Set<number>());
  forEntries(lower, (i, j) => {
    if (i === j) return;
    neighbours[i].add(j);
    neighbours[j].add(i);
  });
  let entries = 0;
  for (const pivot of order) {
    entries += 1 + neighbours[pivot].size;
    for (const i of neighbours[pivot]) {
      neighbours[i].delete(pivot);
      for (const j of neighbours[pivot]) if (i !== j) neighbours[i].add(j);
    }
    neighbours[pivot].clear();
  }
  return entries;
}

/** Random patterns of up to so many unknowns: sparse, dense, in blocks, with dense rows. */
export function anyPattern(mostUnknowns: number): fc.Arbitrary<Pattern> {
  return fc.integer({ min: 0, max: mostUnknowns }).chain((size) => {
    const unknown = fc.nat({ max: Math.max(0, size - 1) });
    const edges = fc.array(fc.tuple(unknown, unknown), { maxLength: size === 0 ? 0 : 3 * size });
    const denseRows = fc.array(unknown, { maxLength: size === 0 ? 0 : 2 });
    const blocks = fc.integer({ min: 1, max: 4 });
    return fc.tuple(edges, denseRows, blocks).map(([pairs, rows, count]) => {
      const inOneBlock = pairs.filter(([i, j]) => i % count === j % count);
      const full = rows.flatMap((i) => Array.from({ length: size }, (_, j): Edge => [i, j]));
      return patternOf(size, [...inOneBlock, ...full]);
    });
  });
}
