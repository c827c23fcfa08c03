import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { OptNetError } from "../problem/errors.js";
import { readJson } from "./json.js";
import type { ProblemFile } from "./problem-file.js";
import { readQps } from "./qps/qps.js";

/**
 * Reads a problem from a file in QPS, MPS or JSON format, told apart by content; `-` reads standard input.
 *
 * @throws OptNetError for a file that cannot be read or is broken.
 */
export async function readProblem(path: string): Promise<ProblemFile> {
  const name = path === "-" ? "standard input" : basename(path);
  const text = path === "-" ? await readStandardInput() : await readText(path);
  // Only JSON begins with a bracket: an MPS file begins with a comment or the name of a section.
  return /^\uFEFF?\s*[[{]/.test(text) || /\.json$/i.test(path) ? readJson(text, name) : readQps(text, name);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new OptNetError({
      field: path,
      expected: "a readable file",
      got: (error as NodeJS.ErrnoException).code ?? String(error),
      hint: "Check the path; - reads standard input.",
    });
  }
}

async function readStandardInput(): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString("utf8");
}
