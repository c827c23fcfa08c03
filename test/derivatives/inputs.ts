/** Inputs of a problem as flat numbers: to draw directions, to move along them, and to take differences. */
import type { FieldName, OutputName, SettingsInput, Solution } from "optnet";
import { solve } from "optnet";
import type { Qp } from "../support/qp.js";
import { FIELDS } from "../support/qp.js";
import type { Random } from "../support/random.js";

export type Directions = { readonly [Name in FieldName]?: Float64Array };

export function fieldsOf(qp: Qp): FieldName[] {
  return FIELDS.filter((name) => qp[name] !== undefined);
}

export function flat(value: Qp[FieldName]): number[] {
  if (value === undefined) return [];
  return typeof value === "number" ? [value] : (value.flat() as number[]);
}

/** Numbers in the nesting of `like`. */
export function nested<Value extends Qp[FieldName]>(like: Value, numbers: ArrayLike<number>): Value {
  let at = 0;
  const fill = (value: unknown): unknown => (Array.isArray(value) ? value.map(fill) : numbers[at++]);
  return fill(like) as Value;
}

/** What vjp and jvp take for these numbers: shaped like the input. */
export function shaped(qp: Qp, name: FieldName, numbers: ArrayLike<number>) {
  const value = qp[name]!;
  const shape: number[] = [];
  for (let inner: unknown = value; Array.isArray(inner); inner = inner[0]) shape.push(inner.length);
  return shape.length === 0 ? numbers[0] : { data: Float64Array.from(numbers), shape };
}

/** A random direction of one input. Infinite bounds stay; Q moves in symmetric directions. */
export function drawDirection(random: Random, qp: Qp, name: FieldName): Float64Array {
  const numbers = flat(qp[name]).map((value) => (Number.isFinite(value) ? random.normal() : 0));
  const n = qp.p.length;
  if (name === "Q" && numbers.length === n * n && n > 1) {
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) numbers[i * n + j] = numbers[j * n + i];
  }
  return Float64Array.from(numbers);
}

/** The problem `step` along the directions. */
export function moved(qp: Qp, directions: Directions, step: number): Qp {
  const changed = Object.entries(directions).map(([name, direction]) => {
    const value = qp[name as FieldName];
    const numbers = flat(value).map((number, i) => number + (direction[i] === 0 ? 0 : step * direction[i]));
    return [name, nested(value, numbers)];
  });
  return { ...qp, ...(Object.fromEntries(changed) as Partial<Qp>) };
}

/** Richardson's extrapolation of two central differences: the error falls with the fourth power of the step. */
export function difference(at: (step: number) => ArrayLike<number>, step: number): Float64Array {
  const central = (h: number): number[] => {
    const [after, before] = [at(h), at(-h)];
    return Array.from(after, (value, i) => (value - before[i]) / (2 * h));
  };
  const [coarse, fine] = [central(2 * step), central(step)];
  return Float64Array.from(fine, (value, i) => value + (value - coarse[i]) / 3);
}

/** How an output moves along the directions, by differences of solutions. */
export function differenceOf(
  qp: Qp,
  output: OutputName,
  directions: Directions,
  settings: SettingsInput,
  step = 1e-4,
): Float64Array {
  return difference((h) => solve(moved(qp, directions, h), settings).assertSolved()[output], step);
}

export function drawCotangents(random: Random, solution: Solution) {
  const { batch } = solution.shape;
  const draw = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal());
  return {
    z: draw(solution.z.length),
    nu: draw(solution.nu.length),
    lambda: draw(solution.lambda.length),
    lambdaLower: draw(solution.lambdaLower.length),
    lambdaUpper: draw(solution.lambdaUpper.length),
    objective: draw(batch),
    shiftB: draw(solution.shiftB.length),
    shiftH: draw(solution.shiftH.length),
  };
}

export function product(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0);
}

export function lengthOf(a: ArrayLike<number>): number {
  return Math.sqrt(product(a, a));
}
