import type { Problem } from "../../../problem/problem.js";
import { boundAt, elementOf } from "../../../problem/problem.js";
import type { NumericData } from "../../../problem/solution-data.js";
import type { KktVectors } from "../../backend.js";
import type { Arena } from "../arena.js";
import { NUMBER } from "./factors.js";
import type { PairSolver } from "./pair.js";
import type { DualShape } from "./shape.js";

type Lane = 0 | 1;

export const NO_CENTRE = new Float64Array(0);

/** Sets one lane's right-hand sides (−p, b) and bounds, and the states to start from where their bounds exist. */
export function loadProblem(
  problem: Problem,
  element: number,
  shape: DualShape,
  pair: PairSolver,
  { heap }: Arena,
  lane: Lane,
  start: Int8Array,
): void {
  const { e, m, rows, boxes } = shape;
  const { rightNu } = pair.vectors;
  loadCost(problem, element, pair, heap, lane, 0, NO_CENTRE);
  if (problem.b) {
    const fromB = element * problem.b.stride;
    for (let i = 0; i < e; i++) heap[rightNu / NUMBER + 2 * i + lane] = problem.b.data[fromB + i];
  }
  const { lower, upper } = pair.bounds(lane);
  if (problem.h) {
    const fromH = element * problem.h.stride;
    for (let i = 0; i < m; i++) {
      heap[lower + i] = -Infinity;
      heap[upper + i] = problem.h.data[fromH + i];
    }
  }
  for (let i = m; i < rows; i++) {
    heap[lower + i] = boundAt(problem.lower, element, boxes[i - m], -Infinity);
    heap[upper + i] = boundAt(problem.upper, element, boxes[i - m], Infinity);
  }
  const states = pair.states(lane);
  for (let i = 0; i < rows; i++) {
    const state = start[element * rows + i];
    const bound = state === 0 ? 0 : heap[(state > 0 ? upper : lower) + i];
    heap[states + i] = Math.abs(bound) < Infinity ? state : 0;
  }
}

/** Sets one lane's right-hand side of stationarity to rho · centre − p. */
export function loadCost(
  problem: Problem,
  element: number,
  pair: PairSolver,
  heap: Float64Array,
  lane: Lane,
  rho: number,
  centre: Float64Array,
): void {
  const p = problem.p.data;
  const from = element * problem.p.stride;
  const right = pair.vectors.rightZ / NUMBER + lane;
  for (let i = 0; i < problem.variables; i++) {
    heap[right + 2 * i] = (rho > 0 ? rho * centre[i] : 0) - p[from + i];
  }
}

/** Copies one lane's z to `centre`. */
export function takeCentre(pair: PairSolver, heap: Float64Array, lane: Lane, centre: Float64Array): void {
  const z = pair.vectors.z / NUMBER + lane;
  for (let i = 0; i < centre.length; i++) centre[i] = heap[z + 2 * i];
}

/** How far one lane's solution is from the KKT conditions, in the user's units. */
export interface LaneResiduals {
  primal: number;
  dual: number;
  gap: number;
  largest: number;
  /** What rounding may add to them: an answer whose residuals need it to pass is left to exact summation. */
  rounding: number;
}

/** Rounding errors of the sums behind a residual, relative to the sizes of their terms. */
const ROUNDING = 4 * Number.EPSILON;

export function assessLane(shape: DualShape, pair: PairSolver, { heap }: Arena, lane: Lane): LaneResiduals {
  const { n, e, rows } = shape;
  const at = addressesOf(pair, lane);
  const { lower, upper } = pair.bounds(lane);
  let primal = 0;
  let dual = 0;
  let gap = 0;
  // Terms of the gap, which is the largest sum: zᵀQz, pᵀz, bᵀnu and bounds times multipliers.
  let terms = Math.abs(pair.curvature[lane]);
  for (let i = 0; i < n; i++) {
    const residual = heap[at.dual + 2 * i];
    const z = heap[at.z + 2 * i];
    dual = worse(dual, Math.abs(residual));
    gap += z * residual;
    terms += Math.abs(heap[at.rightZ + 2 * i] * z);
  }
  for (let i = 0; i < e; i++) {
    const residual = heap[at.equality + 2 * i];
    const nu = heap[at.nu + 2 * i];
    primal = worse(primal, Math.abs(residual));
    gap -= nu * residual;
    terms += Math.abs(heap[at.rightNu + 2 * i] * nu);
  }
  for (let i = 0; i < rows; i++) {
    const value = heap[at.values + 2 * i];
    const y = heap[at.y + 2 * i];
    const over = value - heap[upper + i];
    const under = heap[lower + i] - value;
    primal = worse(worse(primal, over), under);
    if (y === 0) continue;
    gap += y > 0 ? -y * over : y * under;
    terms += Math.abs(y * value);
  }
  gap = Math.abs(gap);
  const largest = worse(worse(primal, dual), gap);
  return { primal, dual, gap, largest, rounding: ROUNDING * terms };
}

/** Slacks and multipliers below this, relative to the largest, are zero: the row is weakly active. */
const WEAK = 1e-8;

/**
 * Writes one lane's solution and states to their places in the batch; returns how many rows are weakly active. An
 * equality's state is the side that its multiplier shows.
 */
export function storeLane(
  shape: DualShape,
  pair: PairSolver,
  { heap }: Arena,
  roots: number,
  lane: Lane,
  element: number,
  residuals: LaneResiduals,
  data: NumericData,
  states: Int8Array,
): number {
  const { n, e, m, rows, boxes } = shape;
  const at = addressesOf(pair, lane);
  const { lower, upper } = pair.bounds(lane);
  const own = pair.states(lane);
  let linear = 0;
  for (let i = 0; i < n; i++) {
    const z = heap[at.z + 2 * i];
    data.z[element * n + i] = z;
    linear -= heap[at.rightZ + 2 * i] * z;
  }
  for (let i = 0; i < e; i++) data.nu[element * e + i] = heap[at.nu + 2 * i];
  let size = 0;
  for (let i = 0; i < rows; i++) {
    const root = heap[roots + i];
    if (root === 0) continue;
    size = Math.max(size, Math.abs(heap[at.values + 2 * i]) / root, Math.abs(heap[at.y + 2 * i]) * root);
  }
  let weaklyActive = 0;
  for (let i = 0; i < rows; i++) {
    const y = heap[at.y + 2 * i];
    const value = heap[at.values + 2 * i];
    if (i < m) {
      data.lambda[element * m + i] = y;
      data.slack[element * m + i] = Math.max(0, heap[upper + i] - value);
    } else {
      const to = element * n + boxes[i - m];
      if (y > 0) data.lambdaUpper[to] = y;
      else if (y < 0) data.lambdaLower[to] = -y;
    }
    if (heap[lower + i] === heap[upper + i]) {
      states[element * rows + i] = y > 0 ? 1 : -1;
      continue;
    }
    states[element * rows + i] = heap[own + i];
    const slack = Math.min(heap[upper + i] - value, value - heap[lower + i]);
    const root = heap[roots + i];
    if (slack <= WEAK * size * root && Math.abs(y) * root <= WEAK * size) weaklyActive++;
  }
  data.objective[element] = 0.5 * pair.curvature[lane] + linear;
  data.primalResidual[element] = residuals.primal;
  data.dualResidual[element] = residuals.dual;
  data.dualityGap[element] = residuals.gap;
  return weaklyActive;
}

/** Sets one lane's right-hand sides of the active set's KKT system. */
export function loadRight(
  element: number,
  shape: DualShape,
  pair: PairSolver,
  { heap }: Arena,
  lane: Lane,
  right: KktVectors,
  states: Int8Array,
): void {
  const { n, e, m, rows, boxes } = shape;
  const { rightZ, rightNu, rightRows } = pair.vectors;
  for (let i = 0; i < n; i++) heap[rightZ / NUMBER + 2 * i + lane] = right.z[element * n + i];
  for (let i = 0; i < e; i++) heap[rightNu / NUMBER + 2 * i + lane] = right.nu[element * e + i];
  const own = pair.states(lane);
  const at = rightRows / NUMBER + lane;
  for (let i = 0; i < rows; i++) {
    const state = states[element * rows + i];
    heap[own + i] = state;
    if (state === 0) heap[at + 2 * i] = 0;
    else if (i < m) heap[at + 2 * i] = right.lambda[element * m + i];
    else {
      const box = element * n + boxes[i - m];
      heap[at + 2 * i] = state > 0 ? right.lambdaUpper[box] : -right.lambdaLower[box];
    }
  }
}

/** The largest residual of the active set's KKT system, relative to its right-hand side. */
export function systemError(shape: DualShape, pair: PairSolver, { heap }: Arena, lane: Lane): number {
  const { n, e, rows } = shape;
  const at = addressesOf(pair, lane);
  const states = pair.states(lane);
  let error = 0;
  let size = 0;
  for (let i = 0; i < n; i++) {
    error = worse(error, Math.abs(heap[at.dual + 2 * i]));
    size = Math.max(size, Math.abs(heap[at.rightZ + 2 * i]));
  }
  for (let i = 0; i < e; i++) {
    error = worse(error, Math.abs(heap[at.equality + 2 * i]));
    size = Math.max(size, Math.abs(heap[at.rightNu + 2 * i]));
  }
  for (let i = 0; i < rows; i++) {
    if (heap[states + i] === 0) continue;
    const right = heap[at.rightRows + 2 * i];
    error = worse(error, Math.abs(heap[at.values + 2 * i] - right));
    size = Math.max(size, Math.abs(right));
  }
  return error === 0 ? 0 : error / size;
}

/** Writes one lane's solution of the active set's KKT system. */
export function storeSystem(
  shape: DualShape,
  pair: PairSolver,
  { heap }: Arena,
  lane: Lane,
  element: number,
  out: KktVectors,
): void {
  const { n, e, m, rows, boxes } = shape;
  const at = addressesOf(pair, lane);
  const states = pair.states(lane);
  for (let i = 0; i < n; i++) out.z[element * n + i] = heap[at.z + 2 * i];
  for (let i = 0; i < e; i++) out.nu[element * e + i] = heap[at.nu + 2 * i];
  for (let i = 0; i < rows; i++) {
    const y = heap[at.y + 2 * i];
    if (i < m) out.lambda[element * m + i] = y;
    else if (heap[states + i] > 0) out.lambdaUpper[element * n + boxes[i - m]] = y;
    else if (heap[states + i] < 0) out.lambdaLower[element * n + boxes[i - m]] = -y;
  }
}

/** The larger of the two; a NaN counts as the largest. */
function worse(current: number, candidate: number): number {
  return candidate <= current ? current : candidate;
}

/** Indices into the heap of one lane's first entries; entries of a lane are 2 apart. */
function addressesOf({ vectors }: PairSolver, lane: Lane) {
  const index = (address: number): number => address / NUMBER + lane;
  return {
    rightZ: index(vectors.rightZ),
    rightNu: index(vectors.rightNu),
    rightRows: index(vectors.rightRows),
    z: index(vectors.z),
    nu: index(vectors.nu),
    y: index(vectors.y),
    dual: index(vectors.dual),
    equality: index(vectors.equality),
    values: index(vectors.values),
  };
}

/** Copies one element's matrices to plain arrays in the heap. */
export function loadMatrices(
  problem: Problem,
  element: number,
  { heap }: Arena,
  at: { readonly Q: number; readonly A: number; readonly G: number },
): void {
  if (problem.Q) heap.set(elementOf(problem.Q, element), at.Q / NUMBER);
  else heap.fill(0, at.Q / NUMBER, at.Q / NUMBER + problem.variables);
  if (problem.A) heap.set(elementOf(problem.A, element), at.A / NUMBER);
  if (problem.G) heap.set(elementOf(problem.G, element), at.G / NUMBER);
}
