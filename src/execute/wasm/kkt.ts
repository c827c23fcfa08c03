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
import type { Address } from "./layout.js";
import { CODES, NUMBER } from "./layout.js";
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

  /**
   * Solves the systems of elements i, i + 1, … of the stage, up to `count`, that have these factors, for right-hand sides and
   * states in the stage, and saves them there, as long as the factors show that this is accurate.
   *
   * @returns how many are done: all of those before a pair that `solve` has to look at, which it finds begun.
   */
  solveClear(pair: PairSolver, factors: Factors, stage: Address, i: number, count: number): number {
    pair.setFactors(factors);
    return this.#kernels.solvePairsKkt(pair.at, stage, i, count, SAFE_PIVOTS);
  }

  /** Whether an element's factors may show that its solution is accurate; false once they are known not to. */
  mayBeClear(element: number): boolean {
    return this.#known[element] === UNKNOWN;
  }

  /**
   * Solves the systems of a pair, for right-hand sides and states in the stage.
   *
   * @param i, j where the pair's elements are in the stage.
   * @param begun whether `solveClear` has stopped at this pair.
   * @returns bits of the lanes whose solution is accurate, if their element is regular.
   */
  solve(pair: PairSolver, stage: Address, i: number, j: number, begun: boolean): number {
    if (!begun) {
      this.#kernels.loadKkt(pair.at, stage, i, j);
      this.#kernels.solveKkt(pair.at);
      this.#kernels.weighPivots(pair.at, stage, i, j);
    }
    const unclear = this.#decideByFactors(pair);
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

  /** Decides for a pair whose pivots were just weighed; returns the lanes that their factors say nothing of. */
  #decideByFactors(pair: PairSolver): readonly Lane[] {
    const known = this.#known;
    return LANES.filter((lane) => {
      const element = pair.elements[lane];
      if (known[element] !== UNKNOWN) return false;
      const clearest = pair.report(lane, "clearest");
      if (clearest < 0) known[element] = SINGULAR;
      else if (pair.report(lane, "safety") > SAFE_PIVOTS) known[element] = ACCURATE_AT_ONCE;
      else if (clearest > CLEAR_PIVOT) known[element] = REGULAR;
      else return true;
      return false;
    });
  }
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
