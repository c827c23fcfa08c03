/**
 * Models of optnet/model in jax-js. The solution is written as its first-order expansion where the solver ended,
 *
 *     x(theta) = x* + Σ ∂x/∂theta (theta − theta*)
 *
 * whose value is the solution's, and whose derivatives are those of the implicit function theorem.
 */
import { lax, numpy as np } from "@jax-js/jax";
import type { ModelSolution, Problem } from "../../model/index.js";
import type { DenseArray } from "../../index.js";
import { OptNetError } from "../../index.js";
import { describe, sizeOf } from "../../problem/errors.js";
import { outputOf, outputShape, readModelCall } from "../model-outputs.js";
import type { JaxInput } from "./input.js";
import { dtypeOf, isJax, readValue } from "./input.js";
import { times } from "./linearisation.js";

/** Values of parameters, by name: arrays of jax-js, which get gradients, or plain numbers, which do not. */
export type ModelValues = { [parameter: string]: JaxInput };

/** What to return, and a way to look at the whole solution. */
export type ModelOptions = {
  /** Names of variables and constraints (for their multipliers), and `"objective"`. Default: all variables. */
  readonly outputs?: readonly string[] | undefined;
  /** Sees the whole solution before it is disposed of. */
  readonly onSolution?: ((solution: ModelSolution) => void) | undefined;
};

/** A solved model, ready to be differentiated: a tree of arrays that may be passed through `jit`. */
export type ModelLinearisation = {
  /** Outputs by name, `[…]` or `[B,…]`. */
  outputs: { [output: string]: np.Array };
  /** Jacobian of each output by each array, `[outputs, inputs]` or `[B, outputs, inputs]`, both flat. */
  jacobians: { [output: string]: { [parameter: string]: np.Array } };
  /** Where: the arrays, flat, `[inputs]` or `[B, inputs]`. */
  at: { [parameter: string]: np.Array };
};

/**
 * Solves a model as a jax-js operation: from values of its parameters to its variables, with exact gradients for all
 * arrays, under `grad`, `vjp` and `jvp`. (Under `jit` take its two halves, {@link lineariseModel} outside and
 * {@link modelAt} inside.) A value with a leading axis in front of the parameter's own shape is a batch. It consumes its
 * arrays, as jax-js functions do: pass `x.ref` to keep x.
 *
 * It solves in float64 whatever the arrays hold. An element that was not solved has its best point, and derivatives that
 * are 0: look at `status` in `onSolution`. It has first derivatives only.
 *
 * @returns arrays by name, each of the shape of its variable, behind the batch axis where any value has one; float64
 *   where any array is, otherwise float32.
 * @throws OptNetError as `Problem.solve` does, for outputs that the problem does not have, and under `jit` and `vmap`,
 *   where there are no numbers to read.
 * @example
 * ```ts
 * const w = variable(3, "w");
 * const mu = parameter(3, "mu");
 * const problem = Problem.minimize(sumSquares(w).sub(dot(mu, w))).subjectTo([sum(w).eq(1), w.ge(0)]);
 * grad((mu: np.Array) => np.square(model(problem, { mu }).w).sum())(np.array([0.1, 0.2, 0.3]));
 * ```
 */
export function model(
  problem: Problem,
  values: ModelValues,
  options: ModelOptions = {},
): { [output: string]: np.Array } {
  return modelAt(values, linearised(problem, values, options));
}

/**
 * Solves a model and returns what {@link modelAt} needs. Call it outside of `jit`; it reads the numbers of its arrays and
 * consumes the arrays: pass `x.ref` to keep x.
 *
 * @throws OptNetError as {@link model} does.
 */
export function lineariseModel(
  problem: Problem,
  values: ModelValues,
  options: ModelOptions = {},
): ModelLinearisation {
  const result = linearised(problem, values, options);
  for (const value of Object.values(values)) if (isJax(value)) value.dispose();
  return result;
}

/** As {@link lineariseModel}, but leaves the arrays to the caller. */
function linearised(problem: Problem, values: ModelValues, options: ModelOptions): ModelLinearisation {
  const { outputs, onSolution } = readModelCall<ModelOptions>(problem, values, options);
  const arrays = Object.entries(values).filter((entry): entry is [string, np.Array] => isJax(entry[1]));
  const dtype = dtypeOf(arrays);
  const numbers = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, readValue(name, value)]),
  );
  const solution = problem.solve(numbers as Parameters<Problem["solve"]>[0]);
  const array = (data: Float64Array, shape: readonly number[]): np.Array =>
    np.array(dtype === np.float64 ? data : new Float32Array(data), { shape: [...shape] });
  try {
    onSolution?.(solution);
    const batch = solution.batched ? [solution.batch] : [];
    const result: ModelLinearisation = { outputs: {}, jacobians: {}, at: {} };
    for (const [name, { shape }] of arrays) {
      const own = problem.parameter(name);
      const flat = [...shape.slice(0, shape.length - own.shape.length), own.size];
      const read = numbers[name] as DenseArray | number;
      result.at[name] = array(
        typeof read === "number" ? Float64Array.of(read) : Float64Array.from(read.data),
        flat,
      );
    }
    const names = arrays.map(([name]) => name);
    const jacobians = names.length === 0 ? {} : solution.jacobians(outputs, names);
    for (const output of outputs) {
      const { data, shape } = outputOf(problem, solution, output);
      result.outputs[output] = array(data, shape);
      const size = sizeOf(outputShape(problem, output));
      result.jacobians[output] = Object.fromEntries(
        names.map((name) => {
          return [name, array(jacobians[output][name].data, [...batch, size, problem.parameter(name).size])];
        }),
      );
    }
    return result;
  } finally {
    solution.dispose();
  }
}

/**
 * The outputs as functions of the values, near where `linearisation` was made: their values there, and the exact first
 * derivatives. Pure jax-js operations, for use inside `jit`, `grad` and `jvp`. Consumes all arrays.
 *
 * @returns arrays by name, as {@link model} does.
 */
export function modelAt(
  values: ModelValues,
  { outputs, jacobians, at }: ModelLinearisation,
): { [output: string]: np.Array } {
  const names = Object.keys(outputs);
  const steps = new Map<string, np.Array>();
  for (const [parameter, where] of Object.entries(at)) {
    const value = values[parameter];
    if (!isJax(value)) {
      throw new OptNetError({
        field: parameter,
        expected: "an array, as where the linearisation was made",
        got: describe(value),
        hint: "Pass the same values to lineariseModel and to modelAt.",
      });
    }
    const fixed = lax.stopGradient(where);
    const moved = value.astype(fixed.dtype).reshape(fixed.shape).sub(fixed);
    names.forEach((name, k) => {
      // Every array is consumed once: the last output takes the last reference.
      const move = times(
        lax.stopGradient(jacobians[name][parameter]),
        k < names.length - 1 ? moved.ref : moved,
      );
      steps.set(name, steps.get(name)?.add(move) ?? move);
    });
  }
  return Object.fromEntries(
    names.map((name) => {
      const value = lax.stopGradient(outputs[name]);
      const step = steps.get(name);
      return [name, step === undefined ? value : value.add(step.reshape(value.shape))];
    }),
  );
}
