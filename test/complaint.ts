import { expect } from "vitest";
import { OptNetError } from "../src/problem/errors.js";

/** The OptNetError that `run` throws; a test fails if it throws anything else, or nothing. */
export function complaint(run: () => unknown): OptNetError {
  let result: unknown;
  try {
    result = run();
  } catch (error) {
    expect(error).toBeInstanceOf(OptNetError);
    return error as OptNetError;
  }
  throw new Error(`expected an OptNetError, got ${String(result)}`);
}
