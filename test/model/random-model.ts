/**
 * Random models: expressions of every kind in one another, parameters wherever they may stand, and constraints that are
 * known to have a point that meets them.
 */
import type { Expression, Parameter, Values, Variable } from "../../src/model/index.js";
import * as m from "../../src/model/index.js";
import { Constraint } from "../../src/model/index.js";
import { evaluateAt } from "../../src/model/evaluate.js";
import type { Random } from "../support/random.js";

type Shape = readonly number[];
type Kind = "free" | "nonneg" | "psd";
const lengthOf = (shape: Shape): number => shape.reduce((a, b) => a * b, 1);

/** A constraint whose one side is a parameter of its own. */
export interface Limited {
  readonly constraint: Constraint;
  readonly side: Parameter;
  readonly relation: "eq" | "le" | "ge";
}

export interface RandomModel {
  readonly cost: Expression;
  readonly constraints: readonly Constraint[];
  readonly limited: readonly Limited[];
  readonly variables: readonly Variable[];
  readonly parameters: readonly Parameter[];
  /** Other values of the parameters, for which some point meets all constraints. */
  values(): Map<Parameter, Float64Array>;
}

/** Values as `solve` takes them. */
export function pairsOf(values: ReadonlyMap<Parameter, Float64Array>): Values {
  return new Map([...values].map(([one, data]) => [one, { data, shape: [...one.shape] }]));
}

export function randomModel(random: Random): RandomModel {
  return new Builder(random).model();
}

class Builder {
  readonly #random: Random;
  readonly #variables: Variable[] = [];
  readonly #kinds = new Map<Parameter, Kind>();
  readonly #sides: { side: Parameter; of: Expression; slack: Float64Array }[] = [];

  constructor(random: Random) {
    this.#random = random;
    for (let i = 0; i < random.integer(1, 2); i++) {
      const sign = random.chance(0.15) ? { nonneg: true } : random.chance(0.1) ? { nonpos: true } : {};
      this.#variables.push(
        m.variable(this.#random.pick([[3], [4], [2, 2], [2, 3], []]), { name: `x${i}`, ...sign }),
      );
    }
  }

  #numbers(shape: Shape, low = -1, high = 1): Float64Array {
    const draw = (): number => (this.#random.chance(0.1) && low < 0 ? 0 : this.#random.uniform(low, high));
    return Float64Array.from({ length: lengthOf(shape) }, draw);
  }

  #constant(shape: Shape, low?: number, high?: number): Expression {
    return m.constant({ data: this.#numbers(shape, low, high), shape: [...shape] });
  }

  #parameter(shape: Shape, kind: Kind = "free"): Parameter {
    const known = kind === "free" ? {} : { [kind]: true };
    const made = m.parameter(shape, { name: `p${this.#kinds.size}`, ...known });
    this.#kinds.set(made, kind);
    return made;
  }

  #data(shape: Shape, parametrised: boolean): Expression {
    if (!parametrised || this.#random.chance(0.5)) return this.#constant(shape);
    const made = this.#parameter(shape);
    return this.#random.chance(0.3) ? made.mul(this.#random.uniform(-1, 1)).add(this.#constant(shape)) : made;
  }

  #affine(depth: number): Expression {
    if (depth <= 0) return this.#random.pick(this.#variables);
    const x = this.#affine(depth - this.#random.integer(1, 2));
    const [{ shape }, free] = [x, !x.parametrised];
    const ways: (() => Expression)[] = [
      () => x.add(this.#data(shape, true)),
      () => m.sub(this.#data(shape, true), x),
      () => x.mul(this.#data(this.#random.pick([shape, []]), free)),
      () => x.div(this.#constant([], 0.5, 2)),
      () => x.sub(x.mul(0.3)).add(x.mean()),
      () => x.mul(0).add(this.#random.pick(this.#variables).sum()),
    ];
    if (shape.length > 0) {
      const axis = this.#random.integer(0, shape.length - 1);
      ways.push(
        () => x.cumsum(axis),
        () => x.slice(-shape[0], shape[0], 2),
        () => x.take([shape[axis] - 1, 0, -1], axis),
        () => x.sum(axis),
        () => m.concat([x, x.neg()], axis),
        () => x.reshape(x.size),
      );
      if (shape[axis] > 1) ways.push(() => x.diff(1, axis));
    }
    if (shape.length === 1) {
      ways.push(
        () => this.#data([2, x.size], free).matmul(x),
        () => x.dot(this.#data(shape, free)),
        () => m.conv(this.#data([2], free), x),
        () => m.stack([x, x.neg()]),
        () => x.diag(),
      );
    }
    if (shape.length === 2) {
      ways.push(
        () => x.transpose(),
        () => this.#data([2, shape[0]], free).matmul(x),
        () => x.matmul(this.#data([shape[1]], free)),
        () => m.kron(this.#data([1, 2], free), x),
        () => x.index("all", -1).add(this.#data([1, 1], true)),
      );
      if (shape[0] === shape[1]) ways.push(() => x.trace());
    }
    const made = this.#random.pick(ways)();
    return made.size > 14 ? made.sum() : made;
  }

  /** Convex, and piecewise linear. */
  #pieces(depth: number): Expression {
    const x = depth > 1 && this.#random.chance(0.4) ? this.#pieces(depth - 1) : this.#affine(depth);
    const ways: (() => Expression)[] = [
      () => x.pos(),
      () => x.max(),
      () => x.maximum(this.#data(x.shape, true), -0.5),
      () => x.sumLargest(Math.min(1.5, x.size)),
      () => x.cvar(0.6),
      () => x.neg().minimum(0.3).neg(),
      () => x.neg().min().neg(),
      () => (x.parametrised ? x : x.mul(this.#parameter([], "nonneg"))),
    ];
    if (x.curvature === "affine") {
      ways.push(
        () => x.abs(),
        () => x.norm1(),
        () => x.normInf(),
        () => x.negPart(),
        () => x.hinge(),
        () => x.quantile(0.3),
        () => m.boxDistance(x, -0.3, this.#data([], true), this.#random.pick(["l1", "lInf"] as const)),
      );
      if (x.shape.length === 1 && x.size > 1) ways.push(() => x.tv1d());
    }
    return this.#random.pick(ways)();
  }

  #squares(depth: number): Expression {
    const x = this.#affine(depth);
    const weight = (): Expression => this.#parameter([], "nonneg");
    const ways: (() => Expression)[] = [
      () => x.sumSquares(),
      () => x.pos().square(),
      () => x.abs().square(),
      () => x.quadOverLin(1.7),
      () => x.huber(0.4),
      () => x.huber(weight()),
      () => m.boxDistance(x, -0.2, 0.2, "l2"),
      () => weight().add(0.5).mul(x.square()),
      () => weight().mul(x.huber()),
    ];
    if (x.shape.length === 1) {
      const S = (): Expression => this.#parameter([x.size, x.size], "psd");
      ways.push(
        () => x.quadForm(S()),
        () => x.quadForm(S().mul(0.5).add(m.eye(x.size))),
      );
    }
    return this.#random.pick(ways)();
  }

  /** A parameter that some point keeps away from by `slack`. */
  #side(of: Expression, away: -1 | 0 | 1): Parameter {
    const side = m.parameter(of.shape, `side${this.#sides.length}`);
    const slack = this.#numbers(of.shape, 0, 1).map((value) => away * Math.max(0.05, value));
    this.#sides.push({ side, of, slack });
    return side;
  }

  model(): RandomModel {
    const random = this.#random;
    let cost = m.constant(0);
    for (const x of this.#variables) {
      const near = random.chance(0.6) ? this.#parameter(x.shape) : this.#constant(x.shape);
      cost = cost.add(x.sub(near).sumSquares().mul(random.uniform(0.3, 1)));
    }
    for (let i = 0; i < random.integer(1, 3); i++) {
      const depth = random.integer(1, 3);
      const term = random.chance(0.5) ? this.#squares(depth) : this.#pieces(depth);
      cost = cost.add(term.sum().mul(random.uniform(0.2, 1)));
    }
    if (random.chance(0.3)) cost = cost.add(this.#parameter([]).square()).add(this.#parameter([]));
    const [constraints, limited] = [[] as Constraint[], [] as Limited[]];
    const add = (constraint: Constraint): Constraint => {
      const named = constraint.named(`c${constraints.length}`);
      constraints.push(named);
      return named;
    };
    // One equality at most, of one row: several may say the same, and then have no multipliers of their own.
    if (random.chance(0.4)) {
      const x = this.#random.pick(this.#variables);
      const row = random.chance(0.5) ? x.reshape(x.size).index(-1).mul(-2) : x.sum();
      const side = this.#side(row, 0);
      limited.push({ constraint: add(row.eq(side)), side, relation: "eq" });
      if (random.chance(0.5)) add(row.mul(-3).eq(side.mul(-3)));
    }
    for (let i = 0; i < random.integer(0, 3); i++) {
      const of = this.#random.pick([
        () => this.#affine(2),
        () => this.#pieces(2),
        () => this.#random.pick(this.#variables),
      ])();
      if (random.chance(0.2) && of.curvature === "affine") {
        const weight = random.chance(0.5) ? this.#constant([], 0.1, 1) : this.#parameter([], "nonneg");
        add(m.soft(of.le(random.uniform(-1, 1)), weight, this.#random.pick(["l1", "l2"] as const)));
        continue;
      }
      const relation = of.curvature === "affine" && random.chance(0.4) ? "ge" : "le";
      const side = this.#side(of, relation === "ge" ? -1 : 1);
      limited.push({ constraint: add(of[relation](side)), side, relation });
      if (random.chance(0.3)) add(of.mul(2)[relation](side.mul(2)));
    }
    const parameters = [...this.#kinds.keys(), ...this.#sides.map(({ side }) => side)];
    return {
      cost,
      constraints,
      limited,
      variables: this.#variables,
      parameters,
      values: () => this.#values(),
    };
  }

  #values(): Map<Parameter, Float64Array> {
    const values = new Map<Parameter, Float64Array>();
    for (const [one, kind] of this.#kinds) {
      // None is 0: where two pieces meet by chance there is no derivative.
      const draw = (): number =>
        this.#random.uniform(0.2, 1.5) * (kind === "free" && this.#random.chance(0.5) ? -1 : 1);
      if (kind !== "psd") values.set(one, Float64Array.from({ length: one.size }, draw));
      else {
        const n = one.shape[0];
        const L = this.#random.matrix(n, n);
        const entry = (k: number): number => L[Math.floor(k / n)].reduce((t, v, j) => t + v * L[k % n][j], 0);
        values.set(
          one,
          Float64Array.from({ length: n * n }, (_, k) => entry(k)),
        );
      }
    }
    const point = new Map<unknown, Float64Array>(values);
    for (const x of this.#variables) {
      const [low, high] = [x.sign === "nonnegative" ? 0.1 : -1, x.sign === "nonpositive" ? -0.1 : 1];
      point.set(x, this.#numbers(x.shape, low, high));
    }
    for (const { side, of, slack } of this.#sides) {
      const at = evaluateAt(of, (leaf) => point.get(leaf), new Map());
      values.set(side, at.map((value, i) => value + slack[i])); // prettier-ignore
    }
    return values;
  }
}
