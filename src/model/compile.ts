/** A problem in words becomes one in numbers: the quadratic program's inputs as affine functions of the parameters. */
import type { Affine } from "./affine.js";
import { ONE, weightedSum } from "./affine.js";
import type { Place, Product } from "./canonical.js";
import { Rows } from "./canonical.js";
import type { Constraint } from "./constraint.js";
import { FieldMap, SymmetricTerms, TermList } from "./field-map.js";
import type { Parameter, Variable } from "./leaves.js";
import type { Node } from "./node.js";
import type { Bound } from "./presolve.js";
import { OptNetError } from "../problem/errors.js";
import type { FieldName } from "../problem/problem.js";
import { shown } from "./shapes.js";

/** A leaf, and where its numbers start. */
export interface Located<Leaf> {
  readonly leaf: Leaf;
  readonly start: number;
}

/** coefficient · theta[a] · theta[b], where −1 is the number 1. */
export interface OffsetTerm {
  readonly a: number;
  readonly b: number;
  readonly coefficient: number;
}

/** minimise ½ zᵀQz + pᵀz + offset, with the user's variables first in z. */
export interface Compiled {
  readonly variables: readonly Located<Variable>[];
  readonly parameters: readonly Located<Parameter>[];
  /** n, with the variables that atoms brought. */
  readonly n: number;
  readonly equalities: number;
  readonly inequalities: number;
  /** Numbers in all parameters. */
  readonly thetaSize: number;
  readonly fields: { readonly [Name in FieldName]?: FieldMap };
  readonly diagonal: boolean;
  /** What the objective has besides, of parameters and numbers alone. */
  readonly offset: readonly OffsetTerm[];
  readonly places: ReadonlyMap<Constraint, readonly (readonly Place[])[]>;
}

/**
 * @param cost what is minimised.
 * @param leaves variables and parameters, in the order in which z and theta have them.
 * @param fixes whether variables that equal data become bounds; otherwise they are rows.
 */
export function compile(
  cost: Node,
  constraints: readonly Constraint[],
  leaves: { readonly variables: readonly Variable[]; readonly parameters: readonly Parameter[] },
  fixes: boolean,
): Compiled {
  const rows = new Rows([...leaves.variables, ...leaves.parameters], fixes);
  const objective = rows.form(cost);
  for (const constraint of constraints) rows.constrain(constraint);
  const total = weightedSum([objective, ...rows.penalties].map((form) => [1, form] as const));
  const n = rows.variableCount;
  const { Q, p, offset } = costOf(total, rows.products, n);
  const equal = split(rows.equalities.done());
  const atMost = split(rows.inequalities.done());
  const [e, m] = [rows.equalityCount, rows.inequalityCount];
  const diagonal = Q.row.every((row, k) => row === Q.column[k]);
  const quadratic = diagonal ? new FieldMap([n], asVector(Q)) : new FieldMap([n, n], Q);
  requireUse(leaves.variables, rows, [Q.row, p.row, equal.matrix.column, atMost.matrix.column]);
  return {
    variables: leaves.variables.map((leaf) => ({ leaf, start: rows.variableStart.get(leaf)! })),
    parameters: leaves.parameters.map((leaf) => ({ leaf, start: rows.parameterStart.get(leaf)! })),
    n,
    equalities: e,
    inequalities: m,
    thetaSize: rows.parameterCount,
    fields: {
      ...(Q.row.length > 0 && { Q: quadratic }),
      p: new FieldMap([n], p),
      ...(e > 0 && { A: new FieldMap([e, n], equal.matrix), b: new FieldMap([e], equal.side) }),
      ...(m > 0 && { G: new FieldMap([m, n], atMost.matrix), h: new FieldMap([m], atMost.side) }),
      ...(rows.lower.size > 0 && { lower: boundMap(n, rows.lower, -Infinity) }),
      ...(rows.upper.size > 0 && { upper: boundMap(n, rows.upper, Infinity) }),
    },
    diagonal,
    offset,
    places: rows.places,
  };
}

/** @throws OptNetError for a variable of which nothing is said. */
function requireUse(variables: readonly Variable[], rows: Rows, used: readonly (readonly number[])[]): void {
  const seen = new Uint8Array(rows.variableCount);
  for (const indices of used) for (const index of indices) seen[index] = 1;
  for (const side of rows.places.values()) {
    for (const { kind, index } of side.flat()) {
      if (kind === "lambdaLower" || kind === "lambdaUpper" || kind === "fixed") seen[index] = 1;
    }
  }
  for (const variable of variables) {
    const start = rows.variableStart.get(variable)!;
    if (seen.subarray(start, start + variable.size).includes(1)) continue;
    throw new OptNetError({
      field: "problem",
      expected: "variables that the objective or a constraint depends on",
      got: `${shown(variable)}, which is multiplied by 0 wherever it stands`,
      hint: "Leave it out, or check the numbers beside it: any value of it would do.",
    });
  }
}

/** Rows M z + c become M and −c. */
function split(rows: Affine): { matrix: TermList; side: TermList } {
  const matrix = new TermList();
  const side = new TermList();
  for (let i = 0; i < rows.size; i++) {
    for (let k = rows.start[i]; k < rows.start[i + 1]; k++) {
      if (rows.variable[k] === ONE) side.push(i, 0, rows.parameter[k], -rows.value[k]);
      else matrix.push(i, rows.variable[k], rows.parameter[k], rows.value[k]);
    }
  }
  return { matrix, side };
}

function boundMap(n: number, bounds: ReadonlyMap<number, Bound>, absent: number): FieldMap {
  const terms = new TermList();
  for (const [index, { constant, terms: own }] of bounds) {
    terms.push(index, 0, ONE, constant);
    for (const [parameter, coefficient] of own) terms.push(index, 0, parameter, coefficient);
  }
  return new FieldMap([n], terms, absent);
}

/** A diagonal matrix by its diagonal. */
function asVector(terms: TermList): TermList {
  const vector = new TermList();
  terms.row.forEach((row, k) => vector.push(row, 0, terms.parameter[k], terms.coefficient[k]));
  return vector;
}

/**
 * Every product w · (α z + c)(β z + d) in the objective adds w α β to Q twice, once on each side of the diagonal (of
 * ½ zᵀQz), w (α d + β c) to p, and w c d to what does not depend on z. At most one of the factors has a parameter in it,
 * except in the last.
 */
function costOf(objective: Affine, products: readonly Product[], n: number) {
  const Q = new SymmetricTerms(n);
  const p = new TermList();
  const offset: OffsetTerm[] = [];
  const other = (a: number, b: number): number => (a === ONE ? b : a);
  for (let k = 0; k < objective.variable.length; k++) {
    const [variable, weight, value] = [objective.variable[k], objective.parameter[k], objective.value[k]];
    if (variable >= 0) p.push(variable, 0, weight, value);
    else if (variable === ONE) offset.push({ a: weight, b: ONE, coefficient: value });
    else {
      const { left, i, right, j } = products[-2 - variable];
      const isSquare = left === right && i === j;
      for (let a = left.start[i]; a < left.start[i + 1]; a++) {
        // Of a square, both orders of two terms at once.
        for (let b = isSquare ? a : right.start[j]; b < right.start[j + 1]; b++) {
          const coefficient = (isSquare && b > a ? 2 : 1) * value * left.value[a] * right.value[b];
          const [x, y] = [left.variable[a], right.variable[b]];
          const [s, t] = [left.parameter[a], right.parameter[b]];
          if (x !== ONE && y !== ONE) {
            Q.push(x, y, weight, coefficient);
          } else if (x !== ONE || y !== ONE) {
            p.push(x === ONE ? y : x, 0, other(weight, other(s, t)), coefficient);
          } else offset.push({ a: other(weight, s), b: weight === ONE ? t : other(s, t), coefficient });
        }
      }
    }
  }
  return { Q: Q.done(), p, offset };
}
