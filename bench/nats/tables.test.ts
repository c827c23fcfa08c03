import { expect, test } from "vitest";
import type { Round } from "./training.js";
import { callTable, scalingSentence, scalingTable, serviceTable, trainingTable } from "./tables.js";

const SIZE = { variables: 10, equalities: 0, inequalities: 5 };

test("a row of calls has a cell for every column, and a dash where nothing is known", () => {
  const rate = { callsPerSecond: 250, p50: 3, p99: 12.5, bytes: 1000 };
  const cost = { client: 1e-4, worker: 2e-3, server: 3e-5 };
  const [head, , known, unknown] = callTable([
    { ...SIZE, batch: 8, clients: 4, rate: { ...rate, cost } },
    { ...SIZE, batch: 8, clients: 0, rate: { ...rate, cost: undefined } },
  ]).split("\n");
  expect(known).toBe("| 10,0,5 | 8 | 4 | 250 | 2000 | 3.00 | 12.5 | 100 | 2000 | 30.0 |");
  expect(unknown).toBe("| 10,0,5 | 8 | in process | 250 | 2000 | 3.00 | 12.5 | – | – | – |");
  expect(known.split("|").length).toBe(head.split("|").length);
});

const at = (drift: number, { alone, both, one, two }: Round): Round => ({
  ...{ alone: drift * alone, both: drift * both, one: drift * one, two: drift * two },
});

test("scaling has its ratios the right way up, and says where two workers begin to pay", () => {
  const rows = [
    { problemsPerExample: 1, rounds: [{ alone: 10, both: 11, one: 42, two: 8 }] },
    { problemsPerExample: 2, rounds: [{ alone: 20, both: 22, one: 36, two: 24 }] },
    // A machine that drifts: each round has its own ratios.
    {
      problemsPerExample: 4,
      rounds: [1, 5, 0.2].map((drift) => at(drift, { alone: 40, both: 50, one: 48, two: 25 })),
    },
  ];
  expect(scalingTable(rows).split("\n").at(-1)).toBe("| 40.0 | 48.0 | 25.0 | 1.92 | 1.60 | 1.60 | 500 |");
  expect(scalingSentence(rows)).toMatch(/from steps of about 40\.0 ms/);
  expect(scalingSentence(rows.slice(0, 2))).toMatch(/not faster/);
});

test("the tables on paper have a row for 10, 100 and 1,000 machines", () => {
  const rate = { callsPerSecond: 250, p50: 3, p99: 12.5, bytes: 1e5 };
  const cost = { client: 1e-4, worker: 1e-3, server: 1e-4 };
  const rows = [1, 64].map((batch) => ({ ...SIZE, batch, clients: 4, rate: { ...rate, cost } }));
  expect(
    serviceTable([...rows, { ...SIZE, batch: 64, clients: 0, rate: { ...rate, cost: undefined } }]),
  ).toBe(
    [
      "| n,e,m | batch | machines | workers | server | its network | clients' cores | first limit |",
      "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
      "| 10,0,5 | 64 | 10 | 160000 | 160000 | 12500 | 1.25 | network |",
      "| 10,0,5 | 64 | 100 | 1600000 | 160000 | 12500 | 1.25 | network |",
      "| 10,0,5 | 64 | 1000 | 16000000 | 160000 | 12500 | 1.25 | network |",
    ].join("\n"),
  );
  const last = trainingTable({ each: 1e-4, perByte: 1e-9 }).split("\n").at(-1);
  expect(last).toBe("| 1000000 | 1000 | 12.8 | 12.8 | 17.6 | 96.82 % |");
});
