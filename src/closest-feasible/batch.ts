/** Parts of a batch: problems, rows and gradients of some of its elements. */
import type { Operand, Problem } from "../problem/problem.js";
import { FIELD_NAMES } from "../problem/problem.js";

/** The problem of these elements alone; what the batch shares they share. */
export function selectElements(problem: Problem, elements: readonly number[]): Problem {
  const fields = FIELD_NAMES.map((name) => [name, problem[name] && selectOperand(problem[name], elements)]);
  return { ...problem, ...Object.fromEntries(fields), batch: elements.length } as Problem;
}

export function selectOperand(operand: Operand, elements: readonly number[]): Operand {
  if (operand.stride === 0) return operand;
  const data = gatherRows(operand.data, operand.size, elements);
  return { ...operand, data, shape: [elements.length, ...operand.shape.slice(1)] };
}

export function gatherRows(data: Float64Array, size: number, elements: readonly number[]): Float64Array {
  const out = new Float64Array(elements.length * size);
  elements.forEach((element, i) => out.set(data.subarray(element * size, (element + 1) * size), i * size));
  return out;
}

export function scatterRows(
  from: Float64Array,
  elements: readonly number[],
  out: Float64Array,
  size: number,
): void {
  elements.forEach((element, i) => out.set(from.subarray(i * size, (i + 1) * size), element * size));
}

/** Adds rows of some elements, or one row for all of them, to the gradient of an input: to its sum if shared. */
export function addRows(
  from: Float64Array,
  elements: readonly number[],
  out: Float64Array,
  { size, stride }: Operand,
): void {
  for (let row = 0; row * size < from.length; row++) {
    const target = stride === 0 ? 0 : elements[row] * stride;
    for (let k = 0; k < size; k++) out[target + k] += from[row * size + k];
  }
}
