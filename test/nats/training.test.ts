/** Training over a real server: the same weights, whoever joins, leaves, dies or hangs. */
import { setTimeout as sleep } from "node:timers/promises";
import { connect as dial } from "@nats-io/transport-node";
import { afterEach, expect, test } from "vitest";
import { joinTraining, trainingCrew } from "optnet/nats";
import { Coordinator, localCrew, type LeafProgram, type Step, type TrainingEvent } from "optnet/training";
import { decodeFromCoordinator } from "../../src/nats/training/messages.js";
import { decodeFrame, encodePart } from "../../src/nats/wire/frame.js";
import { NatsServer } from "../support/nats-server.js";
import { describeWith, NATS_SERVER } from "../support/needs.js";

const SIZE = 70_000; // Weights of several messages where these are small.
const STEP: Step = { epoch: 2, batch: 3, examples: 41 };

/** Rounds in every addition, so that another order would show. */
function program(terms: string, pause = 0): LeafProgram {
  let weight = new Float32Array(SIZE);
  return {
    fingerprint: terms,
    sizes: [SIZE],
    setWeights: ([given]) => (weight = given.slice()),
    leaf: async (step, { first, last }) => {
      await sleep(pause);
      const gradient = weight.map((value, i) => {
        let sum = 0;
        for (let k = first; k < last; k++) sum += Math.sin(value + i * k + step.epoch);
        return sum / step.examples;
      });
      return { gradients: [gradient], values: [gradient[0], last - first] };
    },
  };
}

const WEIGHTS = [Float32Array.from({ length: SIZE }, (_, i) => i / SIZE)];

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function expected() {
  const coordinator = new Coordinator(program("t"), localCrew([program("t")]), { leaf: 4 });
  const total = await coordinator.gradient(STEP, WEIGHTS);
  await coordinator.close();
  return total;
}

async function start(config = "max_payload: 65536") {
  const server = await NatsServer.start({ jetStream: false, config });
  ends.push(() => server.remove());
  return server;
}

async function coordinate(
  server: NatsServer,
  options: { deadline?: number; run?: string; terms?: string } = {},
) {
  const { run = "test", deadline, terms = "t" } = options;
  const events: TrainingEvent[] = [];
  const crew = await trainingCrew(server.url, { run, terms });
  const coordinator = new Coordinator(program("t"), crew, {
    ...{ leaf: 4, deadline, onEvent: (event) => events.push(event) },
  });
  ends.push(() => coordinator.close());
  return { coordinator, kinds: () => events.map(({ kind }) => kind) };
}

/** A worker, and what takes its connection away at once. */
async function join(server: NatsServer, make = (terms: string) => program(terms), name = "worker") {
  const connection = await dial({ servers: server.url, maxReconnectAttempts: -1, reconnectTimeWait: 50 });
  const controller = new AbortController();
  const { signal } = controller;
  const done = joinTraining(connection, make, { run: "test", name, signal });
  const outcome = done.then(
    () => undefined,
    (error: unknown) => error as Error,
  );
  const kill = (): Promise<void> => connection.close();
  ends.push(async () => {
    controller.abort();
    await outcome;
    await kill();
  });
  return { kill, outcome, leave: () => controller.abort() };
}

describeWith(NATS_SERVER, "training over NATS", () => {
  test("has the bits of one process from 1, 2 and 4 workers", async () => {
    const one = await expected();
    const server = await start();
    const { coordinator } = await coordinate(server);
    for (const count of [1, 2, 4]) {
      while (coordinator.workers < count) {
        await join(server);
        await sleep(100);
      }
      expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(one);
      expect(await coordinator.gradient({ ...STEP, epoch: 9 }, WEIGHTS)).not.toEqual(one);
    }
  });

  test("does not mind a worker that is killed, one that leaves and one that joins", async () => {
    const server = await start();
    const { coordinator, kinds } = await coordinate(server);
    const slow = (terms: string): LeafProgram => program(terms, 30);
    const [killed, leaving] = [await join(server, slow), await join(server, slow)];
    while (coordinator.workers < 2) await sleep(10);
    const result = coordinator.gradient(STEP, WEIGHTS);
    setTimeout(() => void killed.kill(), 60);
    setTimeout(() => leaving.leave(), 120);
    setTimeout(() => void join(server, slow), 150);
    expect(await result).toEqual(await expected());
    expect(kinds()).toEqual(expect.arrayContaining(["left"]));
  });

  test("goes on after the server was killed", async () => {
    const server = await start();
    const { coordinator } = await coordinate(server);
    await join(server, (terms) => program(terms, 20));
    while (coordinator.workers < 1) await sleep(10);
    const result = coordinator.gradient(STEP, WEIGHTS);
    await sleep(100);
    await server.stop("SIGKILL");
    await server.start();
    expect(await result).toEqual(await expected());
  });

  test("replaces a worker that hangs, which hears why", async () => {
    const server = await start();
    const { coordinator } = await coordinate(server, { deadline: 400 });
    let leaves = 0;
    const hanging = await join(server, (terms) => {
      const own = program(terms);
      const leaf: LeafProgram["leaf"] = (step, one) =>
        ++leaves > 3 ? new Promise(() => undefined) : own.leaf(step, one);
      return { ...own, leaf };
    });
    while (coordinator.workers < 1) await sleep(10);
    const result = coordinator.gradient(STEP, WEIGHTS);
    await join(server);
    expect(await result).toEqual(await expected());
    while (coordinator.workers > 1) {
      await sleep(50);
      expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(await expected());
    }
    expect(await hanging.outcome).toMatchObject({
      field: "worker",
      hint: expect.stringMatching(/has owed leaf/),
    });
  });

  test("refuses a worker with other data by name, and a second coordinator", async () => {
    const server = await start();
    const { coordinator } = await coordinate(server);
    const other = await join(server, () => program("other"));
    expect((await other.outcome)?.message).toMatch(/worker\.fingerprint: expected t, got other/);
    expect(coordinator.workers).toBe(0);
    await expect(trainingCrew(server.url, { run: "test", terms: "t" })).rejects.toThrow(
      /run: expected a training "test" without a coordinator/,
    );
  });

  test("tells a worker of another version of the messages so, in words that it can read", async () => {
    const server = await start();
    await coordinate(server);
    const old = await dial({ servers: server.url });
    ends.push(() => old.close());
    const bytes = Uint8Array.of(0); // What version 1 asked first.
    const question = encodePart({ index: 0, partSize: 1, total: 1, budget: 1000, bytes });
    const answer = decodeFrame((await old.request("optnet.training.test", question)).data);
    expect(answer.kind === "part" && decodeFromCoordinator(answer.bytes)).toEqual({
      ...{ kind: "refused", text: expect.stringMatching(/version 1, where 2 is spoken: let all machines/) },
    });
  });

  test("short leaves go over the wire in bunches, with the same bits, and the one that fails is named", async () => {
    const server = await start();
    const short = (): LeafProgram => ({
      ...{ fingerprint: "t", sizes: [3], setWeights: () => undefined },
      leaf: ({ epoch }, { index }) => {
        if (epoch === 9 && index === 2) throw new Error("no such example");
        return { gradients: [Float32Array.of(index, 1 / (3 + index), Math.sin(index))], values: [1] };
      },
    });
    const [step, weights] = [{ epoch: 1, batch: 0, examples: 64 }, [new Float32Array(3)]];
    const crew = await trainingCrew(server.url, { run: "test", terms: "t" });
    const coordinator = new Coordinator(short(), crew, { leaf: 1 });
    ends.push(() => coordinator.close());
    const own = new Coordinator(short(), localCrew([short()]), { leaf: 1, bunch: 1 });
    const one = await own.gradient(step, weights);
    await own.close();
    await join(server, short);
    const listener = await dial({ servers: server.url });
    ends.push(() => listener.close());
    let tasks = 0;
    listener.subscribe("_INBOX.*.task", { callback: () => void tasks++ });
    await listener.flush();
    for (let time = 0; time < 4; time++) expect(await coordinator.gradient(step, weights)).toEqual(one);
    await listener.flush();
    expect(tasks).toBeGreaterThan(0);
    expect(tasks).toBeLessThan((4 * 64) / 2);
    await expect(coordinator.gradient({ ...step, epoch: 9 }, weights)).rejects.toThrow(/no such example/);
  });

  test("terms may be long, and are refused where no message holds them", async () => {
    const server = await start();
    const terms = "t".repeat(300_000);
    const { coordinator } = await coordinate(server, { terms });
    await join(server, (given) => program(given === terms ? "t" : "cut"));
    while (coordinator.workers < 1) await sleep(10);
    await expect(trainingCrew(server.url, { run: "long", terms: terms.repeat(4) })).rejects.toThrow(
      /terms: expected at most 1048576 bytes, got 12000/,
    );
  });

  test("a step ends where the connection does", async () => {
    const server = await start();
    const connection = await dial({ servers: server.url });
    const crew = await trainingCrew(connection, { run: "cut", terms: "t" });
    const coordinator = new Coordinator(program("t"), crew, { leaf: 4 });
    const outcome = expect(coordinator.gradient(STEP, WEIGHTS)).rejects.toThrow(
      /connection: expected one that is/,
    );
    await connection.close();
    await outcome;
    await coordinator.close();
  });

  test("a coordinator ends while its server is away", async () => {
    const server = await start();
    const crew = await trainingCrew(server.url, { run: "away", terms: "t" });
    await server.stop("SIGKILL");
    const begun = performance.now();
    await crew.close();
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  test("workers wait for a coordinator, and for the next", async () => {
    const server = await start();
    const terms: string[] = [];
    await join(server, (given) => {
      terms.push(given);
      return program(given);
    });
    for (let time = 0; time < 2; time++) {
      const { coordinator } = await coordinate(server);
      expect(await coordinator.gradient(STEP, WEIGHTS)).toEqual(await expected());
      await ends.pop()!();
    }
    expect(terms).toEqual(["t", "t"]);
  });
});
