/** Gradients of models in every mode: those of the quadratic program written out, pulled back through the parameters. */
import type { DenseArray, Gradients, ProblemInput, SettingsInput } from "optnet";
import { OptNetError, solve } from "optnet";
import { describe, expect, test } from "vitest";
import { Problem, dot, parameter, sum, sumSquares, variable } from "./index.js";

const N = 4;
const VALUES = {
  mu: [0.3, 0.1, 0.25, -0.2],
  F: [
    [1, 0.2],
    [-0.3, 0.8],
    [0.5, -0.6],
    [0.1, 0.4],
  ],
  cap: [0.6, 0.5, 0.45, 0.7],
  total: 1,
};
type Given = typeof VALUES;
type Name = keyof Given;
const NAMES = Object.keys(VALUES) as Name[];

function portfolio(settings: SettingsInput) {
  const w = variable(N, "w");
  const [mu, F, cap] = [parameter(N, "mu"), parameter([N, 2], "F"), parameter(N, "cap")];
  const budget = sum(w).eq(parameter([], "total")).named("budget");
  const risk = sumSquares(F.transpose().matmul(w)).add(sumSquares(w).mul(0.05));
  return Problem.minimize(risk.sub(dot(mu, w)))
    .subjectTo([budget, w.ge(0), w.le(cap)])
    .settings({ tolerance: 1e-12, ...settings });
}

/** One number of one parameter, moved. */
function moved(name: Name, entry: number, by: number): Given {
  const copy = structuredClone(VALUES);
  if (name === "total") copy.total += by;
  else if (name === "F") copy.F[Math.floor(entry / 2)][entry % 2] += by;
  else copy[name][entry] += by;
  return copy;
}

const sizeOf = (name: Name): number => [VALUES[name]].flat(2).length;

/** The numbers of one input of the program. */
function numbers(inputs: ProblemInput, name: keyof ProblemInput): Float64Array {
  const value = inputs[name] as Float64Array | DenseArray | undefined;
  if (value === undefined) return new Float64Array(0);
  return value instanceof Float64Array ? value : Float64Array.from(value.data);
}

const COTANGENT = [0.7, -0.4, 0.9, 0.2];

describe.each(["exact", "smoothed", "leastSquares"] as const)("%s", (gradient) => {
  const settings = { gradient, smoothing: 1e-3 };
  const problem = portfolio(settings);
  const solution = problem.solve(VALUES);
  const gradients = solution.vjp({ w: COTANGENT, budget: 0.5 });

  test("is the quadratic program's own, through the map from parameters to its inputs", () => {
    const inputs = problem.inputs(VALUES);
    const { z, nu } = solution.qp;
    const own = solve(inputs, { tolerance: 1e-12, ...settings }).vjp({
      z: Float64Array.from(z, (_, i) => COTANGENT[i] ?? 0),
      nu: Float64Array.from(nu, (_, i) => (i === budgetRow(inputs) ? 0.5 : 0)),
    });
    for (const name of NAMES) {
      for (let k = 0; k < sizeOf(name); k++) {
        // Inputs are affine in the parameters: a whole step is no approximation.
        const step = problem.inputs(moved(name, k, 1));
        let slope = 0;
        for (const field of Object.keys(own) as (keyof Gradients)[]) {
          const [from, to] = [numbers(inputs, field), numbers(step, field)];
          own[field]!.data.forEach((g: number, i: number) => {
            if (to[i] !== from[i]) slope += g * (to[i] - from[i]);
          });
        }
        expect(Math.abs(gradients[name].data[k] - slope), `${name}[${k}]`).toBeLessThan(1e-9);
      }
    }
  });

  test("of some parameters is what it is among all, and the others are not there", () => {
    const some = solution.vjp({ w: COTANGENT, budget: 0.5 }, { wrt: ["F", "total"] });
    expect(Object.keys(some)).toEqual(["F", "total"]);
    for (const name of ["F", "total"]) expect(some[name]).toEqual(gradients[name]);
  });

  test("Jacobians from one pass are those one by one", () => {
    const all = solution.jacobians(["w", "budget", "objective"], ["mu", "total"]);
    for (const output of ["w", "budget", "objective"]) {
      for (const name of ["mu", "total"]) {
        const one = solution.jacobian(output, name);
        expect(all[output][name].shape).toEqual(one.shape);
        one.data.forEach((value, i) =>
          expect(Math.abs(all[output][name].data[i] - value)).toBeLessThan(1e-10),
        );
      }
    }
  });
});

test("smoothed gradients are those of central differences of the point on the central path", () => {
  const smoothing = 1e-3;
  const problem = portfolio({ gradient: "smoothed", smoothing });
  const gradients = problem.solve(VALUES).vjp({ w: COTANGENT, budget: 0.5 });
  const loss = (values: Given): number => {
    const inputs = problem.inputs(values);
    const { z, nu } = centralPoint(inputs, smoothing);
    return COTANGENT.reduce((total, g, i) => total + g * z[i], 0.5 * nu[budgetRow(inputs)]);
  };
  const h = 1e-4;
  for (const name of NAMES) {
    const found = Array.from(gradients[name].data);
    const differences = found.map((_, k) => {
      const at = (by: number): number => loss(moved(name, k, by));
      return (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
    });
    const size = Math.max(...differences.map(Math.abs));
    found.forEach((value, k) =>
      expect(Math.abs(value - differences[k]), `${name}[${k}]`).toBeLessThan(1e-6 * size),
    );
  }
});

test("an unknown parameter, and what is no list, are errors that say what there is", () => {
  const solution = portfolio({}).solve(VALUES);
  const ask = (wrt: unknown) => () => solution.vjp({ w: COTANGENT }, { wrt } as { wrt: string[] });
  expect(ask(["nu"])).toThrow(OptNetError);
  expect(ask(["nu"])).toThrow(/wrt: expected a parameter of the problem, or its name, got "nu". It has .*mu/);
  expect(ask("mu")).toThrow(/wrt: expected an array of parameters/);
  expect(() => solution.vjp({ w: COTANGENT }, { only: ["mu"] } as object)).toThrow(/"only"/);
  expect(solution.vjp({ w: COTANGENT }, { wrt: [] })).toEqual({});
});

/** The row of A that says what w sums to: that of ones. */
function budgetRow(inputs: ProblemInput): number {
  const { data, shape } = inputs.A as DenseArray;
  const [rows, n] = shape;
  for (let i = 0; i < rows; i++) {
    if (Array.from({ length: N }, (_, j) => data[i * n + j]).every((entry) => entry === 1)) return i;
  }
  throw new Error("there is no budget");
}

/**
 * The minimum of ½zᵀQz + pᵀz − t Σ log slack within Az = b, by Newton's method from w = 1/N, in the plainest way.
 */
function centralPoint(inputs: ProblemInput, t: number): { z: number[]; nu: number[] } {
  const p = numbers(inputs, "p");
  const n = p.length;
  const [A, b, Q] = [numbers(inputs, "A"), numbers(inputs, "b"), inputs.Q as DenseArray | Float64Array];
  const bounds = { lower: numbers(inputs, "lower"), upper: numbers(inputs, "upper") };
  const e = b.length;
  const quadratic = (i: number, j: number): number => {
    const data = numbers(inputs, "Q");
    if (!(Q instanceof Float64Array) && "shape" in Q && Q.shape.length === 2) return data[i * n + j];
    return i === j ? data[i] : 0;
  };
  let z = Array.from({ length: n }, (_, i) => (i < N ? 1 / N : 0));
  let nu: number[] = new Array<number>(e).fill(0);
  for (let round = 0; round < 60; round++) {
    const gradient = z.map((_, i) => p[i] + z.reduce((total, zj, j) => total + quadratic(i, j) * zj, 0));
    const matrix = Array.from({ length: n + e }, (_, i) =>
      Array.from({ length: n + e }, (_, j) => {
        if (i < n && j < n) return quadratic(i, j);
        return i < n ? A[(j - n) * n + i] : j < n ? A[(i - n) * n + j] : 0;
      }),
    );
    z.forEach((value, i) => {
      for (const [bound, sign] of [
        [bounds.lower[i], 1],
        [bounds.upper[i], -1],
      ] as const) {
        // prettier-ignore
        if (bound === undefined || !Number.isFinite(bound)) continue;
        const slack = sign * (value - bound);
        gradient[i] -= (sign * t) / slack;
        matrix[i][i] += t / slack ** 2;
      }
    });
    const right = [
      ...gradient.map((value) => -value),
      ...Array.from(b, (side, k) => side - z.reduce((total, zj, j) => total + A[k * n + j] * zj, 0)),
    ];
    const step = eliminate(matrix, right);
    let length = 1;
    const within = (i: number): boolean =>
      !(z[i] + length * step[i] <= (bounds.lower[i] ?? -Infinity)) &&
      !(z[i] + length * step[i] >= (bounds.upper[i] ?? Infinity));
    while (!z.every((_, i) => within(i))) length /= 2;
    z = z.map((value, i) => value + length * step[i]);
    nu = step.slice(n);
  }
  return { z, nu };
}

/** Gauss with the largest pivot. */
function eliminate(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  const size = rows.length;
  for (let k = 0; k < size; k++) {
    let best = k;
    for (let i = k; i < size; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[best][k])) best = i;
    [rows[k], rows[best]] = [rows[best], rows[k]];
    for (let i = 0; i < size; i++) {
      if (i === k) continue;
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j <= size; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  return rows.map((row, i) => row[size] / row[i]);
}
