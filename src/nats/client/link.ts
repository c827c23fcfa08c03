/** How requests reach workers: over NATS, or in this process. */
import type { Post } from "../post.js";
import { NobodyError } from "../post.js";
import type { Service } from "../service/service.js";
import { Again } from "./attempts.js";
import { OptNetError } from "../../problem/errors.js";

export interface LinkOptions {
  readonly budget: number;
  readonly largest: number;
  readonly signal: AbortSignal;
}

export interface Link {
  /**
   * Sends a request to one worker, or to any.
   *
   * @throws Again where nobody is there.
   */
  call(worker: string | undefined, body: Uint8Array, options: LinkOptions): Promise<Uint8Array>;
  /** Sends a request that has no answer. */
  tell(worker: string, body: Uint8Array): void;
  /** Calls this when requests that were sent before may be lost. @returns what ends that. */
  onDoubt(listener: () => void): () => void;
}

export class NatsLink implements Link {
  readonly #post: Post;
  readonly #subject: string;
  readonly #doubting = new Set<() => void>();

  constructor(post: Post, subject: string) {
    this.#post = post;
    this.#subject = subject;
    void this.#watch();
  }

  async call(worker: string | undefined, body: Uint8Array, options: LinkOptions): Promise<Uint8Array> {
    try {
      return await this.#post.call(worker ?? this.#subject, body, options);
    } catch (error) {
      if (!(error instanceof NobodyError)) throw error;
      throw new Again(
        new OptNetError({
          field: "service",
          expected: "a worker",
          got: error.message,
          hint: "Start one: npx optnet serve --nats URL, with the same --prefix.",
        }),
      );
    }
  }

  tell(worker: string, body: Uint8Array): void {
    this.#post.tell(worker, body);
  }

  onDoubt(listener: () => void): () => void {
    this.#doubting.add(listener);
    return () => void this.#doubting.delete(listener);
  }

  /** What was under way when the connection broke may be lost. */
  async #watch(): Promise<void> {
    for await (const { type } of this.#post.connection.status()) {
      if (type === "reconnect") for (const listener of [...this.#doubting]) listener();
    }
  }
}

export class LocalLink implements Link {
  readonly #service: Service;

  constructor(service: Service) {
    this.#service = service;
  }

  async call(_worker: string | undefined, body: Uint8Array, { budget }: LinkOptions): Promise<Uint8Array> {
    return (await this.#service.handle(body, performance.now() + budget))!;
  }

  tell(_worker: string, body: Uint8Array): void {
    void this.#service.handle(body, Infinity);
  }

  onDoubt(): () => void {
    return () => undefined;
  }
}
