/** `npm run bench:nats`: the service against `solve` in one process, training over workers, and killed workers. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { solve } from "optnet";
import { connect } from "optnet/nats";
import { NatsServer } from "../../test/support/nats-server.js";
import { median, rateOf } from "./measure.js";
import { problemOf, type Size } from "./problems.js";
import type { RateRow, Results } from "./results.js";
import { pageOf } from "./tables.js";
import { measureKilled, measureScaling } from "./training.js";
import { startWorker, stopWorker } from "./workers.js";

const SIZES: readonly Size[] = [
  { variables: 10, equalities: 0, inequalities: 10 },
  { variables: 50, equalities: 25, inequalities: 50 },
];
const RETRY_AFTER = 500;

async function measureRates(url: string, seconds: number): Promise<RateRow[]> {
  const rows: RateRow[] = [];
  const worker = await startWorker(url);
  for (const size of SIZES) {
    for (const batch of [1, 8, 64, 512]) {
      const input = problemOf(size, batch, 3);
      const here = await rateOf(() => solve(input).dispose(), 1, seconds);
      rows.push({ ...size, batch, clients: 0, rate: here });
      for (const clients of [1, 4, 16]) {
        const remotes = await Promise.all(Array.from({ length: clients }, () => connect(url)));
        const call = async (loop: number): Promise<void> => (await remotes[loop].solve(input)).dispose();
        rows.push({ ...size, batch, clients, rate: await rateOf(call, clients, seconds) });
        await Promise.all(remotes.map(({ close }) => close()));
      }
    }
  }
  await stopWorker(worker);
  return rows;
}

/** One of two workers is killed in the middle of calls; the longest call shows it. */
async function measureKilledCall(url: string, repeats: number): Promise<Results["killedCall"]> {
  const remote = await connect(url, { retryAfter: RETRY_AFTER });
  const input = problemOf(SIZES[1], 256, 5);
  const workers = [await startWorker(url), await startWorker(url)];
  const usual = await rateOf(() => remote.solve(input), 1, 1);
  const longest: number[] = [];
  for (let i = 0; i < repeats; i++) {
    let most = 0;
    const killed = sleep(5 * usual.p50).then(() => stopWorker(workers.shift()!, "SIGKILL"));
    for (const end = performance.now() + 3 * RETRY_AFTER; performance.now() < end;) {
      const start = performance.now();
      await remote.solve(input);
      most = Math.max(most, performance.now() - start);
    }
    await killed;
    longest.push(most);
    workers.push(await startWorker(url));
  }
  await Promise.all(workers.map((worker) => stopWorker(worker)));
  await remote.close();
  return { usual: usual.p50, killed: median(longest), retryAfter: RETRY_AFTER };
}

const HELP = `npm run bench:nats -- [--quick] [--out FOLDER]

  --quick       a few calls of each kind, to see that all works; nothing is written
  --out FOLDER  where results go (bench/nats/results)
`;

const { values } = parseArgs({
  options: { quick: { type: "boolean" }, out: { type: "string" }, help: { type: "boolean", short: "h" } },
});
const quick = values.quick === true;
const say = (text: string): void => void process.stdout.write(`${text}\n`);
if (values.help === true) {
  say(HELP);
  process.exit(0);
}
const server = await NatsServer.start();
try {
  say("Calls …");
  const rates = await measureRates(server.url, quick ? 0.2 : 3);
  say("A killed worker of a service …");
  const killedCall = await measureKilledCall(server.url, quick ? 1 : 5);
  say("Training with one worker and with two …");
  const perExample = quick ? [2, 40] : [2, 8, 20, 50, 100, 200, 400, 1000];
  const scaling = await measureScaling(server.url, perExample, quick ? 3 : 15);
  say("A killed worker of a training …");
  const killedStep = await measureKilled(server.url, quick ? 40 : 400, quick ? 2 : 9);
  const machine = { node: process.version, processor: cpus()[0]?.model ?? "unknown", cores: cpus().length };
  const manifest = createRequire(import.meta.url).resolve("optnet/package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  const results: Results = { version, machine, rates, scaling, killedCall, killedStep };
  say(`\n${pageOf(results)}`);
  const out = values.out ?? (quick ? undefined : fileURLToPath(new URL("results", import.meta.url)));
  if (out !== undefined) {
    mkdirSync(out, { recursive: true });
    writeFileSync(`${out}/nats.json`, `${JSON.stringify(results, undefined, 1)}\n`);
    writeFileSync(`${out}/nats.md`, pageOf(results));
  }
} finally {
  await server.remove();
}
