/**
 * `npm run sudoku:seeds`: trains the OptNet layer from several seeds, and asks what they have in common: their test
 * errors, and whether the constraints that they learned are the rules.
 */
import { spawn } from "node:child_process";
import { basename, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { explainFlags, numberFlag, parseFlags } from "../../tools/flags.js";
import { lineCharts, type Panel } from "../../tools/plot.js";
import { percent } from "../../tools/progress.js";
import { readResult, resumeCommand, runCommand, shown, typedIn, writeResult } from "../../tools/results.js";
import { allBoards } from "../../tools/sudoku/board.js";
import { oneHot, SIZE } from "../../tools/sudoku/encode.js";
import { Learner } from "../sudoku/learner.js";
import type { EpochRecord } from "../sudoku/training.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { distanceFromRules, principalAngles, ruleMatrix } from "./constraints.js";

const COMMAND = "sudoku:seeds";
const FLAGS = {
  data: { value: "FILE", meaning: "CSV file of puzzles (default: generate them, the same for all seeds)" },
  seeds: { value: "N", meaning: "how many seeds: 1, 2, …, N (3)" },
  epochs: { value: "N", meaning: "passes over the training part (10)" },
  "learning-rate": { value: "X", meaning: "of Adam (0.1)" },
  puzzles: { value: "N", meaning: "use N puzzles (10000)" },
  out: { value: "DIR", meaning: "where results go (results/<name of the data> beside this experiment)" },
  resume: { meaning: "go on where an earlier run into the same DIR stopped" },
  help: { meaning: "this text" },
} as const;

const HELP = `Trains the OptNet layer for 4×4 Sudoku from several seeds.

  npm run ${COMMAND} -- [flags]

${explainFlags(FLAGS)}
`;

const say = (text: string): void => void process.stdout.write(text + "\n");

/** What is kept of one seed. */
interface SeedResult {
  readonly seed: number;
  readonly keptEpoch: number;
  readonly testError: number;
  readonly testUnseenError: number;
  readonly testLoss: number;
  readonly testErrors: readonly number[];
  /** Degrees between what the rows of A span and what the rules span, at the start and as learned. */
  readonly anglesAtStart: readonly number[];
  readonly angles: readonly number[];
  /** Root mean square distance of the 288 valid boards from the rows' hyperplanes A z = A z₀. */
  readonly distanceAtStart: number;
  readonly distance: number;
}

async function main(flags: readonly string[]): Promise<void> {
  const values = parseFlags(COMMAND, FLAGS, flags);
  if (values.help === true) return say(HELP);
  const whole = (name: "seeds" | "epochs" | "puzzles", usual: number, most: number): number =>
    numberFlag(COMMAND, name, values[name], usual, { least: 1, most, integer: true });
  const data = typeof values.data === "string" ? resolve(typedIn, values.data) : undefined;
  const name = data === undefined ? "generated" : basename(data, extname(data));
  const results = join(fileURLToPath(new URL("results", import.meta.url)), name);
  const out = typeof values.out === "string" ? resolve(typedIn, values.out) : results;
  const [count, epochs, puzzles] = [
    whole("seeds", 3, 100),
    whole("epochs", 10, 1000),
    whole("puzzles", 10_000, 100_000),
  ];
  const learningRate = numberFlag(COMMAND, "learning-rate", values["learning-rate"], 0.1, {
    least: 1e-9,
    most: 100,
  });
  await startTensorFlow();

  const seeds: SeedResult[] = [];
  for (let seed = 1; seed <= count; seed++) {
    const folder = join(out, `seed-${seed}`);
    const resume = values.resume === true && readResult(folder, "checkpoint.json") !== undefined;
    say(`\nSeed ${seed} of ${count}\n`);
    const more = [...(data === undefined ? [] : ["--data", data]), ...(resume ? ["--resume"] : [])];
    const given = { seed, epochs, puzzles, "learning-rate": learningRate, out: folder };
    const finished = await train([
      ...Object.entries(given).flatMap(([flag, value]) => [`--${flag}`, String(value)]),
      ...more,
    ]);
    if (!finished) return say(`\nTo go on with all seeds:\n\n  ${resumeCommand(COMMAND, flags)}`);
    seeds.push(await examine(seed, folder));
  }
  report(out, data === undefined ? "generated puzzles" : basename(data), seeds);
}

/** Runs `npm run sudoku`'s program. @returns whether it came to its end. */
async function train(flags: readonly string[]): Promise<boolean> {
  const program = fileURLToPath(new URL("../sudoku/run.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", program, ...flags], { stdio: "inherit" });
  // The terminal sends Ctrl-C to both; the child keeps what it has learned and ends.
  const wait = (): void => undefined;
  process.on("SIGINT", wait);
  const code = await new Promise((done) => child.on("close", done));
  process.off("SIGINT", wait);
  const out = flags[flags.indexOf("--out") + 1];
  return code === 0 && readResult<{ complete: boolean }>(out, "results.json")?.complete === true;
}

async function examine(seed: number, folder: string): Promise<SeedResult> {
  const { best, epochs } = readResult<{ best: EpochRecord; epochs: EpochRecord[] }>(folder, "results.json")!;
  const learned = constraintsOf(await Learner.load(join(folder, "layer")));
  const start = constraintsOf(Learner.create({ seed, learningRate: 0, tolerance: 1e-8, free: false }));
  const rules = ruleMatrix();
  const boards = allBoards().map((board) => [...oneHot([board])]);
  return {
    seed,
    keptEpoch: best.epoch,
    testError: best.test.error,
    testUnseenError: best.testUnseen.error,
    testLoss: best.test.loss,
    testErrors: epochs.map(({ test }) => test.error),
    anglesAtStart: principalAngles(start.A, rules),
    angles: principalAngles(learned.A, rules),
    distanceAtStart: distanceFromRules(start.A, start.b, boards),
    distance: distanceFromRules(learned.A, learned.b, boards),
  };
}

/** A, and b = A z₀ with z₀ = exp of its weight. */
function constraintsOf({ model }: Learner): { A: number[][]; b: number[] } {
  const [A, point] = model.getWeights().map((weight) => [...weight.dataSync<"float32">()]);
  const z0 = point.map(Math.exp);
  const rows = Array.from({ length: A.length / SIZE }, (_, i) => A.slice(i * SIZE, (i + 1) * SIZE));
  return { A: rows, b: rows.map((row) => row.reduce((sum, value, k) => sum + value * z0[k], 0)) };
}

function report(out: string, source: string, seeds: readonly SeedResult[]): void {
  const errors = seeds.map(({ testError }) => testError);
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const variance =
    errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / Math.max(1, errors.length - 1);
  const summary = { source, meanTestError: mean, deviation: Math.sqrt(variance), seeds };
  writeResult(out, "seeds.json", summary);
  writeResult(out, "seeds.svg", picture(source, seeds));
  for (const { seed, keptEpoch, testError, angles, distance } of seeds) {
    say(
      `seed ${seed}: kept epoch ${keptEpoch}, test error ${percent(testError)}; largest angle to the rules ` +
        `${angles.at(-1)!.toFixed(1)}°, boards ${distance.toFixed(4)} from the hyperplanes`,
    );
  }
  say(
    `mean test error ${percent(mean)}, deviation ${percent(summary.deviation)}\n\nIn ${shown(out)}: seeds.json, seeds.svg`,
  );
}

function picture(source: string, seeds: readonly SeedResult[]): string {
  const from1 = (values: readonly number[]): [number, number][] => values.map((value, i) => [i + 1, value]);
  const panels: Panel[] = [
    {
      title: "Test error",
      xLabel: "epoch",
      yLabel: "invalid boards, %",
      scale: { kind: "symlog", threshold: 0.1, ticks: [0, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100] },
      lines: seeds.map(({ seed, testErrors }) => ({
        name: `seed ${seed}`,
        points: from1(testErrors.map((error) => 100 * error)),
      })),
    },
    {
      title: "Do the learned constraints span the rules?",
      xLabel: "principal angle, smallest to largest",
      yLabel: "degrees",
      scale: { kind: "linear" },
      lines: [
        ...seeds.map(({ seed, angles }) => ({ name: `seed ${seed}`, points: from1(angles), marks: false })),
        {
          name: "at the start",
          points: from1(seeds[0].anglesAtStart),
          dashed: true,
          marks: false,
          colour: "#777777",
        },
      ],
    },
  ];
  return lineCharts("One OptNet layer from several seeds", source, panels);
}

await runCommand(main);
