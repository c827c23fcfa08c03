/** `qp` of the frameworks as ways to solve: what is asked of a solution is asked of theirs, gradients by their own rules. */
import { grad, init, numpy as np } from "@jax-js/jax";
import * as tf from "@tensorflow/tfjs";
import type { FieldName, ProblemInput, Solution } from "optnet";
import { SparseMatrix } from "optnet";
import type { QpInput as JaxProblem, QpSettings } from "optnet/jax";
import { qp as jaxQp } from "optnet/jax";
import type { QpInput as TensorProblem } from "optnet/tfjs";
import { qp as tensorQp } from "optnet/tfjs";
import type { AnySolution, Way } from "./ways.js";

type Pair = { readonly data: Float64Array; readonly shape: number[]; readonly pattern?: SparseMatrix };

/** Rows of numbers, or vectors with a shape, as one flat array and its shape. */
function arrayOf(input: unknown): Pair {
  if (typeof input === "number") return { data: Float64Array.of(input), shape: [] };
  if (input instanceof SparseMatrix) return { data: input.data, shape: [input.data.length], pattern: input };
  if (Array.isArray(input)) {
    const rows = input as number[][];
    return { data: Float64Array.from(rows.flat()), shape: [rows.length, rows[0].length] };
  }
  return input as Pair;
}

const arraysOf = (problem: ProblemInput): [FieldName, Pair][] =>
  (Object.entries(problem) as [FieldName, unknown][]).map(([name, input]) => [name, arrayOf(input)]);

/** What stays when the solution is gone: its factors are kept for its framework alone. */
function copyOf(solution: Solution): AnySolution {
  const elements = [0, 1];
  const certificates = elements.map((i) => solution.certificate(i));
  const rounding = elements.map((i) => solution.atRounding(i));
  return {
    ...solution,
    shiftB: solution.shiftB,
    weaklyActive: solution.weaklyActive,
    certificate: (i: number) => certificates[i],
    atRounding: (i: number) => rounding[i],
  };
}

export const TENSORFLOW: Way = {
  name: "`qp` of optnet/tfjs",
  async solve(problem, settings) {
    await tf.setBackend("cpu");
    const given = arraysOf(problem);
    const named = (tensors: readonly tf.Tensor[]): TensorProblem =>
      Object.fromEntries(
        given.map(([name, { pattern }], i) => [name, pattern ? { pattern, data: tensors[i] } : tensors[i]]),
      ) as unknown as TensorProblem;
    const tensors = given.map(([, { data, shape }]) => tf.tensor(Float32Array.from(data), shape));
    let copy: AnySolution | undefined;
    tensorQp(named(tensors), { ...settings, onSolution: (solution) => (copy = copyOf(solution)) });
    const vjp = ({ z }: { z: Pair }): Record<string, unknown> => {
      const weights = tf.tensor(Float32Array.from(z.data), z.shape);
      const gradients = tf.grads((...inputs) => tensorQp(named(inputs), settings).mul(weights).sum())(
        tensors,
      );
      return Object.fromEntries(given.map(([name], i) => [name, { data: gradients[i].dataSync() }]));
    };
    return { solution: { ...copy!, vjp } };
  },
};

/** For a tree of arrays, which its types do not know. */
const gradientsOf = grad as unknown as (
  loss: (inputs: JaxProblem) => np.Array,
) => (inputs: JaxProblem) => Readonly<Record<string, np.Array>>;

export const JAX: Way = {
  name: "`qp` of optnet/jax",
  async solve(problem, settings) {
    // jax-js asks for it before it makes arrays, on Node before 24.
    if (!("Float16Array" in globalThis)) Object.assign(globalThis, { Float16Array: Uint16Array });
    await init("wasm");
    const make = ({ data, shape }: Pair): np.Array => np.array(data, { shape, dtype: np.float64 });
    const arrays = (): JaxProblem =>
      Object.fromEntries(
        arraysOf(problem).map(([name, pair]) => [name, pair.pattern ?? make(pair)]),
      ) as unknown as JaxProblem;
    let copy: AnySolution | undefined;
    jaxQp(arrays(), settings as QpSettings, (solution) => (copy = copyOf(solution)));
    const vjp = ({ z }: { z: Pair }): Record<string, unknown> => {
      const loss = (inputs: JaxProblem): np.Array =>
        jaxQp(inputs, settings as QpSettings)
          .mul(make(z))
          .sum();
      const gradients = gradientsOf(loss)(arrays());
      return Object.fromEntries(
        Object.entries(gradients).map(([name, gradient]) => [name, { data: gradient.dataSync() }]),
      );
    };
    return { solution: { ...copy!, vjp } };
  },
};
