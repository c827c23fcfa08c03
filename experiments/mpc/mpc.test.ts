import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { runEpochs } from "../../tools/epochs.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { advance, linearised, MOST_FORCE } from "./cart-pole.js";
import { drawStarts, fallen, meanCost, runLoop } from "./closed-loop.js";
import { planner } from "./controller.js";
import { difference, examplesOf, imitationCourse } from "./course.js";

beforeAll(() => startTensorFlow());
const EXPERT = [20, 2, 100, 2];

describe("the cart-pole", () => {
  it("falls when left alone and stays when upright", () => {
    let state = [0, 0, 0.01, 0];
    for (let step = 0; step < 15; step++) state = advance(state, 0);
    expect(state[2]).toBeGreaterThan(0.5);
    expect(advance([1, 0, 0, 0], 0)).toEqual([1, 0, 0, 0]);
  });

  it("keeps its energy without a force", () => {
    const energy = ([, v, angle, rate]: readonly number[]): number =>
      0.5 * 1.1 * v * v +
      0.05 * v * rate * Math.cos(angle) +
      0.5 * 0.1 * 0.25 * (4 / 3) * rate * rate +
      0.1 * 9.81 * 0.5 * Math.cos(angle);
    let state = [0, 0.3, 0.1, 0.2];
    const before = energy(state);
    for (let step = 0; step < 20; step++) state = advance(state, 0);
    expect(energy(state)).toBeCloseTo(before, 6);
  });

  it("moves as its linearisation says near upright", () => {
    const { A, B } = linearised();
    const [state, force] = [[0.01, -0.02, 0.004, 0.003], 0.05];
    const expected = A.map((row, i) => row.reduce((sum, value, j) => sum + value * state[j], B[i] * force));
    advance(state, force).forEach((value, i) => expect(value).toBeCloseTo(expected[i], 6));
  });
});

describe("the planner", () => {
  it("is the linear quadratic regulator of its horizon where no bound is reached", () => {
    // Backward Riccati recursion: an independent way to the same first force.
    const { A, B } = linearised();
    const n = [0, 1, 2, 3];
    let P = n.map((i) => n.map((j) => (i === j ? EXPERT[i] : 0)));
    let gain: number[] = [];
    for (let k = 0; k < 20; k++) {
      const PB = n.map((i) => n.reduce((sum, j) => sum + P[i][j] * B[j], 0));
      const scale = 1 + n.reduce((sum, i) => sum + B[i] * PB[i], 0);
      gain = n.map((j) => n.reduce((sum, i) => sum + PB[i] * A[i][j], 0) / scale);
      const closed = n.map((i) => n.map((j) => A[i][j] - B[i] * gain[j]));
      const PC = n.map((i) => n.map((j) => n.reduce((sum, l) => sum + P[i][l] * closed[l][j], 0)));
      P = n.map((i) =>
        n.map((j) => n.reduce((sum, l) => sum + A[l][i] * PC[l][j], 0) + (i === j ? EXPERT[i] : 0)),
      );
    }
    const states = [[0.1, 0, 0.02, 0], [-0.05, 0.1, 0, 0.05]]; // prettier-ignore
    const controller = planner(EXPERT);
    const forces = controller.force(tf.tensor2d(states)).dataSync();
    states.forEach((state, row) => {
      const expected = -gain.reduce((sum, value, i) => sum + value * state[i], 0);
      expect(Math.abs(expected)).toBeLessThan(MOST_FORCE);
      expect(forces[row]).toBeCloseTo(expected, 3);
    });
    expect(controller.unsolved).toBe(0);
  });

  it("keeps the pole upright within the bounds of its force", () => {
    const starts = drawStarts(5, 1, 7);
    const trajectories = runLoop(planner(EXPERT), starts, 40);
    expect(fallen(trajectories)).toBe(0);
    for (const { states } of trajectories) expect(Math.abs(states[40][2])).toBeLessThan(0.02);
    expect(Math.max(...trajectories.flatMap(({ forces }) => forces.map(Math.abs)))).toBeLessThanOrEqual(
      MOST_FORCE,
    );
  });

  it("learns to act as the expert does", async () => {
    const expert = planner(EXPERT);
    const starts = drawStarts(6, 1, 1);
    const byExpert = runLoop(expert, starts, 15);
    const examples = examplesOf(byExpert);
    const trial = { starts, steps: 15, expertWeights: EXPERT, expertCost: meanCost(byExpert, EXPERT) };
    const controller = planner([1, 1, 1, 1]);
    const before = difference(runLoop(controller, starts, 15), byExpert);
    const schedule = { epochs: 20, batch: 45, learningRate: 0.3, seed: 1 };
    const { history } = await runEpochs(imitationCourse(controller, examples, examples, trial, schedule));
    expect(history.at(-1)!.metrics.validation).toBeLessThan(0.1 * history[0].loss);
    expect(history.at(-1)!.metrics.relativeCost).toBeLessThan(1.1);
    expect(difference(runLoop(controller, starts, 15), byExpert).metres).toBeLessThan(0.5 * before.metres);
  });
});
