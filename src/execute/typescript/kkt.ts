import type { InteriorProblem } from "../../form/interior-problem.js";
import {
  addA,
  addATransposed,
  addC,
  addCTransposed,
  boxWeights,
  multiplyQ,
  sameRows,
} from "../../form/interior-problem.js";
import {
  addTransposedProduct,
  addWeightedGram,
  cholesky,
  dot,
  maxAbs,
  solveLower,
  solveLowerTransposed,
} from "../../matrix/dense.js";
import type { Elimination } from "../../matrix/minimum-degree.js";
import { SparseLdl } from "../../matrix/sparse-ldl.js";
import type { SparseMatrices } from "../../matrix/sparse-matrices.js";
import type { SparseRows } from "../../matrix/sparse-rows.js";

/** A right-hand side, or a solution, of the KKT system: one vector per block of equations. */
export interface KktBlocks {
  readonly z: Float64Array;
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
}

export function newBlocks(problem: InteriorProblem): KktBlocks {
  return {
    z: new Float64Array(problem.n),
    nu: new Float64Array(problem.e),
    lambda: new Float64Array(problem.d.length),
  };
}

/** Whose factors a system holds: those of the matrix for its `v`, `rho` and `delta`, or of an active set. */
export type Factors =
  { readonly kind: "regularised" } | { readonly kind: "active"; readonly active: Uint8Array };

const REGULARISED: Factors = { kind: "regularised" };

/**
 * The regularised KKT matrix
 *
 *     [ Q + rho I   Aᵀ         Cᵀ ]
 *     [ A          −delta I    0  ]        v = s/lambda + delta
 *     [ C           0         −V  ]
 *
 * It is quasidefinite, so that it can be factored in the fixed order rows of C, z, nu for any rho, delta > 0
 * (Vanderbei 1995): H = Q + rho I + CᵀV⁻¹C by Cholesky, then the Schur complement A H⁻¹ Aᵀ + delta I. Where most
 * entries are zero, it is factored whole, in an order that keeps it sparse.
 */
export class KktSystem {
  readonly problem: InteriorProblem;
  readonly v: Float64Array;
  rho = 0;
  delta = 0;
  /** Lower triangle of L with H = L Lᵀ, or the diagonal of H where H is diagonal. */
  readonly #H: Float64Array;
  readonly #diagonal: boolean;
  /** L⁻¹ Aᵀ stored by equality, `[e, n]`. */
  readonly #B: Float64Array;
  readonly #S: Float64Array;
  readonly #sparse: SparseKkt | undefined;
  readonly #weights: Float64Array;
  readonly #residual: KktBlocks;
  readonly #correction: KktBlocks;
  #factors: Factors | undefined;

  constructor(problem: InteriorProblem) {
    const { n, e, m } = problem;
    this.problem = problem;
    this.#diagonal = problem.quadratic !== "dense" && m === 0 && problem.boxBasis === undefined;
    this.#sparse = problem.sparse && new SparseKkt(problem, problem.sparse);
    this.#H = new Float64Array(this.#sparse ? 0 : this.#diagonal ? n : n * n);
    this.#B = new Float64Array(this.#sparse ? 0 : e * n);
    this.#S = new Float64Array(this.#sparse ? 0 : e * e);
    this.v = new Float64Array(problem.d.length);
    this.#weights = new Float64Array(problem.d.length);
    this.#residual = newBlocks(problem);
    this.#correction = newBlocks(problem);
  }

  /** How many numbers this holds. */
  get numbers(): number {
    const { n, e } = this.problem;
    const factors = this.#sparse?.numbers ?? this.#H.length + this.#B.length + this.#S.length;
    return factors + 5 * (n + e) + 5 * this.v.length;
  }

  /** Whose factors these are; undefined before the first factorisation, and after one that failed. */
  get factors(): Factors | undefined {
    return this.#factors;
  }

  /** Factors for the current `v`, `rho` and `delta`; false where rounding left no positive pivot. */
  factor(): boolean {
    return this.#factorAs(REGULARISED);
  }

  #factorAs(factors: Factors): boolean {
    this.#factors = undefined;
    for (let i = 0; i < this.v.length; i++) this.#weights[i] = 1 / this.v[i];
    const done = this.#sparse
      ? this.#sparse.factor(this.#weights, this.v, this.rho, this.delta)
      : (this.#diagonal ? this.#factorDiagonal() : this.#factorDense()) && this.#factorSchur();
    if (done) this.#factors = factors;
    return done;
  }

  #factorDiagonal(): boolean {
    const { n, quadratic, Q, quadraticScale } = this.problem;
    const H = this.#H;
    const boxes = boxWeights(this.problem, this.#weights);
    for (let i = 0; i < n; i++) {
      H[i] = (quadratic === "diagonal" ? quadraticScale * Q[i] : 0) + this.rho + boxes[i];
      if (!(H[i] > 0) || H[i] === Infinity) return false;
    }
    return true;
  }

  #factorDense(): boolean {
    const { n, m, quadratic, Q, quadraticScale, G, boxBasis, boxes: boxCount } = this.problem;
    const H = this.#H;
    if (quadratic === "dense") for (let i = 0; i < n * n; i++) H[i] = quadraticScale * Q[i];
    else H.fill(0);
    for (let i = 0; i < n; i++) {
      H[i * n + i] += this.rho + (quadratic === "diagonal" ? quadraticScale * Q[i] : 0);
    }
    addWeightedGram(H, n, G, m, this.#weights);
    const boxes = boxWeights(this.problem, this.#weights);
    if (boxBasis) addWeightedGram(H, n, boxBasis, boxCount, boxes);
    else for (let i = 0; i < n; i++) H[i * n + i] += boxes[i];
    return cholesky(H, n) < 0;
  }

  #factorSchur(): boolean {
    const { n, e, A } = this.problem;
    const S = this.#S;
    const B = this.#B;
    B.set(A);
    for (let i = 0; i < e; i++) {
      const row = B.subarray(i * n, i * n + n);
      if (this.#diagonal) for (let k = 0; k < n; k++) row[k] /= Math.sqrt(this.#H[k]);
      else solveLower(this.#H, n, row);
      for (let j = 0; j <= i; j++) S[i * e + j] = dot(B, i * n, B, j * n, n);
      S[i * e + i] += this.delta;
    }
    return cholesky(S, e) < 0;
  }

  /** One solve with the factors: right → out. */
  #solveOnce(right: KktBlocks, out: KktBlocks): void {
    const { n, e } = this.problem;
    const rows = this.v.length;
    const { z, nu, lambda } = out;
    for (let i = 0; i < rows; i++) lambda[i] = this.#weights[i] * right.lambda[i];
    z.set(right.z);
    if (this.#sparse) return this.#solveSparse(this.#sparse, right, out);
    addCTransposed(this.problem, 1, lambda, z);
    this.#applyLower(z);
    for (let i = 0; i < e; i++) nu[i] = dot(this.#B, i * n, z, 0, n) - right.nu[i];
    solveLower(this.#S, e, nu);
    solveLowerTransposed(this.#S, e, nu);
    addTransposedProduct(z, -1, this.#B, e, n, nu);
    this.#applyLowerTransposed(z);
    for (let i = 0; i < rows; i++) lambda[i] = -right.lambda[i];
    addC(this.problem, 1, z, lambda);
    for (let i = 0; i < rows; i++) lambda[i] *= this.#weights[i];
  }

  /** As above, with the rows of G among the unknowns of the factors: only bounds are eliminated beforehand. */
  #solveSparse(sparse: SparseKkt, right: KktBlocks, { z, nu, lambda }: KktBlocks): void {
    const { m } = this.problem;
    lambda.fill(0, 0, m);
    addCTransposed(this.problem, 1, lambda, z);
    nu.set(right.nu);
    lambda.set(right.lambda.subarray(0, m));
    sparse.solve(z, nu, lambda.subarray(0, m));
    const multipliers = lambda.slice(0, m);
    for (let i = 0; i < lambda.length; i++) lambda[i] = -right.lambda[i];
    addC(this.problem, 1, z, lambda);
    for (let i = m; i < lambda.length; i++) lambda[i] *= this.#weights[i];
    lambda.set(multipliers);
  }

  #applyLower(x: Float64Array): void {
    if (this.#diagonal) for (let i = 0; i < x.length; i++) x[i] /= Math.sqrt(this.#H[i]);
    else solveLower(this.#H, x.length, x);
  }

  #applyLowerTransposed(x: Float64Array): void {
    if (this.#diagonal) for (let i = 0; i < x.length; i++) x[i] /= Math.sqrt(this.#H[i]);
    else solveLowerTransposed(this.#H, x.length, x);
  }

  /**
   * Solves the regularised system to working accuracy: the solution of the factors, refined while its residual
   * shrinks. Without refinement the weights of active rows, up to 1e10 at the end, would cost as many digits.
   *
   * @param dualFloor right-hand side of the first block below which its size counts as this.
   * @param rho the regularisation of z that refinement leaves.
   * @returns the largest residual of a block relative to its right-hand side.
   */
  solve(
    right: KktBlocks,
    out: KktBlocks,
    accuracy: number,
    dualFloor = 0,
    rho = Math.min(this.rho, RHO_TARGET),
  ): number {
    this.#solveOnce(right, out);
    return this.#refine(
      right,
      out,
      rho,
      this.delta,
      this.v,
      undefined,
      STEP_REFINEMENTS,
      accuracy,
      dualFloor,
    );
  }

  /**
   * Factors for an active set: its rows nearly as equalities, the others without weight. What is left of the
   * regularisation, refinement takes out.
   */
  factorActive(active: Uint8Array): boolean {
    this.rho = ACTIVE_REGULARISATION;
    this.delta = ACTIVE_REGULARISATION;
    for (let i = 0; i < active.length; i++) this.v[i] = active[i] ? ACTIVE_REGULARISATION : INACTIVE;
    return this.#factorAs({ kind: "active", active });
  }

  /** Whether the factors are those of this active set. */
  isFactoredFor(active: Uint8Array): boolean {
    return this.#factors?.kind === "active" && sameRows(this.#factors.active, active);
  }

  /**
   * Solves the KKT system of an active set, without regularisation: active rows hold as equalities, the
   * multipliers of the others are 0. The factors at hand are those of a neighbouring system, so that
   * refinement converges to it in a few steps.
   *
   * @returns the residual relative to the right-hand side, in the largest entry.
   */
  solveActive(right: KktBlocks, active: Uint8Array, out: KktBlocks): number {
    out.z.fill(0);
    out.nu.fill(0);
    out.lambda.fill(0);
    return this.#refine(right, out, 0, 0, undefined, active, ACTIVE_REFINEMENTS, ACTIVE_ACCURACY, 0);
  }

  #refine(
    right: KktBlocks,
    out: KktBlocks,
    rho: number,
    delta: number,
    v: Float64Array | undefined,
    active: Uint8Array | undefined,
    maxSteps: number,
    accuracy: number,
    dualFloor: number,
  ): number {
    const sizes = [maxAbs(right.z), maxAbs(right.nu), maxAbs(right.lambda)];
    const largest = Math.max(...sizes);
    if (!(largest > 0)) return 0;
    const [scaleZ, scaleNu, scaleLambda] = sizes.map((size, block) =>
      Math.max(size, block === 0 && dualFloor > 0 ? dualFloor : BLOCK_FLOOR * largest),
    );
    const residual = this.#residual;
    const correction = this.#correction;
    let previous = Infinity;
    for (let step = 0; ; step++) {
      this.#residualOf(right, out, rho, delta, v, active);
      const size = Math.max(
        maxAbs(residual.z) / scaleZ,
        maxAbs(residual.nu) / scaleNu,
        maxAbs(residual.lambda) / scaleLambda,
      );
      if (size >= previous) {
        if (step > 0) combine(out, -1, correction);
        return previous;
      }
      if (size <= accuracy || step === maxSteps || size > PROGRESS * previous) return size;
      previous = size;
      this.#solveOnce(residual, correction);
      if (active) for (let i = 0; i < active.length; i++) if (!active[i]) correction.lambda[i] = 0;
      combine(out, 1, correction);
    }
  }

  #residualOf(
    right: KktBlocks,
    out: KktBlocks,
    rho: number,
    delta: number,
    v: Float64Array | undefined,
    active: Uint8Array | undefined,
  ): void {
    const { problem } = this;
    const residual = this.#residual;
    multiplyQ(problem, out.z, residual.z);
    addATransposed(problem, 1, out.nu, residual.z);
    addCTransposed(problem, 1, out.lambda, residual.z);
    for (let i = 0; i < problem.n; i++) residual.z[i] = right.z[i] - residual.z[i] - rho * out.z[i];
    for (let i = 0; i < problem.e; i++) residual.nu[i] = right.nu[i] + delta * out.nu[i];
    addA(problem, -1, out.z, residual.nu);
    for (let i = 0; i < residual.lambda.length; i++) {
      residual.lambda[i] = right.lambda[i] + (v ? v[i] * out.lambda[i] : 0);
    }
    addC(problem, -1, out.z, residual.lambda);
    if (active) for (let i = 0; i < active.length; i++) if (!active[i]) residual.lambda[i] = 0;
  }
}

/**
 * Regularisation of the factorisation for an active set: small, so that refinement takes few steps to remove it;
 * but its inverse square, the range of numbers in the matrix, must leave digits for the rest.
 */
const ACTIVE_REGULARISATION = 1e-7;
/** The weight of an inactive row is the inverse of this: nothing, without the NaNs of an infinity. */
const INACTIVE = 1e30;
const ACTIVE_REFINEMENTS = 30;
const STEP_REFINEMENTS = 10;
/** Refinement continues only while a step shrinks the residual by at least this factor. */
const PROGRESS = 0.9;
/**
 * Each block of equations is solved relative to its own right-hand side, unless that is smaller than this part of
 * the largest: slacks of 1e5 in one block must not excuse a dual residual of 1e-5 in another.
 */
const BLOCK_FLOOR = 1e-4;
/**
 * Newton steps are refined towards this regularisation of z, whatever the factors needed: a step leaves a dual
 * residual of rho dz, which along flat directions would be far from small.
 */
const RHO_TARGET = 1e-14;
/** Relative residual at which the system of an active set counts as solved to rounding. */
const ACTIVE_ACCURACY = 1e-14;

function combine(target: KktBlocks, scale: number, other: KktBlocks): void {
  for (let i = 0; i < target.z.length; i++) target.z[i] += scale * other.z[i];
  for (let i = 0; i < target.nu.length; i++) target.nu[i] += scale * other.nu[i];
  for (let i = 0; i < target.lambda.length; i++) target.lambda[i] += scale * other.lambda[i];
}

/**
 * The KKT matrix of kkt.ts, factored as one sparse quasidefinite matrix:
 *
 *     [ Q + rho I + D   Aᵀ         Gᵀ ]
 *     [ A              −delta I    0  ]        D: weights of the bounds, V: of the rows of G
 *     [ G               0         −V  ]
 */
export class SparseKkt {
  readonly #problem: InteriorProblem;
  readonly #matrices: SparseMatrices;
  readonly #ldl: SparseLdl;
  readonly #signs: Int8Array;
  readonly #diagonal: Float64Array;
  readonly #lower: Float64Array;
  /** Where the entries of Q below the diagonal, A and G are in `#lower`; −1 for the others of Q. */
  readonly #placesQ: Int32Array;
  readonly #placesA: Int32Array;
  readonly #placesG: Int32Array;
  readonly #x: Float64Array;

  constructor(problem: InteriorProblem, matrices: SparseMatrices) {
    const { n } = problem;
    const { elimination, Q, A, G } = matrices;
    const { size, place, rows } = elimination;
    this.#problem = problem;
    this.#matrices = matrices;
    this.#ldl = new SparseLdl(elimination);
    this.#signs = new Int8Array(size);
    for (let i = 0; i < size; i++) this.#signs[place[i]] = i < n ? 1 : -1;
    this.#diagonal = new Float64Array(size);
    this.#lower = new Float64Array(rows.length);
    this.#placesQ = placesOf(elimination, Q, 0);
    this.#placesA = placesOf(elimination, A, n);
    this.#placesG = placesOf(elimination, G, n + A.rows);
    this.#x = new Float64Array(size);
  }

  get numbers(): number {
    return this.#ldl.numbers + this.#lower.length + 2 * this.#diagonal.length;
  }

  /** @param weights 1/V of all rows of C: those of G, then the bounds. */
  factor(weights: Float64Array, v: Float64Array, rho: number, delta: number): boolean {
    const { n, e, m, quadratic, quadraticScale } = this.#problem;
    const { Q, A, G, elimination } = this.#matrices;
    const { place } = elimination;
    const lower = this.#lower;
    const diagonal = this.#diagonal;
    const boxes = boxWeights(this.#problem, weights);
    for (let i = 0; i < n; i++) diagonal[place[i]] = rho + boxes[i];
    for (let i = 0; i < e; i++) diagonal[place[n + i]] = -delta;
    for (let i = 0; i < m; i++) diagonal[place[n + e + i]] = -v[i];
    lower.fill(0);
    if (quadratic !== "zero") {
      for (let i = 0; i < n; i++) {
        for (let k = Q.start[i]; k < Q.start[i + 1]; k++) {
          if (this.#placesQ[k] >= 0) lower[this.#placesQ[k]] = quadraticScale * Q.value[k];
          else if (Q.index[k] === i) diagonal[place[i]] += quadraticScale * Q.value[k];
        }
      }
    }
    for (let k = 0; k < A.value.length; k++) lower[this.#placesA[k]] = A.value[k];
    for (let k = 0; k < G.value.length; k++) lower[this.#placesG[k]] = G.value[k];
    return this.#ldl.factor(diagonal, lower, this.#signs);
  }

  /** Solves for z, nu and the multipliers of G in place; bounds are the caller's. */
  solve(z: Float64Array, nu: Float64Array, lambdaG: Float64Array): void {
    const { place } = this.#matrices.elimination;
    const blocks = [z, nu, lambdaG];
    let unknown = 0;
    for (const block of blocks) for (const value of block) this.#x[place[unknown++]] = value;
    this.#ldl.solve(this.#x);
    unknown = 0;
    for (const block of blocks) for (let i = 0; i < block.length; i++) block[i] = this.#x[place[unknown++]];
  }
}

/** The place in L of every entry of M, whose rows are unknowns from `offset` on; −1 where Q repeats itself. */
function placesOf(elimination: Elimination, M: SparseRows, offset: number): Int32Array {
  const { place, columnStart, rows } = elimination;
  const places = new Int32Array(M.index.length).fill(-1);
  for (let i = 0; i < M.rows; i++) {
    for (let k = M.start[i]; k < M.start[i + 1]; k++) {
      if (offset === 0 && M.index[k] >= i) continue;
      const a = place[offset + i];
      const b = place[M.index[k]];
      places[k] = search(rows, Math.max(a, b), columnStart[Math.min(a, b)], columnStart[Math.min(a, b) + 1]);
    }
  }
  return places;
}

function search(sorted: Int32Array, value: number, start: number, end: number): number {
  while (end - start > 1) {
    const middle = (start + end) >> 1;
    if (sorted[middle] <= value) start = middle;
    else end = middle;
  }
  return start;
}
