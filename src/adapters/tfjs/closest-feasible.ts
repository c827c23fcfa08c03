import * as tf from "@tensorflow/tfjs";
import { solve, type DenseArray } from "../../index.js";
import { differentiableParts } from "./parts.js";
import type { QpInput, QpOptions } from "./qp.js";
import { isBatched, readTensors } from "./qp.js";

/** The minimiser, and by how much the constraints were shifted to have one. */
export interface ClosestFeasible {
  /** Minimiser of the shifted problem, `[n]` or `[B,n]`. */
  readonly z: tf.Tensor;
  /** Added to b, `[e]` or `[B,e]`; 0 where the problem is feasible. */
  readonly shiftB: tf.Tensor;
  /** Added to h, `[m]` or `[B,m]`, ≥ 0. */
  readonly shiftH: tf.Tensor;
}

/**
 * As `qp`, for problems that may have no feasible point: b and h are shifted by the least amount, in the
 * least-squares sense, that makes Az = b + shiftB and Gz ≤ h + shiftH possible within the bounds. All three outputs
 * have gradients for all inputs, so that constraints can be learned through infeasible iterates; adding the
 * squared shifts to the loss drives them to 0.
 *
 * @throws OptNetError as `qp` does.
 * @example
 * ```ts
 * const loss = () => {
 *   const { z, shiftB } = closestFeasible({ Q: [1, 1], p: [0, 0], A, b, lower: 0 });
 *   return z.sub(target).square().sum().add(shiftB.square().sum()).asScalar();
 * };
 * ```
 * Source: Bambade, Schramm, Taylor & Carpentier (QPLayer), ICLR 2024.
 */
export function closestFeasible(
  input: QpInput,
  options: Omit<QpOptions, "infeasible"> = {},
): ClosestFeasible {
  const { onSolution, ...settings } = options;
  return tf.tidy(() => {
    const { tensors, names, problem } = readTensors(input);
    const solution = solve(problem, { ...settings, infeasible: "closestFeasible" });
    onSolution?.(solution);
    const { batch, variables: n, equalities: e, inequalities: m } = solution.shape;
    const batched = isBatched(problem, solution);
    const part = (data: Float64Array, size: number): DenseArray<Float64Array> => ({
      data,
      shape: batched ? [batch, size] : [size],
    });
    const parts = [part(solution.z, n), part(solution.shiftB, e), part(solution.shiftH, m)];
    const [z, shiftB, shiftH] = differentiableParts(
      solution,
      { batch, batched },
      parts,
      tensors,
      ([z, shiftB, shiftH]) => {
        const gradients = solution.vjp({ z, shiftB, shiftH }, { wrt: names });
        return names.map((name) => gradients[name]!.data);
      },
    );
    return { z, shiftB, shiftH };
  });
}
