import { describe, expect, test } from "vitest";
import { expectClose } from "../../../test/support/expectations.js";
import { Random } from "../../../test/support/random.js";
import { solve } from "../../api/solve.js";
import type { SettingsInput } from "../../problem/settings.js";

/** Shapes below and above those whose rows are candidates to enter, with and without bounds. */
const SHAPES = [
  { n: 4, e: 0, m: 6, bounds: false },
  { n: 5, e: 2, m: 7, bounds: true },
  { n: 3, e: 0, m: 60, bounds: false },
  { n: 6, e: 1, m: 90, bounds: true },
  { n: 15, e: 0, m: 150, bounds: false },
  { n: 16, e: 1, m: 140, bounds: true },
] as const;

const BATCH = 9;

function problemOf({ n, e, m, bounds }: (typeof SHAPES)[number], shared: boolean, random: Random) {
  const many = shared ? [] : [BATCH];
  const normals = (...shape: number[]) => ({
    data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
    shape,
  });
  const Q = normals(...many, n, n);
  for (let start = 0; start < Q.data.length; start += n * n) {
    const L = Q.data.slice(start, start + n * n);
    for (let i = 0; i < n * n; i++) {
      const [row, column] = [Math.floor(i / n) * n, (i % n) * n];
      let sum = row === column ? 0.1 : 0;
      for (let k = 0; k < n; k++) sum += L[row + k] * L[column + k];
      Q.data[start + i] = sum;
    }
  }
  return {
    Q,
    p: { data: Float64Array.from({ length: BATCH * n }, () => 4 * random.normal()), shape: [BATCH, n] },
    G: normals(...many, m, n),
    h: { data: Float64Array.from({ length: BATCH * m }, () => random.uniform(0.1, 2)), shape: [BATCH, m] },
    ...(e > 0 ? { A: normals(...many, e, n), b: new Float64Array(e) } : {}),
    ...(bounds ? { lower: -0.7, upper: 0.9 } : {}),
  };
}

type Input = ReturnType<typeof problemOf>;

/** One element of the problem, as a batch of its own. */
function elementOf(input: Input, i: number): Input {
  const pick = <Part extends { data: Float64Array; shape: readonly number[] }>(
    part: Part,
    axes: number,
  ): Part => {
    if (part.shape.length === axes) return part;
    const size = part.data.length / BATCH;
    return { ...part, data: part.data.slice(i * size, (i + 1) * size), shape: [1, ...part.shape.slice(1)] };
  };
  return {
    ...input,
    ...{ Q: pick(input.Q, 2), p: pick(input.p, 1), G: pick(input.G, 2), h: pick(input.h, 1) },
    ...(input.A ? { A: pick(input.A, 2) } : {}),
  };
}

function numbersOf(input: Input, settings?: SettingsInput) {
  const { z, nu, lambda, lambdaLower, lambdaUpper, slack, objective, iterations, status, dualityGap } = solve(
    input,
    settings,
  );
  const vectors = { z, nu, lambda, lambdaLower, lambdaUpper, slack, objective, iterations, dualityGap };
  return { ...vectors, status: [...status] };
}

describe.each(SHAPES)("$n variables, $e equalities, $m inequalities, bounds $bounds", (shape) => {
  describe.each([true, false])("matrices shared %s", (shared) => {
    const input = problemOf(shape, shared, new Random(shape.n + shape.m));

    test("whoever watches, or sets a limit of time, gets the same bits", () => {
      const plain = numbersOf(input);
      expect(new Set(plain.status)).toEqual(new Set(["solved"]));
      expect(numbersOf(input, { onIteration: () => undefined })).toEqual(plain);
      expect(numbersOf(input, { timeLimit: 1000 })).toEqual(plain);
    });

    test("the reference finds the same", () => {
      const { z, lambda } = numbersOf(input);
      const reference = numbersOf(input, { backend: "reference" });
      expectClose(z, reference.z, 1e-7);
      expectClose(lambda, reference.lambda, 1e-6);
    });

    test("an element has the same bits alone", () => {
      const all = numbersOf(input);
      for (let i = 0; i < BATCH; i++) {
        const alone = numbersOf(elementOf(input, i));
        for (const name of ["z", "lambda", "slack", "iterations"] as const) {
          const size = all[name].length / BATCH;
          expect(alone[name]).toEqual(all[name].slice(i * size, (i + 1) * size));
        }
      }
    });

    test("an element without a solution disturbs none", () => {
      const { n, m } = shape;
      const G = { ...input.G, data: input.G.data.slice() };
      // Rows 0 and 1 become opposite; only element 4 asks for both.
      for (let start = 0; start < G.data.length; start += m * n) {
        for (let j = 0; j < n; j++) G.data[start + n + j] = -G.data[start + j];
      }
      const h = { ...input.h, data: input.h.data.slice() };
      const before = numbersOf({ ...input, G, h });
      h.data[4 * m] = h.data[4 * m + 1] = -1;
      const after = numbersOf({ ...input, G, h });
      expect(after.status).toEqual(before.status.map((status, i) => (i === 4 ? "primalInfeasible" : status)));
      for (let i = 0; i < BATCH; i++) {
        if (i === 4) continue;
        expect(after.z.slice(i * n, i * n + n)).toEqual(before.z.slice(i * n, i * n + n));
        expect(after.iterations[i]).toBe(before.iterations[i]);
      }
    });
  });
});
