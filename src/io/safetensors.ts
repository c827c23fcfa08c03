/**
 * Safetensors: the length of a header, the header in JSON, and the arrays one behind the other.
 *
 * Source: the format's description in the README of huggingface/safetensors.
 */
import {
  BROKEN,
  byteLength,
  type ArrayFile,
  type ArrayOutline,
  type FileLayout,
  type StoredArray,
} from "./arrays.js";
import { exactNumber, fileError, readBytes, type ByteSource } from "./bytes.js";
import { BYTES, isNative, toFloat64, type DType } from "./dtype.js";
import { repeatedKey } from "./json-keys.js";
import type { Metadata } from "./metadata.js";

const TYPES: Readonly<Record<string, DType>> = {
  F64: "float64",
  F32: "float32",
  F16: "float16",
  BF16: "bfloat16",
  I64: "int64",
  I32: "int32",
  I16: "int16",
  I8: "int8",
  U64: "uint64",
  U32: "uint32",
  U16: "uint16",
  U8: "uint8",
  BOOL: "bool",
};

/** The limit that the format's own reader has. */
const LONGEST_HEADER = 100_000_000;
const METADATA_KEY = "__metadata__";
const MOST_AXES = 64;

/** @throws OptNetError for a broken file, and for numbers of other kinds. */
export async function openSafetensors(source: ByteSource): Promise<ArrayFile> {
  const bad = (expected: string, got: string) => fileError(source.name, expected, got, BROKEN);
  const prefix = await readBytes(source, 0, 8);
  const stated = new DataView(prefix.buffer).getBigUint64(0, true);
  const length = exactNumber(stated);
  if (length > LONGEST_HEADER) throw bad(`a header of at most ${LONGEST_HEADER} bytes`, `${stated} bytes`);
  const header = await readBytes(source, 8, length);
  const entries = parseHeader(source, header);
  const start = 8 + length;
  const arrays = new Map<string, StoredArray>();
  const spans: { name: string; begin: number; end: number }[] = [];
  let metadata: Metadata = new Map();
  for (const [name, entry] of Object.entries(entries)) {
    if (name === METADATA_KEY) {
      metadata = metadataFrom(source, entry);
      continue;
    }
    const { dtype, shape, begin, end } = parseEntry(`${source.name}: ${name}`, entry);
    spans.push({ name, begin, end });
    arrays.set(name, storedArray(source, name, dtype, shape, start + begin));
  }
  spans.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let at = 0;
  for (const { name, begin, end } of spans) {
    if (begin !== at) {
      const what = begin < at ? "one that overlaps another" : "a hole in front of it";
      throw fileError(`${source.name}: ${name}`, `an array that begins at ${at}`, what, BROKEN);
    }
    at = end;
  }
  if (start + at !== source.size) throw bad(`a file of ${start + at} bytes`, `${source.size} bytes`);
  return { format: "safetensors", name: source.name, arrays, metadata, directory: header };
}

function parseHeader(source: ByteSource, header: Uint8Array): Record<string, unknown> {
  const bad = (got: string) => fileError(source.name, "a header in JSON", got, BROKEN);
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(header);
    value = JSON.parse(text);
  } catch {
    throw bad("other bytes");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value) || !text.startsWith("{")) {
    throw bad("something that is no object");
  }
  const repeated = repeatedKey(text);
  if (repeated !== undefined) throw bad(`the key ${JSON.stringify(repeated)} twice`);
  return value as Record<string, unknown>;
}

function metadataFrom(source: ByteSource, value: unknown): Metadata {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value as Record<string, unknown>);
    if (entries.every((entry): entry is [string, string] => typeof entry[1] === "string"))
      return new Map(entries);
  }
  throw fileError(`${source.name}: ${METADATA_KEY}`, "an object of strings", "something else", BROKEN);
}

function parseEntry(field: string, entry: unknown) {
  const { dtype: type, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  const dtype = typeof type === "string" && Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (dtype === undefined) {
    throw fileError(
      field,
      `one of the types ${Object.keys(TYPES).join(", ")}`,
      JSON.stringify(type)?.slice(0, 40) ?? "none",
      "Convert it to F64.",
    );
  }
  if (!isLengths(shape) || shape.length > MOST_AXES) {
    throw fileError(field, "a shape of whole numbers ≥ 0", shown(shape), BROKEN);
  }
  if (!isLengths(offsets) || offsets.length !== 2 || offsets[0] > offsets[1]) {
    throw fileError(field, "two offsets, the first not behind the second", shown(offsets), BROKEN);
  }
  const [begin, end] = offsets;
  const needed = byteLength(field, dtype, shape);
  if (end - begin !== needed) {
    throw fileError(field, `${needed} bytes for shape [${shape.join(",")}]`, `${end - begin} bytes`, BROKEN);
  }
  return { dtype, shape, begin, end };
}

function isLengths(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((length) => Number.isSafeInteger(length) && length >= 0);
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 60);
}

function storedArray(
  source: ByteSource,
  name: string,
  dtype: DType,
  shape: readonly number[],
  offset: number,
): StoredArray {
  const size = BYTES[dtype];
  const read = async (start: number, out: Float64Array): Promise<void> => {
    if (isNative(dtype, false)) {
      const bytes = new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
      return source.readInto(offset + size * start, bytes);
    }
    const bytes = await readBytes(source, offset + size * start, size * out.length);
    toFloat64(`${source.name}: ${name}`, bytes, dtype, false, out);
  };
  return { dtype, shape, random: true, read };
}

const NAMES: Partial<Record<DType, string>> = { float64: "F64", float32: "F32", int32: "I32", uint8: "U8" };

/** Where a file has its parts. Arrays of larger numbers come first, so that each begins at a multiple of its own size. */
export function safetensorsLayout(arrays: readonly ArrayOutline[], metadata: Metadata): FileLayout {
  const sorted = [...arrays].sort((a, b) => BYTES[b.dtype] - BYTES[a.dtype]);
  const entries = Object.create(null) as Record<string, unknown>;
  if (metadata.size > 0) entries[METADATA_KEY] = Object.fromEntries(metadata);
  let at = 0;
  const begins = new Map<string, number>();
  for (const { name, dtype, shape } of sorted) {
    const end = at + byteLength(name, dtype, shape);
    entries[name] = { dtype: NAMES[dtype], shape, data_offsets: [at, end] };
    begins.set(name, at);
    at = end;
  }
  const json = new TextEncoder().encode(JSON.stringify(entries));
  const length = 8 * Math.ceil(json.length / 8);
  const bytes = new Uint8Array(8 + length).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(json, 8);
  const offsets = new Map([...begins].map(([name, begin]) => [name, bytes.length + begin]));
  return { size: bytes.length + at, offsets, frame: () => [{ offset: 0, bytes }] };
}
