/**
 * How the matrix of a KKT system (kkt.ts) is factored:
 *
 *     K = [ Q + rho I   Aᵀ         Cᵀ ]        C: the rows of G, then those of bounds
 *         [ A          −delta I    0  ]        V: diagonal, positive
 *         [ C           0         −V  ]
 *
 * It is quasidefinite, so that for any rho, delta > 0 it can be factored in any fixed order (Vanderbei 1995).
 */
import type { InteriorProblem } from "./interior-problem.js";
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
import type { SparseFactor } from "../../matrix/multifrontal.js";
import type { Pattern } from "../../matrix/pattern.js";
import type { Symbolic } from "../../matrix/symbolic.js";
import { analyse } from "../../matrix/symbolic.js";
import { newSparseFactor } from "../wasm/sparse-factor.js";
import type { KktPattern } from "../../form/kkt-pattern.js";

export interface KktFactors {
  /** How many numbers it holds. */
  readonly numbers: number;
  /** False where rounding left a pivot without its sign: there are no factors then. */
  factor(v: Float64Array, rho: number, delta: number): boolean;
  /** out ← K⁻¹ right, as exactly as the factors are. */
  solve(right: Blocks, out: Blocks): void;
  /** Gives memory back that no garbage collector sees. */
  dispose(): void;
}

/** @throws RangeError where the factors are larger than memory can be. */
export function symbolicOf(lower: Pattern): Symbolic {
  const symbolic = analyse(lower);
  if (symbolic === undefined) throw new RangeError("sparse factors that are larger than memory can be");
  return symbolic;
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
    this.#diagonal = problem.Q?.kind !== "dense" && m === 0 && problem.boxBasis === undefined;
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
    const { n, Q, quadraticScale } = this.#problem;
    const H = this.#H;
    const boxes = boxWeights(this.#problem, this.#weights);
    for (let i = 0; i < n; i++) {
      H[i] = (Q ? quadraticScale * Q.value[i] : 0) + rho + boxes[i];
      if (!(H[i] > 0) || H[i] === Infinity) return false;
    }
    return true;
  }

  #factorDense(rho: number): boolean {
    const { n, m, Q, quadraticScale, G, boxBasis, boxes: boxCount } = this.#problem;
    const H = this.#H;
    if (Q?.kind === "dense") for (let i = 0; i < n * n; i++) H[i] = quadraticScale * Q.value[i];
    else H.fill(0);
    for (let i = 0; i < n; i++) {
      H[i * n + i] += rho + (Q?.kind === "diagonal" ? quadraticScale * Q.value[i] : 0);
    }
    addWeightedGram(H, n, G.value, m, this.#weights);
    const boxes = boxWeights(this.#problem, this.#weights);
    if (boxBasis) addWeightedGram(H, n, boxBasis, boxCount, boxes);
    else for (let i = 0; i < n; i++) H[i * n + i] += boxes[i];
    return cholesky(H, n) < 0;
  }

  #factorSchur(delta: number): boolean {
    const { n, e, A } = this.#problem;
    const S = this.#S;
    const B = this.#B;
    B.set(A.value);
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

  dispose(): void {}

  /** x ← L⁻¹ x. */
  #applyLower(x: Float64Array): void {
    if (this.#diagonal) for (let i = 0; i < x.length; i++) x[i] /= Math.sqrt(this.#H[i]);
    else solveLower(this.#H, x.length, x);
  }
}

/** The KKT matrix without regularisation and bounds, in the order of its pattern. */
export function kktValues(
  { Q, A, G, quadraticScale: scale }: InteriorProblem,
  kkt: KktPattern,
): Float64Array {
  const { places, diagonal } = kkt;
  const values = new Float64Array(kkt.lower.index.length);
  for (let k = 0; k < A.value.length; k++) values[places.A[k]] = A.value[k];
  for (let k = 0; k < G.value.length; k++) values[places.G[k]] = G.value[k];
  if (Q?.kind === "diagonal") {
    for (let i = 0; i < Q.value.length; i++) values[diagonal[i]] = scale * Q.value[i];
  } else if (Q) {
    for (let k = 0; k < Q.value.length; k++) if (places.Q[k] >= 0) values[places.Q[k]] = scale * Q.value[k];
  }
  return values;
}

/** Without bounds, which are eliminated beforehand, as one sparse LDLᵀ in an order that keeps it sparse. */
export class SparseFactors implements KktFactors {
  readonly #problem: InteriorProblem;
  readonly #kkt: KktPattern;
  readonly #symbolic: Symbolic;
  /** V⁻¹. */
  readonly #weights: Float64Array;
  readonly #ldl: SparseFactor;
  readonly #signs: Int8Array;
  /** The matrix, in the order of its pattern, and the diagonal of Q. */
  readonly #values: Float64Array;
  readonly #curvature: Float64Array;
  readonly #x: Float64Array;

  constructor(problem: InteriorProblem, kkt: KktPattern) {
    const { n } = problem;
    const size = kkt.diagonal.length;
    this.#problem = problem;
    this.#kkt = kkt;
    this.#symbolic = symbolicOf(kkt.lower);
    this.#weights = new Float64Array(problem.d.length);
    this.#ldl = newSparseFactor(this.#symbolic);
    this.#signs = new Int8Array(size).fill(1, 0, n).fill(-1, n);
    this.#x = new Float64Array(size);
    this.#values = kktValues(problem, kkt);
    this.#curvature = new Float64Array(n);
    for (let i = 0; i < n; i++) this.#curvature[i] = this.#values[kkt.diagonal[i]];
  }

  get numbers(): number {
    return this.#symbolic.bytes / 8 + this.#values.length + 3 * this.#x.length + this.#weights.length;
  }

  factor(v: Float64Array, rho: number, delta: number): boolean {
    const { n, e, m } = this.#problem;
    const { diagonal } = this.#kkt;
    const values = this.#values;
    setReciprocals(this.#weights, v);
    const boxes = boxWeights(this.#problem, this.#weights, this.#x.subarray(0, n));
    setCurvature(values, diagonal, this.#curvature, rho, boxes);
    for (let i = 0; i < e; i++) values[diagonal[n + i]] = -delta;
    for (let i = 0; i < m; i++) values[diagonal[n + e + i]] = -v[i];
    return this.#ldl.factor(values, this.#signs);
  }

  solve(right: Blocks, { z, nu, lambda }: Blocks): void {
    const { n, e, m, lowerIndex, upperIndex } = this.#problem;
    const weights = this.#weights;
    const x = this.#x;
    const sides = right.lambda;
    const upper = m + lowerIndex.length;
    x.set(right.z);
    addWeighted(x, lowerIndex, -1, weights, sides, m);
    addWeighted(x, upperIndex, 1, weights, sides, upper);
    x.set(right.nu, n);
    x.set(sides.subarray(0, m), n + e);
    this.#ldl.solve(x);
    z.set(x.subarray(0, n));
    nu.set(x.subarray(n, n + e));
    lambda.set(x.subarray(n + e));
    setMultipliers(lambda, lowerIndex, -1, x, weights, sides, m);
    setMultipliers(lambda, upperIndex, 1, x, weights, sides, upper);
  }

  dispose(): void {
    this.#ldl.dispose();
  }
}

function setReciprocals(out: Float64Array, x: Float64Array): void {
  for (let i = 0; i < x.length; i++) out[i] = 1 / x[i];
}

/** What is on the diagonal for every variable. */
function setCurvature(
  values: Float64Array,
  diagonal: Int32Array,
  curvature: Float64Array,
  rho: number,
  boxes: Float64Array,
): void {
  for (let i = 0; i < curvature.length; i++) values[diagonal[i]] = curvature[i] + rho + boxes[i];
}

/** x += Cᵀ V⁻¹ sides, of the rows of bounds on one side: those from `first` on, of variables of these places. */
function addWeighted(
  x: Float64Array,
  places: Int32Array,
  sign: 1 | -1,
  weights: Float64Array,
  sides: Float64Array,
  first: number,
): void {
  for (let i = 0; i < places.length; i++) x[places[i]] += sign * weights[first + i] * sides[first + i];
}

/** lambda ← V⁻¹ (C x − sides), of the same rows. */
function setMultipliers(
  lambda: Float64Array,
  places: Int32Array,
  sign: 1 | -1,
  x: Float64Array,
  weights: Float64Array,
  sides: Float64Array,
  first: number,
): void {
  for (let i = 0; i < places.length; i++) {
    lambda[first + i] = (sign * x[places[i]] - sides[first + i]) * weights[first + i];
  }
}
