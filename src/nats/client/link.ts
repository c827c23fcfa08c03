/** How requests reach workers, and what becomes of them on the way. */
import { OptNetError } from "../../problem/errors.js";
import { connectionEnded } from "../errors.js";
import type { Post } from "../post.js";
import { NobodyError } from "../post.js";
import { MessageError } from "../wire/bytes.js";
import { Again } from "./attempts.js";

export interface LinkOptions {
  readonly budget: number;
  readonly largest: number;
  readonly signal: AbortSignal;
}

export class NatsLink {
  readonly #post: Post;
  readonly #subject: string;

  constructor(post: Post, subject: string) {
    this.#post = post;
    this.#subject = subject;
  }

  /**
   * Sends a request to one worker, or to any.
   *
   * @throws Again where nobody is there; MessageError for an answer that cannot be read; the signal's reason; OptNetError
   *   where the connection has ended, or the server forbids it.
   */
  async call(worker: string | undefined, body: Uint8Array, options: LinkOptions): Promise<Uint8Array> {
    try {
      return await this.#post.call(worker ?? this.#subject, body, options);
    } catch (error) {
      if (error instanceof NobodyError) throw new Again(nobodyServes(error));
      const isSaid = error instanceof MessageError || error instanceof OptNetError;
      if (isSaid || options.signal.aborted) throw error;
      throw connectionEnded(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    }
  }

  /** Sends a request that has no answer. */
  tell(worker: string, body: Uint8Array): void {
    this.#post.tell(worker, body);
  }

  /** Calls this when requests that were sent before may be lost. @returns what ends that. */
  onDoubt(listener: () => void): () => void {
    return this.#post.onDoubt(listener);
  }
}

function nobodyServes({ message }: NobodyError): OptNetError {
  return new OptNetError({
    field: "service",
    expected: "a worker",
    got: message,
    hint: "Start one: npx optnet serve --nats URL, with the same --prefix.",
  });
}
