/**
 * From what a user passes to numbers and a shape. Everything is copied, so that nothing the caller does to an
 * array afterwards reaches a problem. What the shape means is decided by the callers.
 */
import { OptNetError } from "./errors.js";

/** Numbers as given, not yet checked to be finite. A plain typed array has no shape of its own. */
export interface Numbers {
  readonly data: Float64Array;
  readonly shape: readonly number[] | undefined;
}

/** Where a problem's numbers live. */
export interface Home {
  /** Makes room for an array of numbers. */
  allocate(length: number): Float64Array;
  /** The array that stands for a typed array of the user's; its numbers are there before they are checked. */
  keep(numbers: Float64Array | Float32Array): Float64Array;
}

const ordinary: Home = {
  allocate: (length) => new Float64Array(length),
  keep: (numbers) => new Float64Array(numbers),
};

const MAX_RANK = 3;

const ACCEPTED = "nested arrays of numbers, a Float64Array or Float32Array, or { data, shape }";

/**
 * @param home where the numbers go; ordinary memory if absent.
 * @throws OptNetError for anything that is not numbers with a consistent shape.
 */
export function readNumbers(field: string, input: unknown, home = ordinary): Numbers {
  if (typeof input === "number") return { data: home.allocate(1).fill(input), shape: [] };
  if (isFloatArray(input)) return { data: home.keep(input), shape: undefined };
  if (Array.isArray(input)) return readNested(field, input, home);
  if (typeof input === "object" && input !== null && "data" in input && "shape" in input) {
    return readDense(field, input.data, input.shape, home);
  }
  throw new OptNetError({
    field,
    expected: ACCEPTED,
    got: describe(input),
    hint: ArrayBuffer.isView(input)
      ? `Convert it: Float64Array.from(${field}, Number).`
      : `Leave ${field} out where there is none.`,
  });
}

function readDense(field: string, data: unknown, shape: unknown, home: Home): Numbers {
  if (!isFloatArray(data)) {
    throw new OptNetError({
      field: `${field}.data`,
      expected: "a Float64Array or Float32Array",
      got: describe(data),
      hint: "Convert it: Float64Array.from(data, Number).",
    });
  }
  const lengths: unknown[] | undefined = Array.isArray(shape) ? Array.from<unknown>(shape) : undefined;
  if (lengths === undefined || !lengths.every(isLength)) {
    throw new OptNetError({
      field: `${field}.shape`,
      expected: "an array of whole numbers that are not negative",
      got: lengths === undefined ? describe(shape) : `[${lengths.map(describe).join(", ")}]`,
      hint: "For example { data, shape: [rows, columns] }.",
    });
  }
  if (lengths.length > MAX_RANK) throw tooDeep(field, `shape ${formatShape(lengths)}`);
  if (sizeOf(lengths) !== data.length) {
    throw new OptNetError({
      field: `${field}.data`,
      expected: `${sizeOf(lengths)} numbers for shape ${formatShape(lengths)}`,
      got: `${data.length} numbers`,
      hint: "data holds the product of the shape, row-major.",
    });
  }
  return { data: home.keep(data), shape: lengths };
}

/** The first entry at every depth gives the shape; `fill` then holds all others to it. */
function readNested(field: string, input: readonly unknown[], home: Home): Numbers {
  const shape: number[] = [];
  for (let level: unknown = input; Array.isArray(level); level = level[0]) {
    if (shape.length === MAX_RANK) throw tooDeep(field, `arrays nested more than ${MAX_RANK} deep`);
    shape.push(level.length);
  }
  const data = home.allocate(sizeOf(shape));
  fill(field, input, shape, [], data, 0);
  return { data, shape };
}

/** Writes `level`, found at `path`, into `data` from `start` and returns the end of what it wrote. */
function fill(
  field: string,
  level: readonly unknown[],
  shape: readonly number[],
  path: number[],
  data: Float64Array,
  start: number,
): number {
  if (path.length === shape.length - 1) {
    for (let i = 0; i < level.length; i++) {
      const value = level[i];
      if (typeof value !== "number") throw notANumber(field, [...path, i], value);
      data[start + i] = value;
    }
    return start + level.length;
  }
  const length = shape[path.length + 1];
  let end = start;
  for (let i = 0; i < level.length; i++) {
    const inner = level[i];
    path.push(i);
    if (!Array.isArray(inner) || inner.length !== length) throw ragged(field, path, length, inner);
    end = fill(field, inner, shape, path, data, end);
    path.pop();
  }
  return end;
}

function ragged(field: string, path: readonly number[], length: number, got: unknown): OptNetError {
  const first = indexed(field, [...path.slice(0, -1), 0]);
  return new OptNetError({
    field,
    expected: `an array of length ${length} at ${indexed(field, path)}, like ${first}`,
    got: describe(got),
    hint: "Rows must all have the same length; a typed array needs { data, shape } instead of nesting.",
  });
}

function notANumber(field: string, path: readonly number[], got: unknown): OptNetError {
  return new OptNetError({
    field,
    expected: `a number at ${indexed(field, path)}`,
    got: describe(got),
    hint: "Convert every entry with Number(…), and check that no entry is missing.",
  });
}

function tooDeep(field: string, got: string): OptNetError {
  return new OptNetError({
    field,
    expected: `at most ${MAX_RANK} axes`,
    got,
    hint: "A batch of matrices has the axes [batch, rows, columns]; there is nothing beyond.",
  });
}

/** `A[3][0]`, as the user would write it. */
function indexed(field: string, path: readonly number[]): string {
  return field + path.map((index) => `[${index}]`).join("");
}

/** By name rather than `instanceof`, so that arrays from another realm (a frame, a test runner's) pass. */
function isFloatArray(value: unknown): value is Float64Array | Float32Array {
  if (!ArrayBuffer.isView(value)) return false;
  const tag = (value as Partial<Float64Array>)[Symbol.toStringTag] as string | undefined;
  return tag === "Float64Array" || tag === "Float32Array";
}

function isLength(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

export function formatShape(shape: readonly (number | string)[]): string {
  return `[${shape.join(",")}]`;
}

/** What an array input was, for the `got` of an error. */
export function describeNumbers({ data, shape }: Numbers): string {
  if (shape === undefined) return `a typed array of length ${data.length}`;
  return shape.length === 0 ? "a single number" : `shape ${formatShape(shape)}`;
}

function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  if (ArrayBuffer.isView(value)) {
    const { length } = value as Partial<Float64Array>;
    return `${Object.prototype.toString.call(value).slice(8, -1)} of length ${length ?? value.byteLength}`;
  }
  if (typeof value === "object" && value !== null) {
    const keys = Object.keys(value);
    return keys.length > 0 ? `an object with ${keys.slice(0, 5).join(", ")}` : "an object without entries";
  }
  return String(value);
}

/**
 * Where entry `index` of an array is: `A[3][2,5] (element 3, row 2, column 5)`.
 *
 * @param batched whether the first axis of `shape` is the batch.
 */
export function positionOf(field: string, shape: readonly number[], batched: boolean, index: number): string {
  const indices = indicesOf(shape, index);
  const name = entryName(field, shape, batched, index);
  const words: string[] = [];
  if (batched) words.push(`element ${indices.shift()}`);
  if (indices.length === 1) words.push(`entry ${indices[0]}`);
  if (indices.length === 2) words.push(`row ${indices[0]}`, `column ${indices[1]}`);
  return words.length === 0 ? name : `${name} (${words.join(", ")})`;
}

/** `A[3][2,5]`: the batch in brackets of its own. */
export function entryName(field: string, shape: readonly number[], batched: boolean, index: number): string {
  const indices = indicesOf(shape, index);
  const element = batched ? formatShape(indices.splice(0, 1)) : "";
  return field + element + (indices.length === 0 ? "" : formatShape(indices));
}

function indicesOf(shape: readonly number[], index: number): number[] {
  const indices: number[] = [];
  for (let axis = shape.length - 1, rest = index; axis >= 0; axis--) {
    indices.unshift(rest % shape[axis]);
    rest = Math.floor(rest / shape[axis]);
  }
  return indices;
}

/** The index of the first entry that is NaN or infinite, or −1. */
function firstNonFinite(data: Float64Array): number {
  // x − x is 0 for finite x and NaN otherwise: one comparison for four entries.
  let i = 0;
  for (; i + 4 <= data.length; i += 4) {
    const a = data[i];
    const b = data[i + 1];
    const c = data[i + 2];
    const d = data[i + 3];
    if (a - a + (b - b) + (c - c) + (d - d) !== 0) break;
  }
  for (; i < data.length; i++) if (data[i] - data[i] !== 0) return i;
  return -1;
}

/**
 * @throws OptNetError naming the first entry that is NaN or infinite.
 */
export function requireFinite(
  field: string,
  data: Float64Array,
  shape: readonly number[],
  batched: boolean,
): void {
  const index = firstNonFinite(data);
  if (index < 0) return;
  throw new OptNetError({
    field,
    expected: "finite numbers",
    got: `${data[index]} at ${positionOf(field, shape, batched, index)}`,
    hint: "Look for a division by zero, an overflow or a missing value where this number comes from.",
  });
}
