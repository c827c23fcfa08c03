/** Which rows are active is no matter of units: rows, variables and the objective may be scaled as one likes. */
import type { SettingsInput } from "optnet";
import { solve } from "optnet";
import { describe, expect, test } from "vitest";
import { BOUNDS_KINDS, plant } from "../support/draw.js";
import { expectClose } from "../support/expectations.js";
import type { Qp } from "../support/qp.js";
import { isDiagonal } from "../support/qp.js";
import { Random } from "../support/random.js";
import { lengthOf } from "./inputs.js";

const BACKENDS = ["wasm", "reference"] as const;

describe.each(BACKENDS)("an active row stays active, %s", (backend) => {
  const settings: SettingsInput = { gradient: "leastSquares", backend };

  test("in small units", () => {
    const solution = solve({ Q: [1, 1], p: [-2, -1], G: [[1e-6, 1e-6]], h: [1e-6] }, settings);
    expectClose(solution.jacobian("z", "p").data, [-0.5, 0.5, 0.5, -0.5], 1e-9);
  });

  test("beside a large Q", () => {
    const solution = solve({ Q: [1e6, 1e6], p: [-2, -1], G: [[1, 1]], h: [1e-6] }, settings);
    expectClose(solution.jacobian("z", "p").data, [-5e-7, 5e-7, 5e-7, -5e-7], 1e-15);
  });

  test("as a bound", () => {
    const solution = solve({ Q: [1e9, 1e9], p: [1, -1], lower: [0, -1] }, settings);
    expectClose(solution.jacobian("z", "p").data, [0, 0, 0, -1e-9], 1e-18);
    expectClose(solution.jacobian("z", "lower").data, [1, 0, 0, 0], 1e-9);
  });
});

/** Powers of two, so that the scaled problem is the same to the last bit. */
interface Scales {
  readonly z: readonly number[];
  readonly A: readonly number[];
  readonly G: readonly number[];
  readonly objective: number;
}

function drawScales(random: Random, { p, b, h }: Qp, reach: number): Scales {
  const power = (): number => 2 ** Math.floor(random.uniform(-reach, reach));
  return {
    z: p.map(power),
    A: (b ?? []).map(power),
    G: (h ?? []).map(power),
    objective: power(),
  };
}

/** z = scales.z · (the new z); rows and the objective are multiplied by theirs. */
function inUnits(qp: Qp, { z, A, G, objective }: Scales): Qp {
  const rows = (M: Qp["G"], scale: readonly number[]) =>
    M?.map((row, i) => row.map((value, j) => value * scale[i] * z[j]));
  const bound = (value: Qp["lower"]) =>
    value === undefined
      ? undefined
      : z.map((unit, j) => (typeof value === "number" ? value : value[j]) / unit);
  const { Q } = qp;
  return {
    p: qp.p.map((value, j) => value * objective * z[j]),
    Q:
      Q === undefined
        ? undefined
        : isDiagonal(Q)
          ? Q.map((value, j) => value * objective * z[j] * z[j])
          : Q.map((row, i) => row.map((value, j) => value * objective * z[i] * z[j])),
    A: rows(qp.A, A),
    b: qp.b?.map((value, i) => value * A[i]),
    G: rows(qp.G, G),
    h: qp.h?.map((value, i) => value * G[i]),
    lower: bound(qp.lower),
    upper: bound(qp.upper),
  };
}

function undefinedDropped(qp: Qp): Qp {
  return Object.fromEntries(Object.entries(qp).filter(([, value]) => value !== undefined)) as unknown as Qp;
}

describe.each(BACKENDS)("the same problem in other units, %s", (backend) => {
  test.each(["exact", "leastSquares"] as const)("has the same derivatives, %s", (gradient) => {
    let seen = 0;
    for (let seed = 0; seed < 60; seed++) {
      const random = new Random(4000 + seed);
      const family = {
        variables: 5,
        equalities: seed % 3,
        inequalities: 4,
        quadratic: seed % 2 === 0 ? ("dense" as const) : ("diagonal" as const),
        bounds: BOUNDS_KINDS[seed % BOUNDS_KINDS.length],
      };
      const { qp } = plant(random, family, { active: 3 });
      const scales = drawScales(random, qp, 20);
      const [plain, scaled] = [qp, undefinedDropped(inUnits(qp, scales))].map((one) =>
        solve(one, { gradient, backend }),
      );
      if (plain.status[0] !== "solved" || scaled.status[0] !== "solved") continue;
      seen++;
      expect([...scaled.weaklyActive], `seed ${seed}`).toEqual([...plain.weaklyActive]);
      const u = qp.p.map((_, j) => Math.sin(j + 1));
      const first = plain.vjp({ z: u }).p!.data;
      // z = scale · z′, p′ = objective · scale · p.
      const second = scaled
        .vjp({ z: u.map((value, j) => value * scales.z[j]) })
        .p!.data.map((value, j) => value * scales.objective * scales.z[j]);
      expectClose(second, first, 1e-7 * (1e-3 + lengthOf(first)), `seed ${seed}`);
    }
    expect(seen).toBeGreaterThan(50);
  });

  test("has as many weakly active rows", () => {
    for (let seed = 0; seed < 40; seed++) {
      const random = new Random(5000 + seed);
      const family = {
        variables: 5,
        equalities: 1,
        inequalities: 6,
        quadratic: "dense",
        bounds: "both",
      } as const;
      const { qp } = plant(random, family, { active: 5, weak: 0.5 });
      const scaled = undefinedDropped(inUnits(qp, drawScales(random, qp, 15)));
      const [one, two] = [qp, scaled].map((problem) => solve(problem, { backend }).assertSolved());
      expect([...two.weaklyActive], `seed ${seed}`).toEqual([...one.weaklyActive]);
    }
  });
});

test("what a loose tolerance left undecided is decided in every unit", () => {
  // The interior point stops where slack and multiplier are both small.
  const qp: Qp = { Q: [1, 1], p: [-1.00007, 0], G: [[1, 0]], h: [1] };
  const settings: SettingsInput = { backend: "reference", tolerance: 1e-3 };
  for (const k of [-30, -10, 0, 10, 30]) {
    const scales: Scales = { z: [2 ** k, 1], A: [], G: [2 ** -k], objective: 2 ** (k / 2) };
    const { data } = solve(undefinedDropped(inUnits(qp, scales)), settings).jacobian("z", "h");
    // z₀ follows h: scale · dz′ = dh / row's scale.
    expect(data[0] * 2 ** k * 2 ** -k).toBeCloseTo(1, 6);
    expect(data[1]).toBeCloseTo(0, 9);
  }
});
