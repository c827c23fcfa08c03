/**
 * The problem of the smallest shift that makes constraints feasible, over (z, r, t):
 *
 *     minimise ½‖r‖² + ½‖t‖²   s.t.   Az − r = b,  Gz − t ≤ h,  lower ≤ z ≤ upper
 *
 * as a reduction: its outputs r and t are the shift of b and h.
 */
import type { Moves } from "../../derivative/inputs.js";
import type { Pattern } from "../../matrix/pattern.js";
import { addRows, newNumbers } from "../../problem/batch.js";
import type { FieldArrays, OutputVectors } from "../../problem/fields.js";
import type { FieldName, Operand, Problem } from "../../problem/problem.js";
import type { Reduction } from "../reduction.js";

const CONSTRAINT_NAMES = ["A", "b", "G", "h", "lower", "upper"] as const;

type ConstraintName = (typeof CONSTRAINT_NAMES)[number];

export function isConstraint(name: FieldName): name is ConstraintName {
  return (CONSTRAINT_NAMES as readonly FieldName[]).includes(name);
}

/** Whether all elements have the same constraints, and so the same shift. */
function sharesConstraints(problem: Problem): boolean {
  return CONSTRAINT_NAMES.every((name) => !problem[name] || problem[name].stride === 0);
}

/** The smallest shift of some elements: of each, or one of all where they share their constraints. */
export class ShiftReduction implements Reduction {
  readonly problem: Problem;
  /** Elements of the problem: 1 where constraints are shared. */
  readonly shifts: number;
  readonly #whole: Problem;
  readonly #elements: readonly number[];

  /**
   * @param whole the batch, to whose gradients this one's are added.
   * @param elements their positions in it.
   * @param given these elements alone.
   */
  constructor(whole: Problem, elements: readonly number[], given: Problem) {
    const shared = sharesConstraints(whole);
    this.shifts = shared ? 1 : elements.length;
    this.#whole = whole;
    this.#elements = elements;
    const { variables: n, equalities: e, inequalities: m } = given;
    const size = n + e + m;
    const vector = (data: Float64Array): Operand => ({ data, size, stride: 0, shape: [size] });
    this.problem = {
      batch: this.shifts,
      batched: given.batched && !shared,
      variables: size,
      equalities: e,
      inequalities: m,
      quadratic: "diagonal",
      Q: vector(newNumbers(size).fill(1, n)),
      p: vector(newNumbers(size)),
      A: given.A && widen(given.A, given, "A", -1),
      b: given.b,
      G: given.G && widen(given.G, given, "G", -1),
      h: given.h,
      lower: given.lower && widenBound(given.lower, given, -Infinity),
      upper: given.upper && widenBound(given.upper, given, Infinity),
    };
  }

  pushForward({ A, b, G, h, lower, upper }: Moves): Moves {
    const problem = this.#whole;
    return {
      ...(A && { A: widen(A, problem, "A", 0) }),
      ...(b && { b }),
      ...(G && { G: widen(G, problem, "G", 0) }),
      ...(h && { h }),
      ...(lower && { lower: widenBound(lower, problem, 0) }),
      ...(upper && { upper: widenBound(upper, problem, 0) }),
    };
  }

  pullBack(gradients: FieldArrays, into: FieldArrays): void {
    for (const [name, from] of Object.entries(gradients) as [ConstraintName, Float64Array][]) {
      addRows(this.#narrow(name, from), this.#elements, into[name]!, this.#whole[name]!);
    }
  }

  /** Writes r and t of every element. */
  lift({ z }: Partial<OutputVectors>, { shiftB, shiftH }: Partial<OutputVectors>): void {
    const { variables: n, equalities: e, inequalities: m } = this.#whole;
    const wide = n + e + m;
    for (let i = 0; i < this.#elements.length; i++) {
      const from = (this.shifts === 1 ? 0 : i) * wide + n;
      shiftB!.set(z!.subarray(from, from + e), i * e);
      shiftH!.set(z!.subarray(from + e, from + e + m), i * m);
    }
  }

  restrict({ shiftB, shiftH }: Partial<OutputVectors>): Partial<OutputVectors> {
    const { variables: n, equalities: e, inequalities: m } = this.#whole;
    const wide = n + e + m;
    const z = newNumbers(this.shifts * wide);
    const add = (from: Float64Array | undefined, size: number, start: number): void => {
      from?.forEach((value, k) => {
        const shift = this.shifts === 1 ? 0 : Math.floor(k / size);
        z[shift * wide + start + (k % size)] += value;
      });
    };
    add(shiftB, e, n);
    add(shiftH, m, n + e);
    return { z };
  }

  /** The gradient for one input from that of the shift problem. */
  #narrow(name: ConstraintName, data: Float64Array): Float64Array {
    const { variables: n, equalities: e, inequalities: m } = this.#whole;
    const wide = n + e + m;
    if (name === "b" || name === "h") return data;
    const { pattern } = this.#whole[name]!;
    if (pattern) return withoutSlacks(pattern, data);
    const narrow = newNumbers((data.length / wide) * n);
    for (let row = 0; row * wide < data.length; row++) {
      narrow.set(data.subarray(row * wide, row * wide + n), row * n);
    }
    if ((name === "lower" || name === "upper") && this.#whole[name]!.size === 1 && n > 1) {
      return Float64Array.of(narrow.reduce((sum, value) => sum + value, 0));
    }
    return narrow;
  }
}

/** Rows [M, 0, entry·I, 0] with the unit entries on the row's own slack. */
function widen(matrix: Operand, problem: Problem, name: "A" | "G", entry: number): Operand {
  const { variables: n, equalities: e, inequalities: m } = problem;
  const wide = n + e + m;
  const rows = name === "A" ? e : m;
  const first = name === "A" ? n : n + e;
  if (matrix.pattern) return widenSparse(matrix, matrix.pattern, wide, first, entry);
  const data = new Float64Array((matrix.data.length / n) * wide);
  for (let row = 0; row * n < matrix.data.length; row++) {
    data.set(matrix.data.subarray(row * n, row * n + n), row * wide);
    data[row * wide + first + (row % rows)] = entry;
  }
  const shape = [...matrix.shape.slice(0, -1), wide];
  return { data, size: rows * wide, stride: matrix.stride === 0 ? 0 : rows * wide, shape };
}

/** The same of a sparse matrix: the slack of a row is its last entry. */
function widenSparse(matrix: Operand, pattern: Pattern, wide: number, first: number, entry: number): Operand {
  const { rows, start } = pattern;
  const whole = patternWithSlacks(pattern, wide, first);
  const size = whole.index.length;
  const elements = matrix.shape.length === 2 ? matrix.shape[0] : 1;
  const data = new Float64Array(elements * size);
  for (let element = 0; element < elements; element++) {
    const [from, to] = [element * matrix.size, element * size];
    for (let i = 0; i < rows; i++) {
      data.set(matrix.data.subarray(from + start[i], from + start[i + 1]), to + whole.start[i]);
      data[to + whole.start[i + 1] - 1] = entry;
    }
  }
  const shape = [...matrix.shape.slice(0, -1), size];
  return { data, size, stride: matrix.stride === 0 ? 0 : size, shape, pattern: whole };
}

/** By the pattern that they widen, so that it is recognised. */
const widened = new WeakMap<Pattern, Map<string, Pattern>>();

function patternWithSlacks(pattern: Pattern, wide: number, first: number): Pattern {
  const known = widened.get(pattern) ?? new Map<string, Pattern>();
  widened.set(pattern, known);
  const key = `${wide} ${first}`;
  let whole = known.get(key);
  if (whole === undefined) {
    const { rows, start, index } = pattern;
    const wideIndex = new Int32Array(index.length + rows);
    for (let i = 0; i < rows; i++) {
      wideIndex.set(index.subarray(start[i], start[i + 1]), start[i] + i);
      wideIndex[start[i + 1] + i] = first + i;
    }
    whole = { rows, columns: wide, start: start.map((at, i) => at + i), index: wideIndex };
    known.set(key, whole);
  }
  return whole;
}

/** Rows of the entries of the widened pattern: those of the pattern itself. */
function withoutSlacks({ rows, start, index }: Pattern, data: Float64Array): Float64Array {
  const size = index.length;
  const wide = size + rows;
  const elements = wide === 0 ? 0 : data.length / wide;
  const narrow = newNumbers(elements * size);
  for (let element = 0; element < elements; element++) {
    for (let i = 0; i < rows; i++) {
      const from = element * wide + start[i] + i;
      narrow.set(data.subarray(from, from + start[i + 1] - start[i]), element * size + start[i]);
    }
  }
  return narrow;
}

/** A bound on z alone; the slacks get `absent`. */
function widenBound(bound: Operand, problem: Problem, absent: number): Operand {
  const { variables: n, equalities: e, inequalities: m } = problem;
  const wide = n + e + m;
  const elements = bound.data.length / bound.size;
  const data = new Float64Array(elements * wide).fill(absent);
  for (let i = 0; i < elements; i++) {
    for (let j = 0; j < n; j++) data[i * wide + j] = bound.data[i * bound.size + (bound.size === 1 ? 0 : j)];
  }
  const shape = bound.stride === 0 ? [wide] : [elements, wide];
  return { data, size: wide, stride: bound.stride === 0 ? 0 : wide, shape };
}
