/**
 * How arrays stand in a Parquet file: a column of numbers is an array [rows], a column of lists, all of one length, an
 * array [rows, length]. Parquet knows no axes beyond that, and no arrays that all rows share: both stand in the file's
 * metadata.
 */
import type { FileMetaData, SchemaElement, SchemaTree } from "hyparquet";
import { fileError } from "../bytes.js";
import type { DType } from "../dtype.js";

/** The keys of metadata that make up for what Parquet has not. */
export const SHAPES_KEY = "optnet.shapes";
export const SHARED_KEY = "optnet.shared";

export interface Column {
  readonly name: string;
  readonly dtype: DType;
  /** 0 for numbers, 1 for lists of numbers, 2 for lists of lists. */
  readonly depth: number;
  /** How many of the nodes on its path may be missing. */
  readonly definitionLevels: number;
  /** Position of its chunk in each row group. */
  readonly index: number;
}

const TYPES: Partial<Record<string, DType>> = {
  DOUBLE: "float64",
  FLOAT: "float32",
  INT64: "int64",
  INT32: "int32",
  BOOLEAN: "bool",
};

const HINT = "Save each input as a column of numbers, or of lists of numbers.";

/** @throws OptNetError for a column that is not an array of numbers. */
export function columnsOf(file: string, root: SchemaTree): Column[] {
  let index = 0;
  return root.children.map((child) => {
    const name = child.element.name;
    const path = [child];
    for (let { children } = child; children.length > 0; { children } = children[0]) {
      if (children.length > 1) throw fileError(`${file}: ${name}`, "numbers or lists", "a record", HINT);
      path.push(children[0]);
    }
    const kinds = path.map(({ element }) => element.repetition_type);
    return {
      name,
      dtype: numberType(`${file}: ${name}`, path.at(-1)!.element),
      depth: kinds.filter((kind) => kind === "REPEATED").length,
      definitionLevels: kinds.filter((kind) => kind === "REPEATED" || kind === "OPTIONAL").length,
      index: index++,
    };
  });
}

function numberType(field: string, element: SchemaElement): DType {
  const { type, type_length: length, logical_type: logical, converted_type: converted } = element;
  if (logical?.type === "FLOAT16" && type === "FIXED_LEN_BYTE_ARRAY" && length === 2) return "float16";
  const dtype = type === undefined ? undefined : TYPES[type];
  const plain =
    (logical === undefined || logical.type === "INTEGER") &&
    (converted === undefined || /^U?INT_/.test(converted));
  if (dtype !== undefined && plain) return dtype;
  throw fileError(
    field,
    "a column of numbers",
    String(logical?.type ?? converted ?? type).toLowerCase(),
    HINT,
  );
}

/** What `optnet` wrote into the file's metadata: the axes of one row of each array, and arrays that rows share. */
export function extrasOf(
  file: string,
  { key_value_metadata: pairs = [] }: FileMetaData,
): {
  readonly metadata: ReadonlyMap<string, string>;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly shared: ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float64Array }>;
} {
  const metadata = new Map<string, string>();
  for (const { key, value = "" } of pairs) {
    if (metadata.has(key))
      throw fileError(file, "each key of metadata once", `"${key}" twice`, "Write it again.");
    metadata.set(key, value);
  }
  const shapes = parsed(file, SHAPES_KEY, metadata, isShapes) ?? {};
  const stored = parsed(file, SHARED_KEY, metadata, isShared) ?? {};
  // Arrow's schema in base64 is nothing that anybody asks for.
  for (const key of [SHAPES_KEY, SHARED_KEY, "ARROW:schema", "pandas"]) metadata.delete(key);
  const shared = new Map(
    Object.entries(stored).map(([name, { shape, data }]) => {
      const bytes = fromBase64(data);
      const length = shape.reduce((product, axis) => product * axis, 1);
      if (bytes?.length === 8 * length) return [name, { shape, data: numbersOf(bytes) }];
      throw fileError(
        `${file}: ${name}`,
        `${8 * length} bytes in base64`,
        `${bytes?.length ?? "other"} bytes`,
        BASE64,
      );
    }),
  );
  return { metadata, shapes, shared };
}

const BASE64 = "Arrays that rows share stand in the metadata as little-endian float64.";

function parsed<Value>(
  file: string,
  key: string,
  metadata: ReadonlyMap<string, string>,
  fits: (value: unknown) => value is Value,
): Value | undefined {
  const text = metadata.get(key);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (fits(value)) return value;
  } catch {
    // Told below.
  }
  throw fileError(
    file,
    `${key} as optnet writes it`,
    "something else",
    "Leave that key out of the metadata.",
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isShape(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((axis) => Number.isSafeInteger(axis) && axis >= 0);
}

function isShapes(value: unknown): value is Record<string, number[]> {
  return isRecord(value) && Object.values(value).every(isShape);
}

function isShared(value: unknown): value is Record<string, { shape: number[]; data: string }> {
  const fits = (entry: unknown) => isRecord(entry) && isShape(entry.shape) && typeof entry.data === "string";
  return isRecord(value) && Object.values(value).every(fits);
}

/** @returns undefined for text that is not base64. */
function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function numbersOf(bytes: Uint8Array): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: bytes.length / 8 }, (_, i) => view.getFloat64(8 * i, true));
}

export function toBase64(data: Float64Array): string {
  const view = new DataView(new ArrayBuffer(8 * data.length));
  data.forEach((value, i) => view.setFloat64(8 * i, value, true));
  const bytes = new Uint8Array(view.buffer);
  let text = "";
  for (let i = 0; i < bytes.length; i += 2 ** 13)
    text += String.fromCharCode(...bytes.subarray(i, i + 2 ** 13));
  return btoa(text);
}

const PHYSICAL: Partial<Record<DType, "DOUBLE" | "FLOAT" | "INT32">> = {
  float64: "DOUBLE",
  float32: "FLOAT",
  int32: "INT32",
  uint8: "INT32",
};

/** The schema of a column of numbers, or of lists. */
export function schemaOf(name: string, dtype: DType, list: boolean): SchemaElement[] {
  const type = PHYSICAL[dtype]!;
  if (!list) return [{ name, type, repetition_type: "REQUIRED" }];
  return [
    {
      ...{ name, repetition_type: "REQUIRED", num_children: 1 },
      ...{ converted_type: "LIST", logical_type: { type: "LIST" } },
    },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    { name: "element", type, repetition_type: "REQUIRED" },
  ];
}
