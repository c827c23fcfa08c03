/** Small sparse elements are iterated four at a time: nobody may be able to tell from an element's answer. */
import { describe, expect, test } from "vitest";
import type { ProblemInput } from "../../src/index.js";
import { solve, sparse } from "../../src/index.js";
import { Random } from "../support/random.js";

const STATES = 3;
const INPUTS = 1;
const STEPS = 8;
const n = (STATES + INPUTS) * STEPS;
const e = STATES * STEPS;

/** x[t + 1] = A x[t] + B u[t] for random A and B; stage t holds u[t] and x[t + 1]. */
function dynamics(random: Random, elements: number): ProblemInput["A"] {
  const rows: number[] = [];
  const columns: number[] = [];
  const values: number[][] = Array.from({ length: elements }, () => []);
  const put = (row: number, column: number, draw: () => number): void => {
    rows.push(row);
    columns.push(column);
    for (const own of values) own.push(draw());
  };
  for (let t = 0; t < STEPS; t++) {
    const first = t * (STATES + INPUTS);
    for (let i = 0; i < STATES; i++) {
      const row = t * STATES + i;
      put(row, first + INPUTS + i, () => 1);
      for (let j = 0; j < INPUTS; j++) put(row, first + j, () => random.uniform(-1, 1));
      for (let j = 0; t > 0 && j < STATES; j++) {
        put(row, first - STATES + j, () => (i === j ? -0.9 : random.uniform(-0.2, 0.2)));
      }
    }
  }
  return sparse.fromTriplets([e, n], rows, columns, elements === 1 ? values[0] : values);
}

/** Elements of a batch: of `ill` ones the fifth has no solution, the third fixes a variable, the sixth has a free one. */
function control(seed: number, elements: number, distinct: boolean, ill: boolean): ProblemInput {
  const random = new Random(seed);
  const A = dynamics(random, distinct ? elements : 1);
  const each = <T>(make: (element: number) => T): T[] => Array.from({ length: elements }, (_, i) => make(i));
  const b = each((i) =>
    random
      .vector(e, () => 0)
      .map((_, row) => (row < STATES ? random.uniform(-2, 2) * (ill && i === 4 ? 100 : 1) : 0)),
  );
  const lower = each((): number[] =>
    Array.from({ length: n }, (_, j) => (j % (STATES + INPUTS) < INPUTS ? -0.7 : -3)),
  );
  const upper = each((i) => lower[i].map((value) => -value));
  if (ill) {
    lower[2][0] = upper[2][0] = 0.25;
    lower[5][1] = -Infinity;
  }
  return {
    Q: { diagonal: new Array<number>(n).fill(1) },
    p: each(() => random.vector(n)),
    A,
    b,
    lower,
    upper,
  };
}

/** One element of a batch on its own. */
function alone({ Q, A, ...vectors }: ProblemInput, element: number, distinct: boolean): ProblemInput {
  const own = Object.fromEntries(
    Object.entries(vectors).map(([name, values]) => [name, (values as number[][])[element]]),
  ) as unknown as Pick<ProblemInput, "p" | "b" | "lower" | "upper">;
  const matrix = A as ReturnType<typeof sparse.fromTriplets>;
  const count = matrix.indices.length as number;
  const data = Float64Array.from(matrix.data as Float64Array).subarray(
    element * count,
    (element + 1) * count,
  );
  const { shape, indptr, indices } = matrix;
  return { ...own, Q, A: distinct ? sparse.csr({ shape, indptr, indices, data }) : A };
}

const OUTPUTS = [
  "z",
  "nu",
  "lambdaLower",
  "lambdaUpper",
  "objective",
  "primalResidual",
  "iterations",
] as const;

describe.each([
  ["shared matrices", false],
  ["distinct matrices", true],
])("elements with %s", (_name, distinct) => {
  test("have the bits that they have alone, next to those that have no solution or other bounds", () => {
    const elements = 7;
    const input = control(1, elements, distinct, true);
    const settings = { form: "sparse" } as const;
    const together = solve(input, settings);
    expect(together.status.filter((status) => status === "solved").length).toBeGreaterThanOrEqual(5);
    expect(together.status[4]).toBe("primalInfeasible");
    const gradient = together.vjp({ z: together.z.map(() => 1) }).p!.data;
    for (let i = 0; i < elements; i++) {
      const own = solve(alone(input, i, distinct), settings);
      if (own.status[0] === "solved") {
        expect(gradient.subarray(i * n, i * n + n)).toEqual(own.vjp({ z: own.z.map(() => 1) }).p!.data);
      }
      expect(own.status[0]).toBe(together.status[i]);
      for (const name of OUTPUTS) {
        const size = own[name].length;
        expect(together[name].subarray(i * size, i * size + size), `${name} of ${i}`).toEqual(own[name]);
      }
    }
  });

  test("have the answers of the reference", () => {
    const input = control(2, 9, distinct, false);
    const fast = solve(input, { form: "sparse" });
    const reference = solve(input, { form: "sparse", backend: "reference" });
    expect(fast.status).toEqual(reference.status);
    fast.z.forEach((value, i) => expect(Math.abs(value - reference.z[i])).toBeLessThan(1e-9));
    expect(fast.solvedBy(0)).toBe("sparse interior point");
    const direction = fast.z.map((_, i) => Math.cos(i));
    const [mine, theirs] = [fast, reference].map((one) => one.vjp({ z: direction }));
    mine.b!.data.forEach((value, i) => expect(Math.abs(value - theirs.b!.data[i])).toBeLessThan(1e-9));
  });
});

test("a limit of iterations that is too low is one", () => {
  const input = control(3, 5, false, false);
  const short = solve(input, { form: "sparse", maxIterations: 1 });
  expect(short.status.every((status) => status === "maxIterations")).toBe(true);
  expect([...short.iterations].every((count) => count <= 1)).toBe(true);
});
