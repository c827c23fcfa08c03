/** The best of the roundings of an answer. */
import { userQuadratic } from "../../form/residuals.js";
import type { UserResiduals } from "../../form/residuals.js";
import type { Assessment } from "../../form/verdict.js";
import { nonzerosOf } from "../../matrix/operator.js";
import { patternOfEntries, rowsOfEntries } from "../../matrix/pattern.js";
import type { SparseRows } from "../../matrix/sparse.js";
import { costMatrix, rowMatrix } from "../../problem/matrices.js";
import type { KktVectors } from "../../problem/fields.js";
import type { Operand, Problem } from "../../problem/problem.js";
import { boundAt, elementOf } from "../../problem/problem.js";
import type { Element } from "./element.js";

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
  /** How much of what it does is to the gap. */
  readonly share: number;
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
  const [b, h] = [problem.b, problem.h].map(numbers);
  const [Q, A, G] = [
    costMatrix(problem, element),
    rowMatrix(problem, "A", element),
    rowMatrix(problem, "G", element),
  ].map((M) => M && nonzerosOf(M));
  const [columnsOfA, columnsOfG] = [A, G].map((M) => M && transposed(M));
  const gapRow = n + e + m;
  const coordinates: Coordinate[] = [];
  const rows: number[] = [];
  const entries: number[] = [];
  const note = (row: number, entry: number): void => {
    if (entry === 0 || !Number.isFinite(entry)) return;
    rows.push(row);
    entries.push(entry);
  };
  const noteRow = (M: SparseRows | undefined, row: number, first: number, units: Float64Array): void => {
    if (M === undefined) return;
    for (let k = M.start[row]; k < M.start[row + 1]; k++) {
      note(first + M.index[k], M.value[k] / units[M.index[k]]);
    }
  };
  const finish = (values: Float64Array, at: number, low: number, high: number, slope: number): void => {
    note(gapRow, slope / aims.gap);
    let all = 0;
    for (const entry of entries) all += entry * entry;
    const share = all > 0 ? (slope / aims.gap) ** 2 / all : 0;
    const sized = { rows: Int32Array.from(rows), entries: Float64Array.from(entries) };
    coordinates.push({ values, at, low, high, share, ...sized });
    rows.length = entries.length = 0;
  };

  const Qz = new Float64Array(n);
  userQuadratic(problem, element, z, Qz);
  const p = elementOf(problem.p, element);
  for (let j = 0; j < n; j++) {
    const low = boundAt(problem.lower, element, j, -Infinity);
    const high = boundAt(problem.upper, element, j, Infinity);
    if (z[j] <= low || z[j] >= high) continue;
    // Q is symmetric: its rows are its columns.
    noteRow(Q, j, 0, aims.dual);
    noteRow(columnsOfA, j, n, aims.equality);
    noteRow(columnsOfG, j, n + e, aims.inequality);
    finish(z, j, low, high, 2 * Qz[j] + p[j]);
  }
  for (let i = 0; i < e; i++) {
    noteRow(A, i, 0, aims.dual);
    finish(nu, i, -Infinity, Infinity, b[i]);
  }
  for (let i = 0; i < m; i++) {
    if (lambda[i] === 0) continue;
    noteRow(G, i, 0, aims.dual);
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
  // The first one takes the gap over: from one that the gap hardly depends on, nobody would take over what that does to its row.
  return coordinates.sort((a, b) => b.share - a.share);
}

function transposed(M: SparseRows): SparseRows {
  const { pattern, places } = patternOfEntries(M.columns, M.rows, M.index, rowsOfEntries(M));
  const value = new Float64Array(places.length);
  for (let k = 0; k < places.length; k++) value[places[k]] = M.value[k];
  return { ...pattern, value };
}
