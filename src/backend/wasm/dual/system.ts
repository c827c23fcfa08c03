import type { Address, Kernels } from "../module.js";
import type { Arena } from "../arena.js";
import type { Cursor, DualFactors } from "./factors.js";
import { NUMBER, PAIR } from "./factors.js";
import type { DualShape } from "./shape.js";

/** Lane pairs of one KKT system: its right-hand side, what elimination makes of it, its solution. */
export interface SystemVectors {
  /** Right-hand sides of the rows of stationarity, of A and of C. */
  readonly rightZ: Address;
  readonly rightNu: Address;
  readonly rightRows: Address;
  readonly t: Address;
  readonly g: Address;
  /** C z where no inequality is active. */
  readonly v: Address;
  readonly z: Address;
  readonly nu: Address;
  readonly y: Address;
  /** Q z + Aᵀnu + Cᵀy − rightZ, A z − rightNu, C z. */
  readonly dual: Address;
  readonly equality: Address;
  readonly values: Address;
}

export function takeVectors({ n, e, rows }: DualShape, cursor: Cursor): SystemVectors {
  const take = (count: number): Address => cursor.take(count, PAIR);
  return {
    rightZ: take(n),
    rightNu: take(e),
    rightRows: take(rows),
    t: take(n),
    g: take(e),
    v: take(rows),
    z: take(n),
    nu: take(e),
    y: take(rows),
    dual: take(n),
    equality: take(e),
    values: take(rows),
  };
}

export function vectorBytes({ n, e, rows }: DualShape): number {
  return (4 * n + 4 * e + 4 * rows) * PAIR;
}

/** The eliminations of the dual form for two elements at a time. */
export class DualSystem {
  readonly #kernels: Kernels;
  readonly #arena: Arena;
  readonly #shape: DualShape;
  readonly #vectors: SystemVectors;
  /** zᵀQz of both lanes, as the last residuals found it. */
  readonly curvature: [number, number] = [0, 0];

  constructor(kernels: Kernels, arena: Arena, shape: DualShape, vectors: SystemVectors) {
    this.#kernels = kernels;
    this.#arena = arena;
    this.#shape = shape;
    this.#vectors = vectors;
  }

  /**
   * Eliminates z and nu from the right-hand side:
   *
   *     t = L⁻¹ rightZ,   g = L_A⁻¹ (F_A t − rightNu),   v = F_C t − Y g.
   */
  reduce(factors: DualFactors): void {
    const { n, e, rows, diagonal } = this.#shape;
    const { rightZ, rightNu, t, g, v } = this.#vectors;
    const kernels = this.#kernels;
    const { L, F, LA, Y, shared } = factors;
    const addProduct = shared ? kernels.addProductShared : kernels.addProductPaired;
    const solveLower = shared ? kernels.solveLowerShared : kernels.solveLowerPaired;
    this.#copy(rightZ, t, n, 1);
    if (diagonal) this.#scale(factors, t);
    else solveLower(n, L.at, n, t);
    this.#copy(rightNu, g, e, -1);
    this.#clear(v, rows);
    addProduct(rows, n, rowsBelow(F, e, shared), n, t, v, 1);
    if (e === 0) return;
    addProduct(e, n, F.at, n, t, g, 1);
    solveLower(e, LA.at, LA.ld, g);
    addProduct(rows, e, Y.at, Y.ld, g, v, -1);
  }

  /** Recovers nu = L_A⁻ᵀ (g − Yᵀy) and z = L⁻ᵀ (t − F_Aᵀnu − F_Cᵀy). */
  expand(factors: DualFactors): void {
    const { n, e, rows, diagonal } = this.#shape;
    const { t, g, z, nu, y } = this.#vectors;
    const kernels = this.#kernels;
    const { L, F, LA, Y, shared } = factors;
    const addTransposed = shared ? kernels.addTransposedShared : kernels.addTransposedPaired;
    const solveTransposed = shared ? kernels.solveLowerTransposedShared : kernels.solveLowerTransposedPaired;
    this.#copy(t, z, n, 1);
    addTransposed(rows, n, rowsBelow(F, e, shared), n, y, z, -1);
    if (e > 0) {
      this.#copy(g, nu, e, 1);
      addTransposed(rows, e, Y.at, Y.ld, y, nu, -1);
      solveTransposed(e, LA.at, LA.ld, nu);
      addTransposed(e, n, F.at, n, nu, z, -1);
    }
    if (diagonal) this.#scale(factors, z);
    else solveTransposed(n, L.at, n, z);
  }

  /** Residuals of the solution in the user's own matrices. */
  computeResiduals(factors: DualFactors): void {
    const { n, e, m, rows, boxes, diagonal } = this.#shape;
    const { rightZ, rightNu, z, nu, y, dual, equality, values } = this.#vectors;
    const kernels = this.#kernels;
    const { Q, A, G, shared } = factors;
    const addProduct = shared ? kernels.addProductShared : kernels.addProductPaired;
    const addTransposed = shared ? kernels.addTransposedShared : kernels.addTransposedPaired;
    this.#clear(dual, n);
    this.#copy(rightNu, equality, e, -1);
    this.#clear(values, m);
    const { heap } = this.#arena;
    if (diagonal) {
      const step = shared ? 0 : 1;
      const q = Q.at / NUMBER;
      for (let i = 0; i < 2 * n; i++) {
        heap[dual / NUMBER + i] += heap[q + (step === 1 ? i : i >> 1)] * heap[z / NUMBER + i];
      }
    } else addProduct(n, n, Q.at, n, z, dual, 1);
    this.curvature[0] = this.curvature[1] = 0;
    for (let i = 0; i < 2 * n; i++) {
      this.curvature[i & 1] += heap[dual / NUMBER + i] * heap[z / NUMBER + i];
      heap[dual / NUMBER + i] -= heap[rightZ / NUMBER + i];
    }
    if (e > 0) {
      addTransposed(e, n, A.at, n, nu, dual, 1);
      addProduct(e, n, A.at, n, z, equality, 1);
    }
    if (m > 0) {
      addTransposed(m, n, G.at, n, y, dual, 1);
      addProduct(m, n, G.at, n, z, values, 1);
    }
    for (let i = m; i < rows; i++) {
      const variable = 2 * boxes[i - m];
      for (const lane of [0, 1]) {
        heap[values / NUMBER + 2 * i + lane] = heap[z / NUMBER + variable + lane];
        heap[dual / NUMBER + variable + lane] += heap[y / NUMBER + 2 * i + lane];
      }
    }
  }

  /** Multiplies by L⁻¹ of a diagonal Q. */
  #scale(factors: DualFactors, x: Address): void {
    const { n } = this.#shape;
    if (!factors.shared) return this.#kernels.scaleVector(n, x, factors.L.at);
    const { heap } = this.#arena;
    const l = factors.L.at / NUMBER;
    for (let i = 0; i < 2 * n; i++) heap[x / NUMBER + i] *= heap[l + (i >> 1)];
  }

  #copy(from: Address, to: Address, pairs: number, sign: 1 | -1): void {
    const { heap } = this.#arena;
    const a = from / NUMBER;
    const b = to / NUMBER;
    // Adding 0 leaves no −0, whose sign would depend on the other lane (products.ts skips rows of zeros).
    for (let i = 0; i < 2 * pairs; i++) heap[b + i] = sign * heap[a + i] + 0;
  }

  #clear(at: Address, pairs: number): void {
    const { heap } = this.#arena;
    for (let i = at / NUMBER; i < at / NUMBER + 2 * pairs; i++) heap[i] = 0;
  }
}

function rowsBelow(F: { at: Address; ld: number }, e: number, shared: boolean): Address {
  return F.at + e * F.ld * (shared ? NUMBER : PAIR);
}
