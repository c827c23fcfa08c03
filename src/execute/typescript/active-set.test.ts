import { describe, expect, test } from "vitest";
import { denseMatrix, diagonalMatrix } from "../../matrix/operator.js";
import { correctActiveSet } from "./active-set.js";
import type { InteriorProblem } from "./interior-problem.js";
import { KktSystem } from "./kkt.js";

const SIZE = 200;
const WRONG = 12;
const NONE = new Float64Array(0);

/** minimise ½|z|² + pᵀz with z ≤ 0, of which p sends the first twelve variables beyond their bounds. */
function problem(): InteriorProblem {
  return {
    ...{ n: SIZE, e: 0, m: 0, ridge: 0, soft: 0, boxBasis: undefined, boxes: SIZE, quadraticScale: 1 },
    Q: diagonalMatrix(new Float64Array(SIZE).fill(1)),
    A: denseMatrix(NONE, 0, SIZE),
    G: denseMatrix(NONE, 0, SIZE),
    kkt: undefined,
    p: Float64Array.from({ length: SIZE }, (_, i) => (i < WRONG ? -1 : 1)),
    ...{ b: NONE, d: new Float64Array(SIZE), lowerIndex: new Int32Array(0) },
    upperIndex: Int32Array.from({ length: SIZE }, (_, i) => i),
  };
}

describe("correcting a guess of the active set in haste", () => {
  const correct = (wrongBefore: number) =>
    correctActiveSet(problem(), new KktSystem(problem()), new Uint8Array(SIZE), 6, { wrongBefore });

  test("goes on where few rows are wrong, and clearly fewer than in the guess before", () => {
    for (const before of [Infinity, 2 * WRONG]) {
      const { found, rounds, wrong } = correct(before);
      expect({ rounds, wrong }).toEqual({ rounds: 2, wrong: WRONG });
      expect(found!.active.reduce((sum, one) => sum + one, 0)).toBe(WRONG);
    }
  });

  test("ends after one look where nearly as many rows are wrong as before", () => {
    expect(correct(WRONG)).toEqual({ rounds: 1, found: undefined, wrong: WRONG });
  });

  test("is not for those who have nothing else", () => {
    const { found } = correctActiveSet(problem(), new KktSystem(problem()), new Uint8Array(SIZE), 6);
    expect(found).toBeDefined();
  });
});
