/** The largest sparse problems: 100,000 variables, in memory for their entries. */
import { solve, sparse } from "optnet";
import { expect, test } from "vitest";
import { chain } from "./chain.js";

const GIGABYTE = 2 ** 30;

test("a chain of 100,000, with all gradients", () => {
  const n = 100_000;
  const solution = solve(chain(n));
  expect(solution.status).toEqual(["solved"]);
  const gradients = solution.vjp({ z: new Float64Array(n).fill(1) });
  expect(gradients.G?.data).toHaveLength(2 * (n - 1));
  expect(process.memoryUsage().arrayBuffers).toBeLessThan(GIGABYTE);
});

test("a grid of 300 × 300: every cell is near its neighbours", () => {
  const side = 300;
  const n = side * side;
  const rows: number[] = [];
  const columns: number[] = [];
  const values: number[] = [];
  const add = (i: number, j: number, value: number): void => {
    rows.push(i);
    columns.push(j);
    values.push(value);
  };
  for (let i = 0; i < n; i++) {
    add(i, i, 5);
    if (i % side < side - 1) add(i, i + 1, -1);
    if (i + side < n) add(i, i + side, -1);
  }
  const Q = sparse.symmetric(sparse.fromTriplets([n, n], rows, columns, values));
  const p = Float64Array.from({ length: n }, (_, i) => Math.sin(i));
  const solution = solve({ Q, p, lower: -0.1, upper: 0.1 });
  expect(solution.status).toEqual(["solved"]);
  expect(solution.vjp({ objective: 1 }).Q?.data).toHaveLength(n + 4 * side * (side - 1));
  expect(process.memoryUsage().arrayBuffers).toBeLessThan(GIGABYTE);
});
