/** Command lines from one table per command, which reads flags, checks them and explains them. */
import { basename, resolve } from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { OptNetError } from "optnet";

/** One row of the table: what a flag means, and how its text becomes a value. */
export interface Flag<Value> {
  /** What the text stands for; a flag without one is a switch. */
  readonly value?: string;
  readonly meaning: string;
  /** How results repeat the text; undefined where they do not. By itself as typed. */
  readonly record?: (text: string) => string | undefined;
  /** @throws OptNetError where the text has no meaning. */
  read(given: Given): Value;
}

/** What was typed of one flag, and around it. */
export interface Given {
  readonly name: string;
  /** All that were given; a switch has `""`. */
  readonly texts: readonly string[];
  /** Whether `--quick` was given too, for which many defaults are smaller. */
  readonly quick: boolean;
  /** What relative paths are relative to. */
  readonly from: string;
  /** The error for this flag. */
  wrong(expected: string, got?: string): OptNetError;
}

export type Flags = Readonly<Record<string, Flag<unknown>>>;
export type FlagValues<Table extends Flags> = {
  readonly [Name in keyof Table]: Table[Name] extends Flag<infer Value> ? Value : never;
};

/** A command as its help explains it. */
export interface Command<Table extends Flags> {
  /** As in `npm run NAME`. */
  readonly name: string;
  /** In a sentence. */
  readonly about: string;
  readonly flags: Table;
  /** What is to be said after the flags. */
  readonly notes?: string;
}

/** A value where the flag is not given. */
interface Usual<Value> {
  readonly usual: Value;
  /** With `--quick`. */
  readonly quick?: Value;
  /** How the help says the two; by itself it would name them. */
  readonly note?: string;
}

interface Range {
  readonly least: number;
  readonly most: number;
}

const HELP: Flag<boolean> = toggle("this text");

export function toggle(meaning: string): Flag<boolean> {
  return { meaning, read: ({ texts }) => texts.length > 0 };
}

/** An integer within a range; undefined where it is not given and there is no usual one. */
export function integer<Value extends number | undefined>(
  meaning: string,
  options: Usual<Value> & Range,
): Flag<number | Value> {
  return numeric("an integer", Number.isInteger, meaning, options);
}

/** A number within a range; undefined where it is not given and there is no usual one. */
export function decimal<Value extends number | undefined>(
  meaning: string,
  options: Usual<Value> & Range,
): Flag<number | Value> {
  return numeric("a number", Number.isFinite, meaning, options);
}

function numeric<Value extends number | undefined>(
  kind: "an integer" | "a number",
  isKind: (value: number) => boolean,
  meaning: string,
  options: Usual<Value> & Range,
): Flag<number | Value> {
  const { least, most } = options;
  return single(kind === "an integer" ? "N" : "X", meaning, options, (text, given) => {
    const value = text.trim() === "" ? NaN : Number(text);
    if (isKind(value) && value >= least && value <= most) return value;
    throw given.wrong(`${kind} from ${least} to ${most}`);
  });
}

/** One of some words. */
export function word<const Word extends string>(
  meaning: string,
  words: readonly Word[],
  options: Usual<Word>,
): Flag<Word> {
  return single("NAME", meaning, options, (text, given) => {
    const found = words.find((one) => one === text);
    if (found === undefined) throw given.wrong(`one of ${words.join(", ")}`);
    return found;
  });
}

/** A flag with one text; of several that are given, the last counts. */
function single<Value, Absent>(
  value: string,
  meaning: string,
  options: Usual<Absent>,
  read: (text: string, given: Given) => Value,
): Flag<Value | Absent> {
  return {
    value,
    meaning: withUsual(meaning, options),
    read(given) {
      const text = given.texts.at(-1);
      return text === undefined ? usualOf(options, given) : read(text, given);
    },
  };
}

/**
 * Several of something, separated by spaces, colons or semicolons.
 *
 * @param expected what one of them must be, in words.
 * @param read undefined where it is not.
 */
export function list<Item>(
  meaning: string,
  options: Usual<string>,
  expected: string,
  read: (text: string) => Item | undefined,
  separator = /[\s:;]+/,
): Flag<Item[]> {
  return {
    value: "LIST",
    meaning: withUsual(meaning, options),
    read(given) {
      const text = given.texts.at(-1) ?? usualOf(options, given);
      return text
        .trim()
        .split(separator)
        .map((one) => {
          const item = read(one);
          if (item === undefined) throw given.wrong(expected, `"${one}"`);
          return item;
        });
    },
  };
}

/** Some of the words, separated by commas or spaces: all where the flag is not given, none where it says `none`. */
export function words<const Word extends string>(meaning: string, known: readonly Word[]): Flag<Word[]> {
  const usual = { usual: known.join(","), note: "all" };
  const find = (text: string): Word | undefined => known.find((one) => one === text);
  const some = list(meaning, usual, `some of ${known.join(", ")}, or none`, find, /[\s,;]+/);
  return { ...some, read: (given) => (given.texts.at(-1) === "none" ? [] : some.read(given)) };
}

/** A file or folder; relative paths start where the command was typed. */
export function path(value: "FILE" | "DIR" | "PATH", meaning: string): Flag<string | undefined> {
  return {
    value,
    meaning,
    record: (text) => basename(text), // where things lie is nobody's business
    read: ({ texts, from }) => (texts.length === 0 ? undefined : resolve(from, texts.at(-1)!)),
  };
}

/** Files or folders, each after a flag of its own. */
export function paths(value: "FILE" | "DIR" | "PATH", meaning: string): Flag<string[]> {
  return {
    ...path(value, meaning),
    read: ({ texts, from }) => texts.map((text) => resolve(from, text)),
  };
}

/** The same flag, of which results do not tell, because they do not depend on it. */
export function unrecorded<Value>(flag: Flag<Value>): Flag<Value> {
  return { ...flag, record: () => undefined };
}

/** Words as they are. */
export function text<Value extends string | undefined>(
  value: string,
  meaning: string,
  options: Usual<Value>,
): Flag<string | Value> {
  return single(value, meaning, options, (given) => given);
}

/** The command and its table as text, one flag per line. */
export function helpOf<Table extends Flags>({ name, about, flags, notes }: Command<Table>): string {
  const lines = Object.entries({ ...flags, help: HELP }).map(
    ([flag, { value, meaning }]) => `  ${`--${flag} ${value ?? ""}`.padEnd(22)}${meaning}`,
  );
  const after = notes === undefined ? "" : `\n${notes}\n`;
  return `${about}\n\n  npm run ${name} -- [flags]\n\n${lines.join("\n")}\n${after}`;
}

/**
 * Reads flags; "help" where that was asked for.
 *
 * @param from what relative paths are relative to.
 * @throws OptNetError for flags that are not in the table and for values that have no meaning.
 */
export function readFlags<Table extends Flags>(
  { name: command, flags }: Command<Table>,
  typed: readonly string[],
  from: string,
): FlagValues<Table> | "help" {
  const hint = `npm run ${command} -- --help says what it means.`;
  const given = parse(command, { ...flags, help: HELP }, typed);
  if (given["help"] !== undefined) return "help";
  const values = Object.entries(flags).map(([name, flag]) => {
    const texts = given[name] ?? [];
    const wrong = (expected: string, got = `"${texts.at(-1)}"`): OptNetError =>
      new OptNetError({ field: `--${name}`, expected, got, hint });
    return [name, flag.read({ name, texts, quick: given["quick"] !== undefined, from, wrong })];
  });
  return Object.fromEntries(values) as FlagValues<Table>;
}

/** The flags that were typed, as results repeat them. */
export function recordedFlags<Table extends Flags>(
  { name: command, flags }: Command<Table>,
  typed: readonly string[],
): string[] {
  const given = parse(command, { ...flags, help: HELP }, typed);
  return Object.entries(flags).flatMap(
    ([name, { value, record = (text: string): string | undefined => text }]) =>
      (given[name] ?? []).flatMap((text) => {
        const shown = record(text);
        if (shown === undefined) return [];
        return value === undefined ? [`--${name}`] : [`--${name}`, shown];
      }),
  );
}

function parse(
  command: string,
  flags: Flags,
  typed: readonly string[],
): Readonly<Partial<Record<string, readonly string[]>>> {
  const options: NonNullable<ParseArgsConfig["options"]> = {};
  for (const [name, { value }] of Object.entries(flags)) {
    options[name] = { type: value === undefined ? "boolean" : "string", multiple: true };
  }
  options["help"].short = "h";
  try {
    const { values } = parseArgs({ args: [...typed], options, strict: true });
    const texts = (all: unknown): string[] => (all as (string | boolean)[]).map((one) => (one === true ? "" : String(one))); // prettier-ignore
    return Object.fromEntries(Object.entries(values).map(([name, all]) => [name, texts(all)]));
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

function usualOf<Value>({ usual, quick = usual }: Usual<Value>, given: Given): Value {
  return given.quick ? quick : usual;
}

function withUsual(meaning: string, { usual, quick, note }: Usual<unknown>): string {
  const both = quick === undefined ? String(usual) : `${String(usual)}; --quick ${String(quick)}`;
  return `${meaning} (${note ?? both})`;
}
