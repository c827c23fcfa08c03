/**
 * The problem of the smallest shift that makes constraints feasible, over (z, r, t):
 *
 *     minimise ½‖r‖² + ½‖t‖²   s.t.   Az − r = b,  Gz − t ≤ h,  lower ≤ z ≤ upper
 *
 * as a reduction: its outputs r and t are the shift of b and h.
 */
import type { Moves } from "../../derivative/inputs.js";
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
  const data = new Float64Array((matrix.data.length / n) * wide);
  for (let row = 0; row * n < matrix.data.length; row++) {
    data.set(matrix.data.subarray(row * n, row * n + n), row * wide);
    data[row * wide + first + (row % rows)] = entry;
  }
  const shape = [...matrix.shape.slice(0, -1), wide];
  return { data, size: rows * wide, stride: matrix.stride === 0 ? 0 : rows * wide, shape };
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
