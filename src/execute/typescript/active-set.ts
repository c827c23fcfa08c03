/**
 * From a guess of the active set to the active set, where the guess is nearly right: that of an iterate which is near the
 * answer, or of the answer to the problem before.
 *
 * The KKT system of the guess is solved, with one factorisation. Rows whose multiplier comes out negative leave the set, rows
 * that are violated enter it, all at once, until no row is wrong: then the solution is the answer. That takes few rounds
 * from near by, and may never end from far away; so there are limits, and whoever asked has an interior point.
 *
 * Sources: Júdice & Pires 1994, block principal pivoting; Hintermüller, Ito & Kunisch 2002, the primal-dual active set
 * strategy as a semismooth Newton method.
 */
import { maxAbs } from "../../matrix/dense.js";
import type { Blocks } from "../../form/standard.js";
import type { InteriorProblem } from "./interior-problem.js";
import { addC, newBlocks, sameRows } from "./interior-problem.js";
import type { KktSystem } from "./kkt.js";
import { SOLVABLE } from "./kkt.js";

/** What came of a guess. */
export interface Correction {
  /** Active sets that were solved for. */
  readonly rounds: number;
  /** No row is wrong; undefined where no such set was found. */
  readonly found: { readonly active: Uint8Array; readonly point: Blocks } | undefined;
  /** Rows that were wrong in the guess itself; Infinity where its system has no solution. */
  readonly wrong: number;
}

/** Rounds of correcting an active set that is nearly right. */
export const CORRECTIONS = 6;
/** Rounds in a row that may leave as many rows wrong as there have been. */
const PATIENCE = 2;
/** Slacks and multipliers that are negative by this share of the largest number are 0. */
const ROUNDING = 1e-11;

/** Who is hasty starts with no more wrong rows than this, and wants each round to leave no more than this share of them. */
const FEW = 8;
const FEW_SHARE = 0.05;
const HASTE = 0.5;

/**
 * @param haste whether something else will do where this does not get there at once: then how many rows were wrong in the
 *   guess before this one, which came to nothing. One that is no better than that will come to nothing as well.
 * @param kkt its factors are those of the active set afterwards, where one was found. Factors that it has for the guess
 *   serve.
 */
export function correctActiveSet(
  problem: InteriorProblem,
  kkt: KktSystem,
  guess: Uint8Array,
  mostRounds: number,
  haste?: { readonly wrongBefore: number },
): Correction {
  const right = newBlocks(problem);
  for (let i = 0; i < right.z.length; i++) right.z[i] = -problem.p[i];
  right.nu.set(problem.b);
  const point = newBlocks(problem);
  let active = guess;
  let fewest = Infinity;
  let patience = PATIENCE;
  let ofGuess = Infinity;
  const few = haste
    ? Math.min(FEW + FEW_SHARE * guess.length, Math.max(FEW, HASTE * haste.wrongBefore))
    : Infinity;
  for (let rounds = 1; rounds <= mostRounds; rounds++) {
    for (let i = 0; i < active.length; i++) right.lambda[i] = active[i] ? problem.d[i] : 0;
    if (!(kkt.solveFor(active, right, point) <= SOLVABLE))
      return { rounds, found: undefined, wrong: ofGuess };
    const wrong = wrongRows(problem, active, point);
    if (rounds === 1) ofGuess = wrong.length;
    if (wrong.length === 0) return { rounds, found: { active, point }, wrong: ofGuess };
    if (haste && wrong.length > (fewest < Infinity ? HASTE * fewest : few))
      return { rounds, found: undefined, wrong: ofGuess };
    if (wrong.length < fewest) {
      fewest = wrong.length;
      patience = PATIENCE;
    } else if (patience-- === 0) {
      return { rounds, found: undefined, wrong: ofGuess };
    }
    active = active.slice();
    for (const row of wrong) active[row] = active[row] ? 0 : 1;
    if (sameRows(active, guess)) return { rounds, found: undefined, wrong: ofGuess };
  }
  return { rounds: mostRounds, found: undefined, wrong: ofGuess };
}

/** Active rows whose multiplier is negative, and others that are violated. */
function wrongRows(problem: InteriorProblem, active: Uint8Array, { z, nu, lambda }: Blocks): number[] {
  const violation = new Float64Array(problem.d.length);
  for (let i = 0; i < violation.length; i++) violation[i] = -problem.d[i];
  addC(problem, 1, z, violation);
  const noSlack = ROUNDING * Math.max(1, maxAbs(z));
  const noMultiplier = ROUNDING * Math.max(maxAbs(problem.p), maxAbs(nu), maxAbs(lambda));
  const wrong: number[] = [];
  for (let i = 0; i < active.length; i++) {
    if (active[i] ? lambda[i] < -noMultiplier : violation[i] > noSlack) wrong.push(i);
  }
  return wrong;
}
