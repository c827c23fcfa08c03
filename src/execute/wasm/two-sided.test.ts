/** What a batch that shares its matrices is spared (kernel/dense/twins.ts, kernel/pivot/mirrored.ts) shows in no bit. */
import { expect, test } from "vitest";
import { Random } from "../../../test/support/random.js";
import { solve } from "../../index.js";
import type { Solution } from "../../index.js";

const NAMES = [
  "z",
  "nu",
  "lambda",
  "slack",
  "objective",
  "primalResidual",
  "dualResidual",
  "dualityGap",
] as const;

/** One element's numbers of an output, of a batch of two. */
function partOf(solution: Solution, name: (typeof NAMES)[number], element: number): Float64Array {
  const width = solution[name].length / solution.shape.batch;
  return solution[name].slice(element * width, (element + 1) * width);
}

type Rows = readonly (readonly number[])[];

/** Where the negatives of rows are. */
const ORDERS: Readonly<Record<string, (rows: Rows) => Rows>> = {
  "next to each other": (rows) => rows.flatMap((row) => [row, row.map((value) => -value)]),
  "in two halves": (rows) => [...rows, ...rows.map((row) => row.map((value) => -value))],
  "next to each other, and others after them": (rows) => [
    ...rows.slice(1).flatMap((row) => [row, row.map((value) => -value)]),
    rows[0],
  ],
};

test.each(
  Object.keys(ORDERS).flatMap((order) =>
    [
      [3, 0, 2],
      [12, 0, 13],
      [17, 3, 9],
      [21, 9, 16],
      [40, 0, 60],
    ].map(([n, e, count]) => [order, n, e, count] as const),
  ),
)("negatives %s: %i variables, %i equalities, %i rows", (order, n, e, count) => {
  const random = new Random(n + e);
  const rowsOf = (many: number) =>
    Array.from({ length: many }, () => Array.from({ length: n }, () => random.normal()));
  const dot = (row: readonly number[], z: readonly number[]) =>
    row.reduce((sum, value, j) => sum + value * z[j], 0);
  const make = () => {
    const L = rowsOf(n);
    const Q = L.map((row, i) => L.map((other, j) => dot(row, other) + (i === j ? 1 : 0)));
    // Rows that begin with zeros, as those of control problems do.
    const G = ORDERS[order](rowsOf(count).map((row, i) => row.map((value, j) => (j < i % n ? 0 : value))));
    const A = rowsOf(e);
    const z = Array.from({ length: n }, () => random.normal());
    const h = G.map((row) => dot(row, z) + random.uniform(0, 1));
    return {
      Q,
      p: Array.from({ length: n }, () => 3 * random.normal()),
      A,
      b: A.map((row) => dot(row, z)),
      G,
      h,
    };
  };
  const [first, second] = [make(), make()];
  const inputsOf = (...elements: ReturnType<typeof make>[]) => {
    const [one] = elements;
    const names = e > 0 ? (["Q", "p", "A", "b", "G", "h"] as const) : (["Q", "p", "G", "h"] as const);
    return Object.fromEntries(
      names.map((name) => [
        name,
        elements.length === 1 ? one[name] : elements.map((element) => element[name]),
      ]),
    ) as unknown as typeof one;
  };
  const both = solve(inputsOf(first, second));
  [first, second].forEach((problem, element) => {
    const alone = solve(inputsOf(problem)).assertSolved();
    for (const name of NAMES) expect(partOf(both, name, element), name).toEqual(alone[name]);
    const cotangents = Array.from({ length: n }, (_, j) => Math.cos(j));
    const gradient = alone.vjp({ z: cotangents }).G!.data;
    const zeros = new Array<number>(n).fill(0);
    const weights = element === 0 ? [cotangents, zeros] : [zeros, cotangents];
    const size = gradient.length;
    expect(both.vjp({ z: weights }).G!.data.slice(element * size, (element + 1) * size)).toEqual(gradient);
  });
});
