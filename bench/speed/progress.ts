import { SingleBar } from "cli-progress";

/** A bar on a terminal, one line per finished task elsewhere; both on standard error. */
export class Progress {
  readonly #bar: SingleBar | undefined;
  readonly #total: number;
  #done = 0;
  #task = "";

  constructor(total: number) {
    this.#total = total;
    if (!process.stderr.isTTY) return;
    this.#bar = new SingleBar({
      format: "{bar} {value}/{total} {duration_formatted} | {now}",
      clearOnComplete: true,
      hideCursor: true,
    });
    this.#bar.start(total, 0, { now: "" });
  }

  begin(task: string): void {
    this.#task = task;
    this.#bar?.update({ now: task });
  }

  /** Who is being measured now. */
  visit(name: string): void {
    this.#bar?.update({ now: `${this.#task}: ${name}` });
  }

  /** @param outcome what came out, in a line. */
  end(outcome: string): void {
    this.#done++;
    if (this.#bar) this.#bar.increment();
    else console.error(`[${this.#done}/${this.#total}] ${this.#task}: ${outcome}`);
  }

  stop(): void {
    this.#bar?.stop();
  }
}
