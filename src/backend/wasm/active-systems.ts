/** The KKT systems of the active sets of a solved batch: what derivatives are made of. */
import { newUserVectors } from "../../form/products.js";
import type { Problem } from "../../problem/problem.js";
import type { Status } from "../../problem/solution.js";
import type { ActiveSet, KktVectors } from "../backend.js";
import type { Arena } from "./arena.js";
import type { DualFactors } from "./dual/factors.js";
import type { PairSolver } from "./dual/pair.js";
import { LANES } from "./dual/pair.js";
import { REFINED, REGULAR, Regularity, UNKNOWN } from "./dual/regularity.js";
import type { DualShape } from "./dual/shape.js";
import type { Stage } from "./dual/stage.js";
import type { Kernels } from "./module.js";
import type { Pairing } from "./pairing.js";
import { bitsOf, eachPair, lanesAbove } from "./pairing.js";

/** Refinements of a derivative. */
const MAX_REFINEMENTS = 3;
/** A derivative is refined until its residual is below this, relative to its right-hand side, … */
const ACCURATE = 1e-12;
/** … and left to another method where it stays above this. */
const ACCEPTABLE = 1e-8;

/** Elements that are in the stage together, and what is needed to solve for them. */
export interface Chunk {
  readonly first: number;
  readonly count: number;
  readonly pair: PairSolver;
  readonly stage: Stage;
  factorsOf(pairing: Pairing): DualFactors;
}

export class ActiveSystems {
  readonly #kernels: Kernels;
  readonly #shape: DualShape;
  readonly #problem: Problem;
  readonly #states: Int8Array;
  readonly #regularity: Regularity;

  /** @param states of all rows of all elements: −1 or 1 where they are active. */
  constructor(kernels: Kernels, arena: Arena, shape: DualShape, problem: Problem, states: Int8Array) {
    this.#kernels = kernels;
    this.#shape = shape;
    this.#problem = problem;
    this.#states = states;
    this.#regularity = new Regularity(arena, shape, problem.batch);
  }

  /** For other states. */
  forget(): void {
    this.#regularity.forget();
  }

  /** As `PartialProgram.solveKkt`, for a chunk. */
  solve(chunk: Chunk, status: readonly Status[], right: KktVectors, out: KktVectors): readonly number[] {
    const left = this.#solveChunk(chunk, status, right, out);
    if (left.every((element) => this.#regularity.of(element) !== UNKNOWN)) return left;
    this.#probeChunk(chunk, status);
    return this.#solveChunk(chunk, status, right, out);
  }

  /** Returns the elements that are not known to be regular. */
  #solveChunk(
    chunk: Chunk,
    status: readonly Status[],
    right: KktVectors,
    out: KktVectors,
  ): readonly number[] {
    const kernels = this.#kernels;
    const { first, count, pair, stage, factorsOf } = chunk;
    const left: number[] = [];
    stage.loadStates(this.#states, first, count);
    stage.loadRight(right, first, count);
    eachPair(first, count, (pairing) => {
      const { elements, places, lanes } = pairing;
      let passed = 0;
      if (elements.some((element) => status[element] === "solved")) {
        const factors = factorsOf(pairing);
        pair.use(factors);
        kernels.loadRight(pair.at, stage.at, places[0], places[1]);
        passed = this.#solveSystem(pair, factors, elements);
      }
      for (const lane of lanes) {
        const solved = status[elements[lane]] === "solved";
        if (solved && passed & (1 << lane)) kernels.saveSystem(pair.at, stage.at, lane, places[lane]);
        else kernels.saveNothing(pair.at, stage.at, places[lane]);
        if (solved && !(passed & (1 << lane))) left.push(elements[lane]);
      }
    });
    stage.saveVectors(out, first, count);
    return left;
  }

  /** Solves, refines, and returns the bits of the lanes that are regular. */
  #solveSystem(pair: PairSolver, factors: DualFactors, elements: readonly [number, number]): number {
    const regularity = this.#regularity;
    this.#kernels.solveActive(pair.at);
    for (const lane of LANES) {
      const element = elements[lane];
      if (regularity.of(element) !== UNKNOWN) continue;
      regularity.judgePivots(element, lane, pair, factors, this.#statesOf(element));
    }
    const are = (what: number): number => bitsOf((lane) => regularity.of(elements[lane]) === what);
    for (let step = 0; step < MAX_REFINEMENTS; step++) {
      const above = lanesAbove(ACCURATE, pair.report(0, "error"), pair.report(1, "error"));
      const lanes = (above & are(REGULAR)) | are(REFINED);
      if (lanes === 0) break;
      this.#kernels.refineActive(pair.at, lanes);
    }
    const passed =
      (are(REGULAR) | are(REFINED)) &
      ~lanesAbove(ACCEPTABLE, pair.report(0, "error"), pair.report(1, "error"));
    for (const lane of LANES) {
      const known = regularity.of(elements[lane]) !== UNKNOWN;
      if (known && !(passed & (1 << lane))) regularity.markIrregular(elements[lane]);
    }
    return passed;
  }

  /** Decides of what pivots leave open: right-hand sides that reach into all directions show whether it settles. */
  #probeChunk(chunk: Chunk, status: readonly Status[]): void {
    const kernels = this.#kernels;
    const regularity = this.#regularity;
    const { first, count, pair, stage, factorsOf } = chunk;
    const { m, boxes } = this.#shape;
    const probe = newUserVectors(this.#problem);
    stage.loadStates(this.#states, first, count);
    eachPair(first, count, (pairing) => {
      const { elements, places, lanes } = pairing;
      const asked = lanes.filter(
        (lane) => status[elements[lane]] === "solved" && regularity.of(elements[lane]) === UNKNOWN,
      );
      if (asked.length === 0) return;
      const factors = factorsOf(pairing);
      pair.use(factors);
      for (const lane of asked) {
        regularity.probe(lane, factors, probe.z, probe.nu, (row, value) => {
          if (row < m) probe.lambda[row] = value;
          else probe.lambdaUpper[boxes[row - m]] = probe.lambdaLower[boxes[row - m]] = value;
        });
        stage.setRight(probe, places[lane]);
      }
      kernels.loadRight(pair.at, stage.at, places[0], places[1]);
      kernels.solveActive(pair.at);
      for (let step = 0; step < MAX_REFINEMENTS; step++) kernels.refineActive(pair.at, 3);
      for (const lane of asked) regularity.judgeProbe(elements[lane], lane, pair, factors);
    });
  }

  #statesOf(element: number): Int8Array {
    const { rows } = this.#shape;
    return this.#states.subarray(element * rows, (element + 1) * rows);
  }

  activeSet(element: number): ActiveSet {
    const { n, m, boxes } = this.#shape;
    const states = this.#statesOf(element);
    const lambdaLower = new Uint8Array(n);
    const lambdaUpper = new Uint8Array(n);
    boxes.forEach((variable, i) => {
      if (states[m + i] < 0) lambdaLower[variable] = 1;
      else if (states[m + i] > 0) lambdaUpper[variable] = 1;
    });
    return { lambda: states.subarray(0, m), lambdaLower, lambdaUpper };
  }
}
