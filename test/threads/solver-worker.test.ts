/** One worker that shares no memory, here without any memory to share. */
import fc from "fast-check";
import type { ProblemInput } from "optnet";
import { OptNetError, solve } from "optnet";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { SolverWorkerBase } from "../../src/execute/threads/solver-worker.js";
import type { Solution } from "optnet";
import { complaintOf } from "../complaint.js";
import { batchOf, cotangentsOf, differences, gradientDifferences } from "./batch.js";
import { TEXTS, watched, workerOn } from "./hosts.js";

const B = 300;
const problem = batchOf(4, B);
const cotangents = cotangentsOf(B);
const one = solve(problem);
const gradients = one.vjp(cotangents);

const open: SolverWorkerBase[] = [];
function started(...texts: Parameters<typeof watched>) {
  const found = watched(...texts);
  const worker = workerOn(found.host);
  open.push(worker);
  return { worker, ...found };
}
afterEach(() => {
  for (const worker of open.splice(0)) worker.dispose();
  vi.unstubAllGlobals();
});

const run = (worker: SolverWorkerBase, input: ProblemInput = problem): Promise<Solution<"later">> =>
  worker.solve(input);

describe.each([true, false])("where threads can share memory: %s", (shared) => {
  const begin = (...texts: Parameters<typeof watched>) => {
    if (!shared) vi.stubGlobal("SharedArrayBuffer", undefined);
    return started(...texts);
  };

  test("numbers, derivatives and certificates are those of solve", async () => {
    const { worker } = begin();
    const [solution, other] = await Promise.all([run(worker), run(worker, batchOf(5, B))]);
    expect(differences(one, solution)).toEqual([]);
    expect(differences(solve(batchOf(5, B)), other)).toEqual([]);
    expect(gradientDifferences(gradients, await solution.vjp(cotangents))).toEqual([]);
    const wrt = await solution.vjp(cotangents, { wrt: ["b", "upper"] });
    expect(Object.keys(wrt)).toEqual(["b", "upper"]);
    expect(wrt.b).toEqual(gradients.b);
    expect(await solution.jvp({ p: problem.p, upper: 1 })).toEqual(one.jvp({ p: problem.p, upper: 1 }));
    expect(await solution.jacobian("z", "b")).toEqual(one.jacobian("z", "b"));
    expect(() => solution.certificate(B)).toThrow("element");
    expect(() => solution.assertSolved()).toThrow("status[3]");
  });

  test("abort spares other solutions, and the next call does not wait", async () => {
    const { worker, workers } = begin();
    const kept = await run(worker);
    const controller = new AbortController();
    const large = batchOf(6, 20_000);
    const running = worker.solve(large, { signal: controller.signal });
    const next = run(worker);
    await new Promise((resolve) => setTimeout(resolve, 30));
    controller.abort("enough");
    await expect(running).rejects.toBe("enough");
    expect(differences(one, await next)).toEqual([]);
    expect(gradientDifferences(gradients, await kept.vjp(cotangents))).toEqual([]);
    expect(workers.length).toBe(shared ? 1 : 2);
    kept.dispose();
    if (shared) return;
    // Nobody needs the first worker any more.
    await new Promise((resolve) => workers[0].once("exit", resolve));
    expect(differences(one, await run(worker))).toEqual([]);
  });

  test("a worker that dies rejects what it was asked, and another goes on", async () => {
    const { worker, workers } = begin();
    const kept = await run(worker);
    const running = complaintOf(() => worker.solve(batchOf(6, 20_000)));
    const next = run(worker);
    await new Promise((resolve) => setTimeout(resolve, 20));
    void workers[0].terminate();
    expect(await running).toMatch(/^worker: it ended/);
    expect(differences(one, await next)).toEqual([]);
    expect(await complaintOf(() => kept.vjp(cotangents))).toMatch(/^worker: it ended/);
    expect(kept.z).toEqual(one.z);
    kept.dispose();
  });
});

test("errors are those of solve", async () => {
  const { worker } = started();
  const bad: ProblemInput[] = [
    { p: [1, NaN] },
    {
      Q: [
        [1, 2],
        [2, 1],
      ],
      p: [1, 1],
      G: [[1, 1]],
      h: [1],
    },
    { Q: [1, -1], p: [1, 1] },
    { Q: [1, 1], p: [1, 2, 3] },
    { p: [1], qq: 3 } as ProblemInput,
    { p: [[1], [2]], b: [1] },
    { p: "no" } as unknown as ProblemInput,
  ];
  for (const input of bad) {
    const expected = await complaintOf(() => solve(input));
    expect(expected).not.toBe("none");
    expect(await complaintOf(() => worker.solve(input))).toBe(expected);
  }
  const solution = await run(worker);
  for (const attempt of [
    (from: Pick<Solution<"later">, "vjp">) => from.vjp({ y: [1] } as object),
    (from: Pick<Solution<"later">, "vjp">) => from.vjp({ z: [1] }),
    (from: Pick<Solution<"later">, "vjp">) => from.vjp({ z: () => 1 } as object),
    (from: Pick<Solution<"later">, "vjp">) => from.vjp(cotangents, { wrt: ["Z" as "p"] }),
    (from: Pick<Solution<"later">, "jvp">) => from.jvp({ p: [1] }),
    (from: Pick<Solution<"later">, "jacobian">) => from.jacobian("z", "q" as "p"),
  ] as ((from: unknown) => unknown)[]) {
    const expected = await complaintOf(() => attempt(one));
    expect(expected).not.toBe("none");
    expect(await complaintOf(() => attempt(solution))).toBe(expected);
  }
});

test("inputs are copied at the call, or taken over with transfer", async () => {
  const { worker } = started();
  const expected = solve({ Q: [1, 2], p: [-1, -2], G: [[1, 1]], h: [0.5] });
  const p = new Float64Array([-1, -2]);
  const part = new Float64Array([9, 1, 2, 9]).subarray(1, 3);
  const rest = { G: [[1, 1]], h: new Float32Array([0.5]) };
  const first = worker.solve({ Q: part, p, ...rest });
  p.fill(7);
  expect((await first).z).toEqual(expected.z);
  p.set([-1, -2]);
  const moved = worker.solve({ Q: part, p, ...rest }, { transfer: true });
  expect(p.length).toBe(0);
  expect(part.length).toBe(2);
  expect(rest.h.length).toBe(1);
  expect((await moved).z).toEqual(expected.z);
  const twice = new Float64Array([-1, -1]);
  const both = await worker.solve({ Q: [1, 1], p: twice, lower: twice, upper: [2, 2] }, { transfer: true });
  expect([...both.z]).toEqual([...solve({ Q: [1, 1], p: [-1, -1], lower: [-1, -1], upper: [2, 2] }).z]);
  expect(await complaintOf(() => worker.solve(problem, { transfer: 1 as never }))).toBe(
    "settings.transfer: 1",
  );
  // What is refused is not taken.
  const q = new Float64Array([1, 1, 1]);
  expect(await complaintOf(() => worker.solve({ Q: [1, 1], p: q }, { transfer: true }))).toContain("Q: ");
  expect(q.length).toBe(3);
});

test("workers that do not start are reported, to every call", async () => {
  for (const text of ["ends at once", "throws at once", "is no program"] as const) {
    const { worker } = started([TEXTS[text]]);
    const complaints = await Promise.all([1, 2, 3].map(() => complaintOf(() => run(worker))));
    for (const complaint of complaints) expect(complaint).toMatch(/^worker: /);
  }
});

test("after dispose everything is refused, and what runs is rejected", async () => {
  const { worker } = started();
  const solution = await run(worker);
  const running = [run(worker), run(worker)].map((promise) => complaintOf(() => promise));
  const derivative = complaintOf(() => solution.vjp(cotangents));
  worker.dispose();
  worker.dispose();
  for (const complaint of await Promise.all(running)) {
    expect(complaint).toBe("worker: one that was disposed of before it was done");
  }
  expect(await derivative).toBe("worker: one that was disposed of");
  expect(await complaintOf(() => run(worker))).toBe("worker: one that was disposed of");
  expect(await complaintOf(() => solution.jvp({ p: problem.p }))).toBe("worker: one that was disposed of");
  solution.dispose();
  solution.dispose();
  for (const use of [
    () => solution.vjp(cotangents),
    () => solution.jvp({}),
    () => solution.jacobian("z", "p"),
    () => solution.certificate(3),
  ]) {
    expect(await complaintOf(use)).toBe("solution: one that was disposed of");
  }
  expect(solution.z).toEqual(one.z);
});

test("in any order of calls, deaths, aborts and disposals everything settles", async () => {
  const operation = fc.constantFrom(
    ...(["solve", "abort", "vjp", "jvp", "kill", "dispose", "disposeSolution", "wait"] as const),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 14 }), fc.boolean(), async (operations, shared) => {
      if (!shared) vi.stubGlobal("SharedArrayBuffer", undefined);
      const { worker, workers } = started();
      const solutions: Solution<"later">[] = [];
      const pending: Promise<void>[] = [];
      const controllers: AbortController[] = [];
      const expectSettled = (promise: Promise<unknown>): void => {
        const settled = promise.then(
          () => undefined,
          (error: unknown) =>
            expect(error instanceof OptNetError || (error as Error).name === "AbortError").toBe(true),
        );
        pending.push(settled);
      };
      for (const what of operations) {
        const last = solutions.at(-1);
        if (what === "solve") {
          const controller = new AbortController();
          controllers.push(controller);
          expectSettled(
            worker.solve(problem, { signal: controller.signal }).then((solution) => {
              expect(differences(one, solution)).toEqual([]);
              solutions.push(solution);
            }),
          );
        } else if (what === "abort") controllers.pop()?.abort();
        else if (what === "vjp" && last) {
          expectSettled(
            last.vjp(cotangents).then((found) => expect(gradientDifferences(gradients, found)).toEqual([])),
          );
        } else if (what === "jvp" && last) expectSettled(last.jvp({ p: problem.p }));
        else if (what === "kill") for (const one of workers) void one.terminate();
        else if (what === "wait") await new Promise((resolve) => setTimeout(resolve, 30));
        else if (what === "disposeSolution") solutions.pop()?.dispose();
        else if (what === "dispose") worker.dispose();
      }
      await Promise.all(pending);
      worker.dispose();
      vi.unstubAllGlobals();
    }),
    { numRuns: 30, seed: 5 },
  );
});
