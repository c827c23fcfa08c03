/** How much a worker takes on. */
import { OptNetError } from "../../problem/errors.js";

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
  /** Bytes of arrays from the object store that are kept. Default 256 MiB. */
  readonly maxArrays?: number | undefined;
  /** Solutions whose factors are kept for derivatives. Default 64. */
  readonly maxKept?: number | undefined;
  /** Bytes of kept solutions, as their inputs and factors are estimated. Default 512 MiB. */
  readonly maxKeptBytes?: number | undefined;
  /** Seconds for which a solution is kept after it was last asked about. Default 60. */
  readonly keepSeconds?: number | undefined;
}

export type ResolvedLimits = { readonly [Name in keyof ServiceLimits]-?: number };

const DEFAULTS: ResolvedLimits = {
  maxBatch: 256,
  maxDelay: 0,
  maxWaiting: 1024,
  maxWaitingBytes: 2 ** 28,
  maxRequest: 2 ** 26,
  maxAnswer: 2 ** 28,
  maxArrays: 2 ** 28,
  maxKept: 64,
  maxKeptBytes: 2 ** 29,
  keepSeconds: 60,
};

/** @throws OptNetError for what is no number, or negative. */
export function resolveLimits(given: ServiceLimits): ResolvedLimits {
  const entries = Object.entries(DEFAULTS).map(([name, usual]) => {
    const value = given[name as keyof ServiceLimits] ?? usual;
    const least = ["maxDelay", "maxKept", "maxArrays"].includes(name) ? 0 : 1;
    if (typeof value === "number" && value >= least) return [name, value];
    throw new OptNetError({
      field: name,
      expected: `a number from ${least}`,
      got: String(value),
      hint: `It is ${usual} where it is not given.`,
    });
  });
  return Object.fromEntries(entries) as ResolvedLimits;
}
