/** The problems of a batch, from one file or several, read a few elements at a time. */
import { createHash } from "node:crypto";
import type { DenseArray, FieldName, OutputName, ProblemInput } from "../../index.js";
import type { StoredArray } from "../../io/arrays.js";
import { readWhole } from "../../io/arrays.js";
import { fileError } from "../../io/bytes.js";
import { hasBatchAxis, inputShape, noCost, requireField, variablesOf } from "../../io/contents.js";
import type { StoredPattern } from "../../io/sparse-arrays.js";
import { readPattern, sparseIn } from "../../io/sparse-arrays.js";
import { isPartOfSparse } from "../../problem/fields.js";
import { requireContent } from "../../io/metadata.js";
import { openFile, type OpenFile } from "../../io/node.js";
import { FIELD_NAMES } from "../../problem/problem.js";
import { OUTPUT_NAMES } from "../../problem/fields.js";
import { shapeProblem } from "../../problem/validate.js";

/** An array with a row for every element. */
export interface Rows<Name extends string> {
  readonly name: Name;
  /** Axes of one element, as `solve` gets them. */
  readonly shape: readonly number[];
  readonly size: number;
  /** Where the rows are: one file behind the other. */
  readonly parts: readonly { readonly array: StoredArray; readonly rows: number }[];
}

export interface BatchInput {
  readonly batch: number;
  readonly variables: number;
  readonly equalities: number;
  readonly inequalities: number;
  /** Inputs that all elements have in common; of a sparse one its entries. */
  readonly shared: { readonly [Name in FieldName]?: DenseArray<Float64Array> };
  /** Where the entries of sparse inputs are; all elements share them. */
  readonly patterns: { readonly [Name in FieldName]?: StoredPattern };
  /** Inputs of the elements' own. */
  readonly own: readonly Rows<FieldName>[];
  readonly cotangents: readonly Rows<OutputName>[];
  /** Changes where a file does, but for numbers in files without checksums. */
  readonly files: string;
  close(): Promise<void>;
}

/** @throws OptNetError for files that are not a batch of problems together. */
export async function openInput(
  paths: readonly string[],
  cotangentsPath: string | undefined,
): Promise<BatchInput> {
  const files: OpenFile[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(files.map((file) => file.close()));
  };
  try {
    for (const path of paths) files.push(await openFile(path));
    const cotangentFile = cotangentsPath === undefined ? undefined : await openFile(cotangentsPath);
    const problem = await problemIn(files);
    const cotangents = cotangentFile ? cotangentsIn(cotangentFile, problem) : [];
    if (cotangentFile) files.push(cotangentFile);
    return { ...problem, cotangents, files: digestOf(files), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function problemIn(
  files: readonly OpenFile[],
): Promise<Omit<BatchInput, "cotangents" | "files" | "close">> {
  const variables = variablesIn(files);
  const parts = new Map<FieldName, FoundArray[]>();
  for (const file of files) {
    requireContent(file.name, file.metadata, "problem");
    for (const [name, array] of file.arrays) {
      if (isPartOfSparse(name)) continue;
      requireField(file.name, name);
      const field = name as FieldName;
      const found = { file, array, name, shape: inputShape(field, array, variables) };
      parts.set(field, [...(parts.get(field) ?? []), found]);
    }
    for (const field of sparseIn(file)) {
      const name = `${field}.data`;
      const array = file.arrays.get(name)!;
      parts.set(field, [...(parts.get(field) ?? []), { file, array, name, shape: array.shape }]);
    }
  }
  const patterns = await patternsIn(files, parts, variables);
  if (!parts.has("p")) throw noCost(files.map(({ name }) => name).join(", "));
  const shared: { -readonly [Name in FieldName]?: DenseArray<Float64Array> } = {};
  const own: Rows<FieldName>[] = [];
  for (const name of FIELD_NAMES) {
    const found = parts.get(name);
    if (found === undefined) continue;
    const batched = found.filter(({ shape }) =>
      patterns[name] ? shape.length === 2 : hasBatchAxis(name, shape, variables),
    );
    if (batched.length === 0) shared[name] = await equalIn(found);
    else if (batched.length === found.length) own.push(rowsIn(name, batched, patterns[name] !== undefined));
    else {
      const odd = found.find((one) => !batched.includes(one))!;
      throw fileError(
        `${odd.file.name}: ${name}`,
        `a batch axis, as in ${batched[0].file.name}`,
        `shape [${odd.shape.join(",")}]`,
        name === "Q"
          ? "Save diagonals of a batch as [B,1,n]."
          : "Save it in all files with a batch axis, or in none.",
      );
    }
  }
  const batch = own.length === 0 ? 1 : totalOf(own[0]);
  for (const rows of own) requireTotal(rows.name, own[0].name, totalOf(rows), batch);
  if (batch === 0)
    throw fileError(own[0].name, "a batch of at least one element", "none", "There is nothing to solve.");
  const { equalities, inequalities } = requireShapes(shared, own, patterns);
  return { batch, variables, equalities, inequalities, shared, own, patterns };
}

function sameStored(a: StoredPattern, b: StoredPattern): boolean {
  const same = (one: ArrayLike<number>, other: ArrayLike<number>): boolean =>
    one.length === other.length && Array.prototype.every.call(one, (value, i) => value === other[i]);
  return same(a.shape, b.shape) && same(a.indptr, b.indptr) && same(a.indices, b.indices);
}

/** An array of one of the files. */
interface FoundArray {
  readonly file: OpenFile;
  /** As the file calls it: of a sparse input, that of its entries. */
  readonly name: string;
  readonly array: StoredArray;
  /** As `solve` has it. */
  readonly shape: readonly number[];
}

/** The patterns of sparse inputs, which are the same in all files. */
async function patternsIn(
  files: readonly OpenFile[],
  parts: ReadonlyMap<FieldName, readonly FoundArray[]>,
  variables: number,
): Promise<BatchInput["patterns"]> {
  const patterns: { -readonly [Name in FieldName]?: StoredPattern } = {};
  for (const file of files) {
    for (const name of sparseIn(file)) {
      const pattern = await readPattern(file, name, variables);
      const before = patterns[name];
      const isDense = parts.get(name)!.some((found) => found.name === name);
      if (isDense || (before && !sameStored(before, pattern))) {
        throw fileError(
          `${file.name}: ${name}`,
          "one pattern in all files",
          isDense ? "a dense matrix in one and a sparse one in another" : "another one",
          "A run has one pattern for all elements: store zeros where only some have entries.",
        );
      }
      patterns[name] = pattern;
    }
  }
  return patterns;
}

function variablesIn(files: readonly OpenFile[]): number {
  const counts = files.map((file) => ({ file, n: variablesOf(file) })).filter(({ n }) => n > 0);
  const odd = counts.find(({ n }) => n !== counts[0].n);
  if (odd === undefined) return counts[0]?.n ?? 0;
  const expected = `${counts[0].n} variables, as in ${counts[0].file.name}`;
  throw fileError(`${odd.file.name}: p`, expected, String(odd.n), "One run solves problems of one size.");
}

/** What several files share must be the same in all of them. */
async function equalIn(found: readonly FoundArray[]): Promise<DenseArray<Float64Array>> {
  const [first, ...others] = found;
  const { name } = first;
  const { data } = await readWhole(first.file, name);
  for (const other of others) {
    const { data: its } = await readWhole(other.file, name);
    const same = its.length === data.length && its.every((value, i) => Object.is(value, data[i]));
    if (same && other.shape.join() === first.shape.join()) continue;
    throw fileError(
      `${other.file.name}: ${name}`,
      `the same as in ${first.file.name}, because all elements share it`,
      "another",
      "Give it a batch axis, or solve the files one by one.",
    );
  }
  return { data, shape: first.shape };
}

function rowsIn<Name extends string>(
  name: Name,
  found: readonly {
    readonly file: OpenFile;
    readonly array: StoredArray;
    readonly shape: readonly number[];
  }[],
  isSparse: boolean,
): Rows<Name> {
  // A column without rows does not say how long its lists would be.
  const isSilent = ({ array, shape }: Pick<FoundArray, "array" | "shape">): boolean =>
    array.column === true && shape[0] === 0;
  const { shape, file } = found.find((one) => !isSilent(one)) ?? found[0];
  // A diagonal stays one, however many elements are taken at a time.
  const axes = name === "Q" && shape.length === 2 && !isSparse ? [1, shape[1]] : shape.slice(1);
  for (const other of found) {
    const isSame =
      other.shape.length === shape.length && other.shape.slice(1).join() === shape.slice(1).join();
    if (isSame || isSilent(other)) continue;
    throw fileError(
      `${other.file.name}: ${name}`,
      `elements of shape [${shape.slice(1).join(",")}], as in ${file.name}`,
      `[${other.shape.slice(1).join(",")}]`,
      "One run solves problems of one size.",
    );
  }
  const parts = found.map(({ array, shape: [rows] }) => ({ array, rows }));
  return { name, shape: axes, size: axes.reduce((product, axis) => product * axis, 1), parts };
}

function totalOf({ parts }: Rows<string>): number {
  return parts.reduce((sum, { rows }) => sum + rows, 0);
}

function requireTotal(name: string, other: string, total: number, batch: number): void {
  if (total === batch) return;
  throw fileError(
    name,
    "one batch size for all inputs that have a batch axis",
    `mixed batch sizes: ${other} has ${batch}, ${name} has ${total}`,
    "Give all of them the same number of elements; an input without a batch axis is shared by all.",
  );
}

/** Checks the shapes of one element as `solve` does. */
function requireShapes(
  shared: BatchInput["shared"],
  own: readonly Rows<FieldName>[],
  patterns: BatchInput["patterns"],
) {
  const element = own.map(({ name, shape, size }) => [name, { data: new Float64Array(size), shape }]);
  return shapeProblem(onPatterns({ ...shared, ...Object.fromEntries(element) }, patterns));
}

/** Arrays of entries as sparse matrices; all others as they are. */
export function onPatterns(
  arrays: { readonly [Name in FieldName]?: DenseArray<Float64Array> | undefined },
  patterns: BatchInput["patterns"],
): ProblemInput {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, array]) => {
      const pattern = patterns[name as FieldName];
      return [name, pattern && array ? { ...pattern, data: array } : array];
    }),
  ) as unknown as ProblemInput;
}

function cotangentsIn(
  file: OpenFile,
  { batch, variables, equalities, inequalities }: Omit<BatchInput, "cotangents" | "files" | "close">,
): Rows<OutputName>[] {
  const sizes: Readonly<Record<OutputName, number | undefined>> = {
    ...{ z: variables, nu: equalities, lambda: inequalities, lambdaLower: variables, lambdaUpper: variables },
    ...{ objective: undefined, shiftB: equalities, shiftH: inequalities },
  };
  return [...file.arrays].map(([name, array]) => {
    const field = `${file.name}: ${name}`;
    if (!(OUTPUT_NAMES as readonly string[]).includes(name)) {
      throw fileError(
        field,
        `arrays named ${OUTPUT_NAMES.join(", ")}`,
        JSON.stringify(name),
        "Check the spelling.",
      );
    }
    const size = sizes[name as OutputName];
    const expected = size === undefined ? [batch] : [batch, size];
    if (array.shape.join() !== expected.join()) {
      const got = `shape [${array.shape.join(",")}]`;
      throw fileError(
        field,
        `shape [${expected.join(",")}]`,
        got,
        "It is shaped like the output of the same name.",
      );
    }
    return {
      ...{ name: name as OutputName, shape: expected.slice(1), size: size ?? 1 },
      parts: [{ array, rows: batch }],
    };
  });
}

function digestOf(files: readonly OpenFile[]): string {
  const hash = createHash("sha256");
  for (const { format, directory } of files) hash.update(`${format} ${directory.length} `).update(directory);
  return hash.digest("hex").slice(0, 32);
}

/** Numbers of one element, cotangents included. */
export function numbersPerElement({ own, cotangents }: Pick<BatchInput, "own" | "cotangents">): number {
  return [...own, ...cotangents].reduce((sum, { size }) => sum + size, 0);
}

/** Reads elements `first` to `first + count − 1`: one array behind the other, the cotangents last. */
export async function readElements(
  { own, cotangents }: Pick<BatchInput, "own" | "cotangents">,
  first: number,
  count: number,
  out: Float64Array,
): Promise<void> {
  let at = 0;
  for (const { size, parts } of [...own, ...cotangents]) {
    let begin = 0;
    for (const { array, rows } of parts) {
      const from = Math.max(first, begin);
      const to = Math.min(first + count, begin + rows);
      if (from < to) {
        const start = at + (from - first) * size;
        await array.read((from - begin) * size, out.subarray(start, start + (to - from) * size));
      }
      begin += rows;
    }
    at += count * size;
  }
}
