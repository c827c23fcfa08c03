/** Why a problem has no solution, in its own words. */
import type { Certificate } from "../index.js";
import type { Compiled } from "./compile.js";
import type { Constraint } from "./constraint.js";
import type { Variable } from "./leaves.js";
import { lift } from "./reduction.js";
import { shown } from "./shapes.js";

/** A proof that one element has no solution. */
export type ModelCertificate =
  | {
      /** No point meets these constraints together. */
      readonly kind: "primalInfeasible";
      /** The constraints that contradict each other, each with its multipliers in the contradiction. */
      readonly constraints: readonly { readonly constraint: Constraint; readonly dual: Float64Array }[];
      /** Variables whose declared sign has a part in it. */
      readonly variables: readonly Variable[];
      /** The same as a sentence. */
      readonly text: string;
    }
  | {
      /** The objective gets better for ever along a direction. */
      readonly kind: "dualInfeasible";
      /** The variables that move, and how. */
      readonly directions: readonly { readonly variable: Variable; readonly direction: Float64Array }[];
      /** The same as a sentence. */
      readonly text: string;
    };

/** Multipliers below this part of the largest are rounding. */
const ROUNDING = 1e-9;

export function inWords(
  certificate: Certificate,
  compiled: Compiled,
  constraints: readonly Constraint[],
  sense: 1 | -1,
): ModelCertificate {
  return certificate.kind === "primalInfeasible"
    ? contradiction(certificate, compiled, constraints)
    : descent(certificate.z, compiled, sense);
}

function largestOf(...arrays: readonly Float64Array[]): number {
  return arrays.reduce((most, array) => array.reduce((a, b) => Math.max(a, Math.abs(b)), most), 0);
}

function contradiction(
  certificate: Certificate & { readonly kind: "primalInfeasible" },
  compiled: Compiled,
  constraints: readonly Constraint[],
): ModelCertificate {
  const vectors = { ...certificate, z: new Float64Array(compiled.n) };
  const { nu, lambda, lambdaLower, lambdaUpper } = certificate;
  const least = ROUNDING * largestOf(nu, lambda, lambdaLower, lambdaUpper);
  const found = constraints
    .map((constraint) => ({ constraint, dual: lift(compiled, constraint, vectors, 1) }))
    .filter(({ dual }) => largestOf(dual) > least);
  const declared = { lambdaLower: lambdaLower.slice(), lambdaUpper: lambdaUpper.slice() };
  for (const residuals of compiled.places.values()) {
    for (const { kind, index } of residuals.flat()) {
      if (kind === "lambdaLower" || kind === "lambdaUpper") declared[kind][index] = 0;
      if (kind === "fixed") declared.lambdaLower[index] = declared.lambdaUpper[index] = 0;
    }
  }
  const variables = compiled.variables
    .filter(({ leaf, start }) =>
      [declared.lambdaLower, declared.lambdaUpper].some(
        (bounds) => largestOf(bounds.subarray(start, start + leaf.size)) > least,
      ),
    )
    .map(({ leaf }) => leaf);
  const parts = [
    ...found.map(({ constraint }) => constraintText(constraint)),
    ...variables.map((leaf) => `the sign of ${shown(leaf)}`),
  ];
  const text =
    parts.length === 1
      ? `No point meets ${parts[0]}.`
      : `No point meets ${parts.slice(0, -1).join(", ")} and ${parts.at(-1)} together.`;
  return { kind: "primalInfeasible", constraints: found, variables, text };
}

function constraintText(constraint: Constraint): string {
  return constraint.name === undefined ? shown(constraint) : `${constraint.name} (${shown(constraint)})`;
}

function descent(z: Float64Array, compiled: Compiled, sense: 1 | -1): ModelCertificate {
  const least = ROUNDING * largestOf(z);
  const directions = compiled.variables
    .map(({ leaf, start }) => ({ variable: leaf, direction: z.slice(start, start + leaf.size) }))
    .filter(({ direction }) => largestOf(direction) > least);
  const moving = directions.map(({ variable }) => shown(variable)).join(", ");
  const text = `The objective ${sense > 0 ? "falls" : "grows"} for ever as ${moving} move${directions.length === 1 ? "s" : ""} along the direction: bound it by a constraint.`;
  return { kind: "dualInfeasible", directions, text };
}
