import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { describeWith, LARGE_PROBLEMS, PROBLEM_SETS, testWith } from "../../test/support/needs.js";
import { solve, SparseMatrix } from "../index.js";
import { objectiveInFile } from "../io/problem-file.js";
import { readProblemFile } from "../io/node-problem.js";

const data = PROBLEM_SETS.folder;
const path = (name: string): string => `${data}maros-meszaros/${name}.QPS`;

/**
 * n, rows of type E, other rows (a range counts once), and the optimal objective to the digits published in
 * Maros & Mészáros, A repository of convex quadratic programming problems, 1999.
 */
const KNOWN: readonly [name: string, n: number, e: number, others: number, objective: number][] = [
  ["HS35MOD", 3, 0, 1, 0.25],
  ["HS76", 4, 0, 3, -4.68181818],
  ["HS118", 15, 0, 17, 664.82045],
  ["HS52", 5, 3, 0, 5.32664756],
  ["HS268", 5, 0, 5, 0],
  ["QPTEST", 2, 0, 2, 4.371875],
  ["TAME", 2, 1, 0, 0],
  ["LOTSCHD", 12, 7, 0, 2398.41589],
  ["QAFIRO", 32, 8, 19, -1.59078179],
  ["DUALC2", 7, 1, 228, 3551.30769],
  ["DUALC8", 8, 1, 502, 18309.3588],
  ["DUAL4", 75, 1, 0, 0.746090842],
  ["QPCBLEND", 83, 43, 31, -0.00784254307],
  ["PRIMALC2", 231, 0, 7, -3551.30769],
];

describeWith(PROBLEM_SETS, "the problem sets", () => {
  const files = ["maros-meszaros", "mpc"].flatMap((set) =>
    readdirSync(data + set).map((file) => `${set}/${file}`),
  );

  it.each(files)("%s can be read", async (file) => {
    const { name, problem, variableNames } = await readProblemFile(data + file);
    expect(file).toContain(`${name}.`);
    expect(variableNames.length).toBeGreaterThan(0);
    expect(problem.p).toBeDefined();
  });

  it.each(KNOWN)("%s has its published size", async (name, n, e, others) => {
    const file = await readProblemFile(path(name));
    const rows = new Set(file.inequalities.map(({ row }) => row)).size;
    expect([file.variableNames.length, file.equalityNames.length, rows]).toEqual([n, e, others]);
  });

  it.each(KNOWN)("%s has its published optimum", async (name, _n, _e, _others, objective) => {
    const file = await readProblemFile(path(name));
    const solution = solve(file.problem, { tolerance: 1e-6 }).assertSolved();
    const error = Math.abs(objectiveInFile(file, solution.objective[0]) - objective);
    expect(error).toBeLessThan(1e-6 * Math.max(1, Math.abs(objective)));
  });
});

testWith(LARGE_PROBLEMS, "VALUES is not convex, and refused as such", async () => {
  const { problem } = await readProblemFile(`${LARGE_PROBLEMS.folder}VALUES.QPS`);
  expect(problem.Q).toBeInstanceOf(SparseMatrix);
  expect(() => solve(problem)).toThrow(/positive semidefinite/);
});
