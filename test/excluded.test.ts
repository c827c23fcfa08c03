/** Batches that contain anything: contradictory bounds, NaN, a Q that is not convex; their neighbours do not notice. */
import fc from "fast-check";
import type { ProblemInput, SettingsInput, Solution } from "optnet";
import { OptNetError, QpSolver, solve } from "optnet";
import { describe, expect, test } from "vitest";
import { Random } from "./support/random.js";

const B = 7;
const N = 3;

/** A batch in which every input is an element's own. */
function batchOf(seed: number) {
  const random = new Random(seed);
  const rows = (length: number): number[][] => Array.from({ length: B }, () => random.vector(length));
  return {
    Q: Array.from({ length: B }, () => {
      const R = Array.from({ length: N }, () => random.vector(N));
      return R.map((_, i) =>
        R.map((__, j) => R.reduce((sum, row) => sum + row[i] * row[j], i === j ? 0.1 : 0)),
      );
    }),
    p: rows(N),
    A: Array.from({ length: B }, () => [random.vector(N)]),
    b: rows(1).map(([value]) => [0.3 * value]),
    G: Array.from({ length: B }, () => [random.vector(N), random.vector(N)]),
    h: rows(2).map((row) => row.map((value) => 1 + Math.abs(value))),
    lower: rows(N).map((row) => row.map((value) => -2 - Math.abs(value))),
    upper: rows(N).map((row) => row.map((value) => 2 + Math.abs(value))),
  };
}

type Batch = ReturnType<typeof batchOf>;

function elementOf(batch: Batch, i: number): ProblemInput {
  return Object.fromEntries(Object.entries(batch).map(([name, value]) => [name, value[i]])) as never;
}

const OUTPUTS = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "slack", "objective"] as const;
const REPORTS = ["primalResidual", "dualResidual", "dualityGap", "iterations"] as const;

function rowsOf(solution: Solution, i: number): number[][] {
  return [...OUTPUTS, ...REPORTS].map((name) => {
    const width = solution[name].length / solution.shape.batch;
    return [...solution[name].subarray(i * width, (i + 1) * width)];
  });
}

/** Every element but those of `bad` has the numbers and gradients that it has alone. */
function expectNeighboursUntouched(
  solution: Solution,
  batch: Batch,
  bad: readonly number[],
  settings: SettingsInput,
) {
  const z = Array.from({ length: B }, (_, i) => [1, -0.5, 0.25 * i]);
  const gradients = solution.vjp({ z });
  const tangents = solution.jvp({ p: z });
  for (let i = 0; i < B; i++) {
    if (bad.includes(i)) continue;
    const alone = solve(elementOf(batch, i), { ...settings, backend: settings.backend ?? "auto" });
    expect(solution.status[i]).toBe(alone.status[0]);
    expect(rowsOf(solution, i)).toEqual(rowsOf(alone, 0));
    const own = alone.vjp({ z: z[i] });
    for (const [name, { data }] of Object.entries(own)) {
      const all = gradients[name as "p"]!.data;
      expect([...all.subarray(i * data.length, (i + 1) * data.length)], name).toEqual([...data]);
    }
    expect([...tangents.z.subarray(i * N, (i + 1) * N)]).toEqual([...alone.jvp({ p: z[i] }).z]);
  }
}

const RUNS: readonly (readonly [string, SettingsInput])[] = [
  ["wasm", { backend: "wasm" }],
  ["reference", { backend: "reference" }],
  ["smoothed", { gradient: "smoothed", smoothing: 1e-2 }],
  ["leastSquares", { gradient: "leastSquares" }],
  ["closestFeasible", { infeasible: "closestFeasible" }],
];

describe.each(RUNS)("%s", (_, settings) => {
  test.each([
    ["far", 1, -1],
    ["by one unit in the last place", 1 + 2 ** -52, 1],
    ["by the smallest number", 0, -5e-324],
    ["by everything", Number.MAX_VALUE, -Number.MAX_VALUE],
  ])("lower above upper, %s: that element is primalInfeasible", (__, low, high) => {
    const batch = batchOf(3);
    batch.lower[2][1] = low;
    batch.upper[2][1] = high;
    const solution = solve(batch, settings);
    expect(solution.status[2]).toBe("primalInfeasible");
    const proof = solution.certificate(2);
    if (proof?.kind !== "primalInfeasible") throw new Error("no certificate");
    // The same multiplier on both bounds of that variable, and nothing else.
    const multiplier = proof.lambdaLower[1];
    expect(multiplier > 0 && multiplier < Infinity).toBe(true);
    expect([...proof.lambdaLower]).toEqual([0, multiplier, 0]);
    expect([...proof.lambdaUpper]).toEqual([0, multiplier, 0]);
    expect([...proof.nu, ...proof.lambda]).toEqual([0, 0, 0]);
    expect([...solution.z.subarray(2 * N, 3 * N)].every(Number.isFinite)).toBe(true);
    expect(solution.weaklyActive[2]).toBe(0);
    expectNeighboursUntouched(solution, batch, [2], settings);
    const gradients = solution.vjp({ z: Array.from({ length: B }, () => [1, 1, 1]) });
    for (const { data } of Object.values(gradients)) {
      const width = data.length / B;
      expect([...data.subarray(2 * width, 3 * width)].every((value) => value === 0)).toBe(true);
    }
  });

  test.each([
    ["NaN in p", (batch: Batch) => (batch.p[4][0] = NaN)],
    ["NaN in Q", (batch: Batch) => (batch.Q[4][1][2] = NaN)],
    ["NaN in A", (batch: Batch) => (batch.A[4][0][1] = NaN)],
    ["NaN in G", (batch: Batch) => (batch.G[4][1][1] = NaN)],
    ["NaN in h", (batch: Batch) => (batch.h[4][1] = NaN)],
    ["NaN in lower", (batch: Batch) => (batch.lower[4][2] = NaN)],
    ["NaN in upper", (batch: Batch) => (batch.upper[4][0] = NaN)],
    ["b infinite", (batch: Batch) => (batch.b[4][0] = -Infinity)],
    ["p infinite", (batch: Batch) => (batch.p[4][2] = Infinity)],
    ["lower +Infinity", (batch: Batch) => (batch.lower[4][1] = Infinity)],
    ["Q not symmetric", (batch: Batch) => (batch.Q[4][0][1] += 1)],
    ["Q with a negative entry on the diagonal", (batch: Batch) => (batch.Q[4][0][0] = -1)],
    ["Q indefinite", (batch: Batch) => (batch.Q[4] = [[1, 2, 0], [2, 1, 0], [0, 0, 1]])], // prettier-ignore
    ["NaN and h = −Infinity", (batch: Batch) => (batch.h[4] = [NaN, -Infinity])],
    [
      "NaN in p and contradictory bounds",
      (batch: Batch) => ((batch.p[4][0] = NaN), (batch.lower[4][0] = 99)),
    ],
  ])("%s: an error that names the element, or the status invalid", (__, spoil) => {
    const batch = batchOf(4);
    spoil(batch);
    let error: unknown;
    try {
      solve(batch, settings);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(OptNetError);
    expect((error as OptNetError).message).toMatch(/element 4|\[4\]/);

    const status: SettingsInput = { ...settings, invalid: "status" };
    const solution = solve(batch, status);
    expect(solution.status[4]).toBe("invalid");
    expect(solution.certificate(4)).toBeUndefined();
    expect(
      OUTPUTS.every((name) => {
        const width = solution[name].length / B;
        return solution[name].subarray(4 * width, 5 * width).every(Number.isNaN);
      }),
    ).toBe(true);
    expectNeighboursUntouched(solution, batch, [4], status);
    expect(() => solution.assertSolved()).toThrow(/invalid/);
  });

  test("invalid elements add nothing to the gradient of what the batch shares", () => {
    const batch = batchOf(5);
    const { Q, A, G, lower, upper } = elementOf(batch, 0);
    const shared = { Q, A, G, lower, upper, p: batch.p, b: batch.b, h: batch.h } as never as ProblemInput;
    const spoilt = { ...shared, p: batch.p.map((row, i) => (i === 3 ? [NaN, 1, 1] : row)) };
    const z = Array.from({ length: B }, (_, i) => (i === 3 ? [0, 0, 0] : [1, 2, -1]));
    const status: SettingsInput = { ...settings, invalid: "status" };
    const [all, some] = [shared, spoilt].map((input) =>
      solve(input, status).vjp({ z, objective: z.map(([v]) => v) }),
    );
    for (const name of ["Q", "A", "G", "lower", "upper"] as const) {
      some[name]!.data.forEach((value, at) => expect(value, name).toBeCloseTo(all[name]!.data[at], 9));
    }
    const nan = solve(spoilt, { ...status, unsolvedGradient: "nan" }).vjp({ z });
    expect(nan.A!.data.every(Number.isNaN)).toBe(true);
    expect(nan.p!.data.subarray(3 * N, 4 * N).every(Number.isNaN)).toBe(true);
    expect(nan.p!.data.subarray(0, 3 * N).some(Number.isNaN)).toBe(false);
  });

  test("what the batch shares is part of every element", () => {
    const batch = batchOf(6);
    const nan = solve({ ...batch, G: [[NaN, 1, 1], [0, 1, 0]] } as never, { ...settings, invalid: "status" }); // prettier-ignore
    expect(new Set(nan.status)).toEqual(new Set(["invalid"]));
    expect(nan.vjp({ z: batch.p }).p!.data.every((value) => value === 0)).toBe(true);
    const bounds = solve({ ...batch, lower: 1, upper: 0 }, settings);
    expect(new Set(bounds.status)).toEqual(new Set(["primalInfeasible"]));
    expect(bounds.certificate(B - 1)?.kind).toBe("primalInfeasible");
    expect(bounds.jvp({ p: batch.p }).z.every((value) => value === 0)).toBe(true);
  });
});

test("any mixture of elements", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("good", "nan", "crossed", "concave"), { minLength: B, maxLength: B }),
      fc.integer({ min: 0, max: 1e6 }),
      (kinds, seed) => {
        const batch = batchOf(seed);
        kinds.forEach((kind, i) => {
          if (kind === "nan") batch.h[i][0] = NaN;
          if (kind === "crossed") batch.upper[i][2] = batch.lower[i][2] - 1e-9;
          if (kind === "concave") batch.Q[i] = batch.Q[i].map((row) => row.map((value) => -value));
        });
        const settings: SettingsInput = { invalid: "status" };
        const solution = solve(batch, settings);
        const bad = kinds.flatMap((kind, i) => (kind === "good" ? [] : [i]));
        for (const i of bad)
          expect(solution.status[i]).toBe(kinds[i] === "crossed" ? "primalInfeasible" : "invalid");
        expectNeighboursUntouched(solution, batch, bad, settings);
      },
    ),
    { numRuns: 40, seed: 3 },
  );
});

describe("a kept solver", () => {
  test("in place: an element goes bad and comes back", () => {
    using solver = new QpSolver({ variables: 2, Q: [1, 1], upper: [1, 1] }, { invalid: "status" });
    const values = (low: number, cost: number) => ({
      p: { data: Float64Array.of(-3, cost, -3, 0.5), shape: [2, 2] },
      lower: { data: Float64Array.of(low, 0, 0, 0), shape: [2, 2] },
    });
    const options = { inPlace: true, warmStart: true };
    const first = solver.solve(values(0, 0.5), options);
    expect([...first.status]).toEqual(["solved", "solved"]);
    const crossed = solver.solve(values(1 + 2 ** -52, 0.5), options);
    expect([...crossed.status]).toEqual(["primalInfeasible", "solved"]);
    expect([...crossed.z.subarray(2)]).toEqual([1, 0]);
    const bad = solver.solve(values(0, NaN), options);
    expect([...bad.status]).toEqual(["invalid", "solved"]);
    expect([...bad.vjp({ z: [[1, 1], [0, 1]] }).p!.data.subarray(0, 2)]).toEqual([0, 0]); // prettier-ignore
    const back = solver.solve(values(0.25, 0.5), options);
    expect([...back.status]).toEqual(["solved", "solved"]);
    expect([...back.z]).toEqual([1, 0, 1, 0]);
  });

  test("constants that are bad", () => {
    using solver = new QpSolver({ variables: 1, Q: [1], lower: 2, upper: 1 });
    expect(solver.solve({ p: [1] }).status[0]).toBe("primalInfeasible");
    expect(solver.solve({ p: [1], lower: [0] }).status[0]).toBe("solved");
    using nan = new QpSolver({ variables: 1, Q: [NaN] }, { invalid: "status" });
    expect(nan.solve({ p: [1] }).status[0]).toBe("invalid");
    expect(nan.solve({ p: [1], Q: [2] }).z[0]).toBe(-0.5);
    using strict = new QpSolver({ variables: 1, Q: [NaN] });
    expect(() => strict.solve({ p: [1] })).toThrow(OptNetError);
  });
});

test("an observer hears nothing of elements that are set apart", () => {
  const batch = batchOf(8);
  batch.lower[3][0] = 50;
  for (const backend of ["wasm", "reference"] as const) {
    const heard = new Set<number>();
    solve(batch, { backend, onIteration: ({ element }) => heard.add(element) });
    expect([...heard].sort()).toEqual([0, 1, 2, 4, 5, 6]);
  }
});
