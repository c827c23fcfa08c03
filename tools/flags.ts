/** Command lines from one table per command, which reads flags and explains them. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { OptNetError } from "optnet";

export interface Flag {
  /** What the value stands for; a flag without one is a switch. */
  readonly value?: string;
  readonly meaning: string;
}

export type Flags = Readonly<Record<string, Flag>>;
export type FlagValues<Table extends Flags> = { readonly [Name in keyof Table]?: string | boolean };

export interface Range {
  readonly least: number;
  readonly most: number;
  readonly integer?: boolean;
}

/** The table as text, one flag per line. */
export function explainFlags(flags: Flags): string {
  return Object.entries(flags)
    .map(([name, { value, meaning }]) => `  ${`--${name} ${value ?? ""}`.padEnd(22)}${meaning}`)
    .join("\n");
}

/** @throws OptNetError for flags that are not in the table. */
export function parseFlags<Table extends Flags>(
  command: string,
  flags: Table,
  given: readonly string[],
): FlagValues<Table> {
  const entries = Object.entries(flags).map(([name, flag]) => [
    name,
    { type: flag.value === undefined ? "boolean" : "string", ...(name === "help" ? { short: "h" } : {}) },
  ]);
  try {
    const options = Object.fromEntries(entries) as NonNullable<ParseArgsConfig["options"]>;
    return parseArgs({ args: [...given], options, strict: true }).values as FlagValues<Table>;
  } catch (error) {
    const said = error instanceof Error ? error.message.split(/\.\s|\n/)[0] : String(error);
    throw new OptNetError({
      field: "command line",
      expected: `flags out of ${Object.keys(flags)
        .map((name) => `--${name}`)
        .join(", ")}`,
      got: said.replace(/^Unknown option /, ""),
      hint: `npm run ${command} -- --help explains them; mind the -- in front of the first flag.`,
    });
  }
}

/** The number that a flag was given, or `usual`. @throws OptNetError where it is out of range. */
export function numberFlag(
  command: string,
  name: string,
  text: string | boolean | undefined,
  usual: number,
  { least, most, integer = false }: Range,
): number {
  if (text === undefined) return usual;
  const value = String(text).trim() === "" ? NaN : Number(text);
  if (value >= least && value <= most && (!integer || Number.isInteger(value))) return value;
  throw new OptNetError({
    field: `--${name}`,
    expected: `${integer ? "an integer" : "a number"} from ${least} to ${most}`,
    got: `"${String(text)}"`,
    hint: `npm run ${command} -- --help says what it means.`,
  });
}

/** The word that a flag was given, or `usual`. @throws OptNetError where it is none of `words`. */
export function wordFlag<Word extends string>(
  command: string,
  name: string,
  text: string | boolean | undefined,
  usual: Word,
  words: readonly Word[],
): Word {
  if (text === undefined) return usual;
  const word = words.find((one) => one === text);
  if (word !== undefined) return word;
  throw new OptNetError({
    field: `--${name}`,
    expected: `one of ${words.join(", ")}`,
    got: `"${String(text)}"`,
    hint: `npm run ${command} -- --help says what they mean.`,
  });
}
