/** Random problems whose matrices have the patterns that sparse problems have. */
import type { ProblemInput } from "optnet";
import { sparse } from "optnet";
import type { Random } from "../support/random.js";

export const STRUCTURES = [
  "random",
  "empty rows and columns",
  "dense rows",
  "blocks",
  "arrow",
  "chain",
  "grid",
] as const;

export type Structure = (typeof STRUCTURES)[number];

type Entry = readonly [row: number, column: number];

/** Where a matrix of `rows` rows has entries. */
function entriesOf(random: Random, structure: Structure, rows: number, n: number): Entry[] {
  const all: Entry[] = [];
  const add = (row: number, column: number): void => void all.push([row, column]);
  for (let i = 0; i < rows; i++) {
    switch (structure) {
      case "random":
        for (let j = 0; j < n; j++) if (random.chance(0.3)) add(i, j);
        add(i, i % n);
        break;
      case "empty rows and columns":
        if (i % 3 === 1) break;
        for (let j = 0; j < n - 1; j++) if (random.chance(0.3)) add(i, j);
        break;
      case "dense rows":
        for (let j = 0; j < n; j++) if (i === 0 || random.chance(0.15)) add(i, j);
        add(i, (i + 1) % n);
        break;
      case "blocks":
        for (let j = i % 3; j < n; j += 3) add(i, j);
        break;
      case "arrow":
        add(i, 0);
        add(i, 1 + (i % (n - 1)));
        break;
      case "chain":
        add(i, i % (n - 1));
        add(i, (i % (n - 1)) + 1);
        break;
      case "grid": {
        const width = Math.max(2, Math.floor(Math.sqrt(n)));
        add(i, i % n);
        if (i + width < n) add(i, i + width);
        else add(i, (i + 1) % n);
      }
    }
  }
  return all;
}

function matrixOf(random: Random, entries: readonly Entry[], rows: number, n: number): number[][] {
  const M = Array.from({ length: rows }, () => new Array<number>(n).fill(0));
  for (const [i, j] of entries) M[i][j] = random.normal();
  return M;
}

export interface Drawn {
  /** As dense arrays. */
  readonly dense: ProblemInput & { readonly p: number[] };
  /** The same with sparse matrices. */
  readonly sparse: ProblemInput;
}

/** A strictly convex problem that has a solution, with at least one row that binds. */
export function drawSparse(random: Random, structure: Structure): Drawn {
  const n = random.integer(4, 14);
  const e = random.integer(0, Math.floor(n / 3));
  const m = random.integer(0, n);
  const A = matrixOf(random, entriesOf(random, structure, e, n), e, n);
  const G = matrixOf(random, entriesOf(random, structure, m, n), m, n);
  const B = matrixOf(random, entriesOf(random, structure, n, n), n, n);
  const Q = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) =>
      B.reduce((sum, row) => sum + row[i] * row[j], i === j ? 0.5 + 0.1 * i : 0),
    ),
  );
  const point = random.vector(n);
  const times = (M: number[][]): number[] =>
    M.map((row) => row.reduce((sum, value, j) => sum + value * point[j], 0));
  const bounded = random.chance(0.5);
  const dense = {
    Q,
    p: random.vector(n, () => 3 * random.normal()),
    ...(e > 0 && { A, b: times(A) }),
    ...(m > 0 && { G, h: times(G).map((value) => value + random.uniform(0, 0.5)) }),
    ...(bounded && { lower: point.map((value) => value - random.uniform(0, 1)), upper: 5 }),
  };
  return { dense, sparse: withSparseMatrices(dense) };
}

/** Its matrices as sparse ones, without their zeros. */
export function withSparseMatrices<Problem extends ProblemInput>(problem: Problem): Problem {
  const out = { ...problem } as Record<string, unknown>;
  for (const name of ["Q", "A", "G"] as const) {
    const matrix = problem[name];
    if (matrix !== undefined) out[name] = sparse.fromDense(matrix as number[][]);
  }
  return out as unknown as Problem;
}
