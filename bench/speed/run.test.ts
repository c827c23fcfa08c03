import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { ROOT, versionIn } from "../../tools/made.js";
import { runProgram, temporaryFolder } from "../../tools/run-program.js";
import { BUILD, testWith } from "../../test/support/needs.js";
import type { Results } from "./results.js";

const folder = temporaryFolder();
const bench = (...flags: string[]) =>
  runProgram("bench/speed/run.ts", flags, folder, {
    environment: { TSX_TSCONFIG_PATH: join(ROOT, "bench/speed/tsconfig.json") },
  });
const short = ["--quick", "--rounds", "1", "--seconds", "0.001", "--sizes", "4,1,3", "--batch", "4"];
const written = (): Results => JSON.parse(readFileSync(join(folder, "speed.json"), "utf8")) as Results;

testWith(BUILD, "measures every part, names what is missing, and writes Markdown and JSON", async () => {
  const absent = ["--peers", "npm-quadprog,piqp", "--python", join(folder, "no-python")];
  const parts = ["--parts", "table,sudoku,single,gradients"];
  const { out, error } = await bench(...short, ...absent, ...parts, "--out", folder);
  expect(error).toMatch(/piqp is missing .*ENOENT/);
  expect(out).toBe(`${readFileSync(join(folder, "speed.md"), "utf8")}\n`);
  expect(out).toContain("| 4,1,3 distinct ×4 |");
  expect(out).not.toContain("## Not counted");
  const results = written();
  expect(results.table.map(({ shared }) => shared)).toEqual([true, false]);
  for (const { ours, peers } of [...results.table, ...results.sudoku, ...results.single]) {
    expect(ours.residuals!.primal).toBeLessThan(1e-8);
    expect(ours.microseconds!.median).toBeGreaterThan(0);
    expect(peers.some(({ name }) => name === "npm quadprog")).toBe(true);
  }
  expect(results.gradients).toHaveLength(2);
  expect(Object.keys(results.missing)).toEqual(["piqp"]);
  expect(results.made).toMatchObject({
    version: versionIn(ROOT),
    command: expect.stringMatching(/^npm run bench -- --quick/),
  });
  expect(JSON.stringify(results)).not.toContain(folder);
});

testWith(BUILD, "measures another build row by row, gradients too, and every way to call it", async () => {
  const build = join(folder, "other");
  mkdirSync(build);
  cpSync(join(ROOT, "dist"), join(build, "dist"), { recursive: true });
  cpSync(join(ROOT, "package.json"), join(build, "package.json"));
  const parts = ["--parts", "table,single,sweep,gradients,mpc", "--peers", "none"];
  const { code, out } = await bench(...short, ...parts, "--against", build, "--out", folder);
  expect(code).toBe(0);
  const { against, table } = written();
  expect(against).toBe(`optnet ${versionIn(ROOT)} (other)`);
  expect(table[1].peers.map(({ kind, failure }) => [kind, failure])).toEqual([["build", undefined]]);
  const section = out.slice(out.indexOf("## Against another build"));
  for (const row of [
    "4,1,3 shared ×4",
    "4,1,3 shared ×4 (QpSolver, kept)",
    "4,1,3 distinct ×4",
    "10,0,10 solve distinct ×4, one by one",
    "10,0,10 shared ×1024",
    "4,1,3 distinct ×4, vjp",
    "aircraft, 20 steps",
    "double integrator, 20 steps, cold in place",
  ])
    expect(section).toMatch(
      new RegExp(`^\\| ${row.replace(/[()]/g, "\\$&")} \\| [\\d.]+ \\| [\\d.]+ \\| [\\d.]+×`, "m"),
    );
  expect(section).toMatch(
    /Geometric mean of 25 rows: \d+\.\d{3}×\. Slower than it was on \d+ of them, of which/,
  );
});

testWith(BUILD, "refuses a wrong flag, and a folder that is no build", async () => {
  expect((await bench("--sizes", "10")).error).toMatch(/^--sizes: expected triples/);
  expect((await bench("--against", "nothing")).error).toMatch(/^--against: .*no package\.json in nothing/);
});
