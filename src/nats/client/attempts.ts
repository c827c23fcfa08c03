/**
 * Asks until there is an answer. A request has the same answer wherever and however often it is solved, so that asking
 * again needs no care: after a while without an answer one more request goes out, the earlier stay valid, and the
 * first answer counts. A worker that was killed costs that while.
 */

/** Not this time: the same request may be answered later or elsewhere. */
export class Again extends Error {
  /** What the caller hears if the time is over. */
  readonly reason: Error;

  constructor(reason: Error) {
    super(reason.message);
    this.reason = reason;
  }
}

export interface AttemptOptions {
  /** Milliseconds after which all is given up. */
  readonly deadline: number;
  /** Milliseconds without an answer after which another request goes out. */
  readonly retryAfter: number;
  readonly signal?: AbortSignal | undefined;
  /** Tells what to call when requests under way may be lost, so that another goes out at once. @returns its end. */
  readonly onDoubt?: ((again: () => void) => () => void) | undefined;
  /** The error when time is over; `last` is why the last attempt failed, if one did. */
  onDeadline(last: Error | undefined): Error;
}

/** The first pause after a refusal, and the longest, in milliseconds. */
const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 1000;
/** The longest that hosts can wait, in milliseconds; a longer time would be none. */
export const LONGEST_TIMER = 2 ** 31 - 1;

export function untilAnswered<Answer>(
  launch: (attempt: number, left: number, signal: AbortSignal) => Promise<Answer>,
  { deadline, retryAfter, signal, onDoubt, onDeadline }: AttemptOptions,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const end = performance.now() + deadline;
    const timers = new Set<ReturnType<typeof setTimeout>>();
    let [attempts, pause, wait] = [0, FIRST_PAUSE, retryAfter];
    let [ended, isRetrying] = [false, false];
    let last: Error | undefined;

    const finish = (settle: () => void): void => {
      if (ended) return;
      ended = true;
      endDoubt?.();
      for (const timer of timers) clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      settle();
      controller.abort(new Error("answered"));
    };
    const abort = (): void => finish(() => reject(signal!.reason as Error));
    const after = (milliseconds: number, work: () => void): void => {
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          if (!ended) work();
        },
        Math.min(milliseconds, LONGEST_TIMER),
      );
      timers.add(timer);
    };
    const attempt = (): void => {
      void launch(attempts++, end - performance.now(), controller.signal).then(
        (answer) => finish(() => resolve(answer)),
        (error: unknown) => {
          if (ended) return;
          if (!(error instanceof Again)) return finish(() => reject(error as Error));
          last = error.reason;
          // Also where others are under way: they may be lost.
          if (isRetrying) return;
          isRetrying = true;
          after(pause * (0.5 + Math.random()), () => {
            isRetrying = false;
            attempt();
          });
          pause = Math.min(2 * pause, LONGEST_PAUSE);
        },
      );
    };
    const hedge = (): void =>
      after(wait, () => {
        attempt();
        wait *= 2;
        hedge();
      });

    const endDoubt = onDoubt?.(attempt);
    if (signal?.aborted) return abort();
    signal?.addEventListener("abort", abort);
    after(deadline, () => finish(() => reject(onDeadline(last))));
    attempt();
    hedge();
  });
}
