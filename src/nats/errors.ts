import { OptNetError } from "../problem/errors.js";

/** What calls, trainings and workers hear that lose their connection for good. */
export function connectionEnded(got: string): OptNetError {
  return new OptNetError({
    field: "connection",
    expected: "one that is open",
    got,
    hint: "Connect again; calls that were not answered may be made again.",
  });
}
