/**
 * One element's constraints in two kinds: equalities E z = f (the rows of A, and a row for every variable whose
 * bounds are equal) and inequalities C z ≤ d (the rows of G, then −z ≤ −lower, then z ≤ upper). Bounds stay
 * single numbers; they are never written out as rows.
 */
import { addProduct, addTransposedProduct } from "../matrix/dense.js";
import type { Problem } from "../problem/problem.js";
import { boundAt, elementOf } from "../problem/problem.js";
import type { UserVectors } from "./products.js";

/** Vectors over variables, equalities and inequalities. */
export interface Blocks {
  readonly z: Float64Array;
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
}

const EMPTY = new Float64Array(0);

export class Constraints {
  readonly n: number;
  /** Number of equalities and of inequalities. */
  readonly equalities: number;
  readonly inequalities: number;
  readonly p: Float64Array;
  /** Right-hand sides of the equalities and of the inequalities. */
  readonly f: Float64Array;
  readonly d: Float64Array;
  readonly #quadratic: Problem["quadratic"];
  readonly #Q: Float64Array;
  readonly #A: Float64Array;
  readonly #G: Float64Array;
  readonly #e: number;
  readonly #m: number;
  readonly #fixed: number[] = [];
  readonly #free: number[] = [];
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];

  constructor(problem: Problem, element: number) {
    const { variables: n, equalities: e, inequalities: m, quadratic } = problem;
    const numbers = (name: "Q" | "A" | "b" | "G" | "h"): Float64Array =>
      problem[name] ? elementOf(problem[name], element) : EMPTY;
    this.n = n;
    this.#e = e;
    this.#m = m;
    this.#quadratic = quadratic;
    this.p = elementOf(problem.p, element);
    this.#Q = numbers("Q");
    this.#A = numbers("A");
    this.#G = numbers("G");
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
    const { n } = this;
    if (this.#quadratic === "dense") addProduct(out, 1, this.#Q, n, n, x);
    else if (this.#quadratic === "diagonal") for (let i = 0; i < n; i++) out[i] += this.#Q[i] * x[i];
  }

  /** out += E x. */
  addE(x: Float64Array, out: Float64Array): void {
    addProduct(out, 1, this.#A, this.#e, this.n, x);
    this.#fixed.forEach((i, row) => (out[this.#e + row] += x[i]));
  }

  /** out += Eᵀ y. */
  addETransposed(y: Float64Array, out: Float64Array): void {
    addTransposedProduct(out, 1, this.#A, this.#e, this.n, y);
    this.#fixed.forEach((i, row) => (out[i] += y[this.#e + row]));
  }

  /** out += C x. */
  addC(x: Float64Array, out: Float64Array): void {
    addProduct(out, 1, this.#G, this.#m, this.n, x);
    let row = this.#m;
    for (const i of this.#lower) out[row++] -= x[i];
    for (const i of this.#upper) out[row++] += x[i];
  }

  /** out += Cᵀ y. */
  addCTransposed(y: Float64Array, out: Float64Array): void {
    addTransposedProduct(out, 1, this.#G, this.#m, this.n, y);
    let row = this.#m;
    for (const i of this.#lower) out[i] -= y[row++];
    for (const i of this.#upper) out[i] += y[row++];
  }

  /** Lower triangle of M += Q + Cᵀ diag(weights) C, with M's rows `stride` numbers apart. */
  addHessian(weights: Float64Array, M: Float64Array, stride: number): void {
    const { n } = this;
    const Q = this.#Q;
    if (this.#quadratic === "dense") {
      for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) M[i * stride + j] += Q[i * n + j];
    } else if (this.#quadratic === "diagonal") {
      for (let i = 0; i < n; i++) M[i * stride + i] += Q[i];
    }
    for (let k = 0; k < this.#m; k++) {
      const row = this.#G.subarray(k * n, k * n + n);
      for (let i = 0; i < n; i++) {
        const factor = weights[k] * row[i];
        if (factor === 0) continue;
        for (let j = 0; j <= i; j++) M[i * stride + j] += factor * row[j];
      }
    }
    let k = this.#m;
    for (const i of [...this.#lower, ...this.#upper]) M[i * stride + i] += weights[k++];
  }

  /** The rows of E, dense. */
  rowOfE(row: number): Float64Array {
    const { n } = this;
    if (row < this.#e) return this.#A.subarray(row * n, row * n + n);
    return unit(n, this.#fixed[row - this.#e], 1);
  }

  /** The rows of C, dense. */
  rowOfC(row: number): Float64Array {
    const { n } = this;
    if (row < this.#m) return this.#G.subarray(row * n, row * n + n);
    const bound = row - this.#m;
    if (bound < this.#lower.length) return unit(n, this.#lower[bound], -1);
    return unit(n, this.#upper[bound - this.#lower.length], 1);
  }

  /** ‖row of C‖, at least the smallest positive number. */
  normOfC(row: number): number {
    if (row >= this.#m) return 1;
    let square = 0;
    for (let k = row * this.n; k < (row + 1) * this.n; k++) square += this.#G[k] ** 2;
    return Math.max(Math.sqrt(square), Number.MIN_VALUE);
  }

  /**
   * From the rows of `solveKkt`. A fixed variable has one equality, whose multiplier is that of the bound which
   * is active at the solution: `multipliers` says which.
   */
  gather(from: UserVectors, multipliers: UserVectors, out: Blocks): void {
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
  scatter(from: Blocks, multipliers: UserVectors, out: UserVectors): void {
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

function upperIsActive({ lambdaLower, lambdaUpper }: UserVectors, variable: number): boolean {
  return lambdaUpper[variable] > lambdaLower[variable];
}

function unit(n: number, index: number, value: number): Float64Array {
  const row = new Float64Array(n);
  row[index] = value;
  return row;
}
