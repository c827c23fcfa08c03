/** A chunk of the batch, as the kernels find it and leave what they made of it, element after element. */
import { diagonalOf } from "../../form/standard.js";
import { firstFlat } from "../../problem/quadratic.js";
import { ENDLESS, ElementSizes, ProblemUnits } from "../../form/units.js";
import { exponentOf } from "../../form/equilibrate.js";
import type { KktVectors, NumericData } from "../../problem/fields.js";
import type { Operand, Problem } from "../../problem/problem.js";
import { boundAt, elementOf, isShared } from "../../problem/problem.js";
import type { DualShape } from "./dual-shape.js";
import type { Address } from "./layout.js";
import { copyIn, copyOut, CopiesOut } from "./copies.js";
import { NUMBER } from "./layout.js";
import type { Arena } from "./memory.js";
import type { PlacedStage } from "./stage-memory.js";
import { placedStage } from "./stage-memory.js";

/** Holds one chunk of the batch after the other. */
export class Stage {
  /** Where its struct is. */
  readonly at: Address;
  /** How many elements a chunk has at most; even. */
  readonly capacity: number;
  /** The chunk's first element, and how many it has. */
  first = 0;
  count = 0;
  readonly #arena: Arena;
  readonly #shape: DualShape;
  readonly #problem: Problem;
  readonly placed: PlacedStage;
  readonly #arrays: PlacedStage["arrays"];
  /** The solution that was written last, and the copies to it, where it is written for the second time. */
  #solution: NumericData | undefined;
  #copies: CopiesOut | undefined;
  /** Made where anything is measured in them. */
  #units: ProblemUnits | undefined;
  /** The first element of the chunk whose matrices are there. */
  #matricesOf: number | undefined;
  /** Whether the vectors that the whole batch shares are there already. */
  #sharesVectors = false;

  /** Where `caps` are given: upper bounds of the multipliers of rows of G, `[batch, m]`. */
  readonly #caps: Float64Array | undefined;

  static bytes(shape: DualShape, problem: Problem): number {
    return placedStage(shape, problem, true).end;
  }

  /** @param written whose struct is there already. */
  constructor(
    arena: Arena,
    shape: DualShape,
    problem: Problem,
    at: Address,
    caps: Float64Array | undefined,
    written?: PlacedStage,
  ) {
    this.#caps = caps;
    this.#arena = arena;
    this.#shape = shape;
    this.#problem = problem;
    this.at = at;
    this.placed = placedStage(shape, problem, hasLinearElement(problem), at);
    this.capacity = this.placed.capacity;
    this.#arrays = this.placed.arrays;
    if (this.placed !== written) arena.words.set(this.placed.struct.words, at / 4);
  }

  /** Goes to the chunk that begins with element `first`. */
  moveTo(first: number): void {
    this.first = first;
    this.count = Math.min(this.capacity, this.#problem.batch - first);
  }

  /** Whether right-hand sides of inequalities and bounds are the same for the whole batch. */
  get sharesBounds(): boolean {
    const { strideH, strideLower, strideUpper } = this.#arrays;
    return strideH === 0 && strideLower === 0 && strideUpper === 0;
  }

  /** Shared vectors have changed: the next load copies them again. */
  forgetVectors(): void {
    this.#sharesVectors = false;
  }

  /** Copies Q, A and G, if they are not there. */
  loadMatrices(): void {
    if (this.#matricesOf === this.first) return;
    const { Q, A, G } = this.#problem;
    const arrays = this.#arrays;
    const again = this.#matricesOf !== undefined;
    if (Q) this.#load(Q, arrays.Q, again);
    else if (!again) this.#arena.heap.fill(0, arrays.Q / NUMBER, arrays.Q / NUMBER + this.#shape.n);
    if (A) this.#load(A, arrays.A, again);
    if (G) this.#load(G, arrays.G, again);
    if (!again || !this.#shape.shared) this.#loadWeights();
    this.#matricesOf = this.first;
  }

  /** Weights of a proximal step, where there are variables without curvature: near 1 in canonical units. */
  #loadWeights(): void {
    const { n, shared } = this.#shape;
    const units = (this.#units ??= new ProblemUnits(this.#problem));
    for (let i = 0; i < (shared ? 1 : this.count); i++) {
      if (firstFlat(this.#problem, this.first + i) === n) continue;
      const at = this.#arrays.weights / NUMBER + i * n;
      writeWeights(this.#problem, this.first + i, units, this.#arena.heap.subarray(at, at + n));
    }
  }

  /** Brings linear objectives to the size of the variables: a proximal step then goes about as far as they reach. */
  #loadCosts(): void {
    const units = (this.#units ??= new ProblemUnits(this.#problem));
    for (let i = 0; i < this.count; i++) {
      const element = this.first + i;
      const cost = isLinear(this.#problem, element) ? linearCost(this.#problem, element, units) : 1;
      this.#arena.heap[this.#arrays.cost / NUMBER + i] = cost;
    }
  }

  /** Copies the other inputs. */
  loadVectors(): void {
    const { p, b, h, lower, upper } = this.#problem;
    const arrays = this.#arrays;
    const again = this.#sharesVectors;
    this.#load(p, arrays.p, again);
    if (b) this.#load(b, arrays.b, again);
    if (h) this.#load(h, arrays.h, again);
    this.#loadBounds(lower, -Infinity, arrays.lower, again);
    this.#loadBounds(upper, Infinity, arrays.upper, again);
    if (arrays.cost > 0) this.#loadCosts();
    const { m } = this.#shape;
    if (this.#caps) {
      copyIn(this.#caps, this.first * m, this.count * m, this.#arena.heap, arrays.caps / NUMBER);
    }
    this.#sharesVectors = true;
  }

  #load({ data, stride, size }: Operand, to: Address, again: boolean): void {
    const { first, count } = this;
    if (stride > 0) copyIn(data, first * stride, count * stride, this.#arena.heap, to / NUMBER);
    else if (!again) copyIn(data, 0, size, this.#arena.heap, to / NUMBER);
  }

  #loadBounds(bounds: Operand | undefined, absent: number, to: Address, again: boolean): void {
    const { first, count } = this;
    const { boxes } = this.#shape;
    const batched = !isShared(bounds);
    if (again && !batched) return;
    const { heap } = this.#arena;
    let at = to / NUMBER;
    for (let element = first; element < first + (batched ? count : 1); element++) {
      for (const variable of boxes) {
        const bound = boundAt(bounds, element, variable, absent);
        // Differences of such bounds may be no numbers. An answer that they would stop is none of the kernels'.
        heap[at++] = Math.abs(bound) < ENDLESS ? bound : absent;
      }
    }
  }

  /** Copies the states of the batch's rows: which are at which bound. */
  loadStates(states: Int8Array): void {
    const { first, count } = this;
    const { rows } = this.#shape;
    const { bytes } = this.#arena;
    const { states: at } = this.#arrays;
    if (first === 0 && states.length === count * rows) return bytes.set(states, at);
    bytes.set(states.subarray(first * rows, (first + count) * rows), at);
  }

  saveStates(states: Int8Array): void {
    const { first, count } = this;
    const { rows } = this.#shape;
    const { states: at } = this.#arrays;
    states.set(this.#arena.bytes.subarray(at, at + count * rows), first * rows);
  }

  /** Copies right-hand sides of KKT systems to where solutions will be. */
  loadRight(right: KktVectors): void {
    const { heap } = this.#arena;
    const { first, count } = this;
    for (const [name, size] of this.placed.vectors) {
      copyIn(right[name], first * size, count * size, heap, this.#arrays[name] / NUMBER);
    }
  }

  saveVectors(out: KktVectors): void {
    const { heap } = this.#arena;
    const { first, count } = this;
    for (const [name, size] of this.placed.vectors) {
      copyOut(heap, this.#arrays[name] / NUMBER, out[name], first * size, count * size);
    }
  }

  /** The rounds that element `i` of the chunk took where `solvePairs` has solved it. */
  roundsOf(i: number): number {
    return this.#arena.heap[this.#arrays.rounds / NUMBER + i];
  }

  saveSolutions(data: NumericData, weaklyActive: Int32Array): void {
    const { first, count } = this;
    const { heap } = this.#arena;
    if (data === this.#solution) {
      this.#copies ??= this.#copiesTo(data, weaklyActive);
      return this.#copies.copy(heap, first, count);
    }
    this.#solution = data;
    this.#copies = undefined;
    const { slack, objective, primal, dual, gap, weak } = this.#arrays;
    const { m } = this.#shape;
    this.saveVectors(data);
    copyOut(heap, slack / NUMBER, data.slack, first * m, count * m);
    copyOut(heap, objective / NUMBER, data.objective, first, count);
    copyOut(heap, primal / NUMBER, data.primalResidual, first, count);
    copyOut(heap, dual / NUMBER, data.dualResidual, first, count);
    copyOut(heap, gap / NUMBER, data.dualityGap, first, count);
    copyOut(heap, weak / NUMBER, weaklyActive, first, count);
  }

  #copiesTo(data: NumericData, weaklyActive: Int32Array): CopiesOut {
    const { slack, objective, primal, dual, gap, weak } = this.#arrays;
    return new CopiesOut([
      ...this.placed.vectors.map(([name, size]) => [this.#arrays[name], data[name], size] as const),
      [slack, data.slack, this.#shape.m],
      [objective, data.objective, 1],
      [primal, data.primalResidual, 1],
      [dual, data.dualResidual, 1],
      [gap, data.dualityGap, 1],
      [weak, weaklyActive, 1],
    ]);
  }
}

/** Whether an element's objective is linear: a Q of zeros is none. */
function isLinear({ Q }: Problem, element: number): boolean {
  if (!Q) return true;
  const start = element * Q.stride;
  for (let i = start; i < start + Q.size; i++) if (Q.data[i] !== 0) return false;
  return true;
}

function hasLinearElement(problem: Problem): boolean {
  const elements = problem.Q && problem.Q.stride > 0 ? problem.batch : 1;
  for (let element = 0; element < elements; element++) if (isLinear(problem, element)) return true;
  return false;
}

/** The power of two that a linear objective is multiplied by. */
function linearCost(problem: Problem, element: number, problemUnits: ProblemUnits): number {
  const matrices = problemUnits.matrices(element);
  const { primal } = new ElementSizes(problem, element, matrices).first();
  const p = elementOf(problem.p, element);
  let size = 0;
  matrices.free.forEach((variable, j) => {
    size = Math.max(size, Math.abs(p[variable]) * matrices.units.z[j]);
  });
  return size > 0 ? primal * 2 ** -exponentOf(size) : 1;
}

/**
 * Writes the weights of a proximal step on the variables whose Q_jj is 0; those of others are not used. They are in the
 * unit of the objective by that of z².
 *
 * Rows say how such a variable compares with those that have curvature: with ‖a‖_Q = max_i |a_i| / √Q_ii over the
 * curved variables of a row a, the weight of j is the largest (a_j / ‖a‖_Q)², so that its entries are at most 1 beside
 * theirs. What no row compares with any is measured in canonical units, which takes longer.
 */
function writeWeights(problem: Problem, element: number, units: ProblemUnits, weights: Float64Array): void {
  const curvature = diagonalOf(problem, element);
  const flat: number[] = [];
  for (let j = 0; j < problem.variables; j++) if (!(curvature(j) > 0)) flat.push(j);
  const curved = Float64Array.from(weights, (_, j) => (curvature(j) > 0 ? 1 / curvature(j) : 0));
  weights.fill(0);
  for (const [operand, rows] of [
    [problem.A, problem.equalities],
    [problem.G, problem.inequalities],
  ] as const) {
    if (operand) compareRows(operand, element, rows, curved, flat, weights);
  }
  if (flat.every((j) => weights[j] > 0 && weights[j] < Infinity)) return;
  const { free, units: canonical } = units.matrices(element);
  weights.fill(1);
  free.forEach((variable, j) => (weights[variable] = 1 / (canonical.objective * canonical.z[j] ** 2)));
}

/** @param curved 1/Q_jj, or 0 where there is no curvature. */
function compareRows(
  operand: Operand,
  element: number,
  rows: number,
  curved: Float64Array,
  flat: readonly number[],
  weights: Float64Array,
): void {
  const M = elementOf(operand, element);
  const n = curved.length;
  for (let row = 0; row < rows * n; row += n) {
    let norm = 0;
    for (let i = 0; i < n; i++) norm = Math.max(norm, M[row + i] * M[row + i] * curved[i]);
    if (norm === 0) continue;
    for (const j of flat) weights[j] = Math.max(weights[j], (M[row + j] * M[row + j]) / norm);
  }
}
