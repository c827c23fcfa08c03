/** What the matrices alone decide: canonical units, the null-space form, and the order of a sparse factorisation. */
import type { Blocks } from "../../form/standard.js";
import { gatherColumns, gatherQuadratic } from "../../form/standard.js";
import type { Emphasis, Units } from "../../form/units.js";
import { unitsOf } from "../../form/units.js";
import {
  addProduct,
  addTransposedProduct,
  addWeightedGram,
  cholesky,
  dot,
  maxAbs,
} from "../../matrix/dense.js";
import { denseMatrix, diagonalMatrix } from "../../matrix/operator.js";
import type { NullSpace } from "../../matrix/orthogonal.js";
import { nullSpaceOf } from "../../matrix/orthogonal.js";
import type { Elimination, SparseMatrices, SparseRows } from "../../matrix/sparse.js";
import {
  addSparseProduct,
  addSparseTransposedProduct,
  sparseDiagonal,
  sparseMatrices,
  sparseRows,
} from "../../matrix/sparse.js";
import { OptNetError } from "../../problem/errors.js";
import type { Problem, QuadraticKind } from "../../problem/problem.js";

/** Q, A and G over the free variables, in canonical units. */
interface Equilibrated {
  /** The variables that bounds do not fix, in order. */
  readonly free: Int32Array;
  readonly e: number;
  readonly m: number;
  readonly quadratic: QuadraticKind;
  readonly Q: Float64Array;
  readonly A: Float64Array;
  readonly G: Float64Array;
}

/**
 * All that can be prepared from Q, A, G and the set of fixed variables alone: for the elements of a batch that
 * share these it is done once.
 */
export interface Matrices extends Equilibrated {
  readonly units: Units;
  /** The largest entry of Q. */
  readonly curvature: number;
  /** In the null-space form, z = z₀ + N w, and the problem in w has these matrices. */
  readonly reduced:
    | {
        readonly space: NullSpace;
        readonly quadratic: QuadraticKind;
        readonly Q: Float64Array;
        readonly G: Float64Array;
      }
    | undefined;
  /** Set where factoring the sparse KKT matrix takes fewer flops than a dense form. */
  readonly sparse: SparseForm | undefined;
}

const NONE = new Float64Array(0);

export function prepareMatrices(
  problem: Problem,
  element: number,
  free: Int32Array,
  useNullSpace: boolean,
  sparseFlopLimit: number,
  emphasis: Emphasis = "all",
): Matrices {
  const { equalities: e, inequalities: m, quadratic } = problem;
  const n = free.length;
  const Q = gatherQuadratic(problem, element, free);
  const A = gatherColumns(problem.A, element, e, problem.variables, free);
  const G = gatherColumns(problem.G, element, m, problem.variables, free);
  const cost = quadratic === "diagonal" ? diagonalMatrix(Q) : denseMatrix(Q, n, n);
  const units = unitsOf(
    n,
    quadratic === "zero" ? undefined : cost,
    denseMatrix(A, e, n),
    denseMatrix(G, m, n),
    emphasis,
  );
  if (quadratic === "diagonal") for (let i = 0; i < n; i++) Q[i] *= units.z[i] * units.z[i];
  if (quadratic === "dense") scaleRowsAndColumns(Q, units.z, units.z);
  scaleRowsAndColumns(A, units.A, units.z);
  scaleRowsAndColumns(G, units.G, units.z);
  if (quadratic === "dense") requireConvex(Q, n, problem.positions?.[element] ?? element);
  const equilibrated = { free, e, m, quadratic, Q, A, G };
  const sparse = sparseFlopLimit > 0 ? sparseForm(equilibrated, sparseFlopLimit) : undefined;
  const reduced = useNullSpace && e > 0 && !sparse ? reduce(equilibrated) : undefined;
  return { ...equilibrated, units, curvature: maxAbs(Q), reduced, sparse };
}

/** Share of nonzeros above which counting them is the only thing done about them. */
const SPARSE_SHARE = 0.3;

function sparseForm(
  { free, e, m, quadratic, Q, A, G }: Equilibrated,
  flopLimit: number,
): SparseForm | undefined {
  const n = free.length;
  const rowsA = sparseRows(A, e, n);
  const rowsG = sparseRows(G, m, n);
  const rowsQ =
    quadratic === "diagonal" ? sparseDiagonal(Q) : sparseRows(Q, quadratic === "dense" ? n : 0, n);
  const entries = rowsQ.value.length + rowsA.value.length + rowsG.value.length;
  if (entries > SPARSE_SHARE * n * (n + e + m)) return undefined;
  const matrices = sparseMatrices(rowsQ, rowsA, rowsG, flopLimit);
  if (matrices === undefined) return undefined;
  const { size, place } = matrices.elimination;
  const signs = new Int8Array(size);
  for (let i = 0; i < size; i++) signs[place[i]] = i < n ? 1 : -1;
  const placesFrom = (M: SparseRows, first: number): Int32Array => placesOf(matrices.elimination, M, first);
  const places = { Q: placesFrom(rowsQ, 0), A: placesFrom(rowsA, n), G: placesFrom(rowsG, n + e) };
  return { ...matrices, places, signs };
}

/** The place in L of every entry of M, whose rows are unknowns from `first` on; −1 where Q repeats itself. */
function placesOf({ place, columnStart, rows }: Elimination, M: SparseRows, first: number): Int32Array {
  const places = new Int32Array(M.index.length).fill(-1);
  for (let i = 0; i < M.rows; i++) {
    for (let k = M.start[i]; k < M.start[i + 1]; k++) {
      if (first === 0 && M.index[k] >= i) continue;
      const a = place[first + i];
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

function scaleRowsAndColumns(M: Float64Array, rows: Float64Array, columns: Float64Array): void {
  const n = columns.length;
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < n; j++) M[i * n + j] *= rows[i] * columns[j];
  }
}

/** Curvature below minus this, relative to the largest diagonal entry, is more than rounding of the input. */
const CONVEXITY_TOLERANCE = 1e-7;

function requireConvex(Q: Float64Array, n: number, element: number): void {
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(Q[i * n + i]));
  const shift = CONVEXITY_TOLERANCE * (largest > 0 ? largest : 1);
  // Variables without products with others need no factorisation: often that leaves few.
  const coupled = coupledVariables(Q, n);
  const k = coupled.length;
  const shifted = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) shifted[i * k + j] = Q[coupled[i] * n + coupled[j]];
    shifted[i * k + i] += shift;
  }
  const failed = cholesky(shifted, k);
  let row = failed < 0 ? -1 : coupled[failed];
  for (let i = 0; i < n && row < 0; i++) if (!(Q[i * n + i] + shift > 0)) row = i;
  if (row < 0) return;
  throw new OptNetError({
    field: "Q",
    expected: "a positive semidefinite matrix",
    got: `negative curvature (element ${element}, pivot of variable ${row})`,
    hint: "A nonconvex problem may have many local minima. Build Q as L Lᵀ, or add a multiple of the identity.",
  });
}

function coupledVariables(Q: Float64Array, n: number): number[] {
  const coupled: number[] = [];
  for (let i = 0; i < n; i++) {
    let j = 0;
    while (j < n && (j === i || Q[i * n + j] === 0)) j++;
    if (j < n) coupled.push(i);
  }
  return coupled;
}

function reduce({ free, e, m, quadratic, Q, A, G }: Equilibrated): Matrices["reduced"] {
  const n = free.length;
  const space = nullSpaceOf(A, e, n);
  const k = space.dimension;
  const reducedG = productWithBasis(G, m, n, space.N, k);
  if (quadratic === "zero") return { space, quadratic, Q: NONE, G: reducedG };
  const reducedQ = new Float64Array(k * k);
  if (quadratic === "diagonal") {
    addWeightedGram(reducedQ, k, space.N, n, Q);
  } else {
    const QN = productWithBasis(Q, n, n, space.N, k);
    const columnN = new Float64Array(n);
    const columnQN = new Float64Array(n);
    for (let i = 0; i < k; i++) {
      for (let r = 0; r < n; r++) columnN[r] = space.N[r * k + i];
      for (let j = 0; j <= i; j++) {
        for (let r = 0; r < n; r++) columnQN[r] = QN[r * k + j];
        reducedQ[i * k + j] = dot(columnN, 0, columnQN, 0, n);
      }
    }
  }
  for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) reducedQ[j * k + i] = reducedQ[i * k + j];
  return { space, quadratic: "dense", Q: reducedQ, G: reducedG };
}

/** M N, with M `[rows, n]` and N `[n, k]`. */
function productWithBasis(
  M: Float64Array,
  rows: number,
  n: number,
  N: Float64Array,
  k: number,
): Float64Array {
  const transposed = new Float64Array(k * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < k; j++) transposed[j * n + i] = N[i * k + j];
  const product = new Float64Array(rows * k);
  const column = new Float64Array(k);
  for (let i = 0; i < rows; i++) {
    column.fill(0);
    addProduct(column, 1, transposed, k, n, M.subarray(i * n, i * n + n));
    product.set(column, i * k);
  }
  return product;
}

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
  readonly quadratic: QuadraticKind;
  /** `[n, n]` or `[n]`; empty for kind "zero". */
  readonly Q: Float64Array;
  /** The objective is quadraticScale · ½ zᵀQz + pᵀz, so that a shared Q need not be copied. */
  readonly quadraticScale: number;
  readonly p: Float64Array;
  readonly A: Float64Array;
  readonly b: Float64Array;
  readonly G: Float64Array;
  readonly d: Float64Array;
  /** In the null-space form a bounded variable is a row of this basis `[boxes, n]`; otherwise it is z[i]. */
  readonly boxBasis: Float64Array | undefined;
  /** Number of variables that a bound may refer to. */
  readonly boxes: number;
  readonly lowerIndex: Int32Array;
  readonly upperIndex: Int32Array;
  /** Where zeros are worth the trouble: the same Q, A and G by their nonzeros. */
  readonly sparse: SparseForm | undefined;
}

/** Q, A and G by their nonzeros, and where these go in the sparse factors of the KKT matrix. */
export interface SparseForm extends SparseMatrices {
  /** For every entry its place among those below the diagonal; −1 for those of Q on the diagonal and above it. */
  readonly places: { readonly Q: Int32Array; readonly A: Int32Array; readonly G: Int32Array };
  /** Signs of the pivots, in the order of elimination. */
  readonly signs: Int8Array;
}

/** Vectors over the unknowns, the rows of A and the rows of C, all 0. */
export function newBlocks({ n, e, d }: InteriorProblem): Blocks {
  return { z: new Float64Array(n), nu: new Float64Array(e), lambda: new Float64Array(d.length) };
}

/** target += scale · other. */
export function addBlocks(target: Blocks, scale: number, other: Blocks): void {
  for (let i = 0; i < target.z.length; i++) target.z[i] += scale * other.z[i];
  for (let i = 0; i < target.nu.length; i++) target.nu[i] += scale * other.nu[i];
  for (let i = 0; i < target.lambda.length; i++) target.lambda[i] += scale * other.lambda[i];
}

/** out ← quadraticScale · Q z. */
export function multiplyQ(problem: InteriorProblem, z: Float64Array, out: Float64Array): void {
  const { n, Q, quadraticScale, sparse } = problem;
  out.fill(0);
  if (problem.quadratic === "zero") return;
  if (sparse) addSparseProduct(out, quadraticScale, sparse.Q, z);
  else if (problem.quadratic === "dense") addProduct(out, quadraticScale, Q, n, n, z);
  else for (let i = 0; i < n; i++) out[i] = quadraticScale * Q[i] * z[i];
}

/** out += scale · A z. */
export function addA(problem: InteriorProblem, scale: number, z: Float64Array, out: Float64Array): void {
  if (problem.sparse) addSparseProduct(out, scale, problem.sparse.A, z);
  else addProduct(out, scale, problem.A, problem.e, problem.n, z);
}

/** out += scale · Aᵀ nu. */
export function addATransposed(
  problem: InteriorProblem,
  scale: number,
  nu: Float64Array,
  out: Float64Array,
): void {
  if (problem.sparse) addSparseTransposedProduct(out, scale, problem.sparse.A, nu);
  else addTransposedProduct(out, scale, problem.A, problem.e, problem.n, nu);
}

/** out += scale · C z. */
export function addC(problem: InteriorProblem, scale: number, z: Float64Array, out: Float64Array): void {
  const { n, m, G, boxBasis, boxes, lowerIndex, upperIndex } = problem;
  if (problem.sparse) addSparseProduct(out, scale, problem.sparse.G, z);
  else addProduct(out, scale, G, m, n, z);
  let values = z;
  if (boxBasis) {
    values = new Float64Array(boxes);
    addProduct(values, 1, boxBasis, boxes, n, z);
  }
  const upperRows = m + lowerIndex.length;
  for (let i = 0; i < lowerIndex.length; i++) out[m + i] -= scale * values[lowerIndex[i]];
  for (let i = 0; i < upperIndex.length; i++) out[upperRows + i] += scale * values[upperIndex[i]];
}

/** out += scale · Cᵀ y. */
export function addCTransposed(
  problem: InteriorProblem,
  scale: number,
  y: Float64Array,
  out: Float64Array,
): void {
  const { n, m, G, boxBasis, boxes, lowerIndex, upperIndex } = problem;
  if (problem.sparse) addSparseTransposedProduct(out, scale, problem.sparse.G, y);
  else addTransposedProduct(out, scale, G, m, n, y);
  const target = boxBasis ? new Float64Array(boxes) : out;
  const lowerRows = m;
  const upperRows = m + lowerIndex.length;
  for (let i = 0; i < lowerIndex.length; i++) target[lowerIndex[i]] -= scale * y[lowerRows + i];
  for (let i = 0; i < upperIndex.length; i++) target[upperIndex[i]] += scale * y[upperRows + i];
  if (boxBasis) addTransposedProduct(out, 1, boxBasis, boxes, n, target);
}

/** The weights of all bound rows, gathered by variable: what they add to the diagonal of CᵀWC. */
export function boxWeights(problem: InteriorProblem, weights: Float64Array): Float64Array {
  const { m, boxes, lowerIndex, upperIndex } = problem;
  const gathered = new Float64Array(boxes);
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
  to.z.set(from.z);
  to.nu.set(from.nu);
  to.s.set(from.s);
  to.lambda.set(from.lambda);
}

/** Which rows of C are taken to hold with equality: those whose multiplier exceeds their slack. */
export function activeRows({ s, lambda }: Iterate): Uint8Array {
  return Uint8Array.from(lambda, (multiplier, i) => (multiplier > s[i] ? 1 : 0));
}

export function sameRows(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((value, i) => value === b[i]);
}
