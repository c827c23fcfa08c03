/** One element's problem as the interior point sees it: its matrices by what they do to vectors, and vectors over its rows. */
import type { KktPattern } from "../../form/kkt-pattern.js";
import { copyBlocks } from "../../form/refinement.js";
import type { Blocks } from "../../form/standard.js";
import { addProduct, addTransposedProduct } from "../../matrix/dense.js";
import type { Matrix } from "../../matrix/operator.js";
import { addTimes, addTransposedTimes } from "../../matrix/operator.js";
import { addSparseProducts } from "../../matrix/sparse.js";

/**
 * One element as the interior point sees it: equilibrated, without fixed variables and, in the null-space
 * form, without equalities. All inequalities are rows of one system C z + s = d, s ≥ 0:
 *
 *     rows 0 … m−1                G
 *     then one row per lower bound   −z[i] ≤ −lower[i]
 *     then one row per upper bound    z[i] ≤  upper[i]
 */
export interface InteriorProblem {
  readonly n: number;
  readonly e: number;
  readonly m: number;
  /** Undefined: 0. */
  readonly Q: Matrix | undefined;
  readonly A: Matrix;
  readonly G: Matrix;
  /** Set where the KKT matrix is factored whole, as a sparse one; Q, A and G have these patterns then. */
  readonly kkt: KktPattern | undefined;
  /** What proofs are looked for in (relaxed.ts): ½ ridge ‖z‖² beside the objective, and rows that may be missed by soft · multiplier. */
  readonly ridge: number;
  readonly soft: number;
  /** The objective is quadraticScale · ½ zᵀQz + pᵀz, so that a shared Q need not be copied. */
  readonly quadraticScale: number;
  readonly p: Float64Array;
  readonly b: Float64Array;
  readonly d: Float64Array;
  /** In the null-space form a bounded variable is a row of this basis `[boxes, n]`; otherwise it is z[i]. */
  readonly boxBasis: Float64Array | undefined;
  /** Number of variables that a bound may refer to. */
  readonly boxes: number;
  readonly lowerIndex: Int32Array;
  readonly upperIndex: Int32Array;
}

/** By how much of its multiplier a row of C may be missed. Bounds are never soft. */
export function softnessOf({ soft, m }: InteriorProblem, row: number): number {
  return row < m ? soft : 0;
}

/** Vectors over the unknowns, the rows of A and the rows of C, all 0. */
export function newBlocks({ n, e, d }: InteriorProblem): Blocks {
  return { z: new Float64Array(n), nu: new Float64Array(e), lambda: new Float64Array(d.length) };
}

/** out ← quadraticScale · Q z. */
export function multiplyQ({ Q, quadraticScale }: InteriorProblem, z: Float64Array, out: Float64Array): void {
  out.fill(0);
  if (Q) addTimes(out, quadraticScale, Q, z);
}

/** out += scale · A z. */
export function addA({ A }: InteriorProblem, scale: number, z: Float64Array, out: Float64Array): void {
  addTimes(out, scale, A, z);
}

/** out += scale · Aᵀ nu. */
export function addATransposed(
  { A }: InteriorProblem,
  scale: number,
  nu: Float64Array,
  out: Float64Array,
): void {
  addTransposedTimes(out, scale, A, nu);
}

/** outRows += scale · M z and outColumns += Mᵀ y, of M = A or G: where it is sparse, in one walk along its entries. */
function addBoth(
  M: Matrix,
  scale: number,
  z: Float64Array,
  y: Float64Array,
  outRows: Float64Array,
  outColumns: Float64Array,
): void {
  if (M.kind === "sparse") return addSparseProducts(outRows, outColumns, scale, M, z, y);
  addTransposedTimes(outColumns, 1, M, y);
  addTimes(outRows, scale, M, z);
}

/** out.z += Aᵀnu + Cᵀlambda, out.nu += scale · A z, out.lambda += scale · C z. */
export function addRows(
  problem: InteriorProblem,
  scale: number,
  { z, nu, lambda }: Blocks,
  out: Blocks,
): void {
  if (problem.boxBasis) {
    addATransposed(problem, 1, nu, out.z);
    addCTransposed(problem, 1, lambda, out.z);
    addA(problem, scale, z, out.nu);
    return addC(problem, scale, z, out.lambda);
  }
  addBoth(problem.A, scale, z, nu, out.nu, out.z);
  addBoth(problem.G, scale, z, lambda, out.lambda, out.z);
  addBoxes(problem, z, out.lambda, scale);
  addBoxesTransposed(problem, lambda, out.z);
}

/** out += scale · C z. */
export function addC(problem: InteriorProblem, scale: number, z: Float64Array, out: Float64Array): void {
  const { n, G, boxBasis, boxes } = problem;
  addTimes(out, scale, G, z);
  let values = z;
  if (boxBasis) {
    values = new Float64Array(boxes);
    addProduct(values, 1, boxBasis, boxes, n, z);
  }
  addBoxes(problem, values, out, scale);
}

/** The rows of bounds alone: out += scale · C z. */
export function addBoxes(
  { m, lowerIndex, upperIndex }: InteriorProblem,
  z: Float64Array,
  out: Float64Array,
  scale = 1,
): void {
  const upperRows = m + lowerIndex.length;
  for (let i = 0; i < lowerIndex.length; i++) out[m + i] -= scale * z[lowerIndex[i]];
  for (let i = 0; i < upperIndex.length; i++) out[upperRows + i] += scale * z[upperIndex[i]];
}

/** out += scale · Cᵀ y. */
export function addCTransposed(
  problem: InteriorProblem,
  scale: number,
  y: Float64Array,
  out: Float64Array,
): void {
  const { n, G, boxBasis, boxes } = problem;
  addTransposedTimes(out, scale, G, y);
  const target = boxBasis ? new Float64Array(boxes) : out;
  addBoxesTransposed(problem, y, target, scale);
  if (boxBasis) addTransposedProduct(out, 1, boxBasis, boxes, n, target);
}

/** The rows of bounds alone: out += scale · Cᵀ y. */
export function addBoxesTransposed(
  { m, lowerIndex, upperIndex }: InteriorProblem,
  y: Float64Array,
  out: Float64Array,
  scale = 1,
): void {
  const upperRows = m + lowerIndex.length;
  for (let i = 0; i < lowerIndex.length; i++) out[lowerIndex[i]] -= scale * y[m + i];
  for (let i = 0; i < upperIndex.length; i++) out[upperIndex[i]] += scale * y[upperRows + i];
}

/** gathered ← the weights of all bound rows, by variable: what they add to the diagonal of CᵀWC. */
export function boxWeights(
  problem: InteriorProblem,
  weights: Float64Array,
  gathered: Float64Array = new Float64Array(problem.boxes),
): Float64Array {
  const { m, lowerIndex, upperIndex } = problem;
  gathered.fill(0);
  for (let i = 0; i < lowerIndex.length; i++) gathered[lowerIndex[i]] += weights[m + i];
  for (let i = 0; i < upperIndex.length; i++) gathered[upperIndex[i]] += weights[m + lowerIndex.length + i];
  return gathered;
}

/** Unknowns, multipliers and slacks of one element. */
export interface Iterate extends Blocks {
  readonly s: Float64Array;
}

export function newIterate(problem: InteriorProblem): Iterate {
  return { ...newBlocks(problem), s: new Float64Array(problem.d.length) };
}

export function copyIterate(from: Iterate, to: Iterate): void {
  copyBlocks(from, to);
  to.s.set(from.s);
}

/** Which rows of C are taken to hold with equality: those whose multiplier exceeds their slack. */
export function activeRows({ s, lambda }: Iterate): Uint8Array {
  const active = new Uint8Array(s.length);
  for (let i = 0; i < s.length; i++) active[i] = lambda[i] > s[i] ? 1 : 0;
  return active;
}

export function sameRows(a: Uint8Array, b: Uint8Array | undefined): boolean {
  if (b === undefined || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
