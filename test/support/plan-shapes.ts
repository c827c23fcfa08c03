/** Problems of clear-cut shapes, on which the plan's costs are measured (test/plan-cost.ts) and its choices tested. */
import type { ProblemInput } from "../../src/index.js";
import { sparse } from "../../src/index.js";
import { Random } from "./random.js";

/** A problem with a batch of right-hand sides. */
export type Make = (batch: number) => ProblemInput;

function stacked(batch: number, length: number, draw: () => number): { data: Float64Array; shape: number[] } {
  return { data: Float64Array.from({ length: batch * length }, draw), shape: [batch, length] };
}

/** Optimal control: stage t holds u[t] and x[t + 1], with bounds on all. */
export function controlOf(states: number, inputs: number, steps: number): Make {
  return (batch) => {
    const random = new Random(states * 100 + steps);
    const width = states + inputs;
    const [n, e] = [width * steps, states * steps];
    const [F, B] = [random.matrix(states, states), random.matrix(states, inputs)];
    const [rows, columns, values]: [number[], number[], number[]] = [[], [], []];
    const put = (row: number, column: number, value: number): void => {
      rows.push(row);
      columns.push(column);
      values.push(value);
    };
    for (let t = 0; t < steps; t++) {
      for (let i = 0; i < states; i++) {
        const row = t * states + i;
        put(row, t * width + inputs + i, 1);
        for (let j = 0; j < inputs; j++) put(row, t * width + j, -0.3 * B[i][j]);
        for (let j = 0; t > 0 && j < states; j++) {
          put(row, (t - 1) * width + inputs + j, (-0.1 / Math.sqrt(states)) * F[i][j] - (i === j ? 0.9 : 0));
        }
      }
    }
    const b = stacked(batch, e, () => 0);
    for (let k = 0; k < batch; k++)
      for (let i = 0; i < states; i++) b.data[k * e + i] = 1.5 * random.normal();
    const bound = (side: number): number[] =>
      Array.from({ length: n }, (_, j) => side * (j % width < inputs ? 0.7 : 8));
    return {
      Q: Array.from({ length: n }, (_, j) => (j % width < inputs ? 0.1 : 1)),
      p: new Array<number>(n).fill(0),
      ...{ A: sparse.fromTriplets([e, n], rows, columns, values), b, lower: bound(-1), upper: bound(1) },
    };
  };
}

/** Bounds, a diagonal Q, and one row over all variables: a budget. */
export function budgetOf(n: number): Make {
  return (batch) => {
    const random = new Random(n);
    return {
      Q: random.vector(n, () => random.uniform(0.5, 2)),
      p: stacked(batch, n, () => random.normal()),
      A: sparse.fromDense([new Array<number>(n).fill(1)]),
      ...{ b: [1], lower: 0, upper: 10 / n },
    };
  };
}

/** Q with so many diagonals on either side, and bounds. */
export function bandedOf(n: number, width: number): Make {
  return (batch) => {
    const random = new Random(n + width);
    const [rows, columns, values]: [number[], number[], number[]] = [[], [], []];
    for (let i = 0; i < n; i++) {
      for (let j = Math.max(0, i - width); j <= i; j++) {
        rows.push(i);
        columns.push(j);
        values.push(i === j ? 2 * width + 1 : random.uniform(-1, 1));
      }
    }
    return {
      Q: sparse.symmetric(sparse.fromTriplets([n, n], rows, columns, values)),
      ...{ p: stacked(batch, n, () => 2 * width * random.normal()), lower: -1, upper: 1 },
    };
  };
}

/** Dense Q, and rows of G of which this share of entries is stored. */
export function denseOf(n: number, m: number, share: number): Make {
  return (batch) => {
    const random = new Random(n + 7 * m);
    const factor = random.matrix(n, n);
    const Q = factor.map((row, i) =>
      factor.map((other, j) => row.reduce((sum, value, k) => sum + (value * other[k]) / n, i === j ? 1 : 0)),
    );
    const G = random.matrix(m, n, () => (random.chance(share) ? random.normal() : 0));
    return {
      Q,
      p: stacked(batch, n, () => random.normal()),
      G: sparse.fromDense(G),
      h: new Array<number>(m).fill(1),
    };
  };
}

/** A diagonal Q, and rows of G with this share of entries at random. */
export function scatteredOf(n: number, m: number, share: number): Make {
  return (batch) => {
    const random = new Random(n + 11 * m);
    const G = random.matrix(m, n, () => (random.chance(share) ? random.normal() : 0));
    return {
      Q: random.vector(n, () => random.uniform(0.5, 2)),
      ...{
        p: stacked(batch, n, () => random.normal()),
        G: sparse.fromDense(G),
        h: new Array<number>(m).fill(1),
      },
    };
  };
}

export const SHAPES: Readonly<Record<string, Make>> = {
  "control, 2 states, 1 input, 15 steps": controlOf(2, 1, 15),
  "control, 2 states, 1 input, 50 steps": controlOf(2, 1, 50),
  "control, 4 states, 2 inputs, 30 steps": controlOf(4, 2, 30),
  "control, 8 states, 3 inputs, 15 steps": controlOf(8, 3, 15),
  "control, 8 states, 3 inputs, 50 steps": controlOf(8, 3, 50),
  "control, 12 states, 4 inputs, 30 steps": controlOf(12, 4, 30),
  "control, 4 states, 2 inputs, 100 steps": controlOf(4, 2, 100),
  "budget, n = 50": budgetOf(50),
  "budget, n = 400": budgetOf(400),
  "5 diagonals, n = 40": bandedOf(40, 2),
  "5 diagonals, n = 300": bandedOf(300, 2),
  "dense 50 × 50": denseOf(50, 50, 1),
  "dense Q of 100, rows 5 % full": denseOf(100, 100, 0.05),
  "diagonal Q of 200, rows 5 % full": scatteredOf(200, 100, 0.05),
  "diagonal Q of 400, rows 1 % full": scatteredOf(400, 200, 0.01),
};
