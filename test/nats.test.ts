/** The service over a real server: the same bits as `solve`, whatever happens between. */
import { connect as dial } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { solve, type ProblemInput, type SettingsInput } from "optnet";
import { connect, serve, type Remote, type ServiceWorker } from "optnet/nats";
import { NatsServer, natsServer, WITHOUT_SERVER } from "./support/nats-server.js";

describe.skipIf(natsServer === undefined)(`smoke (${WITHOUT_SERVER})`, () => {
  let server: NatsServer;
  beforeAll(async () => {
    server = await NatsServer.start();
  });
  afterAll(() => server.remove());
  test("solves", async () => {
    const worker = await serve(server.url, { jobs: true });
    const remote = await connect(server.url);
    const n = 40;
    const input = {
      Q: Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 2 : 0.01))),
      p: Array.from({ length: 3 }, (_, b) => Array.from({ length: n }, (_, j) => Math.sin(j + b))),
      lower: 0,
    };
    const solution = await remote.solve(input);
    const own = solve(input);
    expect(solution.z).toEqual(own.z);
    const g = await solution.vjp({ z: own.z.length ? { data: own.z, shape: [3, n] } : own.z });
    expect(g.Q).toEqual(own.vjp({ z: { data: own.z, shape: [3, n] } }).Q);
    const id = await remote.submit(input, {}, { cotangents: { z: { data: own.z, shape: [3, n] } } });
    const result = await remote.collect(id);
    expect(result.z).toEqual(own.z);
    expect(result.gradients!.Q).toEqual(g.Q);
    console.log(await remote.health(), (await remote.metrics())[0]);
    await worker.drain();
    await remote.close();
  });
});
