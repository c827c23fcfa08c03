/** Reverse mode, after the solve for u: one outer product per input. The formulas are in differentiate.ts. */
import type { AddOuterProducts, KktVectors } from "../backend/backend.js";
import type { FieldName, Problem } from "../problem/problem.js";
import { elementOf } from "../problem/problem.js";
import type { SolutionData } from "../problem/solution.js";

/**
 * The gradient of a matrix that the batch shares: its outer products as one matrix product over the batch. False
 * where that does not apply: for vectors and diagonals, and where an element has no numbers to trust.
 */
export function addSharedGradient(
  name: FieldName,
  problem: Problem,
  { z, nu, lambda, status }: SolutionData,
  u: KktVectors,
  objective: Float64Array,
  addOuterProducts: AddOuterProducts,
  target: Float64Array,
): boolean {
  const { batch, variables: n, quadratic } = problem;
  if (batch === 1 || status.some((element) => element !== "solved")) return false;
  const add = (left: Float64Array, right: Float64Array): boolean => {
    if (addOuterProducts(target, left, right, batch)) return true;
    target.fill(0);
    return false;
  };
  if (name === "A") return add(u.nu, z) && add(nu, u.z);
  if (name === "G") return add(u.lambda, z) && add(lambda, u.z);
  if (name !== "Q" || quadratic !== "dense") return false;
  const left = u.z.map((dz, i) => dz + 0.5 * objective[Math.floor(i / n)] * z[i]);
  if (!add(left, z)) return false;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      target[i * n + j] = target[j * n + i] = 0.5 * (target[i * n + j] + target[j * n + i]);
    }
  }
  return true;
}

/** Adds one element's gradient; a shared input's target is the same for all, so that it sums over the batch. */
export function addGradient(
  name: FieldName,
  problem: Problem,
  data: SolutionData,
  u: KktVectors,
  objective: number,
  element: number,
  target: Float64Array,
): void {
  const { variables: n, equalities: e, inequalities: m } = problem;
  const row = (vectors: Float64Array, length: number): Float64Array =>
    vectors.subarray(element * length, element * length + length);
  const z = row(data.z, n);
  const dz = row(u.z, n);
  switch (name) {
    case "p":
      for (let i = 0; i < n; i++) target[i] += dz[i] + objective * z[i];
      return;
    case "Q":
      if (problem.quadratic === "diagonal") {
        for (let i = 0; i < n; i++) target[i] += (dz[i] + 0.5 * objective * z[i]) * z[i];
        return;
      }
      for (let i = 0; i < n; i++) {
        const left = 0.5 * (dz[i] + objective * z[i]);
        const half = 0.5 * z[i];
        for (let j = 0; j < n; j++) target[i * n + j] += left * z[j] + half * dz[j];
      }
      return;
    case "b":
      return addScaled(target, -1, row(u.nu, e));
    case "h":
      return addScaled(target, -1, row(u.lambda, m));
    case "A":
      return addOuterProducts(target, row(u.nu, e), z, row(data.nu, e), dz);
    case "G":
      return addOuterProducts(target, row(u.lambda, m), z, row(data.lambda, m), dz);
    case "lower":
      return addScaled(target, 1, row(u.lambdaLower, n));
    case "upper":
      return addScaled(target, -1, row(u.lambdaUpper, n));
  }
}

/** target += scale · values; a scalar bound's target collects the sum. */
function addScaled(target: Float64Array, scale: number, values: Float64Array): void {
  const step = target.length === values.length ? 1 : 0;
  for (let i = 0; i < values.length; i++) target[i * step] += scale * values[i];
}

/** target += a xᵀ + b yᵀ. */
function addOuterProducts(
  target: Float64Array,
  a: Float64Array,
  x: Float64Array,
  b: Float64Array,
  y: Float64Array,
): void {
  const n = x.length;
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < n; j++) target[i * n + j] += a[i] * x[j] + b[i] * y[j];
  }
}

/** gradient += weight · (Qz + p), the derivative of the objective in z. */
export function addObjectiveGradient(
  problem: Problem,
  data: SolutionData,
  weight: Float64Array,
  gradient: Float64Array,
): void {
  const { batch, variables: n, quadratic } = problem;
  for (let element = 0; element < batch; element++) {
    if (weight[element] === 0) continue;
    const start = element * n;
    const z = data.z.subarray(start, start + n);
    const p = elementOf(problem.p, element);
    const Q = problem.Q && elementOf(problem.Q, element);
    for (let i = 0; i < n; i++) {
      let slope = p[i];
      if (Q && quadratic === "diagonal") slope += Q[i] * z[i];
      else if (Q) for (let j = 0; j < n; j++) slope += Q[i * n + j] * z[j];
      gradient[start + i] += weight[element] * slope;
    }
  }
}
