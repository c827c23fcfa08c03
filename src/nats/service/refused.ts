import { OptNetError, type ErrorDetails } from "../../problem/errors.js";
import { textOf } from "../errors.js";
import { MessageError } from "../wire/bytes.js";
import type { Reason, Refusal } from "../wire/answer.js";

/** A request that is not answered, and why. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(reason: Reason, details: ErrorDetails) {
    super(`${details.field}: expected ${details.expected}, got ${details.got}. ${details.hint}`);
    this.refusal = { reason, ...details };
  }
}

/** What goes back to a client whose request ended in this. */
export function refusalFor(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof OptNetError) {
    const { field, expected, got, hint } = error;
    return { reason: "misuse", field, expected, got, hint };
  }
  if (error instanceof MessageError) return messageRefusal(error.message);
  return {
    reason: "internal",
    field: "service",
    expected: "an answer",
    got: textOf(error),
    hint: "The worker failed; please report it.",
  };
}

export function messageRefusal(got: string): Refusal {
  return {
    reason: "message",
    field: "message",
    expected: "a request in this format",
    got,
    hint: "Client and worker need versions of optnet that speak the same format.",
  };
}

export function busyRefusal(got: string): Refusal {
  return {
    reason: "busy",
    field: "service",
    expected: "fewer requests that wait",
    got,
    hint: "Start more workers, or send less at a time.",
  };
}

export function tooLarge(got: string, most: number): Refusal {
  return {
    reason: "misuse",
    field: "message",
    expected: `a request of at most ${most} bytes`,
    got,
    hint: "Solve the batch in parts, or raise maxRequest of the workers.",
  };
}
