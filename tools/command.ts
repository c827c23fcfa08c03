/** Commands of benchmarks and experiments: flags, help, errors in one line, stopping and going on. */
import { join, relative } from "node:path";
import { OptNetError } from "optnet";
import {
  helpOf,
  path,
  readFlags,
  recordedFlags,
  toggle,
  unrecorded,
  type Command,
  type Flag,
  type Flags,
  type FlagValues,
} from "./flags.js";
import { madeBy, type Made } from "./made.js";

/** What a command may ask of the terminal that it runs in. */
export interface Session {
  /** What the results of this run say of their origin. */
  readonly made: Made;
  /** Says how to go on with a run that was stopped. */
  sayHowToGoOn(stopped?: string): void;
}

/** Where the command was typed; npm itself goes to the root of the package. */
export const typedIn = process.env["INIT_CWD"] ?? process.cwd();

export const say = (text: string): void => void process.stdout.write(text + "\n");

/** Flags of all experiments that can be stopped and go on. */
export const RESUMABLE = {
  quick: toggle("a small run, to see everything work"),
  resume: unrecorded(toggle("go on where an earlier run into the same DIR stopped")),
};

/** `--out`, which `where` explains for those who do not give it. */
export function outFolder(
  where = "results beside this experiment; --quick: results/quick",
): Flag<string | undefined> {
  return unrecorded(path("DIR", `where results go (${where})`));
}

/** Runs a command; misuse is explained in one line, without a stack. */
export async function command<Table extends Flags>(
  definition: Command<Table> & {
    run(values: FlagValues<Table>, session: Session): Promise<void> | void;
  },
): Promise<void> {
  const typed = process.argv.slice(2);
  try {
    const values = readFlags(definition, typed, typedIn);
    if (values === "help") return say(helpOf(definition));
    await definition.run(values, {
      made: madeBy(commandLine(definition.name, recordedFlags(definition, typed))),
      sayHowToGoOn: (stopped = "Stopped; what was learned is kept.") =>
        say(`\n${stopped} To go on:\n\n  ${resumeCommand(definition.name, typed)}`),
    });
  } catch (error) {
    if (!(error instanceof OptNetError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** A path as the reader would type it. */
export function shown(path: string): string {
  const short = relative(typedIn, path);
  return short === "" ? "." : short.startsWith(join("..", "..")) ? path : short;
}

/** Listens for Ctrl-C. @returns whether it was heard. */
export function listenForStop(): () => boolean {
  let stopping = false;
  const stop = (): void => {
    stopping = true;
  };
  process.once("SIGINT", stop); // a second Ctrl-C ends the process at once
  process.once("SIGTERM", stop);
  return () => stopping;
}

function resumeCommand(name: string, flags: readonly string[]): string {
  return commandLine(name, [...flags.filter((flag) => flag !== "--resume"), "--resume"]);
}

function commandLine(name: string, flags: readonly string[]): string {
  return ["npm run", name, ...(flags.length === 0 ? [] : ["--", ...flags.map(quoted)])].join(" ");
}

/** A word as a shell reads it. */
function quoted(flag: string): string {
  return /^[\w./:=@%+,-]+$/.test(flag) ? flag : `'${flag.replaceAll("'", String.raw`'\''`)}'`;
}
