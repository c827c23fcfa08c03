import { parseArgs } from "node:util";
import { OptNetError } from "../problem/errors.js";
import { resolveSettings, SETTINGS, type SettingsInput } from "../problem/settings.js";

export const HELP = `optnet: quadratic programs  minimise ½ zᵀQz + pᵀz  subject to  Az = b, Gz ≤ h, lower ≤ z ≤ upper

Usage
  optnet solve FILE [options]     solve the problem and print a report
  optnet explain FILE             print how it would be solved, and why
  optnet batch IN… --out OUT      solve files of many problems; optnet batch --help says more
  optnet merge --out OUT          join what the shards of a batch wrote
  optnet --help | --version

FILE is QPS or MPS (with QUADOBJ, QMATRIX or QSECTION), or JSON with the keys Q, p, A, b, G, h, lower, upper;
- reads standard input.

Options
  --tolerance X            ${SETTINGS.tolerance.meaning} (${SETTINGS.tolerance.default})
  --relative-tolerance X   ${SETTINGS.relativeTolerance.meaning} (${SETTINGS.relativeTolerance.default})
  --max-iterations N       ${SETTINGS.maxIterations.meaning} (${SETTINGS.maxIterations.default})
  --verbose                one line per iteration (with --json, on standard error)
  --all                    every variable and every multiplier, not only the first variables
  --json                   the solution as JSON: status, objective, primalResidual, dualResidual, dualityGap,
                           iterations, seconds, z, nu, lambda and more

Exit code
  0  every problem of the file is solved
  1  at least one is not solved: infeasible, unbounded, out of iterations, or out of precision
  2  the command itself is wrong
  3  the file cannot be read or does not hold a valid problem
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
    };

/** @throws UsageError */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help) return { name: "help" };
  if (values.version) return { name: "version" };
  const [name, file, ...others] = positionals;
  if (name !== "solve" && name !== "explain") {
    throw new UsageError(name === undefined ? "a command is missing" : `there is no command "${name}"`);
  }
  if (file === undefined) throw new UsageError(`${name} needs a file; - reads standard input`);
  if (others.length > 0) throw new UsageError(`${name} takes one file, not also ${others.join(", ")}`);
  const settings = {
    tolerance: number("tolerance", values.tolerance),
    relativeTolerance: number("relative-tolerance", values["relative-tolerance"]),
    maxIterations: number("max-iterations", values["max-iterations"]),
  };
  try {
    resolveSettings(settings);
  } catch (error) {
    if (error instanceof OptNetError) throw new UsageError(error.message);
    throw error;
  }
  return { name, file, settings, verbose: values.verbose, all: values.all, json: values.json };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h", default: false },
        version: { type: "boolean", short: "v", default: false },
        tolerance: { type: "string" },
        "relative-tolerance": { type: "string" },
        "max-iterations": { type: "string" },
        verbose: { type: "boolean", default: false },
        all: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function number(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === "" || Number.isNaN(value))
    throw new UsageError(`--${option} needs a number, not "${text}"`);
  return value;
}
