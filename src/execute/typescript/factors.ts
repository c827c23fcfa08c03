/**
 * How the matrix of a KKT system (kkt.ts) is factored:
 *
 *     K = [ Q + rho I   Aᵀ         Cᵀ ]        C: the rows of G, then those of bounds
 *         [ A          −delta I    0  ]        V: diagonal, positive
 *         [ C           0         −V  ]
 *
 * It is quasidefinite, so that for any rho, delta > 0 it can be factored in any fixed order (Vanderbei 1995).
 */
import type { InteriorProblem, SparseForm } from "./interior-problem.js";
import { addC, addCTransposed, boxWeights } from "./interior-problem.js";
import type { Blocks } from "../../form/standard.js";
import {
  addTransposedProduct,
  addWeightedGram,
  cholesky,
  dot,
  solveLower,
  solveLowerTransposed,
} from "../../matrix/dense.js";
import { SparseLdl } from "../../matrix/sparse.js";

export interface KktFactors {
  /** How many numbers it holds. */
  readonly numbers: number;
  /** False where rounding left a pivot without its sign: there are no factors then. */
  factor(v: Float64Array, rho: number, delta: number): boolean;
  /** out ← K⁻¹ right, as exactly as the factors are. */
  solve(right: Blocks, out: Blocks): void;
}

/** In the order rows of C, z, nu: H = Q + rho I + CᵀV⁻¹C by Cholesky, then the Schur complement A H⁻¹ Aᵀ + delta I. */
export class DenseFactors implements KktFactors {
  readonly #problem: InteriorProblem;
  /** V⁻¹. */
  readonly #weights: Float64Array;
  /** Lower triangle of L with H = L Lᵀ, or the diagonal of H where H is diagonal. */
  readonly #H: Float64Array;
  readonly #diagonal: boolean;
  /** L⁻¹ Aᵀ stored by equality, `[e, n]`. */
  readonly #B: Float64Array;
  readonly #S: Float64Array;

  constructor(problem: InteriorProblem) {
    const { n, e, m } = problem;
    this.#problem = problem;
    this.#weights = new Float64Array(problem.d.length);
    this.#diagonal = problem.quadratic !== "dense" && m === 0 && problem.boxBasis === undefined;
    this.#H = new Float64Array(this.#diagonal ? n : n * n);
    this.#B = new Float64Array(e * n);
    this.#S = new Float64Array(e * e);
  }

  get numbers(): number {
    return this.#H.length + this.#B.length + this.#S.length + this.#weights.length;
  }

  factor(v: Float64Array, rho: number, delta: number): boolean {
    for (let i = 0; i < v.length; i++) this.#weights[i] = 1 / v[i];
    return (this.#diagonal ? this.#factorDiagonal(rho) : this.#factorDense(rho)) && this.#factorSchur(delta);
  }

  #factorDiagonal(rho: number): boolean {
    const { n, quadratic, Q, quadraticScale } = this.#problem;
    const H = this.#H;
    const boxes = boxWeights(this.#problem, this.#weights);
    for (let i = 0; i < n; i++) {
      H[i] = (quadratic === "diagonal" ? quadraticScale * Q[i] : 0) + rho + boxes[i];
      if (!(H[i] > 0) || H[i] === Infinity) return false;
    }
    return true;
  }

  #factorDense(rho: number): boolean {
    const { n, m, quadratic, Q, quadraticScale, G, boxBasis, boxes: boxCount } = this.#problem;
    const H = this.#H;
    if (quadratic === "dense") for (let i = 0; i < n * n; i++) H[i] = quadraticScale * Q[i];
    else H.fill(0);
    for (let i = 0; i < n; i++) {
      H[i * n + i] += rho + (quadratic === "diagonal" ? quadraticScale * Q[i] : 0);
    }
    addWeightedGram(H, n, G, m, this.#weights);
    const boxes = boxWeights(this.#problem, this.#weights);
    if (boxBasis) addWeightedGram(H, n, boxBasis, boxCount, boxes);
    else for (let i = 0; i < n; i++) H[i * n + i] += boxes[i];
    return cholesky(H, n) < 0;
  }

  #factorSchur(delta: number): boolean {
    const { n, e, A } = this.#problem;
    const S = this.#S;
    const B = this.#B;
    B.set(A);
    for (let i = 0; i < e; i++) {
      this.#applyLower(B.subarray(i * n, i * n + n));
      for (let j = 0; j <= i; j++) S[i * e + j] = dot(B, i * n, B, j * n, n);
      S[i * e + i] += delta;
    }
    return cholesky(S, e) < 0;
  }

  solve(right: Blocks, { z, nu, lambda }: Blocks): void {
    const { n, e } = this.#problem;
    const weights = this.#weights;
    for (let i = 0; i < lambda.length; i++) lambda[i] = weights[i] * right.lambda[i];
    z.set(right.z);
    addCTransposed(this.#problem, 1, lambda, z);
    this.#applyLower(z);
    for (let i = 0; i < e; i++) nu[i] = dot(this.#B, i * n, z, 0, n) - right.nu[i];
    solveLower(this.#S, e, nu);
    solveLowerTransposed(this.#S, e, nu);
    addTransposedProduct(z, -1, this.#B, e, n, nu);
    if (this.#diagonal) this.#applyLower(z);
    else solveLowerTransposed(this.#H, n, z);
    for (let i = 0; i < lambda.length; i++) lambda[i] = -right.lambda[i];
    addC(this.#problem, 1, z, lambda);
    for (let i = 0; i < lambda.length; i++) lambda[i] *= weights[i];
  }

  /** x ← L⁻¹ x. */
  #applyLower(x: Float64Array): void {
    if (this.#diagonal) for (let i = 0; i < x.length; i++) x[i] /= Math.sqrt(this.#H[i]);
    else solveLower(this.#H, x.length, x);
  }
}

/** Without bounds, which are eliminated beforehand, as one sparse LDLᵀ in an order that keeps it sparse. */
export class SparseFactors implements KktFactors {
  readonly #problem: InteriorProblem;
  readonly #form: SparseForm;
  /** V⁻¹. */
  readonly #weights: Float64Array;
  readonly #ldl: SparseLdl;
  readonly #diagonal: Float64Array;
  readonly #lower: Float64Array;
  readonly #x: Float64Array;

  constructor(problem: InteriorProblem, form: SparseForm) {
    const { size, rows } = form.elimination;
    this.#problem = problem;
    this.#form = form;
    this.#weights = new Float64Array(problem.d.length);
    this.#ldl = new SparseLdl(form.elimination);
    this.#diagonal = new Float64Array(size);
    this.#lower = new Float64Array(rows.length);
    this.#x = new Float64Array(size);
  }

  get numbers(): number {
    return this.#ldl.numbers + this.#lower.length + 2 * this.#diagonal.length + this.#weights.length;
  }

  factor(v: Float64Array, rho: number, delta: number): boolean {
    const { n, e, m, quadratic, quadraticScale } = this.#problem;
    const { Q, A, G, elimination, places, signs } = this.#form;
    const { place } = elimination;
    const lower = this.#lower;
    const diagonal = this.#diagonal;
    for (let i = 0; i < v.length; i++) this.#weights[i] = 1 / v[i];
    const boxes = boxWeights(this.#problem, this.#weights);
    for (let i = 0; i < n; i++) diagonal[place[i]] = rho + boxes[i];
    for (let i = 0; i < e; i++) diagonal[place[n + i]] = -delta;
    for (let i = 0; i < m; i++) diagonal[place[n + e + i]] = -v[i];
    lower.fill(0);
    if (quadratic !== "zero") {
      for (let i = 0; i < n; i++) {
        for (let k = Q.start[i]; k < Q.start[i + 1]; k++) {
          if (places.Q[k] >= 0) lower[places.Q[k]] = quadraticScale * Q.value[k];
          else if (Q.index[k] === i) diagonal[place[i]] += quadraticScale * Q.value[k];
        }
      }
    }
    for (let k = 0; k < A.value.length; k++) lower[places.A[k]] = A.value[k];
    for (let k = 0; k < G.value.length; k++) lower[places.G[k]] = G.value[k];
    return this.#ldl.factor(diagonal, lower, signs);
  }

  solve(right: Blocks, { z, nu, lambda }: Blocks): void {
    const { m } = this.#problem;
    const weights = this.#weights;
    lambda.fill(0, 0, m);
    for (let i = m; i < lambda.length; i++) lambda[i] = weights[i] * right.lambda[i];
    z.set(right.z);
    addCTransposed(this.#problem, 1, lambda, z);
    nu.set(right.nu);
    lambda.set(right.lambda.subarray(0, m));
    this.#solveInPlace([z, nu, lambda.subarray(0, m)]);
    const multipliers = lambda.slice(0, m);
    for (let i = 0; i < lambda.length; i++) lambda[i] = -right.lambda[i];
    addC(this.#problem, 1, z, lambda);
    for (let i = m; i < lambda.length; i++) lambda[i] *= weights[i];
    lambda.set(multipliers);
  }

  /** For z, nu and the multipliers of G. */
  #solveInPlace(blocks: readonly Float64Array[]): void {
    const { place } = this.#form.elimination;
    let unknown = 0;
    for (const block of blocks) for (const value of block) this.#x[place[unknown++]] = value;
    this.#ldl.solve(this.#x);
    unknown = 0;
    for (const block of blocks) for (let i = 0; i < block.length; i++) block[i] = this.#x[place[unknown++]];
  }
}
