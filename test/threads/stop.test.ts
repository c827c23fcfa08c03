/** Time limits and signals, where others solve. */
import type { SettingsInput, Solution, Status } from "optnet";
import { solve } from "optnet";
import { afterEach, describe, expect, test } from "vitest";
import type { ThreadPoolBase } from "../../src/execute/threads/pool.js";
import type { SolverWorkerBase } from "../../src/execute/threads/solver-worker.js";
import { batchOf, cotangentsOf, differences, gradientDifferences } from "./batch.js";
import { poolOn, watched, workerOn } from "./hosts.js";

const B = 700;
const problem = batchOf(8, B);
const one = solve(problem);

const open: { dispose(): void }[] = [];
const pooled = (): ThreadPoolBase => {
  const pool = poolOn(watched().host);
  open.push(pool);
  return pool;
};
const inWorker = (): SolverWorkerBase => {
  const worker = workerOn(watched().host);
  open.push(worker);
  return worker;
};
afterEach(() => {
  for (const one of open.splice(0)) one.dispose();
});

/** What solves, and how. */
const WAYS = {
  "pool.solve": () => {
    const pool = pooled();
    return (settings: SettingsInput) => pool.solve(problem, settings);
  },
  "pool.solveAsync": () => {
    const pool = pooled();
    return (settings: SettingsInput) => pool.solveAsync(problem, settings);
  },
  "worker.solve": () => {
    const worker = inWorker();
    return (settings: SettingsInput) => worker.solve(problem, settings);
  },
} satisfies Record<string, () => (settings: SettingsInput) => unknown>;

const OUTPUTS = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "slack", "objective"] as const;

/** Every element is as it is without a limit, or has the status timeLimit. */
function expectCut(cut: Solution | Solution<"later">, whole: Solution): void {
  const wrong = cut.status.filter((status, i) => {
    if (status === "timeLimit") return false;
    if (status !== whole.status[i]) return true;
    return OUTPUTS.some((name) => {
      const length = whole[name].length / B;
      for (let k = i * length; k < (i + 1) * length; k++)
        if (!Object.is(cut[name][k], whole[name][k])) return true;
      return false;
    });
  });
  expect(wrong).toEqual([]);
}

describe.each(Object.entries(WAYS))("%s", (_name, open) => {
  test.each([{}, { infeasible: "closestFeasible" }] as SettingsInput[])(
    "ends by time, %j",
    async (settings) => {
      const run = open();
      const whole = solve(problem, settings);
      const none = await run({ ...settings, timeLimit: 0 });
      expect(none.status).toEqual(new Array<Status>(B).fill("timeLimit"));
      expect(none.z.every(Number.isFinite)).toBe(true);
      const zeros = await none.vjp(cotangentsOf(B));
      expect(zeros.p!.data.every((value) => value === 0)).toBe(true);
      expect(none.certificate(3)).toBeUndefined();
      for (const timeLimit of [1e-4, 1e-3, 2e-3, 4e-3, 8e-3]) {
        const cut = await run({ ...settings, timeLimit });
        expectCut(cut, whole);
        const gradients = await cut.vjp(cotangentsOf(B));
        const expected = whole.vjp(cotangentsOf(B)).p!.data;
        cut.status.forEach((status, i) => {
          const width = expected.length / B;
          for (let k = i * width; k < (i + 1) * width; k++) {
            if (!Object.is(gradients.p!.data[k], status === "timeLimit" ? 0 : expected[k])) {
              throw new Error(`gradient of element ${i}, ${status}`);
            }
          }
        });
      }
      const enough = await run({ ...settings, timeLimit: 1e5 });
      expect(differences(whole, enough)).toEqual([]);
      expect(gradientDifferences(whole.vjp(cotangentsOf(B)), await enough.vjp(cotangentsOf(B)))).toEqual([]);
    },
  );
});

const ABORTABLE = {
  "pool.solveAsync": () => {
    const pool = pooled();
    return (settings: object) => pool.solveAsync(problem, settings);
  },
  "worker.solve": () => {
    const worker = inWorker();
    return (settings: object) => worker.solve(problem, settings);
  },
};

describe.each(Object.entries(ABORTABLE))("%s with a signal", (_name, open) => {
  const reasonOf = (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => "no reason",
      (reason: unknown) => reason,
    );
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, milliseconds));

  test("that is aborted before, at once and meanwhile rejects with the reason, and can be used again", async () => {
    const run = open();
    const reason = new Error("changed my mind");
    expect(await reasonOf(run({ signal: AbortSignal.abort(reason) }))).toBe(reason);
    for (const settings of [{}, { infeasible: "closestFeasible" }]) {
      for (const wait of [-1, 0, 1, 3, 6, 10, 20]) {
        const controller = new AbortController();
        const running = reasonOf(run({ ...settings, signal: controller.signal }));
        if (wait >= 0) await pause(wait);
        controller.abort(reason);
        expect([reason, "no reason"]).toContain(await running);
        if (wait < 0) expect(await running).toBe(reason);
      }
    }
    expect(differences(one, await run({}))).toEqual([]);
  });

  test("of a call that waits for another", async () => {
    const run = open();
    const controller = new AbortController();
    const first = run({});
    const second = reasonOf(run({ signal: controller.signal }));
    const third = run({});
    controller.abort();
    expect(((await second) as Error).name).toBe("AbortError");
    expect(differences(one, await first)).toEqual([]);
    expect(differences(one, await third)).toEqual([]);
  });

  test("that is never aborted, or later", async () => {
    const run = open();
    const controller = new AbortController();
    const solution = await run({ signal: controller.signal });
    controller.abort();
    expect(differences(one, solution)).toEqual([]);
    const [gradients] = [await solution.vjp(cotangentsOf(B))];
    expect(gradientDifferences(one.vjp(cotangentsOf(B)), gradients)).toEqual([]);
  });

  test("by a time of its own", async () => {
    const run = open();
    const reason = await reasonOf(run({ signal: AbortSignal.timeout(1) }));
    expect(reason === "no reason" || (reason as Error).name === "TimeoutError").toBe(true);
  });
});
