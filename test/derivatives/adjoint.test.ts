/** Forward and reverse mode are adjoint: ⟨u, J v⟩ = ⟨Jᵀu, v⟩ for any problem, in every mode. */
import fc from "fast-check";
import type { FieldName, ProblemInput, Tangents } from "optnet";
import { solve } from "optnet";
import { describe, expect, test } from "vitest";
import type { Family } from "../support/draw.js";
import { BOUNDS_KINDS, drawCost, plant, QUADRATIC_KINDS } from "../support/draw.js";
import type { Qp } from "../support/qp.js";
import { FIELDS, stack } from "../support/qp.js";
import { Random } from "../support/random.js";
import { drawCotangents, drawDirection, fieldsOf, lengthOf, product, shaped } from "./inputs.js";

const TOLERANCE = 1e-11;

const families = fc.record({
  variables: fc.integer({ min: 1, max: 9 }),
  equalities: fc.integer({ min: 0, max: 3 }),
  inequalities: fc.integer({ min: 0, max: 6 }),
  quadratic: fc.constantFrom(...QUADRATIC_KINDS),
  bounds: fc.constantFrom(...BOUNDS_KINDS),
});

/** A problem with one minimiser: linear ones get as many active constraints as variables. */
function drawProblem(random: Random, family: Family): Qp {
  const equalities = Math.min(family.equalities, family.variables - 1);
  const quadratic = family.quadratic === "absent" && family.bounds === "none" ? "dense" : family.quadratic;
  const active = quadratic === "absent" ? family.variables : undefined;
  return plant(random, { ...family, equalities, quadratic }, active === undefined ? {} : { active }).qp;
}

function expectAdjoint(qp: Qp, random: Random, settings: Parameters<typeof solve>[1]): void {
  const solution = solve(qp, settings);
  if (solution.status[0] !== "solved") return;
  const u = drawCotangents(random, solution);
  const [objective] = u.objective;
  const back = solution.vjp({ ...u, objective });
  for (const name of fieldsOf(qp)) {
    const v = drawDirection(random, qp, name);
    const tangents: Tangents = { [name]: shaped(qp, name, v) };
    const forward = solution.jvp(tangents);
    const outputs = Object.keys(u) as (keyof typeof u)[];
    const left = outputs.reduce((sum, output) => sum + product(u[output], forward[output]), 0);
    const right = product(back[name]!.data, v);
    const sizes = outputs.map((output) => lengthOf(u[output]) * lengthOf(forward[output]));
    const scale = Math.max(...sizes, lengthOf(back[name]!.data) * lengthOf(v), Number.MIN_VALUE);
    expect(Math.abs(left - right) / scale, `${name}: ${left} and ${right}`).toBeLessThanOrEqual(TOLERANCE);
  }
}

describe("⟨u, Jv⟩ = ⟨Jᵀu, v⟩", () => {
  test.each(["exact", "smoothed", "leastSquares"] as const)("for every input, %s", (gradient) => {
    fc.assert(
      fc.property(families, fc.integer({ min: 0, max: 1e9 }), (family, seed) => {
        const random = new Random(seed);
        expectAdjoint(drawProblem(random, family), random, { gradient, smoothing: 1e-2 });
      }),
      { numRuns: 150, seed: 5 },
    );
  });

  test("for all inputs of a batch at once, shared and not", () => {
    const shares = fc.subarray(FIELDS.filter((name) => name !== "p"));
    fc.assert(
      fc.property(families, shares, fc.integer({ min: 0, max: 1e9 }), (family, shared, seed) => {
        const random = new Random(seed);
        const first = drawProblem(random, { ...family, quadratic: "dense" });
        const elements = [
          first,
          ...Array.from({ length: 2 }, () => ({ ...first, p: drawCost(random, first) })),
        ];
        const input = stack(elements, shared as FieldName[]);
        const solution = solve(input);
        if (solution.status.some((status) => status !== "solved")) return;
        const u = drawCotangents(random, solution);
        const back = solution.vjp(u);
        const v = Object.fromEntries(
          Object.entries(back).map(([name, gradient]) => [
            name,
            { data: directionLike(random, input, name as FieldName, gradient.data), shape: gradient.shape },
          ]),
        );
        const forward = solution.jvp(v);
        const left = Object.entries(u).reduce(
          (sum, [name, value]) => sum + product(value, forward[name as keyof typeof forward]),
          0,
        );
        const right = Object.entries(back).reduce(
          (sum, [name, { data }]) => sum + product(data, v[name].data),
          0,
        );
        const scale = Object.entries(back).reduce(
          (sum, [name, { data }]) => sum + lengthOf(data) * lengthOf(v[name].data),
          1,
        );
        expect(Math.abs(left - right) / scale).toBeLessThanOrEqual(TOLERANCE);
      }),
      { numRuns: 100, seed: 6 },
    );
  });
});

/** A direction for a stacked input; where a bound is infinite the gradient is 0, so any direction will do. */
function directionLike(
  random: Random,
  input: ProblemInput,
  name: FieldName,
  like: Float64Array,
): Float64Array {
  expect(input[name]).toBeDefined();
  return like.map(() => random.normal());
}
