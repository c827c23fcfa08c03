/**
 * Total variation denoising, min ½‖y − z‖² + lambda ‖Dz‖₁ with (Dz)ᵢ = zᵢ − zᵢ₊₁.
 *
 * The paper states it as a quadratic program in 199 variables with 198 inequalities. Its dual needs 99 variables
 * with bounds alone, and one matrix for all signals:
 *
 *     u = argmin ½ uᵀ(DDᵀ)u − (Dy)ᵀu   subject to   |u| ≤ lambda,      z = y − Dᵀu.
 */
import { solve } from "optnet";
import { LENGTH } from "./signals.js";

/** Differences of neighbours in a signal. */
export const DIFFERENCES = LENGTH - 1;

/** D, `[99, 100]`, row by row. */
export function differenceMatrix(): Float64Array {
  const D = new Float64Array(DIFFERENCES * LENGTH);
  for (let i = 0; i < DIFFERENCES; i++) {
    D[i * LENGTH + i] = 1;
    D[i * LENGTH + i + 1] = -1;
  }
  return D;
}

/** DDᵀ, `[length − 1, length − 1]`: 2 on the diagonal, −1 beside it. */
export function differenceProducts(length = LENGTH): Float64Array {
  const size = length - 1;
  const products = new Float64Array(size ** 2);
  for (let i = 0; i < size; i++) {
    products[i * size + i] = 2;
    if (i > 0) products[i * size + i - 1] = products[(i - 1) * size + i] = -1;
  }
  return products;
}

/** −Dy of signals `[count, length]`: `[count, length − 1]`. */
export function rises(signals: ArrayLike<number>, length = LENGTH): Float64Array {
  const size = length - 1;
  const count = signals.length / length;
  const p = new Float64Array(count * size);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < size; i++) {
      p[row * size + i] = signals[row * length + i + 1] - signals[row * length + i];
    }
  }
  return p;
}

/** z = y − Dᵀu of signals `[count, length]`, from the dual's variables `[count, length − 1]`. */
export function primal(signals: ArrayLike<number>, u: ArrayLike<number>, length = LENGTH): Float64Array {
  const size = length - 1;
  const z = new Float64Array(signals.length);
  for (let row = 0; row < signals.length / length; row++) {
    for (let i = 0; i < length; i++) {
      const left = i === 0 ? 0 : u[row * size + i - 1];
      const right = i === size ? 0 : u[row * size + i];
      z[row * length + i] = signals[row * length + i] - right + left;
    }
  }
  return z;
}

export interface Denoised {
  /** `[count, 100]`. */
  readonly z: Float64Array;
  readonly unsolved: number;
}

/** Denoises signals `[count, 100]`. */
export function denoiseTv(noisy: ArrayLike<number>, lambda: number): Denoised {
  const count = noisy.length / LENGTH;
  if (lambda === 0) return { z: Float64Array.from(noisy), unsolved: 0 };
  using solution = solve({
    Q: { data: differenceProducts(), shape: [DIFFERENCES, DIFFERENCES] },
    p: { data: rises(noisy), shape: [count, DIFFERENCES] },
    lower: -lambda,
    upper: lambda,
  });
  return {
    z: primal(noisy, solution.z),
    unsolved: solution.status.filter((status) => status !== "solved").length,
  };
}
