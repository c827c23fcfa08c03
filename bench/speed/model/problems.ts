/**
 * Problems written once for two languages, optnet/model and cvxjs, which agree in these names. What changes from one solve
 * to the next is a parameter in ours, and numbers in cvxjs, which has no parameters.
 */
import { Random } from "../../../tools/random.js";

/** What both call an expression. */
export interface Term {
  add(other: Operand): Term;
  sub(other: Operand): Term;
  mul(other: Operand): Term;
  matmul(other: Operand): Term;
  sum(axis?: number): Term;
  eq(other: Operand): unknown;
  le(other: Operand): unknown;
  ge(other: Operand): unknown;
}
export type Operand = Term | number;

export type Numbers = number | readonly number[] | readonly (readonly number[])[];

/** What both languages have. */
export interface Language {
  variable(shape: number | readonly [number, number]): Term;
  /** Numbers that are the same in every solve. */
  constant(value: Numbers): Term;
  /** Numbers that change. */
  data(name: string, value: Numbers): Term;
  dot(left: Term, right: Term): Term;
  sumSquares(x: Term): Term;
  /** `sumSquares` beside other terms, which cvxjs has of variables alone: see languages.ts. */
  squaresBeside(x: Term): Term;
  quadForm(x: Term, P: Term): Term;
  norm1(x: Term): Term;
  maximum(a: Term, b: Term): Term;
}

/** A problem, and its unknown, by which answers are compared. */
export interface Statement {
  readonly sense: "minimize" | "maximize";
  readonly objective: Term;
  readonly constraints: readonly unknown[];
  readonly unknown: Term;
}

export interface ModelProblem {
  readonly name: string;
  /** @param seed of what changes from one solve to the next. */
  state(language: Language, seed: number): Statement;
}

const minimize = (objective: Term, constraints: readonly unknown[], unknown: Term): Statement => ({
  ...{ sense: "minimize", objective, constraints, unknown },
});
const maximize = (objective: Term, constraints: readonly unknown[], unknown: Term): Statement => ({
  ...{ sense: "maximize", objective, constraints, unknown },
});

function gaussians(seed: number, size: number): number[] {
  const random = new Random(seed);
  return Array.from({ length: size }, () => random.normal());
}

/** The rows of a matrix of normal numbers. */
const matrix = (seed: number, rows: number, columns: number): number[][] => {
  const numbers = gaussians(seed, rows * columns);
  return Array.from({ length: rows }, (_, i) => numbers.slice(i * columns, (i + 1) * columns));
};
const positive = (seed: number, size: number): number[] => gaussians(seed, size).map((x) => 1 + Math.abs(x));
/** Differences of neighbours. */
const D = (n: number): number[][] =>
  Array.from({ length: n - 1 }, (_, i) =>
    Array.from({ length: n }, (_, j) => (j === i ? -1 : j === i + 1 ? 1 : 0)),
  );

export const PROBLEMS: readonly ModelProblem[] = [
  {
    name: "projection on the simplex, n = 100",
    state({ variable, data, sumSquares }, seed) {
      const x = variable(100);
      const y = data("y", gaussians(seed, 100));
      return minimize(sumSquares(x.sub(y)), [x.sum().eq(1), x.ge(0)], x);
    },
  },
  {
    name: "projection on a polyhedron, 40 faces, n = 20",
    state({ variable, constant, data, sumSquares }, seed) {
      const x = variable(20);
      const y = data("y", gaussians(seed, 20).map((value) => 2 * value)); // prettier-ignore
      const faces = constant(matrix(1, 40, 20));
      return minimize(sumSquares(x.sub(y)), [faces.matmul(x).le(1)], x);
    },
  },
  {
    name: "isotonic regression, n = 100",
    state({ variable, constant, data, sumSquares }, seed) {
      const x = variable(100);
      const y = data("y", gaussians(seed, 100).map((value, i) => value + i / 50)); // prettier-ignore
      return minimize(sumSquares(x.sub(y)), [constant(D(100)).matmul(x).ge(0)], x);
    },
  },
  {
    name: "nonnegative least squares, 60 × 20",
    state({ variable, constant, data, sumSquares }, seed) {
      const w = variable(20);
      const y = data("y", gaussians(seed, 60));
      const fitted = constant(matrix(2, 60, 20)).matmul(w);
      return minimize(sumSquares(fitted.sub(y)), [w.ge(0)], w);
    },
  },
  {
    name: "least absolute deviations, 60 × 5",
    state({ variable, constant, data, norm1 }, seed) {
      const w = variable(5);
      const y = data("y", gaussians(seed, 60));
      const fitted = constant(matrix(3, 60, 5)).matmul(w);
      return minimize(norm1(fitted.sub(y)), [], w);
    },
  },
  {
    name: "quantile regression, 60 × 5",
    state({ variable, constant, data, maximum }, seed) {
      const w = variable(5);
      const residual = data("y", gaussians(seed, 60)).sub(constant(matrix(3, 60, 5)).matmul(w));
      return minimize(maximum(residual.mul(0.8), residual.mul(-0.2)).sum(), [], w);
    },
  },
  {
    name: "transport, 6 × 8",
    state({ variable, constant, data }, seed) {
      const shipped = variable([6, 8]);
      const cost = constant(matrix(4, 6, 8).map((row) => row.map((value) => 2 + Math.abs(value))));
      const demand = data("demand", positive(seed, 8));
      const constraints = [shipped.sum(0).eq(demand), shipped.sum(1).le(5), shipped.ge(0)];
      return minimize(cost.mul(shipped).sum(), constraints, shipped);
    },
  },
  {
    name: "knapsack, relaxed, n = 50",
    state({ variable, constant, data, dot }, seed) {
      const x = variable(50);
      const worth = data("worth", positive(seed, 50));
      const constraints = [dot(constant(positive(5, 50)), x).le(30), x.ge(0), x.le(1)];
      return maximize(dot(worth, x), constraints, x);
    },
  },
  {
    name: "lasso, 60 × 20",
    state({ variable, constant, data, squaresBeside, norm1 }, seed) {
      const w = variable(20);
      const y = data("y", gaussians(seed, 60));
      const fitted = constant(matrix(2, 60, 20)).matmul(w);
      return minimize(squaresBeside(fitted.sub(y)).add(norm1(w).mul(5)), [], w);
    },
  },
  {
    name: "Markowitz, n = 20",
    state({ variable, constant, data, dot, quadForm }, seed) {
      const w = variable(20);
      const mu = data("mu", gaussians(seed, 20).map((value) => 0.1 * value)); // prettier-ignore
      const F = matrix(6, 20, 20);
      const Sigma = F.map((row) =>
        F.map((other) => row.reduce((sum, value, k) => sum + (value * other[k]) / 20, 0)),
      );
      // A minimum and a sum: cvxjs knows a quadratic form as one nowhere else.
      const cost = quadForm(w, constant(Sigma)).add(dot(mu, w).mul(-1));
      return minimize(cost, [w.sum().eq(1), w.ge(0)], w);
    },
  },
  {
    name: "total variation, n = 100",
    state({ variable, constant, data, squaresBeside, norm1 }, seed) {
      const x = variable(100);
      const y = data("y", gaussians(seed, 100).map((value, i) => value + (i < 50 ? 0 : 5))); // prettier-ignore
      return minimize(squaresBeside(x.sub(y)).add(norm1(constant(D(100)).matmul(x)).mul(2)), [], x);
    },
  },
];
