/** `optnet serve` as an operator runs it. */
import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect as dial } from "@nats-io/transport-node";
import { afterEach, describe, expect, test } from "vitest";
import { solve } from "optnet";
import { connect } from "optnet/nats";
import { parseServe, SERVE_HELP } from "../../src/cli/serve/options.js";
import { generate } from "../../tools/problems/generate.js";
import { toInput } from "../../tools/problems/problem.js";
import { NatsServer } from "../support/nats-server.js";
import { describeWith, NATS_SERVER } from "../support/needs.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const input = { Q: [2, 2], p: [-1, 0], lower: 0 };

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function run(args: readonly string[], environment: Record<string, string> = {}) {
  const child: ChildProcess = spawn(
    process.execPath,
    ["--import", "tsx", "src/cli/main.ts", "serve", ...args],
    {
      ...{ cwd: root, env: { ...process.env, ...environment } },
    },
  );
  let said = "";
  child.stdout!.on("data", (data) => (said += String(data)));
  child.stderr!.on("data", (data) => (said += String(data)));
  const code = new Promise<number | null>((resolve) => child.once("exit", (exit) => resolve(exit)));
  ends.push(async () => {
    child.kill("SIGKILL");
    await code;
  });
  const until = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(said);
      if (found) return found;
      if (child.exitCode !== null) throw new Error(`it ended and said: ${said}`);
      await sleep(20);
    }
  };
  return { child, code, until, said: () => said };
}

describe("the command line", () => {
  test("is read", () => {
    const command = parseServe([
      ...["--nats", "nats://a,tls://b", "--processes", "3", "--max-batch", "7", "--http", "0.0.0.0:90"],
      ...["--jobs", "--tls-ca", "ca.pem", "--prefix", "x"],
    ]);
    expect(command).toMatchObject({
      ...{ servers: ["nats://a", "tls://b"], processes: 3, limits: { maxBatch: 7 }, jobs: true, prefix: "x" },
      ...{ http: { host: "0.0.0.0", port: 90 }, tls: { ca: "ca.pem" }, stuckSeconds: 300 },
    });
    expect(parseServe(["--nats", "n"])!.jobs).toBe(false);
    const jobs = ["--ack-seconds", "5", "--jobs-at-once", "3", "--max-deliver", "2"];
    for (const more of [jobs, ["--jobs", ...jobs]]) {
      const found = parseServe(["--nats", "n", ...more])!;
      expect(found.jobs).toEqual({ ackSeconds: 5, jobsAtOnce: 3, maxDeliver: 2 });
      expect(found.limits).toEqual({});
    }
    expect(parseServe(["--help"])).toBeUndefined();
    expect(parseServe(["--nats", "n", "--http", "9100"])!.http).toEqual({ host: "127.0.0.1", port: 9100 });
  });

  test.each<[string[], RegExp]>([
    [[], /serve needs --nats URL/],
    [["--nats", "x", "y"], /options only, not y/],
    [["--nats", "x", "--processes", "0"], /--processes needs a whole number from 1, not "0"/],
    [["--nats", "x", "--max-batch", ""], /--max-batch needs a whole number/],
    [["--nats", "x", "--ack-seconds", "0"], /--ack-seconds needs a whole number from 1, not "0"/],
    [["--nats", "x", "--jobs-at-once", "many"], /--jobs-at-once needs a whole number from 1, not "many"/],
    [["--nats", "x", "--max-deliver", "1.5"], /--max-deliver needs a whole number from 1/],
    [["--nats", "x", "--tls-cert", "c"], /go together/],
    [["--nats", "x", "--http", "a:b"], /--http needs a whole number/],
    [["--nats", "x", "--nothing"], /--nothing/],
  ])("%j is wrong", (args, message) => {
    expect(() => parseServe(args)).toThrow(message);
  });

  test("its help names every option", () => {
    for (const option of [
      "nats",
      "prefix",
      "user",
      "creds",
      "tls-ca",
      "jobs",
      "ack-seconds",
      "jobs-at-once",
      "max-deliver",
      "max-kept",
      "stuck-seconds",
      "http",
    ]) {
      expect(SERVE_HELP).toContain(`--${option}`);
    }
  });
});

describeWith(NATS_SERVER, "optnet serve", () => {
  async function start(config = "") {
    const server = await NatsServer.start({ config });
    ends.push(() => server.remove());
    return server;
  }

  test("solves, tells how it fares, and ends with what it has done when asked", async () => {
    const server = await start(`authorization { user: optnet, password: secret }`);
    const args = ["--nats", server.url, "--user", "optnet", "--http", "0", "--max-delay", "300"];
    const { child, code, until, said } = run(args, { NATS_PASSWORD: "secret" });
    const [url] = await until(/http:\/\/127\.0\.0\.1:\d+/);
    await until(/worker \d+ serves/);
    const remote = await connect({ servers: server.url, user: "optnet", pass: "secret" });
    ends.push(() => remote.close());
    expect((await remote.solve(input)).z).toEqual(solve(input).z);
    const metrics = await fetch(`${url}/metrics`);
    expect(metrics.headers.get("content-type")).toMatch(/^application\/openmetrics-text; version=1\.0\.0/);
    expect(await metrics.text()).toMatch(/optnet_requests_total\{outcome="ok"\} 1\n[^]*# EOF\n$/);
    const health = await fetch(`${url}/health`);
    expect([health.status, await health.json()]).toMatchObject([200, { state: "ready" }]);
    expect((await fetch(`${url}/else`)).status).toBe(404);
    const last = remote.solve({ ...input, p: [-3, 0] });
    await sleep(100);
    child.kill("SIGTERM");
    expect((await last).z).toEqual(solve({ ...input, p: [-3, 0] }).z);
    expect(await code).toBe(0);
    expect(said()).not.toContain("secret");
  });

  test("does jobs as its flags say", async () => {
    const server = await start();
    const remote = await connect(server.url);
    ends.push(() => remote.close());
    const id = await remote.submit(input);
    const { until } = run(["--nats", server.url, "--ack-seconds", "9"]);
    await until(/worker \d+ serves/);
    expect((await remote.collect(id)).z).toEqual(solve(input).z);
    const connection = await dial({ servers: server.url });
    ends.push(() => connection.close());
    const { config } = await (await jetstreamManager(connection)).consumers.info("OPTNET_JOBS", "workers");
    expect(config.ack_wait).toBe(9e9);
  });

  test("does a job that takes longer than its time once, among workers that are free", async () => {
    const server = await start();
    const remote = await connect(server.url);
    ends.push(() => remote.close());
    const size = { variables: 150, equalities: 0, inequalities: 150 };
    const problem = (batch: number) => toInput(generate(size, batch, true, 3));
    solve(problem(8)); // Compilers warm up.
    const begun = performance.now();
    solve(problem(8));
    // Four seconds of one worker at least, whose time is one.
    const batch = Math.ceil((8 * 4000) / (performance.now() - begun));
    const workers = ["--ack-seconds", "1", "--max-deliver", "1"];
    for (let i = 0; i < 2; i++) await run(["--nats", server.url, ...workers]).until(/worker \d+ serves/);
    const id = await remote.submit(problem(batch));
    const found = await remote.collect(id);
    expect(found.status.every((status) => status === "solved")).toBe(true);
    expect(found.z).toEqual(solve(problem(batch)).z);
    const connection = await dial({ servers: server.url });
    ends.push(() => connection.close());
    const manager = await jetstreamManager(connection);
    const messages = async (name: string) => (await manager.streams.info(`OPTNET_${name}`)).state.messages;
    expect(await messages("DEAD")).toBe(0);
    expect(await messages("STARTS")).toBe(0); // Nobody has begun with it again.
    while ((await messages("JOBS")) > 0) await sleep(50);
  });

  test("replaces processes that are killed", async () => {
    const server = await start();
    const { child, code, until } = run(["--nats", server.url, "--processes", "2"]);
    await until(/worker \d+ serves[^]*worker \d+ serves/);
    const remote = await connect(server.url, { retryAfter: 300 });
    ends.push(() => remote.close());
    expect(await remote.health()).toHaveLength(2);
    const [, pid] = await until(/worker (\d+) serves/);
    process.kill(Number(pid), "SIGKILL");
    await until(new RegExp(`worker ${pid} ended \\(SIGKILL\\) and is replaced`));
    expect((await remote.solve(input)).z).toEqual(solve(input).z);
    await until(/(worker \d+ serves[^]*){3}/);
    expect(await remote.health()).toHaveLength(2);
    child.kill("SIGTERM");
    expect(await code).toBe(0);
    expect(await remote.health(200)).toEqual([]);
  });

  test("ends when asked while its server is away, and by itself when that takes it no more", async () => {
    const server = await start(`authorization { user: optnet, password: secret }`);
    const args = ["--nats", `nats://optnet:secret@127.0.0.1:${server.port}`];
    const [asked, refused] = [run(["--jobs", ...args]), run(args)];
    const several = run([...args, "--processes", "2"]);
    for (const { until } of [asked, refused]) await until(/serves/);
    await several.until(/serves[^]*serves/);
    await server.stop("SIGKILL");
    for (const { child } of [asked, several]) child.kill("SIGTERM");
    expect([await asked.code, await several.code]).toEqual([0, 0]);
    await server.start(`authorization { user: optnet, password: other }`);
    expect(await refused.code).toBe(3);
    expect(refused.said()).toMatch(/optnet: connection: expected one that is open, got .*uthorization/);
    expect(refused.said()).not.toContain("secret");
  });

  test("says where there is no server, and what is wrong with the command", async () => {
    const nobody = run(["--nats", "nats://127.0.0.1:1"]);
    expect(await nobody.code).toBe(3);
    expect(nobody.said()).toMatch(/^optnet: server: expected a NATS server at nats:\/\/127\.0\.0\.1:1, got/);
    const several = run(["--nats", "nats://127.0.0.1:1", "--processes", "2"]);
    expect(await several.code).toBe(3);
    const wrong = run(["--nats"]);
    expect(await wrong.code).toBe(2);
  });
});
