/** What stands for elements that have no solution for other reasons than their numbers. */
import type { UserVectors } from "../../form/products.js";
import { newUserVectors } from "../../form/products.js";
import type { Problem } from "../../problem/problem.js";
import type { Status } from "../../problem/fields.js";
import type { SolvedElement } from "./solved-element.js";

/** An element that was not solved, whose other numbers are NaN. */
export function unsolvedElement(status: Status, vectors: UserVectors): SolvedElement {
  return {
    status,
    iterations: 0,
    vectors,
    slack: vectors.lambda.map(() => NaN),
    objective: NaN,
    primalResidual: NaN,
    dualResidual: NaN,
    signedGap: NaN,
    certificate: undefined,
    weaklyActive: 0,
    solvedBy: "inspection",
    numbers: 0,
    solveKkt: (_, out) => {
      for (const values of Object.values(out) as Float64Array[]) values.fill(0);
    },
    forgetFactors: () => undefined,
  };
}

/** What is said of an element whose Q turns out not to be convex, where that is to be a status. */
export function invalidElement(problem: Problem): SolvedElement {
  const vectors = newUserVectors(problem);
  for (const values of Object.values(vectors) as Float64Array[]) values.fill(NaN);
  return unsolvedElement("invalid", vectors);
}
