/** What the gradients cost: a full vjp, of every input, beside the forward pass that it follows. */
import { solve } from "optnet";
import { ONE_THREAD, TOLERANCE } from "./ours.js";
import { toInput, type BatchProblem } from "../../tools/problems/problem.js";
import { median, summarise, type Summary } from "../../tools/statistics.js";
import type { Rounds } from "./compare.js";
import { verify } from "./verify.js";

export interface GradientCost {
  readonly name: string;
  readonly shared: boolean;
  readonly batch: number;
  /** Microseconds per problem. */
  readonly forward: Summary;
  readonly backward: Summary;
}

/** @throws Error where a solution does not pass the check or a gradient is not finite. */
export function gradientCost(
  problem: BatchProblem,
  { rounds, seconds: limit, repeats }: Rounds,
): GradientCost {
  const input = toInput(problem);
  const { batch, variables: n, name, shared } = problem;
  const cotangents = { z: { data: new Float64Array(batch * n).fill(1), shape: [batch, n] } };
  const forward: number[] = [];
  const backward: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const samples: { forward: number[]; backward: number[] } = { forward: [], backward: [] };
    const start = performance.now();
    do {
      const began = performance.now();
      const solution = solve(input, ONE_THREAD);
      const solved = performance.now();
      const gradients = solution.vjp(cotangents);
      const done = performance.now();
      samples.forward.push(((solved - began) * 1000) / batch);
      samples.backward.push(((done - solved) * 1000) / batch);
      solution.dispose();
      if (samples.forward.length > 1) continue;
      const { failure } = verify(problem, solution, batch, TOLERANCE);
      if (failure !== undefined) throw new Error(`${name}: ${failure}`);
      for (const [field, { data }] of Object.entries(gradients)) {
        if (!data.every(Number.isFinite)) throw new Error(`${name}: the gradient in ${field} is not finite`);
      }
    } while (samples.forward.length < repeats && performance.now() - start < limit * 1000);
    if (round === 0) continue;
    forward.push(median(samples.forward));
    backward.push(median(samples.backward));
  }
  return { name, shared, batch, forward: summarise(forward), backward: summarise(backward) };
}
