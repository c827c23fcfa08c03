/** Where the solution has a kink or its multipliers are not unique: an element of the generalised Jacobian, never NaN. */
import type { FieldName, SettingsInput, Solution } from "optnet";
import { solve } from "optnet";
import { describe, expect, test } from "vitest";
import type { Family } from "../support/draw.js";
import { plant, QUADRATIC_KINDS } from "../support/draw.js";
import { expectClose } from "../support/expectations.js";
import { degenerate } from "../support/oracles.js";
import type { Qp } from "../support/qp.js";
import { Random } from "../support/random.js";
import { differenceOf, drawCotangents, drawDirection, fieldsOf, lengthOf, shaped } from "./inputs.js";

const MODES: readonly NonNullable<SettingsInput["gradient"]>[] = ["exact", "smoothed", "leastSquares"];
const FAMILY: Family = {
  variables: 7,
  equalities: 2,
  inequalities: 6,
  quadratic: "dense",
  bounds: "partly infinite",
};

function expectFinite(solution: Solution): void {
  const random = new Random(3);
  const u = drawCotangents(random, solution);
  const gradients = solution.vjp({ ...u, objective: u.objective[0] });
  for (const [name, { data }] of Object.entries(gradients)) {
    expect(data.every(Number.isFinite), name).toBe(true);
    expect(lengthOf(data), name).toBeLessThan(1e9);
  }
}

describe("oracle e, at its kink", () => {
  test.each(MODES)("%s gives a value in the hull of the two sides", (gradient) => {
    const solution = solve(degenerate(1), { gradient, smoothing: 1e-6 });
    expect([...solution.weaklyActive]).toEqual([1]);
    const [first, second] = solution.jvp({ b: [1] }).z;
    expect(first).toBeGreaterThanOrEqual(1 / 2 - 1e-7);
    expect(first).toBeLessThanOrEqual(2 / 3 + 1e-7);
    expect(first + second).toBeCloseTo(1, 7);
    expectClose(solution.vjp({ z: [1, 0] }).b!.data, [first], 1e-7);
    expectClose(solution.vjp({ z: [0, 1] }).b!.data, [second], 1e-7);
  });

  test("on either side it is not weakly active, and exact", () => {
    for (const [b, z] of [
      [0.9, [2 / 3, 1 / 3]],
      [1.1, [1 / 2, 1 / 2]],
    ] as const) {
      const solution = solve(degenerate(b));
      expect([...solution.weaklyActive]).toEqual([0]);
      expectClose(solution.jvp({ b: [1] }).z, z, 1e-9);
    }
  });
});

describe("weakly active constraints", () => {
  test("one at a time: the derivative lies between the one-sided ones", () => {
    let seen = 0;
    for (let seed = 0; seed < 40; seed++) {
      const { qp, triple } = plant(new Random(800 + seed), FAMILY, { active: 7, weak: 0.3 });
      const weak = triple.lambda.filter((value, i) => value === 0 && isTight(qp, triple.z, i)).length;
      const solution = solve(qp);
      expectFinite(solution);
      if (weak !== 1 || solution.weaklyActive[0] !== 1) continue;
      seen++;
      const random = new Random(seed);
      for (const name of fieldsOf(qp)) {
        const direction = drawDirection(random, qp, name);
        const { z } = solution.jvp({ [name]: shaped(qp, name, direction) });
        const sides = [1, -1].map((sign) => oneSided(qp, name, direction, sign));
        expectBetween(z, sides[0], sides[1]);
      }
    }
    expect(seen).toBeGreaterThan(3);
  });

  test.each(MODES)("many at once are finite, %s", (gradient) => {
    for (const quadratic of QUADRATIC_KINDS) {
      for (let seed = 0; seed < 5; seed++) {
        const family = { ...FAMILY, quadratic };
        const { qp } = plant(new Random(900 + seed), family, { active: 11, weak: 0.5 });
        expectFinite(solve(qp, { gradient }).assertSolved());
      }
    }
  });
});

function isTight(qp: Qp, z: readonly number[], row: number): boolean {
  const value = qp.G![row].reduce((sum, entry, j) => sum + entry * z[j], 0);
  return Math.abs(qp.h![row] - value) < 1e-12;
}

function oneSided(qp: Qp, name: FieldName, direction: Float64Array, sign: number): Float64Array {
  // The derivative a little to the side: the difference of solutions around it.
  const at = 1e-3;
  const beside: Qp = movedBy(qp, name, direction, sign * at);
  return differenceOf(beside, "z", { [name]: direction }, {}, at / 8);
}

function movedBy(qp: Qp, name: FieldName, direction: Float64Array, step: number): Qp {
  let at = 0;
  const move = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(move);
    const change = direction[at++];
    return change === 0 ? value : (value as number) + step * change;
  };
  return { ...qp, [name]: move(qp[name]) } as Qp;
}

/** z = t·a + (1 − t)·b with 0 ≤ t ≤ 1, to the accuracy of one-sided differences. */
function expectBetween(z: Float64Array, a: Float64Array, b: Float64Array): void {
  const span = a.map((value, i) => value - b[i]);
  const length = lengthOf(span);
  const along =
    length < 1e-9 ? 0 : z.reduce((sum, value, i) => sum + (value - b[i]) * span[i], 0) / length ** 2;
  const t = Math.min(1, Math.max(0, along));
  expectClose(
    z,
    b.map((value, i) => value + t * span[i]),
    0.02 * (1 + lengthOf(a) + lengthOf(b)),
  );
}

describe("redundant active rows", () => {
  test.each(MODES)("do not change the gradient by anything else, %s", (gradient) => {
    for (let seed = 0; seed < 5; seed++) {
      const { qp } = plant(new Random(1000 + seed), { ...FAMILY, bounds: "none" });
      const twice: Qp = {
        ...qp,
        A: [...qp.A!, ...qp.A!],
        b: [...qp.b!, ...qp.b!],
        G: [...qp.G!, ...qp.G!],
        h: [...qp.h!, ...qp.h!],
      };
      const settings: SettingsInput = { gradient, smoothing: 1e-9 };
      const [one, two] = [solve(qp, settings), solve(twice, settings)];
      const z = Float64Array.from({ length: 7 }, (_, i) => Math.cos(i));
      const [plain, doubled] = [one.vjp({ z }), two.vjp({ z })];
      const scale = 1 + lengthOf(plain.Q!.data);
      expectClose(doubled.p!.data, plain.p!.data, 1e-5 * scale, "p");
      expectClose(doubled.Q!.data, plain.Q!.data, 1e-5 * scale, "Q");
      // Each copy bears a part of what the one row bore.
      const folded = (data: Float64Array): Float64Array =>
        data.subarray(0, data.length / 2).map((value, i) => value + data[data.length / 2 + i]);
      expectClose(folded(doubled.b!.data), plain.b!.data, 1e-5 * scale, "b");
      expectClose(folded(doubled.h!.data), plain.h!.data, 1e-5 * scale, "h");
      expectClose(folded(doubled.G!.data), plain.G!.data, 1e-5 * scale, "G");
      expectFinite(two);
    }
  });

  test("share alike in least squares", () => {
    const qp: Qp = {
      Q: [1, 1],
      p: [-3, -3],
      G: [
        [1, 1],
        [1, 1],
      ],
      h: [2, 2],
    };
    const solution = solve(qp, { gradient: "leastSquares" });
    expectClose(solution.vjp({ z: [1, 0] }).h!.data, [1 / 4, 1 / 4], 1e-9);
  });
});

describe("vertices of linear programs", () => {
  const qp: Qp = { p: [-3, -5], G: [[1, 0], [0, 2], [3, 2]], h: [4, 12, 18], lower: 0 }; // prettier-ignore

  test.each(["exact", "leastSquares"] as const)(
    "move with their constraints and not with the cost, %s",
    (gradient) => {
      const solution = solve(qp, { gradient });
      expectClose(solution.jacobian("z", "p").data, [0, 0, 0, 0], 1e-9);
      // z = ((h2 − h1)/3, h1/2) where rows 1 and 2 are active.
      expectClose(solution.jacobian("z", "h").data, [0, -1 / 3, 1 / 3, 0, 1 / 2, 0], 1e-9);
      expectFinite(solution);
    },
  );

  test("smoothed, they answer to the cost", () => {
    const { data } = solve(qp, { gradient: "smoothed", smoothing: 0.1 }).jacobian("z", "p");
    expect(data[0]).toBeLessThan(-1e-4);
    expect(data[3]).toBeLessThan(-1e-4);
  });

  test.each(MODES)("with more constraints than they need are finite, %s", (gradient) => {
    const pyramid: Qp = {
      p: [0.1, 0.2, -1],
      G: [
        [1, 0, 1],
        [-1, 0, 1],
        [0, 1, 1],
        [0, -1, 1],
      ],
      h: [1, 1, 1, 1],
    };
    const solution = solve(pyramid, { gradient }).assertSolved();
    expectFinite(solution);
    // All four faces up by 1: the top goes up by 1.
    expectClose(solution.jvp({ h: [1, 1, 1, 1] }).z, [0, 0, 1], gradient === "smoothed" ? 1e-2 : 1e-6);
  });
});

describe("fixed variables", () => {
  test.each(MODES)("pass their movement on, %s", (gradient) => {
    const qp: Qp = { Q: [[4, 1], [1, 2]], p: [1, 1], lower: [2, -9], upper: [2, 9] }; // prettier-ignore
    const solution = solve(qp, { gradient, smoothing: 1e-9 });
    // z = (c, −(1 + c)/2).
    const { z } = solution.jvp({ lower: [1, 0], upper: [1, 0] });
    expectClose(z, [1, -1 / 2], 1e-6);
    expectFinite(solution);
  });

  test.each(MODES)("all of them, %s", (gradient) => {
    expectFinite(solve({ Q: [1, 1], p: [1, -2], lower: [3, 4], upper: [3, 4] }, { gradient }));
  });
});
