/** Room for numbers: what cannot be had is an error that says how much it would be, before anything is asked for. */
import { OptNetError } from "./errors.js";

/** Most bytes in one array, and in all arrays of one solution: what every engine and WebAssembly can address. */
export const MOST_BYTES = 2 ** 32;

/** @throws OptNetError where `numbers` float64 of `what` are more than {@link MOST_BYTES}. */
export function requireRoom(field: string, numbers: number, what: string, hint: string): void {
  if (8 * numbers <= MOST_BYTES) return;
  throw noRoom(field, 8 * numbers, what, hint);
}

/**
 * Runs what allocates `bytes` for `what`.
 *
 * @throws OptNetError where the engine has no such memory.
 */
export function withRoom<Result>(
  field: string,
  bytes: number,
  what: string,
  hint: string,
  allocate: () => Result,
): Result {
  try {
    return allocate();
  } catch (error) {
    // The one error that engines throw for an array that they cannot make, and for a recursion that is too deep.
    if (error instanceof RangeError && !/call stack/i.test(error.message))
      throw noRoom(field, bytes, what, hint);
    throw error;
  }
}

function noRoom(field: string, bytes: number, what: string, hint: string): OptNetError {
  return new OptNetError({
    field,
    expected: `numbers that fit into memory, at most ${inBytes(MOST_BYTES)}`,
    got: `${what}, which takes ${inBytes(bytes)}`,
    hint,
  });
}

/** `34359738368 bytes (32 GiB)`. */
export function inBytes(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  if (power === 0) return `${bytes} bytes`;
  return `${bytes} bytes (${Number((bytes / 2 ** (10 * power)).toPrecision(3))} ${units[power]})`;
}
