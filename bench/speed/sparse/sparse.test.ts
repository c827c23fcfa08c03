import { expect, test } from "vitest";
import { solve } from "optnet";
import type { Pass, SparseSolver } from "./compare.js";
import { ACCEPTED, compareSparse, problemOf, worstOf } from "./compare.js";
import { generatedCases } from "./problems.js";
import { encodeCase, oursFor } from "./solvers.js";
import { sparseFailures, sparseTable } from "./table.js";

const cases = generatedCases(true, 1, (problem) => solve(problem).z).map((make) => make());

test.each(cases.map((one) => [one.name, one] as const))(
  "%s is solved, and its answers are checked",
  async (_, of) => {
    for (const solver of oursFor(of)) {
      const pass = await solver.solve(of, 60);
      expect(pass.answers).toHaveLength(of.elements.length);
      expect(worstOf(of, pass)).toBeLessThan(ACCEPTED);
      const z = Float64Array.from(pass.answers[0].z);
      z[0] += 1e-3;
      const wrong: Pass = { ...pass, answers: [{ ...pass.answers[0], z }] };
      expect(worstOf(of, wrong)).toBeGreaterThan(ACCEPTED);
    }
  },
);

test("loops are solved warm with fewer factorisations than cold", async () => {
  const loop = cases.find(({ kind, name }) => kind === "loop" && name.includes("12 states"))!;
  const [warm, cold] = await Promise.all(oursFor(loop).map((solver) => solver.solve(loop, 60)));
  expect(warm.iterations).toBeLessThan(cold.iterations!);
});

test("cases are sent with every element, and matrices by rows", () => {
  const batch = cases.find(({ kind }) => kind === "batch")!;
  const { n, A, elements } = encodeCase(batch) as { n: number; A: { shape: number[] }; elements: object[] };
  expect(elements).toHaveLength(batch.elements.length);
  expect(A.shape[1]).toBe(n);
  expect(problemOf(batch, 1).b).toBe(batch.elements[1].b);
});

test("who is wrong, breaks or is slow does not count, and is named", async () => {
  const [of] = cases;
  const peer = (name: string, run: SparseSolver["solve"]): SparseSolver => ({
    ...{ name, version: "1", solve: run, close: () => undefined },
  });
  const [mine] = oursFor(of);
  const solvers = [
    mine,
    peer("exact", (one) => mine.solve(one, 60)),
    peer("zero", async (one) => {
      const pass = await mine.solve(one, 60);
      const z = new Float64Array(pass.answers[0].z.length);
      return { ...pass, answers: [{ ...pass.answers[0], z }] };
    }),
    peer("broken", () => {
      throw new Error("no answer within 4 s");
    }),
  ];
  const found = await compareSparse(of, solvers, { rounds: 1, limit: 60 }, () => undefined);
  expect(found.entries.map(({ failure }) => failure === undefined)).toEqual([true, true, false, false]);
  expect(sparseFailures([found]).join("\n")).toMatch(
    /zero does not count: says solved, and is off by.*\n.*broken.*4 s/,
  );
  expect(sparseTable([found])).toMatch(/\| failed \| failed \|/);
});
