import { describe, expect, it } from "vitest";
import { generate as generatePuzzles } from "../../tools/sudoku/generate.js";
import { compare } from "./compare.js";
import { generate } from "../../tools/problems/generate.js";
import { gradientCost } from "./gradients.js";
import { ours, oursKept, oursOneByOne } from "./ours.js";
import { learnedWeights, randomWeights, sudokuProblem } from "./sudoku.js";
import { sweep } from "./sweep.js";
import { compareTraining, disagreement, gradientDifference, trainOurs } from "./training.js";
import { verify } from "./verify.js";

const rounds = { rounds: 1, seconds: 0, fewest: 1, repeats: 1 };
const size = { variables: 5, equalities: 1, inequalities: 4 };
const batchOf = (shared: boolean) => generate(size, 6, shared, 3);

describe.each([true, false])("optnet, shared: %s", (shared) => {
  it("gives the same answers in one call, in one call each, and from a kept solver", async () => {
    const problem = batchOf(shared);
    const expected = (await ours(problem).measure(rounds)).answers;
    for (const contender of [oursOneByOne(problem), oursKept(problem)]) {
      const { elements, answers } = await contender.measure({ ...rounds, seconds: 60 });
      expect(elements).toBe(6);
      for (const name of ["z", "nu", "lambda"] as const) expect(answers[name]).toEqual(expected[name]);
    }
  });

  it("has a time for a full vjp", () => {
    const cost = gradientCost(batchOf(shared), rounds);
    expect(cost).toMatchObject({ name: "5,1,4", shared, batch: 6 });
    expect(cost.forward.median).toBeGreaterThan(0);
    expect(cost.backward.median).toBeGreaterThan(0);
  });

  it("sweeps over the beginnings of one large batch", async () => {
    const results = await sweep(size, [2, 6], shared, 3, rounds, () => undefined);
    expect(results.map(({ batch }) => batch)).toEqual([2, 6]);
    expect(results.every((result) => result.ours.failure === undefined)).toBe(true);
  });
});

describe("mini-Sudoku", () => {
  const puzzles = generatePuzzles(4, 1);

  it.each(["random", "learned"])("is a problem that optnet solves, at a %s A", async (kind) => {
    const weights = kind === "random" ? randomWeights(1) : await learnedWeights();
    const problem = sudokuProblem(kind, weights, puzzles);
    expect([problem.variables, problem.equalities, problem.batch]).toEqual([64, 40, 4]);
    const { answers } = await ours(problem).measure(rounds);
    expect(verify(problem, answers, 4, 1e-8).failure).toBeUndefined();
    if (kind === "random") return;
    // The learned rules solve the puzzles: the digit of every cell is the largest of its four numbers.
    const solved = puzzles.map(({ solution }, i) =>
      [...solution].every((digit, cell) => {
        const four = answers.z.subarray(i * 64 + cell * 4, i * 64 + cell * 4 + 4);
        return four.indexOf(Math.max(...four)) === digit - 1;
      }),
    );
    expect(solved).toEqual([true, true, true, true]);
  });

  it("is trained, and learns", async () => {
    const steps = await trainOurs(randomWeights(1), puzzles, 4);
    expect(steps.milliseconds).toHaveLength(4);
    expect(steps.gradient).toHaveLength(40 * 64);
    expect(steps.losses[3]).toBeLessThan(steps.losses[0]);
  });

  it("is trained without qpth, too", async () => {
    const result = await compareTraining(randomWeights(1), puzzles, undefined, { rounds: 1, steps: 2 });
    expect(result.ours.milliseconds?.samples).toBe(2);
    expect(result.peers).toEqual([]);
  });
});

describe("the check of a training step", () => {
  const mine = { milliseconds: [1], losses: [0.5], gradient: Float64Array.of(3, -4, 0) };

  it("accepts gradients of the same direction", () => {
    expect(gradientDifference(mine.gradient, Float64Array.of(0.3, -0.4, 0))).toBeCloseTo(0, 12);
    expect(disagreement(mine, { ...mine, gradient: Float64Array.of(6, -8, 0) })).toBeUndefined();
  });

  it("finds other losses and other gradients", () => {
    expect(disagreement(mine, { ...mine, losses: [0.6] })).toMatch(/first loss is 0.6/);
    expect(disagreement(mine, { ...mine, losses: [NaN] })).toMatch(/first loss/);
    expect(disagreement(mine, { ...mine, gradient: Float64Array.of(3, 4, 0) })).toMatch(/off by 2\.0e\+0/);
  });
});

it("a comparison with the kept solver counts it as ours, not as a peer", async () => {
  const problem = batchOf(true);
  const result = await compare(problem, ours(problem), [oursKept(problem)], rounds);
  expect(result.peers[0]).toMatchObject({ kind: "ours", failure: undefined });
});
