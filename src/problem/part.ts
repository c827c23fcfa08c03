import type { Operand, Problem } from "./problem.js";
import { FIELD_NAMES } from "./problem.js";

/** The problem of these elements alone; what the batch shares they share. */
export function selectElements(problem: Problem, elements: readonly number[]): Problem {
  const part: { -readonly [Key in keyof Problem]: Problem[Key] } = { ...problem };
  part.batch = elements.length;
  part.positions = elements.map((element) => problem.positions?.[element] ?? element);
  for (const name of FIELD_NAMES) {
    const operand = problem[name];
    if (operand) part[name] = selectOperand(operand, elements);
  }
  return part;
}

/** One element as a problem of its own, which looks at the same numbers. */
export function viewOfElement(problem: Problem, element: number): Problem {
  const part: { -readonly [Key in keyof Problem]: Problem[Key] } = { ...problem, batch: 1 };
  part.positions = [problem.positions?.[element] ?? element];
  for (const name of FIELD_NAMES) {
    const operand = problem[name];
    if (operand === undefined || operand.stride === 0) continue;
    const data = operand.data.subarray(element * operand.size, (element + 1) * operand.size);
    part[name] = { ...operand, data, shape: [1, ...operand.shape.slice(1)] };
  }
  return part;
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
