/** A problem whose matrices go to the solver by their entries: a chain, as optimal control has it. */
import { expect, test } from "vitest";
import { Problem, box, parameter, sumSquares, variable } from "./index.js";

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
