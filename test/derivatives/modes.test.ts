/** The gradient modes `smoothed` and `leastSquares`, against computations that share nothing with them. */
import type { Tangents } from "optnet";
import { solve } from "optnet";
import { describe, expect, test } from "vitest";
import { complaint } from "../complaint.js";
import type { Family } from "../support/draw.js";
import { drawFeasible, plant } from "../support/draw.js";
import { expectClose } from "../support/expectations.js";
import { ORACLES } from "../support/oracles.js";
import type { Qp } from "../support/qp.js";
import { boundOf } from "../support/qp.js";
import { Random } from "../support/random.js";
import type { RelaxedPoint } from "../support/relaxed.js";
import { relaxedSolution } from "../support/relaxed.js";
import type { Directions } from "./inputs.js";
import { difference, drawDirection, fieldsOf, flat, lengthOf, moved, shaped } from "./inputs.js";

const FAMILIES: readonly Family[] = [
  { variables: 5, equalities: 2, inequalities: 4, quadratic: "dense", bounds: "partly infinite" },
  { variables: 5, equalities: 0, inequalities: 3, quadratic: "diagonal", bounds: "lower scalar" },
  { variables: 4, equalities: 1, inequalities: 3, quadratic: "absent", bounds: "both" },
];

/** How the relaxed problem's z, nu, lambda (rows of G, then bounds) move along a direction, by differences. */
function relaxedDifference(qp: Qp, mu: number, directions: Directions, step: number): RelaxedPoint {
  const e = qp.b?.length ?? 0;
  const n = qp.p.length;
  const all = difference((h) => {
    const { z, nu, lambda } = relaxedSolution(moved(qp, directions, h), mu);
    return [...z, ...nu, ...lambda];
  }, step);
  return { z: [...all.slice(0, n)], nu: [...all.slice(n, n + e)], lambda: [...all.slice(n + e)] };
}

function lambdasOf(qp: Qp, forward: ReturnType<ReturnType<typeof solve>["jvp"]>): number[] {
  const { lambda, lambdaLower, lambdaUpper } = forward;
  return [
    ...lambda,
    ...[...lambdaLower].filter((_, i) => boundOf(qp.lower, i, -Infinity) > -Infinity),
    ...[...lambdaUpper].filter((_, i) => boundOf(qp.upper, i, Infinity) < Infinity),
  ];
}

describe("smoothed", () => {
  for (const smoothing of [10, 1e-2, 1e-4]) {
    test(`is the derivative of the relaxed problem's solution, mu = ${smoothing}`, () => {
      for (const family of FAMILIES) {
        const qp = drawFeasible(new Random(61), family);
        const solution = solve(qp, { gradient: "smoothed", smoothing }).assertSolved();
        for (const name of fieldsOf(qp)) {
          const direction = drawDirection(new Random(7), qp, name);
          const forward = solution.jvp({ [name]: shaped(qp, name, direction) });
          const expected = relaxedDifference(
            qp,
            smoothing,
            { [name]: direction },
            3e-4 * Math.min(1, smoothing ** 0.5),
          );
          const limit = (of: readonly number[]): number => 2e-6 * (1 + lengthOf(of));
          expectClose(forward.z, expected.z, limit(expected.z), `${name} → z`);
          expectClose(forward.nu, expected.nu, limit(expected.nu), `${name} → nu`);
          expectClose(lambdasOf(qp, forward), expected.lambda, limit(expected.lambda), `${name} → lambda`);
        }
      }
    });
  }

  test("tends to the exact derivative as mu → 0", () => {
    for (const family of FAMILIES) {
      const { qp } = plant(new Random(71), family, { active: family.variables });
      const exact = solve(qp).jacobian("z", "p").data;
      const errors = [1e-2, 1e-4, 1e-6, 1e-8].map((smoothing) => {
        const { data } = solve(qp, { gradient: "smoothed", smoothing }).jacobian("z", "p");
        return lengthOf(data.map((value, i) => value - exact[i]));
      });
      expect(errors[3]).toBeLessThan(1e-5 * (1 + lengthOf(exact)));
      expect(errors[1]).toBeLessThan(errors[0]);
      expect(errors[2]).toBeLessThan(errors[1]);
      // It closes in about as fast as mu.
      expect(errors[2]).toBeLessThan(0.1 * errors[1]);
    }
  });

  test("leaves the solution itself alone", () => {
    const qp = drawFeasible(new Random(62), FAMILIES[0]);
    const [plain, smoothed] = [solve(qp), solve(qp, { gradient: "smoothed", smoothing: 1 })];
    smoothed.vjp({ z: qp.p });
    expect(smoothed.z).toEqual(plain.z);
    expect(smoothed.lambda).toEqual(plain.lambda);
  });

  test("finds the way down in a linear program whose exact gradient is 0", () => {
    // minimise costᵀz over the simplex, with the cost learned so that z comes near (0, 0, 1).
    const train = (gradient: "exact" | "smoothed"): number => {
      let cost = [0, 0.5, 1];
      let first = NaN;
      for (let step = 0; step < 60; step++) {
        const qp = { p: cost, A: [[1, 1, 1]], b: [1], lower: 0 };
        const solution = solve(qp, { gradient, smoothing: 0.1 });
        first = solution.z[2];
        const dz = [...solution.z].map((value, i) => value - (i === 2 ? 1 : 0));
        const { p } = solution.vjp({ z: dz }, { wrt: ["p"] });
        cost = cost.map((value, i) => value - 0.5 * p!.data[i]);
      }
      return first;
    };
    expect(train("exact")).toBeCloseTo(0, 6);
    expect(train("smoothed")).toBeCloseTo(1, 6);
  });

  test("where rows shut each other in, or minimisers reach to infinity, it is finite", () => {
    const shut: Qp = {
      Q: [1, 1],
      p: [1, -1],
      G: [
        [1, 1],
        [-1, -1],
      ],
      h: [1, -1],
    };
    const solution = solve(shut, { gradient: "smoothed", smoothing: 1e-4 });
    // On the line z0 + z1 = 1: z = (−½, 1½) and dz/dp = −½ [1 −1; −1 1].
    expectClose(solution.jacobian("z", "p").data, [-0.5, 0.5, 0.5, -0.5], 1e-4);
    const unbounded = solve({ p: [0, 1], lower: 0 }, { gradient: "smoothed", smoothing: 1e-4 });
    expect(unbounded.jacobian("z", "p").data.every(Number.isFinite)).toBe(true);
    expect(unbounded.jacobian("z", "lower").data.every(Number.isFinite)).toBe(true);
  });

  test("an element's derivative is the same alone and in a batch", () => {
    const qp = drawFeasible(new Random(63), FAMILIES[0]);
    const settings = { gradient: "smoothed", smoothing: 1e-3 } as const;
    const other = qp.p.map((value) => -value);
    const z = qp.p.map((_, i) => i);
    const batch = solve({ ...qp, p: [qp.p, other] }, settings);
    const { p } = batch.vjp({ z: [z, z] });
    [qp.p, other].forEach((cost, i) => {
      const alone = solve({ ...qp, p: cost }, settings).vjp({ z }).p!.data;
      expect(p!.data.slice(5 * i, 5 * i + 5)).toEqual(alone);
    });
  });

  test.each([0, -1, NaN, 1e7])("refuses smoothing %s", (smoothing) => {
    expect(complaint(() => solve({ p: [1], lower: 0 }, { smoothing })).field).toBe("settings.smoothing");
  });
});

describe("leastSquares", () => {
  test.each(ORACLES)("oracle $name", ({ qp, cotangent, gradients }) => {
    const found = solve(qp, { gradient: "leastSquares" }).vjp({ z: cotangent });
    for (const name of fieldsOf(qp)) {
      const expected = flat(gradients[name as keyof typeof gradients] as number[] | undefined);
      const actual = found[name]!.data;
      expectClose(actual, expected.length > 0 ? expected : actual.map(() => 0), 1e-9, name);
    }
  });

  test("is the exact derivative where there is one", () => {
    for (const family of FAMILIES) {
      const { qp } = plant(new Random(72), family, { active: family.variables });
      const [exact, least] = [solve(qp), solve(qp, { gradient: "leastSquares" })];
      for (const name of fieldsOf(qp)) {
        const [a, b] = [exact.jacobian("z", name).data, least.jacobian("z", name).data];
        expectClose(b, a, 1e-8 * (1 + lengthOf(a)), name);
      }
    }
  });

  test("is the compromise between constraints that pull apart", () => {
    // Three rows meet at the origin of the plane: z ≤ h1, z ≤ h2 in one direction, and a third in the other.
    const qp: Qp = {
      p: [-1, -1],
      G: [
        [1, 0],
        [1, 0],
        [0, 1],
      ],
      h: [0, 0, 0],
    };
    const solution = solve(qp, { gradient: "leastSquares" });
    const move = (h: number[]): number[] => [...solution.jvp({ h } satisfies Tangents).z];
    expectClose(move([1, 0, 0]), [1 / 2, 0], 1e-9);
    expectClose(move([1, 1, 0]), [1, 0], 1e-9);
    expectClose(move([0, 0, 1]), [0, 1], 1e-9);
  });

  test("is the shortest where the minimiser is not unique", () => {
    // minimise ½(z0 + z1)² − (z0 + z1): only the sum is determined, and p may move along (1, 1) alone.
    const solution = solve({ Q: [[1, 1], [1, 1]], p: [-1, -1] }, { gradient: "leastSquares" }); // prettier-ignore
    expectClose(solution.jacobian("z", "p").data, [-1 / 4, -1 / 4, -1 / 4, -1 / 4], 1e-9);
  });
});
