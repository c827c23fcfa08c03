import { describe, expect, it } from "vitest";
import type { BatchProblem } from "../../tools/problems/problem.js";
import { objectives, verify, type Answers } from "./verify.js";

/**
 * min x² + ½y² + p·(x, y) subject to x + y = 1, x − y ≤ 10, x, y ≥ 0. With p = (1, −3) the optimum is (0, 1): nu = 2,
 * lambdaLower = (3, 0). With p = (−2, −1) it is (2/3, 1/3): nu = 2/3.
 */
const problem: BatchProblem = {
  name: "two",
  variables: 2,
  equalities: 1,
  inequalities: 1,
  batch: 2,
  shared: true,
  diagonal: false,
  lower: 0,
  fields: {
    Q: Float64Array.of(2, 0, 0, 1),
    p: Float64Array.of(1, -3, -2, -1),
    A: Float64Array.of(1, 1),
    b: Float64Array.of(1),
    G: Float64Array.of(1, -1),
    h: Float64Array.of(10),
  },
};
const right: Answers = {
  z: Float64Array.of(0, 1, 2 / 3, 1 / 3),
  nu: Float64Array.of(2, 2 / 3),
  lambda: Float64Array.of(0, 0),
  lambdaLower: Float64Array.of(3, 0, 0, 0),
};
const changed = (field: keyof Answers, position: number, by: number): Answers => {
  const data = right[field]!.slice();
  data[position] += by;
  return { ...right, [field]: data };
};

describe("verify, with multipliers", () => {
  it("passes an optimum", () => {
    const verdict = verify(problem, right, 2, 1e-8);
    expect(verdict.failure).toBeUndefined();
    expect(Math.max(verdict.primal, verdict.dual!, verdict.gap)).toBeLessThan(1e-15);
  });

  it("reads a diagonal Q", () => {
    const diagonal = { ...problem, diagonal: true, fields: { ...problem.fields, Q: Float64Array.of(2, 1) } };
    expect(verify(diagonal, right, 2, 1e-8)).toEqual(verify(problem, right, 2, 1e-8));
  });

  it.each<[string, Answers, RegExp]>([
    ["a violated equality", changed("z", 3, 1e-4), /primal residual 1\.0e-4/],
    ["a violated bound", changed("z", 0, -1e-4), /primal residual 1\.0e-4/],
    ["a wrong multiplier", changed("nu", 1, 1e-4), /dual residual 1\.0e-4/],
    ["a negative multiplier", changed("lambda", 0, -1e-4), /dual residual 1\.0e-4/],
    ["a multiplier that is not complementary", changed("lambda", 1, 1e-4), /duality gap/],
    ["what is not a number", changed("z", 0, NaN), /primal residual NaN/],
  ])("finds %s", (_, answers, message) => {
    expect(verify(problem, answers, 2, 1e-8).failure).toMatch(message);
    expect(verify(problem, answers, 2, 1e-2).failure === undefined).toBe(!/NaN/.test(message.source));
  });

  it("looks at no more elements than were solved", () => {
    expect(verify(problem, changed("nu", 1, 1), 1, 1e-8).failure).toBeUndefined();
  });
});

describe("verify, without multipliers", () => {
  const reference = objectives(problem, right.z);
  const bare = (answers: Answers): Answers => ({ ...answers, nu: null });

  it("knows the objectives", () => {
    expect([...reference]).toEqual([-2.5, expect.closeTo(4 / 9 + 1 / 18 - 4 / 3 - 1 / 3, 12)]);
  });

  it("passes a feasible point of the same objective, and no other", () => {
    expect(verify(problem, bare(right), 2, 1e-8, reference)).toMatchObject({
      dual: null,
      failure: undefined,
    });
    const feasible = { ...bare(right), z: Float64Array.of(0.1, 0.9, 2 / 3, 1 / 3) };
    expect(verify(problem, feasible, 2, 1e-8, reference).failure).toMatch(/objective off by/);
    expect(verify(problem, bare(changed("z", 1, 1e-4)), 2, 1e-8, reference).failure).toMatch(/primal/);
  });

  it("refuses to pass judgement on nothing", () => {
    expect(() => verify(problem, bare(right), 2, 1e-8)).toThrow(TypeError);
  });
});
