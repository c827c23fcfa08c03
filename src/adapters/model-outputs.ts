/** What the frameworks' models return: variables, multipliers and the objective, by name. */
import { OptNetError, type DenseArray } from "../index.js";
import type { ModelSolution, Problem } from "../model/index.js";
import { describe, quoted } from "../problem/errors.js";

/**
 * The outputs that are asked for, or all variables.
 *
 * @throws OptNetError for outputs that the problem does not have, for none, and for variables without a name.
 */
export function outputNames(problem: Problem, given: readonly string[] | undefined): readonly string[] {
  if (given === undefined) return problem.variables.map(nameOfVariable);
  const known = ["objective"];
  for (const { name } of [...problem.variables, ...problem.constraints])
    if (name !== undefined) known.push(name);
  const isOdd = (one: string, i: number): boolean => !known.includes(one) || given.indexOf(one) !== i;
  const odd = Array.isArray(given) && given.length > 0 ? given.findIndex(isOdd) : undefined;
  if (odd === -1) return given;
  throw new OptNetError({
    field: "outputs",
    expected: `names out of ${known.map(quoted).join(", ")}, each once`,
    got: describe(odd === undefined ? given : given[odd]),
    hint: `Variables and constraints are known by the names that they were given: sum(w).eq(1).named("budget").`,
  });
}

function nameOfVariable({ name, shape }: Problem["variables"][number]): string {
  if (name !== undefined) return name;
  throw new OptNetError({
    field: "outputs",
    expected: "variables with names",
    got: `one of shape [${shape.join(", ")}] that has none`,
    hint: `Outputs are returned by name: variable(3, "w"). Or list those that are wanted as outputs.`,
  });
}

/** One of them: its numbers, with the batch axis where the solution has one. */
export function outputOf(problem: Problem, solution: ModelSolution, name: string): DenseArray<Float64Array> {
  const shape = [...(solution.batched ? [solution.batch] : []), ...outputShape(problem, name)];
  if (name === "objective") return { data: solution.objective, shape };
  const variable = problem.variables.find((one) => one.name === name);
  return { data: variable === undefined ? solution.dual(name) : solution.value(variable), shape };
}

/** The shape of one element of it. */
export function outputShape(problem: Problem, name: string): readonly number[] {
  return [...problem.variables, ...problem.constraints].find((one) => one.name === name)?.shape ?? [];
}
