/** What the compiler knows of results. It checks this file like all others; here the same is true at run time. */
import { expect, expectTypeOf, test } from "vitest";
import type { DenseArray, FieldName, Gradients, Solution, SparseMatrix } from "optnet";
import { solve } from "optnet";

type Numbers = DenseArray<Float64Array>;
type Matrix = Numbers | SparseMatrix;

const solution = solve({ Q: [1, 1], p: [1, 2], A: [[1, 1]], b: [1], lower: 0 });

test("gradients are those that were asked for", () => {
  const two = solution.vjp({ z: [1, 0] }, { wrt: ["p", "b"] });
  expectTypeOf(two).toEqualTypeOf<{ readonly p: Numbers; readonly b: Numbers }>();
  expect(Object.keys(two)).toEqual(["p", "b"]);

  const wrt = ["A"] as const;
  expectTypeOf(solution.vjp({ z: [1, 0] }, { wrt })).toEqualTypeOf<{ readonly A: Matrix }>();
  expectTypeOf(solution.vjp({ z: [1, 0] }, { wrt: [] })).toEqualTypeOf<Gradients<readonly []>>();
  expect(solution.vjp({ z: [1, 0] }, { wrt: [] })).toEqual({});
});

test("without a list, or with one that is not known, each may be absent", () => {
  type Any = { readonly [Name in FieldName]?: Name extends "Q" | "A" | "G" ? Matrix : Numbers };
  expectTypeOf(solution.vjp({ z: [1, 0] })).toEqualTypeOf<Any>();
  expectTypeOf(solution.vjp({ z: [1, 0] }, {})).toEqualTypeOf<Any>();
  expectTypeOf(solution.vjp({ z: [1, 0] }, { wrt: undefined })).toEqualTypeOf<Any>();
  expectTypeOf<Gradients>().toEqualTypeOf<Any>();
  expect(Object.keys(solution.vjp({ z: [1, 0] }))).toEqual(["Q", "p", "A", "b", "lower"]);

  const names: FieldName[] = ["p"];
  expectTypeOf(solution.vjp({ z: [1, 0] }, { wrt: names })).toEqualTypeOf<Any>();
  const few: ("p" | "b")[] = ["p"];
  expectTypeOf(solution.vjp({ z: [1, 0] }, { wrt: few })).toEqualTypeOf<{
    readonly p?: Numbers;
    readonly b?: Numbers;
  }>();
});

test("later likewise, as promises", () => {
  const ask = (gpu: Solution<"later">) => gpu.vjp({ z: [1, 0] }, { wrt: ["p"] });
  expect(ask).toBeTypeOf("function");
  expectTypeOf<Awaited<ReturnType<typeof ask>>>().toEqualTypeOf<{ readonly p: Numbers }>();
});
