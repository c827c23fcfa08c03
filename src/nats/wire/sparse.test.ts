import { describe, expect, test } from "vitest";
import { sparse } from "../../index.js";
import { patternInside } from "../../problem/sparse-matrix.js";
import { KnownPatterns } from "../patterns.js";
import { wireArray, type WireArray } from "./arrays.js";
import { MessageError } from "./bytes.js";
import { patternArrays, sparseIn, valuesArray } from "./sparse.js";

const A = sparse.fromTriplets([2, 3], [0, 0, 1], [0, 2, 1], [1, 5, 2]);
const arraysOf = (matrix = A) =>
  new Map([valuesArray("A", matrix), ...patternArrays("A", patternInside(matrix)!)]);
const numbers = (...data: number[]): WireArray => wireArray(Float64Array.from(data), [data.length]);

describe("a sparse matrix in a message", () => {
  test("has the names that SciPy has, and comes back on the pattern that is known", () => {
    expect([...arraysOf().keys()]).toEqual(["A.data", "A.indptr", "A.indices", "A.shape"]);
    expect(arraysOf().get("A.indices")).toBe(arraysOf(A.withData([7, 8, 9])).get("A.indices"));
    const known = new KnownPatterns(1000);
    known.add(patternInside(A)!);
    const batch = A.withData([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    for (const matrix of [A, batch]) {
      const found = known.matrixOf("A", sparseIn(arraysOf(matrix)).get("A")!);
      expect(found).toEqual(matrix);
      expect(patternInside(found)).toBe(patternInside(A));
    }
  });

  test("of equal patterns is one, and of others is not, whoever sends it", () => {
    const known = new KnownPatterns(1000);
    const patternOf = (rows: number[], columns: number[], shape = [2, 3]) =>
      patternInside(
        known.matrixOf("A", sparseIn(arraysOf(sparse.fromTriplets(shape, rows, columns, [1, 1]))).get("A")!),
      );
    expect(patternOf([0, 1], [1, 2])).toBe(patternOf([0, 1], [1, 2]));
    expect(patternOf([0, 1], [1, 1])).not.toBe(patternOf([0, 1], [1, 2]));
    expect(patternOf([0, 1], [1, 2], [2, 4])).not.toBe(patternOf([0, 1], [1, 2]));
  });

  test.each<[string, Record<string, WireArray | undefined>, string]>([
    ["without its columns", { "A.indices": undefined }, "a sparse A without A.indices"],
    ["without its entries", { "A.data": undefined }, "a sparse A without A.data"],
    ["that is dense too", { A: numbers(1, 2, 3) }, "a A that is both sparse and dense"],
    ["with more entries than columns", { "A.data": numbers(1, 2, 3, 4) }, "4 numbers in A.data, and 3 in"],
    ["with a shape of three", { "A.shape": numbers(1, 2, 3) }, "A.shape of 3 numbers"],
    ["with nested columns", { "A.indices": wireArray(new Float64Array(3), [1, 3]) }, "A.indices of 2 axes"],
    ["with entries without axes", { "A.data": wireArray(new Float64Array(3)) }, "A.data of unknown axes"],
  ])("%s is none, which its sizes say", (_name, change, message) => {
    const changed = new Map<string, WireArray | undefined>([...arraysOf(), ...Object.entries(change)]);
    for (const [name, array] of changed) if (array === undefined) changed.delete(name);
    expect(() => sparseIn(changed as Map<string, WireArray>)).toThrow(MessageError);
    expect(() => sparseIn(changed as Map<string, WireArray>)).toThrow(message);
  });
});
