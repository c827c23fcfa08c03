/** Solves the programs of a page off its thread. */
import { expose } from "comlink";
import { solve, type ProblemInput } from "optnet";
import type { Field, QpNumbers } from "./qp-numbers.js";

export interface QpResult {
  readonly status: string;
  readonly outputs: readonly (readonly [name: string, values: Float64Array])[];
  readonly gradients: Partial<Record<Field, Float64Array>>;
}

/** @returns the answer, or the words of the error. */
function answer({ loss, ...problem }: QpNumbers): QpResult | string {
  const [weights, variables] = [loss?.length, problem.p?.length];
  if (weights !== variables)
    return `loss weights: expected ${variables}, one for each variable, got ${weights}.`;
  try {
    using solution = solve(problem as unknown as ProblemInput);
    const { z, nu, lambda, lambdaLower, lambdaUpper } = solution;
    const gradients = solution.vjp({ z: [...(loss as number[])] });
    return {
      status: solution.status[0],
      outputs: Object.entries({ z, nu, lambda, lambdaLower, lambdaUpper }).filter(
        ([, { length }]) => length > 0,
      ),
      gradients: Object.fromEntries(Object.entries(gradients).map(([name, { data }]) => [name, data])),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const service = { answer };
export type QpService = typeof service;

expose(service);
