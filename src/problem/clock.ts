/** The setting `timeLimit`: a clock that runs while a call solves. */
import type { Settings } from "./settings.js";

/** Stands still outside of calls, so that derivatives, which come later, have all the time that they need. */
export class Clock {
  #end = Infinity;

  /** Whether a call that is running has used up its time. */
  readonly isUp = (): boolean => this.#end < Infinity && performance.now() >= this.#end;

  /** Milliseconds that are left. */
  get left(): number {
    return this.#end - performance.now();
  }

  start(seconds: number): void {
    this.#end = performance.now() + 1000 * seconds;
  }

  stop(): void {
    this.#end = Infinity;
  }
}

/** Runs `work`, whose settings tell it when the time limit of the call is reached, if there is one. */
export function withinTime<Result>(settings: Settings, work: (settings: Settings) => Result): Result {
  if (settings.timeLimit === Infinity) return work(settings);
  const clock = new Clock();
  clock.start(settings.timeLimit);
  try {
    return work({ ...settings, timeIsUp: clock.isUp });
  } finally {
    clock.stop();
  }
}
