/**
 * Models with absolute values, hinges and soft constraints, of sizes at which their slack variables are eliminated: all
 * that a user sees is of the problem as it was given.
 */
import { afterAll, describe, expect, test } from "vitest";
import type { Gradients, ProblemInput, Solution } from "optnet";
import { QpSolver, explain, solve } from "optnet";
import {
  Problem,
  constant,
  hinge,
  huber,
  maximum,
  norm1,
  parameter,
  pos,
  quantile,
  sum,
  sumSquares,
  variable,
} from "optnet/model";
import { ThreadPool } from "../src/execute/threads/node.js";
import { stack } from "./support/qp.js";
import { Random } from "./support/random.js";
import type { Draw } from "./support/slacks.js";
import { drawSlacks } from "./support/slacks.js";

const pool = new ThreadPool({ threads: 2 });
afterAll(() => pool.dispose());

const positive = (random: Random): number => 0.2 + Math.abs(random.normal());
const BASE: Draw = {
  ...{ variables: 5, slacks: 45, hard: 2, equalities: 1, batch: 4 },
  ...{ quadratic: "definite", whole: false, bounded: false, cost: positive },
};
const SHARED = ["Q", "A", "b", "G", "lower", "upper"] as const;
const drawn = (seed: number, draw: Partial<Draw> = {}): ProblemInput =>
  stack(drawSlacks(seed, { ...BASE, ...draw }).elements, SHARED);

const OUTPUTS = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "objective"] as const;

function expectSame(one: Solution, other: Solution, tolerance: number): void {
  expect(one.status).toEqual(other.status);
  for (const name of [...OUTPUTS, "slack"] as const) {
    const size = other[name].reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    one[name].forEach((value, i) => {
      expect(Math.abs(value - other[name][i]), `${name} ${i}`).toBeLessThanOrEqual(tolerance * size);
    });
  }
}

describe.each(["definite", "diagonal", "absent"] as const)("with Q %s", (quadratic) => {
  const input = drawn(1, { quadratic, bounded: quadratic !== "definite" });

  test("slack variables are eliminated, and explain says so", () => {
    expect(explain(input)).toMatch(/^slacks {6}45 of 50 variables/m);
    expect(explain(input, { form: "dual" })).not.toMatch(/^slacks/m);
  });

  test("the answer is that of the whole problem", () => {
    const [solution, whole] = [solve(input), solve(input, { form: "dual" })];
    expect(new Set(solution.status)).toEqual(new Set(["solved"]));
    expectSame(solution, whole, 1e-9);
    for (let i = 0; i < 4; i++) {
      expect(solution.solvedBy(i)).toBe("pivoting");
      expect(solution.primalResidual[i]).toBeLessThan(1e-9);
      expect(solution.dualResidual[i]).toBeLessThan(1e-9);
      expect(solution.dualityGap[i]).toBeLessThan(1e-8);
    }
    if (quadratic === "definite") expect(solution.weaklyActive).toEqual(whole.weaklyActive);
  });

  test("distinct matrices", () => {
    const elements = [1, 2, 3].map((seed) => drawSlacks(seed, { ...BASE, quadratic, batch: 1 }).elements[0]);
    // Not of one shape: kinds are drawn, and rows with them.
    for (const element of elements) expectSame(solve(element), solve(element, { form: "dual" }), 1e-9);
    const { elements: four } = drawSlacks(4, { ...BASE, quadratic });
    const scaled = four.map((element, i) => ({
      ...element,
      G: element.G!.map((row) => row.map((value) => (value * (i + 2)) / 2)),
    }));
    const together = solve(stack(scaled, []));
    expectSame(together, solve(stack(scaled, []), { form: "dual" }), 1e-9);
    const width = together.shape.variables;
    scaled.forEach((element, i) => {
      expect(solve(element).z).toEqual(together.z.slice(i * width, i * width + width));
    });
  });

  test("the same bits alone, in any batch, at any position, in threads", async () => {
    const { elements } = drawSlacks(5, { ...BASE, quadratic, batch: 5 });
    const together = solve(stack(elements, SHARED));
    const turned = solve(stack(elements.slice().reverse(), SHARED));
    const threaded = await pool.solve(stack(elements, SHARED));
    for (const name of OUTPUTS) {
      const width = together[name].length / 5;
      expect(threaded[name], name).toEqual(together[name]);
      elements.forEach((element, i) => {
        const row = together[name].slice(i * width, i * width + width);
        expect(solve(element)[name], `${name} alone`).toEqual(row);
        expect(turned[name].slice((4 - i) * width, (5 - i) * width), `${name} reversed`).toEqual(row);
      });
    }
  });

  test("from the last active set, and in place", () => {
    const { elements } = drawSlacks(6, { ...BASE, quadratic, batch: 6 });
    const { Q, A, b, G, lower, upper } = elements[0];
    const { length: inequalities } = G!;
    const shape = { variables: 50, equalities: 1, inequalities, Q, A, b, G, lower, upper };
    const solver = new QpSolver(shape);
    for (const options of [{}, { warmStart: true }, { inPlace: true }, { inPlace: true, warmStart: true }]) {
      for (const { p, h } of elements) {
        expectSame(solver.solve({ p, h }, options), solve({ ...elements[0], p, h }, { form: "dual" }), 1e-9);
      }
    }
    const [{ p, h }] = elements;
    expect(solver.solve({ p, h }).z).toEqual(solve({ ...elements[0], p, h }).z);
    // A slack without a cost, in place, and back again.
    const free = p.slice();
    free[free.length - 1] = -1;
    const inPlace = { inPlace: true };
    expect(solver.solve({ p, h }, inPlace).status).toEqual(["solved"]);
    expect(solver.solve({ p: free, h }, inPlace).status).toEqual(["dualInfeasible"]);
    expectSame(solver.solve({ p, h }, inPlace), solve({ ...elements[0], p, h }, { form: "dual" }), 1e-9);
  });
});

describe("elements that have no solution, beside others", () => {
  const { elements } = drawSlacks(7, { ...BASE, hard: 0, equalities: 0 });
  const slack = elements[0].p.length - 1;

  test("a slack variable that pays for itself goes on for ever", () => {
    const batch = elements.map((element) => ({ ...element, p: element.p.slice() }));
    batch[1].p[slack] = -1;
    batch[2].p[slack] = 0;
    const solution = solve(stack(batch, SHARED));
    expect(solution.status[1]).toBe("dualInfeasible");
    expect(solution.certificate(1)?.kind).toBe("dualInfeasible");
    expectSame(solution, solve(stack(batch, SHARED), { form: "dual" }), 1e-9);
    const width = slack + 1;
    expect(solve(batch[3]).z).toEqual(solution.z.slice(3 * width));
  });

  test("rows that contradict each other", () => {
    const one = [1, ...new Array<number>(slack).fill(0)];
    const batch = elements.map((element, i) => ({
      ...element,
      G: [...element.G!, one, one.map((value) => -value)],
      h: [...element.h!, i === 1 ? -1 : 1, 0.5],
    }));
    const solution = solve(stack(batch, SHARED));
    expect(solution.status).toEqual(["solved", "primalInfeasible", "solved", "solved"]);
    expect(solution.certificate(1)?.kind).toBe("primalInfeasible");
    expectSame(solve(batch[0]), solve(batch[0], { form: "dual" }), 1e-9);
  });
});

/** Directions that leave a problem's zeros, symmetry and infinite bounds as they are. */
function directionOf(input: ProblemInput, name: keyof ProblemInput, random: Random): number[] {
  const values = ([input[name]] as unknown[]).flat(Infinity) as number[];
  const n = 50;
  const direction = values.map((value) => (value !== 0 && Number.isFinite(value) ? random.normal() : 0));
  if (name === "Q") {
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) direction[i * n + j] = direction[j * n + i];
  }
  return direction;
}

const moved = (value: unknown, direction: readonly number[], by: number, at = { k: 0 }): unknown =>
  Array.isArray(value)
    ? value.map((entry) => moved(entry, direction, by, at))
    : (value as number) + by * direction[at.k++];

describe.each(["Q", "p", "A", "b", "G", "h", "lower", "upper"] as const)("gradients in %s", (name) => {
  const input = drawn(8, { bounded: true });
  const random = new Random(9);
  const solution = solve(input);
  const weights = Object.fromEntries(
    OUTPUTS.map((output) => [output, Float64Array.from(solution[output], () => random.normal())]),
  );
  const loss = (by: number, direction: readonly number[]): number => {
    const { [name]: value } = input;
    const at = solve({ ...input, [name]: moved(value, direction, by) } as ProblemInput);
    return OUTPUTS.reduce(
      (total, output) => at[output].reduce((s, value, i) => s + weights[output][i] * value, total),
      0,
    );
  };
  const slope = (gradients: Gradients, direction: readonly number[]): number => {
    const { data } = gradients[name] as { data: Float64Array };
    return data.reduce((total, value, i) => total + (direction[i] === 0 ? 0 : value * direction[i]), 0);
  };

  test("are what differences say", () => {
    expect(solution.weaklyActive).toEqual(new Int32Array(4));
    const direction = directionOf(input, name, random);
    const cotangents = Object.fromEntries(OUTPUTS.map((output) => [output, { data: weights[output], shape: shapeOf(output) }])); // prettier-ignore
    const step = 1e-5;
    const difference = (loss(step, direction) - loss(-step, direction)) / (2 * step);
    const found = slope(solution.vjp(cotangents), direction);
    expect(Math.abs(found - difference)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(difference)));
  });

  function shapeOf(output: (typeof OUTPUTS)[number]): number[] {
    const { length } = solution[output];
    return output === "objective" ? [length] : [4, length / 4];
  }
});

test("forward and reverse mode are adjoint, in all modes", () => {
  const input = drawn(10);
  const random = new Random(11);
  for (const gradient of ["exact", "smoothed", "leastSquares"] as const) {
    const [solution, whole] = [solve(input, { gradient }), solve(input, { gradient, form: "dual" })];
    const width = solution.shape.variables;
    const z = { data: Float64Array.from(solution.z, () => random.normal()), shape: [4, width] };
    const p = { data: Float64Array.from(solution.z, () => random.normal()), shape: [4, width] };
    const back = (solution.vjp({ z }).p as { data: Float64Array }).data;
    const expected = (whole.vjp({ z }).p as { data: Float64Array }).data;
    back.forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThan(1e-7));
    const forth = solution.jvp({ p }).z;
    const left = back.reduce((total, value, i) => total + value * p.data[i], 0);
    const right = forth.reduce((total, value, i) => total + value * z.data[i], 0);
    expect(Math.abs(left - right)).toBeLessThan(1e-10 * Math.max(1, Math.abs(left)));
  }
});

describe("models", () => {
  const random = new Random(12);
  const X = random.matrix(40, 4);
  const w = variable(4, "w");
  const y = parameter(40, "y");
  const fitted = constant(X).matmul(w);
  const residual = fitted.sub(y);
  const horizon = 16;
  const u = variable(horizon, "u");
  const pushed = constant(Array.from({ length: 2 * horizon }, (_, i) => Array.from({ length: horizon }, (_, j) => (j <= i % horizon ? (i < horizon ? 1 : -1) : 0)))).matmul(u); // prettier-ignore
  const start = parameter(1, "y");
  const D = constant(Array.from({ length: 39 }, (_, i) => Array.from({ length: 40 }, (_, j) => (j === i ? -1 : j === i + 1 ? 1 : 0)))); // prettier-ignore
  const x = variable(40, "x");

  test.each([
    ["norm1", norm1(residual), w],
    ["pos", sumSquares(w).add(sum(pos(residual))), w],
    ["maximum", sum(maximum(residual.mul(0.8), residual.mul(-0.2))), w],
    ["quantile", sum(quantile(residual, 0.3)).add(sumSquares(w).mul(0.1)), w],
    [
      "hinge",
      sumSquares(w)
        .mul(0.5)
        .add(sum(hinge(residual))),
      w,
    ],
    ["huber", sum(huber(residual)), w],
    ["total variation", sumSquares(x.sub(y)).add(norm1(D.matmul(x)).mul(0.5)), x],
    ["control with soft limits", sumSquares(u).add(sum(pos(pushed.sub(0.2).add(start))).mul(9)), u],
  ] as const)("%s", (name, objective, unknown) => {
    const problem = Problem.minimize(objective);
    // Huber's slack variables stand in equalities too.
    expect(/^slacks/m.test(problem.explain())).toBe(name !== "huber");
    const asGiven = Problem.minimize(objective).settings({ form: "dual" });
    for (let k = 0; k < 5; k++) {
      const values = { y: random.vector(unknown === u ? 1 : 40) };
      const [solution, whole] = [problem.solve(values), asGiven.solve(values)];
      expect(solution.status).toEqual(["solved"]);
      expect(Math.abs(solution.objective[0] - whole.objective[0])).toBeLessThan(1e-9);
      const [found, expected] = [solution.value(unknown), whole.value(unknown)];
      found.forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThan(1e-8));
    }
  });
});
