import type { numpy as np } from "@jax-js/jax";
import type { Solution } from "../../index.js";
import type { QpInput, QpSettings } from "./input.js";
import { lineariseKept, qpAt } from "./linearisation.js";

/**
 * Minimises ½zᵀQz + pᵀz subject to Az = b, Gz ≤ h and lower ≤ z ≤ upper, as a jax-js operation with exact gradients
 * for all of its arrays: under `grad`, `vjp` and `jvp`. (Under `jit` take its two halves, {@link linearise} outside
 * and {@link qpAt} inside.) It consumes its arrays, as jax-js functions do: pass `x.ref` to keep x.
 *
 * It solves in float64 whatever the arrays hold. An element that was not solved has its best point, and derivatives
 * that are 0: look at `status` in `onSolution`. It has first derivatives only; what jax-js makes of second ones means
 * nothing.
 *
 * @param onSolution sees the whole solution (statuses, residuals, multipliers) before it is disposed of.
 * @returns z, `[n]` or `[B,n]`, float64 where any input array is, otherwise float32.
 * @throws OptNetError for inputs whose shapes disagree, numbers that are not finite, unknown settings, and under
 *   `jit` and `vmap`, where there are no numbers to read.
 * @example
 * ```ts
 * const loss = (p: np.Array) => np.square(qp({ Q: [2, 2], p, A: [[1, 1]], b: [1], lower: 0 })).sum();
 * grad(loss)(np.array([-1, 0], { dtype: np.float64 }));
 * ```
 * Source: Amos & Kolter 2017; the form is explained in linearisation.ts.
 */
export function qp(
  input: QpInput,
  settings: QpSettings = {},
  onSolution?: (solution: Solution) => void,
): np.Array {
  return qpAt(input, lineariseKept(input, settings, onSolution));
}
