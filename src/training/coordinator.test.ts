import { afterEach, describe, expect, test } from "vitest";
import { honest, later, program, TestCrew, WEIGHTS, type Answer } from "../../test/support/training-crew.js";
import { Coordinator } from "./coordinator.js";
import { Lost, type Crew, type TrainingEvent } from "./crew.js";
import { localCrew } from "./local.js";
import type { LeafProgram, LeafResult, Step } from "./program.js";

const STEP: Step = { epoch: 1, batch: 0, examples: 23 };

const open: Coordinator[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

function coordinate(crew: Crew, change: Partial<ConstructorParameters<typeof Coordinator>[2]> = {}) {
  const events: TrainingEvent[] = [];
  const coordinator = new Coordinator(program(), crew, {
    ...{ leaf: 4, onEvent: (event) => events.push(event) },
    ...change,
  });
  open.push(coordinator);
  return { coordinator, events, kinds: () => events.map(({ kind }) => kind) };
}

const expected = () => coordinate(localCrew([program()])).coordinator.gradient(STEP, WEIGHTS);

describe("a gradient", () => {
  test("has the same bits from 1, 2, 4 and 9 workers, and adds up", async () => {
    const one = await expected();
    expect(one.values[1]).toBe(STEP.examples);
    for (const count of [2, 4, 9]) {
      const crew = localCrew(Array.from({ length: count }, () => program()));
      expect(await coordinate(crew).coordinator.gradient(STEP, WEIGHTS)).toEqual(one);
    }
  });

  test("has other bits from other leaves: rounding is there to be ordered", async () => {
    const { coordinator } = coordinate(localCrew([program()]), { leaf: 3 });
    expect((await coordinator.gradient(STEP, WEIGHTS)).gradients).not.toEqual((await expected()).gradients);
  });

  test("follows the weights from step to step", async () => {
    const { coordinator } = coordinate(localCrew([program(), program()]));
    const first = await coordinator.gradient(STEP, WEIGHTS);
    const moved = WEIGHTS.map((weight, i) => weight.map((value, k) => value - first.gradients[i][k]));
    const second = await coordinator.gradient(STEP, moved);
    expect(second.values[0]).toBeLessThan(first.values[0]);
    expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(first);
  });

  test("does not mind workers that die, join and lose what they have", async () => {
    const crew = new TestCrew();
    let left = 3;
    const dying = crew.join("dying", async (task, compute) => {
      if (--left > 0) return honest(task, compute);
      crew.leave(dying);
      throw new Lost("killed");
    });
    let turn = 0;
    crew.join("forgetful", async (task, compute) => {
      if (turn++ % 2 === 1) throw new Lost("the line broke");
      return honest(task, compute);
    });
    const { coordinator, kinds } = coordinate(crew);
    const result = coordinator.gradient(STEP, WEIGHTS);
    setTimeout(() => crew.join("late", honest), 3);
    expect(await result).toEqual(await expected());
    expect(kinds()).toContain("left");
  });

  test("waits for the first worker", async () => {
    const crew = new TestCrew();
    const { coordinator } = coordinate(crew);
    const result = coordinator.gradient(STEP, WEIGHTS);
    await later(20);
    crew.join("first", honest);
    expect(await result).toEqual(await expected());
  });

  test("is computed by others where a worker is stuck, which is let go", async () => {
    const crew = new TestCrew();
    let stuckOn = 0;
    const stuck = crew.join("stuck", async (task, compute) => {
      if (++stuckOn > 3) await new Promise(() => undefined);
      return honest(task, compute);
    });
    crew.join("well", honest);
    const { coordinator, kinds } = coordinate(crew, { deadline: 250 });
    expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(await expected());
    // Somebody idle took over before the deadline; the debt is still there, and the next step sees it.
    await later(300);
    expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(await expected());
    expect(kinds()).toEqual(expect.arrayContaining(["again", "stuck"]));
    expect(stuck.dismissed).toMatch(/has owed leaf \d for \d+ ms/);
    expect(coordinator.workers).toBe(1);
  });

  test("survives a worker that is stuck on its very first leaf", async () => {
    const crew = new TestCrew();
    const stuck = crew.join("stuck", () => new Promise(() => undefined));
    const { coordinator } = coordinate(crew, { deadline: 100 });
    const result = coordinator.gradient(STEP, WEIGHTS);
    await later(300);
    expect(stuck.dismissed).toBeDefined();
    crew.join("well", honest);
    expect(await result).toEqual(await expected());
  });
});

describe("a step ends", () => {
  test("where the coordinator is closed", async () => {
    const { coordinator } = coordinate(new TestCrew());
    const result = coordinator.gradient(STEP, WEIGHTS);
    const outcome = expect(result).rejects.toThrow(/coordinator: expected one that is open/);
    await coordinator.close();
    await outcome;
    await expect(coordinator.gradient(STEP, WEIGHTS)).rejects.toThrow(
      /coordinator: expected one that is open/,
    );
  });

  test("where nobody can come any more", async () => {
    const crew = new TestCrew();
    const { coordinator } = coordinate(crew);
    const outcome = expect(coordinator.gradient(STEP, WEIGHTS)).rejects.toThrow("the line is cut");
    crew.end(new Error("the line is cut"));
    await outcome;
  });
});

describe("refused is", () => {
  test("a program that draws without a seed", async () => {
    const noisy = program();
    const drawing = program({
      setWeights: (weights) => noisy.setWeights(weights),
      leaf: (step, leaf) => {
        const { gradients, values } = noisy.leaf(step, leaf) as LeafResult;
        return { gradients: gradients.map((one) => one.map((value) => value + Math.random())), values };
      },
    });
    const { coordinator } = coordinate(localCrew([drawing]));
    await expect(coordinator.gradient(STEP, WEIGHTS)).rejects.toThrow(/program: expected the same bits/);
  });

  test("a worker whose bits differ behind the same name", async () => {
    const crew = new TestCrew();
    crew.join("first", honest);
    const { coordinator } = coordinate(crew);
    const own = program();
    const other = program({
      setWeights: (weights) => own.setWeights(weights),
      leaf: (step, leaf) => {
        const { gradients, values } = own.leaf(step, leaf) as LeafResult;
        return { gradients: gradients.map((one) => one.map((value) => value * (1 + 2 ** -22))), values };
      },
    });
    const result = coordinator.gradient(STEP, WEIGHTS);
    await later(2);
    const member = crew.join(
      "other",
      async (task, compute) => (await later(15), honest(task, compute)),
      other,
    );
    expect(await result).toEqual(await expected());
    for (let i = 0; member.dismissed === undefined && i < 50; i++) await coordinator.gradient(STEP, WEIGHTS);
    expect(member.dismissed).toBe("other computes other bits than the others");
    expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(await expected());
  });

  test.each<[string, Partial<LeafProgram>, RegExp]>([
    ["other data", { fingerprint: "other" }, /worker\.fingerprint: expected test, got other/],
    ["another model", { sizes: [4, 1] }, /worker\.sizes: expected 5,1, got 4,1/],
    ["another backend", { backend: "other" }, /worker\.arithmetic: expected .*, got .*, other/],
  ])("a worker with %s", async (_name, change, message) => {
    const crew = new TestCrew();
    const member = crew.join("other", honest, program(change));
    const { coordinator, events } = coordinate(crew);
    expect(member.dismissed).toMatch(message);
    expect(events).toMatchObject([{ kind: "refused", worker: "other" }]);
    crew.join("same", honest);
    expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(await expected());
    expect(member.tasks).toEqual([]);
  });

  test("what is no weight of the program, and options out of range", async () => {
    const { coordinator } = coordinate(localCrew([program()]));
    await expect(coordinator.gradient(STEP, [WEIGHTS[0]])).rejects.toThrow(
      /weights: expected arrays of 5, 1/,
    );
    for (const leaf of [0, 2.5, NaN]) {
      expect(() => coordinate(new TestCrew(), { leaf })).toThrow(/leaf: expected a whole number from 1/);
    }
    expect(() => coordinate(new TestCrew(), { deadline: NaN })).toThrow(/deadline: expected milliseconds/);
    for (const examples of [0, -1, 1.5, NaN, 2 ** 32]) {
      await expect(coordinator.gradient({ ...STEP, examples }, WEIGHTS)).rejects.toThrow(/step\.examples: /);
    }
  });

  test("a second batch before the first is done", async () => {
    const { coordinator } = coordinate(localCrew([program()]));
    const first = coordinator.gradient(STEP, WEIGHTS);
    await expect(coordinator.gradient(STEP, WEIGHTS)).rejects.toThrow(
      /gradient: expected one batch at a time/,
    );
    expect(await first).toEqual(await expected());
  });

  test.each<[string, (result: LeafResult) => LeafResult]>([
    ["a gradient too few", ({ gradients, values }) => ({ gradients: gradients.slice(1), values })],
    [
      "a longer gradient",
      ({ gradients: [a, b], values }) => ({ gradients: [new Float32Array(6), b ?? a], values }),
    ],
    [
      "a shorter gradient",
      ({ gradients: [, b], values }) => ({ gradients: [new Float32Array(4), b], values }),
    ],
    ["a value too few", ({ gradients, values }) => ({ gradients, values: values.slice(1) })],
  ])("a leaf with %s: the worker is let go, others compute it", async (_name, change) => {
    const crew = new TestCrew();
    let leaves = 0;
    const lying = crew.join("lying", async (task, compute) => {
      const result = await honest(task, compute);
      return leaves++ < 2 ? result : change(result);
    });
    crew.join("honest", honest);
    const { coordinator } = coordinate(crew);
    expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(await expected());
    expect(lying.dismissed).toMatch(
      /lying fails at leaf \d: leaf \d: expected gradients of 5, 1 numbers, and 2 values/,
    );
  });

  test("a leaf that takes every worker along", async () => {
    const crew = new TestCrew();
    const dying: Answer = async (one, compute) => {
      if (one.leaf.index === 3) throw new Lost("killed");
      return honest(one, compute);
    };
    for (const name of ["one", "two"]) crew.join(name, dying);
    const { coordinator } = coordinate(crew);
    await expect(coordinator.gradient(STEP, WEIGHTS)).rejects.toThrow(/leaf 3: expected workers that live/);
  });

  test("what one worker fails at is computed by another, and the worker is let go", async () => {
    const one = await expected();
    for (const failsFrom of [0, 2]) {
      const crew = new TestCrew();
      let leaves = 0;
      crew.join("broken", async (task, compute) => {
        if (leaves++ >= failsFrom) throw new Error("the disk is full");
        return honest(task, compute);
      });
      crew.join("sound", honest);
      const { coordinator, events } = coordinate(crew);
      expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(one);
      expect(events.filter(({ kind }) => kind === "failed").map(({ worker }) => worker)).toEqual(["broken"]);
      expect([...crew.members].map(({ name }) => name)).toEqual(["sound"]);
    }
  });

  test("an error of the program ends the step with it", async () => {
    const failing = program({
      leaf: () => {
        throw new Error("no such example");
      },
    });
    for (const workers of [1, 2, 4]) {
      const { coordinator } = coordinate(localCrew(Array.from({ length: workers }, () => failing)));
      await expect(coordinator.gradient(STEP, WEIGHTS)).rejects.toThrow("no such example");
    }
  });
});
