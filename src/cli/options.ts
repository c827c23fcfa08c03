import { parseArgs } from "node:util";
import { excerpt, quoted, OptNetError } from "../problem/errors.js";
import { resolveSettings, SETTINGS, type SettingsInput } from "../problem/settings.js";
import { suggestion } from "./nearest.js";

type SettingName = keyof typeof SETTINGS;

/** Settings of derivatives, which the command has none of. */
const OF_DERIVATIVES: readonly SettingName[] = ["gradient", "smoothing", "unsolvedGradient"];

/** Every other setting is an option, and so is each that will be added to the table. */
const FLAGS = flagsExcept(OF_DERIVATIVES);

/** Options without a value. */
const SWITCHES = { help: "h", version: "v", verbose: undefined, all: undefined, json: undefined } as const;

const COMMANDS = ["solve", "explain", "batch", "merge"] as const;

export const HELP = `optnet: quadratic programs  minimise ½ zᵀQz + pᵀz  subject to  Az = b, Gz ≤ h, lower ≤ z ≤ upper

Usage
  optnet solve FILE [options]     solve the problem and print a report
  optnet explain FILE [options]   print how it would be solved, and why
  optnet batch IN… --out OUT      solve files of many problems; optnet batch --help says more
  optnet merge --out OUT          join what the shards of a batch wrote
  optnet serve --nats URL         solve for clients of optnet/nats; optnet serve --help
  optnet --help | --version

FILE is QPS or MPS (with QUADOBJ, QMATRIX or QSECTION), or JSON with the keys Q, p, A, b, G, h, lower, upper;
any of them may be compressed with gzip. - reads standard input.

Options
${settingsHelp()}
${optionHelp("--verbose", "one line per iteration, on standard error where the report is not for reading")}
${optionHelp("--all", "every variable and every multiplier, not only the first variables")}
${optionHelp(
  "--json",
  "the solution as JSON: status, objective, primalResidual, dualResidual, dualityGap, iterations, seconds, z, nu, " +
    "lambda and more",
)}
${optionHelp(
  "--output FILE",
  "write to FILE what would be printed; it gets its name when it is whole, so that nobody reads half of it",
)}

Exit code
  0  every problem of the file is solved; there may be none
  1  at least one is not solved: infeasible, unbounded, out of iterations or time, or out of precision
  2  the command itself is wrong
  3  the file cannot be read or does not hold a valid problem, or the output cannot be written
  4  optnet failed; please report it
`;

/** A command that cannot be understood; the message says what was wrong with it. */
export class UsageError extends Error {}

export type Command =
  | { readonly name: "help" }
  | { readonly name: "version" }
  | {
      readonly name: "solve" | "explain";
      readonly file: string;
      readonly settings: SettingsInput;
      readonly verbose: boolean;
      readonly all: boolean;
      readonly json: boolean;
      /** Standard output if absent. */
      readonly output: string | undefined;
    };

/** @throws UsageError */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const has = (name: keyof typeof SWITCHES): boolean => values.has(name);
  if (has("help")) return { name: "help" };
  if (has("version")) return { name: "version" };
  const [name, file, ...others] = positionals;
  if (name === undefined) throw new UsageError("a command is missing");
  if (name !== "solve" && name !== "explain") {
    throw new UsageError(`there is no command ${quoted(name)}${suggestion(name, COMMANDS)}`);
  }
  if (file === undefined) throw new UsageError(`${name} needs a file; - reads standard input`);
  if (others.length > 0)
    throw new UsageError(`${name} takes one file, not also ${excerpt(others.join(", "))}`);
  const output = values.get("output");
  return {
    name,
    file,
    settings: settingsFrom(FLAGS, (flag) => values.get(flag)),
    verbose: has("verbose"),
    all: has("all"),
    json: has("json"),
    output: output === "-" ? undefined : output,
  };
}

/**
 * The settings among the options, checked.
 *
 * @param valueOf of the option with this name.
 * @throws UsageError
 */
export function settingsFrom(
  flags: ReadonlyMap<string, SettingName>,
  valueOf: (flag: string) => string | undefined,
): SettingsInput {
  const entries = [...flags].flatMap(([flag, name]): [string, unknown][] => {
    const text = valueOf(flag);
    if (text === undefined) return [];
    return [[name, SETTINGS[name].kind === "choice" ? text : number(flag, text)]];
  });
  const settings = Object.fromEntries(entries) as SettingsInput;
  try {
    resolveSettings(settings);
  } catch (error) {
    if (error instanceof OptNetError) throw new UsageError(error.message);
    throw error;
  }
  return settings;
}

/** The options with their values, of switches an empty one; and what is no option. */
function parse(args: readonly string[]): { values: Map<string, string>; positionals: string[] } {
  const valued = ["output", ...FLAGS.keys()];
  const known = [...Object.keys(SWITCHES), ...valued];
  // The words of its own errors are another's; what it says of each argument is enough.
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries([
      ...Object.entries(SWITCHES).map(([name, short]) => [
        name,
        { type: "boolean", ...(short && { short }) },
      ]),
      ...valued.map((name) => [name, { type: "string" }]),
    ]) as Record<string, { type: "boolean" | "string"; short?: string }>,
  });
  const values = new Map<string, string>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value, inlineValue } = token;
    const shown = excerpt(rawName);
    if (!known.includes(name)) {
      throw new UsageError(`there is no option ${shown}${suggestion(name, known, "--")}`);
    }
    if (!valued.includes(name)) {
      if (value !== undefined) throw new UsageError(`${shown} takes no value, not ${quoted(value)}`);
      values.set(name, "");
      continue;
    }
    // Another option, or nothing: whoever has a file of such a name writes --output=--name.
    const missing = value === undefined || (!inlineValue && /^-./.test(value) && Number.isNaN(Number(value)));
    if (missing || value === "")
      throw new UsageError(`${shown} needs a value: ${shown} ${placeholderOf(name)}`);
    values.set(name, value);
  }
  return { values, positionals };
}

function number(flag: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && !Number.isNaN(value)) return value;
  throw new UsageError(`--${flag} needs a number, not ${quoted(text)}`);
}

/** Settings by the names of their options. */
export function flagsExcept(without: readonly SettingName[]): ReadonlyMap<string, SettingName> {
  const names = (Object.keys(SETTINGS) as SettingName[]).filter((name) => !without.includes(name));
  return new Map(names.map((name) => [flagOf(name), name]));
}

/** `maxIterations` → `max-iterations`. */
function flagOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function placeholderOf(flag: string): string {
  const name = FLAGS.get(flag);
  if (name === undefined) return "FILE";
  const setting = SETTINGS[name];
  return setting.kind === "choice" ? setting.choices.join("|") : setting.kind === "integer" ? "N" : "X";
}

function settingsHelp(): string {
  return [...FLAGS]
    .map(([flag, name]) =>
      optionHelp(`--${flag} ${placeholderOf(flag)}`, `${SETTINGS[name].meaning} (${SETTINGS[name].default})`),
    )
    .join("\n");
}

/** An option and what it means, in lines of at most 110 characters. */
function optionHelp(option: string, meaning: string): string {
  const [indent, width] = [30, 80];
  const lines = [""];
  for (const word of meaning.split(" ")) {
    const last = lines[lines.length - 1];
    if (last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  const first = `  ${option}`;
  // An option that is longer than its column has a line of its own.
  if (first.length >= indent) lines.unshift("");
  return lines.map((line, i) => `${(i === 0 ? first : "").padEnd(indent)}${line}`.trimEnd()).join("\n");
}
