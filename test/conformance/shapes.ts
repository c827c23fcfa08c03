import type { FieldName, SettingsInput } from "optnet";
import { QpSolver, solve } from "optnet";
import { describe, expect, it } from "vitest";
import type { Abilities } from "../conformance.js";
import type { Family } from "../support/draw.js";
import { BOUNDS_KINDS, drawCost, drawFeasible, QUADRATIC_KINDS } from "../support/draw.js";
import { expectSolution } from "../support/expectations.js";
import type { Qp } from "../support/qp.js";
import { FIELDS, stack } from "../support/qp.js";
import { Random } from "../support/random.js";

const BATCH = 3;

const FAMILIES: readonly Family[] = QUADRATIC_KINDS.flatMap((quadratic) =>
  [0, 2].flatMap((equalities) =>
    [0, 5].flatMap((inequalities) =>
      BOUNDS_KINDS.map((bounds) => ({ variables: 7, equalities, inequalities, quadratic, bounds })),
    ),
  ),
);

function describeFamily({ quadratic, equalities, inequalities, bounds }: Family): string {
  return `Q ${quadratic}, ${equalities} equalities, ${inequalities} inequalities, bounds ${bounds}`;
}

/** Elements that share everything but p. */
function sharingElements(random: Random, family: Family): Qp[] {
  const first = drawFeasible(random, family);
  return Array.from({ length: BATCH }, () => ({ ...first, p: drawCost(random, first) }));
}

function differingElements(random: Random, family: Family): Qp[] {
  return Array.from({ length: BATCH }, () => drawFeasible(random, family));
}

/** Every combination of kinds of input, shared and per element, against the KKT conditions. */
export function describeShapes(settings: SettingsInput, abilities: Abilities): void {
  const families = FAMILIES.filter(({ equalities }) => settings.form !== "nullSpace" || equalities > 0);
  describe("every combination of inputs", () => {
    families.forEach((family, seed) => {
      it(`shared: ${describeFamily(family)}`, () => {
        const elements = sharingElements(new Random(seed), family);
        const solution = solve(
          stack(
            elements,
            FIELDS.filter((field) => field !== "p"),
          ),
          settings,
        );
        expect(solution.shape.batch).toBe(BATCH);
        elements.forEach((qp, i) => expectSolution(qp, solution, i));
      });
      it(`per element: ${describeFamily(family)}`, () => {
        const elements = differingElements(new Random(1000 + seed), family);
        const solution = solve(stack(elements), settings);
        elements.forEach((qp, i) => expectSolution(qp, solution, i));
      });
    });

    it("any single input per element, the others shared", () => {
      const family: Family = {
        variables: 5,
        equalities: 1,
        inequalities: 3,
        quadratic: "dense",
        bounds: "both",
      };
      for (const field of FIELDS) {
        const elements = sharingElements(new Random(50), family).map((qp, i, all) => ({
          ...all[0],
          [field]: varied(qp, field, i),
        }));
        const solution = solve(
          stack(
            elements,
            FIELDS.filter((other) => other !== field),
          ),
          settings,
        );
        elements.forEach((qp, i) => expectSolution(qp, solution, i));
      }
    });

    it.runIf(abilities.synchronous)("a QpSolver gives the same bits as solve", () => {
      for (const family of families.slice(0, 12)) {
        const elements = sharingElements(new Random(60), family);
        const { p, ...constants } = stack(
          elements,
          FIELDS.filter((field) => field !== "p"),
        );
        const { variables, equalities, inequalities } = family;
        using solver = new QpSolver({ variables, equalities, inequalities, ...constants }, settings);
        const expected = solve({ p, ...constants }, settings);
        for (const solution of [solver.solve({ p }), solver.solve({ p })]) {
          expect(solution.status).toEqual(expected.status);
          expect(solution.z).toEqual(expected.z);
          expect(solution.nu).toEqual(expected.nu);
          expect(solution.lambda).toEqual(expected.lambda);
        }
      }
    });

    it("float32 data is solved as the float64 numbers that it holds", () => {
      const qp: Qp = { Q: [2, 2, 2], p: [-1, 0.5, -3], A: [[1, 1, 1]], b: [1], lower: 0 };
      const narrow = solve(
        {
          Q: Float32Array.from(qp.Q as number[]),
          p: Float32Array.from(qp.p),
          A: { data: Float32Array.from(qp.A!.flat()), shape: [1, 3] },
          b: Float32Array.from(qp.b!),
          lower: 0,
        },
        settings,
      );
      expect(narrow.z).toEqual(solve(qp, settings).z);
    });
  });
}

/** Another value of one input that keeps the problem feasible and bounded. */
function varied(qp: Qp, field: FieldName, element: number): unknown {
  const more = 1 + 0.1 * element;
  switch (field) {
    case "Q":
      return (qp.Q as number[][]).map((row) => row.map((value) => value * more));
    case "A":
    case "G":
      return qp[field]!.map((row) => row.map((value, j) => value * (1 + 0.01 * element * (j % 2))));
    case "b":
      return qp.b!.map((value) => value + 0.01 * element);
    case "h":
    case "upper":
      return (qp[field] as number[]).map((value) => value + 0.1 * element);
    case "lower":
      return (qp.lower as number[]).map((value) => value - 0.1 * element);
    case "p":
      return qp.p;
  }
}
