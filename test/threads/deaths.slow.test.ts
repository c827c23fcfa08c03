/** Workers that die or hang in every way, at every moment: everything settles, with the right answer. */
import { describe, expect, test } from "vitest";
import { complaintOf } from "../complaint.js";
import { TEXTS } from "./hosts.js";
import { expectDerivatives, expectRight, pooled, problem, tidyPools } from "./pooled.js";

tidyPools();

describe.each(Object.entries(TEXTS))("the first two workers: %s", (name, text) => {
  const starts = !["ends at once", "throws at once", "is no program"].includes(name);
  const texts = [text, text, TEXTS.good];

  test("solve and its derivatives", async () => {
    const { pool } = pooled(texts);
    for (let call = 0; call < 4; call++) {
      const solution = pool.solve(problem);
      expectRight(solution);
      expectDerivatives(solution);
      // The first call may be over before workers have started.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });

  test("solveAsync and its derivatives, twice", async () => {
    const { pool } = pooled(texts);
    for (let call = 0; call < 2; call++) {
      const [first, second] = await Promise.all([pool.solveAsync(problem), pool.solveAsync(problem)]);
      for (const solution of [first, second]) {
        expectRight(solution);
        expectDerivatives(solution);
        solution.dispose();
      }
    }
  });

  test("workers that are always so", async () => {
    const { pool, workers } = pooled([text]);
    const complaint = await complaintOf(async () => expectRight(await pool.solveAsync(problem)));
    if (name === "good" || name === "ends when it has claimed its third chunk")
      expect(complaint).toBe("none");
    else if (!starts) expect(complaint).toContain("worker: ");
    const solution = pool.solve(problem);
    expectRight(solution);
    expectDerivatives(solution);
    // They are not started over and over.
    expect(workers.length).toBeLessThan(40);
  });
});
