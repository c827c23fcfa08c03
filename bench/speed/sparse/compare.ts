/** Everybody on one sparse case, in turn; every answer is checked from the input, to the same limit for all. */
import type { ProblemInput } from "optnet";
import { residualsOf, type Answer } from "../../robustness/check.js";
import { summarise, type Summary } from "../../../tools/statistics.js";
import type { SparseCase } from "./problems.js";

/** Residuals and duality gap that an answer may have, in the input's units. */
export const ACCEPTED = 1e-6;

/** One pass over a case. */
export interface Pass {
  /** Of each element. */
  readonly seconds: readonly number[];
  readonly answers: readonly Answer[];
  /** What the solver says of each. */
  readonly status: readonly string[];
  /** Iterations, or active sets that were solved for, per element. */
  readonly iterations?: number;
}

/** One way to solve sparse cases. */
export interface SparseSolver {
  readonly name: string;
  readonly version: string;
  /** What it throws is its result. */
  solve(of: SparseCase, limitSeconds: number): Pass | Promise<Pass>;
  close(): void;
}

export interface SparseEntry {
  readonly name: string;
  /** Per problem; absent where it failed. */
  readonly milliseconds?: Summary;
  readonly failure?: string;
  /** The largest residual or gap of its answers. */
  readonly worst?: number;
  readonly iterations?: number;
}

export interface SparseComparison {
  readonly name: string;
  readonly kind: SparseCase["kind"];
  readonly elements: number;
  readonly variables: number;
  readonly entries: readonly SparseEntry[];
}

/** Every element as a problem of its own. */
export function problemOf({ problem, elements }: SparseCase, i: number): ProblemInput {
  return { ...problem, ...elements[i] };
}

/** The largest of what is wrong with the answers of a pass, by the input alone; NaN where one is no number. */
export function worstOf(of: SparseCase, { answers }: Pass): number {
  let worst = 0;
  for (const [i, answer] of answers.entries()) {
    const { primal, dual, gap } = residualsOf(problemOf(of, i), answer);
    for (const one of [primal, dual, gap]) worst = one <= worst ? worst : one;
    if (Number.isNaN(worst)) return NaN;
  }
  return worst;
}

/** Visits all solvers in turn, so many times; who fails or exceeds the limit is not visited again. */
export async function compareSparse(
  of: SparseCase,
  solvers: readonly SparseSolver[],
  { rounds, limit }: { readonly rounds: number; readonly limit: number },
  visit: (name: string) => void,
): Promise<SparseComparison> {
  const samples = new Map<string, number[]>(solvers.map(({ name }) => [name, []]));
  const found = new Map<string, Omit<SparseEntry, "name" | "milliseconds">>();
  for (let round = 0; round < rounds; round++) {
    for (const solver of solvers) {
      if (found.get(solver.name)?.failure !== undefined) continue;
      visit(solver.name);
      const first = found.get(solver.name) === undefined;
      try {
        const pass = await solver.solve(of, limit);
        const total = pass.seconds.reduce((sum, one) => sum + one, 0);
        samples.get(solver.name)!.push((1e3 * total) / pass.seconds.length);
        if (first) found.set(solver.name, judge(of, pass));
      } catch (error) {
        found.set(solver.name, { failure: error instanceof Error ? error.message : String(error) });
      }
    }
  }
  const entries = solvers.map(({ name }): SparseEntry => {
    const { failure, ...rest } = found.get(name)!;
    if (failure !== undefined) return { name, failure, ...rest };
    return { name, milliseconds: summarise(samples.get(name)!), ...rest };
  });
  const variables = (of.problem.p as ArrayLike<number>).length;
  return { name: of.name, kind: of.kind, elements: of.elements.length, variables, entries };
}

function judge(of: SparseCase, pass: Pass): Omit<SparseEntry, "name" | "milliseconds"> {
  const worst = worstOf(of, pass);
  const more = pass.iterations === undefined ? {} : { iterations: pass.iterations };
  if (worst <= ACCEPTED) return { worst, ...more };
  const said = [...new Set(pass.status)].join(", ");
  return { worst, failure: `says ${said}, and is off by ${worst.toExponential(1)}`, ...more };
}
