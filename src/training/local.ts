/** Workers in this thread: for tests, and where one is enough. */
import { computeBunch, type Outcome } from "./bunch.js";
import type { Crew, Member, Task } from "./crew.js";
import { identityOf, type LeafProgram } from "./program.js";
import { End } from "./end.js";

class LocalMember implements Member {
  readonly name: string;
  readonly identity;
  readonly #program: LeafProgram;
  readonly #dismissed: (member: LocalMember, reason: string) => void;
  #weights: readonly Float32Array[] = [];
  #version = -1;
  #current = -1;

  constructor(name: string, program: LeafProgram, dismissed: (member: LocalMember, reason: string) => void) {
    this.name = name;
    this.identity = identityOf(program);
    this.#program = program;
    this.#dismissed = dismissed;
  }

  publish(version: number, weights: readonly Float32Array[]): void {
    this.#weights = weights;
    this.#version = version;
  }

  async run({ step, leaves }: Task): Promise<Outcome> {
    await new Promise((resolve) => setTimeout(resolve)); // Others get their turn.
    if (this.#current !== this.#version) {
      this.#program.setWeights(this.#weights);
      this.#current = this.#version;
    }
    return computeBunch(this.#program, step, leaves);
  }

  dismiss(reason: string): void {
    this.#dismissed(this, reason);
  }
}

/** A crew of one worker per program, all in this thread. */
export function localCrew(programs: readonly LeafProgram[]): Crew {
  const members = new Set<LocalMember>();
  const listeners: (() => void)[] = [];
  const end = new End();
  const dismissed = (member: LocalMember, reason: string): void => {
    members.delete(member);
    for (const listener of listeners) listener();
    if (members.size === 0) end.come(new Error(reason));
  };
  programs.forEach((program, i) => members.add(new LocalMember(`here ${i + 1}`, program, dismissed)));
  return {
    members,
    onChange: (listener) => void listeners.push(listener),
    onEnd: (listener) => end.whenItComes(listener),
    publish: (version, weights) => {
      for (const member of members) member.publish(version, weights);
    },
    close: async () => members.clear(),
  };
}
