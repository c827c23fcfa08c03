import { costScaleOf, fixedValues, gradientAt, rightSide } from "../../form/element-data.js";
import type { ElementScale } from "../../form/element-scale.js";
import type { Blocks, InteriorProblem } from "../../form/interior-problem.js";
import type { UserVectors } from "../../form/products.js";
import { addRowMultipliers, isFixed, userQuadratic } from "../../form/products.js";
import type { UnitsOfElement } from "../../form/sizes.js";
import { sizesOfConstants } from "../../form/sizes.js";
import type { Units } from "../../form/units.js";
import { addProduct, addTransposedProduct, maxAbs } from "../../matrix/dense.js";
import { particularSolution, rangeMultipliers } from "../../matrix/orthogonal.js";
import type { Problem } from "../../problem/problem.js";
import { boundAt, elementOf } from "../../problem/problem.js";
import type { Matrices } from "./matrices.js";

/** One element between the user's units and the interior point's. */
export interface Element {
  readonly matrices: Matrices;
  readonly interior: InteriorProblem;
  /** The matrices' units with the element's primal scale in them: z = units.z · interior. */
  readonly units: Units;
  readonly scale: ElementScale;
  /** Objective's scale: interior = costScale · user's. */
  readonly costScale: number;
  /** What the equilibrated Q is multiplied by in the interior's objective: costScale and twice the primal scale. */
  readonly quadraticScale: number;
  /** Equilibrated linear cost of the free variables, before any reduction. */
  readonly p: Float64Array;
  /** Values of all variables that bounds fix; 0 elsewhere. */
  readonly fixed: Float64Array;
  /** In the null-space form: equilibrated point with A z₀ = b, as near as possible. */
  readonly z0: Float64Array;
  /** In the null-space form: equilibrated b − A z₀, which is not 0 where the equalities contradict each other. */
  readonly inconsistency: Float64Array;
  readonly lowerIndex: Int32Array;
  readonly upperIndex: Int32Array;
}

/**
 * @param scale of the element's variables; bounds with more room than its reach are brought near (element-scale.ts).
 */
export function makeElement(
  problem: Problem,
  element: number,
  matrices: Matrices,
  scale: ElementScale,
  tolerance: number,
): Element {
  const { free, e, m } = matrices;
  const n = free.length;
  const { primal, reach } = scale;
  const units = scaledUnits(matrices.units, primal);
  const fixed = fixedValues(problem, element);
  const gradient = gradientAt(problem, element, fixed);
  const p = Float64Array.from(free, (index, i) => gradient[index] * units.z[i]);
  const b = rightSide(problem, element, "A", "b", fixed);
  const h = rightSide(problem, element, "G", "h", fixed);
  // A row without variables has no unit: its right-hand side says only whether it can be met.
  const sizesA = sizesOfConstants(problem, element, matrices.units, "A", "b", fixed);
  const sizesG = sizesOfConstants(problem, element, matrices.units, "G", "h", fixed);
  const signOf = (side: number, size: number): number =>
    Math.abs(side) <= tolerance * size ? 0 : Math.sign(side);
  for (let i = 0; i < e; i++) b[i] = units.parts.A[i] < 0 ? signOf(b[i], sizesA[i]) : b[i] * units.A[i];
  for (let i = 0; i < m; i++) {
    if (units.parts.G[i] >= 0) h[i] = Math.min(h[i] * units.G[i], reach);
    else h[i] = signOf(h[i], sizesG[i]) < 0 ? -1 : 1;
  }
  const costScale = costScaleOf(matrices.curvature * primal * primal, maxAbs(p));
  const quadraticScale = costScale * primal * primal;
  for (let i = 0; i < n; i++) p[i] *= costScale;

  const bounds = boundRows(problem, element, free, units, reach);
  const d = new Float64Array(m + bounds.lower.length + bounds.upper.length);
  d.set(h);
  d.set(bounds.lower, m);
  d.set(bounds.upper, m + bounds.lower.length);
  const { lowerIndex, upperIndex } = bounds;
  const common = { matrices, units, scale, costScale, quadraticScale, p, fixed, lowerIndex, upperIndex };
  if (matrices.reduced === undefined) {
    const interior: InteriorProblem = {
      n,
      e,
      m,
      quadratic: matrices.quadratic,
      Q: matrices.Q,
      quadraticScale,
      p,
      A: matrices.A,
      b,
      G: matrices.G,
      d,
      boxBasis: undefined,
      boxes: n,
      lowerIndex,
      upperIndex,
      sparse: matrices.sparse,
    };
    return { ...common, interior, z0: new Float64Array(0), inconsistency: new Float64Array(0) };
  }
  return { ...common, ...reduceElement(matrices, matrices.reduced, quadraticScale, p, b, d, bounds) };
}

function scaledUnits(units: Units, primal: number): Units {
  return {
    ...units,
    z: units.z.map((unit) => unit * primal),
    A: units.A.map((unit) => unit / primal),
    G: units.G.map((unit) => unit / primal),
  };
}

function reduceElement(
  matrices: Matrices,
  reduced: NonNullable<Matrices["reduced"]>,
  quadraticScale: number,
  p: Float64Array,
  b: Float64Array,
  d: Float64Array,
  { lowerIndex, upperIndex }: { lowerIndex: Int32Array; upperIndex: Int32Array },
): Pick<Element, "interior" | "z0" | "inconsistency"> {
  const { e, m } = matrices;
  const n = matrices.free.length;
  const { space } = reduced;
  const k = space.dimension;
  const z0 = particularSolution(space, b, n);
  const inconsistency = b.slice();
  addProduct(inconsistency, -1, matrices.A, e, n, z0);

  const gradient = p.slice();
  addQuadratic(matrices, quadraticScale, z0, gradient);
  const reducedP = new Float64Array(k);
  addTransposedProduct(reducedP, 1, space.N, n, k, gradient);
  const reducedD = d.slice();
  addProduct(reducedD, -1, matrices.G, m, n, z0);
  for (let i = 0; i < lowerIndex.length; i++) reducedD[m + i] += z0[lowerIndex[i]];
  for (let i = 0; i < upperIndex.length; i++) reducedD[m + lowerIndex.length + i] -= z0[upperIndex[i]];
  const interior: InteriorProblem = {
    n: k,
    e: 0,
    m,
    quadratic: reduced.quadratic,
    Q: reduced.Q,
    quadraticScale,
    p: reducedP,
    A: new Float64Array(0),
    b: new Float64Array(0),
    G: reduced.G,
    d: reducedD,
    boxBasis: space.N,
    boxes: n,
    lowerIndex,
    upperIndex,
    sparse: undefined,
  };
  return { interior, z0, inconsistency };
}

/** out += scale · Q z, equilibrated, over the free variables. */
export function addQuadratic(matrices: Matrices, scale: number, z: Float64Array, out: Float64Array): void {
  const n = matrices.free.length;
  if (matrices.quadratic === "dense") addProduct(out, scale, matrices.Q, n, n, z);
  if (matrices.quadratic === "diagonal") for (let i = 0; i < n; i++) out[i] += scale * matrices.Q[i] * z[i];
}

function boundRows(problem: Problem, element: number, free: Int32Array, units: Units, reach: number) {
  const lowerIndex: number[] = [];
  const upperIndex: number[] = [];
  const lower: number[] = [];
  const upper: number[] = [];
  for (let i = 0; i < free.length; i++) {
    const low = boundAt(problem.lower, element, free[i], -Infinity);
    const high = boundAt(problem.upper, element, free[i], Infinity);
    if (low > -Infinity) {
      lowerIndex.push(i);
      lower.push(Math.min(-low / units.z[i], reach));
    }
    if (high < Infinity) {
      upperIndex.push(i);
      upper.push(Math.min(high / units.z[i], reach));
    }
  }
  return { lowerIndex: Int32Array.from(lowerIndex), upperIndex: Int32Array.from(upperIndex), lower, upper };
}

/** What the verdict needs to know of an element. */
export function unitsOfElement({ matrices, units, scale }: Element): UnitsOfElement {
  const { primal, smallest } = scale;
  return {
    free: matrices.free,
    units,
    smallest: smallest / primal,
  };
}

/** What the interior point found, or a direction in its unknowns. */
interface InteriorVectors {
  readonly z: Float64Array;
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
}

/** Where the null-space form needs it: the fixed part of z, and the right-hand side of stationarity. */
export interface Offset {
  /** Equilibrated point that z = offset + N w starts from. */
  readonly z: Float64Array;
  /** Equilibrated right-hand side of Qz + Aᵀnu + Cᵀlambda = right: −p for a solution. */
  readonly right: Float64Array;
}

/** Undoes reduction and equilibration for the free variables; `out` keeps its values for fixed ones. */
export function expand(element: Element, from: InteriorVectors, offset: Offset, out: UserVectors): void {
  const { matrices, units, costScale, quadraticScale, lowerIndex, upperIndex } = element;
  const { free, e, m, reduced } = matrices;
  const n = free.length;
  let z = from.z;
  let nu = from.nu;
  if (reduced) {
    z = offset.z.slice();
    addProduct(z, 1, reduced.space.N, n, reduced.space.dimension, from.z);
    const remainder = new Float64Array(n);
    addQuadratic(matrices, quadraticScale, z, remainder);
    addTransposedProduct(remainder, 1, matrices.G, m, n, from.lambda);
    for (let i = 0; i < lowerIndex.length; i++) remainder[lowerIndex[i]] -= from.lambda[m + i];
    for (let i = 0; i < upperIndex.length; i++) {
      remainder[upperIndex[i]] += from.lambda[m + lowerIndex.length + i];
    }
    for (let i = 0; i < n; i++) remainder[i] = offset.right[i] - remainder[i];
    nu = rangeMultipliers(reduced.space, remainder, e, n);
  }
  for (let i = 0; i < n; i++) out.z[free[i]] = units.z[i] * z[i];
  for (let i = 0; i < e; i++) out.nu[i] = (units.A[i] * nu[i]) / costScale;
  for (let i = 0; i < m; i++) out.lambda[i] = (units.G[i] * from.lambda[i]) / costScale;
  out.lambdaLower.fill(0);
  out.lambdaUpper.fill(0);
  for (let i = 0; i < lowerIndex.length; i++) {
    const variable = lowerIndex[i];
    out.lambdaLower[free[variable]] = from.lambda[m + i] / (costScale * units.z[variable]);
  }
  for (let i = 0; i < upperIndex.length; i++) {
    const variable = upperIndex[i];
    out.lambdaUpper[free[variable]] =
      from.lambda[m + lowerIndex.length + i] / (costScale * units.z[variable]);
  }
}

/** Writes values and multipliers of fixed variables: the multipliers are what stationarity leaves over. */
export function completeFixed(problem: Problem, index: number, element: Element, out: UserVectors): void {
  if (element.matrices.free.length === problem.variables) return;
  for (let i = 0; i < problem.variables; i++) {
    if (isFixed(problem, index, i)) out.z[i] = element.fixed[i];
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
export function keepWithinBounds(problem: Problem, index: number, z: Float64Array): void {
  for (let j = 0; j < z.length; j++) {
    const lower = boundAt(problem.lower, index, j, -Infinity);
    const upper = boundAt(problem.upper, index, j, Infinity);
    if (z[j] < lower) z[j] = lower;
    else if (z[j] > upper) z[j] = upper;
  }
}

/** Puts variables whose bounds are in the active set on them, exactly. */
export function putOnBounds(
  problem: Problem,
  index: number,
  { matrices, lowerIndex, upperIndex }: Element,
  active: Uint8Array,
  z: Float64Array,
): void {
  const { free, m } = matrices;
  lowerIndex.forEach((variable, i) => {
    if (active[m + i]) z[free[variable]] = boundAt(problem.lower, index, free[variable], 0);
  });
  upperIndex.forEach((variable, i) => {
    if (active[m + lowerIndex.length + i])
      z[free[variable]] = boundAt(problem.upper, index, free[variable], 0);
  });
}

export function equilibrateRight(
  problem: Problem,
  index: number,
  element: Element,
  right: UserVectors,
  fixedZ: Float64Array,
): Blocks {
  const { matrices, units, costScale, lowerIndex, upperIndex } = element;
  const { free, e, m } = matrices;
  const n = free.length;
  const moved = new Float64Array(problem.variables);
  const nu = right.nu.slice();
  const h = right.lambda.slice();
  if (n < problem.variables) {
    userQuadratic(problem, index, fixedZ, moved);
    if (problem.A) addProduct(nu, -1, elementOf(problem.A, index), e, problem.variables, fixedZ);
    if (problem.G) addProduct(h, -1, elementOf(problem.G, index), m, problem.variables, fixedZ);
  }
  const z = new Float64Array(n);
  for (let i = 0; i < n; i++) z[i] = costScale * units.z[i] * (right.z[free[i]] - moved[free[i]]);
  for (let i = 0; i < e; i++) nu[i] *= units.A[i];
  const lambda = new Float64Array(element.interior.d.length);
  for (let i = 0; i < m; i++) lambda[i] = h[i] * units.G[i];
  for (let i = 0; i < lowerIndex.length; i++) {
    lambda[m + i] = right.lambdaLower[free[lowerIndex[i]]] / units.z[lowerIndex[i]];
  }
  for (let i = 0; i < upperIndex.length; i++) {
    lambda[m + lowerIndex.length + i] = right.lambdaUpper[free[upperIndex[i]]] / units.z[upperIndex[i]];
  }
  return { z, nu, lambda };
}

/** The right-hand side of the problem in w, with z = zp + N w. */
export function reduceRight(element: Element, right: Blocks, zp: Float64Array): Blocks {
  const { matrices, quadraticScale, lowerIndex, upperIndex } = element;
  const { m } = matrices;
  const { space } = matrices.reduced!;
  const n = zp.length;
  const gradient = new Float64Array(n);
  addQuadratic(matrices, -quadraticScale, zp, gradient);
  for (let i = 0; i < n; i++) gradient[i] += right.z[i];
  const z = new Float64Array(space.dimension);
  addTransposedProduct(z, 1, space.N, n, space.dimension, gradient);
  const lambda = right.lambda.slice();
  addProduct(lambda, -1, matrices.G, m, n, zp);
  for (let i = 0; i < lowerIndex.length; i++) lambda[m + i] += zp[lowerIndex[i]];
  for (let i = 0; i < upperIndex.length; i++) lambda[m + lowerIndex.length + i] -= zp[upperIndex[i]];
  return { z, nu: new Float64Array(0), lambda };
}

/** The right-hand side −residual of stationarity for the free variables, equilibrated. */
export function equilibratedDual({ matrices, units, costScale }: Element, dual: Float64Array): Float64Array {
  return Float64Array.from(matrices.free, (variable, i) => -costScale * units.z[i] * dual[variable]);
}

export function reducedDual({ matrices }: Element, right: Float64Array): Float64Array {
  if (!matrices.reduced) return right;
  const { N, dimension } = matrices.reduced.space;
  const reduced = new Float64Array(dimension);
  addTransposedProduct(reduced, 1, N, right.length, dimension, right);
  return reduced;
}
