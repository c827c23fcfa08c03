/** What was wrong with an input: where, what was needed, what came, and what to do about it. */
export interface ErrorDetails {
  /** The input or setting at fault, for example `"Q"` or `"settings.tolerance"`. */
  readonly field: string;
  readonly expected: string;
  readonly got: string;
  readonly hint: string;
}

/** A process may hold the package twice, as an ES module and as CommonJS; an error of either is one to both. */
const BRAND = Symbol.for("optnet.OptNetError");

/**
 * Misuse of the library: a wrong shape, a NaN, an unknown setting. A problem that merely has no solution is
 * never an error; it is the `status` of its batch element.
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
  override readonly name = "OptNetError";
  readonly field: string;
  readonly expected: string;
  readonly got: string;
  readonly hint: string;

  constructor(details: ErrorDetails) {
    super(`${details.field}: expected ${details.expected}, got ${details.got}. ${details.hint}`);
    this.field = details.field;
    this.expected = details.expected;
    this.got = details.got;
    this.hint = details.hint;
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
