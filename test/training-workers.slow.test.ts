/** Workers in threads of this process and in processes of this machine, killed and hanging. */
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { Coordinator, localCrew, type TrainingEvent } from "optnet/training";
import { processCrew, threadCrew } from "optnet/training/node";
import { program, STEP, WEIGHTS } from "./support/training-program.js";

const moduleOf = (name: string): string => fileURLToPath(new URL(`support/${name}.mjs`, import.meta.url));
const CREWS = {
  threads: (threads: number, terms: string) =>
    threadCrew({ module: moduleOf("training-thread"), threads, terms }),
  processes: (processes: number, terms: string) =>
    processCrew({ module: moduleOf("training-worker"), processes, terms }),
};
const open: Coordinator[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

function coordinate(kind: keyof typeof CREWS, count: number, terms: string) {
  const events: TrainingEvent[] = [];
  const coordinator = new Coordinator(program(""), CREWS[kind](count, terms), {
    ...{ leaf: 3, deadline: 1500, onEvent: (event) => events.push(event) },
  });
  open.push(coordinator);
  return { coordinator, events };
}

async function expected() {
  const coordinator = new Coordinator(program(""), localCrew([program("")]), { leaf: 3 });
  open.push(coordinator);
  return coordinator.gradient(STEP, WEIGHTS);
}

describe.each(["threads", "processes"] as const)("%s", (kind) => {
  test("have the bits of one worker, one and two of them", async () => {
    const one = await expected();
    for (const count of [1, 2]) {
      const { coordinator } = coordinate(kind, count, "");
      expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(one);
      expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(one);
    }
  });

  test.each(["ends", "hangs"])("are replaced where one %s in the middle", async (fault) => {
    const one = await expected();
    const { coordinator, events } = coordinate(kind, 2, fault === "ends" ? `${kind} end` : fault);
    for (let step = 0; step < 3; step++) expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(one);
    const kinds = (): string[] => events.map((event) => event.kind);
    while (kinds().filter((event) => event === "joined").length < 3) {
      expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(one);
      await sleep(50);
    }
    expect(kinds()).toContain(fault === "ends" ? "left" : "stuck");
  });

  test("that end before they have a program end the step, rather than being started for ever", async () => {
    const { coordinator } = coordinate(kind, 2, "cannot be made");
    await expect(coordinator.gradient(STEP, WEIGHTS)).rejects.toThrow(
      new RegExp(`module: expected a ${kind.replace(/e?s$/, "")}.* that makes its program, got 5 of them`),
    );
  });
});
