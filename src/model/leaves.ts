/** Variables, parameters and constants as users make them. */
import { OptNetError, describe, formatShape, sizeOf } from "../problem/errors.js";
import { readObject } from "../problem/read.js";
import { parameterAtom, variableAtom } from "./atoms/leaves.js";
import type { ExpressionInput } from "./expression.js";
import { Expression, constantExpression, expressionOf } from "./expression.js";
import type { Shape, Sign } from "./node.js";
import { signFrom } from "./rules.js";
import { requireShape } from "./shapes.js";

/** What is known of a variable. */
export interface VariableOptions {
  /** By which values, cotangents and messages know it. */
  readonly name?: string | undefined;
  /** All entries ≥ 0: bounds. */
  readonly nonneg?: boolean | undefined;
  /** All entries ≤ 0: bounds. */
  readonly nonpos?: boolean | undefined;
}

/** What is known of a parameter's values; `solve` refuses others. */
export interface ParameterOptions {
  /** By which values, gradients and messages know it. */
  readonly name?: string | undefined;
  /** All entries ≥ 0: it may weigh what is convex. */
  readonly nonneg?: boolean | undefined;
  /** All entries ≤ 0. */
  readonly nonpos?: boolean | undefined;
  /** A positive semidefinite matrix, for `quadForm`. A value that is not is a status of its element. */
  readonly psd?: boolean | undefined;
}

/** An unknown that a problem is solved for. */
export class Variable extends Expression {
  /** By which values and cotangents know it. */
  get name(): string | undefined {
    return this.leaf?.kind === "variable" ? this.leaf.name : undefined;
  }
}

/** Data that is given when a problem is solved, and that gradients are taken in. */
export class Parameter extends Expression {
  /** By which values and gradients know it. */
  get name(): string | undefined {
    return this.leaf?.kind === "parameter" ? this.leaf.name : undefined;
  }

  /** Whether its values are positive semidefinite matrices. */
  get psd(): boolean {
    return this.leaf?.kind === "parameter" && this.leaf.psd;
  }
}

/**
 * A variable.
 *
 * @param shape its length, `[rows, columns]`, or `[]` for one number (the default).
 * @param options its name, or more of what is known.
 * @example
 * ```ts
 * const w = variable(20, "w");
 * const flow = variable([3, 4], { name: "flow", nonneg: true });
 * ```
 */
export function variable(
  shape: number | Shape = [],
  options: string | VariableOptions = {},
  ...more: readonly never[]
): Variable {
  refuseMore("variable", more);
  const lengths = requireShape("variable", shape);
  const { name, sign } = readOptions("variable", options, ["name", "nonneg", "nonpos"]);
  return new Variable(variableAtom, [], { shape: lengths }, { kind: "variable", name, sign }, sign);
}

/**
 * A parameter: data whose numbers come with `solve`, one array for all elements or one for each.
 *
 * @param shape its length, `[rows, columns]`, or `[]` for one number (the default).
 * @param options its name, or more of what is known.
 * @example
 * ```ts
 * const mu = parameter(20, "mu");
 * const gamma = parameter([], { name: "gamma", nonneg: true });
 * const Sigma = parameter([20, 20], { name: "Sigma", psd: true });
 * ```
 */
export function parameter(
  shape: number | Shape = [],
  options: string | ParameterOptions = {},
  ...more: readonly never[]
): Parameter {
  refuseMore("parameter", more);
  const lengths = requireShape("parameter", shape);
  const { name, sign, psd } = readOptions("parameter", options, ["name", "nonneg", "nonpos", "psd"]);
  if (psd && (lengths.length !== 2 || lengths[0] !== lengths[1])) {
    throw new OptNetError({
      field: "parameter.psd",
      expected: "a square matrix, as semidefinite ones are",
      got: `shape ${formatShape(lengths)}`,
      hint: "parameter([n, n], { psd: true }); for one number ≥ 0, nonneg.",
    });
  }
  return new Parameter(parameterAtom, [], { shape: lengths }, { kind: "parameter", name, sign, psd }, sign);
}

/** Numbers as an expression; a plain typed array is a vector. */
export function constant(value: ExpressionInput): Expression {
  return expressionOf("constant", value);
}

/** All 0. */
export function zeros(...shape: number[]): Expression {
  return filled("zeros", shape, () => 0);
}

/** All 1. */
export function ones(...shape: number[]): Expression {
  return filled("ones", shape, () => 1);
}

/** The identity matrix. */
export function eye(n: number): Expression {
  return filled("eye", [n, n], (i) => (i % (n + 1) === 0 ? 1 : 0));
}

function filled(name: string, given: readonly number[], entry: (i: number) => number): Expression {
  const shape = requireShape(name, given);
  return constantExpression(
    Float64Array.from({ length: sizeOf(shape) }, (_, i) => entry(i)),
    shape,
  );
}

/** A sign that stands in the wrong place must not be lost. */
function refuseMore(field: string, more: readonly unknown[]): void {
  if (more.length === 0) return;
  throw new OptNetError({
    field,
    expected: "a shape, and a name or an object",
    got: `${describe(more[0])} as a third argument`,
    hint: `The name goes into the object: ${field}(3, { name: "x", nonneg: true }).`,
  });
}

type OptionName = "name" | "nonneg" | "nonpos" | "psd";

function readOptions(
  field: string,
  options: unknown,
  names: readonly OptionName[],
): { name: string | undefined; sign: Sign; psd: boolean } {
  if (typeof options === "string") options = { name: options };
  const read = readObject(options, {
    field,
    names,
    expected: "a name, or an object",
    hint: `For example ${field}(3, "x") or ${field}(3, { name: "x", nonneg: true }).`,
    unknown: (name) =>
      /^(integer|boolean|binary|bool)$/i.test(name)
        ? "Whole numbers make another kind of problem; box(0, 1) is the relaxation."
        : `Say it by ${names.join(", ")}; other properties of ${field === "variable" ? "variables are constraints" : "parameters are not checked"}.`,
  });
  const { name } = read;
  if (name !== undefined && (typeof name !== "string" || name === "" || name === "objective")) {
    throw new OptNetError({
      field: `${field}.name`,
      expected: 'a text that is not empty, and not "objective"',
      got: describe(name),
      hint: "Values, gradients and messages call it so; leave it out, and the object itself is the key.",
    });
  }
  const is = (option: OptionName): boolean => {
    const value = read[option];
    if (value === undefined || typeof value === "boolean") return value === true;
    throw new OptNetError({
      field: `${field}.${option}`,
      expected: "true or false",
      got: describe(value),
      hint: "Leave it out for false.",
    });
  };
  return { name, sign: signFrom(is("nonneg"), is("nonpos")), psd: is("psd") };
}
