/** The command as a user runs it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runProgram, temporaryFolder } from "../../tools/run-program.js";

const PROGRAM = "experiments/denoising/run.ts";
const folder = temporaryFolder();
const run = (...flags: string[]) => runProgram(PROGRAM, flags, folder);

const small = ["--signals", "40", "--batch", "20", "--epochs", "2"];
const result = (out: string, name: string): any => JSON.parse(readFileSync(join(folder, out, name), "utf8")); // eslint-disable-line @typescript-eslint/no-explicit-any

describe("npm run denoising", () => {
  it("runs all methods and keeps numbers and pictures", async () => {
    const { code, out } = await run(...small, "--out", "r");
    expect(code).toBe(0);
    for (const title of [
      "Fully connected net",
      "Pure OptNet",
      "Total variation",
      "OptNet tuned TV",
      "OptNet, adaptive TV",
    ])
      expect(out).toMatch(new RegExp(`^${title} +\\d+\\.\\d\\d +\\d+\\.\\d\\d `, "m"));
    for (const name of ["fc", "optnet", "optnet-tv", "adaptive"]) {
      expect(result("r", `${name}.json`).complete).toBe(true);
      expect(result("r", `${name}.json`).epochs).toHaveLength(2);
    }
    expect(result("r", "tv.json").grid).toHaveLength(101);
    expect(result("r", "optnet-tv.json").settings.lambda).toBe(result("r", "tv.json").lambda);
    for (const picture of ["learning-curves.svg", "tv-grid.svg", "examples.svg"])
      expect(readFileSync(join(folder, "r", picture), "utf8")).toMatch(/^<svg/);
  });

  it("keeps what was learned on an interrupt, and goes on with --resume", async () => {
    const flags = ["--method", "optnet", "--signals", "40", "--batch", "4", "--epochs", "60", "--out", "s"];
    const { code, out } = await runProgram(PROGRAM, flags, folder, { interruptAt: " 2/60 " });
    expect(code).toBe(0);
    expect(out).toContain(`npm run denoising -- ${flags.join(" ")} --resume`);
    expect(result("s", "optnet.json").complete).toBe(false);

    const wrong = await run(...flags.map((flag) => (flag === "60" ? "61" : flag)), "--resume");
    expect(wrong.error).toMatch(/^--epochs: expected 60, which the interrupted run was started with, got 61/);
    const more = await run(...flags, "--resume");
    expect(more.out).toMatch(/Resuming after epoch \d+ and \d+ batches/);
    expect(result("s", "optnet.json").complete).toBe(true);
    expect(result("s", "optnet.json").epochs).toHaveLength(60);
  });

  it("explains what is wrong in one line, without a stack", async () => {
    const { code, error } = await run("--method", "magic");
    expect(error).toMatch(
      /^--method: expected one of all, fc, optnet, tv, optnet-tv, adaptive, got "magic".*\n$/,
    );
    expect(code).toBe(1);
  });
});
