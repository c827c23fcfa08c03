/**
 * One element between the user's units and the interior point's: variables that bounds fix are taken out, the rest is
 * equilibrated and, in the null-space form, reduced; answers and right-hand sides go through the same, both ways.
 */
import type { InteriorProblem } from "./interior-problem.js";
import type { Matrices } from "./matrices.js";
import { addA, addC, addCTransposed } from "./interior-problem.js";
import { addRowMultipliers, sizesOfConstants, userQuadratic } from "../../form/residuals.js";
import type { Blocks } from "../../form/standard.js";
import { fixedValues, gradientAt, isFixed, rightSide } from "../../form/standard.js";
import type { KktVectors } from "../../problem/fields.js";
import type { ElementScale, Units, UnitsOfElement } from "../../form/units.js";
import { costScaleOf } from "../../form/units.js";
import { addProduct, addTransposedProduct, maxAbs } from "../../matrix/dense.js";
import { addTimes, denseMatrix } from "../../matrix/operator.js";
import type { NullSpace } from "../../matrix/orthogonal.js";
import { particularSolution, rangeMultipliers } from "../../matrix/orthogonal.js";
import type { Problem } from "../../problem/problem.js";
import { rowMatrix } from "../../problem/matrices.js";
import { boundAt, elementOf, isShared } from "../../problem/problem.js";

/** One element, as the user has it and as the interior point sees it. */
export interface Element {
  readonly problem: Problem;
  /** Which of the batch it is. */
  readonly index: number;
  readonly matrices: Matrices;
  /** The problem over the free variables, in these units. */
  readonly equilibrated: InteriorProblem;
  /** What the interior point solves: the same, or in the null-space form the problem in w, with z = z₀ + N w. */
  readonly interior: InteriorProblem;
  /** The matrices' units with the element's primal scale in them: z = units.z · equilibrated z. */
  readonly units: Units;
  readonly scale: ElementScale;
  /** Objective's scale: equilibrated = costScale · user's. */
  readonly costScale: number;
  /** Values of all variables that bounds fix; 0 elsewhere. */
  readonly fixed: Float64Array;
  /** In the null-space form: equilibrated point with A z₀ = b, as near as possible. */
  readonly z0: Float64Array;
  /** In the null-space form: equilibrated b − A z₀, which is not 0 where the equalities contradict each other. */
  readonly inconsistency: Float64Array;
  /** Canonical units, where it is iterated in others: an answer is judged in none but these. */
  readonly judgedIn?: UnitsOfElement | undefined;
}

const NONE = new Float64Array(0);

/**
 * @param scale of the element's variables; bounds with more room than its reach are brought near (form/units.ts).
 * @param judgedIn canonical units, where the matrices are in others.
 * @param like another element of the problem that has the same matrices and bounds: what it has on the same scale serves.
 */
export function makeElement(
  problem: Problem,
  index: number,
  matrices: Matrices,
  scale: ElementScale,
  tolerance: number,
  judgedIn?: UnitsOfElement,
  like?: Element,
): Element {
  const { free, e, m, Q, A, G, kkt } = matrices;
  const n = free.length;
  const { primal, reach } = scale;
  const alike = like?.scale.primal === primal && like.scale.reach === reach ? like : undefined;
  const units = alike?.units ?? scaledUnits(matrices.units, primal);
  const fixed = like?.fixed ?? fixedValues(problem, index);
  const { p, costScale } =
    alike && isShared(problem.p)
      ? { p: alike.equilibrated.p, costScale: alike.costScale }
      : costOf(problem, index, matrices, fixed, units.z, primal);
  const b = equilibratedSides(problem, index, matrices, "A", fixed, units, tolerance);
  const sharesSides = alike !== undefined && isShared(problem.h);
  const { lowerIndex, upperIndex, sides } =
    alike === undefined ? boundRows(problem, index, free, units, reach) : boundRowsOf(alike);
  const d = sharesSides ? alike.equilibrated.d : new Float64Array(m + sides.length);
  if (!sharesSides) {
    const h = equilibratedSides(problem, index, matrices, "G", fixed, units, tolerance);
    for (let i = 0; i < m; i++) d[i] = units.parts.G[i] >= 0 ? Math.min(h[i], reach) : h[i] < 0 ? -1 : 1;
    d.set(sides, m);
  }
  const quadraticScale = costScale * primal * primal;
  const equilibrated: InteriorProblem = {
    n,
    e,
    m,
    Q,
    A,
    G,
    kkt,
    ridge: 0,
    soft: 0,
    quadraticScale,
    p,
    b,
    d,
    boxBasis: undefined,
    boxes: n,
    lowerIndex,
    upperIndex,
  };
  const common = { problem, index, matrices, equilibrated, units, scale, costScale, fixed, judgedIn };
  if (matrices.reduced) return { ...common, ...reduceElement(equilibrated, matrices.reduced) };
  return { ...common, interior: equilibrated, z0: NONE, inconsistency: NONE };
}

/** p in the units of z, and the objective's scale, which brings it near 1. */
function costOf(
  problem: Problem,
  index: number,
  { free, curvature }: Matrices,
  fixed: Float64Array,
  units: Float64Array,
  primal: number,
): Pick<Element, "costScale"> & Pick<InteriorProblem, "p"> {
  const gradient = gradientAt(problem, index, fixed);
  const p = new Float64Array(free.length);
  for (let i = 0; i < p.length; i++) p[i] = gradient[free[i]] * units[i];
  const costScale = costScaleOf(curvature * primal * primal, maxAbs(p));
  for (let i = 0; i < p.length; i++) p[i] *= costScale;
  return { p, costScale };
}

/** b or h in units of the rows. A row without variables has none: its right-hand side says only whether it can be met. */
function equilibratedSides(
  problem: Problem,
  index: number,
  matrices: Matrices,
  matrix: "A" | "G",
  fixed: Float64Array,
  units: Units,
  tolerance: number,
): Float64Array {
  const right = matrix === "A" ? "b" : "h";
  const sides = rightSide(problem, index, matrix, right, fixed);
  const [scales, parts] = [units[matrix], units.parts[matrix]];
  let sizes: Float64Array | undefined;
  for (let i = 0; i < sides.length; i++) {
    if (parts[i] >= 0) {
      sides[i] *= scales[i];
    } else {
      sizes ??= sizesOfConstants(problem, index, matrices.units, matrix, right, fixed);
      sides[i] = Math.abs(sides[i]) <= tolerance * sizes[i] ? 0 : Math.sign(sides[i]);
    }
  }
  return sides;
}

/** factor · x. */
function scaled(x: Float64Array, factor: number): Float64Array {
  const out = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) out[i] = factor * x[i];
  return out;
}

function scaledUnits(units: Units, primal: number): Units {
  return {
    ...units,
    z: scaled(units.z, primal),
    A: scaled(units.A, 1 / primal),
    G: scaled(units.G, 1 / primal),
  };
}

/** The problem in w, with z = z₀ + N w. */
function reduceElement(
  problem: InteriorProblem,
  { space, Q, G }: NonNullable<Matrices["reduced"]>,
): Pick<Element, "interior" | "z0" | "inconsistency"> {
  const z0 = particularSolution(space, problem.b, problem.n);
  const inconsistency = problem.b.slice();
  addA(problem, -1, z0, inconsistency);
  const gradient = problem.p.slice();
  addQuadratic(problem, 1, z0, gradient);
  const p = transposedBasisTimes(space, gradient);
  const d = problem.d.slice();
  addC(problem, -1, z0, d);
  const A = denseMatrix(NONE, 0, space.dimension);
  const reduced = { n: space.dimension, e: 0, Q, A, G, p, b: NONE, d };
  return { interior: { ...problem, ...reduced, boxBasis: space.N, boxes: problem.n }, z0, inconsistency };
}

/** Nᵀ x. */
function transposedBasisTimes({ N, dimension }: NullSpace, x: Float64Array): Float64Array {
  const product = new Float64Array(dimension);
  addTransposedProduct(product, 1, N, x.length, dimension, x);
  return product;
}

/** out += sign · Q z, for the objective's Q. */
function addQuadratic(
  { Q, quadraticScale }: InteriorProblem,
  sign: 1 | -1,
  z: Float64Array,
  out: Float64Array,
): void {
  if (Q) addTimes(out, sign * quadraticScale, Q, z);
}

function boundRows(problem: Problem, index: number, free: Int32Array, units: Units, reach: number) {
  const [lowerIndex, upperIndex] = [new Int32Array(free.length), new Int32Array(free.length)];
  const [lower, upper] = [new Float64Array(free.length), new Float64Array(free.length)];
  let [lowerCount, upperCount] = [0, 0];
  for (let i = 0; i < free.length; i++) {
    const low = boundAt(problem.lower, index, free[i], -Infinity);
    const high = boundAt(problem.upper, index, free[i], Infinity);
    if (low > -Infinity) {
      lowerIndex[lowerCount] = i;
      lower[lowerCount++] = Math.min(-low / units.z[i], reach);
    }
    if (high < Infinity) {
      upperIndex[upperCount] = i;
      upper[upperCount++] = Math.min(high / units.z[i], reach);
    }
  }
  const sides = new Float64Array(lowerCount + upperCount);
  sides.set(lower.subarray(0, lowerCount));
  sides.set(upper.subarray(0, upperCount), lowerCount);
  return { lowerIndex: lowerIndex.slice(0, lowerCount), upperIndex: upperIndex.slice(0, upperCount), sides };
}

function boundRowsOf({ equilibrated: { m, lowerIndex, upperIndex, d } }: Element) {
  return { lowerIndex, upperIndex, sides: d.subarray(m) };
}

/** The multipliers of a side's bounds. */
export const MULTIPLIERS_OF = { lower: "lambdaLower", upper: "lambdaUpper" } as const;

/** The rows of C that are bounds, by side: which row is the first, and the places of their variables among the free ones. */
export function boundsOf({ equilibrated: { m, lowerIndex, upperIndex } }: Element) {
  return [
    { side: "lower", first: m, places: lowerIndex },
    { side: "upper", first: m + lowerIndex.length, places: upperIndex },
  ] as const;
}

/**
 * Goes through the rows of C that are bounds.
 *
 * @param act is told the row, the variable, its place among the free ones, and which of its bounds it is.
 */
export function forEachBound(
  { matrices, equilibrated }: Element,
  act: (row: number, variable: number, place: number, side: "lower" | "upper") => void,
): void {
  const { m, lowerIndex, upperIndex } = equilibrated;
  let row = m;
  for (const place of lowerIndex) act(row++, matrices.free[place], place, "lower");
  for (const place of upperIndex) act(row++, matrices.free[place], place, "upper");
}

/** What the verdict needs to know of an element. */
export function unitsOfElement({ matrices, units, scale, judgedIn }: Element): UnitsOfElement {
  if (judgedIn) return judgedIn;
  const { primal, smallest } = scale;
  return {
    free: matrices.free,
    units,
    smallest: smallest / primal,
  };
}

/** Where the null-space form needs it: the fixed part of z, and the right-hand side of stationarity. */
export interface Offset {
  /** Equilibrated point that z = offset + N w starts from. */
  readonly z: Float64Array;
  /** Equilibrated right-hand side of Qz + Aᵀnu + Cᵀlambda = right: −p for a solution. */
  readonly right: Float64Array;
}

/** Undoes reduction and equilibration for the free variables; `out` keeps its values for fixed ones. */
export function expand(element: Element, from: Blocks, offset: Offset, out: KktVectors): void {
  const { matrices, equilibrated, units, costScale } = element;
  const { free, reduced } = matrices;
  const { n, e, m } = equilibrated;
  let z = from.z;
  let nu = from.nu;
  if (reduced) {
    z = offset.z.slice();
    addProduct(z, 1, reduced.space.N, n, reduced.space.dimension, from.z);
    const remainder = new Float64Array(n);
    addQuadratic(equilibrated, 1, z, remainder);
    addCTransposed(equilibrated, 1, from.lambda, remainder);
    for (let i = 0; i < n; i++) remainder[i] = offset.right[i] - remainder[i];
    nu = rangeMultipliers(reduced.space, remainder, e, n);
  }
  for (let i = 0; i < n; i++) out.z[free[i]] = units.z[i] * z[i];
  for (let i = 0; i < e; i++) out.nu[i] = (units.A[i] * nu[i]) / costScale;
  for (let i = 0; i < m; i++) out.lambda[i] = (units.G[i] * from.lambda[i]) / costScale;
  out.lambdaLower.fill(0);
  out.lambdaUpper.fill(0);
  for (const { side, first, places } of boundsOf(element)) {
    const multipliers = out[MULTIPLIERS_OF[side]];
    for (let i = 0; i < places.length; i++) {
      const multiplier = from.lambda[first + i];
      // Few bounds have one.
      if (multiplier !== 0) multipliers[free[places[i]]] = multiplier / (costScale * units.z[places[i]]);
    }
  }
}

/** The answer that the interior point's unknowns stand for. */
export function expandSolution(element: Element, from: Blocks, out: KktVectors): void {
  const right = scaled(element.equilibrated.p, -1);
  expand(element, from, { z: element.z0, right }, out);
  keepWithinBounds(element, out.z);
  completeFixed(element, out);
}

/** Writes values and multipliers of fixed variables: the multipliers are what stationarity leaves over. */
export function completeFixed({ problem, index, matrices, fixed }: Element, out: KktVectors): void {
  if (matrices.free.length === problem.variables) return;
  for (let i = 0; i < problem.variables; i++) {
    if (isFixed(problem, index, i)) out.z[i] = fixed[i];
  }
  const gradient = new Float64Array(problem.variables);
  userQuadratic(problem, index, out.z, gradient);
  addRowMultipliers(problem, index, out.nu, out.lambda, gradient);
  const p = elementOf(problem.p, index);
  for (let i = 0; i < problem.variables; i++) {
    if (!isFixed(problem, index, i)) continue;
    out.lambdaLower[i] = Math.max(0, gradient[i] + p[i]);
    out.lambdaUpper[i] = Math.max(0, -gradient[i] - p[i]);
  }
}

/** Keeps z within its bounds: √z of a z that is 1e-17 below 0 is NaN. */
export function keepWithinBounds({ problem, index }: Element, z: Float64Array): void {
  for (let j = 0; j < z.length; j++) {
    const lower = boundAt(problem.lower, index, j, -Infinity);
    const upper = boundAt(problem.upper, index, j, Infinity);
    if (z[j] < lower) z[j] = lower;
    else if (z[j] > upper) z[j] = upper;
  }
}

/** Puts variables whose bounds are in the active set on them, exactly. */
export function putOnBounds(element: Element, active: Uint8Array, z: Float64Array): void {
  const { problem, index, matrices } = element;
  for (const { side, first, places } of boundsOf(element)) {
    for (let i = 0; i < places.length; i++) {
      const variable = matrices.free[places[i]];
      if (active[first + i]) z[variable] = boundAt(problem[side], index, variable, 0);
    }
  }
}

/** A right-hand side of the KKT system, equilibrated, with the variables that bounds fix at `fixedZ`. */
export function equilibrateRight(element: Element, right: KktVectors, fixedZ: Float64Array): Blocks {
  const { problem, index, matrices, units, costScale, interior } = element;
  const { free, e, m } = matrices;
  const n = free.length;
  const moved = new Float64Array(problem.variables);
  const nu = right.nu.slice();
  const h = right.lambda.slice();
  if (n < problem.variables) {
    userQuadratic(problem, index, fixedZ, moved);
    const [A, G] = [rowMatrix(problem, "A", index), rowMatrix(problem, "G", index)];
    if (A) addTimes(nu, -1, A, fixedZ);
    if (G) addTimes(h, -1, G, fixedZ);
  }
  const z = new Float64Array(n);
  for (let i = 0; i < n; i++) z[i] = costScale * units.z[i] * (right.z[free[i]] - moved[free[i]]);
  for (let i = 0; i < e; i++) nu[i] *= units.A[i];
  const lambda = new Float64Array(interior.d.length);
  for (let i = 0; i < m; i++) lambda[i] = h[i] * units.G[i];
  for (const { side, first, places } of boundsOf(element)) {
    const values = right[MULTIPLIERS_OF[side]];
    for (let i = 0; i < places.length; i++) {
      const value = values[free[places[i]]];
      if (value !== 0) lambda[first + i] = value / units.z[places[i]];
    }
  }
  return { z, nu, lambda };
}

/** The right-hand side of the problem in w, with z = zp + N w. */
export function reduceRight({ matrices, equilibrated }: Element, right: Blocks, zp: Float64Array): Blocks {
  const gradient = new Float64Array(zp.length);
  addQuadratic(equilibrated, -1, zp, gradient);
  for (let i = 0; i < zp.length; i++) gradient[i] += right.z[i];
  const lambda = right.lambda.slice();
  addC(equilibrated, -1, zp, lambda);
  return { z: transposedBasisTimes(matrices.reduced!.space, gradient), nu: NONE, lambda };
}

/** The right-hand side −residual of stationarity for the free variables, equilibrated. */
export function equilibratedDual({ matrices, units, costScale }: Element, dual: Float64Array): Float64Array {
  return Float64Array.from(matrices.free, (variable, i) => -costScale * units.z[i] * dual[variable]);
}

export function reducedDual({ matrices }: Element, right: Float64Array): Float64Array {
  return matrices.reduced ? transposedBasisTimes(matrices.reduced.space, right) : right;
}
