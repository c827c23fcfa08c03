import * as tf from "@tensorflow/tfjs";
import { describe, expect, it } from "vitest";
import type { DenseArray, FieldName, ProblemInput } from "../index.js";
import type { OptNetLayerConfig } from "../adapters/tfjs/config.js";
import { assembleTensors, problemOf } from "../adapters/tfjs/tensors.js";
import { feasibleNumbers, fieldsBehind, type OperandName } from "./feasible-point.js";
import { resolveConfig, type Blueprint } from "../adapters/tfjs/resolve.js";

const BATCH = 2;

/** Seeded numbers for every operand a blueprint needs, in float64. */
function randomOperands(blueprint: Blueprint): { [Name in OperandName]?: DenseArray<Float64Array> } {
  const { variables: n, equalities: e, inequalities: m } = blueprint;
  const fedShapes = { Q: [n, n], p: [n], A: [e, n], b: [e], G: [m, n], h: [m] };
  const shapes: [string, number[]][] = [
    ...blueprint.fed.map((field): [string, number[]] => [field, [BATCH, ...fedShapes[field]]]),
    ...Object.entries(blueprint.weights),
  ];
  return Object.fromEntries(
    shapes.map(([name, shape], seed) => {
      const numbers = tf.tidy(() => tf.randomNormal(shape, 0, 1, "float32", seed + 1).dataSync());
      return [name, { data: Float64Array.from(numbers), shape }];
    }),
  );
}

/** A fixed linear function of every number in a problem; symmetric in Q, as gradients of Q are. */
function coefficients({ data, shape }: DenseArray): Float64Array {
  const n = shape.at(-1)!;
  return Float64Array.from(data, (_, index) => {
    const [row, column] = [Math.floor(index / n), index % n];
    return Math.sin(1 + row + column) + Math.cos(row * column);
  });
}

function fieldsOf(problem: ProblemInput): [FieldName, DenseArray][] {
  return (["Q", "p", "A", "b", "G", "h"] as const)
    .map((field): [FieldName, DenseArray] => [field, problem[field] as DenseArray])
    .filter(([, array]) => array !== undefined);
}

function expectChainRule(config: OptNetLayerConfig): void {
  const blueprint = resolveConfig(config);
  const operands = randomOperands(blueprint);
  const names = Object.keys(operands) as OperandName[];
  const loss = () =>
    fieldsOf(problemOf(blueprint, feasibleNumbers(blueprint, operands).inputs)).reduce((sum, [, array]) => {
      const c = coefficients(array);
      return sum + c.reduce((part, factor, i) => part + factor * array.data[i], 0);
    }, 0);
  const { inputs, pullBack } = feasibleNumbers(blueprint, operands);
  const problem = problemOf(blueprint, inputs);
  const gradients = Object.fromEntries(
    fieldsOf(problem).map(([field, array]) => [field, { data: coefficients(array), shape: array.shape }]),
  );

  pullBack(gradients, names).forEach((gradient, which) => {
    const { data } = operands[names[which]]!;
    expect(gradient.length, names[which]).toBe(data.length);
    data.forEach((value, i) => {
      const step = 1e-6;
      data[i] = value + step;
      const above = loss();
      data[i] = value - step;
      const below = loss();
      data[i] = value;
      expect(gradient[i], `${names[which]}[${i}]`).toBeCloseTo((above - below) / (2 * step), 6);
    });
  });
}

describe("the chain rule from fields to weights, against central differences", () => {
  it("with everything learned", () => {
    expectChainRule({ variables: 3, equalities: 2, inequalities: 4 });
  });
  it("with free right-hand sides and p learned", () => {
    expectChainRule({
      variables: 3,
      equalities: 2,
      inequalities: 2,
      p: "learned",
      b: "learned",
      h: "learned",
      Q: "fed",
    });
  });
  it("with matrices fed per element and feasible right-hand sides", () => {
    expectChainRule({ variables: 3, equalities: 2, inequalities: 4, A: "fed", G: "fed" });
  });
  it("with fixed matrices and a positive point", () => {
    expectChainRule({
      variables: 2,
      equalities: 1,
      inequalities: 1,
      lower: 0,
      point: "positive",
      Q: { fixed: 2 },
      A: { fixed: [[1, 2]] },
      G: { fixed: [[-1, 3]] },
    });
  });
  it("with a point inside bounds of every kind", () => {
    expectChainRule({
      variables: 4,
      equalities: 3,
      lower: [-Infinity, 0, -Infinity, -2],
      upper: [Infinity, Infinity, 5, 3],
    });
  });
});

describe("the parametrisation", () => {
  const blueprint = resolveConfig({
    variables: 4,
    equalities: 3,
    inequalities: 5,
    lower: [-Infinity, 0, -Infinity, -2],
    upper: [Infinity, Infinity, 5, 3],
  });
  const operands = randomOperands(blueprint);
  const problem = problemOf(blueprint, feasibleNumbers(blueprint, operands).inputs);

  it("makes Q symmetric, L Lᵀ + epsilon I of the lower triangle", () => {
    const { L } = operands;
    const lower = Array.from({ length: 4 }, (_, i) =>
      Array.from({ length: 4 }, (_, j) => (j <= i ? L!.data[4 * i + j] : 0)),
    );
    const Q = (problem.Q as DenseArray).data;
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) {
        const expected = lower[i].reduce((sum, value, k) => sum + value * lower[j][k], i === j ? 1e-4 : 0);
        expect(Q[4 * i + j]).toBeCloseTo(expected, 14);
        expect(Q[4 * i + j]).toBe(Q[4 * j + i]);
      }
    }
  });

  it("leaves a point that satisfies every constraint", () => {
    const { z0: w } = operands;
    const z0 = [
      w!.data[0],
      Math.exp(w!.data[1]),
      5 - Math.exp(w!.data[2]),
      -2 + 5 / (1 + Math.exp(-w!.data[3])),
    ];
    const rows = (matrix: DenseArray) =>
      Array.from({ length: matrix.shape[0] }, (_, i) =>
        z0.reduce((sum, value, j) => sum + matrix.data[4 * i + j] * value, 0),
      );
    rows(problem.A as DenseArray).forEach((value, i) =>
      expect((problem.b as DenseArray).data[i]).toBeCloseTo(value, 14),
    );
    rows(problem.G as DenseArray).forEach((value, i) =>
      expect((problem.h as DenseArray).data[i]).toBeGreaterThanOrEqual(value),
    );
  });

  it("is the same in tensors, also where the weight of an unbounded variable is large", () => {
    const large = { ...operands, z0: { shape: [4], data: Float64Array.of(200, -0.5, 0.7, 120) } };
    const numbers = feasibleNumbers(blueprint, large).inputs;
    tf.tidy(() => {
      const tensors = Object.fromEntries(
        Object.entries(large).map(([name, { data, shape }]) => [
          name,
          tf.tensor(Float32Array.from(data), [...shape]),
        ]),
      );
      const made = assembleTensors(blueprint, tensors);
      for (const name of ["Q", "A", "b", "G", "h"] as const) {
        const tensor = made[name] as tf.Tensor;
        expect(tensor.shape, name).toEqual(numbers[name]!.shape);
        const wanted = numbers[name]!.data;
        tensor.dataSync().forEach((value, i) => {
          expect(Math.abs(value - wanted[i]), name).toBeLessThanOrEqual(1e-5 * (1 + Math.abs(wanted[i])));
        });
      }
    });
  });

  it("keeps what is cheap cheap", () => {
    const fixed = resolveConfig({ variables: 2, Q: { fixed: 3 } });
    const p = { data: Float64Array.of(1, 2, 3, 4), shape: [2, 2] };
    expect(problemOf(fixed, feasibleNumbers(fixed, { p }).inputs)).toMatchObject({
      Q: { shape: [2], data: Float64Array.of(3, 3) },
    });
    expect(problemOf(fixed, feasibleNumbers(fixed, { p }).inputs).lower).toBeUndefined();

    const fed = resolveConfig({ variables: 2, Q: "fed" });
    expect(problemOf(fed, feasibleNumbers(fed, { p, Q: p }).inputs).Q).toMatchObject({ shape: [2, 1, 2] });
  });

  it("says which fields an operand enters", () => {
    expect(fieldsBehind(blueprint, "z0")).toEqual(["b", "h"]);
    expect(fieldsBehind(blueprint, "A")).toEqual(["A", "b"]);
    expect(fieldsBehind(blueprint, "L")).toEqual(["Q"]);
    expect(fieldsBehind(resolveConfig({ variables: 1, equalities: 1, b: "learned" }), "A")).toEqual(["A"]);
  });
});
