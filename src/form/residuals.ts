/**
 * Residuals of the KKT conditions from the user's own numbers, and the sizes of the terms that they are sums of, which is
 * what the verdict measures them in: a residual of 1e-3 is nothing where terms of 1e9 cancel.
 */
import { dot } from "../matrix/dense.js";
import type { Matrix } from "../matrix/operator.js";
import { addTimes, addTransposedTimes, columnAt, firstOf, lastOf, shiftOf } from "../matrix/operator.js";
import { ExactSums, PlainSums } from "../matrix/sums.js";
import { costMatrix, rowMatrix } from "../problem/matrices.js";
import type { Operand, Problem } from "../problem/problem.js";
import { boundAt, elementOf } from "../problem/problem.js";
import { diagonalOf } from "./standard.js";
import type { KktVectors } from "../problem/fields.js";
import type { Units, UnitsOfElement } from "./units.js";

/** out ← Qz, in the user's units. */
export function userQuadratic(problem: Problem, element: number, z: Float64Array, out: Float64Array): void {
  out.fill(0);
  const Q = costMatrix(problem, element);
  if (Q) addTimes(out, 1, Q, z);
}

/** out += Aᵀnu + Gᵀlambda, in the user's units. */
export function addRowMultipliers(
  problem: Problem,
  element: number,
  nu: Float64Array,
  lambda: Float64Array,
  out: Float64Array,
): void {
  const A = rowMatrix(problem, "A", element);
  const G = rowMatrix(problem, "G", element);
  if (A) addTransposedTimes(out, 1, A, nu);
  if (G) addTransposedTimes(out, 1, G, lambda);
}

/** ½ zᵀQz + pᵀz. */
export function objectiveOf(problem: Problem, element: number, z: Float64Array): number {
  const Qz = new Float64Array(z.length);
  userQuadratic(problem, element, z, Qz);
  const p = elementOf(problem.p, element);
  return 0.5 * dot(Qz, 0, z, 0, z.length) + dot(p, 0, z, 0, z.length);
}

/** The larger one of |zᵀQz| and |pᵀz|. */
export function objectiveSize(problem: Problem, element: number, z: Float64Array): number {
  const Qz = new Float64Array(z.length);
  userQuadratic(problem, element, z, Qz);
  const p = elementOf(problem.p, element);
  return Math.max(Math.abs(dot(Qz, 0, z, 0, z.length)), Math.abs(dot(p, 0, z, 0, z.length)));
}

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
  candidate: KktVectors,
  exact: boolean,
): UserResiduals {
  const make = exact
    ? (start: Float64Array) => new ExactSums(start)
    : (start: Float64Array) => new PlainSums(start);
  const dual = make(elementOf(problem.p, element));
  const equality = make(negated(problem.b ? elementOf(problem.b, element) : EMPTY));
  const inequality = make(negated(problem.h ? elementOf(problem.h, element) : EMPTY));
  const Q = costMatrix(problem, element);
  const A = rowMatrix(problem, "A", element);
  const G = rowMatrix(problem, "G", element);
  if (Q) dual.addTimes(Q, candidate.z);
  if (A) {
    dual.addTransposedTimes(A, candidate.nu);
    equality.addTimes(A, candidate.z);
  }
  if (G) {
    dual.addTransposedTimes(G, candidate.lambda);
    inequality.addTimes(G, candidate.z);
  }
  dual.addVector(-1, candidate.lambdaLower);
  dual.addVector(1, candidate.lambdaUpper);
  return { dual: dual.values(), equality: equality.values(), inequality: inequality.values() };
}

const EMPTY = new Float64Array(0);

function negated(values: Float64Array): Float64Array {
  const opposite = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) opposite[i] = -values[i];
  return opposite;
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

/**
 * A row whose terms are all below this share of (its norm × the largest variable of its part) is measured in that:
 * what the other rows' rounding leaves in it would be a large part of its own terms.
 */
const FLOOR = 2 ** -20;
/**
 * The same for rows with a constant (p_j, b_i or h_i), which is a term that is no rounding. A b_i or h_i that is more than
 * this share of the largest one is what the row is to come to, however large variables are elsewhere: there is no floor.
 */
const CONSTANT_FLOOR = 2 ** -29;
/** The share of the smallest size that the right-hand sides speak of, below which variables are rounding. */
const NOTHING = 2 ** -20;

export interface Sizes {
  /** One per residual: the size of the terms, and at least the floor. */
  readonly dual: Float64Array;
  readonly equality: Float64Array;
  readonly inequality: Float64Array;
  /** The same for a bound of variable j. */
  bound(j: number): number;
  /** As `dual`, and at least a small share of single terms, which may cancel within a sum: a multiplier may be their rounding. */
  readonly dualTerms: Float64Array;
  /** What rounding errors are relative to: without the factor that makes the floor low. */
  readonly dualRounding: Float64Array;
  readonly equalityRounding: Float64Array;
  readonly inequalityRounding: Float64Array;
  boundRounding(j: number): number;
}

export function sizesOf(
  problem: Problem,
  element: number,
  candidate: KktVectors,
  { free, units, smallest }: UnitsOfElement,
): Sizes {
  const n = problem.variables;
  const { z } = candidate;
  const least = NOTHING * smallest;
  // By part: there are no more of them than variables.
  const largestZ = new Float64Array(n);
  for (let i = 0; i < free.length; i++) {
    const part = units.parts.z[i];
    largestZ[part] = Math.max(largestZ[part], least, Math.abs(z[free[i]]) / units.z[i]);
  }
  const side = largestSide(problem, element, units);
  const row = (terms: Float64Array, scales: Float64Array, parts: Int32Array, sides: Operand | undefined) => {
    const right = sides && elementOf(sides, element);
    for (let i = 0; i < terms.length; i++) if (parts[i] < 0) terms[i] = Math.max(terms[i], FLOOR * side);
    const isMeant = (i: number): boolean => Math.abs(right![i]) * scales[i] > CONSTANT_FLOOR * side;
    return withFloor(
      terms,
      (i) => (parts[i] < 0 || isMeant(i) ? 0 : largestZ[parts[i]] / scales[i]),
      (i) => right![i] !== 0,
    );
  };
  const equality = row(rowTerms(problem, element, "A", "b", z), units.A, units.parts.A, problem.b);
  const inequality = row(rowTerms(problem, element, "G", "h", z), units.G, units.parts.G, problem.h);

  const { sums, terms } = dualSizes(problem, element, candidate);
  const largestDual = new Float64Array(n);
  const place = new Int32Array(n).fill(-1);
  const diagonal = diagonalOf(problem, element);
  for (let i = 0; i < free.length; i++) {
    const variable = free[i];
    const part = units.parts.z[i];
    place[variable] = i;
    const own = diagonal(variable) * units.z[i] ** 2;
    largestDual[part] = Math.max(largestDual[part], least * own, sums[variable] * units.z[i]);
  }
  const p = elementOf(problem.p, element);
  const dual = withFloor(
    sums,
    (j) => (place[j] < 0 ? 0 : largestDual[units.parts.z[place[j]]] / units.z[place[j]]),
    (j) => p[j] !== 0,
  );
  const dualRounding = atLeast(dual.rounding, 1, terms);
  const [lowers, uppers] = [problem.lower, problem.upper];
  const boundSize = (j: number, floor: number): number => {
    const lower = Math.abs(boundAt(lowers, element, j, -Infinity));
    const upper = Math.abs(boundAt(uppers, element, j, Infinity));
    const nearest = Math.min(lower, upper);
    const own = nearest < Infinity ? Math.max(Math.abs(z[j]), nearest) : Math.abs(z[j]);
    const i = place[j];
    return i < 0 ? own : Math.max(own, floor * largestZ[units.parts.z[i]] * units.z[i]);
  };
  return {
    dual: dual.sizes,
    dualTerms: atLeast(dual.sizes, FLOOR, terms),
    equality: equality.sizes,
    inequality: inequality.sizes,
    dualRounding,
    equalityRounding: equality.rounding,
    inequalityRounding: inequality.rounding,
    bound: (j) => boundSize(j, FLOOR),
    boundRounding: (j) => boundSize(j, 1),
  };
}

/**
 * The largest finite entry of b and h, in canonical units of the rows that have any: what rounding may leave of a row
 * of zeros.
 */
function largestSide(problem: Problem, element: number, units: Units): number {
  let largest = 0;
  for (const [operand, scales, parts] of [
    [problem.b, units.A, units.parts.A],
    [problem.h, units.G, units.parts.G],
  ] as const) {
    if (!operand) continue;
    const sides = elementOf(operand, element);
    for (let i = 0; i < sides.length; i++) {
      const size = parts[i] < 0 ? 0 : Math.abs(sides[i]) * scales[i];
      if (size > largest && size < Infinity) largest = size;
    }
  }
  return largest;
}

/** What rows without free variables are measured in: their own terms, and at least what rounding may leave of them. */
export function sizesOfConstants(
  problem: Problem,
  element: number,
  units: Units,
  matrix: "A" | "G",
  right: "b" | "h",
  fixed: Float64Array,
): Float64Array {
  const nothing = FLOOR * largestSide(problem, element, units);
  return rowTerms(problem, element, matrix, right, fixed).map((term) => Math.max(term, nothing));
}

/** Of each entry and a share of another the larger. */
function atLeast(sizes: Float64Array, share: number, others: Float64Array): Float64Array {
  const larger = new Float64Array(sizes.length);
  for (let i = 0; i < sizes.length; i++) larger[i] = Math.max(sizes[i], share * others[i]);
  return larger;
}

/** @param isConstant whether a row has a constant. */
function withFloor(terms: Float64Array, floorOf: (i: number) => number, isConstant: (i: number) => boolean) {
  const rounding = new Float64Array(terms.length);
  const sizes = new Float64Array(terms.length);
  for (let i = 0; i < terms.length; i++) {
    const floor = floorOf(i);
    rounding[i] = Math.max(terms[i], floor);
    sizes[i] = Math.max(terms[i], (isConstant(i) ? CONSTANT_FLOOR : FLOOR) * floor);
  }
  return { rounding, sizes };
}

/** The largest term of every row of Az − b or Gz − h. */
function rowTerms(
  problem: Problem,
  element: number,
  matrix: "A" | "G",
  right: "b" | "h",
  z: Float64Array,
): Float64Array {
  const M = rowMatrix(problem, matrix, element);
  if (!M || !problem[right]) return new Float64Array(0);
  const sides = elementOf(problem[right], element);
  const terms = new Float64Array(sides.length);
  for (let i = 0; i < sides.length; i++) terms[i] = rowTerm(M, sides[i], i, z);
  return terms;
}

/** The largest term of one of these rows. */
export function rowTerm(M: Matrix, side: number, row: number, z: Float64Array): number {
  let largest = Math.abs(side) < Infinity ? Math.abs(side) : 0;
  const last = lastOf(M, row);
  const shift = shiftOf(M, row);
  for (let k = firstOf(M, row); k < last; k++) {
    const term = Math.abs(M.value[k] * z[columnAt(M, k, shift)]);
    if (term > largest) largest = term;
  }
  return largest;
}

/**
 * What every row of stationarity is measured in, and the largest of all its terms. Qz counts as a sum, whose terms may
 * cancel: along a direction without curvature z can be as large as it likes, and must not be an excuse. Of Aᵀnu and
 * Gᵀlambda every term counts: multipliers are where the objective wants to go.
 */
function dualSizes(
  problem: Problem,
  element: number,
  candidate: KktVectors,
): { sums: Float64Array; terms: Float64Array } {
  const n = problem.variables;
  const { z, nu, lambda, lambdaLower, lambdaUpper } = candidate;
  const p = elementOf(problem.p, element);
  const sums = new Float64Array(n);
  for (let j = 0; j < n; j++) sums[j] = Math.max(Math.abs(p[j]), lambdaLower[j], lambdaUpper[j]);
  for (const [name, weights] of [
    ["A", nu],
    ["G", lambda],
  ] as const) {
    const M = rowMatrix(problem, name, element);
    if (M) keepTerms(M, weights, sums);
  }
  const terms = sums.slice();
  const Qz = new Float64Array(n);
  userQuadratic(problem, element, z, Qz);
  for (let j = 0; j < n; j++) sums[j] = Math.max(sums[j], Math.abs(Qz[j]));
  const Q = costMatrix(problem, element);
  if (Q && Q.kind !== "diagonal") keepTerms(Q, z, terms);
  else for (let j = 0; j < n; j++) terms[j] = Math.max(terms[j], Math.abs(Qz[j]));
  return { sums, terms };
}

/** sizes[j] ← max(sizes[j], |M_ij weights_i|) over all rows i. */
function keepTerms(M: Matrix, weights: Float64Array, sizes: Float64Array): void {
  for (let i = 0; i < weights.length; i++) {
    const weight = Math.abs(weights[i]);
    if (weight === 0) continue;
    const last = lastOf(M, i);
    const shift = shiftOf(M, i);
    for (let k = firstOf(M, i); k < last; k++) {
      const j = columnAt(M, k, shift);
      const term = Math.abs(M.value[k]) * weight;
      if (term > sizes[j]) sizes[j] = term;
    }
  }
}

/** The largest share that the multiplier of a row of G has in a row of stationarity. */
export function shareOfMultiplier(
  G: Matrix,
  row: number,
  multiplier: number,
  dualTerms: Float64Array,
): number {
  let largest = 0;
  const last = lastOf(G, row);
  const shift = shiftOf(G, row);
  for (let k = firstOf(G, row); k < last; k++) {
    const share = shareOf(Math.abs(G.value[k]) * multiplier, dualTerms[columnAt(G, k, shift)]);
    if (share > largest) largest = share;
  }
  return largest;
}

export function shareOf(part: number, whole: number): number {
  return part > 0 ? part / whole : 0;
}
