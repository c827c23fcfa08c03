/** `npm run portfolio`: predict-then-optimise against training through the program that decides. */
import { join } from "node:path";
import { command, listenForStop, outFolder, RESUMABLE, say, shown } from "../../tools/command.js";
import type { EpochRecord } from "../../tools/epochs.js";
import { integer } from "../../tools/flags.js";
import type { Made } from "../../tools/made.js";
import { lineCharts, overEpochs, panel, type Panel } from "../../tools/plot.js";
import { percent } from "../../tools/progress.js";
import { resultsBeside, writeResult, writeText } from "../../tools/results.js";
import { runCourse } from "../../tools/run-course.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { AIMS, equalUtility, investorCourse, oracleUtility, type Aim, type Metrics } from "./course.js";
import { BOTTLENECK, Investor } from "./investor.js";
import { openMarket } from "./market.js";

const MOST = 2 ** 31;

const TITLES: Readonly<Record<Aim, string>> = {
  prediction: "Predict, then optimise",
  decision: "Through the program",
};
const RATES: Readonly<Record<Aim, number>> = { prediction: 1e-2, decision: 1e-2 };
const VALIDATION_DAYS = 1000;
const TEST_DAYS = 2000;

/** One market. */
interface MarketResult {
  readonly seed: number;
  readonly oracle: number;
  readonly equalShares: number;
  readonly best: Readonly<Record<Aim, EpochRecord<Metrics>>>;
  readonly epochs: Readonly<Record<Aim, readonly EpochRecord<Metrics>[]>>;
}

await command({
  name: "portfolio",
  about: "Trains a small predictor of returns for good predictions, and for good portfolios.",
  flags: {
    days: integer("days to learn from", { usual: 1000, quick: 200, least: 10, most: MOST }),
    bottleneck: integer("numbers that the model may make of six features", {
      ...{ usual: BOTTLENECK, least: 1, most: MOST },
    }),
    epochs: integer("passes over them", { usual: 60, quick: 10, least: 1, most: MOST }),
    seed: integer("of the market and the order of training", { usual: 1, least: 0, most: MOST }),
    seeds: integer("how many markets: seed, seed + 1, …", { usual: 5, quick: 1, least: 1, most: MOST }),
    out: outFolder(),
    ...RESUMABLE,
  },
  async run({ days, bottleneck, epochs, seed: first, seeds: count, ...options }, { made, sayHowToGoOn }) {
    const out = options.out ?? resultsBeside(import.meta.url, options.quick ? "quick" : "");
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
        const { state, kept, complete } = await runCourse(course, {
          checkpoint: join(out, `${aim}-${seed}.checkpoint.json`),
          ...{ fixed: { days, epochs, seed, bottleneck }, resume: options.resume, shouldStop },
          columns: [
            { title: "loss", cell: ({ loss }) => loss.toFixed(5) },
            { title: "test utility", cell: ({ metrics }) => metrics.utility.toFixed(5) },
            { title: "test regret", cell: ({ metrics }) => percent(metrics.regret) },
            { title: "prediction MSE", cell: ({ metrics }) => metrics.predictionError.toFixed(5) },
            { title: "QPs unsolved", cell: ({ metrics }) => String(metrics.unsolved) },
          ],
        });
        if (kept === undefined || !complete) return sayHowToGoOn();
        runs.push({ aim, best: kept, epochs: state.history });
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
    report(out, made, { days, epochs, bottleneck, seed: first, seeds: count }, markets);
  },
});

function report(
  out: string,
  made: Made,
  settings: Record<string, number>,
  markets: readonly MarketResult[],
): void {
  const mean = (value: (market: MarketResult) => number): number =>
    markets.reduce((sum, market) => sum + value(market), 0) / markets.length;
  const regrets = {
    equalShares: mean(({ oracle, equalShares }) => (oracle - equalShares) / oracle),
    prediction: mean(({ best }) => best.prediction.metrics.regret),
    decision: mean(({ best }) => best.decision.metrics.regret),
  };
  writeResult(out, "results.json", made, { settings, meanTestRegret: regrets, markets });
  writeText(out, "learning-curves.svg", picture(markets));
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
  const means = (title: string, yLabel: string, value: (metrics: Metrics) => number): Panel => {
    const at = (aim: Aim, i: number): number =>
      markets.reduce((sum, { epochs }) => sum + value(epochs[aim][i].metrics), 0) / markets.length;
    const lines = AIMS.map((aim) =>
      overEpochs(TITLES[aim], markets[0].epochs[aim], ({ epoch }) => at(aim, epoch - 1), { marks: false }),
    );
    return panel(title, ["epoch", yLabel], "log", lines);
  };
  return lineCharts("Portfolios from predicted returns", `${markets.length} markets, mean`, [
    means("Regret on test days", "% of the best possible utility", ({ regret }) => 100 * regret),
    means("Error of predicted returns", "mean squared", ({ predictionError }) => predictionError),
  ]);
}
