import type { Arena } from "../arena.js";
import type { Address, Kernels } from "../module.js";
import type { DualShape } from "./shape.js";

/** Bytes of a number and of a lane pair. */
export const NUMBER = 8;
export const PAIR = 16;

/** A pivot of Q below this share of its diagonal entry needs regularisation; of A Q⁻¹ Aᵀ, it is rounding. */
const SINGULAR = { Q: 1e-10, A: 1e-12 };
/** What is left of K_ii, relative to what A took of it, where C's row is constant wherever Az = b. */
const CONSTANT = 1e-12;
/** Regularisation of a singular Q, relative to its largest diagonal entry; of Q = 0, absolute. */
const RHO = { relative: 1e-7, zero: 1e-6 };

/** Where a matrix is, and how many entries lie between its rows. */
export interface Matrix {
  readonly at: Address;
  readonly ld: number;
}

/**
 * What the dual form prepares from Q, A and G alone, once for a batch that shares them, otherwise for every pair
 * of elements:
 *
 *     Q = L Lᵀ,   F = [A; C] L⁻ᵀ,   A Q⁻¹ Aᵀ = L_A L_Aᵀ,   Y = C Q⁻¹ Aᵀ L_A⁻ᵀ,
 *     K = C Q⁻¹ Cᵀ − Y Yᵀ
 *
 * K is the inverse of the KKT matrix's first two blocks, seen from the inequalities. It is the block that OptNet
 * prefactors too (Amos & Kolter 2017, appendix B.1).
 */
export interface DualFactors {
  /** Matrices are stored once (f64) if shared, otherwise as lane pairs. */
  readonly shared: boolean;
  readonly Q: Matrix;
  readonly A: Matrix;
  readonly G: Matrix;
  /** Lower triangle with reciprocal diagonal; for diagonal Q the vector of 1/√Q. */
  readonly L: Matrix;
  readonly F: Matrix;
  readonly LA: Matrix;
  readonly Y: Matrix;
  /** K of lane 0 and 1, `[rows, rows]`, the same address if shared. */
  readonly K: readonly [Address, Address];
  /** √K_ii of lane 0 and 1; 0 for rows that are constant wherever Az = b, which can never be active. */
  readonly roots: readonly [Address, Address];
  /**
   * What was added to Q's diagonal in lane 0 and 1: 0 unless Q is singular. Minimising then takes proximal steps
   * (program.ts), whose limit it does not change.
   */
  readonly rho: readonly [number, number];
  /** Bits of the lanes whose Q is not even semidefinite. */
  readonly unusable: number;
}

/** Bytes that `prepareFactors` takes at `at`; the scratch part is free again afterwards. */
export function factorBytes({ n, e, m, rows, diagonal, shared }: DualShape): {
  kept: number;
  scratch: number;
} {
  const quadratic = diagonal ? n : n * n;
  const all = e + rows;
  const user = quadratic + (e + m) * n;
  const paired = user + quadratic + all * n + all * all;
  const kernel = 2 * (rows * rows + rows) * NUMBER + PADDING;
  if (!shared) return { kept: align(paired * PAIR + kernel), scratch: 0 };
  const kept = user + quadratic + all * n + e * e + rows * e + rows * rows + rows;
  return { kept: align(kept * NUMBER + PADDING), scratch: align(paired * PAIR + kernel) };
}

/** What rounding every array up to whole lane pairs may add. */
const PADDING = 10 * PAIR;

function align(bytes: number): number {
  return Math.ceil(bytes / PAIR) * PAIR;
}

/** Takes addresses one after the other. */
export class Cursor {
  at: Address;

  constructor(at: Address) {
    this.at = at;
  }

  take(count: number, bytes: number): Address {
    const { at } = this;
    this.at = at + Math.ceil((count * bytes) / PAIR) * PAIR;
    return at;
  }
}

/** Addresses of the plain arrays of both lanes. */
export interface UserMatrices {
  readonly Q: readonly [Address, Address];
  readonly A: readonly [Address, Address];
  readonly G: readonly [Address, Address];
}

/** Prepares two elements, as lane pairs. */
export function preparePair(
  kernels: Kernels,
  arena: Arena,
  shape: DualShape,
  user: UserMatrices,
  cursor: Cursor,
): DualFactors {
  const { n, e, m, rows, diagonal } = shape;
  const quadratic = diagonal ? n : n * n;
  const all = e + rows;
  const take = (count: number, ld: number): Matrix => ({ at: cursor.take(count, PAIR), ld });
  const Q = take(quadratic, n);
  const A = take(e * n, n);
  const G = take(m * n, n);
  const L = take(quadratic, n);
  const F = take(all * n, n);
  const M = take(all * all, all);
  kernels.interleave(quadratic, user.Q[0], user.Q[1], Q.at, 1);
  kernels.interleave(e * n, user.A[0], user.A[1], A.at, 1);
  kernels.interleave(m * n, user.G[0], user.G[1], G.at, 1);

  const { heap } = arena;
  const copy = (from: Address, to: Address, pairs: number): void => {
    heap.copyWithin(to / NUMBER, from / NUMBER, (from + pairs * PAIR) / NUMBER);
  };
  copy(Q.at, L.at, quadratic);
  copy(A.at, F.at, (e + m) * n); // G follows A.
  const boxRows = F.at / NUMBER + 2 * (e + m) * n;
  heap.fill(0, boxRows, boxRows + 2 * shape.boxes.length * n);
  for (let i = 0; i < shape.boxes.length; i++) {
    heap.fill(1, boxRows + 2 * (i * n + shape.boxes[i]), boxRows + 2 * (i * n + shape.boxes[i] + 1));
  }
  heap.fill(0, M.at / NUMBER, M.at / NUMBER + 2 * all * all);

  const rho: [number, number] = [0, 0];
  let unusable = 0;
  if (diagonal) {
    invertRoots(heap, L.at / NUMBER, n, rho);
    kernels.scaleColumns(all, n, F.at, n, L.at);
  } else {
    const singular = lanesOf(kernels.cholesky(n, L.at, n, SINGULAR.Q, 0));
    if (singular > 0) {
      copy(Q.at, L.at, quadratic);
      regularise(heap, L.at / NUMBER, n, singular, rho);
      unusable = lanesOf(kernels.cholesky(n, L.at, n, SINGULAR.Q, 0));
    }
    kernels.solveRows(all, n, L.at, n, F.at, n);
  }
  kernels.gram(all, n, F.at, n, M.at, all, 0);
  const Y = { at: M.at + e * all * PAIR, ld: all };
  const below = Y.at + e * PAIR;
  const diagonalOf = (row: number, lane: number): number => heap[below / NUMBER + 2 * row * (all + 1) + lane];
  const before = new Float64Array(2 * rows);
  for (let i = 0; i < 2 * rows; i++) before[i] = diagonalOf(i >> 1, i & 1);
  if (e > 0) {
    // A row of A that depends on others drops out; whether its b agrees shows in the residual.
    kernels.cholesky(e, M.at, all, SINGULAR.A, 0);
    kernels.solveRows(rows, e, M.at, all, Y.at, all);
    kernels.gram(rows, e, Y.at, all, below, all, 1);
  }
  const K: [Address, Address] = [cursor.take(rows * rows, NUMBER), cursor.take(rows * rows, NUMBER)];
  const roots: [Address, Address] = [cursor.take(rows, NUMBER), cursor.take(rows, NUMBER)];
  for (const lane of [0, 1] as const) {
    kernels.unpackSymmetric(rows, below + lane * NUMBER, all, K[lane]);
    for (let i = 0; i < rows; i++) {
      const square = diagonalOf(i, lane);
      heap[roots[lane] / NUMBER + i] = square > CONSTANT * before[2 * i + lane] ? Math.sqrt(square) : 0;
    }
  }
  return { shared: false, Q, A, G, L, F, LA: { at: M.at, ld: all }, Y, K, roots, rho, unusable };
}

/** Prepares the matrices that a batch shares: as lane pairs, of which one lane is kept. */
export function prepareShared(
  kernels: Kernels,
  arena: Arena,
  shape: DualShape,
  user: UserMatrices,
  cursor: Cursor,
  scratch: Address,
): DualFactors {
  const { n, e, m, rows, diagonal } = shape;
  const pair = preparePair(kernels, arena, shape, user, new Cursor(scratch));
  const { heap } = arena;
  const keep = (from: Matrix, height: number, width: number): Matrix => {
    const at = cursor.take(height * width, NUMBER);
    kernels.unpackRows(height, width, from.at, from.ld, at);
    return { at, ld: width };
  };
  const height = diagonal ? 1 : n;
  const Q = keep(pair.Q, height, n);
  const A = keep(pair.A, e, n);
  const G = keep(pair.G, m, n);
  const L = keep(pair.L, height, n);
  const F = keep(pair.F, e + rows, n);
  const LA = keep(pair.LA, e, e);
  const Y = keep(pair.Y, rows, e);
  const K = cursor.take(rows * rows, NUMBER);
  const roots = cursor.take(rows, NUMBER);
  heap.copyWithin(K / NUMBER, pair.K[0] / NUMBER, pair.K[0] / NUMBER + rows * rows);
  heap.copyWithin(roots / NUMBER, pair.roots[0] / NUMBER, pair.roots[0] / NUMBER + rows);
  const unusable = pair.unusable & 1 ? 3 : 0;
  const rho = [pair.rho[0], pair.rho[0]] as const;
  return { shared: true, Q, A, G, L, F, LA, Y, K: [K, K], roots: [roots, roots], rho, unusable };
}

/** Replaces lane pairs q by 1/√q, in lanes where some are 0 by 1/√(q + rho). */
function invertRoots(heap: Float64Array, at: number, count: number, rho: [number, number]): void {
  for (const lane of [0, 1] as const) {
    let largest = 0;
    let smallest = Infinity;
    for (let i = at + lane; i < at + 2 * count; i += 2) {
      largest = Math.max(largest, heap[i]);
      smallest = Math.min(smallest, heap[i]);
    }
    if (!(smallest > SINGULAR.Q * largest)) rho[lane] = largest > 0 ? RHO.relative * largest : RHO.zero;
    for (let i = at + lane; i < at + 2 * count; i += 2) {
      heap[i] = 1 / Math.sqrt(Math.max(0, heap[i]) + rho[lane]);
    }
  }
}

/** Adds rho to the diagonal of a dense Q in the lanes whose bits are set. */
function regularise(heap: Float64Array, at: number, n: number, lanes: number, rho: [number, number]): void {
  for (const lane of [0, 1] as const) {
    if (!(lanes & (1 << lane))) continue;
    let largest = 0;
    for (let i = 0; i < n; i++) largest = Math.max(largest, heap[at + 2 * i * (n + 1) + lane]);
    rho[lane] = largest > 0 ? RHO.relative * largest : RHO.zero;
    for (let i = 0; i < n; i++) heap[at + 2 * i * (n + 1) + lane] += rho[lane];
  }
}

/** The lanes in which `cholesky` dropped a row. */
function lanesOf(dropped: number): number {
  return (dropped & 0xffff ? 1 : 0) | (dropped >>> 16 ? 2 : 0);
}
