import { describe, expect, test } from "vitest";
import { resolveSettings } from "../problem/settings.js";
import type { Structure } from "./structure.js";
import { explainPlan, makePlan } from "./plan.js";

function structure(
  variables: number,
  equalities: number,
  inequalities: number,
  rest: Partial<Structure> = {},
) {
  const usual = { quadratic: "dense", bounded: false, sharedMatrices: true } as const;
  return { variables, equalities, inequalities, ...usual, ...rest } satisfies Structure;
}

const boxes = { quadratic: "diagonal", bounded: true } as const;

describe("the form that takes least time, as measured", () => {
  test.each([
    { name: "few of everything", problem: structure(2, 0, 10), form: "dual" },
    { name: "many more rows than variables", problem: structure(10, 0, 500), form: "dual" },
    { name: "many variables, few rows", problem: structure(300, 0, 50), form: "dual" },
    { name: "mini-Sudoku", problem: structure(64, 40, 0, boxes), form: "dual" },
    { name: "a small simplex", problem: structure(100, 1, 0, boxes), form: "dual" },
    {
      name: "a large simplex, with one row beside bounds",
      problem: structure(1000, 1, 0, boxes),
      form: "dual",
    },
    {
      name: "many variables and rows, where a diagonal is all there is to factor before those of the rows",
      problem: structure(5000, 400, 0, boxes),
      form: "primal",
    },
  ])("$name: $form", ({ problem, form }) => {
    expect(makePlan(problem, resolveSettings()).form).toBe(form);
  });

  test("of the reference, which has no dual form", () => {
    const reference = resolveSettings({ backend: "reference" });
    expect(makePlan(structure(64, 40, 0, boxes), reference).form).toBe("nullSpace");
    expect(makePlan(structure(10, 0, 500), reference).form).toBe("primal");
  });
});

test("of few rows beside bounds only those are factored", () => {
  const text = explainPlan(makePlan(structure(48, 8, 6, { ...boxes, quadratic: "zero" }), resolveSettings()));
  expect(text).toContain("in the free variables, at most 14×14");
});

test("says what is factored, and how large it can get", () => {
  const text = explainPlan(makePlan(structure(20, 5, 100), resolveSettings()));
  expect(text).toContain("at most 15×15 of 100×100");
  expect(text).toContain("null space");
});
