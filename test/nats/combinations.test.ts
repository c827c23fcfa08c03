/** The column of the service in the table of docs/guide/combinations.md. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, serve, type Remote, type ServiceWorker } from "optnet/nats";
import { read } from "../imports.js";
import { FEATURES, outcome } from "../support/features.js";
import { NatsServer } from "../support/nats-server.js";
import { describeWith, NATS_SERVER } from "../support/needs.js";
import { cellOf, tableOf } from "../support/tables.js";
import { natsWay } from "../support/ways.js";

describeWith(NATS_SERVER, "`nats://`", () => {
  const ways = tableOf(read("docs/guide/combinations.md"), "what");
  let server: NatsServer;
  let worker: ServiceWorker;
  let remote: Remote;
  beforeAll(async () => {
    server = await NatsServer.start();
    worker = await serve(server.url);
    remote = await connect(server.url);
  });
  afterAll(async () => {
    await remote.close();
    await worker.close();
    await server.remove();
  });
  const way = natsWay(() => remote);

  test.each(FEATURES)("$name", async (feature) => {
    expect(await outcome(feature, way)).toBe(cellOf(ways, feature.name, way.name));
  });
});
