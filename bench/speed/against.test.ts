import { expect, it } from "vitest";
import { againstRows, againstTable } from "./against.js";
import type { Entry } from "./compare.js";
import type { Results } from "./results.js";

const NAME = "optnet 0.0.9 (old (copy))";
const summary = (median: number) => ({
  ...{ median, lowerQuartile: 0.9 * median, upperQuartile: 1.1 * median, samples: 5 },
});
const entry = (name: string, kind: Entry["kind"], median: number, failure?: string): Entry => ({
  ...{ name, kind, tolerance: 1e-8, elements: 4, residuals: undefined, failure },
  microseconds: summary(median),
});
const peers = [
  entry(NAME, "build", 3),
  entry("optnet, kept", "ours", 4),
  entry(`${NAME}, kept`, "build", 2),
  entry("piqp (fresh)", "native", 1),
];
const comparison = { name: "10,0,10", shared: true, batch: 4, ours: entry("optnet", "ours", 2), peers };
const failing = { ...comparison, shared: false, peers: [entry(NAME, "build", 9, "primal residual 1")] };
const cost = {
  ...{ name: "10,0,10", shared: true, batch: 4, forward: summary(1), backward: summary(2) },
  against: { name: NAME, forward: summary(4), backward: summary(1.9) },
};
const results = {
  ...{ against: NAME, table: [comparison, failing], gradients: [cost] },
  ...{ sudoku: [], single: [], sweep: [], mpc: [] },
} as unknown as Results;

it("pairs every way to call today's build with the same way to call the other", () => {
  expect(againstRows(results).map(({ name, today, other }) => [name, today?.median, other?.median])).toEqual([
    ["10,0,10 shared ×4", 2, 3],
    ["10,0,10 shared ×4, kept", 4, 2],
    ["10,0,10 distinct ×4", 2, undefined],
    ["10,0,10 shared ×4, solve before vjp", 1, 4],
    ["10,0,10 shared ×4, vjp", 2, 1.9],
  ]);
});

it("says which rows are lost, which of them clearly, and leaves failures out of the mean", () => {
  const lines = againstTable(results)!.split("\n");
  expect(lines.slice(2, 7).map((line) => line.split(" | ").slice(1).join(" "))).toEqual([
    "2.00 3.00 1.500×  |",
    "4.00 2.00 0.500× clearly |",
    "2.00 failed –  |",
    "1.00 4.00 4.000×  |",
    "2.00 1.90 0.950× within quartiles |",
  ]);
  // (1.5 · 0.5 · 4 · 0.95)^¼
  expect(lines.at(-1)).toBe(
    "Geometric mean of 4 rows: 1.299×. Slower than it was on 2 of them, of which the quartiles overlap on 1.",
  );
  expect(againstTable({ ...results, table: [], gradients: [] })).toBeUndefined();
});
