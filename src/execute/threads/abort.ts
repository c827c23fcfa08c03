/** Calling off asynchronous solves. */
import { readSafely } from "../../problem/read.js";
import { describe, OptNetError } from "../../problem/errors.js";
import type { SettingsInput } from "../../problem/settings.js";
import { resolveSettings } from "../../problem/settings.js";

/** What is needed of an `AbortSignal`. */
export interface Abortable {
  /** Whether it was called off. */
  readonly aborted: boolean;
  /** Why. */
  readonly reason: unknown;
  /** Calls `listener` when it is called off. */
  addEventListener(type: "abort", listener: () => void): void;
  /** No longer. */
  removeEventListener(type: "abort", listener: () => void): void;
}

/**
 * A signal, and the settings of every solve.
 *
 * @throws OptNetError for what is not a signal, and the signal's reason if it was aborted already.
 */
export function splitSettings<Given extends { readonly signal?: unknown }>(settings: Given) {
  if (typeof settings !== "object" || settings === null || Array.isArray(settings)) {
    resolveSettings(settings as SettingsInput);
  }
  const { signal, ...rest } = readSafely("settings", () => ({ ...settings }));
  return { signal: readSignal(signal), rest };
}

function readSignal(signal: unknown): Abortable | undefined {
  if (signal === undefined) return undefined;
  if (
    typeof signal !== "object" ||
    signal === null ||
    !("aborted" in signal) ||
    typeof (signal as Partial<Abortable>).addEventListener !== "function"
  ) {
    throw new OptNetError({
      field: "settings.signal",
      expected: "an AbortSignal",
      got: describe(signal),
      hint: "Pass the signal of an AbortController, or leave it out.",
    });
  }
  const abortable = signal as Abortable;
  if (abortable.aborted) throw abortable.reason;
  return abortable;
}

/** Runs `work` and calls `abort` with the signal's reason as soon as it is aborted. */
export async function abortable<Result>(
  signal: Abortable | undefined,
  abort: (reason: unknown) => void,
  work: () => Promise<Result>,
): Promise<Result> {
  if (signal === undefined) return work();
  const listener = (): void => abort(signal.reason);
  signal.addEventListener("abort", listener);
  try {
    return await work();
  } finally {
    signal.removeEventListener("abort", listener);
  }
}
