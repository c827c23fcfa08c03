/** Results beside the code that made them: JSON that says where it comes from, and pictures. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Made } from "./made.js";

/** The folder `results` beside a module, or one in it. */
export function resultsBeside(module: string, name = ""): string {
  return join(fileURLToPath(new URL("results", module)), name);
}

/** Writes JSON with its origin first. Numbers are kept to six digits, or `exact`ly. @returns the text. */
export function writeResult(
  folder: string,
  name: string,
  made: Made,
  content: object,
  { exact = false } = {},
): string {
  const keep = (key: string, value: unknown): unknown => rounded(key, value, exact);
  const text = JSON.stringify({ made, ...content }, keep, 1);
  writeText(folder, name, text + "\n");
  return text;
}

/** Writes text into a folder, which is made where there is none. */
export function writeText(folder: string, name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** What `writeResult` wrote, or undefined where it did not. */
export function readResult<Content>(folder: string, name: string): Content | undefined {
  const path = join(folder, name);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Content) : undefined;
}

/** Times are worth two decimals and other numbers six digits; integers stay as they are. */
function rounded(key: string, value: unknown, exact: boolean): unknown {
  if (typeof value !== "number" || Number.isInteger(value)) return value;
  if (key.endsWith("Seconds")) return Number(value.toFixed(2));
  return exact ? value : Number(value.toPrecision(6));
}
