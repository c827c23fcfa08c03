/** Who may connect is NATS's own business; its options go through. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { solve } from "optnet";
import { connect } from "optnet/nats";
import { describeWith, NATS_SERVER } from "../support/needs.js";
import { client, ends, example, expectSame, Q, start, worker } from "./harness.js";

describeWith(NATS_SERVER, "authentication and TLS are NATS's own", () => {
  test("user and password, and a token", async () => {
    const server = await start({ config: `authorization { user: optnet, password: secret }` });
    const account = { servers: server.url, user: "optnet", pass: "secret" };
    await worker(`nats://optnet:secret@127.0.0.1:${server.port}`);
    expectSame(await (await client(account)).solve({ Q, p: [1, 1] }), solve({ Q, p: [1, 1] }));
    await expect(connect({ ...account, pass: "wrong" })).rejects.toThrow(
      /server: expected a NATS server at .*Authorization/,
    );
    await expect(connect(`nats://optnet:wrong@127.0.0.1:${server.port}`)).rejects.toThrow(
      new RegExp(`at nats://127.0.0.1:${server.port}, got`),
    );
    const tokens = await start({ config: `authorization { token: "t0ken" }` });
    await worker({ servers: tokens.url, token: "t0ken" });
    const remote = await client({ servers: tokens.url, token: "t0ken" });
    expectSame(await remote.solve({ Q, p: [1, 1] }), solve({ Q, p: [1, 1] }));
  });

  test("TLS with a certificate of one's own", async () => {
    const folder = mkdtempSync(join(tmpdir(), "certificate-"));
    ends.push(async () => rmSync(folder, { recursive: true }));
    const [key, cert] = ["key.pem", "cert.pem"].map((name) => join(folder, name));
    const request = [
      ...[
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
      ],
      ...["-keyout", key, "-out", cert, "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"],
    ];
    execFileSync("openssl", request, { stdio: "ignore" });
    const config = `tls { cert_file: "${cert}", key_file: "${key}" }`;
    const server = await start({ config });
    const options = { servers: server.url, tls: { caFile: cert } };
    await worker(options);
    expectSame(await (await client(options)).solve({ Q, p: [1, 1] }), solve({ Q, p: [1, 1] }));
    await expect(connect({ servers: server.url, tls: {} })).rejects.toThrow(/server: expected a NATS server/);
    const plain = await start({});
    await expect(connect(`tls://127.0.0.1:${plain.port}`)).rejects.toThrow(/does not support 'tls'/);
  });

  test("what the guide says that clients and workers need is enough, and what is missing is named", async () => {
    const user = (name: string, publish: string[], subscribe: string[]): string =>
      `{ user: ${name}, password: ${name}, permissions: ${JSON.stringify({ publish, subscribe })} }`;
    const users = [
      user("worker", ["_INBOX.>"], ["optnet.solve", "optnet.health", "optnet.metrics", "_INBOX.>"]),
      user("client", ["optnet.solve", "_INBOX.>"], ["_INBOX.>"]),
      user("mute", ["_INBOX.>"], ["_INBOX.>"]),
      user("deaf", [">"], ["nothing"]),
    ];
    const server = await start({ config: `authorization { users: [${users.join(",")}] }` });
    const as = (name: string): string => `nats://${name}:${name}@127.0.0.1:${server.port}`;
    await worker(as("worker"));
    const input = example(3, 40); // Q has more bytes than go with a request where there is a store.
    expectSame(await (await client(as("client"))).solve(input), solve(input));
    for (const [name, subject] of [
      ["mute", "publish to optnet.solve"],
      ["deaf", "subscribe to _INBOX"],
    ]) {
      const remote = await client(as(name));
      await expect(remote.solve({ Q, p: [1, 1] })).rejects.toThrow(
        `permissions: expected leave to ${subject}`,
      );
    }
    await expect(worker(as("client"))).rejects.toThrow(
      "permissions: expected leave to subscribe to optnet.solve",
    );
  });

  test("so is what it says that jobs and the object store need", async () => {
    const streams = ["$JS.API.>", "$JS.ACK.>", "$O.optnet-arrays.>"];
    const publish = [
      ...streams,
      "optnet.jobs",
      "optnet.results.>",
      "optnet.dead",
      "optnet.starts.>",
      "optnet.holds.>",
      "optnet.solve",
      "_INBOX.>",
    ];
    const asked = [
      "optnet.solve",
      "optnet.health",
      "optnet.metrics",
      "optnet.results.>",
      "optnet.holds.>",
      "_INBOX.>",
    ];
    const permissions = JSON.stringify({ publish, subscribe: asked });
    const one = `{ user: one, password: one, permissions: ${permissions} }`;
    const server = await start({ config: `max_payload: 65536\nauthorization { users: [${one}] }` });
    const url = `nats://one:one@127.0.0.1:${server.port}`;
    await worker(url, { jobs: true });
    const remote = await client(url);
    const input = example(500, 40); // Its result has more bytes than a message holds.
    const id = await remote.submit(input);
    expect((await remote.collect(id)).z).toEqual(solve(input).z);
    expectSame(await remote.solve(input), solve(input));
  });

  test("a host without WebSocket says so", async () => {
    vi.stubGlobal("WebSocket", undefined);
    ends.push(async () => vi.unstubAllGlobals());
    await expect(connect("ws://127.0.0.1:9")).rejects.toThrow(/server: expected a WebSocket in this host/);
  });

  test("nobody there is an error that says where", async () => {
    await expect(connect("nats://127.0.0.1:1")).rejects.toThrow(
      /server: expected a NATS server at nats:\/\/127\.0\.0\.1:1/,
    );
  });
});
