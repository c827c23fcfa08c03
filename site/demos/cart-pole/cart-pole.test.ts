import { describe, expect, it } from "vitest";
import { advance, MOST_FORCE } from "../../../experiments/mpc/cart-pole.js";
import { Controller, forcesOf, Imitator } from "./controller.js";

const WEIGHTS = [8, 1, 40, 2];

describe("the cart with a pole", () => {
  it("is kept upright after a push, by forces within the limits", () => {
    const controller = new Controller(WEIGHTS);
    let state: readonly number[] = [0, 0.6, 0.05, -0.4];
    for (let i = 0; i < 100; i++) {
      const { force, solved } = controller.plan(state);
      expect(solved).toBe(true);
      expect(Math.abs(force)).toBeLessThan(MOST_FORCE + 1e-9);
      state = advance(state, force);
    }
    for (const value of state) expect(Math.abs(value)).toBeLessThan(0.02);
    controller.dispose();
  });

  it("has the gradients of differences in its weights", () => {
    const states = [[0.5, 0, 0.05, 0], [-0.2, 0.3, 0, 0.1]]; // prettier-ignore
    const loss = (weights: readonly number[]): number => forcesOf(weights, states).forces.reduce((sum, force) => sum + force ** 2, 0); // prettier-ignore
    const { slopes } = forcesOf(WEIGHTS, states, (force) => 2 * force);
    WEIGHTS.forEach((weight, i) => {
      const at = (by: number): number[] => WEIGHTS.map((value, j) => (i === j ? value + by : value));
      const slope = (loss(at(1e-4 * weight)) - loss(at(-1e-4 * weight))) / (2e-4 * weight);
      expect(slopes[i]).toBeCloseTo(slope, 5);
    });
  });

  it("learns to act like an expert from forces alone", () => {
    const imitator = new Imitator(WEIGHTS, 1);
    const first = imitator.step();
    for (let i = 0; i < 150; i++) imitator.step();
    expect(imitator.step()).toBeLessThan(0.02 * first);
  });
});
