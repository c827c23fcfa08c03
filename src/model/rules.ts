/** How signs and curvatures go together. */
import type { Curvature, Monotonicity, Node, Sign } from "./node.js";

export function isNonnegative({ sign }: { readonly sign: Sign }): boolean {
  return sign === "nonnegative" || sign === "zero";
}

export function isNonpositive({ sign }: { readonly sign: Sign }): boolean {
  return sign === "nonpositive" || sign === "zero";
}

export function signFrom(nonnegative: boolean, nonpositive: boolean): Sign {
  if (nonnegative) return nonpositive ? "zero" : "nonnegative";
  return nonpositive ? "nonpositive" : "unknown";
}

/** The sign of all these numbers. */
export function signOfNumbers(numbers: Float64Array): Sign {
  let [nonnegative, nonpositive] = [true, true];
  for (const number of numbers) {
    if (!(number >= 0)) nonnegative = false;
    if (!(number <= 0)) nonpositive = false;
  }
  return signFrom(nonnegative, nonpositive);
}

/** Of a sum, or of entries side by side. */
export function signOfSum(parts: readonly { readonly sign: Sign }[]): Sign {
  return signFrom(parts.every(isNonnegative), parts.every(isNonpositive));
}

export function signOfProduct(a: { readonly sign: Sign }, b: { readonly sign: Sign }): Sign {
  if (a.sign === "zero" || b.sign === "zero") return "zero";
  if (a.sign === "unknown" || b.sign === "unknown") return "unknown";
  return a.sign === b.sign ? "nonnegative" : "nonpositive";
}

export function negatedSign(sign: Sign): Sign {
  if (sign === "nonnegative") return "nonpositive";
  return sign === "nonpositive" ? "nonnegative" : sign;
}

export function negatedCurvature(curvature: Curvature): Curvature {
  if (curvature === "convex") return "concave";
  return curvature === "concave" ? "convex" : curvature;
}

export function isConvex(curvature: Curvature): boolean {
  return curvature !== "concave" && curvature !== "unknown";
}

export function isConcave(curvature: Curvature): boolean {
  return curvature !== "convex" && curvature !== "unknown";
}

export function isAffine(curvature: Curvature): boolean {
  return curvature === "constant" || curvature === "affine";
}

export function curvatureOfSum(parts: readonly Curvature[]): Curvature {
  if (parts.every((part) => part === "constant")) return "constant";
  if (parts.every(isAffine)) return "affine";
  if (parts.every(isConvex)) return "convex";
  return parts.every(isConcave) ? "concave" : "unknown";
}

/** An argument's curvature behind something that moves with it in this way. */
export function through(curvature: Curvature, monotonicity: Monotonicity): Curvature {
  if (isAffine(curvature) || monotonicity === "increasing") return curvature;
  return monotonicity === "decreasing" ? negatedCurvature(curvature) : "unknown";
}

/** Of |x| and x² where x has this sign, and of products with such an x. */
export function awayFromZero(x: { readonly sign: Sign }): Monotonicity {
  if (isNonnegative(x)) return "increasing";
  return isNonpositive(x) ? "decreasing" : "neither";
}

/** Of a convex function of arguments: each has to be affine, or convex where it increases, or concave where it decreases. */
export function curvatureOfConvex(
  args: readonly Node[],
  monotonicity: (arg: Node, index: number) => Monotonicity,
): Curvature {
  const parts = args.map((arg, i) => through(arg.jointCurvature, monotonicity(arg, i)));
  return parts.every(isConvex) ? "convex" : "unknown";
}

/** Of a product, of which one factor has no variables and the other no parameters where that has some. */
export function curvatureOfProduct(left: Node, right: Node): Curvature {
  const [data, other] = left.hasVariables ? [right, left] : [left, right];
  if (data.hasVariables || !isAffine(data.jointCurvature)) return "unknown";
  if (data.parametrised && other.parametrised) return "unknown";
  const curvature = through(other.jointCurvature, awayFromZero(data));
  return curvature === "constant" ? data.jointCurvature : curvature;
}
