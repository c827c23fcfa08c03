/** What happens between clients and workers: large bodies, stored arrays, restarts, workers that come and go. */
import { setTimeout as sleep } from "node:timers/promises";
import { createInbox } from "@nats-io/nats-core";
import { Objm } from "@nats-io/obj";
import { connect as dial } from "@nats-io/transport-node";
import { expect, test } from "vitest";
import { solve } from "optnet";
import { connect, serve, type ClientOptions, type Remote, type WorkerOptions } from "optnet/nats";
import { encodePart } from "../../src/nats/wire/frame.js";
import { NatsServer, type ServerOptions } from "../support/nats-server.js";
import { describeWith, NATS_SERVER } from "../support/needs.js";
import { client, ends, example, expectSame, Q, start, worker } from "./harness.js";

describeWith(NATS_SERVER, "between client and worker", () => {
  const open = async (
    server: ServerOptions = {},
    options: WorkerOptions = {},
    own: ClientOptions = {},
  ): Promise<{ server: NatsServer; remote: Remote }> => {
    const running = await start(server);
    await worker(running.url, options);
    return { server: running, remote: await client(running.url, own) };
  };

  test("bodies of many times the largest payload go in parts", async () => {
    const { remote } = await open({ config: "max_payload: 8192" }, {}, { storeFrom: Infinity });
    const input = example(2000, 20);
    expectSame(await remote.solve(input), solve(input));
  });

  test.each([512, 1024, 1100])("bodies go through a server whose payload is %d bytes", async (payload) => {
    const server = await start({ config: `max_payload: ${payload}`, jetStream: false });
    await worker(server.url);
    const remote = await client(server.url);
    const input = example(9, 40);
    expectSame(await remote.solve(input), solve(input));
  });

  test("a request beyond the worker's limit is refused by name", async () => {
    const { remote } = await open({}, { maxRequest: 1000 }, { storeFrom: Infinity });
    await expect(remote.solve(example(50))).rejects.toThrow(
      /message: expected a request of at most 1000 bytes/,
    );
  });

  test("shared inputs are stored once, and sent again when they are gone", async () => {
    const { server, remote } = await open({}, { maxArrays: 5000 }, { storeFrom: 100 });
    const raw = await dial({ servers: server.url });
    ends.push(() => raw.close());
    const input = example(3);
    expectSame(await remote.solve(input), solve(input));
    const store = await new Objm(raw).open("optnet-arrays");
    const names = (await store.list()).map(({ name }) => name);
    expect(names).toHaveLength(2); // Q and G; A, b and the bounds are small.
    expectSame(await remote.solve(input), solve(input));
    expect(await store.list()).toHaveLength(2);
    for (const name of names) await store.delete(name);
    // Another array takes the place of what the worker kept.
    const other = example(2, 22);
    expectSame(await remote.solve(other), solve(other));
    expectSame(await remote.solve(input), solve(input));
  });

  test("a stored array that is not what its name says is not taken", async () => {
    const { server, remote } = await open({}, {}, { storeFrom: 100 });
    const raw = await dial({ servers: server.url });
    ends.push(() => raw.close());
    const input = example(1);
    expectSame(await remote.solve(input), solve(input));
    const store = await new Objm(raw).open("optnet-arrays");
    for (const { name, size } of await store.list())
      await store.putBlob({ name }, new Uint8Array(size).fill(1));
    await worker(server.url, { prefix: "other" });
    const elsewhere = await client(server.url, { prefix: "other", storeFrom: 100 });
    expectSame(await elsewhere.solve(input), solve(input));
  });

  test("without JetStream everything goes with its request", async () => {
    const { remote } = await open({ jetStream: false }, {}, { storeFrom: 0 });
    expectSame(await remote.solve(example(3)), solve(example(3)));
    await expect(remote.submit(example(3))).rejects.toThrow(/jobs: expected a server with JetStream/);
  });

  test("small requests of many clients are solved together", async () => {
    const { server, remote } = await open({}, { maxDelay: 50 });
    const clients = [remote, await client(server.url), await client(server.url)];
    const inputs = Array.from({ length: 30 }, (_, i) => ({ Q, p: [i, -1], lower: -1 }));
    const found = await Promise.all(inputs.map((input, i) => clients[i % 3].solve(input)));
    found.forEach((solution, i) => expectSame(solution, solve(inputs[i])));
    const batches = /optnet_batch_seconds_count (\d+)/.exec((await remote.metrics())[0])!;
    expect(Number(batches[1])).toBeLessThan(10);
    // Their derivatives are their own.
    const gradient = await found[7].vjp({ z: [1, 2] });
    expect(gradient).toEqual(solve(inputs[7]).vjp({ z: [1, 2] }));
  });

  test("too much at a time waits, and comes through", async () => {
    const { remote } = await open({}, { maxWaiting: 2 }, { maxInFlight: 20 });
    const inputs = Array.from({ length: 40 }, (_, i) => ({ Q, p: [i, 1] }));
    const found = await Promise.all(inputs.map((input) => remote.solve(input)));
    found.forEach((solution, i) => expectSame(solution, solve(inputs[i])));
    expect((await remote.metrics())[0]).toMatch(/outcome="busy"\} [1-9]/);
  });

  test("the derivative of a worker that has gone comes from another", async () => {
    const { server, remote } = await open();
    const solution = await remote.solve(example(3));
    for (const end of ends.splice(1, 1)) await end(); // The worker; the server is first, the client last.
    await worker(server.url);
    const loss = { objective: [1, 2, 3] };
    expect(await solution.vjp(loss)).toEqual(solve(example(3)).vjp(loss));
  });

  test("a server that restarts is waited for", async () => {
    const { server, remote } = await open({}, { maxDelay: 200 }, { retryAfter: 60_000 });
    const call = remote.solve(example(4));
    await server.stop("SIGKILL");
    await sleep(300);
    await server.start();
    expectSame(await call, solve(example(4)));
  });

  test("a worker that drains finishes what it has", async () => {
    const server = await start();
    const one = await serve(server.url, { maxDelay: 100 });
    const remote = await client(server.url, { retryAfter: 60_000 });
    const call = remote.solve(example(4));
    while (!/"waiting":1/.test((await remote.health(20))[0])) await sleep(1);
    await one.drain();
    expectSame(await call, solve(example(4)));
    expect(await remote.health(200)).toEqual([]);
  });

  test("a worker that drains hands over answers of many parts", async () => {
    const server = await start({ config: "max_payload: 8192" });
    const one = await serve(server.url, { maxDelay: 500 });
    const remote = await client(server.url, { retryAfter: 60_000, storeFrom: Infinity });
    const input = example(200, 20);
    const call = remote.solve(input);
    while (!/"waiting":1/.test((await remote.health(20))[0])) await sleep(1);
    await one.drain();
    expectSame(await call, solve(input));
  });

  test("a worker ends while its server is away", async () => {
    const server = await start();
    const one = await serve(server.url, { jobs: true });
    await server.stop("SIGKILL");
    await sleep(50);
    await one.drain();
    expect(await one.closed()).toBeUndefined();
  });

  test("who begins to send and sends no more keeps others out for a moment only", async () => {
    const { server, remote } = await open({}, { maxWaitingBytes: 2 ** 20 }, { deadline: 10_000 });
    const raw = await dial({ servers: server.url });
    ends.push(() => raw.close());
    const part = { index: 0, partSize: 4096, total: 2 ** 20, budget: 60_000, bytes: new Uint8Array(4096) };
    raw.publish("optnet.solve", encodePart(part), { reply: createInbox() });
    await raw.flush();
    expectSame(await remote.solve(example(20)), solve(example(20)));
  });

  test.each<[string, WorkerOptions]>([
    ["jobs.ackSeconds: expected a number from 1", { jobs: { ackSeconds: NaN } }],
    ["store.seconds: expected a number from 1", { store: { seconds: 0 } }],
    ["store.bucket: expected letters", { store: { bucket: "a.b" } }],
    ["store.byte: expected one of", { store: { byte: 1 } as WorkerOptions["store"] }],
  ])("options out of range are refused: %s", async (message, options) => {
    const server = await start();
    await expect(serve(server.url, options)).rejects.toThrow(message);
    const { store } = options;
    if (store !== undefined) await expect(connect(server.url, { store })).rejects.toThrow(message);
  });

  test("a connection that was given is left as it was", async () => {
    const server = await start();
    const connection = await dial({ servers: server.url });
    ends.push(() => connection.close());
    const { protocol } = connection as unknown as {
      protocol: { listeners: unknown[]; subscriptions: { subs: Map<unknown, unknown> } };
    };
    const held = (): number[] => [protocol.listeners.length, protocol.subscriptions.subs.size];
    await connection.requestMany("nobody", "", { maxWait: 10 }); // Its own inbox, which stays.
    const before = held();
    const one = await serve(connection);
    const remote = await connect(connection);
    expectSame(await remote.solve(example(3)), solve(example(3)));
    await remote.close();
    await one.close();
    expect(held()).toEqual(before);
    expect(connection.isClosed()).toBe(false);
  });

  test("closing ends the calls that have no answer, by name", async () => {
    const server = await start();
    const remote = await client(server.url);
    const call = remote.solve({ Q, p: [1, 1] }, {}, { deadline: Infinity });
    setTimeout(() => void remote.close(), 50);
    await expect(call).rejects.toThrow(/connection: expected one that is open/);
    await expect(remote.solve({ Q, p: [1, 1] })).rejects.toThrow(/connection/);
  });

  test("calls beyond those in flight wait no longer than their time", async () => {
    const server = await start();
    const remote = await client(server.url, { maxInFlight: 1 });
    const first = remote.solve({ Q, p: [1, 1] }, {}, { deadline: 2000 });
    const outcome = first.catch((error: Error) => error.message);
    await expect(remote.solve({ Q, p: [1, 1] }, {}, { deadline: 100 })).rejects.toThrow(
      /deadline: expected an answer within 100 ms/,
    );
    expect(await outcome).toMatch(/service: expected a worker/);
  });

  test("without a worker the error names the service, when the time is over", async () => {
    const server = await start();
    const remote = await client(server.url);
    await expect(remote.solve({ p: [1] }, {}, { deadline: 200 })).rejects.toThrow(
      /service: expected a worker/,
    );
    const late = remote.solve({ Q: [1], p: [1] });
    await sleep(100);
    await worker(server.url);
    expectSame(await late, solve({ Q: [1], p: [1] }));
  });

  test("prefixes keep services apart", async () => {
    const { server } = await open({}, { prefix: "team.a" });
    const [a, b] = [
      await client(server.url, { prefix: "team.a" }),
      await client(server.url, { prefix: "team.b" }),
    ];
    expectSame(await a.solve({ Q, p: [1, 1] }), solve({ Q, p: [1, 1] }));
    await expect(b.solve({ Q, p: [1, 1] }, {}, { deadline: 100 })).rejects.toThrow(/service/);
    await expect(connect(server.url, { prefix: "a b" })).rejects.toThrow(/prefix: expected words/);
    await expect(connect(server.url, { user: "x" } as ClientOptions)).rejects.toThrow(/options\.user/);
  });
});
