/**
 * From expressions to rows: every nonlinear atom is replaced by new variables and rows, until all that is left is a
 * quadratic program whose data are affine in the parameters.
 *
 * Single variables against data become bounds; so do the bounds of new variables. Quadratics keep the form in which they
 * were written: a sum of squares of variables has a diagonal Q.
 */
import type { Affine } from "./affine.js";
import { FormBuilder, ONE, constantForm, difference, identityForm, weightedSum } from "./affine.js";
import type { Constraint } from "./constraint.js";
import { evaluate } from "./evaluate.js";
import type { Canonical, Node, PrimitiveAtom } from "./node.js";
import { isConstant } from "./node.js";
import { KeptRows, boundOf, isNumber, movesAlike, numberIn, singleVariable } from "./presolve.js";
import type { Bound } from "./presolve.js";
import { isNonnegative, isNonpositive } from "./rules.js";
import { broadcastIndex, shown } from "./shapes.js";
import { OptNetError } from "../problem/errors.js";

/**
 * Where one entry of a constraint went, and what a multiplier there is times to be its dual. A variable that is `fixed` has
 * equal bounds: its multiplier is that of the upper one less that of the lower one.
 */
export interface Place {
  readonly kind: "nu" | "lambda" | "lambdaLower" | "lambdaUpper" | "fixed" | "none";
  readonly index: number;
  readonly factor: number;
}

const NOWHERE: Place = { kind: "none", index: 0, factor: 0 };

/** A product that stands in the objective. */
export interface Product {
  readonly left: Affine;
  readonly i: number;
  readonly right: Affine;
  readonly j: number;
}

function notFinite(node: Node): OptNetError {
  return new OptNetError({
    field: "problem",
    expected: "finite numbers in its expressions",
    got: `${shown(node)}, which has others`,
    hint: "Look for an overflow in the numbers that it is made of.",
  });
}

/** Collects the rows of a problem. */
export class Rows implements Canonical {
  readonly variableStart = new Map<Node, number>();
  readonly parameterStart = new Map<Node, number>();
  /** Of variables so far, new ones too. */
  variableCount = 0;
  parameterCount = 0;
  readonly products: Product[] = [];
  readonly equalities = new FormBuilder();
  equalityCount = 0;
  readonly inequalities = new FormBuilder();
  inequalityCount = 0;
  readonly lower = new Map<number, Bound>();
  readonly upper = new Map<number, Bound>();
  /** For every constraint, where the entries of each of its residuals went. */
  readonly places = new Map<Constraint, Place[][]>();
  /** New variables that stand in rows of a constraint, and not in the objective alone. */
  readonly #fixed = new Set<number>();
  readonly #fixes: boolean;
  readonly #kept = new KeptRows();
  readonly #owners = { lower: new Map<number, Place[]>(), upper: new Map<number, Place[]>() };
  readonly #forms = [new Map<Node, Affine>(), new Map<Node, Affine>()];
  #weighted = false;
  /** Soft constraints' penalties, to be added to what is minimised. */
  readonly penalties: Affine[] = [];

  /** @param fixes whether variables that equal data become bounds; otherwise they are rows. */
  constructor(leaves: readonly Node[], fixes: boolean) {
    this.#fixes = fixes;
    for (const node of leaves) {
      if (node.leaf?.kind === "parameter") {
        this.parameterStart.set(node, this.parameterCount);
        this.parameterCount += node.size;
        continue;
      }
      this.variableStart.set(node, this.variableCount);
      const first = this.variableCount;
      this.variableCount += node.size;
      for (let i = 0; i < node.size; i++) {
        if (isNonnegative(node)) this.lower.set(first + i, { constant: 0, terms: [] });
        if (isNonpositive(node)) this.upper.set(first + i, { constant: 0, terms: [] });
      }
    }
  }

  form(node: Node): Affine {
    const known = this.#forms[Number(this.#weighted)];
    const before = known.get(node);
    if (before !== undefined) return before;
    const form = this.#formOf(node);
    // Parts come before what is made of them: the first that is not finite is to blame.
    if (!form.value.every(Number.isFinite)) throw notFinite(node);
    known.set(node, form);
    return form;
  }

  #formOf(node: Node): Affine {
    if (isConstant(node)) return constantForm(evaluate(node));
    const { leaf, size } = node;
    if (leaf?.kind === "variable") return identityForm("variable", this.variableStart.get(node)!, size);
    if (leaf?.kind === "parameter") return identityForm("parameter", this.parameterStart.get(node)!, size);
    if (node.expansion) return this.form(node.expansion);
    return (node.atom as PrimitiveAtom).canonical(node, this);
  }

  weighted(node: Node): Affine {
    const before = this.#weighted;
    this.#weighted = true;
    const form = this.form(node);
    this.#weighted = before;
    return form;
  }

  variables(size: number, lower?: number): Affine {
    const first = this.variableCount;
    this.variableCount += size;
    if (lower !== undefined) {
      for (let i = 0; i < size; i++) this.lower.set(first + i, { constant: lower, terms: [] });
    }
    return identityForm("variable", first, size);
  }

  squarable(node: Node, weighed: boolean): Affine {
    const before = this.#weighted;
    this.#weighted ||= weighed;
    const form = this.#withoutProducts(this.form(node));
    this.#weighted = before;
    return form;
  }

  #withoutProducts(form: Affine): Affine {
    const fits = form.parameter.every(
      (parameter, k) => parameter === ONE || (form.variable[k] === ONE && !this.#weighted),
    );
    if (fits) return form;
    const y = this.variables(form.size);
    this.zero(difference(form, y));
    return y;
  }

  product(left: Affine, i: number, right: Affine, j: number): number {
    this.products.push({ left, i, right, j });
    return -1 - this.products.length;
  }

  zero(rows: Affine): Place[] {
    return Array.from({ length: rows.size }, (_, i) => this.#zero(rows, i));
  }

  #zero(rows: Affine, i: number): Place {
    // What fixes a variable counts as kept: a row beside it would be the same again, and share its multiplier.
    if (this.#kept.hasEquality(rows, i)) return NOWHERE;
    const at = singleVariable(rows, i);
    if (this.#fixes && at >= 0 && this.#fix(rows, i, at)) {
      return { kind: "fixed", index: rows.variable[at], factor: 1 / rows.value[at] };
    }
    this.equalities.add(rows, i, 1);
    this.equalities.endEntry();
    return { kind: "nu", index: this.equalityCount++, factor: 1 };
  }

  /** Sets both bounds, where those that are there do not contradict; false, and nothing is done, elsewhere. */
  #fix(rows: Affine, i: number, at: number): boolean {
    const index = rows.variable[at];
    const bound = boundOf(rows, i, at);
    const [lower, upper] = [this.lower.get(index), this.upper.get(index)];
    const moving = [bound, lower, upper].some((one) => one !== undefined && one.terms.length > 0);
    if (this.#fixed.has(index) || (moving && (lower || upper))) return false;
    if ((lower && lower.constant > bound.constant) || (upper && upper.constant < bound.constant))
      return false;
    for (const side of ["lower", "upper"] as const) {
      this.#disown(side, index);
      this[side].set(index, bound);
    }
    this.#fixed.add(index);
    return true;
  }

  /** What a bound meant is said by another: its constraint has no multiplier any more. */
  #disown(side: "lower" | "upper", index: number): void {
    const kind = side === "upper" ? "lambdaUpper" : "lambdaLower";
    const owner = this.#owners[side].get(index);
    owner?.forEach((place, k) => {
      if (place.index === index && place.kind === kind) owner[k] = NOWHERE;
    });
    this.#owners[side].delete(index);
  }

  atMostZero(rows: Affine): Place[] {
    const places: Place[] = [];
    for (let i = 0; i < rows.size; i++) this.#atMostZero(rows, i, places);
    return places;
  }

  /** One row, and where it went: `places[i]`, which may change when a tighter bound comes. */
  #atMostZero(rows: Affine, i: number, places: Place[]): void {
    const at = singleVariable(rows, i);
    if (at >= 0) this.#bound(rows, i, at, places);
    else if (isNumber(rows, i) && numberIn(rows, i) <= 0) places[i] = NOWHERE;
    else this.#inequality(rows, i, places);
  }

  #inequality(rows: Affine, i: number, places: Place[]): void {
    if (this.#kept.hasInequality(rows, i)) {
      places[i] = NOWHERE;
      return;
    }
    this.inequalities.add(rows, i, 1);
    this.inequalities.endEntry();
    places[i] = { kind: "lambda", index: this.inequalityCount++, factor: 1 };
  }

  /** a z + c ≤ 0 is z ≤ −c / a for a > 0, and z ≥ −c / a for a < 0; its multiplier is that of the bound over |a|. */
  #bound(rows: Affine, i: number, at: number, places: Place[]): void {
    const factor = rows.value[at];
    const index = rows.variable[at];
    const { constant, terms } = boundOf(rows, i, at);
    const side = factor > 0 ? "upper" : "lower";
    const bounds = this[side];
    const before = bounds.get(index);
    const fixed = this.#fixed.has(index);
    const tighter = before && (side === "upper" ? constant < before.constant : constant > before.constant);
    // Of two that move differently with the parameters the tighter one is not known.
    if (before && (!movesAlike(before, { terms }) || (fixed && tighter))) {
      this.#inequality(rows, i, places);
      return;
    }
    const looser = before && (side === "upper" ? constant > before.constant : constant < before.constant);
    const owners = this.#owners[side];
    const owner = owners.get(index);
    // Of two that are equal the first has the multiplier; a bound that no constraint has made gives it away.
    if (looser || (before && (owner || fixed) && constant === before.constant)) {
      places[i] = NOWHERE;
      return;
    }
    bounds.set(index, { constant, terms });
    this.#disown(side, index);
    owners.set(index, places);
    places[i] = {
      kind: side === "upper" ? "lambdaUpper" : "lambdaLower",
      index,
      factor: 1 / Math.abs(factor),
    };
  }

  constrain(constraint: Constraint): void {
    const { relation, residuals, softness } = constraint;
    const places: Place[][] = [];
    for (const residual of residuals) {
      const form = this.form(residual);
      let rows = form;
      if (softness) {
        const missing = this.variables(
          form.size,
          relation === "eq" && softness.penalty === "l2" ? undefined : 0,
        );
        rows = difference(form, missing);
        this.penalties.push(this.#price(missing, softness.weight, residual, softness.penalty));
        if (relation === "eq" && softness.penalty === "l1") {
          const other = this.variables(form.size, 0);
          rows = weightedSum([
            [1, rows],
            [1, other],
          ]);
          this.penalties.push(this.#price(other, softness.weight, residual, "l1"));
        }
      }
      places.push(relation === "eq" ? this.zero(rows) : this.atMostZero(rows));
    }
    this.places.set(constraint, places);
  }

  /** Σ weight · missing, or · missing². */
  #price(missing: Affine, weight: Node, { shape }: Node, penalty: "l1" | "l2"): Affine {
    const form = this.form(weight);
    const index = broadcastIndex(weight.shape, shape);
    const builder = new FormBuilder();
    for (let i = 0; i < missing.size; i++) {
      if (penalty === "l1") builder.addProduct(form, index[i], missing, i);
      else {
        const symbol = this.product(missing, i, missing, i);
        for (let k = form.start[index[i]]; k < form.start[index[i] + 1]; k++) {
          builder.push(symbol, form.parameter[k], form.value[k]);
        }
      }
    }
    builder.endEntry();
    return builder.done();
  }
}
