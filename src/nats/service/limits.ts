/** How much a worker takes on. */
import { readNumbers } from "../numbers.js";

/** What a worker takes on, at most. */
export interface ServiceLimits {
  /** Elements that are solved together at most; requests beyond that wait for the next turn. Default 256. */
  readonly maxBatch?: number | undefined;
  /** Milliseconds that a request waits for others to be solved with; 0: only for those that are there. Default 0. */
  readonly maxDelay?: number | undefined;
  /** Requests that wait at most; others are told to come again. Default 1024. */
  readonly maxWaiting?: number | undefined;
  /** Bytes that wait at most. Default 256 MiB. */
  readonly maxWaitingBytes?: number | undefined;
  /** Bytes of one request. Default 64 MiB. */
  readonly maxRequest?: number | undefined;
  /** Bytes of one answer. Default 256 MiB. */
  readonly maxAnswer?: number | undefined;
  /** Bytes of arrays from the object store that are kept, besides an eighth as many of sparse patterns. Default 256 MiB. */
  readonly maxArrays?: number | undefined;
  /** Solutions whose factors are kept for derivatives. Default 64. */
  readonly maxKept?: number | undefined;
  /** Bytes of kept solutions, as their inputs and factors are estimated. Default 512 MiB. */
  readonly maxKeptBytes?: number | undefined;
  /** Seconds for which a solution is kept after it was last asked about. Default 60. */
  readonly keepSeconds?: number | undefined;
}

export type ResolvedLimits = { readonly [Name in keyof ServiceLimits]-?: number };

const LIMITS = {
  maxBatch: { usual: 256, least: 1 },
  maxDelay: { usual: 0, least: 0 },
  maxWaiting: { usual: 1024, least: 1 },
  maxWaitingBytes: { usual: 2 ** 28, least: 1 },
  maxRequest: { usual: 2 ** 26, least: 1 },
  maxAnswer: { usual: 2 ** 28, least: 1 },
  maxArrays: { usual: 2 ** 28, least: 0 },
  maxKept: { usual: 64, least: 0 },
  maxKeptBytes: { usual: 2 ** 29, least: 1 },
  keepSeconds: { usual: 60, least: 1 },
} as const satisfies Readonly<Record<keyof ServiceLimits, unknown>>;

/** @throws OptNetError for what is no number, or too small. */
export function resolveLimits(given: ServiceLimits): ResolvedLimits {
  return readNumbers(LIMITS, given);
}
