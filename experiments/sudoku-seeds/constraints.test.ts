import { expect, it } from "vitest";
import { Random } from "../../tools/random.js";
import { allBoards } from "../../tools/sudoku/board.js";
import { oneHot, SIZE } from "../../tools/sudoku/encode.js";
import { distanceFromRules, principalAngles, ruleMatrix } from "./constraints.js";

const rules = ruleMatrix();
const boards = allBoards().map((board) => [...oneHot([board])]);

it("every board obeys every rule, and no rule is missing", () => {
  expect(rules).toHaveLength(64);
  expect(distanceFromRules(rules, new Array<number>(64).fill(1), boards)).toBe(0);
  // 288 boards span what the rules leave: 64 − 40 dimensions besides one board.
  const differences = boards.slice(1).map((board) => board.map((value, k) => value - boards[0][k]));
  expect(principalAngles(differences, differences)).toHaveLength(SIZE - 40);
  expect(principalAngles(rules, rules)).toHaveLength(40);
});

it("angles are those of a rotation, whatever the basis", () => {
  const angle = 0.3;
  const plane = [[1, 0, 0], [0, 1, 0]]; // prettier-ignore
  const turned = [[1, 0, 0], [5, Math.cos(angle), Math.sin(angle)]]; // prettier-ignore
  const [first, second] = principalAngles(plane, turned);
  expect(first).toBeCloseTo(0, 5);
  expect(second).toBeCloseTo((angle * 180) / Math.PI, 8);
});

it("mixtures of rules span the rules; random rows do not", () => {
  const random = new Random(2);
  const mixture = Array.from({ length: 40 }, () => {
    const weights = rules.map(() => random.normal());
    return Array.from({ length: SIZE }, (_, k) =>
      rules.reduce((sum, rule, i) => sum + weights[i] * rule[k], 0),
    );
  });
  expect(Math.max(...principalAngles(mixture, rules))).toBeLessThan(1e-4);
  const rows = Array.from({ length: 40 }, () => Array.from({ length: SIZE }, () => random.uniform()));
  const angles = principalAngles(rows, rules);
  expect(angles).toHaveLength(40);
  expect(angles.at(-1)).toBeGreaterThan(45);
});
