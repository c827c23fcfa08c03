/** Calls of a service against `solve` in process, and what a killed worker costs one. */
import { setTimeout as sleep } from "node:timers/promises";
import { connect as dial } from "@nats-io/transport-node";
import { solve } from "optnet";
import { connect } from "optnet/nats";
import { generate } from "../../tools/problems/generate.js";
import { toInput, type Size } from "../../tools/problems/problem.js";
import { median } from "../../tools/statistics.js";
import type { NatsServer } from "../../test/support/nats-server.js";
import { rateOf, type Rate } from "./measure.js";
import { startWorker, stopWorker } from "./workers.js";

/** Of one size, batch and number of clients. */
export interface CallRow extends Size {
  readonly batch: number;
  /** 0: in this process, without a service. */
  readonly clients: number;
  readonly rate: Rate;
}

/** Milliseconds of a call. */
export interface KilledCall {
  readonly usual: number;
  /** Where its worker was killed. */
  readonly killed: number;
  readonly retryAfter: number;
}

const RETRY_AFTER = 500;

/** Problems that share everything but p. */
const inputOf = (size: Size, batch: number, seed: number) => toInput(generate(size, batch, true, seed));

export async function measureCalls(
  server: NatsServer,
  options: {
    readonly sizes: readonly Size[];
    readonly batches: readonly number[];
    readonly clients: readonly number[];
    readonly seconds: number;
  },
): Promise<CallRow[]> {
  const { sizes, batches, clients, seconds } = options;
  const rows: CallRow[] = [];
  const worker = await startWorker(server.url);
  for (const size of sizes) {
    for (const batch of batches) {
      const input = inputOf(size, batch, 3);
      const here = await rateOf(() => solve(input).dispose(), { loops: 1, seconds });
      rows.push({ ...size, batch, clients: 0, rate: here });
      for (const count of clients) {
        const connections = await Promise.all(
          Array.from({ length: count }, () => dial({ servers: server.url })),
        );
        const remotes = await Promise.all(connections.map((connection) => connect(connection)));
        const others = {
          ...{ worker: worker.child.pid!, server: server.pid! },
          bytes: () => connections.reduce((sum, one) => sum + one.stats().inBytes + one.stats().outBytes, 0),
        };
        const call = async (loop: number): Promise<void> => (await remotes[loop].solve(input)).dispose();
        const rate = await rateOf(call, { loops: count, seconds, others });
        rows.push({ ...size, batch, clients: count, rate });
        await Promise.all(remotes.map(({ close }) => close()));
        await Promise.all(connections.map((connection) => connection.close()));
      }
    }
  }
  await stopWorker(worker);
  return rows;
}

/** One of two workers is killed in the middle of calls; the longest call shows it. */
export async function measureKilledCall(url: string, size: Size, repeats: number): Promise<KilledCall> {
  const remote = await connect(url, { retryAfter: RETRY_AFTER });
  const input = inputOf(size, 256, 5);
  const workers = [await startWorker(url), await startWorker(url)];
  const usual = await rateOf(() => remote.solve(input), { loops: 1, seconds: 1 });
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
