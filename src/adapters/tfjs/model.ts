import * as tf from "@tensorflow/tfjs";
import { OptNetError, type DenseArray } from "../../index.js";
import type { ModelSolution, Problem } from "../../model/index.js";
import { outputOf, readModelCall } from "../model-outputs.js";
import { webGpuBackend } from "./gpu.js";
import { numbersOf, realTensor } from "./operation.js";
import { differentiableParts } from "./parts.js";
import type { TensorInput } from "./qp.js";

/** Values of parameters, by name: tensors, which get gradients, or plain numbers, which do not. */
export type ModelValues = { readonly [parameter: string]: TensorInput | number };

/** What to return, and a way to look at the whole solution. */
export interface ModelOptions {
  /** Names of variables and constraints (for their multipliers), and `"objective"`. Default: all variables. */
  readonly outputs?: readonly string[] | undefined;
  /**
   * Called with the solution before `model` returns: statuses, multipliers, values of expressions. Its derivatives may
   * be taken during the call only; its numbers stay readable.
   */
  readonly onSolution?: ((solution: ModelSolution) => void) | undefined;
}

/**
 * Solves a model of optnet/model as an operation on tensors: from values of its parameters to its variables, with
 * gradients for all values that are tensors. A value with a leading axis in front of the parameter's own shape is a
 * batch; what has none is shared, and its gradient is the sum over the batch.
 *
 * It solves in float64 whatever the tensors hold, synchronously, on any backend with `dataSync` but `webgpu`. An element
 * that was not solved gives its best point, and a zero gradient unless the setting `unsolvedGradient` says otherwise.
 * Settings are the problem's: `problem.settings({ … })`.
 *
 * @returns float32 tensors by name, each of the shape of its variable, behind the batch axis where any value has one.
 * @throws OptNetError for values that are missing, unknown or of another shape, outputs that the problem does not have,
 *   and on the backend `webgpu`.
 * @example
 * ```ts
 * const w = variable(3, "w");
 * const mu = parameter(3, "mu");
 * const problem = Problem.minimize(sumSquares(w).sub(dot(mu, w))).subjectTo([sum(w).eq(1), w.ge(0)]);
 * const loss = (mu: tf.Tensor) => model(problem, { mu }).w.square().sum().asScalar();
 * tf.grad(loss)(tf.tensor1d([0.1, 0.2, 0.3]));
 * ```
 */
export function model(
  problem: Problem,
  values: ModelValues,
  options: ModelOptions = {},
): { [output: string]: tf.Tensor } {
  const { outputs, onSolution } = readModelCall<ModelOptions>(problem, values, options);
  return tf.tidy(() => solveModel(problem, values, Object.keys(values), outputs, onSolution));
}

/** @param wanted parameters whose values get gradients, if they are tensors. */
export function solveModel(
  problem: Problem,
  values: ModelValues,
  wanted: readonly string[],
  outputs: readonly string[],
  onSolution: ((solution: ModelSolution) => void) | undefined,
): { [output: string]: tf.Tensor } {
  if (webGpuBackend()) {
    throw new OptNetError({
      field: "backend",
      expected: "a backend whose tensors are in CPU memory",
      got: `"webgpu"`,
      hint: `Models are solved on the CPU: call tf.setBackend("wasm") or "cpu". For qp, webgpu works.`,
    });
  }
  const tensors = new Map<string, tf.Tensor>();
  const numbers = Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (!(value instanceof tf.Tensor)) return [name, value];
      const tensor = realTensor(name, value);
      if (wanted.includes(name)) tensors.set(name, tensor);
      return [name, arrayOf(tensor)];
    }),
  );
  const solution = problem.solve(numbers);
  onSolution?.(solution);
  const parts = outputs.map((name) => outputOf(problem, solution, name));
  const results = differentiableParts(solution, solution, parts, [...tensors.values()], (cotangents) => {
    const given = Object.fromEntries(outputs.map((name, k) => [name, cotangents[k]]));
    const wrt = [...tensors.keys()];
    const gradients = solution.vjp(given, { wrt });
    return wrt.map((name) => gradients[name].data);
  });
  return Object.fromEntries(outputs.map((name, k) => [name, results[k]]));
}

function arrayOf(tensor: tf.Tensor): DenseArray | number {
  const data = numbersOf(tensor);
  return tensor.rank === 0 ? data[0] : { data, shape: tensor.shape };
}
