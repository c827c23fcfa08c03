/** Requests to one worker, and their answers. */
import type { IterationObserver } from "../../problem/settings.js";
import { workerLost } from "./pending.js";
import type { RemoteReply, RemoteRequest } from "./remote.js";
import { receivedError } from "./remote.js";
import type { Host } from "./thread.js";
import { Thread } from "./thread.js";

interface Waiting {
  readonly resolve: (value: { id: number; value: unknown }) => void;
  readonly reject: (reason: unknown) => void;
  readonly onIteration: IterationObserver | undefined;
  /** Whether the observer has thrown. */
  failed: boolean;
}

export class Contact {
  readonly #thread: Thread;
  readonly #waiting = new Map<number, Waiting>();
  /** Solutions whose factors the worker keeps. */
  readonly #kept = new Set<number>();
  #requests = 0;
  #retired = false;
  #ended: Error | undefined;

  constructor(host: Host) {
    this.#thread = new Thread(host, {
      message: (_thread, data) => this.#hear(data as RemoteReply),
      lost: (thread, reason) => this.#end(workerLost(thread, reason)),
    });
  }

  /** Whether it may be asked. */
  get live(): boolean {
    return this.#ended === undefined;
  }

  ask(
    request: RemoteRequest,
    transfer?: readonly ArrayBuffer[],
    onIteration?: IterationObserver,
  ): Promise<{ id: number; value: unknown }> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = this.#requests++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onIteration, failed: false });
      this.#thread.hold();
      this.#thread.post({ kind: "remote", id, request }, transfer);
    });
  }

  keep(solution: number): void {
    this.#kept.add(solution);
  }

  /** The worker may forget a solution. */
  release(solution: number): void {
    this.#kept.delete(solution);
    this.#thread.post({ kind: "remote", id: this.#requests++, request: { kind: "dispose", solution } });
    this.#endIfIdle();
  }

  /** There will be no more solves: it ends when nobody needs what it keeps. */
  retire(): void {
    this.#retired = true;
    this.#endIfIdle();
  }

  terminate(reason: Error): void {
    this.#thread.terminate();
    this.#end(reason);
  }

  #endIfIdle(): void {
    if (this.#retired && this.#kept.size === 0) this.terminate(new Error("It was called off."));
  }

  #hear(reply: RemoteReply): void {
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    if (reply.kind === "iteration") {
      try {
        waiting.onIteration?.(reply.report);
      } catch (error) {
        waiting.failed = true;
        waiting.reject(error);
      }
      return;
    }
    this.#waiting.delete(reply.id);
    this.#thread.letGo();
    if (waiting.failed) this.release(reply.id);
    else if (reply.kind === "answer") waiting.resolve({ id: reply.id, value: reply.value });
    else waiting.reject(receivedError(reply.error));
  }

  #end(reason: Error): void {
    this.#ended = reason;
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }
}
