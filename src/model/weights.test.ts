/** Parameters that weigh what has parameters in it: the product of both must not be lost. */
import { expect, test } from "vitest";
import { close } from "../../test/support/close.js";
import { Random } from "../../test/support/random.js";
import {
  Problem,
  abs,
  eye,
  huber,
  norm1,
  normInf,
  parameter,
  quadForm,
  soft,
  square,
  sum,
  sumSquares,
  variable,
} from "./index.js";

const random = new Random(5);

/** A positive definite matrix. */
function definite(n: number): number[][] {
  const L = random.matrix(n, n);
  return L.map((a, i) => L.map((b, j) => a.reduce((t, v, k) => t + v * b[k], i === j ? 0.1 : 0)));
}

const x = variable(3, "x");
const [mu, C] = [parameter(2, "mu"), parameter([2, 3], "C")];
const [S, d] = [parameter([2, 2], { name: "S", psd: true }), parameter(3, "d")];
const gamma = parameter([], { name: "gamma", nonneg: true });
const near = sumSquares(x.sub(d));
const inner = C.matmul(x).sub(mu);

test.each([
  ["quadForm", quadForm(inner, S)],
  ["a sum of matrices", quadForm(inner, S.mul(0.5).add(eye(2)))],
  [
    "a weighed quadForm of numbers",
    gamma.mul(
      quadForm(inner, [
        [2, 1],
        [1, 3],
      ]),
    ),
  ],
  ["weighed squares", gamma.add(1).mul(sumSquares(inner))],
  ["a threshold", sum(huber(inner, gamma))],
])("%s of an expression with parameters", (_name, form) => {
  const problem = Problem.minimize(near.add(form)).settings({ tolerance: 1e-12 });
  const used = new Set(problem.parameters.map(({ name }) => name));
  const all: Record<string, number | number[] | number[][]> = {
    mu: [0.7, -1.1],
    C: random.matrix(2, 3),
    S: definite(2),
    d: random.vector(3),
    gamma: 0.6,
  };
  const values = Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name)));
  const solution = problem.solve(values);
  expect(solution.value(problem.objective)[0]).toBeCloseTo(solution.objective[0], 9);
  const weights = random.vector(3);
  const loss = (given: typeof values): number => {
    const moved = problem.solve(given);
    return weights.reduce((t, w, i) => t + w * moved.value(x)[i], 0.5 * moved.objective[0]);
  };
  const gradients = solution.vjp({ x: weights, objective: 0.5 });
  for (const name of Object.keys(values)) {
    // Of a matrix that stays symmetric, the sum of both sides.
    const shape = gradients[name].shape;
    gradients[name].data.forEach((_, k) => {
      const columns = shape[1] ?? 1;
      const [i, j] = [Math.floor(k / columns), k % columns];
      const both = name === "S" && i !== j;
      const at = (by: number): typeof values => {
        const copy = structuredClone(values);
        const value = copy[name];
        if (typeof value === "number") copy[name] = value + by;
        else if (shape.length === 1) (value as number[])[k] += by;
        else (value as number[][])[i][j] += by;
        if (both) (copy.S as number[][])[j][i] += by;
        return copy;
      };
      const h = 1e-5;
      const difference = (loss(at(h)) - loss(at(-h))) / (2 * h);
      const own = gradients[name].data[k] + (both ? gradients[name].data[j * columns + i] : 0);
      expect(Math.abs(own - difference), `${name}[${k}]`).toBeLessThan(1e-6 * (1 + Math.abs(difference)));
    });
  }
});

test("a soft constraint may weigh more than one parameter", () => {
  const t = variable(2, "t");
  const cap = soft(t.le(1), gamma.mul(2).add(1));
  const problem = Problem.minimize(square(t.sub([4, 0])).sum()).subjectTo([cap]);
  const solution = problem.solve({ gamma: 1 });
  close(solution.value(t), [2.5, 0]);
  close(solution.objective, [2.25 + 3 * 1.5]);
});

test("the size of what is 0 by its sign is 0", () => {
  const none = variable(2, { name: "none", nonneg: true, nonpos: true });
  const f = sum(abs(x.mul(0)))
    .add(normInf(x.take([0, 2]).mul(0)))
    .add(sum(abs(none)));
  const problem = Problem.minimize(near.add(f)).subjectTo([norm1(x.mul(0)).le(0), norm1(none).le(1)]);
  const solution = problem.solve({ d: [1, -2, 3] });
  expect(solution.status).toEqual(["solved"]);
  close(solution.value(x), [1, -2, 3]);
  close(solution.objective, [0]);
});
