/**
 * Leaves that a worker computes one after the other and answers together. A message costs about as much as a short leaf,
 * and a bunch is two messages whatever it holds. The numbers of each leaf come back by themselves, so that sums do not
 * show who computed what with what.
 */
import type { Leaf, LeafProgram, LeafResult, Step } from "./program.js";

/** What came of a bunch of leaves. */
export interface Outcome<Failure = unknown> {
  /** Of its leaves, in order; where one failed, of those before it. */
  readonly results: readonly LeafResult[];
  /** Why the leaf after these failed; absent where none did. */
  readonly failure?: Failure | undefined;
}

/** Computes leaves with the weights that the program has. */
export async function computeBunch(
  program: LeafProgram,
  step: Step,
  leaves: readonly Leaf[],
): Promise<Outcome> {
  const results: LeafResult[] = [];
  for (const leaf of leaves) {
    try {
      const result = await program.leaf(step, leaf);
      results.push(leaves.length === 1 ? result : copyOf(result));
    } catch (failure) {
      return { results, failure: failure ?? new Error("the leaf was given up without a reason") };
    }
  }
  return { results };
}

/** As it travels: failures as text, … */
export function inWords({ results, failure }: Outcome): Outcome<string> {
  return { results, failure: failure === undefined ? undefined : textOf(failure) };
}

/** … and, where it has arrived, of whom. */
export function blaming(name: string, { results, failure }: Outcome<string>): Outcome<Error> {
  return { results, failure: failure === undefined ? undefined : new Error(`${name}: ${failure}`) };
}

export function textOf(failure: unknown): string {
  return String((failure as Error | undefined)?.stack ?? failure);
}

/** A program may use the same arrays for its next leaf. */
function copyOf({ gradients, values }: LeafResult): LeafResult {
  return { gradients: gradients.map((gradient) => gradient.slice()), values: [...values] };
}

/** How large a bunch may be. */
export interface BunchLimits {
  /** Leaves that nobody has yet. */
  readonly waiting: number;
  /** Which part of what all workers compute in a time this one does. */
  readonly share: number;
  /** That a leaf takes this worker; 0: nobody knows. */
  readonly milliseconds: number;
  /** That a bunch may take longer than one leaf, in milliseconds. */
  readonly longest: number;
  /** Of the numbers of one leaf. */
  readonly bytes: number;
}

/**
 * Of the leaves that wait, this part is given out at a time; then the same part of the rest, down to single leaves. So
 * most of a step is few messages, and at its end nobody waits for more than about one leaf of another.
 */
const AT_A_TIME = 2 / 3;
/** Most bytes of an answer of several leaves: large ones had better come one by one, while others are computed. */
const MOST_BYTES = 2 ** 18;

/**
 * How many leaves a worker gets: a guided schedule, as in Hummel, Schonberg and Flynn, "Factoring: a method for
 * scheduling parallel loops" (1992), bounded so that what is lost with a worker, or waited for, stays small.
 */
export function bunchSize({ waiting, share, milliseconds, longest, bytes }: BunchLimits): number {
  if (!(milliseconds > 0)) return 1;
  const guided = Math.floor(AT_A_TIME * share * waiting);
  const quick = 1 + Math.floor(longest / milliseconds);
  const small = Math.floor(MOST_BYTES / Math.max(1, bytes));
  return Math.max(1, Math.min(guided, quick, small));
}
