/** Writing a result to a file that others may be waiting for. */
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, open, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { OptNetError } from "../problem/errors.js";

/**
 * Checks, before the work is done, that a result can be written.
 *
 * @throws OptNetError where the folder is not there or may not be written to, and where the path is a folder.
 */
export async function requireWritable(path: string): Promise<void> {
  await orError(path, async () => {
    const { target, existing } = await targetOf(path);
    if (existing?.isDirectory()) throw Object.assign(new Error("is a folder"), { code: "EISDIR" });
    await access(existing === undefined || existing.isFile() ? dirname(target) : target, constants.W_OK);
  });
}

/**
 * Writes a whole file under another name beside it, and then gives it its own: whoever finds it finds all of it, and
 * what was there before is there until then. What is no file, such as a pipe, is written to as it is.
 *
 * @throws OptNetError where it cannot be written.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  await orError(path, async () => {
    const { target, existing } = await targetOf(path);
    if (existing !== undefined && !existing.isFile()) return writeFile(target, text);
    const unique = randomBytes(6).toString("hex");
    const temporary = join(dirname(target), `.${basename(target).slice(0, 200)}.${unique}.tmp`);
    try {
      const file = await open(temporary, "wx", existing?.mode);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  });
}

/** What a path leads to, through links; `existing` is undefined where there is nothing yet. */
async function targetOf(path: string) {
  try {
    const target = await realpath(path);
    return { target, existing: await stat(target) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { target: path, existing: undefined };
    throw error;
  }
}

async function orError(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new OptNetError({
      field: path,
      expected: "a file that can be written",
      got: (error as NodeJS.ErrnoException).code ?? String(error),
      hint: "Check the path and its folder; without --output the result is printed.",
    });
  }
}
