/**
 * Systems in the KKT matrices of the active rows, which derivatives are made of.
 *
 * Most KKT matrices are so far from singular that their factors show it: no pivot, neither of Q nor of the rows, is a
 * small part of its diagonal entry. The others are tried, with a right-hand side in general position. Regular systems
 * are solved with the factors, refined to working accuracy: K⁻¹, which is symmetric. Singular ones by one operator
 * for all right-hand sides, which is so too: an answer that is refined until it will do is not. Which elements these
 * are is decided with the first derivative, and no right-hand side has a say in it.
 */
import { ActiveSystem } from "../../form/active.js";
import { Constraints, newUserVectors } from "../../form/standard.js";
import { ProblemUnits } from "../../form/units.js";
import type { KktVectors } from "../../problem/fields.js";
import type { Problem } from "../../problem/problem.js";
import type { DualShape } from "./dual-shape.js";
import type { Address, FieldOf } from "./layout.js";
import { CODES, LAYOUT, NUMBER } from "./layout.js";
import type { Arena, Factors } from "./memory.js";
import type { Kernels } from "./module.js";
import type { Lane, PairSolver } from "./pair.js";
import { LANES, lanesAbove } from "./pair.js";

/** A pivot below this share of its diagonal entry shows nothing: rounding may be that much. */
const CLEAR_PIVOT = 1e-8;

/** A derivative is refined until its residual is below this, relative to its right-hand side, but not for ever. */
const ACCURATE = 1e-12;
const MAX_REFINEMENTS = 3;

/**
 * Another operator than the regular one takes over only where that has failed: the two may differ where a system is
 * nearly singular, and a derivative is linear.
 */
const TRUSTED = 1e-7;

/** Steps of this share of 1 never come near where they have been. */
const GOLDEN = 0.6180339887498949;

/** Systems kept for later derivatives may take this many numbers; others are made again. */
const KEPT_NUMBERS = 2 ** 24;

/**
 * Where the smallest shares of the pivots of Q, of A and of the rows have a product above this, rounding cannot keep a
 * solution from being accurate, and nobody looks.
 */
const SAFE_PIVOTS = 1e-4;

/** What is known of an element; accurate ones are regular. */
const UNKNOWN = 0;
const REGULAR = 1;
const SINGULAR = 2;
const ACCURATE_AT_ONCE = 3;

/** Solves the regular systems of a batch. Which ones are, it decides once for every element. */
export class RegularSystems {
  readonly #kernels: Kernels;
  readonly #arena: Arena;
  readonly #shape: DualShape;
  readonly #known: Uint8Array;
  /** The factors that were looked at last, and what was seen, by lane. */
  #seen: Factors | undefined;
  #pivots: readonly Pivots[] = [];

  constructor(kernels: Kernels, arena: Arena, shape: DualShape, batch: number) {
    this.#kernels = kernels;
    this.#arena = arena;
    this.#shape = shape;
    this.#known = new Uint8Array(batch);
  }

  isRegular(element: number): boolean {
    return this.#known[element] === REGULAR || this.#known[element] === ACCURATE_AT_ONCE;
  }

  isSingular(element: number): boolean {
    return this.#known[element] === SINGULAR;
  }

  forget(): void {
    this.#known.fill(UNKNOWN);
  }

  /**
   * Solves the systems of a pair, for right-hand sides and states in the stage.
   *
   * @param i, j where the pair's elements are in the stage.
   * @param states of the batch's rows.
   * @returns bits of the lanes whose solution is accurate, if their element is regular.
   */
  solve(pair: PairSolver, factors: Factors, stage: Address, i: number, j: number, states: Int8Array): number {
    this.#kernels.loadKkt(pair.at, stage, i, j);
    this.#kernels.solveKkt(pair.at);
    const unclear = this.#decideByFactors(pair, factors, states);
    if (unclear.length > 0) {
      loadProbe(this.#arena, this.#shape, pair);
      this.#kernels.solveKkt(pair.at);
      const open = this.#refine(pair, 3);
      for (const lane of unclear) this.#known[pair.elements[lane]] = open & (1 << lane) ? SINGULAR : REGULAR;
      this.#kernels.loadKkt(pair.at, stage, i, j);
      this.#kernels.solveKkt(pair.at);
    }
    let doubtful = 0;
    for (const lane of LANES) {
      if (this.#known[pair.elements[lane]] !== ACCURATE_AT_ONCE) doubtful |= 1 << lane;
    }
    if (doubtful === 0) return 3;
    this.#refine(pair, doubtful);
    return 3 & ~(doubtful & lanesAbove(TRUSTED, pair.report(0, "error"), pair.report(1, "error")));
  }

  /** Refines what `solveKkt` found in these lanes, and returns the bits of those that are not accurate to rounding. */
  #refine(pair: PairSolver, which: number): number {
    this.#kernels.assessKkt(pair.at);
    let lanes = which & inaccurate(pair);
    for (let step = 0; step < MAX_REFINEMENTS && lanes !== 0; step++) {
      this.#kernels.refineKkt(pair.at, lanes);
      lanes = which & inaccurate(pair);
    }
    return lanes;
  }

  /**
   * Decides for a pair whose active rows have just been factored; returns the lanes that their factors say nothing
   * of.
   */
  #decideByFactors(pair: PairSolver, factors: Factors, states: Int8Array): readonly Lane[] {
    const known = this.#known;
    const [element0, element1] = pair.elements;
    if (known[element0] !== UNKNOWN && known[element1] !== UNKNOWN) return [];
    const { rows, mostActive } = this.#shape;
    if (factors !== this.#seen) {
      this.#pivots = LANES.map((lane) => pivotsOf(this.#arena, factors, this.#shape, lane));
    }
    this.#seen = factors;
    return LANES.filter((lane) => {
      const element = pair.elements[lane];
      if (known[element] !== UNKNOWN) return false;
      const first = element * rows;
      let count = 0;
      for (let i = first; i < first + rows; i++) if (isActive(states[i])) count++;
      const { smallest, product } = this.#pivots[lane];
      const share = count > mostActive ? 0 : pivotOfActive(this.#arena, pair, lane, count);
      if (count > mostActive) known[element] = SINGULAR;
      else if (product * share > SAFE_PIVOTS) known[element] = ACCURATE_AT_ONCE;
      else if (Math.min(smallest, share) > CLEAR_PIVOT) known[element] = REGULAR;
      else return true;
      return false;
    });
  }
}

/** Shares that pivots have of their diagonal entries. */
interface Pivots {
  readonly smallest: number;
  /** The smallest of Q times the smallest of A. */
  readonly product: number;
}

/** A saturated row has no part in the system. */
function isActive(state: number): boolean {
  return state !== 0 && state !== CODES.SATURATED;
}

function inaccurate(pair: PairSolver): number {
  return lanesAbove(ACCURATE, pair.report(0, "error"), pair.report(1, "error"));
}

/** Sets a right-hand side that reaches into all directions, the same in both lanes. */
function loadProbe({ heap }: Arena, { n, e, rows }: DualShape, pair: PairSolver): void {
  const { rightZ, rightNu, rightRows } = pair.solution;
  let phase = 0;
  for (const [at, count] of [
    [rightZ, n],
    [rightNu, e],
    [rightRows, rows],
  ]) {
    for (let i = 0; i < count; i++) {
      phase = (phase + GOLDEN) % 1;
      heap.fill(phase < 0.5 ? phase - 1 : phase, at / NUMBER + 2 * i, at / NUMBER + 2 * i + 2);
    }
  }
}

/** The smallest pivot of the first `count` active rows; rows are scaled so that their diagonal entries are 1. */
function pivotOfActive({ heap }: Arena, pair: PairSolver, lane: Lane, count: number): number {
  const { activeFactor, ldActive, few } = pair.arrays;
  if (few > 0) return heap[(few + LAYOUT.FewRows.offsets.share) / NUMBER + lane];
  // The factor holds reciprocals of the square roots of pivots.
  let largest = 1;
  for (let i = 0, at = activeFactor / NUMBER + lane; i < count; i++, at += 2 * (ldActive + 1)) {
    const reciprocal = heap[at];
    if (!(reciprocal > 0)) return 0;
    if (reciprocal > largest) largest = reciprocal;
  }
  return 1 / (largest * largest);
}

/** The pivots of Q, and of A in the metric of Q; of a Q that is singular they say nothing. */
function pivotsOf(arena: Arena, factors: Factors, shape: DualShape, lane: Lane): Pivots {
  if (factors.singular & (1 << lane)) return { smallest: 0, product: 0 };
  if (shape.nullSpace) return pivotsInNullSpace(arena, factors, shape, lane);
  const [ofQ, ofA] = [pivotOfQ(arena, factors, shape, lane), pivotOfA(arena, factors, shape, lane)];
  return { smallest: Math.min(ofQ, ofA), product: ofQ * ofA };
}

/** The smallest pivot of cost · Q, as a share; for a diagonal Q there is nothing to lose. */
function pivotOfQ(arena: Arena, factors: Factors, shape: DualShape, lane: Lane): number {
  if (shape.diagonal) return 1;
  const { heap } = arena;
  const { n, shared } = shape;
  const [step, shift] = shared ? [1, 0] : [2, lane];
  const Q = word(arena, factors, "Q") / NUMBER + shift;
  const L = word(arena, factors, "L") / NUMBER + shift;
  const cost = heap[(factors.at + LAYOUT.Factors.offsets[lane === 0 ? "cost0" : "cost1"]) / NUMBER];
  let smallest = 1;
  for (let i = 0; i < n; i++) {
    const entry = step * i * (n + 1);
    smallest = Math.min(smallest, 1 / (heap[L + entry] ** 2 * cost * heap[Q + entry]));
  }
  return smallest;
}

/** The smallest pivot of A Q⁻¹ Aᵀ, as a share. Rows that depend on others dropped out, and have no part. */
function pivotOfA(arena: Arena, factors: Factors, shape: DualShape, lane: Lane): number {
  return pivotOfFactor(arena, word(arena, factors, "LA"), shape.e, shape.shared, lane);
}

/** Those of Zᵀ Q Z, and of A, whose elimination is not symmetric: its share counts twice. */
function pivotsInNullSpace(arena: Arena, factors: Factors, shape: DualShape, lane: Lane): Pivots {
  const { n, e, shared } = shape;
  const ofQ = pivotOfFactor(arena, word(arena, factors, "L"), n - e, shared, lane);
  const share = arena.heap[(factors.at + LAYOUT.Factors.offsets[lane === 0 ? "share0" : "share1"]) / NUMBER];
  return { smallest: Math.min(ofQ, share ** 2), product: ofQ * share ** 2 };
}

/** The smallest pivot, as a share of its diagonal entry, of a matrix whose Cholesky factor is at `at`. */
function pivotOfFactor({ heap }: Arena, at: Address, size: number, shared: boolean, lane: Lane): number {
  const [step, shift] = shared ? [1, 0] : [2, lane];
  const L = at / NUMBER + shift;
  let smallest = 1;
  for (let i = 0; i < size; i++) {
    const reciprocal = heap[L + step * i * (size + 1)];
    if (!(reciprocal > 0)) continue;
    let sum = 0;
    for (let k = 0; k < i; k++) sum += heap[L + step * (i * size + k)] ** 2;
    smallest = Math.min(smallest, 1 / (1 + sum * reciprocal ** 2));
  }
  return smallest;
}

function word({ words }: Arena, { at }: Factors, field: FieldOf<"Factors">): number {
  return words[(at + LAYOUT.Factors.offsets[field]) / 4];
}

/** Solves the other systems of a batch, by the operator that is symmetric whatever the rank. */
export class SingularSystems {
  readonly #problem: Problem;
  readonly #shape: DualShape;
  readonly #units: ProblemUnits;
  readonly #kept = new Map<number, ActiveSystem>();
  #room = KEPT_NUMBERS;

  constructor(problem: Problem, shape: DualShape) {
    this.#problem = problem;
    this.#shape = shape;
    this.#units = new ProblemUnits(problem);
  }

  /** @param states of the batch's rows: which are active, and at which bound. */
  solve(element: number, states: Int8Array, solution: KktVectors, right: KktVectors, out: KktVectors): void {
    const of = (vectors: KktVectors): KktVectors => rowsOf(this.#problem, vectors, element);
    let system = this.#kept.get(element);
    if (system === undefined) {
      const { rows } = this.#shape;
      system = this.#make(element, states.subarray(element * rows, element * rows + rows), of(solution));
      this.#room -= system.numbers;
      if (this.#room > 0) this.#kept.set(element, system);
    }
    system.solve(of(right), of(out));
  }

  #make(element: number, states: Int8Array, solution: KktVectors): ActiveSystem {
    const { m, boxes } = this.#shape;
    const constraints = new Constraints(this.#problem, element);
    // A fixed variable's multiplier may be 0: its state says which of its bounds the factors take for the active one.
    const sided = { ...newUserVectors(this.#problem), lambda: solution.lambda };
    sided.lambdaLower.set(solution.lambdaLower);
    sided.lambdaUpper.set(solution.lambdaUpper);
    const sides = new Int8Array(constraints.n);
    boxes.forEach((variable, i) => (sides[variable] = states[m + i]));
    for (const variable of constraints.fixed) {
      sided.lambdaLower[variable] = sides[variable] < 0 ? 1 : 0;
      sided.lambdaUpper[variable] = sides[variable] > 0 ? 1 : 0;
    }
    const active: number[] = [];
    for (let row = 0; row < constraints.inequalities; row++) {
      const state = row < m ? states[row] : sides[constraints.boundedBy(row)] * constraints.sideOf(row);
      if (row < m ? isActive(state) : state > 0) active.push(row);
    }
    const units = this.#units.of(element);
    return new ActiveSystem(constraints, units, Int32Array.from(active), sided, "selection");
  }
}

function rowsOf(problem: Problem, vectors: KktVectors, element: number): KktVectors {
  const { z, nu, lambda, lambdaLower, lambdaUpper } = vectors;
  const row = (data: Float64Array): Float64Array => {
    const size = data.length / problem.batch;
    return data.subarray(element * size, element * size + size);
  };
  return {
    z: row(z),
    nu: row(nu),
    lambda: row(lambda),
    lambdaLower: row(lambdaLower),
    lambdaUpper: row(lambdaUpper),
  };
}
