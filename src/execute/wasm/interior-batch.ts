/** Four sparse problems of one pattern at a time: the interior point, and active sets (kernel/sparse/interior.ts, active.ts). */
import { SMALL_PIVOT, TINY_PIVOT } from "../../matrix/multifrontal.js";
import type { Symbolic } from "../../matrix/symbolic.js";
import type { KktVectors } from "../../problem/fields.js";
import type { Address } from "./layout.js";
import { Cursor, LAYOUT, NUMBER, writeStruct } from "./layout.js";
import type { Arena } from "./memory.js";
import type { Kernels } from "./module.js";
import { LANES, SparseBatchFactor, sparseBatchBytes } from "./sparse-batch-factor.js";

/** What problems have in common that are solved together. */
export interface InteriorPattern {
  /** Of the KKT matrix in z, nu and the multipliers of G. */
  readonly symbolic: Symbolic;
  /** Which entry of its pattern is the i-th on the diagonal. */
  readonly diagonal: Int32Array;
  readonly n: number;
  readonly e: number;
  readonly m: number;
  /** Whether there is a quadratic term. */
  readonly quadratic: boolean;
  /** The variables that have a lower bound, −z ≤ d, and an upper one, z ≤ d: the rows of C after those of G. */
  readonly lowerIndex: Int32Array;
  readonly upperIndex: Int32Array;
}

/** The numbers of one problem; undefined are those that its lane has had before. */
export interface InteriorNumbers {
  /** The KKT matrix by entry of its pattern, with Q's on the diagonal. */
  readonly values: Float64Array | undefined;
  readonly p: Float64Array | undefined;
  readonly b: Float64Array;
  /** Right-hand sides of the rows of C. */
  readonly d: Float64Array | undefined;
}

/** Where the iteration came to the tolerance. */
export interface InteriorPoint {
  readonly z: Float64Array;
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
  readonly s: Float64Array;
  readonly iterations: number;
}

/** Vectors over the unknowns, the rows of A and the rows of C. */
type Blocks = Pick<KktVectors, "z" | "nu" | "lambda">;

/** What correcting an active set came to. */
export interface Corrected {
  /** Active sets that were solved for. */
  readonly rounds: number;
  /** The active set in which no row is wrong, and its solution; undefined where none was found. */
  readonly found: ActivePoint | undefined;
}

/** The solution of an active set, as an answer: no multiplier is negative, and variables are on their bounds or within. */
export interface ActivePoint extends Blocks {
  readonly active: Uint8Array;
  readonly judgement: Judgement;
}

/** How far an answer is from the KKT conditions, as the kernels measure it (kernel/sparse/verdict.ts). */
export interface Judgement {
  /** The largest share that a residual is of the terms that it is the sum of. */
  readonly worst: number;
  readonly gap: number;
  /** zᵀQz, pᵀz, and the sum of the sizes of the terms of pᵀz. */
  readonly quadratic: number;
  readonly linear: number;
  readonly linearTerms: number;
  /** Rows of C whose slack and multiplier are both next to 0. */
  readonly weaklyActive: number;
  /** What is left of the rows of stationarity and of A; and of those of G, the slack. */
  readonly residual: Blocks;
}

/** A solution of the KKT system of an active set, and the residual relative to the right-hand side, in the largest entry. */
export interface ActiveSolution extends Blocks {
  readonly residual: number;
}

function place({ symbolic, n, e, m, lowerIndex, upperIndex }: InteriorPattern, cursor: Cursor) {
  const rows = m + lowerIndex.length + upperIndex.length;
  const all = n + e + rows;
  const size = n + e + m;
  const batch = cursor.take(sparseBatchBytes(symbolic), 1);
  const struct = cursor.take(1, LAYOUT.InteriorBatch.bytes);
  const takeWords = (count: number): Address => cursor.take(count, 4);
  const [lower, upper, diagonal] = [lowerIndex.length, upperIndex.length, size].map(takeWords);
  const [iterations, rounds, fewest, patience] = [LANES, LANES, LANES, LANES].map(takeWords);
  const activeBounds = takeWords(rows - m);
  const take = (count: number): Address => cursor.take(count, LANES * NUMBER);
  const [curvature, p, b, d] = [size, n, e, rows].map(take);
  const [x, s, v, right, reduced, product, weights] = [all, rows, rows, all, size, size, n].map(take);
  const boundWeights = take(rows - m);
  const [affine, step, slackStep, mu, rho, delta] = [all, all, rows, 1, 1, 1].map(take);
  const [active, solution, residual, correction] = [rows, all, all, all].map(take);
  const [scales, left, wrong, report, largestCost] = [3, 1, 1, 6, 1].map(take);
  return {
    ...{ batch, struct, lowerIndex: lower, upperIndex: upper, diagonal, iterations, curvature, p, b, d },
    ...{ x, s, v, right, reduced, product, weights, boundWeights, affine, step, slackStep, mu, rho, delta },
    ...{ active, activeBounds, solution, residual, correction, scales, left, wrong, report, largestCost },
    ...{ rounds, fewest, patience },
  };
}

/** Relative residual at which solutions are as exact as is worth another step. */
const ACCURACY = 1e-13;

/** Room for four problems at a time. Dispose of it. */
export class InteriorBatch {
  readonly #kernels: Kernels;
  readonly #arena: Arena;
  readonly #pattern: InteriorPattern;
  readonly #at: ReturnType<typeof place>;
  readonly #factor: SparseBatchFactor;
  readonly #start: Address;
  readonly bytes: number;
  #loaded = 0;

  /** @returns undefined where there is no room. */
  static of(kernels: Kernels, arena: Arena, pattern: InteriorPattern): InteriorBatch | undefined {
    const cursor = new Cursor(0);
    place(pattern, cursor);
    const start = arena.allocate(cursor.at);
    return start === undefined ? undefined : new InteriorBatch(kernels, arena, pattern, start, cursor.at);
  }

  private constructor(
    kernels: Kernels,
    arena: Arena,
    pattern: InteriorPattern,
    start: Address,
    bytes: number,
  ) {
    this.#kernels = kernels;
    this.#arena = arena;
    this.#pattern = pattern;
    this.#start = start;
    this.bytes = bytes;
    this.#at = place(pattern, new Cursor(start));
    const { symbolic, n, e, m, quadratic, lowerIndex, upperIndex, diagonal } = pattern;
    const signs = new Int8Array(n + e + m).fill(1, 0, n).fill(-1, n);
    this.#factor = new SparseBatchFactor(kernels, arena, symbolic, this.#at.batch, signs);
    const { struct, ...addresses } = this.#at;
    const counts = { n, e, m, lowerCount: lowerIndex.length, upperCount: upperIndex.length };
    writeStruct(arena.words, struct, "InteriorBatch", {
      ...{ ...addresses, ...counts, quadratic: Number(quadratic), pairs: 2, activeCount: 0 },
      values: this.#factor.valuesAt,
    });
    arena.words.set(lowerIndex, this.#at.lowerIndex / 4);
    arena.words.set(upperIndex, this.#at.upperIndex / 4);
    arena.words.set(diagonal, this.#at.diagonal / 4);
  }

  /** Takes up to four problems; what is done from now on is done to the first `count`. What other lanes hold disturbs nobody. */
  load(problems: readonly InteriorNumbers[], count = problems.length): void {
    this.#loaded = count;
    const { pairs } = LAYOUT.InteriorBatch.offsets;
    this.#arena.words[(this.#at.struct + pairs) / 4] = count > LANES / 2 ? 2 : 1;
    problems.forEach((problem, lane) => this.#load(problem, lane));
  }

  /**
   * Iterates those problems that `isAsked` names. Each has the iterate, to the bit, that it has alone.
   *
   * @returns for each its iterate, undefined where it did not come to the tolerance.
   */
  iterate(
    isAsked: (lane: number) => boolean,
    tolerance: number,
    maxIterations: number,
  ): (InteriorPoint | undefined)[] {
    const { struct } = this.#at;
    const limits = [tolerance, maxIterations, TINY_PIVOT, SMALL_PIVOT] as const;
    const solved = this.#kernels.iterateSparseBatch(struct, this.#restingBut(isAsked), ...limits);
    return this.#each((lane) => (solved & (1 << lane) ? this.#pointOf(lane) : undefined));
  }

  /** Takes the rows to be active that the iterates take to be. */
  guessFromIterates(): void {
    this.#kernels.guessActive(this.#at.struct);
  }

  /** Takes these rows of each problem to be active, and of others none. */
  guess(active: readonly Uint8Array[]): void {
    const { words } = this.#arena;
    this.guessNone();
    active.forEach((rows, lane) => {
      const first = this.#at.active / 4 + 2 * lane;
      for (let i = rows.indexOf(1); i >= 0; i = rows.indexOf(1, i + 1))
        words[first + 2 * LANES * i] = words[first + 2 * LANES * i + 1] = -1;
    });
  }

  /** Takes no rows to be active. */
  guessNone(): void {
    const { active } = this.#at;
    this.#arena.bytes.fill(0, active, active + this.#rows * LANES * NUMBER);
  }

  /** Corrects the guesses for those problems that `isAsked` names. */
  correct(isAsked: (lane: number) => boolean, mostRounds: number): Corrected[] {
    const { struct } = this.#at;
    const limits = [mostRounds, TINY_PIVOT, SMALL_PIVOT] as const;
    const found = this.#kernels.correctActive(struct, this.#restingBut(isAsked), ...limits);
    if (found !== 0) {
      this.#kernels.judgeActive(struct);
      this.#kernels.unpackActive(struct);
    }
    return this.#each((lane) => ({
      rounds: this.#arena.words[this.#at.rounds / 4 + lane],
      found: found & (1 << lane) ? this.#solutionOf(lane) : undefined,
    }));
  }

  /** Factors for these active sets. Returns whether each problem's are factors. */
  factorActive(active: readonly Uint8Array[]): boolean[] {
    this.guess(active);
    const wrong = this.#kernels.factorActive(this.#at.struct, TINY_PIVOT, SMALL_PIVOT);
    return this.#each((lane) => (wrong & (1 << lane)) === 0);
  }

  /**
   * Solves the KKT systems of the active sets that the factors are for.
   *
   * @param right of each problem, 0 in rows that are not active; undefined where nothing is asked.
   */
  solveActive(right: readonly (Blocks | undefined)[]): (ActiveSolution | undefined)[] {
    const residuals = this.residualsActive(right, ACCURACY);
    this.#kernels.unpackActive(this.#at.struct);
    return right.map((_, lane) => {
      const residual = residuals[lane];
      return residual === undefined ? undefined : { ...this.#unpackedBlocks(lane), residual };
    });
  }

  /**
   * The same, where only the residuals of the solutions are wanted.
   *
   * @param accuracy of them that will do.
   */
  residualsActive(right: readonly (Blocks | undefined)[], accuracy: number): (number | undefined)[] {
    const { n, e } = this.#pattern;
    const { heap } = this.#arena;
    const rows = this.#at.right / NUMBER + LANES * (n + e);
    // Most of them are not active.
    heap.fill(0, rows, rows + LANES * this.#rows);
    let resting = 0;
    for (let lane = 0; lane < LANES; lane++) {
      const asked = right[lane];
      if (asked === undefined) {
        resting |= 1 << lane;
        continue;
      }
      this.#write(this.#at.right, 0, asked.z, lane);
      this.#write(this.#at.right, n, asked.nu, lane);
      const { lambda } = asked;
      for (let i = 0; i < lambda.length; i++) if (lambda[i] !== 0) heap[rows + LANES * i + lane] = lambda[i];
    }
    this.#kernels.refineActive(this.#at.struct, resting, accuracy);
    const left = this.#at.left / NUMBER;
    return right.map((asked, lane) => asked && heap[left + lane]);
  }

  /** Bits of the lanes that have no problem, or that are not asked for. */
  #restingBut(isAsked: (lane: number) => boolean): number {
    let resting = 0;
    for (let lane = 0; lane < LANES; lane++) if (lane >= this.#loaded || !isAsked(lane)) resting |= 1 << lane;
    return resting;
  }

  #each<Result>(of: (lane: number) => Result): Result[] {
    return Array.from({ length: this.#loaded }, (_, lane) => of(lane));
  }

  #load({ values, p, b, d }: InteriorNumbers, lane: number): void {
    if (p) this.#write(this.#at.p, 0, p, lane);
    this.#write(this.#at.b, 0, b, lane);
    if (d) this.#write(this.#at.d, 0, d, lane);
    if (values === undefined) return;
    this.#write(this.#factor.valuesAt, 0, values, lane);
    this.#factor.noteChange();
    const { heap } = this.#arena;
    const { diagonal, n } = this.#pattern;
    const to = this.#at.curvature / NUMBER + lane;
    for (let i = 0; i < diagonal.length; i++) heap[to + LANES * i] = i < n ? values[diagonal[i]] : 0;
  }

  #write(at: Address, from: number, numbers: Float64Array, lane: number): void {
    const { heap } = this.#arena;
    const first = at / NUMBER + LANES * from + lane;
    for (let i = 0; i < numbers.length; i++) heap[first + LANES * i] = numbers[i];
  }

  #pointOf(lane: number): InteriorPoint {
    const { x, s, iterations } = this.#at;
    return {
      ...{ ...this.#blocksOf(x, lane), s: this.#read(s, 0, this.#rows, lane) },
      iterations: this.#arena.words[iterations / 4 + lane],
    };
  }

  #solutionOf(lane: number): ActivePoint {
    const rows = this.#rows;
    const first = this.#at.slackStep + rows * lane;
    const active = new Uint8Array(this.#arena.bytes.slice(first, first + rows).buffer);
    return { active, ...this.#unpackedBlocks(lane), judgement: this.#judgementOf(lane) };
  }

  #judgementOf(lane: number): Judgement {
    const { n, e, m } = this.#pattern;
    const report = this.#read(this.#at.report, 0, 6, lane);
    const [worst, gap, quadratic, linear, linearTerms, weaklyActive] = report;
    const left = this.#unpacked(this.#at.step, lane, n + e + m);
    return {
      ...{ worst, gap, quadratic, linear, linearTerms, weaklyActive },
      residual: { z: left.subarray(0, n), nu: left.subarray(n, n + e), lambda: left.subarray(n + e) },
    };
  }

  /** The solution of a lane that is unpacked. */
  #unpackedBlocks(lane: number): Blocks {
    const { n, e } = this.#pattern;
    const all = this.#unpacked(this.#at.affine, lane, n + e + this.#rows);
    return { z: all.subarray(0, n), nu: all.subarray(n, n + e), lambda: all.subarray(n + e) };
  }

  /** The first so many numbers of a lane's unpacked vector. */
  #unpacked(at: Address, lane: number, count: number): Float64Array {
    const { n, e } = this.#pattern;
    const first = at / NUMBER + (n + e + this.#rows) * lane;
    return this.#arena.heap.slice(first, first + count);
  }

  get #rows(): number {
    const { m, lowerIndex, upperIndex } = this.#pattern;
    return m + lowerIndex.length + upperIndex.length;
  }

  #blocksOf(at: Address, lane: number): Blocks {
    const { n, e } = this.#pattern;
    return {
      z: this.#read(at, 0, n, lane),
      nu: this.#read(at, n, e, lane),
      lambda: this.#read(at, n + e, this.#rows, lane),
    };
  }

  #read(at: Address, from: number, count: number, lane: number): Float64Array {
    const { heap } = this.#arena;
    const first = at / NUMBER + LANES * from + lane;
    const numbers = new Float64Array(count);
    for (let i = 0; i < count; i++) numbers[i] = heap[first + LANES * i];
    return numbers;
  }

  dispose(): void {
    this.#arena.release(this.#start, this.bytes);
  }
}
