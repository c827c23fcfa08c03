import { expect, test } from "vitest";
import { Random } from "../../tools/random.js";
import { diagonalMatrix, nonzerosOf, sparseMatrixOf } from "./operator.js";
import { addSparseProduct, addSparseProducts, addSparseTransposedProduct, sparseRows } from "./sparse.js";
import { ExactSums } from "./sums.js";

function draw(rows: number, columns: number) {
  const random = new Random(7);
  const dense = Float64Array.from({ length: rows * columns }, () =>
    random.uniform() < 0.3 ? random.normal() : 0,
  );
  const vector = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal());
  return { M: sparseRows(dense, rows, columns), x: vector(columns), y: vector(rows) };
}

test("one walk along the entries comes to the bits of two", () => {
  const { M, x, y } = draw(17, 11);
  y[3] = 0;
  for (const scale of [1, -1]) {
    const [rows, columns] = [new Float64Array(17).fill(0.1), new Float64Array(11).fill(-0.3)];
    const [rowsApart, columnsApart] = [rows.slice(), columns.slice()];
    addSparseProducts(rows, columns, scale, M, x, y);
    addSparseProduct(rowsApart, scale, M, x);
    addSparseTransposedProduct(columnsApart, 1, M, y);
    expect(rows).toEqual(rowsApart);
    expect(columns).toEqual(columnsApart);
  }
});

test("entries that are 0 are left out, of rows and of a diagonal", () => {
  const { start, index, value } = nonzerosOf(diagonalMatrix(Float64Array.of(2, 0, -1)));
  expect([[...start], [...index], [...value]]).toEqual([
    [0, 1, 1, 2],
    [0, 2],
    [2, -1],
  ]);
  const pattern = { rows: 2, columns: 3, start: Int32Array.of(0, 2, 4), index: Int32Array.of(0, 2, 1, 2) };
  const some = nonzerosOf(sparseMatrixOf(pattern, Float64Array.of(0, 5, 6, 0)));
  expect([[...some.start], [...some.index], [...some.value]]).toEqual([
    [0, 1, 2],
    [2, 1],
    [5, 6],
  ]);
  const whole = sparseMatrixOf(pattern, Float64Array.of(1, 2, 3, 4));
  expect(nonzerosOf(whole)).toBe(whole);
});

test("exact sums keep what plain ones lose, along rows and columns and of vectors", () => {
  const tiny = 2 ** -60;
  const pattern = { rows: 1, columns: 3, start: Int32Array.of(0, 3), index: Int32Array.of(0, 1, 2) };
  const M = sparseMatrixOf(pattern, Float64Array.of(1, 1 + 2 ** -30, 1));
  const along = new ExactSums(Float64Array.of(tiny));
  along.addTimes(M, Float64Array.of(1, 1 + 2 ** -30, -2));
  expect(along.values()[0]).toBe(2 ** -29 + 2 ** -60 + tiny);
  const across = new ExactSums(Float64Array.of(tiny, tiny, 0));
  across.addTransposedTimes(M, Float64Array.of(1 + 2 ** -30));
  across.addVector(-1, Float64Array.of(1 + 2 ** -30, 1, 0));
  expect(across.values()).toEqual(Float64Array.of(tiny, 2 ** -29 + 2 ** -60 + tiny, 1 + 2 ** -30));
});
