import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { runEpochs } from "../../tools/epochs.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { equalUtility, investorCourse, oracleUtility } from "./course.js";
import { Investor, MOST } from "./investor.js";
import { ASSETS, openMarket } from "./market.js";

beforeAll(() => startTensorFlow());

const market = openMarket(3);
const parts = { training: market.draw(150), validation: market.draw(100), test: market.draw(300) };

describe("the market", () => {
  it("depends on the seed alone", () => {
    const same = openMarket(3);
    expect(same.covariance).toEqual(market.covariance);
    expect(same.draw(150)).toEqual(parts.training);
    expect(openMarket(4).draw(2)).not.toEqual(openMarket(3).draw(2));
  });

  it("has the covariance that it says, around expected returns", () => {
    const days = openMarket(5).draw(20_000);
    const { covariance } = openMarket(5);
    const noise = days.returns.map((value, i) => value - days.expected[i]);
    for (const [a, b] of [
      [0, 0],
      [0, 1],
      [7, 7],
      [3, 12],
    ]) {
      // prettier-ignore
      let sum = 0;
      for (let day = 0; day < days.count; day++) sum += noise[day * ASSETS + a] * noise[day * ASSETS + b];
      expect(sum / days.count).toBeCloseTo(covariance[a][b], 2);
    }
  });
});

describe("the investor", () => {
  it("invests everything, within bounds, as well as nobody else", () => {
    const investor = new Investor(market.covariance, 1);
    const expected = tf.tensor2d(parts.test.expected, [300, ASSETS]);
    const portfolios = investor.invest(expected);
    expect(portfolios.min().dataSync()[0]).toBeGreaterThanOrEqual(-1e-9);
    expect(portfolios.max().dataSync()[0]).toBeLessThanOrEqual(MOST + 1e-6);
    for (const sum of portfolios.sum(1).dataSync()) expect(sum).toBeCloseTo(1, 5);
    const best = oracleUtility(investor, parts.test);
    expect(best).toBeGreaterThan(equalUtility(investor, parts.test));
    // Any move towards equal shares makes it worse.
    const moved = portfolios.mul(0.9).add(0.1 / ASSETS) as tf.Tensor2D;
    expect(investor.utility(moved, expected).dataSync()[0]).toBeLessThan(best);
    expect(investor.unsolved).toBe(0);
  });

  it.each(["prediction", "decision"] as const)("learns when its aim is the %s", async (aim) => {
    const investor = new Investor(market.covariance, 1);
    const schedule = { epochs: 12, batch: 30, learningRate: 1e-2, seed: 1 };
    const { history } = await runEpochs(investorCourse(investor, aim, parts, schedule));
    expect(history.at(-1)!.metrics.regret).toBeLessThan(0.8 * history[0].metrics.regret);
    expect(history.at(-1)!.metrics.unsolved).toBe(0);
  });
});
