import type { Problem, QuadraticKind } from "../problem/problem.js";

/** The facts of a problem that decide how it is solved: sizes and kinds, never values or the batch's size. */
export interface Structure {
  readonly variables: number;
  readonly equalities: number;
  readonly inequalities: number;
  readonly quadratic: QuadraticKind;
  readonly bounded: boolean;
  /** Whether all elements share Q, A and G. */
  readonly sharedMatrices: boolean;
}

export function structureOf(problem: Problem): Structure {
  return {
    variables: problem.variables,
    equalities: problem.equalities,
    inequalities: problem.inequalities,
    quadratic: problem.quadratic,
    bounded: problem.lower !== undefined || problem.upper !== undefined,
    sharedMatrices: [problem.Q, problem.A, problem.G].every((operand) => !operand || operand.stride === 0),
  };
}
