/**
 * Three families of functions as the minimisers of quadratic programs (Amos & Kolter 2017, section 3.3). Each layer
 * is a table from x to a problem: what depends on x stands in p, b or h, everything else is shared by the batch.
 */
import type { ProblemInput } from "optnet";
import { solve } from "optnet";

export type Points = readonly (readonly number[])[];

/** Rows of outputs, and how to read them off the minimiser. */
export interface Layer {
  problem(x: Points): ProblemInput;
  /** Which entries of z are the layer's outputs. */
  readonly outputs: number;
}

/** Outputs `[B, outputs]` for a batch of inputs; the tolerance is that of exact statements. */
export function evaluate(layer: Layer, x: Points): number[][] {
  const solution = solve(layer.problem(x), { tolerance: 1e-10 }).assertSolved();
  const { variables } = solution.shape;
  return x.map((_, i) => [...solution.z.subarray(i * variables, i * variables + layer.outputs)]);
}

/**
 * max(Wx + c, 0): the nearest point of the positive orthant,
 *
 *     minimise ½‖z − (Wx + c)‖²   subject to   z ≥ 0.
 */
export function reluLayer(W: Points, c: readonly number[]): Layer {
  return {
    outputs: c.length,
    problem: (x) => ({
      Q: c.map(() => 1),
      p: x.map((point) => W.map((row, i) => -(inner(row, point) + c[i]))),
      lower: 0,
    }),
  };
}

/** A continuous function of one variable: straight left of, between and right of its knots. */
export interface PiecewiseLinear {
  readonly knots: readonly number[];
  /** One more than knots. */
  readonly slopes: readonly number[];
  /** The value at the first knot. */
  readonly value: number;
}

export function piecewiseLinearAt({ knots, slopes, value }: PiecewiseLinear, x: number): number {
  return knots.reduce(
    (sum, knot, i) => sum + (slopes[i + 1] - slopes[i]) * Math.max(x - knot, 0),
    value + slopes[0] * (x - knots[0]),
  );
}

/**
 * Any function with k pieces, in k variables and one equality. With hinges z_j = max(x − knot_j, 0),
 *
 *     minimise ½ Σ (z_j − (x − knot_j))²   subject to   z ≥ 0,  y − Σ bend_j z_j = value + slope_0 (x − knot_0):
 *
 * y costs nothing, so the equality decides it and leaves the hinges alone.
 */
export function piecewiseLinearLayer({ knots, slopes, value }: PiecewiseLinear): Layer {
  const bends = knots.map((_, i) => slopes[i + 1] - slopes[i]);
  return {
    outputs: 1,
    problem: (x) => ({
      Q: [0, ...knots.map(() => 1)],
      p: x.map(([at]) => [0, ...knots.map((knot) => knot - at)]),
      A: [[1, ...bends.map((bend) => -bend)]],
      b: x.map(([at]) => [value + slopes[0] * (at - knots[0])]),
      lower: [-Infinity, ...knots.map(() => 0)],
    }),
  };
}

/**
 * maxᵢ (aᵢᵀx + cᵢ), in one variable: the lowest point above all of them,
 *
 *     minimise y   subject to   aᵢᵀx + cᵢ ≤ y.
 */
export function maximumLayer(a: Points, c: readonly number[]): Layer {
  return {
    outputs: 1,
    problem: (x) => ({
      p: [1],
      G: a.map(() => [-1]),
      h: x.map((point) => a.map((row, i) => -(inner(row, point) + c[i]))),
    }),
  };
}

export function maximumAt(a: Points, c: readonly number[], x: readonly number[]): number {
  return Math.max(...a.map((row, i) => inner(row, x) + c[i]));
}

export function inner(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
