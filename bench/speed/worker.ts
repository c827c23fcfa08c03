import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createInterface } from "node:readline";

/** How to start a worker process. */
export interface Launch {
  readonly command: string;
  readonly arguments: readonly string[];
  /** A question that takes longer than this ends the process. */
  readonly timeLimitSeconds: number;
}

type Reply = Record<string, unknown>;

/** A process that answers one line of JSON with one line of JSON, one question at a time. */
export class Worker {
  readonly #launch: Launch;
  readonly #process: ChildProcessWithoutNullStreams;
  #lastWords = "";
  #ended: string | undefined;
  #waiting: { resolve(reply: Reply): void; reject(error: Error): void } | undefined;

  constructor(launch: Launch) {
    this.#launch = launch;
    this.#process = spawn(launch.command, launch.arguments, { stdio: "pipe" });
    this.#process.on("error", (error) => this.#end(error.message));
    this.#process.on("close", (code, signal) => {
      this.#end(
        `the process ended with ${signal ?? `code ${code}`}${this.#lastWords && `: ${this.#lastWords}`}`,
      );
    });
    this.#process.stdin.on("error", () => undefined); // "close" follows, and tells more
    this.#process.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#lastWords = text.trim().split("\n").at(-1) || this.#lastWords;
    });
    createInterface({ input: this.#process.stdout }).on("line", (line) => {
      const waiting = this.#waiting;
      this.#waiting = undefined;
      try {
        waiting?.resolve(JSON.parse(line) as Reply);
      } catch {
        waiting?.reject(new Error(`no JSON: ${line.slice(0, 80)}`));
      }
    });
  }

  get alive(): boolean {
    return this.#ended === undefined;
  }

  /** @throws Error where the reply is `{ error }`, and where the process ends or takes too long instead. */
  async ask(question: object): Promise<Reply> {
    if (this.#ended !== undefined) throw new Error(this.#ended);
    const timer = setTimeout(() => {
      this.#end(`no answer within ${this.#launch.timeLimitSeconds} s`);
      this.#process.kill("SIGKILL");
    }, this.#launch.timeLimitSeconds * 1000);
    try {
      const reply = await new Promise<Reply>((resolve, reject) => {
        this.#waiting = { resolve, reject };
        this.#process.stdin.write(`${JSON.stringify(question)}\n`);
      });
      if (typeof reply["error"] === "string") throw new Error(reply["error"]);
      return reply;
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.#end("closed");
    this.#process.kill();
  }

  #end(reason: string): void {
    this.#ended ??= reason;
    this.#waiting?.reject(new Error(this.#ended));
    this.#waiting = undefined;
  }
}
