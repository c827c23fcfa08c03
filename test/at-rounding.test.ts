/** Answers that floats cannot bring to the tolerance are accepted, and say so, whoever solves. */
import { QpSolver, solve } from "optnet";
import { afterAll, describe, expect, test } from "vitest";
import { Random } from "./support/random.js";
import { poolOn, watched, workerOn } from "./threads/hosts.js";

const pool = poolOn(watched().host);
const worker = workerOn(watched().host);
afterAll(() => {
  pool.dispose();
  worker.dispose();
});

/** Residuals of sums of this many random terms are never 0. */
const random = new Random(3);
const draw = (length: number, size = 1): Float64Array =>
  Float64Array.from({ length }, () => size * random.normal());
const n = 30;
const Q = (() => {
  const V = draw(n * n);
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    let sum = 0;
    for (let k = 0; k < n; k++) sum += V[i * n + k] * V[j * n + k];
    return sum;
  });
})();
const problem = {
  Q: { data: Q, shape: [n, n] },
  p: draw(n, 1e6),
  A: { data: draw(5 * n), shape: [5, n] },
  b: draw(5, 1e6),
};
/** In the units of the problem, whose numbers are about 1e6. */
const BELOW_ROUNDING = { absoluteTolerance: 1e-14 };

describe.each(["reference", "auto"] as const)("%s", (backend) => {
  test("is reported where the tolerance is below rounding, and not where it is above", () => {
    const strict = solve(problem, { ...BELOW_ROUNDING, backend });
    expect([strict.status[0], strict.atRounding()]).toEqual(["solved", true]);
    const usual = solve(problem, { backend });
    expect([usual.status[0], usual.atRounding()]).toEqual(["solved", false]);
    expect(strict.z[0]).toBeCloseTo(usual.z[0], 3);
  });

  test("is said of each element of a batch", () => {
    // The third has no solution.
    const batch = {
      Q: [1, 1],
      p: [
        [0.1, 0.7],
        [-1, -2],
        [1, 1],
      ],
      A: [[1 / 3, 1 / 7]],
      b: [[0.3], [0], [1]],
    };
    const exact = { ...batch, p: [[-1, -2]], A: [[0, 1]], b: [[2]] };
    expect(solve(exact, { ...BELOW_ROUNDING, backend }).atRounding(0)).toBe(false);
    const hopeless = solve({ ...batch, G: [[1, 0]], h: [[1e3], [1e3], [-1e9]], lower: 0 }, { backend });
    expect(hopeless.status[2]).toBe("primalInfeasible");
    expect(hopeless.atRounding(2)).toBe(false);
  });
});

test("threads, a worker, a kept solver and the closest feasible point say the same", async () => {
  for (const solution of [
    pool.solve(problem, BELOW_ROUNDING),
    await pool.solveAsync(problem, BELOW_ROUNDING),
    new QpSolver({ variables: n, equalities: 5 }, BELOW_ROUNDING).solve(problem),
    solve(problem, { ...BELOW_ROUNDING, infeasible: "closestFeasible" }),
  ])
    expect([solution.status[0], solution.atRounding()]).toEqual(["solved", true]);
  const remote = await worker.solve(problem, BELOW_ROUNDING);
  expect(await remote.atRounding()).toBe(true);
  expect(await (await worker.solve(problem)).atRounding()).toBe(false);
});
