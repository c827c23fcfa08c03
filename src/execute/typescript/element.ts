import type { Problem } from "../../problem/problem.js";
import { boundAt } from "../../problem/problem.js";
import { sizesOfConstants } from "../../form/residuals.js";
import { fixedValues, gradientAt, rightSide } from "../../form/standard.js";
import type { ElementScale, Units, UnitsOfElement } from "../../form/units.js";
import { costScaleOf } from "../../form/units.js";
import { addProduct, addTransposedProduct, maxAbs } from "../../matrix/dense.js";
import type { InteriorProblem } from "../../form/interior-problem.js";
import type { Matrices } from "./matrices.js";
import { particularSolution } from "../../matrix/orthogonal.js";

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
 * @param scale of the element's variables; bounds with more room than its reach are brought near (form/units.ts).
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
