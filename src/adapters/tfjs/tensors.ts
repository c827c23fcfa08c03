/** The parametrisation of reduction/feasible-point.ts in TensorFlow.js operations, which it differentiates. */
import * as tf from "@tensorflow/tfjs";
import type { Algebra, LayerInputs, OperandName } from "../../reduction/feasible-point.js";
import { feasibleProblem } from "../../reduction/feasible-point.js";
import type { QpInput } from "./qp.js";
import type { Blueprint } from "./resolve.js";

const TENSORS: Algebra<tf.Tensor> = {
  constant: ({ data, shape }) => tf.tensor(Float32Array.from(data), [...shape]),
  gram,
  diagonals: (Q) => Q.reshape([Q.shape[0], 1, Q.shape[1]!]),
  product(M, x) {
    const n = x.size;
    const rows = M.reshape<tf.Tensor2D>([M.size / n, n]);
    return rows.matMul(x.reshape<tf.Tensor2D>([n, 1])).reshape(M.shape.slice(0, -1));
  },
  addAbsolute: (a, s) => a.add(s.abs()),
  point(w, { offset, free, growth, curved, width }) {
    const column = (numbers: Float64Array): tf.Tensor => tf.tensor1d(Float32Array.from(numbers));
    const grown = column(growth).mul(column(curved).mul(w).exp());
    return column(offset).add(column(free).mul(w)).add(grown).add(column(width).mul(w.sigmoid()));
  },
};

/** L Lᵀ + epsilon·I of the lower triangle of L. */
export function gram(L: tf.Tensor, epsilon: number): tf.Tensor {
  const [n] = L.shape;
  const triangle = Float32Array.from({ length: n * n }, (_, i) => (i % n <= Math.floor(i / n) ? 1 : 0));
  const lower = L.mul<tf.Tensor2D>(tf.tensor2d(triangle, [n, n]));
  return tf.matMul(lower, lower, false, true).add(tf.eye(n).mul(epsilon));
}

/** The problem that these operands make, as tensors. */
export function assembleTensors(
  blueprint: Blueprint,
  operands: { readonly [Name in OperandName]?: tf.Tensor },
): QpInput {
  return problemOf(
    blueprint,
    feasibleProblem(TENSORS, blueprint, operands, ({ shape }) => shape),
  );
}

/** With the bounds of the layer. */
export function problemOf<Value>({ lower, upper }: Blueprint, { p, ...others }: LayerInputs<Value>) {
  return { ...others, p: p!, lower: boundOf(lower, -Infinity), upper: boundOf(upper, Infinity) };
}

function boundOf(bound: number | readonly number[], absent: number): number | number[] | undefined {
  return typeof bound === "number" ? (bound === absent ? undefined : bound) : [...bound];
}
