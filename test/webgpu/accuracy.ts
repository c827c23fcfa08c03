import type { ProblemInput } from "optnet";
import { describe, expect, it } from "vitest";
import { inner, multiply } from "../support/qp.js";
import { Random } from "../support/random.js";
import type { GpuThread } from "./gpu.js";
import { referenceSolve } from "./reference.js";

/** The generator of the published timings of this project: Q = LLᵀ + 1e-3 I with a badly conditioned L. */
export function drawBenchmark(random: Random, n: number, e: number, m: number, batch: number): ProblemInput {
  const L = random
    .matrix(n, n, () => random.uniform())
    .map((row, i) => row.map((value, j) => (j < i ? value : j === i ? value + 1 : 0)));
  const Q = L.map((row, i) => L.map((other, j) => inner(row, other) + (i === j ? 1e-3 : 0)));
  const z = random.vector(n);
  const A = random.matrix(e, n);
  const G = random.matrix(m, n);
  return {
    Q: Q.map((row, i) => row.map((value, j) => (j <= i ? value : Q[j][i]))),
    p: random.matrix(batch, n),
    ...(e > 0 ? { A, b: multiply(A, z) } : {}),
    ...(m > 0 ? { G, h: multiply(G, z).map((value) => value + 1) } : {}),
  };
}

const SIZES = [
  [10, 0, 10],
  [20, 10, 20],
  [50, 0, 50],
] as const;

const BATCH = 8;

/** Errors against float64, per element; the goals are those of the project for the whole generator. */
export function describeAccuracy(thread: GpuThread): void {
  describe("accuracy against float64", () => {
    for (const [n, e, m] of SIZES) {
      it(`compensated, ${n} variables, ${e} equalities, ${m} inequalities`, () => {
        const { z, p } = errors(thread, [n, e, m], { precision: "compensated", tolerance: 1e-8 });
        expect(Math.max(...z)).toBeLessThan(1e-6);
        expect(Math.max(...p)).toBeLessThan(1e-4);
        expect(median(z)).toBeLessThan(1e-8);
        expect(median(p)).toBeLessThan(1e-6);
      });
      // One pipeline less to compile; 32 invocations in float32 have longer runs of agreement.ts.
      if (e > 0) continue;
      it(`float32, ${n} variables, ${e} equalities, ${m} inequalities`, () => {
        const { z, p } = errors(thread, [n, e, m], { precision: "float32", tolerance: 1e-4 });
        expect(Math.max(...z)).toBeLessThan(1e-3);
        expect(Math.max(...p)).toBeLessThan(1e-4);
      });
    }
  });
}

function errors(
  thread: GpuThread,
  [n, e, m]: readonly [number, number, number],
  settings: { precision: "compensated" | "float32"; tolerance: number },
  batch = BATCH,
): { z: number[]; p: number[] } {
  const random = new Random(n + e);
  const problem = drawBenchmark(random, n, e, m, batch);
  const expected = referenceSolve(problem).assertSolved();
  const found = thread.solve(problem, settings);
  expect(found.status).toEqual(expected.status);
  const cotangents = { z: random.matrix(batch, n) };
  return {
    z: errorsOf(found.z, expected.z, n),
    p: errorsOf(found.vjp(cotangents).p!.data, expected.vjp(cotangents).p!.data, n),
  };
}

/** Largest error of each element, relative to its largest entry or 1. */
function errorsOf(found: Float64Array, expected: Float64Array, n: number): number[] {
  return Array.from({ length: found.length / n }, (_, i) => {
    let error = 0;
    let size = 1;
    for (let j = i * n; j < i * n + n; j++) {
      error = Math.max(error, Math.abs(found[j] - expected[j]));
      size = Math.max(size, Math.abs(expected[j]));
    }
    return error / size;
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
