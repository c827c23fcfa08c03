/** Atoms that are linear in their arguments: a sparse matrix for each of them says all. */
import type { Affine, LinearMap } from "../affine.js";

import { applyToNumbers, combine } from "../affine.js";
import type { Atom, Canonical, Monotonicity, Node, Options, Shape } from "../node.js";
import { curvatureOfSum, negatedSign, signOfSum, through } from "../rules.js";

interface LinearSpec {
  readonly name: string;
  shapeOf(args: readonly Node[], options: Options): Shape;
  /** What the value takes of each argument. */
  maps(args: readonly Node[], options: Options, shape: Shape): readonly LinearMap[];
  /** Whether all coefficients are positive, or negative. Default increasing. */
  readonly direction?: Monotonicity;
  print?(args: readonly Node[], options: Options): string;
  readonly binding?: number;
}

export function linearAtom({ maps, direction = "increasing", ...spec }: LinearSpec): Atom {
  return {
    ...spec,
    affine: true,
    signOf(args) {
      const sign = signOfSum(args);
      if (direction === "increasing" || sign === "zero") return sign;
      return direction === "decreasing" ? negatedSign(sign) : "unknown";
    },
    curvatureOf: (args) => curvatureOfSum(args.map((arg) => through(arg.jointCurvature, direction))),
    evaluate(args, node) {
      const parts = maps(node.args, node.options, node.shape).map((map, i) => applyToNumbers(map, args[i]));
      return parts.length === 1
        ? parts[0]
        : parts[0].map((_, k) => parts.reduce((s, part) => s + part[k], 0));
    },
    canonical(node: Node, canonical: Canonical): Affine {
      const parts = maps(node.args, node.options, node.shape);
      return combine(parts.map((map, i) => [map, canonical.form(node.args[i])] as const));
    },
  };
}
