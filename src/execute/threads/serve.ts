/** A worker's side: it answers one message after the other. */
import { writeText } from "./memory.js";
import type { PoolReport, PoolRequest } from "./protocol.js";
import { DONE, FAILED } from "./protocol.js";
import { RemoteSolver } from "./remote-solver.js";
import type { RemoteMessage } from "./remote.js";
import type { Hello } from "./thread.js";
import { ChunkSolver } from "./chunk-solver.js";
import { withKnownPatterns } from "./patterns.js";

/** What a worker is told. */
type Message =
  Hello | { readonly kind: "pool"; readonly job: number; readonly request: PoolRequest } | RemoteMessage;

export type Post = (message: unknown, transfer?: ArrayBuffer[]) => void;

/** @returns a function that serves one message after the other. */
export function serve(post: Post): (message: unknown) => void {
  const shares = new Map<number, ChunkSolver>();
  const solver = new RemoteSolver(post);
  let pulse: Int32Array | undefined;
  return (data) => {
    const message = data as Message;
    if (message.kind === "hello") pulse = message.pulse;
    else if (message.kind === "pool") answer(shares, message.job, message.request, post);
    else solver.answer(message);
    if (pulse) Atomics.add(pulse, 0, 1);
  };
}

function answer(shares: Map<number, ChunkSolver>, job: number, request: PoolRequest, post: Post): void {
  const report = (said: PoolReport): void => post(said);
  const share = shares.get(job);
  if (request.kind === "solve") {
    const work = { ...request.job, problem: withKnownPatterns(request.job.problem) };
    const part = share ?? new ChunkSolver(work, request.owner);
    shares.set(job, part);
    const onIteration = request.observed
      ? (iteration: Extract<PoolReport, { kind: "iteration" }>["report"]): void =>
          report({ kind: "iteration", job, report: iteration })
      : undefined;
    part.work(work, { onIteration });
    if (request.report) report({ kind: "left", job });
    return;
  }
  if (request.kind === "dispose") {
    share?.dispose();
    shares.delete(job);
    return;
  }
  let outcome = FAILED;
  try {
    if (share) {
      derive(share, request);
      outcome = DONE;
    }
  } catch {
    // Who asked does it then, and finds out what is wrong.
  }
  Atomics.store(request.signal, 0, outcome);
  Atomics.notify(request.signal, 0);
}

function derive(share: ChunkSolver, request: Exclude<PoolRequest, { kind: "solve" | "dispose" }>): void {
  if (request.kind === "kkt") share.solveKkt(request.right, request.out);
  else if (request.kind === "gradients") share.addGradients(request);
  else {
    // A typed array has no JSON; a certificate's numbers are finite.
    const text = JSON.stringify(share.certificate(request.element) ?? null, (_key, value: unknown) =>
      value instanceof Float64Array ? Array.from(value) : value,
    );
    writeText(request.out, text);
  }
}
