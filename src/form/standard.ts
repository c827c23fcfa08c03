/**
 * One element in standard form: minimise ½ zᵀQz + pᵀz subject to equalities E z = f (the rows of A, and a row for every
 * variable whose bounds are equal) and inequalities C z ≤ d (the rows of G, then −z ≤ −lower, then z ≤ upper). It is a
 * description of the user's arrays: Q, A and G are views, and bounds stay single numbers, never written out as rows.
 *
 * Variables that bounds fix are known before anything is solved. {@link Constraints} keeps them as equalities; who
 * solves over the others alone gathers Q, A and G over {@link freeVariables} and takes what the fixed ones contribute
 * into the cost and the right-hand sides ({@link gradientAt}, {@link rightSide}).
 */
import { maxAbs } from "../matrix/dense.js";
import type { Matrix } from "../matrix/operator.js";
import {
  addGram,
  addLowerTriangle,
  addTimesInOrder,
  addTransposedTimes,
  columnAt,
  denseMatrix,
  denseRow,
  diagonalMatrix,
  firstOf,
  lastOf,
  shiftOf,
  sparseMatrixOf,
} from "../matrix/operator.js";
import { emptyRows, raiseToEntries } from "../matrix/sizes.js";
import { diagonalPlaces } from "../matrix/pattern.js";
import { selectEntries } from "../matrix/selection.js";
import { costMatrix, rowMatrix } from "../problem/matrices.js";
import type { Operand, Problem } from "../problem/problem.js";
import { boundAt, elementOf } from "../problem/problem.js";
import type { KktVectors } from "../problem/fields.js";

/** One element's vectors over the user's variables and rows, all 0: for a solution, or a direction. */
export function newUserVectors(problem: Problem): KktVectors {
  const { variables, equalities, inequalities } = problem;
  return {
    z: new Float64Array(variables),
    nu: new Float64Array(equalities),
    lambda: new Float64Array(inequalities),
    lambdaLower: new Float64Array(variables),
    lambdaUpper: new Float64Array(variables),
  };
}

export function copyVectors(from: KktVectors, to: KktVectors): void {
  to.z.set(from.z);
  to.nu.set(from.nu);
  to.lambda.set(from.lambda);
  to.lambdaLower.set(from.lambdaLower);
  to.lambdaUpper.set(from.lambdaUpper);
}

const NONE = new Float64Array(0);

export type BoundMultipliers = Pick<KktVectors, "lambdaLower" | "lambdaUpper">;

/** Vectors over variables, equalities and inequalities. */
export interface Blocks {
  readonly z: Float64Array;
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
}

export class Constraints {
  readonly n: number;
  /** Number of equalities and of inequalities. */
  readonly equalities: number;
  readonly inequalities: number;
  readonly p: Float64Array;
  /** Right-hand sides of the equalities and of the inequalities. */
  readonly f: Float64Array;
  readonly d: Float64Array;
  readonly #Q: Matrix | undefined;
  readonly #A: Matrix | undefined;
  readonly #G: Matrix | undefined;
  readonly #e: number;
  readonly #m: number;
  readonly #fixed: number[] = [];
  readonly #free: number[] = [];
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];

  constructor(problem: Problem, element: number) {
    const { variables: n, equalities: e, inequalities: m } = problem;
    const numbers = (name: "b" | "h"): Float64Array =>
      problem[name] ? elementOf(problem[name], element) : NONE;
    this.n = n;
    this.#e = e;
    this.#m = m;
    this.p = elementOf(problem.p, element);
    this.#Q = costMatrix(problem, element);
    this.#A = rowMatrix(problem, "A", element);
    this.#G = rowMatrix(problem, "G", element);
    const lower = (i: number): number => boundAt(problem.lower, element, i, -Infinity);
    const upper = (i: number): number => boundAt(problem.upper, element, i, Infinity);
    for (let i = 0; i < n; i++) {
      if (lower(i) === upper(i)) this.#fixed.push(i);
      else {
        this.#free.push(i);
        if (lower(i) > -Infinity) this.#lower.push(i);
        if (upper(i) < Infinity) this.#upper.push(i);
      }
    }
    this.equalities = e + this.#fixed.length;
    this.inequalities = m + this.#lower.length + this.#upper.length;
    this.f = new Float64Array(this.equalities);
    this.f.set(numbers("b"));
    this.#fixed.forEach((i, row) => (this.f[e + row] = lower(i)));
    this.d = new Float64Array(this.inequalities);
    this.d.set(numbers("h"));
    let row = m;
    for (const i of this.#lower) this.d[row++] = -lower(i);
    for (const i of this.#upper) this.d[row++] = upper(i);
  }

  /** The variables that bounds fix, in the order of their rows of E, which follow those of A. */
  get fixed(): readonly number[] {
    return this.#fixed;
  }

  /** The others. */
  get free(): readonly number[] {
    return this.#free;
  }

  /** How many rows of C are rows of G. */
  get rowsOfG(): number {
    return this.#m;
  }

  /** The variable that a row of C behind those of G bounds. */
  boundedBy(row: number): number {
    const bound = row - this.#m;
    return bound < this.#lower.length ? this.#lower[bound] : this.#upper[bound - this.#lower.length];
  }

  /** −1 for a lower bound, 1 for an upper one. */
  sideOf(row: number): 1 | -1 {
    return row - this.#m < this.#lower.length ? -1 : 1;
  }

  newBlocks(): Blocks {
    return {
      z: new Float64Array(this.n),
      nu: new Float64Array(this.equalities),
      lambda: new Float64Array(this.inequalities),
    };
  }

  /** out += Q x. */
  addQ(x: Float64Array, out: Float64Array): void {
    if (this.#Q) addTimesInOrder(this.#Q, x, out);
  }

  /** out += E x. */
  addE(x: Float64Array, out: Float64Array): void {
    if (this.#A) addTimesInOrder(this.#A, x, out);
    this.#fixed.forEach((i, row) => (out[this.#e + row] += x[i]));
  }

  /** out += Eᵀ y. */
  addETransposed(y: Float64Array, out: Float64Array): void {
    if (this.#A) addTransposedTimes(out, 1, this.#A, y);
    this.#fixed.forEach((i, row) => (out[i] += y[this.#e + row]));
  }

  /** out += C x. */
  addC(x: Float64Array, out: Float64Array): void {
    if (this.#G) addTimesInOrder(this.#G, x, out);
    let row = this.#m;
    for (const i of this.#lower) out[row++] -= x[i];
    for (const i of this.#upper) out[row++] += x[i];
  }

  /** out += Cᵀ y. */
  addCTransposed(y: Float64Array, out: Float64Array): void {
    if (this.#G) addTransposedTimes(out, 1, this.#G, y);
    let row = this.#m;
    for (const i of this.#lower) out[i] -= y[row++];
    for (const i of this.#upper) out[i] += y[row++];
  }

  /** The largest entry of every column of Q, A and G, whose rows are multiplied by these units. */
  columnSizes({ z, nu, lambda }: Blocks): Float64Array {
    const sizes = new Float64Array(this.n);
    if (this.#Q) raiseToEntries(sizes, this.#Q, z);
    if (this.#A) raiseToEntries(sizes, this.#A, nu);
    if (this.#G) raiseToEntries(sizes, this.#G, lambda);
    return sizes;
  }

  emptyRowsOfG(): number[] {
    return this.#G ? emptyRows(this.#G) : [];
  }

  /** Lower triangle of M += Q + Cᵀ diag(weights) C, with M's rows `stride` numbers apart. */
  addHessian(weights: Float64Array, M: Float64Array, stride: number): void {
    if (this.#Q) addLowerTriangle(M, stride, this.#Q);
    if (this.#G) addGram(M, stride, weights, this.#G);
    let k = this.#m;
    for (const i of [...this.#lower, ...this.#upper]) M[i * stride + i] += weights[k++];
  }

  /** The rows of E, dense. */
  rowOfE(row: number): Float64Array {
    if (row < this.#e) return denseRow(this.#A!, row);
    return unit(this.n, this.#fixed[row - this.#e], 1);
  }

  /** The rows of C, dense. */
  rowOfC(row: number): Float64Array {
    const { n } = this;
    if (row < this.#m) return denseRow(this.#G!, row);
    const bound = row - this.#m;
    if (bound < this.#lower.length) return unit(n, this.#lower[bound], -1);
    return unit(n, this.#upper[bound - this.#lower.length], 1);
  }

  /**
   * From the rows of `solveKkt`. A fixed variable has one equality, whose multiplier is that of the bound which
   * is active at the solution: `multipliers` says which.
   */
  gather(from: KktVectors, multipliers: BoundMultipliers, out: Blocks): void {
    out.z.set(from.z);
    out.nu.set(from.nu);
    this.#fixed.forEach((i, row) => {
      out.nu[this.#e + row] = upperIsActive(multipliers, i) ? from.lambdaUpper[i] : -from.lambdaLower[i];
    });
    out.lambda.set(from.lambda);
    let row = this.#m;
    for (const i of this.#lower) out.lambda[row++] = from.lambdaLower[i];
    for (const i of this.#upper) out.lambda[row++] = from.lambdaUpper[i];
  }

  /** Back to the rows of `solveKkt`. */
  scatter(from: Blocks, multipliers: BoundMultipliers, out: KktVectors): void {
    out.z.set(from.z);
    out.nu.set(from.nu.subarray(0, this.#e));
    out.lambda.set(from.lambda.subarray(0, this.#m));
    out.lambdaLower.fill(0);
    out.lambdaUpper.fill(0);
    let row = this.#m;
    for (const i of this.#lower) out.lambdaLower[i] = from.lambda[row++];
    for (const i of this.#upper) out.lambdaUpper[i] = from.lambda[row++];
    this.#fixed.forEach((i, k) => {
      const multiplier = from.nu[this.#e + k];
      if (upperIsActive(multipliers, i)) out.lambdaUpper[i] = multiplier;
      else out.lambdaLower[i] = -multiplier;
    });
  }
}

function upperIsActive({ lambdaLower, lambdaUpper }: BoundMultipliers, variable: number): boolean {
  return lambdaUpper[variable] > lambdaLower[variable];
}

function unit(n: number, index: number, value: number): Float64Array {
  const row = new Float64Array(n);
  row[index] = value;
  return row;
}

export function isFixed(problem: Problem, element: number, variable: number): boolean {
  return (
    boundAt(problem.lower, element, variable, -Infinity) ===
    boundAt(problem.upper, element, variable, Infinity)
  );
}

/** The variables that are not fixed by lower = upper. */
export function freeVariables(problem: Problem, element: number): Int32Array {
  const free = new Int32Array(problem.variables);
  let count = 0;
  for (let i = 0; i < free.length; i++) if (!isFixed(problem, element, i)) free[count++] = i;
  return free.slice(0, count);
}

export function sameIndices(a: Int32Array, b: Int32Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Q over the free variables, `[k, k]`, or `[k]` where it is diagonal. */
export function gatherQuadratic(problem: Problem, element: number, free: Int32Array): Float64Array {
  if (problem.Q === undefined) return NONE;
  const source = elementOf(problem.Q, element);
  if (problem.quadratic === "diagonal") return Float64Array.from(free, (index) => source[index]);
  const n = free.length;
  const Q = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = free[i] * problem.variables;
    for (let j = 0; j < n; j++) Q[i * n + j] = source[row + free[j]];
  }
  return Q;
}

/** A or G over the free variables. */
export function gatherColumns(
  operand: Operand | undefined,
  element: number,
  rows: number,
  variables: number,
  free: Int32Array,
): Float64Array {
  if (operand === undefined) return NONE;
  const source = elementOf(operand, element);
  if (free.length === variables) return source.slice();
  const n = free.length;
  const gathered = new Float64Array(rows * n);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < n; j++) gathered[i * n + j] = source[i * variables + free[j]];
  }
  return gathered;
}

/** The values of the variables that bounds fix; 0 for the others. */
export function fixedValues(problem: Problem, element: number): Float64Array {
  const fixed = new Float64Array(problem.variables);
  for (let i = 0; i < fixed.length; i++) {
    if (isFixed(problem, element, i)) fixed[i] = boundAt(problem.lower, element, i, 0);
  }
  return fixed;
}

/** Q over the free variables, by whatever kind of matrix it is; undefined where there is none. */
export function freeQuadratic(problem: Problem, element: number, free: Int32Array): Matrix | undefined {
  const { Q } = problem;
  if (Q === undefined) return undefined;
  if (Q.pattern) return freePart(Q, element, free, free);
  const value = gatherQuadratic(problem, element, free);
  return problem.quadratic === "diagonal"
    ? diagonalMatrix(value)
    : denseMatrix(value, free.length, free.length);
}

/** A or G over the free variables, likewise. */
export function freeColumns(
  problem: Problem,
  name: "A" | "G",
  element: number,
  free: Int32Array,
): Matrix | undefined {
  const operand = problem[name];
  if (operand === undefined) return undefined;
  if (operand.pattern) return freePart(operand, element, undefined, free);
  const rows = name === "A" ? problem.equalities : problem.inequalities;
  const value = gatherColumns(operand, element, rows, problem.variables, free);
  return denseMatrix(value, rows, free.length);
}

function freePart(operand: Operand, element: number, rows: Int32Array | undefined, free: Int32Array): Matrix {
  const source = elementOf(operand, element);
  const pattern = operand.pattern!;
  if (free.length === pattern.columns) return sparseMatrixOf(pattern, source);
  const part = selectEntries(pattern, rows, free);
  return sparseMatrixOf(
    part.pattern,
    Float64Array.from(part.entries, (k) => source[k]),
  );
}

/** Q_jj; 0 where there is no Q. */
export function diagonalOf(problem: Problem, element: number): (j: number) => number {
  const { Q, quadratic, variables: n } = problem;
  if (!Q || quadratic === "zero") return () => 0;
  const entries = elementOf(Q, element);
  if (Q.pattern) {
    const places = diagonalPlaces(Q.pattern);
    return (j) => (places[j] < 0 ? 0 : entries[places[j]]);
  }
  const stride = quadratic === "dense" ? n + 1 : 1;
  return (j) => entries[j * stride];
}

/** Q fixed + p: fixing variables moves their part of the quadratic into the linear cost. */
export function gradientAt(problem: Problem, element: number, fixed: Float64Array): Float64Array {
  const gradient = elementOf(problem.p, element).slice();
  const Q = costMatrix(problem, element);
  if (Q && maxAbs(fixed) > 0) addTransposedTimes(gradient, 1, Q, fixed);
  return gradient;
}

/** b − A fixed or h − G fixed. What is left of a difference that cancels is 0, not its rounding. */
export function rightSide(
  problem: Problem,
  element: number,
  matrix: "A" | "G",
  vector: "b" | "h",
  fixed: Float64Array,
): Float64Array {
  const M = rowMatrix(problem, matrix, element);
  const right = problem[vector];
  if (M === undefined || right === undefined) return new Float64Array(0);
  const sides = elementOf(right, element).slice();
  if (maxAbs(fixed) === 0) return sides;
  for (let i = 0; i < sides.length; i++) {
    let size = Math.abs(sides[i]);
    let left = sides[i];
    const last = lastOf(M, i);
    const shift = shiftOf(M, i);
    for (let k = firstOf(M, i); k < last; k++) {
      const value = fixed[columnAt(M, k, shift)];
      if (value === 0) continue;
      const term = M.value[k] * value;
      left -= term;
      size += Math.abs(term);
    }
    sides[i] = Math.abs(left) <= CANCELLED * size ? 0 : left;
  }
  return sides;
}

/** A difference below this share of the sum of its terms is rounding. */
const CANCELLED = 16 * Number.EPSILON;
