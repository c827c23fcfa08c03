import * as tf from "@tensorflow/tfjs";
import { OptNetError, type Solution } from "../../index.js";

/** A solved batch, and how its derivatives reach the tensors it was computed from. */
export interface Evaluation {
  /** What the operation returns, as a new tensor: `[n]` or `[B,n]`. */
  value(): tf.Tensor;
  /** ∂loss/∂operand for every operand, in order and shaped like it, given ∂loss/∂value. */
  pullBack(dz: tf.Tensor): readonly tf.Tensor[];
  /** Frees what is kept for the derivative. */
  dispose(): void;
}

/** The evaluation of a solution in CPU memory; `pullBack` is given ∂loss/∂value in row-major order. */
export function evaluationOf(
  solution: Pick<Solution, "dispose">,
  value: Float64Array,
  shape: number[],
  operands: readonly tf.Tensor[],
  pullBack: (dz: Float32Array) => readonly Float64Array[],
): Evaluation {
  return {
    value: () => tf.tensor(new Float32Array(value), shape),
    pullBack: (dz) =>
      pullBack(numbersOf(dz)).map((gradient, i) => tf.tensor(new Float32Array(gradient), operands[i].shape)),
    dispose: () => solution.dispose(),
  };
}

/**
 * Turns an evaluation into a TensorFlow.js operation from `operands` to a value of the solution.
 *
 * The solution keeps factorisations for the derivative, and tensors have no reference counts to say when the
 * derivative is no longer wanted. So it is let go at the first moment at which nobody can ask again: at once
 * where no gradient is being recorded, after the gradient of an outermost `tf.grads` (which drops its tape),
 * and otherwise, when a recorded gradient is never taken, with the closure that the dropped tape held.
 */
export function differentiable(operands: tf.Tensor[], evaluation: Evaluation): tf.Tensor {
  const operation = tf.customGrad((...parameters) => {
    const save = parameters.at(-1) as (tensors: tf.Tensor[]) => void;
    save(operands);
    return { value: evaluation.value(), gradFunc };
  });
  const gradFunc = (dz: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] => {
    const gradients = evaluation.pullBack(dz);
    if (!tf.engine().isTapeOn()) {
      evaluation.dispose();
      abandoned.unregister(gradFunc);
    }
    return gradients.map((gradient) => onceDifferentiable(gradient, [dz, ...saved]));
  };
  const recorded = tf.engine().isTapeOn();
  if (recorded) abandoned.register(gradFunc, evaluation, gradFunc);
  const z = operation(...operands);
  if (!recorded) evaluation.dispose();
  return z;
}

/** Numbers where the input had a tensor: itself, or its diagonal. */
export function inPlaceOf<Value>(input: unknown, value: Value): Value | { readonly diagonal: Value } {
  return input instanceof tf.Tensor ? value : { diagonal: value };
}

/** The numbers of a float32 tensor; one that was cast from integers may still hold those. */
export function numbersOf(tensor: tf.Tensor): Float32Array {
  const data = tensor.dataSync();
  return data instanceof Float32Array ? data : new Float32Array(data);
}

/** A tensor as float32: the only type that TensorFlow.js differentiates. @throws OptNetError for one of other things. */
export function realTensor(name: string, tensor: tf.Tensor): tf.Tensor {
  if (tensor.dtype !== "complex64" && tensor.dtype !== "string") {
    return tensor.dtype === "float32" ? tensor : tensor.cast("float32");
  }
  throw new OptNetError({
    field: name,
    expected: "a tensor of real numbers",
    got: `dtype ${tensor.dtype}`,
    hint: "Pass float32, int32 or bool.",
  });
}

const abandoned = new FinalizationRegistry<Evaluation>((evaluation) => evaluation.dispose());

/**
 * A gradient that depends on `sources` through the solver. TensorFlow.js would take a bare tensor for a
 * constant and make second derivatives silently zero; this one says that they do not exist.
 */
function onceDifferentiable(gradient: tf.Tensor, sources: tf.Tensor[]): tf.Tensor {
  return tf.customGrad(() => ({
    value: gradient,
    gradFunc: () => {
      throw new OptNetError({
        field: "gradient",
        expected: "a first derivative of the solution",
        got: "a derivative of its gradient",
        hint: "Second-order gradients through a quadratic program are not supported.",
      });
    },
  }))(...sources);
}
