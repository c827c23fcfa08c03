/** The kernels factor again only what another active set changes: the same bits as all of it, whatever was factored before. */
import { describe, expect, test } from "vitest";
import { drawSparse, STRUCTURES } from "../../../test/sparse/draw.js";
import { controlOf } from "../../../test/support/plan-shapes.js";
import { Random } from "../../../test/support/random.js";
import { resolveSettings } from "../../problem/settings.js";
import { validateProblem } from "../../problem/validate.js";
import type { ProblemInput } from "../../problem/problem.js";
import { planFor } from "../plan.js";
import { InteriorBatch } from "../wasm/interior-batch.js";
import { theInstance } from "../wasm/module.js";
import { kktValues, symbolicOf } from "./factors.js";
import type { InteriorProblem } from "./interior-problem.js";
import { Prepared } from "./prepared.js";

const settings = resolveSettings({ form: "sparse" });

function interiorOf(input: ProblemInput): InteriorProblem {
  const problem = validateProblem(input);
  const prepared = new Prepared(problem, planFor(problem, settings), settings);
  try {
    return prepared.begin(0).element.interior;
  } finally {
    prepared.dispose();
  }
}

/** Room that has factored nothing, with a problem in as many lanes as asked for. */
function newRoom(problem: InteriorProblem, count: number): InteriorBatch {
  const { kernels, arena } = theInstance()!;
  const { n, e, m, Q, lowerIndex, upperIndex, kkt, p, b, d } = problem;
  const batch = InteriorBatch.of(kernels, arena, {
    ...{ symbolic: symbolicOf(kkt!.lower), diagonal: kkt!.diagonal, n, e, m },
    ...{ quadratic: Q !== undefined, lowerIndex, upperIndex },
  })!;
  const numbers = { values: kktValues(problem, kkt!), p, b, d };
  batch.load(new Array(4).fill(numbers), count);
  return batch;
}

/** What the factors of these active sets solve −p, b and d in the active rows to. */
function solutionsOf(batch: InteriorBatch, { p, b, d }: InteriorProblem, sets: readonly Uint8Array[]) {
  batch.factorActive(sets);
  const rights = sets.map((active) => ({
    ...{ z: p.map((value) => -value), nu: b },
    lambda: d.map((value, i) => (active[i] === 1 ? value : 0)),
  }));
  return batch.solveActive(rights);
}

/** In every lane a few rows. */
function drawSets(random: Random, { d }: InteriorProblem, count: number): Uint8Array[] {
  return Array.from({ length: count }, () => Uint8Array.from(d, () => (random.chance(0.15) ? 1 : 0)));
}

function expectSameBits(problem: InteriorProblem, seed: number): void {
  const random = new Random(seed);
  for (const count of [4, 2, 1]) {
    const kept = newRoom(problem, count);
    for (let set = 0; set < 6; set++) {
      const sets = drawSets(random, problem, count);
      // Sometimes one row alone is another.
      if (set % 2 === 1) sets.forEach((rows) => rows.fill(0));
      if (set % 2 === 1 && problem.d.length > 0) sets[0][random.integer(0, problem.d.length - 1)] = 1;
      const fresh = newRoom(problem, count);
      const all = solutionsOf(fresh, problem, sets);
      const again = solutionsOf(kept, problem, sets);
      expect(again).toEqual(all);
      // And as each would have it alone.
      const alone = newRoom(problem, 1);
      expect(solutionsOf(alone, problem, [sets[count - 1]])[0]).toEqual(all[count - 1]);
      for (const room of [fresh, alone]) room.dispose();
    }
    kept.dispose();
  }
}

describe("factors after factors of other active sets", () => {
  test.each(STRUCTURES)("%s", (structure) => {
    for (let seed = 1; seed <= 12; seed++)
      expectSameBits(interiorOf(drawSparse(new Random(seed), structure).sparse), seed);
  });

  test.each([
    [2, 1, 20],
    [4, 2, 12],
    [8, 3, 10],
  ])("a control problem of %i states and %i inputs", (states, inputs, steps) => {
    expectSameBits(interiorOf(controlOf(states, inputs, steps)(1)), states);
  });
});
