/**
 * Total variation denoising of signals, min ½‖y − z‖² + lambda Σ|zᵢ − zᵢ₊₁|, and what lambda should be.
 *
 * It is the dual of the experiment in experiments/denoising, for signals of any length.
 */
import { solve, type Solution } from "optnet";
import { differenceProducts, primal, rises } from "../../../experiments/denoising/tv.js";

function solveDual(signals: ArrayLike<number>, length: number, lambda: number): Solution {
  const size = length - 1;
  const count = signals.length / length;
  return solve({
    Q: { data: differenceProducts(length), shape: [size, size] },
    p: { data: rises(signals, length), shape: [count, size] },
    lower: new Float64Array(size).fill(-lambda),
    upper: new Float64Array(size).fill(lambda),
  });
}

/** Denoises signals of a length, one behind the other. */
export function denoised(signals: ArrayLike<number>, length: number, lambda: number): Float64Array {
  if (lambda <= 0) return Float64Array.from(signals);
  using solution = solveDual(signals, length, lambda);
  return primal(signals, solution.assertSolved().z, length);
}

export interface Slope {
  readonly loss: number;
  /** ∂loss/∂lambda. */
  readonly slope: number;
}

/** The mean squared error of what is made of noisy signals, and how it changes with lambda. */
export function errorOf(
  noisy: ArrayLike<number>,
  clean: ArrayLike<number>,
  length: number,
  lambda: number,
): Slope {
  using solution = solveDual(noisy, length, lambda);
  const z = primal(noisy, solution.z, length);
  const miss = z.map((value, i) => value - clean[i]);
  const count = z.length;
  const cotangent = rises(miss, length).map((rise) => (2 * rise) / count);
  const shape = [count / length, length - 1];
  const { lower, upper } = solution.vjp({ z: { data: cotangent, shape } }, { wrt: ["lower", "upper"] });
  const sum = (values: ArrayLike<number>): number =>
    Array.from(values).reduce((total, value) => total + value, 0);
  return {
    loss: miss.reduce((total, value) => total + value * value, 0) / count,
    slope: sum(upper.data) - sum(lower.data),
  };
}
