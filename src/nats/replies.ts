/**
 * Answers go where messages say, and messages come from outside. Whatever a handler of the clients of NATS throws ends
 * their connection, with all that is under way on it.
 */
import type { Msg } from "@nats-io/nats-core";

/** Where the answer to a message goes; undefined where none is wanted: the clients of NATS then give an empty text. */
export function replyOf({ reply }: Pick<Msg, "reply">): string | undefined {
  return reply === "" ? undefined : reply;
}

/** Sends an answer, if it can be sent. @returns whether it was. */
export function answered(send: () => unknown): boolean {
  try {
    send();
    return true;
  } catch {
    return false; // The subject is none, or the connection ends: whoever waits asks another.
  }
}
