import { expect, test } from "vitest";
import { solve, sparse } from "optnet";

/** A chain of states whose first is fixed by equal bounds, with dynamics as sparse rows. */
function chain(start: number) {
  const steps = 6;
  const A = Array.from({ length: steps }, (_, k) =>
    Array.from({ length: 2 * steps + 1 }, (_, j) =>
      j === k + 1 ? 1 : j === k ? -0.9 : j === steps + 1 + k ? -0.5 : 0,
    ),
  );
  const variables = A[0].length;
  const lower = new Array<number>(variables).fill(-4);
  const upper = new Array<number>(variables).fill(4);
  lower[0] = start;
  upper[0] = start;
  for (let k = 0; k < steps; k++) [lower[steps + 1 + k], upper[steps + 1 + k]] = [-0.6, 0.6];
  const numbers = (length: number, factor: number) =>
    Array.from({ length }, (_, i) => Math.sin(factor * (i + 1)));
  return {
    Q: numbers(variables, 2.3).map((value) => 1.5 + value),
    p: numbers(variables, 1.7),
    A,
    b: numbers(steps, 0.9).map((value) => 0.1 * value),
    G: [numbers(variables, 3.1).map((value, i) => (i % 3 === 0 ? value : 0))],
    h: [5],
    lower,
    upper,
  };
}

test.each([3, -2, 0.5])(
  "gradients where sparse rows meet a variable that equal bounds fix, at %d",
  (start) => {
    const dense = chain(start);
    const { A, G } = dense;
    const cotangent = { z: dense.p.map((_, i) => Math.cos(i + 1)) };
    const expected = solve(dense, { backend: "reference", form: "primal" }).vjp(cotangent);
    const solution = solve({ ...dense, A: sparse.fromDense(A), G: sparse.fromDense(G) }, { form: "sparse" });
    expect(solution.status).toEqual(["solved"]);
    expect(solution.solvedBy(0)).toBe("sparse interior point");
    const gradients = solution.vjp(cotangent);
    for (const name of ["p", "b", "h", "lower", "upper"] as const) {
      const [ours, theirs] = [gradients[name]!, expected[name]!];
      ours.data.forEach((value, i) => expect(value, `${name}[${i}]`).toBeCloseTo(theirs.data[i], 8));
    }
    expect(Math.max(...expected.b!.data.map(Math.abs))).toBeGreaterThan(0.01);
  },
);
