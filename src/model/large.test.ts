/** A problem whose matrices go to the solver by their entries: a chain, as optimal control has it. */
import { expect, test } from "vitest";
import { Problem, box, constant, square, parameter, sumSquares, variable } from "./index.js";

test("a long chain is sparse, and its gradients are those of differences", () => {
  const T = 300;
  const [X, U, start] = [variable([T + 1, 2], "X"), variable([T, 1], "U"), parameter(2, "start")];
  const first = X.index(0).eq(start).named("first");
  const next = X.slice(0, T)
    .matmul([
      [1, 0],
      [0.1, 1],
    ])
    .add(U.matmul([[0.005, 0.1]]));
  const problem = Problem.minimize(sumSquares(X).add(sumSquares(U).mul(0.1))).subjectTo([
    first,
    X.slice(1).eq(next),
    box(U, -1, 1),
  ]);
  expect(problem.explain()).toContain("2100 of 541200 numbers, by its entries");
  const loss = (position: number): number => {
    const solution = problem.solve({ start: [position, 0] });
    const [a, b] = solution.dual(first);
    return solution.objective[0] + a + 2 * b;
  };
  const solution = problem.solve({ start: [2, 0] });
  expect(solution.status).toEqual(["solved"]);
  const gradient = solution.vjp({ objective: 1, first: [1, 2] }).start.data[0];
  const h = 1e-4;
  const difference = (loss(2 + h) - loss(2 - h)) / (2 * h);
  expect(Math.abs(gradient - difference)).toBeLessThan(1e-6 * Math.abs(difference));
});

test("sums that are built term by term are no deeper than others", () => {
  const n = 5000;
  const x = variable(n, "x");
  let [total, cost] = [constant(0), constant(0)];
  for (let i = 0; i < n; i++) {
    total = total.add(x.index(i));
    cost = cost.add(square(x.index(i).sub(i)));
  }
  const solution = Problem.minimize(cost)
    .subjectTo([total.eq((n * (n - 1)) / 2 - n)])
    .solve();
  expect(solution.value(x).every((value, i) => Math.abs(value - (i - 1)) < 1e-6)).toBe(true);
  expect(solution.value(cost)[0]).toBeCloseTo(n, 4);
  // A message quotes what can be read of it.
  expect(() => Problem.maximize(cost)).toThrow(/square\(x\[\d+\] - \d+\), which is convex|`square/);
});
