/** The two steps: the smallest shift, then the solution of the problem that it makes feasible. */
import { LeastSquares } from "../../derivative/modes/least-squares.js";
import type { SolvedBatch } from "../../execute/executor.js";
import { ProblemUnits } from "../../form/units.js";
import type { Assessment } from "../../form/verdict.js";
import { assess } from "../../form/verdict.js";
import type { DenseMatrix, Matrix, SparseRowsMatrix } from "../../matrix/operator.js";
import { addTimesInOrder } from "../../matrix/operator.js";
import { stackRows } from "../../matrix/selection.js";
import { rowMatrix } from "../../problem/matrices.js";
import { newSolutionData, selectElements, vectorsOf } from "../../problem/batch.js";
import type { KktVectors, SolutionData, SolvedBy, Status } from "../../problem/fields.js";
import type { Operand, Problem } from "../../problem/problem.js";
import { boundAt, elementOf } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { Steps } from "../reduction.js";
import { ShiftReduction } from "./shift-problem.js";

/** A part of the batch whose constraints were shifted. */
export interface Shifted {
  /** Positions in the batch. */
  readonly elements: readonly number[];
  /** As given, and with shifted right-hand sides. */
  readonly given: Problem;
  readonly feasible: Problem;
  readonly reduction: ShiftReduction;
  /** The solution of the reduction, and that of the feasible problem. */
  readonly first: SolvedBatch;
  readonly second: SolvedBatch;
}

/** @returns undefined where not even the shift can be found. */
export function* solveShifted(
  problem: Problem,
  candidates: readonly number[],
  settings: Settings,
): Steps<Shifted | undefined> {
  const quiet: Settings = { ...settings, form: "auto", onIteration: undefined };
  const all = new ShiftReduction(problem, candidates, selectElements(problem, candidates));
  const trial = yield { problem: all.problem, settings: quiet };
  const found = candidates.filter((_, i) => trial.data.status[all.shifts === 1 ? 0 : i] === "solved");
  if (found.length === 0) return undefined;

  const given = selectElements(problem, found);
  const complete = found.length === candidates.length;
  const reduction = complete ? all : new ShiftReduction(problem, found, given);
  const first = complete ? trial : yield { problem: reduction.problem, settings: quiet };
  const feasible = withFeasibleSides(given, reduction.problem, first.data.z, reduction.shifts);
  const second = yield* solveOnFaces(feasible, first.data, reduction.shifts, quiet);
  return { elements: found, given, feasible, reduction, first, second };
}

/** The shifted problem's solution, found where the shift says that it must lie. */
function* solveOnFaces(
  feasible: Problem,
  first: SolutionData,
  shifts: number,
  settings: Settings,
): Steps<SolvedBatch> {
  const { variables: n, equalities: e, inequalities: m, batch } = feasible;
  const wide = first.z.length / shifts;
  const status: Status[] = [];
  const solvers: SolvedBy[] = [];
  const data = { ...newSolutionData(feasible), status };
  const weaklyActive = new Int32Array(batch);
  const units = new ProblemUnits(feasible);
  for (let shift = 0; shift < shifts; shift++) {
    const part = shifts === 1 ? feasible : selectElements(feasible, [shift]);
    const bounds = shift * wide;
    const face = faceProblem(part, {
      nu: first.nu.subarray(shift * e, shift * e + e),
      lambda: first.lambda.subarray(shift * m, shift * m + m),
      bound: first.lambdaLower
        .subarray(bounds, bounds + n)
        .map((value, i) => value - first.lambdaUpper[bounds + i]),
    });
    const solved = yield { problem: face.problem, settings };
    for (let i = 0; i < part.batch; i++) {
      const element = shift + i;
      const mine = vectorsOf(feasible, data, element);
      multipliersFrom(face, vectorsOf(face.problem, solved.data, i), mine);
      const residuals = assess(feasible, element, mine, units.of(element), settings, true);
      data.primalResidual[element] = residuals.primalResidual;
      data.dualResidual[element] = residuals.dualResidual;
      data.dualityGap[element] = residuals.dualityGap;
      data.objective[element] = solved.data.objective[i];
      data.iterations[element] = solved.data.iterations[i] + first.iterations[shift];
      weaklyActive[element] = solved.weaklyActive()[i];
      solvers[element] = solved.solvedBy(i);
      status[element] = confirmed(solved.data.status[i], residuals);
      if (feasible.G && feasible.h) {
        const sides = elementOf(feasible.h, element);
        const used = product(rowMatrix(feasible, "G", element)!, mine.z);
        for (let k = 0; k < m; k++) data.slack[element * m + k] = Math.max(0, sides[k] - used[k]);
      }
    }
    solved.dispose();
  }
  const system = new LeastSquares(feasible, data);
  return {
    data,
    solveKkt: (right, out) => system.solveKkt(right, out),
    weaklyActive: () => weaklyActive,
    solvedBy: (element) => solvers[element],
    certificate: () => undefined,
    keepFactors: () => () => undefined,
    dispose: () => system.dispose(),
  };
}

/** On the face it was solved; is it for the whole problem? */
function confirmed(status: Status, { merit, roundingMerit }: Assessment): Status {
  return status === "solved" && merit > 1 && roundingMerit > 1 ? "numericalError" : status;
}

/** The problem whose right-hand sides are met by the first step's z to the last digit. */
function withFeasibleSides(given: Problem, wide: Problem, found: Float64Array, shifts: number): Problem {
  const { variables: n, equalities: e, inequalities: m } = given;
  const b = new Float64Array(shifts * e);
  const h = new Float64Array(shifts * m);
  for (let i = 0; i < shifts; i++) {
    const z = found
      .subarray(i * wide.variables, i * wide.variables + n)
      .map((value, j) =>
        Math.min(
          Math.max(value, boundAt(given.lower, i, j, -Infinity)),
          boundAt(given.upper, i, j, Infinity),
        ),
      );
    if (given.A) b.set(product(rowMatrix(given, "A", i)!, z), i * e);
    if (given.G && given.h) {
      const sides = elementOf(given.h, i);
      product(rowMatrix(given, "G", i)!, z).forEach((value, k) => (h[i * m + k] = Math.max(sides[k], value)));
    }
  }
  const operand = (data: Float64Array, size: number): Operand =>
    wide.batched
      ? { data, size, stride: size, shape: [shifts, size] }
      : { data, size, stride: 0, shape: [size] };
  return { ...given, b: given.b && operand(b, e), h: given.h && operand(h, m) };
}

function product(M: Matrix, x: Float64Array): Float64Array {
  const out = new Float64Array(M.rows);
  addTimesInOrder(M, x, out);
  return out;
}

/**
 * A problem whose constraints were shifted until they just touch has no interior, and methods that walk through
 * the interior lose their way there. But the shift says which constraints touch: where the multipliers of the
 * shift (shiftH itself for rows of G, kappa for the bounds) are positive, every feasible z has equality. Stated as
 * equalities, these leave a problem with an interior again, over the face that they span.
 *
 * The multipliers of the face become those of the problem by adding t (shiftB, shiftH, kappa), which leaves
 * stationarity as it is and, for t large enough, makes the signs of inequalities right.
 */

/** Multipliers of the shift, relative to the largest, from which a constraint counts as touching. */
const TOUCHING = 1e-9;

/** The multipliers of one shift: a combination of constraints that adds up to nothing. */
interface ShiftMultipliers {
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
  /** kappaLower − kappaUpper. */
  readonly bound: Float64Array;
}

interface Face {
  readonly shift: ShiftMultipliers;
  /** Rows of G that became rows of A, below those that were there. */
  readonly rows: readonly number[];
  readonly otherRows: readonly number[];
  /** Variables that the shift pins to one of their bounds. */
  readonly pinned: readonly number[];
  /** The face's problem; its bounds fix the pinned variables. */
  readonly problem: Problem;
}

/** @param feasible the shifted problem; all its elements have the same constraints. */
function faceProblem(feasible: Problem, shift: ShiftMultipliers): Face {
  const { variables: n, equalities: e, inequalities: m } = feasible;
  const size = Math.max(0, ...[shift.nu, shift.lambda, shift.bound].flatMap((v) => [...v.map(Math.abs)]));
  const least = TOUCHING * size;
  const rows: number[] = [];
  const otherRows: number[] = [];
  for (let row = 0; row < m; row++) (shift.lambda[row] > least ? rows : otherRows).push(row);
  const sidesOf = (which: readonly number[]): number[] => which.map((row) => elementOf(feasible.h!, 0)[row]);
  const A = rowMatrix(feasible, "A", 0);
  const G = rowMatrix(feasible, "G", 0);
  const both = [
    ...(A ? [{ matrix: A, rows: Array.from({ length: e }, (_, i) => i) }] : []),
    ...(G ? [{ matrix: G, rows }] : []),
  ];
  const equalities = e + rows.length;
  const lower = new Float64Array(n);
  const upper = new Float64Array(n);
  const pinned: number[] = [];
  for (let i = 0; i < n; i++) {
    lower[i] = boundAt(feasible.lower, 0, i, -Infinity);
    upper[i] = boundAt(feasible.upper, 0, i, Infinity);
    if (lower[i] === upper[i]) continue;
    if (Math.abs(shift.bound[i]) > least) pinned.push(i);
    if (shift.bound[i] > least) upper[i] = lower[i];
    else if (shift.bound[i] < -least) lower[i] = upper[i];
  }
  const problem: Problem = {
    ...feasible,
    equalities,
    inequalities: otherRows.length,
    A: equalities > 0 ? sharedMatrix(stackRows(both, n)) : undefined,
    b:
      equalities > 0
        ? shared([...(feasible.b ? elementOf(feasible.b, 0) : []), ...sidesOf(rows)], [equalities])
        : undefined,
    G: otherRows.length > 0 ? sharedMatrix(stackRows([{ matrix: G!, rows: otherRows }], n)) : undefined,
    h: otherRows.length > 0 ? shared(sidesOf(otherRows), [otherRows.length]) : undefined,
    lower: shared(lower, [n]),
    upper: shared(upper, [n]),
  };
  return { shift, rows, otherRows, pinned, problem };
}

function shared(numbers: ArrayLike<number>, shape: readonly number[]): Operand {
  const data = Float64Array.from(numbers);
  return { data, size: data.length, stride: 0, shape };
}

function sharedMatrix(M: DenseMatrix | SparseRowsMatrix): Operand {
  const { value, rows, columns } = M;
  if (M.kind === "dense") return shared(value, [rows, columns]);
  return { ...shared(value, [value.length]), pattern: M.pattern };
}

/** One element's multipliers for the shifted problem, from those on the face. */
function multipliersFrom(face: Face, onFace: KktVectors, out: KktVectors): void {
  const { shift, rows, otherRows, pinned, problem } = face;
  const e = out.nu.length;
  out.z.set(onFace.z);
  out.nu.set(onFace.nu.subarray(0, e));
  rows.forEach((row, k) => (out.lambda[row] = onFace.nu[e + k]));
  otherRows.forEach((row, k) => (out.lambda[row] = onFace.lambda[k]));
  const bound = onFace.lambdaLower.map((value, i) => value - onFace.lambdaUpper[i]);
  let t = 0;
  for (const row of rows) t = Math.max(t, -out.lambda[row] / shift.lambda[row]);
  for (const i of pinned) t = Math.max(t, -bound[i] / shift.bound[i]);
  for (let k = 0; k < e; k++) out.nu[k] += t * shift.nu[k];
  for (let k = 0; k < out.lambda.length; k++) {
    out.lambda[k] = Math.max(0, out.lambda[k] + t * shift.lambda[k]);
  }
  for (let i = 0; i < bound.length; i++) bound[i] += t * shift.bound[i];
  // What rounding leaves on the side that does not touch, or where there is no bound, is nothing.
  for (const i of pinned) if (bound[i] * shift.bound[i] < 0) bound[i] = 0;
  for (let i = 0; i < bound.length; i++) {
    const isLower = boundAt(problem.lower, 0, i, -Infinity) > -Infinity;
    const isUpper = boundAt(problem.upper, 0, i, Infinity) < Infinity;
    out.lambdaLower[i] = isLower ? Math.max(0, bound[i]) : 0;
    out.lambdaUpper[i] = isUpper ? Math.max(0, -bound[i]) : 0;
  }
}
