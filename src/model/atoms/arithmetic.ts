/** Sums, differences, and products of data with anything, entry by entry. */
import type { Affine } from "../affine.js";
import { FormBuilder, combine, pick, pickAll } from "../affine.js";
import { evaluate } from "../evaluate.js";
import type { Atom, Canonical } from "../node.js";
import { Node, inside, isConstant } from "../node.js";
import { curvatureOfProduct, signOfProduct } from "../rules.js";
import { broadcastIndex, requireBroadcast, sameShape, shown } from "../shapes.js";
import { OptNetError } from "../../problem/errors.js";
import { linearAtom } from "./linear.js";

const sum: Atom = linearAtom({
  name: "add",
  shapeOf: (args) => requireBroadcast("add", args),
  maps: (args, _, shape) => args.map((arg) => pick(broadcastIndex(arg.shape, shape))),
  print([left, right]) {
    // A difference is the sum with what is negated.
    if (right.atom === negative) return `${inside(left, 1)} - ${inside(right.args[0], 2)}`;
    return `${inside(left, 1)} + ${inside(right, 1)}`;
  },
  binding: 1,
});

/** A sum that was built term by term is one sum: as nested ones it would be copied once for every term, and be as deep. */
export const add: Atom = {
  ...sum,
  canonical(node, canonical) {
    const terms: Node[] = [];
    let first: Node = node;
    while (first.atom === add && sameShape(first.shape, node.shape)) {
      terms.push(first.args[1]);
      first = first.args[0];
    }
    terms.push(first);
    return combine(
      terms
        .reverse()
        .map((term) => [pick(broadcastIndex(term.shape, node.shape)), canonical.form(term)] as const),
    );
  },
};

export const negative = linearAtom({
  name: "neg",
  shapeOf: ([x]) => x.shape,
  maps: ([x]) => [pickAll(x.size, -1)],
  direction: "decreasing",
  print: ([x]) => `-${inside(x, 2)}`,
  binding: 1,
});

/** a + b of nodes. */
export function plus(a: Node, b: Node): Node {
  return new Node(add, [a, b]);
}

/** −x of a node. */
export function minus(x: Node): Node {
  return new Node(negative, [x]);
}

/** Entry by entry; one factor is data. */
export const multiply: Atom = {
  name: "mul",
  affine: true,
  shapeOf: (args) => requireBroadcast("mul", args),
  signOf: ([a, b]) => signOfProduct(a, b),
  curvatureOf: ([a, b]) => curvatureOfProduct(a, b),
  evaluate([a, b], { args, shape }) {
    const [left, right] = args.map((arg) => broadcastIndex(arg.shape, shape));
    return Float64Array.from(left, (i, k) => a[i] * b[right[k]]);
  },
  canonical({ args, shape }, canonical) {
    const [a, b] = factors(args, canonical);
    const [left, right] = args.map((arg) => broadcastIndex(arg.shape, shape));
    const builder = new FormBuilder();
    left.forEach((i, k) => {
      builder.addProduct(a, i, b, right[k]);
      builder.endEntry();
    });
    return builder.done();
  },
  print: ([a, b]) => `${inside(a, 2)} * ${inside(b, 3)}`,
  binding: 2,
};

/** Both factors of a product; what stands beside parameters has none left in it. */
export function factors(args: readonly Node[], canonical: Canonical): Affine[] {
  return args.map((arg, i) => (args[1 - i].parametrised ? canonical.weighted(arg) : canonical.form(arg)));
}

/** By numbers. */
export const divide: Atom = {
  name: "div",
  affine: true,
  shapeOf(args) {
    const divisor = args[1];
    if (isConstant(divisor) && evaluate(divisor).includes(0)) {
      throw new OptNetError({
        field: "div",
        expected: "a divisor without zeros",
        got: `${shown(divisor)} below ${shown(args[0])}`,
        hint: "Take the entries out of which there is no quotient: index, slice or take.",
      });
    }
    return requireBroadcast("div", args);
  },
  signOf: ([a, b]) => signOfProduct(a, b),
  curvatureOf: ([a, b]) => (b.hasVariables || b.hasParameters ? "unknown" : curvatureOfProduct(b, a)),
  evaluate([a, b], { args, shape }) {
    const [left, right] = args.map((arg) => broadcastIndex(arg.shape, shape));
    return Float64Array.from(left, (i, k) => a[i] / b[right[k]]);
  },
  canonical({ args, shape }, canonical) {
    const [a, b] = args.map((arg) => canonical.form(arg));
    const [left, right] = args.map((arg) => broadcastIndex(arg.shape, shape));
    const builder = new FormBuilder();
    left.forEach((i, k) => {
      const at = b.start[right[k]];
      builder.add(a, i, 1 / (b.start[right[k] + 1] > at ? b.value[at] : 0));
      builder.endEntry();
    });
    return builder.done();
  },
  print: ([a, b]) => `${inside(a, 2)} / ${inside(b, 3)}`,
  binding: 2,
};
