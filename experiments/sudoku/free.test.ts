import * as tf from "@tensorflow/tfjs";
import { solve } from "optnet";
import { beforeAll, expect, test } from "vitest";
import { generate } from "../../tools/sudoku/generate.js";
import { Learner } from "./learner.js";

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend("cpu");
});

test("a free learner starts with constraints that contradict each other and learns its way out", async () => {
  const sudokus = generate(40, 1);
  const learner = Learner.create({ seed: 1, learningRate: 0.1, tolerance: 1e-8, free: true });
  const weights = async (): Promise<{ A: Float64Array; b: Float64Array }> => {
    const all = (await learner.state()).weights;
    const [A, b] = [all.find(({ length }) => length === 40 * 64)!, all.find(({ length }) => length === 40)!];
    return { A: Float64Array.from(A), b: Float64Array.from(b) };
  };
  /** How far the constraints are from being feasible. */
  const shift = async (): Promise<number> => {
    const problem = { Q: new Float64Array(64).fill(0.1), p: new Float64Array(64), lower: 0 };
    const solution = solve({ ...problem, ...(await weights()) }, { infeasible: "closestFeasible" });
    return Math.hypot(...solution.assertSolved().shiftB);
  };
  const loss = (): number =>
    learner.predict(sudokus).outcomes.reduce((sum, { squares }) => sum + squares, 0) / (64 * sudokus.length);

  learner.predict(sudokus.slice(0, 1)); // makes the weights
  expect(await shift()).toBeGreaterThan(0.1);
  const before = loss();
  const unsolved: number[] = [];
  for (let step = 0; step < 24; step++) {
    const { outcomes } = learner.step(sudokus.slice((step % 2) * 20, (step % 2) * 20 + 20));
    unsolved.push(outcomes.filter(({ solved }) => !solved).length);
  }
  expect(Math.max(...unsolved)).toBe(0);
  expect(await shift()).toBe(0);
  expect(loss()).toBeLessThan(0.9 * before);
});
