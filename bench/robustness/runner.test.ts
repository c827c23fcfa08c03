import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../tools/run-program.js";
import { Runner } from "./runner.js";

const folder = temporaryFolder();

/** A worker that does what the name of the problem says. */
const worker = join(folder, "worker.mjs");
writeFileSync(
  worker,
  `process.on("message", ({ problem, tolerance }) => {
    if (problem === "crash") process.exit(7);
    if (problem === "hang") for (;;);
    process.send({ problem, tolerance, outcome: "solved", residuals: { primal: NaN } });
  });`,
);

const request = (problem: string) =>
  ({ path: "", problem, tolerance: 1e-6, expected: "solved", maxIterations: undefined }) as const;

describe("Runner", () => {
  it("outlives workers that crash and workers that hang", async () => {
    const runner = new Runner(2, worker);
    expect(await runner.run(request("first"))).toMatchObject({ problem: "first", outcome: "solved" });
    expect(await runner.run(request("crash"))).toMatchObject({ outcome: "crash", message: /code 7/ });
    expect(await runner.run(request("hang"))).toMatchObject({ outcome: "timeLimit", tolerance: 1e-6 });
    const last = await runner.run(request("last"));
    expect(last.outcome).toBe("solved");
    expect(last.residuals.primal).toBeNaN();
    runner.close();
  });
});
