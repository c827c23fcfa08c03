/**
 * Looks at the pages of a column before the library reads them: it makes room for as many numbers as a page or a run in it
 * claims to have.
 *
 * Source: the Parquet format's documents on data pages and on encodings.
 */
import type { ColumnMetaData } from "hyparquet";
import { fileError } from "../bytes.js";
import { BYTES } from "../dtype.js";
import type { Column } from "./columns.js";
import { broken, type Library } from "./library.js";

const HINT = "Copy or write it again.";
/** Numbers of encodings; those of this page's use. */
const PLAIN = 0;
const PLAIN_DICTIONARY = 2;
const RLE = 3;
const RLE_DICTIONARY = 8;
const BYTE_STREAM_SPLIT = 9;

/** A page header, whose fields go by their numbers. */
type Fields = Readonly<Record<`field_${number}`, unknown>>;

/** @throws OptNetError for pages that do not hold together, and for encodings of anything but numbers. */
export function requirePages(
  library: Library,
  field: string,
  bytes: Uint8Array,
  chunk: ColumnMetaData,
  column: Column,
): void {
  const claims = (): Error =>
    fileError(field, "pages that hold what they claim", "pages that claim more", HINT);
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  const most = Number(chunk.total_uncompressed_size);
  let values = 0;
  let size = 0;
  while (reader.offset < bytes.length) {
    const start = reader.offset;
    let header: Fields;
    try {
      header = library.deserializeTCompactProtocol(reader);
    } catch (error) {
      throw broken(field, "pages", error);
    }
    const body = bytes.subarray(reader.offset, reader.offset + count(header.field_3));
    const inflated = count(header.field_2);
    size += inflated + (reader.offset - start);
    if (body.length !== count(header.field_3) || size > most) throw claims();
    reader.offset += body.length;
    const page = (header.field_5 ?? header.field_8) as Fields | undefined;
    const dictionary = header.field_7 as Fields | undefined;
    if (dictionary && count(dictionary.field_1) * BYTES[column.dtype] > Math.max(8, inflated)) throw claims();
    if (page === undefined) continue;
    values += count(page.field_1);
    if (values > Number(chunk.num_values)) throw claims();
    const second = header.field_8 !== undefined;
    let content: Uint8Array;
    try {
      content = second
        ? inflateSecond(library, body, inflated, page, chunk)
        : inflate(library, body, inflated, chunk);
    } catch (error) {
      throw broken(field, "pages", error);
    }
    const encoding = Number(second ? page.field_4 : page.field_2);
    if (!isWhole(field, content, page, encoding, second, column)) throw claims();
  }
}

/** A count that a file gives; what is none is more than anything. */
function count(value: unknown): number {
  return typeof value === "number" && value >= 0 ? value : Infinity;
}

function inflate(library: Library, body: Uint8Array, size: number, { codec }: ColumnMetaData): Uint8Array {
  if (codec === "UNCOMPRESSED") return body;
  const other = library.compressors?.[codec];
  if (other) return other(body, size);
  if (codec !== "SNAPPY") throw new Error(`unsupported compression codec: ${codec}`);
  const content = new Uint8Array(size);
  library.snappyUncompress(body, content);
  return content;
}

/** In pages of the second kind, the levels stand in front of what is compressed. */
function inflateSecond(
  library: Library,
  body: Uint8Array,
  inflated: number,
  page: Fields,
  chunk: ColumnMetaData,
): Uint8Array {
  const levels = count(page.field_5) + count(page.field_6);
  if (levels > Math.min(inflated, body.length)) throw new Error("levels beyond the page");
  if (page.field_7 === false) return body;
  const rest = inflate(library, body.subarray(levels), inflated - levels, chunk);
  const content = new Uint8Array(levels + rest.length);
  content.set(body.subarray(0, levels));
  content.set(rest, levels);
  return content;
}

/** Whether a page has the numbers that it claims, and no run is longer than they are. */
function isWhole(
  field: string,
  content: Uint8Array,
  page: Fields,
  encoding: number,
  second: boolean,
  { dtype, depth, definitionLevels }: Column,
): boolean {
  const values = count(page.field_1);
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  let at = 0;
  const levels = [depth, definitionLevels];
  for (const [i, most] of levels.entries()) {
    if (!second && most === 0) continue;
    const start = second ? at : at + 4;
    if (start > content.length) return false;
    const length = second ? count(i === 0 ? page.field_6 : page.field_5) : view.getUint32(at, true);
    if (start + length > content.length) return false;
    const run = content.subarray(start, start + length);
    if (most > 0 && !runsFit(run, bitsFor(most), values)) return false;
    at = start + length;
  }
  const rest = content.subarray(at);
  if (encoding === PLAIN || encoding === BYTE_STREAM_SPLIT) {
    const bytes = dtype === "bool" ? Math.ceil(values / 8) : values * BYTES[dtype];
    if (bytes <= rest.length) return true;
    throw fewer(field, values);
  }
  if (encoding === PLAIN_DICTIONARY || encoding === RLE_DICTIONARY) {
    if (values === 0 || (rest.length > 0 && rest[0] <= 32 && runsFit(rest.subarray(1), rest[0], values)))
      return true;
    throw fewer(field, values);
  }
  if (encoding === RLE && dtype === "bool") return rest.length >= 4 && runsFit(rest.subarray(4), 1, values);
  throw fileError(
    field,
    "numbers in plain or dictionary encoding",
    `encoding ${encoding}`,
    "Use the writer's defaults.",
  );
}

function fewer(field: string, values: number): Error {
  return fileError(field, `${values} numbers in a page`, "fewer: nulls, or a broken page", "Fill nulls in.");
}

function bitsFor(most: number): number {
  return 32 - Math.clz32(most);
}

/** Runs of one value, and groups of eight packed ones, up to `values` in all. */
function runsFit(bytes: Uint8Array, bits: number, values: number): boolean {
  let seen = 0;
  let at = 0;
  while (seen < values) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= bytes.length || shift > 28) return false;
      header += (bytes[at] & 127) * 2 ** shift;
      if (bytes[at++] < 128) break;
    }
    const length = Math.floor(header / 2);
    if (length === 0) return false;
    if (header % 2 === 0) {
      if (length > values - seen) return false;
      seen += length;
      at += Math.ceil(bits / 8);
    } else {
      if (8 * length > values - seen + 7) return false;
      seen += 8 * length;
      // The last group may be cut where its values end.
      at += length * bits;
    }
  }
  return true;
}
