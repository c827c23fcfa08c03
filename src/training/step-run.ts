/** One step: gives out leaves until all have come. */
import { OptNetError } from "../problem/errors.js";
import { Digest } from "./arithmetic.js";
import { Lost, type Member, type TrainingEvent } from "./crew.js";
import type { Leaf, LeafResult, Step } from "./program.js";
import { TreeSum } from "./tree.js";

/** What the coordinator knows of a worker, from step to step. */
export interface MemberState {
  /** It has computed a leaf whose bits are known. */
  trusted: boolean;
  probing: boolean;
  /** It was let go, and leaves the crew. */
  dismissed: boolean;
  /** Leaves that it has not brought yet, of this step and of earlier ones. */
  readonly owes: Set<Debt>;
}

interface Debt {
  readonly leaf: Leaf;
  readonly since: number;
}

/** How long leaves take, from their being given out: a running mean. */
export interface Pace {
  milliseconds: number;
}

export interface StepOptions {
  readonly step: Step;
  readonly version: number;
  readonly leaves: readonly Leaf[];
  readonly states: ReadonlyMap<Member, MemberState>;
  readonly pace: Pace;
  readonly report: (event: TrainingEvent) => void;
  readonly deadline: number;
  readonly ahead: number;
  /** Numbers in the gradient of each weight. */
  readonly sizes: readonly number[];
}

/** How often it is looked who is late, in milliseconds. */
const WATCH = 50;
/** A leaf is given to a second worker that has nothing to do after so many times the mean, and this at least. */
const LATE = { times: 4, least: 100 };
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
    // One to each at a time, so that nobody has two while another has none.
    for (let room = true; room && this.#queue.length > 0;) {
      room = false;
      for (const [member, state] of members) {
        if (this.#queue.length === 0) break;
        if (!state.trusted || state.owes.size >= this.#options.ahead) continue;
        room = true;
        this.#give(member, state, this.#queue.shift()!);
      }
    }
    if (this.#queue.length === 0) this.#giveLate(members);
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
      this.#give(member, state, leaf);
    }
  }

  /** Leaves that only one worker has, and for too long. */
  #lateLeaves(): Leaf[] {
    const { states, pace } = this.#options;
    const after = Math.max(LATE.least, LATE.times * pace.milliseconds);
    const now = performance.now();
    const owners = new Map<Leaf, number[]>();
    for (const { owes } of states.values()) {
      for (const { leaf, since } of owes) {
        if (this.#options.leaves[leaf.index] !== leaf || this.#done.has(leaf.index)) continue;
        owners.set(leaf, [...(owners.get(leaf) ?? []), since]);
      }
    }
    return [...owners]
      .filter(([, since]) => since.length === 1 && now - since[0] > after)
      .map(([leaf]) => leaf);
  }

  #give(member: Member, state: MemberState, leaf: Leaf): void {
    void this.#run(member, state, leaf).then(
      (numbers) => {
        this.#take(leaf, numbers);
        this.fill();
      },
      (error: unknown) => this.#failed(error, leaf, member, state),
    );
  }

  #failed(error: unknown, leaf: Leaf, member: Member, state: MemberState): void {
    if (this.#ended) return;
    if (!(error instanceof Lost ? this.#mayBeLost(error, leaf) : this.#letGo(error, leaf, member, state)))
      return;
    if (!this.#done.has(leaf.index) && !this.#queue.includes(leaf)) this.#queue.unshift(leaf);
    // Not at once: who has lost one may lose the next as well, and leaves the crew meanwhile.
    setTimeout(() => this.fill());
  }

  /** @returns whether the step goes on. */
  #mayBeLost(error: Lost, { index }: Leaf): boolean {
    const times = (this.#lost.get(index) ?? 0) + 1;
    this.#lost.set(index, times);
    if (times < MOST_LOST) return true;
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
    try {
      const first = await this.#run(member, state, leaf);
      const bits = digest(first);
      if (this.#reference === undefined) {
        const again = digest(await this.#run(member, state, leaf));
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
      if (error instanceof Lost) this.#mayBeLost(error, leaf);
      else this.#letGo(error, leaf, member, state);
    } finally {
      state.probing = false;
      setTimeout(() => this.fill());
    }
  }

  async #run(member: Member, { owes }: MemberState, leaf: Leaf): Promise<Float64Array> {
    const { step, version, pace } = this.#options;
    const debt: Debt = { leaf, since: performance.now() };
    owes.add(debt);
    try {
      const result = await member.run({ step, leaf, version });
      const took = performance.now() - debt.since;
      pace.milliseconds = pace.milliseconds === 0 ? took : 0.9 * pace.milliseconds + 0.1 * took;
      return this.#flat(result, leaf);
    } finally {
      owes.delete(debt);
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
      const text = `${member.name} has owed leaf ${oldest.leaf.index} for ${Math.round(now - oldest.since)} ms`;
      report({ kind: "stuck", worker: member.name, text });
      for (const { leaf } of owes) {
        const isOfThisStep = this.#options.leaves[leaf.index] === leaf;
        if (isOfThisStep && !this.#done.has(leaf.index) && !this.#queue.includes(leaf))
          this.#queue.push(leaf);
      }
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

  /** @throws OptNetError for numbers of another model. */
  #flat({ gradients, values }: LeafResult, { index }: Leaf): Float64Array {
    const { sizes } = this.#options;
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
