/** The command as a user runs it. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runProgram, temporaryFolder } from "../../tools/run-program.js";

const folder = temporaryFolder();
const run = (...flags: string[]) => runProgram("experiments/sudoku/run.ts", flags, folder);

const small = ["--puzzles", "60", "--batch", "18", "--seed", "5"];

describe("npm run sudoku", () => {
  it("trains, keeps the layer, the numbers and the curve, and evaluates the layer again", async () => {
    const { code, out } = await run(...small, "--epochs", "2", "--out", "r");
    expect(code).toBe(0);
    expect(out).toContain("60 puzzles generated from seed 5");
    expect(out).toContain("A board it has never seen:");
    expect(out).toMatch(/In r: layer\/, results\.json, learning-curve\.svg/);
    const results = JSON.parse(readFileSync(join(folder, "r/results.json"), "utf8"));
    expect(results.made.command).toBe(`npm run sudoku -- --puzzles 60 --epochs 2 --seed 5 --batch 18`);
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
    const { code, out } = await runProgram("experiments/sudoku/run.ts", flags, folder, {
      interruptAt: "2/40 ",
    });
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

    const other = await run(...small, "--epochs", "41", "--out", "stopped", "--resume", "--batch", "17");
    expect(other.error).toMatch(/^--batch: expected 18, which the interrupted run was started with, got 17/);
    const none = await run(...small, "--out", "nowhere", "--resume");
    expect(none.error).toMatch(/^--resume: expected a run in nowhere, got none/);
  });

  it("explains its flags, whose defaults are the paper's training", async () => {
    const { out } = await run("--help");
    for (const usual of ["(10000; --quick 1500)", "(10; --quick 8)", "(150; --quick 30)", "of Adam (0.1)"])
      expect(out).toContain(usual);
  });

  it("explains what is wrong in one line, without a stack", async () => {
    writeFileSync(join(folder, "bad.csv"), "puzzle,solution\n12,34\n");
    const { code, error } = await run("--data", "bad.csv");
    expect(error).toMatch(/^bad\.csv, line 2: expected a puzzle of 16 digits 0–4, got "12".*\n$/);
    expect(code).toBe(1);
  });
});
