/** The two languages, as problems.ts speaks them. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as optnet from "optnet/model";
import { shapeOf } from "../../../tools/nested.js";
import type { Language, ModelProblem, Numbers, Statement, Term } from "./problems.js";

/** A problem of ours and the values of its parameters. */
export interface OurProblem {
  readonly problem: optnet.Problem;
  readonly values: { readonly [parameter: string]: Numbers };
  readonly unknown: optnet.Variable;
}

export function ourProblem(one: ModelProblem, seed: number): OurProblem {
  const values: { [parameter: string]: Numbers } = {};
  const statement = one.state(
    {
      ...(optnet as unknown as Language),
      squaresBeside: (x) => optnet.sumSquares(x as never) as unknown as Term,
      data(name, value) {
        values[name] = value;
        return optnet.parameter(shapeOf(value), name) as unknown as Term;
      },
    },
    seed,
  );
  return {
    problem: problemOf(optnet, statement),
    values,
    unknown: statement.unknown as unknown as optnet.Variable,
  };
}

/** What changes, for another seed. */
export function valuesOf(one: ModelProblem, seed: number): OurProblem["values"] {
  return ourProblem(one, seed).values;
}

interface Builder<Problem> {
  readonly Problem: {
    minimize(objective: never): { subjectTo(constraints: never): Problem };
    maximize(objective: never): { subjectTo(constraints: never): Problem };
  };
}

function problemOf<Problem>(
  { Problem }: Builder<Problem>,
  { sense, objective, constraints }: Statement,
): Problem {
  return Problem[sense](objective as never).subjectTo(constraints as never);
}

/** A problem of cvxjs, ready to be solved. */
export interface CvxjsProblem {
  /** @throws Error where it is not solved. */
  solve(): Promise<Float64Array>;
}

/**
 * cvxjs, with its version. It takes sumSquares(x) and quadForm(x, P) as squares where x is a variable and they are the
 * objective or summands of it; of all others it minimises the norm |x|, and forgets P (its canonicalizeObjective and the
 * cases of canonicalize, version 0.1.4). Beside other terms it is asked for the square of a variable that equals x.
 *
 * @throws Error where it is not installed.
 */
export async function loadCvxjs(): Promise<{
  version: string;
  make(one: ModelProblem, seed: number): CvxjsProblem;
}> {
  const cvxjs = await import("cvxjs");
  const path = createRequire(import.meta.url).resolve("cvxjs");
  const { version } = JSON.parse(
    readFileSync(`${path.slice(0, path.lastIndexOf("/dist/"))}/package.json`, "utf8"),
  ) as {
    version: string;
  };
  const language = {
    ...(cvxjs as unknown as Language),
    data: (_: string, value: Numbers) => cvxjs.constant(value as number[]) as unknown as Term,
  };
  return {
    version,
    make(one, seed) {
      const residuals: unknown[] = [];
      const statement = one.state(
        {
          ...language,
          squaresBeside(x) {
            const [size] = cvxjs.exprShape(x as never).dims;
            const residual = cvxjs.variable(size);
            residuals.push(residual.eq(x as never));
            return cvxjs.sumSquares(residual) as unknown as Term;
          },
        },
        seed,
      );
      const constraints = [...statement.constraints, ...residuals];
      const problem = problemOf(cvxjs, { ...statement, constraints });
      return {
        async solve() {
          const solution = await problem.solve();
          if (solution.status !== "optimal") throw new Error(`its status is ${solution.status}`);
          const unknown = statement.unknown as never;
          return byRows(solution.valueOf(unknown)!, cvxjs.exprShape(unknown).dims);
        },
      };
    },
  };
}

/** Its matrices are by columns, ours by rows. */
function byRows(data: Float64Array, [rows, columns = 1]: readonly number[]): Float64Array {
  return data.map((_, k) => data[(k % columns) * rows + Math.floor(k / columns)]);
}
