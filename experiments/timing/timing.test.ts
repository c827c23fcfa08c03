import { expect, it } from "vitest";
import { generate } from "../../tools/problems/generate.js";
import { elementOf } from "../../tools/problems/problem.js";
import { oneByOne, quadprog, timeBothWays, together } from "./solvers.js";

const size = (variables: number, inequalities: number) => ({ variables, equalities: 0, inequalities });

it.each([true, false])("all ways to solve a batch agree, matrices shared: %s", (shared) => {
  const batch = generate(size(8, 6), 5, shared, 3);
  const expected = together(batch);
  expect(expected).toHaveLength(40);
  for (const solver of [oneByOne, quadprog]) {
    solver(batch).forEach((value, i) => expect(value).toBeCloseTo(expected[i], 6));
  }
});

it("draws programs with some inequalities active", () => {
  const batch = generate(size(8, 6), 20, false, 3);
  const z = together(batch);
  let active = 0;
  for (let element = 0; element < 20; element++) {
    const [G, h] = [elementOf(batch, "G", element), elementOf(batch, "h", element)];
    for (let i = 0; i < 6; i++) {
      let slack = h[i];
      for (let j = 0; j < 8; j++) slack -= G[i * 8 + j] * z[element * 8 + j];
      expect(slack).toBeGreaterThan(-1e-6);
      active += Number(slack < 1e-6);
    }
  }
  expect(active).toBeGreaterThan(0);
});

it("times both directions", () => {
  const { forward, backward } = timeBothWays(generate(size(5, 5), 3, true, 1));
  expect(forward).toBeGreaterThan(0);
  expect(backward).toBeGreaterThan(0);
});
