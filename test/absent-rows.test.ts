/** A row with h = Infinity is as if it had never been given; h = −Infinity is a status of that element. */
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { ProblemInput, SettingsInput, Solution } from "optnet";
import { QpSolver, solve } from "optnet";
import { validateGpuProblem } from "../src/execute/webgpu/gpu-problem.js";
import { ThreadPool } from "../src/execute/threads/node.js";
import { complaint } from "./complaint.js";

const pool = new ThreadPool({ threads: 2 });
afterAll(() => pool.dispose());

const G = [[1, 1, 0], [-1, 0, 1], [0, 1, 2], [1, -1, 1]]; // prettier-ignore
const base = { Q: [[4, 1, 0], [1, 3, 1], [0, 1, 2]], A: [[1, 1, 1]], b: [1], lower: -2 }; // prettier-ignore
const costs = [[1, -3, 2], [-4, 1, -2], [0, 2, -5]]; // prettier-ignore
const sides = [[0.5, 1, Infinity, 0.2], [Infinity, Infinity, Infinity, Infinity], [0.9, 2, 1.5, 1]]; // prettier-ignore

const SETTINGS: SettingsInput[] = [
  {},
  { backend: "reference" },
  { form: "nullSpace", backend: "reference" },
  { gradient: "smoothed", smoothing: 1e-3 },
  { gradient: "leastSquares" },
  { infeasible: "closestFeasible" },
];

const OUTPUTS = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "objective"] as const;
const INPUTS = ["Q", "p", "A", "b", "G", "h", "lower"] as const;

/** The element alone, with the finite rows alone. */
function without(element: number, settings?: SettingsInput): { rows: number[]; solution: Solution } {
  const rows = [0, 1, 2, 3].filter((row) => Number.isFinite(sides[element][row]));
  const constraints = { G: rows.map((row) => G[row]), h: rows.map((row) => sides[element][row]) };
  const problem = { ...base, p: costs[element], ...(rows.length > 0 && constraints) };
  return { rows, solution: solve(problem, settings) };
}

/** A number for each entry, for cotangents and tangents. */
const weights = (length: number, phase: number): number[] =>
  Array.from({ length }, (_, i) => Math.sin(1 + phase + 2.7 * i));

describe("+Infinity", () => {
  test.each(SETTINGS)("leaves a row out of its element alone, with %o", (settings) => {
    const solution = solve({ ...base, p: costs, G, h: sides }, settings);
    expect(solution.status).toEqual(["solved", "solved", "solved"]);
    const cotangents = {
      z: weights(9, 0),
      lambda: weights(12, 1),
      nu: weights(3, 2),
      objective: weights(3, 3),
    };
    const given = {
      z: { data: cotangents.z, shape: [3, 3] },
      lambda: { data: cotangents.lambda, shape: [3, 4] },
      nu: { data: cotangents.nu, shape: [3, 1] },
      objective: cotangents.objective,
    };
    const gradients = solution.vjp(given);
    const sums = Object.fromEntries(INPUTS.map((name) => [name, gradients[name]!.data.map(() => 0)]));
    const tangents = {
      p: { data: weights(9, 4), shape: [3, 3] },
      h: { data: weights(12, 5), shape: [3, 4] },
      G: { data: weights(12, 6), shape: [4, 3] },
    };
    const moved = solution.jvp(tangents);
    [0, 1, 2].forEach((element) => {
      const alone = without(element, settings);
      const { rows } = alone;
      const one = alone.solution;
      const part = (values: ArrayLike<number>, size: number) =>
        Array.from(values).slice(element * size, (element + 1) * size);
      const rowsOf = (values: ArrayLike<number>) => rows.map((row) => part(values, 4)[row]);
      for (const name of [
        "z",
        "nu",
        "lambdaLower",
        "objective",
        "iterations",
        "dualityGap",
        "shiftB",
      ] as const) {
        expect(part(solution[name], one[name].length), name).toEqual([...one[name]]);
      }
      expect(rowsOf(solution.lambda)).toEqual([...one.lambda]);
      expect(rowsOf(solution.slack)).toEqual([...one.slack]);
      for (const row of [0, 1, 2, 3].filter((each) => !rows.includes(each))) {
        expect(part(solution.lambda, 4)[row]).toBe(0);
        expect(part(solution.slack, 4)[row]).toBe(Infinity);
        expect(part(solution.shiftH, 4)[row]).toBe(0);
        expect(part(gradients.h!.data, 4)[row]).toBe(0);
        expect(part(moved.lambda, 4)[row]).toBe(0);
      }
      expect(solution.weaklyActive[element]).toBe(one.weaklyActive[0]);

      const own = one.vjp({
        z: part(cotangents.z, 3),
        nu: part(cotangents.nu, 1),
        objective: cotangents.objective[element],
        lambda: rowsOf(cotangents.lambda),
      });
      expect(part(gradients.p!.data, 3)).toEqual([...own.p!.data]);
      if (own.h) expect(rowsOf(gradients.h!.data)).toEqual([...own.h.data]);
      for (const name of ["Q", "A", "b", "lower"] as const)
        own[name]!.data.forEach((value, i) => (sums[name][i] += value));
      own.G?.data.forEach((value, i) => (sums.G[3 * rows[Math.floor(i / 3)] + (i % 3)] += value));

      const direction = {
        p: part(tangents.p.data, 3),
        ...(rows.length > 0 && {
          h: rowsOf(tangents.h.data),
          G: rows.map((row) => tangents.G.data.slice(3 * row, 3 * row + 3)),
        }),
      };
      const ownMoved = one.jvp(direction);
      for (const name of ["z", "nu", "lambdaLower", "objective"] as const) {
        expect(part(moved[name], ownMoved[name].length), name).toEqual([...ownMoved[name]]);
      }
      expect(rowsOf(moved.lambda)).toEqual([...ownMoved.lambda]);
    });
    for (const name of ["Q", "A", "b", "G", "lower"] as const) {
      expect(gradients[name]!.shape).toEqual(
        name === "G" ? [4, 3] : name === "Q" ? [3, 3] : name === "A" ? [1, 3] : name === "b" ? [1] : [],
      );
      gradients[name]!.data.forEach((value, i) => expect(value).toBeCloseTo(sums[name][i], 12));
    }
    solution.dispose();
    expect(complaint(() => solution.vjp({ z: [] })).field).toBe("solution");
  });

  test.each(SETTINGS)("has Jacobians that agree with both modes, with %o", (settings) => {
    const solution = solve({ ...base, p: costs, G, h: sides }, settings);
    for (const output of OUTPUTS) {
      for (const input of ["p", "h", "G", "b"] as const) {
        const { data, shape } = solution.jacobian(output, input);
        expect(shape[0]).toBe(3);
        const length = { p: 3, h: 4, G: 12, b: 1 }[input];
        const outputs = data.length / 3 / length;
        const direction = weights(length, 7);
        const move = {
          p: [direction, direction, direction],
          h: [direction, direction, direction],
          G: [0, 1, 2, 3].map((row) => direction.slice(3 * row, 3 * row + 3)),
          b: direction,
        }[input];
        const moved = solution.jvp({ [input]: move })[output];
        moved.forEach((value, at) => {
          let sum = 0;
          for (let k = 0; k < length; k++) sum += data[at * length + k] * direction[k];
          expect(value, `${output} by ${input}`).toBeCloseTo(sum, 9);
        });
        expect(moved).toHaveLength(3 * outputs);
      }
    }
  });

  test("has the same bits wherever its element is, and touches no neighbour", () => {
    const plain = solve({ ...base, p: costs, G, h: [sides[2], sides[2], sides[2]] });
    const mixed = solve({ ...base, p: costs, G, h: [sides[2], sides[1], sides[2]] });
    const alone = solve({ ...base, p: costs[1], G, h: sides[1] });
    expect(mixed.z.slice(0, 3)).toEqual(plain.z.slice(0, 3));
    expect(mixed.z.slice(3, 6)).toEqual(alone.z);
    expect(mixed.z.slice(6)).toEqual(plain.z.slice(6));
  });

  test("may be the side of all elements, of a batch of one, and of a problem without a batch", () => {
    const h = [0.5, Infinity, 0.5, Infinity];
    const expected = solve({ ...base, p: costs, G: [G[0], G[2]], h: [0.5, 0.5] });
    for (const given of [h, [h], Float64Array.from(h)]) {
      const solution = solve({ ...base, p: costs, G, h: given });
      expect(solution.z).toEqual(expected.z);
      expect([...solution.slack].filter(Number.isFinite)).toEqual([...expected.slack]);
    }
    const one = solve({ ...base, p: costs[0], G, h });
    expect(one.vjp({ z: [1, 2, 3] }, { wrt: ["h"] }).h.shape).toEqual([4]);
    expect(one.jacobian("lambda", "h").shape).toEqual([4, 4]);
    expect(one.jacobian("objective", "G").shape).toEqual([4, 3]);
    expect(one.jvp({ h: [1, 1, 1, 1] }).lambda).toHaveLength(4);
    expect(one.z).toEqual(expected.z.slice(0, 3));
  });

  test("is taken from any kind of array, file and thread", async () => {
    const expected = solve({ ...base, p: costs, G, h: sides });
    const rows = sides.map((row) => Float32Array.from(row));
    const near = solve({ ...base, p: costs, G, h: rows });
    near.z.forEach((value, i) => expect(value).toBeCloseTo(expected.z[i], 6));
    const threaded = pool.solve({ ...base, p: costs, G, h: sides });
    expect(threaded.z).toEqual(expected.z);
    const z = { data: weights(9, 0), shape: [3, 3] };
    expect(threaded.vjp({ z })).toEqual(expected.vjp({ z }));
    const later = await pool.solveAsync({ ...base, p: costs, G, h: sides });
    expect(later.z).toEqual(expected.z);
    expect(later.slack).toEqual(expected.slack);
    const json = JSON.parse(JSON.stringify(expected)) as { slack: (number | null)[] };
    expect(json.slack[2]).toBeNull();
  });

  test("comes and goes in a kept solver, in place too", () => {
    const solver = new QpSolver({ variables: 3, equalities: 1, inequalities: 4, ...base, G });
    for (const options of [{}, { warmStart: true }, { inPlace: true }, { inPlace: true, warmStart: true }]) {
      for (const element of [2, 0, 2, 1, 2]) {
        const solution = solver.solve({ p: costs[element], h: sides[element] }, options);
        const expected = without(element).solution.z;
        solution.z.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 12));
      }
    }
  });

  test("is refused by name on a GPU", () => {
    const error = complaint(() => validateGpuProblem({ ...base, p: costs, G, h: sides }));
    expect(error.field).toBe("h");
    expect(error.got).toBe("Infinity at h[0][2] (element 0, entry 2)");
    expect(error.hint).toContain("On a GPU");
  });

  test("never changes an answer, whichever rows it is put on", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom(0.9, 1.5, 2, Infinity), { minLength: 4, maxLength: 4 }), {
          minLength: 3,
          maxLength: 3,
        }),
        fc.boolean(),
        (h, own) => {
          const problem: ProblemInput = { ...base, p: costs, G: own ? [G, G, G] : G, h };
          const solution = solve(problem);
          // Far away instead of absent: the same answer, to rounding.
          const far = solve({ ...problem, h: h.map((row) => row.map((side) => Math.min(side, 1e3))) });
          solution.z.forEach((value, i) => expect(value).toBeCloseTo(far.z[i], 7));
          solution.lambda.forEach((value, i) => expect(value).toBeCloseTo(far.lambda[i], 6));
          const z = { data: weights(9, 0), shape: [3, 3] };
          const [a, b] = [solution.vjp({ z }), far.vjp({ z })];
          for (const name of ["p", "G", "h", "b"] as const) {
            expect(a[name]!.shape).toEqual(b[name]!.shape);
            if (solution.weaklyActive.every((count) => count === 0)) {
              a[name]!.data.forEach((value, i) => expect(value).toBeCloseTo(b[name]!.data[i], 5));
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("−Infinity", () => {
  const h = [sides[2], [1, -Infinity, Infinity, 1], [1, 1, 1, -Infinity]];
  const input: ProblemInput = { ...base, p: costs, G, h };

  test.each([{}, { backend: "reference" }, { infeasible: "closestFeasible" }] as SettingsInput[])(
    "is primalInfeasible for its element alone, with %o",
    (settings) => {
      const solution = solve(input, settings);
      expect(solution.status).toEqual(["solved", "primalInfeasible", "primalInfeasible"]);
      expect(solution.z.slice(0, 3)).toEqual(solve({ ...base, p: costs[0], G, h: h[0] }, settings).z);
      expect([...solution.primalResidual].map((value) => value < 1e-6)).toEqual([true, false, false]);
      expect(solution.certificate(0)).toBeUndefined();
      expect(solution.certificate(1)).toMatchObject({
        kind: "primalInfeasible",
        lambda: Float64Array.of(0, 1, 0, 0),
      });
      expect(solution.certificate(2)).toMatchObject({
        kind: "primalInfeasible",
        lambda: Float64Array.of(0, 0, 0, 1),
      });
      expect([...solution.z, ...solution.lambda, ...solution.objective].every(Number.isFinite)).toBe(true);
      const gradients = solution.vjp({ z: { data: weights(9, 0), shape: [3, 3] } });
      expect([...gradients.p!.data.slice(3)]).toEqual([0, 0, 0, 0, 0, 0]);
      expect([...gradients.h!.data.slice(4)].every((value) => value === 0)).toBe(true);
      expect([...solution.jvp({ p: costs }).z.slice(3)]).toEqual([0, 0, 0, 0, 0, 0]);
      expect(complaint(() => solution.assertSolved()).field).toBe("status[1]");
    },
  );

  test("obeys unsolvedGradient", () => {
    const z = { data: weights(9, 0), shape: [3, 3] };
    const nan = solve(input, { unsolvedGradient: "nan" });
    expect([...nan.vjp({ z }).p!.data].map(Number.isNaN)).toEqual([
      false,
      false,
      false,
      ...new Array<boolean>(6).fill(true),
    ]);
    expect([...nan.vjp({ z }).b!.data]).toEqual([NaN]);
    expect([...nan.jvp({ p: costs }).z].map(Number.isNaN).slice(2, 4)).toEqual([false, true]);
    expect(nan.jacobian("z", "p").data.slice(8, 10).map(Number)).toEqual(
      Float64Array.of(nan.jacobian("z", "p").data[8], NaN),
    );
    const strict = solve(input, { unsolvedGradient: "throw" });
    for (const run of [
      () => strict.vjp({ z }),
      () => strict.jvp({ p: costs }),
      () => strict.jacobian("z", "p"),
    ]) {
      expect(complaint(run).field).toBe("status[1]");
    }
  });

  test("may be the side of every element", () => {
    const all = solve({ ...base, p: costs, G, h: [1, 1, -Infinity, 1] });
    expect(new Set(all.status)).toEqual(new Set(["primalInfeasible"]));
    expect(all.vjp({ z: { data: weights(9, 0), shape: [3, 3] } }).G).toEqual({
      data: new Float64Array(12),
      shape: [4, 3],
    });
    expect(pool.solve({ ...base, p: costs, G, h: [1, 1, -Infinity, 1] }).status).toEqual(all.status);
    const one = solve({ ...base, p: costs[0], G, h: [1, 1, -Infinity, 1] });
    expect(one.status).toEqual(["primalInfeasible"]);
  });

  test("keeps proofs of other elements, with a multiplier for every row", () => {
    const contradiction = { p: [[1], [1]], G: [[1], [2], [-1]], h: [[1, Infinity, -2], [1, 1, -Infinity]] }; // prettier-ignore
    const proof = solve(contradiction).certificate(0);
    if (proof?.kind !== "primalInfeasible") throw new Error("no proof");
    expect(proof.lambda[1]).toBe(0);
    expect(proof.lambda[0]).toBeCloseTo(1, 9);
    expect(proof.lambda[2]).toBeCloseTo(1, 9);
  });
});

test("numbers that are no problem are invalid, whatever else their rows say", () => {
  const problem = {
    Q: [1, 1],
    p: [
      [-1, -1],
      [NaN, 0],
      [NaN, 0],
      [-1, -1],
    ],
    G: [
      [1, 0],
      [0, 1],
    ],
    h: [
      [0.5, Infinity],
      [-Infinity, 1],
      [Infinity, 1],
      [-Infinity, 1],
    ],
  };
  const solution = solve(problem, { invalid: "status" });
  expect([...solution.status]).toEqual(["solved", "invalid", "invalid", "primalInfeasible"]);
  for (const element of [1, 2]) {
    for (const [name, width] of [
      ["z", 2] as const,
      ["lambda", 2] as const,
      ["slack", 2] as const,
      ["objective", 1] as const,
    ]) {
      expect([...solution[name].subarray(element * width, (element + 1) * width)]).toEqual(
        new Array(width).fill(NaN),
      );
    }
  }
  expect([...solution.z.subarray(0, 2)]).toEqual([0.5, 1]);
});
