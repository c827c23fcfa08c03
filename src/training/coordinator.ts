/**
 * Spreads the gradient of a batch over workers. The batch is cut into leaves of a fixed size, each is computed by
 * somebody, and the shares are summed in a fixed tree: the sum is the same, bit for bit, however many workers there
 * are, and whoever joined, left or died meanwhile. A leaf that is lost is computed again. The step of the optimiser is
 * taken once, by the caller.
 */
import { OptNetError } from "../problem/errors.js";
import { readObject } from "../problem/read.js";
import type { Crew, Member, TrainingEvent } from "./crew.js";
import type { Identity, LeafProgram, Step } from "./program.js";
import { identityOf, leavesOf, requireSame } from "./program.js";
import { newState, Pace, type MemberState } from "./member-state.js";
import { StepRun } from "./step-run.js";

/** How a batch is spread. */
export interface CoordinatorOptions {
  /** Examples in a leaf. Other leaves are other sums: keep it over a training. */
  readonly leaf: number;
  /** Milliseconds after which a worker that owes a leaf is stuck, and is replaced. Default 60,000. */
  readonly deadline?: number | undefined;
  /** Bunches of leaves that a worker has at the same time, so that it need not wait for the next. Default 2. */
  readonly ahead?: number | undefined;
  /** Most leaves in a bunch. Default: as many as take 25 ms longer than one, and have 256 KiB of gradients together. */
  readonly bunch?: number | undefined;
  /** Hears of workers that join, leave or are refused, and of leaves that are computed again. */
  readonly onEvent?: ((event: TrainingEvent) => void) | undefined;
}

/** The gradient of a batch. */
export interface Total {
  /** One array per weight. */
  readonly gradients: readonly Float32Array[];
  /** The loss, and what else the program sums. */
  readonly values: readonly number[];
}

const OPTIONS: readonly (keyof CoordinatorOptions)[] = ["leaf", "deadline", "ahead", "bunch", "onEvent"];
const DEFAULT_DEADLINE = 60_000;
/** In one message. */
const MOST_LEAVES = 2 ** 16;

/** Spreads the gradient of every batch over a crew. */
export class Coordinator {
  readonly #identity: Identity;
  readonly #crew: Crew;
  readonly #options: Readonly<Record<"leaf" | "deadline" | "ahead" | "bunch", number>>;
  readonly #report: (event: TrainingEvent) => void;
  readonly #states = new Map<Member, MemberState>();
  readonly #pace = new Pace();
  #version = 0;
  #run: StepRun | undefined;
  /** Why there will be no more steps. */
  #ended: Error | undefined;

  /** @throws OptNetError for options out of range. */
  constructor(program: LeafProgram, crew: Crew, options: CoordinatorOptions) {
    readObject(options, {
      ...{ field: "options", names: OPTIONS, expected: "an object with the size of a leaf" },
      ...{ hint: "For example { leaf: 25 }.", unknown: "Check the spelling." },
    });
    const { leaf, deadline = DEFAULT_DEADLINE, ahead = 2, bunch = MOST_LEAVES, onEvent } = options;
    for (const [name, value] of Object.entries({ leaf, ahead, bunch })) requireCount(name, value);
    if (!(deadline >= 1)) throw wrongOption("deadline", "milliseconds from 1", deadline);
    this.#identity = identityOf(program);
    this.#crew = crew;
    this.#options = { leaf, deadline, ahead, bunch: Math.min(bunch, MOST_LEAVES) };
    this.#report = onEvent ?? (() => undefined);
    crew.onChange(() => this.#update());
    crew.onEnd((error) => this.#end(error));
    this.#update();
  }

  /** Workers that take part. */
  get workers(): number {
    return this.#states.size;
  }

  /**
   * The gradient of one batch with these weights. Waits for workers where there are none.
   *
   * @throws OptNetError where the same leaf has other bits when it is computed again, or takes every worker along that
   *   tries it, where nobody is left who could come, and where the batch before is not done; what the program throws.
   */
  async gradient(step: Step, weights: readonly Float32Array[]): Promise<Total> {
    const { sizes } = this.#identity;
    if (weights.length !== sizes.length || weights.some((weight, i) => weight.length !== sizes[i])) {
      throw new OptNetError({
        field: "weights",
        expected: `arrays of ${sizes.join(", ")} numbers`,
        got: weights.map(({ length }) => length).join(", "),
        hint: "They are those of the program.",
      });
    }
    for (const name of ["epoch", "batch", "examples"] as const) {
      requireStep(name, (step as Step | null | undefined)?.[name]);
    }
    if (this.#ended !== undefined) throw this.#ended;
    if (this.#run !== undefined) {
      throw new OptNetError({
        field: "gradient",
        expected: "one batch at a time",
        got: "another before the first was done",
        hint: "Wait for the first: the weights of the second follow from it.",
      });
    }
    this.#version++;
    this.#crew.publish(this.#version, weights);
    const run = new StepRun({
      ...{ step, version: this.#version, leaves: leavesOf(step.examples, this.#options.leaf) },
      ...{ states: this.#states, pace: this.#pace, report: this.#report },
      ...this.#options,
      sizes,
    });
    this.#run = run;
    try {
      return this.#split(await run.result);
    } finally {
      this.#run = undefined;
    }
  }

  /** Lets all workers go. A step that is under way ends with an error. */
  close(): Promise<void> {
    this.#end(
      new OptNetError({
        field: "coordinator",
        expected: "one that is open",
        got: "one that was closed",
        hint: "Close it after the last step.",
      }),
    );
    return this.#crew.close();
  }

  #end(error: Error): void {
    this.#ended ??= error;
    this.#run?.stop(error);
  }

  #split(sum: Float64Array): Total {
    let at = 0;
    const gradients = this.#identity.sizes.map((size) => {
      at += size;
      return Float32Array.from(sum.subarray(at - size, at));
    });
    return { gradients, values: [...sum.subarray(at)] };
  }

  #update(): void {
    for (const member of this.#crew.members) {
      if (this.#states.has(member)) continue;
      try {
        requireSame(this.#identity, member.identity);
      } catch (error) {
        const text = (error as Error).message;
        this.#report({ kind: "refused", worker: member.name, text });
        member.dismiss(text);
        continue;
      }
      this.#states.set(member, newState());
      this.#report({ kind: "joined", worker: member.name, text: `${member.name} has joined` });
    }
    for (const [member] of this.#states) {
      if (this.#crew.members.has(member)) continue;
      this.#states.delete(member);
      this.#report({ kind: "left", worker: member.name, text: `${member.name} has left` });
    }
    this.#run?.fill();
  }
}

function requireCount(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) throw wrongOption(name, "a whole number from 1", value);
}

function requireStep(name: keyof Step, value: number | undefined): void {
  const least = name === "examples" ? 1 : 0;
  if (value !== undefined && Number.isInteger(value) && value >= least && value < 2 ** 32) return;
  throw wrongOption(`step.${name}`, `a whole number from ${least} to ${2 ** 32 - 1}`, value);
}

function wrongOption(field: string, expected: string, got: unknown): OptNetError {
  const hint = "Examples, leaves, epochs and batches are counted; they travel as 32 bits.";
  return new OptNetError({ field, expected, got: String(got), hint });
}
