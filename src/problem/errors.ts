/** What was wrong with an input: where, what was needed, what came, and what to do about it. */
export interface ErrorDetails {
  /** The input or setting at fault, for example `"Q"` or `"settings.tolerance"`. */
  readonly field: string;
  /** What was needed there. */
  readonly expected: string;
  /** What came instead; of long inputs the beginning. */
  readonly got: string;
  /** What to do about it, in a sentence. */
  readonly hint: string;
}

/** A process may hold the package twice, as an ES module and as CommonJS; an error of either is one to both. */
const BRAND = Symbol.for("optnet.OptNetError");

/**
 * Misuse of the library: a wrong shape, a NaN, an unknown setting. A problem that merely has no solution is
 * never an error; it is the `status` of its batch element. Control characters in the texts are escaped.
 *
 * @example
 * ```ts
 * try {
 *   solve({ Q: [[1, 0]], p: [1, 2] });
 * } catch (error) {
 *   if (error instanceof OptNetError) console.log(error.field, error.expected, error.got, error.hint);
 * }
 * ```
 */
export class OptNetError extends Error implements ErrorDetails {
  /** `"OptNetError"`. */
  override readonly name = "OptNetError";
  /** See {@link ErrorDetails}. */
  readonly field: string;
  /** See {@link ErrorDetails}. */
  readonly expected: string;
  /** See {@link ErrorDetails}. */
  readonly got: string;
  /** See {@link ErrorDetails}. */
  readonly hint: string;

  constructor(details: ErrorDetails) {
    const [field, expected, got, hint] = [details.field, details.expected, details.got, details.hint].map(
      printable,
    );
    super(`${field}: expected ${expected}, got ${got}. ${hint}`);
    this.field = field;
    this.expected = expected;
    this.got = got;
    this.hint = hint;
  }

  static {
    Object.defineProperty(this.prototype, BRAND, { value: true });
  }

  static override [Symbol.hasInstance](value: unknown): value is OptNetError {
    // A class that extends this one has instances of its own only.
    if (this !== OptNetError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === "object" && value !== null && BRAND in value;
  }
}

/** How text from outside is shown in messages: it may be long, and it may hold what a terminal obeys. */

/** Most characters of an input that a message repeats. */
const LONGEST = 100;

/** Control and format characters, line separators and halves of pairs; what is left can be printed anywhere. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** The text with every character that is not printed as an escape: `\n`, `\u001b`, `\u202e`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    if (character in SHORT) return SHORT[character];
    return Array.from({ length: character.length }, (_, i) => escaped(character.charCodeAt(i))).join("");
  });
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}

/** The beginning of a text, printable: at most 100 characters, of which the last says that there were more. */
export function excerpt(text: string): string {
  // No character gets shorter, so that what comes later cannot fit.
  const shown = printable(text.slice(0, LONGEST + 1));
  if (text.length <= LONGEST && shown.length <= LONGEST) return shown;
  const cut = shown.slice(0, LONGEST - 1);
  // Neither half an escape nor half a pair.
  return `${cut.replace(/\\(?:u[0-9a-f]{0,3})?$|[\ud800-\udbff]$/, "")}…`;
}

/** An excerpt in quotation marks. */
export function quoted(text: string): string {
  return `"${excerpt(text)}"`;
}

/** A value in a few words, for the `got` of an error. */
export function describe(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  // Writing out a large one takes its time.
  if (typeof value === "bigint") return value === BigInt.asIntN(64, value) ? `${value}n` : "a large bigint";
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  if (ArrayBuffer.isView(value)) {
    const kind = Object.prototype.toString.call(value).slice(8, -1);
    return `${kind} of length ${(value as Partial<Float64Array>).length ?? value.byteLength}`;
  }
  if (typeof value === "object" && value !== null) {
    const keys = Object.keys(value);
    return keys.length > 0
      ? `an object with ${excerpt(keys.slice(0, 5).join(", "))}`
      : "an object without entries";
  }
  return String(value);
}

/** Where a number stands in an array, in words. */

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

export function formatShape(shape: readonly (number | string)[]): string {
  return `[${shape.join(",")}]`;
}

/**
 * Where entry `index` of an array is: `A[3][2,5] (element 3, row 2, column 5)`.
 *
 * @param batched whether the first axis of `shape` is the batch.
 */
export function positionOf(field: string, shape: readonly number[], batched: boolean, index: number): string {
  const indices = indicesOf(shape, index);
  const name = entryName(field, shape, batched, index);
  const words: string[] = [];
  if (batched) words.push(`element ${indices.shift()}`);
  if (indices.length === 1) words.push(`entry ${indices[0]}`);
  if (indices.length === 2) words.push(`row ${indices[0]}`, `column ${indices[1]}`);
  return words.length === 0 ? name : `${name} (${words.join(", ")})`;
}

/** `A[3][2,5]`: the batch in brackets of its own. */
export function entryName(field: string, shape: readonly number[], batched: boolean, index: number): string {
  const indices = indicesOf(shape, index);
  const element = batched ? formatShape(indices.splice(0, 1)) : "";
  return field + element + (indices.length === 0 ? "" : formatShape(indices));
}

function indicesOf(shape: readonly number[], index: number): number[] {
  const indices: number[] = [];
  for (let axis = shape.length - 1, rest = index; axis >= 0; axis--) {
    indices.unshift(rest % shape[axis]);
    rest = Math.floor(rest / shape[axis]);
  }
  return indices;
}

/** The index of the first entry from `start` to before `end` that is NaN or infinite, or −1. */
export function firstNonFinite(data: Float64Array, start = 0, end = data.length): number {
  // x − x is 0 for finite x and NaN otherwise: one comparison for four entries.
  let i = start;
  for (; i + 4 <= end; i += 4) {
    const a = data[i];
    const b = data[i + 1];
    const c = data[i + 2];
    const d = data[i + 3];
    if (a - a + (b - b) + (c - c) + (d - d) !== 0) break;
  }
  for (; i < end; i++) if (data[i] - data[i] !== 0) return i;
  return -1;
}

/**
 * @param hint what to do; by default, where such numbers come from.
 * @throws OptNetError naming the first entry that is NaN or infinite.
 */
export function requireFinite(
  field: string,
  data: Float64Array,
  shape: readonly number[],
  batched: boolean,
  hint = "Look for a division by zero, an overflow or a missing value where this number comes from.",
): void {
  const index = firstNonFinite(data);
  if (index < 0) return;
  throw new OptNetError({
    field,
    expected: "finite numbers",
    got: `${data[index]} at ${positionOf(field, shape, batched, index)}`,
    hint,
  });
}

/** Room for numbers: what cannot be had is an error that says how much it would be, before anything is asked for. */

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
    throw roomErrorFor(error, field, bytes, what, hint);
  }
}

/** The error to throw for one that was caught: about memory where an engine had none, and otherwise itself. */
export function roomErrorFor(
  error: unknown,
  field: string,
  bytes: number,
  what: string,
  hint: string,
): unknown {
  // The one error that engines throw for an array that they cannot make, and for a recursion that is too deep.
  const isShortage = error instanceof RangeError && !/call stack/i.test(error.message);
  return isShortage ? noRoom(field, bytes, what, hint) : error;
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
