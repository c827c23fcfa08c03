import { SingleBar } from "cli-progress";
import { reasonOf, succeeded, type Attempt } from "./attempt.js";
import { formatSeconds, SLOW_SECONDS, type ProblemSize } from "./summary.js";

/** A bar on a terminal, one line per solve elsewhere; both on standard error, and both name what is slow. */
export class Progress {
  readonly #bar: SingleBar | undefined;
  #ticker: NodeJS.Timeout | undefined;

  constructor(total: number) {
    if (!process.stderr.isTTY) return;
    this.#bar = new SingleBar({
      format: "{bar} {value}/{total} | {now}",
      clearOnComplete: true,
      hideCursor: true,
    });
    this.#bar.start(total, 0, { now: "" });
  }

  begin({ name, variables }: ProblemSize, tolerance: number): void {
    const start = performance.now();
    const label = `${name} (n = ${variables}) at ${tolerance.toExponential()}`;
    this.#bar?.update({ now: label });
    this.#ticker = setInterval(() => {
      const seconds = Math.round((performance.now() - start) / 1000);
      const slow = `${label}, running for ${seconds} s`;
      if (this.#bar) this.#bar.update({ now: slow });
      else console.error(`… ${slow}`);
    }, SLOW_SECONDS * 1000);
  }

  end(attempt: Attempt): void {
    clearInterval(this.#ticker);
    this.#bar?.increment();
    if (this.#bar) return;
    const { problem, tolerance, iterations, seconds } = attempt;
    const outcome = succeeded(attempt) ? `solved in ${iterations} iterations` : reasonOf(attempt);
    console.error(`${problem} at ${tolerance.toExponential()}: ${outcome}, ${formatSeconds(seconds)}`);
  }

  stop(): void {
    this.#bar?.stop();
  }
}
