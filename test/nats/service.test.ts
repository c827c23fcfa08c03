/** The service over a real server: the same bits as `solve`, whatever happens between. */
import { createInbox } from "@nats-io/nats-core";
import { connect as dial } from "@nats-io/transport-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OptNetError, solve, type ProblemInput, type SettingsInput } from "optnet";
import { connect, serve, type CallOptions, type Remote } from "optnet/nats";
import { decodeAnswer } from "../../src/nats/wire/answer.js";
import { wireArray } from "../../src/nats/wire/arrays.js";
import { decodeFrame, encodePart } from "../../src/nats/wire/frame.js";
import { encodeRequest } from "../../src/nats/wire/request.js";
import { NatsServer } from "../support/nats-server.js";
import { describeWith, NATS_SERVER } from "../support/needs.js";
import { ends, example, expectSame, Q } from "./harness.js";

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

  test("says what is at rounding, as promises, and whose bits they are", async () => {
    const input = { Q: [1e-8, 1], p: [1, 1e9], lower: -1e12 };
    const [found, own] = [await remote.solve(input), solve(input)];
    expect(await found.atRounding()).toBe(own.atRounding());
    await expect(found.atRounding(1)).rejects.toThrow(/element: expected an integer from 0 to 0/);
    expect(remote.arithmetics).toHaveLength(1);
    expect(remote.arithmetics[0]).toMatch(/kernels, V8/);
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
    expect(await ask(encodePart({ ...part, total: 2 ** 31, partSize: 4 }))).toMatchObject({
      ...{ reason: "message", got: `a body in ${2 ** 29} parts` },
    });
    const huge = encodePart({ ...part, total: 2 ** 27, partSize: 4096, bytes: new Uint8Array(4096) });
    expect(await ask(huge)).toMatchObject({
      reason: "misuse",
      expected: "a request of at most 67108864 bytes",
    });
    // The first part of a body whose other parts never come holds nobody up.
    raw.publish("optnet.solve", encodePart({ ...part, total: 8 }), { reply: createInbox() });
    expectSame(await calls[0], solve(example(20)));
    expectSame(await calls[1], solve(example(3)));
  });

  test("lives on when messages say no place for their answer, or one that is none", async () => {
    const raw = await dial({ servers: server.url });
    ends.push(() => raw.close());
    const request = encodeRequest({
      ...{ kept: 0, question: { action: "solve", keep: true } },
      problem: { settings: {}, fields: new Map([["p", wireArray(Float64Array.of(1, 1), [2])]]) },
    });
    const { length } = request;
    const good = encodePart({ index: 0, partSize: length, total: length, budget: 1000, bytes: request });
    const huge = { index: 0, partSize: length, total: 2 ** 27, budget: 1000, bytes: request };
    const bad = [Uint8Array.of(1, 2, 3), encodePart(huge)];
    for (const bytes of [good, ...bad]) {
      for (const options of [{}, { reply: "nobody.*" }, { reply: "nobody..here" }]) {
        for (const subject of ["optnet.solve", "optnet.health"]) raw.publish(subject, bytes, options);
      }
    }
    await raw.flush();
    expectSame(await remote.solve({ Q, p: [1, 1] }), solve({ Q, p: [1, 1] }));
    expect(await remote.health()).toHaveLength(1);
  });

  test.each<[string, unknown, string]>([
    ["null", null, "options: expected an object"],
    ["a deadline that is none", { deadline: 0 }, "deadline: expected a positive number"],
    ["a signal that is none", { signal: 5 }, "signal: expected an AbortSignal"],
    ["an unknown name", { dedline: 5 }, "options.dedline: expected one of deadline, signal"],
  ])("refuses options of a call: %s", async (_name, options, got) => {
    const local = await connect("local:", { threads: 1 });
    ends.push(() => local.close());
    for (const one of [remote, local]) {
      await expect(one.solve({ Q, p: [1, 1] }, {}, options as CallOptions)).rejects.toThrow(got);
    }
    await expect(remote.collect("x", options as CallOptions)).rejects.toThrow(got);
  });

  test("refuses what are no settings, no options and no server", async () => {
    for (const settings of [null, 5, "fast"] as never[]) {
      const own = (): unknown => solve({ Q, p: [1, 1] }, settings);
      let words = "";
      try {
        own();
      } catch (error) {
        words = (error as Error).message;
      }
      await expect(remote.solve({ Q, p: [1, 1] }, settings)).rejects.toThrow(words);
    }
    for (const given of [null, 5] as never[]) {
      await expect(connect(server.url, given)).rejects.toThrow("options: expected an object");
      await expect(serve(server.url, given)).rejects.toThrow("options: expected an object");
      await expect(remote.submit({ Q, p: [1, 1] }, {}, given)).rejects.toThrow("options: expected an object");
    }
    await expect(remote.submit({ Q, p: [1, 1] }, {}, { cotangent: {} } as never)).rejects.toThrow(
      "options.cotangent: expected one of id, cotangents, wrt",
    );
    for (const where of ["", null, undefined, 5, [], [""]] as never[]) {
      await expect(connect(where)).rejects.toThrow("server: expected an address");
    }
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
