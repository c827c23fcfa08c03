/** The same by path in Node: files of any size, read in parts and replaced when they are whole. */
import { basename } from "node:path";
import type { ArrayFile } from "./arrays.js";
import { handleSource, opened, replaceFile } from "./node-file.js";
import { openArrays, type ArrayCollection } from "./open.js";
import { inMemory, writeTo, type WriteOptions } from "./write.js";

export { readProblemFile } from "./node-problem.js";
export type { InequalityOrigin, ProblemFile } from "./problem-file.js";

/** A file that is open until `close`. */
export interface OpenFile extends ArrayFile {
  /** Closes it; its arrays cannot be read after that. */
  close(): Promise<void>;
}

/**
 * Opens a `.npz`, `.safetensors` or Parquet file of any size; its arrays are read when asked for.
 *
 * @throws OptNetError as `openArrays`, and where the file cannot be read.
 */
export async function openFile(path: string): Promise<OpenFile> {
  const handle = await opened(path, "r");
  try {
    const file = await openArrays(await handleSource(handle, basename(path)));
    return { ...file, close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * Writes arrays to a file. It appears under its name once it is whole and on the disk.
 *
 * @throws OptNetError as `writeArrays`, and where the file cannot be written.
 */
export async function saveFile(
  path: string,
  collection: ArrayCollection,
  options: WriteOptions,
): Promise<void> {
  const isRows = (name: string): boolean => collection.rows?.includes(name) ?? false;
  await replaceFile(path, (sink) => writeTo(sink, inMemory(collection), options, isRows));
}
