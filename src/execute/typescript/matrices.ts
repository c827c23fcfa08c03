/** What the matrices alone decide: canonical units, the null-space form, and the numbers of the sparse one. */
import { gatherColumns, gatherQuadratic } from "../../form/standard.js";
import type { KktPattern } from "../../form/kkt-pattern.js";
import { entriesOn, kktPatternOf, overVariables, patternsOf } from "../../form/kkt-pattern.js";
import type { Emphasis, Units } from "../../form/units.js";
import { unitsOf } from "../../form/units.js";
import { addProduct, addWeightedGram, dot, maxAbs } from "../../matrix/dense.js";
import type { NullSpace } from "../../matrix/orthogonal.js";
import { nullSpaceOf } from "../../matrix/orthogonal.js";
import type { Matrix, SparseRowsMatrix } from "../../matrix/operator.js";
import { denseMatrix, diagonalMatrix, sparseMatrixOf } from "../../matrix/operator.js";
import type { SparseRows } from "../../matrix/sparse.js";
import type { Problem, QuadraticKind } from "../../problem/problem.js";
import type { InteriorForm } from "../plan.js";
import { requireConvex, requireConvexEntries } from "./convexity.js";

/**
 * All that can be prepared from Q, A, G and the set of fixed variables alone: for the elements of a batch that
 * share these it is done once.
 */
export interface Matrices {
  /** The variables that bounds do not fix, in order. */
  readonly free: Int32Array;
  readonly e: number;
  readonly m: number;
  /** Over the free variables, in canonical units; Q undefined: 0. */
  readonly Q: Matrix | undefined;
  readonly A: Matrix;
  readonly G: Matrix;
  /** Set where the KKT matrix is factored whole, as a sparse one. */
  readonly kkt: KktPattern | undefined;
  readonly units: Units;
  /** The largest entry of Q. */
  readonly curvature: number;
  /** In the null-space form, z = z₀ + N w, and the problem in w has these matrices. */
  readonly reduced:
    | {
        readonly space: NullSpace;
        readonly Q: Matrix | undefined;
        readonly G: Matrix;
      }
    | undefined;
}

export function prepareMatrices(
  problem: Problem,
  element: number,
  free: Int32Array,
  form: InteriorForm,
  emphasis: Emphasis = "all",
): Matrices {
  return form === "sparse"
    ? prepareSparse(problem, element, free, emphasis)
    : prepareDense(problem, element, free, form === "nullSpace", emphasis);
}

function prepareDense(
  problem: Problem,
  element: number,
  free: Int32Array,
  useNullSpace: boolean,
  emphasis: Emphasis,
): Matrices {
  const { equalities: e, inequalities: m, quadratic } = problem;
  const n = free.length;
  const Q = gatherQuadratic(problem, element, free);
  const A = gatherColumns(problem.A, element, e, problem.variables, free);
  const G = gatherColumns(problem.G, element, m, problem.variables, free);
  const cost =
    quadratic === "zero" ? undefined : quadratic === "diagonal" ? diagonalMatrix(Q) : denseMatrix(Q, n, n);
  const matrices = { Q: cost, A: denseMatrix(A, e, n), G: denseMatrix(G, m, n) };
  const units = unitsOf(n, matrices.Q, matrices.A, matrices.G, emphasis);
  if (quadratic === "diagonal") for (let i = 0; i < n; i++) Q[i] *= units.z[i] * units.z[i];
  if (quadratic === "dense") scaleRowsAndColumns(Q, units.z, units.z);
  scaleRowsAndColumns(A, units.A, units.z);
  scaleRowsAndColumns(G, units.G, units.z);
  if (quadratic === "dense") requireConvex(Q, n, problem.positions?.[element] ?? element);
  const reduced = useNullSpace && e > 0 ? reduce(n, e, m, quadratic, Q, A, G) : undefined;
  return { ...{ free, e, m, units, kkt: undefined }, ...matrices, curvature: maxAbs(Q), reduced };
}

function prepareSparse(problem: Problem, element: number, free: Int32Array, emphasis: Emphasis): Matrices {
  const { equalities: e, inequalities: m, quadratic } = problem;
  const n = free.length;
  const whole = kktPatternOf(patternsOf(problem)!);
  const kkt = overVariables(whole, free);
  const entries = (name: "Q" | "A" | "G"): SparseRowsMatrix => {
    const operand = problem[name];
    const value = operand ? entriesOn(operand, element, whole[name]) : new Float64Array(0);
    const selected = kkt.selected?.[name];
    return sparseMatrixOf(kkt[name], selected ? gather(value, selected) : value);
  };
  const [A, G] = [entries("A"), entries("G")];
  const Q =
    quadratic === "zero"
      ? undefined
      : quadratic === "diagonal"
        ? diagonalMatrix(gatherQuadratic(problem, element, free))
        : entries("Q");
  const units = unitsOf(n, Q, A, G, emphasis);
  if (Q?.kind === "diagonal") for (let i = 0; i < n; i++) Q.value[i] *= units.z[i] * units.z[i];
  if (Q?.kind === "sparse") scaleEntries(Q, units.z, units.z);
  scaleEntries(A, units.A, units.z);
  scaleEntries(G, units.G, units.z);
  if (Q?.kind === "sparse") requireConvexEntries(Q, problem.positions?.[element] ?? element);
  const curvature = Q ? maxAbs(Q.value) : 0;
  return { ...{ free, e, m, units, Q, A, G, kkt, curvature }, reduced: undefined };
}

function gather(value: Float64Array, entries: Int32Array): Float64Array {
  const gathered = new Float64Array(entries.length);
  for (let k = 0; k < entries.length; k++) gathered[k] = value[entries[k]];
  return gathered;
}

function scaleEntries(M: SparseRows, rows: Float64Array, columns: Float64Array): void {
  const { start, index, value } = M;
  for (let i = 0; i < M.rows; i++) {
    for (let k = start[i]; k < start[i + 1]; k++) value[k] *= rows[i] * columns[index[k]];
  }
}

function scaleRowsAndColumns(M: Float64Array, rows: Float64Array, columns: Float64Array): void {
  const n = columns.length;
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < n; j++) M[i * n + j] *= rows[i] * columns[j];
  }
}

function reduce(
  n: number,
  e: number,
  m: number,
  quadratic: QuadraticKind,
  Q: Float64Array,
  A: Float64Array,
  G: Float64Array,
): Matrices["reduced"] {
  const space = nullSpaceOf(A, e, n);
  const k = space.dimension;
  const reducedG = denseMatrix(productWithBasis(G, m, n, space.N, k), m, k);
  if (quadratic === "zero") return { space, Q: undefined, G: reducedG };
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
  return { space, Q: denseMatrix(reducedQ, k, k), G: reducedG };
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
