/**
 * What a zip file holds, from the directory at its end. Members that are stored or deflated, one volume, no
 * encryption; all sizes may be of 64 bits. Everything that two readers could understand differently is refused.
 *
 * Source: PKWARE's APPNOTE, sections 4.3.7, 4.3.12 to 4.3.16 and 4.5.3.
 */
import { exactNumber, fileError, readBytes, type ByteSource } from "../bytes.js";

export interface Member {
  readonly name: string;
  readonly deflated: boolean;
  readonly crc: number;
  /** Bytes in the file, and after inflating. */
  readonly compressed: number;
  readonly size: number;
  /** Where the bytes begin. */
  readonly offset: number;
}

export const SIGNATURE = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;
export const SIGNATURE64 = { end: 0x06064b50, locator: 0x07064b50 } as const;
/** A field that says: the value stands in the extra field of 64-bit values, whose number this is. */
export const ELSEWHERE = { 16: 0xffff, 32: 0xffffffff } as const;
export const EXTRA64 = 1;

const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
/** No file of arrays lists as much; what is longer would have to be read whole. */
const LONGEST_DIRECTORY = 2 ** 26;
/** Deflate cannot shrink anything more than this. */
const MOST_INFLATED = 1032;

const HINT = "Copy or write it again.";

/** @throws OptNetError for anything but a whole, plain zip file. */
export async function readDirectory(source: ByteSource): Promise<{ members: Member[]; bytes: Uint8Array }> {
  const { count, size, offset } = await findDirectory(source);
  const bad = (expected: string, got: string) => fileError(source.name, expected, got, HINT);
  if (size > LONGEST_DIRECTORY)
    throw bad(`a directory of at most ${LONGEST_DIRECTORY} bytes`, `${size} bytes`);
  if (offset + size > source.size)
    throw bad("a directory inside the file", `one that ends at ${offset + size}`);
  if (46 * count > size) throw bad(`a directory with room for ${count} members`, `${size} bytes`);
  const bytes = await readBytes(source, offset, size);
  const members: Member[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    const entry = readEntry(source, bytes, at);
    at += entry.length;
    members.push(await locate(source, entry, offset));
  }
  if (at !== size) throw bad("nothing behind the last member of the directory", `${size - at} bytes`);
  requireApart(source, members);
  return { members, bytes };
}

/** The end of the directory is found from the end of the file, because a comment may stand behind it. */
async function findDirectory(source: ByteSource): Promise<{ count: number; size: number; offset: number }> {
  const length = Math.min(source.size, END_SIZE + LONGEST_COMMENT);
  const tail = await readBytes(source, source.size - length, length);
  const view = new DataView(tail.buffer);
  let at = length - END_SIZE;
  const isEnd = (): boolean =>
    view.getUint32(at, true) === SIGNATURE.end && at + END_SIZE + view.getUint16(at + 20, true) === length;
  while (at >= 0 && !isEnd()) at--;
  if (at < 0) throw fileError(source.name, "a whole zip file", "no end of its directory", HINT);
  const [disk, start, here, count] = [4, 6, 8, 10].map((field) => view.getUint16(at + field, true));
  const size = view.getUint32(at + 12, true);
  const offset = view.getUint32(at + 16, true);
  const end = source.size - length + at;
  const long = end >= 20 ? await findDirectory64(source, end) : undefined;
  if (long === undefined) {
    if (disk !== 0 || start !== 0 || here !== count) throw volumes(source);
    if (offset + size !== end) {
      throw fileError(
        source.name,
        `a directory that ends at ${end}`,
        `one that ends at ${offset + size}`,
        HINT,
      );
    }
    return { count, size, offset };
  }
  const agrees = (short: number, value: number, elsewhere: number): boolean =>
    short === elsewhere || short === value;
  if (
    !agrees(count, long.count, ELSEWHERE[16]) ||
    !agrees(size, long.size, ELSEWHERE[32]) ||
    !agrees(offset, long.offset, ELSEWHERE[32])
  ) {
    throw fileError(source.name, "one directory", "two that differ", HINT);
  }
  return long;
}

async function findDirectory64(source: ByteSource, end: number) {
  const locator = new DataView((await readBytes(source, end - 20, 20)).buffer);
  if (locator.getUint32(0, true) !== SIGNATURE64.locator) return undefined;
  const at = exactNumber(locator.getBigUint64(8, true));
  const bad = (got: string) => fileError(source.name, "a 64-bit end of the directory", got, HINT);
  if (at + 56 !== end - 20) throw bad(`one at ${at} in front of ${end - 20}`);
  const view = new DataView((await readBytes(source, at, 56)).buffer);
  if (view.getUint32(0, true) !== SIGNATURE64.end) throw bad("other bytes");
  if (exactNumber(view.getBigUint64(4, true)) !== 44) throw bad("one of another length");
  const here = exactNumber(view.getBigUint64(24, true));
  const count = exactNumber(view.getBigUint64(32, true));
  if (view.getUint32(16, true) !== 0 || view.getUint32(20, true) !== 0 || here !== count)
    throw volumes(source);
  const size = exactNumber(view.getBigUint64(40, true));
  const offset = exactNumber(view.getBigUint64(48, true));
  if (offset + size !== at) throw bad(`a directory that ends at ${offset + size}`);
  return { count, size, offset };
}

function volumes(source: ByteSource): Error {
  return fileError(source.name, "a zip file of one volume", "a part of several", "Join them first.");
}

interface Entry extends Omit<Member, "offset"> {
  readonly flags: number;
  readonly local: number;
  /** Bytes of the entry in the directory. */
  readonly length: number;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function readEntry(source: ByteSource, bytes: Uint8Array, at: number): Entry {
  const bad = (expected: string, got: string) => fileError(source.name, expected, got, HINT);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 46 > bytes.length || view.getUint32(at, true) !== SIGNATURE.central) {
    throw bad("a member in the directory", "other bytes");
  }
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
    view.getUint16(at + field, true),
  );
  const length = 46 + nameLength + extraLength + commentLength;
  if (at + length > bytes.length) throw bad("a whole member in the directory", "its beginning");
  const name = memberName(source, bytes.subarray(at + 46, at + 46 + nameLength));
  const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
  const [compressed, size, local] = longValues(source, name, extra, [
    view.getUint32(at + 20, true),
    view.getUint32(at + 24, true),
    view.getUint32(at + 42, true),
  ]);
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const field = `${source.name}: ${name}`;
  if (flags & 0x2041) throw fileError(field, "a member that is not encrypted", "one that is", HINT);
  if (method !== 0 && method !== 8) {
    throw fileError(field, "stored or deflated data", `compression method ${method}`, "Use numpy.savez.");
  }
  if (view.getUint16(at + 34, true) !== 0) throw volumes(source);
  if (method === 0 ? size !== compressed : size > MOST_INFLATED * compressed) {
    throw fileError(field, "a size that its data can have", `${size} bytes from ${compressed}`, HINT);
  }
  return {
    name,
    flags,
    deflated: method === 8,
    crc: view.getUint32(at + 16, true),
    compressed,
    size,
    local,
    length,
  };
}

/** Names of arrays, not paths: nothing is ever unpacked to where a name says, and nobody else should. */
function memberName(source: ByteSource, bytes: Uint8Array): string {
  let name: string;
  try {
    name = decoder.decode(bytes);
  } catch {
    throw fileError(source.name, "names in UTF-8", "other bytes", HINT);
  }
  // eslint-disable-next-line no-control-regex
  if (name !== "" && name !== ".." && name !== "." && !/[/\\:\u0000-\u001f\u007f]/.test(name)) return name;
  throw fileError(
    source.name,
    "members that are named like an array",
    JSON.stringify(name.length <= 80 ? name : `${name.slice(0, 80)}…`),
    "A name is no path: leave slashes and control characters out.",
  );
}

/** Sizes and offset, with those of 64 bits from the extra field. */
function longValues(
  source: ByteSource,
  name: string,
  extra: Uint8Array,
  values: readonly number[],
): readonly number[] {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  const broken = () =>
    fileError(`${source.name}: ${name}`, "64-bit sizes in an extra field", "a broken field", HINT);
  for (let at = 0; at + 4 <= extra.length;) {
    const id = view.getUint16(at, true);
    const length = view.getUint16(at + 2, true);
    if (at + 4 + length > extra.length) throw broken();
    if (id === EXTRA64) {
      let next = at + 4;
      const end = next + length;
      // In the extra field the size after inflating comes first.
      const [compressed, size, local] = values;
      const [longSize, longCompressed, longLocal] = [size, compressed, local].map((value) => {
        if (value !== ELSEWHERE[32]) return value;
        if (next + 8 > end) throw broken();
        next += 8;
        return exactNumber(view.getBigUint64(next - 8, true));
      });
      return [longCompressed, longSize, longLocal];
    }
    at += 4 + length;
  }
  return values;
}

/** Where the data begin: behind the member's own header, whose name must be the same. */
async function locate(source: ByteSource, entry: Entry, directory: number): Promise<Member> {
  const { name, deflated, crc, compressed, size, local } = entry;
  const field = `${source.name}: ${name}`;
  if (local + 30 > directory)
    throw fileError(field, "data in front of the directory", `data at ${local}`, HINT);
  const header = await readBytes(source, local, 30);
  const view = new DataView(header.buffer);
  if (view.getUint32(0, true) !== SIGNATURE.local) throw fileError(field, "a member", "other bytes", HINT);
  const nameLength = view.getUint16(26, true);
  const offset = local + 30 + nameLength + view.getUint16(28, true);
  if (offset + compressed > directory) {
    throw fileError(field, "data in front of the directory", `data that end at ${offset + compressed}`, HINT);
  }
  const own = await readBytes(source, local + 30, nameLength);
  const sameName = nameLength === encoder.encode(name).length && memberName(source, own) === name;
  // Behind flag 8 the header has no sizes; otherwise they are the same, or 64-bit ones.
  const same = (at: number, value: number): boolean =>
    (view.getUint16(6, true) & 8) !== 0 ||
    view.getUint32(at, true) === ELSEWHERE[32] ||
    view.getUint32(at, true) === value;
  if (sameName && view.getUint16(8, true) === (deflated ? 8 : 0) && same(18, compressed) && same(22, size)) {
    return { name, deflated, crc, compressed, size, offset };
  }
  throw fileError(field, "the same in its header and in the directory", "something else", HINT);
}

const encoder = new TextEncoder();

/** Members that share bytes are how a small file claims to be a huge one. */
function requireApart(source: ByteSource, members: readonly Member[]): void {
  const names = new Set<string>();
  for (const { name } of members) {
    if (names.has(name)) throw fileError(source.name, "each member once", `"${name}" twice`, HINT);
    names.add(name);
  }
  const sorted = [...members].sort((a, b) => a.offset - b.offset);
  for (let i = 1; i < sorted.length; i++) {
    const before = sorted[i - 1];
    // A header of at least 30 bytes stands between.
    if (before.offset + before.compressed + 30 + encoder.encode(sorted[i].name).length <= sorted[i].offset)
      continue;
    throw fileError(source.name, "members that do not overlap", `${before.name} and ${sorted[i].name}`, HINT);
  }
}
