/** Work that survives: clients that leave, workers that are killed, servers that restart. */
import { setTimeout as sleep } from "node:timers/promises";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect as dial } from "@nats-io/transport-node";
import { afterEach, expect, test } from "vitest";
import { solve, type ProblemInput } from "optnet";
import { connect, serve } from "optnet/nats";
import { NatsServer } from "../support/nats-server.js";
import { describeWith, NATS_SERVER } from "../support/needs.js";

const input = (i: number): ProblemInput => ({
  Q: [
    [4, 1],
    [1, 2],
  ],
  p: [
    [i, 1],
    [-1, i],
  ],
  lower: 0,
});

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(config = ""): Promise<NatsServer> {
  const server = await NatsServer.start({ config });
  ends.push(() => server.remove());
  return server;
}

async function client(
  url: string,
  ...options: Parameters<typeof connect> extends [unknown, ...infer R] ? R : never
) {
  const one = await connect(url, ...options);
  ends.push(() => one.close());
  return one;
}

describeWith(NATS_SERVER, "jobs", () => {
  test("are done after their client has left, and collected by another, more than once", async () => {
    const server = await start();
    const first = await connect(server.url);
    const cotangents = { objective: [1, 2] };
    const plain = await first.submit(input(1));
    const named = await first.submit(input(2), { tolerance: 1e-6 }, { id: "two", cotangents, wrt: ["p"] });
    await first.close();
    const worker = await serve(server.url, { jobs: true });
    ends.push(() => worker.close());
    const second = await client(server.url);
    const own = solve(input(2), { tolerance: 1e-6 });
    for (let time = 0; time < 2; time++) {
      const found = await second.collect(named);
      expect(found.z).toEqual(own.z);
      expect(found.status).toEqual(own.status);
      expect(found.gradients).toEqual(own.vjp(cotangents, { wrt: ["p"] }));
      expect((await second.collect(plain)).gradients).toBeUndefined();
    }
  });

  test("of the same name are done once", async () => {
    const server = await start();
    const remote = await client(server.url);
    await remote.submit(input(1), {}, { id: "same" });
    await remote.submit(input(2), {}, { id: "same" });
    const worker = await serve(server.url, { jobs: true });
    ends.push(() => worker.close());
    expect((await remote.collect("same")).z).toEqual(solve(input(1)).z);
    await expect(remote.submit(input(1), {}, { id: "a b" })).rejects.toThrow(/id: expected 1 to 64 letters/);
    await expect(remote.collect("never", { deadline: 50 })).rejects.toThrow(/deadline: expected an answer/);
  });

  test("are collected by their names alone, and results that are none are named", async () => {
    const server = await start();
    const worker = await serve(server.url, { jobs: true });
    ends.push(() => worker.close());
    const remote = await client(server.url);
    await remote.collect(await remote.submit(input(1)));
    for (const id of ["*", ">", "a b", "", undefined, 5]) {
      await expect(remote.collect(id as string, { deadline: 300 })).rejects.toThrow(/id: expected 1 to 64/);
    }
    for (const deadline of [NaN, -1, "soon" as unknown as number]) {
      await expect(remote.collect("none", { deadline })).rejects.toThrow(
        /deadline: expected a positive number/,
      );
    }
    const other = await dial({ servers: server.url });
    ends.push(() => other.close());
    const publish = (id: string, text: string) => jetstream(other).publish(`optnet.results.${id}`, text);
    await publish("noise", "noise");
    await publish("later", "OQPR\x07\0\0\0");
    await expect(remote.collect("noise")).rejects.toThrow(
      /answer: expected .* got bytes that are not a result/,
    );
    await expect(remote.collect("later")).rejects.toThrow(
      /answer: expected .* got a result of format version 7/,
    );
  });

  test("survive a server that is killed and workers that end", async () => {
    const server = await start();
    const remote = await client(server.url);
    const ids = await Promise.all(Array.from({ length: 12 }, (_, i) => remote.submit(input(i))));
    const first = await serve(server.url, { jobs: { ackSeconds: 1, jobsAtOnce: 2 } });
    await remote.collect(ids[0]);
    await first.close(); // What it held is not acknowledged.
    await server.stop("SIGKILL");
    await server.start();
    const second = await serve(server.url, { jobs: true });
    ends.push(() => second.close());
    for (const [i, id] of ids.entries()) expect((await remote.collect(id)).z).toEqual(solve(input(i)).z);
  });

  test("that solve would refuse have that as their result", async () => {
    const server = await start();
    const remote = await client(server.url);
    const worker = await serve(server.url, { jobs: true });
    ends.push(() => worker.close());
    const indefinite = [
      [1, 2],
      [2, 1],
    ];
    const id = await remote.submit({ Q: indefinite, p: [1, 1] });
    await expect(remote.collect(id)).rejects.toThrow(/^Q: expected/);
  });

  test("larger than a message go through the object store, and back", async () => {
    const server = await start("max_payload: 8192");
    const remote = await client(server.url, { storeFrom: Infinity });
    const worker = await serve(server.url, { jobs: true });
    ends.push(() => worker.close());
    const wide = {
      Q: new Float64Array(3000).fill(1),
      p: Float64Array.from({ length: 3000 }, (_, i) => i),
      lower: 0,
    };
    expect((await remote.collect(await remote.submit(wide))).z).toEqual(solve(wide).z);
  });

  test("whose results the object store has no room for say so", async () => {
    const server = await start("max_payload: 8192");
    const remote = await client(server.url, { store: { bytes: 30_000 } });
    const worker = await serve(server.url, { jobs: { maxDeliver: 2 }, store: { bytes: 30_000 } });
    ends.push(() => worker.close());
    const id = await remote.submit({ Q: [1], p: { data: new Float64Array(800), shape: [800, 1] }, lower: 0 });
    await expect(remote.collect(id)).rejects.toThrow(
      /^job: expected room in the object store, got \d+ bytes more/,
    );
    expect(await counts(server)).toEqual({ jobs: 0, results: 1, dead: 1 });
  });

  test("that cannot be read, or outlive too many workers, become dead letters with the reason", async () => {
    const server = await start();
    const raw = await dial({ servers: server.url });
    ends.push(() => raw.close());
    const remote = await client(server.url);
    // Workers that take a job and say nothing: each but the first says that it begins.
    const id = await remote.submit(input(1), {}, { id: "poison" });
    const manager = await jetstreamManager(raw);
    await manager.consumers.update("OPTNET_JOBS", "workers", { ack_wait: 100e6 });
    const consumer = await jetstream(raw).consumers.get("OPTNET_JOBS", "workers");
    for (let time = 0; time < 2; time++) {
      const taken = await consumer.next({ expires: 5000 });
      expect(taken).not.toBeNull();
      if (time > 0) await jetstream(raw).publish(`optnet.starts.${taken!.info.streamSequence}`);
      await sleep(200);
    }
    await jetstream(raw).publish("optnet.jobs", Uint8Array.of(1, 2, 3));
    const worker = await serve(server.url, { jobs: { maxDeliver: 2 } });
    ends.push(() => worker.close());
    const good = await remote.submit(input(3));
    expect((await remote.collect(good)).z).toEqual(solve(input(3)).z);
    await expect(remote.collect(id)).rejects.toThrow(
      /job: expected a worker that finishes it, got 2 that failed/,
    );
    const letters = await manager.streams.info("OPTNET_DEAD");
    expect(letters.state.messages).toBe(2);
    const reasons = [];
    for (const seq of [1, 2]) {
      const letter = await manager.streams.getMessage("OPTNET_DEAD", { seq });
      reasons.push(letter!.header.get("Optnet-Reason"));
    }
    expect(reasons.sort()).toEqual([
      "job: 2 that failed or were killed",
      expect.stringMatching(/^message: \d bytes at byte \d of 3$/),
    ]);
    expect((await manager.streams.info("OPTNET_JOBS")).state.messages).toBe(0);
  });

  /** A connection that takes one job and says nothing more, as a worker that solves. */
  async function silentHolder(server: NatsServer, says = true) {
    const raw = await dial({ servers: server.url });
    ends.push(() => raw.close());
    const consumer = await jetstream(raw).consumers.get("OPTNET_JOBS", "workers");
    const taken = await consumer.next({ expires: 5000 });
    const seq = taken!.info.streamSequence;
    if (says) raw.subscribe(`optnet.holds.${seq}`, { callback: () => undefined });
    await raw.flush();
    return { taken: taken!, die: () => raw.close() };
  }

  async function counts(server: NatsServer) {
    const raw = await dial({ servers: server.url });
    const manager = await jetstreamManager(raw);
    const of = async (name: string): Promise<number> =>
      (await manager.streams.info(`OPTNET_${name}`)).state.messages;
    const found = { jobs: await of("JOBS"), results: await of("RESULTS"), dead: await of("DEAD") };
    await raw.close();
    return found;
  }

  test("that take longer than their time are put off, not buried, and go to another when their worker dies", async () => {
    const server = await start();
    const remote = await client(server.url);
    const id = await remote.submit(input(5));
    const options = { jobs: { ackSeconds: 1, maxDeliver: 2 } };
    const early = await serve(server.url, options); // Says how long the service waits.
    await remote.collect(id);
    await early.close();
    const long = await remote.submit(input(7));
    const { die } = await silentHolder(server);
    const second = await serve(server.url, options);
    ends.push(() => second.close());
    await sleep(3500); // Longer than maxDeliver times ackSeconds.
    expect(await counts(server)).toEqual({ jobs: 1, results: 1, dead: 0 });
    await die();
    expect((await remote.collect(long)).z).toEqual(solve(input(7)).z);
    expect(await counts(server)).toEqual({ jobs: 0, results: 2, dead: 0 });
  }, 30_000);

  test("are left alone when their silent worker has finished them", async () => {
    const server = await start();
    const remote = await client(server.url);
    await remote.submit(input(1));
    const { taken } = await silentHolder(server);
    const second = await serve(server.url, { jobs: { ackSeconds: 1, maxDeliver: 1 } });
    ends.push(() => second.close());
    await sleep(1500);
    await taken.ackAck();
    await sleep(1500);
    expect(await counts(server)).toEqual({ jobs: 0, results: 0, dead: 0 });
  });

  test("go to another after the time of a dead worker, though somebody listens to everything", async () => {
    const server = await start();
    const remote = await client(server.url);
    const curious = await dial({ servers: server.url });
    ends.push(() => curious.close());
    curious.subscribe(">", { callback: () => undefined });
    const id = await remote.submit(input(1));
    await silentHolder(server, false);
    const begun = performance.now();
    const second = await serve(server.url, { jobs: { ackSeconds: 2 } });
    ends.push(() => second.close());
    expect((await remote.collect(id)).z).toEqual(solve(input(1)).z);
    expect(performance.now() - begun).toBeLessThan(20_000); // Not the 60 s with which the client has made it.
  });

  test("go by the seconds that a worker gives, though a client came first; one without takes what is there", async () => {
    const server = await start();
    const remote = await client(server.url);
    await remote.submit(input(1));
    const raw = await dial({ servers: server.url });
    ends.push(() => raw.close());
    const manager = await jetstreamManager(raw);
    const seconds = async (): Promise<number> =>
      (await manager.consumers.info("OPTNET_JOBS", "workers")).config.ack_wait! / 1e9;
    expect(await seconds()).toBe(60);
    for (const [options, expected] of [
      [{ ackSeconds: 7 }, 7],
      [true, 7],
      [{ maxDeliver: 3 }, 7],
      [{ ackSeconds: 60 }, 60],
    ] as const) {
      const one = await serve(server.url, { jobs: options });
      expect(await seconds()).toBe(expected);
      await one.close();
    }
  });

  test("wait in the stream rather than with a worker that holds enough", async () => {
    const server = await start();
    const remote = await client(server.url);
    const raw = await dial({ servers: server.url });
    ends.push(() => raw.close());
    const ids = await Promise.all(Array.from({ length: 40 }, (_, i) => remote.submit(input(i))));
    const manager = await jetstreamManager(raw);
    const worker = await serve(server.url, { jobs: { jobsAtOnce: 3 } });
    ends.push(() => worker.close());
    let most = 0;
    for (let left = 1; left > 0;) {
      const { num_ack_pending, num_pending } = await manager.consumers.info("OPTNET_JOBS", "workers");
      most = Math.max(most, num_ack_pending);
      left = num_pending + num_ack_pending;
    }
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(3);
    for (const [i, id] of ids.entries()) expect((await remote.collect(id)).z).toEqual(solve(input(i)).z);
  });
});
