/** Workers in processes of their own on this machine, without any server. */
import { fork, type ChildProcess } from "node:child_process";
import { arithmetic } from "./arithmetic.js";
import { Lost, type Crew, type Member, type Task } from "./crew.js";
import { identityOf, type Identity, type LeafProgram, type LeafResult } from "./program.js";

/** Which processes {@link processCrew} starts. */
export interface ProcessOptions {
  /** The module that calls {@link serveParent}. */
  readonly module: string | URL;
  /** Its command line. */
  readonly args?: readonly string[] | undefined;
  /** How many. */
  readonly processes: number;
  /** Handed to `serveParent`'s `make`: what the program is made from. */
  readonly terms: string;
}

type ToChild =
  | { readonly kind: "terms"; readonly terms: string }
  | { readonly kind: "weights"; readonly version: number; readonly weights: readonly Float32Array[] }
  | { readonly kind: "task"; readonly number: number; readonly task: Task };

type ToParent =
  | { readonly kind: "ready"; readonly identity: Identity }
  | { readonly kind: "result"; readonly number: number; readonly result: LeafResult }
  | { readonly kind: "failed"; readonly number: number; readonly error: string };

/** Tells a process that it is a worker. */
const VARIABLE = "OPTNET_TRAINING_WORKER";
/** A process that ends sooner than this, in milliseconds, is not started again at once. */
const SHORTEST_LIFE = 1000;

/** Whether this process was started by {@link processCrew}. */
export function isWorkerProcess(): boolean {
  return process.env[VARIABLE] !== undefined && process.send !== undefined;
}

/** Starts processes, and starts another for every one that ends or is stuck. */
export function processCrew(options: ProcessOptions): Crew {
  const members = new Set<ProcessMember>();
  const children = new Set<ChildProcess>();
  const listeners: (() => void)[] = [];
  let published: Extract<ToChild, { kind: "weights" }> | undefined;
  let started = 0;
  let closed = false;
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const start = (): void => {
    if (closed) return;
    const born = performance.now();
    const child = fork(options.module, options.args ?? [], {
      ...{ serialization: "advanced", env: { ...process.env, [VARIABLE]: "1" } },
    });
    children.add(child);
    const name = `process ${++started}`;
    let member: ProcessMember | undefined;
    const tell = (message: ToChild): void => void child.send(message, () => undefined);
    child.on("message", (message: ToParent) => {
      if (message.kind !== "ready") return member?.hear(message);
      member = new ProcessMember(name, message.identity, child);
      if (published !== undefined) tell(published);
      members.add(member);
      changed();
    });
    child.on("error", () => child.kill("SIGKILL"));
    child.once("exit", () => {
      children.delete(child);
      member?.lose();
      if (member !== undefined && members.delete(member)) changed();
      const isYoung = performance.now() - born < SHORTEST_LIFE;
      setTimeout(start, isYoung ? SHORTEST_LIFE : 0).unref();
    });
    tell({ kind: "terms", terms: options.terms });
  };
  for (let i = 0; i < options.processes; i++) start();
  return {
    members,
    onChange: (listener) => void listeners.push(listener),
    publish: (version, weights) => {
      published = { kind: "weights", version, weights };
      for (const member of members) member.publish(published);
    },
    close: async () => {
      closed = true;
      members.clear();
      const ends = [...children].map((child) => new Promise((resolve) => child.once("exit", resolve)));
      for (const child of children) child.kill("SIGKILL");
      await Promise.all(ends);
    },
  };
}

class ProcessMember implements Member {
  readonly name: string;
  readonly identity: Identity;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<
    number,
    { resolve: (result: LeafResult) => void; reject: (error: Error) => void }
  >();
  #tasks = 0;

  constructor(name: string, identity: Identity, child: ChildProcess) {
    this.name = name;
    this.identity = identity;
    this.#child = child;
  }

  publish(message: ToChild): void {
    this.#child.send(message, () => undefined);
  }

  run(task: Task): Promise<LeafResult> {
    return new Promise((resolve, reject) => {
      const number = ++this.#tasks;
      this.#waiting.set(number, { resolve, reject });
      this.#child.send({ kind: "task", number, task } satisfies ToChild, (error) => {
        if (error !== null && this.#waiting.delete(number)) reject(new Lost(error.message));
      });
    });
  }

  hear(message: Exclude<ToParent, { kind: "ready" }>): void {
    const waiting = this.#waiting.get(message.number);
    this.#waiting.delete(message.number);
    if (message.kind === "result") waiting?.resolve(message.result);
    else waiting?.reject(new Error(`${this.name}: ${message.error}`));
  }

  lose(): void {
    for (const { reject } of this.#waiting.values()) reject(new Lost(`${this.name} has ended`));
    this.#waiting.clear();
  }

  /** The crew starts another when it has ended. */
  dismiss(): void {
    this.#child.kill("SIGKILL");
  }
}

/** In a process that {@link processCrew} started: computes leaves until the parent ends. */
export function serveParent(make: (terms: string) => LeafProgram | Promise<LeafProgram>): Promise<void> {
  const tell = (message: ToParent): void => void process.send!(message);
  let program: LeafProgram | undefined;
  let weights: Extract<ToChild, { kind: "weights" }> | undefined;
  let current = -1;
  arithmetic(); // Now, rather than when the first leaf waits.
  const work = async ({ number, task }: Extract<ToChild, { kind: "task" }>): Promise<void> => {
    try {
      if (weights !== undefined && current !== weights.version) {
        program!.setWeights(weights.weights);
        current = weights.version;
      }
      tell({ kind: "result", number, result: await program!.leaf(task.step, task.leaf) });
    } catch (error) {
      tell({ kind: "failed", number, error: String((error as Error)?.stack ?? error) });
    }
  };
  let turn: Promise<void> = Promise.resolve();
  const hear = async (message: ToChild): Promise<void> => {
    if (message.kind === "weights") weights = message;
    else if (message.kind === "task") await work(message);
    else {
      program = await make(message.terms);
      tell({ kind: "ready", identity: identityOf(program) });
    }
  };
  process.on("message", (message: ToChild) => {
    turn = turn.then(() => hear(message));
    turn.catch((error: unknown) => {
      process.stderr.write(`${String((error as Error)?.stack ?? error)}\n`);
      process.exit(1);
    });
  });
  // A parent that is killed takes its workers along; Ctrl-C is the parent's to hear.
  process.on("SIGINT", () => undefined);
  return new Promise((resolve) => process.once("disconnect", resolve));
}
