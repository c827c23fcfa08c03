/** Problems whose KKT matrix is singular, or nearly so, at the solution. */
import type { Qp } from "./qp.js";
import type { Random } from "./random.js";

export const KINDS = [
  "weakly active vertex",
  "vertex of a linear program",
  "duplicate rows",
  "nearly duplicate rows",
  "redundant equalities",
  "many minimisers",
  "flat and redundant",
  "weakly active bounds",
  "large and small units",
] as const;

export type Kind = (typeof KINDS)[number];

const times = (M: readonly (readonly number[])[], x: readonly number[]): number[] =>
  M.map((row) => row.reduce((sum, value, j) => sum + value * x[j], 0));

const transposed = (M: readonly (readonly number[])[]): number[][] =>
  M[0].map((_, j) => M.map((row) => row[j]));

/** A problem of the kind, planted: its constraints and p make `z` a minimiser. */
export function drawSingular(random: Random, kind: Kind): Qp {
  const n = 3 + random.integer(0, 4);
  const vector = (length: number): number[] => Array.from({ length }, () => random.normal());
  const matrix = (rows: number): number[][] => Array.from({ length: rows }, () => vector(n));
  const z = vector(n);
  const definite = (rank: number): number[][] => {
    const R = matrix(rank);
    return transposed(R).map((column) => times(transposed(R), column));
  };
  const diagonal = (value: number): number[][] =>
    Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? value : 0)));
  /** p that makes z stationary for these multipliers. */
  const cost = (Q: number[][] | undefined, rows: number[][], multipliers: number[]): number[] => {
    const Qz = Q ? times(Q, z) : new Array<number>(n).fill(0);
    const pull = rows.length > 0 ? times(transposed(rows), multipliers) : new Array<number>(n).fill(0);
    return Qz.map((value, j) => -value - pull[j]);
  };
  const strict = (count: number, of: number): number[] =>
    Array.from({ length: of }, (_, i) => (i < count ? 0.2 + Math.abs(random.normal()) : 0));
  switch (kind) {
    case "weakly active vertex": {
      const G = matrix(n + 12);
      const Q = random.integer(0, 1) === 0 ? definite(n) : diagonal(1);
      return { Q, p: cost(Q, G, strict(random.integer(0, n - 1), G.length)), G, h: times(G, z) };
    }
    case "vertex of a linear program": {
      const G = matrix(n + random.integer(0, 7));
      return { p: cost(undefined, G, strict(n, G.length)), G, h: times(G, z) };
    }
    case "duplicate rows": {
      const some = matrix(Math.max(1, n - 2));
      const G = [
        ...some,
        ...some,
        ...some.map((row) => row.map((value, j) => 3 * value + (some[0][j] ?? 0))),
      ];
      const Q = definite(n);
      return { Q, p: cost(Q, G, strict(some.length, G.length)), G, h: times(G, z) };
    }
    case "nearly duplicate rows": {
      const some = matrix(Math.max(1, n - 2));
      const near = 10 ** -(3 + random.integer(0, 11));
      const G = [...some, ...some.map((row) => row.map((value) => value + near * random.normal()))];
      const Q = definite(n);
      return { Q, p: cost(Q, G, strict(G.length, G.length)), G, h: times(G, z) };
    }
    case "redundant equalities": {
      const some = matrix(Math.max(1, n - 3));
      const A = [...some, some[0].map((value, j) => value + 2 * some[some.length - 1][j]), some[0]];
      const Q = random.integer(0, 1) === 0 ? definite(n) : undefined;
      const qp = { p: cost(Q, A, vector(A.length)), A, b: times(A, z), lower: -9, upper: 9 };
      return Q ? { Q, ...qp } : qp;
    }
    case "many minimisers": {
      const Q = definite(Math.max(1, n - 3));
      const A = matrix(1);
      return { Q, p: cost(Q, A, vector(1)), A, b: times(A, z) };
    }
    case "flat and redundant": {
      const Q = definite(1);
      const some = matrix(2);
      const G = [...some, ...some];
      const A = [...matrix(1)];
      A.push(A[0]);
      const both = [...A, ...G];
      return {
        Q,
        p: cost(Q, both, [...vector(2), ...strict(2, 4)]),
        A,
        b: times(A, z),
        G,
        h: times(G, z),
      };
    }
    case "weakly active bounds": {
      const lower = z.map((value, i) => (i % 2 === 0 ? value : value - 1));
      const G = matrix(2).map((row) => row.map((value, i) => (i % 2 === 0 ? value : 0)));
      const Q = definite(n);
      return { Q, p: cost(Q, G, [0.5, 0]), G, h: times(G, z), lower };
    }
    case "large and small units": {
      const G = matrix(n + 3);
      const Q = definite(n);
      const p = cost(Q, G, strict(2, G.length));
      const unit = z.map(() => 2 ** (random.integer(0, 40) - 20));
      const row = G.map(() => 2 ** (random.integer(0, 40) - 20));
      return {
        Q: Q.map((entries, i) => entries.map((value, j) => value * unit[i] * unit[j])),
        p: p.map((value, j) => value * unit[j]),
        G: G.map((entries, i) => entries.map((value, j) => value * unit[j] * row[i])),
        h: times(G, z).map((value, i) => value * row[i]),
      };
    }
  }
}
