import { OptNetError } from "../../problem/errors.js";
import { readNumbers } from "../numbers.js";
import type { StoreOptions } from "../store.js";

/** How a client goes about it. */
export interface ClientOptions {
  /** First part of all subjects; workers have the same. Default: `optnet`. */
  readonly prefix?: string | undefined;
  /** Milliseconds after which a call is given up. Default 60,000. */
  readonly deadline?: number | undefined;
  /**
   * Milliseconds after which a request without an answer is sent once more, to any worker; then after twice as long,
   * and so on. All stay valid, and the first answer counts. Default 5,000.
   */
  readonly retryAfter?: number | undefined;
  /** Requests under way at the same time; others wait here. Default 64. */
  readonly maxInFlight?: number | undefined;
  /** Bytes of one answer. Default 1 GiB. */
  readonly maxAnswer?: number | undefined;
  /** Inputs that the batch shares go to the object store from this many bytes on. Default 4096; Infinity: never. */
  readonly storeFrom?: number | undefined;
  /**
   * `"same"`: answers whose arithmetic differs from that of the first are errors. `"any"`: they are taken; look at
   * `arithmetics` of the service before putting bits together. Default `"any"`.
   */
  readonly arithmetic?: "same" | "any" | undefined;
  /** Where shared inputs are stored. */
  readonly store?: StoreOptions | undefined;
  /** Threads of `"local:"`. Default: as many as the machine has cores, at most 16. */
  readonly threads?: number | undefined;
}

export type ResolvedOptions = Pick<ClientOptions, "threads"> & {
  readonly [Name in Exclude<keyof ClientOptions, "threads">]-?: NonNullable<ClientOptions[Name]>;
};

const NUMBERS = {
  deadline: { usual: 60_000, least: 1 },
  retryAfter: { usual: 5_000, least: 1 },
  maxInFlight: { usual: 64, least: 1 },
  maxAnswer: { usual: 2 ** 30, least: 1 },
  storeFrom: { usual: 4096, least: 0 },
} as const;

/** @throws OptNetError for unknown names and values out of range. */
export function resolveOptions(given: ClientOptions): ResolvedOptions {
  const numbers = readNumbers(NUMBERS, given, {
    field: (name) => `options.${name}`,
    others: ["prefix", "arithmetic", "store", "threads"],
  });
  const { prefix = "optnet", arithmetic = "any", store = {}, threads } = given;
  if (arithmetic !== "any" && arithmetic !== "same") {
    throw new OptNetError({
      field: "options.arithmetic",
      expected: `"any" or "same"`,
      got: String(arithmetic),
      hint: `"same" refuses answers of workers that compute other bits than the first.`,
    });
  }
  return { ...numbers, prefix: requirePrefix(prefix), arithmetic, store, threads };
}

/** @throws OptNetError for what is no subject. */
export function requirePrefix(prefix: unknown): string {
  if (typeof prefix === "string" && /^[^\s.*>]+(\.[^\s.*>]+)*$/.test(prefix)) return prefix;
  throw new OptNetError({
    field: "prefix",
    expected: "words joined by dots, without spaces, * and >",
    got: typeof prefix === "string" ? JSON.stringify(prefix) : typeof prefix,
    hint: "It begins the subjects that clients and workers meet on.",
  });
}
