/** Reads Parquet with the library, which is given only what has been looked at: sizes that lie fill memory. */
import type { AsyncBuffer, ColumnMetaData, FileMetaData } from "hyparquet";
import type { ArrayFile, StoredArray } from "../arrays.js";
import { fileError, readBytes, type ByteSource } from "../bytes.js";
import { Turns } from "../turns.js";
import { columnsOf, extrasOf, type Column } from "./columns.js";
import { broken, parquetReader, type Library } from "./library.js";
import { requirePages } from "./pages.js";
import { axesOf, flatten } from "./rows.js";

const HINT = "Copy or write it again.";
const SPLIT = "Write smaller row groups: row_group_size=100_000 in pyarrow.";
/** A row group of a column is in memory as arrays of JavaScript. */
const MOST_NUMBERS = 2 ** 25;
const LONGEST_FOOTER = 2 ** 28;
/** "PAR1" as a little-endian number. */
const MAGIC = 0x31524150;

/** @throws OptNetError for a broken file, for columns of anything but numbers, and without the library. */
export async function openParquet(source: ByteSource): Promise<ArrayFile> {
  const library = await parquetReader();
  const footer = await readFooter(source);
  const metadata = guarded(source, "a footer", () => library.parquetMetadata(footer, { geoparquet: false }));
  const rows = requireSizes(source, metadata);
  const { metadata: words, shapes, shared } = extrasOf(source.name, metadata);
  const root = guarded(source, "a schema", () => library.parquetSchema(metadata));
  const arrays = new Map<string, StoredArray>();
  for (const column of columnsOf(source.name, root)) {
    const field = `${source.name}: ${column.name}`;
    if (arrays.has(column.name) || shared.has(column.name)) {
      throw fileError(source.name, "each column once", `"${column.name}" twice`, HINT);
    }
    const width = widthOf(field, column, metadata, rows);
    const groups = new RowGroups(library, source, metadata, column, width);
    const shape = Object.hasOwn(shapes, column.name) ? shapes[column.name] : await groups.axes();
    // Without rows nothing says how many numbers one would have.
    if (rows > 0 && shape.reduce((product, axis) => product * axis, 1) !== width) {
      throw fileError(field, `${width} numbers in a row`, `the shape [${shape.join(",")}]`, HINT);
    }
    arrays.set(column.name, {
      ...{ dtype: column.dtype, shape: [rows, ...shape], random: false, column: true },
      read: (start, out) => groups.read(start, out),
    });
  }
  for (const [name, { data, shape }] of shared) {
    const read = async (start: number, out: Float64Array): Promise<void> =>
      out.set(data.subarray(start, start + out.length));
    arrays.set(name, { dtype: "float64", shape, random: true, read });
  }
  return { format: "parquet", name: source.name, arrays, metadata: words, directory: footer };
}

async function readFooter(source: ByteSource): Promise<Uint8Array> {
  const bad = (got: string) => fileError(source.name, "a whole Parquet file", got, HINT);
  if (source.size < 12) throw bad(`${source.size} bytes`);
  const end = new DataView((await readBytes(source, source.size - 8, 8)).buffer);
  if (end.getUint32(4, true) !== MAGIC) throw bad("other bytes at its end");
  const length = end.getUint32(0, true);
  if (length + 12 > source.size) throw bad(`a footer of ${length} bytes in ${source.size}`);
  if (length > LONGEST_FOOTER) throw bad(`a footer of ${length} bytes`);
  return readBytes(source, source.size - 8 - length, length + 8);
}

/** Runs the library over what a file says; whatever it stumbles over is the file's fault. */
function guarded<Result>(source: ByteSource, what: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw broken(source.name, what, error);
  }
}

/** @returns the number of rows. */
function requireSizes(source: ByteSource, metadata: FileMetaData): number {
  const rows = Number(metadata.num_rows);
  const groups = metadata.row_groups;
  const bad = (expected: string, got: string) => fileError(source.name, expected, got, HINT);
  const sum = groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (!Number.isSafeInteger(rows) || rows < 0 || sum !== rows)
    throw bad(`${rows} rows`, `${sum} in row groups`);
  for (const group of groups) {
    if (!(Number(group.num_rows) >= 0)) throw bad("row groups with rows", `${group.num_rows}`);
    for (const { meta_data: chunk, file_path: path } of group.columns) {
      if (chunk === undefined || path) throw bad("columns in this file", "columns in another");
      const { start, end } = spanOf(chunk);
      if (!(start >= 4 && end >= start && end <= source.size - 8)) {
        throw bad("columns inside the file", `one from ${start} to ${end}`);
      }
      const values = Number(chunk.num_values);
      const size = Number(chunk.total_uncompressed_size);
      if (!(values >= 0 && values <= MOST_NUMBERS && size >= 0 && size <= 16 * MOST_NUMBERS)) {
        const got = `${values} in ${size} bytes`;
        throw fileError(
          source.name,
          `at most ${MOST_NUMBERS} numbers of a column in a row group`,
          got,
          SPLIT,
        );
      }
    }
  }
  return rows;
}

function spanOf(chunk: ColumnMetaData): { start: number; end: number } {
  // Some writers leave an offset of 0 for a dictionary that is not there.
  const start = Number(chunk.dictionary_page_offset || chunk.data_page_offset);
  return { start, end: start + Number(chunk.total_compressed_size) };
}

/** Numbers in a row; that all rows have as many is seen when they are read. */
function widthOf(field: string, { index, depth }: Column, metadata: FileMetaData, rows: number): number {
  if (depth === 0) return 1;
  const values = metadata.row_groups.reduce(
    (sum, group) => sum + Number(group.columns[index]?.meta_data?.num_values ?? 0),
    0,
  );
  if (rows === 0) return 0;
  if (values % rows === 0) return values / rows;
  throw fileError(
    field,
    "lists of one length",
    `${values} numbers in ${rows} rows`,
    "Fill the shorter ones up.",
  );
}

/** One column, a row group at a time. */
class RowGroups {
  readonly #library: Library;
  readonly #source: ByteSource;
  readonly #metadata: FileMetaData;
  readonly #column: Column;
  readonly #width: number;
  /** First row of each group, and the end of the last. */
  readonly #bounds: readonly number[];
  readonly #turns = new Turns();
  /** Lengths of the lists of lists in a row. */
  #axes: readonly number[] | undefined;
  /** The group that was read last. */
  #group = -1;
  #numbers: Float64Array = new Float64Array(0);

  constructor(library: Library, source: ByteSource, metadata: FileMetaData, column: Column, width: number) {
    this.#library = library;
    this.#source = source;
    this.#metadata = metadata;
    this.#column = column;
    this.#width = width;
    let at = 0;
    this.#bounds = [0, ...metadata.row_groups.map((group) => (at += Number(group.num_rows)))];
  }

  /** Axes of a row. Of lists of lists, the first row shows them. */
  async axes(): Promise<readonly number[]> {
    const { depth } = this.#column;
    const first = this.#bounds.findIndex((bound) => bound > 0);
    if (depth < 2 || first < 0) return depth === 0 ? [] : [this.#width];
    await this.#turns.take(() => this.#load(first - 1));
    return this.#axes!;
  }

  read(start: number, out: Float64Array): Promise<void> {
    return this.#turns.take(() => this.#read(start, out));
  }

  async #read(start: number, out: Float64Array): Promise<void> {
    for (let filled = 0; filled < out.length;) {
      const at = start + filled;
      const group = this.#bounds.findIndex((_, i) => at < this.#width * this.#bounds[i + 1]);
      if (group !== this.#group) await this.#load(group);
      const from = at - this.#width * this.#bounds[group];
      const part = this.#numbers.subarray(from, from + out.length - filled);
      out.set(part, filled);
      filled += part.length;
    }
  }

  async #load(group: number): Promise<void> {
    const [first, last] = [this.#bounds[group], this.#bounds[group + 1]];
    const { name, index } = this.#column;
    const field = `${this.#source.name}: ${name}`;
    const chunk = this.#metadata.row_groups[group].columns[index].meta_data!;
    const { start, end } = spanOf(chunk);
    const bytes = await readBytes(this.#source, start, end - start);
    requirePages(this.#library, field, bytes, chunk, this.#column);
    const file: AsyncBuffer = {
      byteLength: this.#source.size,
      slice: (from, to = end) => bytes.slice(from - start, to - start).buffer,
    };
    const { compressors } = this.#library;
    let rows: Record<string, unknown>[];
    try {
      rows = await this.#library.parquetReadObjects({
        ...{ file, metadata: this.#metadata, columns: [name], rowStart: first, rowEnd: last },
        ...(compressors && { compressors }),
      });
    } catch (error) {
      throw broken(field, "numbers", error);
    }
    if (rows.length !== last - first) throw fileError(field, `${last - first} rows`, `${rows.length}`, HINT);
    const numbers = new Float64Array(this.#width * rows.length);
    if (this.#column.depth > 1 && rows.length > 0) this.#axes ??= axesOf(rows[0][name]);
    for (const [i, row] of rows.entries()) {
      const out = numbers.subarray(this.#width * i, this.#width * (i + 1));
      flatten(field, first + i, row[name], out, this.#axes);
    }
    this.#numbers = numbers;
    this.#group = group;
  }
}
