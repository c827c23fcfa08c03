import type { SettingsInput } from "optnet";
import { solve } from "optnet";
import { describe, expect, it } from "vitest";
import type { Abilities } from "../conformance.js";
import type { Family } from "../support/draw.js";
import { BOUNDS_KINDS, drawFeasible, QUADRATIC_KINDS } from "../support/draw.js";
import { expectCertificate, expectSolution, isLegal } from "../support/expectations.js";
import { drawInfeasible, drawUnbounded } from "../support/hopeless.js";
import { residualsOf } from "../support/kkt.js";
import type { Qp } from "../support/qp.js";
import { answerOf } from "../support/qp.js";
import { Random } from "../support/random.js";

const INFEASIBLE: Readonly<Record<string, Qp>> = {
  "contradictory equalities": {
    Q: [1, 1],
    p: [0, 0],
    A: [
      [1, 1],
      [2, 2],
    ],
    b: [1, 3],
  },
  "an equality 0 = 1": { p: [1, 1], A: [[0, 0]], b: [1], lower: 0 },
  "contradictory inequalities": {
    Q: [
      [2, 1],
      [1, 2],
    ],
    p: [1, 0],
    G: [
      [1, 1],
      [-1, -1],
    ],
    h: [1, -2],
  },
  "inequalities of a linear program": {
    p: [1, 1],
    G: [
      [1, 2],
      [-1, 0],
      [0, -1],
    ],
    h: [-1, 0, 0],
  },
  "bounds against an equality": { Q: [1, 1, 1], p: [1, 2, 3], A: [[1, 1, 1]], b: [4], lower: 0, upper: 1 },
  "bounds against an inequality": { Q: [1, 1], p: [0, 0], G: [[-1, -1]], h: [-3], upper: 1 },
  "fixed variables against an equality": {
    Q: [1, 1],
    p: [0, 0],
    A: [[1, 1]],
    b: [1],
    lower: [1, 1],
    upper: [1, 1],
  },
  "a fixed variable against an inequality": {
    Q: [1, 1],
    p: [0, 0],
    G: [[1, 0]],
    h: [1],
    lower: [2, -5],
    upper: [2, 5],
  },
};

const UNBOUNDED: Readonly<Record<string, Qp>> = {
  "no constraints, Q absent": { p: [1, 0] },
  "no constraints, Q singular": {
    Q: [
      [1, 1],
      [1, 1],
    ],
    p: [1, -1],
  },
  "a linear program with an equality": { p: [1, -2], A: [[1, -1]], b: [3] },
  "a linear program in a quadrant": { p: [1, -1], lower: 0 },
  "a diagonal Q with a zero": { Q: [1, 0], p: [0, 1], upper: 5 },
  "inequalities that leave a ray": {
    p: [-1, -1],
    G: [
      [1, -1],
      [-1, 1],
    ],
    h: [1, 1],
  },
};

const FAMILIES: readonly Family[] = QUADRATIC_KINDS.flatMap((quadratic) =>
  [
    [3, 0],
    [0, 6],
    [2, 5],
  ].flatMap(([equalities, inequalities]) =>
    BOUNDS_KINDS.map((bounds) => ({ variables: 8, equalities, inequalities, quadratic, bounds })),
  ),
);

export function describeOutcomes(settings: SettingsInput, abilities: Abilities): void {
  const legal = (qp: Qp | undefined): qp is Qp => qp !== undefined && isLegal(qp, settings);

  /** Checks each problem of a list; counts those without a verdict. */
  const expectMostly = (status: "primalInfeasible" | "dualInfeasible") => {
    let undecided = 0;
    return (qp: Qp, _index: number, all: readonly Qp[]): void => {
      const solution = solve(qp, settings);
      if (solution.status[0] !== "numericalError") return expectCertificate(qp, solution, status);
      undecided++;
      expect(undecided).toBeLessThanOrEqual(abilities.undecided * all.length);
    };
  };

  describe("problems without a solution", () => {
    for (const [name, qp] of Object.entries(INFEASIBLE).filter(([, qp]) => legal(qp))) {
      it(`infeasible: ${name}`, () => expectCertificate(qp, solve(qp, settings), "primalInfeasible"));
    }
    for (const [name, qp] of Object.entries(UNBOUNDED).filter(([, qp]) => legal(qp))) {
      it(`unbounded: ${name}`, () => expectCertificate(qp, solve(qp, settings), "dualInfeasible"));
    }
    it("random infeasible problems", () => {
      FAMILIES.filter(({ quadratic }) => quadratic === "dense")
        .map((family, seed) => drawInfeasible(new Random(seed), family))
        .filter(legal)
        .forEach(expectMostly("primalInfeasible"));
    });
    it("random unbounded problems", () => {
      FAMILIES.map((family, seed) => drawUnbounded(new Random(seed), family))
        .filter(legal)
        .forEach(expectMostly("dualInfeasible"));
    });
    it("a solved problem has no certificate", () => {
      const qp: Qp = { Q: [1, 1], p: [1, 1], A: [[1, 1]], b: [1] };
      expect(solve(qp, settings).certificate(0)).toBeUndefined();
    });
    it("a problem that is barely feasible is not called infeasible", () => {
      const qp: Qp = { Q: [1, 1], p: [1, 2], A: [[1, 1]], b: [2], lower: 0, upper: 1 };
      expectSolution(qp, solve(qp, settings));
    });
  });

  describe("settings", () => {
    const hard: Family = {
      variables: 12,
      equalities: 3,
      inequalities: 15,
      quadratic: "dense",
      bounds: "partly infinite",
      rank: 5,
    };

    it("maxIterations returns the best iterate, with its residuals", () => {
      const qp = drawFeasible(new Random(3), hard);
      const complete = solve(qp, { ...settings, absoluteTolerance: 1e-8 });
      const worstOf = (limit: number): number => {
        const solution = solve(qp, { ...settings, absoluteTolerance: 1e-8, maxIterations: limit });
        const [status] = solution.status;
        expect(solution.iterations[0]).toBeLessThanOrEqual(limit);
        if (limit >= complete.iterations[0]) expect(status).toBe("solved");
        // A backend may have a second method that needs fewer iterations than the one that it tries first.
        else if (settings.backend === "reference" || limit === 1) expect(status).toBe("maxIterations");
        const { primal, dual, gap } = residualsOf(qp, answerOf(solution));
        const report = [solution.primalResidual[0], solution.dualResidual[0], solution.dualityGap[0]];
        const found = [primal, dual, gap];
        found.forEach((value, i) => {
          expect(Math.abs(report[i] - value)).toBeLessThan(5e-10 + abilities.reportAccuracy * value);
        });
        return Math.max(primal, dual, gap);
      };
      expect(complete.iterations[0]).toBeGreaterThan(3);
      const worst = Array.from({ length: complete.iterations[0] }, (_, i) => worstOf(i + 1));
      expect(worst.at(-1)).toBeLessThanOrEqual(1e-8);
      expect(worst[0]).toBeGreaterThan(1e-3);
      expect(worst.at(-2)!).toBeLessThan(worst[0]);
    });

    const tolerances = [1e-3, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12];
    for (const tolerance of tolerances.filter((one) => one >= abilities.smallestTolerance)) {
      it(`tolerance ${tolerance} is kept`, () => {
        for (let seed = 0; seed < 6; seed++) {
          for (const quadratic of QUADRATIC_KINDS) {
            const qp = drawFeasible(new Random(seed), { ...hard, quadratic });
            expectSolution(qp, solve(qp, { ...settings, tolerance }), 0, tolerance);
          }
        }
      });
    }

    it.runIf(abilities.synchronous)("onIteration sees every iteration and changes nothing", () => {
      const qp = drawFeasible(new Random(4), hard);
      const seen: number[] = [];
      const watched = solve(qp, { ...settings, onIteration: ({ iteration }) => seen.push(iteration) });
      expect(seen).toEqual(Array.from({ length: watched.iterations[0] + 1 }, (_, i) => i));
      expect(watched.z).toEqual(solve(qp, settings).z);
    });
  });
}
