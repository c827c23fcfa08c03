/** A worker's side: its shares of jobs by number, and what is asked of them. */
import { writeText } from "./memory.js";
import type { Message } from "./protocol.js";
import { describeError, DONE, FAILED } from "./protocol.js";
import { Share } from "./work.js";

/** @returns a function that serves one message after the other. */
export function serve(): (message: Message) => void {
  const shares = new Map<number, Share>();
  return (message) => {
    let outcome = DONE;
    try {
      answer(shares, message);
    } catch (error) {
      writeText(message.error, describeError(error));
      outcome = FAILED;
    }
    Atomics.store(message.signal, 0, outcome);
    Atomics.notify(message.signal, 0);
  };
}

function answer(shares: Map<number, Share>, { job: number, request }: Message): void {
  if (request.kind === "solve") {
    const share = new Share(request.job);
    shares.set(number, share);
    share.work(request.owner);
    return;
  }
  const share = shares.get(number);
  if (request.kind === "kkt") share?.solveKkt(request.right, request.out);
  else if (request.kind === "gradients") share?.addGradients(request);
  else if (request.kind === "certificate") {
    // A typed array has no JSON; a certificate's numbers are finite.
    const text = JSON.stringify(share?.certificate(request.element) ?? null, (_key, value: unknown) =>
      value instanceof Float64Array ? Array.from(value) : value,
    );
    writeText(request.out, text);
  } else {
    share?.dispose();
    shares.delete(number);
  }
}
