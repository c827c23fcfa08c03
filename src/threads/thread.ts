import type { Message, Request } from "./protocol.js";
import { readText, sharedIntegers, sharedText } from "./memory.js";
import { DONE, errorFrom } from "./protocol.js";

/** What a host's worker can do. */
export interface WorkerHandle {
  post(message: Message): void;
  /** Whether the process may end while the worker lives. */
  hold(busy: boolean): void;
  terminate(): void;
}

const ERROR_ROOM = 4000;

/** One worker, seen from the thread that asks. */
export class Thread {
  readonly #worker: WorkerHandle;
  #pending = 0;

  constructor(worker: WorkerHandle) {
    this.#worker = worker;
    worker.hold(false);
  }

  /** Sends a request and returns a function that waits for its end, blocking this thread. */
  ask(job: number, request: Request): () => void {
    const message = this.#send(job, request);
    return () => {
      Atomics.wait(message.signal, 0, 0);
      requireDone(message);
    };
  }

  /** Lets the process live as long as `work` takes. */
  async during(work: Promise<void>): Promise<void> {
    this.#pending++;
    this.#worker.hold(true);
    try {
      await work;
    } finally {
      this.#pending--;
      if (this.#pending === 0) this.#worker.hold(false);
    }
  }

  /** Sends a request whose end does not matter. */
  tell(job: number, request: Request): void {
    this.#send(job, request);
  }

  terminate(): void {
    this.#worker.terminate();
  }

  #send(job: number, request: Request): Message {
    const message = { job, request, signal: sharedIntegers(1), error: sharedText(ERROR_ROOM) };
    this.#worker.post(message);
    return message;
  }
}

/** What TypeScript's library does not know yet. */
interface AsyncAtomics {
  waitAsync(signal: Int32Array, index: number, value: number): { value: Promise<string> | string };
}

/** Ends when the word is no longer 0. Polls where the engine cannot wait without blocking. */
export async function signalled(signal: Int32Array, word: number): Promise<void> {
  if ("waitAsync" in Atomics) {
    await (Atomics as unknown as AsyncAtomics).waitAsync(signal, word, 0).value;
    return;
  }
  while (Atomics.load(signal, word) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
}

function requireDone({ signal, error }: Message): void {
  if (Atomics.load(signal, 0) !== DONE) throw errorFrom(readText(error));
}
