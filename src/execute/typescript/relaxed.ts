/**
 * Proofs that there is no solution, from problems that have one whatever the constraints. Where the iteration itself ends
 * without an answer or a proof, two of them say which it is:
 *
 *     the nearest miss      minimise ½|Az − b|² + ½|(Gz − h)⁺|²  within the bounds
 *     the steepest descent  minimise ½ zᵀQz + pᵀz + ½ ridge |z|²  within the cone of directions, Az = 0, Gz ≤ 0
 *
 * The first has multipliers nu = Az − b and lambda = (Gz − h)⁺. Stationarity says that Aᵀnu + Gᵀlambda is made up for by
 * bounds, and the gain of that contradiction is |nu|² + |lambda|²: 0 where the constraints can be met, and otherwise a
 * proof. The minimum of the second is 0 where no direction descends for ever, and otherwise, for a small ridge, it is near
 * the projection of −p on these directions, divided by the ridge.
 *
 * Both are the interior point's own problem with a softness of 1 in its rows, or with a ridge, so that its loop and its
 * factors serve. In equilibrated units; without the null-space form, whose bounds are rows that cannot be missed.
 *
 * Sources: Farkas' lemma by least squares, e.g. Dax 1997, An elementary proof of Farkas' lemma; Moreau 1962 for the
 * projection on a cone.
 */
import { dot, maxAbs } from "../../matrix/dense.js";
import type { Certificate } from "../../problem/fields.js";
import type { Blocks } from "../../form/standard.js";
import { correctActiveSet } from "./active-set.js";
import { contradiction, descent } from "./certificate.js";
import type { Element } from "./element.js";
import type { InteriorProblem, Iterate } from "./interior-problem.js";
import { activeRows } from "./interior-problem.js";
import type { State } from "./state.js";
import { newState } from "./state.js";
import { interiorPoint } from "./interior-point.js";

const RIDGE = 1e-6;
const MOST_ITERATIONS = 60;
/** Active sets that may be solved for, from that of the last iterate. */
const MOST_CORRECTIONS = 12;
/** Complementarity and residuals at which the iterate says what it can. */
const CONVERGED = 1e-13;
/** What stationarity may leave, relative to the gain, for the iterate to be nearly a proof. */
const STATIONARY = 1e-2;
/** Shares of the largest multiplier, for rows to take part: all do that have one. */
const ALL_ROWS = [0];
/** Room of a variable between two bounds, which no direction leaves: small beside 1 / ridge. */
const ROOM = 1;

/** What proves that an element has no solution; undefined where neither problem does. */
export function relaxedProof(
  element: Element,
  tolerance: number,
  timeIsUp: (() => boolean) | undefined,
): Certificate | undefined {
  const { equilibrated, matrices } = element;
  const plain: Element = {
    ...element,
    interior: equilibrated,
    matrices: { ...matrices, reduced: undefined },
  };
  const proofOf = (miss: Blocks, shares?: readonly number[]): Certificate | undefined =>
    contradiction(plain, { kind: "primalInfeasible", ...miss }, tolerance, shares);
  let proof: Certificate | undefined;
  const miss = solveRelaxed(nearestMiss(equilibrated), timeIsUp, (state) => {
    if (isContradiction(state)) proof = proofOf(state.iterate, ALL_ROWS);
    return proof !== undefined;
  });
  proof ??= miss?.exact && proofOf(miss.exact, ALL_ROWS);
  proof ??= miss && proofOf(miss.iterate);
  if (proof) return proof;
  const steepest = solveRelaxed(steepestDescent(equilibrated), timeIsUp);
  for (const along of [steepest?.exact, steepest?.iterate]) {
    if (along && maxAbs(along.z) > 0) proof ??= descent(plain, along.z, tolerance);
  }
  return proof;
}

function nearestMiss(problem: InteriorProblem): InteriorProblem {
  return { ...problem, Q: undefined, p: new Float64Array(problem.n), soft: 1 };
}

function steepestDescent(problem: InteriorProblem): InteriorProblem {
  const { m, lowerIndex, upperIndex } = problem;
  const sides = new Uint8Array(problem.n);
  for (const j of lowerIndex) sides[j]++;
  for (const j of upperIndex) sides[j]++;
  const d = new Float64Array(problem.d.length);
  lowerIndex.forEach((j, k) => (d[m + k] = sides[j] === 2 ? ROOM : 0));
  upperIndex.forEach((j, k) => (d[m + lowerIndex.length + k] = sides[j] === 2 ? ROOM : 0));
  return { ...problem, b: new Float64Array(problem.e), d, ridge: RIDGE };
}

/** Where the iteration ended, and the solution of its active set, corrected until no row is wrong, if one was found. */
interface Relaxed {
  readonly iterate: Iterate;
  readonly exact: Blocks | undefined;
}

function solveRelaxed(
  problem: InteriorProblem,
  timeIsUp?: () => boolean,
  isEnough?: (state: State) => boolean,
): Relaxed | undefined {
  const state = newState(problem);
  let iterate: Iterate | undefined;
  let exact: Blocks | undefined;
  for (const current of interiorPoint(state)) {
    iterate = current.iterate;
    if (isEnough?.(current)) break;
    if (hasConverged(current) || current.iteration === MOST_ITERATIONS) {
      exact = solutionNear(current);
      break;
    }
    if (timeIsUp?.()) iterate = undefined;
    if (iterate === undefined) break;
  }
  state.kkt.dispose();
  return iterate && { iterate, exact };
}

/** The iterate has multipliers to an absolute error, and its zeros as small numbers; the solution of an active set has neither. */
function solutionNear({ problem, kkt, iterate }: State): Blocks | undefined {
  const { found } = correctActiveSet(problem, kkt, activeRows(iterate), MOST_CORRECTIONS);
  return found && { ...found.point, lambda: found.point.lambda.map((value) => Math.max(0, value)) };
}

/**
 * Whether the multipliers of an iterate contradict the constraints, but for rounding: stationarity holds, and there is a gain.
 * In the middle of all proofs no multiplier of a bound is 0, so that rounding does not make it negative; at the nearest
 * miss many are.
 */
function isContradiction({ problem, iterate, dualResidual }: State): boolean {
  const { nu, lambda } = iterate;
  const gain = -dot(problem.b, 0, nu, 0, nu.length) - dot(problem.d, 0, lambda, 0, lambda.length);
  return maxAbs(dualResidual) <= STATIONARY * gain;
}

function hasConverged({ mu, dualResidual, equalityResidual, inequalityResidual, iterate }: State): boolean {
  const size = Math.max(1, maxAbs(iterate.z));
  const left = Math.max(maxAbs(dualResidual), maxAbs(equalityResidual), maxAbs(inequalityResidual));
  return mu <= CONVERGED && left <= CONVERGED * size;
}
