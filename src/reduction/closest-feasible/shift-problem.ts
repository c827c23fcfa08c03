/**
 * The problem of the smallest shift that makes constraints feasible, over (z, r, t):
 *
 *     minimise ½‖r‖² + ½‖t‖²   s.t.   Az − r = b,  Gz − t ≤ h,  lower ≤ z ≤ upper
 *
 * and the way from inputs and gradients of the problem it was made for to its own, and back.
 */
import type { DenseArray, FieldName, Operand, Problem } from "../../problem/problem.js";
import type { Moves } from "../../derivative/inputs.js";

export const CONSTRAINT_NAMES = ["A", "b", "G", "h", "lower", "upper"] as const;

type ConstraintName = (typeof CONSTRAINT_NAMES)[number];

export function isConstraint(name: FieldName): name is ConstraintName {
  return (CONSTRAINT_NAMES as readonly FieldName[]).includes(name);
}

/** Whether all elements have the same constraints, and so the same shift. */
export function sharesConstraints(problem: Problem): boolean {
  return CONSTRAINT_NAMES.every((name) => !problem[name] || problem[name].stride === 0);
}

/** @param batch 1 where the batch shares its constraints. */
export function shiftProblem(problem: Problem, batch: number): Problem {
  const { variables: n, equalities: e, inequalities: m } = problem;
  const size = n + e + m;
  const vector = (data: Float64Array): Operand => ({ data, size, stride: 0, shape: [size] });
  return {
    batch,
    batched: problem.batched && !sharesConstraints(problem),
    variables: size,
    equalities: e,
    inequalities: m,
    quadratic: "diagonal",
    Q: vector(new Float64Array(size).fill(1, n)),
    p: vector(new Float64Array(size)),
    A: problem.A && widen(problem.A, problem, "A", -1),
    b: problem.b,
    G: problem.G && widen(problem.G, problem, "G", -1),
    h: problem.h,
    lower: problem.lower && widenBound(problem.lower, problem, -Infinity),
    upper: problem.upper && widenBound(problem.upper, problem, Infinity),
  };
}

/** How the shift problem's inputs move when those of the problem do. */
export function shiftMoves(problem: Problem, moves: Moves): Moves {
  const { A, b, G, h, lower, upper } = moves;
  return {
    ...(A && { A: widen(A, problem, "A", 0) }),
    ...(b && { b }),
    ...(G && { G: widen(G, problem, "G", 0) }),
    ...(h && { h }),
    ...(lower && { lower: widenBound(lower, problem, 0) }),
    ...(upper && { upper: widenBound(upper, problem, 0) }),
  };
}

/** The problem's gradient for one input from the shift problem's. */
export function narrowGradient(
  problem: Problem,
  name: ConstraintName,
  { data }: DenseArray<Float64Array>,
): Float64Array {
  const { variables: n, equalities: e, inequalities: m } = problem;
  const wide = n + e + m;
  if (name === "b" || name === "h") return data;
  const narrow = new Float64Array((data.length / wide) * n);
  for (let row = 0; row * wide < data.length; row++) {
    narrow.set(data.subarray(row * wide, row * wide + n), row * n);
  }
  if ((name === "lower" || name === "upper") && problem[name]!.size === 1 && n > 1) {
    return Float64Array.of(narrow.reduce((sum, value) => sum + value, 0));
  }
  return narrow;
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
