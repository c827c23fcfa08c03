/** What the matrices alone decide: canonical units, the null-space form, and the order of a sparse factorisation. */

import { gatherColumns, gatherQuadratic } from "../../form/standard.js";
import type { Emphasis, Units } from "../../form/units.js";
import { unitsOf } from "../../form/units.js";
import { addProduct, addWeightedGram, cholesky, dot, maxAbs } from "../../matrix/dense.js";
import type { NullSpace } from "../../matrix/orthogonal.js";
import { nullSpaceOf } from "../../matrix/orthogonal.js";
import type { Elimination, SparseRows } from "../../matrix/sparse.js";
import { sparseDiagonal, sparseMatrices, sparseRows } from "../../matrix/sparse.js";
import { OptNetError } from "../../problem/errors.js";
import type { Problem, QuadraticKind } from "../../problem/problem.js";
import type { SparseForm } from "./interior-problem.js";

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
  const units = unitsOf(n, quadratic, Q, A, e, G, m, emphasis);
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
