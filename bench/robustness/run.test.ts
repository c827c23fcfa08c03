import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runProgram, temporaryFolder } from "../../tools/run-program.js";
import type { Score } from "./summary.js";

const folder = temporaryFolder();

describe("bench:robustness", () => {
  it("solves and checks a folder, and reports what cannot be solved or read", async () => {
    const data = join(folder, "tiny");
    mkdirSync(data);
    writeFileSync(join(data, "GOOD.json"), '{"Q":[[2,0],[0,2]],"p":[-2,-6],"A":[[1,1]],"b":[2],"lower":0}');
    writeFileSync(join(data, "EMPTY.json"), '{"p":[1],"G":[[1],[-1]],"h":[-1,-1]}');
    writeFileSync(join(data, "BROKEN.QPS"), "ROWS\n N C\nCOLUMNS\n X C one\nENDATA\n");
    writeFileSync(join(data, "notes.txt"), "not a problem");
    const flags = ["--data", data, "--out", "out", "--tolerances", "1e-3,1e-8"];
    const { out, error } = await runProgram("bench/robustness/run.ts", flags, folder);

    expect(out).toMatch(/\| tiny \| 1e-3 +\| 1 of 3 +\| 33\.3 % +\| 0 /);
    expect(out).toMatch(/- EMPTY at 1e-8: primalInfeasible/);
    expect(out).toContain('- BROKEN at 1e-3: error: BROKEN.QPS:4: expected a number, got "one"');
    expect(error).toMatch(/GOOD at 1e-8: solved in \d+ iterations/);

    const { made, scores, sets } = JSON.parse(readFileSync(join(folder, "out", "robustness.json"), "utf8"));
    expect(scores.map((score: Score) => [score.tolerance, score.solved])).toEqual([
      [1e-3, 1],
      [1e-8, 1],
    ]);
    const good = sets[0].attempts.find((one: { problem: string }) => one.problem === "GOOD");
    expect(good.residuals.objective).toBeCloseTo(-8, 2);
    const markdown = readFileSync(join(folder, "out", "robustness.md"), "utf8");
    expect(markdown).toMatch(/\| GOOD +\| 2 \| 1 \| 0 \| 1e-8 +\| solved /);
    expect(made.command).toBe("npm run bench:robustness -- --data tiny --tolerances 1e-3,1e-8");
    expect(markdown + JSON.stringify({ made, sets })).not.toContain(folder);
  });
});
