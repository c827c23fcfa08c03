import { describe, expect, it } from "vitest";
import { generate } from "../../../tools/sudoku/generate.js";
import { oneHot, SIZE } from "../../../tools/sudoku/encode.js";
import { Learner, ROWS } from "./learner.js";
import { distanceToRules, projection, ruleRows, RULES } from "./rules.js";

describe("the learner of mini-Sudoku", () => {
  it("learns the rules from solved boards alone", async () => {
    const learner = new Learner(1, 100, 1000);
    const before = learner.judge(50);
    const losses: number[] = [];
    for (let i = 0; i < 130; i++) losses.push((await learner.step()).loss);
    expect(before.error).toBeGreaterThan(0.9);
    expect(losses.at(-1)!).toBeLessThan(0.2 * losses[0]);
    expect(learner.judge(50).error).toBeLessThan(0.2);
    // Its rows are others than those of the rules, and say the same.
    expect(distanceToRules(projection(new Learner(1).A))).toBeGreaterThan(0.8);
    expect(distanceToRules(projection(learner.A))).toBeLessThan(0.3);
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
    for (const none of [
      {},
      null,
      5,
      "layer",
      [],
      { ...learner.save(), logPoint: "a" },
      { ...learner.save(), A: {} },
    ])
      expect(() => other.load(none)).toThrow(/no layer/);
  });
});

describe("the rules as equalities", () => {
  it("hold for every board, and forty of them are independent", () => {
    const rows = ruleRows();
    const boards = generate(20, 3);
    const encoded = oneHot(boards.map(({ solution }) => solution));
    for (let start = 0; start < encoded.length; start += SIZE) {
      for (let row = 0; row < rows.length; row += SIZE) {
        let sum = 0;
        for (let k = 0; k < SIZE; k++) sum += rows[row + k] * encoded[start + k];
        expect(sum).toBe(1);
      }
    }
    const trace = Array.from({ length: SIZE }, (_, i) => RULES[(SIZE + 1) * i]).reduce((a, b) => a + b, 0);
    expect(trace).toBeCloseTo(ROWS, 9);
  });

  it("are a projection: of its rows it changes nothing, whichever say the same", () => {
    const rows = ruleRows();
    const mixed = rows.map((value, at) => value + (at >= SIZE ? 0.7 * rows[at - SIZE] : 0));
    expect(distanceToRules(projection(mixed))).toBeLessThan(1e-12);
    expect(distanceToRules(projection(RULES))).toBeLessThan(1e-12);
    expect(projection(new Float64Array(2 * SIZE)).every((value) => value === 0)).toBe(true);
  });
});
