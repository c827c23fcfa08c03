import { describe, expect, it } from "vitest";
import { generate } from "../../tools/problems/generate.js";
import { npmHighs } from "./highs.js";
import { ours } from "./ours.js";
import { inverseCholesky, npmQuadprog } from "./quadprog.js";
import type { BatchProblem } from "../../tools/problems/problem.js";
import { objectives, verify } from "./verify.js";

const once = { seconds: 0, fewest: 3, repeats: 1 };
const dense = (e: number, shared: boolean) =>
  generate({ variables: 6, equalities: e, inequalities: 5 }, 3, shared, 5);
const boxed: BatchProblem = {
  ...generate({ variables: 6, equalities: 0, inequalities: 2 }, 3, true, 6),
  diagonal: true,
  lower: -0.5,
};
const diagonal: BatchProblem = {
  ...boxed,
  fields: { ...boxed.fields, Q: new Float64Array(6).fill(0.5), h: new Float64Array(2).fill(1) },
};

describe.each([npmQuadprog, npmHighs])("$name", (peer) => {
  it.each<[string, BatchProblem, number]>([
    ["shared data", dense(0, true), 2],
    ["shared data with equalities", dense(2, true), 2],
    ["distinct data", dense(0, false), 1],
    ["distinct data with equalities", dense(2, false), 1],
    ["a diagonal Q and bounds", diagonal, 2],
  ])("agrees with optnet on %s", async (_, problem, ways) => {
    const mine = await ours(problem).measure(once);
    expect(mine.seconds).toHaveLength(1);
    expect(verify(problem, mine.answers, 3, 1e-8).failure).toBeUndefined();
    const reference = objectives(problem, mine.answers.z);
    const contenders = await peer.enter(problem);
    expect(contenders).toHaveLength(ways);
    for (const contender of contenders) {
      for (let visit = 0; visit < 2; visit++) {
        const { elements, answers, seconds } = await contender.measure({ ...once, seconds: 60, repeats: 2 });
        expect(elements).toBe(3);
        expect(seconds).toHaveLength(2);
        expect(verify(problem, answers, 3, 1e-8, reference).failure).toBeUndefined();
      }
    }
  });
});

it("inverts a Cholesky factor", () => {
  // D = RᵀR with R = [2 1; 0 3], whose inverse is [1/2 −1/6; 0 1/3].
  const inverse = inverseCholesky([[], [0, 4, 2], [0, 2, 10]]);
  expect(inverse[1].slice(1)).toEqual([0.5, -1 / 6]);
  expect(inverse[2].slice(1)).toEqual([0, 1 / 3]);
});
