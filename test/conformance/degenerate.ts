import type { SettingsInput } from "optnet";
import { solve } from "optnet";
import { describe, expect, it } from "vitest";
import type { Family } from "../support/draw.js";
import { drawFeasible, plant, QUADRATIC_KINDS } from "../support/draw.js";
import { expectClose, expectSolution, isLegal, solveChecked } from "../support/expectations.js";
import type { Qp } from "../support/qp.js";
import { inner, quadraticTimes } from "../support/qp.js";
import { Random } from "../support/random.js";

const FAMILY: Family = {
  variables: 8,
  equalities: 3,
  inequalities: 5,
  quadratic: "dense",
  bounds: "partly infinite",
};

/** Appends combinations of A's rows, off by `size`·normal. */
function withRedundantEqualities(random: Random, qp: Qp, count: number, size: number): Qp {
  const A = qp.A!;
  const weights = random.matrix(count, A.length);
  const rows = weights.map((weight) =>
    qp.p.map((_, j) => A.reduce((sum, row, i) => sum + weight[i] * row[j], 0) + size * random.normal()),
  );
  const sides = weights.map((weight) => inner(weight, qp.b!));
  return { ...qp, A: [...A, ...rows], b: [...qp.b!, ...sides] };
}

/** Problems that break an interior-point method without regularisation. */
export function describeDegenerate(settings: SettingsInput): void {
  describe("degenerate problems", () => {
    it("redundant equalities change neither the status nor z", () => {
      for (const quadratic of QUADRATIC_KINDS) {
        const random = new Random(21);
        const { qp } = plant(random, { ...FAMILY, quadratic }, { active: 8 });
        const { z } = solveChecked(qp, settings);
        expectClose(solveChecked(withRedundantEqualities(random, qp, 2, 0), settings).z, z, 1e-6, "z");
        const twice = { ...qp, A: [...qp.A!, ...qp.A!], b: [...qp.b!, ...qp.b!] };
        expectClose(solveChecked(twice, settings).z, z, 1e-6, "z");
      }
    });

    it("nearly redundant equalities", () => {
      for (const size of [1e-4, 1e-6, 1e-12]) {
        for (let seed = 0; seed < 4; seed++) {
          const random = new Random(100 + seed);
          const { qp, triple } = plant(random, FAMILY);
          const near = withRedundantEqualities(random, qp, 1, size);
          // The planted point meets the perturbed row too, so that a solution exists.
          const b = near.b!.map((value, i) => (i < 3 ? value : inner(near.A![i], triple.z)));
          const solution = solve({ ...near, b }, settings);
          expectSolution({ ...near, b }, solution);
        }
      }
    });

    it("more equalities than variables, when they agree", () => {
      for (let seed = 0; seed < 4; seed++) {
        const random = new Random(200 + seed);
        const { qp } = plant(random, { ...FAMILY, inequalities: 0, bounds: "none" });
        solveChecked(withRedundantEqualities(random, qp, 9, 0), settings);
      }
    });

    it("no interior: a pair of opposite inequalities", () => {
      for (const quadratic of QUADRATIC_KINDS) {
        const { qp } = plant(new Random(31), { ...FAMILY, quadratic }, { active: 8 });
        const { z } = solveChecked(qp, settings);
        const row = qp.G![0];
        const value = inner(row, [...z]);
        const shut: Qp = { ...qp, G: [...qp.G!, row, row.map((v) => -v)], h: [...qp.h!, value, -value] };
        expectClose(solveChecked(shut, settings).z, z, 1e-5, "z");
      }
    });

    it("no interior: bounds that leave one point", () => {
      const qp: Qp = { Q: [1, 1], p: [1, 2], A: [[1, 1]], b: [0], lower: 0 };
      expectClose(solveChecked(qp, settings).z, [0, 0], 1e-6, "z");
    });

    it("duplicated active inequalities", () => {
      for (const quadratic of QUADRATIC_KINDS) {
        const { qp } = plant(new Random(41), { ...FAMILY, quadratic }, { active: 8 });
        const { z } = solveChecked(qp, settings);
        const double: Qp = { ...qp, G: [...qp.G!, ...qp.G!], h: [...qp.h!, ...qp.h!] };
        expectClose(solveChecked(double, settings).z, z, 1e-6, "z");
      }
    });

    it("rows of zeros", () => {
      const { qp, triple } = plant(new Random(42), FAMILY);
      const zeros = qp.p.map(() => 0);
      const padded: Qp = {
        ...qp,
        A: [...qp.A!, zeros],
        b: [...qp.b!, 0],
        G: [...qp.G!, zeros, zeros],
        h: [...qp.h!, 0, 3],
      };
      expectClose(solveChecked(padded, settings).z, triple.z, 1e-6, "z");
    });

    it("more active constraints than variables", () => {
      // A pyramid: four faces meet at its top, in three variables.
      const pyramid: Qp = {
        p: [0.1, 0.2, -1],
        G: [
          [1, 0, 1],
          [-1, 0, 1],
          [0, 1, 1],
          [0, -1, 1],
        ],
        h: [1, 1, 1, 1],
        lower: [-Infinity, -Infinity, 0],
      };
      if (isLegal(pyramid, settings)) expectClose(solveChecked(pyramid, settings).z, [0, 0, 1], 1e-6, "z");
      const flat: Qp = { ...pyramid, A: [[0, 0, 1]], b: [1] };
      expectClose(solveChecked(flat, settings).z, [0, 0, 1], 1e-6, "z");
    });

    it("weakly active constraints", () => {
      for (let seed = 0; seed < 10; seed++) {
        const { qp, triple } = plant(new Random(300 + seed), FAMILY, { active: 8, weak: 0.5 });
        expectClose(solveChecked(qp, settings).z, triple.z, 1e-3, "z");
      }
    });

    it("minimisers that are not unique have the planted objective", () => {
      for (const quadratic of QUADRATIC_KINDS) {
        for (let seed = 0; seed < 5; seed++) {
          const family = { ...FAMILY, quadratic, rank: 2 };
          const { qp, triple } = plant(new Random(400 + seed), family, { active: 5 });
          const { objective } = solveChecked(qp, settings);
          const expected = inner(qp.p, triple.z) + inner(quadraticTimes(qp, triple.z), triple.z) / 2;
          expect(Math.abs(objective - expected)).toBeLessThanOrEqual(1e-7);
        }
      }
    });

    it("fixed variables give the answer of the problem without them", () => {
      const random = new Random(51);
      const qp = drawFeasible(random, { ...FAMILY, bounds: "both" });
      const { z } = solveChecked(qp, settings);
      // Fixing a variable where it is already leaves the solution.
      const lower = (qp.lower as number[]).map((value, i) => (i < 2 ? z[i] : value));
      const upper = (qp.upper as number[]).map((value, i) => (i < 2 ? z[i] : value));
      expectClose(solveChecked({ ...qp, lower, upper }, settings).z, z, 1e-5, "z");
    });

    it("a thousand times larger or smaller units give the same point", () => {
      const { qp, triple } = plant(new Random(61), FAMILY);
      for (const unit of [1e-3, 1e3]) {
        const times = (values: number[] | undefined): number[] => values!.map((value) => value * unit);
        const scaled: Qp = {
          Q: (qp.Q as number[][]).map((row) => times(row)),
          p: times(qp.p),
          A: qp.A!.map((row) => row.map((value) => value / unit)),
          b: qp.b!.map((value) => value / unit),
          G: qp.G!.map(times),
          h: times(qp.h),
          lower: qp.lower,
          upper: qp.upper,
        };
        expectClose(solveChecked(scaled, settings).z, triple.z, 1e-4, "z");
      }
    });
  });
}
