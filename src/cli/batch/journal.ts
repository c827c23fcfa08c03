/**
 * What of a run is done, on the disk: a line for the run, then one for every piece that was solved and written. A line
 * counts if its checksum is right, so that a kill in the middle of writing one loses that line and nothing else.
 */
import { constants } from "node:fs";
import { link, readFile, rename, rm, type FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { fileError } from "../../io/bytes.js";
import { opened, orNamed, syncFolder, unusable } from "../../io/node-file.js";
import type { TreeNode } from "./tree.js";

/** A piece that is done. */
export interface JournalRecord {
  readonly first: number;
  readonly count: number;
  /** CRC-32 of each array of these elements' inputs, as float64. */
  readonly inputs: readonly number[];
  /** CRC-32 of the bytes of each output. */
  readonly crcs: readonly number[];
  readonly statuses: readonly number[];
  /** Parts of sums over the batch: per node the sums, in base64. */
  readonly nodes: readonly (TreeNode & { readonly sums: readonly string[] })[];
}

export type JobDescription = Readonly<Record<string, unknown>>;

export class Journal {
  readonly #path: string;
  readonly #handle: FileHandle;

  constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  /** One write, so that two runs at once do not mix their lines. @throws OptNetError, as `sync`. */
  append(record: JournalRecord): Promise<void> {
    return orNamed(this.#path, () => this.#handle.appendFile(lineOf(record)));
  }

  sync(): Promise<void> {
    return orNamed(this.#path, () => this.#handle.datasync());
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

/** Begins a journal, unless another run has begun it meanwhile. */
export async function createJournal(path: string, job: JobDescription): Promise<void> {
  const temporary = `${path}.${process.pid}`;
  const handle = await opened(temporary, "w");
  try {
    await orNamed(temporary, async () => {
      await handle.writeFile(lineOf(job));
      await handle.sync();
    });
  } finally {
    await handle.close();
  }
  try {
    // Unlike renaming, this fails where the name is taken.
    await link(temporary, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST")
      await rename(temporary, path).catch((reason) => Promise.reject(unusable(path, reason)));
  }
  await rm(temporary, { force: true });
  await syncFolder(path);
}

/** Opens a journal to add to it. The first line feed ends a line that was cut short. */
export async function openJournal(path: string): Promise<Journal> {
  const handle = await opened(path, constants.O_WRONLY | constants.O_APPEND);
  await orNamed(path, () => handle.appendFile("\n"));
  return new Journal(path, handle);
}

/**
 * @returns undefined where there is no journal.
 * @throws OptNetError for a file that is none.
 */
export async function readJournal(
  path: string,
): Promise<{ readonly job: JobDescription; readonly records: JournalRecord[] } | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw unusable(path, error);
  }
  const [first, ...lines] = text.split("\n");
  const job = contentOf(first) as JobDescription | undefined;
  if (job === undefined) {
    throw fileError(
      path,
      "the journal of a batch",
      "something else",
      "Use another --out, or --fresh to begin anew.",
    );
  }
  const records = lines.map(contentOf).filter((record): record is JournalRecord => record !== undefined);
  return { job, records };
}

function lineOf(content: object): string {
  const json = JSON.stringify(content);
  return `${crc32(json).toString(16).padStart(8, "0")} ${json}\n`;
}

/** @returns undefined for a line that is not whole. */
function contentOf(line: string): unknown {
  const json = line.slice(9);
  return line[8] === " " && parseInt(line.slice(0, 8), 16) === crc32(json) ? JSON.parse(json) : undefined;
}
