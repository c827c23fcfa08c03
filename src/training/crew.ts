/** Who computes leaves: workers in this process, in others, or on other machines. */
import type { Outcome } from "./bunch.js";
import type { Identity, Leaf, Step } from "./program.js";

/** Leaves that somebody shall compute, one after the other. */
export interface Task {
  /** The step that they belong to. */
  readonly step: Step;
  /** Which parts of the batch; one at least. */
  readonly leaves: readonly Leaf[];
  /** Of the weights, which were published before. */
  readonly version: number;
}

/** The leaves are not computed, by this member, this time. */
export class Lost extends Error {}

/** One worker. */
export interface Member {
  /** What it is called in reports. */
  readonly name: string;
  /** What it computes, and whose bits. */
  readonly identity: Identity;
  /**
   * Computes leaves. That one of them failed is part of the outcome.
   *
   * @throws Lost; anything else is the program's own failure, at the first leaf.
   */
  run(task: Task): Promise<Outcome>;
  /** It is stuck, or computes other bits: it gets no more work. A crew that started it starts another. */
  dismiss(reason: string): void;
}

/** Some workers, who come and go. */
export interface Crew {
  /** Who is there now. */
  readonly members: ReadonlySet<Member>;
  /** Calls this whenever somebody has joined or left. */
  onChange(listener: () => void): void;
  /** Calls this when nobody is there and nobody can come any more, with the reason; at once where that is so already. */
  onEnd(listener: (error: Error) => void): void;
  /** Everybody gets these weights before any task of their version. */
  publish(version: number, weights: readonly Float32Array[]): void;
  /** The training is over. */
  close(): Promise<void>;
}

/** What happens to a crew. */
export interface TrainingEvent {
  /** What has happened. */
  readonly kind:
    /** A worker takes part. */
    | "joined"
    /** A worker is gone. */
    | "left"
    /** A worker would compute something else, or other bits. */
    | "refused"
    /** A worker failed at a leaf, which others compute, and is replaced. */
    | "failed"
    /** A worker owes a leaf for too long and is replaced. */
    | "stuck"
    /** A leaf is given to a second worker. */
    | "again"
    /** There is no worker. */
    | "waiting";
  /** The worker's name, where one is meant. */
  readonly worker?: string | undefined;
  /** The same in words. */
  readonly text: string;
}
