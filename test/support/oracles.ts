/** Problems whose solutions and gradients are known as fractions. */
import type { FieldName } from "optnet";
import type { Qp } from "./qp.js";

export interface Oracle {
  readonly name: string;
  readonly qp: Qp;
  readonly z: readonly number[];
  readonly nu?: readonly number[];
  readonly lambda?: readonly number[];
  readonly lambdaLower?: readonly number[];
  /** ∂l/∂z, and the gradients that it gives; those of inputs that are not listed are 0. */
  readonly cotangent: readonly number[];
  readonly gradients: { readonly [Name in FieldName]?: readonly number[] | readonly number[][] };
}

export const ORACLES: readonly Oracle[] = [
  {
    name: "a: one active inequality",
    qp: {
      Q: [
        [4, 1],
        [1, 2],
      ],
      p: [1, 1],
      G: [[1, 1]],
      h: [-1],
    },
    z: [-1 / 4, -3 / 4],
    lambda: [3 / 4],
    cotangent: [1, 1],
    gradients: { G: [[1 / 4, 3 / 4]], h: [1] },
  },
  {
    name: "b: a box written as rows, and an equality",
    qp: {
      Q: [
        [1, -1, 1],
        [-1, 2, -2],
        [1, -2, 4],
      ],
      p: [2, -3, 1],
      G: [
        [0, 0, 1],
        [0, 1, 0],
        [1, 0, 0],
        [0, 0, -1],
        [0, -1, 0],
        [-1, 0, 0],
      ],
      h: [1, 1, 1, 0, 0, 0],
      A: [[1, 1, 1]],
      b: [0.5],
    },
    z: [0, 1 / 2, 0],
    nu: [2],
    lambda: [0, 0, 0, 2, 0, 7 / 2],
    cotangent: [1, 1, 1],
    gradients: { A: [[0, -1 / 2, 0]], b: [1] },
  },
  {
    name: "c: two active inequalities in three variables",
    qp: {
      Q: [
        [2, 1, 0],
        [1, 2, 1],
        [0, 1, 2],
      ],
      p: [0, 0, 0],
      G: [
        [-1, -2, -3],
        [-1, -1, 0],
      ],
      h: [-4, -1],
    },
    z: [4 / 7, 3 / 7, 6 / 7],
    lambda: [5 / 7, 6 / 7],
    cotangent: [1, 1, 1],
    gradients: {
      p: [-3 / 14, 3 / 14, -1 / 14],
      h: [-5 / 14, -3 / 7],
      G: [
        [5 / 98, 15 / 49, 25 / 98],
        [3 / 49, 18 / 49, 15 / 49],
      ],
      Q: [
        [-6 / 49, 3 / 196, -11 / 98],
        [3 / 196, 9 / 98, 15 / 196],
        [-11 / 98, 15 / 196, -3 / 49],
      ],
    },
  },
  {
    name: "d: a simplex",
    qp: {
      Q: [
        [4, 1],
        [1, 2],
      ],
      p: [1, 1],
      lower: 0,
      A: [[1, 1]],
      b: [1],
    },
    z: [1 / 4, 3 / 4],
    nu: [-11 / 4],
    lambdaLower: [0, 0],
    cotangent: [1.3, 0.5],
    gradients: {
      Q: [
        [-0.05, -0.05],
        [-0.05, 0.15],
      ],
      p: [-0.2, 0.2],
      A: [[0.375, -1.075]],
      b: [0.7],
    },
  },
];

/** Oracle e: minimise ½‖x‖² with x0 + x1 = b and x0 − 2x1 ≤ −½, which has a kink at b = 1. */
export function degenerate(b: number): Qp {
  return { Q: [1, 1], p: [0, 0], A: [[1, 1]], b: [b], G: [[1, -2]], h: [-0.5] };
}
