/**
 * The parametrisation of parametrisation.ts as TensorFlow.js operations, for the backend whose tensors stay on the GPU:
 * TensorFlow.js differentiates it. It rounds to float32, b = A z0 included, so that rows of A that depend on each
 * other may contradict each other by 1e-7.
 */
import * as tf from "@tensorflow/tfjs";
import type { LayerFieldName } from "./config.js";
import type { OperandName } from "./parametrisation.js";
import type { QpInput } from "./qp.js";
import { at, type Blueprint } from "./resolve.js";

export function assembleTensors(
  blueprint: Blueprint,
  operands: ReadonlyMap<OperandName, tf.Tensor>,
): QpInput {
  const { sources, lower, upper, variables: n } = blueprint;
  const direct = (field: LayerFieldName): tf.Tensor | undefined => {
    const source = sources[field];
    return source.kind === "fixed"
      ? tf.tensor(Float32Array.from(source.value.data), [...source.value.shape])
      : operands.get(field);
  };
  const weight = operands.get("z0");
  const z0 = weight && pointOf(blueprint, weight);
  const A = direct("A");
  const G = direct("G");
  return {
    Q: costOf(blueprint, operands) ?? diagonals(blueprint, direct("Q")!, n),
    p: direct("p")!,
    A,
    b: sources.b.kind === "feasible" ? product(A!, z0!) : direct("b"),
    G,
    h: sources.h.kind === "feasible" ? product(G!, z0!).add(operands.get("s0")!.abs()) : direct("h"),
    lower: boundOf(lower, -Infinity),
    upper: boundOf(upper, Infinity),
  };
}

/** Q = tril(L) tril(L)ᵀ + epsilon I, where Q is learned. */
function costOf(blueprint: Blueprint, operands: ReadonlyMap<OperandName, tf.Tensor>): tf.Tensor | undefined {
  const { variables: n, epsilon } = blueprint;
  const L = operands.get("L");
  if (L === undefined) return undefined;
  const triangle = Float32Array.from({ length: n * n }, (_, i) => (i % n <= Math.floor(i / n) ? 1 : 0));
  const lower = L.mul<tf.Tensor2D>(tf.tensor2d(triangle, [n, n]));
  return tf.matMul(lower, lower, false, true).add(tf.eye(n).mul(epsilon));
}

/** With B = n, fed diagonals [B,n] would read as one matrix. */
function diagonals({ sources }: Blueprint, Q: tf.Tensor, n: number): tf.Tensor {
  return sources.Q.kind === "fed" && Q.rank === 2 ? Q.reshape([Q.shape[0], 1, n]) : Q;
}

/** w itself, exp(w) above or below one bound, a sigmoid of w between two. */
function pointOf({ variables: n, point, lower, upper }: Blueprint, w: tf.Tensor): tf.Tensor {
  const bounds = Array.from({ length: n }, (_, i) => ({
    low: point === "free" ? -Infinity : point === "positive" ? 0 : at(lower, i),
    high: point === "inside" ? at(upper, i) : Infinity,
  }));
  const column = (value: (bound: { low: number; high: number }) => number): tf.Tensor =>
    tf.tensor1d(bounds.map((bound) => value(bound)));
  const below = ({ low }: { low: number }): boolean => low > -Infinity;
  const above = ({ high }: { high: number }): boolean => high < Infinity;
  // z0 = offset + free·w + growth·exp(w) + width·sigmoid(w), with coefficients that the bounds give.
  const offset = column((bound) => (below(bound) ? bound.low : above(bound) ? bound.high : 0));
  const free = column((bound) => (below(bound) || above(bound) ? 0 : 1));
  const growth = column((bound) => (below(bound) === above(bound) ? 0 : below(bound) ? 1 : -1));
  const width = column((bound) => (below(bound) && above(bound) ? bound.high - bound.low : 0));
  return offset.add(free.mul(w)).add(growth.mul(w.exp())).add(width.mul(w.sigmoid()));
}

/** M z0 for one matrix `[rows,n]` or for one per element `[B,rows,n]`. */
function product(M: tf.Tensor, z0: tf.Tensor): tf.Tensor {
  const n = z0.size;
  const rows = M.reshape<tf.Tensor2D>([M.size / n, n]);
  return rows.matMul(z0.reshape<tf.Tensor2D>([n, 1])).reshape(M.shape.slice(0, -1));
}

function boundOf(bound: number | readonly number[], absent: number): number | number[] | undefined {
  return typeof bound === "number" ? (bound === absent ? undefined : bound) : [...bound];
}
