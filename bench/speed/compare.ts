/** Ours, a peer, ours, the next peer, …, several rounds: whatever slows the machine slows both. */
import type { Contender, Kind, Limits } from "./contender.js";
import type { BatchProblem } from "../../tools/problems/problem.js";
import { median, summarise, type Summary } from "../../tools/statistics.js";
import { objectives, verify, type Verdict } from "./verify.js";

/** How one contender did on one batch. */
export interface Entry {
  readonly name: string;
  readonly kind: Kind;
  readonly tolerance: number;
  /** How many problems of the batch it did; a slow solver does the first few. */
  readonly elements: number;
  /** Per problem, over the rounds; undefined without a counted round. */
  readonly microseconds: Summary | undefined;
  /** The worst of all rounds. */
  readonly residuals: Omit<Verdict, "failure"> | undefined;
  /** Why it does not count. */
  readonly failure: string | undefined;
}

export interface Comparison {
  readonly name: string;
  readonly shared: boolean;
  /** Whether the elements follow one another. */
  readonly sequence?: boolean;
  readonly batch: number;
  readonly ours: Entry;
  readonly peers: readonly Entry[];
}

export interface Rounds extends Limits {
  readonly rounds: number;
}

/**
 * Compares contenders on a batch. Every visit's answers are verified; a contender that throws, or whose answers
 * do not pass, is out of the later rounds and does not count.
 *
 * @param onVisit hears who is next.
 */
export async function compare(
  problem: BatchProblem,
  mine: Contender,
  others: readonly Contender[],
  rounds: Rounds,
  onVisit: (name: string) => void = () => undefined,
): Promise<Comparison> {
  const ours = new Record(mine);
  const peers = others.map((contender) => new Record(contender));
  const visit = async (record: Record, counts: boolean): Promise<void> => {
    if (record.failure !== undefined) return;
    onVisit(record.contender.name);
    await record.visit(problem, rounds, counts, ours.reference);
  };
  // Code is compiled and caches are filled in a round that does not count. It also tells what our objectives are.
  for (const record of [ours, ...peers]) await visit(record, false);
  for (let round = 0; round < rounds.rounds; round++) {
    if (peers.every(({ failure }) => failure !== undefined)) await visit(ours, true);
    for (const peer of peers) {
      if (peer.failure !== undefined) continue;
      await visit(ours, true);
      await visit(peer, true);
    }
  }
  return {
    name: problem.name,
    shared: problem.shared,
    ...(problem.sequence && { sequence: true }),
    batch: problem.batch,
    ours: ours.entry(),
    peers: peers.map((peer) => peer.entry()),
  };
}

/** What is written down of one contender. */
class Record {
  readonly contender: Contender;
  failure: string | undefined;
  /** Objectives of verified answers; only ours are asked for. */
  reference: Float64Array | undefined;
  readonly #microseconds: number[] = [];
  #elements = 0;
  #worst: Verdict | undefined;

  constructor(contender: Contender) {
    this.contender = contender;
  }

  async visit(
    problem: BatchProblem,
    limits: Limits,
    counts: boolean,
    reference: Float64Array | undefined,
  ): Promise<void> {
    try {
      const { kind, tolerance } = this.contender;
      const { elements, seconds, answers } = await this.contender.measure(limits);
      const verdict = verify(problem, answers, elements, tolerance, reference);
      this.#elements = elements;
      this.#worst = worst(this.#worst, verdict);
      this.failure = verdict.failure;
      if (verdict.failure !== undefined) return;
      if (kind === "ours") this.reference ??= objectives(problem, answers.z);
      if (counts) this.#microseconds.push(median(seconds) * 1e6);
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
  }

  entry(): Entry {
    const { name, kind, tolerance } = this.contender;
    const { primal, dual, gap } = this.#worst ?? {};
    return {
      ...{ name, kind, tolerance, elements: this.#elements, failure: this.failure },
      microseconds: this.#microseconds.length === 0 ? undefined : summarise(this.#microseconds),
      residuals: this.#worst === undefined ? undefined : { primal: primal!, dual: dual ?? null, gap: gap! },
    };
  }
}

function worst(a: Verdict | undefined, b: Verdict): Verdict {
  if (a === undefined) return b;
  return {
    primal: Math.max(a.primal, b.primal),
    dual: a.dual === null || b.dual === null ? null : Math.max(a.dual, b.dual),
    gap: Math.max(a.gap, b.gap),
    failure: b.failure,
  };
}

/** The fastest that counts: verified, and asked for no less accuracy than we were. */
export function best({ ours, peers }: Comparison, kind: Kind): Entry | undefined {
  return peers
    .filter((peer) => peer.kind === kind && counts(peer) && peer.tolerance <= ours.tolerance)
    .sort((a, b) => a.microseconds!.median - b.microseconds!.median)[0];
}

export function counts(entry: Entry): boolean {
  return entry.failure === undefined && entry.microseconds !== undefined;
}

/** Their time ÷ ours; NaN where one of them does not count. */
export function ratio({ ours }: Comparison, peer: Entry | undefined): number {
  if (peer === undefined || !counts(ours) || !counts(peer)) return NaN;
  return peer.microseconds!.median / ours.microseconds!.median;
}
