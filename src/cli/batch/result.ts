/** The words in a result that say which run it belongs to; and whether it is there already. */
import { access } from "node:fs/promises";
import { OptNetError } from "../../index.js";
import { readWhole, type ArrayFile } from "../../io/arrays.js";
import { fileError } from "../../io/bytes.js";
import { STATUS_CODES } from "../../io/contents.js";
import { requireContent, type Metadata } from "../../io/metadata.js";
import { openFile } from "../../io/node.js";
import type { BatchPlan, Job } from "./plan.js";

/** What each word of a job is to whoever reads that two differ. */
const MEANINGS: Readonly<Record<keyof Job, string>> = {
  optnet: "version of optnet",
  kernels: "kernels, with fused multiply-add or plain ones",
  engine: "JavaScript engine",
  probe: "bits of a few solutions, which tell how a machine computes",
  settings: "settings",
  input: "inputs",
  sizes: "problems",
  outputs: "outputs",
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
    const meaning = MEANINGS[word as keyof Job] ?? word;
    throw new OptNetError({
      field,
      expected: `a run with the same ${meaning}: ${expected}`,
      got: String(found[word] ?? "none"),
      hint: "Results of both would mix. Finish it as it was begun, begin anew with --fresh, or give --out another name.",
    });
  }
}

/**
 * How many elements have each status, if the result is there already.
 *
 * @throws OptNetError where something else is there.
 */
export async function finishedBefore(path: string, words: Metadata): Promise<readonly number[] | undefined> {
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
    requireSameJob(path, Object.fromEntries(file.metadata), words);
    return await countStatuses(file);
  } finally {
    await file.close();
  }
}

export async function countStatuses(file: ArrayFile): Promise<number[]> {
  const { data } = await readWhole(file, "status");
  const counts = Object.keys(STATUS_CODES).map(() => 0);
  for (const code of data) counts[code]++;
  return counts;
}
