/**
 * The header of NumPy's array format: a magic word, a version, and a Python literal
 * `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }`.
 *
 * Source: numpy.lib.format, versions 1.0 to 3.0.
 */
import { fileError } from "./bytes.js";
import type { DType } from "./dtype.js";

export interface NpyHeader {
  readonly dtype: DType;
  readonly bigEndian: boolean;
  /** Column-major: the first axis runs fastest. */
  readonly fortran: boolean;
  readonly shape: readonly number[];
  /** Where the numbers begin. */
  readonly length: number;
  /** For text, whose numbers nobody asks for: bytes per string; otherwise undefined. */
  readonly text?: { readonly kind: "S" | "U"; readonly characters: number } | undefined;
}

/** This many bytes tell how long the header is. */
export const NPY_PREFIX = 12;
/** A header with the largest number of axes is far shorter. */
const LONGEST = 2 ** 16;
const MOST_AXES = 64;

const TYPES: Readonly<Record<string, DType>> = {
  f8: "float64",
  f4: "float32",
  f2: "float16",
  i8: "int64",
  i4: "int32",
  i2: "int16",
  i1: "int8",
  u8: "uint64",
  u4: "uint32",
  u2: "uint16",
  u1: "uint8",
  b1: "bool",
};

const HINT = "Save it with numpy.save or numpy.savez.";

/** How many bytes the header takes, from its first {@link NPY_PREFIX}. @throws OptNetError for another format. */
export function npyHeaderLength(field: string, prefix: Uint8Array): number {
  const magic = String.fromCharCode(...prefix.subarray(1, 6));
  if (prefix.length < NPY_PREFIX || prefix[0] !== 0x93 || magic !== "NUMPY") {
    throw fileError(field, "an array in NumPy's format", "other bytes", HINT);
  }
  const [major, minor] = [prefix[6], prefix[7]];
  if (major < 1 || major > 3 || minor !== 0) {
    throw fileError(field, "version 1.0, 2.0 or 3.0 of NumPy's format", `${major}.${minor}`, HINT);
  }
  const view = new DataView(prefix.buffer, prefix.byteOffset, prefix.byteLength);
  const length = major === 1 ? 10 + view.getUint16(8, true) : 12 + view.getUint32(8, true);
  if (length <= LONGEST) return length;
  throw fileError(field, `a header of at most ${LONGEST} bytes`, `${length} bytes`, HINT);
}

/**
 * Reads a whole header.
 *
 * @throws OptNetError for a broken one, and for arrays of objects, records, complex numbers and dates.
 */
export function parseNpyHeader(field: string, bytes: Uint8Array): NpyHeader {
  const length = npyHeaderLength(field, bytes);
  const text = new TextDecoder().decode(bytes.subarray(bytes[6] === 1 ? 10 : 12, length));
  const broken = (got: string) =>
    fileError(
      field,
      "a header with descr, fortran_order and shape",
      got,
      "The file is broken, or not NumPy's.",
    );
  // Keys may stand in any order, each once; nothing else may.
  const PAIR =
    /^\s*(?:'(descr)'\s*:\s*'([^'\\]*)'|'(fortran_order)'\s*:\s*(True|False)|'(shape)'\s*:\s*\(([\d\s,L+-]*)\))\s*(?:,|$)/;
  const dictionary = /^\s*\{([\s\S]*)\}\s*$/.exec(text)?.[1];
  if (dictionary === undefined) throw broken(shown(text));
  const found = new Map<string, string>();
  for (let rest = dictionary.trim(); rest !== "";) {
    const pair = PAIR.exec(rest);
    if (/^\s*'descr'\s*:\s*\[/.test(rest)) {
      throw fileError(field, "an array of numbers", "an array of records", "Save each column as an array.");
    }
    const key = pair?.[1] ?? pair?.[3] ?? pair?.[5];
    if (pair === null || key === undefined || found.has(key)) throw broken(shown(rest));
    found.set(key, (pair[2] ?? pair[4] ?? pair[6])!);
    rest = rest.slice(pair[0].length).trim();
  }
  if (found.size !== 3) throw broken(`only ${[...found.keys()].join(", ") || "nothing"}`);
  return {
    ...parseType(field, found.get("descr")!),
    fortran: found.get("fortran_order") === "True",
    shape: parseShape(found.get("shape")!, broken),
    length,
  };
}

function parseShape(text: string, broken: (got: string) => Error): number[] {
  const trimmed = text.trim();
  if (trimmed === "") return [];
  const parts = trimmed.split(",").map((part) => part.trim());
  if (parts.at(-1) === "" && parts.length > 1) parts.pop();
  else if (parts.length === 1) throw broken(`shape (${text})`); // (3) is a number, not a tuple.
  const lengths = parts.map((part) => (/^\d+L?$/.test(part) ? Number(part.replace("L", "")) : NaN));
  if (lengths.length <= MOST_AXES && lengths.every((length) => Number.isSafeInteger(length))) return lengths;
  throw broken(`shape (${shown(text)})`);
}

function parseType(field: string, descr: string): Pick<NpyHeader, "dtype" | "bigEndian" | "text"> {
  const match = /^([<>|=])?([a-zA-Z])(\d*)$/.exec(descr);
  const [, order = "|", kind = "", size = ""] = match ?? [];
  if ((kind === "S" || kind === "U") && /^\d{1,6}$/.test(size)) {
    return { dtype: "uint8", bigEndian: order === ">", text: { kind, characters: Number(size) } };
  }
  const dtype = TYPES[kind + size];
  // An order of bytes where there is only one byte, and none where there are more, do not come from NumPy.
  if (dtype !== undefined && (order === "<" || order === ">" || size === "1")) {
    return { dtype, bigEndian: order === ">" };
  }
  const what = kind === "O" ? "Python objects (a pickle, which is never read)" : `"${shown(descr)}"`;
  throw fileError(
    field,
    "float16, float32, float64, integers or booleans",
    `an array of ${what}`,
    "Convert it: array.astype(numpy.float64).",
  );
}

function shown(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}

const DESCR: Partial<Record<DType, string>> = {
  float64: "<f8",
  float32: "<f4",
  int32: "<i4",
  uint8: "|u1",
};

/** A header of version 1.0 for numbers in row-major order, as long as NumPy makes it: a multiple of 64. */
export function npyHeader(dtype: DType | `<U${number}`, shape: readonly number[]): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const descr = DESCR[dtype as DType] ?? dtype;
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const length = 64 * Math.ceil((10 + text.length + 1) / 64);
  const bytes = new Uint8Array(length).fill(0x20);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, (length - 10) & 255, (length - 10) >> 8]);
  for (let i = 0; i < text.length; i++) bytes[10 + i] = text.charCodeAt(i);
  bytes[length - 1] = 0x0a;
  return bytes;
}
