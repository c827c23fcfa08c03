import type { Arena } from "../arena.js";
import type { Address, Kernels } from "../module.js";
import type { DualFactors } from "./factors.js";
import { Cursor, NUMBER, PAIR } from "./factors.js";
import type { DualShape } from "./shape.js";
import type { SystemVectors } from "./system.js";
import { DualSystem, takeVectors, vectorBytes } from "./system.js";

/** Vectors of one lane's block, in this order (kernel/block.ts), the list of active rows, and the account. */
const BLOCK = { v0: 0, v: 1, lower: 2, upper: 3, scale: 4, unscale: 5, y: 6, state: 7, list: 8, account: 9 };

/** Phase, rounds, entering row and more (kernel/pivot.ts). */
const ACCOUNT_BYTES = 40;

const LANES = [0, 1] as const;

/** Scale of a row that must never enter; not 0, because bounds may be infinite. */
const NEVER = 1e-300;

/** Rounds of pivoting before an element is left to another method: rounding can make it cycle. */
const MAX_ROUNDS = { fixed: 60, perRow: 3 };
/**
 * Share of the largest violation above which rows are exchanged together. Where rows may outnumber the
 * dimensions, exchanging many at once tends to cycle.
 */
const SHARE = { fewRows: 0.3, manyRows: 0.5 };

/**
 * Solves two elements at a time: pivots to their active sets, and solves the KKT systems of these. Holds its
 * working memory, so that one instance serves a whole batch.
 */
export class PairSolver {
  readonly vectors: SystemVectors;
  readonly #kernels: Kernels;
  readonly #arena: Arena;
  readonly #shape: DualShape;
  readonly #system: DualSystem;
  readonly #correction: SystemVectors;
  readonly #correctionSystem: DualSystem;
  readonly #blocks: readonly [Address, Address];
  readonly #work: Address;

  static bytes(shape: DualShape): number {
    const { rows } = shape;
    return 2 * vectorBytes(shape) + 2 * (blockBytes(rows) + PAIR) + ((rows + 1) ** 2 + rows) * PAIR + 64;
  }

  constructor(kernels: Kernels, arena: Arena, shape: DualShape, at: Address) {
    const cursor = new Cursor(at);
    this.#kernels = kernels;
    this.#arena = arena;
    this.#shape = shape;
    this.vectors = takeVectors(shape, cursor);
    this.#correction = takeVectors(shape, cursor);
    this.#system = new DualSystem(kernels, arena, shape, this.vectors);
    this.#correctionSystem = new DualSystem(kernels, arena, shape, this.#correction);
    this.#blocks = [cursor.take(blockBytes(shape.rows), 1), cursor.take(blockBytes(shape.rows), 1)];
    this.#work = cursor.take((shape.rows + 1) ** 2 + shape.rows, PAIR);
  }

  get curvature(): readonly [number, number] {
    return this.#system.curvature;
  }

  /** Where one lane's bounds of all rows are, as indices into the heap. */
  bounds(lane: 0 | 1): { lower: number; upper: number } {
    return { lower: this.#vectorOf(lane, BLOCK.lower), upper: this.#vectorOf(lane, BLOCK.upper) };
  }

  /**
   * Where one lane's states of all rows are, as an index into the heap: −1 at the lower bound, 0 free, 1 at the
   * upper.
   */
  states(lane: 0 | 1): number {
    return this.#vectorOf(lane, BLOCK.state);
  }

  /**
   * Minimises for the right-hand sides and bounds that are set: eliminates, pivots, expands.
   *
   * @param again whether to go on from where the last call ended, for other right-hand sides.
   * @param limit of rounds.
   * @param observe called before the first round and after every round with its number, at a point of which the
   *   residuals are known.
   * @returns bits of the lanes that were solved, and the rounds that each took.
   */
  minimise(
    factors: DualFactors,
    again: boolean,
    limit: number,
    observe: ((round: number) => void) | undefined,
  ): { solved: number; rounds: readonly [number, number] } {
    const { rows } = this.#shape;
    this.#system.reduce(factors);
    if (rows === 0) {
      this.#finish(factors);
      observe?.(0);
      observe?.(1);
      return { solved: 3, rounds: [1, 1] };
    }
    const share0 = this.#begin(factors, 0);
    const share1 = this.#begin(factors, 1);
    const [block0, block1] = this.#blocks;
    const [K0, K1] = factors.K;
    const maxRounds = Math.min(limit, MAX_ROUNDS.fixed + MAX_ROUNDS.perRow * rows);
    this.#kernels.beginPivot(rows, block0, block1, again);
    if (observe) {
      this.#finish(factors);
      observe(0);
    }
    let outcome = 0;
    for (let round = 1; round <= maxRounds && outcome >> 2 !== 3; round++) {
      outcome = this.#kernels.pivotRound(rows, K0, K1, block0, block1, this.#work, share0, share1, round);
      if (!observe) continue;
      this.#finish(factors);
      observe(round);
    }
    this.#finish(factors);
    return { solved: outcome & 3, rounds: [this.roundsOf(0), this.roundsOf(1)] };
  }

  /** Fills one lane's block and returns the share of the largest violation that it exchanges at. */
  #begin(factors: DualFactors, lane: 0 | 1): number {
    const { n, e, rows } = this.#shape;
    const { heap } = this.#arena;
    const v0 = this.#vectorOf(lane, BLOCK.v0);
    const scale = this.#vectorOf(lane, BLOCK.scale);
    const unscale = this.#vectorOf(lane, BLOCK.unscale);
    const y = this.#vectorOf(lane, BLOCK.y);
    const { lower, upper } = this.bounds(lane);
    const roots = factors.roots[lane] / NUMBER;
    const states = this.states(lane);
    const v = this.vectors.v / NUMBER + lane;
    let bounded = 0;
    for (let i = 0; i < rows; i++) {
      const root = heap[roots + i];
      heap[v0 + i] = heap[v + 2 * i];
      heap[unscale + i] = root;
      heap[scale + i] = root > 0 ? 1 / root : NEVER;
      heap[y + i] = 0;
      if (heap[lower + i] === heap[upper + i] && root > 0) heap[states + i] = 1;
      if (heap[lower + i] > -Infinity || heap[upper + i] < Infinity) bounded++;
    }
    if (rows & 1) {
      // A row that is there for its place only: nothing violates it.
      const v1 = this.#vectorOf(lane, BLOCK.v);
      for (const vector of [v0, v1, unscale, y, states]) heap[vector + rows] = 0;
      heap[scale + rows] = NEVER;
      heap[lower + rows] = -Infinity;
      heap[upper + rows] = Infinity;
    }
    return bounded > n - e ? SHARE.manyRows : SHARE.fewRows;
  }

  /** From multipliers to z, nu and residuals. */
  #finish(factors: DualFactors): void {
    if (this.#shape.rows > 0) this.#takeMultipliers();
    this.#system.expand(factors);
    this.#system.computeResiduals(factors);
  }

  /** Factors the systems of the active sets, which `refine` and `solveActive` need. */
  factorActive(factors: DualFactors): void {
    const [block0, block1] = this.#blocks;
    const { K } = factors;
    this.#kernels.factorStates(this.#shape.rows, K[0], K[1], block0, block1, this.#work);
  }

  /** Solves the KKT systems of the active sets for the right-hand sides that are set, and their residuals. */
  solveActive(factors: DualFactors): void {
    this.#solve(factors, this.#system, this.vectors);
    this.#system.computeResiduals(factors);
  }

  /**
   * One step of iterative refinement for the lanes in the bits of `lanes`; the other keeps its bits. Rows'
   * residuals are taken against `rightRows`.
   */
  refine(factors: DualFactors, lanes: number): void {
    const { n, e, rows } = this.#shape;
    const { heap } = this.#arena;
    const { vectors } = this;
    const correction = this.#correction;
    negate(heap, vectors.dual, correction.rightZ, n);
    negate(heap, vectors.equality, correction.rightNu, e);
    for (let i = 0; i < 2 * rows; i++) {
      heap[correction.rightRows / NUMBER + i] =
        heap[vectors.rightRows / NUMBER + i] - heap[vectors.values / NUMBER + i];
    }
    this.#solve(factors, this.#correctionSystem, correction);
    for (const lane of LANES) {
      if (!(lanes & (1 << lane))) continue;
      add(heap, correction.z, vectors.z, n, lane);
      add(heap, correction.nu, vectors.nu, e, lane);
      add(heap, correction.y, vectors.y, rows, lane);
    }
    this.#system.computeResiduals(factors);
  }

  /** Residuals of the solution for the right-hand sides as they are now. */
  computeResiduals(factors: DualFactors): void {
    this.#system.computeResiduals(factors);
  }

  /** Sets `rightRows` of active rows to their bounds, for `refine` of a minimiser. */
  aimAtBounds(): void {
    const { heap } = this.#arena;
    const right = this.vectors.rightRows / NUMBER;
    for (const lane of LANES) {
      const { lower, upper } = this.bounds(lane);
      const states = this.states(lane);
      for (let i = 0; i < this.#shape.rows; i++) {
        const state = heap[states + i];
        heap[right + 2 * i + lane] = state === 0 ? 0 : heap[(state > 0 ? upper : lower) + i];
      }
    }
  }

  /** Multipliers that rounding left on the wrong side of 0 become 0. */
  clampMultipliers(): void {
    const { heap } = this.#arena;
    const y = this.vectors.y / NUMBER;
    for (const lane of LANES) {
      const { lower, upper } = this.bounds(lane);
      const states = this.states(lane);
      for (let i = 0; i < this.#shape.rows; i++) {
        if (heap[lower + i] === heap[upper + i]) continue;
        const at = y + 2 * i + lane;
        if (heap[at] * heap[states + i] < 0) heap[at] = 0;
      }
    }
  }

  #solve(factors: DualFactors, system: DualSystem, vectors: SystemVectors): void {
    const { rows } = this.#shape;
    const { heap } = this.#arena;
    system.reduce(factors);
    for (let i = 0; i < 2 * rows; i++) {
      heap[vectors.v / NUMBER + i] -= heap[vectors.rightRows / NUMBER + i];
    }
    const [block0, block1] = this.#blocks;
    this.#kernels.solveStates(rows, block0, block1, this.#work, vectors.v, vectors.y);
    system.expand(factors);
  }

  #takeMultipliers(): void {
    const { rows } = this.#shape;
    const { heap } = this.#arena;
    const y = this.vectors.y / NUMBER;
    for (const lane of LANES) {
      const from = this.#vectorOf(lane, BLOCK.y);
      // Adding 0 leaves no −0, whose sign would depend on how many rows the other lane has.
      for (let i = 0; i < rows; i++) heap[y + 2 * i + lane] = heap[from + i] + 0;
    }
    this.clampMultipliers();
  }

  #vectorOf(lane: 0 | 1, which: number): number {
    return this.#blocks[lane] / NUMBER + which * paddedRows(this.#shape.rows);
  }

  /** The rounds that one lane has taken. */
  roundsOf(lane: 0 | 1): number {
    return this.#arena.words[2 * this.#vectorOf(lane, BLOCK.account) + 1];
  }
}

/** Rows as a block stores them: an even number. */
function paddedRows(rows: number): number {
  return rows + (rows & 1);
}

function blockBytes(rows: number): number {
  return BLOCK.account * NUMBER * paddedRows(rows) + ACCOUNT_BYTES;
}

function negate(heap: Float64Array, from: Address, to: Address, pairs: number): void {
  for (let i = 0; i < 2 * pairs; i++) heap[to / NUMBER + i] = 0 - heap[from / NUMBER + i];
}

function add(heap: Float64Array, from: Address, to: Address, pairs: number, lane: 0 | 1): void {
  for (let i = lane; i < 2 * pairs; i += 2) heap[to / NUMBER + i] += heap[from / NUMBER + i];
}
