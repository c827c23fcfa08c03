/** The command line of the experiment. */
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { explainFlags, numberFlag, parseFlags, wordFlag } from "../../tools/flags.js";
import { METHODS, type Method } from "./methods.js";

export interface Options {
  readonly methods: readonly Method[];
  readonly quick: boolean;
  readonly signals: number;
  readonly seed: number;
  readonly batch: number;
  /** Undefined: as the method has it. */
  readonly epochs: number | undefined;
  readonly learningRate: number | undefined;
  /** Whether training sees signals from the other end and upside down as well. */
  readonly mirrored: boolean;
  readonly out: string;
  readonly resume: boolean;
  readonly help: boolean;
}

const COMMAND = "denoising";

const FLAGS = {
  method: { value: "NAME", meaning: `${METHODS.join(", ")} or all (all)` },
  signals: { value: "N", meaning: "how many signals to draw (10000; --quick 1500)" },
  seed: { value: "N", meaning: "of the signals, the initial weights and the order of training (1)" },
  batch: { value: "N", meaning: "signals per training step (150; --quick 50)" },
  epochs: { value: "N", meaning: "passes over the training signals (by method)" },
  "learning-rate": {
    value: "X",
    meaning: "of Adam at its highest (by method)",
  },
  "as-drawn": { meaning: "learn from the signals as drawn only, not from the other end or upside down" },
  out: { value: "DIR", meaning: "where results go (results beside this experiment; --quick: results/quick)" },
  quick: { meaning: "a small run, to see everything work" },
  resume: { meaning: "go on where an earlier run into the same DIR stopped" },
  help: { meaning: "this text" },
} as const;

export const HELP = `Removes noise from piecewise constant signals: a net, total variation, and OptNet layers.

  npm run ${COMMAND} -- [flags]

${explainFlags(FLAGS)}

The last tenth of the signals is the test part; one in twenty of the others chooses the epoch that is kept.
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
  const whole = (name: "signals" | "seed" | "batch" | "epochs", usual: number, least: number): number =>
    numberFlag(COMMAND, name, values[name], usual, { least, most: 2 ** 32 - 1, integer: true });
  const method = wordFlag(COMMAND, "method", values.method, "all", ["all", ...METHODS]);
  const results = join(fileURLToPath(new URL("results", import.meta.url)), quick ? "quick" : "");
  return {
    methods: method === "all" ? METHODS : [method],
    quick,
    signals: whole("signals", quick ? 1500 : 10_000, 40),
    seed: whole("seed", 1, 0),
    batch: whole("batch", quick ? 50 : 150, 1),
    epochs: values.epochs === undefined ? undefined : whole("epochs", 1, 1),
    learningRate:
      values["learning-rate"] === undefined
        ? undefined
        : numberFlag(COMMAND, "learning-rate", values["learning-rate"], 0, { least: 1e-9, most: 10 }),
    mirrored: values["as-drawn"] !== true,
    out: typeof values.out === "string" ? resolve(from, values.out) : results,
    resume: values.resume === true,
    help: values.help === true,
  };
}
