/** A batch of every outcome, and whether two answers to it are the same to the bit. */
import type { Cotangents, Gradients, ProblemInput, Solution } from "optnet";
import { Random } from "../support/random.js";

const [n, m, e] = [10, 12, 1];

/** Elements 3 and B − 9 have no feasible point, if any. */
export function batchOf(seed: number, B: number, infeasible = true): ProblemInput {
  const random = new Random(seed);
  const draw = (...shape: number[]): { data: Float64Array; shape: number[] } => ({
    data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
    shape,
  });
  const h = { data: new Float64Array(B * m).fill(0.3), shape: [B, m] };
  if (infeasible) for (const element of [3, B - 9]) h.data.fill(-100, element * m, (element + 1) * m);
  return {
    Q: Float64Array.from({ length: n }, (_, i) => (i === 0 ? 0 : random.uniform(0.5, 2))),
    p: draw(B, n),
    A: draw(e, n),
    b: new Float64Array(e),
    G: draw(B, m, n),
    h,
    lower: -1,
    upper: 2,
  };
}

export function cotangentsOf(B: number): Cotangents {
  const random = new Random(99);
  const draw = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal());
  return {
    z: { data: draw(B * n), shape: [B, n] },
    lambda: { data: draw(B * m), shape: [B, m] },
    objective: draw(B),
  };
}

const OUTPUTS = [
  ...(["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "slack", "objective", "primalResidual"] as const),
  ...(["dualResidual", "dualityGap", "iterations", "shiftB", "shiftH", "weaklyActive", "status"] as const),
];

type Answer = Pick<Solution, (typeof OUTPUTS)[number] | "certificate">;

const same = (a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean =>
  a.length === b.length && Array.prototype.every.call(a, (value, i) => Object.is(value, b[i]));

/** The names of outputs in which two answers differ, and of those inputs whose gradients do. */
export function differences(one: Answer, other: Answer): string[] {
  const found: string[] = OUTPUTS.filter((name) => !same(one[name], other[name]));
  one.status.forEach((_, i) => {
    const [mine, its] = [one, other].map((solution) => JSON.stringify(solution.certificate(i)));
    if (mine !== its) found.push(`certificate ${i}`);
  });
  return found;
}

export function gradientDifferences(one: Gradients, other: Gradients): string[] {
  const names = Object.keys({ ...one, ...other }) as (keyof Gradients)[];
  return names.filter((name) => !one[name] || !other[name] || !same(one[name].data, other[name].data));
}
