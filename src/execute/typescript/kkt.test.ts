import { describe, expect, test } from "vitest";
import { denseMatrix, diagonalMatrix } from "../../matrix/operator.js";
import type { InteriorProblem } from "./interior-problem.js";
import { newBlocks } from "./interior-problem.js";
import { KktSystem } from "./kkt.js";

/** minimise ½|z|² with z₀ + z₁ + z₂ = 1, z₀ − z₁ ≤ 0 and z₂ ≥ 0. */
function problem(): InteriorProblem {
  return {
    n: 3,
    e: 1,
    m: 1,
    Q: diagonalMatrix(Float64Array.of(1, 1, 1)),
    quadraticScale: 1,
    p: new Float64Array(3),
    A: denseMatrix(Float64Array.of(1, 1, 1), 1, 3),
    b: Float64Array.of(1),
    G: denseMatrix(Float64Array.of(1, -1, 0), 1, 3),
    d: Float64Array.of(0, 0),
    boxBasis: undefined,
    boxes: 3,
    lowerIndex: Int32Array.of(2),
    upperIndex: new Int32Array(0),
    kkt: undefined,
    ridge: 0,
    soft: 0,
  };
}

describe("whose factors a KKT system holds", () => {
  test("nobody's at first, then those of the matrix or of the active set that was factored last", () => {
    const kkt = new KktSystem(problem());
    const [first, second] = [Uint8Array.of(1, 0), Uint8Array.of(1, 1)];
    expect(kkt.factors).toBeUndefined();

    kkt.v.fill(1);
    // The regularisation of active sets makes no active set of it.
    kkt.rho = kkt.delta = 1e-7;
    expect(kkt.factor()).toBe(true);
    expect(kkt.factors).toEqual({ kind: "regularised" });
    expect(kkt.isFactoredFor(first)).toBe(false);

    expect(kkt.factorActive(first)).toBe(true);
    expect(kkt.isFactoredFor(Uint8Array.from(first))).toBe(true);
    expect(kkt.isFactoredFor(second)).toBe(false);
  });

  test("nobody's after a factorisation that failed, for whatever it was tried", () => {
    const active = Uint8Array.of(1, 0);
    const kkt = new KktSystem({ ...problem(), Q: diagonalMatrix(Float64Array.of(1, 1, -1)) });
    expect(kkt.factorActive(active)).toBe(false);
    expect(kkt.factors).toBeUndefined();
    expect(kkt.isFactoredFor(active)).toBe(false);

    kkt.v.fill(1);
    kkt.rho = kkt.delta = 10;
    expect(kkt.factor()).toBe(true);
    expect(kkt.factorActive(active)).toBe(false);
    expect(kkt.factors).toBeUndefined();
  });
});

test("the system of an active set is solved without regularisation", () => {
  const kkt = new KktSystem(problem());
  expect(kkt.factorActive(Uint8Array.of(1, 0))).toBe(true);
  const right = newBlocks(problem());
  right.nu[0] = 1;
  const out = newBlocks(problem());
  expect(kkt.solveActive(right, out)).toBeLessThan(1e-14);
  for (const value of out.z) expect(value).toBeCloseTo(1 / 3, 14);
  expect(out.nu[0]).toBeCloseTo(-1 / 3, 14);
  expect([...out.lambda]).toEqual([expect.closeTo(0, 14), 0]);

  expect(kkt.factor()).toBe(true);
  expect(() => kkt.solveActive(right, out)).toThrow("not those of an active set");
});
