/** A crew whose members do as a test says, and a small program for it. */
import { solve } from "../../src/index.js";
import type { Outcome } from "../../src/training/bunch.js";
import { Lost, type Crew, type Member, type Task } from "../../src/training/crew.js";
import {
  identityOf,
  type Identity,
  type Leaf,
  type LeafProgram,
  type LeafResult,
} from "../../src/training/program.js";

const SIZE = 5;

/** Learns p of small programs; rounding makes sums of other orders other numbers. */
export function program(change: Partial<LeafProgram> = {}): LeafProgram {
  let weights: readonly Float32Array[] = [];
  return {
    fingerprint: "test",
    sizes: [SIZE, 1],
    setWeights: (given) => (weights = given.map((weight) => weight.slice())),
    leaf: ({ epoch, examples }, { first, last }): LeafResult => {
      const p = Array.from({ length: last - first }, (_, i) =>
        Array.from(weights[0], (value, j) => value + Math.sin(7 * (first + i) + j + epoch)),
      );
      const solution = solve({ Q: Array.from({ length: SIZE }, () => 1.7), p, lower: -0.4, upper: 0.9 });
      const target = { data: solution.z.map((value) => (value - 0.3) / examples), shape: [p.length, SIZE] };
      const { data } = solution.vjp({ z: target }, { wrt: ["p"] }).p!;
      const gradient = new Float32Array(SIZE);
      data.forEach((value, i) => (gradient[i % SIZE] += value));
      const loss = solution.z.reduce((sum, value) => sum + (value - 0.3) ** 2, 0) / examples;
      solution.dispose();
      return { gradients: [gradient, Float32Array.of(weights[1][0] / examples)], values: [loss, p.length] };
    },
    ...change,
  };
}

export const WEIGHTS = [Float32Array.from({ length: SIZE }, (_, i) => 0.1 * i), Float32Array.of(3)];

/** One leaf of a task, and the computing of it: tests say what comes of each. */
export type Answer = (one: { readonly leaf: Leaf }, compute: () => LeafResult) => Promise<LeafResult>;

/** A crew whose members do as the test says. */
export class TestCrew implements Crew {
  readonly members = new Set<TestMember>();
  readonly #listeners: (() => void)[] = [];
  weights: readonly Float32Array[] = [];
  end: (error: Error) => void = () => undefined;

  join(name: string, answer: Answer, own = program()) {
    const member = new TestMember(this, name, own, answer);
    this.members.add(member);
    this.changed();
    return member;
  }

  leave(member: TestMember): void {
    this.members.delete(member);
    this.changed();
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  onEnd(listener: (error: Error) => void): void {
    this.end = listener;
  }

  publish(_version: number, weights: readonly Float32Array[]): void {
    this.weights = weights;
  }

  async close(): Promise<void> {
    this.members.clear();
  }
}

class TestMember implements Member {
  readonly identity: Identity;
  /** The leaves of each bunch that it was given. */
  readonly tasks: number[][] = [];
  dismissed: string | undefined;

  constructor(
    readonly crew: TestCrew,
    readonly name: string,
    readonly program: LeafProgram,
    readonly answer: Answer,
  ) {
    this.identity = identityOf(program);
  }

  async run({ step, leaves }: Task): Promise<Outcome> {
    this.tasks.push(leaves.map(({ index }) => index));
    const results: LeafResult[] = [];
    for (const leaf of leaves) {
      const compute = (): LeafResult => {
        this.program.setWeights(this.crew.weights);
        return this.program.leaf(step, leaf) as LeafResult;
      };
      try {
        results.push(await this.answer({ leaf }, compute));
      } catch (failure) {
        if (failure instanceof Lost) throw failure;
        return { results, failure };
      }
    }
    return { results };
  }

  dismiss(reason: string): void {
    this.dismissed = reason;
    this.crew.leave(this);
  }
}

export const later = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
export const honest: Answer = async (_one, compute) => {
  await later(1);
  return compute();
};
