/** The tables in README.md that repeat what the code or a recorded run says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SETTINGS } from "optnet";
import { describe, expect, test } from "vitest";
import { rowsOfTables } from "../tools/tables.js";
import { read, ROOT } from "./imports.js";
import { committed, describeWith } from "./support/needs.js";

const rows = rowsOfTables(read("README.md"));

function rowOf(first: string, cells: number): string[] {
  return rows.find((row) => row[0] === first && row.length === cells) ?? [];
}

describe("the table of settings", () => {
  test.each(Object.entries(SETTINGS))("%s", (name, setting) => {
    const [, usual, range, meaning] = rowOf(name, 4);
    const { default: value } = setting;
    expect(usual).toBe(typeof value === "number" ? String(value) : JSON.stringify(value));
    expect(range).toBe(
      setting.kind === "choice" ? setting.choices.join(", ") : `${setting.min} to ${setting.max}`,
    );
    expect(meaning).toBe(setting.meaning);
  });
});

const RESULTS = "experiments/sudoku/results";

describeWith(committed(RESULTS), "the test errors of mini-Sudoku", () => {
  interface Results {
    readonly best: { readonly epoch: number };
    readonly epochs: readonly { readonly test: { readonly error: number; readonly unsolved: number } }[];
  }
  test.each([
    ["generated from seed 1", "generated"],
    ["the paper's, mini-sudoku.csv", "mini-sudoku"],
  ])("%s", (first, folder) => {
    const path = join(ROOT, RESULTS, folder, "results.json");
    const { best, epochs } = JSON.parse(readFileSync(path, "utf8")) as Results;
    const errors = epochs.slice(0, 10).map((epoch) => (100 * epoch.test.error).toFixed(1));
    expect(rowOf(first, 11).slice(1)).toEqual(errors);
    expect(read("README.md")).toContain(`validation error: epoch ${best.epoch}`);
  });
});
