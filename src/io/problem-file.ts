import { OptNetError } from "../problem/errors.js";
import type { ProblemInput } from "../problem/problem.js";

/** Where one row of G came from: the row of the file, and which of its two sides. */
export interface InequalityOrigin {
  /** Its name in the file. */
  readonly row: string;
  /** `"lower"` rows were negated to fit Gz ≤ h: their activity in the file is −Gz. */
  readonly side: "lower" | "upper";
}

/** A problem read from a file, and how to translate its solution back into the file's terms. */
export interface ProblemFile {
  /** As the file calls it. */
  readonly name: string;
  /** Always a minimisation; where the file maximises, Q and p are negated. */
  readonly problem: ProblemInput;
  /** What the file asks for. */
  readonly sense: "minimise" | "maximise";
  /** Constant of the objective, in the file's own sense. */
  readonly constant: number;
  /** One name per entry of z. */
  readonly variableNames: readonly string[];
  /** One name per row of A. */
  readonly equalityNames: readonly string[];
  /** One origin per row of G. A row with a range appears twice, upper side first. */
  readonly inequalities: readonly InequalityOrigin[];
  /** What was ignored or interpreted, one sentence each, with line numbers. */
  readonly warnings: readonly string[];
}

/** The objective as the file states it, from ½ zᵀQz + pᵀz of the minimisation that was solved. */
export function objectiveInFile(file: Pick<ProblemFile, "sense" | "constant">, minimised: number): number {
  return (file.sense === "maximise" ? -minimised : minimised) + file.constant;
}

/** An error at one line of a file; its `field` is `FILE:LINE`. */
export function lineError(
  file: string,
  line: number,
  expected: string,
  got: string,
  hint: string,
): OptNetError {
  return new OptNetError({ field: `${file}:${line}`, expected, got, hint });
}
