/** Problems without their slack variables, of any size: beside the same problems as they are. */
import { describe, expect, test } from "vitest";
import type { Random } from "../../../test/support/random.js";
import { stack } from "../../../test/support/qp.js";
import type { Drawn } from "../../../test/support/slacks.js";
import { drawAny } from "../../../test/support/slacks.js";
import type { Problem } from "../../problem/problem.js";
import { resolveSettings } from "../../problem/settings.js";
import { validateProblem } from "../../problem/validate.js";
import { solveBatch } from "../solve-batch.js";
import { solveGroups } from "./batch.js";
import { slackGroups } from "./structure.js";

const SETTINGS = resolveSettings({});
const AS_GIVEN = resolveSettings({ form: "dual" });
const SEEDS = Array.from({ length: 150 }, (_, seed) => seed);

const problemOf = ({ elements }: Drawn): Problem =>
  validateProblem(stack(elements, ["Q", "A", "b", "G", "lower", "upper"]));
const soft = (problem: Problem) => solveGroups(problem, slackGroups(problem), SETTINGS, {})!;
const positive = (random: Random): number => 0.1 + Math.abs(random.normal());
/** Costs that tie. */
const equal = (): number => 1;

describe.each([
  ["of different cost", positive],
  ["of equal cost", equal],
])("slack variables %s", (_, cost) => {
  test("have the solutions that the whole problem has", () => {
    const count = { accepted: 0, solvable: 0 };
    for (const seed of SEEDS) {
      const drawn = drawAny(seed, cost);
      const problem = problemOf(drawn);
      const [without, whole] = [soft(problem), solveBatch(problem, AS_GIVEN)];
      const n = problem.variables;
      for (let i = 0; i < problem.batch; i++) {
        if (whole.data.status[i] === "solved") count.solvable++;
        if (without.data.status[i] !== "solved") continue;
        count.accepted++;
        expect(whole.data.status[i], `seed ${seed}, element ${i}`).toBe("solved");
        const [objective, expected] = [without.data.objective[i], whole.data.objective[i]];
        expect(Math.abs(objective - expected), `objective of seed ${seed}, element ${i}`).toBeLessThan(
          1e-9 * (1 + Math.abs(expected)),
        );
        if (!drawn.strict) continue;
        for (let j = i * n; j < i * n + n; j++) {
          const error = Math.abs(without.data.z[j] - whole.data.z[j]);
          expect(error, `z of seed ${seed}, element ${i}`).toBeLessThan(
            1e-9 * (1 + Math.abs(whole.data.z[j])),
          );
        }
      }
      without.dispose();
      whole.dispose();
    }
    expect(count.solvable).toBeGreaterThan(200);
    expect(count.accepted).toBeGreaterThan(0.95 * count.solvable);
  });

  test("have the same bits alone and in a batch", () => {
    for (const seed of SEEDS.slice(0, 60)) {
      const drawn = drawAny(seed, cost);
      const together = soft(problemOf(drawn));
      drawn.elements.forEach((element, i) => {
        const problem = validateProblem(element);
        const alone = soft(problem);
        expect(alone.data.status[0]).toBe(together.data.status[i]);
        for (const name of ["z", "lambda", "lambdaLower", "objective", "dualityGap"] as const) {
          const width = alone.data[name].length;
          expect(together.data[name].subarray(i * width, i * width + width), `${name}, seed ${seed}`).toEqual(
            alone.data[name],
          );
        }
      });
    }
  });
});

test("an element in which one of them costs nothing, or less, is left to the whole problem", () => {
  const drawn = drawAny(3, positive);
  const slack = drawn.elements[0].p.length - 1;
  for (const cost of [0, -1]) {
    const elements = [0, 1, 2].map((i) => ({ ...drawn.elements[0], p: drawn.elements[0].p.slice(), i }));
    elements[1].p[slack] = cost;
    const batch = soft(problemOf({ elements, strict: false }));
    expect(batch.unfinished).toContain(1);
    expect(batch.data.z.subarray(0, slack + 1)).toEqual(batch.data.z.subarray(2 * slack + 2));
  }
});

describe("a variable is no slack", () => {
  const hinge = { p: [1, 1, 1], G: [[1, 1, -1]], h: [1], lower: [-5, -5, 0], upper: [5, 5, Infinity] };
  const variablesOf = (input: object): number[] =>
    slackGroups(validateProblem({ ...hinge, ...input })).flatMap(({ structure }) =>
      structure.slacks.map(({ variable }) => variable),
    );

  test.each<[string, object]>([
    ["with an upper bound", { upper: [5, 5, 9] }],
    ["with curvature", { Q: [0, 0, 1] }],
    ["in an equality", { A: [[0, 1, 1]], b: [1] }],
    [
      "with three lower limits",
      {
        G: [
          [1, 1, -1],
          [1, 0, -1],
        ],
        h: [1, 1],
      },
    ],
    [
      "in three rows",
      {
        G: [
          [1, 1, -1],
          [1, 0, -1],
          [0, 1, -1],
        ],
        h: [1, 1, 1],
        lower: [-5, -5, -Infinity],
      },
    ],
    ["that a row limits from above", { G: [[1, 1, 1]] }],
  ])("%s", (_, input) => {
    expect(variablesOf({})).toEqual([2]);
    expect(variablesOf(input)).toEqual([]);
  });

  test("where another one has its row", () => {
    expect(variablesOf({ G: [[1, -1, -1]], lower: [-5, 0, 0], upper: [5, Infinity, Infinity] })).toEqual([1]);
  });

  test("where an element's bounds say otherwise", () => {
    const lower = [[-5, -5, 0], [-5, -5, 0]]; // prettier-ignore
    const upper = [[5, 5, Infinity], [5, 5, 3]]; // prettier-ignore
    const groups = slackGroups(validateProblem({ ...hinge, lower, upper }));
    expect(groups.map(({ elements }) => elements)).toEqual([[0]]);
  });
});
