import { describe, expect, it } from "vitest";
import { complaint } from "../complaint.js";
import type { Family } from "../support/draw.js";
import { drawCost, drawFeasible } from "../support/draw.js";
import { FIELDS, stack } from "../support/qp.js";
import { Random } from "../support/random.js";
import type { GpuThread } from "./gpu.js";
import { referenceSolve } from "./reference.js";

const FAMILY: Family = {
  variables: 6,
  equalities: 2,
  inequalities: 4,
  quadratic: "diagonal",
  bounds: "partly infinite",
};

/** As many elements as variables, of which number 1 has no solution; all but p and h are shared. */
function problemWithout(random: Random) {
  const first = drawFeasible(random, FAMILY);
  const elements = Array.from({ length: FAMILY.variables }, (_, i) => ({
    ...first,
    p: drawCost(random, first),
    h: first.h!.map((value) => (i === 1 ? value - 100 : value)),
  }));
  return stack(
    elements,
    FIELDS.filter((field) => field !== "p" && field !== "h" && field !== "Q"),
  );
}

/** The CPU after the GPU: what float32 leaves open. */
export function describePolish(thread: GpuThread): void {
  describe("polished on the CPU", () => {
    const problem = problemWithout(new Random(81));
    const cotangents = {
      z: Array.from({ length: 6 }, (_, i) => Array.from({ length: 6 }, (_, j) => Math.sin(6 * i + j))),
      objective: [1, 2, 3, 4, 5, 6],
    };

    for (const tolerance of [1e-9, 1e-12]) {
      it(`residuals, statuses, certificates and derivatives, to ${tolerance}`, () => {
        const expected = referenceSolve(problem, { tolerance });
        const found = thread.solve(problem, {
          precision: "float32",
          tolerance,
          absoluteTolerance: tolerance,
          polish: true,
        });
        expect(found.status).toEqual(expected.status);
        expect(found.polished).toContain(1);
        expect(found.polished.length < 6 || tolerance < 1e-11).toBe(true);
        const kind = found.status[1];
        expect(found.certificate(1)?.kind).toBe(kind);
        found.status.forEach((status, i) => {
          if (status !== "solved") return;
          for (const name of ["primalResidual", "dualResidual", "dualityGap"] as const) {
            expect(found[name][i], name).toBeLessThanOrEqual(tolerance);
          }
          for (let j = 6 * i; j < 6 * i + 6; j++) expect(found.z[j]).toBeCloseTo(expected.z[j], 7);
        });
        const exact = expected.vjp(cotangents);
        for (const [name, { data, shape }] of Object.entries(found.vjp(cotangents))) {
          const { data: wanted, shape: wantedShape } = exact[name as keyof typeof exact]!;
          expect(shape).toEqual(wantedShape);
          // Elements that the GPU solved have derivatives with its float32 factors.
          const size = Math.max(1, ...wanted.map(Math.abs));
          data.forEach((value, i) => expect(Math.abs(value - wanted[i]) / size, name).toBeLessThan(1e-4));
        }
      });
    }

    it("needs to see the numbers", () => {
      const error = complaint(() => thread.roundTrip({ Q: [1, 1], p: [1, 2] }, { polish: true }, [[1, 0]]));
      expect(error.expected).toContain("CPU memory");
    });
  });
}
