/** The command as a user runs it. */
import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "sudoku-run-"));
afterAll(() => rmSync(folder, { recursive: true }));
const command = ["--import", "tsx", join(root, "experiments/sudoku/run.ts")];
const environment = { ...process.env, INIT_CWD: folder };

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

function run(...flags: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...command, ...flags],
      { cwd: root, env: environment },
      (failure, out, error) => resolve({ code: failure ? Number(failure.code) : 0, out, error }),
    );
  });
}

const small = ["--puzzles", "60", "--batch", "18", "--seed", "5"];

describe("npm run sudoku", () => {
  it("trains, keeps the layer, the numbers and the curve, and evaluates the layer again", async () => {
    const { code, out } = await run(...small, "--epochs", "2", "--out", "r");
    expect(code).toBe(0);
    expect(out).toContain("60 puzzles generated from seed 5");
    expect(out).toContain("A board it has never seen:");
    expect(out).toMatch(/In r: layer\/, results\.json, learning-curve\.svg/);
    const results = JSON.parse(readFileSync(join(folder, "r/results.json"), "utf8"));
    expect(results.complete).toBe(true);
    expect(results.epochs).toHaveLength(2);
    expect(results.best.test.boards).toBe(6);
    expect(readFileSync(join(folder, "r/learning-curve.svg"), "utf8")).toMatch(/^<svg/);

    const measures = /Test error:.*\n.*\nQPs unsolved:.*/;
    const again = await run(...small, "--evaluate", "r");
    expect(again.out.match(measures)![0]).toBe(out.match(measures)![0]);
  });

  it("keeps what was learned on an interrupt, and goes on with --resume", async () => {
    const flags = [...small, "--epochs", "40", "--out", "stopped"];
    const child = spawn(process.execPath, [...command, ...flags], { cwd: root, env: environment });
    let out = "";
    let interrupted = false;
    child.stdout.on("data", (data) => {
      out += String(data);
      if (interrupted || !out.includes("2/40 ")) return;
      interrupted = child.kill("SIGINT");
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code).toBe(0);
    expect(out).toMatch(/Stopped after epoch \d+ and \d+ batches of the next; what was learned is kept/);
    expect(out).toContain(`npm run sudoku -- ${flags.join(" ")} --resume`);
    for (const file of ["layer/model.json", "results.json", "learning-curve.svg"])
      expect(existsSync(join(folder, "stopped", file))).toBe(true);

    const epochs = Number(/Stopped after epoch (\d+)/.exec(out)![1]);
    const more = await run(...small, "--epochs", String(epochs + 1), "--out", "stopped", "--resume");
    expect(more.out).toContain(`Resuming after epoch ${epochs} and`);
    const results = JSON.parse(readFileSync(join(folder, "stopped/results.json"), "utf8"));
    expect(results.epochs).toHaveLength(epochs + 1);
  });

  it("explains what is wrong in one line, without a stack", async () => {
    writeFileSync(join(folder, "bad.csv"), "puzzle,solution\n12,34\n");
    const { code, error } = await run("--data", "bad.csv");
    expect(error).toMatch(/^bad\.csv, line 2: expected a puzzle of 16 digits 0–4, got "12".*\n$/);
    expect(code).toBe(1);
  });
});
