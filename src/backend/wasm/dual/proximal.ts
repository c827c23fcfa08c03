/**
 * Minimises where Q is singular, by proximal steps z ← argmin ½zᵀ(Q + rho I)z + (p − rho z̄)ᵀz from the last z̄, each
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

/** Proximal steps end where the dual residual is below this share of the tolerance, … */
const PROXIMAL = 0.1;
/** … or after this many: then the objective may be unbounded. */
const MAX_STEPS = 40;

/** @param before the rounds of the steps before, of each lane; −1 where it has arrived. */
export type Observe = (round: number, before: readonly [number, number]) => void;

/** Minimises two elements whose right-hand sides, bounds and states are set. */
export function minimise(
  problem: Problem,
  elements: readonly [number, number],
  { rho }: DualFactors,
  pair: PairSolver,
  kernels: Kernels,
  arena: Arena,
  { tolerance, maxIterations, timeIsUp }: Settings,
  observe: Observe | undefined,
): { solved: number; rounds: readonly [number, number] } {
  let before: readonly [number, number] = [0, 0];
  const observeRound = observe && ((round: number): void => observe(round, before));
  let solved = pair.minimise(false, maxIterations, observeRound, timeIsUp);
  const rounds: [number, number] = [pair.roundsOf(0), pair.roundsOf(1)];
  let moving = solved & ((rho[0] > 0 ? 1 : 0) | (rho[1] > 0 ? 2 : 0));
  if (moving === 0) return { solved, rounds };
  const centres = LANES.map(() => new Float64Array(problem.variables));
  for (let step = 0; ; step++) {
    for (const lane of LANES) loadCost(problem, elements[lane], pair, arena, lane, 0, centres[lane]);
    kernels.measure(pair.at);
    for (const lane of LANES) {
      if (pair.report(lane, "dual") <= PROXIMAL * tolerance || step === MAX_STEPS) moving &= ~(1 << lane);
    }
    if (moving === 0) return { solved, rounds };
    for (const lane of LANES) {
      // A lane that has arrived takes its last step again, to the same bits.
      if (moving & (1 << lane)) takeCentre(pair, arena, lane, centres[lane]);
      loadCost(problem, elements[lane], pair, arena, lane, rho[lane], centres[lane]);
    }
    before = [moving & 1 ? rounds[0] : -1, moving & 2 ? rounds[1] : -1];
    const arrived = pair.minimise(true, maxIterations, observeRound, timeIsUp);
    // Not even a lane that has arrived took its last step again.
    if (arrived !== 3 && timeIsUp?.()) return { solved: 0, rounds };
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

/** Sets one lane's right-hand side of stationarity to rho · centre − p. */
function loadCost(
  problem: Problem,
  element: number,
  pair: PairSolver,
  { heap }: Arena,
  lane: Lane,
  rho: number,
  centre: Float64Array,
): void {
  const p = problem.p.data;
  const from = element * problem.p.stride;
  const right = pair.rightZ / NUMBER + lane;
  for (let i = 0; i < centre.length; i++) {
    heap[right + 2 * i] = (rho > 0 ? rho * centre[i] : 0) - p[from + i];
  }
}

/** Copies one lane's z to `centre`. */
function takeCentre(pair: PairSolver, { heap }: Arena, lane: Lane, centre: Float64Array): void {
  const z = pair.z / NUMBER + lane;
  for (let i = 0; i < centre.length; i++) centre[i] = heap[z + 2 * i];
}
