/**
 * What an expression is made of: a node of a graph, whose leaves are variables, parameters and constants. A node knows
 * its shape, its sign and its curvature from those of its arguments, by the rules of disciplined convex programming.
 *
 * Curvature is that in variables and parameters together: a parameter counts as something that varies, so that what is
 * affine here has data that are affine in the parameters (disciplined parametrised programming).
 *
 * Sources: Grant, Boyd & Ye 2006, "Disciplined convex programming"; Agrawal et al. 2019, "Differentiable convex
 * optimization layers" (arXiv 1910.12430), section 4.
 */
import { OptNetError, sizeOf } from "../problem/errors.js";
import type { Affine } from "./affine.js";

/** Lengths of axes; `[]` is a single number. At most two. */
export type Shape = readonly number[];

/** Of all entries: `zero`, `nonnegative`, `nonpositive`, or `unknown`. */
export type Sign = "zero" | "nonnegative" | "nonpositive" | "unknown";

/**
 * How it curves: `constant` has neither variables nor parameters in it; then `affine`, `convex`, `concave`, and `unknown` where
 * no rule tells.
 */
export type Curvature = "constant" | "affine" | "convex" | "concave" | "unknown";

/** How a value moves with an argument: never down, never up, or either. */
export type Monotonicity = "increasing" | "decreasing" | "neither";

/** What an atom is told besides its arguments, as JSON holds it. */
export type OptionValue = number | string | boolean | null | readonly OptionValue[];
export type Options = { readonly [name: string]: OptionValue };

/** What atoms need of the problem that they become a part of. */
export interface Canonical {
  /** The affine form of an argument. */
  form(node: Node): Affine;
  /** The same where it will be multiplied by parameters: none are left in it, nor in squares of it. */
  weighted(node: Node): Affine;
  /** New variables; entries of the form are they. */
  variables(size: number, lower?: number): Affine;
  /** Rows ≤ 0. */
  atMostZero(rows: Affine): void;
  /** Rows = 0. */
  zero(rows: Affine): void;
  /**
   * The affine form of an argument that will be multiplied by itself: no parameters stand beside its variables, and none
   * at all where the product will be multiplied by some. It is the form itself or new variables that equal it.
   *
   * @param weighed whether what asks for it multiplies the product by parameters; those around it are known.
   */
  squarable(node: Node, weighed: boolean): Affine;
  /** What stands for the product of two entries of squarable forms, in place of a variable. */
  product(left: Affine, i: number, right: Affine, j: number): number;
}

/** What all nodes of one kind have in common. */
export interface PrimitiveAtom {
  /** As users write it. */
  readonly name: string;
  /** @throws OptNetError where shapes do not go together. */
  shapeOf(args: readonly Node[], options: Options): Shape;
  signOf(args: readonly Node[], options: Options): Sign;
  curvatureOf(args: readonly Node[], options: Options): Curvature;
  /** Whether it is quadratic where it curves: then it is for objectives alone. */
  readonly quadratic?: true;
  /** Whether its value is linear in its arguments, or bilinear in data and the rest. */
  readonly affine?: true;
  /** Whether parameters among its arguments multiply what it is made of, as the matrix of a quadratic form does. */
  weighs?(args: readonly Node[]): boolean;
  /** The value, row-major, from those of its arguments. */
  evaluate(args: readonly Float64Array[], node: Node): Float64Array;
  /** An affine form that may stand for the node where it is pushed down (if convex) or up (if concave). */
  canonical(node: Node, canonical: Canonical): Affine;
  /** Written out; `name(arguments)` where it is absent. */
  print?(args: readonly Node[], options: Options): string;
  /** How tightly it binds in print: 1 for sums, 2 for products, 3 for all else. */
  readonly binding?: number;
}

/** An atom that is short for an expression. */
export interface CompositeAtom extends Pick<PrimitiveAtom, "name" | "print" | "binding"> {
  expand(args: readonly Node[], options: Options): Node;
}

export type Atom = PrimitiveAtom | CompositeAtom;

/** What a node without arguments is. */
export type Leaf =
  | { readonly kind: "constant"; readonly data: Float64Array }
  | { readonly kind: "variable"; readonly name: string | undefined; readonly sign: Sign }
  | {
      readonly kind: "parameter";
      readonly name: string | undefined;
      readonly sign: Sign;
      /** Whether its values are symmetric positive semidefinite matrices. */
      readonly psd: boolean;
    };

/** Levels of an expression that are printed: sums of thousands of terms are as deep. */
const DEEPEST_PRINT = 200;
let printing = 0;

export class Node {
  /** What it is made by. */
  readonly atom: Atom;
  /** What it is made of. */
  readonly args: readonly Node[];
  /** What the atom was told besides. */
  readonly options: Options;
  /** Set of variables, parameters and constants. */
  readonly leaf: Leaf | undefined;
  /** What a composite atom is short for. */
  readonly expansion: Node | undefined;
  /** Lengths of its axes; `[]` for a single number. */
  readonly shape: Shape;
  /** Of all its entries. */
  readonly sign: Sign;
  /** In variables and parameters together. */
  readonly jointCurvature: Curvature;
  /** Whether there is a quadratic in it, which a constraint cannot have. */
  readonly quadratic: boolean;
  /** Whether there is a variable in it. */
  readonly hasVariables: boolean;
  /** Whether there is a parameter in it. */
  readonly hasParameters: boolean;
  /** Whether parameters are left in its affine form; those inside of a nonlinear atom are not. */
  readonly parametrised: boolean;

  constructor(atom: Atom, args: readonly Node[], options: Options = {}, leaf?: Leaf, sign?: Sign) {
    this.atom = atom;
    this.args = args;
    this.options = options;
    this.leaf = leaf;
    const expansion = "expand" in atom ? atom.expand(args, options) : undefined;
    const primitive = atom as PrimitiveAtom;
    this.expansion = expansion;
    this.shape = expansion ? expansion.shape : primitive.shapeOf(args, options);
    this.hasVariables = leaf?.kind === "variable" || args.some((arg) => arg.hasVariables);
    this.hasParameters = leaf?.kind === "parameter" || args.some((arg) => arg.hasParameters);
    this.sign = sign ?? expansion?.sign ?? primitive.signOf(args, options);
    this.jointCurvature = isConstant(this)
      ? "constant"
      : leaf
        ? "affine"
        : (expansion?.jointCurvature ?? primitive.curvatureOf(args, options));
    const inherited = primitive.quadratic === true || args.some((arg) => arg.quadratic);
    this.quadratic = !isConstant(this) && (expansion?.quadratic ?? inherited);
    const left = primitive.affine ? args.some((arg) => arg.parametrised) : primitive.weighs?.(args);
    this.parametrised = leaf?.kind === "parameter" || (expansion?.parametrised ?? left ?? false);
  }

  /** Numbers in it. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /**
   * Text for a text; nothing for operators, which JavaScript would apply to texts: `x <= 3` would be false, and `x + 1` "x1".
   *
   * @throws OptNetError for operators.
   */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === "string") return this.toString();
    throw new OptNetError({
      field: "expression",
      expected: "methods and functions where Python has operators",
      got: `an operator of JavaScript beside \`${this.toString()}\``,
      hint: "x + y is x.add(y), 2 * x is x.mul(2), A @ x is A.matmul(x), x <= 1 is x.le(1), x == 1 is x.eq(1).",
    });
  }

  /** The expression as a reader would write it, without what is nested very deeply; long ones are cut where they are shown. */
  toString(): string {
    if (printing >= DEEPEST_PRINT) return "…";
    printing++;
    try {
      return this.#written();
    } finally {
      printing--;
    }
  }

  #written(): string {
    const { atom, args, options } = this;
    if (atom.print) return atom.print(args, options);
    const given = Object.values(options)
      .filter((value) => value !== null)
      .map((value) => JSON.stringify(value));
    return `${atom.name}(${[...args.map(String), ...given].join(", ")})`;
  }
}

/** Whether nothing in it varies. */
export function isConstant(node: Pick<Node, "hasVariables" | "hasParameters">): boolean {
  return !node.hasVariables && !node.hasParameters;
}

/** An argument in print, in parentheses where it binds less tightly than what it is in. */
export function inside(node: Node, binding: number): string {
  const own = node.atom.binding ?? 3;
  return own < binding ? `(${node})` : String(node);
}
