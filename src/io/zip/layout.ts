/**
 * Zip files, written. Names are ASCII or UTF-8, dates are 1980-01-01, and 64-bit fields stand where a value needs them, so
 * that the same arrays make the same file.
 */
import { ELSEWHERE, EXTRA64, SIGNATURE, SIGNATURE64 } from "./directory.js";

/** A member and where it stands. */
export interface MemberOutline {
  readonly name: string;
  readonly deflated: boolean;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  /** Where its header begins. */
  readonly local: number;
}

/** Bytes before the data of a member. */
export function localHeaderLength(name: string, long: boolean): number {
  return 30 + encoder.encode(name).length + (long ? 20 : 0);
}

/** Whether a member of this size, or of which it is not known that it is smaller, gets fields of 64 bits. */
export function isLong(size: number): boolean {
  return size >= ELSEWHERE[32];
}

const encoder = new TextEncoder();
/** 1 January 1980, which is 0 in the format but for month and day. */
const DATE = 0x21;

/** @param long whether the sizes stand in an extra field; {@link isLong} of an upper bound of both. */
export function localHeader(member: MemberOutline, long: boolean): Uint8Array {
  const { name, compressed, size } = member;
  const bytes = new Uint8Array(localHeaderLength(name, long));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, SIGNATURE.local, true);
  commonFields(view, 4, member, long);
  view.setUint32(18, long ? ELSEWHERE[32] : compressed, true);
  view.setUint32(22, long ? ELSEWHERE[32] : size, true);
  view.setUint16(28, long ? 20 : 0, true);
  bytes.set(encoder.encode(name), 30);
  if (long) writeExtra(view, bytes.length - 20, [size, compressed]);
  return bytes;
}

/** Version, flags, method, date, checksum and length of the name, in the order that both headers have. */
function commonFields(
  view: DataView,
  at: number,
  { name, deflated, crc }: MemberOutline,
  long: boolean,
): void {
  view.setUint16(at, long ? 45 : 20, true);
  // Flag 11 says that the name is in UTF-8.
  view.setUint16(at + 2, 0x800, true);
  view.setUint16(at + 4, deflated ? 8 : 0, true);
  view.setUint16(at + 6, 0, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, crc, true);
  view.setUint16(at + 22, encoder.encode(name).length, true);
}

function writeExtra(view: DataView, at: number, values: readonly number[]): void {
  view.setUint16(at, EXTRA64, true);
  view.setUint16(at + 2, 8 * values.length, true);
  values.forEach((value, i) => view.setBigUint64(at + 4 + 8 * i, BigInt(value), true));
}

/** The directory and its end, to stand at `offset`. */
export function directoryBytes(members: readonly MemberOutline[], offset: number): Uint8Array {
  const entries = members.map(directoryEntry);
  const size = entries.reduce((sum, entry) => sum + entry.length, 0);
  const long = isLong(offset) || isLong(size) || members.length >= ELSEWHERE[16];
  const bytes = new Uint8Array(size + (long ? 76 : 0) + 22);
  let at = 0;
  for (const entry of entries) {
    bytes.set(entry, at);
    at += entry.length;
  }
  const view = new DataView(bytes.buffer);
  if (long) {
    view.setUint32(at, SIGNATURE64.end, true);
    view.setBigUint64(at + 4, 44n, true);
    view.setUint16(at + 12, 45, true);
    view.setUint16(at + 14, 45, true);
    view.setBigUint64(at + 24, BigInt(members.length), true);
    view.setBigUint64(at + 32, BigInt(members.length), true);
    view.setBigUint64(at + 40, BigInt(size), true);
    view.setBigUint64(at + 48, BigInt(offset), true);
    view.setUint32(at + 56, SIGNATURE64.locator, true);
    view.setBigUint64(at + 64, BigInt(offset + size), true);
    view.setUint32(at + 72, 1, true);
    at += 76;
  }
  view.setUint32(at, SIGNATURE.end, true);
  view.setUint16(at + 8, Math.min(members.length, ELSEWHERE[16]), true);
  view.setUint16(at + 10, Math.min(members.length, ELSEWHERE[16]), true);
  view.setUint32(at + 12, Math.min(size, ELSEWHERE[32]), true);
  view.setUint32(at + 16, Math.min(offset, ELSEWHERE[32]), true);
  return bytes;
}

function directoryEntry(member: MemberOutline): Uint8Array {
  const { name, compressed, size, local } = member;
  const long = [size, compressed, local].filter(isLong);
  const extra = long.length === 0 ? 0 : 4 + 8 * long.length;
  const encoded = encoder.encode(name);
  const bytes = new Uint8Array(46 + encoded.length + extra);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, SIGNATURE.central, true);
  view.setUint16(4, 45, true);
  commonFields(view, 6, member, long.length > 0);
  view.setUint32(20, Math.min(compressed, ELSEWHERE[32]), true);
  view.setUint32(24, Math.min(size, ELSEWHERE[32]), true);
  view.setUint16(30, extra, true);
  view.setUint32(42, Math.min(local, ELSEWHERE[32]), true);
  bytes.set(encoded, 46);
  if (extra > 0) writeExtra(view, 46 + encoded.length, long);
  return bytes;
}
