/** Zip files with whatever a test puts into their fields. */
import { crc32, deflateRawSync } from "node:zlib";
import { npyHeader } from "../../src/io/npy.js";

export interface MemberFields {
  readonly name: string;
  readonly data: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  /** What the directory says, where that is not the truth. */
  readonly compressed?: number;
  readonly size?: number;
  readonly local?: number;
  /** What the member's own header says. */
  readonly localName?: string;
  readonly localSize?: number;
  readonly extra?: Uint8Array;
}

export interface EndFields {
  readonly count?: number;
  readonly size?: number;
  readonly offset?: number;
  readonly comment?: string;
  readonly disk?: number;
}

export function npy(shape: readonly number[], numbers: readonly number[]): Uint8Array {
  return Buffer.concat([npyHeader("float64", shape), new Uint8Array(Float64Array.from(numbers).buffer)]);
}

export function deflated(data: Uint8Array): Uint8Array {
  return deflateRawSync(data);
}

/** A zip file; a member that is deflated gives its data inflated. */
export function archive(members: readonly MemberFields[], end: EndFields = {}): Uint8Array {
  const parts: Uint8Array[] = [];
  const entries: Uint8Array[] = [];
  let at = 0;
  const push = (...bytes: Uint8Array[]): void => {
    for (const one of bytes) at += one.length;
    parts.push(...bytes);
  };
  for (const member of members) {
    const { name, data, method = 0, flags = 0x800, crc = crc32(data), extra = new Uint8Array() } = member;
    const stored = method === 8 ? deflateRawSync(data) : data;
    const { compressed = stored.length, size = data.length, local = at, localName = name } = member;
    const own = Buffer.from(localName);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(flags, 6);
    header.writeUInt16LE(method, 8);
    header.writeUInt32LE(crc, 14);
    header.writeUInt32LE(stored.length, 18);
    header.writeUInt32LE(member.localSize ?? data.length, 22);
    header.writeUInt16LE(own.length, 26);
    const encoded = Buffer.from(name);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(crc, 16);
    entry.writeUInt32LE(compressed, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(encoded.length, 28);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(local, 42);
    entries.push(Buffer.concat([entry, encoded, extra]));
    push(header, own, stored);
  }
  const offset = at;
  push(...entries);
  const comment = Buffer.from(end.comment ?? "");
  const last = Buffer.alloc(22);
  last.writeUInt32LE(0x06054b50, 0);
  last.writeUInt16LE(end.disk ?? 0, 4);
  last.writeUInt16LE(end.count ?? members.length, 8);
  last.writeUInt16LE(end.count ?? members.length, 10);
  last.writeUInt32LE(end.size ?? at - offset, 12);
  last.writeUInt32LE(end.offset ?? offset, 16);
  last.writeUInt16LE(comment.length, 20);
  push(last, comment);
  return Buffer.concat(parts);
}
