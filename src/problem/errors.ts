/** What was wrong with an input: where, what was needed, what came, and what to do about it. */
export interface ErrorDetails {
  /** The input or setting at fault, for example `"Q"` or `"settings.tolerance"`. */
  readonly field: string;
  readonly expected: string;
  readonly got: string;
  readonly hint: string;
}

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
}
