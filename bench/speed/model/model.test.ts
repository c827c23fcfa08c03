import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { compareModels } from "./compare.js";
import { loadCvxjs, ourProblem, valuesOf } from "./languages.js";
import { PROBLEMS } from "./problems.js";
import { layerTable, modelTable } from "./table.js";
import { compareLayers, largestDifference, TRAINED } from "./training.js";

const rounds = { rounds: 1, seconds: 0, fewest: 1, repeats: 1 };
const named = (name: string) => PROBLEMS.find((one) => one.name.startsWith(name))!;

beforeAll(() => tf.setBackend("cpu"));

describe.each(PROBLEMS)("$name", (one) => {
  it("is solved by ours, and other values are another problem of the same form", () => {
    const { problem, values, unknown } = ourProblem(one, 1);
    const first = problem.solve(values);
    const second = problem.solve(valuesOf(one, 2));
    expect([first.status, second.status]).toEqual([["solved"], ["solved"]]);
    expect(first.value(unknown)).not.toEqual(second.value(unknown));
  });
});

describe("beside cvxjs", () => {
  it.each(["transport", "isotonic", "knapsack", "quantile"])("answers agree: %s", async (name) => {
    const found = await compareModels(named(name), await loadCvxjs(), rounds);
    expect(found.failure).toBeUndefined();
    expect(found.difference).toBeLessThan(1e-3);
    for (const { median } of [found.fresh, found.solve, found.byHand, found.cvxjs!])
      expect(median).toBeGreaterThan(0);
  });

  it("an answer that is wrong does not count, and its row stays", async () => {
    const wrong = { version: "0", make: () => ({ solve: async () => new Float64Array(100) }) };
    const found = await compareModels(named("isotonic"), wrong, rounds);
    expect(found).toMatchObject({
      cvxjs: undefined,
      failure: expect.stringContaining("its answer is off by 1.0"),
    });
    const failing = { version: "0", make: () => ({ solve: () => Promise.reject(new Error("no solution")) }) };
    expect((await compareModels(named("isotonic"), failing, rounds)).failure).toBe("no solution");
    expect(modelTable([found])).toMatch(
      /\| isotonic regression.* – \| – \| – \|\n\n- cvxjs on isotonic .* does not count/,
    );
  });
});

describe("layers", () => {
  it.each(Object.keys(TRAINED))("%s is trained without a peer", async (name) => {
    const found = await compareLayers(name, 3, 1, undefined, { rounds: 1, steps: 1 });
    expect(found).toMatchObject({ name, batch: 3, cvxpylayers: undefined, failure: undefined });
    expect(found.ours.samples).toBe(1);
    expect(layerTable([found])).toContain(`| ${name} ×3 |`);
  });

  it("differences are relative to the largest entry of ours, and NaN is one", () => {
    const of = (...numbers: number[]) => ({ outputs: { x: Float64Array.of(...numbers) }, gradients: {} });
    expect(largestDifference(of(1, -4), of(1, -3))).toBe(0.25);
    expect(largestDifference(of(1, -4), of(NaN, -4))).toBeNaN();
  });
});
