import * as tf from "@tensorflow/tfjs";
import { OptNetError, type Solution } from "../../index.js";

/** A solved batch, and how its derivatives reach the tensors it was computed from. */
export interface Evaluation {
  readonly solution: Solution;
  /** What the operation returns, and its shape: `[n]` or `[B,n]`. */
  readonly value: Float64Array;
  readonly shape: number[];
  /** ∂loss/∂operand for every operand, in order, given ∂loss/∂value in row-major order. */
  pullBack(dvalue: Float32Array): readonly Float64Array[];
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
  const { solution, value, shape, pullBack } = evaluation;
  const operation = tf.customGrad((...parameters) => {
    const save = parameters.at(-1) as (tensors: tf.Tensor[]) => void;
    save(operands);
    return { value: tf.tensor(new Float32Array(value), shape), gradFunc };
  });
  const gradFunc = (dvalue: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] => {
    const gradients = pullBack(numbersOf(dvalue));
    if (!tf.engine().isTapeOn()) {
      solution.dispose();
      abandoned.unregister(gradFunc);
    }
    return saved.map((operand, i) => onceDifferentiable(gradients[i], operand.shape, [dvalue, ...saved]));
  };
  if (tf.engine().isTapeOn()) abandoned.register(gradFunc, solution, gradFunc);
  else solution.dispose();
  return operation(...operands);
}

/** The numbers of a float32 tensor; one that was cast from integers may still hold those. */
export function numbersOf(tensor: tf.Tensor): Float32Array {
  const data = tensor.dataSync();
  return data instanceof Float32Array ? data : new Float32Array(data);
}

const abandoned = new FinalizationRegistry<Solution>((solution) => solution.dispose());

/**
 * A gradient that depends on `sources` through the solver. TensorFlow.js would take a bare tensor for a
 * constant and make second derivatives silently zero; this one says that they do not exist.
 */
function onceDifferentiable(gradient: Float64Array, shape: number[], sources: tf.Tensor[]): tf.Tensor {
  return tf.customGrad(() => ({
    value: tf.tensor(new Float32Array(gradient), shape),
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
