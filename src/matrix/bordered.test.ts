import { describe, expect, test } from "vitest";
import { BorderedSystem } from "./bordered.js";
import { IndependentColumns } from "./independent-columns.js";
import { LuFactors } from "./lu.js";

/** Entries without pattern. */
function entries(length: number, seed: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => 3 * Math.cos(seed + (i + seed) ** 2));
}

/** R Rᵀ with R `[size, rank]`. */
function gram(size: number, rank: number, seed: number): Float64Array {
  const R = entries(size * rank, seed);
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    let sum = 0;
    for (let k = 0; k < rank; k++) sum += R[i * rank + k] * R[j * rank + k];
    return sum;
  });
}

function times(M: Float64Array, x: Float64Array): Float64Array {
  const n = x.length;
  return x.map((_, i) => x.reduce((sum, value, j) => sum + M[i * n + j] * value, 0));
}

function expectClose(actual: Float64Array, expected: Float64Array, digits = 10): void {
  actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i], digits));
}

test("LU with pivoting solves what needs pivoting", () => {
  const M = Float64Array.of(0, 2, 1, 1, 0, 0, 3, 1, 0);
  const x = new LuFactors(M.slice(), 3).solve(Float64Array.of(7, 1, 5));
  expectClose(x, Float64Array.of(1, 2, 3));
});

describe("independent columns", () => {
  test("the others are combinations of them", () => {
    const length = 4;
    const [a, b] = [entries(length, 1), entries(length, 2)];
    const columns = [
      a,
      b,
      a.map((value, i) => 2 * value - b[i]),
      new Float64Array(length),
      entries(length, 3),
    ];
    const work = Float64Array.from(columns.flatMap((column) => [...column]));
    const independent = new IndependentColumns(work, length, 1e-10);
    expect(independent.kept).toHaveLength(3);
    expect([...independent.kept, ...independent.dependent].sort()).toEqual([0, 1, 2, 3, 4]);
    for (const combination of independent.combinations()) {
      const sum = a.map((_, i) =>
        columns.reduce((total, column, j) => total + combination[j] * column[i], 0),
      );
      expectClose(sum, new Float64Array(length));
      expect(combination.some((value) => value !== 0)).toBe(true);
    }
  });

  test("an earlier group goes first, and scaling a column changes nothing", () => {
    const [a, b] = [Float64Array.of(1, 0), Float64Array.of(1, 1e-3)];
    for (const scale of [1, 2 ** -300, 2 ** 300]) {
      const work = (): Float64Array => Float64Array.from([...a, ...b.map((value) => value * scale), 0, 5]);
      expect(new IndependentColumns(work(), 2, 1e-8, [[1], [0, 2]]).kept[0]).toBe(1);
      expect(new IndependentColumns(work(), 2, 1e-2, [[1], [0], [2]]).dependent).toEqual([0]);
    }
  });
});

describe("a bordered system", () => {
  test("is the pseudo-inverse where the border is the null space", () => {
    const size = 5;
    const K = gram(size, 3, 4);
    const border = new IndependentColumns(K.slice(), size, 1e-10).combinations();
    expect(border).toHaveLength(2);
    const system = new BorderedSystem(K, size, border);
    expect(system.isRegular()).toBe(true);
    const right = entries(size, 5);
    const x = system.solve(right);
    const rest = right.map((value, i) => value - times(K, x)[i]);
    // Moore and Penrose: what is left is orthogonal to the range, the solution to the null space.
    expectClose(times(K, rest), new Float64Array(size));
    for (const direction of border) {
      expect(direction.reduce((sum, value, i) => sum + value * x[i], 0)).toBeCloseTo(0, 10);
    }
  });

  test("is symmetric to the last digits where K is nearly singular", () => {
    const size = 6;
    const K = gram(size, 5, 6).map((value, at) => value + (at % (size + 1) === 0 ? 1e-11 : 0));
    const system = new BorderedSystem(K, size, []);
    const [u, v] = [entries(size, 7), entries(size, 8)];
    const [Ku, Kv] = [system.solve(u), system.solve(v)];
    const left = u.reduce((sum, value, i) => sum + value * Kv[i], 0);
    const right = v.reduce((sum, value, i) => sum + value * Ku[i], 0);
    expect(Math.hypot(...Kv)).toBeGreaterThan(1e9);
    expect(Math.abs(left - right)).toBeLessThanOrEqual(1e-14 * Math.hypot(...Kv) * Math.hypot(...u));
  });

  test("says so where it is singular all the same", () => {
    expect(new BorderedSystem(gram(4, 2, 9), 4, []).isRegular()).toBe(false);
  });
});
