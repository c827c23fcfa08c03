/**
 * Minimises where Q is singular, by proximal steps z ← argmin ½zᵀ(Q + R)z + (p − R z̄)ᵀz from the last z̄, R diagonal, each
 * started from the active set of the one before. For linear and quadratic programs they end after finitely many.
 *
 * Source: Rockafellar 1976.
 */
import type { Problem } from "../../../problem/problem.js";
import type { Settings } from "../../../problem/settings.js";
import type { Arena } from "../arena.js";
import type { Kernels } from "../module.js";
import type { DualFactors } from "./factors.js";
import type { Lane, PairSolver } from "./pair.js";
import { LANES } from "./pair.js";
import { NUMBER } from "./structs.js";

/** Proximal steps end where the residuals of stationarity are below this share of the tolerance, … */
const PROXIMAL = 0.1;
/** … or after this many. */
const MAX_STEPS = 40;
/** A step that leaves more than this share of the residual is one of the last. */
const PROGRESS = 0.5;
/** The steps after which a direction that they all go in may be one of endless descent. */
const LOOKS: readonly number[] = [8, 20, MAX_STEPS];

/** @param before the rounds of the steps before, of each lane; −1 where it has arrived. */
export type Observe = (round: number, before: readonly [number, number]) => void;

/** What is asked of whoever knows the problem. */
export interface Judge {
  /** Whether the verdict accepts a lane at this tolerance. */
  accepts(lane: Lane, tolerance: number): boolean;
  /** Whether the objective falls for ever in a direction: then the lane has ended. */
  provesDescent(lane: Lane, direction: Float64Array): boolean;
}

/**
 * Minimises two elements whose right-hand sides, bounds and states are set.
 *
 * @returns undefined where the time was up in the midst of it, and neither lane is left as it should be.
 */
export function minimise(
  problem: Problem,
  elements: readonly [number, number],
  factors: DualFactors,
  pair: PairSolver,
  kernels: Kernels,
  arena: Arena,
  { tolerance, maxIterations, timeIsUp }: Settings,
  observe: Observe | undefined,
  judge: Judge,
): { solved: number; rounds: readonly [number, number] } | undefined {
  let before: readonly [number, number] = [0, 0];
  const observeRound = observe && ((round: number): void => observe(round, before));
  let solved = pair.minimise(false, maxIterations, observeRound, timeIsUp);
  const rounds: [number, number] = [pair.roundsOf(0), pair.roundsOf(1)];
  let moving = solved & factors.singular;
  if (moving === 0) return { solved, rounds };
  const centres = LANES.map(() => new Float64Array(problem.variables));
  const residuals: [number, number] = [Infinity, Infinity];
  for (let step = 0; ; step++) {
    for (const lane of LANES) loadCost(problem, elements[lane], pair, arena, lane, undefined, centres[lane]);
    kernels.measure(pair.at);
    const limit = PROXIMAL * tolerance;
    const isAbove = (lane: Lane): boolean =>
      (moving & (1 << lane)) !== 0 && !(pair.report(lane, "relativeDual") <= limit);
    if (LANES.some(isAbove)) kernels.assessTerms(pair.at);
    for (const lane of LANES) {
      const bit = 1 << lane;
      if (!(moving & bit)) continue;
      // The rest is rounding, which further steps do not mend: that is for the refinement of the minimiser.
      const residual = pair.report(lane, "relativeDual");
      const stalled = residual > PROGRESS * residuals[lane];
      residuals[lane] = residual;
      let arrived = residual <= limit || (stalled && residual <= tolerance);
      // These questions cost more than a step.
      if (!arrived && LOOKS.includes(step)) {
        arrived = judge.accepts(lane, limit);
        if (!arrived && judge.provesDescent(lane, stepOf(pair, arena, lane, centres[lane]))) {
          solved &= ~bit;
          moving &= ~bit;
        }
      }
      if (arrived || step === MAX_STEPS) moving &= ~bit;
    }
    if (moving === 0) return { solved, rounds };
    for (const lane of LANES) {
      // A lane that has arrived takes its last step again, to the same bits.
      if (moving & (1 << lane)) takeCentre(pair, arena, lane, centres[lane]);
      loadCost(problem, elements[lane], pair, arena, lane, factors, centres[lane]);
    }
    before = [moving & 1 ? rounds[0] : -1, moving & 2 ? rounds[1] : -1];
    const arrived = pair.minimise(true, maxIterations, observeRound, timeIsUp);
    // Not even a lane that has arrived took its last step again.
    if (arrived !== 3 && timeIsUp?.()) return undefined;
    for (const lane of LANES) {
      const bit = 1 << lane;
      if (!(moving & bit)) continue;
      rounds[lane] += pair.roundsOf(lane);
      if (arrived & bit && rounds[lane] <= maxIterations) continue;
      solved &= ~bit;
      moving &= ~bit;
    }
  }
}

/** Sets one lane's right-hand side of stationarity to R · centre − p, or to −p. */
function loadCost(
  problem: Problem,
  element: number,
  pair: PairSolver,
  { heap }: Arena,
  lane: Lane,
  factors: DualFactors | undefined,
  centre: Float64Array,
): void {
  const p = problem.p.data;
  const from = element * problem.p.stride;
  const right = pair.rightZ / NUMBER + lane;
  for (let i = 0; i < centre.length; i++) heap[right + 2 * i] = -p[from + i];
  if (!factors || !(factors.singular & (1 << lane))) return;
  const { added, addedStride } = factors;
  const first = added / NUMBER + (addedStride === 2 ? lane : 0);
  const cost = pair.report(lane, "cost");
  for (let i = 0; i < centre.length; i++) {
    heap[right + 2 * i] += (heap[first + i * addedStride] / cost) * centre[i];
  }
}

/** Copies one lane's z to `centre`. */
function takeCentre(pair: PairSolver, { heap }: Arena, lane: Lane, centre: Float64Array): void {
  const z = pair.z / NUMBER + lane;
  for (let i = 0; i < centre.length; i++) centre[i] = heap[z + 2 * i];
}

/** How far one lane's z is from `centre`. */
function stepOf(pair: PairSolver, { heap }: Arena, lane: Lane, centre: Float64Array): Float64Array {
  const z = pair.z / NUMBER + lane;
  return centre.map((value, i) => heap[z + 2 * i] - value);
}
