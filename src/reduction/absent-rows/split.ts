/**
 * Rows whose right-hand side is infinite. Gz ≤ +Infinity asks for nothing: the row is absent, and the element is solved
 * as if it had never been given. Gz ≤ −Infinity asks for what no z can do: there is nothing to solve.
 */
import { selectElements } from "../../problem/part.js";
import type { Operand, Problem } from "../../problem/problem.js";
import { elementOf } from "../../problem/problem.js";

/** Elements of a batch that lack the same rows. */
export interface Part {
  /** Positions in the batch. */
  readonly elements: readonly number[];
  /** The rows of G that are left. */
  readonly rows: readonly number[];
  /** The elements with these rows alone. */
  readonly problem: Problem;
}

/** The parts of a batch, and the elements that have a row that nothing can meet, by that row. */
export interface Split {
  readonly parts: readonly Part[];
  readonly contradictions: ReadonlyMap<number, number>;
}

/** Whether any right-hand side of Gz ≤ h is infinite. */
export function hasInfiniteSides({ h }: Problem): boolean {
  if (h === undefined) return false;
  for (let i = 0; i < h.data.length; i++) if (Math.abs(h.data[i]) === Infinity) return true;
  return false;
}

/** @param invalid elements whose numbers are no problem, whatever h says. */
export function splitByRows(problem: Problem, invalid: ReadonlySet<number>): Split {
  const h = problem.h!;
  const contradictions = new Map<number, number>();
  const alike = new Map<string, { rows: number[]; elements: number[] }>();
  for (let element = 0; element < problem.batch; element++) {
    const sides = elementOf(h, element);
    const impossible = sides.indexOf(-Infinity);
    if (impossible >= 0 && !invalid.has(element)) {
      contradictions.set(element, impossible);
      continue;
    }
    const rows = Array.from(sides.keys()).filter((row) => Math.abs(sides[row]) !== Infinity);
    const key = rows.join();
    const group = alike.get(key) ?? { rows, elements: [] };
    group.elements.push(element);
    alike.set(key, group);
  }
  const parts = [...alike.values()].map(({ rows, elements }) => {
    const chosen = elements.length === problem.batch ? problem : selectElements(problem, elements);
    return { rows, elements, problem: withRows(chosen, rows) };
  });
  return { parts, contradictions };
}

/** The problem with these rows of G alone. */
function withRows(problem: Problem, rows: readonly number[]): Problem {
  const { G, h, inequalities } = problem;
  if (rows.length === inequalities) return problem;
  const some = rows.length > 0;
  return {
    ...problem,
    inequalities: rows.length,
    G: some ? selectRows(G!, rows, inequalities) : undefined,
    h: some ? selectRows(h!, rows, inequalities) : undefined,
  };
}

/** These rows, of `count`, of every element of G or h, or of what is shaped like them. */
export function selectRows(operand: Operand, rows: readonly number[], count: number): Operand {
  const { data, size, stride } = operand;
  const width = size / count;
  const elements = data.length / size;
  const selected = new Float64Array(elements * rows.length * width);
  for (let element = 0; element < elements; element++) {
    rows.forEach((row, i) => {
      const from = element * size + row * width;
      selected.set(data.subarray(from, from + width), (element * rows.length + i) * width);
    });
  }
  // h ends in its rows, G in its rows and columns.
  const axis = operand.shape.length - (isMatrix(operand) ? 2 : 1);
  const shape = operand.shape.map((length, i) => (i === axis ? rows.length : length));
  const own = rows.length * width;
  return { ...operand, data: selected, size: own, stride: stride === 0 ? 0 : own, shape };
}

function isMatrix({ shape, stride, ofOne }: Operand): boolean {
  return shape.length - (stride > 0 || ofOne ? 1 : 0) === 2;
}
