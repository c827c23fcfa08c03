import type { Message, Request } from "./protocol.js";
import { DONE, errorFrom, readText, sharedIntegers, sharedText } from "./protocol.js";

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
  ask(program: number, request: Request): () => void {
    const message = this.#send(program, request);
    return () => {
      Atomics.wait(message.signal, 0, 0);
      requireDone(message);
    };
  }

  /** Sends a request; the promise ends with it. */
  async askAsync(program: number, request: Request): Promise<void> {
    this.#pending++;
    this.#worker.hold(true);
    const message = this.#send(program, request);
    try {
      await signalled(message.signal);
    } finally {
      this.#pending--;
      if (this.#pending === 0) this.#worker.hold(false);
    }
    requireDone(message);
  }

  /** Sends a request whose end does not matter. */
  tell(program: number, request: Request): void {
    this.#send(program, request);
  }

  terminate(): void {
    this.#worker.terminate();
  }

  #send(program: number, request: Request): Message {
    const message = { program, request, signal: sharedIntegers(1), error: sharedText(ERROR_ROOM) };
    this.#worker.post(message);
    return message;
  }
}

/** What TypeScript's library does not know yet. */
interface AsyncAtomics {
  waitAsync(signal: Int32Array, index: number, value: number): { value: Promise<string> | string };
}

/** Polls where the engine cannot wait without blocking. */
async function signalled(signal: Int32Array): Promise<void> {
  if ("waitAsync" in Atomics) {
    await (Atomics as unknown as AsyncAtomics).waitAsync(signal, 0, 0).value;
    return;
  }
  while (Atomics.load(signal, 0) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
}

function requireDone({ signal, error }: Message): void {
  if (Atomics.load(signal, 0) !== DONE) throw errorFrom(readText(error));
}
