/** The service over a real server: the same bits as `solve`, whatever happens between. */
import { setTimeout as sleep } from "node:timers/promises";
import { createInbox } from "@nats-io/nats-core";
import { Objm } from "@nats-io/obj";
import { connect as dial } from "@nats-io/transport-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OptNetError, solve, type ProblemInput, type SettingsInput } from "optnet";
import { connect, serve, type ClientOptions, type Remote, type WorkerOptions } from "optnet/nats";
import { decodeAnswer } from "../../src/nats/wire/answer.js";
import { decodeFrame, encodePart } from "../../src/nats/wire/frame.js";
import { NatsServer, type ServerOptions } from "../support/nats-server.js";
import { describeWith, NATS_SERVER } from "../support/needs.js";
import { client, ends, example, expectSame, Q, start, worker } from "./harness.js";

describeWith(NATS_SERVER, "a service", () => {
  let server: NatsServer;
  let remote: Remote;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    server = await NatsServer.start();
    const one = await serve(server.url);
    remote = await connect(server.url);
    stop = () => one.close();
  });
  afterAll(async () => {
    await remote.close();
    await stop();
    await server.remove();
  });

  test.each<[string, ProblemInput, SettingsInput | undefined]>([
    ["one problem", { Q, p: [1, 1], lower: 0, A: [[1, 1]], b: [1] }, undefined],
    ["a batch", example(5), undefined],
    ["a batch of one", example(1), undefined],
    ["no elements at all", { Q, p: { data: new Float64Array(0), shape: [0, 2] }, lower: 0 }, undefined],
    [
      "diagonals",
      {
        Q: {
          diagonal: [
            [1, 2],
            [3, 4],
          ],
        },
        p: [1, -1],
        lower: 0,
      },
      undefined,
    ],
    [
      "rows that are absent",
      {
        Q,
        p: [1, 1],
        G: [
          [1, 0],
          [0, 1],
        ],
        h: [
          [Infinity, -1],
          [-2, Infinity],
        ],
      },
      undefined,
    ],
    [
      "elements that are no problem",
      {
        Q,
        p: [
          [1, NaN],
          [1, 1],
        ],
      },
      { invalid: "status" },
    ],
    [
      "a linear program without a solution",
      {
        p: [
          [-1, 0],
          [1, 1],
        ],
        lower: 0,
      },
      undefined,
    ],
    [
      "contradictions",
      {
        p: [1, 1],
        A: [
          [1, 1],
          [1, 1],
        ],
        b: [1, 2],
      },
      undefined,
    ],
    [
      "the closest feasible",
      {
        p: [1, 1],
        Q,
        A: [
          [1, 1],
          [1, 1],
        ],
        b: [1, 2],
      },
      { infeasible: "closestFeasible" },
    ],
    ["a loose tolerance", example(3), { tolerance: 1e-3, backend: "reference" }],
    ["few iterations", example(3), { maxIterations: 1, backend: "reference", form: "primal" }],
    [
      "typed arrays without a shape",
      { Q: new Float64Array([1, 2]), p: new Float32Array([1, -1]), upper: 0.5 },
      {},
    ],
  ])("solves %s as solve does", async (_name, input, settings) => {
    expectSame(await remote.solve(input, settings), solve(input, settings));
  });

  test.each<[string, SettingsInput]>([
    ["exact", {}],
    ["smoothed", { gradient: "smoothed", smoothing: 1e-2 }],
    ["least-squares", { gradient: "leastSquares" }],
    ["closest feasible", { infeasible: "closestFeasible" }],
  ])("takes %s derivatives as the solution does", async (_name, settings) => {
    const input = {
      ...example(3),
      h: [
        [1, 0.5, 0.2],
        [1, 1, 1],
        [0, 1, 2],
      ],
    };
    const [found, own] = [await remote.solve(input, settings), solve(input, settings)];
    expectSame(found, own);
    const z = { data: own.z.map(Math.cos), shape: [3, 6] };
    const loss = { z, objective: [1, 2, 3] };
    expect(await found.vjp(loss)).toEqual(own.vjp(loss));
    expect(await found.vjp({ z }, { wrt: ["h", "p"] })).toEqual(own.vjp({ z }, { wrt: ["h", "p"] }));
    const tangents = { p: z, b: [1], upper: new Float64Array(6).fill(1) };
    expect(await found.jvp(tangents)).toEqual(own.jvp(tangents));
    for (const [output, by] of [
      ["z", "b"],
      ["objective", "p"],
    ] as const) {
      expect(await found.jacobian(output, by)).toEqual(own.jacobian(output, by));
    }
  });

  test("refuses what solve refuses, in the same words", async () => {
    const wrong: [ProblemInput, SettingsInput | undefined][] = [
      [{ p: [1, NaN] }, {}],
      [{ p: [1, 2], Q: [[1]] }, {}],
      [
        {
          p: [1, 2],
          Q: [
            [1, 2],
            [2, 1],
          ],
        },
        {},
      ],
      [{ p: [1, 2] }, { tolerance: -1 }],
      [{ q: [1] } as unknown as ProblemInput, {}],
    ];
    for (const [input, settings] of wrong) {
      let own: unknown;
      try {
        solve(input, settings);
      } catch (error) {
        own = error;
      }
      expect(own).toBeInstanceOf(OptNetError);
      await expect(remote.solve(input, settings)).rejects.toEqual(own);
    }
    const watched = { onIteration: () => undefined };
    await expect(remote.solve({ p: [1] }, watched)).rejects.toThrow(/settings\.onIteration: expected none/);
    const solution = await remote.solve({ Q, p: [1, 1] });
    await expect(solution.vjp({ z: [1] })).rejects.toThrow(/cotangents\.z: expected \[2\]/);
    await expect(solution.jacobian("z", "G")).rejects.toThrow(/input: expected inputs that the problem has/);
    expect(() => solution.certificate(1)).toThrow(/element: expected an integer from 0 to 0/);
    solution.dispose();
    await expect(solution.vjp({ z: [1, 1] })).rejects.toThrow(/one that was disposed of/);
    await expect(remote.solve({ p: [1] }, {}, { deadline: 0 })).rejects.toThrow(
      /deadline: expected a positive/,
    );
  });

  test("throws for an unsolved element where the setting says so", async () => {
    const settings = { unsolvedGradient: "throw" } as const;
    const solution = await remote.solve(
      {
        p: [
          [-1, 0],
          [1, 1],
        ],
        lower: 0,
      },
      settings,
    );
    expect(() => solution.assertSolved()).toThrow(/status\[0\]/);
    await expect(
      solution.vjp({
        z: [
          [1, 1],
          [1, 1],
        ],
      }),
    ).rejects.toThrow(OptNetError);
  });

  test("gives a call up when its signal says so", async () => {
    const controller = new AbortController();
    const call = remote.solve(example(200), {}, { signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(call).rejects.toThrow("enough");
    expectSame(await remote.solve({ Q, p: [1, 1] }), solve({ Q, p: [1, 1] }));
  });

  test("answers bytes that are no request, to whoever sent them, and to nobody else", async () => {
    const raw = await dial({ servers: server.url });
    ends.push(() => raw.close());
    const ask = async (bytes: Uint8Array) => {
      const { data } = await raw.request("optnet.solve", bytes, { timeout: 5000 });
      const frame = decodeFrame(data);
      return frame.kind === "part" ? decodeAnswer(frame.bytes) : undefined;
    };
    const part = { index: 0, partSize: 4, total: 4, budget: 1000, bytes: Uint8Array.of(9, 9, 9, 9) };
    const version = encodePart(part);
    version[4] = 77;
    const calls = [remote.solve(example(20)), remote.solve(example(3))] as const;
    expect(await ask(Uint8Array.of(1, 2, 3))).toMatchObject({ reason: "message" });
    expect(await ask(new Uint8Array(0))).toMatchObject({ reason: "message" });
    expect(await ask(encodePart(part))).toMatchObject({ reason: "message", got: "an unknown action" });
    expect(await ask(version)).toMatchObject({
      reason: "message",
      got: expect.stringContaining("version 77"),
    });
    const huge = encodePart({ ...part, total: 2 ** 31, partSize: 4 });
    expect(await ask(huge)).toMatchObject({
      reason: "misuse",
      expected: "a request of at most 67108864 bytes",
    });
    // The first part of a body whose other parts never come holds nobody up.
    raw.publish("optnet.solve", encodePart({ ...part, total: 8 }), { reply: createInbox() });
    expectSame(await calls[0], solve(example(20)));
    expectSame(await calls[1], solve(example(3)));
  });

  test("says how it fares", async () => {
    const [health] = await remote.health();
    expect(JSON.parse(health)).toMatchObject({ state: "ready", waiting: 0 });
    const [metrics] = await remote.metrics();
    expect(metrics).toMatch(/optnet_requests_total\{outcome="ok"\} \d+\n/);
  });

  test("disposing of a solution lets its factors go", async () => {
    const keptNow = async () =>
      Number(/optnet_kept_solutions (\d+)/.exec((await remote.metrics(200))[0])![1]);
    const solutions = await Promise.all([1, 2].map((p) => remote.solve({ Q, p: [[p, 1]], lower: [p, 0] })));
    const before = await keptNow();
    for (const solution of solutions) solution.dispose();
    expect(await keptNow()).toBe(before - 2);
  });
});

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

test(`"local:" is the same, without a server`, async () => {
  const { solve: remoteSolve, close, submit, health } = await connect("local:");
  const [found, own] = [await remoteSolve(example(4)), solve(example(4))];
  expectSame(found, own);
  expect(await found.vjp({ objective: [1, 0, 0, 1] })).toEqual(own.vjp({ objective: [1, 0, 0, 1] }));
  await expect(submit(example(1))).rejects.toThrow(/submit: expected a NATS server with JetStream/);
  expect(JSON.parse((await health())[0])).toMatchObject({ state: "ready" });
  await close();
});
