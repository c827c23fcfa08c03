/** NumPy's `.npz`: a zip file with one `.npy` member per array. */
import {
  BROKEN,
  byteLength,
  type ArrayFile,
  type ArrayOutline,
  type FileLayout,
  type StoredArray,
} from "./arrays.js";
import { fileError, type ByteSource } from "./bytes.js";
import { BYTES, isNative, toFloat64 } from "./dtype.js";
import { METADATA_NAME, parseMetadata, serialiseMetadata, type Metadata } from "./metadata.js";
import { NPY_PREFIX, npyHeader, npyHeaderLength, parseNpyHeader, type NpyHeader } from "./npy.js";
import { Turns } from "./turns.js";
import { combineCrc32, crc32 } from "./zip/crc32.js";
import { readDirectory, type Member } from "./zip/directory.js";
import { Inflater } from "./zip/inflate.js";
import { directoryBytes, isLong, localHeader, localHeaderLength, type MemberOutline } from "./zip/layout.js";

const ENDING = ".npy";
/** Metadata are a few words, not a way to fill the memory. */
const LONGEST_METADATA = 2 ** 20;

/** @throws OptNetError for a broken file, and for arrays of anything but numbers. */
export async function openNpz(source: ByteSource): Promise<ArrayFile> {
  const { members, bytes: directory } = await readDirectory(source);
  const arrays = new Map<string, StoredArray>();
  let metadata: Metadata = new Map();
  for (const member of members) {
    const field = `${source.name}: ${member.name}`;
    if (!member.name.endsWith(ENDING) || member.name === ENDING) {
      throw fileError(field, "members that end in .npy", `"${member.name}"`, "Save arrays with numpy.savez.");
    }
    const name = member.name.slice(0, -ENDING.length);
    const content = contentOf(source, member);
    const header = await readHeader(field, member, content);
    if (name === METADATA_NAME) metadata = await readMetadata(field, member, content, header);
    else arrays.set(name, storedArray(`${source.name}: ${name}`, member, content, header));
  }
  return { format: "npz", name: source.name, arrays, metadata, directory };
}

/** The bytes of a member, after inflating. */
type Content = (offset: number, target: Uint8Array) => Promise<void>;

function contentOf(source: ByteSource, member: Member): Content {
  if (!member.deflated) return (offset, target) => source.readInto(member.offset + offset, target);
  const inflater = new Inflater(source, member);
  const turns = new Turns();
  return (offset, target) => turns.take(() => inflater.readInto(offset, target));
}

async function readHeader(field: string, { size }: Member, content: Content): Promise<CheckedHeader> {
  const prefix = new Uint8Array(Math.min(NPY_PREFIX, size));
  await content(0, prefix);
  const length = npyHeaderLength(field, prefix);
  if (length > size) throw fileError(field, `a header of ${length} bytes`, `${size} bytes`, BROKEN);
  const bytes = new Uint8Array(length);
  await content(0, bytes);
  const header = parseNpyHeader(field, bytes);
  const needed = header.text
    ? byteLength(field, "uint8", [textBytes(header), ...header.shape])
    : byteLength(field, header.dtype, header.shape);
  if (length + needed !== size) {
    const shape = `shape (${header.shape.join(", ")})`;
    throw fileError(field, `${length + needed} bytes for ${shape}`, `${size} bytes`, BROKEN);
  }
  return { ...header, crc: crc32(bytes) };
}

/** With the checksum of its own bytes. */
type CheckedHeader = NpyHeader & { readonly crc: number };

function textBytes({ text }: NpyHeader): number {
  return text!.characters * (text!.kind === "U" ? 4 : 1);
}

function storedArray(field: string, member: Member, content: Content, header: CheckedHeader): StoredArray {
  const { dtype, bigEndian, fortran, shape, length, text } = header;
  if (text !== undefined) {
    throw fileError(field, "numbers", "an array of text", "Leave it out; words go into the metadata.");
  }
  const size = BYTES[dtype];
  const read = async (start: number, out: Float64Array): Promise<void> => {
    if (isNative(dtype, bigEndian)) {
      return content(length + size * start, new Uint8Array(out.buffer, out.byteOffset, out.byteLength));
    }
    const bytes = new Uint8Array(size * out.length);
    await content(length + size * start, bytes);
    toFloat64(field, bytes, dtype, bigEndian, out);
  };
  const total = (member.size - length) / size;
  const checked = async (start: number, out: Float64Array): Promise<void> => {
    await read(start, out);
    if (member.deflated || out.length !== total) return;
    await requireCrc(field, member, content, out, length, isNative(dtype, bigEndian));
  };
  // Where all axes but one have length 1, both orders are the same.
  const columnMajor = fortran && shape.filter((axis) => axis > 1).length > 1;
  return {
    dtype,
    shape,
    random: !member.deflated && !columnMajor,
    // What the directory has, without the header: taking a part away is what joining is.
    checksum:
      isNative(dtype, bigEndian) && !columnMajor
        ? combineCrc32(header.crc, member.crc, member.size - length)
        : undefined,
    read: columnMajor ? transposed(field, shape, total, checked) : checked,
  };
}

/** A member that was read whole must have the checksum that it came with. */
async function requireCrc(
  field: string,
  member: Member,
  content: Content,
  out: Float64Array,
  headerLength: number,
  native: boolean,
): Promise<void> {
  let crc: number;
  if (native) {
    const header = new Uint8Array(headerLength);
    await content(0, header);
    crc = crc32(new Uint8Array(out.buffer, out.byteOffset, out.byteLength), crc32(header));
  } else {
    crc = 0;
    for (let at = 0; at < member.size;) {
      const piece = new Uint8Array(Math.min(2 ** 20, member.size - at));
      await content(at, piece);
      crc = crc32(piece, crc);
      at += piece.length;
    }
  }
  if (crc === member.crc) return;
  throw fileError(field, "the checksum in the directory", "bytes with another one", BROKEN);
}

/** Column-major arrays can be read whole only: the entries of one row are all over the file. */
function transposed(
  field: string,
  shape: readonly number[],
  total: number,
  read: StoredArray["read"],
): StoredArray["read"] {
  return async (start, out) => {
    if (start !== 0 || out.length !== total) {
      throw fileError(
        field,
        "an array in row-major (C) order, which can be read in parts",
        "one in column-major (Fortran) order",
        "Save numpy.ascontiguousarray(array).",
      );
    }
    const columns = new Float64Array(total);
    await read(0, columns);
    const index = shape.map(() => 0);
    // Strides of the file, the first axis fastest; the index counts as an odometer, the last axis fastest.
    const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, axis) => product * axis, 1));
    for (let i = 0, from = 0; i < total; i++) {
      out[i] = columns[from];
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        from += strides[axis];
        if (++index[axis] < shape[axis]) break;
        from -= index[axis] * strides[axis];
        index[axis] = 0;
      }
    }
  };
}

async function readMetadata(
  field: string,
  member: Member,
  content: Content,
  header: NpyHeader,
): Promise<Metadata> {
  if (header.text?.kind !== "U" || header.shape.length !== 0 || member.size > LONGEST_METADATA) {
    throw fileError(
      field,
      "metadata: one string",
      "something else",
      `Leave an array "${METADATA_NAME}" out.`,
    );
  }
  const bytes = new Uint8Array(member.size);
  await content(0, bytes);
  const view = new DataView(bytes.buffer, header.length);
  let text = "";
  for (let i = 0; i < header.text.characters; i++) {
    const code = view.getUint32(4 * i, !header.bigEndian);
    if (code > 0x10ffff) throw fileError(field, "text", `the character ${code}`, BROKEN);
    if (code !== 0) text += String.fromCodePoint(code); // Zeros fill up.
  }
  return parseMetadata(field, text);
}

/** The metadata as NumPy's string: `json.loads(str(file["optnet"]))` in Python. */
export function metadataMember(metadata: Metadata): Uint8Array {
  const characters = Array.from(serialiseMetadata(metadata), (character) => character.codePointAt(0)!);
  const header = npyHeader(`<U${characters.length}`, []);
  const bytes = new Uint8Array(header.length + 4 * characters.length);
  bytes.set(header);
  const view = new DataView(bytes.buffer, header.length);
  characters.forEach((code, i) => view.setUint32(4 * i, code, true));
  return bytes;
}

/** Where a file of stored members has its parts; metadata come last. */
export function npzLayout(arrays: readonly ArrayOutline[], metadata: Metadata): FileLayout {
  const offsets = new Map<string, number>();
  let at = 0;
  const planned = arrays.map((array) => {
    const header = npyHeader(array.dtype, array.shape);
    const bytes = byteLength(array.name, array.dtype, array.shape);
    const name = array.name + ENDING;
    const local = at;
    const size = header.length + bytes;
    at += localHeaderLength(name, isLong(size)) + size;
    offsets.set(array.name, at - bytes);
    return { array, name, header, bytes, local, size };
  });
  const words = metadata.size === 0 ? undefined : metadataMember(metadata);
  const end = at;
  const wordsOutline = words && {
    ...{ name: METADATA_NAME + ENDING, deflated: false, crc: crc32(words), local: end },
    ...{ compressed: words.length, size: words.length },
  };
  const outlines = (crcOf: (name: string) => number): MemberOutline[] => [
    ...planned.map(({ array, name, header, bytes, local, size }) => {
      const crc = combineCrc32(crc32(header), crcOf(array.name), bytes);
      return { name, deflated: false, crc, compressed: size, size, local };
    }),
    ...(wordsOutline ? [wordsOutline] : []),
  ];
  const directoryAt = end + (words ? localHeaderLength(wordsOutline!.name, false) + words.length : 0);
  return {
    size:
      directoryAt +
      directoryBytes(
        outlines(() => 0),
        directoryAt,
      ).length,
    offsets,
    frame: (crcOf) => {
      const members = outlines(crcOf);
      const headers = members.map((member, i) => ({
        offset: member.local,
        bytes: joined(localHeader(member, isLong(member.size)), planned[i]?.header ?? words!),
      }));
      return [...headers, { offset: directoryAt, bytes: directoryBytes(members, directoryAt) }];
    },
  };
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
