import type { Problem } from "../../problem/problem.js";
import { boundAt, elementOf } from "../../problem/problem.js";
import { addProduct, addTransposedProduct, maxAbs } from "../../matrix/dense.js";
import { nearestPowerOfTwo } from "../../form/units.js";
import type { InteriorProblem } from "./interior-problem.js";
import type { Matrices } from "./matrices.js";
import { particularSolution } from "./orthogonal.js";

/** One element between the user's units and the interior point's. */
export interface Element {
  readonly matrices: Matrices;
  readonly interior: InteriorProblem;
  /** Objective's scale: interior = costScale · user's. */
  readonly costScale: number;
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

/** The variables that are not fixed by lower = upper. */
export function freeVariables(problem: Problem, element: number): Int32Array {
  const free: number[] = [];
  for (let i = 0; i < problem.variables; i++) {
    const lower = boundAt(problem.lower, element, i, -Infinity);
    if (lower !== boundAt(problem.upper, element, i, Infinity)) free.push(i);
  }
  return Int32Array.from(free);
}

export function makeElement(problem: Problem, element: number, matrices: Matrices): Element {
  const { free, scaling, e, m } = matrices;
  const n = free.length;
  const fixed = new Float64Array(problem.variables);
  for (let i = 0; i < problem.variables; i++) {
    const lower = boundAt(problem.lower, element, i, -Infinity);
    if (lower === boundAt(problem.upper, element, i, Infinity)) fixed[i] = lower;
  }
  const gradient = gradientAt(problem, element, fixed);
  const p = Float64Array.from(free, (index, i) => gradient[index] * scaling.z[i]);
  const b = rightSide(problem, element, "A", "b", e, fixed);
  const h = rightSide(problem, element, "G", "h", m, fixed);
  for (let i = 0; i < e; i++) b[i] *= scaling.A[i];
  for (let i = 0; i < m; i++) h[i] *= scaling.G[i];
  const costScale = costScaleOf(matrices, p);
  for (let i = 0; i < n; i++) p[i] *= costScale;

  const bounds = boundRows(problem, element, matrices);
  const d = new Float64Array(m + bounds.lower.length + bounds.upper.length);
  d.set(h);
  d.set(bounds.lower, m);
  d.set(bounds.upper, m + bounds.lower.length);
  const { lowerIndex, upperIndex } = bounds;
  const common = { matrices, costScale, p, fixed, lowerIndex, upperIndex };
  if (matrices.reduced === undefined) {
    const interior: InteriorProblem = {
      n,
      e,
      m,
      quadratic: matrices.quadratic,
      Q: matrices.Q,
      costScale,
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
  return { ...common, ...reduceElement(matrices, matrices.reduced, costScale, p, b, d, bounds) };
}

function reduceElement(
  matrices: Matrices,
  reduced: NonNullable<Matrices["reduced"]>,
  costScale: number,
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
  addQuadratic(matrices, costScale, z0, gradient);
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
    costScale,
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

/** out += costScale · Q z, equilibrated, over the free variables. */
export function addQuadratic(
  matrices: Matrices,
  costScale: number,
  z: Float64Array,
  out: Float64Array,
): void {
  const n = matrices.free.length;
  if (matrices.quadratic === "dense") addProduct(out, costScale, matrices.Q, n, n, z);
  if (matrices.quadratic === "diagonal")
    for (let i = 0; i < n; i++) out[i] += costScale * matrices.Q[i] * z[i];
}

/** Q fixed + p: fixing variables moves their part of the quadratic into the linear cost. */
function gradientAt(problem: Problem, element: number, fixed: Float64Array): Float64Array {
  const gradient = elementOf(problem.p, element).slice();
  const n = problem.variables;
  if (problem.Q === undefined) return gradient;
  const Q = elementOf(problem.Q, element);
  if (problem.quadratic === "dense") addTransposedProduct(gradient, 1, Q, n, n, fixed);
  else for (let i = 0; i < n; i++) gradient[i] += Q[i] * fixed[i];
  return gradient;
}

function rightSide(
  problem: Problem,
  element: number,
  matrix: "A" | "G",
  vector: "b" | "h",
  rows: number,
  fixed: Float64Array,
): Float64Array {
  const M = problem[matrix];
  const right = problem[vector];
  if (M === undefined || right === undefined) return new Float64Array(0);
  const out = elementOf(right, element).slice();
  addProduct(out, -1, elementOf(M, element), rows, problem.variables, fixed);
  return out;
}

/** Brings the largest of Q's and p's entries near 1. */
function costScaleOf(matrices: Matrices, p: Float64Array): number {
  const size = Math.max(maxAbs(matrices.Q), maxAbs(p));
  return size > 0 ? nearestPowerOfTwo(1 / size) : 1;
}

function boundRows(problem: Problem, element: number, matrices: Matrices) {
  const { free, scaling } = matrices;
  const lowerIndex: number[] = [];
  const upperIndex: number[] = [];
  const lower: number[] = [];
  const upper: number[] = [];
  for (let i = 0; i < free.length; i++) {
    const low = boundAt(problem.lower, element, free[i], -Infinity);
    const high = boundAt(problem.upper, element, free[i], Infinity);
    if (low > -Infinity) {
      lowerIndex.push(i);
      lower.push(-low / scaling.z[i]);
    }
    if (high < Infinity) {
      upperIndex.push(i);
      upper.push(high / scaling.z[i]);
    }
  }
  return { lowerIndex: Int32Array.from(lowerIndex), upperIndex: Int32Array.from(upperIndex), lower, upper };
}
