/** What the coordinator knows of a worker, from step to step: whom to trust, how fast it is, and what it owes. */
import type { Leaf } from "./program.js";

export interface MemberState {
  /** It has computed a leaf whose bits are known. */
  trusted: boolean;
  probing: boolean;
  /** It was let go, and leaves the crew. */
  dismissed: boolean;
  /** Bunches that it has not brought yet, of this step and of earlier ones. */
  readonly owes: Set<Debt>;
  /** Of its own leaves. */
  readonly pace: Pace;
  /** When it last brought something, by `performance.now()`. */
  heard: number;
}

/** Leaves that were given out together. */
export interface Debt {
  readonly leaves: readonly Leaf[];
  readonly since: number;
  /** Leaves that its worker had to compute then, these among them. */
  readonly queued: number;
}

/** How long a leaf takes, with its share of the messages: a running mean. */
export class Pace {
  /** 0 until something is known. */
  milliseconds = 0;

  /** So many leaves have taken so long each. */
  add(milliseconds: number, leaves: number): void {
    const kept = this.milliseconds === 0 ? 0 : 0.8 ** leaves;
    this.milliseconds = kept * this.milliseconds + (1 - kept) * milliseconds;
  }
}

export function newState(): MemberState {
  const owes = new Set<Debt>();
  return { trusted: false, probing: false, dismissed: false, owes, pace: new Pace(), heard: 0 };
}

/** Enters what a worker now owes. */
export function lend({ owes }: MemberState, leaves: readonly Leaf[]): Debt {
  let queued = leaves.length;
  for (const other of owes) queued += other.leaves.length;
  const debt = { leaves, since: performance.now(), queued };
  owes.add(debt);
  return debt;
}

/** It has brought so many leaves of a debt, each of which took the mean of the time since it could begin. */
export function hear(
  state: MemberState,
  { since }: Debt,
  { leaves, all }: { leaves: number; all: Pace },
): void {
  const now = performance.now();
  const count = Math.max(1, leaves);
  const each = (now - Math.max(since, state.heard)) / count;
  state.heard = now;
  for (const pace of [state.pace, all]) pace.add(each, count);
}

/** Which part of what all compute in a time a worker does; those of whom nothing is known count as the mean. */
export function shareOf(own: MemberState, all: readonly MemberState[], mean: Pace): number {
  const speed = ({ pace }: MemberState): number => 1 / (pace.milliseconds || mean.milliseconds);
  return speed(own) / all.reduce((sum, one) => sum + speed(one), 0);
}
