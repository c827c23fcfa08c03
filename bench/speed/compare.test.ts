import { describe, expect, it } from "vitest";
import { best, compare, ratio } from "./compare.js";
import type { Contender, Kind } from "./contender.js";
import { measureOneByOne } from "./contender.js";
import { generate } from "../../tools/problems/generate.js";
import { ours } from "./ours.js";
import { failureLines, fullTable, summaryTable } from "./table.js";

const problem = generate({ variables: 3, equalities: 0, inequalities: 2 }, 4, true, 2);
const rounds = { rounds: 3, seconds: 0, fewest: 1, repeats: 1 };
const right = await ours(problem).measure(rounds);

/** A contender that takes as long as it says. */
function fake(name: string, kind: Kind, microseconds: number, change: Partial<Contender> = {}): Contender {
  const measure = async () => ({ elements: 4, seconds: [microseconds * 1e-6], answers: right.answers });
  return { name, kind, tolerance: 1e-8, measure, ...change };
}

describe("compare", () => {
  it("alternates, leaves out the first round, and takes the median", async () => {
    const order: string[] = [];
    let visits = 0;
    const drifting = fake("a", "native", 0, {
      measure: async () => ({
        elements: 4,
        seconds: [[1, 7, 40, 8][visits++] * 1e-6],
        answers: right.answers,
      }),
    });
    const result = await compare(
      problem,
      fake("mine", "ours", 2),
      [drifting, fake("b", "javascript", 9)],
      rounds,
      (name) => order.push(name),
    );
    expect(order.join(" ")).toBe("mine a b" + " mine a mine b".repeat(3));
    expect(result.ours.microseconds).toMatchObject({ median: expect.closeTo(2, 9), samples: 6 });
    expect(result.peers[0].microseconds).toMatchObject({ median: expect.closeTo(8, 9), samples: 3 });
    expect(ratio(result, best(result, "native"))).toBeCloseTo(4, 9);
    expect(ratio(result, best(result, "javascript"))).toBeCloseTo(4.5, 9);
  });

  it("does not count what is wrong, what throws and what is less accurate, and says so", async () => {
    const off = { ...right.answers, z: right.answers.z.map((value) => value + 0.1) };
    const peers = [
      fake("wrong", "native", 1, {
        measure: async () => ({ elements: 4, seconds: [1e-6], answers: off }),
      }),
      fake("throws", "native", 1, { measure: () => Promise.reject(new Error("domain error")) }),
      fake("loose", "native", 2, { tolerance: 1e-6 }),
      fake("slow", "native", 50),
    ];
    const result = await compare(problem, fake("mine", "ours", 2), peers, rounds);
    expect(result.peers.map(({ microseconds }) => microseconds?.samples)).toEqual([
      undefined,
      undefined,
      3,
      3,
    ]);
    expect(best(result, "native")?.name).toBe("slow");
    expect(best(result, "javascript")).toBeUndefined();
    const failures = failureLines([result]).join("\n");
    expect(failures).toMatch(/^- wrong on 3,0,2 shared ×4: .*dual residual .*\n- throws .*: domain error$/);

    const summary = summaryTable([result]).split("\n");
    expect(summary).toHaveLength(3);
    expect(summary[2]).toBe("| 3,0,2 shared ×4 | 2.00 | 50.0 slow | 25.0× | – | – |");
    expect(fullTable([result]).split("\n").slice(2)).toEqual([
      "| **optnet** | 2.00 |",
      "| wrong | failed |",
      "| throws | failed |",
      "| loose | 2.00 |",
      "| slow | 50.0 |",
    ]);
  });

  it("gives no ratio where our own answers do not pass", async () => {
    const answers = { ...right.answers, z: right.answers.z.map((value) => value + 0.1) };
    const mine = fake("mine", "ours", 1, {
      measure: async () => ({ elements: 4, seconds: [1e-6], answers }),
    });
    const result = await compare(problem, mine, [fake("peer", "native", 5)], rounds);
    expect(result.ours.failure).toBeDefined();
    expect(ratio(result, best(result, "native"))).toBeNaN();
    expect(summaryTable([result])).toContain("| failed | 5.00 peer | – |");
  });
});

describe("measureOneByOne", () => {
  it("stops early where a solver is slow, but not before it has done a few", () => {
    const wait = (): void => {
      const end = performance.now() + 5;
      while (performance.now() < end);
    };
    const { elements, seconds, raw } = measureOneByOne(
      100,
      { seconds: 0.001, fewest: 3, repeats: 9 },
      (i) => i,
      (i) => (wait(), i),
    );
    expect([elements, raw]).toEqual([3, [0, 1, 2]]);
    expect(seconds).toHaveLength(1);
    expect(seconds[0]).toBeGreaterThan(0.0049);
  });

  it("repeats the whole batch where there is time, and counts what happens once per batch", () => {
    let begun = 0;
    const { elements, seconds } = measureOneByOne(
      4,
      { seconds: 60, fewest: 1, repeats: 3 },
      (i) => i,
      () => undefined,
      () => begun++,
    );
    expect([elements, seconds.length, begun]).toEqual([4, 3, 3]);
  });
});
