/**
 * Problems without a feasible point: the closest one that has any.
 *
 * The constraints are relaxed by the smallest shift, in the least-squares sense, that makes them feasible. Bounds stay
 * as they are: an element whose bounds contradict each other has no neighbour, and keeps its status.
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
import { derivativesOf } from "../differentiate.js";
import { contradiction } from "../excluded/find.js";
import type { Problem } from "../problem/problem.js";
import { elementOf } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import type { SolutionData, Status } from "../problem/solution.js";
import { Solution } from "../problem/solution.js";
import { scatterRows } from "./batch.js";
import { ClosestFeasible } from "./derivatives.js";
import type { Run, Shifted } from "./shifted.js";
import { solveShifted } from "./shifted.js";

/** Statuses that no shift changes. */
const HAVE_NO_NEIGHBOUR: readonly Status[] = ["solved", "dualInfeasible", "invalid"];

/** Solves the batch; elements that have no feasible point are solved as their closest feasible neighbours. */
export function solveClosestFeasible(problem: Problem, settings: Settings, run: Run): Solution {
  const plain = run(problem, settings);
  const elements: number[] = [];
  plain.data.status.forEach((status, i) => {
    if (!HAVE_NO_NEIGHBOUR.includes(status) && contradiction(problem, i) < 0) elements.push(i);
  });
  const shifted = elements.length === 0 ? undefined : solveShifted(problem, elements, settings, run);
  if (shifted === undefined) return new Solution(plain.data, derivativesOf(problem, plain, settings));

  const { data, ...shift } = mergedData(problem, plain.data, shifted);
  return new Solution(data, new ClosestFeasible(problem, settings, plain, shifted, data), shift);
}

/** The plain solution, with the shifted elements in their places, and by how much they were shifted. */
function mergedData(problem: Problem, plain: SolutionData, { elements, given, feasible, second }: Shifted) {
  const { batch, equalities: e, inequalities: m } = problem;
  const merged = Object.fromEntries(
    Object.entries(plain).map(([name, values]) => {
      if (!ArrayBuffer.isView(values)) return [name, values];
      const out = (values as Float64Array).slice();
      scatterRows(second.data[name as "z"], elements, out, out.length / batch);
      return [name, out];
    }),
  ) as unknown as SolutionData;
  const status = [...plain.status];
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
  return { data: { ...merged, status }, shiftB, shiftH };
}
