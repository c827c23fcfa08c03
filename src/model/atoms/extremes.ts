/**
 * What is piecewise linear: a new variable t that is at least each of its pieces. Where it is pushed down, it equals the
 * largest of them. The pieces become rows, and those that are numbers become bounds.
 */
import { FormBuilder, combine, difference, pick, pickAll, weightedSum } from "../affine.js";
import { OptNetError } from "../../problem/errors.js";
import type { CompositeAtom, Options, PrimitiveAtom } from "../node.js";
import { Node } from "../node.js";
import { awayFromZero, curvatureOfConvex, isNonnegative, isNonpositive, signFrom } from "../rules.js";
import { broadcastIndex, requireBroadcast } from "../shapes.js";
import { divide, minus } from "./arithmetic.js";
import { numberNode } from "./leaves.js";
import { reducedEntries, reducedShape } from "./sums.js";

/** Entry by entry, of any number of arguments. */
export const maximum: PrimitiveAtom = {
  name: "maximum",
  shapeOf: (args) => requireBroadcast("maximum", args),
  signOf: (args) => signFrom(args.some(isNonnegative), args.every(isNonpositive)),
  curvatureOf: (args) => curvatureOfConvex(args, () => "increasing"),
  evaluate(args, node) {
    const indices = node.args.map((arg) => broadcastIndex(arg.shape, node.shape));
    return Float64Array.from({ length: node.size }, (_, k) =>
      args.reduce((most, arg, i) => Math.max(most, arg[indices[i][k]]), -Infinity),
    );
  },
  canonical({ args, shape, size }, canonical) {
    const t = canonical.variables(size);
    for (const arg of args) {
      canonical.atMostZero(
        combine([
          [pick(broadcastIndex(arg.shape, shape)), canonical.form(arg)],
          [pickAll(size, -1), t],
        ]),
      );
    }
    return t;
  },
};

export const minimum: CompositeAtom = {
  name: "minimum",
  expand: (args) => minus(new Node(maximum, args.map(minus))),
};

/** Over all entries, or along an axis. */
export const max: PrimitiveAtom = {
  name: "max",
  shapeOf: ([x], options) => reducedShape("max", x, options),
  signOf: ([x]) => x.sign,
  curvatureOf: (args) => curvatureOfConvex(args, () => "increasing"),
  evaluate: ([x], { args, options }) =>
    Float64Array.from(reducedEntries("max", args[0], options), (entries) =>
      entries.reduce((most, entry) => Math.max(most, x[entry]), -Infinity),
    ),
  canonical({ args: [x], options, size }, canonical) {
    const t = canonical.variables(size);
    const form = canonical.form(x);
    const builder = new FormBuilder();
    reducedEntries("max", x, options).forEach((entries, k) => {
      for (const entry of entries) {
        builder.add(form, entry, 1);
        builder.add(t, k, -1);
        builder.endEntry();
      }
    });
    canonical.atMostZero(builder.done());
    return t;
  },
};

export const min: CompositeAtom = {
  name: "min",
  expand: ([x], options) => minus(new Node(max, [minus(x)], options)),
};

export const abs: PrimitiveAtom = {
  name: "abs",
  shapeOf: ([x]) => x.shape,
  signOf: () => "nonnegative",
  curvatureOf: (args) => curvatureOfConvex(args, awayFromZero),
  evaluate: ([x]) => x.map(Math.abs),
  canonical({ args: [x], size }, canonical) {
    const form = canonical.form(x);
    // One piece is enough where the sign is known (of 0, either), and the only one where x is convex or concave there.
    const t = canonical.variables(size);
    if (isNonnegative(x) || !isNonpositive(x)) canonical.atMostZero(difference(form, t));
    if (!isNonnegative(x)) {
      canonical.atMostZero(
        weightedSum([
          [-1, form],
          [-1, t],
        ]),
      );
    }
    return t;
  },
};

/** max(x, 0), entry by entry. */
export const pos: CompositeAtom = {
  name: "pos",
  expand: ([x]) => new Node(maximum, [x, numberNode(0)]),
};

/** max(−x, 0), entry by entry. */
export const negPart: CompositeAtom = {
  name: "negPart",
  expand: ([x]) => new Node(pos, [minus(x)]),
};

/**
 * The sum of the k largest entries; of a k that is no whole number, with that part of the next one:
 *
 *     min over s of  k s + Σ max(x − s, 0)
 *
 * Source: Rockafellar & Uryasev 2000, "Optimization of conditional value-at-risk".
 */
export const sumLargest: PrimitiveAtom = {
  name: "sumLargest",
  shapeOf([x], options) {
    countOf(x, options);
    return [];
  },
  signOf: ([x]) => x.sign,
  curvatureOf: (args) => curvatureOfConvex(args, () => "increasing"),
  evaluate([x], { args, options }) {
    const k = countOf(args[0], options);
    const sorted = x.slice().sort().reverse();
    return Float64Array.of(
      sorted.reduce((total, value, i) => total + value * Math.min(1, Math.max(0, k - i)), 0),
    );
  },
  canonical({ args: [x], options }, canonical) {
    const form = canonical.form(x);
    const s = canonical.variables(1);
    const u = canonical.variables(x.size, 0);
    const rows = combine([
      [pickAll(x.size), form],
      [pick(new Int32Array(x.size), -1), s],
      [pickAll(x.size, -1), u],
    ]);
    canonical.atMostZero(rows);
    const builder = new FormBuilder();
    builder.add(s, 0, countOf(x, options));
    for (let i = 0; i < x.size; i++) builder.add(u, i, 1);
    builder.endEntry();
    return builder.done();
  },
};

function countOf(x: Node, { k }: Options): number {
  if (typeof k === "number" && k > 0 && k <= x.size) return k;
  throw new OptNetError({
    field: "sumLargest.k",
    expected: `a number above 0 and at most ${x.size}, the number of entries`,
    got: String(k),
    hint: "It is how many of the largest entries are summed.",
  });
}

/** The mean of the worst part 1 − level of losses. */
export const cvar: CompositeAtom = {
  name: "cvar",
  expand([losses], { level }) {
    if (typeof level !== "number" || !(level >= 0) || !(level < 1)) {
      throw new OptNetError({
        field: "cvar.level",
        expected: "a number from 0 to below 1",
        got: String(level),
        hint: "0.95 is the mean of the worst twentieth of the losses.",
      });
    }
    const k = (1 - level) * losses.size;
    return new Node(divide, [new Node(sumLargest, [losses], { k }), numberNode(k)]);
  },
};
