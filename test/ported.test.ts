/**
 * Examples from the documentation of CVXPY and of cvxjs, ported line by line as a new user would. The comments are the
 * lines that they come from.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  Problem,
  constant,
  maximum,
  norm1,
  normInf,
  parameter,
  quadForm,
  sumSquares,
  variable,
  type Constraint,
  type Expression,
} from "optnet/model";
import { drawMatrix, drawVector } from "../examples/model/draw.js";
import { flat, type Nested } from "../tools/nested.js";

const { answers } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../bench/peers/models/values.json"), "utf8"),
) as { answers: { readonly [problem: string]: { readonly [part: string]: Nested } } };

function expectClose(found: ArrayLike<number>, wanted: Nested, tolerance = 1e-8): void {
  const numbers = flat(wanted);
  expect(found).toHaveLength(numbers.length);
  numbers.forEach((value, i) =>
    expect(Math.abs(found[i] - value)).toBeLessThan(tolerance * (1 + Math.abs(value))),
  );
}

describe("from CVXPY's documentation", () => {
  test("the first example: least squares in a box, with duals", () => {
    const stored = answers["ported-first-example"];
    const [A, b] = [drawMatrix(11, 30, 20), drawVector(12, 30)];

    const x = variable(20); // x = cp.Variable(n)
    const objective = sumSquares(constant(A).matmul(x).sub(b)); // cp.sum_squares(A @ x - b)
    const constraints = [x.ge(0), x.le(1)]; // [0 <= x, x <= 1]
    const prob = Problem.minimize(objective).subjectTo(constraints);
    const result = prob.solve(); // result = prob.solve()

    expectClose(result.objective, stored["objective"]);
    expectClose(result.value(x), stored["x"]); // x.value
    expectClose(result.dual(constraints[0]), stored["dual 0 <= x"], 1e-7); // constraints[0].dual_value
    expectClose(result.dual(constraints[1]), stored["dual x <= 1"], 1e-7);
    expect(result.status).toEqual(["solved"]); // prob.status
  });

  test("parameters: a trade-off curve of the lasso", () => {
    const stored = answers["ported-trade-off"];
    const [A, b] = [drawMatrix(13, 20, 10), drawVector(14, 20)];

    const gamma = parameter([], { name: "gamma", nonneg: true }); // cp.Parameter(nonneg=True)
    const x = variable(10, "x");
    const error = sumSquares(constant(A).matmul(x).sub(b));
    const prob = Problem.minimize(error.add(norm1(x).mul(gamma)));

    // for val in np.logspace(-4, 1): gamma.value = val; prob.solve()
    const gammas = Array.from({ length: 11 }, (_, i) => 10 ** (-4 + i / 2));
    const result = prob.solve({ gamma: gammas });
    const sizes = result.value(norm1(x)); // cp.norm(x, 1).value
    const errors = result.value(error); // error.value
    for (let i = 1; i < gammas.length; i++) {
      expect(sizes[i]).toBeLessThanOrEqual(sizes[i - 1] + 1e-9);
      expect(errors[i]).toBeGreaterThanOrEqual(errors[i - 1] - 1e-9);
    }
    expectClose(result.value(x).subarray(70, 80), stored["x"]);
  });

  test("control: states and inputs are columns of matrices", () => {
    const stored = answers["ported-control"];
    const [n, m, T] = [4, 2, 12];
    const A = drawMatrix(15, n, n).map((row, i) => row.map((value, j) => +(i === j) + 0.2 * value));
    const B = drawMatrix(16, n, m);
    const x0 = drawVector(17, n).map((value) => 3 * value);

    const x = variable([n, T + 1], "x");
    const u = variable([m, T], "u");
    let cost: Expression = constant(0);
    const constraints: Constraint[] = [];
    for (let t = 0; t < T; t++) {
      // cost += cp.sum_squares(x[:, t + 1]) + cp.sum_squares(u[:, t])
      cost = cost.add(sumSquares(x.index("all", t + 1))).add(sumSquares(u.index("all", t)));
      constraints.push(
        // x[:, t + 1] == A @ x[:, t] + B @ u[:, t]
        x.index("all", t + 1).eq(
          constant(A)
            .matmul(x.index("all", t))
            .add(constant(B).matmul(u.index("all", t))),
        ),
        normInf(u.index("all", t)).le(1), // cp.norm(u[:, t], 'inf') <= 1
      );
    }
    constraints.push(x.index("all", T).eq(0), x.index("all", 0).eq(x0));
    const result = Problem.minimize(cost).subjectTo(constraints).solve();

    expectClose(result.objective, stored["objective"]);
    expectClose(result.value(x), stored["x"]);
    expectClose(result.value(u), stored["u"]);
  });
});

describe("from cvxjs's documentation", () => {
  test("quick start: a linear program", () => {
    const x = variable(3);
    const solution = Problem.minimize(x.sum())
      .subjectTo([x.ge(1)])
      .solve();
    expectClose(solution.objective, [3]); // solution.value
    expect(solution.status).toEqual(["solved"]); // 'optimal'
    expectClose(solution.value(x), [1, 1, 1]); // solution.valueOf(x)
  });

  test("bounded linear program: maximise within bounds", () => {
    const x = variable(3);
    const solution = Problem.maximize(x.sum())
      .subjectTo([x.ge(0), x.le(2)])
      .solve();
    expectClose(solution.objective, [6]);
    expectClose(solution.value(x), [2, 2, 2]);
  });

  test("quadratic programming", () => {
    const P = constant([[2, 0], [0, 2]]); // prettier-ignore
    const q = constant([-2, -5]);
    const x = variable(2);
    const objective = quadForm(x, P).mul(0.5).add(q.dot(x));
    const solution = Problem.minimize(objective)
      .subjectTo([x.ge(0)])
      .solve();
    expectClose(solution.value(x), [1, 2.5]);
  });

  test("least squares regression: its norm2 becomes sumSquares, whose minimiser is the same", () => {
    const points = [[1, 2.1], [2, 3.9], [3, 6.2], [4, 7.8], [5, 10.1]]; // prettier-ignore
    const A = constant(points.map(([x]) => [1, x]));
    const b = constant(points.map(([, y]) => y));
    const params = variable(2); // [intercept, slope]
    const residual = A.matmul(params).sub(b);
    const solution = Problem.minimize(sumSquares(residual)).solve();
    expectClose(solution.value(params), [0.05, 1.99]);
    // residual.value(solution.primal)
    expectClose(solution.value(residual), points.map(([x, y]) => 0.05 + 1.99 * x - y)); // prettier-ignore
  });

  test("a Chebyshev fit by maximum", () => {
    const [t, y] = [[0, 1, 2, 3], [1, 0, 4, 2]]; // prettier-ignore
    const line = variable(2);
    const r = constant(t.map((value) => [1, value])).matmul(line).sub(y); // prettier-ignore
    const largest = variable();
    const solution = Problem.minimize(largest).subjectTo([maximum(r, r.neg()).le(largest)]).solve(); // prettier-ignore
    expectClose(solution.objective, [1.5]);
  });
});
