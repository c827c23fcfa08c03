/**
 * jax-js has no custom derivative rules, so the solution is written as one Newton step on the KKT conditions from
 * where the solver ended. With F the residuals at that point, as functions of the inputs,
 *
 *     z(Q, p, A, …) = z* − [K⁻¹ F(Q, p, A, …; z*, nu*, lambda*)]_z
 *
 * has the solution as its value, since F = 0 there, and the implicit function theorem's derivatives: forward,
 * reverse, under `jit`, for every input. The blocks of [K⁻¹]_z are the Jacobians of z by p, b, h and the bounds.
 */
import { lax, numpy as np } from "@jax-js/jax";
import type { FieldName, Solution, TypedNumbers } from "../../index.js";
import { OptNetError, solve } from "../../index.js";
import { describe } from "../../problem/errors.js";
import type { JaxInput, QpInput, QpSettings } from "./input.js";
import { arraysOf, dtypeOf, isDiagonal, isJax, readInput } from "./input.js";

/**
 * A solved problem, ready to be differentiated: a tree of arrays that may be passed through `jit`. All have a batch
 * axis where any input has one.
 */
export type Linearisation = {
  /** Minimiser, `[n]` or `[B,n]`. */
  z: np.Array;
  /** Equality multipliers, where there are any. */
  nu?: np.Array;
  /** Inequality multipliers, where there are any. */
  lambda?: np.Array;
  /** The forces of the bounds, lambdaUpper − lambdaLower. */
  bounds: np.Array;
  /** Jacobian of z by p, `[n,n]` or `[B,n,n]`. */
  byP: np.Array;
  /** By b, `[n,e]` or `[B,n,e]`, where there are equalities. */
  byB?: np.Array;
  /** By h, `[n,m]` or `[B,n,m]`, where there are inequalities. */
  byH?: np.Array;
  /** By lower, where it was given: `[n,n]` or `[B,n,n]`; of a single number `[n]` or `[B,n]`. */
  byLower?: np.Array;
  /** By upper, likewise. */
  byUpper?: np.Array;
};

/**
 * Solves a problem and returns what {@link qpAt} needs. Call it outside of `jit`; it reads the numbers of its
 * arrays and consumes the arrays, as jax-js functions do: pass `x.ref` to keep x.
 *
 * An element that was not solved has its best point and, by default, derivatives that are 0.
 *
 * @param onSolution sees the whole solution (statuses, residuals, multipliers) before it is disposed of.
 * @throws OptNetError for inputs that are no problem, for settings unknown or without meaning here, and under
 *   `jit` and `vmap`, where there are no numbers to read.
 */
export function linearise(
  input: QpInput,
  settings: QpSettings = {},
  onSolution?: (solution: Solution) => void,
): Linearisation {
  const result = lineariseKept(input, settings, onSolution);
  for (const [, array] of arraysOf(input)) array.dispose();
  return result;
}

/** As {@link linearise}, but leaves the arrays to the caller. */
export function lineariseKept(
  input: QpInput,
  settings: QpSettings,
  onSolution: ((solution: Solution) => void) | undefined,
): Linearisation {
  refuseModes(settings);
  const dtype = dtypeOf(arraysOf(input));
  const solution = solve(readInput(input), settings);
  try {
    onSolution?.(solution);
    const { shape: pShape } = solution.jacobian("z", "p");
    const axes = pShape.slice(0, -2); // [] or [B]
    const array = (data: Float64Array, shape: readonly number[]): np.Array =>
      np.array(dtype === np.float64 ? data : new Float32Array(data), { shape: [...shape] });
    const vector = (data: Float64Array): np.Array =>
      array(data, [...axes, data.length / solution.shape.batch]);
    const by = (name: FieldName): np.Array => {
      const { data, shape } = solution.jacobian("z", name);
      return array(data, shape);
    };
    const { lambdaLower, lambdaUpper, nu, lambda } = solution;
    return {
      z: vector(solution.z),
      bounds: vector(lambdaUpper.map((value, i) => value - lambdaLower[i])),
      byP: by("p"),
      ...(nu.length > 0 && { nu: vector(nu), byB: by("b") }),
      ...(lambda.length > 0 && { lambda: vector(lambda), byH: by("h") }),
      ...(input.lower !== undefined && { byLower: by("lower") }),
      ...(input.upper !== undefined && { byUpper: by("upper") }),
    };
  } finally {
    solution.dispose();
  }
}

/**
 * The minimiser as a function of the inputs, near where `linearisation` was made: its value there, and the exact
 * first derivatives. Pure jax-js operations, for use inside `jit`, `grad` and `jvp`. Consumes all arrays.
 *
 * @returns z, `[n]` or `[B,n]`, float64 where any input array is, otherwise float32.
 */
export function qpAt(input: QpInput, linearisation: Linearisation): np.Array {
  const fixed = Object.fromEntries(
    Object.entries(linearisation).map(([name, array]) => [name, lax.stopGradient(array)]),
  ) as Linearisation;
  const dtype = fixed.z.dtype;
  const { z, nu, lambda, bounds } = fixed;
  const n = z.shape.at(-1)!;
  const given = (name: FieldName): np.Array => {
    const value = input[name]!;
    return toArray(name, isDiagonal(value) ? value.diagonal : value, n, dtype);
  };

  // Stationarity; what is symmetric in ½zᵀQz is so in its gradient.
  let dual = given("p").add(bounds);
  if (input.Q !== undefined) {
    const Q = given("Q");
    const dense = !isDiagonal(input.Q) && Q.ndim >= 2 && Q.shape.at(-1) === n && Q.shape.at(-2) === n;
    if (dense) {
      dual = dual.add(times(Q.ref, z.ref).add(transposedTimes(Q, z.ref)).mul(0.5));
    } else dual = dual.add(Q.reshape(Q.ndim > 1 ? [Q.shape[0], n] : [n]).mul(z.ref));
  }
  let step: np.Array | undefined;
  const move = (part: np.Array): void => {
    step = step === undefined ? part : step.add(part);
  };
  const rows = (matrix: "A" | "G", side: "b" | "h", multipliers: np.Array, by: np.Array): void => {
    const M = given(matrix);
    dual = dual.add(transposedTimes(M.ref, multipliers));
    // An infinite side has no part in the solution, and 0 · ∞ must not enter it.
    const right = given(side);
    const activity = times(M, z.ref);
    const finite = np.isfinite(lax.stopGradient(right.ref));
    move(times(by, np.where(finite, right, activity.ref).sub(activity)));
  };
  if (nu && fixed.byB) rows("A", "b", nu, fixed.byB);
  if (lambda && fixed.byH) rows("G", "h", lambda, fixed.byH);
  for (const [name, by] of [["lower", fixed.byLower] as const, ["upper", fixed.byUpper] as const]) {
    if (by === undefined) continue;
    const bound = given(name);
    // An infinite bound has no part in the solution, and 0 · ∞ must not enter it.
    const finite = np.isfinite(lax.stopGradient(bound.ref));
    if (bound.ndim === 0) {
      const value = np.where(finite, bound, 0);
      move(by.mul(value.ref.sub(lax.stopGradient(value))));
    } else move(times(by, np.where(finite, bound, z.ref).sub(z.ref)));
  }
  move(times(fixed.byP, dual));
  return z.add(step!);
}

/**
 * M x for `[r,c]` or `[B,r,c]` and `[c]` or `[B,c]`. Of jax-js's products `matmul` puts the batch axis elsewhere
 * when only one side has one, and `einsum` needs a newer Node than 20; broadcasting does neither.
 */
export function times(M: np.Array, x: np.Array): np.Array {
  return M.mul(x.reshape([...x.shape.slice(0, -1), 1, x.shape.at(-1)!])).sum(-1);
}

/** Mᵀ x, likewise. */
function transposedTimes(M: np.Array, x: np.Array): np.Array {
  return M.mul(x.reshape([...x.shape, 1])).sum(-2);
}

function toArray(name: FieldName, value: JaxInput, n: number, dtype: np.Array["dtype"]): np.Array {
  if (isJax(value)) return value.astype(dtype);
  const typed = (data: TypedNumbers | readonly number[], shape: readonly number[]): np.Array => {
    return np.array(dtype === np.float64 ? Float64Array.from(data) : Float32Array.from(data), {
      shape: [...shape],
    });
  };
  if (typeof value === "number") return np.array(value, { dtype });
  if (ArrayBuffer.isView(value)) {
    const isMatrix = name === "A" || name === "G" || (name === "Q" && value.length !== n);
    return typed(value, isMatrix ? [value.length / n, n] : [value.length]);
  }
  if ("data" in value) return typed(value.data, value.shape);
  return np.array(plain(value) as number[][], { dtype });
}

/** Nested arrays without typed rows, which jax-js does not take. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return ArrayBuffer.isView(value) ? Array.from(value as TypedNumbers) : value;
}

function refuseModes(settings: object): void {
  const { gradient, infeasible } = settings as { gradient?: unknown; infeasible?: unknown };
  for (const [name, value, expected] of [
    ["gradient", gradient, ["exact", "leastSquares"]] as const,
    ["infeasible", infeasible, ["report"]] as const,
  ]) {
    if (value === undefined || (expected as readonly unknown[]).includes(value)) continue;
    throw new OptNetError({
      field: `settings.${name}`,
      expected: expected.map((one) => `"${one}"`).join(" or "),
      got: describe(value),
      hint: "In jax-js a solution is a Newton step from itself; derivatives of another point have no such form.",
    });
  }
}
