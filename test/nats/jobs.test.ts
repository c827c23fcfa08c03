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

  test("that cannot be read, or outlive too many workers, become dead letters with the reason", async () => {
    const server = await start();
    const raw = await dial({ servers: server.url });
    ends.push(() => raw.close());
    const remote = await client(server.url);
    // A worker that takes a job and says nothing, again and again.
    const id = await remote.submit(input(1), {}, { id: "poison" });
    const manager = await jetstreamManager(raw);
    await manager.consumers.update("OPTNET_JOBS", "workers", { ack_wait: 100e6 });
    const consumer = await jetstream(raw).consumers.get("OPTNET_JOBS", "workers");
    for (let time = 0; time < 2; time++) {
      expect(await consumer.next({ expires: 5000 })).not.toBeNull();
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
});
