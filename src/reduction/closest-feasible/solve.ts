/**
 * Problems without a feasible point: the closest one that has any.
 *
 * The constraints are relaxed by the smallest shift, in the least-squares sense, that makes them feasible; bounds
 * stay as they are, so that an element whose bounds contradict each other stays `primalInfeasible`:
 *
 *     (shiftB, shiftH) = argmin ½‖shiftB‖² + ½‖shiftH‖²
 *                        s.t. some z has  Az = b + shiftB,  Gz ≤ h + shiftH,  lower ≤ z ≤ upper
 *
 * and the answer is the solution for b + shiftB and h + shiftH. Both steps are quadratic programs (the first is
 * written out in shift-problem.ts), and their derivatives follow one another by the chain rule: b and h
 * move the second directly and, like A, G and the bounds, through the shift. Both systems are singular by nature:
 * the z of the first step need not be unique, though the shift is, and shifted constraints just touch, so that the
 * second step has many multipliers. Hence both derivatives are those of least squares, which are exact in what is
 * unique, the shift and z. (Where rows of A depend on each other they have only shifts that keep it so: a change
 * that makes them independent makes the problem feasible, far away.)
 *
 * The first step knows neither Q nor p: a batch that shares its constraints takes it once.
 *
 * Source: Bambade, Schramm, Taylor & Carpentier, Leveraging augmented-Lagrangian techniques for differentiating
 * over infeasible quadratic programs in machine learning (QPLayer), ICLR 2024.
 */
import { derivativesOf } from "../../derivative/index.js";
import type { Problem } from "../../problem/problem.js";
import { elementOf } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { SolutionData, Status } from "../../problem/solution.js";
import { ARRAY_NAMES } from "../../problem/solution-data.js";
import { Solution } from "../../problem/solution.js";
import type { Steps } from "../../api/steps.js";
import { scatterRows } from "./batch.js";
import { ClosestFeasible } from "./derivatives.js";
import type { Shifted } from "./shifted.js";
import { solveShifted } from "./shifted.js";

/** Elements of other statuses have no feasible point, or may have none. */
const FINAL: readonly Status[] = ["solved", "dualInfeasible", "invalid", "timeLimit"];

/** Solves the batch; elements that have no feasible point are solved as their closest feasible neighbours. */
export function* closestFeasible(problem: Problem, settings: Settings): Steps<Solution> {
  const plain = yield { problem, settings };
  const elements: number[] = [];
  plain.data.status.forEach((status, i) => {
    if (!FINAL.includes(status)) elements.push(i);
  });
  const shifted = elements.length === 0 ? undefined : yield* solveShifted(problem, elements, settings);
  const late = settings.timeIsUp?.() === true ? elements.filter((i) => !shifted?.elements.includes(i)) : [];
  if (shifted === undefined) {
    const data = { ...plain.data, status: withLate(plain.data.status, late) };
    return new Solution(data, derivativesOf(problem, plain, settings));
  }
  const { data, ...shift } = mergedData(problem, plain.data, shifted, late);
  return new Solution(data, new ClosestFeasible(problem, settings, plain, shifted, data), shift);
}

/** Statuses of which some are only those of the first step: the time limit left none for the second. */
function withLate(status: readonly Status[], late: readonly number[]): Status[] {
  const out = [...status];
  for (const element of late) out[element] = "timeLimit";
  return out;
}

/** The plain solution, with the shifted elements in their places, and by how much they were shifted. */
function mergedData(
  problem: Problem,
  plain: SolutionData,
  { elements, given, feasible, second }: Shifted,
  late: readonly number[],
) {
  const { batch, equalities: e, inequalities: m } = problem;
  // By name: what solved the plain problem may have more to its data than a solution has.
  const merged = Object.fromEntries(
    ARRAY_NAMES.map((name) => {
      const out = plain[name].slice();
      scatterRows(second.data[name], elements, out, out.length / batch);
      return [name, out];
    }),
  ) as unknown as Omit<SolutionData, "shape" | "status">;
  const status = withLate(plain.status, late);
  const shiftB = new Float64Array(batch * e);
  const shiftH = new Float64Array(batch * m);
  elements.forEach((element, i) => {
    status[element] = second.data.status[i];
    merged.iterations[element] += plain.iterations[element];
    for (const [name, size, out] of [["b", e, shiftB] as const, ["h", m, shiftH] as const]) {
      if (size === 0) continue;
      const [to, from] = [elementOf(feasible[name]!, i), elementOf(given[name]!, i)];
      for (let k = 0; k < size; k++) out[element * size + k] = to[k] - from[k];
    }
  });
  return { data: { ...merged, shape: plain.shape, status }, shiftB, shiftH };
}
