/** Joins the results of all shards of a run: the file is the same to the byte as that of one run. */
import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { readWhole, type ArrayFile, type StoredArray } from "../../io/arrays.js";
import { fileError } from "../../io/bytes.js";
import { requireContent, type Metadata } from "../../io/metadata.js";
import { replaceFile, unusable } from "../../io/node-file.js";
import { openFile, type OpenFile } from "../../io/node.js";
import { writeTo } from "../../io/write.js";
import { UsageError } from "../options.js";
import type { MergeCommand } from "./options.js";
import { statusCounts, type Summary } from "./progress.js";
import { FILES, joinedNumbersWord, NUMBERS } from "./numbers.js";
import { countStatuses, requireOtherFile, requireSameJob } from "./result.js";
import { nodesOf, TreeSum } from "./tree.js";

/** Where a part has its place. */
interface Place {
  readonly first: number;
  readonly count: number;
  readonly batch: number;
  readonly leaf: number;
}

/** @throws OptNetError for parts that are not all of one run, each once. */
export async function mergeParts(command: MergeCommand): Promise<Summary> {
  const start = performance.now();
  const paths = command.parts.length > 0 ? command.parts : await partsOf(command.out);
  const files: OpenFile[] = [];
  try {
    for (const path of paths) files.push(await openFile(path));
    await requireOtherFile(command.out, paths);
    const parts = inOrder(files);
    const merged = await mergedFile(parts);
    const isRows = (name: string): boolean => parts[0].file.arrays.has(name);
    await replaceFile(command.out, (sink) => writeTo(sink, merged, command, isRows));
    const counts = await Promise.all(files.map(countStatuses));
    const total = counts.reduce((sum, one) => sum.map((count, i) => count + one[i]));
    return {
      ...{ out: command.out, problems: parts[0].place.batch },
      seconds: (performance.now() - start) / 1000,
      statuses: statusCounts(total),
    };
  } finally {
    await Promise.all(files.map((file) => file.close()));
  }
}

/** The files that shards have written, by their names. */
async function partsOf(out: string): Promise<string[]> {
  const [, stem, ending] = /^(.*)(\.[^.]*)$/.exec(basename(out))!;
  const folder = dirname(out);
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    throw unusable(folder, error);
  }
  const found = names.filter((name) => {
    const middle =
      name.startsWith(`${stem}.`) && name.endsWith(ending) && name.slice(stem.length, -ending.length);
    return middle && /^\.\d+-of-\d+$/.test(middle);
  });
  if (found.length === 0)
    throw new UsageError(`merge finds no ${stem}.I-of-N${ending} beside ${out}; name the parts`);
  return found.map((name) => join(folder, name));
}

function inOrder(files: readonly OpenFile[]): { readonly file: OpenFile; readonly place: Place }[] {
  const parts = files.map((file) => ({ file, place: placeOf(file) }));
  parts.sort((a, b) => a.place.first - b.place.first || a.place.count - b.place.count);
  const [first] = parts;
  let at = 0;
  for (const { file, place } of parts) {
    requireSameJob(file.name, Object.fromEntries(file.metadata), wordsOf(first.file.metadata, FILES));
    const overlap = place.first < at ? "some of them twice" : "a part is missing";
    if (place.first !== at) {
      throw fileError(file.name, `problems from ${at}`, `problems from ${place.first}: ${overlap}`, EACH);
    }
    at += place.count;
  }
  if (at === first.place.batch) return parts;
  throw fileError("merge", `parts with ${first.place.batch} problems`, `${at}`, EACH);
}

const EACH = "Give every part of one run, each once.";

function placeOf(file: OpenFile): Place {
  requireContent(file.name, file.metadata, "solution");
  const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
  try {
    const place = JSON.parse(file.metadata.get("place") ?? "") as Place;
    const { first, count, batch, leaf } = place;
    const rows = file.arrays.get("status")?.shape[0];
    if ([first, count, batch, leaf].every(isCount) && rows === count && leaf > 0) return place;
  } catch {
    // Told below.
  }
  throw fileError(file.name, "what one shard of optnet batch has written", "another file", EACH);
}

/** Words that are not of one part alone. @param also a word that parts have and the whole has not. */
function wordsOf(metadata: Metadata, also?: string): Metadata {
  const ofParts = ["shard", "place", NUMBERS, FILES].filter((word) => word !== also);
  return new Map([...metadata].filter(([word]) => !ofParts.includes(word)));
}

const NODES = "nodes.";

async function mergedFile(
  parts: readonly { readonly file: OpenFile; readonly place: Place }[],
): Promise<Pick<ArrayFile, "name" | "arrays" | "metadata">> {
  const [{ file: first, place }] = parts;
  const arrays = new Map<string, StoredArray>();
  for (const name of first.arrays.keys()) {
    const own = parts.map(({ file }) => arrayOf(file, name, first));
    if (name.startsWith(NODES)) arrays.set(name.slice(NODES.length), await summed(name, parts));
    else arrays.set(name, joinedRows(own, place.batch));
  }
  const numbers = joinedNumbersWord(
    parts.map(({ file: { name, metadata }, place: { count } }) => {
      return { file: name, word: metadata.get(NUMBERS), count };
    }),
  );
  return { name: first.name, arrays, metadata: new Map([...wordsOf(first.metadata), [NUMBERS, numbers]]) };
}

function arrayOf(file: OpenFile, name: string, like: OpenFile): StoredArray {
  const array = file.arrays.get(name);
  const expected = like.arrays.get(name)!;
  if (array?.dtype === expected.dtype && array.shape.slice(1).join() === expected.shape.slice(1).join())
    return array;
  throw fileError(`${file.name}: ${name}`, `an array as in ${like.name}`, array ? "another" : "none", EACH);
}

/** One array behind the other. */
function joinedRows(parts: readonly StoredArray[], batch: number): StoredArray {
  const [{ dtype, shape }] = parts;
  const width = shape.slice(1).reduce((product, axis) => product * axis, 1);
  const read = async (start: number, out: Float64Array): Promise<void> => {
    let begin = 0;
    for (const part of parts) {
      const end = begin + part.shape[0] * width;
      const [from, to] = [Math.max(start, begin), Math.min(start + out.length, end)];
      if (from < to) await part.read(from - begin, out.subarray(from - start, to - start));
      begin = end;
    }
  };
  return { dtype, shape: [batch, ...shape.slice(1)], random: false, read };
}

/** The sum over the batch, from the sums over its parts. */
async function summed(
  name: string,
  parts: readonly { readonly file: OpenFile; readonly place: Place }[],
): Promise<StoredArray> {
  const { batch, leaf } = parts[0].place;
  const leaves = Math.ceil(batch / leaf);
  const tree = new TreeSum(leaves);
  let axes: readonly number[] = [];
  for (const { file, place } of parts) {
    const { data, shape } = await readWhole(file, name);
    axes = shape.slice(1);
    const size = axes.reduce((product, axis) => product * axis, 1);
    const nodes = nodesOf(place.first / leaf, Math.ceil((place.first + place.count) / leaf), leaves);
    if (shape[0] !== nodes.length) {
      throw fileError(`${file.name}: ${name}`, `${nodes.length} parts of a sum`, `${shape[0]}`, EACH);
    }
    nodes.forEach((node, i) => tree.add(node, data.slice(i * size, (i + 1) * size)));
  }
  const [{ sum }] = tree.nodes;
  const read = async (start: number, out: Float64Array): Promise<void> =>
    out.set(sum.subarray(start, start + out.length));
  return { dtype: "float64", shape: axes, random: true, read };
}
