import { describe, expect, test } from "vitest";
import { expectClose } from "../../../test/support/expectations.js";
import type { Need } from "../../../test/support/needs.js";
import { testWith } from "../../../test/support/needs.js";
import { Random } from "../../../test/support/random.js";
import { resolveSettings } from "../../problem/settings.js";
import { validateProblem } from "../../problem/validate.js";
import type { KktVectors } from "../../problem/fields.js";
import { WasmBatch } from "./batch.js";
import { dualShapeOf } from "./dual-shape.js";
import { Arena, KeptRegions } from "./memory.js";
import { canFuse, instantiateKernels } from "./module.js";

test("without memory for a derivative, every solved element has one all the same", () => {
  const problem = validateProblem({ Q: [1, 2], p: { data: new Float64Array(6), shape: [3, 2] }, lower: 0 });
  const kernels = instantiateKernels();
  const arena = new Arena(kernels.memory);
  const shape = dualShapeOf(problem);
  const solved = new WasmBatch(kernels, new KeptRegions(arena), shape, problem, resolveSettings());
  solved.solve(false);
  expect(solved.unfinished).toEqual([]);
  const vectors = (): KktVectors => ({
    z: new Float64Array(6).fill(1),
    nu: new Float64Array(0),
    lambda: new Float64Array(0),
    lambdaLower: new Float64Array(6),
    lambdaUpper: new Float64Array(6),
  });
  const solve = (): KktVectors => {
    const out = vectors();
    solved.solveKkt(vectors(), out);
    return out;
  };
  const before = solve();
  arena.allocate = () => undefined;
  expectClose(solve().z, before.z, 1e-15);
});

const RELAXED_SIMD: Need = {
  name: "relaxed SIMD",
  remedy: "Node 22 or newer",
  missing: () => (canFuse() ? undefined : `Node ${process.version} does not have it`),
};

/** Writes a mark behind every part that it hands out, and looks at it when the part comes back. */
class GuardedArena extends Arena {
  static readonly MARK = 123.5;
  released = 0;

  override allocate(bytes: number): number | undefined {
    const size = Math.ceil(bytes / 64) * 64;
    const at = super.allocate(size + 64);
    if (at !== undefined) this.heap.fill(GuardedArena.MARK, (at + size) / 8, (at + size) / 8 + 8);
    return at;
  }

  override release(at: number, bytes: number): void {
    const size = Math.ceil(bytes / 64) * 64;
    const marks = this.heap.subarray((at + size) / 8, (at + size) / 8 + 8);
    expect([...marks]).toEqual(new Array(8).fill(GuardedArena.MARK));
    this.released++;
    super.release(at, size + 64);
  }

  override borrow(bytes: number): number | undefined {
    return this.allocate(bytes);
  }

  override giveBack(at: number, bytes: number): void {
    this.release(at, bytes);
  }
}

const SHAPES = [
  { n: 1, e: 0, m: 1, diagonal: false, boxed: false },
  { n: 3, e: 1, m: 5, diagonal: false, boxed: true },
  { n: 5, e: 2, m: 0, diagonal: true, boxed: true },
  { n: 2, e: 0, m: 41, diagonal: false, boxed: false },
  { n: 4, e: 2, m: 57, diagonal: true, boxed: true },
  { n: 9, e: 2, m: 90, diagonal: false, boxed: false },
  { n: 17, e: 4, m: 23, diagonal: false, boxed: false },
  { n: 17, e: 2, m: 3, diagonal: true, boxed: true },
] as const;

describe.each(SHAPES)(
  "$n variables, $e equalities, $m inequalities, diagonal $diagonal, bounds $boxed",
  (shape) => {
    const { n, e, m, diagonal, boxed } = shape;
    describe.each([
      [true, 5],
      [false, 5],
      [true, 1],
    ])("matrices shared %s, batch of %i", (shared, batch) => {
      const random = new Random(n + e + m);
      const normals = (...shape: number[]) => ({
        data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
        shape,
      });
      const many = shared ? [] : [batch];
      const curvature = Float64Array.from({ length: shared ? n : batch * n }, () => random.uniform(0.5, 2));
      // Where bounds keep it in place, one variable has no curvature.
      if (boxed) for (let i = 0; i < curvature.length; i += n) curvature[i] = 0;
      const Q = { data: curvature, shape: [...many, ...(shared ? [] : [1]), n] };
      const dense = { data: new Float64Array((shared ? 1 : batch) * n * n), shape: [...many, n, n] };
      curvature.forEach((value, i) => (dense.data[i * n + (i % n)] = value));
      const input = {
        Q: diagonal ? Q : dense,
        p: normals(batch, n),
        ...(e > 0 ? { A: normals(...many, e, n), b: new Float64Array(e) } : {}),
        ...(m > 0 ? { G: normals(...many, m, n), h: new Float64Array(m).fill(1) } : {}),
        ...(boxed ? { lower: -1, upper: 1 } : {}),
      };
      const problem = validateProblem(input);
      const ordinary = instantiateKernels();

      const results = (arena: Arena, kernels = ordinary, regions = new KeptRegions(arena)) => {
        const solved = new WasmBatch(kernels, regions, dualShapeOf(problem), problem, resolveSettings());
        solved.solve(false);
        const { z, nu, lambda, lambdaLower, lambdaUpper } = solved.data;
        const out = { z: z.slice(), nu: nu.slice(), lambda: lambda.slice() };
        const derivative = { ...out, lambdaLower: lambdaLower.slice(), lambdaUpper: lambdaUpper.slice() };
        solved.solveKkt(solved.data, derivative);
        solved.dispose();
        expect(solved.unfinished).toEqual([]);
        return { z, nu, lambda, lambdaLower, lambdaUpper, derivative };
      };

      test("nothing is written beyond its memory", () => {
        const arena = new GuardedArena(ordinary.memory);
        results(arena);
        expect(arena.released).toBe(3);
        expect(arena.used).toBe(0);
      });

      testWith(RELAXED_SIMD, "fused and plain kernels agree, and each repeats its bits", () => {
        const [fused, plain] = [true, false].map((kind) => {
          const run = () => {
            const kernels = instantiateKernels(kind);
            return results(new Arena(kernels.memory), kernels);
          };
          const first = run();
          expect(run()).toEqual(first);
          return first;
        });
        for (const name of ["z", "nu", "lambda", "lambdaLower", "lambdaUpper"] as const) {
          fused[name].forEach((value, i) => expect(value).toBeCloseTo(plain[name][i], 8));
        }
      });

      test("the same bits without room to keep factors", () => {
        const arena = new Arena(ordinary.memory);
        const expected = results(arena);
        const regions = new KeptRegions(arena);
        regions.reserve = () => undefined;
        expect(results(arena, ordinary, regions)).toEqual(expected);
      });
    });
  },
);
