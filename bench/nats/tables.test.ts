import { expect, test } from "vitest";
import { callTable, scalingSentence, scalingTable } from "./tables.js";

const SIZE = { variables: 10, equalities: 0, inequalities: 5 };

test("a row of calls has a cell for every column, and a dash where nothing is known", () => {
  const rate = { callsPerSecond: 250, p50: 3, p99: 12.5 };
  const cost = { client: 1e-4, worker: 2e-3, server: 3e-5 };
  const [head, , known, unknown] = callTable([
    { ...SIZE, batch: 8, clients: 4, rate: { ...rate, cost } },
    { ...SIZE, batch: 8, clients: 0, rate: { ...rate, cost: undefined } },
  ]).split("\n");
  expect(known).toBe("| 10,0,5 | 8 | 4 | 250 | 2000 | 3.00 | 12.5 | 100 | 2000 | 30.0 |");
  expect(unknown).toBe("| 10,0,5 | 8 | in process | 250 | 2000 | 3.00 | 12.5 | – | – | – |");
  expect(known.split("|").length).toBe(head.split("|").length);
});

test("scaling has its ratios the right way up, and says where two workers begin to pay", () => {
  const rows = [
    { problemsPerExample: 1, alone: 10, one: 42, two: 8 },
    { problemsPerExample: 2, alone: 20, one: 36, two: 24 },
    { problemsPerExample: 4, alone: 40, one: 48, two: 25 },
  ];
  expect(scalingTable(rows).split("\n").at(-1)).toBe("| 40.0 | 48.0 | 25.0 | 1.92 | 1.60 | 500 |");
  expect(scalingSentence(rows)).toMatch(/from steps of about 40\.0 ms/);
  expect(scalingSentence(rows.slice(0, 2))).toMatch(/not faster/);
});
