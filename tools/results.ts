/** Results beside the code that made them: JSON that says what it was made with, and pictures. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { dirname, join, relative } from "node:path";
import { OptNetError } from "optnet";

/** What numbers may depend on besides the code. */
export function machine(): Record<string, string> {
  const require = createRequire(import.meta.url);
  const { version } = require("@tensorflow/tfjs/package.json") as { version: string };
  return { node: process.version, processor: cpus()[0]?.model ?? "unknown", tfjs: version };
}

/** Writes text, or anything else as JSON, into a folder, which is made where there is none. */
export function writeResult(folder: string, name: string, content: unknown): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content, rounded, 1) + "\n");
}

/** What `writeResult` wrote, or undefined where it did not. */
export function readResult<Content>(folder: string, name: string): Content | undefined {
  const path = join(folder, name);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Content) : undefined;
}

/** Where the command was typed; npm itself goes to the root of the package. */
export const typedIn = process.env["INIT_CWD"] ?? process.cwd();

/** A path as the reader would type it. */
export function shown(path: string): string {
  const short = relative(typedIn, path);
  return short === "" ? "." : short.startsWith(join("..", "..")) ? path : short;
}

/** Runs a command; misuse is explained in one line, without a stack. */
export async function runCommand(main: (flags: readonly string[]) => Promise<void>): Promise<void> {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof OptNetError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** How to go on with an interrupted run. */
export function resumeCommand(command: string, flags: readonly string[]): string {
  const again = [...flags.filter((flag) => flag !== "--resume"), "--resume"].map(quoted).join(" ");
  return `npm run ${command} -- ${again}`;
}

function quoted(flag: string): string {
  return /^[\w./:=@%+-]+$/.test(flag) ? flag : `'${flag.replaceAll("'", String.raw`'\''`)}'`;
}

/** Times are worth two decimals and other numbers six digits; integers stay as they are. */
function rounded(key: string, value: unknown): unknown {
  if (typeof value !== "number" || Number.isInteger(value)) return value;
  return Number(key.endsWith("Seconds") ? value.toFixed(2) : value.toPrecision(6));
}
