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

/** DDᵀ, `[99, 99]`: 2 on the diagonal, −1 beside it. */
export function differenceProducts(): Float64Array {
  const products = new Float64Array(DIFFERENCES ** 2);
  for (let i = 0; i < DIFFERENCES; i++) {
    products[i * DIFFERENCES + i] = 2;
    if (i > 0) products[i * DIFFERENCES + i - 1] = products[(i - 1) * DIFFERENCES + i] = -1;
  }
  return products;
}

/** −Dy of signals `[count, 100]`: `[count, 99]`. */
export function rises(signals: ArrayLike<number>): Float64Array {
  const count = signals.length / LENGTH;
  const p = new Float64Array(count * DIFFERENCES);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < DIFFERENCES; i++) {
      p[row * DIFFERENCES + i] = signals[row * LENGTH + i + 1] - signals[row * LENGTH + i];
    }
  }
  return p;
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
  const u = solution.z;
  const z = new Float64Array(count * LENGTH);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < LENGTH; i++) {
      const left = i === 0 ? 0 : u[row * DIFFERENCES + i - 1];
      const right = i === DIFFERENCES ? 0 : u[row * DIFFERENCES + i];
      z[row * LENGTH + i] = noisy[row * LENGTH + i] - right + left;
    }
  }
  return { z, unsolved: solution.status.filter((status) => status !== "solved").length };
}
