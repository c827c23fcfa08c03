import { solve } from "optnet";
import { beforeAll, expect, test } from "vitest";
import { generate } from "../../tools/sudoku/generate.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { boardCourse, measure, solveAll } from "./course.js";
import { Learner } from "./learner.js";

beforeAll(() => startTensorFlow("cpu"));

test("a free learner starts with constraints that contradict each other and learns its way out", async () => {
  const sudokus = generate(40, 1);
  const learner = Learner.create({ seed: 1, tolerance: 1e-8, free: true });
  const parts = { training: sudokus, validation: [], test: [], unseen: [] };
  const course = boardCourse(learner, parts, { epochs: 12, batch: 20, learningRate: 0.1 });
  /** How far the constraints are from being feasible. */
  const shift = (): number => {
    const all = course.trainer.weights();
    const [A, b] = [40 * 64, 40].map((size) => Float64Array.from(all.find(({ length }) => length === size)!));
    const problem = { Q: new Float64Array(64).fill(0.1), p: new Float64Array(64), lower: 0 };
    const solution = solve({ ...problem, A, b }, { infeasible: "closestFeasible" });
    return Math.hypot(...solution.assertSolved().shiftB);
  };
  const loss = async (): Promise<number> => measure(await solveAll(learner, sudokus, 40)).loss;

  expect(shift()).toBeGreaterThan(0.1);
  const before = await loss();
  for (let epoch = 1; epoch <= 12; epoch++) {
    for (let index = 0; index < course.batches; index++) course.step(epoch, index);
    expect(course.account.sums).toMatchObject({ boards: 40, unsolved: 0 });
  }
  expect(shift()).toBe(0);
  expect(await loss()).toBeLessThan(0.9 * before);
});
