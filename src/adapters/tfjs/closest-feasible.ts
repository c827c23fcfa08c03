import * as tf from "@tensorflow/tfjs";
import { solve } from "../../index.js";
import { differentiable, evaluationOf } from "./operation.js";
import { joined, parted } from "./parts.js";
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
    const axes = (size: number): number[] => (batched ? [batch, size] : [size]);
    // An operation has one output; the three are its parts.
    const sizes = [n, e, m];
    const value = joined([solution.z, solution.shiftB, solution.shiftH], sizes, batch);
    const outputs = tf.split(
      differentiable(
        tensors,
        evaluationOf(solution, value, axes(n + e + m), tensors, (dvalue) => {
          const [z, shiftB, shiftH] = parted(dvalue, sizes, batch);
          const gradients = solution.vjp(
            {
              z: { data: z, shape: axes(n) },
              shiftB: { data: shiftB, shape: axes(e) },
              shiftH: { data: shiftH, shape: axes(m) },
            },
            { wrt: names },
          );
          return names.map((name) => gradients[name]!.data);
        }),
      ),
      sizes,
      -1,
    );
    const [z, shiftB, shiftH] = outputs;
    return { z, shiftB, shiftH };
  });
}
