import { describe, expect, it } from "vitest";
import { Learner, ROWS } from "./learner.js";

describe("the learner of mini-Sudoku", () => {
  it("learns the rules from solved boards alone", async () => {
    const learner = new Learner(1, 100, 1000);
    const before = learner.judge(50);
    const losses: number[] = [];
    for (let i = 0; i < 130; i++) losses.push((await learner.step()).loss);
    expect(before.error).toBeGreaterThan(0.9);
    expect(losses.at(-1)!).toBeLessThan(0.2 * losses[0]);
    expect(learner.judge(50).error).toBeLessThan(0.2);
  });

  it("has the gradients of differences", async () => {
    // Adam's first step has the sign of the gradient, whatever its size.
    const learner = new Learner(3, 4, 100);
    const start = learner.parameters.slice();
    const { loss } = await learner.step();
    const moved = learner.parameters.map((value, i) => value - start[i]);
    for (const i of [0, 77, ROWS * 64 + 5]) {
      const other = new Learner(3, 4, 100);
      other.parameters[i] += 1e-5;
      const slope = ((await other.step()).loss - loss) / 1e-5;
      if (Math.abs(slope) > 1e-6) expect(Math.sign(moved[i])).toBe(-Math.sign(slope));
    }
  });

  it("is saved and loaded", async () => {
    const learner = new Learner(1, 10, 100);
    await learner.step();
    const other = new Learner(2, 10, 100);
    other.load(JSON.parse(JSON.stringify(learner.save())) as object);
    expect(other.parameters).toEqual(learner.parameters);
    expect(() => other.load({ ...learner.save(), A: [1] })).toThrow(/no layer/);
    expect(() => other.load({})).toThrow(/no layer/);
  });
});
