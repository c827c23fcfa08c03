/** Commands as a user runs them, on as little as they take. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "commands-"));
afterAll(() => rmSync(folder, { recursive: true }));

function run(experiment: string, ...flags: string[]): Promise<{ code: number; out: string; error: string }> {
  const program = join(root, "experiments", experiment, "run.ts");
  const environment = { ...process.env, INIT_CWD: folder };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", "tsx", program, ...flags],
      { cwd: root, env: environment },
      (failure, out, error) => resolve({ code: failure ? Number(failure.code) : 0, out, error }),
    );
  });
}

const read = (...path: string[]): string => readFileSync(join(folder, ...path), "utf8");

describe.each([
  {
    experiment: "sudoku-nets",
    flags: ["--net", "fc", "--puzzles", "60", "--batch", "20", "--epochs", "2"],
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
    flags: ["--quick", "--size", "4", "--repeats", "1"],
    pictures: ["batch-sweep.svg", "forward-backward.svg"],
    numbers: "timing.json",
  },
])("$experiment", ({ experiment, flags, pictures, numbers }) => {
  it("writes numbers without a machine's paths, and pictures", async () => {
    const { code, error } = await run(experiment, ...flags, "--out", experiment);
    expect(error).toBe("");
    expect(code).toBe(0);
    expect(JSON.parse(read(experiment, numbers)).machine.node).toBe(process.version);
    expect(read(experiment, numbers)).not.toContain(folder);
    for (const picture of pictures) {
      expect(read(experiment, picture)).toMatch(/^<svg/);
      expect(read(experiment, picture)).not.toContain("NaN");
    }
  });
});

describe("sudoku-seeds", () => {
  it("trains from two seeds and compares what they learned with the rules", async () => {
    const { code, out } = await run(
      "sudoku-seeds",
      "--seeds",
      "2",
      "--puzzles",
      "40",
      "--epochs",
      "1",
      "--out",
      "s",
    );
    expect(code).toBe(0);
    expect(out).toMatch(/seed 2: kept epoch 1, test error \d+\.\d\d %; largest angle to the rules \d+\.\d°/);
    const { seeds } = JSON.parse(read("s", "seeds.json"));
    expect(seeds.map(({ angles }: { angles: number[] }) => angles.length)).toEqual([40, 40]);
    expect(existsSync(join(folder, "s", "seed-2", "layer", "model.json"))).toBe(true);
    expect(read("s", "seeds.svg")).toMatch(/^<svg/);
  });
});
