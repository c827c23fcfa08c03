/**
 * Squares and quadratic forms. They become the matrix Q as they are; where parameters stand beside the variables inside,
 * as in |Fᵀw|², or beside a square of parameters, new variables y = Fᵀw come in between, so that the data stay affine in
 * the parameters.
 */
import { FormBuilder, ONE } from "../affine.js";
import { OptNetError } from "../../problem/errors.js";
import type { CompositeAtom, PrimitiveAtom } from "../node.js";
import { Node, isConstant } from "../node.js";
import { awayFromZero, curvatureOfConvex, isAffine, isNonnegative, isNonpositive } from "../rules.js";
import { shown, shownShape } from "../shapes.js";
import { divide, multiply } from "./arithmetic.js";
import { sum } from "./sums.js";
import { evaluate } from "../evaluate.js";

export const square: PrimitiveAtom = {
  name: "square",
  shapeOf: ([x]) => x.shape,
  signOf: () => "nonnegative",
  curvatureOf: (args) => curvatureOfConvex(args, awayFromZero),
  quadratic: true,
  evaluate: ([x]) => x.map((value) => value * value),
  canonical({ args: [x] }, canonical) {
    const form = canonical.squarable(x, false);
    const builder = new FormBuilder();
    for (let i = 0; i < form.size; i++) {
      builder.push(canonical.product(form, i, form, i), ONE, 1);
      builder.endEntry();
    }
    return builder.done();
  },
};

export const sumSquares: CompositeAtom = {
  name: "sumSquares",
  expand: ([x]) => new Node(sum, [new Node(square, [x])]),
};

export const quadOverLin: CompositeAtom = {
  name: "quadOverLin",
  expand([x, y]) {
    if (isConstant(y) && y.size === 1 && y.sign === "nonnegative") {
      return new Node(divide, [new Node(sumSquares, [x]), y]);
    }
    throw new OptNetError({
      field: "quadOverLin",
      expected: "a positive number as the denominator",
      got: shownShape(y),
      hint: "A variable there needs a second-order cone; for a parameter, multiply by one that is 1 / y: sumSquares(x).mul(weight).",
    });
  },
};

/** xᵀ P x. */
export const quadForm: PrimitiveAtom = {
  name: "quadForm",
  shapeOf([x, P]) {
    const n = x.shape[0];
    const fits = x.shape.length === 1 && P.shape.length === 2 && P.shape[0] === n && P.shape[1] === n;
    if (fits) {
      if (isConstant(P)) requireSymmetric(P);
      return [];
    }
    throw new OptNetError({
      field: "quadForm",
      expected: "a vector and a square matrix with a row for each of its entries",
      got: `${shownShape(x)} and ${shownShape(P)}`,
      hint: "quadForm(x, P) is xᵀPx; a diagonal P is sum(square(x).mul(d)).",
    });
  },
  signOf: ([, P]) =>
    isSemidefinite(P, 1) ? "nonnegative" : isSemidefinite(P, -1) ? "nonpositive" : "unknown",
  curvatureOf([x, P]) {
    if (!isAffine(x.jointCurvature) || P.hasVariables || !isAffine(P.jointCurvature)) return "unknown";
    return isSemidefinite(P, 1) ? "convex" : isSemidefinite(P, -1) ? "concave" : "unknown";
  },
  quadratic: true,
  weighs: ([, P]) => P.parametrised,
  evaluate([x, P]) {
    let total = 0;
    x.forEach((a, i) => x.forEach((b, j) => (total += a * P[i * x.length + j] * b)));
    return Float64Array.of(total);
  },
  canonical({ args: [x, P] }, canonical) {
    const form = canonical.squarable(x, P.parametrised);
    const weights = canonical.form(P);
    const n = x.size;
    const builder = new FormBuilder();
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const [from, to] = [weights.start[i * n + j], weights.start[i * n + j + 1]];
        if (from === to) continue;
        const symbol = canonical.product(form, i, form, j);
        for (let k = from; k < to; k++) builder.push(symbol, weights.parameter[k], weights.value[k]);
      }
    }
    builder.endEntry();
    return builder.done();
  },
};

/** Whether `sign` times a matrix of data is positive semidefinite, as far as its parts say. */
function isSemidefinite(P: Node, sign: 1 | -1): boolean {
  const { atom, args } = P;
  if (isConstant(P)) return isSemidefiniteMatrix(evaluate(P), P.shape[0], sign);
  if (P.leaf?.kind === "parameter") return sign > 0 && P.leaf.psd;
  if (atom.name === "add") return args.every((arg) => isSemidefinite(arg, sign));
  if (atom.name === "neg") return isSemidefinite(args[0], sign === 1 ? -1 : 1);
  if (atom !== multiply && atom !== divide) return false;
  const [factor, matrix] = args[0].size === 1 ? args : [args[1], args[0]];
  if (factor.size !== 1) return false;
  const own = isNonnegative(factor) ? sign : isNonpositive(factor) ? (-sign as 1 | -1) : undefined;
  return own !== undefined && isSemidefinite(matrix, own);
}

function requireSymmetric(P: Node): void {
  const n = P.shape[0];
  const data = evaluate(P);
  const largest = data.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (Math.abs(data[i * n + j] - data[j * n + i]) <= 1e-9 * largest) continue;
      throw new OptNetError({
        field: "quadForm",
        expected: "a symmetric matrix",
        got: `${shown(P)} with ${data[i * n + j]} at [${i},${j}] and ${data[j * n + i]} at [${j},${i}]`,
        hint: "Only the symmetric part counts in xᵀPx: pass (P + Pᵀ) / 2.",
      });
    }
  }
}

/** By a Cholesky factorisation of the matrix with a little on its diagonal. */
function isSemidefiniteMatrix(P: Float64Array, n: number, sign: 1 | -1): boolean {
  const largest = P.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const L = P.map((value) => sign * value);
  for (let j = 0; j < n; j++) L[j * n + j] += 1e-10 * n * largest;
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < j; k++) {
      for (let i = j; i < n; i++) L[i * n + j] -= L[i * n + k] * L[j * n + k];
    }
    const pivot = L[j * n + j];
    if (!(pivot > 0)) return largest === 0;
    const scale = 1 / Math.sqrt(pivot);
    for (let i = j; i < n; i++) L[i * n + j] *= scale;
  }
  return true;
}
