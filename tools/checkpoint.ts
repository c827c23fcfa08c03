/** Interrupted runs on disk: one file each, replaced in one move, so that there is always a whole one. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { OptNetError } from "optnet";

/**
 * What must stay the same for a resumed run to equal an uninterrupted one, by the names of the flags; also what other
 * bits may come of, which is no flag: `arithmetic`.
 */
export type Fixed = Readonly<Record<string, string | number | boolean>>;

/** Of the file. Others are refused: what they hold stands for something else. */
const FORMAT = 2;

export interface Checkpoint<State> {
  readonly fixed: Fixed;
  readonly state: State;
}

export function saveCheckpoint<State>(path: string, fixed: Fixed, state: State): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify({ format: FORMAT, fixed, state }, encodeArray));
  renameSync(`${path}.new`, path);
}

/**
 * What a file holds, or undefined where there is none.
 *
 * @throws OptNetError where another version wrote it.
 */
export function findCheckpoint<State>(path: string): Checkpoint<State> | undefined {
  if (!existsSync(path)) return undefined;
  const { format, ...found } = JSON.parse(readFileSync(path, "utf8"), decodeArray) as Checkpoint<State> & {
    format?: number;
  };
  if (format === FORMAT) return found;
  throw new OptNetError({
    field: basename(path),
    expected: `a run in format ${FORMAT}`,
    got: format === undefined ? "one of an older version" : `format ${format}`,
    hint: "Start over without --resume.",
  });
}

/** @throws OptNetError where a run was started with other flags than those it is to go on with. */
export function requireSame(found: Fixed, wanted: Fixed): void {
  for (const name of Object.keys({ ...wanted, ...found })) {
    if (found[name] === wanted[name]) continue;
    throw new OptNetError({
      field: name === "arithmetic" ? name : `--${name}`,
      expected: `${String(found[name] ?? "none")}, which the interrupted run was started with`,
      got: String(wanted[name] ?? "none"),
      hint: "Resume with the flags of the first run, or start over without --resume.",
    });
  }
}

/** Float32 arrays as base64: exact, and a third of their length in decimals. */
function encodeArray(_key: string, value: unknown): unknown {
  if (!(value instanceof Float32Array)) return value;
  return { float32: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64") };
}

function decodeArray(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("float32" in value)) return value;
  return new Float32Array(new Uint8Array(Buffer.from(String(value.float32), "base64")).buffer);
}
