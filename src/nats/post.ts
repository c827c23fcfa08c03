/**
 * Calls over NATS whose bodies may be larger than a message.
 *
 * A call is published with a reply subject of its own. The first part of a large body goes to whoever the queue group
 * chooses; that receiver says where the others shall go and how far, a window at a time, so that nobody is sent more
 * than it can take. Answers come back in the same way. Nothing is sent again here: what is lost ends in the caller's
 * time limit, and the caller asks again, because the same request has the same answer.
 */
import type { Msg, NatsConnection, Subscription } from "@nats-io/nats-core";
import { createInbox, nuid } from "@nats-io/nats-core";
import type { OptNetError } from "../problem/errors.js";
import { watchStatus } from "./status.js";
import { MessageError } from "./wire/bytes.js";
import { Assembly, Sending, WINDOW } from "./bodies.js";
import { answered, replyOf } from "./replies.js";
import { decodeFrame, encodeMore, encodePart, PART_HEADER } from "./wire/frame.js";

/** A body of which nothing more comes, or is asked for, is let go after so many milliseconds … */
const PATIENCE = 30_000;
/** … and after so many where others need its room. */
const IMPATIENCE = 1000;
/** Bytes of answers that wait for their receivers to ask for more. */
const MOST_LEAVING = 2 ** 29;
/** What NATS itself may add to a payload, such as headers; of small payloads no more than this share is left to it. */
const MARGIN = 1024;
const LARGEST_MARGIN = 1 / 8;
/** Larger parts than this gain nothing, whatever the server allows. */
const LARGEST_PART = 2 ** 20;

/** Nobody listens to the subject. */
export class NobodyError extends Error {}

/** A request that has come, whole. */
export interface Incoming {
  readonly body: Uint8Array;
  readonly subject: string;
  /** When the sender stops waiting, by `performance.now()` here. */
  readonly until: number;
  answer(body: Uint8Array): void;
}

/** What to do with requests. */
export interface Receiver {
  /** Most bytes of a body. */
  readonly largest: number;
  receive(incoming: Incoming): void;
  /** Answers a message that cannot be read, or is too large; undefined: it is ignored. */
  refuse(reason: "message" | "tooLarge" | "busy", text: string): Uint8Array | undefined;
  /** Whether there is room for so many bytes more, beside those of bodies that are coming in. */
  hasRoom(bytes: number, coming: number): boolean;
}

/** A body of several parts on its way in or out. */
interface Passage {
  readonly bytes: number;
  /** When it last moved, by `performance.now()`. */
  moved: number;
  end(): void;
}

export interface CallOptions {
  /** Milliseconds that the caller waits; the receiver is told. */
  readonly budget: number;
  /** Most bytes of the answer. */
  readonly largest: number;
  /** Ends the waiting, without a word to the receiver. */
  readonly signal: AbortSignal;
}

export class Post {
  readonly connection: NatsConnection;
  /** Calls to this subject and a dot and anything reach this end alone. */
  readonly address: string;
  readonly #inbox: Subscription;
  readonly #handlers = new Map<string, (message: Msg) => void>();
  /** Calls that have no answer, and the subjects that they went to. */
  readonly #calls = new Map<string, { readonly subject: string; fail(error: Error): void }>();
  readonly #doubting = new Set<() => void>();
  readonly #closed = new AbortController();
  /** Subjects that this end may not listen to. */
  readonly #forbidden = new Map<string, OptNetError>();
  /** Bodies of several parts that are under way. */
  readonly #coming = new Set<Passage>();
  readonly #leaving = new Set<Passage>();
  /** Bytes of a message at most, as the server has said. */
  #payload = LARGEST_PART;

  constructor(connection: NatsConnection, inboxPrefix?: string) {
    this.connection = connection;
    this.address = createInbox(inboxPrefix);
    this.#inbox = connection.subscribe(`${this.address}.*`, {
      callback: (error, message) => {
        if (error === null) this.#handlers.get(lastToken(message.subject))?.(message);
      },
    });
    void watchStatus(connection, this.#closed.signal, {
      reconnected: () => {
        for (const listener of [...this.#doubting]) listener();
      },
      forbidden: (operation, subject, error) => {
        if (operation === "subscription") this.#forbidden.set(subject, error);
        const isDeaf = operation === "subscription" && subject === `${this.address}.*`;
        for (const call of this.#calls.values()) if (isDeaf || call.subject === subject) call.fail(error);
      },
    });
  }

  /** Calls this when what was under way may be lost, because the connection broke. @returns what ends that. */
  onDoubt(listener: () => void): () => void {
    this.#doubting.add(listener);
    return () => void this.#doubting.delete(listener);
  }

  /** Once the server has read all that was sent. @throws OptNetError where it does not let this end listen to these. */
  async confirm(...subjects: string[]): Promise<void> {
    await this.connection.flush();
    await new Promise((resolve) => setTimeout(resolve)); // What it has said by now is heard after this.
    for (const subject of [`${this.address}.*`, ...subjects]) {
      const error = this.#forbidden.get(subject);
      if (error !== undefined) throw error;
    }
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @throws NobodyError where nobody listens; what the signal was aborted with; MessageError for an answer that
   *   cannot be read; OptNetError where the server forbids it.
   */
  call(subject: string, body: Uint8Array, { budget, largest, signal }: CallOptions): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const token = nuid.next();
      const reply = `${this.address}.${token}`;
      const sending = this.#sending(body, reply, Math.min(budget, 2 ** 32 - 1));
      const answer = new Assembly(largest);
      const end = (): void => {
        this.#handlers.delete(token);
        this.#calls.delete(token);
        signal.removeEventListener("abort", abort);
      };
      const abort = (): void => {
        end();
        reject(signal.reason as Error);
      };
      this.#handlers.set(token, (message) => {
        try {
          if (message.headers?.code === 503) throw new NobodyError(`nobody listens to ${subject}`);
          const frame = decodeFrame(message.data);
          if (frame.kind === "more") {
            const there = replyOf(message);
            if (there !== undefined) sending.go(there, frame.next);
            return;
          }
          const whole = answer.add(frame);
          if (whole === undefined) return this.#askForMore(message, answer, reply);
          end();
          resolve(whole);
        } catch (error) {
          end();
          reject(error as Error);
        }
      });
      if (signal.aborted) return abort();
      signal.addEventListener("abort", abort);
      const fail = (error: Error): void => {
        end();
        reject(error);
      };
      const isDeaf = this.#forbidden.get(`${this.address}.*`);
      if (isDeaf !== undefined) return fail(isDeaf);
      this.#calls.set(token, { subject, fail });
      try {
        sending.start(subject);
      } catch (error) {
        fail(error as Error);
      }
    });
  }

  /** Sends a small request that has no answer, if it can. */
  tell(subject: string, body: Uint8Array): void {
    if (this.connection.isClosed() || this.connection.isDraining()) return;
    const part = { index: 0, partSize: body.length, total: body.length, budget: 0, bytes: body };
    this.connection.publish(subject, encodePart(part));
  }

  /** Sends a body of any size to whoever listens, without hearing from them. */
  broadcast(subject: string, body: Uint8Array): void {
    this.#sending(body, undefined, 0).broadcast(subject);
  }

  /** Listens to the broadcasts of one sender: bodies of which a part is missing are left out. */
  listen(subject: string, receiver: Pick<Receiver, "largest" | "receive">): Subscription {
    let assembly = new Assembly(receiver.largest);
    return this.connection.subscribe(subject, {
      callback: (error, message) => {
        if (error !== null) return;
        try {
          const frame = decodeFrame(message.data);
          if (frame.kind !== "part") return;
          if (frame.index === 0) assembly = new Assembly(receiver.largest);
          const body = assembly.add(frame);
          if (body !== undefined) {
            receiver.receive({ body, subject: message.subject, until: Infinity, answer: () => undefined });
          }
        } catch (failure) {
          if (!(failure instanceof MessageError)) throw failure;
        }
      },
    });
  }

  /** Listens to a subject: alone, or with others of a group of which one gets each request. */
  serve(subject: string, queue: string | undefined, receiver: Receiver): Subscription {
    return this.connection.subscribe(subject, {
      ...(queue === undefined ? {} : { queue }),
      callback: (error, message) => {
        if (error === null) this.#receive(message, receiver);
      },
    });
  }

  /** Listens to calls to one subject below this end's own address. */
  serveHere(token: string, receiver: Receiver): void {
    this.#handlers.set(token, (message) => this.#receive(message, receiver));
  }

  /** Calls that wait are left to their signals. */
  close(): void {
    this.#inbox.unsubscribe();
    this.#handlers.clear();
    this.#closed.abort();
  }

  #receive(message: Msg, receiver: Receiver): void {
    const reply = replyOf(message);
    const respond = (body: Uint8Array | undefined): void => {
      if (reply !== undefined && body !== undefined) this.#answer(reply, body);
    };
    let assembly: Assembly;
    try {
      const frame = decodeFrame(message.data);
      if (frame.kind !== "part" || frame.index !== 0) return;
      if (frame.total > receiver.largest) {
        return respond(receiver.refuse("tooLarge", `a body of ${frame.total} bytes`));
      }
      if (!this.#hasRoom(receiver, frame.total)) return respond(receiver.refuse("busy", "too much waits"));
      const until = performance.now() + frame.budget;
      const deliver = (body: Uint8Array): void =>
        receiver.receive({ body, subject: message.subject, until, answer: respond });
      assembly = new Assembly(receiver.largest);
      const whole = assembly.add(frame);
      if (whole !== undefined) return deliver(whole);
      if (reply !== undefined) this.#collect(message, frame.total, assembly, deliver);
    } catch (error) {
      if (!(error instanceof MessageError)) throw error;
      respond(receiver.refuse("message", error.message));
    }
  }

  /** Who begins to send and then sends no more keeps nobody else out. */
  #hasRoom(receiver: Receiver, bytes: number): boolean {
    const fits = (): boolean => receiver.hasRoom(bytes, bytesOf(this.#coming));
    return fits() || (letGo(this.#coming, fits), fits());
  }

  /** Takes the other parts of a request. */
  #collect(first: Msg, total: number, assembly: Assembly, deliver: (body: Uint8Array) => void): void {
    const token = nuid.next();
    const here = `${this.address}.${token}`;
    this.#listenFor(token, { among: this.#coming, bytes: total }, (message) => {
      const frame = decodeFrame(message.data);
      if (frame.kind !== "part") return false;
      const whole = assembly.add(frame);
      if (whole === undefined) this.#askForMore(message, assembly, here);
      else deliver(whole);
      return whole === undefined;
    });
    this.#askForMore(first, assembly, here);
  }

  /** Sends an answer, waiting for its receiver where it is large. */
  #answer(reply: string, body: Uint8Array): void {
    if (this.connection.isClosed()) return; // Whoever waits asks another.
    let end: (() => void) | undefined;
    const token = nuid.next();
    const sending = this.#sending(body, `${this.address}.${token}`, 0);
    if (!sending.isSingle) {
      letGo(this.#leaving, () => bytesOf(this.#leaving) + body.length <= MOST_LEAVING);
      end = this.#listenFor(token, { among: this.#leaving, bytes: body.length }, (message) => {
        const frame = decodeFrame(message.data);
        const there = replyOf(message);
        return frame.kind === "more" && there !== undefined && !sending.go(there, frame.next);
      });
    }
    if (!answered(() => sending.start(reply))) end?.();
  }

  /** When no body of several parts is under way any more: its sender or receiver has it, or has given it up. */
  async settled(): Promise<void> {
    while (this.#coming.size + this.#leaving.size > 0) {
      for (const passages of [this.#coming, this.#leaving]) letGo(passages, () => false);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Hands messages to `take` until that wants no more, none comes for long, or others need the room. @returns its end. */
  #listenFor(
    token: string,
    { among, bytes }: { among: Set<Passage>; bytes: number },
    take: (message: Msg) => boolean,
  ): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (): void => {
      clearTimeout(timer);
      this.#handlers.delete(token);
      among.delete(passage);
    };
    const passage: Passage = { bytes, moved: performance.now(), end };
    const wait = (): void => {
      clearTimeout(timer);
      passage.moved = performance.now();
      timer = setTimeout(end, PATIENCE);
      (timer as { unref?: () => void }).unref?.();
    };
    among.add(passage);
    this.#handlers.set(token, (message) => {
      wait();
      try {
        if (!take(message)) end();
      } catch {
        end(); // The sender waits in vain, and asks again.
      }
    });
    wait();
    return end;
  }

  #askForMore(message: Msg, assembly: Assembly, here: string): void {
    // Halfway through a window the next is asked for, so that the sender need not stop.
    const isDue = assembly.next === 1 || assembly.next % (WINDOW / 2) === 0;
    const there = replyOf(message);
    if (!isDue || there === undefined) return;
    answered(() => this.connection.publish(there, encodeMore(assembly.next), { reply: here }));
  }

  #sending(body: Uint8Array, reply: string | undefined, budget: number): Sending {
    return new Sending(this.connection, body, { partSize: this.#partSize(), reply, budget });
  }

  #partSize(): number {
    // While the server is away it is the same, as far as anybody knows.
    const payload = (this.#payload = this.connection.info?.max_payload ?? this.#payload);
    const margin = Math.min(MARGIN, Math.floor(LARGEST_MARGIN * payload));
    return Math.max(1, Math.min(LARGEST_PART, payload - PART_HEADER - margin));
  }
}

function bytesOf(passages: ReadonlySet<Passage>): number {
  let sum = 0;
  for (const { bytes } of passages) sum += bytes;
  return sum;
}

/** Ends those that have not moved for a while, until there is enough room. */
function letGo(passages: ReadonlySet<Passage>, isEnough: () => boolean): void {
  const now = performance.now();
  const idle = [...passages].filter(({ moved }) => now - moved > IMPATIENCE);
  for (const { end } of idle.sort((a, b) => a.moved - b.moved)) {
    if (isEnough()) return;
    end();
  }
}

function lastToken(subject: string): string {
  return subject.slice(subject.lastIndexOf(".") + 1);
}
