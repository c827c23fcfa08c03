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

/** The field and what came of the OptNetError that ends some work, or "none". */
export async function complaintOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    expect(error).toBeInstanceOf(OptNetError);
    return `${(error as OptNetError).field}: ${(error as OptNetError).got}`;
  }
  return "none";
}
