import { describe, expect, it } from "vitest";
import { curveAt, frontier, SIX } from "./frontier.js";
import { Investor } from "./investor.js";

describe("the frontier", () => {
  const wishes = { cost: 0, most: 1 };

  it("has shares that add up to one, and less risk for less return", () => {
    const all = frontier(SIX, wishes);
    for (const { shares } of all) expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    for (let i = 1; i < all.length; i++) {
      expect(all[i].risk).toBeLessThanOrEqual(all[i - 1].risk + 1e-9);
      expect(all[i].expected).toBeLessThanOrEqual(all[i - 1].expected + 1e-9);
    }
  });

  it("keeps limits, with multipliers where they hold it back", () => {
    for (const { shares, limits } of frontier(SIX, { cost: 0, most: 0.4 })) {
      expect(Math.max(...shares)).toBeLessThan(0.4 + 1e-9);
      shares.forEach((share, i) => expect(limits[i] * (0.4 - share)).toBeCloseTo(0, 8));
    }
  });

  it("moves less where moving costs more, and not at all where it costs too much", () => {
    const turnover = [0, 0.01, 0.03, 1].map((cost) => frontier(SIX, { cost, most: 1 }, [5])[0].turnover);
    expect(turnover[1]).toBeLessThan(turnover[0]);
    expect(turnover[2]).toBeLessThan(turnover[1]);
    expect(turnover[3]).toBeCloseTo(0, 8);
  });
});

describe("a curve through points", () => {
  const points = [[1, 10], [2, 20], [2, 24], [4, 0]] as const; // prettier-ignore

  it.each([
    [0.9, null],
    [1, 10],
    [1.5, 15],
    [2, 20],
    [3, 12],
    [4, 0],
    [4.1, null],
  ])("at %d is %s", (x, expected) => expect(curveAt(points, x)).toBe(expected));

  it("of one point, or none, is there or not", () => {
    expect([curveAt([[1, 5]], 1), curveAt([[1, 5]], 2), curveAt([], 1)]).toEqual([5, null, null]);
  });
});

describe("two investors", () => {
  it("learn what they aim for", () => {
    const [predicts, decides] = (["prediction", "decision"] as const).map((aim) => {
      const investor = new Investor(aim, 1, 400);
      for (let i = 0; i < 300; i++) investor.step();
      return investor.judge();
    });
    expect(decides.regret).toBeLessThan(0.8 * predicts.regret);
    expect(predicts.predictionError).toBeLessThan(decides.predictionError);
  });
});
