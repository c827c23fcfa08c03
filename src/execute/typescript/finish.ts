/** The last digits of an answer: Newton's method on its active set, and the smallest of its multipliers. */
import { addC, newBlocks } from "./interior-problem.js";
import { boundResiduals, userResiduals } from "../../form/residuals.js";
import type { Blocks } from "../../form/standard.js";
import { copyVectors, newUserVectors } from "../../form/standard.js";
import type { KktVectors } from "../../problem/fields.js";
import { assess } from "../../form/verdict.js";
import { maxAbs } from "../../matrix/dense.js";
import type { Settings } from "../../problem/settings.js";
import type { Element } from "./element.js";
import {
  MULTIPLIERS_OF,
  boundsOf,
  completeFixed,
  equilibratedDual,
  expand,
  keepWithinBounds,
  putOnBounds,
  reducedDual,
  unitsOfElement,
} from "./element.js";
import type { KktSystem } from "./kkt.js";
import { solveActiveSystem } from "./active-system.js";
import { RowSystem } from "./kkt.js";

/** Exact refinements after the first step, for tolerances at the edge of the number format. */
const MAX_REFINEMENTS = 3;
/** Share of its limits within which an answer is good enough for derivatives too. */
export const COMFORTABLE = 1e-3;
/** A first step this far from the tolerance was taken on the wrong active set. */
const GIVE_UP = 1e6;

/**
 * Newton's method on the active set that the iterate shows, in the user's units: active rows become equalities,
 * the others lose their multipliers. Where the guess is right the first step solves the problem to rounding,
 * with exact complementarity, for the price of a few triangular solves; later ones, on residuals in twice the
 * working precision, bring every number to its last digit. Where the guess is wrong a violated row shows it.
 *
 * Changes `vectors` in place. The factors are those of the active set.
 */
export function polish(
  element: Element,
  kkt: KktSystem,
  active: Uint8Array,
  vectors: KktVectors,
  settings: Settings,
): void {
  const { problem, index } = element;
  const units = unitsOfElement(element);
  dropInactive(element, active, vectors);
  let residuals = userResiduals(problem, index, vectors, false);
  const right = newUserVectors(problem);
  const step = newUserVectors(problem);
  const before = newUserVectors(problem);
  let merit = Infinity;
  for (let round = 0; ; round++) {
    copyVectors(vectors, before);
    for (let i = 0; i < right.z.length; i++) {
      const bound = boundResiduals(problem, index, i, vectors.z[i]);
      right.z[i] = -residuals.dual[i];
      right.lambdaLower[i] = bound.lower > -Infinity ? -bound.lower : 0;
      right.lambdaUpper[i] = bound.upper > -Infinity ? -bound.upper : 0;
    }
    for (let i = 0; i < right.nu.length; i++) right.nu[i] = -residuals.equality[i];
    for (let i = 0; i < right.lambda.length; i++) right.lambda[i] = -residuals.inequality[i];
    solveActiveSystem(element, (r, out) => kkt.solveActive(r, out), active, vectors, right, step);
    addStep(vectors, step, ["z", ...MULTIPLIERS]);
    putOnBounds(element, active, vectors.z);
    keepWithinBounds(element, vectors.z);
    completeFixed(element, vectors);
    const next = assess(problem, index, vectors, units, settings, round > 0);
    if (round > 0 && !(next.merit < merit)) return copyVectors(before, vectors);
    merit = next.merit;
    if (merit <= COMFORTABLE || round === MAX_REFINEMENTS || !(merit < GIVE_UP)) return;
    residuals = userResiduals(problem, index, vectors, true);
  }
}

function dropInactive(element: Element, active: Uint8Array, vectors: KktVectors): void {
  for (let i = 0; i < vectors.lambda.length; i++) if (!active[i]) vectors.lambda[i] = 0;
  const { free } = element.matrices;
  for (const { side, first, places } of boundsOf(element)) {
    const multipliers = vectors[MULTIPLIERS_OF[side]];
    for (let i = 0; i < places.length; i++) if (!active[first + i]) multipliers[free[places[i]]] = 0;
  }
}

/** Adds a step to vectors; multipliers of inequalities stay nonnegative. */
function addStep(vectors: KktVectors, step: KktVectors, names: readonly (keyof KktVectors)[]): void {
  for (const name of names) {
    const target = vectors[name];
    const nonnegative = name !== "z" && name !== "nu";
    for (let i = 0; i < target.length; i++) {
      target[i] += step[name][i];
      if (nonnegative && target[i] < 0) target[i] = 0;
    }
  }
}

const MULTIPLIERS = ["nu", "lambda", "lambdaLower", "lambdaUpper"] as const;

/** Changes of the set of positive multipliers before giving up, and of those without fewer rows that change. */
const MAX_ROUNDS = 25;
const PATIENCE = 4;
/** Corrections from residuals in twice the working precision. */
const REFINEMENTS = 3;

/**
 * Replaces the multipliers of an answer by the smallest ones that meet stationarity:
 *
 *     minimise ½ ‖(nu, lambda)‖²   subject to   Aᵀnu + Cᵀlambda = −(Qz + p),  lambda ≥ 0 on the active rows
 *
 * in the equilibrated problem. Where the constraints have no interior, or meet in more rows than needed, the
 * multipliers are not unique, and those of an interior point grow without bound: each takes digits from the dual
 * residual and the gap. Semismooth Newton method: the rows with positive multiplier are guessed, the equations
 * solved, and the guess corrected.
 *
 * Changes `vectors` in place, but for z; false where it found none, and `vectors` are of no use.
 */
export function leastMultipliers(element: Element, active: Uint8Array, vectors: KktVectors): boolean {
  const rows = new RowSystem(element.interior);
  const found = replaceMultipliers(element, rows, active, vectors);
  rows.dispose();
  return found;
}

function replaceMultipliers(
  element: Element,
  rows: RowSystem,
  active: Uint8Array,
  vectors: KktVectors,
): boolean {
  const { problem, index, interior } = element;
  for (const name of MULTIPLIERS) vectors[name].fill(0);
  const out = newBlocks(interior);
  let positive: Uint8Array | undefined;
  const step = newUserVectors(problem);
  for (let round = 0; round <= REFINEMENTS; round++) {
    const { dual } = userResiduals(problem, index, vectors, true);
    const right = equilibratedDual(element, dual);
    positive ??= positiveRows(rows, reducedDual(element, right), active, out);
    if (positive === undefined) return false;
    rows.solve(reducedDual(element, right), out);
    for (let i = 0; i < active.length; i++) if (!positive[i]) out.lambda[i] = 0;
    out.z.fill(0);
    expand(element, out, { z: new Float64Array(right.length), right }, step);
    addStep(vectors, step, MULTIPLIERS);
    completeFixed(element, vectors);
  }
  return true;
}

/** The rows that get a multiplier; leaves `rows` factored for them. */
function positiveRows(
  rows: RowSystem,
  right: Float64Array,
  active: Uint8Array,
  out: Blocks,
): Uint8Array | undefined {
  let positive = active;
  const along = new Float64Array(active.length);
  let fewest = Infinity;
  let patience = PATIENCE;
  for (let round = 0; round < MAX_ROUNDS && patience > 0; round++) {
    if (!rows.factor(positive)) return undefined;
    rows.solve(right, out);
    along.fill(0);
    addC(rows.problem, 1, out.z, along);
    const largest = Math.max(maxAbs(out.lambda), maxAbs(out.nu));
    const next = positive.map((isPositive, i) =>
      active[i] && (isPositive ? out.lambda[i] > 0 : along[i] > 1e-9 * largest) ? 1 : 0,
    );
    let changes = 0;
    for (let i = 0; i < next.length; i++) if (next[i] !== positive[i]) changes++;
    if (changes === 0) return positive;
    if (changes < fewest) patience = PATIENCE;
    else patience--;
    fewest = Math.min(fewest, changes);
    positive = next;
  }
  return undefined;
}
