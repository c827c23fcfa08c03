/** Values of parameters: what users pass, checked, one array for all elements or one for each. */
import { OptNetError, formatShape, positionOf, quoted, requireFinite } from "../problem/errors.js";
import type { ArrayInput } from "../problem/problem.js";
import { describeNumbers, readNumbers, readObject, readSafely } from "../problem/read.js";
import type { Compiled, Located } from "./compile.js";
import type { Parameter } from "./leaves.js";
import { isNonnegative, isNonpositive } from "./rules.js";
import { sameShape, shown } from "./shapes.js";

/** Values by the parameters' names, or pairs of parameters and values. */
export type Values =
  | { readonly [name: string]: ArrayInput | number }
  | ReadonlyMap<Parameter, ArrayInput | number>
  | readonly (readonly [Parameter, ArrayInput | number])[];

/** The numbers of one parameter: element i of the batch starts at `i * stride`. */
interface Given {
  readonly data: Float64Array;
  readonly stride: number;
  readonly batch: number | undefined;
}

/** All parameters' numbers for a batch. */
export class Theta {
  readonly batch: number;
  /** Whether any value has a batch axis. */
  readonly batched: boolean;
  readonly #parameters: readonly Located<Parameter>[];
  /** Undefined where all numbers are in the row that stands for all elements. */
  readonly #given: readonly Given[] | undefined;
  readonly #size: number;
  #row: Float64Array | undefined;
  #at = -1;

  constructor(
    parameters: readonly Located<Parameter>[],
    given: readonly Given[] | Float64Array,
    size: number,
  ) {
    this.#parameters = parameters;
    this.#size = size;
    if (given instanceof Float64Array) {
      this.#row = given;
      this.#at = 0;
      this.batched = false;
      this.batch = 1;
      return;
    }
    this.#given = given;
    const batches = given.flatMap(({ batch }) => (batch === undefined ? [] : [batch]));
    const several = batches.find((one) => one !== 1);
    const batch = several ?? (batches.length > 0 ? 1 : undefined);
    given.forEach((one, i) => {
      if (one.batch !== undefined && one.batch !== 1 && one.batch !== batch)
        throw mixedBatch(parameters, given, i);
    });
    // A batch of one serves every element of a larger one.
    if (several !== undefined) {
      this.#given = given.map((one) => (one.batch === 1 ? { ...one, stride: 0 } : one));
    }
    this.batched = batch !== undefined;
    this.batch = batch ?? 1;
  }

  /** Whether these parameters (positions in theta) are the same for all elements. */
  sharesAll(positions: Iterable<number>): boolean {
    if (this.#given === undefined) return true;
    for (const position of positions) if (this.#given[position].stride > 0) return false;
    return true;
  }

  /** One entry of one parameter moves by 1, in all elements, and nothing else. */
  unit(position: number, entry: number): Theta {
    const given = this.#parameters.map(({ leaf }, i): Given => {
      const data = new Float64Array(leaf.size);
      if (i === position) data[entry] = 1;
      return { data, stride: 0, batch: undefined };
    });
    return new Theta(this.#parameters, given, this.#size);
  }

  /** The numbers of all parameters for one element; valid until the next call. */
  row(element: number): Float64Array {
    const row = (this.#row ??= new Float64Array(this.#size));
    if (this.#at === element || (this.#at >= 0 && !this.batched)) return row;
    this.#given?.forEach(({ data, stride }, i) => {
      const { leaf, start } = this.#parameters[i];
      if (stride === 0 && this.#at >= 0) return;
      row.set(
        data.length === leaf.size ? data : data.subarray(element * stride, element * stride + leaf.size),
        start,
      );
    });
    this.#at = element;
    return row;
  }

  /** The shape of a parameter's value, which is that of its gradient. */
  shapeOf(position: number): number[] {
    const batch = this.#given?.[position].batch;
    const { shape } = this.#parameters[position].leaf;
    return batch === undefined ? [...shape] : [batch, ...shape];
  }

  strideOf(position: number): number {
    return this.#given?.[position].stride ?? 0;
  }
}

/**
 * The usual case without detours: numbers by name, one array for all elements, with nothing to be checked but that they are
 * finite. Undefined for all else, which {@link readTheta} reads, or refuses.
 */
export function readPlainTheta(
  { parameters, thetaSize }: Pick<Compiled, "parameters" | "thetaSize">,
  positions: ReadonlyMap<string, number>,
  values: Values | undefined,
): Theta | undefined {
  if (typeof values !== "object" || (values as unknown) === null) return undefined;
  const row = new Float64Array(thetaSize);
  let count = 0;
  for (const name in values) {
    const position = positions.get(name);
    if (position === undefined) return undefined;
    const { leaf, start } = parameters[position];
    if (leaf.sign !== "unknown") return undefined;
    const value: unknown = (values as Readonly<Record<string, unknown>>)[name];
    const isCopied =
      value instanceof Float64Array
        ? value.length === leaf.size && copyFinite(value, row, start)
        : copyNested(value, leaf.shape, 0, row, start);
    if (!isCopied) return undefined;
    count++;
  }
  return count === parameters.length ? new Theta(parameters, row, thetaSize) : undefined;
}

/** False where a number is not finite; what was copied by then does not matter. */
function copyFinite(from: Float64Array, to: Float64Array, start: number): boolean {
  for (let i = 0; i < from.length; i++) {
    if (from[i] - from[i] !== 0) return false;
    to[start + i] = from[i];
  }
  return true;
}

/** A number, or arrays of them that are nested as the shape's axes from `axis` on are; false where it is anything else. */
function copyNested(
  value: unknown,
  shape: readonly number[],
  axis: number,
  to: Float64Array,
  start: number,
): boolean {
  if (axis === shape.length) {
    if (typeof value !== "number" || value - value !== 0) return false;
    to[start] = value;
    return true;
  }
  if (!Array.isArray(value) || value.length !== shape[axis]) return false;
  let stride = 1;
  for (let k = axis + 1; k < shape.length; k++) stride *= shape[k];
  for (let i = 0; i < value.length; i++) {
    if (!copyNested(value[i], shape, axis + 1, to, start + i * stride)) return false;
  }
  return true;
}

function mixedBatch(
  parameters: readonly Located<Parameter>[],
  given: readonly Given[],
  odd: number,
): OptNetError {
  const sizes = given.flatMap(({ batch }, i) =>
    batch === undefined ? [] : [`${parameters[i].leaf} has ${batch}`],
  );
  return new OptNetError({
    field: String(parameters[odd].leaf),
    expected: "one batch size for all values that have a batch axis",
    got: sizes.join(", "),
    hint: "A value without a batch axis is shared by all elements.",
  });
}

/**
 * Reads values of parameters, or what is shaped like them.
 *
 * @param missing what stands for values that are left out; without it they are an error.
 * @throws OptNetError naming the parameter.
 */
export function readTheta(
  compiled: Pick<Compiled, "parameters" | "thetaSize">,
  values: Values | undefined,
  how: { readonly field: string; readonly finite: boolean; readonly checked: boolean; readonly missing?: 0 },
): Theta {
  const { parameters, thetaSize } = compiled;
  const valueOf = lookUp(parameters, values ?? {}, how.field);
  const given = parameters.map(({ leaf }): Given => {
    const value = valueOf(leaf);
    if (value !== undefined) return readValue(leaf, value, how);
    if (how.missing === 0) return { data: new Float64Array(leaf.size), stride: 0, batch: undefined };
    throw new OptNetError({
      field: nameOf(leaf),
      expected: `a value of shape ${formatShape(leaf.shape)}, or ${formatShape(["B", ...leaf.shape])}`,
      got: "none",
      hint:
        leaf.name === undefined
          ? "It has no name: pass a Map, or pairs [[parameter, value]]."
          : `Pass { ${leaf.name}: … } to solve.`,
    });
  });
  return new Theta(parameters, given, thetaSize);
}

function nameOf(leaf: Parameter): string {
  return leaf.name ?? shown(leaf);
}

/** Finds values by name or by object. */
function lookUp(
  parameters: readonly Located<Parameter>[],
  values: Values,
  field: string,
): (leaf: Parameter) => unknown {
  const known = parameters.map(({ leaf }) => leaf);
  if (values instanceof Map || Array.isArray(values)) {
    const byObject = readSafely(
      field,
      () => new Map<unknown, unknown>(values as ReadonlyMap<unknown, unknown>),
    );
    for (const key of byObject.keys()) {
      if (known.includes(key as Parameter)) continue;
      throw new OptNetError({
        field,
        expected: "parameters of the problem",
        got: shown(key as Parameter),
        hint: `It has ${known.length === 0 ? "none" : known.map(String).join(", ")}.`,
      });
    }
    return (leaf) => byObject.get(leaf);
  }
  const names = known.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const read = readObject<string>(values, {
    field,
    names,
    expected: "an object with the values of parameters",
    hint: "For example { mu: [1, 2] }; without names a Map of parameters and values.",
    unknown: (name) =>
      names.length === 0
        ? "The problem has no parameters with names."
        : `The problem's parameters are ${names.join(", ")}; ${quoted(name)} is none of them.`,
    named: (name) => name,
  });
  return ({ name }) => (name === undefined ? undefined : read[name]);
}

function readValue(
  leaf: Parameter,
  value: unknown,
  { field, finite, checked }: { readonly field: string; readonly finite: boolean; readonly checked: boolean },
): Given {
  const name = field === "values" ? nameOf(leaf) : `${field}.${nameOf(leaf)}`;
  const numbers = readNumbers(name, value);
  const { data } = numbers;
  const size = leaf.size;
  const shape = numbers.shape ?? (data.length === size ? leaf.shape : [data.length]);
  const batched = shape.length === leaf.shape.length + 1 && sameShape(shape.slice(1), leaf.shape);
  if (!batched && !sameShape(shape, leaf.shape)) {
    throw new OptNetError({
      field: name,
      expected: `shape ${formatShape(leaf.shape)}, or ${formatShape(["B", ...leaf.shape])} for a batch`,
      got: describeNumbers(numbers),
      hint: "A flat typed array of a batch needs its shape: { data, shape: [B, …] }.",
    });
  }
  if (finite) requireFinite(name, data, shape, batched);
  if (checked) requireSign(leaf, name, data, shape, batched);
  return { data, stride: batched ? size : 0, batch: batched ? shape[0] : undefined };
}

function requireSign(
  leaf: Parameter,
  name: string,
  data: Float64Array,
  shape: readonly number[],
  batched: boolean,
): void {
  const [nonnegative, nonpositive] = [isNonnegative(leaf), isNonpositive(leaf)];
  if (!nonnegative && !nonpositive) return;
  for (let i = 0; i < data.length; i++) {
    if (!((nonnegative && data[i] < 0) || (nonpositive && data[i] > 0))) continue;
    throw new OptNetError({
      field: name,
      expected: `numbers that are not ${nonnegative ? "negative" : "positive"}, as the parameter was declared`,
      got: `${data[i]} at ${positionOf(name, shape, batched, i)}`,
      hint: "The problem is convex for these only: clip the value, or put it through a softplus.",
    });
  }
}
