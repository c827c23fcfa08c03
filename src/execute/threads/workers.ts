/** A pool's workers: started when they are needed, and replaced when they are lost. */
import type { Host, ThreadEvents } from "./thread.js";
import { Thread } from "./thread.js";

/** After so many workers in a row that did not start, who can do without tries no more. */
const MOST_FAILURES = 8;

export class Workers {
  readonly #host: Host;
  readonly #events: ThreadEvents;
  readonly #threads: Thread[] = [];
  #failures = 0;

  constructor(host: Host, events: ThreadEvents) {
    this.#host = host;
    this.#events = {
      message: (thread, data) => events.message(thread, data),
      lost: (thread, reason) => {
        this.#failures = thread.ready ? 0 : this.#failures + 1;
        events.lost(thread, reason);
      },
    };
  }

  /** So many threads for somebody who is told when one of them is lost, and cannot do without. */
  get(count: number): Thread[] {
    for (let i = 0; i < count; i++)
      if (this.#threads[i]?.lost !== undefined || !this.#threads[i]) this.#start(i);
    return this.#threads.slice(0, count);
  }

  /** At most so many for somebody who blocks: not those that keep others waiting. */
  atMost(count: number): Thread[] {
    for (let i = 0; i < count; i++) {
      if (this.#threads[i] && (this.#threads[i].usable || this.#threads[i].lost === undefined)) continue;
      if (this.#failures < MOST_FAILURES) this.#start(i);
    }
    return this.#threads.slice(0, Math.max(0, count)).filter((thread) => thread.usable);
  }

  terminate(): void {
    for (const thread of this.#threads.splice(0)) thread.terminate();
  }

  #start(index: number): void {
    this.#threads[index] = new Thread(this.#host, this.#events);
  }
}
