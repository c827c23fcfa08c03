/**
 * The layer that learns mini-Sudoku from solved puzzles alone:
 *
 *     z = argmin ½·0.1‖z‖² − puzzleᵀz   subject to   A z = A z₀,  z ≥ 0
 *
 * with learned A (40×64) and z₀ = exp(log z₀). It begins with random numbers, and nobody tells it the rules.
 *
 * Source: Amos & Kolter 2017, section 4.4; the experiment of experiments/sudoku, without TensorFlow.js.
 */
import { solve, type ProblemInput, type Solution } from "optnet";
import { isValid, type Board, type Sudoku } from "../../../tools/sudoku/board.js";
import { decode, oneHot, SIZE } from "../../../tools/sudoku/encode.js";
import { generate } from "../../../tools/sudoku/generate.js";
import { Random } from "../../../tools/random.js";
import { Adam } from "../../play/adam.js";

export const ROWS = 40;
const COST = 0.1;
const RATE = 0.1;

/** Where batches are solved: on the processor at once, on a GPU later. */
export type Solve = (problem: ProblemInput) => Solution | Promise<Solution<"later">>;

export interface StepReport {
  readonly step: number;
  readonly loss: number;
  readonly solvedBy: string;
}

export interface Verdict {
  /** Share of boards that break a rule. */
  readonly error: number;
  readonly boards: readonly { readonly puzzle: Board; readonly guess: Board; readonly solution: Board }[];
}

/** A learned layer as a file: what it takes to use it elsewhere. */
export interface SavedLayer {
  readonly format: "optnet mini-sudoku layer";
  readonly version: 1;
  readonly A: readonly number[];
  readonly logPoint: readonly number[];
}

export class Learner {
  /** A, row by row, and behind it log z₀. */
  readonly parameters = new Float64Array(ROWS * SIZE + SIZE);
  readonly #training: readonly Sudoku[];
  readonly #test: readonly Sudoku[];
  readonly #random: Random;
  #adam: Adam;
  #steps = 0;

  /** @param batch puzzles per step, which may change between steps. */
  constructor(
    seed: number,
    public batch = 100,
    puzzles = 3000,
  ) {
    const all = generate(puzzles + 200, seed);
    this.#training = all.slice(0, puzzles);
    this.#test = all.slice(puzzles);
    this.#random = new Random(seed);
    for (let i = 0; i < ROWS * SIZE; i++) this.parameters[i] = this.#random.uniform();
    this.#adam = new Adam(this.parameters);
  }

  get A(): Float64Array {
    return this.parameters.subarray(0, ROWS * SIZE);
  }

  get #point(): Float64Array {
    return this.parameters.subarray(ROWS * SIZE).map(Math.exp);
  }

  #problem(puzzles: readonly Sudoku[]): ProblemInput {
    const p = Float64Array.from(oneHot(puzzles.map(({ puzzle }) => puzzle)), (value) => -value);
    const [A, point] = [this.A, this.#point];
    const b = Float64Array.from({ length: ROWS }, (_, row) =>
      point.reduce((sum, value, k) => sum + A[row * SIZE + k] * value, 0),
    );
    return {
      Q: new Float64Array(SIZE).fill(COST),
      p: { data: p, shape: [puzzles.length, SIZE] },
      A: { data: A, shape: [ROWS, SIZE] },
      b,
      lower: 0,
    };
  }

  async step(solveBatch: Solve = solve): Promise<StepReport> {
    const puzzles = Array.from(
      { length: this.batch },
      () => this.#training[this.#random.below(this.#training.length)],
    );
    const solution = await solveBatch(this.#problem(puzzles));
    const wanted = oneHot(puzzles.map((one) => one.solution));
    const count = wanted.length;
    let loss = 0;
    const cotangent = Float64Array.from(solution.z, (value, i) => {
      loss += (value - wanted[i]) ** 2 / count;
      return (2 * (value - wanted[i])) / count;
    });
    const { A, b } = await solution.vjp(
      { z: { data: cotangent, shape: [puzzles.length, SIZE] } },
      { wrt: ["A", "b"] },
    );
    const solvedBy = solution.solvedBy();
    solution.dispose();
    this.#adam.step(this.#chained(A.data, b.data), RATE);
    return { step: ++this.#steps, loss, solvedBy };
  }

  /** Gradients of A and log z₀ from those of A and b = A z₀. */
  #chained(gradientA: ArrayLike<number>, gradientB: ArrayLike<number>): Float64Array {
    const gradient = new Float64Array(this.parameters.length);
    const [A, point] = [this.A, this.#point];
    for (let row = 0; row < ROWS; row++) {
      for (let k = 0; k < SIZE; k++) {
        gradient[row * SIZE + k] = gradientA[row * SIZE + k] + gradientB[row] * point[k];
        gradient[ROWS * SIZE + k] += A[row * SIZE + k] * gradientB[row] * point[k];
      }
    }
    return gradient;
  }

  /** Boards that it has not learned from. */
  judge(count = this.#test.length): Verdict {
    const puzzles = this.#test.slice(0, count);
    using solution = solve(this.#problem(puzzles));
    const boards = puzzles.map((one, i) => ({ ...one, guess: decode(solution.z, i) }));
    return { error: boards.filter(({ guess }) => !isValid(guess)).length / count, boards };
  }

  save(): SavedLayer {
    return {
      format: "optnet mini-sudoku layer",
      version: 1,
      A: [...this.A],
      logPoint: [...this.parameters.subarray(ROWS * SIZE)],
    };
  }

  /**
   * Takes the place of what was learned before; learning goes on from there.
   *
   * @throws TypeError where this is no such layer.
   */
  load(saved: unknown): void {
    const { format, version, A, logPoint } = Object(saved) as Partial<Record<keyof SavedLayer, unknown>>;
    const isRow = (values: unknown, length: number): values is number[] =>
      Array.isArray(values) && values.length === length && values.every(Number.isFinite);
    if (
      format !== "optnet mini-sudoku layer" ||
      version !== 1 ||
      !isRow(A, ROWS * SIZE) ||
      !isRow(logPoint, SIZE)
    ) {
      throw new TypeError("This file is no layer that this page has saved.");
    }
    this.parameters.set([...A, ...logPoint]);
    this.#adam = new Adam(this.parameters);
    this.#steps = 0;
  }
}
