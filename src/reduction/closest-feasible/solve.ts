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
import type { Derivatives } from "../../derivative/index.js";
import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { Status } from "../../problem/fields.js";
import type { Steps } from "../steps.js";
import { ClosestFeasible, withLate } from "./joined.js";
import { solveShifted } from "./shifted.js";

/** Elements of other statuses have no feasible point, or may have none. */
const FINAL: readonly Status[] = ["solved", "dualInfeasible", "invalid", "timeLimit"];

/** Solves the batch; elements that have no feasible point are solved as their closest feasible neighbours. */
export function* closestFeasible(problem: Problem, settings: Settings): Steps<Derivatives> {
  const plain = yield { problem, settings };
  const elements: number[] = [];
  plain.data.status.forEach((status, i) => {
    if (!FINAL.includes(status)) elements.push(i);
  });
  const shifted = elements.length === 0 ? undefined : yield* solveShifted(problem, elements, settings);
  const late = settings.timeIsUp?.() === true ? elements.filter((i) => !shifted?.elements.includes(i)) : [];
  if (shifted === undefined) {
    const data = { ...plain.data, status: withLate(plain.data.status, late) };
    return { ...derivativesOf(problem, plain, settings), data };
  }
  return new ClosestFeasible(problem, settings, plain, shifted, late);
}
