/**
 * `npm run sudoku:seeds`: trains the OptNet layer from several seeds, and asks what they have in common: their test
 * errors, and whether the constraints that they learned are the rules.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { command, outFolder, RESUMABLE, say, shown } from "../../tools/command.js";
import { decimal, integer, path } from "../../tools/flags.js";
import type { Made } from "../../tools/made.js";
import { ERRORS, lineCharts, panel, type Line } from "../../tools/plot.js";
import { percent } from "../../tools/progress.js";
import { readResult, resultsBeside, writeResult, writeText } from "../../tools/results.js";
import { allBoards } from "../../tools/sudoku/board.js";
import { oneHot, SIZE } from "../../tools/sudoku/encode.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { Learner } from "../sudoku/learner.js";
import { dataName } from "../sudoku/puzzles.js";
import { LAYER, type LayerResult } from "../sudoku/report.js";
import { distanceFromRules, principalAngles, ruleMatrix } from "./constraints.js";

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

await command({
  name: "sudoku:seeds",
  about: "Trains the OptNet layer for 4×4 Sudoku from several seeds.",
  flags: {
    data: path("FILE", "CSV file of puzzles (default: generate them, anew for every seed)"),
    seeds: integer("how many seeds: 1, 2, …, N", { usual: 3, least: 1, most: 100 }),
    epochs: integer("passes over the training part", { usual: 10, least: 1, most: 1000 }),
    "learning-rate": decimal("of Adam", { usual: 0.1, least: 1e-9, most: 100 }),
    puzzles: integer("use N puzzles", { usual: 10_000, least: 1, most: 100_000 }),
    out: outFolder("results/<name of the data> beside this experiment"),
    resume: RESUMABLE.resume,
  },
  async run({ data, seeds: count, epochs, "learning-rate": learningRate, puzzles, ...options }, session) {
    const out = options.out ?? resultsBeside(import.meta.url, dataName(data));
    await startTensorFlow();
    const seeds: SeedResult[] = [];
    for (let seed = 1; seed <= count; seed++) {
      const folder = join(out, `seed-${seed}`);
      const resume = options.resume && existsSync(join(folder, "checkpoint.json"));
      say(`\nSeed ${seed} of ${count}\n`);
      const more = [...(data === undefined ? [] : ["--data", data]), ...(resume ? ["--resume"] : [])];
      const given = { seed, epochs, puzzles, "learning-rate": learningRate, out: folder };
      const flags = Object.entries(given).flatMap(([flag, value]) => [`--${flag}`, String(value)]);
      if (!(await train(folder, [...flags, ...more]))) return session.sayHowToGoOn("With all seeds:");
      seeds.push(await examine(seed, folder));
    }
    report(out, session.made, data === undefined ? "generated puzzles" : basename(data), seeds);
  },
});

/** Runs `npm run sudoku`'s program. @returns whether it came to its end. */
async function train(folder: string, flags: readonly string[]): Promise<boolean> {
  const program = fileURLToPath(new URL("../sudoku/run.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", program, ...flags], { stdio: "inherit" });
  // The terminal sends Ctrl-C to both; the child keeps what it has learned and ends.
  const wait = (): void => undefined;
  process.on("SIGINT", wait);
  const code = await new Promise((done) => child.on("close", done));
  process.off("SIGINT", wait);
  return code === 0 && readResult<LayerResult>(folder, "results.json")?.complete === true;
}

async function examine(seed: number, folder: string): Promise<SeedResult> {
  const { best, epochs } = readResult<LayerResult>(folder, "results.json")!;
  const learned = constraintsOf(await Learner.load(join(folder, LAYER)));
  const start = constraintsOf(Learner.create({ seed, tolerance: 1e-8, free: false }));
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

function report(out: string, made: Made, source: string, seeds: readonly SeedResult[]): void {
  const errors = seeds.map(({ testError }) => testError);
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const variance =
    errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / Math.max(1, errors.length - 1);
  const summary = { source, meanTestError: mean, deviation: Math.sqrt(variance), seeds };
  writeResult(out, "seeds.json", made, summary);
  writeText(out, "seeds.svg", picture(source, seeds));
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
  const each = (values: (seed: SeedResult) => readonly number[], marks: boolean): Line[] =>
    seeds.map((seed) => ({ name: `seed ${seed.seed}`, points: from1(values(seed)), marks }));
  const start: Line = {
    ...{ name: "at the start", points: from1(seeds[0].anglesAtStart) },
    ...{ dashed: true, marks: false, colour: "#777777" },
  };
  const errors = each(({ testErrors }) => testErrors.map((error) => 100 * error), true);
  const angles = [...each((seed) => seed.angles, false), start];
  return lineCharts("One OptNet layer from several seeds", source, [
    panel("Test error", ["epoch", "invalid boards, %"], ERRORS, errors),
    panel(
      "Do the learned constraints span the rules?",
      ["principal angle, smallest to largest", "degrees"],
      "linear",
      angles,
    ),
  ]);
}
