/**
 * Is an answer an answer? Checked from the input alone; nothing is believed that a solver says of itself.
 *
 * With multipliers, an answer must meet the optimality conditions. Without them it must be feasible and its
 * objective that of a reference answer which met them.
 */
import { elementOf, type BatchProblem } from "../../tools/problems/problem.js";

/** Row-major with one row per element; null for what the solver does not tell. */
export interface Answers {
  readonly z: Float64Array;
  readonly nu: Float64Array | null;
  readonly lambda: Float64Array | null;
  readonly lambdaLower: Float64Array | null;
}

/** The worst over all elements that were checked. */
export interface Verdict {
  /** Largest of |Az − b|, Gz − h and lower − z. */
  readonly primal: number;
  /** Largest of |Qz + p + Aᵀnu + Gᵀlambda − lambdaLower| and of negative multipliers; null without multipliers. */
  readonly dual: number | null;
  /** Duality gap, or distance to the reference objective; in units of 1 + |objective|. */
  readonly gap: number;
  /** Why the answers do not count; undefined where they do. */
  readonly failure: string | undefined;
}

/**
 * A solver that checks residuals of a scaled problem, or in another norm, may miss its tolerance by a little. Ten
 * times is a pass. The gap collects the residual of every coordinate and most solvers do not check it: a hundred.
 */
const RESIDUAL_SLACK = 10;
const GAP_SLACK = 100;

/**
 * Checks the first `elements` answers.
 *
 * @param tolerance what the solver was asked for.
 * @param reference objectives of answers that were verified; needed where multipliers are missing.
 */
export function verify(
  problem: BatchProblem,
  answers: Answers,
  elements: number,
  tolerance: number,
  reference?: Float64Array,
): Verdict {
  const complete =
    answers.nu !== null &&
    answers.lambda !== null &&
    (problem.lower === undefined || answers.lambdaLower !== null);
  if (!complete && reference === undefined)
    throw new TypeError("There is nothing to compare objectives with.");
  let [primal, dual, gap] = [0, 0, 0];
  for (let i = 0; i < elements; i++) {
    const checked = checkElement(problem, answers, i, complete);
    primal = worse(primal, checked.primal);
    dual = worse(dual, checked.dual);
    const distance = complete ? checked.gap : Math.abs(checked.objective - reference![i]);
    gap = worse(gap, distance / (1 + Math.abs(checked.objective)));
  }
  const limits: [string, number, number][] = [
    ["primal residual", primal, RESIDUAL_SLACK * tolerance],
    ["dual residual", dual, RESIDUAL_SLACK * tolerance],
    [complete ? "duality gap" : "objective off by", gap, GAP_SLACK * tolerance],
  ];
  const failure = limits
    .filter(([, value, limit]) => !(value <= limit))
    .map(([name, value]) => `${name} ${value.toExponential(1)}`)
    .join(", ");
  return { primal, dual: complete ? dual : null, gap, failure: failure === "" ? undefined : failure };
}

/** ½ zᵀQz + pᵀz of every element. */
export function objectives(problem: BatchProblem, z: Float64Array): Float64Array {
  const n = problem.variables;
  return Float64Array.from({ length: problem.batch }, (_, i) => {
    const point = z.subarray(i * n, i * n + n);
    return 0.5 * dot(timesQ(problem, point, i), point) + dot(elementOf(problem, "p", i), point);
  });
}

function checkElement(problem: BatchProblem, answers: Answers, i: number, complete: boolean) {
  const { variables: n, equalities: e, inequalities: m, lower } = problem;
  const part = (data: Float64Array | null, length: number): Float64Array =>
    data === null ? new Float64Array(length) : data.subarray(i * length, i * length + length);
  const z = part(answers.z, n);
  const nu = part(answers.nu, e);
  const lambda = part(answers.lambda, m);
  const lambdaLower = part(lower === undefined ? null : answers.lambdaLower, n);
  const [A, b] = [elementOf(problem, "A", i), elementOf(problem, "b", i)];
  const [G, h] = [elementOf(problem, "G", i), elementOf(problem, "h", i)];
  const p = elementOf(problem, "p", i);

  let primal = 0;
  for (let row = 0; row < e; row++) primal = worse(primal, Math.abs(rowTimes(A, row, z) - b[row]));
  for (let row = 0; row < m; row++) primal = worse(primal, rowTimes(G, row, z) - h[row]);
  for (let j = 0; lower !== undefined && j < n; j++) primal = worse(primal, lower - z[j]);

  const Qz = timesQ(problem, z, i);
  const objective = 0.5 * dot(Qz, z) + dot(p, z);
  if (!complete) return { primal, dual: 0, gap: NaN, objective };

  let dual = 0;
  for (const value of [...lambda, ...lambdaLower]) dual = worse(dual, -value);
  const stationarity = Qz.map((value, j) => value + p[j] - lambdaLower[j]);
  addRows(stationarity, A, nu);
  addRows(stationarity, G, lambda);
  for (const value of stationarity) dual = worse(dual, Math.abs(value));
  let gap = dot(Qz, z) + dot(p, z) + dot(b, nu) + dot(h, lambda);
  for (let j = 0; j < n; j++) gap -= (lower ?? 0) * lambdaLower[j];
  return { primal, dual, gap: Math.abs(gap), objective };
}

/** The larger, where NaN is the largest of all. */
function worse(a: number, b: number): number {
  return Number.isNaN(a) || b <= a ? a : b;
}

function timesQ(problem: BatchProblem, z: Float64Array, element: number): Float64Array {
  const Q = elementOf(problem, "Q", element);
  return z.map((value, i) => (problem.diagonal ? Q[i] * value : rowTimes(Q, i, z)));
}

function rowTimes(matrix: Float64Array, row: number, z: Float64Array): number {
  let sum = 0;
  for (let j = 0, at = row * z.length; j < z.length; j++) sum += matrix[at + j] * z[j];
  return sum;
}

/** target += matrixᵀ weights. */
function addRows(target: Float64Array, matrix: Float64Array, weights: Float64Array): void {
  for (let row = 0; row < weights.length; row++) {
    for (let j = 0, at = row * target.length; j < target.length; j++) {
      target[j] += matrix[at + j] * weights[row];
    }
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
