/**
 * A service under fire. Workers are killed every few seconds and started again, the server is killed twice, some
 * clients send noise and one never reads. Meanwhile good clients ask questions whose answers are known, and hand over
 * jobs. At the end every answer must have come, once, with the right bits.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect as dial } from "@nats-io/transport-node";
import { solve } from "optnet";
import { connect, type Remote } from "optnet/nats";
import type { NatsServer } from "../../../test/support/nats-server.js";
import { Random } from "../../../tools/random.js";
import { startWorker, stopWorker, type WorkerProcess } from "../workers.js";
import { neverRead, sendNoise } from "./hostile.js";
import { isAnsweredRight, isSame, questionOf, sameNumbers } from "./questions.js";
import { Tally } from "./tally.js";

export interface FaultOptions {
  readonly minutes: number;
  readonly workers: number;
  readonly clients: number;
  /** Of when which worker is killed. */
  readonly seed: number;
  /** What stands between `node` and `serve`; the built command if absent. */
  readonly command?: readonly string[] | undefined;
  readonly say?: (text: string) => void;
}

export interface FaultReport {
  readonly minutes: number;
  readonly calls: Tally;
  readonly jobs: Tally;
  readonly workersKilled: number;
  readonly serverKilled: number;
  readonly noise: number;
  readonly slowClientsDropped: number;
  readonly deadLetters: number;
  /** Jobs that wait or are being done at the end, when all have their results. */
  readonly jobsLeft: number;
  /** Results that are stored: one for each job. */
  readonly results: number;
}

/** Whether every answer is there, right and single. */
export function isClean({ calls, jobs, jobsLeft, results }: FaultReport): boolean {
  return calls.isClean && jobs.isClean && jobsLeft === 0 && results === jobs.asked;
}

/** A call or a job that has no answer by then is lost, in milliseconds. */
const DEADLINE = 120_000;
/** A worker dies every few seconds, so that a job may well lose several: each costs these, far below the deadline. */
const ACK_SECONDS = "5";
const FLAGS = ["--jobs", "--ack-seconds", ACK_SECONDS, "--max-waiting", "200"];

export async function underFire(server: NatsServer, options: FaultOptions): Promise<FaultReport> {
  const { minutes, workers: count, clients, seed, command, say = () => undefined } = options;
  const controller = new AbortController();
  const { signal } = controller;
  const [calls, jobs] = [new Tally(), new Tally()];
  const workers = await Promise.all(
    Array.from({ length: count }, () => startWorker(server.url, FLAGS, command)),
  );
  const remotes = await Promise.all(
    Array.from({ length: clients + 1 }, () => connect(server.url, { retryAfter: 1000, deadline: DEADLINE })),
  );
  const murder = killWorkers(server, workers, { signal, command, random: new Random(seed) });
  const noise = sendNoise(server.url, signal);
  const slow = neverRead(server.port, signal);
  const asking = remotes.slice(0, clients).map((remote, client) => ask(remote, client, calls, signal));
  const submitting = submit(remotes[clients], jobs, signal);

  const third = (60_000 * minutes) / 3;
  let serverKilled = 0;
  for (let part = 1; part <= 3; part++) {
    await sleep(third);
    say(`${Math.round((part / 3) * 100)} %: ${calls.right} calls and ${jobs.right} jobs answered right`);
    if (part === 3) break;
    await server.stop("SIGKILL");
    await sleep(500);
    await server.start();
    serverKilled++;
  }
  controller.abort();
  const workersKilled = await murder;
  await Promise.all([...asking, submitting]);
  const report = {
    ...{ minutes, calls, jobs, workersKilled, serverKilled },
    ...{ noise: await noise, slowClientsDropped: await slow, ...(await streamsOf(server.url)) },
  };
  await Promise.all(remotes.map(({ close }) => close()));
  await Promise.all(workers.map((worker) => stopWorker(worker)));
  return report;
}

/** @returns how many. */
async function killWorkers(
  server: NatsServer,
  workers: WorkerProcess[],
  {
    signal,
    command,
    random,
  }: { signal: AbortSignal; command: readonly string[] | undefined; random: Random },
): Promise<number> {
  let killed = 0;
  while (!signal.aborted) {
    await sleep(1000 + 3000 * random.uniform(), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    const victim = random.below(workers.length);
    await stopWorker(workers[victim], "SIGKILL");
    killed++;
    for (;;) {
      try {
        workers[victim] = await startWorker(server.url, FLAGS, command);
        break;
      } catch {
        await sleep(500); // The server is away.
      }
    }
  }
  return killed;
}

async function ask(remote: Remote, client: number, tally: Tally, signal: AbortSignal): Promise<void> {
  for (let number = client; !signal.aborted; number += 10) {
    const name = `call ${client} ${tally.asked}`;
    tally.asked++;
    try {
      tally.answer(name, await isAnsweredRight(remote, number, DEADLINE));
    } catch (error) {
      tally.lose(name, error);
    }
  }
}

/** Hands over jobs, collects each, and collects all again at the end. */
async function submit(remote: Remote, tally: Tally, signal: AbortSignal): Promise<void> {
  const open: Promise<void>[] = [];
  for (let number = 0; !signal.aborted; number++) {
    const { input, settings, wantsGradient } = questionOf(number);
    const name = `job-${number}`;
    tally.asked++;
    const own = solve(input, settings);
    const cotangents = wantsGradient ? { objective: new Float64Array(own.shape.batch).fill(2) } : undefined;
    const finish = async (): Promise<void> => {
      try {
        await remote.submit(input, settings, { id: name, cotangents });
        const found = await remote.collect(name);
        const gradients = cotangents && own.vjp(cotangents);
        const isRight =
          isSame(found, own) &&
          (gradients === undefined || sameNumbers(found.gradients!.p!.data, gradients.p!.data));
        tally.answer(name, isRight);
      } catch (error) {
        tally.lose(name, error);
      } finally {
        own.dispose();
      }
    };
    open.push(finish());
    await sleep(200);
  }
  await Promise.all(open);
}

/** Messages in the streams, once workers have acknowledged what they did last. */
async function streamsOf(url: string): Promise<Pick<FaultReport, "deadLetters" | "jobsLeft" | "results">> {
  const connection = await dial({ servers: url });
  try {
    const manager = await jetstreamManager(connection);
    const count = async (stream: string): Promise<number> =>
      (await manager.streams.info(`OPTNET_${stream}`)).state.messages;
    // Not the messages in their stream: a server that is killed may forget that it has let one go.
    const open = async (): Promise<number> => {
      const { num_pending, num_ack_pending } = await manager.consumers.info("OPTNET_JOBS", "workers");
      return num_pending + num_ack_pending;
    };
    for (let patience = 300; patience > 0 && (await open()) > 0; patience--) await sleep(300);
    return {
      deadLetters: await count("DEAD"),
      jobsLeft: await open(),
      results: await count("RESULTS"),
    };
  } finally {
    await connection.close();
  }
}
