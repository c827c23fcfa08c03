/** The tables of README.md say what the committed results say. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { committed, describeWith } from "../test/support/needs.js";
import { tablesOf } from "../test/support/tables.js";
import { METHODS } from "./denoising/methods.js";

const folder = fileURLToPath(new URL(".", import.meta.url));
const text = readFileSync(`${folder}README.md`, "utf8");
const rows = tablesOf(text).flatMap(({ rows }) => rows);
const read = (path: string) => JSON.parse(readFileSync(folder + path, "utf8"));
const rowOf = (first: string): readonly string[] => rows.find(([cell]) => cell === first) ?? [];

describeWith(committed("experiments/denoising/results"), "denoising", () => {
  it.each(METHODS)("%s", (method) => {
    const { title, error, paper, complete } = read(`denoising/results/${method}.json`);
    expect(complete).toBe(true);
    const expected = [error.training.toFixed(2), error.test.toFixed(2)];
    if (paper !== undefined) expected.push(paper.training.toFixed(1), paper.test.toFixed(1));
    expect(rowOf(title).slice(1, 1 + expected.length)).toEqual(expected);
  });
});

describeWith(committed("experiments/portfolio/results"), "portfolios", () => {
  it.each([
    ["predictions (then optimise)", "prediction"],
    ["decisions (through the program)", "decision"],
  ])("%s", (first, aim) => {
    const { meanTestRegret } = read("portfolio/results/results.json");
    expect(rowOf(first)[1]).toBe(`${(100 * meanTestRegret[aim]).toFixed(1)} %`);
  });
});

describeWith(committed("experiments/classification/results"), "classification", () => {
  it.each([
    ["OptNet layer, 10 variables, 10 inequalities", "optnet"],
    ["dense layer of 10 units", "dense"],
  ])("%s", (first, name) => {
    const { best } = read(`classification/results/drawn/${name}.json`);
    expect(rowOf(first)[1]).toBe(`${(100 * best.metrics.test).toFixed(2)} %`);
  });
});

describeWith(committed("experiments/sudoku-nets/results"), "sudoku", () => {
  const error = (share: number): string => `${(100 * share).toFixed(1)} %`;

  it("by nets", () => {
    const test = (data: string, net: string): string =>
      error(read(`sudoku-nets/results/${data}/${net}.json`).best.metrics.test.error);
    const fullyConnected = [test("mini-sudoku", "fc"), test("generated", "fc")];
    expect(rowOf("Fully connected, 2 layers of 512").slice(1)).toEqual(fullyConnected);
    expect(rowOf("Convolutional, 10 layers of 32 filters, 15 epochs")[1]).toBe(test("mini-sudoku", "conv"));
  });

  it.each([
    ["0.1, 10 epochs (the paper's rate)", "mini-sudoku"],
    ["0.03, 25 epochs", "mini-sudoku-rate-0.03"],
  ])("from three seeds, Adam %s", (first, name) => {
    const { seeds, meanTestError, deviation } = read(`sudoku-seeds/results/${name}/seeds.json`);
    const each = seeds.map(({ testError }: { testError: number }) => (100 * testError).toFixed(1)).join(", ");
    const angles = seeds
      .map(({ angles }: { angles: number[] }) => `${angles.at(-1)!.toFixed(1)}°`)
      .join(", ");
    const spread = [meanTestError, deviation].map((share) => (100 * share).toFixed(2)).join(" ± ");
    expect(rowOf(first).slice(1)).toEqual([`${each} %`, `${spread} %`, angles]);
  });
});

it("shows pictures that exist", () => {
  const pictures = [...text.matchAll(/\]\(([^)]*\.svg)\)/g)].map(([, path]) => path);
  expect(pictures.length).toBeGreaterThan(5);
  expect(pictures.filter((path) => !existsSync(folder + path))).toEqual([]);
});
