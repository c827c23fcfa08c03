/** Functions of expressions, for those who write sum(x) rather than x.sum(). */
import { OptNetError, describe } from "../problem/errors.js";
import { boxDistance as boxDistanceAtom } from "./atoms/losses.js";
import { concat as concatAtom, stack as stackAtom } from "./atoms/structure.js";
import type { Penalty } from "./constraint.js";
import { Constraint } from "./constraint.js";
import type { ExpressionInput, Index } from "./expression.js";
import { Expression, apply, expressionOf } from "./expression.js";
import type { Shape } from "./node.js";
import { isAffine, isNonnegative } from "./rules.js";
import { broadcastShape, sameShape, shown, shownShape } from "./shapes.js";

type X = ExpressionInput;

/** a + b, for all that are given. */
export const add = (first: X, ...rest: X[]): Expression =>
  rest.reduce<Expression>((total, one) => total.add(one), expressionOf("add", first));
/** a − b. */
export const sub = (a: X, b: X): Expression => expressionOf("sub", a).sub(b);
/** −x. */
export const neg = (x: X): Expression => expressionOf("neg", x).neg();
/** a × b, entry by entry; one of them is data. */
export const mul = (a: X, b: X): Expression => expressionOf("mul", a).mul(b);
/** a / b, entry by entry; b is numbers. */
export const div = (a: X, b: X): Expression => expressionOf("div", a).div(b);
/** Matrix product, as NumPy's `@`; one of them is data. */
export const matmul = (a: X, b: X): Expression => expressionOf("matmul", a).matmul(b);
/** Σ aᵢ bᵢ of two vectors; one of them is data. */
export const dot = (a: X, b: X): Expression => expressionOf("dot", a).dot(b);
/** The full convolution of two vectors; one of them is data. */
export const conv = (a: X, b: X): Expression => expressionOf("conv", a).conv(b);
/** Kronecker product of two matrices; one of them is data. */
export const kron = (a: X, b: X): Expression => expressionOf("kron", a).kron(b);
/** The sum of all entries, or along an axis. */
export const sum = (x: X, axis?: number): Expression => expressionOf("sum", x).sum(axis);
/** The mean of all entries, or along an axis. */
export const mean = (x: X, axis?: number): Expression => expressionOf("mean", x).mean(axis);
/** Running sums along an axis. */
export const cumsum = (x: X, axis?: number): Expression => expressionOf("cumsum", x).cumsum(axis);
/** Differences of neighbours along an axis, taken `order` times. */
export const diff = (x: X, order?: number, axis?: number): Expression =>
  expressionOf("diff", x).diff(order, axis);
/** The same entries, row by row, in another shape. */
export const reshape = (x: X, shape: number | Shape): Expression => expressionOf("reshape", x).reshape(shape);
/** Rows become columns. */
export const transpose = (x: X): Expression => expressionOf("transpose", x).transpose();
/** A part: see `Expression.index`. */
export const index = (x: X, ...at: Index[]): Expression => expressionOf("index", x).index(...at);
/** A vector's diagonal matrix, or a square matrix's diagonal. */
export const diag = (x: X): Expression => expressionOf("diag", x).diag();
/** The sum of a square matrix's diagonal. */
export const trace = (x: X): Expression => expressionOf("trace", x).trace();
/** x², entry by entry. */
export const square = (x: X): Expression => expressionOf("square", x).square();
/** Σ xᵢ². */
export const sumSquares = (x: X): Expression => expressionOf("sumSquares", x).sumSquares();
/** xᵀPx. */
export const quadForm = (x: X, P: X): Expression => expressionOf("quadForm", x).quadForm(P);
/** Σ xᵢ² / y, with y a positive number. */
export const quadOverLin = (x: X, y: X): Expression => expressionOf("quadOverLin", x).quadOverLin(y);
/** |x|, entry by entry. */
export const abs = (x: X): Expression => expressionOf("abs", x).abs();
/** Σ |xᵢ|. */
export const norm1 = (x: X): Expression => expressionOf("norm1", x).norm1();
/** max |xᵢ|. */
export const normInf = (x: X): Expression => expressionOf("normInf", x).normInf();
/** max(x, 0), entry by entry. */
export const pos = (x: X): Expression => expressionOf("pos", x).pos();
/** max(−x, 0), entry by entry: CVXPY's `neg`. */
export const negPart = (x: X): Expression => expressionOf("negPart", x).negPart();
/** The largest entry, or the largest along an axis. */
export const max = (x: X, axis?: number): Expression => expressionOf("max", x).max(axis);
/** The smallest entry, or the smallest along an axis. */
export const min = (x: X, axis?: number): Expression => expressionOf("min", x).min(axis);
/** The larger, entry by entry. */
export const maximum = (first: X, ...rest: X[]): Expression =>
  expressionOf("maximum", first).maximum(...rest);
/** The smaller, entry by entry. */
export const minimum = (first: X, ...rest: X[]): Expression =>
  expressionOf("minimum", first).minimum(...rest);
/** The sum of the k largest entries. */
export const sumLargest = (x: X, k: number): Expression => expressionOf("sumLargest", x).sumLargest(k);
/** The mean of the worst part 1 − level of losses. */
export const cvar = (losses: X, level: number): Expression => expressionOf("cvar", losses).cvar(level);
/** Huber's loss, entry by entry. */
export const huber = (x: X, M?: X): Expression => expressionOf("huber", x).huber(M);
/** max(1 − margin, 0), entry by entry. */
export const hinge = (margin: X): Expression => expressionOf("hinge", margin).hinge();
/** Quantile (pinball) loss, entry by entry. */
export const quantile = (x: X, tau: X): Expression => expressionOf("quantile", x).quantile(tau);
/** Total variation of a vector. */
export const tv1d = (x: X): Expression => expressionOf("tv1d", x).tv1d();
/** Total variation of a matrix, anisotropic. */
export const tv2d = (x: X): Expression => expressionOf("tv2d", x).tv2d();

/** Side by side along an axis that they have. */
export const concat = (parts: readonly X[], axis = 0): Expression =>
  apply(concatAtom, several("concat", parts), { axis });
/** Along a new first axis: vectors become the rows of a matrix. */
export const stack = (parts: readonly X[]): Expression => apply(stackAtom, several("stack", parts));

/** One above the other; numbers and vectors are rows. */
export function vstack(...parts: X[] | [readonly X[]]): Expression {
  const rows = several("vstack", listed(parts)).map((x) =>
    x.shape.length === 2 ? x : x.reshape([1, x.size]),
  );
  return concat(rows, 0);
}

/** Side by side: columns of matrices, entries of vectors and numbers. */
export function hstack(...parts: X[] | [readonly X[]]): Expression {
  const all = several("hstack", listed(parts)).map((x) => (x.shape.length === 0 ? x.reshape(1) : x));
  return concat(all, all[0].shape.length - 1);
}

/** NumPy and CVXPY pass one list; an array of nothing but numbers is an array. */
function listed(parts: X[] | [readonly X[]]): readonly X[] {
  const [first] = parts;
  const isList = parts.length === 1 && Array.isArray(first) && first.some((one) => one instanceof Expression);
  return isList ? (first as readonly X[]) : (parts as X[]);
}

function several(name: string, parts: readonly X[]): Expression[] {
  if (Array.isArray(parts) && parts.length > 0) return parts.map((part: X) => expressionOf(name, part));
  throw new OptNetError({
    field: name,
    expected: "an array of expressions, with at least one in it",
    got: (parts as unknown) instanceof Expression ? shownShape(parts as never) : describe(parts),
    hint: name.endsWith("stack") && name !== "stack" ? `${name}(a, b)` : `${name}([a, b])`,
  });
}

/**
 * How far x is from lower ≤ x ≤ upper: the sum of what is missing (`"l1"`), the sum of its squares (`"l2"`), or the
 * largest (`"lInf"`).
 */
export function boxDistance(x: X, lower: X, upper: X, norm: "l1" | "l2" | "lInf" = "l2"): Expression {
  const args = [x, lower, upper].map((one) => expressionOf("boxDistance", one));
  return apply(boxDistanceAtom, args, { norm });
}

/** a = b; both sides are affine. */
export const eq = (a: X, b: X): Constraint => expressionOf("eq", a).eq(b);
/** a ≤ b: a is convex, b is concave. */
export const le = (a: X, b: X): Constraint => expressionOf("le", a).le(b);
/** a ≥ b: a is concave, b is convex. */
export const ge = (a: X, b: X): Constraint => expressionOf("ge", a).ge(b);
/** lower ≤ x ≤ upper. */
export const box = (x: X, lower: X, upper: X): Constraint => expressionOf("box", x).box(lower, upper);

/**
 * A constraint that may be broken at a price: what is missing, times the weight, or its square times the weight, joins the
 * objective.
 *
 * @param weight a number ≥ 0, or a parameter of which that is known, or one for every entry.
 * @param penalty `"l1"`: a weight that is large enough makes it hold wherever it can; `"l2"`: what is missing is spread.
 * @example
 * ```ts
 * Problem.minimize(cost).subjectTo([soft(x.le(limit), 100, "l1")]);
 * ```
 */
export function soft(constraint: Constraint, weight: X, penalty: Penalty = "l1"): Constraint {
  if (!(constraint instanceof Constraint) || constraint.softness !== undefined) {
    throw new OptNetError({
      field: "soft",
      expected: "a constraint that is not soft",
      got: constraint instanceof Constraint ? shown(constraint) : describe(constraint),
      hint: "For example soft(x.le(1), 10).",
    });
  }
  const price = expressionOf("soft", weight);
  const { shape } = constraint;
  const fits = sameShape(broadcastShape(price.shape, shape) ?? [-1], shape);
  if (!price.hasVariables && !isAffine(price.jointCurvature)) {
    throw new OptNetError({
      field: "soft.weight",
      expected: "a weight that is affine in the parameters",
      got: `${shown(price)}, which is ${price.jointCurvature} in them`,
      hint: "Make a parameter of its value.",
    });
  }
  if (!fits || price.hasVariables || !isNonnegative(price)) {
    throw new OptNetError({
      field: "soft.weight",
      expected: `a number ≥ 0 or a parameter of which that is known, one or as many as [${shape.join(",")}]`,
      got: shownShape(price),
      hint: 'Declare it as parameter([], { name: "weight", nonneg: true }).',
    });
  }
  if (penalty !== "l1" && penalty !== "l2") {
    throw new OptNetError({
      field: "soft.penalty",
      expected: '"l1" or "l2"',
      got: describe(penalty),
      hint: '"l1" is the sum of what is missing, "l2" the sum of its squares.',
    });
  }
  return new Constraint(constraint.relation, constraint.sides, constraint.name, { weight: price, penalty });
}
