/** The command line of the experiment. */
import { basename, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { explainFlags, numberFlag, parseFlags, wordFlag } from "../../tools/flags.js";
import { NETS, type NetName } from "./nets.js";

export interface Options {
  readonly nets: readonly NetName[];
  /** CSV file of puzzles; undefined: generate them. */
  readonly data: string | undefined;
  readonly puzzles: number;
  readonly quick: boolean;
  readonly epochs: number | undefined;
  readonly seed: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly validation: number;
  readonly out: string;
  readonly resume: boolean;
  readonly help: boolean;
}

const COMMAND = "sudoku:nets";

const FLAGS = {
  net: { value: "NAME", meaning: `${NETS.join(", ")} or both, which is fc and conv (both)` },
  data: { value: "FILE", meaning: "CSV file of puzzles (default: generate them from the seed)" },
  puzzles: { value: "N", meaning: "generate N puzzles, or use the first N of the file (10000; --quick 600)" },
  epochs: { value: "N", meaning: "passes over the training part (by net)" },
  seed: { value: "N", meaning: "of the puzzles and the initial weights (1)" },
  batch: { value: "N", meaning: "puzzles per training step (150; --quick 30)" },
  "learning-rate": { value: "X", meaning: "of Adam (0.001)" },
  validation: { value: "X", meaning: "share of the training part held out to choose the best epoch (0.05)" },
  out: { value: "DIR", meaning: "where results go (results/<name of the data> beside this experiment)" },
  quick: { meaning: "a small run, to see everything work" },
  resume: { meaning: "go on where an earlier run into the same DIR stopped" },
  help: { meaning: "this text" },
} as const;

export const HELP = `Nets without an OptNet layer learn 4×4 Sudoku under the same protocol as npm run sudoku.

  npm run ${COMMAND} -- [flags]

${explainFlags(FLAGS)}

conv has 32 filters per layer. conv-paper has the paper's 512, which take hours per epoch on a CPU.
Ctrl-C finishes the batch, keeps what was learned and says how to go on.
`;

/** @throws OptNetError for unknown flags and for values out of range. */
export function readOptions(flags: readonly string[], from: string): Options {
  const values = parseFlags(COMMAND, FLAGS, flags);
  const quick = values.quick === true;
  const number = (
    name: keyof typeof FLAGS,
    usual: number,
    least: number,
    most: number,
    integer = true,
  ): number => numberFlag(COMMAND, name, values[name], usual, { least, most, integer });
  const data = typeof values.data === "string" ? resolve(from, values.data) : undefined;
  const name = data === undefined ? "generated" : basename(data, extname(data));
  const net = wordFlag(COMMAND, "net", values.net, "both", ["both", ...NETS]);
  return {
    nets: net === "both" ? ["fc", "conv"] : [net],
    data,
    quick,
    puzzles: number("puzzles", quick ? 600 : 10_000, 20, 100_000),
    epochs: values.epochs === undefined ? undefined : number("epochs", 1, 1, 100_000),
    seed: number("seed", 1, 0, 2 ** 32 - 1),
    batch: number("batch", quick ? 30 : 150, 1, 100_000),
    learningRate: number("learning-rate", 1e-3, 1e-9, 100, false),
    validation: number("validation", 0.05, 0.01, 0.5, false),
    out:
      typeof values.out === "string"
        ? resolve(from, values.out)
        : join(fileURLToPath(new URL("results", import.meta.url)), quick ? `quick-${name}` : name),
    resume: values.resume === true,
    help: values.help === true,
  };
}
