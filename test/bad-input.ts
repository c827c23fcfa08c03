import { expect } from "vitest";
import type { ProblemInput } from "../src/problem/problem.js";
import { validateProblem } from "../src/problem/validate.js";
import { complaint } from "./complaint.js";

/** A complaint: which input it names, what it asked for, and what it says came. */
export interface BadInput {
  readonly what: string;
  readonly input: unknown;
  readonly field: string;
  readonly expected: string;
  readonly got: string;
  readonly hint?: string;
}

export const dense = (shape: readonly unknown[], ...numbers: number[]): unknown => ({
  data: Float64Array.from(numbers),
  shape,
});

export const zeros = (...shape: number[]): unknown =>
  dense(shape, ...new Array<number>(shape.reduce((a, b) => a * b, 1)).fill(0));

export function checkComplaint({ input, field, expected, got, hint }: BadInput): void {
  const error = complaint(() => validateProblem(input as ProblemInput));
  expect(error.field).toBe(field);
  expect(error.expected).toContain(expected);
  expect(error.got).toContain(got);
  expect(error.hint).toMatch(/^[A-Za-z].*\.$/);
  if (hint !== undefined) expect(error.hint).toContain(hint);
  expect(error.message).toBe(`${field}: expected ${error.expected}, got ${error.got}. ${error.hint}`);
}
