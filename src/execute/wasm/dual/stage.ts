import { exponentOf } from "../../../form/equilibrate.js";
import { ElementSizes, ENDLESS, ProblemUnits } from "../../../form/units.js";
import type { Operand, Problem } from "../../../problem/problem.js";
import { boundAt, elementOf } from "../../../problem/problem.js";
import type { KktVectors, NumericData } from "../../../problem/fields.js";
import type { Arena } from "../arena.js";
import type { Address } from "../module.js";
import type { DualShape } from "./shape.js";
import type { StageWords } from "./structs.js";
import { writeWeights } from "./weights.js";
import { align, Cursor, NUMBER, PAIR, STRUCT_BYTES, writeStage } from "./structs.js";

/** A stage takes about this many bytes, so that a chunk of the batch stays in the processor's cache, … */
const CHUNK_BYTES = 2 ** 17;
/** … and at most this many elements. */
const MAX_ELEMENTS = 64;
/** Below this, copying numbers one by one is faster than a call. */
const FEW = 24;

const INPUTS = ["Q", "A", "G", "p", "b", "h", "lower", "upper"] as const;
/** Single numbers of an element: objective, residuals and a count. */
const NUMBERS = 5;
/** What rounding every array up to whole lane pairs may add. */
const PADDING = 22 * PAIR;

/** Where the kernels find a chunk of the batch and leave what they made of it, element after element. */
export class Stage {
  /** Where its struct is. */
  readonly at: Address;
  /** How many elements a chunk has; even. */
  readonly capacity: number;
  readonly #arena: Arena;
  readonly #shape: DualShape;
  readonly #problem: Problem;
  readonly #words: StageWords;
  readonly #units: ProblemUnits;
  /** Whether what the whole batch shares is there already. */
  #sharesMatrices = false;
  #sharesVectors = false;

  static bytes(shape: DualShape, problem: Problem): number {
    const { n, e, m, rows } = shape;
    const capacity = capacityOf(shape, problem);
    let numbers = capacity * (3 * n + e + 2 * m + NUMBERS);
    for (const name of INPUTS) {
      numbers += inputSize(name, shape) * (isBatched(problem[name]) ? capacity : 1);
    }
    numbers += n * (shape.shared ? 1 : capacity) + capacity;
    return STRUCT_BYTES.stage + align(numbers * NUMBER + capacity * rows) + PADDING;
  }

  constructor(arena: Arena, shape: DualShape, problem: Problem, at: Address) {
    const cursor = new Cursor(at);
    this.#arena = arena;
    this.#shape = shape;
    this.#problem = problem;
    this.#units = new ProblemUnits(problem);
    this.at = cursor.take(STRUCT_BYTES.stage, 1);
    const capacity = capacityOf(shape, problem);
    this.capacity = capacity;
    const input = (name: (typeof INPUTS)[number]): Address =>
      cursor.take(inputSize(name, shape) * (isBatched(problem[name]) ? capacity : 1), NUMBER);
    const stride = (name: (typeof INPUTS)[number]): number =>
      isBatched(problem[name]) ? inputSize(name, shape) : 0;
    const output = (size: number): Address => cursor.take(capacity * size, NUMBER);
    const { n, e, m, rows } = shape;
    this.#words = {
      Q: input("Q"),
      strideQ: stride("Q"),
      A: input("A"),
      strideA: stride("A"),
      G: input("G"),
      strideG: stride("G"),
      p: input("p"),
      strideP: stride("p"),
      b: input("b"),
      strideB: stride("b"),
      h: input("h"),
      strideH: stride("h"),
      lower: input("lower"),
      strideLower: stride("lower"),
      upper: input("upper"),
      strideUpper: stride("upper"),
      weights: cursor.take(n * (shape.shared ? 1 : capacity), NUMBER),
      strideWeights: shape.shared ? 0 : n,
      cost: hasLinearElement(problem) ? output(1) : 0,
      states: cursor.take(capacity * rows, 1),
      z: output(n),
      nu: output(e),
      lambda: output(m),
      lambdaLower: output(n),
      lambdaUpper: output(n),
      slack: output(m),
      objective: output(1),
      primal: output(1),
      dual: output(1),
      gap: output(1),
      weak: output(1),
    };
    writeStage(arena, this.at, this.#words);
  }

  /** Whether right-hand sides of inequalities and bounds are the same for the whole batch. */
  get sharesBounds(): boolean {
    const { strideH, strideLower, strideUpper } = this.#words;
    return strideH === 0 && strideLower === 0 && strideUpper === 0;
  }

  /** Shared vectors have changed: the next load copies them again. */
  forgetVectors(): void {
    this.#sharesVectors = false;
  }

  /** Copies Q, A and G of `count` elements from `first` on. */
  loadMatrices(first: number, count: number): void {
    const { Q, A, G } = this.#problem;
    const words = this.#words;
    const again = this.#sharesMatrices;
    if (Q) this.#load(Q, first, count, words.Q, again);
    else if (!again) this.#arena.heap.fill(0, words.Q / NUMBER, words.Q / NUMBER + this.#shape.n);
    if (A) this.#load(A, first, count, words.A, again);
    if (G) this.#load(G, first, count, words.G, again);
    if (!again || !this.#shape.shared) this.#loadWeights(first, count);
    this.#sharesMatrices = true;
  }

  /** Weights of a proximal step, where there are variables without curvature: near 1 in canonical units. */
  #loadWeights(first: number, count: number): void {
    const { n, shared } = this.#shape;
    for (let i = 0; i < (shared ? 1 : count); i++) {
      const at = this.#words.weights / NUMBER + i * n;
      writeWeights(this.#problem, first + i, this.#units, this.#arena.heap.subarray(at, at + n));
    }
  }

  /** Brings linear objectives to the size of the variables: a proximal step then goes about as far as they reach. */
  #loadCosts(first: number, count: number): void {
    for (let i = 0; i < count; i++) {
      const element = first + i;
      const cost = isLinear(this.#problem, element) ? linearCost(this.#problem, element, this.#units) : 1;
      this.#arena.heap[this.#words.cost / NUMBER + i] = cost;
    }
  }

  /** Copies the other inputs of `count` elements from `first` on. */
  loadVectors(first: number, count: number): void {
    const { p, b, h, lower, upper } = this.#problem;
    const words = this.#words;
    const again = this.#sharesVectors;
    this.#load(p, first, count, words.p, again);
    if (b) this.#load(b, first, count, words.b, again);
    if (h) this.#load(h, first, count, words.h, again);
    this.#loadBounds(lower, -Infinity, first, count, words.lower, again);
    this.#loadBounds(upper, Infinity, first, count, words.upper, again);
    if (words.cost > 0) this.#loadCosts(first, count);
    this.#sharesVectors = true;
  }

  #load({ data, stride, size }: Operand, first: number, count: number, to: Address, again: boolean): void {
    if (stride > 0) copyIn(data, first * stride, count * stride, this.#arena.heap, to / NUMBER);
    else if (!again) copyIn(data, 0, size, this.#arena.heap, to / NUMBER);
  }

  #loadBounds(
    bounds: Operand | undefined,
    absent: number,
    first: number,
    count: number,
    to: Address,
    again: boolean,
  ): void {
    const { boxes } = this.#shape;
    const batched = isBatched(bounds);
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

  /** Copies states of `count` elements from `first` on: which rows are at which bound. */
  loadStates(states: Int8Array, first: number, count: number): void {
    const { rows } = this.#shape;
    this.#arena.bytes.set(states.subarray(first * rows, (first + count) * rows), this.#words.states);
  }

  saveStates(states: Int8Array, first: number, count: number): void {
    const { rows } = this.#shape;
    const { states: at } = this.#words;
    states.set(this.#arena.bytes.subarray(at, at + count * rows), first * rows);
  }

  /** Copies right-hand sides of the rows of `count` elements from `first` on to where solutions will be. */
  loadRight(right: KktVectors, first: number, count: number): void {
    this.#eachVector((name, size) => {
      copyIn(right[name], first * size, count * size, this.#arena.heap, this.#words[name] / NUMBER);
    });
  }

  /** Copies solutions of `count` elements from `first` on to their places in the batch. */
  saveVectors(out: KktVectors, first: number, count: number): void {
    this.#eachVector((name, size) => {
      copyOut(this.#arena.heap, this.#words[name] / NUMBER, out[name], first * size, count * size);
    });
  }

  saveSolutions(data: NumericData, weaklyActive: Int32Array, first: number, count: number): void {
    const { heap } = this.#arena;
    const { slack, objective, primal, dual, gap, weak } = this.#words;
    const { m } = this.#shape;
    this.saveVectors(data, first, count);
    copyOut(heap, slack / NUMBER, data.slack, first * m, count * m);
    copyOut(heap, objective / NUMBER, data.objective, first, count);
    copyOut(heap, primal / NUMBER, data.primalResidual, first, count);
    copyOut(heap, dual / NUMBER, data.dualResidual, first, count);
    copyOut(heap, gap / NUMBER, data.dualityGap, first, count);
    copyOut(heap, weak / NUMBER, weaklyActive, first, count);
  }

  /** Where there are no bounds their multipliers are 0 already, in every array. */
  #eachVector(copy: (name: keyof KktVectors & keyof StageWords, size: number) => void): void {
    const { n, e, m, boxes } = this.#shape;
    copy("z", n);
    if (e > 0) copy("nu", e);
    if (m > 0) copy("lambda", m);
    if (boxes.length === 0) return;
    copy("lambdaLower", n);
    copy("lambdaUpper", n);
  }
}

/** Whether an element's objective is linear: a Q of zeros is none. */
function isLinear({ Q }: Problem, element: number): boolean {
  return !Q || elementOf(Q, element).every((value) => value === 0);
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

function capacityOf({ n, e, m, rows, diagonal, shared }: DualShape, { batch }: Problem): number {
  const matrices = shared ? 0 : (diagonal ? n : n * n) + (e + m) * n;
  const numbers = matrices + 4 * n + 2 * e + 3 * m + 2 * rows;
  const fitting = Math.floor(CHUNK_BYTES / (numbers * NUMBER));
  return 2 * Math.ceil(Math.max(2, Math.min(batch, MAX_ELEMENTS, fitting)) / 2);
}

function isBatched(operand: Operand | undefined): boolean {
  return operand !== undefined && operand.stride > 0;
}

/** How many numbers one element of an input has; bounds as far as variables are bounded. */
function inputSize(name: (typeof INPUTS)[number], { n, e, m, diagonal, boxes }: DualShape): number {
  switch (name) {
    case "Q":
      return diagonal ? n : n * n;
    case "A":
      return e * n;
    case "G":
      return m * n;
    case "p":
      return n;
    case "b":
      return e;
    case "h":
      return m;
    case "lower":
    case "upper":
      return boxes.length;
  }
}

function copyIn(from: Float64Array, start: number, count: number, heap: Float64Array, at: number): void {
  if (count >= FEW) heap.set(from.subarray(start, start + count), at);
  else for (let i = 0; i < count; i++) heap[at + i] = from[start + i];
}

function copyOut(
  heap: Float64Array,
  at: number,
  to: Float64Array | Int32Array,
  start: number,
  count: number,
): void {
  if (count >= FEW) to.set(heap.subarray(at, at + count), start);
  else for (let i = 0; i < count; i++) to[start + i] = heap[at + i];
}
