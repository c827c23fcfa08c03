/** All atoms by name, for problems that are read from files. */
import type { Atom } from "../node.js";
import { add, divide, multiply, negative } from "./arithmetic.js";
import { abs, cvar, max, maximum, min, minimum, negPart, pos, sumLargest } from "./extremes.js";
import { boxDistance, hinge, huber, norm1, normInf, quantile, tv1d, tv2d } from "./losses.js";
import { conv, dot, kron, matmul } from "./products.js";
import { quadForm, quadOverLin, square, sumSquares } from "./squares.js";
import { concat, diag, index, reshape, stack, trace, transpose } from "./structure.js";
import { cumsum, diff, sum } from "./sums.js";

/** An atom and how many arguments it takes; Infinity: any number but none. */
const ALL: readonly (readonly [number, readonly Atom[]])[] = [
  [
    1,
    [
      ...[
        abs,
        cumsum,
        cvar,
        diag,
        diff,
        hinge,
        index,
        max,
        min,
        negative,
        negPart,
        norm1,
        normInf,
        pos,
        reshape,
      ],
      ...[square, sum, sumLargest, sumSquares, trace, transpose, tv1d, tv2d],
    ],
  ],
  [2, [add, conv, divide, dot, huber, kron, matmul, multiply, quadForm, quadOverLin, quantile]],
  [3, [boxDistance]],
  [Infinity, [concat, maximum, minimum, stack]],
];

export const ATOMS: ReadonlyMap<string, { readonly atom: Atom; readonly arity: number }> = new Map(
  ALL.flatMap(([arity, atoms]) => atoms.map((atom) => [atom.name, { atom, arity }] as const)),
);
