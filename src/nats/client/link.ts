/** How requests reach workers, and what becomes of them on the way. */
import { OptNetError } from "../../problem/errors.js";
import { connectionEnded, textOf } from "../errors.js";
import { NobodyError, type CallOptions, type Post } from "../post.js";
import { MessageError } from "../wire/bytes.js";
import { Again } from "./attempts.js";

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
  async call(worker: string | undefined, body: Uint8Array, options: CallOptions): Promise<Uint8Array> {
    try {
      return await this.#post.call(worker ?? this.#subject, body, options);
    } catch (error) {
      if (error instanceof NobodyError) throw new Again(nobodyServes(error));
      const isSaid = error instanceof MessageError || error instanceof OptNetError;
      if (isSaid || options.signal.aborted) throw error;
      throw connectionEnded(textOf(error));
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
