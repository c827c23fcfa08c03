/** What is refused, in which words: the sub-expression, the rule, the way out. */
import { expect, test } from "vitest";
import { OptNetError } from "../index.js";
import {
  Problem,
  abs,
  box,
  concat,
  constant,
  cvar,
  dot,
  huber,
  matmul,
  maximum,
  norm1,
  parameter,
  quadForm,
  quadOverLin,
  soft,
  stack,
  square,
  sum,
  sumLargest,
  sumSquares,
  variable,
} from "./index.js";

const x = variable(3, "x");
const y = variable(3, "y");
const X = variable([2, 3], "X");
const mu = parameter(3, "mu");
const gamma = parameter([], "gamma");
const weight = parameter([], { name: "weight", nonneg: true });
const F = parameter([3, 2], "F");
const P = parameter([3, 3], "P");
const S = parameter([3, 3], { name: "S", psd: true });
const cost = sumSquares(x);
const solvable = () => Problem.minimize(cost.sub(dot(mu, x))).subjectTo([sum(x).eq(1).named("budget")]);

const REFUSED: Record<string, () => unknown> = {
  "a product of two variables": () => Problem.minimize(sum(x.mul(y))),
  "a product of two variables, inside": () => Problem.minimize(norm1(x.mul(y)).add(cost)),
  "a product of two parameters": () => Problem.minimize(cost.add(gamma.mul(dot(mu, x)))),
  "a product of two parameters without variables": () => Problem.minimize(cost.add(dot(gamma.mul(mu), x))),
  "data that are not affine in parameters": () => Problem.minimize(cost.add(dot(square(mu), x))),
  "a quotient by a parameter": () => Problem.minimize(cost.add(sum(x).div(gamma))),
  "a quotient by a variable": () => Problem.minimize(sum(mu.div(x))),
  "a weight of unknown sign": () => Problem.minimize(cost.mul(gamma)),
  "a concave term in a minimum": () => Problem.minimize(dot(mu, x).sub(abs(x).sum())),
  "a convex term in a maximum": () => Problem.maximize(sum(x).add(cost)),
  "convex and concave": () => Problem.minimize(cost.sub(sumSquares(y))),
  "a norm of something convex": () => Problem.minimize(norm1(abs(x).sub(1))),
  "the largest of concave": () => Problem.minimize(sum(maximum(abs(x).neg(), 0))),
  "a square of a square": () => Problem.minimize(sum(square(square(x)))),
  "a matrix that is indefinite": () =>
    Problem.minimize(
      quadForm(x, [
        [1, 0, 0],
        [0, -1, 0],
        [0, 0, 0],
      ]),
    ),
  "a matrix that is not symmetric": () =>
    quadForm(x, [
      [1, 1, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]),
  "a matrix of which nothing is known": () => Problem.minimize(quadForm(x, P)),
  "a matrix of a curved x": () => Problem.minimize(quadForm(abs(x), S)),
  "a denominator that is a variable": () => quadOverLin(x, variable([], "t")),
  "an objective with axes": () => Problem.minimize(x),
  "a problem without variables": () => Problem.minimize(sum(mu)).solve({ mu: [1, 2, 3] }),
  "parameters that curve": () => Problem.minimize(cost.sub(norm1(mu))),
  "parameters that curve, alone": () => Problem.minimize(sum(x).sub(norm1(mu))),
  "parameters that curve, in a constraint": () => solvable().subjectTo([x.le(abs(mu))]),
  "parameters that are squared, in a constraint": () => solvable().subjectTo([x.ge(square(mu))]),
  "a division by zero": () => x.div([1, 0, 2]),
  "an overflow": () => Problem.minimize(sum(x.mul(1e200).mul(1e200))).solve(),
  "a bound that is none": () => box(x, 0, Infinity),
  "expressions in an array": () => maximum([x, y] as never),
  "a constraint in place of an expression": () => x.add(y.ge(0) as never),
  "expressions side by side that are in no array": () => concat(x as never),
  "an objective that is none": () => Problem.minimize("x" as never),
  "an equality of something convex": () => solvable().subjectTo([norm1(x).eq(1)]),
  "convex at least": () => solvable().subjectTo([norm1(x).ge(1)]),
  "a quadratic constraint": () => solvable().subjectTo([sumSquares(x).le(1)]),
  "a constraint of numbers": () => solvable().subjectTo([constant(1).le(2)]),
  "a constraint of parameters": () => solvable().subjectTo([mu.ge(0)]),
  "a constraint that is true or false": () => solvable().subjectTo([(1 < 2) as never]),
  "constraints that are no array": () => solvable().subjectTo(x.ge(0) as never),
  "shapes of a sum": () => x.add([1, 2]),
  "shapes of a product": () => matmul(X, variable(2, "v")),
  "shapes of a product of numbers": () => matmul(x, 3),
  "shapes of a dot product": () => dot(x, [1, 2]),
  "shapes of a constraint": () => X.le([1, 2]),
  "shapes side by side": () => concat([X, variable([2, 2])], 0),
  "a shape that does not fit": () => X.reshape([4, 2]),
  "a shape of three axes": () => variable([2, 2, 2] as never),
  "an axis that is not there": () => sum(x, 1),
  "an index that is not there": () => x.index(3),
  "an empty range": () => x.slice(2, 1),
  "too many indices": () => x.index(0, 0),
  "a step backwards": () => x.index([2, 0, -1]),
  "a position that is none": () => x.index(undefined as never),
  "a range of texts": () => x.slice("0" as never, "2" as never),
  "no positions": () => x.take([]),
  "more differences than there are": () => x.diff(3),
  "no expression": () => x.add(undefined as never),
  NaN: () => x.add([1, NaN, 2]),
  "more of the largest than there are": () => sumLargest(x, 4),
  "a level that is none": () => cvar(x, 1),
  "a threshold of unknown sign": () => huber(x, gamma),
  "a soft weight of unknown sign": () => soft(x.le(1), gamma),
  "a soft weight that curves": () => soft(x.le(1), square(gamma)),
  "a name of a constraint that is taken": () => sum(x).eq(1).named("objective"),
  "settings that are none": () => solvable().settings(null as never),
  "a soft constraint twice": () => soft(soft(x.le(1), 1), 1),
  "a soft penalty that is none": () => soft(box(x, 0, 1), 1, "l3" as never),
  "an unknown property": () => variable(3, { integer: true } as never),
  "an unknown property of a parameter": () => parameter(3, { positive: true } as never),
  "a name that is taken": () => variable(3, "objective"),
  "two of one name": () => Problem.minimize(cost.add(sumSquares(variable(3, "x")))).solve(),
  "a semidefinite vector": () => parameter(3, { psd: true }),
  "a variable that nothing is said of": () => Problem.minimize(cost.add(sum(y.mul(0)))).solve(),
  "a value that is missing": () => solvable().solve(),
  "a value of another shape": () => solvable().solve({ mu: [1, 2] }),
  "an expression as a value": () => solvable().solve({ mu: constant([1, 2, 3]) as never }),
  "a value that is NaN": () => solvable().solve({ mu: [1, NaN, 2] }),
  "a value of another sign": () => Problem.minimize(cost.mul(weight)).solve({ weight: -1 }),
  "values of two batch sizes": () =>
    Problem.minimize(cost.sub(dot(mu, x)).add(sumSquares(F.transpose().matmul(x)))).solve({
      mu: [
        [1, 2, 3],
        [1, 2, 3],
      ],
      F: { data: new Float64Array(18), shape: [3, 3, 2] },
    }),
  "an unknown parameter": () => solvable().solve({ mu: [1, 2, 3], nu: 1 }),
  "an unknown variable": () =>
    solvable()
      .solve({ mu: [1, 2, 3] })
      .value(y),
  "an unknown variable in an expression": () =>
    solvable()
      .solve({ mu: [1, 2, 3] })
      .value(y.add(x)),
  "an unknown constraint": () =>
    solvable()
      .solve({ mu: [1, 2, 3] })
      .dual("bugdet"),
  "the dual of a variable": () =>
    solvable()
      .solve({ mu: [1, 2, 3] })
      .dual("x"),
  "an unknown cotangent": () =>
    solvable()
      .solve({ mu: [1, 2, 3] })
      .vjp({ z: [1, 0, 0] }),
  "a cotangent of another shape": () =>
    solvable()
      .solve({ mu: [1, 2, 3] })
      .vjp({ x: [1, 0] }),
  "no tangents": () =>
    solvable()
      .solve({ mu: [1, 2, 3] })
      .jvp(undefined as never),
  "tangents of a batch that there is not": () =>
    solvable()
      .solve({ mu: [1, 2, 3] })
      .jvp({
        mu: [
          [1, 0, 0],
          [0, 1, 0],
        ],
      }),
  "Jacobians of what is no list": () =>
    solvable()
      .solve({ mu: [1, 2, 3] })
      .jacobians("x" as never, ["mu"]),
  "an unknown tangent": () =>
    solvable()
      .solve({ mu: [1, 2, 3] })
      .jvp({ x: [1, 0, 0] }),
  "a Jacobian in what is no parameter": () =>
    solvable()
      .solve({ mu: [1, 2, 3] })
      .jacobian(x, "x"),
  "the closest of what has no rows": () =>
    solvable()
      .subjectTo([norm1(x).le(0.5)])
      .settings({ infeasible: "closestFeasible" })
      .solve({ mu: [1, 2, 3] }),
  "an operator": () => (variable(3, "x") as unknown as number) + 1,
  "a comparison": () => (variable(3, "x") as unknown as number) <= 3,
  "options behind a name": () => (variable as (...all: unknown[]) => unknown)(3, "x", { nonneg: true }),
  "options of a parameter behind a name": () =>
    (parameter as (...all: unknown[]) => unknown)([2, 3], "P", { psd: true }),
  "a stack of a number and a vector": () => stack([variable([], "a"), variable(2, "b")]),
  "another parameter for wrt": () => {
    const { x, mu } = { x: variable(3, "x"), mu: parameter(3, "mu") };
    const solution = Problem.minimize(sumSquares(x.sub(mu))).solve({ mu: [1, 2, 3] });
    return solution.vjp({ x: [1, 0, 0] }, { wrt: ["nu"] });
  },
  "a file of another version": () => Problem.fromJSON({ format: "optnet-model", version: 2 }),
  "a file of something else": () => Problem.fromJSON({ version: 1 }),
  "a file with an unknown atom": () =>
    Problem.fromJSON({ ...solvable().toJSON(), nodes: [{ atom: "exp", args: [] }] }),
  "a file that is cut": () => Problem.fromJSON({ format: "optnet-model", version: 1 }),
};

function refusal(ask: () => unknown): string {
  try {
    ask();
  } catch (error) {
    if (error instanceof OptNetError) return error.message;
    throw error;
  }
  return "not refused";
}

test.each(Object.entries(REFUSED))("%s", (_name, ask) => {
  const message = refusal(ask);
  expect(message).not.toBe("not refused");
  expect(message).toMatchSnapshot();
});
