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

  test.each(["leastSquares", "smoothed"] as const)("gradient: %j", (gradient) => {
    const solution = solve(chain(n), { gradient });
    expect(solution.status).toEqual(["solved"]);
    const error = complaintOf(() => solution.vjp({ z: new Float64Array(n).fill(1) }));
    expect(error.field).toBe("gradient");
    expect(error.got).toMatch(/GiB/);
  });
});
