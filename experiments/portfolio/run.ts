/** `npm run portfolio`: predict-then-optimise against training through the program that decides. */
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bestOf, type EpochRecord } from "../../tools/epochs.js";
import { explainFlags, numberFlag, parseFlags } from "../../tools/flags.js";
import { lineCharts, type Line, type Panel } from "../../tools/plot.js";
import { percent } from "../../tools/progress.js";
import { machine, resumeCommand, runCommand, shown, typedIn, writeResult } from "../../tools/results.js";
import { listenForStop, runCourse } from "../../tools/run-course.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { AIMS, equalUtility, investorCourse, oracleUtility, type Aim, type Metrics } from "./course.js";
import { BOTTLENECK, Investor } from "./investor.js";
import { openMarket } from "./market.js";

const COMMAND = "portfolio";
const FLAGS = {
  days: { value: "N", meaning: "days to learn from (1000; --quick 200)" },
  bottleneck: { value: "N", meaning: "numbers that the model may make of six features (3)" },
  epochs: { value: "N", meaning: "passes over them (60; --quick 10)" },
  seed: { value: "N", meaning: "of the market and the order of training (1)" },
  seeds: { value: "N", meaning: "how many markets: seed, seed + 1, … (5; --quick 1)" },
  out: { value: "DIR", meaning: "where results go (results beside this experiment; --quick: results/quick)" },
  quick: { meaning: "a small run, to see everything work" },
  resume: { meaning: "go on where an earlier run into the same DIR stopped" },
  help: { meaning: "this text" },
} as const;

const HELP = `Trains a small predictor of returns for good predictions, and for good portfolios.

  npm run ${COMMAND} -- [flags]

${explainFlags(FLAGS)}
`;

const TITLES: Readonly<Record<Aim, string>> = {
  prediction: "Predict, then optimise",
  decision: "Through the program",
};
const RATES: Readonly<Record<Aim, number>> = { prediction: 1e-2, decision: 1e-2 };
const VALIDATION_DAYS = 1000;
const TEST_DAYS = 2000;

const say = (text: string): void => void process.stdout.write(text + "\n");

/** One market. */
interface MarketResult {
  readonly seed: number;
  readonly oracle: number;
  readonly equalShares: number;
  readonly best: Readonly<Record<Aim, EpochRecord<Metrics>>>;
  readonly epochs: Readonly<Record<Aim, readonly EpochRecord<Metrics>[]>>;
}

async function main(flags: readonly string[]): Promise<void> {
  const values = parseFlags(COMMAND, FLAGS, flags);
  if (values.help === true) return say(HELP);
  const quick = values.quick === true;
  const whole = (name: keyof typeof FLAGS, usual: number, least: number): number =>
    numberFlag(COMMAND, name, values[name], usual, { least, most: 2 ** 31, integer: true });
  const [days, epochs] = [whole("days", quick ? 200 : 1000, 10), whole("epochs", quick ? 10 : 60, 1)];
  const [first, count] = [whole("seed", 1, 0), whole("seeds", quick ? 1 : 5, 1)];
  const bottleneck = whole("bottleneck", BOTTLENECK, 1);
  const results = join(fileURLToPath(new URL("results", import.meta.url)), quick ? "quick" : "");
  const out = typeof values.out === "string" ? resolve(typedIn, values.out) : results;
  await startTensorFlow();

  const shouldStop = listenForStop();
  const markets: MarketResult[] = [];
  for (let seed = first; seed < first + count; seed++) {
    const market = openMarket(seed);
    const parts = {
      training: market.draw(days),
      validation: market.draw(VALIDATION_DAYS),
      test: market.draw(TEST_DAYS),
    };
    const runs: { aim: Aim; best: EpochRecord<Metrics>; epochs: readonly EpochRecord<Metrics>[] }[] = [];
    for (const aim of AIMS) {
      say(`\nMarket ${seed}, ${TITLES[aim].toLowerCase()}: ${epochs} epochs`);
      const investor = new Investor(market.covariance, seed, bottleneck);
      const schedule = { epochs, batch: 50, learningRate: RATES[aim], seed };
      const course = investorCourse(investor, aim, parts, schedule);
      const state = await runCourse(course, {
        checkpoint: join(out, `${aim}-${seed}.checkpoint.json`),
        ...{ fixed: { days, epochs, seed, bottleneck }, resume: values.resume === true, shouldStop },
        columns: [
          { title: "loss", cell: ({ loss }) => loss.toFixed(5) },
          { title: "test utility", cell: ({ metrics }) => metrics.utility.toFixed(5) },
          { title: "test regret", cell: ({ metrics }) => percent(metrics.regret) },
          { title: "prediction MSE", cell: ({ metrics }) => metrics.predictionError.toFixed(5) },
          { title: "QPs unsolved", cell: ({ metrics }) => String(metrics.unsolved) },
        ],
      });
      const best = bestOf(state.history, (metrics) => course.score(metrics));
      if (best === undefined || state.history.length < epochs) {
        return say(`\nStopped; to go on:\n\n  ${resumeCommand(COMMAND, flags)}`);
      }
      runs.push({ aim, best, epochs: state.history });
    }
    const investor = new Investor(market.covariance, seed, bottleneck);
    markets.push({
      seed,
      oracle: oracleUtility(investor, parts.test),
      equalShares: equalUtility(investor, parts.test),
      best: Object.fromEntries(runs.map(({ aim, best }) => [aim, best])) as MarketResult["best"],
      epochs: Object.fromEntries(runs.map((run) => [run.aim, run.epochs])) as MarketResult["epochs"],
    });
  }
  report(out, { days, epochs, bottleneck, seed: first, seeds: count }, markets);
}

function report(out: string, settings: Record<string, number>, markets: readonly MarketResult[]): void {
  const mean = (value: (market: MarketResult) => number): number =>
    markets.reduce((sum, market) => sum + value(market), 0) / markets.length;
  const regrets = {
    equalShares: mean(({ oracle, equalShares }) => (oracle - equalShares) / oracle),
    prediction: mean(({ best }) => best.prediction.metrics.regret),
    decision: mean(({ best }) => best.decision.metrics.regret),
  };
  writeResult(out, "results.json", { settings, machine: machine(), meanTestRegret: regrets, markets });
  writeResult(out, "learning-curves.svg", picture(markets));
  say(`\nRegret on test days, mean of ${markets.length}, as a share of the best possible utility:`);
  say(`equal shares             ${percent(regrets.equalShares)}`);
  for (const aim of AIMS) say(`${TITLES[aim].padEnd(25)}${percent(regrets[aim])}`);
  for (const { seed, best } of markets) {
    const each = AIMS.map((aim) => `${aim} ${percent(best[aim].metrics.regret)}`).join(", ");
    say(`  market ${seed}: ${each}`);
  }
  say(`\nIn ${shown(out)}: results.json, learning-curves.svg`);
}

/** Means over markets. */
function picture(markets: readonly MarketResult[]): string {
  const lines = (value: (metrics: Metrics) => number): Line[] =>
    AIMS.map((aim) => ({
      ...{ name: TITLES[aim], marks: false },
      points: markets[0].epochs[aim].map(({ epoch }, i) => [
        epoch,
        markets.reduce((sum, { epochs }) => sum + value(epochs[aim][i].metrics), 0) / markets.length,
      ]),
    }));
  const panel = (title: string, yLabel: string, value: (metrics: Metrics) => number): Panel => ({
    ...{ title, xLabel: "epoch", yLabel, scale: { kind: "log" }, lines: lines(value) },
  });
  return lineCharts("Portfolios from predicted returns", `${markets.length} markets, mean`, [
    panel("Regret on test days", "% of the best possible utility", ({ regret }) => 100 * regret),
    panel("Error of predicted returns", "mean squared", ({ predictionError }) => predictionError),
  ]);
}

await runCommand(main);
