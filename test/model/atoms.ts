/** Every atom, with a formula for its value. */
import type { Expression } from "../../src/model/index.js";
import * as model from "../../src/model/index.js";
import { constant } from "../../src/model/index.js";

type Numbers = readonly number[];
const total = (x: Numbers): number => x.reduce((a, b) => a + b, 0);
const differences = (x: Numbers): number[] => x.slice(1).map((value, i) => value - x[i]);
const largest = (x: Numbers, k: number): number =>
  total([...x].sort((a, b) => b - a).map((value, i) => value * Math.min(1, Math.max(0, k - i))));
const W = [0.5, 2, 1, 0.25, 3, 1.5];
const P = [
  [2, 1, 0, 0, 0, 0],
  [1, 3, 1, 0, 0, 0],
  [0, 1, 1, 0, 0, 0],
  [0, 0, 0, 0, 0, 0],
  [0, 0, 0, 0, 1, -1],
  [0, 0, 0, 0, -1, 1],
];
const form = (x: Numbers): number => total(x.map((a, i) => total(x.map((b, j) => a * P[i][j] * b))));
const at = (X: Numbers, i: number, j: number): number => X[3 * i + j];

export interface AtomCase {
  readonly name: string;
  /** Of x, six numbers. */
  expression(x: Expression): Expression;
  formula(x: Numbers): number | number[];
  readonly curvature: "affine" | "convex" | "concave";
}

const matrix = (x: Expression): Expression => x.reshape([2, 3]);
export const ATOM_CASES: readonly AtomCase[] = [
  {
    name: "add",
    expression: (x) => x.add([1, 2, 3, 4, 5, 6]),
    formula: (x) => x.map((v, i) => v + i + 1),
    curvature: "affine",
  },
  {
    name: "sub",
    expression: (x) => model.sub(1, x),
    formula: (x) => x.map((v) => 1 - v),
    curvature: "affine",
  },
  { name: "neg", expression: (x) => x.neg(), formula: (x) => x.map((v) => -v), curvature: "affine" },
  {
    name: "mul",
    expression: (x) => x.mul(W),
    formula: (x) => x.map((v, i) => v * W[i]),
    curvature: "affine",
  },
  {
    name: "div",
    expression: (x) => x.div(W),
    formula: (x) => x.map((v, i) => v / W[i]),
    curvature: "affine",
  },
  {
    name: "broadcast",
    expression: (x) =>
      matrix(x)
        .add([[1], [2]])
        .mul([1, 2, 3]),
    formula: (x) => x.map((v, i) => (v + 1 + Math.floor(i / 3)) * (1 + (i % 3))),
    curvature: "affine",
  },
  {
    name: "every second",
    expression: (x) => x.slice(1, 6, 2).add(x.index([-6, 5, 2])),
    formula: (x) => [x[1] + x[0], x[3] + x[2], x[5] + x[4]],
    curvature: "affine",
  },
  {
    name: "columns in another order",
    expression: (x) => matrix(x).take([2, 0, -1], 1),
    formula: (x) => [x[2], x[0], x[2], x[5], x[3], x[5]],
    curvature: "affine",
  },
  {
    name: "a list of what is stacked",
    expression: (x) => model.vstack([model.hstack([x.index(0), 2, x.index(5)]), x.slice(0, 3)]),
    formula: (x) => [x[0], 2, x[5], x[0], x[1], x[2]],
    curvature: "affine",
  },
  {
    name: "matmul left",
    expression: (x) => model.matmul(P, x),
    formula: (x) => P.map((row) => total(row.map((a, j) => a * x[j]))),
    curvature: "affine",
  },
  {
    name: "matmul right",
    expression: (x) =>
      matrix(x).matmul([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
    formula: (x) =>
      [0, 1].flatMap((i) => [1, 2].map((c) => total([0, 1, 2].map((k) => at(x, i, k) * (2 * k + c))))),
    curvature: "affine",
  },
  {
    name: "dot",
    expression: (x) => x.dot(W),
    formula: (x) => total(x.map((v, i) => v * W[i])),
    curvature: "affine",
  },
  {
    name: "conv",
    expression: (x) => model.conv([1, -2, 3], x),
    formula: (x) => Array.from({ length: 8 }, (_, k) => total([1, -2, 3].map((a, i) => a * (x[k - i] ?? 0)))),
    curvature: "affine",
  },
  {
    name: "kron",
    expression: (x) => model.kron([[1, 2]], matrix(x)),
    formula: (x) => [0, 1].flatMap((i) => [1, 2].flatMap((a) => [0, 1, 2].map((j) => a * at(x, i, j)))),
    curvature: "affine",
  },
  { name: "sum", expression: (x) => x.sum(), formula: total, curvature: "affine" },
  {
    name: "sum axis 0",
    expression: (x) => matrix(x).sum(0),
    formula: (x) => [0, 1, 2].map((j) => at(x, 0, j) + at(x, 1, j)),
    curvature: "affine",
  },
  {
    name: "sum axis -1",
    expression: (x) => matrix(x).sum(-1),
    formula: (x) => [0, 1].map((i) => at(x, i, 0) + at(x, i, 1) + at(x, i, 2)),
    curvature: "affine",
  },
  { name: "mean", expression: (x) => x.mean(), formula: (x) => total(x) / 6, curvature: "affine" },
  {
    name: "mean axis",
    expression: (x) => matrix(x).mean(0),
    formula: (x) => [0, 1, 2].map((j) => (at(x, 0, j) + at(x, 1, j)) / 2),
    curvature: "affine",
  },
  {
    name: "cumsum",
    expression: (x) => x.cumsum(),
    formula: (x) => x.map((_, i) => total(x.slice(0, i + 1))),
    curvature: "affine",
  },
  {
    name: "cumsum axis",
    expression: (x) => matrix(x).cumsum(1),
    formula: (x) => x.map((_, k) => total(x.slice(k - (k % 3), k + 1))),
    curvature: "affine",
  },
  { name: "diff", expression: (x) => x.diff(), formula: differences, curvature: "affine" },
  {
    name: "diff twice",
    expression: (x) => x.diff(2),
    formula: (x) => differences(differences(x)),
    curvature: "affine",
  },
  {
    name: "diff axis",
    expression: (x) => matrix(x).diff(1, 0),
    formula: (x) => [0, 1, 2].map((j) => at(x, 1, j) - at(x, 0, j)),
    curvature: "affine",
  },
  {
    name: "index",
    expression: (x) => matrix(x).index(1, [0, 2]),
    formula: (x) => [x[3], x[4]],
    curvature: "affine",
  },
  {
    name: "index from the end",
    expression: (x) => matrix(x).index("all", -1),
    formula: (x) => [x[2], x[5]],
    curvature: "affine",
  },
  { name: "slice", expression: (x) => x.slice(-3), formula: (x) => x.slice(3), curvature: "affine" },
  {
    name: "take",
    expression: (x) => x.take([5, 0, 5]),
    formula: (x) => [x[5], x[0], x[5]],
    curvature: "affine",
  },
  {
    name: "transpose",
    expression: (x) => matrix(x).transpose(),
    formula: (x) => [0, 1, 2].flatMap((j) => [at(x, 0, j), at(x, 1, j)]),
    curvature: "affine",
  },
  {
    name: "concat",
    expression: (x) => model.concat([matrix(x), [[7], [8]]], 1),
    formula: (x) => [...x.slice(0, 3), 7, ...x.slice(3), 8],
    curvature: "affine",
  },
  {
    name: "stack",
    expression: (x) => model.stack([x.slice(3), x.slice(0, 3)]),
    formula: (x) => [...x.slice(3), ...x.slice(0, 3)],
    curvature: "affine",
  },
  {
    name: "vstack",
    expression: (x) => model.vstack(x.slice(3), matrix(x)),
    formula: (x) => [...x.slice(3), ...x],
    curvature: "affine",
  },
  { name: "hstack", expression: (x) => model.hstack(x, 1), formula: (x) => [...x, 1], curvature: "affine" },
  {
    name: "diag of a vector",
    expression: (x) => x.slice(0, 2).diag(),
    formula: (x) => [x[0], 0, 0, x[1]],
    curvature: "affine",
  },
  {
    name: "diag of a matrix",
    expression: (x) => x.slice(0, 4).reshape([2, 2]).diag(),
    formula: (x) => [x[0], x[3]],
    curvature: "affine",
  },
  {
    name: "trace",
    expression: (x) => x.slice(0, 4).reshape([2, 2]).trace(),
    formula: (x) => x[0] + x[3],
    curvature: "affine",
  },
  { name: "square", expression: (x) => x.square(), formula: (x) => x.map((v) => v * v), curvature: "convex" },
  {
    name: "sumSquares",
    expression: (x) => x.sumSquares(),
    formula: (x) => total(x.map((v) => v * v)),
    curvature: "convex",
  },
  {
    name: "square of what is convex",
    expression: (x) => x.pos().square(),
    formula: (x) => x.map((v) => Math.max(0, v) ** 2),
    curvature: "convex",
  },
  {
    name: "quadOverLin",
    expression: (x) => x.quadOverLin(4),
    formula: (x) => total(x.map((v) => (v * v) / 4)),
    curvature: "convex",
  },
  { name: "quadForm", expression: (x) => x.quadForm(P), formula: form, curvature: "convex" },
  {
    name: "quadForm below",
    expression: (x) => x.quadForm(constant(P).neg()),
    formula: (x) => -form(x),
    curvature: "concave",
  },
  { name: "abs", expression: (x) => x.abs(), formula: (x) => x.map(Math.abs), curvature: "convex" },
  {
    name: "norm1",
    expression: (x) => x.norm1(),
    formula: (x) => total(x.map(Math.abs)),
    curvature: "convex",
  },
  {
    name: "normInf",
    expression: (x) => x.normInf(),
    formula: (x) => Math.max(...x.map(Math.abs)),
    curvature: "convex",
  },
  {
    name: "pos",
    expression: (x) => x.pos(),
    formula: (x) => x.map((v) => Math.max(v, 0)),
    curvature: "convex",
  },
  {
    name: "negPart",
    expression: (x) => x.negPart(),
    formula: (x) => x.map((v) => Math.max(-v, 0)),
    curvature: "convex",
  },
  { name: "max", expression: (x) => x.max(), formula: (x) => Math.max(...x), curvature: "convex" },
  {
    name: "max axis",
    expression: (x) => matrix(x).max(1),
    formula: (x) => [Math.max(...x.slice(0, 3)), Math.max(...x.slice(3))],
    curvature: "convex",
  },
  { name: "min", expression: (x) => x.min(), formula: (x) => Math.min(...x), curvature: "concave" },
  {
    name: "min axis",
    expression: (x) => matrix(x).min(0),
    formula: (x) => [0, 1, 2].map((j) => Math.min(at(x, 0, j), at(x, 1, j))),
    curvature: "concave",
  },
  {
    name: "maximum",
    expression: (x) => x.maximum(x.mul(2).sub(1), 0.5),
    formula: (x) => x.map((v) => Math.max(v, 2 * v - 1, 0.5)),
    curvature: "convex",
  },
  {
    name: "minimum",
    expression: (x) => model.minimum(x, 0.25),
    formula: (x) => x.map((v) => Math.min(v, 0.25)),
    curvature: "concave",
  },
  {
    name: "sumLargest",
    expression: (x) => x.sumLargest(2),
    formula: (x) => largest(x, 2),
    curvature: "convex",
  },
  {
    name: "sumLargest of a part",
    expression: (x) => x.sumLargest(2.5),
    formula: (x) => largest(x, 2.5),
    curvature: "convex",
  },
  {
    name: "cvar",
    expression: (x) => x.cvar(0.6),
    formula: (x) => largest(x, 2.4) / 2.4,
    curvature: "convex",
  },
  {
    name: "huber",
    expression: (x) => x.huber(0.5),
    formula: (x) => x.map((v) => (Math.abs(v) < 0.5 ? v * v : Math.abs(v) - 0.25)),
    curvature: "convex",
  },
  {
    name: "hinge",
    expression: (x) => x.hinge(),
    formula: (x) => x.map((v) => Math.max(0, 1 - v)),
    curvature: "convex",
  },
  {
    name: "quantile",
    expression: (x) => x.quantile(0.3),
    formula: (x) => x.map((v) => Math.max(0.3 * v, -0.7 * v)),
    curvature: "convex",
  },
  {
    name: "tv1d",
    expression: (x) => x.tv1d(),
    formula: (x) => total(differences(x).map(Math.abs)),
    curvature: "convex",
  },
  {
    name: "tv2d",
    expression: (x) => matrix(x).tv2d(),
    formula: (x) =>
      total([0, 1, 2].map((j) => Math.abs(at(x, 1, j) - at(x, 0, j)))) +
      total([0, 1].flatMap((i) => [0, 1].map((j) => Math.abs(at(x, i, j + 1) - at(x, i, j))))),
    curvature: "convex",
  },
  {
    name: "boxDistance l1",
    expression: (x) => model.boxDistance(x, -0.2, 0.3, "l1"),
    formula: (x) => total(x.map((v) => Math.max(0, v - 0.3, -0.2 - v))),
    curvature: "convex",
  },
  {
    name: "boxDistance l2",
    expression: (x) => model.boxDistance(x, -0.2, 0.3),
    formula: (x) => total(x.map((v) => Math.max(0, v - 0.3, -0.2 - v) ** 2)),
    curvature: "convex",
  },
  {
    name: "boxDistance lInf",
    expression: (x) => model.boxDistance(x, -0.2, 0.3, "lInf"),
    formula: (x) => Math.max(...x.map((v) => Math.max(0, v - 0.3, -0.2 - v))),
    curvature: "convex",
  },
];
