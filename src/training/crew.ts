/** Who computes leaves: workers in this process, in others, or on other machines. */
import type { Identity, Leaf, LeafResult, Step } from "./program.js";

export interface Task {
  readonly step: Step;
  readonly leaf: Leaf;
  /** Of the weights, which were published before. */
  readonly version: number;
}

/** The leaf is not computed, by this member, this time. */
export class Lost extends Error {}

export interface Member {
  readonly name: string;
  readonly identity: Identity;
  /** @throws Lost; anything else is the program's own failure. */
  run(task: Task): Promise<LeafResult>;
  /** It is stuck, or computes other bits: it gets no more work. A crew that started it starts another. */
  dismiss(reason: string): void;
}

export interface Crew {
  readonly members: ReadonlySet<Member>;
  /** Calls this whenever somebody has joined or left. */
  onChange(listener: () => void): void;
  /** Everybody gets these weights before any task of their version. */
  publish(version: number, weights: readonly Float32Array[]): void;
  /** The training is over. */
  close(): Promise<void>;
}

/** What happens to a crew. */
export interface TrainingEvent {
  readonly kind: "joined" | "left" | "refused" | "stuck" | "again" | "waiting";
  /** The worker's name, where one is meant. */
  readonly worker?: string | undefined;
  readonly text: string;
}
