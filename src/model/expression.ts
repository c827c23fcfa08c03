/** Expressions as users write them. */
import { OptNetError, describe, requireFinite } from "../problem/errors.js";
import type { ArrayInput } from "../problem/problem.js";
import { readNumbers } from "../problem/read.js";
import { add, divide, multiply, negative } from "./atoms/arithmetic.js";
import { abs, cvar, max, maximum, min, minimum, negPart, pos, sumLargest } from "./atoms/extremes.js";
import { constantAtom, leafText } from "./atoms/leaves.js";
import { hinge, huber, norm1, normInf, quantile, tv1d, tv2d } from "./atoms/losses.js";
import { conv, dot, kron, matmul } from "./atoms/products.js";
import { quadForm, quadOverLin, square, sumSquares } from "./atoms/squares.js";
import { diag, index, reshape, trace, transpose } from "./atoms/structure.js";
import { cumsum, diff, sum } from "./atoms/sums.js";
import { Constraint } from "./constraint.js";
import type { Atom, Curvature, Options, Shape } from "./node.js";
import { Node } from "./node.js";
import { signOfNumbers } from "./rules.js";
import { requireAxis, shown, shownShape } from "./shapes.js";

/** What stands for an expression: one, or numbers, as nested arrays, a typed array or `{ data, shape }`. */
export type ExpressionInput = Expression | ArrayInput | number;

/** One position on an axis, a range `[start, stop]` or `[start, stop, step]` without stop, or all. */
export type Index =
  | number
  | readonly [start: number, stop: number]
  | readonly [start: number, stop: number, step: number]
  | "all";

/**
 * An expression in variables, parameters and numbers, with a shape of at most two axes, a sign and a curvature. It is made
 * by `variable`, `parameter` and `constant`, by its methods, and by functions of the same names.
 *
 * Shapes go together as NumPy's do. A product needs data on one side: numbers or parameters.
 *
 * @example
 * ```ts
 * const w = variable(3, "w");
 * const cost = w.sub([1, 2, 3]).sumSquares().add(w.sum().mul(2));
 * cost.curvature; // "convex"
 * ```
 */
export class Expression extends Node {
  /**
   * What it is as a function of the variables: `"constant"` has none, parameters count as data. `"unknown"` is what the
   * rules cannot tell; a problem refuses it.
   */
  get curvature(): Curvature {
    return this.hasVariables ? this.jointCurvature : "constant";
  }

  /** this + other. */
  add(other: ExpressionInput): Expression {
    return apply(add, [this, expressionOf("add", other)]);
  }

  /** this − other. */
  sub(other: ExpressionInput): Expression {
    return apply(add, [this, apply(negative, [expressionOf("sub", other)])]);
  }

  /** −this. */
  neg(): Expression {
    return apply(negative, [this]);
  }

  /** this × other, entry by entry; one of them is data. */
  mul(other: ExpressionInput): Expression {
    return apply(multiply, [this, expressionOf("mul", other)]);
  }

  /** this / other, entry by entry; the other is numbers. */
  div(other: ExpressionInput): Expression {
    return apply(divide, [this, expressionOf("div", other)]);
  }

  /** Matrix product, as NumPy's `@`; one of them is data. */
  matmul(other: ExpressionInput): Expression {
    return apply(matmul, [this, expressionOf("matmul", other)]);
  }

  /** Σ thisᵢ otherᵢ of two vectors; one of them is data. */
  dot(other: ExpressionInput): Expression {
    return apply(dot, [this, expressionOf("dot", other)]);
  }

  /** The full convolution of two vectors, of length m + n − 1; one of them is data. */
  conv(other: ExpressionInput): Expression {
    return apply(conv, [this, expressionOf("conv", other)]);
  }

  /** Kronecker product of two matrices; one of them is data. */
  kron(other: ExpressionInput): Expression {
    return apply(kron, [this, expressionOf("kron", other)]);
  }

  /** The sum of all entries, or along an axis, which goes. */
  sum(axis?: number): Expression {
    return apply(sum, [this], { axis: axis ?? null });
  }

  /** The mean of all entries, or along an axis, which goes. */
  mean(axis?: number): Expression {
    const total = this.sum(axis);
    return total.div(this.size / total.size);
  }

  /** Running sums along an axis. */
  cumsum(axis = 0): Expression {
    return apply(cumsum, [this], { axis });
  }

  /** Differences of neighbours along an axis, taken `order` times. */
  diff(order = 1, axis = 0): Expression {
    const length = this.shape[requireAxis("diff", axis, this)];
    if (!Number.isInteger(order) || order < 1 || order >= length) {
      throw new OptNetError({
        field: "diff.order",
        expected: `a whole number above 0 and below ${length}, the length of the axis`,
        got: `${describe(order)} for ${shownShape(this)}`,
        hint: "2 are the differences of differences; every order takes one entry away.",
      });
    }
    return Array.from({ length: order }).reduce<Expression>((x) => apply(diff, [x], { axis }), this);
  }

  /** The same entries, row by row, in another shape. */
  reshape(shape: number | Shape): Expression {
    return apply(reshape, [this], { shape: typeof shape === "number" ? [shape] : shape });
  }

  /** Rows become columns. */
  transpose(): Expression {
    return apply(transpose, [this]);
  }

  /** A part: for every axis a position (the axis goes), a range `[start, stop]` or `[start, stop, step]`, or `"all"`. */
  index(...at: Index[]): Expression {
    return apply(index, [this], { at });
  }

  /** Entries, or rows, from start to before stop, every step-th; negative positions count from the end. */
  slice(start: number, stop: number = this.shape[0] ?? 1, step = 1): Expression {
    return this.index(step === 1 ? [start, stop] : [start, stop, step]);
  }

  /** The entries, or rows, at these positions, in this order; along axis 1, columns. */
  take(indices: readonly number[], axis = 0): Expression {
    const along = requireAxis("take", axis, this);
    if ((!Array.isArray(indices) && !ArrayBuffer.isView(indices)) || indices.length === 0) {
      throw new OptNetError({
        field: "take",
        expected: "an array of positions, with at least one in it",
        got: describe(indices),
        hint: "For example take([0, 2]); one position is index(0).",
      });
    }
    const before = Array.from({ length: along }, () => "all");
    return apply(index, [this], { at: [...before, ["list", ...indices]] });
  }

  /** A vector's diagonal matrix, or a square matrix's diagonal. */
  diag(): Expression {
    return apply(diag, [this]);
  }

  /** The sum of a square matrix's diagonal. */
  trace(): Expression {
    return apply(trace, [this]);
  }

  /** Entry by entry. */
  square(): Expression {
    return apply(square, [this]);
  }

  /** Σ thisᵢ². */
  sumSquares(): Expression {
    return apply(sumSquares, [this]);
  }

  /** xᵀPx, with P numbers, or a parameter with `psd: true`. */
  quadForm(P: ExpressionInput): Expression {
    return apply(quadForm, [this, expressionOf("quadForm", P)]);
  }

  /** Σ thisᵢ² / y, with y a positive number. */
  quadOverLin(y: ExpressionInput): Expression {
    return apply(quadOverLin, [this, expressionOf("quadOverLin", y)]);
  }

  /** Entry by entry. */
  abs(): Expression {
    return apply(abs, [this]);
  }

  /** Σ |thisᵢ|. */
  norm1(): Expression {
    return apply(norm1, [this]);
  }

  /** max |thisᵢ|. */
  normInf(): Expression {
    return apply(normInf, [this]);
  }

  /** max(this, 0), entry by entry. */
  pos(): Expression {
    return apply(pos, [this]);
  }

  /** max(−this, 0), entry by entry. */
  negPart(): Expression {
    return apply(negPart, [this]);
  }

  /** The largest entry, or the largest along an axis, which goes. */
  max(axis?: number): Expression {
    return apply(max, [this], { axis: axis ?? null });
  }

  /** The smallest entry, or the smallest along an axis, which goes. */
  min(axis?: number): Expression {
    return apply(min, [this], { axis: axis ?? null });
  }

  /** The larger, entry by entry. */
  maximum(...others: ExpressionInput[]): Expression {
    return apply(maximum, [this, ...others.map((other) => expressionOf("maximum", other))]);
  }

  /** The smaller, entry by entry. */
  minimum(...others: ExpressionInput[]): Expression {
    return apply(minimum, [this, ...others.map((other) => expressionOf("minimum", other))]);
  }

  /** The sum of the k largest entries. */
  sumLargest(k: number): Expression {
    return apply(sumLargest, [this], { k });
  }

  /** The mean of the worst part 1 − level of these losses: 0.95 for the worst twentieth. */
  cvar(level: number): Expression {
    return apply(cvar, [this], { level });
  }

  /** x² where |x| ≤ M, 2M|x| − M² beyond, entry by entry. */
  huber(M: ExpressionInput = 1): Expression {
    return apply(huber, [this, expressionOf("huber", M)]);
  }

  /** max(1 − this, 0), entry by entry. */
  hinge(): Expression {
    return apply(hinge, [this]);
  }

  /** max(tau x, (tau − 1) x), entry by entry: quantile, or pinball, loss. */
  quantile(tau: ExpressionInput): Expression {
    return apply(quantile, [this, expressionOf("quantile", tau)]);
  }

  /** Σ |this[i + 1] − this[i]| of a vector. */
  tv1d(): Expression {
    return apply(tv1d, [this]);
  }

  /** The same of a matrix, down and across. */
  tv2d(): Expression {
    return apply(tv2d, [this]);
  }

  /** this = other; both sides are affine. */
  eq(other: ExpressionInput): Constraint {
    return new Constraint("eq", [this, expressionOf("eq", other)]);
  }

  /** this ≤ other: the left is convex, the right is concave. */
  le(other: ExpressionInput): Constraint {
    return new Constraint("le", [this, expressionOf("le", other)]);
  }

  /** this ≥ other: the left is concave, the right is convex. */
  ge(other: ExpressionInput): Constraint {
    return new Constraint("ge", [this, expressionOf("ge", other)]);
  }

  /** lower ≤ this ≤ upper. */
  box(lower: ExpressionInput, upper: ExpressionInput): Constraint {
    return new Constraint("box", [this, expressionOf("box", lower), expressionOf("box", upper)]);
  }

  override toString(): string {
    return this.leaf ? leafText(this) : super.toString();
  }
}

/** An expression made by an atom. */
export function apply(atom: Atom, args: readonly Node[], options: Options = {}): Expression {
  return new Expression(atom, args, options);
}

/** Numbers of this shape. */
export function constantExpression(data: Float64Array, shape: Shape): Expression {
  return new Expression(constantAtom, [], { shape }, { kind: "constant", data }, signOfNumbers(data));
}

/** Numbers as an expression; an expression is itself. */
export function expressionOf(field: string, input: ExpressionInput): Expression {
  if (input instanceof Expression) return input;
  const holdsExpressions =
    Array.isArray(input) && input.flat().some((one) => (one as unknown) instanceof Node);
  if (!holdsExpressions && isNumbers(input)) {
    const { data, shape = [data.length] } = readNumbers(field, input);
    if (shape.length <= 2 && data.length > 0) {
      requireBounded(field, data);
      requireFinite(field, data, shape, false);
      return constantExpression(data, shape);
    }
  }
  throw new OptNetError({
    field,
    expected: "an expression, a number, or an array of numbers with at most two axes",
    got: holdsExpressions
      ? "an array of expressions"
      : (input as unknown) instanceof Constraint
        ? `the constraint ${shown(input as object)}`
        : describe(input),
    hint: holdsExpressions
      ? "stack([a, b]) makes one expression of several, hstack(a, b) puts them side by side, maximum(a, b) and add(a, b) take them one by one."
      : "Variables and parameters are made by variable() and parameter(); functions of them are expressions.",
  });
}

/** What may be read as numbers: other objects are told from them by what they are. */
function isNumbers(input: unknown): input is ArrayInput | number {
  if (typeof input !== "object" || input === null) return typeof input === "number";
  return Array.isArray(input) || ArrayBuffer.isView(input) || "data" in input;
}

/** Who writes Infinity means that there is no bound. */
function requireBounded(field: string, data: Float64Array): void {
  if (!["le", "ge", "eq", "box"].includes(field)) return;
  const odd = data.find((value) => value === Infinity || value === -Infinity);
  if (odd === undefined) return;
  throw new OptNetError({
    field,
    expected: "finite numbers",
    got: String(odd),
    hint: "Where there is no bound, leave it out: x.ge(lower) for one side, x.take([…]).le(upper) for some entries.",
  });
}
