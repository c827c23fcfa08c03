/** NumPy, safetensors and pyarrow read what we write, and we read what they write. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { solve } from "../src/index.js";
import type { FileFormat } from "../src/io/index.js";
import { problemArrays, readArrays, solutionArrays } from "../src/io/index.js";
import { openFile, saveFile } from "../src/io/node.js";
import { describeWith } from "./support/needs.js";
import { PythonWith, runPython } from "./support/python.js";

const python = new PythonWith("numpy", "safetensors", "pyarrow");
const folder = mkdtempSync(join(tmpdir(), "optnet-io-"));
afterAll(() => rmSync(folder, { recursive: true }));

const problem = {
  Q: { data: Float64Array.of(2, 1, 1, 3), shape: [2, 2] },
  p: { data: Float64Array.from({ length: 200 }, (_, i) => Math.sin(i)), shape: [100, 2] },
  A: { data: Float64Array.from({ length: 200 }, (_, i) => 1 + Math.cos(i)), shape: [100, 1, 2] },
  b: { data: Float64Array.from({ length: 100 }, (_, i) => i / 7), shape: [100, 1] },
  lower: -100,
};

/** Prints every array of a file as JSON, with floats by their exact value. */
const PRINT = `
import json, sys
import numpy as np
import safetensors.numpy
import pyarrow.parquet as pq
path = sys.argv[1]
if path.endswith(".npz"):
    with np.load(path, allow_pickle=False) as file:
        words = json.loads(str(file["optnet"])) if "optnet" in file.files else {}
        arrays = {name: file[name] for name in file.files if name != "optnet"}
elif path.endswith(".safetensors"):
    arrays = safetensors.numpy.load_file(path)
    with safetensors.safe_open(path, "np") as file: words = file.metadata()
else:
    table = pq.read_table(path)
    arrays = {name: np.array(table[name].to_pylist()) for name in table.column_names}
    words = {key.decode(): value.decode() for key, value in table.schema.metadata.items()}
print(json.dumps({"words": words, "arrays": {name: {"shape": a.shape, "data": [float(x) for x in a.flatten()]} for name, a in arrays.items()}}))
`;

interface Printed {
  readonly words: Record<string, string>;
  readonly arrays: Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>;
}

const print = (path: string): Printed => JSON.parse(runPython(python, PRINT, [path])) as Printed;

const FORMATS: readonly { readonly format: FileFormat; readonly compress?: boolean }[] = [
  { format: "npz" },
  { format: "npz", compress: true },
  { format: "safetensors" },
  { format: "parquet" },
];

describeWith(python, "Python reads", () => {
  test.each(FORMATS)("problems and solutions as %j", async (options) => {
    const solution = solve(problem);
    for (const collection of [problemArrays(problem), solutionArrays(solution)]) {
      const path = join(folder, `ours.${options.format}`);
      await saveFile(path, collection, options);
      const { words, arrays } = print(path);
      expect(words).toMatchObject(collection.metadata!);
      const names = Object.keys(collection.arrays);
      // Parquet has columns only for what differs from row to row, and holds numbers.
      const rows = names.filter(
        (name) => collection.rows!.includes(name) && collection.arrays[name].data.length > 0,
      );
      for (const name of options.format === "parquet" ? rows : names) {
        const { data, shape } = collection.arrays[name];
        expect(arrays[name].data).toEqual(Array.from(data));
        const flat = [shape[0], ...(shape.length > 1 ? [data.length / shape[0]] : [])];
        expect(arrays[name].shape).toEqual(options.format === "parquet" ? flat : shape);
      }
    }
  });
});

/** Writes numbers of a type in every way that a library has. */
const WRITE = `
import sys
import numpy as np
import safetensors.numpy
import pyarrow as pa
import pyarrow.parquet as pq
folder = sys.argv[1]
values = np.arange(24, dtype=np.float64).reshape(12, 2) - 3
arrays = {kind: values.astype(kind) for kind in ["f8", "f4", "f2", "i8", "i4", "i2", "i1"]}
arrays |= {kind: np.abs(values).astype(kind) for kind in ["u8", "u4", "u2", "u1"]}
arrays |= {"bool": values > 0}
np.savez(folder + "/plain.npz", **arrays)
np.savez_compressed(folder + "/deflated.npz", **arrays)
np.savez(folder + "/big.npz", **{kind: a.astype(a.dtype.newbyteorder(">")) for kind, a in arrays.items()})
np.savez(folder + "/fortran.npz", **{kind: np.asfortranarray(a) for kind, a in arrays.items()})
np.savez(folder + "/empty.npz", f8=np.zeros((0, 3)), i4=np.zeros((4, 0), dtype="i4"), scalar=np.float64(2.5))
np.savez(folder + "/object.npz", p=np.array([{}, None], dtype=object))
safetensors.numpy.save_file(arrays, folder + "/all.safetensors", {"format": "np"})
table = pa.table({kind: [row.tolist() for row in a] for kind, a in arrays.items()} | {"fixed": pa.FixedSizeListArray.from_arrays(pa.array(values.flatten()), 2)})
for codec in ["none", "snappy", "gzip", "zstd", "brotli", "lz4"]:
    for version in ["1.0", "2.0"]:
        pq.write_table(table, f"{folder}/{codec}-{version}.parquet", compression=codec, data_page_version=version, row_group_size=5)
pq.write_table(table, folder + "/plain.parquet", use_dictionary=False, write_page_index=True, data_page_size=16)
pq.write_table(table, folder + "/split.parquet", use_dictionary=False, use_byte_stream_split=["f8.list.element"])
pq.write_table(pa.table({"p": [[1.0, 2.0], [3.0], [4.0, 5.0, 6.0]]}), folder + "/ragged.parquet")
pq.write_table(pa.table({"p": [[1.0, 2.0], None]}), folder + "/null.parquet")
pq.write_table(pa.table({"p": [[1.0, None], [3.0, 4.0]]}), folder + "/nulls.parquet")
pq.write_table(pa.table({"p": [[[1.0, 2.0], [3.0, 4.0]]] * 3}), folder + "/nested.parquet")
pq.write_table(pa.table({"p": [[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]]}), folder + "/other-lists.parquet")
pq.write_table(pa.table({"p": [{"a": 1.0, "b": 2.0}]}), folder + "/record.parquet")
`;

describeWith(python, "we read Python's", () => {
  const expected = Array.from({ length: 24 }, (_, i) => i - 3);
  beforeAll(() => {
    runPython(python, WRITE, [folder]);
  });
  const path = (name: string): string => join(folder, name);
  const codecs = ["none", "snappy", "gzip", "zstd", "brotli", "lz4"];

  test.each([
    ...["plain.npz", "deflated.npz", "big.npz", "fortran.npz", "all.safetensors"],
    ...codecs.flatMap((codec) => ["1.0", "2.0"].map((version) => `${codec}-${version}.parquet`)),
    ...["plain.parquet", "split.parquet"],
  ])("%s", async (name) => {
    const file = await openFile(path(name));
    const { arrays } = await readArrays(file);
    await file.close();
    expect(Object.keys(arrays).length).toBeGreaterThanOrEqual(12);
    for (const [kind, { data, shape }] of Object.entries(arrays)) {
      expect(shape).toEqual([12, 2]);
      const signed =
        kind === "bool" ? (x: number) => Number(x > 0) : kind.startsWith("u") ? Math.abs : (x: number) => x;
      expect([kind, ...data]).toEqual([kind, ...expected.map(signed)]);
    }
  });

  test("arrays without entries, and single numbers", async () => {
    const file = await openFile(path("empty.npz"));
    const { arrays } = await readArrays(file);
    await file.close();
    expect(arrays.f8.shape).toEqual([0, 3]);
    expect(arrays.i4.shape).toEqual([4, 0]);
    expect(arrays.scalar).toEqual({ data: Float64Array.of(2.5), shape: [] });
  });

  test("lists of lists", async () => {
    const file = await openFile(path("nested.parquet"));
    const { arrays } = await readArrays(file);
    await file.close();
    expect([...arrays.p.data]).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4]);
    expect(arrays.p.shape).toEqual([3, 2, 2]);
  });

  test.each([
    ["object.npz", "pickle"],
    ["ragged.parquet", "2 numbers in row 1"],
    ["null.parquet", "numbers in 2 rows"],
    ["nulls.parquet", "nulls"],
    ["record.parquet", "a record"],
    ["other-lists.parquet", "a list of 3 in row 1"],
  ])("and refuse %s", async (name, got) => {
    const read = async (): Promise<unknown> => {
      const file = await openFile(path(name));
      return readArrays(file).finally(() => file.close());
    };
    await expect(read()).rejects.toThrow(got);
  });
});
