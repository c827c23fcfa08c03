import { solve } from "optnet";
import { describe, expect, test } from "vitest";
import { drawVector, generate } from "./generate.js";
import { MARGIN, measure, relativeError } from "./measure.js";
import { referenceGradients } from "./reference.js";
import { GOAL, meetsGoal, toMarkdown } from "./report.js";

const SMALL = { n: 6, e: 2, m: 5, bounds: true };

describe("the reference", () => {
  const problem = generate(3, SMALL);
  const { n, m, Q, p, A, b, G, h, lower, upper } = problem;
  const solution = solve({ Q, p, A, b, G, h, lower, upper });
  const z = Float64Array.from({ length: n }, (_, i) => Math.cos(i));

  test("finds the solution and proves its active set", () => {
    const reference = referenceGradients(problem, solution, { z });
    expect(reference.margin).toBeGreaterThan(1e-4);
    reference.z.forEach((value, i) => expect(value).toBeCloseTo(solution.z[i], 10));
  });

  test("refuses another active set", () => {
    const none = {
      lambda: new Float64Array(m),
      lambdaLower: new Float64Array(n),
      lambdaUpper: new Float64Array(n),
    };
    expect(solution.lambda.some((value) => value > 1e-3)).toBe(true);
    expect(referenceGradients(problem, none, { z }).margin).toBeLessThan(0);
  });

  test("agrees with differences of solutions", () => {
    const { gradients } = referenceGradients(problem, solution, { z });
    const step = 1e-5;
    const inputs = { Q, p, A, b, G, h, lower: lower!, upper: upper! };
    for (const name of ["p", "b", "G", "h", "A", "lower", "upper"] as const) {
      const loss = (h: number): number => {
        const moved = inputs[name].slice();
        moved[1] += h;
        return solve({ ...inputs, [name]: moved }).z.reduce((sum, value, i) => sum + value * z[i], 0);
      };
      const slope = (loss(step) - loss(-step)) / (2 * step);
      expect(Math.abs(slope - gradients[name]![1]), name).toBeLessThan(1e-6 * (1 + Math.abs(slope)));
    }
  });
});

test("an error in one input shows in its row alone, and misses the goal", () => {
  expect(relativeError(Float64Array.of(3, 4.5), Float64Array.of(3, 4), 1)).toBeCloseTo(0.1, 12);
  expect(relativeError(Float64Array.of(1e-3), Float64Array.of(1e-30), 10)).toBeCloseTo(1e-4, 12);
  const row = { ...SMALL, loss: "z", problems: 1, compared: 1, unsolved: 0, degenerate: 0 } as const;
  const good = { input: "p", median: GOAL.median, worst: GOAL.worst } as const;
  expect(meetsGoal({ ...row, errors: [good] })).toBe(true);
  expect(meetsGoal({ ...row, errors: [good, { ...good, worst: 2e-6 }] })).toBe(false);
  expect(meetsGoal({ ...row, errors: [] })).toBe(false);
  expect(toMarkdown([{ ...row, errors: [{ ...good, worst: 2e-6 }] }], "defaults", "here")).toContain(
    "missed",
  );
});

test("a solution that leaves a row undecided (slack 7.8e-5, multiplier 7.5e-5) has the right gradient", () => {
  const problem = generate(50_064, { n: 50, e: 25, m: 50, bounds: false });
  const { Q, p, A, b, G, h } = problem;
  const solution = solve({ Q, p, A, b, G, h });
  const z = drawVector(1, 50);
  const reference = referenceGradients(problem, solution, { z });
  expect(reference.margin).toBeGreaterThan(MARGIN);
  expect(relativeError(solution.vjp({ z }).p!.data, reference.gradients.p!, 1)).toBeLessThan(1e-9);
});

test("small problems meet the goal", () => {
  for (const loss of ["z", "all outputs"] as const) {
    const row = measure(SMALL, 20, loss, {});
    expect(row.compared).toBeGreaterThan(15);
    expect(row.errors.map(({ input }) => input)).toEqual(["Q", "p", "A", "b", "G", "h", "lower", "upper"]);
    expect(meetsGoal(row)).toBe(true);
  }
});
