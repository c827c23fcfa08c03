/** Constraints: what is said of expressions, entry by entry. */
import { OptNetError, describe } from "../problem/errors.js";
import type { Shape } from "./node.js";
import { Node } from "./node.js";
import { requireBroadcast } from "./shapes.js";
import { minus, plus } from "./atoms/arithmetic.js";

/** `eq` is left = right, `le` left ≤ right, `ge` left ≥ right, `box` lower ≤ x ≤ upper. */
export type Relation = "eq" | "le" | "ge" | "box";

/** What a soft constraint costs per unit (`"l1"`), or per square (`"l2"`), of what is missing. */
export type Penalty = "l1" | "l2";

export interface Softness {
  readonly weight: Node;
  readonly penalty: Penalty;
}

/**
 * A constraint on expressions, entry by entry; made by `eq`, `le`, `ge`, `box` and `soft`. It is the key by which a
 * solution is asked for its dual.
 */
export class Constraint {
  /** How its sides stand to each other. */
  readonly relation: Relation;
  /** Two sides, or of a box the variable expression and its bounds. */
  readonly sides: readonly Node[];
  /** How messages and records of duals call it. */
  readonly name: string | undefined;
  /** Set where it may be broken: at what price. */
  readonly softness: Softness | undefined;
  /** What has to be 0 (of an equality), or at most 0: one expression, or of a box two. */
  readonly residuals: readonly Node[];

  constructor(relation: Relation, sides: readonly Node[], name?: string, softness?: Softness) {
    this.relation = relation;
    this.sides = sides;
    this.name = name;
    this.softness = softness;
    // What is said of broadcast sides has their common shape.
    requireBroadcast(relation, sides);
    const [left, right, upper] = sides;
    if (relation === "box") this.residuals = [plus(right, minus(left)), plus(left, minus(upper))];
    else this.residuals = [relation === "ge" ? plus(right, minus(left)) : plus(left, minus(right))];
  }

  /** The shape of its dual. */
  get shape(): Shape {
    return this.residuals[0].shape;
  }

  /**
   * The same constraint with a name, by which duals, cotangents and messages know it.
   *
   * @example
   * ```ts
   * const budget = sum(w).eq(1).named("budget");
   * ```
   * @throws OptNetError for what is no name, and for "objective", which is taken.
   */
  named(name: string): Constraint {
    if (typeof name === "string" && name !== "" && name !== "objective") {
      return new Constraint(this.relation, this.sides, name, this.softness);
    }
    throw new OptNetError({
      field: "named",
      expected: 'a text that is not empty, and not "objective"',
      got: describe(name),
      hint: 'For example named("budget"); "objective" is what gradients and results call the objective.',
    });
  }

  /** As a reader would write it, and its name. */
  toString(): string {
    const [left, right, upper] = this.sides;
    const sign = { eq: "==", le: "<=", ge: ">=", box: "" }[this.relation];
    const text = this.relation === "box" ? `${right} <= ${left} <= ${upper}` : `${left} ${sign} ${right}`;
    return this.softness ? `soft(${text}, ${this.softness.weight}, "${this.softness.penalty}")` : text;
  }
}
