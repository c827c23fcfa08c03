/**
 * Forward and reverse mode are each other's transpose to rounding where the KKT matrix is singular, or nearly so: both
 * apply one symmetric operator, which the solve decides.
 */
import type { FieldName, SettingsInput } from "optnet";
import { solve } from "optnet";
import { describe, expect, test } from "vitest";
import { plant } from "../support/draw.js";
import { Random } from "../support/random.js";
import { drawSingular, KINDS } from "../support/singular.js";
import { worstMismatch } from "../support/transpose.js";
import { drawCotangents, lengthOf, product } from "./inputs.js";

const LIMIT = 1e-11;
const MODES: readonly NonNullable<SettingsInput["gradient"]>[] = ["exact", "smoothed", "leastSquares"];

describe.each(["wasm", "reference"] as const)("J and Jᵀ, %s", (backend) => {
  describe.each(MODES)("%s", (gradient) => {
    test.each(KINDS)("%s", (kind) => {
      for (let seed = 0; seed < 6; seed++) {
        const qp = drawSingular(new Random(300 + seed), kind);
        const solution = solve(qp, { backend, gradient, smoothing: 1e-3 }).assertSolved();
        const worst = worstMismatch(solution, Object.keys(qp) as FieldName[]);
        expect(worst.size, `seed ${seed}: ${worst.output} by ${worst.input}`).toBeLessThanOrEqual(LIMIT);
        expect(worst.norm).toBeLessThan(Infinity);
      }
    });
  });
});

describe("a batch of regular and singular elements", () => {
  // All with 6 variables and 9 rows: at a vertex where all of them touch, and away from it.
  const elements = Array.from({ length: 7 }, (_, seed) => {
    const random = new Random(seed);
    const family = { variables: 6, equalities: 0, inequalities: 9, bounds: "none" } as const;
    return plant(random, { ...family, quadratic: seed % 3 === 2 ? "absent" : "dense" }, { active: 6 }).qp;
  });
  const vertices = elements.map((qp, i) => {
    if (i % 2 === 0) return qp;
    const z = new Random(50 + i).vector(6);
    return { ...qp, h: qp.G!.map((row) => product(row, z)) };
  });
  const stacked = {
    Q: vertices.map((qp) => qp.Q ?? Array.from({ length: 6 }, () => new Array<number>(6).fill(0))),
    p: vertices.map((qp) => qp.p),
    G: vertices.map((qp) => qp.G!),
    h: vertices.map((qp) => qp.h!),
  };

  test.each(MODES)("%s: each has the bits it has alone, and J is the transpose of Jᵀ", (gradient) => {
    const settings: SettingsInput = { gradient, smoothing: 1e-3 };
    const together = solve(stacked, settings);
    const random = new Random(9);
    const u = drawCotangents(random, together);
    const back = together.vjp(u);
    const v = Object.fromEntries(
      Object.entries(back).map(([name, { data, shape }]) => [
        name,
        { data: data.map(() => random.normal()), shape },
      ]),
    );
    const forward = together.jvp(v);
    const outputs = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "objective"] as const;
    const left = outputs.reduce((sum, name) => sum + product(u[name], forward[name]), 0);
    const right = Object.entries(back).reduce(
      (sum, [name, { data }]) => sum + product(data, v[name].data),
      0,
    );
    const scale = Object.entries(back).reduce(
      (sum, [name, { data }]) => sum + lengthOf(data) * lengthOf(v[name].data),
      1,
    );
    expect(Math.abs(left - right) / scale).toBeLessThanOrEqual(LIMIT);

    const outcome = [...together.status];
    vertices.forEach((_, i) => {
      const one = {
        Q: stacked.Q[i],
        p: stacked.p[i],
        G: stacked.G[i],
        h: stacked.h[i],
      };
      const alone = solve(one, settings);
      expect(alone.status[0]).toBe(outcome[i]);
      const z = u.z.subarray(i * 6, i * 6 + 6);
      const rows = together.vjp({ z: u.z }, { wrt: ["h"] }).h!.data.subarray(i * 9, i * 9 + 9);
      expect([...alone.vjp({ z }, { wrt: ["h"] }).h!.data]).toEqual([...rows]);
    });
  });
});

describe("what is active does not depend on units, least squares", () => {
  const expected = [-0.5, 0.5, 0.5, -0.5];

  test.each([
    ["a row of 1e-6", { Q: [1, 1], G: [[1e-6, 1e-6]], h: [1e-6] }, 1],
    ["a row of 1e9", { Q: [1, 1], G: [[1e9, 1e9]], h: [1e9] }, 1],
    ["Q of 1e6", { Q: [1e6, 1e6], G: [[1, 1]], h: [1] }, 1e6],
    ["Q of 1e-6", { Q: [1e-6, 1e-6], G: [[1, 1]], h: [1] }, 1e-6],
    ["an equality of 1e-9", { Q: [1, 1], A: [[1e-9, 1e-9]], b: [1e-9] }, 1],
  ] as const)("%s", (_, { Q, ...constraints }, curvature) => {
    const p = [-2 * curvature, -curvature];
    const solution = solve({ Q: [...Q], p, ...constraints } as never, { gradient: "leastSquares" });
    const { data } = solution.jacobian("z", "p");
    data.forEach((value, i) => expect(value * curvature).toBeCloseTo(expected[i], 9));
  });

  test("powers of two on rows and the objective change nothing but the scale", () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = new Random(seed);
      const { qp } = plant(
        random,
        { variables: 5, equalities: 1, inequalities: 6, quadratic: "dense", bounds: "both" },
        { active: 5, weak: 0.4 },
      );
      const row = qp.G!.map(() => 2 ** random.integer(-40, 40));
      const scaled = {
        ...qp,
        G: qp.G!.map((entries, i) => entries.map((value) => value * row[i])),
        h: qp.h!.map((value, i) => value * row[i]),
      };
      const [plain, other] = [qp, scaled].map((one) =>
        solve(one, { gradient: "leastSquares" }).assertSolved().jacobian("z", "h"),
      );
      const scale = Math.max(...plain.data.map(Math.abs));
      // Where rows depend on each other, their shares are those of least squares in the user's units.
      const regular = solve(qp).weaklyActive[0] === 0;
      if (!regular) continue;
      plain.data.forEach((value, at) =>
        expect(Math.abs(other.data[at] * row[at % row.length] - value)).toBeLessThan(1e-9 * scale),
      );
    }
  });
});
