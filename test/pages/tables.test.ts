/** Tables and numbers on the pages that repeat what the code or a recorded run says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SETTINGS } from "optnet";
import { expect, test } from "vitest";
import type { Comparison, Entry } from "../../bench/speed/compare.js";
import { counts } from "../../bench/speed/compare.js";
import type { Results as SpeedResults } from "../../bench/speed/results.js";
import { read, ROOT } from "../imports.js";
import { committed, describeWith } from "../support/needs.js";
import { tableOf } from "../support/tables.js";

const experiments = read("docs/guide/experiments.md");

function resultsOf<Results>(path: string): Results {
  return JSON.parse(readFileSync(join(ROOT, path), "utf8")) as Results;
}

/** The rows of a table, each by its first cell. */
function rowsOf(page: string, first: string): Map<string, readonly string[]> {
  return new Map(tableOf(page, first).rows.map(([name, ...cells]) => [name, cells]));
}

test("the table of settings", () => {
  const plain = (cells: readonly string[]): string[] => cells.map((cell) => cell.replaceAll("`", ""));
  const rows = tableOf(read("docs/guide/settings.md"), "setting").rows.map(plain);
  const expected = Object.entries(SETTINGS).map(([name, setting]) => {
    const { default: value } = setting;
    return [
      name,
      typeof value === "number" ? String(value) : JSON.stringify(value),
      setting.kind === "choice" ? setting.choices.join(", ") : `${setting.min} to ${setting.max}`,
      setting.meaning,
    ];
  });
  expect(rows.filter(([name]) => name in SETTINGS)).toEqual(expected);
});

describeWith(committed("bench/speed/results"), "speed", () => {
  const results = resultsOf<SpeedResults>("bench/speed/results/speed.json");
  const microseconds = (entry: Entry | undefined): number => entry!.microseconds!.median;

  /** The fastest variant of the solvers that are asked for. */
  function best({ ours, peers }: Comparison, wanted: (entry: Entry) => boolean): Entry {
    const candidates = peers.filter(
      (entry) => counts(entry) && entry.tolerance <= ours.tolerance && wanted(entry),
    );
    return candidates.reduce((a, b) => (microseconds(a) <= microseconds(b) ? a : b));
  }

  const isDaqp = ({ name }: Entry): boolean => name.startsWith("daqp");

  test("in the decision about the dual form", () => {
    const page = read("docs/decisions/0001-dual-form-and-pivoting.md");
    const digits = (entry: Entry): string => {
      const value = microseconds(entry);
      return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
    };
    for (const [name, cells] of rowsOf(page, "n, e, m")) {
      const comparison = results.table.find((one) => one.name === name && one.shared)!;
      const piqp = best(comparison, (entry) => entry.name.startsWith("piqp"));
      expect(cells, name).toEqual([comparison.ours, piqp, best(comparison, isDaqp)].map(digits));
    }
  });
});

test("the sizes that the bundles may have", () => {
  const limits = [
    ...read("test/package.test.ts").matchAll(/expect\(sizes\[\d\]\)\.toBeLessThan\((\d+)_000\)/g),
  ];
  const [solve, all] = limits.map(([, kilobytes]) => kilobytes);
  const text = read("docs/guide/performance.md").replace(/\s+/g, " ");
  expect(text).toContain(`may take ${solve} kB, and all of the core ${all} kB.`);
});

describeWith(committed("experiments/denoising/results"), "denoising", () => {
  test.each([
    ["fully connected net", "fc"],
    ["pure OptNet", "optnet"],
    ["total variation", "tv"],
    ["OptNet tuned TV", "optnet-tv"],
    ["OptNet, adaptive TV (ours)", "adaptive"],
  ])("%s", (name, file) => {
    interface Results {
      readonly error: { readonly test: number };
      readonly paper?: { readonly test: number };
    }
    const { error, paper } = resultsOf<Results>(`experiments/denoising/results/${file}.json`);
    expect(rowsOf(experiments, "method, mean squared test error").get(name)).toEqual([
      error.test.toFixed(2),
      paper?.test.toFixed(1) ?? "",
    ]);
  });
});

const SUDOKU = "experiments/sudoku/results";

describeWith(committed(SUDOKU), "the test errors of mini-Sudoku", () => {
  interface Results {
    readonly best: { readonly epoch: number };
    readonly epochs: readonly { readonly test: { readonly error: number; readonly unsolved: number } }[];
  }
  test.each([
    ["generated from seed 1", "generated"],
    ["the paper's, `mini-sudoku.csv`", "mini-sudoku"],
  ])("%s", (first, folder) => {
    const { best, epochs } = resultsOf<Results>(`${SUDOKU}/${folder}/results.json`);
    const errors = epochs.slice(0, 10).map((epoch) => (100 * epoch.test.error).toFixed(1));
    expect(rowsOf(experiments, "data (1000 test boards)").get(first)).toEqual(errors);
    expect(experiments.replace(/\s+/g, " ")).toContain(`validation error: epoch ${best.epoch}`);
  });
});
