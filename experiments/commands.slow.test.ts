/** Commands as a user runs them, on as little as they take. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runProgram, temporaryFolder } from "../tools/run-program.js";

const folder = temporaryFolder();
const run = (experiment: string, ...flags: string[]) =>
  runProgram(`experiments/${experiment}/run.ts`, flags, folder);
const read = (...path: string[]): string => readFileSync(join(folder, ...path), "utf8");

describe.each([
  {
    experiment: "sudoku-nets",
    flags: ["--net", "fc", "--puzzles", "60", "--epochs", "2", "--batch", "20"],
    pictures: ["errors.svg"],
    numbers: "fc.json",
  },
  {
    experiment: "classification",
    flags: ["--count", "80", "--hidden", "10", "--epochs", "2"],
    pictures: ["learning-curves.svg"],
    numbers: "optnet.json",
  },
  {
    experiment: "mpc",
    flags: ["--examples", "1", "--epochs", "2"],
    pictures: ["learning.svg", "closed-loop.svg"],
    numbers: "results.json",
  },
  {
    experiment: "portfolio",
    flags: ["--days", "40", "--epochs", "2", "--seeds", "2"],
    pictures: ["learning-curves.svg"],
    numbers: "results.json",
  },
  {
    experiment: "timing",
    flags: ["--size", "4", "--repeats", "1", "--quick"],
    pictures: ["batch-sweep.svg", "forward-backward.svg"],
    numbers: "timing.json",
  },
  {
    experiment: "expressiveness",
    flags: ["--quick"],
    pictures: ["maximum.svg"],
    numbers: "results.json",
  },
])("$experiment", ({ experiment, flags, pictures, numbers }) => {
  it("writes numbers without a machine's paths, and pictures", async () => {
    const { code, error } = await run(experiment, ...flags, "--out", experiment);
    expect(error).toBe("");
    expect(code).toBe(0);
    const { made } = JSON.parse(read(experiment, numbers));
    expect(made.machine.node).toBe(process.versions.node);
    expect(made.command).toBe(`npm run ${experiment.replace("-", ":")} -- ${flags.join(" ")}`);
    expect(read(experiment, numbers)).not.toContain(folder);
    for (const picture of pictures) {
      expect(read(experiment, picture)).toMatch(/^<svg/);
      expect(read(experiment, picture)).not.toContain("NaN");
    }
  });
});

describe("sudoku-seeds", () => {
  it("trains from two seeds and compares what they learned with the rules", async () => {
    const few = ["--seeds", "2", "--puzzles", "40", "--epochs", "1"];
    const { code, out } = await run("sudoku-seeds", ...few, "--out", "s");
    expect(code).toBe(0);
    expect(out).toMatch(/seed 2: kept epoch 1, test error \d+\.\d\d %; largest angle to the rules \d+\.\d°/);
    const { seeds } = JSON.parse(read("s", "seeds.json"));
    expect(seeds.map(({ angles }: { angles: number[] }) => angles.length)).toEqual([40, 40]);
    expect(existsSync(join(folder, "s", "seed-2", "layer", "model.json"))).toBe(true);
    expect(read("s", "seeds.svg")).toMatch(/^<svg/);
  });
});
