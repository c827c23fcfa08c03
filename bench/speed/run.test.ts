import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, expect } from "vitest";
import { BUILD, testWith } from "../../test/support/needs.js";
import type { Results } from "./report.js";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "optnet-bench-"));
afterAll(() => rmSync(folder, { recursive: true }));

function bench(...flags: string[]): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, ["--import", "tsx", path("run.ts"), ...flags], {
    env: { ...process.env, TSX_TSCONFIG_PATH: path("tsconfig.json") },
    cwd: path("../.."),
  });
}

testWith(BUILD, "measures every part, names what is missing, and writes Markdown and JSON", async () => {
  const flags = ["--quick", "--rounds", "1", "--seconds", "0.001", "--sizes", "4,1,3", "--batch", "4"];
  const absent = ["--peers", "npm-quadprog,piqp", "--python", join(folder, "no-python")];
  const parts = ["--parts", "table,sudoku,single,gradients"];
  const { stdout, stderr } = await bench(...flags, ...absent, ...parts, "--out", folder);
  expect(stderr).toMatch(/piqp is missing .*ENOENT/);
  expect(stdout).toBe(`${readFileSync(join(folder, "speed.md"), "utf8")}\n`);
  expect(stdout).toContain("| 4,1,3 distinct ×4 |");
  expect(stdout).not.toContain("## Not counted");
  const results = JSON.parse(readFileSync(join(folder, "speed.json"), "utf8")) as Results;
  expect(results.table.map(({ shared }) => shared)).toEqual([true, false]);
  for (const { ours, peers } of [...results.table, ...results.sudoku, ...results.single]) {
    expect(ours.residuals!.primal).toBeLessThan(1e-8);
    expect(ours.microseconds!.median).toBeGreaterThan(0);
    expect(peers.some(({ name }) => name === "npm quadprog")).toBe(true);
  }
  expect(results.gradients).toHaveLength(2);
  expect(Object.keys(results.machine.missing)).toEqual(["piqp"]);
});

testWith(BUILD, "refuses a wrong flag", async () => {
  await expect(bench("--sizes", "10")).rejects.toThrow(/--sizes takes triples/);
});
