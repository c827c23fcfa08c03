/** Whatever becomes of workers, and in whatever order a pool is used: everything settles, with the right answer. */
import fc from "fast-check";
import type { Solution } from "optnet";
import { describe, expect, test, vi } from "vitest";
import { complaintOf } from "../complaint.js";
import { differences, gradientDifferences } from "./batch.js";
import { HANGING, TEXTS, watched } from "./hosts.js";
import {
  B,
  cotangents,
  expectDerivatives,
  expectRight,
  gradients,
  one,
  pooled,
  problem,
  tangents,
  tidyPools,
} from "./pooled.js";

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

tidyPools();

test("a worker that cannot be started at all is reported, once where the call goes on without", async () => {
  const failing = () => {
    throw new Error("not allowed");
  };
  const { pool } = pooled([], { ways: [failing] });
  expect(await complaintOf(() => pool.solveAsync(problem))).toBe("worker: not allowed");
  expectRight(pool.solve(problem));
  expectRight(pool.solve(problem));
  await turn();
  expect(console.warn).toHaveBeenCalledTimes(1);
  expect(vi.mocked(console.warn).mock.calls[0][0]).toContain("not allowed");
});

test("where one way to start a worker fails, the next is taken, and later first", async () => {
  const good = watched();
  const tried: string[] = [];
  const failing = ["throws", "ends", "hangs"].map(
    (kind) => (events: Parameters<(typeof good.host.ways)[0]>[0]) => {
      tried.push(kind);
      if (kind === "throws") throw new Error("not allowed");
      return watched([
        kind === "ends" ? "process.exit(1)" : "setInterval(() => undefined, 1e6)",
      ]).host.ways[0](events);
    },
  );
  const { pool } = pooled([], { ways: [...failing, ...good.host.ways], startPatience: 300 });
  expectRight(await pool.solveAsync(problem));
  expect(new Set(tried)).toEqual(new Set(["throws", "ends", "hangs"]));
  const before = tried.length;
  for (const worker of good.workers) void worker.terminate();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expectRight(await pool.solveAsync(problem));
  expect(tried.length).toBe(before);
});

test("a worker that hangs does not keep a call that blocks waiting for ever", async () => {
  const { pool, workers } = pooled([TEXTS.good, HANGING, TEXTS.good]);
  // Workers start while this thread solves; the second hangs as soon as it takes part.
  for (let call = 0; call < 4; call++) {
    const solution = pool.solve(problem);
    expectRight(solution);
    expectDerivatives(solution);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  expect(workers.length).toBeGreaterThan(1);
});

describe("workers that are terminated", () => {
  test("during solveAsync, between calls and before derivatives", async () => {
    const { pool, workers } = pooled();
    const kill = (): void => {
      for (const worker of workers) void worker.terminate();
    };
    const kept = await pool.solveAsync(problem);
    const running = pool.solveAsync(problem);
    kill();
    expectRight(await running);
    kill();
    expectDerivatives(kept);
    expectRight(await pool.solveAsync(problem));
    kill();
    expectRight(pool.solve(problem));
    kill();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expectRight(pool.solve(problem));
    expectDerivatives(kept);
    expect(differences(one, kept)).toEqual([]);
  });
});

describe("dispose", () => {
  test("during solveAsync rejects it, and every later call", async () => {
    const { pool } = pooled();
    const running = [pool.solveAsync(problem), pool.solveAsync(problem)];
    pool.dispose();
    for (const promise of running) {
      expect(await complaintOf(() => promise)).toBe("pool: one that was disposed of before it was done");
    }
    pool.dispose();
    expect(await complaintOf(() => pool.solveAsync(problem))).toBe("pool: one that was disposed of");
    expect(await complaintOf(() => pool.solve(problem))).toBe("pool: one that was disposed of");
  });

  test.each(["solve", "solveAsync"] as const)(
    "after %s leaves the solution with its derivatives",
    async (how) => {
      const { pool } = pooled();
      const solution = await pool[how](problem);
      const again = await pool[how](problem);
      pool.dispose();
      expectRight(solution);
      expectDerivatives(solution);
      expect(again.jacobian("z", "b").data).toEqual(one.jacobian("z", "b").data);
      solution.dispose();
      solution.dispose();
      pool.dispose();
      expect(await complaintOf(() => solution.vjp(cotangents))).toBe("solution: one that was disposed of");
    },
  );
});

test("in any order of calls, deaths and disposals everything settles with the right answer or an error", async () => {
  const operation = fc.constantFrom(
    ...([
      "solve",
      "solveAsync",
      "vjp",
      "jvp",
      "certificate",
      "kill",
      "dispose",
      "disposeSolution",
      "wait",
    ] as const),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 12 }), async (operations) => {
      const { pool, workers } = pooled();
      const solutions: Solution[] = [];
      const pending: Promise<unknown>[] = [];
      let disposed = false;
      for (const what of operations) {
        const last = solutions.at(-1);
        if (what === "solve") {
          const complaint = await complaintOf(() => {
            solutions.push(pool.solve(problem));
          });
          expect(complaint).toBe(disposed ? "pool: one that was disposed of" : "none");
        } else if (what === "solveAsync") {
          pending.push(
            complaintOf(async () => {
              const solution = await pool.solveAsync(problem);
              expectRight(solution);
              solutions.push(solution);
            }).then((complaint) => expect(complaint).toMatch(/^none$|disposed of/)),
          );
        } else if (what === "vjp" && last) {
          expect(gradientDifferences(gradients, last.vjp(cotangents))).toEqual([]);
        } else if (what === "jvp" && last) expect(last.jvp({ p: problem.p })).toEqual(tangents);
        else if (what === "certificate" && last)
          expect(last.certificate(B - 9)).toEqual(one.certificate(B - 9));
        else if (what === "kill") for (const worker of workers) void worker.terminate();
        else if (what === "wait") await new Promise((resolve) => setTimeout(resolve, 20));
        else if (what === "disposeSolution") solutions.pop()?.dispose();
        else if (what === "dispose") {
          pool.dispose();
          disposed = true;
        }
      }
      await Promise.all(pending);
      for (const solution of solutions) {
        expectRight(solution);
        expectDerivatives(solution);
      }
      pool.dispose();
    }),
    { numRuns: 25, seed: 3 },
  );
});

test("jobs that nobody disposes of do not gather", async () => {
  const { pool } = pooled();
  const first = pool.solve(problem);
  for (let call = 0; call < 300; call++) pool.solve(problem);
  expectRight(first);
  expectDerivatives(first);
  await turn();
  expectRight(pool.solve(problem));
});
