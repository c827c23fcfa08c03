import * as tf from "@tensorflow/tfjs";
import { solve } from "optnet";
import { beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../tools/random.js";
import { best, fitMaximum, fitPiecewiseLinear, fitRelu, fitReluNet } from "./fit.js";
import type { Layer, PiecewiseLinear, Points } from "./layers.js";
import {
  evaluate,
  inner,
  maximumAt,
  maximumLayer,
  piecewiseLinearAt,
  piecewiseLinearLayer,
  reluLayer,
} from "./layers.js";
import { grid, line, RELU, STAR, ZIGZAG } from "./targets.js";

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend("cpu");
});

/** Largest difference from the function, over random points of [−2, 2]ⁿ. */
function distance(
  layer: Layer,
  inputs: number,
  expected: (x: readonly number[]) => readonly number[],
  random: Random,
): number {
  const points: Points = Array.from({ length: 200 }, () =>
    Array.from({ length: inputs }, () => 4 * random.uniform() - 2),
  );
  const values = evaluate(layer, points);
  return Math.max(...points.flatMap((x, i) => expected(x).map((value, j) => Math.abs(value - values[i][j]))));
}

function drawPieces(random: Random, count: number): PiecewiseLinear {
  const knots = Array.from({ length: count - 1 }, () => 4 * random.uniform() - 2).sort((a, b) => a - b);
  return {
    knots,
    slopes: Array.from({ length: count }, () => 6 * random.uniform() - 3),
    value: random.uniform(),
  };
}

describe("one OptNet layer is exactly", () => {
  test("any ReLU layer", () => {
    const random = new Random(1);
    for (let outputs = 1; outputs <= 4; outputs++) {
      const W = Array.from({ length: outputs }, () => [random.uniform() - 0.5, random.uniform() - 0.5]);
      const c = W.map(() => random.uniform() - 0.5);
      const relu = (x: readonly number[]): number[] => W.map((row, i) => Math.max(inner(row, x) + c[i], 0));
      expect(distance(reluLayer(W, c), 2, relu, random)).toBeLessThan(1e-9);
    }
  });

  test("any piecewise linear function of one variable with k pieces, in k variables", () => {
    const random = new Random(2);
    for (let pieces = 2; pieces <= 8; pieces++) {
      const target = drawPieces(random, pieces);
      const layer = piecewiseLinearLayer(target);
      expect(solve(layer.problem([[0.3]])).shape.variables).toBe(pieces);
      expect(distance(layer, 1, ([x]) => [piecewiseLinearAt(target, x)], random)).toBeLessThan(1e-8);
    }
  });

  test("the maximum of linear functions, in one variable", () => {
    const random = new Random(3);
    for (const pieces of [2, 3, 7]) {
      const a = Array.from({ length: pieces }, () => [random.uniform() - 0.5, random.uniform() - 0.5]);
      const c = a.map(() => random.uniform() - 0.5);
      const layer = maximumLayer(a, c);
      expect(solve(layer.problem([[0, 0]])).shape.variables).toBe(1);
      expect(distance(layer, 2, (x) => [maximumAt(a, c, x)], random)).toBeLessThan(1e-9);
    }
    expect(distance(maximumLayer(STAR, [0, 0, 0]), 2, (x) => [maximumAt(STAR, [0, 0, 0], x)], random)).toBeLessThan(1e-9); // prettier-ignore
  });

  test("the slope of its function, away from the knots", () => {
    const layer = piecewiseLinearLayer(ZIGZAG);
    ZIGZAG.slopes.forEach((slope, i) => {
      const { knots } = ZIGZAG;
      const x =
        i === 0 ? knots[0] - 0.3 : i === knots.length ? knots.at(-1)! + 0.3 : (knots[i - 1] + knots[i]) / 2;
      const solution = solve(layer.problem([[x]]));
      // x enters through p = knot − x and b = value + slope₀ (x − knot₀).
      const { z } = solution.jvp({ p: [[0, ...knots.map(() => -1)]], b: [[ZIGZAG.slopes[0]]] });
      expect(z[0]).toBeCloseTo(slope, 8);
    });
    const star = solve(maximumLayer(STAR, [0, 0, 0]).problem([[0, 1]])).vjp({ z: [[1]] });
    // At (0, 1) the first function is the largest, and it alone.
    expect([...star.h!.data].map((value) => Math.round(1e9 * value) / 1e9)).toEqual([-1, 0, 0]);
  });
});

describe("learned from samples", () => {
  test("a ReLU layer", () => {
    const x = grid(9);
    const y = x.map((point) => RELU.W.map((row, i) => Math.max(inner(row, point) + RELU.c[i], 0)));
    expect(fitRelu(x, y, 1, { steps: 300, learningRate: 0.05 }).error).toBeLessThan(1e-4);
  });

  test("a function of five pieces", () => {
    const x = line(41);
    const y = x.map(([at]) => [piecewiseLinearAt(ZIGZAG, at)]);
    expect(fitPiecewiseLinear(x, y, 4, { steps: 500, learningRate: 0.02 }).error).toBeLessThan(0.02);
  });

  test("the maximum of three, which a ReLU net of equal size misses", () => {
    const x = grid(9);
    const y = x.map((point) => [maximumAt(STAR, [0, 0, 0], point)]);
    const layer = fitMaximum(x, y, 3, 1, { steps: 300, learningRate: 0.05 });
    const nets = [1, 2, 3].map((seed) => fitReluNet(x, y, 2, seed, { steps: 600, learningRate: 0.03 }));
    expect(layer.parameters).toBe(best(nets).parameters);
    expect(layer.error).toBeLessThan(1e-2);
    expect(best(nets).error).toBeGreaterThan(10 * layer.error);
  });
});
