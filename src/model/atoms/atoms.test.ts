/**
 * Every atom: its value against a formula that is written out here, its minimum against points around it, and the
 * gradients of where the minimum is against central differences.
 */
import { describe, expect, test } from "vitest";
import type { AtomCase } from "../../../test/model/atoms.js";
import { ATOM_CASES } from "../../../test/model/atoms.js";
import { Random } from "../../../test/support/random.js";
import type { Parameter, Variable } from "../index.js";
import { Problem, constant, parameter, sumSquares, variable } from "../index.js";

type Numbers = readonly number[];
const total = (x: Numbers): number => x.reduce((a, b) => a + b, 0);

interface Built {
  readonly problem: Problem;
  readonly x: Variable;
  readonly c: Parameter;
  readonly b: Parameter;
  value(x: Numbers, c: Numbers, b: Numbers): number;
}

/** ½|x − c|² plus the atom of x − b, weighed entry by entry, with c and b parameters. */
function build({ expression, formula, curvature }: AtomCase, weighed: boolean): Built {
  const x = variable(6, "x");
  const [c, b] = [parameter(6, "c"), parameter(6, "b")];
  const sign = curvature === "concave" ? -1 : 1;
  const f = expression(x.sub(b));
  const weights = Float64Array.from({ length: f.size }, (_, i) => sign * (0.7 + 0.31 * ((i * 5) % 7)));
  const gamma = parameter([], { name: "gamma", nonneg: true });
  const price = f.mul({ data: weights, shape: f.shape }).sum();
  const cost = sumSquares(x.sub(c))
    .div(2)
    .add(weighed ? gamma.mul(price) : price);
  return {
    problem: Problem.minimize(cost),
    x,
    c,
    b,
    value(at, center, shift) {
      const parts = [formula(at.map((v, i) => v - shift[i]))].flat();
      const near = total(at.map((v, i) => (v - center[i]) ** 2)) / 2;
      return near + total(parts.map((v, i) => v * weights[i])) * (weighed ? 0.8 : 1);
    },
  };
}

const random = new Random(7);
const vector = (scale: number): number[] => Array.from({ length: 6 }, () => scale * random.uniform(-1, 1));

describe.each(ATOM_CASES)("$name", (one) => {
  test("its value is the formula's, and its curvature what it should be", () => {
    const x = variable(6, "x");
    const f = one.expression(x);
    expect(f.curvature).toBe(one.curvature);
    const numbers = vector(1.5);
    const solution = Problem.minimize(sumSquares(x.sub(numbers))).solve();
    const expected = [one.formula(numbers)].flat();
    expect(f.size).toBe(expected.length);
    solution.value(f).forEach((value, i) => expect(value).toBeCloseTo(expected[i], 9));
    const fixed = one.expression(constant(numbers));
    expect(fixed.curvature).toBe("constant");
  });

  test.each([false, true])("its minimum is below all around it (weighed by a parameter: %s)", (weighed) => {
    if (weighed && one.curvature === "affine") return;
    const { problem, x, value } = build(one, weighed);
    const [c, b] = [vector(1.5), vector(0.5)];
    const solution = problem.solve({ c, b, ...(weighed && { gamma: 0.8 }) });
    expect(solution.status).toEqual(["solved"]);
    const best = Array.from(solution.value(x));
    const lowest = solution.objective[0];
    expect(value(best, c, b)).toBeCloseTo(lowest, 7);
    expect(solution.value(problem.objective)[0]).toBeCloseTo(lowest, 7);
    for (let k = 0; k < 200; k++) {
      const step = vector(k % 2 ? 1 : 1e-2);
      expect(
        value(
          best.map((v, i) => v + step[i]),
          c,
          b,
        ),
      ).toBeGreaterThan(lowest - 1e-9);
    }
  });

  test("its gradients are those of central differences", () => {
    const weighed = one.curvature !== "affine";
    const { problem, x } = build(one, weighed);
    const values = { c: vector(1.5), b: vector(0.5), ...(weighed && { gamma: 0.8 }) };
    const weights = vector(1);
    const loss = (given: typeof values): number => {
      const solution = problem.solve(given);
      return total(Array.from(solution.value(x), (v, i) => v * weights[i])) + 0.3 * solution.objective[0];
    };
    const solution = problem.solve(values);
    const gradient = solution.vjp({ x: weights, objective: 0.3 });
    const moved = solution.jvp({ c: weights });
    const h = 1e-6;
    for (const name of ["c", "b"] as const) {
      for (let i = 0; i < 6; i++) {
        const shifted = (by: number): typeof values => ({
          ...values,
          [name]: values[name].map((v, k) => (k === i ? v + by : v)),
        });
        const difference = (loss(shifted(h)) - loss(shifted(-h))) / (2 * h);
        expect(Math.abs(gradient[name].data[i] - difference)).toBeLessThan(1e-6 * (1 + Math.abs(difference)));
      }
    }
    if (weighed) {
      const difference =
        (loss({ ...values, gamma: 0.8 + h }) - loss({ ...values, gamma: 0.8 - h })) / (2 * h);
      expect(Math.abs(gradient.gamma.data[0] - difference)).toBeLessThan(1e-6 * (1 + Math.abs(difference)));
    }
    const forward = total(Array.from(moved.x, (v, i) => v * weights[i])) + 0.3 * moved.objective[0];
    const reverse = total(weights.map((v, i) => v * gradient.c.data[i]));
    expect(forward).toBeCloseTo(reverse, 9);
  });
});
