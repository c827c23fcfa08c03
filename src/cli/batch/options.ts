/** The commands `optnet batch` and `optnet merge`. */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import type { FieldName, SettingsInput } from "../../index.js";
import type { FileFormat } from "../../io/arrays.js";
import { FIELD_NAMES } from "../../problem/problem.js";
import { SETTINGS } from "../../problem/settings.js";
import { flagsExcept, settingsFrom, UsageError } from "../options.js";
import type { Shard } from "./plan.js";

/** What time cuts short is no result: it would depend on the machine. */
const FLAGS = flagsExcept(["timeLimit"]);

export const BATCH_HELP = `optnet batch: solves files of problems, however many there are

Usage
  optnet batch IN… --out OUT [options]    solve the problems in IN and write the solutions to OUT
  optnet merge [PART…] --out OUT          join what the shards of a run wrote

IN is .npz, .safetensors or Parquet, with one array per input: Q, p, A, b, G, h, lower, upper. Arrays with one more axis
in front have a row per problem, the others are shared by all. Several files are taken one behind the other.
OUT has one array per output, as its ending says: .npz, .safetensors or .parquet.

Options
  --out OUT           where the solutions go; the file appears when it is whole
  --shard I/N         solve part I of N, counted from 0, and write OUT with I-of-N before its ending. "auto/N" takes I
                      from JOB_COMPLETION_INDEX, AWS_BATCH_JOB_ARRAY_INDEX or SLURM_ARRAY_TASK_ID
  --threads N         threads that solve (as many as the machine has cores)
  --chunk N           problems that a thread takes at a time (chosen by their size)
  --cotangents FILE   gradients of a loss in the outputs, named and shaped like them: writes its gradients in the inputs
                      as gradient.Q, gradient.p, …; of an input that all share, the sum over all problems
  --wrt Q,p,…         only these gradients
  --save z,status,…   only these outputs
  --compress          deflate OUT, where it is .npz
  --fresh             begin anew: discard what an earlier run has left of OUT
  --accept-unsolved   end with 0 although problems are unsolved
  --quiet             no progress
  --json              the summary as JSON
${[...FLAGS].map(([flag, name]) => `  --${flag} ${SETTINGS[name].kind === "choice" ? "WORD" : "X"}`.padEnd(22) + `${SETTINGS[name].meaning} (${SETTINGS[name].default})`).join("\n")}

A run that was killed goes on where it was when the same command is given again; nothing is solved twice that is on the
disk, and the file is the same to the byte, whatever the threads, the chunks, the shards and the kills were.

Exit code
  0  every problem is solved
  1  at least one is not
  2  the command itself is wrong
  3  a file cannot be read or written, does not hold valid problems, or belongs to another run
  4  optnet failed; please report it
  130, 143  interrupted: give the same command again to go on
`;

export interface BatchCommand {
  readonly inputs: readonly string[];
  readonly out: string;
  readonly format: FileFormat;
  readonly compress: boolean;
  readonly shard: Shard | undefined;
  readonly threads: number;
  readonly chunk: number | undefined;
  readonly cotangents: string | undefined;
  readonly wrt: readonly FieldName[] | undefined;
  readonly save: readonly string[] | undefined;
  readonly settings: SettingsInput;
  readonly fresh: boolean;
  readonly acceptUnsolved: boolean;
  readonly quiet: boolean;
  readonly json: boolean;
}

/** @returns undefined where help is asked for. @throws UsageError */
export function parseBatch(args: readonly string[]): BatchCommand | undefined {
  const { values, positionals } = parsed(args);
  if (values.help === true) return undefined;
  const text = (name: string): string | undefined => values[name] as string | undefined;
  if (positionals.length === 0) throw new UsageError("batch needs at least one file of problems");
  const { out, format, compress } = outputOf(text("out"), values.compress === true);
  const wrt = listed(text("wrt")) as FieldName[] | undefined;
  const odd = wrt?.find((name) => !FIELD_NAMES.includes(name));
  if (odd !== undefined) throw new UsageError(`--wrt takes ${FIELD_NAMES.join(", ")}, not "${odd}"`);
  if (wrt !== undefined && text("cotangents") === undefined) {
    throw new UsageError("--wrt needs --cotangents FILE: gradients of a loss in the outputs");
  }
  const shard = shardOf(text("shard"));
  return {
    ...{ inputs: positionals, format, compress, shard, wrt },
    out: shard ? shardPath(out, shard) : out,
    threads: whole("threads", text("threads"), 256) ?? Math.min(256, availableParallelism()),
    chunk: whole("chunk", text("chunk"), 2 ** 30),
    cotangents: text("cotangents"),
    save: listed(text("save")),
    settings: settingsFrom(FLAGS, text),
    fresh: values.fresh === true,
    acceptUnsolved: values["accept-unsolved"] === true,
    quiet: values.quiet === true,
    json: values.json === true,
  };
}

export interface MergeCommand {
  /** Empty: those that are named after `out`. */
  readonly parts: readonly string[];
  readonly out: string;
  readonly format: FileFormat;
  readonly compress: boolean;
  readonly acceptUnsolved: boolean;
  readonly json: boolean;
}

/** @returns undefined where help is asked for. @throws UsageError */
export function parseMerge(args: readonly string[]): MergeCommand | undefined {
  const { values, positionals } = parsed(args);
  if (values.help === true) return undefined;
  const allowed = ["out", "compress", "json", "accept-unsolved", "help"];
  const other = Object.keys(values).find((name) => !allowed.includes(name) && values[name] !== false);
  if (other !== undefined) throw new UsageError(`merge has no option --${other}`);
  return {
    ...{ parts: positionals, ...outputOf(values.out as string | undefined, values.compress === true) },
    acceptUnsolved: values["accept-unsolved"] === true,
    json: values.json === true,
  };
}

function parsed(args: readonly string[]) {
  const flags = ["compress", "fresh", "accept-unsolved", "quiet", "json", "help"];
  const texts = ["out", "shard", "threads", "chunk", "cotangents", "wrt", "save", ...FLAGS.keys()];
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries([
        ...flags.map((name) => [name, { type: "boolean" as const, ...(name === "help" && { short: "h" }) }]),
        ...texts.map((name) => [name, { type: "string" as const }]),
      ]),
    });
    return { values: values as Record<string, string | boolean | undefined>, positionals };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

const FORMATS: Readonly<Record<string, FileFormat>> = {
  ".npz": "npz",
  ".safetensors": "safetensors",
  ".parquet": "parquet",
  ".pq": "parquet",
};

function outputOf(out: string | undefined, compress: boolean) {
  if (out === undefined) throw new UsageError("--out FILE is missing: where the results go");
  const ending = /\.[^./\\]*$/.exec(out)?.[0] ?? "";
  const format = FORMATS[ending];
  if (format === undefined) {
    throw new UsageError(`--out must end in ${Object.keys(FORMATS).join(", ")}, not "${ending || out}"`);
  }
  if (compress && format !== "npz") throw new UsageError("--compress is for .npz");
  return { out, format, compress };
}

/** The file of one shard: `result.npz` becomes `result.0-of-4.npz`. */
export function shardPath(out: string, { index, count }: Shard): string {
  return out.replace(/(\.[^./\\]*)$/, `.${index}-of-${count}$1`);
}

const INDEX_VARIABLES = ["JOB_COMPLETION_INDEX", "AWS_BATCH_JOB_ARRAY_INDEX", "SLURM_ARRAY_TASK_ID"];

function shardOf(text: string | undefined): Shard | undefined {
  if (text === undefined) return undefined;
  const match = /^(auto|\d+)\/(\d+)$/.exec(text);
  const variable = INDEX_VARIABLES.find((name) => process.env[name] !== undefined);
  if (match?.[1] === "auto" && variable === undefined) {
    throw new UsageError(`--shard auto/N needs one of ${INDEX_VARIABLES.join(", ")} in the environment`);
  }
  const given = match?.[1] === "auto" ? process.env[variable!]! : match?.[1];
  const index = /^\d+$/.test(given ?? "") ? Number(given) : NaN;
  const count = Number(match?.[2]);
  if (index < count && Number.isSafeInteger(count)) return { index, count };
  const got = match?.[1] === "auto" ? `${text} with ${variable}=${given}` : text;
  throw new UsageError(`--shard takes I/N with I from 0 to N − 1, not "${got}"`);
}

function listed(text: string | undefined): string[] | undefined {
  return text?.split(",").map((name) => name.trim());
}

function whole(option: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= 1 && value <= most) return value;
  throw new UsageError(`--${option} needs a whole number from 1 to ${most}, not "${text}"`);
}
