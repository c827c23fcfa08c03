import { OptNetError } from "../problem/errors.js";

/** What was thrown, in words: it need not be an error. */
export function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** What calls, trainings and workers hear that lose their connection for good. */
export function connectionEnded(got: string): OptNetError {
  return new OptNetError({
    field: "connection",
    expected: "one that is open",
    got,
    hint: "Connect again; calls that were not answered may be made again.",
  });
}
