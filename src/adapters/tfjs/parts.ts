/** An operation of TensorFlow.js has one output: several are its parts, side by side in every row. */
import * as tf from "@tensorflow/tfjs";
import type { DenseArray, Solution } from "../../index.js";
import { sizeOf } from "../../problem/errors.js";
import { differentiable, evaluationOf } from "./operation.js";

/**
 * An operation with several outputs, each of its own shape.
 *
 * @param parts numbers of a solution, for `batch` elements, with a batch axis where `batched` is true.
 * @param pullBack gradients of the operands, from those of the parts.
 */
export function differentiableParts(
  solution: Pick<Solution, "dispose">,
  { batch, batched }: { readonly batch: number; readonly batched: boolean },
  parts: readonly DenseArray<Float64Array>[],
  operands: tf.Tensor[],
  pullBack: (cotangents: readonly DenseArray<Float32Array>[]) => Float64Array[],
): tf.Tensor[] {
  const sizes = parts.map(({ shape }) => sizeOf(batched ? shape.slice(1) : shape));
  const whole = joined(
    parts.map(({ data }) => data),
    sizes,
    batch,
  );
  const shape = [...(batched ? [batch] : []), sizes.reduce((sum, size) => sum + size, 0)];
  const evaluation = evaluationOf(solution, whole, shape, operands, (dvalue) =>
    pullBack(parted(dvalue, sizes, batch).map((data, k) => ({ data, shape: parts[k].shape }))),
  );
  const value = differentiable(operands, evaluation);
  // One part is the whole; TensorFlow.js has no gradient for such a split.
  const split = sizes.length === 1 ? [value] : tf.split(value, sizes, -1);
  return parts.map((part, k) => split[k].reshape([...part.shape]));
}

/** Rows of the parts side by side. */
function joined(parts: readonly Float64Array[], sizes: readonly number[], batch: number): Float64Array {
  const width = sizes.reduce((sum, size) => sum + size, 0);
  const whole = new Float64Array(batch * width);
  let start = 0;
  parts.forEach((part, k) => {
    for (let i = 0; i < batch; i++) {
      whole.set(part.subarray(i * sizes[k], (i + 1) * sizes[k]), i * width + start);
    }
    start += sizes[k];
  });
  return whole;
}

/** And back. */
function parted(whole: Float32Array, sizes: readonly number[], batch: number): Float32Array[] {
  const width = whole.length / batch;
  let start = 0;
  return sizes.map((size) => {
    const part = new Float32Array(batch * size);
    for (let i = 0; i < batch; i++) {
      part.set(whole.subarray(i * width + start, i * width + start + size), i * size);
    }
    start += size;
    return part;
  });
}
