import { constants } from "node:buffer";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { excerpt, OptNetError } from "../problem/errors.js";
import { readJson } from "./json.js";
import type { ProblemFile } from "./problem-file.js";
import { readQps } from "./qps/qps.js";

/** The longest text that Node can hold; a small compressed file may stand for one that is far longer. */
const LONGEST_TEXT = constants.MAX_STRING_LENGTH;

/**
 * Reads a problem from a file in QPS, MPS or JSON format, compressed with gzip or not, all told apart by content; `-`
 * reads standard input.
 *
 * @throws OptNetError for a file that cannot be read or is broken, with the line where it is.
 * @example
 * ```ts
 * import { readProblemFile } from "optnet/io/node";
 *
 * const { problem, constant } = await readProblemFile("HS76.QPS");
 * solve(problem).objective[0] + constant;
 * ```
 */
export async function readProblemFile(path: string): Promise<ProblemFile> {
  const bytes = await readBytes(path);
  const name = path === "-" ? "standard input" : basename(path).replace(/\.gz$/i, "");
  const text = textOf(isCompressed(bytes) ? decompress(bytes, path) : bytes, path);
  // Only JSON begins with a bracket: an MPS file begins with a comment or the name of a section.
  return /^\uFEFF?\s*[[{]/.test(text) || /\.json$/i.test(name) ? readJson(text, name) : readQps(text, name);
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return path === "-" ? await readStandardInput() : await readFile(path);
  } catch (error) {
    throw unreadable(path, "a readable file", (error as NodeJS.ErrnoException).code ?? String(error));
  }
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

function isCompressed(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function decompress(bytes: Buffer, path: string): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: LONGEST_TEXT });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw tooLong(path, "more, decompressed");
    throw unreadable(path, "a whole gzip file", excerpt((error as Error).message));
  }
}

function textOf(bytes: Buffer, path: string): string {
  if (bytes.length > LONGEST_TEXT) throw tooLong(path, `${bytes.length} bytes`);
  return bytes.toString("utf8");
}

function tooLong(path: string, got: string): OptNetError {
  return unreadable(path, `at most ${LONGEST_TEXT} bytes of text`, got);
}

function unreadable(path: string, expected: string, got: string): OptNetError {
  return new OptNetError({
    field: excerpt(path),
    expected,
    got,
    hint: "Check the path; - reads standard input.",
  });
}
