/** The command line of the experiment. */
import { basename, dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { explainFlags, numberFlag, parseFlags, type Range } from "../../tools/flags.js";

export interface Options {
  /** CSV file of puzzles; undefined: generate them. */
  readonly data: string | undefined;
  readonly puzzles: number;
  readonly epochs: number;
  readonly seed: number;
  readonly batch: number;
  readonly learningRate: number;
  /** Share of the training part that is held out to choose the best epoch. */
  readonly validation: number;
  readonly tolerance: number;
  /** Learn A and b freely, through problems without a feasible point. */
  readonly free: boolean;
  readonly out: string;
  readonly resume: boolean;
  /** Folder of a saved layer; undefined: train one. */
  readonly evaluate: string | undefined;
  readonly help: boolean;
}

const COMMAND = "sudoku";

const FLAGS = {
  data: { value: "FILE", meaning: "CSV file of puzzles (default: generate them from the seed)" },
  puzzles: {
    value: "N",
    meaning: "generate N puzzles, or use the first N of the file (10000; --quick 1500)",
  },
  epochs: { value: "N", meaning: "passes over the training part (10; --quick 8)" },
  seed: { value: "N", meaning: "of the puzzles and the initial weights (1)" },
  batch: { value: "N", meaning: "puzzles per training step (150; --quick 30)" },
  "learning-rate": { value: "X", meaning: "of Adam (0.1)" },
  validation: {
    value: "X",
    meaning: "share of the training part held out to choose the best epoch (0.05)",
  },
  tolerance: { value: "X", meaning: "of the solver (1e-8)" },
  free: {
    meaning: "learn b on its own instead of b = A z0: constraints may contradict each other meanwhile",
  },
  out: { value: "DIR", meaning: "where results go (results/<name of the data> beside this experiment)" },
  quick: { meaning: "a small run, to see everything work" },
  resume: { meaning: "go on where an earlier run into the same DIR stopped" },
  evaluate: { value: "PATH", meaning: "only evaluate a saved layer: its folder, or a folder of results" },
  help: { meaning: "this text" },
} as const;

export const HELP = `Learns the rules of 4×4 Sudoku with one OptNet layer.

  npm run sudoku -- [flags]

${explainFlags(FLAGS)}

The last tenth of the puzzles is the test part; it never influences training or the choice of the best epoch.
Ctrl-C finishes the batch, keeps what was learned and says how to go on.
`;

/**
 * Reads flags.
 *
 * @param from what relative paths are relative to.
 * @throws OptNetError for unknown flags and for values out of range.
 */
export function readOptions(flags: readonly string[], from: string): Options {
  const values = parseFlags(COMMAND, FLAGS, flags);
  const quick = values.quick === true;
  const data = typeof values.data === "string" ? resolve(from, values.data) : undefined;
  const number = (name: keyof typeof FLAGS, usual: number, range: Range): number =>
    numberFlag(COMMAND, name, values[name], usual, range);

  const free = values.free === true;
  const source = data === undefined ? "generated" : basename(data, extname(data));
  const name = free ? `free-${source}` : source;
  const results = join(dirname(fileURLToPath(import.meta.url)), "results");
  return {
    data,
    puzzles: number("puzzles", quick ? 1500 : 10_000, { least: 10, most: 100_000, integer: true }),
    epochs: number("epochs", quick ? 8 : 10, { least: 1, most: 100_000, integer: true }),
    seed: number("seed", 1, { least: 0, most: 2 ** 32 - 1, integer: true }),
    batch: number("batch", quick ? 30 : 150, { least: 1, most: 100_000, integer: true }),
    learningRate: number("learning-rate", 0.1, { least: 1e-9, most: 100 }),
    validation: number("validation", 0.05, { least: 0, most: 0.5 }),
    tolerance: number("tolerance", 1e-8, { least: 1e-14, most: 1 }),
    free,
    out:
      typeof values.out === "string"
        ? resolve(from, values.out)
        : join(results, quick ? `quick-${name}` : name),
    resume: values.resume === true,
    evaluate: typeof values.evaluate === "string" ? resolve(from, values.evaluate) : undefined,
    help: values.help === true,
  };
}
