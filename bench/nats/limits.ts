/**
 * What the figures of one machine say about many, on paper: what each part could carry, and which is the first limit.
 * `docs/guide/service.md` and `docs/guide/training.md` have the formulas in words.
 */
import type { Cost } from "./measure.js";

/** As data centres have them: 16 cores, and 10 Gbit/s each way. */
const CORES = 16;
const BYTES_PER_SECOND = 1.25e9;
export const MACHINES = [10, 100, 1000] as const;

/** Calls a second that each part could carry. */
export interface ServiceLimit {
  readonly workers: number;
  /** The processors of one server of NATS. */
  readonly server: number;
  /** Its network. */
  readonly network: number;
  /** Cores of clients that it takes to ask so often. */
  readonly clientCores: number;
  readonly first: "workers" | "server" | "network";
}

/** @param bytes of a call, there and back. */
export function serviceLimit(machines: number, cost: Cost, bytes: number): ServiceLimit {
  const limits = {
    workers: (machines * CORES) / cost.worker,
    server: CORES / cost.server,
    network: BYTES_PER_SECOND / bytes,
  };
  const [first, least] = (Object.entries(limits) as ["workers", number][]).reduce((a, b) =>
    b[1] < a[1] ? b : a,
  );
  return { ...limits, clientCores: least * cost.client, first };
}

/** What a bunch costs the coordinator, in seconds of processor time: so much, and so much more per byte of gradients. */
export interface LeafCost {
  readonly each: number;
  readonly perByte: number;
}

/** Seconds of a step in which every core computes one leaf. */
export interface TrainingLimit {
  readonly leaf: number;
  /** Weights to everybody, through one server. */
  readonly weights: number;
  /** Gradients back, through the coordinator's network. */
  readonly gradients: number;
  /** Reading and adding them, on the coordinator's one thread, while they come. */
  readonly coordinator: number;
  /** Of the step, that is not computing. */
  readonly lost: number;
}

/**
 * @param leaf seconds that it takes.
 * @param bytes of the weights.
 */
export function trainingLimit(
  machines: number,
  { leaf, bytes }: { leaf: number; bytes: number },
  { each, perByte }: LeafCost,
): TrainingLimit {
  const workers = machines * CORES;
  const passing = (workers * bytes) / BYTES_PER_SECOND;
  const coordinator = workers * (each + perByte * bytes);
  const idle = passing + Math.max(passing, coordinator);
  return { leaf, weights: passing, gradients: passing, coordinator, lost: idle / (leaf + idle) };
}
