import type { SettingsInput, Solution } from "optnet";
import { solve } from "optnet";
import { beforeAll, describe, expect, it } from "vitest";
import type { Family } from "../support/draw.js";
import { drawCost, drawFeasible } from "../support/draw.js";
import { isLegal } from "../support/expectations.js";
import { drawInfeasible, drawUnbounded } from "../support/hopeless.js";
import type { Answer, Qp } from "../support/qp.js";
import { answerOf, FIELDS, stack } from "../support/qp.js";
import { Random } from "../support/random.js";

const FAMILIES: readonly Family[] = [
  { variables: 6, equalities: 2, inequalities: 4, quadratic: "dense", bounds: "partly infinite" },
  { variables: 6, equalities: 2, inequalities: 4, quadratic: "absent", bounds: "both" },
  { variables: 9, equalities: 4, inequalities: 0, quadratic: "diagonal", bounds: "lower scalar" },
  { variables: 6, equalities: 2, inequalities: 3, quadratic: "dense", bounds: "fixed variables" },
  { variables: 5, equalities: 0, inequalities: 7, quadratic: "dense", bounds: "none" },
];

const EXCEPT_P = FIELDS.filter((field) => field !== "p");

/** All numbers of one element, the gradients of its own p included. */
function bitsOf(qp: Qp, solution: Solution, element: number): Record<string, unknown> {
  const { batch, variables: n } = solution.shape;
  const z = new Float64Array(batch * n).map((_, i) => Math.sin(1 + (i % n)));
  const p = solution.vjp({ z: { data: z, shape: [batch, n] } }, { wrt: ["p"] }).p!.data;
  const answer: Answer = answerOf(solution, element);
  return {
    ...answer,
    status: solution.status[element],
    primalResidual: solution.primalResidual[element],
    dualResidual: solution.dualResidual[element],
    dualityGap: solution.dualityGap[element],
    iterations: solution.iterations[element],
    weaklyActive: solution.weaklyActive[element],
    gradient: p.length === batch * n ? p.slice(element * n, element * n + n) : p,
    certificate: solution.certificate(element),
    variables: qp.p.length,
  };
}

/** No element can tell which batch it is in. */
export function describeBatches(settings: SettingsInput): void {
  const families = FAMILIES.filter(({ equalities }) => settings.form !== "nullSpace" || equalities > 0);

  describe("an element has the same bits", () => {
    families.forEach((family, seed) => {
      const random = new Random(700 + seed);
      const first = drawFeasible(random, family);
      const elements = Array.from({ length: 6 }, () => ({ ...first, p: drawCost(random, first) }));
      let alone: Record<string, unknown>[];
      beforeAll(() => {
        alone = elements.map((qp) => bitsOf(qp, solve(stack([qp]), settings), 0));
      });
      const name = `Q ${family.quadratic}, bounds ${family.bounds}`;

      it(`alone without a batch axis, and in a batch of one: ${name}`, () => {
        elements.forEach((qp, i) => expect(bitsOf(qp, solve(qp, settings), 0)).toEqual(alone[i]));
      });
      it(`in any batch at any position, inputs shared: ${name}`, () => {
        for (let round = 0; round < 5; round++) {
          const order = random.permutation(elements.length).slice(0, random.integer(2, 6));
          const solution = solve(
            stack(
              order.map((i) => elements[i]),
              EXCEPT_P,
            ),
            settings,
          );
          order.forEach((i, place) => expect(bitsOf(elements[i], solution, place)).toEqual(alone[i]));
        }
      });
      it(`in any batch at any position, inputs copied: ${name}`, () => {
        for (let round = 0; round < 5; round++) {
          const order = random.permutation(elements.length).slice(0, random.integer(2, 6));
          const shared = FIELDS.filter((field) => field !== "p" && random.chance(0.5));
          const solution = solve(
            stack(
              order.map((i) => elements[i]),
              shared,
            ),
            settings,
          );
          order.forEach((i, place) => expect(bitsOf(elements[i], solution, place)).toEqual(alone[i]));
        }
      });
      it(`next to infeasible, unbounded and unfinished neighbours: ${name}`, () => {
        const other = drawFeasible(random, family);
        const infeasible = drawInfeasible(random, family);
        const unbounded = drawUnbounded(random, family);
        const bad = [infeasible, ...(unbounded ? [unbounded] : [])];
        const mixed = [...bad, elements[0], other, ...bad, elements[1], ...bad];
        const solution = solve(stack(mixed), settings);
        mixed.forEach((qp, i) => {
          expect(bitsOf(qp, solution, i)).toEqual(bitsOf(qp, solve(stack([qp]), settings), 0));
        });
        expect(solution.status[bad.length]).toBe("solved");
        expect(solution.status[0]).toBe("primalInfeasible");
      });
    });

    it("whatever the order of settings, and called twice", () => {
      const qp: Qp = { Q: [2, 1], p: [-1, -1], A: [[1, 2]], b: [1], lower: 0 };
      if (!isLegal(qp, settings)) return;
      expect(solve(qp, settings).z).toEqual(solve(qp, { ...settings }).z);
    });
  });
}
