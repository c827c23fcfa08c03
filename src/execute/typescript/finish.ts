/**
 * The last digits of an answer: Newton's method on its active set, the smallest of its multipliers, and the best of
 * its roundings.
 */
import { addC, newBlocks, sameRows } from "./matrices.js";
import type { UserResiduals } from "../../form/residuals.js";
import { boundResiduals, userQuadratic, userResiduals } from "../../form/residuals.js";
import type { Blocks } from "../../form/standard.js";
import { copyVectors, newUserVectors } from "../../form/standard.js";
import type { KktVectors } from "../../problem/fields.js";
import type { Assessment } from "../../form/verdict.js";
import { assess } from "../../form/verdict.js";
import { maxAbs } from "../../matrix/dense.js";
import type { Operand, Problem } from "../../problem/problem.js";
import { boundAt, elementOf } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { Element } from "./element.js";
import {
  MULTIPLIERS_OF,
  completeFixed,
  equilibratedDual,
  expand,
  forEachBound,
  keepWithinBounds,
  putOnBounds,
  reducedDual,
  unitsOfElement,
} from "./element.js";
import type { KktSystem } from "./kkt.js";
import { RowSystem, solveActiveSystem } from "./kkt.js";

/** Exact refinements after the first step, for tolerances at the edge of the number format. */
const MAX_REFINEMENTS = 3;
/** Share of its limits within which an answer is good enough for derivatives too. */
const COMFORTABLE = 1e-3;
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
  let { residuals } = assess(problem, index, vectors, units, settings, false);
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
    solveActiveSystem(element, kkt, active, vectors, right, step);
    addStep(vectors, step, ["z", ...MULTIPLIERS]);
    putOnBounds(element, active, vectors.z);
    keepWithinBounds(element, vectors.z);
    completeFixed(element, vectors);
    const next = assess(problem, index, vectors, units, settings, round > 0);
    if (round > 0 && !(next.merit < merit)) return copyVectors(before, vectors);
    merit = next.merit;
    if (merit <= COMFORTABLE || round === MAX_REFINEMENTS || !(merit < GIVE_UP)) return;
    residuals = assess(problem, index, vectors, units, settings, true).residuals;
  }
}

function dropInactive(element: Element, active: Uint8Array, vectors: KktVectors): void {
  for (let i = 0; i < vectors.lambda.length; i++) if (!active[i]) vectors.lambda[i] = 0;
  forEachBound(element, (row, variable, _, side) => {
    if (!active[row]) vectors[MULTIPLIERS_OF[side]][variable] = 0;
  });
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

/** Changes of the set of positive multipliers before giving up. */
const MAX_ROUNDS = 25;
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
  const { problem, index, interior } = element;
  for (const name of MULTIPLIERS) vectors[name].fill(0);
  const rows = new RowSystem(interior);
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
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (!rows.factor(positive)) return undefined;
    rows.solve(right, out);
    along.fill(0);
    addC(rows.problem, 1, out.z, along);
    const largest = Math.max(maxAbs(out.lambda), maxAbs(out.nu));
    const next = positive.map((isPositive, i) =>
      active[i] && (isPositive ? out.lambda[i] > 0 : along[i] > 1e-9 * largest) ? 1 : 0,
    );
    if (sameRows(next, positive)) return positive;
    positive = next;
  }
  return undefined;
}

/** Passes over all coordinates; each costs as much as one product with every matrix. */
const MAX_SWEEPS = 12;
/** Sweeps end once every residual is within this part of its aim. */
const ROUNDED_WELL = 0.5;

/** One number of the answer, and the residuals that it moves: `rows`, by `entries` per unit. */
interface Coordinate {
  readonly values: Float64Array;
  readonly at: number;
  readonly low: number;
  readonly high: number;
  readonly rows: Int32Array;
  readonly entries: Float64Array;
}

/**
 * Chooses among the numbers of the format. Where magnitudes are large, the residuals of the exact solution rounded
 * to float64 entry by entry can exceed an absolute tolerance, though other roundings meet it: a gap is a sum of
 * terms as large as the objective. This minimises the sum of squares of all residuals, in units of their aims,
 * one number at a time, where a number can only move to numbers of the format: coordinate descent on a grid.
 *
 * Changes `vectors` in place. `assessment` holds their exact residuals.
 */
export function roundWell({ problem, index }: Element, vectors: KktVectors, assessment: Assessment): void {
  const residuals = scaledResiduals(assessment);
  const coordinates = coordinatesOf(problem, index, vectors, assessment);
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let moved = false;
    for (const coordinate of coordinates) if (descend(coordinate, residuals)) moved = true;
    if (!moved || worstOf(residuals) <= ROUNDED_WELL) return;
  }
}

/** Residuals in units of their aims: `[n]` dual, `[e]` equalities, `[m]` inequalities, and the gap. */
interface ScaledResiduals {
  readonly values: Float64Array;
  /** From here up to the gap, only positive entries are violations. */
  readonly oneSided: number;
}

function scaledResiduals({ residuals, aims, signedGap }: Assessment): ScaledResiduals {
  const inUnits = (name: keyof UserResiduals): Float64Array =>
    residuals[name].map((value, i) => value / aims[name][i]);
  const twoSided = [...inUnits("dual"), ...inUnits("equality")];
  const all = [...twoSided, ...inUnits("inequality"), signedGap / aims.gap];
  return {
    values: Float64Array.from(all, (value) => (Number.isNaN(value) ? 0 : value)),
    oneSided: twoSided.length,
  };
}

function worstOf({ values, oneSided }: ScaledResiduals): number {
  let worst = 0;
  for (let i = 0; i < values.length; i++) {
    const oneSidedRow = i >= oneSided && i < values.length - 1;
    worst = Math.max(worst, oneSidedRow ? values[i] : Math.abs(values[i]));
  }
  return worst;
}

/** Moves one number to the point of the grid nearest to its best value, if that lowers the sum of squares. */
function descend(coordinate: Coordinate, { values, oneSided }: ScaledResiduals): boolean {
  const { rows, entries, at, low, high } = coordinate;
  const gap = values.length - 1;
  let slope = 0;
  let curvature = 0;
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k];
    const value = values[row];
    if (row >= oneSided && row < gap && value <= 0) continue;
    slope += entries[k] * value;
    curvature += entries[k] * entries[k];
  }
  if (!(curvature > 0) || slope === 0) return false;
  const before = coordinate.values[at];
  const after = Math.min(high, Math.max(low, before - slope / curvature));
  const step = after - before;
  if (step === 0 || !Number.isFinite(step)) return false;
  let change = 0;
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k];
    const old = values[row];
    const next = old + entries[k] * step;
    const free = row >= oneSided && row < gap;
    const oldSize = free ? Math.max(0, old) : old;
    const nextSize = free ? Math.max(0, next) : next;
    change += (nextSize - oldSize) * (nextSize + oldSize);
  }
  if (!(change < 0)) return false;
  coordinate.values[at] = after;
  for (let k = 0; k < rows.length; k++) values[rows[k]] += entries[k] * step;
  return true;
}

/** All numbers that may move: z off its bounds, nu, and positive multipliers. */
function coordinatesOf(
  problem: Problem,
  element: number,
  vectors: KktVectors,
  { aims }: Assessment,
): Coordinate[] {
  const { variables: n, equalities: e, inequalities: m } = problem;
  const { z, nu, lambda, lambdaLower, lambdaUpper } = vectors;
  const numbers = (operand: Operand | undefined): Float64Array =>
    operand ? elementOf(operand, element) : new Float64Array(0);
  const [Q, A, b, G, h] = [problem.Q, problem.A, problem.b, problem.G, problem.h].map(numbers);
  const gapRow = n + e + m;
  const coordinates: Coordinate[] = [];
  const rows: number[] = [];
  const entries: number[] = [];
  const note = (row: number, entry: number): void => {
    if (entry === 0 || !Number.isFinite(entry)) return;
    rows.push(row);
    entries.push(entry);
  };
  const finish = (values: Float64Array, at: number, low: number, high: number, slope: number): void => {
    note(gapRow, slope / aims.gap);
    const sized = { rows: Int32Array.from(rows), entries: Float64Array.from(entries) };
    coordinates.push({ values, at, low, high, ...sized });
    rows.length = entries.length = 0;
  };

  const Qz = new Float64Array(n);
  userQuadratic(problem, element, z, Qz);
  const p = elementOf(problem.p, element);
  for (let j = 0; j < n; j++) {
    const low = boundAt(problem.lower, element, j, -Infinity);
    const high = boundAt(problem.upper, element, j, Infinity);
    if (z[j] <= low || z[j] >= high) continue;
    if (problem.quadratic === "diagonal") note(j, Q[j] / aims.dual[j]);
    if (problem.quadratic === "dense") for (let i = 0; i < n; i++) note(i, Q[i * n + j] / aims.dual[i]);
    for (let i = 0; i < e; i++) note(n + i, A[i * n + j] / aims.equality[i]);
    for (let i = 0; i < m; i++) note(n + e + i, G[i * n + j] / aims.inequality[i]);
    finish(z, j, low, high, 2 * Qz[j] + p[j]);
  }
  for (let i = 0; i < e; i++) {
    for (let j = 0; j < n; j++) note(j, A[i * n + j] / aims.dual[j]);
    finish(nu, i, -Infinity, Infinity, b[i]);
  }
  for (let i = 0; i < m; i++) {
    if (lambda[i] === 0) continue;
    for (let j = 0; j < n; j++) note(j, G[i * n + j] / aims.dual[j]);
    finish(lambda, i, 0, Infinity, h[i]);
  }
  for (let j = 0; j < n; j++) {
    if (lambdaLower[j] > 0) {
      note(j, -1 / aims.dual[j]);
      finish(lambdaLower, j, 0, Infinity, -boundAt(problem.lower, element, j, 0));
    }
    if (lambdaUpper[j] > 0) {
      note(j, 1 / aims.dual[j]);
      finish(lambdaUpper, j, 0, Infinity, boundAt(problem.upper, element, j, 0));
    }
  }
  return coordinates;
}
