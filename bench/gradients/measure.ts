import type { SettingsInput } from "optnet";
import { solve } from "optnet";
import { median } from "../../tools/statistics.js";
import { drawVector, generate, type Size } from "./generate.js";
import type { Input, Output } from "./reference.js";
import { referenceGradients } from "./reference.js";

/** Which outputs the loss depends on. */
export type Loss = "z" | "all outputs";

export interface InputErrors {
  readonly input: Input;
  readonly median: number;
  readonly worst: number;
}

export interface Row extends Size {
  readonly loss: Loss;
  readonly problems: number;
  /** Solved, and with an active set that is right by the margin: those that were compared. */
  readonly compared: number;
  readonly unsolved: number;
  /** Nearer to a kink than the margin. */
  readonly degenerate: number;
  readonly errors: readonly InputErrors[];
}

/** Slacks of inactive and multipliers of active constraints of a problem away from degeneracy are above this. */
export const MARGIN = 1e-6;

/** Compares vjp with the reference on `count` problems, input by input: ‖ours − reference‖ / ‖reference‖. */
export function measure(size: Size, count: number, loss: Loss, settings: SettingsInput): Row {
  const found = new Map<Input, number[]>();
  let unsolved = 0;
  let degenerate = 0;
  for (let i = 0; i < count; i++) {
    const seed = 1000 * size.n + i;
    const problem = generate(seed, size);
    const { e, m, Q, p, A, b, G, h, lower, upper } = problem;
    const solution = solve({ Q, p, ...(e > 0 && { A, b }), ...(m > 0 && { G, h }), lower, upper }, settings);
    if (solution.status[0] !== "solved") {
      unsolved++;
      continue;
    }
    const cotangents = drawCotangents(seed, size, loss);
    const reference = referenceGradients(problem, solution, cotangents);
    if (!(reference.margin > MARGIN)) {
      degenerate++;
      continue;
    }
    const ours = solution.vjp(cotangents);
    const length = Math.hypot(...Object.values(cotangents).flatMap((values) => [...values]));
    for (const [name, { data }] of Object.entries(ours) as [Input, { data: Float64Array }][]) {
      const errors = found.get(name) ?? [];
      errors.push(relativeError(data, reference.gradients[name]!, length));
      found.set(name, errors);
    }
    solution.dispose();
  }
  const errors = [...found].map(([input, values]) => ({
    input,
    median: median(values),
    worst: Math.max(...values),
  }));
  const compared = count - unsolved - degenerate;
  return { ...size, loss, problems: count, compared, unsolved, degenerate, errors };
}

function drawCotangents(seed: number, { n, e, m, bounds }: Size, loss: Loss) {
  const z = drawVector(seed + 1, n);
  const cotangents: { [Name in Output]?: Float64Array } = { z };
  if (loss === "z") return cotangents;
  if (e > 0) cotangents.nu = drawVector(seed + 2, e);
  if (m > 0) cotangents.lambda = drawVector(seed + 3, m);
  if (bounds) {
    cotangents.lambdaLower = drawVector(seed + 4, n);
    cotangents.lambdaUpper = drawVector(seed + 5, n);
  }
  return cotangents;
}

/** Gradients that are 0 but for the reference's own rounding, relative to the cotangents. */
const ZERO = 1e-15;

/**
 * ‖actual − expected‖ / ‖expected‖; where nothing is expected (a solution pinned by its constraints does not move
 * with p), relative to the size of the cotangents.
 */
export function relativeError(actual: Float64Array, expected: Float64Array, cotangents: number): number {
  const size = Math.hypot(...expected);
  const off = Math.hypot(...actual.map((value, i) => value - expected[i]));
  return off / (size <= ZERO * cotangents ? cotangents : size);
}
