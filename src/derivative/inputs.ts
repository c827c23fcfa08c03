/**
 * How the KKT conditions F depend on the inputs (index.ts has the formulas): forward mode needs dF of given directions
 * before it solves with K, reverse mode the transpose of that map, one outer product per input, after it.
 */
import type { OuterProducts } from "../execute/executor.js";
import type { Matrix } from "../matrix/operator.js";
import { addTimes, addTransposedTimes, columnAt, firstOf, lastOf, shiftOf } from "../matrix/operator.js";
import type { KktVectors, SolutionData } from "../problem/fields.js";
import { costMatrix, matrixOf } from "../problem/matrices.js";
import type { FieldName, Operand, Problem } from "../problem/problem.js";
import { boundAt, elementOf } from "../problem/problem.js";

/** Directions of the inputs, read and checked. */
export type Moves = Partial<Record<FieldName, Operand>>;

/** right −= dF for one element, and the objective's direct dependence on Q and p. */
export function addInputChange(
  problem: Problem,
  data: SolutionData,
  moves: Moves,
  element: number,
  right: KktVectors,
  objective: Float64Array,
): void {
  const { variables: n, equalities: e, inequalities: m } = problem;
  const z = data.z.subarray(element * n, element * n + n);
  const r = right.z.subarray(element * n, element * n + n);
  if (moves.p) {
    const dp = elementOf(moves.p, element);
    for (let i = 0; i < n; i++) {
      r[i] -= dp[i];
      objective[element] += dp[i] * z[i];
    }
  }
  if (moves.Q) {
    const change = new Float64Array(n);
    addSymmetricPart(matrixOf(moves.Q, element, n, problem.quadratic === "diagonal"), z, change);
    for (let i = 0; i < n; i++) {
      r[i] -= change[i];
      objective[element] += 0.5 * change[i] * z[i];
    }
  }
  const rowsOf = (
    matrix: Operand | undefined,
    vector: Operand | undefined,
    rows: number,
    multipliers: Float64Array,
    target: Float64Array,
  ): void => {
    const dM = matrix && matrixOf(matrix, element, n, false);
    const dv = vector && elementOf(vector, element);
    for (let i = 0; i < rows; i++) {
      const at = element * rows + i;
      if (dv) target[at] += dv[i];
      if (!dM) continue;
      const last = lastOf(dM, i);
      const shift = shiftOf(dM, i);
      for (let k = firstOf(dM, i); k < last; k++) {
        const j = columnAt(dM, k, shift);
        target[at] -= dM.value[k] * z[j];
        r[j] -= dM.value[k] * multipliers[at];
      }
    }
  };
  rowsOf(moves.A, moves.b, e, data.nu, right.nu);
  rowsOf(moves.G, moves.h, m, data.lambda, right.lambda);
  for (let i = 0; i < n; i++) {
    if (moves.lower) right.lambdaLower[element * n + i] -= boundAt(moves.lower, element, i, 0);
    if (moves.upper) right.lambdaUpper[element * n + i] += boundAt(moves.upper, element, i, 0);
  }
}

/** out += ½ (D + Dᵀ) z. */
function addSymmetricPart(D: Matrix, z: Float64Array, out: Float64Array): void {
  if (D.kind === "dense") {
    const { rows: n, value } = D;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) out[i] += 0.5 * (value[i * n + j] + value[j * n + i]) * z[j];
    }
    return;
  }
  addTimes(out, 0.5, D, z);
  addTransposedTimes(out, 0.5, D, z);
}

/** What every gradient is made of. */
export interface Adjoint {
  readonly problem: Problem;
  readonly data: SolutionData;
  readonly u: KktVectors;
  /** The loss's gradient in the objective, if it has one. */
  readonly objective: Float64Array | undefined;
  /** Fast outer products, if there are any. */
  readonly outer: OuterProducts | undefined;
  /** Whether every element is solved. */
  readonly whole: boolean;
  /** What elements that were not solved contribute: 0 or NaN. */
  readonly unsolved: number;
}

/**
 * Adds the loss's gradient in one input to `target`, which is 0; that of an input which the batch shares is the sum
 * over the batch.
 */
export function addGradient(name: FieldName, adjoint: Adjoint, target: Float64Array): void {
  const { problem, data, u, objective, whole, unsolved } = adjoint;
  const operand = problem[name]!;
  switch (name) {
    case "p":
      addRows(adjoint, operand, u.z, 1, target);
      if (objective) addWeightedRows(adjoint, operand, objective, target);
      break;
    case "b":
      addRows(adjoint, operand, u.nu, -1, target);
      break;
    case "h":
      addRows(adjoint, operand, u.lambda, -1, target);
      break;
    case "lower":
      addRows(adjoint, operand, u.lambdaLower, 1, target);
      break;
    case "upper":
      addRows(adjoint, operand, u.lambdaUpper, -1, target);
      break;
    case "A":
      addMatrices(adjoint, operand, u.nu, data.nu, target);
      break;
    case "G":
      addMatrices(adjoint, operand, u.lambda, data.lambda, target);
      break;
    case "Q":
      if (problem.quadratic === "diagonal") addDiagonals(adjoint, operand, target);
      else addQuadratics(adjoint, operand, target);
  }
  if (whole || unsolved === 0) return;
  data.status.forEach((status, element) => {
    if (status !== "solved") rowOf(target, operand, element).fill(unsolved);
  });
}

/** One element's part of the target; the whole of it where the batch shares the input. */
function rowOf(target: Float64Array, { stride, size }: Operand, element: number): Float64Array {
  return target.subarray(element * stride, element * stride + size);
}

/** target += scale · rows; a scalar bound's target collects the sum. */
function addRows(
  { whole, data: { status } }: Adjoint,
  { stride, size }: Operand,
  rows: Float64Array,
  scale: number,
  target: Float64Array,
): void {
  const length = rows.length / status.length;
  if (stride === length && target.length === rows.length && whole) {
    // Adding 0 leaves no −0.
    for (let i = 0; i < rows.length; i++) target[i] = scale * rows[i] + 0;
    return;
  }
  const step = size === length ? 1 : 0;
  for (let element = 0; element < status.length; element++) {
    if (!whole && status[element] !== "solved") continue;
    const from = element * length;
    const to = element * stride;
    for (let i = 0; i < length; i++) target[to + i * step] += scale * rows[from + i];
  }
}

/** target += weight · z. */
function addWeightedRows(
  { data: { status, z } }: Adjoint,
  { stride, size }: Operand,
  weight: Float64Array,
  target: Float64Array,
): void {
  for (let element = 0; element < status.length; element++) {
    if (status[element] !== "solved") continue;
    for (let i = 0; i < size; i++) target[element * stride + i] += weight[element] * z[element * size + i];
  }
}

/** target += (dz + ½ weight z) ∘ z. */
function addDiagonals(adjoint: Adjoint, { stride, size }: Operand, target: Float64Array): void {
  const { status, z } = adjoint.data;
  const left = costDirections(adjoint);
  for (let element = 0; element < status.length; element++) {
    if (status[element] !== "solved") continue;
    const from = element * size;
    for (let i = 0; i < size; i++) target[element * stride + i] += left[from + i] * z[from + i];
  }
}

/** target += ½ (d zᵀ + z dᵀ) with d = dz + ½ weight z. */
function addQuadratics(adjoint: Adjoint, operand: Operand, target: Float64Array): void {
  const { problem, data } = adjoint;
  const d = costDirections(adjoint);
  if (addShared(adjoint, operand, [[d, data.z]], target)) return symmetrise(problem.variables, target);
  if (setOwn(adjoint, operand, 0.5, d, data.z, data.z, d, target)) return;
  if (operand.pattern || operand.stride === 0) addEach(adjoint, operand, 0.5, d, data.z, data.z, d, target);
  else setSymmetric(adjoint, operand, d, data.z, target);
}

/** target = ½ (d zᵀ + z dᵀ), element by element, one triangle for both. */
function setSymmetric(
  { problem, data: { status } }: Adjoint,
  { stride }: Operand,
  d: Float64Array,
  z: Float64Array,
  target: Float64Array,
): void {
  const n = problem.variables;
  for (let element = 0; element < status.length; element++) {
    if (status[element] !== "solved") continue;
    const first = element * n;
    for (let i = 0; i < n; i++) {
      const left = 0.5 * d[first + i];
      const right = 0.5 * z[first + i];
      let along = element * stride + i * n;
      let down = element * stride + i;
      for (let j = first; j <= first + i; j++, along++, down += n) {
        // Adding 0 leaves no −0.
        target[along] = target[down] = left * z[j] + right * d[j] + 0;
      }
    }
  }
}

/** dz + ½ weight z. */
function costDirections({ data, u, objective }: Adjoint): Float64Array {
  if (objective === undefined) return u.z;
  const n = data.z.length / objective.length;
  return u.z.map((dz, i) => dz + 0.5 * objective[Math.floor(i / n)] * data.z[i]);
}

function symmetrise(n: number, target: Float64Array): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      target[i * n + j] = target[j * n + i] = 0.5 * (target[i * n + j] + target[j * n + i]);
    }
  }
}

/** target += dMultipliers zᵀ + multipliers dzᵀ. */
function addMatrices(
  adjoint: Adjoint,
  operand: Operand,
  dMultipliers: Float64Array,
  multipliers: Float64Array,
  target: Float64Array,
): void {
  const { data, u } = adjoint;
  const products = [
    [dMultipliers, data.z],
    [multipliers, u.z],
  ] as const;
  if (addShared(adjoint, operand, products, target)) return;
  if (setOwn(adjoint, operand, 1, dMultipliers, data.z, multipliers, u.z, target)) return;
  addEach(adjoint, operand, 1, dMultipliers, data.z, multipliers, u.z, target);
}

/**
 * Outer products of a dense matrix that the batch shares, as one matrix product over the batch. False where that does
 * not apply, also where an element has no numbers to trust.
 */
function addShared(
  { problem, whole, outer }: Adjoint,
  { stride, pattern }: Operand,
  products: readonly (readonly [left: Float64Array, right: Float64Array])[],
  target: Float64Array,
): boolean {
  const { batch } = problem;
  if (outer === undefined || pattern || stride > 0 || batch === 1) return false;
  return whole && outer.add(target, products, batch);
}

/**
 * target = scale · (a xᵀ + b yᵀ) of dense matrices of the elements' own. False where that does not apply, and nothing is
 * done.
 */
function setOwn(
  { problem: { batch }, data: { status }, outer, whole }: Adjoint,
  operand: Operand,
  scale: number,
  a: Float64Array,
  x: Float64Array,
  b: Float64Array,
  y: Float64Array,
  target: Float64Array,
): boolean {
  if (outer === undefined || operand.pattern || operand.stride === 0 || operand.size === 0) return false;
  if (!outer.set(target, scale, a, x, b, y, batch)) return false;
  if (whole) return true;
  status.forEach((one, element) => {
    if (one !== "solved") rowOf(target, operand, element).fill(0);
  });
  return true;
}

/**
 * target += scale · (a xᵀ + b yᵀ), element by element. Of a sparse matrix the entries alone: nothing is as large as all
 * of it.
 */
function addEach(
  { data: { status } }: Adjoint,
  { stride, pattern }: Operand,
  scale: number,
  a: Float64Array,
  x: Float64Array,
  b: Float64Array,
  y: Float64Array,
  target: Float64Array,
): void {
  const height = a.length / status.length;
  const width = x.length / status.length;
  for (let element = 0; element < status.length; element++) {
    if (status[element] !== "solved") continue;
    const row = element * width;
    const start = element * stride;
    for (let i = 0; i < height; i++) {
      const left = scale * a[element * height + i];
      const right = scale * b[element * height + i];
      // Most rows are inactive: their part is 0, and memory that nobody writes to costs nothing.
      if (left === 0 && right === 0) continue;
      if (pattern === undefined) {
        addRow(width, left, x, right, y, row, target, start + i * width);
        continue;
      }
      for (let k = pattern.start[i]; k < pattern.start[i + 1]; k++) {
        const at = row + pattern.index[k];
        target[start + k] += left * x[at] + right * y[at];
      }
    }
  }
}

/** target += left · x + right · y, of n numbers from `at` on. Two at a time take a question less. */
function addRow(
  n: number,
  left: number,
  x: Float64Array,
  right: number,
  y: Float64Array,
  at: number,
  target: Float64Array,
  to: number,
): void {
  const end = at + n;
  for (; at + 2 <= end; at += 2, to += 2) {
    target[to] += left * x[at] + right * y[at];
    target[to + 1] += left * x[at + 1] + right * y[at + 1];
  }
  if (at < end) target[to] += left * x[at] + right * y[at];
}

/** gradient += weight · (Qz + p), the derivative of the objective in z. */
export function addObjectiveGradient(
  problem: Problem,
  data: SolutionData,
  weight: Float64Array,
  gradient: Float64Array,
): void {
  const { batch, variables: n } = problem;
  for (let element = 0; element < batch; element++) {
    if (weight[element] === 0) continue;
    const start = element * n;
    const z = data.z.subarray(start, start + n);
    const p = elementOf(problem.p, element);
    const Q = costMatrix(problem, element);
    for (let i = 0; i < n; i++) {
      let slope = p[i];
      const last = Q ? lastOf(Q, i) : 0;
      const shift = Q ? shiftOf(Q, i) : 0;
      for (let k = Q ? firstOf(Q, i) : 0; k < last; k++) slope += Q!.value[k] * z[columnAt(Q!, k, shift)];
      gradient[start + i] += weight[element] * slope;
    }
  }
}
