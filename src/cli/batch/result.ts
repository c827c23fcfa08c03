/** The words in a result that say which run it belongs to; and whether it is there already. */
import { access, stat } from "node:fs/promises";
import { OptNetError } from "../../index.js";
import type { ArrayFile } from "../../io/arrays.js";
import { fileError } from "../../io/bytes.js";
import { STATUS_CODES } from "../../io/contents.js";
import { requireContent, type Metadata } from "../../io/metadata.js";
import { openFile } from "../../io/node.js";
import { FILES, NUMBERS } from "./numbers.js";
import type { BatchPlan, Job } from "./plan.js";

/** Statuses that are in memory at once. */
const PIECE = 2 ** 20;

/** What each word of a job is to whoever reads that two differ. */
const MEANINGS: Readonly<Record<keyof Job | typeof NUMBERS | typeof FILES, string>> = {
  optnet: "version of optnet",
  kernels: "kernels, with fused multiply-add or plain ones",
  engine: "JavaScript engine",
  probe: "bits of a few solutions, which tell how a machine computes",
  settings: "settings",
  input: "inputs",
  sizes: "problems",
  outputs: "outputs",
  numbers: "numbers in the inputs",
  files: "files",
};

export function jobWords(job: Job): Record<string, string> {
  return { statuses: Object.keys(STATUS_CODES).join(","), ...job };
}

/** What a part of a run says of its place; a whole run says nothing, so that the parts together are the same as it. */
export function shardMetadata({ shard, first, last, batch, leaf }: BatchPlan): Record<string, string> {
  if (shard === undefined) return {};
  const place = { first, count: last - first, batch, leaf };
  return { shard: `${shard.index}/${shard.count}`, place: JSON.stringify(place) };
}

/** @throws OptNetError that says in what two runs differ. */
export function requireSameJob(
  field: string,
  found: Readonly<Record<string, unknown>>,
  words: Metadata,
): void {
  for (const [word, expected] of words) {
    if (found[word] === expected) continue;
    const meaning = MEANINGS[word as keyof typeof MEANINGS] ?? word;
    throw new OptNetError({
      field,
      expected: `a run with the same ${meaning}: ${expected}`,
      got: String(found[word] ?? "none"),
      hint: "Results of both would mix. Finish it as it was begun, begin anew with --fresh, or give --out another name.",
    });
  }
}

/** @throws OptNetError where a result would take the place of what it is made from. */
export async function requireOtherFile(out: string, sources: readonly string[]): Promise<void> {
  const identity = async (path: string): Promise<string | undefined> => {
    const found = await stat(path, { bigint: true }).catch(() => undefined);
    return found && `${found.dev} ${found.ino}`;
  };
  const own = await identity(out);
  if (own === undefined) return;
  for (const path of sources) {
    if ((await identity(path)) !== own) continue;
    throw fileError("--out", "a file of its own", `${out}, which is read`, "Give the result another name.");
  }
}

/**
 * How many elements have each status, if the result is there already.
 *
 * @param numbers the word of the numbers that it must have been computed from.
 * @throws OptNetError where something else is there.
 */
export async function finishedBefore(
  path: string,
  words: Metadata,
  numbers: () => Promise<string>,
): Promise<readonly number[] | undefined> {
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (!there) return undefined;
  const file = await openFile(path).catch((error: unknown) => {
    if (!(error instanceof OptNetError)) throw error;
    throw fileError(
      path,
      "no file, or the result of this command",
      "another file",
      "Remove it, or use --fresh.",
    );
  });
  try {
    requireContent(path, file.metadata, "solution");
    const found = Object.fromEntries(file.metadata);
    requireSameJob(path, found, words);
    requireSameJob(path, found, new Map([[NUMBERS, await numbers()]]));
    return await countStatuses(file);
  } finally {
    await file.close();
  }
}

/** Counted piece by piece: there may be more elements than memory holds. */
export async function countStatuses({ name, arrays }: ArrayFile): Promise<number[]> {
  const status = arrays.get("status");
  if (status?.shape.length !== 1) throw fileError(name, "an array status", "none", "Solve it again.");
  const counts = Object.keys(STATUS_CODES).map(() => 0);
  const [rows] = status.shape;
  for (let at = 0; at < rows; at += PIECE) {
    const codes = new Float64Array(Math.min(PIECE, rows - at));
    await status.read(at, codes);
    for (const code of codes) counts[code]++;
  }
  return counts;
}
