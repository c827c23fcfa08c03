/** One step: gives out leaves until all have come. */
import { OptNetError } from "../problem/errors.js";
import { Digest } from "./arithmetic.js";
import { bunchSize, type Outcome } from "./bunch.js";
import { Lost, type Member, type TrainingEvent } from "./crew.js";
import { hear, lend, shareOf, type MemberState, type Pace } from "./member-state.js";
import type { Leaf, Step } from "./program.js";
import { TreeSum } from "./tree.js";

export interface StepOptions {
  readonly step: Step;
  readonly version: number;
  readonly leaves: readonly Leaf[];
  readonly states: ReadonlyMap<Member, MemberState>;
  /** Of everybody's leaves. */
  readonly pace: Pace;
  readonly report: (event: TrainingEvent) => void;
  readonly deadline: number;
  readonly ahead: number;
  /** Most leaves in a bunch. */
  readonly bunch: number;
  /** Numbers in the gradient of each weight. */
  readonly sizes: readonly number[];
}

/** How often it is looked who is late, in milliseconds. */
const WATCH = 50;
/** A leaf is given to a second worker that has nothing to do after so many times the mean, and this at least. */
const LATE = { times: 4, least: 100 };
/** A bunch may take so much longer than a leaf, in milliseconds, and this part of the deadline at most. */
const LONGER = { most: 25, ofDeadline: 0.1 };
const WAITING_AFTER = 5000;
/** A leaf that was lost so often takes its workers along: it is too large for them, or ends them. */
const MOST_LOST = 10;

export class StepRun {
  /** Sums over the leaves: the gradient, then the values. */
  readonly result: Promise<Float64Array>;
  readonly #options: StepOptions;
  readonly #tree: TreeSum;
  readonly #queue: Leaf[];
  readonly #done = new Set<number>();
  /** Leaves that a worker has failed at. */
  readonly #failedAt = new Set<number>();
  /** How often each leaf was lost. */
  readonly #lost = new Map<number, number>();
  /** How many numbers leaves report beside gradients. */
  #values: number | undefined;
  #settle!: { resolve: (sum: Float64Array) => void; reject: (error: unknown) => void };
  readonly #watch: ReturnType<typeof setInterval>;
  /** Of the bits of the first leaf. */
  #reference: string | undefined;
  #idleSince: number | undefined;
  #ended = false;

  constructor(options: StepOptions) {
    this.#options = options;
    this.#tree = new TreeSum(options.leaves.length);
    this.#queue = [...options.leaves];
    this.result = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
    this.#watch = setInterval(() => this.#look(), WATCH);
    this.#look();
  }

  /** Gives out what there is to whoever has room. */
  fill(): void {
    if (this.#ended) return;
    const members = [...this.#options.states].filter(([, { dismissed }]) => !dismissed);
    for (const [member, state] of members) {
      if (!state.trusted && !state.probing) void this.#probe(member, state);
    }
    // In rounds, so that nobody has two bunches while another has none.
    for (let room = true; room && this.#queue.length > 0;) {
      room = false;
      const waiting = this.#queue.length;
      for (const [member, state] of members) {
        if (this.#queue.length === 0) break;
        if (!state.trusted || state.owes.size >= this.#options.ahead) continue;
        room = true;
        this.#give(member, state, this.#next(this.#sizeFor(state, waiting)));
      }
    }
    if (this.#queue.length === 0) this.#giveLate(members);
  }

  /** How many of the leaves that wait a worker gets. */
  #sizeFor(state: MemberState, waiting: number): number {
    const { states, pace, deadline, bunch, sizes } = this.#options;
    const all = [...states.values()].filter(({ dismissed }) => !dismissed);
    const size = bunchSize({
      waiting,
      share: shareOf(state, all, pace),
      milliseconds: state.pace.milliseconds,
      longest: Math.min(LONGER.most, LONGER.ofDeadline * deadline),
      bytes: sizes.reduce((sum, size) => sum + 4 * size, 8 * (this.#values ?? 0)),
    });
    return Math.min(bunch, size);
  }

  /** Takes leaves from the queue. One that was lost or failed before goes alone: it takes no others along. */
  #next(size: number): Leaf[] {
    const isSuspect = ({ index }: Leaf): boolean => this.#lost.has(index) || this.#failedAt.has(index);
    const queue = this.#queue;
    let count = 1;
    while (count < Math.min(size, queue.length) && !isSuspect(queue[0]) && !isSuspect(queue[count])) count++;
    return queue.splice(0, count);
  }

  #giveLate(members: readonly (readonly [Member, MemberState])[]): void {
    const late = this.#lateLeaves();
    for (const [member, state] of members) {
      if (late.length === 0) return;
      if (!state.trusted || state.owes.size > 0) continue;
      const leaf = late.shift()!;
      this.#options.report({
        ...{ kind: "again", worker: member.name },
        text: `leaf ${leaf.index} is computed by ${member.name} too`,
      });
      this.#give(member, state, [leaf]);
    }
  }

  /** Leaves that only one worker has, and for too long. */
  #lateLeaves(): Leaf[] {
    const { states, pace } = this.#options;
    const now = performance.now();
    const owners = new Map<Leaf, boolean[]>();
    for (const { owes } of states.values()) {
      for (const { leaves, since, queued } of owes) {
        const isLate = now - since > Math.max(LATE.least, LATE.times * queued * pace.milliseconds);
        for (const leaf of leaves) {
          if (this.#isOpen(leaf)) owners.set(leaf, [...(owners.get(leaf) ?? []), isLate]);
        }
      }
    }
    return [...owners].filter(([, late]) => late.length === 1 && late[0]).map(([leaf]) => leaf);
  }

  /** Whether a leaf is of this step and has not come. */
  #isOpen(leaf: Leaf): boolean {
    return this.#options.leaves[leaf.index] === leaf && !this.#done.has(leaf.index);
  }

  #give(member: Member, state: MemberState, leaves: readonly Leaf[]): void {
    void this.#run(member, state, leaves).then(
      (outcome) => this.#hear(outcome, leaves, member, state),
      (error: unknown) => {
        if (error instanceof Lost) this.#again(leaves, this.#mayBeLost(error, leaves));
        else this.#hear({ results: [], failure: error }, leaves, member, state);
      },
    );
  }

  /** Takes what has come of a bunch; a failure is that of the first leaf that has not. */
  #hear(outcome: Outcome, leaves: readonly Leaf[], member: Member, state: MemberState): void {
    if (this.#ended) return;
    for (const [at, leaf] of leaves.entries()) {
      try {
        this.#take(leaf, this.#flat(outcome, at, leaf));
      } catch (error) {
        return this.#again(leaves.slice(at), this.#letGo(error, leaf, member, state));
      }
    }
    this.fill();
  }

  /** These leaves are to be given out again, where the step goes on. */
  #again(leaves: readonly Leaf[], goesOn: boolean): void {
    if (this.#ended || !goesOn) return;
    const missing = leaves.filter((leaf) => this.#isOpen(leaf) && !this.#queue.includes(leaf));
    this.#queue.unshift(...missing);
    // Not at once: who has lost one may lose the next as well, and leaves the crew meanwhile.
    setTimeout(() => this.fill());
  }

  /** @returns whether the step goes on. */
  #mayBeLost(error: Lost, leaves: readonly Leaf[]): boolean {
    for (const { index } of leaves) this.#lost.set(index, (this.#lost.get(index) ?? 0) + 1);
    const worst = leaves.find(({ index }) => this.#lost.get(index)! >= MOST_LOST);
    if (worst === undefined || this.#ended) return true;
    const { index } = worst;
    const times = this.#lost.get(index)!;
    this.stop(
      new OptNetError({
        field: `leaf ${index}`,
        expected: "workers that live to the end of it",
        got: `${times} that did not, the last one: ${error.message}`,
        hint: "Smaller leaves take less memory; what the workers wrote to the standard error says more.",
      }),
    );
    return false;
  }

  /**
   * What one worker fails at may be its own: a full disk, too little memory. It is let go, and another computes the leaf;
   * what a second one fails at, or the last, is the program's.
   *
   * @returns whether the step goes on.
   */
  #letGo(error: unknown, leaf: Leaf, member: Member, state: MemberState): boolean {
    if (state.dismissed) return true; // It had this leaf beside the one that it failed at.
    const others = [...this.#options.states].some(([other, { dismissed }]) => other !== member && !dismissed);
    if (!others || this.#failedAt.has(leaf.index)) {
      this.stop(error);
      return false;
    }
    this.#failedAt.add(leaf.index);
    const text = `${member.name} fails at leaf ${leaf.index}: ${error instanceof Error ? error.message : String(error)}`;
    this.#options.report({ kind: "failed", worker: member.name, text });
    state.dismissed = true;
    member.dismiss(text);
    return true;
  }

  /**
   * A worker's first leaf is one whose bits are known, because somebody else has computed it too, or itself before.
   * So chance without a seed, and arithmetic that differs behind the same name, are found before they do harm.
   */
  async #probe(member: Member, state: MemberState): Promise<void> {
    state.probing = true;
    const [leaf] = this.#options.leaves;
    const compute = async (): Promise<Float64Array> =>
      this.#flat(await this.#run(member, state, [leaf]), 0, leaf);
    try {
      const first = await compute();
      const bits = digest(first);
      if (this.#reference === undefined) {
        const again = digest(await compute());
        if (again !== bits) return this.stop(notRepeatable(member));
        this.#reference ??= bits;
      }
      if (bits !== this.#reference) {
        const text = `${member.name} computes other bits than the others`;
        this.#options.report({ kind: "refused", worker: member.name, text });
        state.dismissed = true;
        return member.dismiss(text);
      }
      state.trusted = true;
      this.#take(leaf, first);
    } catch (error) {
      if (this.#ended) return;
      if (error instanceof Lost) this.#mayBeLost(error, [leaf]);
      else this.#letGo(error, leaf, member, state);
    } finally {
      state.probing = false;
      setTimeout(() => this.fill());
    }
  }

  async #run(member: Member, state: MemberState, leaves: readonly Leaf[]): Promise<Outcome> {
    const { step, version, pace } = this.#options;
    const debt = lend(state, leaves);
    try {
      const outcome = await member.run({ step, leaves, version });
      hear(state, debt, { leaves: outcome.results.length, all: pace });
      return outcome;
    } finally {
      state.owes.delete(debt);
    }
  }

  #take(leaf: Leaf, numbers: Float64Array): void {
    if (this.#ended || this.#done.has(leaf.index)) return;
    this.#done.add(leaf.index);
    const queued = this.#queue.indexOf(leaf);
    if (queued >= 0) this.#queue.splice(queued, 1);
    this.#tree.add(leaf.index, numbers);
    const { sum } = this.#tree;
    if (sum !== undefined) this.#end(() => this.#settle.resolve(sum));
  }

  #look(): void {
    const { states, deadline, report } = this.#options;
    const now = performance.now();
    for (const [member, state] of states) {
      const { owes } = state;
      const oldest = [...owes].find(({ since }) => now - since > deadline);
      if (oldest === undefined || state.dismissed) continue;
      state.dismissed = true;
      const text = `${member.name} has owed leaf ${oldest.leaves[0].index} for ${Math.round(now - oldest.since)} ms`;
      report({ kind: "stuck", worker: member.name, text });
      const missing = [...owes].flatMap(({ leaves }) => leaves).filter((leaf) => this.#isOpen(leaf));
      this.#queue.push(...missing.filter((leaf) => !this.#queue.includes(leaf)));
      member.dismiss(text);
    }
    if (states.size > 0) this.#idleSince = undefined;
    else if (now - (this.#idleSince ??= now) > WAITING_AFTER) {
      this.#idleSince = Infinity;
      report({ kind: "waiting", text: "there are no workers; the step waits for some" });
    }
    this.fill();
  }

  /** Ends the step with an error, if it has not ended. */
  stop(error: unknown): void {
    this.#end(() => this.#settle.reject(error));
  }

  /** One result of a bunch. @throws why it is none; OptNetError for numbers of another model. */
  #flat({ results, failure }: Outcome, place: number, { index }: Leaf): Float64Array {
    const { sizes } = this.#options;
    if (place >= results.length) throw failure ?? new Error(`no result of leaf ${index}, and no reason`);
    const { gradients, values } = results[place];
    this.#values ??= values.length;
    const found = [...gradients.map(({ length }) => length), values.length];
    const expected = [...sizes, this.#values];
    if (found.length !== expected.length || found.some((length, i) => length !== expected[i])) {
      throw new OptNetError({
        field: `leaf ${index}`,
        expected: `gradients of ${sizes.join(", ")} numbers, and ${this.#values} values`,
        got: found.join(", "),
        hint: "Each leaf has one gradient per weight, and as many values as the others.",
      });
    }
    const numbers = new Float64Array(found.reduce((sum, length) => sum + length, 0));
    let at = 0;
    for (const part of [...gradients, values]) {
      numbers.set(part, at);
      at += part.length;
    }
    return numbers;
  }

  #end(settle: () => void): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#watch);
    settle();
  }
}

function digest(numbers: Float64Array): string {
  return new Digest().add(numbers).text();
}

function notRepeatable({ name }: Member): OptNetError {
  return new OptNetError({
    field: "program",
    expected: "the same bits whenever a leaf is computed",
    got: `others the second time, by ${name}`,
    hint: "Something is drawn without a seed (dropout, noise), or kept from leaf to leaf (batch normalisation).",
  });
}
