/** Workers in processes of this machine, killed and hanging. */
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { Coordinator, localCrew, type TrainingEvent } from "optnet/training";
import { processCrew } from "optnet/training/node";
import { program, STEP, WEIGHTS } from "./support/training-program.js";

const module = fileURLToPath(new URL("support/training-worker.mjs", import.meta.url));
const open: Coordinator[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

function coordinate(processes: number, terms: string) {
  const events: TrainingEvent[] = [];
  const crew = processCrew({ module, processes, terms });
  const coordinator = new Coordinator(program(""), crew, {
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

test("the bits of one process, from one and from two", async () => {
  const one = await expected();
  for (const processes of [1, 2]) {
    const { coordinator } = coordinate(processes, "");
    expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(one);
    expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(one);
  }
});

test("a process that ends in the middle is replaced, and so is one that hangs", async () => {
  const one = await expected();
  for (const terms of ["dies", "hangs"]) {
    const { coordinator, events } = coordinate(2, terms);
    for (let step = 0; step < 3; step++) expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(one);
    const kinds = (): string[] => events.map(({ kind }) => kind);
    while (kinds().filter((kind) => kind === "joined").length < 3) {
      expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(one);
      await sleep(50);
    }
    expect(kinds()).toContain(terms === "dies" ? "left" : "stuck");
  }
});
