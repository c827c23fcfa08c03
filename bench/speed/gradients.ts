/** What the gradients cost: a full vjp, of every input, beside the forward pass that it follows. */
import { toInput, type BatchProblem } from "../../tools/problems/problem.js";
import { median, summarise, type Summary } from "../../tools/statistics.js";
import type { Rounds } from "./compare.js";
import { TODAY, type Library } from "./library.js";
import { verify } from "./verify.js";

export interface GradientCost {
  readonly name: string;
  readonly shared: boolean;
  readonly batch: number;
  /** Microseconds per problem. */
  readonly forward: Summary;
  readonly backward: Summary;
  /** Another build's, measured in turn. */
  readonly against?: Pick<GradientCost, "name" | "forward" | "backward"> & { readonly failure?: string };
}

/** @throws Error where a solution of today's build does not pass the check or a gradient is not finite. */
export function gradientCost(
  problem: BatchProblem,
  { rounds, seconds, repeats }: Rounds,
  against?: Library,
): GradientCost {
  const { name, shared, batch } = problem;
  const libraries = [TODAY, ...(against === undefined ? [] : [against])];
  const found = libraries.map((library) => ({
    ...{ library, forward: [] as number[], backward: [] as number[] },
    failure: undefined as string | undefined,
  }));
  for (let round = 0; round <= rounds; round++) {
    for (const record of found.filter(({ failure }) => failure === undefined)) {
      try {
        const visit = visitWith(record.library, problem, seconds, repeats);
        if (round === 0) continue; // it compiles, and does not count
        record.forward.push(median(visit.forward));
        record.backward.push(median(visit.backward));
      } catch (error) {
        if (record.library === TODAY) throw error;
        record.failure = error instanceof Error ? error.message : String(error);
      }
    }
  }
  const [mine, theirs] = found.map(({ library, forward, backward, failure }) => ({
    ...{ name: library.name, forward: summarise(forward), backward: summarise(backward) },
    ...(failure !== undefined && { failure }),
  }));
  return { ...mine, name, shared, batch, ...(theirs && { against: theirs }) };
}

function visitWith(
  { solve, settings, tolerance, name: library }: Library,
  problem: BatchProblem,
  limit: number,
  repeats: number,
): { forward: number[]; backward: number[] } {
  const input = toInput(problem);
  const { batch, variables: n, name } = problem;
  const cotangents = { z: { data: new Float64Array(batch * n).fill(1), shape: [batch, n] } };
  const samples: { forward: number[]; backward: number[] } = { forward: [], backward: [] };
  const start = performance.now();
  do {
    const began = performance.now();
    const solution = solve(input, settings);
    const solved = performance.now();
    const gradients = solution.vjp(cotangents);
    const done = performance.now();
    samples.forward.push(((solved - began) * 1000) / batch);
    samples.backward.push(((done - solved) * 1000) / batch);
    solution.dispose();
    if (samples.forward.length > 1) continue;
    const { failure } = verify(problem, solution, batch, tolerance);
    if (failure !== undefined) throw new Error(`${library} on ${name}: ${failure}`);
    for (const [field, { data }] of Object.entries(gradients)) {
      if (data.every(Number.isFinite)) continue;
      throw new Error(`${library} on ${name}: the gradient in ${field} is not finite`);
    }
  } while (samples.forward.length < repeats && performance.now() - start < limit * 1000);
  return samples;
}
