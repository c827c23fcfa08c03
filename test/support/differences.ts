/** Derivatives by differences of solutions: the judge of gradients, which knows nothing of how they are made. */
import type { FieldName, Gradients, SettingsInput, Solution } from "optnet";
import { solve } from "optnet";
import { expect } from "vitest";
import type { Qp } from "./qp.js";
import { FIELDS } from "./qp.js";

export type OutputName = "z" | "nu" | "lambda" | "lambdaLower" | "lambdaUpper" | "objective";

export const OUTPUTS: readonly OutputName[] = [
  "z",
  "nu",
  "lambda",
  "lambdaLower",
  "lambdaUpper",
  "objective",
];

/** One way in which a problem can be moved, and what a gradient says about it. */
export interface Move {
  readonly field: FieldName;
  readonly name: string;
  apply(qp: Qp, by: number): Qp;
  slope(gradients: Gradients): number;
}

/**
 * Differences of fourth order with this step are off by about 1e-12/STEP from rounding and by STEP⁴ from
 * curvature, where the data and the conditioning are of the order of one.
 */
const STEP = 1e-3;
const TIGHT = 1e-11;

/**
 * All moves of one problem: every number of every input by itself. Off-diagonal entries of Q move in pairs, by
 * half each, so that Q stays symmetric; a fixed variable's bounds move together, so that they stay in order.
 */
export function movesOf(qp: Qp): Move[] {
  return FIELDS.flatMap((field) => {
    const value = qp[field];
    if (value === undefined) return [];
    if (typeof value === "number") return [scalarMove(field)];
    if (typeof value[0] !== "number") return matrixMoves(field, value as number[][]);
    return (value as number[]).flatMap((number, i) => {
      if (field === "upper" && isFixed(qp, i)) return [];
      if (field === "lower" && isFixed(qp, i)) return [fixedMove(i)];
      return Number.isFinite(number) ? [vectorMove(field, i)] : [];
    });
  });
}

function isFixed({ lower, upper }: Qp, index: number): boolean {
  return Array.isArray(lower) && Array.isArray(upper) && lower[index] === upper[index];
}

function scalarMove(field: FieldName): Move {
  return {
    field,
    name: field,
    apply: (qp, by) => ({ ...qp, [field]: (qp[field] as number) + by }),
    slope: (gradients) => gradients[field]!.data[0],
  };
}

function vectorMove(field: FieldName, index: number): Move {
  return {
    field,
    name: `${field}[${index}]`,
    apply: (qp, by) => ({ ...qp, [field]: moved(qp[field] as number[], index, by) }),
    slope: (gradients) => gradients[field]!.data[index],
  };
}

function fixedMove(index: number): Move {
  return {
    field: "lower",
    name: `lower[${index}] = upper[${index}]`,
    apply: (qp, by) => ({
      ...qp,
      lower: moved(qp.lower as number[], index, by),
      upper: moved(qp.upper as number[], index, by),
    }),
    slope: ({ lower, upper }) => lower!.data[index] + upper!.data[index],
  };
}

function matrixMoves(field: FieldName, matrix: number[][]): Move[] {
  return matrix.flatMap((row, i) =>
    row.map((_, j): Move => {
      return {
        field,
        name: `${field}[${i}][${j}]`,
        apply(qp, by) {
          const rows = (qp[field] as number[][]).map((numbers) => [...numbers]);
          rows[i][j] += field === "Q" ? by / 2 : by;
          if (field === "Q") rows[j][i] += by / 2;
          return { ...qp, [field]: rows };
        },
        slope: (gradients) => gradients[field]!.data[i * row.length + j],
      };
    }),
  );
}

function moved(numbers: readonly number[], index: number, by: number): number[] {
  return numbers.map((value, i) => (i === index ? value + by : value));
}

/** How every output changes along one move. */
export type Slopes = Readonly<Record<OutputName, readonly number[]>>;

export function differences(qp: Qp, move: Move, settings: SettingsInput): Slopes {
  const at = (steps: number): Solution => {
    const solution = solve(move.apply(qp, steps * STEP), { ...settings, tolerance: TIGHT });
    expect(solution.status, `${move.name} moved by ${steps * STEP}`).toEqual(["solved"]);
    return solution;
  };
  const [far, near] = [
    [at(-2), at(2)],
    [at(-1), at(1)],
  ];
  const slopes = OUTPUTS.map((output) => {
    const change = ([before, after]: Solution[], i: number): number => after[output][i] - before[output][i];
    const numbers = Array.from(near[0][output], (_, i) => (8 * change(near, i) - change(far, i)) / 12 / STEP);
    return [output, numbers];
  });
  return Object.fromEntries(slopes) as Slopes;
}

/**
 * Where gradients disagree with differences, in words: one line per input whose largest deviation exceeds
 * `tolerance` times its largest slope. Slopes under a hundredth count as a hundredth: differences have noise.
 */
export function disagreements(
  moves: readonly Move[],
  slopes: readonly number[],
  gradients: Gradients,
  tolerance: number,
): string[] {
  return FIELDS.flatMap((field) => {
    let [scale, off, worst] = [0.01, 0, ""];
    moves.forEach((move, i) => {
      if (move.field !== field) return;
      const deviation = Math.abs(move.slope(gradients) - slopes[i]);
      scale = Math.max(scale, Math.abs(slopes[i]));
      if (deviation <= off) return;
      off = deviation;
      worst = `${move.name} is ${move.slope(gradients)}, differences say ${slopes[i]}`;
    });
    return off <= tolerance * scale ? [] : [`${worst}: off by ${off / scale} of the largest`];
  });
}
