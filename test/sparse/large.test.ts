/** Sparse problems that no dense matrix could hold, or would take minutes with: memory is that of their entries. */
import { OptNetError, solve, sparse, SparseMatrix } from "optnet";
import { describe, expect, test } from "vitest";
import { chain } from "./chain.js";

describe("a chain of 3,000", () => {
  const n = 3000;
  const problem = chain(n);
  const solution = solve(problem);

  test("is solved, and every row holds", () => {
    expect(solution.status).toEqual(["solved"]);
    const { z } = solution;
    for (let i = 0; i + 1 < n; i++) expect(z[i] - z[i + 1]).toBeLessThanOrEqual(0.1 + 1e-8);
  });

  test("its gradients and directions agree, on the pattern", () => {
    const weights = Float64Array.from({ length: n }, (_, i) => Math.cos(i));
    const move = problem.G.withData(problem.G.data.map((_, k) => Math.sin(k)));
    const { G } = solution.vjp({ z: weights });
    expect(G).toBeInstanceOf(SparseMatrix);
    expect((G as SparseMatrix).indices).toEqual(problem.G.indices);
    const { z } = solution.jvp({ G: move });
    const along = z.reduce((sum, value, i) => sum + value * weights[i], 0);
    const back = G!.data.reduce((sum, value, k) => sum + value * move.data[k], 0);
    expect(Math.abs(along - back)).toBeLessThanOrEqual(1e-8 * Math.max(1, Math.abs(back)));
  });
});

describe.each(["leastSquares", "smoothed"] as const)("a chain of 20,000, gradient: %j", (gradient) => {
  const n = 20_000;
  const problem = chain(n);
  const solution = solve(problem, { gradient, ...(gradient === "smoothed" && { smoothing: 1e-3 }) });
  const weights = Float64Array.from({ length: n }, (_, i) => Math.cos(i));

  test("gradients and directions agree", () => {
    const move = problem.G.withData(problem.G.data.map((_, k) => Math.sin(k)));
    const { G } = solution.vjp({ z: weights }, { wrt: ["G"] });
    const { z } = solution.jvp({ G: move });
    const along = z.reduce((sum, value, i) => sum + value * weights[i], 0);
    const back = G!.data.reduce((sum, value, k) => sum + value * move.data[k], 0);
    expect(Math.abs(along - back)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(back)));
  });

  test("far from the ends they are those of a shorter chain", () => {
    const [few, settings] = [120, gradient === "smoothed" ? { gradient, smoothing: 1e-3 } : { gradient }];
    const G = chain(few).G.toDense();
    const short = solve({ ...chain(few), Q: new Float64Array(few).fill(1), G }, settings);
    const at = 40;
    const pick = (length: number): Float64Array =>
      Float64Array.from({ length }, (_, i) => (i < at ? weights[i] : 0));
    const [long, own] = [solution.vjp({ z: pick(n) }, { wrt: ["p", "h"] }), short.vjp({ z: pick(few) })];
    for (const name of ["p", "h"] as const) {
      for (let i = 0; i < at; i++) expect(long[name]!.data[i]).toBeCloseTo(own[name]!.data[i], 8);
    }
  });
});

test("least squares where every row of a long chain stands twice: each row bears half", () => {
  const n = 4000;
  const { G, h, ...rest } = chain(n);
  const twice = sparse.fromTriplets(
    [2 * (n - 1), n],
    Int32Array.from({ length: 4 * (n - 1) }, (_, k) => k >> 1),
    Int32Array.from({ length: 4 * (n - 1) }, (_, k) => G.indices[k % (2 * (n - 1))]),
    Float64Array.from({ length: 4 * (n - 1) }, (_, k) => G.data[k % (2 * (n - 1))]),
  );
  const half = h as Float64Array;
  const settings = { gradient: "leastSquares" } as const;
  const [once, both] = [
    solve({ ...rest, G, h: half }, settings),
    solve({ ...rest, G: twice, h: Float64Array.of(...half, ...half) }, settings),
  ];
  const z = Float64Array.from({ length: n }, (_, i) => Math.cos(i));
  const [single, double] = [once.vjp({ z }, { wrt: ["p", "h"] }), both.vjp({ z }, { wrt: ["p", "h"] })];
  for (let i = 0; i < n; i++) expect(double.p!.data[i]).toBeCloseTo(single.p!.data[i], 8);
  for (let i = 0; i < n - 1; i++) {
    for (const row of [i, i + n - 1]) expect(double.h!.data[row]).toBeCloseTo(single.h!.data[i] / 2, 7);
  }
});

describe("what needs dense matrices beyond memory says so before it allocates", () => {
  const n = 30_000;
  const G = sparse.fromTriplets([n, n], [0, n - 1], [0, n - 1], [1, 1]);
  const A = sparse.fromTriplets([1, n], [0, 0], [0, 1], [1, 1]);

  function complaintOf(work: () => unknown): OptNetError {
    try {
      work();
    } catch (error) {
      if (error instanceof OptNetError) return error;
      throw error;
    }
    throw new Error("nothing was thrown");
  }

  test.each(["primal", "dual"] as const)("form: %j", (form) => {
    const input = {
      Q: new Float64Array(n).fill(1),
      p: new Float64Array(n),
      G,
      h: new Float64Array(n),
      A,
      b: [0],
    };
    const before = process.memoryUsage().arrayBuffers;
    const error = complaintOf(() => solve(input, { form }));
    expect(error.expected).toMatch(/fit into memory/);
    expect(error.got).toMatch(/GiB/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 30);
  });
});
