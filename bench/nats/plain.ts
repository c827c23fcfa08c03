/** Processes that compute the same steps as workers do, without a server or a coordinator: what the machine can give. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const module = fileURLToPath(new URL("training-alone.ts", import.meta.url));

export class PlainProcess {
  readonly #child: ChildProcess;

  constructor(terms: string) {
    this.#child = fork(module, [terms], { execArgv: ["--import", "tsx"] });
  }

  /** Computes so many steps. */
  async compute(steps: number): Promise<void> {
    const done = once(this.#child, "message");
    this.#child.send(steps);
    await done;
  }

  async end(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }
}
