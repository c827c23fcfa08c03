/** The kernels correct active sets and solve their systems as TypeScript does, whatever is in the lanes beside. */
import { describe, expect, test } from "vitest";
import { controlOf } from "../../../test/support/plan-shapes.js";
import { resolveSettings } from "../../problem/settings.js";
import { validateProblem } from "../../problem/validate.js";
import { planFor } from "../plan.js";
import type { InteriorBatch } from "../wasm/interior-batch.js";
import { correctActiveSet } from "./active-set.js";
import type { InteriorProblem } from "./interior-problem.js";
import { KktSystem, probeOf } from "./kkt.js";
import { newBlocks } from "./interior-problem.js";
import { Lanes, suitsLanes } from "./lanes.js";
import { Prepared } from "./prepared.js";

const problem = validateProblem(controlOf(4, 2, 12)(4));
const settings = resolveSettings({ form: "sparse" });
const prepared = new Prepared(problem, planFor(problem, settings), settings);
const interiors = Array.from({ length: 4 }, (_, i): InteriorProblem => prepared.begin(i).element.interior);
prepared.dispose();

const difference = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

function withLanes<Result>(
  problems: readonly InteriorProblem[],
  use: (batch: InteriorBatch) => Result,
): Result {
  const lanes = new Lanes();
  try {
    return use(lanes.load(problems)!);
  } finally {
    lanes.dispose();
  }
}

/** The active set of a problem, found in TypeScript. */
function activeOf(interior: InteriorProblem) {
  const kkt = new KktSystem(interior);
  const { found } = correctActiveSet(interior, kkt, new Uint8Array(interior.d.length), 30);
  kkt.dispose();
  return found!;
}

const found = interiors.map(activeOf);

test("these problems have different active sets, and are for the kernels", () => {
  expect(interiors.every(suitsLanes)).toBe(true);
  expect(new Set(found.map(({ active }) => active.join(""))).size).toBe(4);
  expect(found.every(({ active }) => active.includes(1))).toBe(true);
});

describe("correcting guesses", () => {
  test("comes to the active sets and solutions of TypeScript", () => {
    const corrected = withLanes(interiors, (batch) => {
      batch.guess(interiors.map(({ d }) => new Uint8Array(d.length)));
      return batch.correct(() => true, 30);
    });
    corrected.forEach((one, i) => {
      expect(one.rounds).toBeGreaterThan(1);
      expect(one.found!.active).toEqual(found[i].active);
      for (const name of ["z", "nu", "lambda"] as const)
        expect(difference(one.found![name], found[i].point[name])).toBeLessThan(1e-10);
    });
  });

  test("takes one round from the right guess, none where nobody asks, and gives up after so many", () => {
    const [right, none] = [found[0].active, new Uint8Array(interiors[1].d.length)];
    const corrected = withLanes(interiors.slice(0, 3), (batch) => {
      batch.guess([right, none, none]);
      return batch.correct((lane) => lane < 2, 1);
    });
    expect(corrected.map(({ rounds }) => rounds)).toEqual([1, 1, 0]);
    expect(corrected.map((one) => one.found !== undefined)).toEqual([true, false, false]);
  });

  test("has the bits that each has alone, beside rows that contradict each other and no numbers", () => {
    // −z ≤ −1 and z ≤ −1.
    const contradictory = { ...interiors[1], d: interiors[1].d.map(() => -1) };
    const broken = { ...interiors[2], p: interiors[2].p.map(() => NaN) };
    const none = (of: InteriorProblem): Uint8Array => new Uint8Array(of.d.length);
    const together = withLanes([interiors[0], contradictory, broken, interiors[3]], (batch) => {
      batch.guess([none(interiors[0]), none(contradictory), none(broken), none(interiors[3])]);
      return batch.correct(() => true, 30);
    });
    expect(together[1].found).toBeUndefined();
    expect(together[2].found).toBeUndefined();
    for (const i of [0, 3]) {
      const [alone] = withLanes([interiors[i]], (batch) => {
        batch.guess([none(interiors[i])]);
        return batch.correct(() => true, 30);
      });
      expect(together[i]).toEqual(alone);
      expect(alone.found).toBeDefined();
    }
  });
});

test("systems of active sets are solved to rounding for any right-hand side, and only where that is asked", () => {
  const rights = interiors.map((interior, i) => probeOf(interior, found[i].active));
  const solved = withLanes(interiors, (batch) => {
    expect(batch.factorActive(found.map(({ active }) => active))).toEqual([true, true, true, true]);
    return batch.solveActive(rights.map((right, i) => (i === 2 ? undefined : right)));
  });
  expect(solved[2]).toBeUndefined();
  for (const i of [0, 1, 3]) {
    expect(solved[i]!.residual).toBeLessThan(1e-12);
    const kkt = new KktSystem(interiors[i]);
    kkt.factorActive(found[i].active);
    const image = newBlocks(interiors[i]);
    kkt.multiplyActive(solved[i]!, image);
    for (const name of ["z", "nu", "lambda"] as const)
      expect(difference(image[name], rights[i][name])).toBeLessThan(1e-11);
    kkt.dispose();
  }
});
