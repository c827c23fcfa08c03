import type { UserVectors } from "../../../form/standard.js";
import type { Arena } from "../arena.js";
import type { Address, Kernels } from "../module.js";
import type { DualFactors } from "./factors.js";
import type { DualShape } from "./shape.js";
import type { Vectors } from "./structs.js";
import {
  align,
  Cursor,
  FACTORS_WORD,
  NUMBER,
  PAIR,
  STRUCT_BYTES,
  writePair,
  writeVectors,
} from "./structs.js";

/** Vectors of one lane's block, and bytes of its account (kernel/block.ts, kernel/pivot.ts). */
const BLOCK_VECTORS = 9;
const ACCOUNT_BYTES = 56;

/** Lane pairs of the report (kernel/report.ts). */
const REPORT = {
  primal: 1,
  dual: 2,
  gap: 3,
  largest: 4,
  rounding: 5,
  error: 6,
  relative: 8,
  cost: 9,
  relativeDual: 10,
} as const;
const REPORT_PAIRS = 11;

/** Rounds of pivoting before an element is left to another method: rounding can make it cycle. */
const MAX_ROUNDS = { fixed: 60, perRow: 3 };

/** Steps of this share of 1 never come near where they have been. */
const GOLDEN = 0.6180339887498949;

export type Lane = 0 | 1;
export const LANES = [0, 1] as const;

/**
 * Solves two elements at a time: pivots to their active sets, and solves the KKT systems of these. Holds its
 * working memory, so that one instance serves a whole batch.
 */
export class PairSolver {
  /** Where its struct is. */
  readonly at: Address;
  /** Where the right-hand side of stationarity and z are, lane pairs. */
  readonly rightZ: Address;
  readonly z: Address;
  readonly #rights: readonly (readonly [at: Address, count: number])[];
  readonly #work: Address;
  readonly #leading: number;
  readonly #kernels: Kernels;
  readonly #arena: Arena;
  readonly #rows: number;
  readonly #blocks: readonly [Address, Address];
  readonly #report: Address;
  readonly #nu: Address;
  readonly #y: Address;

  static bytes(shape: DualShape): number {
    const { n, rows } = shape;
    const structs = STRUCT_BYTES.pair + 2 * STRUCT_BYTES.vectors;
    const pairs = 2 * vectorPairs(shape) + 2 * rows + workPairs(shape) + REPORT_PAIRS;
    return structs + pairs * PAIR + 2 * blockBytes(rows) + align(4 * rows) + align(NUMBER * n);
  }

  constructor(kernels: Kernels, arena: Arena, shape: DualShape, shapeAt: Address, at: Address) {
    const { rows } = shape;
    const cursor = new Cursor(at);
    this.#kernels = kernels;
    this.#arena = arena;
    this.#rows = rows;
    this.at = cursor.take(STRUCT_BYTES.pair, 1);
    const [solution, correction] = LANES.map(() => {
      const struct = cursor.take(STRUCT_BYTES.vectors, 1);
      const vectors = takeVectors(shape, cursor);
      writeVectors(arena, struct, vectors);
      return { struct, vectors };
    });
    this.rightZ = solution.vectors.rightZ;
    this.z = solution.vectors.z;
    this.#nu = solution.vectors.nu;
    this.#y = solution.vectors.y;
    this.#rights = [
      [solution.vectors.rightZ, shape.n],
      [solution.vectors.rightNu, shape.e],
      [solution.vectors.rightRows, rows],
    ];
    this.#blocks = [cursor.take(blockBytes(rows), 1), cursor.take(blockBytes(rows), 1)];
    this.#report = cursor.take(REPORT_PAIRS, PAIR);
    const [lower, upper] = LANES.map(() => cursor.take(rows, PAIR));
    this.#work = cursor.take(workPairs(shape), PAIR);
    this.#leading = shape.mostActive | 1;
    writePair(arena, this.at, {
      shape: shapeAt,
      factors: 0,
      solution: solution.struct,
      correction: correction.struct,
      lower,
      upper,
      block0: this.#blocks[0],
      block1: this.#blocks[1],
      work: this.#work,
      direction: cursor.take(shape.n, NUMBER),
      report: this.#report,
      support: cursor.take(rows, 4),
      supported: 0,
      supportedOfG: 0,
    });
  }

  use(factors: DualFactors): void {
    this.#arena.words[this.at / 4 + FACTORS_WORD] = factors.at;
  }

  /** What was last found out about one lane. */
  report(lane: Lane, what: keyof typeof REPORT): number {
    return this.#arena.heap[this.#report / NUMBER + 2 * REPORT[what] + lane];
  }

  /** Sets a right-hand side that reaches into all directions, the same in both lanes. */
  loadProbe(): void {
    const { heap } = this.#arena;
    let phase = 0;
    for (const [at, count] of this.#rights) {
      for (let i = 0; i < count; i++) {
        phase = (phase + GOLDEN) % 1;
        heap.fill(phase < 0.5 ? phase - 1 : phase, at / NUMBER + 2 * i, at / NUMBER + 2 * i + 2);
      }
    }
  }

  /** The smallest pivot of the first `count` active rows; rows are scaled so that their diagonal entries are 1. */
  smallestPivot(lane: Lane, count: number): number {
    const { heap } = this.#arena;
    const next = 2 * (this.#leading + 1);
    let smallest = 1;
    for (let i = 0, at = this.#work / NUMBER + lane; i < count; i++, at += next) {
      if (!(heap[at] > 0)) return 0;
      smallest = Math.min(smallest, heap[at] ** -2);
    }
    return smallest;
  }

  /**
   * Minimises for the right-hand sides and bounds that are set: eliminates, pivots, expands, and finds out the
   * residuals.
   *
   * @param again whether to go on from where the last call ended, for other right-hand sides.
   * @param limit of rounds.
   * @param observe called before the first round and after every round with its number, at a point of which the
   *   residuals are known.
   * @param timeIsUp whether to give up, asked before every round.
   * @returns bits of the lanes that were solved.
   */
  minimise(
    again: boolean,
    limit: number,
    observe: ((round: number) => void) | undefined,
    timeIsUp: (() => boolean) | undefined,
  ): number {
    const kernels = this.#kernels;
    const rows = this.#rows;
    kernels.beginMinimise(this.at, again);
    if (observe) {
      kernels.finishMinimise(this.at);
      observe(0);
    }
    const maxRounds = Math.min(limit, MAX_ROUNDS.fixed + MAX_ROUNDS.perRow * rows);
    let outcome = 0;
    for (let round = 1; round <= maxRounds && outcome >> 2 !== 3 && !timeIsUp?.(); round++) {
      outcome = kernels.pivotRound(this.at, round);
      if (!observe) continue;
      kernels.finishMinimise(this.at);
      observe(round);
    }
    if (!observe) kernels.finishMinimise(this.at);
    return outcome & 3;
  }

  /** Whether one lane ended because its bounds contradict each other. */
  isContradicted(lane: Lane): boolean {
    return this.#kernels.isContradicted(this.#blocks[lane], this.#rows) !== 0;
  }

  /** One lane's solution, as users have it. */
  vectors(lane: Lane, { n, e, m, boxes }: DualShape): UserVectors {
    const { heap } = this.#arena;
    const take = (from: Address, count: number): Float64Array =>
      Float64Array.from({ length: count }, (_, i) => heap[from / NUMBER + 2 * i + lane]);
    const y = take(this.#y, this.#rows);
    const lambdaLower = new Float64Array(n);
    const lambdaUpper = new Float64Array(n);
    boxes.forEach((variable, i) => {
      lambdaLower[variable] = Math.max(0, -y[m + i]);
      lambdaUpper[variable] = Math.max(0, y[m + i]);
    });
    return { z: take(this.z, n), nu: take(this.#nu, e), lambda: y.slice(0, m), lambdaLower, lambdaUpper };
  }

  /** The rounds that one lane has taken. */
  roundsOf(lane: Lane): number {
    return this.#kernels.roundsOf(this.#blocks[lane], this.#rows);
  }
}

/** The factor of the active rows, and a right-hand side. */
function workPairs({ mostActive }: DualShape): number {
  return (mostActive + 1) ** 2 + mostActive;
}

function vectorPairs({ n, e, rows }: DualShape): number {
  return 5 * n + 4 * e + 5 * rows;
}

function takeVectors({ n, e, rows }: DualShape, cursor: Cursor): Vectors {
  const take = (count: number): Address => cursor.take(count, PAIR);
  return {
    rightZ: take(n),
    rightNu: take(e),
    rightRows: take(rows),
    t: take(n),
    g: take(e),
    v: take(rows),
    w: take(rows),
    z: take(n),
    nu: take(e),
    y: take(rows),
    size: take(n),
    dual: take(n),
    equality: take(e),
    values: take(rows),
  };
}

function blockBytes(rows: number): number {
  return align(BLOCK_VECTORS * NUMBER * (rows + (rows & 1)) + ACCOUNT_BYTES);
}

/** Bits of the lanes whose value is above the limit or no number. */
export function lanesAbove(limit: number, value0: number, value1: number): number {
  return (value0 <= limit ? 0 : 1) | (value1 <= limit ? 0 : 2);
}
