/** A change of units changes no answer: docs/method/units.md. */
import type { ProblemInput, SettingsInput } from "optnet";
import { solve } from "optnet";
import { describe, expect, it } from "vitest";
import { certificateFaults, PROMISED } from "./support/certificates.js";
import type { Qp } from "./support/qp.js";
import { drawScalable, KINDS, scaled, SCALINGS } from "./support/scaling.js";
import { Random } from "./support/random.js";

const BACKENDS: readonly SettingsInput[] = [{ backend: "wasm" }, { backend: "reference" }];

/** Problems with units far from 1, and their answers. */
const ANSWERS: readonly (readonly [string, ProblemInput, readonly number[]])[] = [
  ["b of 1e8", { Q: [1, 2], p: [0, 0], A: [[1, 1]], b: [1e8] }, [2e8 / 3, 1e8 / 3]],
  ["a linear program, b of 1e8", { p: [1, 2], A: [[1, 1]], b: [1e8], lower: 0 }, [1e8, 0]],
  ["a bound of 1e9", { p: [1], lower: 1e9 }, [1e9]],
  ["bounds of 1e12", { Q: [1], p: [-1.9e12], lower: 1.6e12, upper: 1.8e12 }, [1.8e12]],
  ["p of 1e9", { Q: [1], p: [-1e9] }, [1e9]],
  ["Q of 1e18", { Q: [1e18], p: [1e18] }, [-1]],
  ["Q of 1e-9", { Q: [1e-9, 1e-9], p: [-1, 1], G: [[1, 1]], h: [1e9] }, [1e9, -1e9]],
  ["Q of 1e-12", { Q: [1e-12], p: [-1] }, [1e12]],
  ["p of 1e7 and 1", { Q: [1, 1], p: [-1e7, -1], lower: 0 }, [1e7, 1]],
  ["z of 1e9 and 1", { Q: [1e-6, 1], p: [-1000, -1], lower: 0 }, [1e9, 1]],
  ["p of 1e-9", { p: [1e-9, 3e-9, 2e-9], A: [[1, 1, 1]], b: [1], lower: 0 }, [1, 0, 0]],
  ["p of 1e-30", { Q: [1, 1], p: [1e-30, -1e-30], lower: -1e-31 }, [-1e-31, 1e-30]],
  ["Q of 1e12 and 1", WITHOUT_INTERIOR(), [0.3, 0.7]],
  ["linear parts of 1 and 1e12", { Q: [1, 0], p: [-1, -1e-12], lower: 0, upper: [1, 1e12] }, [1, 1e12]],
  ["rooms of 1 and 1e20", { p: [-1, -1], upper: [1e20, 1] }, [1e20, 1]],
  ["an upper bound of 1e20 that matters", { p: [-1], lower: 0, upper: 1e20 }, [1e20]],
  ["a far bound in a linear program", { p: [-1, -2], G: [[1, 1]], h: [4], lower: 0, upper: 1e20 }, [0, 4]],
];

function WITHOUT_INTERIOR(): ProblemInput {
  return {
    Q: [
      [1e12, 1],
      [1, 2],
    ],
    p: [1, 1],
    G: [
      [-1, -1],
      [-1, 0],
      [0, -1],
      [1, 1],
      [1, 0],
      [0, 1],
    ],
    h: [-1, 0, 0, 1, 0.7, 0.7],
  };
}

describe.each(BACKENDS)("$backend", (settings) => {
  it.each(ANSWERS)("%s", (_, problem, z) => {
    const solution = solve(problem, settings);
    expect(solution.status).toEqual(["solved"]);
    const size = Math.max(...z.map(Math.abs));
    z.forEach((value, j) => {
      // 0 is met to rounding; other numbers to their own size.
      const limit = value === 0 ? 1e-12 * size : 1e-7 * Math.abs(value);
      expect(Math.abs(solution.z[j] - value), `z[${j}] = ${solution.z[j]}`).toBeLessThanOrEqual(limit);
    });
  });

  it.each([1e12, 1e20, 1e100, 1e300, 1e308, Number.MAX_VALUE])("bounds of ±%d are as good as none", (far) => {
    const boxed = { Q: [1, 1], p: [0, 0], G: [[-2, -1]], h: [-2], lower: [-far, 0], upper: [20, far] };
    const quadratic = solve(boxed, settings);
    expect(quadratic.status).toEqual(["solved"]);
    expect(quadratic.z[0]).toBeCloseTo(0.8, 8);
    expect(quadratic.z[1]).toBeCloseTo(0.4, 8);
    const linear = solve({ p: [1, 1], G: [[-2, -1]], h: [-2], lower: 0, upper: far }, settings);
    expect(linear.status).toEqual(["solved"]);
    expect(linear.z[0]).toBeCloseTo(1, 8);
    expect(linear.z[1]).toBeCloseTo(0, 8);
  });

  it("a ray of Q = vvᵀ is one to rounding", () => {
    const v = [5.4, -1.2, -0.01, 1e4];
    const qp: Qp = { Q: v.map((a) => v.map((b) => a * b)), p: [-1, -2, 0, 3e-4] };
    const solution = solve(qp as ProblemInput, settings);
    expect(solution.status).toEqual(["dualInfeasible"]);
    expect(certificateFaults(qp, solution.certificate(0), PROMISED)).toEqual([]);
  });

  describe.each(KINDS)("random problems, %s", (kind) => {
    it.each([6, 20, 30, 40])("in units of up to 2^±%i", (most) => {
      for (let seed = 0; seed < 25; seed++) {
        const qp = drawScalable(new Random(1000 + seed), kind);
        const answer = solve(qp as ProblemInput, settings);
        for (const scaling of SCALINGS) {
          const { problem, units } = scaled(new Random(seed), qp, scaling, most);
          const other = solve(problem as ProblemInput, settings);
          const where = `seed ${seed}, ${scaling}`;
          expect(other.status, where).toEqual(answer.status);
          if (answer.status[0] !== "solved" || kind !== "strictly convex") continue;
          const size = Math.max(1e-6, ...answer.z.map(Math.abs));
          const back = other.z.map((value, j) => value * units[j]);
          back.forEach((value, j) => {
            expect(Math.abs(value - answer.z[j]), where).toBeLessThanOrEqual(1e-6 * size);
          });
          if (scaling === "rows" || scaling === "objective") expect(other.z, where).toEqual(answer.z);
        }
      }
    });
  });
});

it("absoluteTolerance is in the units of the inputs, and in addition", () => {
  const problem = { Q: [1e6, 1e6], p: [-1e9, -1], A: [[1e3, 1]], b: [1e6] };
  for (const absoluteTolerance of [1e-3, 1e-6]) {
    const solution = solve(problem, { absoluteTolerance }).assertSolved();
    expect(solution.primalResidual[0]).toBeLessThanOrEqual(absoluteTolerance);
    expect(solution.dualResidual[0]).toBeLessThanOrEqual(absoluteTolerance);
    expect(solution.dualityGap[0]).toBeLessThanOrEqual(absoluteTolerance);
  }
});

it.each([
  ["none", undefined],
  ["a diagonal of zeros", [0, 0]],
  ["a matrix of zeros", [[0, 0], [0, 0]]], // prettier-ignore
])("a linear objective has the same bits in any unit: Q is %s", (_name, Q) => {
  for (const backend of ["auto", "reference"] as const) {
    const zOf = (unit: number): number[] => {
      const p = [-0.3 * unit, -0.7 * unit];
      const problem = { ...(Q && { Q }), p, G: [[1.1, 0.9], [0.3, 1.7]], h: [0.7, 0.4], lower: 0 }; // prettier-ignore
      return [...solve(problem, { backend }).assertSolved().z];
    };
    for (const unit of [2 ** 30, 2 ** -40]) expect(zOf(unit)).toEqual(zOf(1));
  }
});

it.each([
  ["a row over fixed variables", { p: [1, 1], lower: [1, -Infinity], upper: [1, Infinity], G: [[1, 0], [0, -1]], h: [0.5, 1e8] }], // prettier-ignore
  ["a row of zeros in G", { p: [1, 1], lower: 0, G: [[0, 0], [1, 1]], h: [-1, 1e9] }], // prettier-ignore
  ["a row of zeros in A", { Q: [1, 1], p: [1, 1], A: [[0, 0], [1, 1]], b: [1, 1e9] }], // prettier-ignore
])("a contradiction stays one beside large numbers: %s", (_name, problem) => {
  for (const backend of ["auto", "reference"] as const)
    expect(solve(problem, { backend }).status).toEqual(["primalInfeasible"]);
});

it("parts that nothing connects are judged each by itself", () => {
  const { z } = solve({ Q: [1, 0], p: [1, 1e-20], lower: [-Infinity, -1] }).assertSolved();
  expect([...z]).toEqual([-1, -1]);
  expect(solve({ Q: [1, 0], p: [2 ** 40, 2 ** -40] }).status).toEqual(["dualInfeasible"]);
  expect([...solve({ p: [1, 2, 1e12], A: [[1, 1, 1]], b: [1], lower: 0 }).assertSolved().z][0]).toBeCloseTo(
    1,
    6,
  );
});

it("bounds at the end of the range are bounds like others", () => {
  for (const far of [1e308, Number.MAX_VALUE]) {
    expect([...solve({ p: [2], lower: 0, upper: far }).assertSolved().z]).toEqual([0]);
    const { z } = solve({ p: [0, 0.9], lower: [-far, 0], upper: far }).assertSolved();
    expect([z.every(Number.isFinite), z[1]]).toEqual([true, 0]);
    expect(solve({ p: [-4], lower: -far, upper: far, A: [[3]], b: [0] }).assertSolved().z[0]).toBeCloseTo(
      0,
      12,
    );
  }
});
