/** Trains off the page's thread, a step whenever it is asked for one. */
import { expose } from "comlink";
import { arithmetic } from "../../play/arithmetic.js";
import { Learner, type SavedLayer, type Solve, type StepReport, type Verdict } from "./learner.js";
import { distanceToRules, projection, RULES } from "./rules.js";

export interface Pictures {
  readonly A: Float64Array;
  /** The projection on the span of the rows of A. */
  readonly span: Float64Array;
  readonly rules: Float64Array;
  readonly distance: number;
}

let learner = new Learner(1);
let solveBatch: Solve | undefined;

const service = {
  step: (): Promise<StepReport> => learner.step(solveBatch),
  judge: (): Verdict => learner.judge(),
  pictures(): Pictures {
    const span = projection(learner.A);
    return { A: learner.A.slice(), span, rules: RULES, distance: distanceToRules(span) };
  },
  restart(seed: number): void {
    learner = new Learner(seed, learner.batch);
  },
  setBatch(batch: number): void {
    learner.batch = batch;
  },
  save: (): SavedLayer => learner.save(),
  /** @param text of a file. */
  load(text: string): void {
    let saved: unknown;
    try {
      saved = JSON.parse(text);
    } catch {
      saved = undefined;
    }
    learner.load(saved);
  },
  arithmetic,
  /** @returns whether batches are solved on a GPU from now on. */
  async useGpu(wanted: boolean): Promise<boolean> {
    solveBatch = undefined;
    if (!wanted || !(await navigator.gpu?.requestAdapter())) return false;
    const { solveAsync } = await import("optnet/webgpu");
    solveBatch = (problem) => solveAsync(problem, { tolerance: 1e-6 });
    return true;
  },
};
export type SudokuService = typeof service;

expose(service);
