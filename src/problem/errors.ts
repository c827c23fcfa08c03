import { printable } from "./echo.js";

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
