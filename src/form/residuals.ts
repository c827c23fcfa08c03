import type { Problem } from "../problem/problem.js";
import { boundAt, elementOf } from "../problem/problem.js";
import { addProduct, addTransposedProduct } from "../matrix/dense.js";
import type { Sums } from "../matrix/exact-sums.js";
import { ExactSums } from "../matrix/exact-sums.js";
import type { UserVectors } from "./products.js";

/** How far a point is from the KKT conditions, in the user's units. */
export interface UserResiduals {
  /** Qz + p + Aᵀnu + Gᵀlambda − lambdaLower + lambdaUpper. */
  readonly dual: Float64Array;
  /** Az − b. */
  readonly equality: Float64Array;
  /** Gz − h. */
  readonly inequality: Float64Array;
}

/**
 * Residuals from the user's own numbers. With `exact` every sum runs in twice the working precision: near a
 * solution the terms cancel to the last digits, and plain sums would return mostly their own rounding.
 */
export function userResiduals(
  problem: Problem,
  element: number,
  candidate: UserVectors,
  exact: boolean,
): UserResiduals {
  const { variables: n, equalities: e, inequalities: m } = problem;
  const make = exact
    ? (start: Float64Array) => new ExactSums(start)
    : (start: Float64Array) => new PlainSums(start);
  const dual = make(elementOf(problem.p, element));
  const equality = make(negated(problem.b ? elementOf(problem.b, element) : EMPTY));
  const inequality = make(negated(problem.h ? elementOf(problem.h, element) : EMPTY));
  if (problem.Q) {
    const Q = elementOf(problem.Q, element);
    if (problem.quadratic === "dense") dual.addProduct(Q, n, n, candidate.z);
    else dual.addElementwise(Q, candidate.z);
  }
  if (problem.A) {
    const A = elementOf(problem.A, element);
    dual.addTransposed(A, e, n, candidate.nu);
    equality.addProduct(A, e, n, candidate.z);
  }
  if (problem.G) {
    const G = elementOf(problem.G, element);
    dual.addTransposed(G, m, n, candidate.lambda);
    inequality.addProduct(G, m, n, candidate.z);
  }
  dual.addVector(-1, candidate.lambdaLower);
  dual.addVector(1, candidate.lambdaUpper);
  return { dual: dual.values(), equality: equality.values(), inequality: inequality.values() };
}

const EMPTY = new Float64Array(0);

function negated(values: Float64Array): Float64Array {
  return values.map((value) => -value);
}

class PlainSums implements Sums {
  readonly #sum: Float64Array;

  constructor(start: Float64Array) {
    this.#sum = start.slice();
  }

  addProduct(M: Float64Array, rows: number, columns: number, x: Float64Array): void {
    addProduct(this.#sum, 1, M, rows, columns, x);
  }

  addTransposed(M: Float64Array, rows: number, columns: number, y: Float64Array): void {
    addTransposedProduct(this.#sum, 1, M, rows, columns, y);
  }

  addElementwise(x: Float64Array, y: Float64Array): void {
    for (let i = 0; i < x.length; i++) this.#sum[i] += x[i] * y[i];
  }

  addVector(scale: number, x: Float64Array): void {
    for (let i = 0; i < x.length; i++) this.#sum[i] += scale * x[i];
  }

  values(): Float64Array {
    return this.#sum;
  }
}

/** lower − z and z − upper for one variable, −Infinity where there is no bound. */
export function boundResiduals(
  problem: Problem,
  element: number,
  variable: number,
  value: number,
): { lower: number; upper: number } {
  return {
    lower: boundAt(problem.lower, element, variable, -Infinity) - value,
    upper: value - boundAt(problem.upper, element, variable, Infinity),
  };
}
