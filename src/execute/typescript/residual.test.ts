import { expect, test } from "vitest";
import { kktPatternOf } from "../../form/kkt-pattern.js";
import type { Pattern } from "../../matrix/pattern.js";
import { diagonalMatrix, sparseMatrixOf } from "../../matrix/operator.js";
import type { InteriorProblem } from "./interior-problem.js";
import { newBlocks } from "./interior-problem.js";
import { sparseResidual } from "./residual.js";

const pattern = (columns: number, rows: readonly (readonly number[])[]): Pattern => ({
  ...{ rows: rows.length, columns },
  start: Int32Array.from([0, ...rows.map((_, i) => rows.slice(0, i + 1).flat().length)]),
  index: Int32Array.from(rows.flat()),
});

/** Three variables, Q = 2 diag(1, 2, 3), one row each of A and G, a lower bound on z₂, upper ones on z₀ and z₂. */
function problem(): InteriorProblem {
  const n = 3;
  const [Q, A, G] = [pattern(n, [[0], [1], [2]]), pattern(n, [[0, 1, 2]]), pattern(n, [[0, 1]])];
  return {
    ...{ n, e: 1, m: 1, ridge: 0, soft: 0, boxBasis: undefined, boxes: n, quadraticScale: 2 },
    Q: diagonalMatrix(Float64Array.of(1, 2, 3)),
    A: sparseMatrixOf(A, Float64Array.of(1, 4, -2)),
    G: sparseMatrixOf(G, Float64Array.of(3, -5)),
    kkt: kktPatternOf({ Q, A, G }),
    ...{ p: new Float64Array(n), b: new Float64Array(1), d: new Float64Array(4) },
    ...{ lowerIndex: Int32Array.of(2), upperIndex: Int32Array.of(0, 2) },
  };
}

const right = { z: Float64Array.of(1, -2, 3), nu: Float64Array.of(5), lambda: Float64Array.of(1, 2, 3, 4) };
const out = { z: Float64Array.of(0.5, 2, -1), nu: Float64Array.of(3), lambda: Float64Array.of(2, 7, 1, 6) };
const system = { rho: 0.25, delta: 0.5, wanted: Infinity };

test("what is left of a right-hand side, and the largest entry of each block", () => {
  const residual = newBlocks(problem());
  const v = Float64Array.of(1, 2, 3, 4);
  const sizes = sparseResidual(problem(), { ...system, v, active: undefined }, right, out, residual);
  // By hand: right − (Q + rho) z − Aᵀnu − Cᵀlambda; right − A z + delta nu; right − C z + v lambda.
  expect([...residual.z]).toEqual([
    1 - 1 - 0.125 - 3 - 6 - 1,
    -2 - 8 - 0.5 - 12 + 10,
    3 + 6 + 0.25 + 6 + 7 - 6,
  ]);
  expect([...residual.nu]).toEqual([5 - (0.5 + 8 + 2) + 1.5]);
  expect([...residual.lambda]).toEqual([1 + 8.5 + 2, 2 - 1 + 14, 3 - 0.5 + 3, 4 + 1 + 24]);
  expect(sizes).toEqual({ z: 16.25, nu: 4, lambda: 29 });
});

test("rows that are not active leave nothing, and active ones are equalities", () => {
  const residual = newBlocks(problem());
  const active = Uint8Array.of(0, 1, 0, 1);
  const sizes = sparseResidual(problem(), { ...system, v: undefined, active }, right, out, residual);
  expect([...residual.lambda]).toEqual([0, 1, 0, 5]);
  expect(sizes.lambda).toBe(5);
});

test("what is no number does not pass for small", () => {
  const broken = { ...out, lambda: Float64Array.of(2, NaN, 1, 6) };
  const v = Float64Array.of(1, 2, 3, 4);
  const sizes = sparseResidual(
    ...([problem(), { ...system, v, active: undefined }, right, broken, newBlocks(problem())] as const),
  );
  expect(sizes.lambda).toBeNaN();
  expect(sizes.z).toBeNaN();
});
