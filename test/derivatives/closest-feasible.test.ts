/** `infeasible: "closestFeasible"`: the smallest shift, the solution behind it, and the derivatives of both. */
import fc from "fast-check";
import type { FieldName, OutputName, SettingsInput, Tangents } from "optnet";
import { OptNetError, QpSolver, solve } from "optnet";
import { describe, expect, test } from "vitest";
import { expectClose } from "../support/expectations.js";
import { faultsOf } from "../support/kkt.js";
import type { Qp } from "../support/qp.js";
import { answerOf, boundOf, multiply, multiplyTransposed, stack } from "../support/qp.js";
import { Random } from "../support/random.js";
import type { Directions } from "./inputs.js";
import {
  differenceOf,
  drawCotangents,
  drawDirection,
  fieldsOf,
  lengthOf,
  product,
  shaped,
} from "./inputs.js";

const CLOSEST: SettingsInput = { infeasible: "closestFeasible" };

/** Two equalities that disagree: the plane in the middle. */
const CONTRADICTION: Qp = {
  Q: [1, 1],
  p: [0, 0],
  A: [
    [1, 1],
    [1, 1],
  ],
  b: [1, 3],
};

/** z0 + z1 ≥ 4 within the unit box, which reaches 2. */
const OUT_OF_REACH: Qp = { Q: [1, 1], p: [-1, 0], G: [[-1, -1]], h: [-4], lower: 0, upper: 1 };

interface Drawn {
  readonly qp: Qp;
  readonly random: Random;
}

/** More equalities than variables, and half-spaces that point away from each other: infeasible for good. */
function drawOverdetermined(seed: number): Drawn {
  const random = new Random(seed);
  const [first, second, ...G] = random.matrix(6, 3);
  const y = random.vector(3, () => random.uniform(0.5, 2));
  // A positive combination of the rows is 0, with right-hand sides that sum to less.
  const last = first.map((_, j) => -(y[0] * first[j] + y[1] * second[j] + y[2] * G[0][j]));
  const qp = {
    Q: [1, 2, 3],
    p: random.vector(3),
    A: seed % 2 === 0 ? random.matrix(5, 3) : random.matrix(1, 3),
    b: seed % 2 === 0 ? random.vector(5) : random.vector(1),
    G: [first, second, G[0], last],
    h: [-1, -1.2, -0.8, -1.5],
    lower: -4,
  };
  return { qp, random };
}

/** Rows that depend on each other, equalities and inequalities, with right-hand sides that do not: many z remain. */
function drawInfeasible(seed: number): Drawn {
  const random = new Random(seed);
  const n = 4;
  const z = random.vector(n);
  const A = random.matrix(2, n);
  const G = random.matrix(3, n);
  const first = G[0];
  // Row 1 opposes row 0 with a gap of 1 between them; row 2 is met by z with room to spare.
  G[1] = first.map((value) => -value);
  const h = multiply(G, z);
  const L = random.matrix(n, n);
  const Q = L.map((row, i) => L.map((other, j) => product(row, other) + (i === j ? 0.5 : 0)));
  const qp = {
    Q,
    p: random.vector(n),
    A: [...A, A[0].map((value, i) => value + A[1][i])],
    b: [...multiply(A, z), product(A[0], z) + product(A[1], z) + 0.6],
    G,
    h: [h[0] - 0.5, h[1] - 0.5, h[2] + 1],
    lower: z.map((value, i) => (i === 0 ? value - 3 : -Infinity)),
    upper: z.map((value) => value + 5),
  };
  return { qp, random };
}

/** The problem with the shifted right-hand sides. */
function shifted(qp: Qp, { shiftB, shiftH }: { shiftB: ArrayLike<number>; shiftH: ArrayLike<number> }): Qp {
  return {
    ...qp,
    ...(qp.b && { b: qp.b.map((value, i) => value + shiftB[i]) }),
    ...(qp.h && { h: qp.h.map((value, i) => value + shiftH[i]) }),
  };
}

describe("the shift", () => {
  test("meets contradictory equalities half way", () => {
    const solution = solve(CONTRADICTION, CLOSEST);
    expect(solution.status).toEqual(["solved"]);
    expectClose(solution.shiftB, [1, -1], 1e-9);
    expectClose(solution.z, [1, 1], 1e-8);
    expect(solution.certificate()?.kind).toBe("primalInfeasible");
  });

  test("moves h, never the bounds", () => {
    const solution = solve(OUT_OF_REACH, CLOSEST);
    expectClose(solution.shiftH, [2], 1e-9);
    expectClose(solution.z, [1, 1], 1e-8);
  });

  test("is 0 where there is a feasible point, and all else is as without the setting", () => {
    const qp: Qp = { Q: [[4, 1], [1, 2]], p: [1, 1], lower: 0, A: [[1, 1]], b: [1] }; // prettier-ignore
    const [plain, closest] = [solve(qp), solve(qp, CLOSEST)];
    expect(closest.z).toEqual(plain.z);
    expect([...closest.shiftB]).toEqual([0]);
    expect(closest.vjp({ z: [1, 2] })).toEqual(plain.vjp({ z: [1, 2] }));
    expect(plain.vjp({ shiftB: [1] }).b!.data).toEqual(Float64Array.of(0));
  });

  test("is the smallest, and the answer solves the shifted problem, at random", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const { qp } = drawInfeasible(seed);
        expect(solve(qp).status).toEqual(["primalInfeasible"]);
        const solution = solve(qp, CLOSEST);
        expect(solution.status).toEqual(["solved"]);
        const answer = answerOf(solution);
        expect(faultsOf(shifted(qp, solution), answer, 2e-8)).toEqual([]);
        // Optimal: (shiftB, shiftH) is a combination of rows that no bound-respecting move of z can shorten.
        const { shiftB, shiftH, z } = solution;
        expect(Math.min(...shiftH)).toBeGreaterThanOrEqual(0);
        const slope = multiplyTransposed(qp.A!, [...shiftB], 4);
        multiplyTransposed(qp.G!, [...shiftH], 4).forEach((value, i) => (slope[i] += value));
        slope.forEach((value, i) => {
          const atLower = z[i] - boundOf(qp.lower, i, -Infinity) < 1e-7;
          const atUpper = boundOf(qp.upper, i, Infinity) - z[i] < 1e-7;
          if (!atLower) expect(value).toBeLessThanOrEqual(1e-6);
          if (!atUpper) expect(value).toBeGreaterThanOrEqual(-1e-6);
        });
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  test("an unbounded problem stays unbounded", () => {
    expect(solve({ p: [-1], lower: 0 }, CLOSEST).status).toEqual(["dualInfeasible"]);
  });

  test("each element of a batch has its own; neighbours notice nothing", () => {
    const b = [[1, 1], [1, 3], [2, 2], [0, 6]]; // prettier-ignore
    const solution = solve({ ...CONTRADICTION, b }, CLOSEST);
    expect(solution.status).toEqual(["solved", "solved", "solved", "solved"]);
    expectClose(solution.shiftB, [0, 0, 1, -1, 0, 0, 3, -3], 1e-9);
    b.forEach((side, i) => {
      const alone = solve({ ...CONTRADICTION, b: side }, CLOSEST);
      expect(solution.z.slice(2 * i, 2 * i + 2)).toEqual(alone.z);
    });
  });

  test("with shared constraints is one for all", () => {
    const solution = solve({ ...OUT_OF_REACH, p: [[-1, 0], [5, 1]] }, CLOSEST); // prettier-ignore
    expectClose(solution.shiftH, [2, 2], 1e-9);
    expectClose(solution.z, [1, 1, 1, 1], 1e-8);
  });

  test("works in a QpSolver", () => {
    const solver = new QpSolver({ variables: 2, equalities: 2, Q: [1, 1], A: CONTRADICTION.A }, CLOSEST);
    expectClose(solver.solve({ p: [0, 0], b: [1, 3] }).shiftB, [1, -1], 1e-9);
  });
});

describe("derivatives", () => {
  test("in closed form", () => {
    // z = (b0 + b1)/4 · (1, 1), shiftB = ±(b1 − b0)/2.
    const solution = solve(CONTRADICTION, CLOSEST);
    expectClose(solution.jacobian("z", "b").data, [1 / 4, 1 / 4, 1 / 4, 1 / 4], 1e-8);
    expectClose(solution.jacobian("shiftB", "b").data, [-1 / 2, 1 / 2, 1 / 2, -1 / 2], 1e-8);
    expectClose(solution.vjp({ z: [1, 0], shiftB: [1, 0] }).b!.data, [-1 / 4, 3 / 4], 1e-8);
    // shiftH = −4 … of z pinned to the upper corner: it answers to h and to the bound, z to the bound alone.
    const corner = solve(OUT_OF_REACH, CLOSEST);
    const { h, upper, G } = corner.vjp({ z: [1, 0], shiftH: [1] });
    expectClose(h!.data, [-1], 1e-8);
    expectClose(upper!.data, [1 - 2], 1e-8);
    expectClose(G!.data, [1, 1], 1e-8);
  });

  const outputs: OutputName[] = ["z", "shiftB", "shiftH", "objective"];

  function expectDifferences(qp: Qp, directions: Directions, what: string): void {
    const solution = solve(qp, CLOSEST).assertSolved();
    const tangents = Object.fromEntries(
      Object.entries(directions).map(([name, v]) => [name, shaped(qp, name as FieldName, v)]),
    ) as Tangents;
    const forward = solution.jvp(tangents);
    const step = 1e-3 / (1 + Math.max(...outputs.map((output) => lengthOf(forward[output]))));
    for (const output of outputs) {
      const expected = differenceOf(qp, output, directions, CLOSEST, step);
      expectClose(forward[output], expected, 2e-6 * (1 + lengthOf(expected)), `${what} → ${output}`);
    }
  }

  test("against differences, by every input, where the constraints leave one z", () => {
    for (let seed = 0; seed < 10; seed++) {
      const { qp, random } = drawOverdetermined(seed);
      for (const name of fieldsOf(qp)) {
        expectDifferences(qp, { [name]: drawDirection(random, qp, name) }, `${seed}: ${name}`);
      }
    }
  });

  test("against differences, where they leave many, along changes that keep rows dependent", () => {
    for (let seed = 0; seed < 10; seed++) {
      const { qp, random } = drawInfeasible(seed);
      for (const name of fieldsOf(qp)) {
        const direction = drawDirection(random, qp, name);
        // Row 2 of A stays the sum of the others, row 1 of G the opposite of row 0.
        if (name === "A") for (let j = 0; j < 4; j++) direction[8 + j] = direction[j] + direction[4 + j];
        if (name === "G") for (let j = 0; j < 4; j++) direction[4 + j] = -direction[j];
        expectDifferences(qp, { [name]: direction }, `${seed}: ${name}`);
      }
    }
  });

  test("forward and reverse mode are adjoint, in a batch with and without shared constraints", () => {
    const { qp, random } = drawInfeasible(5);
    const { qp: other } = drawInfeasible(6);
    const feasible: Qp = {
      ...qp,
      b: [...qp.b!.slice(0, 2), qp.b![2] - 0.6],
      h: qp.h!.map((value) => value + 1),
    };
    const batches = [stack([qp, feasible, other]), stack([qp, { ...qp, p: other.p }], ["Q", "A", "b", "G", "h", "lower", "upper"])]; // prettier-ignore
    for (const input of batches) {
      const solution = solve(input, CLOSEST).assertSolved();
      const { z, objective, shiftB, shiftH } = drawCotangents(random, solution);
      const u = { z, objective, shiftB, shiftH };
      const back = solution.vjp(u);
      for (const [name, { data, shape }] of Object.entries(back)) {
        const v = data.map(() => random.normal());
        const forward = solution.jvp({ [name]: { data: v, shape } });
        const left = Object.entries(u).reduce(
          (sum, [key, value]) => sum + product(value, forward[key as "z"]),
          0,
        );
        const scale = 1 + lengthOf(data) * lengthOf(v);
        expect(Math.abs(left - product(data, v)) / scale, name).toBeLessThan(1e-9);
      }
      const jacobian = solution.jacobian("shiftB", "b");
      expect(jacobian.shape).toEqual([solution.shape.batch, 3, 3]);
      expect(jacobian.data.some((value) => Math.abs(value) > 0.1)).toBe(true);
    }
  });

  test("wrt computes what is asked; unsolved elements follow their setting", () => {
    const input = { p: [[0], [-1]], lower: 0, A: [[1], [1]], b: [1, 2] };
    expect(Object.keys(solve(input, CLOSEST).vjp({ z: [[1], [1]] }, { wrt: ["A"] }))).toEqual(["A"]);
    // Without the upper bound the second is solved too; an unbounded one is not.
    const unbounded = { p: [[1, -1], [1, 1]], G: [[-1, 0], [1, 0]], h: [-1, 0], lower: 0 }; // prettier-ignore
    const zero = solve(unbounded, CLOSEST);
    expect(zero.status[1]).toBe("solved");
    expect(zero.status[0]).not.toBe("solved");
    const gradient = zero.vjp({
      z: [
        [1, 0],
        [1, 0],
      ],
    }).p!.data;
    expect([...gradient.subarray(0, 2)]).toEqual([0, 0]);
    const nan = solve(unbounded, { ...CLOSEST, unsolvedGradient: "nan" }).vjp({
      z: [
        [1, 0],
        [1, 0],
      ],
    });
    expect([...nan.p!.data].map(Number.isNaN)).toEqual([true, true, false, false]);
    expect([...nan.h!.data].every(Number.isNaN)).toBe(true);
    const strict = solve(unbounded, { ...CLOSEST, unsolvedGradient: "throw" });
    expect(() =>
      strict.vjp({
        z: [
          [1, 0],
          [1, 0],
        ],
      }),
    ).toThrow(OptNetError);
  });

  test("lead gradient descent on A and b out of infeasibility", () => {
    // A z = b with z ≥ 0 has no solution at first: A ≥ 0 and b < 0.
    let A = [[1, 2]];
    let b = [-1];
    const shiftAt = (): number => solve({ Q: [1, 1], p: [0, 0], A, b, lower: 0 }, CLOSEST).shiftB[0];
    expect(shiftAt()).toBeCloseTo(1, 8);
    for (let step = 0; step < 200; step++) {
      const solution = solve({ Q: [1, 1], p: [0, 0], A, b, lower: 0 }, CLOSEST);
      const { z, shiftB } = solution;
      const gradients = solution.vjp({ z: [z[0] - 0.5, z[1] - 0.5], shiftB }, { wrt: ["A", "b"] });
      A = [A[0].map((value, i) => value - 0.1 * gradients.A!.data[i])];
      b = [b[0] - 0.1 * gradients.b!.data[0]];
    }
    expect(shiftAt()).toBeLessThan(1e-6);
  });
});
