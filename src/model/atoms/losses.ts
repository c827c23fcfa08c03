/** What regressions and nets minimise: norms, Huber's loss, hinge, quantile loss, total variation, distance to a box. */
import { FormBuilder, ONE, weightedSum } from "../affine.js";
import { OptNetError } from "../../problem/errors.js";
import type { CompositeAtom, Options, PrimitiveAtom } from "../node.js";
import { Node } from "../node.js";
import { isAffine, isNonnegative } from "../rules.js";
import { shown, shownShape } from "../shapes.js";
import { minus, multiply, plus } from "./arithmetic.js";
import { abs, max, maximum, pos } from "./extremes.js";
import { numberNode } from "./leaves.js";
import { square } from "./squares.js";
import { diff, sum } from "./sums.js";

export const norm1: CompositeAtom = {
  name: "norm1",
  expand: ([x]) => new Node(sum, [new Node(abs, [x])]),
};

export const normInf: CompositeAtom = {
  name: "normInf",
  expand: ([x]) => new Node(max, [new Node(abs, [x])]),
};

/** max(1 − margin, 0), entry by entry. */
export const hinge: CompositeAtom = {
  name: "hinge",
  expand: ([margin]) => new Node(pos, [plus(numberNode(1), minus(margin))]),
};

/** max(tau x, (tau − 1) x), entry by entry. */
export const quantile: CompositeAtom = {
  name: "quantile",
  expand([x, tau]) {
    const part = new Node(multiply, [tau, x]);
    // tau x + max(−x, 0) has one row less, but leaves parameters in it.
    if (!x.parametrised && !tau.parametrised) return plus(part, new Node(pos, [minus(x)]));
    return new Node(maximum, [part, plus(part, minus(x))]);
  },
};

/**
 * x² up to a threshold M, 2M|x| − M² beyond, entry by entry. With x = s + r it is the least s² + 2M|r|; s and the two
 * parts of r are variables, so that Q stays diagonal.
 *
 * Source: Huber 1964; Mangasarian & Musicant 2000, "Robust linear and support vector regression".
 */
export const huber: PrimitiveAtom = {
  name: "huber",
  shapeOf([x, M]) {
    if (M.size === 1 && isNonnegative(M) && !M.hasVariables) return x.shape;
    throw new OptNetError({
      field: "huber",
      expected: "a threshold that is one number ≥ 0, or a parameter of which that is known",
      got: shownShape(M),
      hint: 'Declare it as parameter([], { name: "M", nonneg: true }).',
    });
  },
  signOf: () => "nonnegative",
  curvatureOf: ([x, M]) => (isAffine(x.jointCurvature) && isAffine(M.jointCurvature) ? "convex" : "unknown"),
  quadratic: true,
  weighs: ([, M]) => M.parametrised,
  evaluate: ([x, [M]]) =>
    x.map((value) => (Math.abs(value) <= M ? value * value : 2 * M * Math.abs(value) - M * M)),
  canonical({ args, size }, canonical) {
    const [form, M] = args.map((arg) => canonical.form(arg));
    const s = canonical.variables(size);
    const [above, below] = [canonical.variables(size, 0), canonical.variables(size, 0)];
    canonical.zero(
      weightedSum([
        [1, form],
        [-1, s],
        [-1, above],
        [1, below],
      ]),
    );
    const builder = new FormBuilder();
    for (let i = 0; i < size; i++) {
      builder.push(canonical.product(s, i, s, i), ONE, 1);
      builder.addProduct(M, 0, above, i, 2);
      builder.addProduct(M, 0, below, i, 2);
      builder.endEntry();
    }
    return builder.done();
  },
};

/** Σ |x[i + 1] − x[i]|. */
export const tv1d: CompositeAtom = {
  name: "tv1d",
  expand([x]) {
    if (x.shape.length === 1) return variation(x, 0);
    throw new OptNetError({
      field: "tv1d",
      expected: "a vector",
      got: shownShape(x),
      hint: "Of an image, tv2d; of rows, sum(abs(diff(X, 1, 1))).",
    });
  },
};

/** Σ |X[i + 1, j] − X[i, j]| + Σ |X[i, j + 1] − X[i, j]|: anisotropic. */
export const tv2d: CompositeAtom = {
  name: "tv2d",
  expand([x]) {
    if (x.shape.length === 2) return plus(variation(x, 0), variation(x, 1));
    throw new OptNetError({
      field: "tv2d",
      expected: "a matrix",
      got: shownShape(x),
      hint: "Of a vector, tv1d; or reshape([rows, columns]).",
    });
  },
};

function variation(x: Node, axis: number): Node {
  return new Node(norm1, [new Node(diff, [x], { axis })]);
}

/** How far x is from lower ≤ x ≤ upper: the sum of what is missing, its largest, or the sum of its squares. */
export const boxDistance: CompositeAtom = {
  name: "boxDistance",
  expand([x, lower, upper], { norm }: Options) {
    const outside = plus(new Node(pos, [plus(lower, minus(x))]), new Node(pos, [plus(x, minus(upper))]));
    if (norm === "l1") return new Node(sum, [outside]);
    if (norm === "l2") return new Node(sum, [new Node(square, [outside])]);
    if (norm === "lInf") return new Node(max, [outside]);
    throw new OptNetError({
      field: "boxDistance.norm",
      expected: '"l1", "l2" or "lInf"',
      got: String(norm),
      hint: `"l2" is the sum of squares; of ${shown(x)}.`,
    });
  },
};
