/**
 * The way between a problem in words and its quadratic program, as of every reduction: inputs of the program are affine in
 * the parameters, and values, duals and the objective are linear in its outputs. Small changes take the same ways, and
 * gradients go back by the transposes.
 */
import type { Gradients } from "../index.js";
import { sizeOf } from "../problem/errors.js";
import type { FieldName } from "../problem/problem.js";
import type { Compiled, OffsetTerm } from "./compile.js";
import { Constraint } from "./constraint.js";
import type { Variable } from "./leaves.js";
import type { Output } from "./outputs.js";
import type { Program } from "./program.js";
import type { Theta } from "./theta.js";

/** The arrays of the program that outputs are read from. */
export interface ProgramOutputs {
  readonly z: Float64Array;
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
  readonly lambdaLower: Float64Array;
  readonly lambdaUpper: Float64Array;
}

/** L: values of a variable, or duals of a constraint, `[B, size]`. */
export function lift(
  compiled: Compiled,
  output: Exclude<Output, "objective">,
  from: ProgramOutputs,
  batch: number,
): Float64Array {
  const size = sizeOf(output.shape);
  const out = new Float64Array(batch * size);
  if (output instanceof Constraint) {
    eachPlace(compiled, output, (entry, name, index, factor, width) => {
      for (let i = 0; i < batch; i++) out[i * size + entry] += factor * from[name][i * width + index];
    });
    return out;
  }
  const start = startOf(compiled, output);
  for (let i = 0; i < batch; i++) {
    const at = i * compiled.n + start;
    out.set(from.z.subarray(at, at + size), i * size);
  }
  return out;
}

/** Lᵀ: adds an output's cotangent to those of the program's outputs. */
export function restrict(
  compiled: Compiled,
  output: Exclude<Output, "objective">,
  cotangent: Float64Array,
  into: { -readonly [Name in keyof ProgramOutputs]?: Float64Array },
  batch: number,
): void {
  const size = sizeOf(output.shape);
  if (output instanceof Constraint) {
    eachPlace(compiled, output, (entry, name, index, factor, width) => {
      const to = (into[name] ??= new Float64Array(batch * width));
      for (let i = 0; i < batch; i++) to[i * width + index] += factor * cotangent[i * size + entry];
    });
    return;
  }
  const to = (into.z ??= new Float64Array(batch * compiled.n));
  const start = startOf(compiled, output);
  for (let i = 0; i < batch; i++) {
    for (let k = 0; k < size; k++) to[i * compiled.n + start + k] += cotangent[i * size + k];
  }
}

export function startOf({ variables }: Compiled, variable: Variable): number {
  return variables.find(({ leaf }) => leaf === variable)!.start;
}

function eachPlace(
  compiled: Compiled,
  constraint: Constraint,
  visit: (
    entry: number,
    name: Exclude<keyof ProgramOutputs, "z">,
    index: number,
    factor: number,
    width: number,
  ) => void,
): void {
  const { n, equalities, inequalities } = compiled;
  const widths = { nu: equalities, lambda: inequalities, lambdaLower: n, lambdaUpper: n };
  compiled.places.get(constraint)!.forEach((places, side) => {
    // A box has one dual: that of its upper side less that of its lower one.
    const sign = constraint.relation === "box" && side === 0 ? -1 : 1;
    places.forEach(({ kind, index, factor }, entry) => {
      if (kind === "fixed") {
        visit(entry, "lambdaUpper", index, factor, n);
        visit(entry, "lambdaLower", index, -factor, n);
      } else if (kind !== "none") visit(entry, kind, index, sign * factor, widths[kind]);
    });
  });
}

/** P′: how the program's inputs move with the parameters. */
export function pushForward(
  program: Program,
  theta: Theta,
  move: Theta,
): { [Name in FieldName]?: Float64Array } {
  const moved: { [Name in FieldName]?: Float64Array } = {};
  for (const one of program.moving) {
    const { name, map } = one;
    const batch = program.isShared(one, theta) ? 1 : theta.batch;
    const data = new Float64Array(batch * map.width);
    for (let i = 0; i < batch; i++) map.move(move.row(i), data, i);
    moved[name] = data;
  }
  return moved;
}

/** Gradients in the parameters, one array each; undefined for those that nobody asks for. */
type ParameterArrays = readonly (Float64Array | undefined)[];

/** P′ᵀ: gradients in the parameters from those in the program's inputs. */
export function pullBack(program: Program, theta: Theta, gradients: Gradients, into: ParameterArrays): void {
  const { compiled, moving } = program;
  const row = new Float64Array(compiled.thetaSize);
  for (const one of moving) {
    const { name, map, parameters } = one;
    const gradient = gradients[name];
    if (gradient === undefined) continue;
    const batch = program.isShared(one, theta) ? 1 : theta.batch;
    for (let i = 0; i < batch; i++) {
      for (const position of parameters) clear(row, compiled, position);
      map.pullBack(gradient.data, i, row);
      for (const position of parameters) addRow(row, compiled, theta, position, i, into);
    }
  }
}

function clear(row: Float64Array, { parameters }: Compiled, position: number): void {
  const { leaf, start } = parameters[position];
  row.fill(0, start, start + leaf.size);
}

/** A parameter that the batch shares gets the sum. */
function addRow(
  row: Float64Array,
  { parameters }: Compiled,
  theta: Theta,
  position: number,
  element: number,
  into: ParameterArrays,
): void {
  const target = into[position];
  if (target === undefined) return;
  const { leaf, start } = parameters[position];
  const at = element * theta.strideOf(position);
  for (let k = 0; k < leaf.size; k++) target[at + k] += row[start + k];
}

/** What the objective has besides the program's, for one element. */
export function offsetAt(offset: readonly OffsetTerm[], theta: Float64Array): number {
  let total = 0;
  for (const { a, b, coefficient } of offset) {
    total += coefficient * (a < 0 ? 1 : theta[a]) * (b < 0 ? 1 : theta[b]);
  }
  return total;
}

/** How it moves. */
export function offsetMove(offset: readonly OffsetTerm[], theta: Float64Array, move: Float64Array): number {
  let total = 0;
  for (const { a, b, coefficient } of offset) {
    if (a >= 0) total += coefficient * move[a] * (b < 0 ? 1 : theta[b]);
    if (b >= 0) total += coefficient * move[b] * (a < 0 ? 1 : theta[a]);
  }
  return total;
}

/** Adds its gradient, `weights[i]` times for element i, to those in the parameters. */
export function addOffsetGradient(
  compiled: Compiled,
  theta: Theta,
  weights: Float64Array,
  into: ParameterArrays,
): void {
  const gradient = new Float64Array(compiled.thetaSize);
  for (let i = 0; i < theta.batch; i++) {
    if (weights[i] === 0) continue;
    const row = theta.row(i);
    gradient.fill(0);
    for (const { a, b, coefficient } of compiled.offset) {
      const weight = weights[i] * coefficient;
      if (a >= 0) gradient[a] += weight * (b < 0 ? 1 : row[b]);
      if (b >= 0) gradient[b] += weight * (a < 0 ? 1 : row[a]);
    }
    compiled.parameters.forEach((_, position) => addRow(gradient, compiled, theta, position, i, into));
  }
}
