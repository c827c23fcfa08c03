/** What holds for every model: random ones, from expressions in one another to derivatives of duals. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { RandomModel } from "../../test/model/random-model.js";
import { pairsOf, randomModel } from "../../test/model/random-model.js";
import { Random } from "../../test/support/random.js";
import type { ModelSolution, Output, Parameter } from "./index.js";
import { Problem } from "./index.js";

type Numbers = Map<Parameter, Float64Array>;
const BATCH = 3;

/** Values of what the problem has, since parameters may have cancelled. */
function usedBy(problem: Problem, values: Numbers): Numbers {
  return new Map([...values].filter(([one]) => problem.parameters.includes(one)));
}

function moved(values: Numbers, one: Parameter, entry: number, by: number): Numbers {
  const data = values.get(one)!.slice();
  data[entry] += by;
  return new Map(values).set(one, data);
}

const same = (a: Float64Array, b: Float64Array): boolean => a.every((value, i) => Object.is(value, b[i]));

function check(seed: number): void {
  const random = new Random(seed);
  const model = randomModel(random);
  const { cost, constraints, variables, limited } = model;
  const build = (sense: 1 | -1 = 1, order = constraints): Problem =>
    (sense > 0 ? Problem.minimize(cost) : Problem.maximize(cost.neg()))
      .subjectTo(order)
      .settings({ tolerance: 1e-11 });
  const problem = build();
  const elements = Array.from({ length: BATCH }, () => usedBy(problem, model.values()));
  const alone = elements.map((values) => problem.solve(pairsOf(values)));
  for (const solution of alone) expect(solution.status).toEqual(["solved"]);
  alone.forEach((solution) => expectMet(model, solution));
  const [values, first] = [elements[0], alone[0]];
  const scale = 1 + Math.abs(first.objective[0]);

  // The other way round it is the same problem, and so are other orders; a file has the bits.
  const maximised = build(-1).solve(pairsOf(values));
  expect(maximised.objective[0]).toBeCloseTo(-first.objective[0], 8);
  for (const one of constraints) expect(same(maximised.dual(one), first.dual(one))).toBe(true);
  const reversed = build(1, [...constraints].reverse()).solve(pairsOf(values));
  expect(Math.abs(reversed.objective[0] - first.objective[0])).toBeLessThan(1e-8 * scale);
  const read = Problem.fromJSON(JSON.parse(JSON.stringify(problem)));
  const byName = Object.fromEntries(
    [...values].map(([one, data]) => [one.name!, { data, shape: [...one.shape] }]),
  );
  const again = read.solve(byName);
  for (const x of problem.variables) {
    expect(same(again.value(read.variable(x.name!)), first.value(x))).toBe(true);
    reversed.value(x).forEach((value, i) => expect(value).toBeCloseTo(first.value(x)[i], 5));
  }

  // The optimum is a convex function of the right sides, and duals are its slopes: it is above its tangents.
  for (const { constraint, side, relation } of limited) {
    if (
      !values.has(side) ||
      constraints.some((one) => one !== constraint && String(one).includes(side.name!))
    )
      continue;
    first.dual(constraint).forEach((dual, i) => {
      for (const by of [1e-3, -1e-3]) {
        const there = problem.solve(pairsOf(moved(values, side, i, by)));
        if (there.status[0] !== "solved") continue;
        const slope = relation === "ge" ? dual : -dual;
        expect(there.objective[0] - first.objective[0] - slope * by).toBeGreaterThan(-1e-7 * scale);
      }
    });
  }

  const outputs: Output[] = [
    ...problem.variables,
    "objective",
    ...constraints.filter(() => random.chance(0.5)),
  ];
  const weights = new Map(outputs.map((one) => [one, Float64Array.from(random.vector(sizeOf(one)))]));
  expectGradients(problem, values, first, weights, random);
  expectBatch(problem, elements, alone, weights);
  expect(variables.length).toBeGreaterThan(0);
}

const sizeOf = (output: Output): number =>
  output === "objective" ? 1 : output.shape.reduce((a, b) => a * b, 1);

const numbersOf = (solution: ModelSolution, output: Output): Float64Array =>
  output === "objective"
    ? solution.objective
    : "relation" in output
      ? solution.dual(output)
      : solution.value(output);

const inner = (a: Float64Array, b: Float64Array): number => a.reduce((t, value, i) => t + value * b[i], 0);

/** The objective is the cost and what broken soft constraints cost; all others hold. */
function expectMet({ cost, constraints, variables }: RandomModel, solution: ModelSolution): void {
  let total = solution.value(cost)[0];
  for (const one of constraints) {
    const missing = solution.violation(one);
    if (one.softness === undefined) {
      missing.forEach((value) => expect(Math.abs(value)).toBeLessThan(1e-7));
      if (one.relation !== "eq") expect(Math.min(...solution.dual(one))).toBeGreaterThanOrEqual(0);
      continue;
    }
    const [weight] = solution.value(one.softness.weight as RandomModel["cost"]);
    const power = one.softness.penalty === "l1" ? 1 : 2;
    missing.forEach((value) => (total += weight * value ** power));
  }
  expect(Math.abs(total - solution.objective[0])).toBeLessThan(1e-7 * (1 + Math.abs(total)));
  for (const x of variables) {
    if (x.sign === "nonnegative") expect(Math.min(...solution.value(x))).toBeGreaterThan(-1e-8);
    if (x.sign === "nonpositive") expect(Math.max(...solution.value(x))).toBeLessThan(1e-8);
  }
}

/** Reverse mode is the transpose of forward mode, and the derivative where there is one. */
function expectGradients(
  problem: Problem,
  values: Numbers,
  solution: ModelSolution,
  weights: ReadonlyMap<Output, Float64Array>,
  random: Random,
): void {
  const shaped = [...weights].map(
    ([one, data]) => [one, { data, shape: one === "objective" ? [] : [...one.shape] }] as const,
  );
  const gradients = solution.vjp(shaped);
  const tangents: Numbers = new Map(
    [...values].map(([one, { length }]) => [one, Float64Array.from(random.vector(length))]),
  );
  const ahead = solution.jvp(pairsOf(tangents) as ReadonlyMap<Parameter, Float64Array>);
  let [forward, reverse, size] = [0, 0, 0];
  for (const [one, weight] of weights) {
    const part = inner(weight, ahead.get(one)!);
    forward += part;
    size += inner(weight.map(Math.abs), ahead.get(one)!.map(Math.abs));
  }
  for (const [one, direction] of tangents) {
    const gradient = gradients.get(one)!.data;
    reverse += inner(gradient, direction);
    size += inner(gradient.map(Math.abs), direction.map(Math.abs));
  }
  expect(Math.abs(forward - reverse)).toBeLessThanOrEqual(1e-11 * size + 1e-13);

  const loss = (at: ModelSolution): number =>
    [...weights].reduce((total, [one, weight]) => total + inner(weight, numbersOf(at, one)), 0);
  const here = loss(solution);
  const h = 1e-5;
  for (const [one, data] of values) {
    if (one.psd) continue;
    data.forEach((_, i) => {
      const [up, down] = [h, -h].map((by) => problem.solve(pairsOf(moved(values, one, i, by))));
      if (up.status[0] !== "solved" || down.status[0] !== "solved") return;
      const [right, left] = [(loss(up) - here) / h, (here - loss(down)) / h];
      const difference = (right + left) / 2;
      // A kink has no derivative.
      if (Math.abs(right - left) > 1e-2 * (1 + Math.abs(difference))) return;
      const error = Math.abs(gradients.get(one)!.data[i] - difference);
      expect(error, `${one.name}[${i}]`).toBeLessThan(2e-5 * (1 + Math.abs(difference)));
    });
  }
}

/** An element has the bits that it has alone; what is shared has the sum of the gradients. */
function expectBatch(
  problem: Problem,
  elements: readonly Numbers[],
  alone: readonly ModelSolution[],
  weights: ReadonlyMap<Output, Float64Array>,
): void {
  if (problem.parameters.length === 0) return;
  const repeated = (parts: readonly Float64Array[]): Float64Array =>
    Float64Array.from(parts.flatMap((part) => Array.from(part)));
  const together = problem.solve(
    new Map(
      problem.parameters.map((one) => [
        one,
        { data: repeated(elements.map((values) => values.get(one)!)), shape: [BATCH, ...one.shape] },
      ]),
    ),
  );
  const cotangents = [...weights].map(
    ([one, data]) =>
      [
        one,
        {
          data: repeated(alone.map(() => data)),
          shape: one === "objective" ? [BATCH] : [BATCH, ...one.shape],
        },
      ] as const,
  );
  const gradients = together.vjp(cotangents);
  alone.forEach((solution, b) => {
    for (const one of [...weights.keys()]) {
      const size = sizeOf(one);
      const part = numbersOf(together, one).slice(b * size, (b + 1) * size);
      expect(same(part, numbersOf(solution, one))).toBe(true);
    }
    const own = solution.vjp(
      [...weights].map(
        ([one, data]) => [one, { data, shape: one === "objective" ? [] : [...one.shape] }] as const,
      ),
    );
    for (const [one, { data }] of own) {
      const part = gradients.get(one)!.data.slice(b * one.size, (b + 1) * one.size);
      part.forEach((value, i) => expect(value === data[i]).toBe(true));
    }
  });
}

test("random models keep what is promised of all", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 30 }), (seed) => check(seed)),
    { numRuns: 40, seed: 15 },
  );
});
