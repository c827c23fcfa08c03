import { expect, test } from "vitest";
import { readPeer, table } from "./table.js";

const SIZE = { variables: 6, equalities: 2, inequalities: 4 };

const LINE = {
  ...SIZE,
  ...{ batch: 3, precision: "float32", setUp: 1, upload: 2, forward: 3, read: 4, backward: 5 },
  ...{
    microsecondsPerProblem: 1000,
    cpuMicrosecondsPerProblem: 2500,
    iterations: 7,
    unsolved: 0,
    errorZ: 1e-9,
    errorGradient: 2e-8,
    checked: 3,
  },
};

test("a line has a peer's times beside it where sizes and batch are the same", () => {
  const peer = readPeer(JSON.stringify({ measurements: [{ ...SIZE, batch: 3, forward: 30, backward: 6 }] }));
  expect(table([LINE], true, peer).split("\n")).toHaveLength(3);
  expect(table([LINE], false, peer)).toContain("| 30.00 | 6.00 | 10.0× |");
  expect(table([{ ...LINE, batch: 4 }], false, peer)).toMatch(/\| {2}\| {2}\| {2}\|$/);
  expect(table([LINE], false)).toContain("| 1000.00 | 2500.00 | 2.5× |");
  expect(table([LINE], false)).toMatch(/\| 1\.0e-9 \| 2\.0e-8 \|$/);
});
