/**
 * From what a user passes to numbers and a shape. Everything is copied, so that nothing the caller does to an
 * array afterwards reaches a problem. What the shape means is decided by the callers.
 */
import {
  OptNetError,
  describe,
  excerpt,
  formatShape,
  quoted,
  requireRoom,
  roomErrorFor,
  sizeOf,
  withRoom,
} from "./errors.js";
import type { Memory } from "./memory.js";
import { ordinary } from "./memory.js";
import type { TypedNumbers } from "./problem.js";
import { isGone, kindOf, lengthOf } from "./typed-arrays.js";

/** Numbers as given, not yet checked to be finite. A plain typed array has no shape of its own. */
export interface Numbers {
  readonly data: Float64Array;
  readonly shape: readonly number[] | undefined;
}

/** How numbers are read. */
export interface Reading {
  /** Where the numbers go; ordinary memory if absent. */
  readonly memory?: Memory | undefined;
  /** What `null` stands for, in files; without it `null` is no number. */
  readonly missing?: number | undefined;
}

const MAX_RANK = 3;

const ACCEPTED = "nested arrays of numbers, a typed array such as Float64Array, or { data, shape }";

/**
 * @throws OptNetError for anything that is not numbers with a consistent shape, or too many of them for memory, and
 *   for what throws an error when it is read.
 */
export function readNumbers(field: string, input: unknown, reading: Reading = ANY): Numbers {
  try {
    return read(field, input, reading);
  } catch (error) {
    throw readingErrorFor(field, error);
  }
}

const ANY: Reading = {};

function read(field: string, input: unknown, reading: Reading): Numbers {
  const { memory = ordinary } = reading;
  if (typeof input === "number") return { data: memory.allocate(1).fill(input), shape: [] };
  if (isTypedNumbers(input)) return { data: keep(field, input, memory), shape: undefined };
  if (Array.isArray(input)) return readNested(field, input, reading);
  if (typeof input === "object" && input !== null && "data" in input && "shape" in input) {
    if (hasMore(input)) requireDense(field, input);
    return readDense(field, input.data, input.shape, reading);
  }
  throw new OptNetError({
    field,
    expected: ACCEPTED,
    got: describe(input),
    hint: conversion(field, input) ?? `Leave ${field} out where there is none.`,
  });
}

function hasMore(input: object): boolean {
  for (const name in input) if (name !== "data" && name !== "shape") return true;
  return false;
}

/** What sparse matrices have besides data and shape, here and elsewhere. Their data are not those of a dense array. */
const OF_SPARSE = ["indptr", "indices", "rows", "columns", "row", "col"];

/** Whether it has a property that sparse matrices have and dense arrays do not. */
export function isNamedLikeSparse(input: object): boolean {
  // One by one: a question about a name that is known when it is asked takes a tenth of the time.
  return (
    "indptr" in input ||
    "indices" in input ||
    "rows" in input ||
    "columns" in input ||
    "row" in input ||
    "col" in input
  );
}

/** @throws OptNetError for a sparse matrix where there is none, and for the rest of one that has lost its pattern. */
function requireDense(field: string, input: object): void {
  const name = OF_SPARSE.find((property) => property in input);
  if (name === undefined && !("batch" in input)) return;
  throw new OptNetError({
    field,
    expected: "a dense array",
    got: name === undefined ? "a sparse matrix without its pattern" : `a sparse matrix, with ${name}`,
    hint:
      name === undefined
        ? "Patterns do not survive structuredClone, postMessage and { ...matrix }: send matrix.toJSON(), which sparse.csr reads."
        : "Q, A and G alone may be sparse: pass matrix.toDense(), or matrix.data where the numbers are meant.",
  });
}

/**
 * Runs what looks into an object of the user's, of which any property may throw.
 *
 * @throws OptNetError in place of the object's own error.
 */
export function readSafely<Result>(field: string, look: () => Result): Result {
  try {
    return look();
  } catch (error) {
    throw readingErrorFor(field, error);
  }
}

/** The error to throw for one that an object of the user's threw, or that says already what is wrong with it. */
function readingErrorFor(field: string, error: unknown): OptNetError {
  if (error instanceof OptNetError) return error;
  return new OptNetError({
    field,
    expected: "something that can be read",
    got: `an error on reading it: ${errorText(error)}`,
    hint: "Look for a getter or a proxy that throws, and pass plain arrays.",
  });
}

function errorText(error: unknown): string {
  try {
    return quoted(error instanceof Error ? error.message : String(error));
  } catch {
    return "one that cannot be shown";
  }
}

/** Where typed arrays that are no numbers, or views that are no arrays, need a conversion. */
function conversion(field: string, input: unknown): string | undefined {
  const kind = kindOf(input);
  if (kind !== undefined) return `Entries of a ${kind} are no numbers: Float64Array.from(${field}, Number).`;
  return ArrayBuffer.isView(input) ? `Convert it to a Float64Array.` : undefined;
}

function gone(field: string, array: TypedNumbers): OptNetError {
  return new OptNetError({
    field,
    expected: "an array whose memory is there",
    got: `${kindOf(array)} on memory that was transferred away or has shrunk`,
    hint: "A transferred ArrayBuffer belongs to its receiver: pass a copy, or transfer a copy.",
  });
}

/** @throws OptNetError where its memory is gone. */
export function requireThere(field: string, array: TypedNumbers): void {
  if (isGone(array)) throw gone(field, array);
}

function keep(field: string, array: TypedNumbers, memory: Memory): Float64Array {
  requireThere(field, array);
  try {
    return memory.keep(array);
  } catch (error) {
    const length = lengthOf(array);
    throw roomErrorFor(error, field, 8 * length, `a copy of ${length} numbers`, SPLIT);
  }
}

const SPLIT =
  "Solve large batches in parts; give matrices that are mostly zeros as sparse ones (sparse.csr and others).";

function allocate(field: string, shape: readonly number[], memory: Memory): Float64Array {
  const length = sizeOf(shape);
  const what = `shape ${formatShape(shape)}`;
  requireRoom(field, length, what, SPLIT);
  return withRoom(field, 8 * length, what, SPLIT, () => memory.allocate(length));
}

function readDense(field: string, data: unknown, shape: unknown, reading: Reading): Numbers {
  if (!isTypedNumbers(data) && !Array.isArray(data)) {
    throw new OptNetError({
      field: `${field}.data`,
      expected: "a typed array of numbers, such as Float64Array, or a flat array of numbers",
      got: describe(data),
      hint: conversion(`${field}.data`, data) ?? "data holds the numbers row-major.",
    });
  }
  const lengths = lengthsOf(field, shape);
  const length = Array.isArray(data) ? data.length : lengthOf(data);
  // A product of zeros and of lengths beyond all numbers is 0 all the same.
  const size = lengths.includes(0) ? 0 : sizeOf(lengths);
  if (size !== length) {
    if (!Array.isArray(data) && isGone(data)) keep(`${field}.data`, data, ordinary);
    throw new OptNetError({
      field: `${field}.data`,
      expected: `${size} numbers for shape ${formatShape(lengths)}`,
      got: `${length} numbers`,
      hint: "data holds the product of the shape, row-major.",
    });
  }
  const { memory = ordinary } = reading;
  if (!Array.isArray(data)) return { data: keep(`${field}.data`, data, memory), shape: lengths };
  const numbers = allocate(field, lengths, memory);
  fillRow(`${field}.data`, data, size, [], numbers, 0, reading);
  return { data: numbers, shape: lengths };
}

function lengthsOf(field: string, shape: unknown): number[] {
  const given: readonly unknown[] | undefined = Array.isArray(shape) ? shape : undefined;
  if (given !== undefined && given.length > MAX_RANK) {
    const shown = given.slice(0, MAX_RANK + 1).map(describe);
    throw tooDeep(field, `shape [${shown.join(",")}${given.length > MAX_RANK + 1 ? ",…" : ""}]`);
  }
  // Holes are undefined here.
  const lengths: unknown[] | undefined = given && [];
  let valid = lengths !== undefined;
  for (let i = 0; i < (given?.length ?? 0); i++) {
    lengths!.push(given![i]);
    valid &&= isLength(given![i]);
  }
  if (valid) return lengths as number[];
  throw new OptNetError({
    field: `${field}.shape`,
    expected: "an array of whole numbers that are not negative",
    got: lengths === undefined ? describe(shape) : `[${lengths.map(describe).join(", ")}]`,
    hint: "For example { data, shape: [rows, columns] }.",
  });
}

/** The first entry at every depth gives the shape; `fill` then holds all others to it. */
function readNested(field: string, input: readonly unknown[], reading: Reading): Numbers {
  const shape: number[] = [];
  let level: unknown = input;
  for (; ; level = (level as unknown[])[0]) {
    const nested = Array.isArray(level);
    if (!nested && !isTypedNumbers(level)) break;
    if (shape.length === MAX_RANK) throw tooDeep(field, `arrays nested more than ${MAX_RANK} deep`);
    shape.push(nested ? (level as unknown[]).length : lengthOf(level as TypedNumbers));
    if (!nested) break;
  }
  // Nothing is allocated for what is no number to begin with, such as an array of holes.
  if (!shape.includes(0) && !isTypedNumbers(level)) {
    readNumber(
      field,
      level,
      shape.map(() => 0),
      reading,
    );
  }
  const data = allocate(field, shape, reading.memory ?? ordinary);
  fill(field, input, shape, [], data, 0, reading);
  return { data, shape };
}

/** Writes `level`, found at `path`, into `data` from `start` and returns the end of what it wrote. */
function fill(
  field: string,
  level: readonly unknown[] | TypedNumbers,
  shape: readonly number[],
  path: number[],
  data: Float64Array,
  start: number,
  reading: Reading,
): number {
  if (path.length === shape.length - 1) {
    return fillRow(field, level, shape[path.length], path, data, start, reading);
  }
  const length = shape[path.length + 1];
  let end = start;
  for (let i = 0; i < shape[path.length]; i++) {
    const inner = level[i];
    path.push(i);
    const last = path.length === shape.length - 1;
    if (isTypedNumbers(inner) && isGone(inner)) throw gone(indexed(field, path), inner);
    if (Array.isArray(inner) ? inner.length !== length : !(last && isRow(inner, length))) {
      throw ragged(field, path, length, inner);
    }
    end = fill(field, inner as readonly unknown[], shape, path, data, end, reading);
    path.pop();
  }
  return end;
}

function isRow(value: unknown, length: number): boolean {
  return isTypedNumbers(value) && lengthOf(value) === length && !isGone(value);
}

function fillRow(
  field: string,
  row: readonly unknown[] | TypedNumbers,
  length: number,
  path: readonly number[],
  data: Float64Array,
  start: number,
  reading: Reading,
): number {
  if (!Array.isArray(row)) {
    data.set(row as TypedNumbers, start);
    return start + length;
  }
  for (let i = 0; i < length; i++) {
    const value: unknown = row[i];
    data[start + i] = typeof value === "number" ? value : readNumber(field, value, [...path, i], reading);
  }
  return start + length;
}

function readNumber(field: string, value: unknown, path: readonly number[], { missing }: Reading): number {
  if (typeof value === "number") return value;
  if (value === null && missing !== undefined) return missing;
  throw new OptNetError({
    field,
    expected: `a number${missing === undefined ? "" : ", or null for no bound,"} at ${indexed(field, path)}`,
    got: describe(value),
    hint: "Convert every entry with Number(…), and check that no entry is missing.",
  });
}

function ragged(field: string, path: readonly number[], length: number, got: unknown): OptNetError {
  const first = indexed(field, [...path.slice(0, -1), 0]);
  return new OptNetError({
    field,
    expected: `an array of length ${length} at ${indexed(field, path)}, like ${first}`,
    got: describe(got),
    hint: "Rows are arrays or typed arrays of numbers, and all have the same length.",
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

function isLength(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** What an array input was, for the `got` of an error. */
export function describeNumbers({ data, shape }: Numbers): string {
  if (shape === undefined) return `a typed array of length ${data.length}`;
  return shape.length === 0 ? "a single number" : `shape ${formatShape(shape)}`;
}

/** Whose entries are numbers; the others, BigInt64Array and BigUint64Array, have entries that are not. */
const OF_NUMBERS: ReadonlySet<unknown> = new Set([
  ...["Float64Array", "Float32Array", "Float16Array", "Int8Array", "Uint8Array", "Uint8ClampedArray"],
  ...["Int16Array", "Uint16Array", "Int32Array", "Uint32Array"],
]);

function isTypedNumbers(value: unknown): value is TypedNumbers {
  const kind = kindOf(value);
  return kind === "Float64Array" || (kind !== undefined && OF_NUMBERS.has(kind));
}

/** What an object must look like. */
export interface ObjectForm<Name extends string> {
  /** What errors call it, for example `"cotangents"`. */
  readonly field: string;
  readonly names: readonly Name[];
  readonly expected: string;
  /** What to do where it is no object. */
  readonly hint: string;
  /** What to do where it has another property. */
  readonly unknown: string | ((name: string) => string);
  /** How errors call another property: as itself, or as one of the field. */
  readonly named?: ((name: string) => string) | undefined;
}

/**
 * The named properties of an object, each read once, so that neither an error of a getter nor another answer can
 * come later.
 *
 * @throws OptNetError for what is no object, has other properties, or throws on reading.
 */
export function readObject<Name extends string>(
  input: unknown,
  { field, names, expected, hint, unknown, named = (name) => `${field}.${name}` }: ObjectForm<Name>,
): { [Key in Name]?: unknown } {
  try {
    if (typeof input !== "object" || input === null || Array.isArray(input) || ArrayBuffer.isView(input)) {
      const got = Array.isArray(input) ? "an array" : describe(input);
      throw new OptNetError({ field, expected, got, hint });
    }
    for (const name of Object.keys(input)) {
      if ((names as readonly string[]).includes(name)) continue;
      throw new OptNetError({
        field: named(excerpt(name)),
        expected: `one of ${names.join(", ")}`,
        got: quoted(name),
        hint: typeof unknown === "string" ? unknown : unknown(name),
      });
    }
    const read: { [Key in Name]?: unknown } = {};
    for (const name of names) {
      const value = (input as Record<string, unknown>)[name];
      if (value !== undefined) read[name] = value;
    }
    return read;
  } catch (error) {
    throw readingErrorFor(field, error);
  }
}
