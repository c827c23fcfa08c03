/**
 * The plan of shapes where one form is much faster alone, and no other is much faster in a batch: as `npx tsx test/plan-cost.ts`
 * measures them.
 */
import { expect, test } from "vitest";
import { planFor } from "../../src/execute/plan.js";
import { resolveSettings } from "../../src/problem/settings.js";
import { validateProblem } from "../../src/problem/validate.js";
import { SHAPES } from "../support/plan-shapes.js";

const PLANNED: Readonly<Record<string, "dual" | "sparse">> = {
  "control, 2 states, 1 input, 15 steps": "dual",
  "control, 8 states, 3 inputs, 50 steps": "sparse",
  "control, 12 states, 4 inputs, 30 steps": "sparse",
  "control, 4 states, 2 inputs, 100 steps": "sparse",
  "budget, n = 400": "dual",
  "5 diagonals, n = 40": "dual",
  "5 diagonals, n = 300": "sparse",
  "dense 50 × 50": "dual",
  "dense Q of 100, rows 5 % full": "dual",
  "diagonal Q of 200, rows 5 % full": "dual",
  "diagonal Q of 400, rows 1 % full": "dual",
};

test.each(Object.entries(PLANNED))("%s is planned %s, whatever the batch", (name, form) => {
  for (const batch of [1, 128]) {
    const plan = planFor(validateProblem(SHAPES[name](batch)), resolveSettings());
    expect(plan.form).toBe(form);
  }
});
