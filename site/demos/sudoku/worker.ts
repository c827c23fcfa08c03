/** Trains off the page's thread, a step whenever it is asked for one. */
import { expose } from "comlink";
import { Learner, type SavedLayer, type Solve, type StepReport, type Verdict } from "./learner.js";

let learner = new Learner(1);
let solveBatch: Solve | undefined;

const service = {
  step: (): Promise<StepReport> => learner.step(solveBatch),
  judge: (): Verdict => learner.judge(),
  picture: (): Float64Array => learner.A.slice(),
  restart(seed: number, batch: number): void {
    learner = new Learner(seed, batch);
  },
  save: (): SavedLayer => learner.save(),
  load: (saved: object): void => learner.load(saved),
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
