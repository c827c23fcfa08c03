/** Products of data with the rest that sum: matrix products, convolution, Kronecker products. */
import type { Affine } from "../affine.js";
import { FormBuilder } from "../affine.js";
import { OptNetError } from "../../problem/errors.js";
import type { Atom, Node, Shape } from "../node.js";
import { inside } from "../node.js";
import { curvatureOfProduct, signOfProduct } from "../rules.js";
import { shownShape } from "../shapes.js";
import { factors } from "./arithmetic.js";

/** What is done with every pair of entries that are multiplied, output by output. */
interface PairWalk {
  pair(left: number, right: number): void;
  endOutput(): void;
}

/** An atom whose outputs are sums of products of an entry of the left with one of the right. */
function bilinearAtom(spec: {
  readonly name: string;
  shapeOf(args: readonly Node[]): Shape;
  /** Goes through the pairs; left entries that `leftHas` denies may be left out. */
  walk(args: readonly Node[], walk: PairWalk, leftHas: (entry: number) => boolean): void;
  print?(args: readonly Node[]): string;
  readonly binding?: number;
}): Atom {
  const { walk, ...rest } = spec;
  return {
    ...rest,
    affine: true,
    signOf: ([a, b]) => signOfProduct(a, b),
    curvatureOf: ([a, b]) => curvatureOfProduct(a, b),
    evaluate([a, b], node) {
      const out = new Float64Array(node.size);
      let [output, total] = [0, 0];
      const pairs: PairWalk = {
        pair: (left, right) => (total += a[left] * b[right]),
        endOutput() {
          out[output++] = total;
          total = 0;
        },
      };
      walk(node.args, pairs, () => true);
      return out;
    },
    canonical({ args }, canonical): Affine {
      const [a, b] = factors(args, canonical);
      const builder = new FormBuilder();
      const pairs: PairWalk = {
        pair: (left, right) => builder.addProduct(a, left, b, right),
        endOutput: () => builder.endEntry(),
      };
      walk(args, pairs, (entry) => a.start[entry + 1] > a.start[entry]);
      return builder.done();
    },
  };
}

/** As NumPy's: a vector is a row on the left and a column on the right. */
export const matmul = bilinearAtom({
  name: "matmul",
  shapeOf([a, b]) {
    const [rows, inner] = a.shape.length === 2 ? a.shape : [undefined, a.shape[0]];
    const [own, columns] = b.shape.length === 2 ? b.shape : [b.shape[0], undefined];
    if (inner !== undefined && inner === own) {
      return [rows, columns].filter((length) => length !== undefined);
    }
    throw new OptNetError({
      field: "matmul",
      expected: "as many columns on the left as rows on the right",
      got: `${shownShape(a)} and ${shownShape(b)}`,
      hint:
        inner === undefined || own === undefined
          ? "A single number multiplies with mul."
          : "Use transpose; entry by entry multiplies mul.",
    });
  },
  walk([a, b], { pair, endOutput }, leftHas) {
    const inner = a.shape.at(-1)!;
    const rows = a.shape.length === 2 ? a.shape[0] : 1;
    const columns = b.shape.length === 2 ? b.shape[1] : 1;
    for (let i = 0; i < rows; i++) {
      const there: number[] = [];
      for (let k = 0; k < inner; k++) if (leftHas(i * inner + k)) there.push(k);
      for (let j = 0; j < columns; j++) {
        for (const k of there) pair(i * inner + k, k * columns + j);
        endOutput();
      }
    }
  },
  print: ([a, b]) => `${inside(a, 2)} @ ${inside(b, 3)}`,
  binding: 2,
});

/** Σ aᵢ bᵢ of two arrays of one shape. */
export const dot = bilinearAtom({
  name: "dot",
  shapeOf([a, b]) {
    if (a.size === b.size && a.shape.length <= 1 && b.shape.length <= 1) return [];
    throw new OptNetError({
      field: "dot",
      expected: "two vectors of one length",
      got: `${shownShape(a)} and ${shownShape(b)}`,
      hint: "Of matrices, sum(A.mul(X)) or trace(A.transpose().matmul(X)).",
    });
  },
  walk([a], { pair, endOutput }) {
    for (let i = 0; i < a.size; i++) pair(i, i);
    endOutput();
  },
});

/** The full convolution of two vectors, of length m + n − 1. */
export const conv = bilinearAtom({
  name: "conv",
  shapeOf([a, b]) {
    if (a.shape.length === 1 && b.shape.length === 1) return [a.size + b.size - 1];
    throw new OptNetError({
      field: "conv",
      expected: "two vectors",
      got: `${shownShape(a)} and ${shownShape(b)}`,
      hint: "Use reshape, or index to take a row.",
    });
  },
  walk([a, b], { pair, endOutput }) {
    for (let k = 0; k < a.size + b.size - 1; k++) {
      for (let i = Math.max(0, k - b.size + 1); i <= Math.min(k, a.size - 1); i++) pair(i, k - i);
      endOutput();
    }
  },
});

export const kron = bilinearAtom({
  name: "kron",
  shapeOf([a, b]) {
    if (a.shape.length === 2 && b.shape.length === 2) {
      return [a.shape[0] * b.shape[0], a.shape[1] * b.shape[1]];
    }
    throw new OptNetError({
      field: "kron",
      expected: "two matrices",
      got: `${shownShape(a)} and ${shownShape(b)}`,
      hint: "Use reshape to give a vector a second axis.",
    });
  },
  walk([a, b], { pair, endOutput }) {
    const [p, q] = a.shape;
    const [r, s] = b.shape;
    for (let i = 0; i < p * r; i++) {
      for (let j = 0; j < q * s; j++) {
        pair(Math.floor(i / r) * q + Math.floor(j / s), (i % r) * s + (j % s));
        endOutput();
      }
    }
  },
});
