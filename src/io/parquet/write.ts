/** Writes Parquet with the library, a row group at a time. */
import type { SchemaElement } from "hyparquet";
import type { ArrayFile, StoredArray } from "../arrays.js";
import { readWhole } from "../arrays.js";
import type { ByteSink } from "../bytes.js";
import type { Metadata } from "../metadata.js";
import { schemaOf, SHAPES_KEY, SHARED_KEY, toBase64 } from "./columns.js";
import { parquetWriter } from "./library.js";

/** Numbers in a row group, and rows, at most: readers hold one in memory. */
const MOST_NUMBERS = 2 ** 21;
const MOST_ROWS = 2 ** 16;

/**
 * @param rows how many rows there are: arrays whose first axis has this length become columns, the others stand in the
 *   metadata, which every row shares.
 * @throws OptNetError without the library.
 */
export async function writeParquet(
  file: Pick<ArrayFile, "name" | "arrays">,
  isColumn: (name: string) => boolean,
  metadata: Metadata,
  sink: ByteSink,
): Promise<void> {
  const { ByteWriter, ParquetWriter } = await parquetWriter();
  const columns: { name: string; array: StoredArray; width: number }[] = [];
  const shared: Record<string, { shape: readonly number[]; data: string }> = {};
  for (const [name, array] of file.arrays) {
    const width = array.shape.slice(1).reduce((product, axis) => product * axis, 1);
    if (isColumn(name) && width > 0) columns.push({ name, array, width });
    else {
      const { data, shape } = await readWhole(file as ArrayFile, name);
      shared[name] = { shape, data: toBase64(data) };
    }
  }
  const shapes = Object.fromEntries(columns.map(({ name, array }) => [name, array.shape.slice(1)]));
  const schema: SchemaElement[] = [{ name: "root", num_children: columns.length }];
  for (const { name, array } of columns) schema.push(...schemaOf(name, array.dtype, array.shape.length > 1));

  const writer = new ByteWriter();
  let written = 0;
  const flush = async (): Promise<void> => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    await sink.write(written, bytes);
    written += bytes.length;
  };
  const parquet = new ParquetWriter({
    writer: Object.assign(writer, { flush, finish: flush }),
    schema,
    createdBy: "optnet",
    kvMetadata: [
      ...[...metadata].map(([key, value]) => ({ key, value })),
      { key: SHAPES_KEY, value: JSON.stringify(shapes) },
      ...(Object.keys(shared).length > 0 ? [{ key: SHARED_KEY, value: JSON.stringify(shared) }] : []),
    ],
  });
  const rows = columns[0]?.array.shape[0] ?? 0;
  const inRow = columns.reduce((sum, { width }) => sum + width, 0);
  const step = Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_NUMBERS / Math.max(1, inRow))));
  for (let first = 0; first < rows; first += step) {
    const count = Math.min(step, rows - first);
    const columnData = [];
    for (const { name, array, width } of columns) {
      const numbers = new Float64Array(count * width);
      await array.read(first * width, numbers);
      const data = array.shape.length === 1 ? Array.from(numbers) : rowsOf(numbers, width);
      columnData.push({ name, data });
    }
    await parquet.write({ columnData, rowGroupSize: count });
  }
  await parquet.finish();
}

function rowsOf(numbers: Float64Array, width: number): number[][] {
  const rows: number[][] = [];
  for (let i = 0; i < numbers.length; i += width) rows.push(Array.from(numbers.subarray(i, i + width)));
  return rows;
}
