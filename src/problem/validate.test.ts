import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ArrayInput, DenseArray, Operand, ProblemInput } from "./problem.js";
import { boundAt, elementOf } from "./problem.js";
import { validateProblem } from "./validate.js";

const dense = (shape: readonly number[], numbers?: readonly number[]): DenseArray => ({
  data: numbers
    ? Float64Array.from(numbers)
    : Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i + 1),
  shape,
});

const layout = (operand: Operand | undefined): unknown =>
  operand && { shape: operand.shape, size: operand.size, stride: operand.stride };

describe("shapes of p", () => {
  test.each<[string, ArrayInput, number, boolean, number, readonly number[]]>([
    ["nested", [1, 2], 1, false, 2, [2]],
    ["Float64Array", Float64Array.of(1, 2), 1, false, 2, [2]],
    ["Float32Array", Float32Array.of(1, 2), 1, false, 2, [2]],
    ["shaped", dense([2]), 1, false, 2, [2]],
    ["nested batch", [[1, 2]], 1, true, 2, [1, 2]],
    ["shaped batch", dense([3, 2]), 3, true, 2, [3, 2]],
  ])("%s", (_name, p, batch, batched, variables, shape) => {
    const problem = validateProblem({ p });
    expect(problem).toMatchObject({ batch, batched, variables, equalities: 0, inequalities: 0 });
    expect(layout(problem.p)).toEqual({ shape, size: variables, stride: batched ? variables : 0 });
    expect([...problem.p.data].slice(0, 2)).toEqual([1, 2]);
    expect(problem.quadratic).toBe("zero");
    for (const name of ["Q", "A", "b", "G", "h", "lower", "upper"] as const) {
      expect(problem[name]).toBeUndefined();
    }
  });
});

describe("shapes of Q", () => {
  const identity = (...lead: number[]): DenseArray => {
    const count = lead.reduce((a, b) => a * b, 1);
    return dense(
      [...lead, 2, 2],
      Array.from({ length: 4 * count }, (_, i) => Number(i % 4 === 0 || i % 4 === 3)),
    );
  };
  test.each<[string, ArrayInput, ArrayInput, string, readonly number[], number, number]>([
    ["[n]", [1, 2], [0, 0], "diagonal", [2], 2, 0],
    ["flat of n", Float64Array.of(1, 2), [0, 0], "diagonal", [2], 2, 0],
    ["[n,n]", identity(), [0, 0], "dense", [2, 2], 4, 0],
    ["flat of n²", Float32Array.of(2, 1, 1, 2), [0, 0], "dense", [2, 2], 4, 0],
    ["[n,n] beside a batch of n", identity(), dense([2, 2]), "dense", [2, 2], 4, 0],
    ["[B,n,n]", identity(3), [0, 0], "dense", [3, 2, 2], 4, 4],
    ["[1,n,n]", identity(1), [0, 0], "dense", [1, 2, 2], 4, 4],
    ["[B,1,n]", dense([3, 1, 2]), [0, 0], "diagonal", [3, 1, 2], 2, 2],
    ["[n,1,n]", dense([2, 1, 2]), [0, 0], "diagonal", [2, 1, 2], 2, 2],
    ["[1,n]", dense([1, 2]), [0, 0], "diagonal", [1, 2], 2, 2],
    ["n = 1: [1]", [3], [0], "diagonal", [1], 1, 0],
    ["n = 1: [1,1]", [[3]], [0], "dense", [1, 1], 1, 0],
    ["n = 1: [B,1,1]", dense([4, 1, 1]), [0], "dense", [4, 1, 1], 1, 1],
    ["n = 1: [B,1]", dense([4, 1]), [0], "diagonal", [4, 1], 1, 1],
  ])("%s", (_name, Q, p, quadratic, shape, size, stride) => {
    const problem = validateProblem({ Q, p });
    expect(problem.quadratic).toBe(quadratic);
    expect(layout(problem.Q)).toEqual({ shape, size, stride });
    expect(problem.batched).toBe(stride > 0 || problem.p.stride > 0);
  });

  test("all zero is a Q like any other", () => {
    expect(validateProblem({ Q: dense([2, 2], [0, 0, 0, 0]), p: [1, 1] }).quadratic).toBe("dense");
    expect(validateProblem({ Q: [0, 0], p: [1, 1] }).quadratic).toBe("diagonal");
  });

  test("rounding to float32 may break symmetry, and symmetry is restored exactly", () => {
    const given = Float64Array.of(2, 1 + 1e-7, 1, 2);
    const { Q } = validateProblem({ Q: { data: given, shape: [2, 2] }, p: [0, 0] });
    expect(Q!.data[1]).toBe(Q!.data[2]);
    expect(Q!.data[1]).toBeCloseTo(1 + 0.5e-7, 12);
    expect([...given]).toEqual([2, 1 + 1e-7, 1, 2]);
  });

  test("a symmetric Q comes out with the bits it went in with", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.infiniteStream(fc.double({ noNaN: true })),
        (n, stream) => {
          const data = new Float64Array(n * n);
          for (let i = 0; i < n; i++) {
            for (let j = 0; j <= i; j++) {
              const value = Math.max(-1e300, Math.min(1e300, stream.next().value as number));
              data[i * n + j] = data[j * n + i] = i === j ? Math.abs(value) : value;
            }
          }
          const { Q } = validateProblem({ Q: { data, shape: [n, n] }, p: new Float64Array(n) });
          expect(Q!.data).toEqual(data);
        },
      ),
    );
  });

  test("extreme magnitudes do not overflow on the way to symmetry", () => {
    const big = Number.MAX_VALUE;
    const { Q } = validateProblem({ Q: dense([2, 2], [big, big, big * (1 - 1e-15), big]), p: [0, 0] });
    expect(Q!.data.every(Number.isFinite)).toBe(true);
    expect(Q!.data[1]).toBe(Q!.data[2]);
  });

  test("a diagonal may be negative by rounding", () => {
    expect(() => validateProblem({ Q: [1, -1e-10], p: [0, 0] })).not.toThrow();
    expect(() => validateProblem({ Q: [1e-3, -1e-10], p: [0, 0] })).toThrow("positive semidefinite");
  });
});

describe("constraints", () => {
  test("rows shared by the batch and right-hand sides of their own", () => {
    const problem = validateProblem({
      p: [0, 0],
      A: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      b: dense([2, 3]),
      G: dense([2, 1, 2]),
      h: [1],
    });
    expect(problem).toMatchObject({ batch: 2, batched: true, equalities: 3, inequalities: 1 });
    expect(layout(problem.A)).toEqual({ shape: [3, 2], size: 6, stride: 0 });
    expect(layout(problem.b)).toEqual({ shape: [2, 3], size: 3, stride: 3 });
    expect(layout(problem.G)).toEqual({ shape: [2, 1, 2], size: 2, stride: 2 });
    expect(layout(problem.h)).toEqual({ shape: [1], size: 1, stride: 0 });
    expect([...elementOf(problem.b!, 1)]).toEqual([4, 5, 6]);
    expect([...elementOf(problem.h!, 1)]).toEqual([1]);
  });

  test("flat matrices are cut into rows", () => {
    const { A, equalities } = validateProblem({ p: [0, 0], A: new Float64Array(6), b: new Float32Array(3) });
    expect(equalities).toBe(3);
    expect(A!.shape).toEqual([3, 2]);
  });

  test.each<[string, Pick<ProblemInput, "A" | "b">, readonly number[], number]>([
    ["empty arrays", { A: [], b: [] }, [0], 1],
    ["flat arrays", { A: new Float64Array(0), b: new Float64Array(0) }, [0, 2], 1],
    ["shape [0,n]", { A: dense([0, 2]), b: dense([0]) }, [0, 2], 1],
    ["shape [B,0,n]", { A: dense([3, 0, 2]), b: dense([3, 0]) }, [3, 0, 2], 3],
    ["nested [B,0]", { A: [], b: [[], [], []] }, [0], 3],
  ])("no rows: %s", (_name, constraints, shape, batch) => {
    const problem = validateProblem({ p: [1, 1], ...constraints });
    expect(problem).toMatchObject({ equalities: 0, batch, batched: batch > 1 });
    expect(problem.A).toMatchObject({ shape, size: 0, stride: 0 });
    expect(elementOf(problem.b!, batch - 1)).toHaveLength(0);
  });
});

describe("bounds", () => {
  test("a number, a vector, a batch, and none", () => {
    const problem = validateProblem({
      p: [0, 0],
      lower: -1,
      upper: dense([2, 2], [1, Infinity, 2, 3]),
    });
    expect(layout(problem.lower)).toEqual({ shape: [], size: 1, stride: 0 });
    expect(layout(problem.upper)).toEqual({ shape: [2, 2], size: 2, stride: 2 });
    expect(boundAt(problem.lower, 1, 1, -Infinity)).toBe(-1);
    expect(boundAt(problem.upper, 1, 0, Infinity)).toBe(2);
    expect(boundAt(undefined, 1, 0, Infinity)).toBe(Infinity);
  });

  test("infinite on the open side, equal where fixed", () => {
    const problem = validateProblem({
      p: [0, 0],
      lower: [-Infinity, 1],
      upper: Float32Array.of(Infinity, 1),
    });
    expect([...problem.lower!.data]).toEqual([-Infinity, 1]);
    expect([...problem.upper!.data]).toEqual([Infinity, 1]);
    expect(() => validateProblem({ p: [0], lower: -Infinity, upper: Infinity })).not.toThrow();
    expect(validateProblem({ p: [0, 0], lower: dense([], [1]) }).lower).toMatchObject({ shape: [], size: 1 });
  });
});

describe("memory", () => {
  test("nothing the caller changes afterwards reaches the problem", () => {
    const p = Float64Array.of(1, 2);
    const shape = [1, 2];
    const G = { data: Float32Array.of(3, 4), shape };
    const h = [5];
    const problem = validateProblem({ p, G, h });
    p.fill(9);
    G.data.fill(9);
    shape[0] = 9;
    h[0] = 9;
    expect([...problem.p.data]).toEqual([1, 2]);
    expect([...problem.G!.data]).toEqual([3, 4]);
    expect(problem.G!.shape).toEqual([1, 2]);
    expect([...problem.h!.data]).toEqual([5]);
  });

  test("part of a larger buffer is read from where it starts", () => {
    const buffer = Float64Array.of(1, 2, 3, 4);
    expect([...validateProblem({ p: buffer.subarray(1, 3) }).p.data]).toEqual([2, 3]);
  });

  test("frozen inputs are fine", () => {
    const row = Object.freeze([1, 2]);
    expect(() => validateProblem(Object.freeze({ p: row, A: Object.freeze([row]), b: [0] }))).not.toThrow();
  });
});

test("nested, flat and shaped arrays of the same numbers are the same problem", () => {
  const numbers = (length: number): fc.Arbitrary<number[]> =>
    fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: length, maxLength: length });
  const sized = fc
    .record({ n: fc.integer({ min: 1, max: 4 }), e: fc.integer({ min: 1, max: 3 }) })
    .chain(({ n, e }) =>
      fc.record({ n: fc.constant(n), e: fc.constant(e), p: numbers(n), A: numbers(n * e) }),
    );
  fc.assert(
    fc.property(sized, ({ n, e, p, A }) => {
      const rows = Array.from({ length: e }, (_, i) => A.slice(i * n, i * n + n));
      const b = new Array<number>(e).fill(0);
      const nested = validateProblem({ p, A: rows, b });
      const flat = validateProblem({
        p: Float64Array.from(p),
        A: Float64Array.from(A),
        b: Float64Array.from(b),
      });
      const shaped = validateProblem({ p: dense([n], p), A: dense([e, n], A), b: dense([e], b) });
      expect(flat).toEqual(nested);
      expect(shaped).toEqual(nested);
    }),
  );
});

test.each([2, 3, 5, 6, 9])(
  "one pair of entries that differ is named wherever it is, of %i variables",
  (n) => {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const Q = Array.from({ length: n }, (_, k) =>
          Array.from({ length: n }, (_, l) => Number(k === l) + 1),
        );
        Q[i][j] += 0.5;
        expect(() => validateProblem({ Q, p: new Float64Array(n) })).toThrow(`Q[${i},${j}] and Q[${j},${i}]`);
        Q[i][j] = 1 + 2 ** -30;
        const { data } = validateProblem({ Q, p: new Float64Array(n) }).Q!;
        expect([data[i * n + j], data[j * n + i]]).toEqual([1 + 2 ** -31, 1 + 2 ** -31]);
      }
    }
  },
);
