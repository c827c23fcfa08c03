import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { honest, later, program, TestCrew, WEIGHTS, type Answer } from "../../test/support/training-crew.js";
import { bunchSize, computeBunch } from "./bunch.js";
import { Coordinator } from "./coordinator.js";
import { Lost } from "./crew.js";
import { localCrew } from "./local.js";
import { leavesOf, type LeafProgram, type LeafResult, type Step } from "./program.js";

const STEP: Step = { epoch: 1, batch: 0, examples: 64 };
const LIMITS = { waiting: 48, share: 0.5, milliseconds: 1, longest: 25, bytes: 100 };

describe("the size of a bunch", () => {
  test("is large at first and one at the end", () => {
    const sizes: number[] = [];
    for (let waiting = 48; waiting > 0; waiting -= sizes.at(-1)!)
      sizes.push(bunchSize({ ...LIMITS, waiting }));
    expect(sizes[0]).toBe(16);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(sizes.slice(-3)).toEqual([1, 1, 1]);
  });

  test("is one where nothing is known, where leaves are slow, and where they are large", () => {
    expect(bunchSize({ ...LIMITS, milliseconds: 0 })).toBe(1);
    expect(bunchSize({ ...LIMITS, milliseconds: 26 })).toBe(1);
    expect(bunchSize({ ...LIMITS, milliseconds: 24 })).toBe(2);
    expect(bunchSize({ ...LIMITS, bytes: 2 ** 18 })).toBe(1);
    expect(bunchSize({ ...LIMITS, bytes: 2 ** 16 })).toBe(4);
  });

  test("is a whole number from one, within its bounds, whatever is given", () => {
    const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), positive, positive, (waiting, milliseconds, bytes) => {
        const size = bunchSize({ ...LIMITS, waiting, milliseconds, bytes });
        expect(Number.isInteger(size) && size >= 1 && size <= waiting).toBe(true);
        expect(size === 1 || (size - 1) * milliseconds <= 25).toBe(true);
      }),
    );
  });
});

describe("leaves of a bunch", () => {
  const step: Step = { epoch: 1, batch: 0, examples: 3 };

  test("may be computed in the same arrays", async () => {
    const gradient = new Float32Array(1);
    const reusing = program({
      leaf: (_step, { index }) => ({ gradients: [gradient.fill(index)], values: [index] }),
    });
    const { results } = await computeBunch(reusing, step, leavesOf(3, 1));
    expect(results.map(({ gradients }) => gradients[0][0])).toEqual([0, 1, 2]);
  });

  test.each([[new Error("broken")], [undefined], [""]])(
    "end at the one that fails with %s",
    async (thrown) => {
      const failing = program({
        leaf: (_step, { index }) => {
          if (index === 1) throw thrown;
          return { gradients: [], values: [] };
        },
      });
      const { results, failure } = await computeBunch(failing, step, leavesOf(3, 1));
      expect(results).toHaveLength(1);
      expect(failure).toBeDefined();
    },
  );
});

describe("a step in bunches", () => {
  const open: Coordinator[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });
  /** After some steps, in which it is learned how long leaves take. */
  async function acquainted(...answers: Answer[]) {
    const crew = new TestCrew();
    const members = answers.map((answer, i) => crew.join(`member ${i}`, answer));
    const coordinator = new Coordinator(program(), crew, { leaf: 1 });
    open.push(coordinator);
    for (let step = 0; step < 6; step++) await coordinator.gradient(STEP, WEIGHTS);
    for (const { tasks } of members) tasks.length = 0;
    return { crew, members, coordinator };
  }

  async function expected(own: LeafProgram = program()) {
    const coordinator = new Coordinator(program(), localCrew([own]), { leaf: 1 });
    open.push(coordinator);
    return coordinator.gradient(STEP, WEIGHTS);
  }

  test("takes few messages, and has the same bits", async () => {
    const { members, coordinator } = await acquainted(honest, honest);
    expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(await expected());
    const tasks = members.flatMap(({ tasks }) => tasks);
    expect(new Set(tasks.flat()).size).toBe(64);
    expect(tasks.length).toBeLessThan(32);
    expect(Math.max(...tasks.map(({ length }) => length))).toBeGreaterThan(3);
  });

  test("gives out slow leaves singly", async () => {
    const slow: Answer = async (one, compute) => (await later(30), honest(one, compute));
    const crew = new TestCrew();
    const member = crew.join("slow", slow);
    const coordinator = new Coordinator(program(), crew, { leaf: 8, ahead: 1 });
    open.push(coordinator);
    for (let step = 0; step < 2; step++) await coordinator.gradient(STEP, WEIGHTS);
    expect(member.tasks.map(({ length }) => length)).toEqual(member.tasks.map(() => 1));
  });

  test("keeps to the most leaves that its caller allows", async () => {
    const crew = new TestCrew();
    const member = crew.join("one", honest);
    const coordinator = new Coordinator(program(), crew, { leaf: 1, bunch: 3 });
    open.push(coordinator);
    for (let step = 0; step < 3; step++) await coordinator.gradient(STEP, WEIGHTS);
    expect(Math.max(...member.tasks.map(({ length }) => length))).toBe(3);
    expect(() => new Coordinator(program(), crew, { leaf: 1, bunch: 0 })).toThrow(
      /bunch: expected a whole number/,
    );
  });

  test("gives a fast worker more than a slow one", async () => {
    const slow: Answer = async (one, compute) => (await later(4), honest(one, compute));
    const { members, coordinator } = await acquainted(honest, slow);
    expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(await expected());
    const [fast, slower] = members.map(({ tasks }) => tasks[0].length);
    expect(fast).toBeGreaterThan(slower);
  });

  test("blames the leaf that failed; what came before it counts, and others compute the rest", async () => {
    let broken = false;
    const failing: Answer = async (one, compute) => {
      if (broken && one.leaf.index === 1) throw new Error("the disk is full");
      return honest(one, compute);
    };
    const { members, coordinator } = await acquainted(failing, honest);
    broken = true;
    expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(await expected());
    const [first, second] = members;
    expect(first.tasks[0]).toEqual(expect.arrayContaining([0, 1, 2]));
    expect(first.dismissed).toMatch(/fails at leaf 1: the disk is full/);
    const others = second.tasks.flat();
    expect(others).toEqual(expect.arrayContaining([1, 2]));
    expect(others).not.toContain(0);
    expect(second.tasks).toContainEqual([1]);
  });

  test("blames the result that is none, and one that is missing", async () => {
    for (const spoil of [(): LeafResult => ({ gradients: [], values: [] }), undefined]) {
      const { crew, members, coordinator } = await acquainted(honest, honest);
      const [lying] = members;
      const run = lying.run.bind(lying);
      lying.run = async (task) => {
        const { results } = await run(task);
        return { results: spoil ? results.map((one, i) => (i === 1 ? spoil() : one)) : results.slice(0, 1) };
      };
      expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(await expected());
      expect(lying.dismissed).toMatch(/fails at leaf (\d+): .*leaf \1\b/);
      expect(crew.members.size).toBe(1);
    }
  });

  test("names the leaf that takes every worker along, and not its neighbours", async () => {
    let deadly = false;
    const dying: Answer = async (one, compute) => {
      if (deadly && one.leaf.index === 5) throw new Lost("killed");
      return honest(one, compute);
    };
    const { coordinator } = await acquainted(dying, dying);
    deadly = true;
    await expect(coordinator.gradient(STEP, WEIGHTS)).rejects.toThrow(/leaf 5: expected workers that live/);
  });

  test("is done by others where a worker hangs in the middle of a bunch", async () => {
    let hangs = false;
    const hanging: Answer = async (one, compute) => {
      if (hangs && one.leaf.index === 1) await new Promise(() => undefined);
      return honest(one, compute);
    };
    const { members, coordinator } = await acquainted(hanging, honest);
    hangs = true;
    expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(await expected());
    expect(members[0].tasks[0]).toContain(1);
    expect(members[1].tasks).toContainEqual([1]);
  });
});
