/** The variables that bounds do not fix, the matrices over them alone, and the units that these decide. */
import type { Operand, Problem, QuadraticKind } from "../problem/problem.js";
import { boundAt, elementOf } from "../problem/problem.js";
import type { ScaledMatrices } from "./element-scale.js";
import { ElementSizes } from "./element-scale.js";
import type { UnitsOfElement } from "./sizes.js";
import type { Units } from "./units.js";
import { unitsOf } from "./units.js";

/** The variables that are not fixed by lower = upper. */
export function freeVariables(problem: Problem, element: number): Int32Array {
  const free: number[] = [];
  for (let i = 0; i < problem.variables; i++) {
    const lower = boundAt(problem.lower, element, i, -Infinity);
    if (lower !== boundAt(problem.upper, element, i, Infinity)) free.push(i);
  }
  return Int32Array.from(free);
}

const NONE = new Float64Array(0);

/** Units kept for being asked again may take this many numbers. */
const RECENT_NUMBERS = 2 ** 18;

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

/** The canonical units of every element: decided once where the batch shares its matrices and what is fixed. */
export class ProblemUnits {
  readonly #problem: Problem;
  readonly #shared: boolean;
  /** Of the elements asked for lately; under 0 where all share them. */
  readonly #recent = new Map<number, ScaledMatrices>();

  constructor(problem: Problem) {
    this.#problem = problem;
    this.#shared = [problem.Q, problem.A, problem.G].every((operand) => !operand || operand.stride === 0);
  }

  of(element: number): UnitsOfElement {
    const matrices = this.matrices(element);
    return {
      free: matrices.free,
      units: matrices.units,
      smallest: new ElementSizes(this.#problem, element, matrices).smallest,
    };
  }

  /** What the matrices alone decide. */
  matrices(element: number): ScaledMatrices {
    const problem = this.#problem;
    const free = freeVariables(problem, element);
    // Bounds may have changed in place, and with them what is fixed.
    const known = this.#recent.get(this.#shared ? 0 : element);
    if (known && sameIndices(known.free, free)) return known;
    const { equalities: e, inequalities: m, quadratic } = problem;
    const Q = gatherQuadratic(problem, element, free);
    const A = gatherColumns(problem.A, element, e, problem.variables, free);
    const G = gatherColumns(problem.G, element, m, problem.variables, free);
    const units = unitsOf(free.length, quadratic, Q, A, e, G, m);
    const matrices = { free, units, curvature: curvatureOf(free.length, quadratic, Q, units) };
    if (this.#recent.size * (free.length + e + m) > RECENT_NUMBERS) this.#recent.clear();
    this.#recent.set(this.#shared ? 0 : element, matrices);
    return matrices;
  }
}

/** The largest entry of Q over the free variables, in canonical units of these. */
function curvatureOf(n: number, quadratic: QuadraticKind, Q: Float64Array, { z }: Units): number {
  let largest = 0;
  const columns = quadratic === "dense" ? n : 1;
  for (let i = 0; i < Q.length; i++) {
    const row = Math.floor(i / columns);
    const column = quadratic === "dense" ? i % columns : row;
    largest = Math.max(largest, Math.abs(Q[i]) * z[row] * z[column]);
  }
  return largest;
}

export function sameIndices(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
