/** What the frameworks' models are given and return: variables, multipliers and the objective, by name. */
import { OptNetError, type DenseArray } from "../index.js";
import type { ModelSolution, Problem } from "../model/index.js";
import { describe, excerpt, quoted } from "../problem/errors.js";

/** A problem may come from another copy of the package: it is known by what it has. @throws OptNetError for what is none. */
export function requireProblem(problem: unknown): asserts problem is Problem {
  const given = problem as Partial<Problem> | null | undefined;
  if (typeof given === "object" && Array.isArray(given?.parameters)) return;
  throw new OptNetError({
    field: "problem",
    expected: "a Problem of optnet/model",
    got: describe(problem),
    hint: "Problem.minimize(…).subjectTo([…])",
  });
}

/**
 * What is asked of a problem, checked.
 *
 * @throws OptNetError for what is no problem, for values that are no record, and for options that there are not.
 */
export function readModelCall<Options extends { readonly onSolution?: unknown }>(
  problem: Problem,
  values: unknown,
  options: unknown,
): { readonly outputs: readonly string[]; readonly onSolution: Options["onSolution"] } {
  requireProblem(problem);
  if (typeof values !== "object" || values === null || Symbol.iterator in values) {
    throw new OptNetError({
      field: "values",
      expected: "an object with the values of parameters by their names",
      got: describe(values),
      hint: 'For example { mu }; parameters are given names where they are made: parameter(3, "mu").',
    });
  }
  const { outputs, onSolution } = readOptions(options);
  if (onSolution !== undefined && typeof onSolution !== "function") {
    throw new OptNetError({
      field: "options.onSolution",
      expected: "a function",
      got: describe(onSolution),
      hint: "It sees the solution: (solution) => { … }.",
    });
  }
  return {
    outputs: outputNames(problem, outputs as readonly string[] | undefined),
    onSolution: onSolution as Options["onSolution"],
  };
}

function readOptions(options: unknown): { readonly outputs?: unknown; readonly onSolution?: unknown } {
  const isRecord = typeof options === "object" && options !== null && !Array.isArray(options);
  const odd = isRecord
    ? Object.keys(options).find((name) => name !== "outputs" && name !== "onSolution")
    : undefined;
  if (isRecord && odd === undefined) return options;
  throw new OptNetError({
    field: odd === undefined ? "options" : `options.${excerpt(odd)}`,
    expected: odd === undefined ? "an object" : "outputs or onSolution",
    got: odd === undefined ? describe(options) : quoted(odd),
    hint: 'For example { outputs: ["w", "objective"] }; settings of the solver are the problem\'s: problem.settings({ … }).',
  });
}

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
