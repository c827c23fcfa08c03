/** What a solution can be asked for: variables, constraints and the objective, by name or by object; and arrays like them. */
import { OptNetError, describe, formatShape, quoted, requireFinite, sizeOf } from "../problem/errors.js";
import type { ArrayInput } from "../problem/problem.js";
import { describeNumbers, readNumbers, readObject, readSafely } from "../problem/read.js";
import { Constraint } from "./constraint.js";
import type { Parameter, Variable } from "./leaves.js";
import { Node } from "./node.js";
import { sameShape, shown } from "./shapes.js";

/** A variable, a constraint (that is, its dual), or the objective. */
export type Output = Variable | Constraint | "objective";

/** Arrays for outputs by name (variables, constraints, `objective`), or by the objects themselves. */
export type OutputArrays =
  | { readonly [name: string]: ArrayInput | number }
  | ReadonlyMap<Output, ArrayInput | number>
  | readonly (readonly [Output, ArrayInput | number])[];

/** Whether a record is one of objects: a Map, or pairs. */
export function isByObject(given: unknown): boolean {
  return given instanceof Map || Array.isArray(given);
}

export function shapeOfOutput(output: Output): readonly number[] {
  return output === "objective" ? [] : output.shape;
}

export function nameOfOutput(output: Output): string {
  return output === "objective" ? output : (output.name ?? shown(output));
}

/** An output by its name, or itself. @throws OptNetError for what is none of them. */
export function findOutput(
  field: string,
  key: unknown,
  outputs: readonly Exclude<Output, "objective">[],
): Output {
  if (key === "objective") return key;
  const found = outputs.find(
    (output) => output === key || (output.name !== undefined && output.name === key),
  );
  if (found) return found;
  const names = outputs.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const isOurs = key instanceof Node || key instanceof Constraint;
  throw new OptNetError({
    field,
    expected: "a variable or a constraint of the problem, or its name",
    got: typeof key === "string" ? quoted(key) : isOurs ? shown(key) : describe(key),
    hint:
      names.length === 0
        ? "None of them has a name: pass the object, in a Map or in pairs."
        : `Its names are ${[...names, "objective"].join(", ")}.`,
  });
}

/** @throws OptNetError for unknown outputs and for arrays that are not shaped like them. */
export function readOutputs(
  field: string,
  given: OutputArrays,
  outputs: readonly Exclude<Output, "objective">[],
  { batch, batched }: { readonly batch: number; readonly batched: boolean },
): Map<Output, Float64Array> {
  const entries = readSafely(field, () => {
    if (typeof given === "object" && (given as unknown) !== null) {
      return isByObject(given)
        ? [...(given as Iterable<readonly [unknown, ArrayInput | number]>)]
        : Object.entries(given);
    }
    throw new OptNetError({
      field,
      expected: "an object with arrays by name, a Map, or pairs",
      got: describe(given),
      hint: "For example { w: [1, 0], objective: 1 }.",
    });
  });
  const read = new Map<Output, Float64Array>();
  for (const [key, value] of entries) {
    if ((value as unknown) === undefined) continue;
    const output = findOutput(field, key, outputs);
    read.set(output, readOutput(`${field}.${nameOfOutput(output)}`, output, value, batch, batched));
  }
  return read;
}

function readOutput(
  field: string,
  output: Output,
  value: ArrayInput | number,
  batch: number,
  batched: boolean,
): Float64Array {
  const own = shapeOfOutput(output);
  const whole = [batch, ...own];
  const numbers = readNumbers(field, value);
  const { data, shape } = numbers;
  const fits =
    shape === undefined
      ? data.length === sizeOf(whole)
      : sameShape(shape, whole) || (batch === 1 && sameShape(shape, own));
  if (!fits) {
    throw new OptNetError({
      field,
      expected: batched ? formatShape(whole) : own.length === 0 ? "a number" : formatShape(own),
      got: describeNumbers(numbers),
      hint: "It is shaped like the output itself.",
    });
  }
  requireFinite(field, data, batched ? whole : own, batched);
  return data;
}

/** What gradients are asked for. */
export interface GradientOptions {
  /** Parameters, or their names; others are not computed. Default: all. */
  readonly wrt?: readonly (Parameter | string)[] | undefined;
}

/** The position of a parameter, by its name or itself. @throws OptNetError for what is none of them. */
export function findParameter(
  field: string,
  key: unknown,
  parameters: readonly { readonly leaf: Parameter }[],
): number {
  const position = parameters.findIndex(
    ({ leaf }) => leaf === key || (leaf.name !== undefined && leaf.name === key),
  );
  if (position >= 0) return position;
  const isOurs = key instanceof Node || key instanceof Constraint;
  throw new OptNetError({
    field,
    expected: "a parameter of the problem, or its name",
    got: typeof key === "string" ? quoted(key) : isOurs ? shown(key) : describe(key),
    hint: `It has ${parameters.length === 0 ? "none" : parameters.map(({ leaf }) => String(leaf)).join(", ")}.`,
  });
}

/** Positions of the parameters that gradients are asked for, each once. */
export function readWrt(options: unknown, parameters: readonly { readonly leaf: Parameter }[]): number[] {
  const { wrt } = readObject(options, {
    field: "options",
    names: ["wrt"],
    expected: "an object with the parameters that get gradients",
    hint: 'For example { wrt: ["mu"] }.',
    unknown: 'There is nothing else to choose: { wrt: ["mu"] }.',
  });
  if (wrt === undefined) return parameters.map((_, i) => i);
  const keys = readSafely("wrt", () => {
    if (Array.isArray(wrt)) return [...(wrt as unknown[])];
    throw new OptNetError({
      field: "wrt",
      expected: "an array of parameters, or of their names",
      got: describe(wrt),
      hint: 'For example { wrt: ["mu"] }.',
    });
  });
  return [...new Set(keys.map((key) => findParameter("wrt", key, parameters)))];
}
