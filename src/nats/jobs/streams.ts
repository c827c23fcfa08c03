/** The streams that jobs, their results and dead letters lie in. */
import { AckPolicy, jetstreamManager, RetentionPolicy, StorageType } from "@nats-io/jetstream";
import type { ConsumerInfo, JetStreamManager, StreamConfig } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/nats-core";
import { OptNetError } from "../../problem/errors.js";
import { subjectsOf } from "../subjects.js";

export const CONSUMER = "workers";
const SECOND = 1e9; // JetStream counts nanoseconds.
const DAY = 86_400 * SECOND;

export interface StreamNames {
  readonly jobs: string;
  readonly results: string;
  readonly dead: string;
  /** Marks of workers that began with a job which others had begun with. */
  readonly starts: string;
}

export function streamNames(prefix: string): StreamNames {
  const base = prefix.replaceAll(".", "_").toUpperCase();
  return { jobs: `${base}_JOBS`, results: `${base}_RESULTS`, dead: `${base}_DEAD`, starts: `${base}_STARTS` };
}

/** Where nobody has said it: how long a worker may be silent before its job goes to another. */
const ACK_SECONDS = 60;

/**
 * Makes streams and their consumer where they are not there yet; others that are there stay as they are.
 *
 * @param ackSeconds after which a job whose worker is silent goes to another; undefined: as it is.
 * @throws OptNetError where the server has no JetStream.
 */
export async function openStreams(
  connection: NatsConnection,
  prefix: string,
  ackSeconds?: number,
): Promise<JetStreamManager> {
  const subjects = subjectsOf(prefix);
  const names = streamNames(prefix);
  const manager = await managerOf(connection);
  const add = async (config: Partial<StreamConfig> & { name: string }): Promise<void> => {
    try {
      await manager.streams.info(config.name);
    } catch {
      await manager.streams.add({ storage: StorageType.File, ...config });
    }
  };
  // A job leaves its stream when it is acknowledged.
  await add({ name: names.jobs, subjects: [subjects.jobs], retention: RetentionPolicy.Workqueue });
  // A job that is done twice has one result all the same.
  await add({
    ...{ name: names.results, subjects: [`${subjects.results}.*`], max_msgs_per_subject: 1 },
    max_age: 7 * DAY,
  });
  await add({ name: names.dead, subjects: [subjects.dead], max_age: 30 * DAY });
  // A mark is of use as long as its job may come again.
  await add({ name: names.starts, subjects: [`${subjects.starts}.*`], max_age: 7 * DAY });
  const ack_wait = Math.round((ackSeconds ?? ACK_SECONDS) * SECOND);
  const found = await manager.consumers.info(names.jobs, CONSUMER).catch(() => undefined);
  if (found === undefined) {
    await manager.consumers.add(names.jobs, {
      ...{ durable_name: CONSUMER, ack_policy: AckPolicy.Explicit, ack_wait, max_ack_pending: 10_000 },
    });
  } else if (ackSeconds !== undefined && found.config.ack_wait !== ack_wait) {
    await manager.consumers.update(names.jobs, CONSUMER, { ack_wait });
  }
  return manager;
}

/** What a consumer goes by, whoever has said it. */
export function ackSecondsOf({ config }: ConsumerInfo): number {
  return (config.ack_wait ?? ACK_SECONDS * SECOND) / SECOND;
}

async function managerOf(connection: NatsConnection): Promise<JetStreamManager> {
  const { info } = connection;
  if (info?.jetstream === true) return jetstreamManager(connection);
  // While the server is away nobody knows what it has.
  if (info === undefined) throw new Error("no connection to the server now");
  throw new OptNetError({
    field: "jobs",
    expected: "a server with JetStream",
    got: "one without",
    hint: "Start it with -js, or allow it to this account; calls with solve need none.",
  });
}
